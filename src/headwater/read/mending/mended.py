"""Inner and outer statements put right before they are read for more: whose they are, and where their words begin and end.

The tagger marks what a corpus marked, and inside other speech it is less sure: a source is missing, words in single marks break
off, the one spoken to counts as part of what was said. Each repair looks at one draft and knows no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from headwater.read.frame import Draft, Frame
from headwater.read.inner.within import subject_before_verb
from headwater.read.left_out.hollow import leave_out_hollow
from headwater.read.mending.broken import join_broken
from headwater.read.mending.misnamed import heard_saying, leave_the_participle, leave_the_salutation, with_its_noun
from headwater.read.mending.nominals import leave_the_description, leave_the_of, leave_the_rejecter
from headwater.read.mending.sources import paper_speaks
from headwater.read.verbs import finite
from headwater.read.wording.found import DENIAL, FINITE, NO_SUBJECT, WORD

Repair = Callable[[str, Draft, Sequence[Draft]], None]


def mend(frame: Frame, drafts: list[Draft]) -> None:
    """Put the drafts of a text right, in place; none is added, and none left without words."""
    leave_out_hollow(frame.text, drafts)
    join_broken(frame, drafts)
    for draft in drafts:
        whole_name(frame.text, draft, drafts)
        with_its_noun(frame.text, draft)
        if not draft.block:
            for repair in REPAIRS:
                repair(frame.text, draft, drafts)


_STATION = re.compile(
    r"(?<![\w.])(?:Radio|Television|TV|Channel|Telegram|Agence|Agencia|Editor|Ministry of|Bank of|University of) $"
)


def whole_name(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "Radio Selm": the word that says what a name is of belongs to the name."""
    if draft.source is None or not text[draft.source[0]].isupper():
        return
    lead = _STATION.search(text, max(0, draft.source[0] - 16), draft.source[0])
    if lead and not any(a < draft.source[0] and lead.start() < b for a, b in (*draft.cue, *draft.content)):
        draft.source = (lead.start(), draft.source[1])


_ACTIVE = re.compile(
    rf"(?:\w+ly |has |have |had |also )*(?:{finite('say', 'tell', 'think', 'show')}|"
    r"know|knows|knew|ask|asks|asked|agree|agrees|agreed|decide|decided|want|wants|wanted|recommend|recommends|recommended|propose|proposes|proposed)",
    re.I,
)


_INSERTED = re.compile(
    r"(?:^|(?<=[.!?”\"] )|(?<=\n))(?:(?:But|And|Yet|Still|Meanwhile),? )?(?P<source>(?:The|A|An|His|Her|Its|Their|Our|One|Two|[A-Z][\w’'.-]*)(?: [\w’'.-]+){0,9}), "
    r"(?:\w+(?:ed|ing)|made|seen|sent|written|given|shown|drawn|held|read|who|which|whose|due) [^.;:“”\"]{2,110},$"
)
_AND = re.compile(r",? (?:and|but|then|or)(?: also| then| later)? $")


def name_subject(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "… that voters effectively prove that …", "a draft, leaked to the paper, concludes": the subject is right before the verb."""
    if draft.source is not None or len(draft.cue) != 1 or "agentless" in draft.notes:
        return
    low, high = draft.cue[0]
    if draft.content[0][0] < high or not _ACTIVE.fullmatch(text, low, high):
        return
    inserted = _INSERTED.search(text, max(0, low - 230), low - 1)
    if inserted:
        draft.source = inserted.span("source")
        return
    joined = _AND.search(text, max(0, low - 12), low)
    if joined:
        draft.source = next(
            (d.source for d in drafts if d is not draft and d.source and d.content[-1][1] == joined.start()), None
        )
        return
    if draft.parent is None:
        return
    outer = next((a for a, b in drafts[draft.parent].content if a <= low < b), None)
    subject = (
        subject_before_verb(text, outer, low, text[low:high].rsplit(maxsplit=1)[-1]) if outer is not None else None
    )
    if subject is not None:
        draft.source = subject


_SHUT = re.compile(r"(?<=[.,!?…—])[’'](?!\w)")
_CLOSED = re.compile(r"[\w.,!?…—][’'](?!\w)")


def shut_marks(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "“The left is saying, ‘Yeah, … for.”": words in single marks go on to the mark that shuts them, or the end of the speech."""
    if draft.parent is None or len(draft.content) != 1 or text[draft.content[0][0]] not in "‘'":
        return
    (start, end) = draft.content[0]
    if text[end - 1] in "’'" or _CLOSED.search(text, start + 1, end):
        return
    limit = next((b for a, b in drafts[draft.parent].content if a <= start < b), None)
    if limit is None or limit - start > 800:
        return
    shut = _SHUT.search(text, start + 1, limit)
    if shut:
        draft.content = [(start, shut.end())]
        return
    until = limit
    while until > end and text[until - 1] in '”" \n':
        until -= 1
    draft.content = [(start, max(until, end))]


_SENTENCE_ENDS = re.compile(r"[.!?…] (?=[‘'])")


def open_marks(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "“The ship listed. ‘You could see her belly,’ the keeper said": only the words in single marks are the keeper's."""
    if draft.parent is None or len(draft.content) != 1 or not draft.cue:
        return
    start, end = draft.content[0]
    if text[end - 1] not in "’'" or text[end - 2] not in ",.!?" or draft.cue[0][0] < end:
        return
    opens = [m.end() for m in _SENTENCE_ENDS.finditer(text, start, end)]
    if opens and text[start] not in "‘'":
        draft.content, draft.form = [(opens[-1], end)], "direct"


_OWNED_UP = re.compile(r"(?:\w+ )?(?:admit|den|acknowledg|confess|confirm)\w*", re.I)
_DEED = re.compile(
    r"(?:the|a|an|any|his|her|their|its|both|two|three) (?:[\w’'-]+ ){0,3}?[\w’'-]+(?= (?:when|after|while|before|until) )"
)


def deed_only(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "Roe acknowledged the shootings when officers found him": what he owned up to ends before the circumstance."""
    if not draft.cue or len(draft.content) != 1 or draft.content[0][0] < draft.cue[-1][1]:
        return
    if not _OWNED_UP.fullmatch(text, *draft.cue[-1]) or text.startswith("that ", draft.content[0][0]):
        return
    deed = _DEED.match(text, *draft.content[0])
    if deed and not _HAS_VERB.search(text, *deed.span()):
        draft.content = [deed.span()]


_HAS_VERB = re.compile(r"\b(?:is|are|was|were|has|had|have|will|would|did|could|can)\b")
_CLEFT = re.compile(rf"[Ii]t (?:is|was) (?P<who>(?:{WORD} ){{0,5}}?{WORD}) who\b")


def cleft(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "It was the governor who sold it, while saying …": the one who said so is the governor, not "it"."""
    if draft.source is None or text[slice(*draft.source)] not in ("It", "it"):
        return
    match = _CLEFT.match(text, draft.source[0])
    if match and draft.cue and match.end() <= draft.cue[0][0]:
        draft.source = match.span("who")


_READ_OUT = re.compile(
    r"\b(?:in|from|of|by) (?P<what>(?:the|its|his|her|their|that|this) (?:[\w-]+ ){0,3}[\w-]+)(?:,| —| –| --)[^.;“”\"]{0,40}$"
)


def read_out(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "In the unclassified report, it is -- I quote: ‘…’": the words are the report's."""
    if draft.source is None or text[slice(*draft.source)] not in ("I", "we", "We") or len(draft.cue) != 1:
        return
    if text[slice(*draft.cue[0])] not in ("quote", "am quoting", "will quote"):
        return
    match = _READ_OUT.search(text, max(0, draft.source[0] - 120), draft.source[0])
    if match:
        draft.source = match.span("what")


_ASKS = re.compile(
    r"(?:.* )?(?:urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|tell|tells|told|telling|order(?:s|ed|ing)?|warn(?:s|ed|ing)?|advis(?:e|es|ed|ing)|push(?:es|ed|ing)?|"
    r"instruct(?:s|ed|ing)?|remind(?:s|ed|ing)?|implor(?:e|es|ed|ing)|begg(?:ed|ing)|begs|encourag(?:e|es|ed|ing)|assur(?:e|es|ed|ing)|inform(?:s|ed|ing)?|"
    r"command(?:s|ed|ing)?|persuad(?:e|es|ed|ing)|invit(?:e|es|ed|ing)|direct(?:s|ed|ing)?|call(?:s|ed|ing)? on)",
    re.I,
)
_HEARER = re.compile(
    rf"(?:me|him|her|them|us|you|it|(?:(?!that\b|if\b|whether\b|for\b|to\b|about\b|not\b){WORD} ){{0,6}}?(?!that\b|if\b|whether\b|for\b|to\b|about\b|not\b){WORD}) "
    r"(?=(?:that|if|whether|against) |(?:not )?[Tt]o (?!be \w+ed\b)[A-Za-z])"
)
_PRONOUN = re.compile(
    r"(?:me|him|her(?! \w+ (?:is|was|had|has|would|will))|them|us|you) (?=(?:the|a|an|his|he|she|it|they|we|I|someone|somebody|nobody|there|about|[A-Z]\w+) ?)"
)


def leave_the_hearer(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "urged the council to act", "told him someone had been shot": whom it was said to is no part of what was said."""
    if not draft.cue or draft.content[0][0] < draft.cue[-1][1] or draft.content[0][0] - draft.cue[-1][1] > 1:
        return
    low, high = draft.content[0]
    if not _ASKS.fullmatch(text, *draft.cue[-1]) or text[low] in '“"‘':
        return
    match = _HEARER.match(text, low, high) or _PRONOUN.match(text, low, high)
    if match and high - match.end() > 4 and not FINITE.search(text, low, match.end()):
        draft.content[0] = (match.end(), high)


_INDIRECT = re.compile(r"(?:why|how|what|who|where|when|which)\b", re.I)
_DATELINE = re.compile(r"[A-Z][A-Z .’'-]{2,}(?:, [^\n—–(]{2,40}?)?(?: \([\w .]{2,30}\))? (?:—|–|--?) ?")


def leave_the_dateline(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "TARNOW, 4 May (Meridian) - Two thirds is lost, the ministry said": the place and day are the page's."""
    start = draft.content[0][0]
    if start and text[start - 1] != "\n":
        return
    match = _DATELINE.match(text, start, start + 100)
    if match is None:
        return
    kept = [(max(a, match.end()), b) for a, b in draft.content if b > match.end()]
    draft.content = kept or draft.content


_FRONTED = re.compile(
    r"(?:^|(?<=[.!?”\"] )|(?<=\n))(?:After|Before|During|Following|At|In|On|Since|With|Despite|Under|Behind) $"
)
_SECOND = re.compile(r"(?<=[a-z]) (?=(?:the|his|her|its|their) [\w-]+)")
_HELD_TOGETHER = re.compile(r"\b(?:of|in|on|at|by|for|from|with|to|and|or|over|under|into|between|against) ?$")


def leave_the_fronted(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "After a long meeting the government of Tresk said …": the government speaks, not the meeting before it."""
    if draft.source is None or not draft.cue or draft.source[1] > draft.cue[0][0]:
        return
    start, end = draft.source
    if not _FRONTED.search(text, max(0, start - 14), start):
        return
    if "," in text[start : draft.cue[0][0]]:
        return
    for match in _SECOND.finditer(text, start, draft.cue[0][0]):
        until = end if end > match.end() else draft.cue[0][0] - 1
        if not _HELD_TOGETHER.search(text, start, match.start()) and not NO_SUBJECT.match(text[match.end() : until]):
            draft.source = (match.end(), until)
            return


_FINDER = re.compile(
    r"(?:^|(?<=[.!?;:”\"] )|(?<=\n)|(?<=, and )|(?<=, but )|(?<=, while )|(?<=while ))(?P<source>(?:[\w’'.-]+ ){1,9}?)(?:(?:obtained|seen|reviewed|viewed|examined|read|unearthed) (?:exclusively )?by|"
    r"(?:leaked|given|provided|handed|sent|shown|released|passed|made available) to|shared with) (?:the |a |an |this )?$"
)


def leave_the_finder(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "Manifests obtained by the paper list them as pianos": the manifests say so, not who obtained them."""
    if draft.source is None or not draft.cue or not 0 <= draft.cue[0][0] - draft.source[1] <= 2:
        return
    match = _FINDER.search(text, max(0, draft.source[0] - 120), draft.source[0])
    if match and not any(a < match.end("source") and match.start("source") < b for a, b in draft.content):
        draft.source = (match.start("source"), match.end("source") - 1)


_CLAIM = re.compile(
    r"(?:claims?|reports?|allegations?|accusations?|suggestions?|assertions?|statements?|contention|rumou?rs?|theory|finding|charge|insistence|belief)",
    re.I,
)


def denied_claim(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "Roe disputes the regulator's claim that …": the claim reaches the page beside the denial, not through it."""
    if draft.parent is None or not draft.cue or not _CLAIM.fullmatch(text, *draft.cue[-1]):
        return
    outer = drafts[draft.parent]
    near = outer.content[0][0] <= draft.cue[0][0] < outer.content[0][0] + 50
    if near and any(DENIAL.search(text, *cue) for cue in outer.cue):
        draft.parent = outer.parent


_OWNER = re.compile(
    rf"(?<![\w’'])(?P<who>(?:(?:the|a|an|his|her|its|their|one) )?(?:{WORD} ){{0,3}}?{WORD}['’]s?) (?:[a-z]+ )?$"
)


def owner_of_claim(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "Roe took issue with the report's | finding | that …": whose claim it is stands right before it."""
    if draft.parent is None or not draft.cue or not _CLAIM.fullmatch(text, *draft.cue[-1]):
        return
    low, high = drafts[draft.parent].content[0][0], draft.cue[-1][0]
    match = _OWNER.search(text, low, high) if low < high else None
    if match and draft.source is not None and draft.source[1] <= low:
        draft.source = match.span("who")


_DESCRIBES = re.compile(
    r"(?:\w+ )*(?:describ|denounc|dismiss|condemn|depict|portray|character|label|brand|deride|hail|prais)\w*", re.I
)


def leave_the_as(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "an alibi his mother describes as “thin”": the words are “thin”."""
    low, high = draft.content[0]
    if draft.cue and len(draft.content) == 1 and text.startswith(("as “", 'as "'), low):
        if low - draft.cue[-1][1] == 1 and _DESCRIBES.fullmatch(text, *draft.cue[-1]):
            draft.content = [(low + 3, high)]


_AS_FAR = re.compile(
    r"(?:From what|As far as|So far as|Judging (?:by|from)|From (?:the|his|her|their|its)|Based on|On the (?:basis|evidence) of|To judge by|Given) ",
    re.I,
)


def leave_the_ground(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "From what he could see, he said, they had left": the ground he gives stands before what he says."""
    if len(draft.content) == 2 and draft.cue and draft.content[0][1] <= draft.cue[0][0] < draft.content[1][0]:
        if _AS_FAR.match(text, draft.content[0][0]) and text[draft.content[1][0]].islower():
            draft.content = draft.content[1:]


_PERFECT = re.compile(r"(?P<have>had|has|have)\b", re.I)
_SECOND_VERB = re.compile(
    r",? and (?P<have>had|has|have) (?:also |then |since )?(?:planned|intended|promised|vowed|agreed|refused|threatened|offered|pledged|told|asked|said|warned|"
    r"learned|learnt|heard|urged|ordered|demanded|decided|hoped|wanted)\b"
)


def second_verb(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "… that he had learned that a child was coming and had planned on being there": a second verb of the same subject."""
    if draft.parent is None or not draft.cue or len(draft.content) != 1 or draft.form == "direct":
        return
    have = _PERFECT.match(text, draft.cue[0][0])
    low, high = draft.content[0]
    if have is None or low < draft.cue[-1][1]:
        return
    for match in _SECOND_VERB.finditer(text, low, high):
        if match.group("have") == have.group("have").lower() and match.start() - low > 4:
            draft.content = [(low, match.start())]
            return


_WAS_TOLD = re.compile(
    r"(?:\w+ )?(?:was|were|been|being|is|are|had been|has been|have been) (?:\w+ly |also |once |first )?(?:told|informed|assured|warned|advised|promised|reminded)",
    re.I,
)
_BY = re.compile(
    rf" by (?P<by>(?:(?:the|a|an|his|her|its|their|one|two|some|several) )(?:{WORD} ){{0,4}}?{WORD}|[A-Z]{WORD}(?: [A-Z]{WORD}){{0,3}})(?=,? (?:that|to|was|is|of|not to|in|on|at)\b|[,.;]|$)"
)


def told_by(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "What the widow was told by the company was that …": the company says it, not the widow."""
    if not draft.cue or not _WAS_TOLD.fullmatch(text, *draft.cue[-1]):
        return
    by = _BY.match(text, draft.cue[-1][1], draft.cue[-1][1] + 120)
    if by and not any(a < by.end("by") and by.start("by") < b for a, b in draft.content):
        draft.source = by.span("by")


REPAIRS: tuple[Repair, ...] = (
    told_by,
    paper_speaks,
    leave_the_participle,
    name_subject,
    heard_saying,
    shut_marks,
    open_marks,
    deed_only,
    cleft,
    read_out,
    leave_the_hearer,
    leave_the_dateline,
    leave_the_fronted,
    second_verb,
    leave_the_finder,
    owner_of_claim,
    denied_claim,
    leave_the_as,
    leave_the_ground,
    leave_the_of,
    leave_the_rejecter,
    leave_the_description,
    leave_the_salutation,
)
