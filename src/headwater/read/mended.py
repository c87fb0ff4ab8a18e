"""Inner and outer statements put right before they are read for more: whose they are, and where their words begin and end.

The tagger marks what a corpus marked, and inside other speech it is less sure: a source is missing, words in single marks break
off, the one spoken to counts as part of what was said. Each repair looks at one draft and knows no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from headwater.read.found import NO_SUBJECT, WORD
from headwater.read.frame import Draft, Frame
from headwater.read.within import subject_before_verb

Repair = Callable[[str, Draft, Sequence[Draft]], None]


def mend(frame: Frame, drafts: list[Draft]) -> None:
    """Put the drafts of a text right, in place; none is added, and none left without words."""
    for draft in drafts:
        if not draft.block:
            for repair in REPAIRS:
                repair(frame.text, draft, drafts)


_ACTIVE = re.compile(
    r"(?:\w+ly )?(?:say|says|said|claim|claims|claimed|prove|proves|proved|show|shows|showed|think|thinks|thought|believe|believes|believed|"
    r"deny|denies|denied|insist|insists|insisted|warn|warns|warned|argue|argues|argued|admit|admits|admitted|know|knows|knew|fear|fears|feared|"
    r"hope|hopes|hoped|ask|asks|asked|tell|tells|told|report|reports|reported|agree|agrees|agreed|decide|decided|promise|promised|swear|swore|"
    r"find|finds|found|suspect|suspects|suspected|expect|expects|expected|want|wants|wanted|confirm|confirms|confirmed|conclude|concludes|concluded)",
    re.I,
)


def name_subject(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "… that voters effectively prove that …": an inner verb without a source has its subject right before it."""
    if draft.parent is None or draft.source is not None or len(draft.cue) != 1 or "agentless" in draft.notes:
        return
    low, high = draft.cue[0]
    if draft.content[0][0] < high or not _ACTIVE.fullmatch(text, low, high):
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
    if match and high - match.end() > 4 and not _FINITE.search(text, low, match.end()):
        draft.content[0] = (match.end(), high)


_INDIRECT = re.compile(r"(?:why|how|what|who|where|when|which)\b", re.I)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|had|have|will|would|did|could|can|must|should|may|might)\b|[“”\",;:]")
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


REPAIRS: tuple[Repair, ...] = (
    name_subject,
    shut_marks,
    open_marks,
    deed_only,
    cleft,
    read_out,
    leave_the_hearer,
    leave_the_dateline,
    leave_the_fronted,
)
