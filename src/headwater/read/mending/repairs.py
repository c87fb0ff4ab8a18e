"""Small repairs to what the tagger cut and linked, before quotation blocks are settled and sources are lent.

Each repair is a sentence of an editor's common sense: set phrases attribute nothing; a name is not cut in two; what stands
right behind a verb of saying belongs to that verb; what "which the operator denied" denies is the clause before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from headwater.read.frame import Draft, Frame, Range
from headwater.read.mending.another_clause import leave_the_next_clause
from headwater.read.mending.misnamed import asked_by_nobody, leave_the_place, to_the_noun
from headwater.read.mending.pieces import settle_pieces
from headwater.read.mending.sources import speaker_from_content
from headwater.read.quoting.quotations import Quotation
from headwater.read.wording.found import PARTICLES


def repair(frame: Frame, drafts: list[Draft], quotations: Sequence[Quotation]) -> None:
    """Repair the drafts of one level, in place; ``quotations`` are those of the text."""
    text = frame.text
    drafts[:] = [d for d in drafts if not in_set_phrase(text, d)]
    for draft in list(drafts):
        trim_source(frame, draft)
        speaker_from_content(text, draft)
        leave_the_place(text, draft)
        _leave_the_subject(text, draft)
        _name_the_agent(frame, draft)
        _leave_the_colon(frame, draft)
        _leave_the_hearer(frame.text, draft)
        asked_by_nobody(frame, draft)
        _trim_content(text, draft)
        drafts.extend(_split(text, draft))
        _name_the_word(text, draft)
    settle_pieces(frame, drafts, quotations)
    _not_so(frame, drafts)
    _add_second_halves(frame, drafts, quotations)
    _deny(frame, drafts)
    for draft in drafts:
        leave_the_next_clause(text, draft)
        draft.content = [(a, b) for a, b in draft.content if a < b]
    drafts[:] = [d for d in drafts if any(_says_something(text[a:b]) for a, b in d.content)]
    drafts.sort(key=lambda d: d.content[0])


_SET_PHRASE = re.compile(
    r"(?:needless|suffice(?: it)?|sad|strange|sorry|that is|not|least|something) to say|to say (?:the least|nothing of)|"
    r"\bit must be said|it goes without saying|to tell the truth|(?:^|[.!?] )that said,|all told,|truth be told|"
    r"(?:generally|strictly|roughly|broadly|relatively) speaking|that being said|having said that|\bso called\b",
    re.I,
)
_REACH = 30
_TAKES = re.compile(r"(?:(?:has|have|had|also|already|later) )*claim(?:s|ed|ing)?", re.I)
_LIVES = re.compile(
    r"(?:(?:a|the|his|her|its|their|at least|more than|nearly|about|some|\d[\d,]*|\w+) ){1,5}?(?:lives|life|victims?)\b(?! (?:is|are|was|were|had|has|will|would))",
    re.I,
)
"""Code points before and after a cue in which a set phrase is looked for."""


def in_set_phrase(text: str, draft: Draft) -> bool:
    """Whether the cue is part of a phrase in which nobody says anything."""
    if _takes_lives(text, draft):
        return True
    for start, end in draft.cue:
        low = max(0, start - _REACH)
        for match in _SET_PHRASE.finditer(text, low, end + _REACH):
            if match.start() < end and start < match.end():
                return True
    if not draft.cue and draft.content:
        low = draft.content[0][0]
        near = list(_SET_PHRASE.finditer(text, max(0, low - _REACH), low))
        return bool(near) and text[near[-1].end() : low].strip() in ("", "that")
    return False


def _takes_lives(text: str, draft: Draft) -> bool:
    """ "The flood has claimed four lives": nobody says so."""
    cue = " ".join(text[start:end] for start, end in draft.cue)
    return bool(draft.content and _TAKES.fullmatch(cue) and _LIVES.match(text, draft.content[0][0]))


_NAME_TAIL = re.compile(rf"(?: (?:[A-Z][\w’'.-]+|(?:{PARTICLES}(?: {PARTICLES})?|of the)(?= [A-Z]))){{1,4}}")


def trim_source(frame: Frame, draft: Draft) -> None:
    """Leave quotation marks out of a source, and let it end where the name it ends with ends."""
    if draft.source is None:
        return
    start, end = draft.source
    while end > start and frame.text[end - 1] in '“"‘ ' and not _names(frame.text, start, end):
        end -= 1
    if frame.text.startswith("”", end) and frame.text.count("“", start, end) > frame.text.count("”", start, end):
        end += 1  # "the magazine “Bolt | ” reports"
    if frame.text.startswith(("what ", "What "), start) and end - start > 5:
        start += 5  # "what | aides | call": the aides do
    verb = _NAME_AND_VERB.fullmatch(frame.text, start, end)
    end = verb.end("who") if verb else end
    made = _MADE.search(frame.text, start, end)
    end = made.start() if made else end
    tail = _NAME_TAIL.match(frame.text, end)
    if tail and end > start and not frame.text[:end].endswith((".", "”", '"')):
        reach = tail.end()
        busy = (*draft.cue, *draft.content)
        inside = frame.sentence_at(reach - 1) == frame.sentence_at(start)
        if inside and not any(a < reach and end < b for a, b in busy):
            end = reach
    owned = _OWNED.match(frame.text, end)
    if owned and not any(a < owned.end() and end < b for a, b in (*draft.cue, *draft.content)):
        end = owned.end()
    head = _HEAD_OF.search(frame.text, max(0, start - 50), start)
    if (
        head
        and frame.text[start].isupper()
        and not any(a < start and head.start() < b for a, b in (*draft.cue, *draft.content))
    ):
        start = head.start()
    if end > start:
        draft.source = (start, end)
    to_the_noun(frame.text, draft)


def _names(text: str, start: int, end: int) -> bool:
    """Whether a source ends with the mark of a name it holds: "the magazine "Bolt""."""
    return text[end - 1] == '"' and text.count('"', start, end) == 2


def _leave_the_subject(text: str, draft: Draft) -> None:
    """ "Mr. Roe, guild officials | said, left at nine": who is spoken of, before speech in passing, belongs to the words.

    The commas tell: "Ada Quint, the mayor, said" has one right before the verb and none right behind it.
    """
    if draft.source is None or not draft.cue or not draft.content:
        return
    (start, end), (low, high) = draft.source, draft.cue[0]
    subject, comma, speaker = text[start:end].partition(", ")
    in_passing = text[end:low] == " " and text.startswith(", ", high) and high <= draft.content[0][0] <= high + 2
    if in_passing and comma and speaker and "," not in speaker and text[high + 2 : high + 3].islower():
        draft.source = (end - len(speaker), end)
        draft.content[:1] = [(start, start + len(subject)), (high + 2, draft.content[0][1])]


_NAME_AND_VERB = re.compile(r"(?P<who>(?:[A-Z][\w’'.-]* ){0,3}[A-Z][\w’'-]*) [a-z]{2,}ed", re.S)
"""A name with a verb of its own left at the end of a source: "Ms. Quint demurred | when asked"."""
_MADE = re.compile(r"(?<=[a-z]{3}s) (?:released|published|signed|issued|obtained|conducted|commissioned|posted|filed)$")
"""A participle left at the end of a source: "tax returns released | by her office show"."""
_OWNED = re.compile(r"['’]s? (?:[A-Z][\w’'.-]+ ?){1,3}(?<! )(?= [a-z])")
_HEAD_OF = re.compile(
    r"\b(?:the|a|an|his|her|its|their|one|former|acting) (?:[\w-]+ ){0,2}(?:head|leader|chief|president|director|chair|chairman|chairwoman|mayor|governor|minister|"
    r"ambassador|king|queen|bishop|spokesman|spokeswoman|spokesperson|member|members|editor|people|residents|citizens|government|parliament) of (?:the )?$",
    re.I,
)
_BY = re.compile(r"\b(?:\w+(?:ed|wn|en)|said|told|put|set out|made) by$", re.I)
_AGENT = re.compile(
    r" ?(?P<agent>(?:(?:the|a|an|his|her|its|their|one|two|three|several|some|local|state) )?(?:[\w’'.-]+ ){0,5}?[\w’'-]+)(?=[,;.]? ?$|[,;.](?: |$|[”\"])| (?:and|but|who|which|that|on|in|at|this|last|as|to) )"
)


def _name_the_agent(frame: Frame, draft: Draft) -> None:
    """ "… as first reported by Radio Kelvara": whoever stands behind "by" speaks, not what stands before the verb."""
    if not draft.cue or draft.source is None or draft.source[0] > draft.cue[0][0]:
        return
    start, end = draft.cue[-1]
    if not _BY.search(frame.text, start, end):
        return
    sentence = frame.sentences[frame.sentence_at(start)]
    match = _AGENT.match(frame.text, end, sentence[1])
    if match and not any(a < match.end() and end < b for a, b in draft.content):
        draft.source = match.span("agent")


_HEARER = re.compile(
    r"(?:the )?(?:\w+ )?(?:court|inquiry|inquest|jury|trial|tribunal|hearing|committee|panel|parliament|conference|mps|senators|lawmakers)",
    re.I,
)


def _leave_the_hearer(text: str, draft: Draft) -> None:
    """ "Dredger ‘knew of wreck’, inquiry told": the inquiry was told, and the headline does not say by whom."""
    if draft.source is None or len(draft.cue) != 1 or draft.content[0][0] > draft.source[0]:
        return
    start, end = draft.cue[0]
    if text[start:end].lower() in ("told", "hears", "heard") and _HEARER.fullmatch(text, *draft.source):
        if end >= len(text) or text[end] in "\n.":
            draft.source = None
            draft.notes.append("agentless")


def _leave_the_colon(frame: Frame, draft: Draft) -> None:
    """ "He added, with a word to Ms Roe: “…”": the verb speaks, not the name that happens to stand before the colon."""
    text = frame.text
    if draft.source is None or len(draft.cue) != 1 or text[slice(*draft.cue[0])] != ":":
        return
    low = frame.sentences[frame.sentence_at(draft.source[0])][0]
    match = _OPENS_SPEAKING.match(text, low, draft.source[0])
    if match:
        draft.source, draft.cue = match.span("source"), [match.span("cue")]


_OPENS_SPEAKING = re.compile(
    r"(?P<source>(?:He|She|They|(?:The |A |An |Mr\.? |Mrs\.? |Ms\.? )?(?:[\w’'.-]+ ){0,5}?[\w’'-]+)) "
    r"(?P<cue>(?:also |later |then )?(?:said|added|wrote|replied|told|tweeted|declared|warned|concluded|continued|posted|noted|asked))\b"
)


def _trim_content(text: str, draft: Draft) -> None:
    """Leave out the comma that closes indirect speech; one inside quotation marks stays."""
    draft.content = [(a, _without_comma(text, a, _without_deed(text, a, b))) for a, b in draft.content]
    if len(draft.content) > 1 and draft.cue and _OPEN_ONLY.match(text[slice(*draft.content[0])]):
        # The closing mark is missing: what begins a new sentence after the cue is the author's again.
        after = draft.cue[-1][1]
        draft.content = [
            p for p in draft.content if p[0] < after or _quoted(text, p) or not _NEW_SENTENCE.search(text[after : p[0]])
        ]


_OPEN_ONLY = re.compile(r"[“\"][^”\"]*$", re.S)
_NEW_SENTENCE = re.compile(r"[.!?]\s+$")
_DEED = re.compile(r"([”\"’]),? and (?:\w+ed|left|went|took|gave|made|put|sent) (?!that )")


def _without_deed(text: str, start: int, end: int) -> int:
    """Leave out what the speaker did after a quoted word: "called it “a farce” and left the room"."""
    if _quoted(text, (start, end)):
        return end
    matches = list(_DEED.finditer(text, start, end))
    return matches[-1].end(1) if matches else end


def _without_comma(text: str, start: int, end: int) -> int:
    if text[start] in "“\"‘«`'":
        return end
    trimmed = end
    while trimmed - 1 > start and text[trimmed - 1] in ", ;":
        trimmed -= 1
    return trimmed


_SPEAKS = re.compile(
    r"(?:^|[\s,])(promised|promises|vowed|pledged|announced|insisted|insists|emerged|claimed|claims|warned|warns|admitted|"
    r"confirmed|argued|argues|replied|alleged|predicted|said|says|declared|suggested)(?: (?:that|on \w+ that))? ?$"
)


def _split(text: str, draft: Draft) -> list[Draft]:
    """Give a piece that follows a verb of saying of its own to that verb, where the draft's cue stands elsewhere."""
    if len(draft.content) < 2 or not draft.cue:
        return []
    found: list[Draft] = []
    kept: list[Range] = []
    for piece in draft.content:
        match = _SPEAKS.search(text[max(0, piece[0] - 40) : piece[0]])
        at = max(0, piece[0] - 40)
        verb = (at + match.start(1), at + match.end(1)) if match else None
        if verb is None or any(a < verb[1] and verb[0] < b for a, b in draft.cue) or _quoted(text, piece):
            kept.append(piece)
        else:
            found.append(Draft(source=None, cue=[verb], content=[piece], confidence=draft.confidence))
    if found and kept:
        draft.content = kept
        return found
    return []


def _quoted(text: str, piece: Range) -> bool:
    return text[piece[0]] in "“\"‘«`'"


def _add_second_halves(frame: Frame, drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> None:
    """“One half,” she said, “and the other”: a quotation that nothing covers belongs to the cue that breaks it off."""
    for first, second in pairwise(quotations):
        if first.paragraph != second.paragraph or not (first.closed and second.opened and second.closed):
            continue
        if (
            frame.text[first.end - 2 : first.end - 1] not in (",", "—", "–", "…")
            or not frame.text[second.start + 1].islower()
        ):
            continue
        for draft in drafts:
            if draft.content[-1] == (first.start, first.end) and any(
                first.end <= a and b <= second.start for a, b in draft.cue
            ):
                draft.content.append((second.start, second.end))


_DENIES = r"den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|reject(?:s|ed|ing)?|contest(?:s|ed|ing)?|refut(?:e|es|ed|ing)|dismiss(?:es|ed)?"
_LONGEST_SENTENCE = 1500
"""Code points; a longer "sentence" is a table or a list."""

_NOT_SO = re.compile(r"[“\"]?(?:not so|not true|untrue|wrong|nonsense|rubbish|far from it|false)[,.!]?[”\"]?", re.I)


def _not_so(frame: Frame, drafts: Sequence[Draft]) -> None:
    """ "Not so, says Greta": her words are a denial of the claim that the sentence before ends with."""
    for draft in drafts:
        start, end = draft.content[0]
        sentence = frame.sentence_at(start)
        if len(draft.content) > 1 or not sentence or not _NOT_SO.fullmatch(frame.text, start, end):
            continue
        low, high = frame.sentences[sentence - 1]
        for other in drafts:
            if other is not draft and low <= other.content[0][0] and high - 2 <= other.content[-1][1] <= high:
                draft.cue = sorted([*draft.cue, (start, end)])
                draft.content = list(other.content)
                break


_NOUN = (
    "claims?|allegations?|accusations?|warnings?|complaints?|suggestions?|assurances?|denials?|promises?|pledges?|threats?|"
    "reports?|fears?|concerns?|assertions?|statements?|insistence|belief|demands?|calls?|predictions?|admissions?"
)
_NOUN_BY = re.compile(rf"\b(?P<cue>{_NOUN}) (?:by|from|of|among) (?P<source>(?:[\w’'-]+ ){{0,6}}[\w’'-]+) $", re.I)
_NOUN_OF = re.compile(
    rf"(?P<source>(?:\b(?:the|a|an|his|her|their|its|my|our) (?:[\w’'-]+ ){{0,3}}?)?(?:{PARTICLES} )*[\w-]+)(?:['’]s|s['’]) (?P<cue>{_NOUN}) $",
    re.I,
)


def _name_the_word(text: str, draft: Draft) -> None:
    """ "Accusations by farmers that …", "the agent's assurance that …": the noun is the cue, and says whose word it is."""
    start = draft.content[0][0]
    if draft.source is not None or not text.startswith(("that ", "to ", "about "), start):
        return
    low = max(0, start - 90)
    before = re.split(r"[.;:,]", text[low:start])[-1]
    low = start - len(before)
    match = _NOUN_BY.search(before) or _NOUN_OF.search(before)
    if match and (
        not draft.cue or any(a < low + match.end("cue") and low + match.start("cue") < b for a, b in draft.cue)
    ):
        source = (low + match.start("source"), low + match.end("source"))
        if text[source[1] : source[1] + 1] == "s":
            source = (source[0], source[1] + 1)
        draft.source = source
        draft.cue = [(low + match.start("cue"), low + match.end("cue"))]


_RELATIVE_DENIAL = re.compile(
    r", (?P<what>which|something|(?:a|an) (?:claim|charge|version|account|allegation|accusation|suggestion|story|finding|figure|"
    r"statement|assertion|report)(?: (?:that|which))?) (?P<who>(?:[\w’'-]+ ){1,6}?)"
    rf"(?P<cue>(?:(?:has|have|had) )?(?:\w+ly )?(?:{_DENIES}))(?=[.,;]|$)"
)


def _deny(frame: Frame, drafts: list[Draft]) -> None:
    """ "The tower leans, which the builder denies": the denial is of the clause, or of what was said, before it."""
    for start, end in frame.sentences:
        if end - start > _LONGEST_SENTENCE:
            continue
        for match in _RELATIVE_DENIAL.finditer(frame.text, start, end):
            who = (match.start("who"), match.end("who") - 1)
            draft = next((d for d in drafts if any(a < match.end() and match.start("cue") < b for a, b in d.cue)), None)
            if draft is None:
                draft = Draft(source=who, cue=[match.span("cue")], content=[who], confidence=0.7)
                drafts.append(draft)
            draft.source = draft.source or who
            draft.content = _before(frame, drafts, draft, start, match.start())


def _before(frame: Frame, drafts: Sequence[Draft], draft: Draft, start: int, comma: int) -> list[Range]:
    """What was said up to a comma, or else the words of the sentence up to it."""
    for other in drafts:
        if other is not draft and comma - 2 <= other.content[-1][1] <= comma + 1 and other.content[0][0] >= start:
            return list(other.content)
    semicolon = frame.text.rfind("; ", start, comma)
    return [(semicolon + 2 if semicolon >= 0 else start, comma)]


_EMPTY = frozenset("a an the that which who what this it to of and in him her them , . ” “ ' \"".split())


def _says_something(words: str) -> bool:
    cleaned = words.strip(" ,.;:“”\"'‘’").lower()
    return bool(cleaned) and (cleaned not in _EMPTY or cleaned in ("it", "this"))
