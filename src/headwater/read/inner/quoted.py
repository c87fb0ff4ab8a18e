"""Who is quoted, and by whom: "Roe was quoted by the Post as saying …", "“…,” Roe was quoted as saying by state television".

The one who spoke is the voice, and the paper that quotes hands it on. `settle_quoted` puts the drafts of such a sentence right, which
the tagger gives to the paper or to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Draft, Frame, Range
from headwater.read.wording.constructions import form_by_marks

_WORD = r"[^\s,;:“”\"()]+"
_NP = rf"(?:{_WORD} ){{0,7}}?{_WORD}"
_QUOTED = re.compile(
    rf"(?P<who>{_NP}(?:, [^,;“”\"]{{3,70}},)?) (?P<be>(?:is|was|were|has been|had been|have been) (?:also |later |then |once |widely |\w+ly )?quoted)"
    rf"(?: (?:on|late|last|this) {_WORD})?(?: (?:by|in|on(?! \w+day\b)) (?P<first>{_NP}))?(?: (?:on|late|last|this) {_WORD})? (?P<as>as (?:saying|telling {_NP}|having said))"
    rf"(?:,? (?:by|in) (?P<last>(?:the |a |an )?{_NP})(?<!\.)(?=[.,;]| (?:on|in|as|last|this|late|that|earlier) |$))?(?: that(?= ))?"
)
_START = re.compile(r"(?<=[”\",;—] )")
_WHEN = re.compile(
    r"(?:(?:On|In|Late|Last|Earlier|This|By) (?:\w+ ){0,3}?(?:\w+day|week|month|year|\d{4}|time|morning|evening),? |But |And |Meanwhile,? |Later,? |Still,? )+"
)


_THROUGH = re.compile(rf"(?P<who>[^“”\"]+?), (?:as )?(?P<cue>quoted (?:by|in)) (?P<by>{_NP}),?")


def settle_quoted(frame: Frame, drafts: list[Draft]) -> None:
    """Give what somebody is quoted as saying to them, through whoever quotes them, in place; new drafts stand at the end."""
    for number in range(len(drafts)):
        _pass_through(frame.text, drafts, number)
    for low, high in frame.sentences:
        if frame.text.find(" quoted ", low, high) < 0:
            continue
        match = _match(frame.text, low, high)
        if match is not None:
            _settle(frame.text, drafts, match)


def _pass_through(text: str, drafts: list[Draft], number: int) -> None:
    """ "The reeve, quoted by the Post, said …": the Post hands it on."""
    outer = drafts[number]
    match = _THROUGH.fullmatch(text, *outer.source) if outer.source else None
    if match is None or not outer.cue:
        return
    inner = Draft(match.span("who"), outer.cue, list(outer.content), number, outer.form, confidence=outer.confidence)
    outer.source, outer.cue = match.span("by"), [match.span("cue")]
    outer.form = "indirect" if inner.form == "indirect" else "mixed"
    outer.content = sorted([inner.source or match.span("who"), *inner.content])
    outer.notes.append("cited")
    drafts.append(inner)
    _hand_down(drafts[:-1], [number], len(drafts) - 1)


def _match(text: str, low: int, high: int) -> re.Match[str] | None:
    """The wording in a sentence, from the last place before it where a subject can begin."""
    starts = [low, *(m.end() for m in _START.finditer(text, low, high))]
    whole = [m for at in starts if (m := _QUOTED.match(text, at, high)) is not None]
    return min(whole, key=_behind_words, default=None)


def _behind_words(match: re.Match[str]) -> tuple[bool, int]:
    """The subject that stands behind what is quoted before one that would take in more; the longest of those."""
    return match.string[match.start() - 2] not in '”",', match.start()


def _settle(text: str, drafts: list[Draft], match: re.Match[str]) -> None:
    begin, end = match.span()
    cue = (match.start("be"), match.end("as"))
    numbers = [i for i, d in enumerate(drafts) if any(a < cue[1] and cue[0] < b for a, b in d.cue)]
    pieces = _without(text, [p for i in numbers for p in drafts[i].content], (begin, end))
    if not pieces:
        return
    first = min(numbers, key=lambda i: _depth(drafts, i))
    gone = [i for i in numbers if i != first]
    who = match.span("who")
    led = _WHEN.match(text, *who)
    who = (led.end(), who[1]) if led and led.end() < who[1] else who
    paper = match.span("first") if match.group("first") else match.span("last") if match.group("last") else None
    spoken = drafts[first]
    spoken.block = False
    if paper is None:
        spoken.source, spoken.cue, spoken.content = who, [cue], pieces
        spoken.form, speaker = form_by_marks(text, pieces), first
    else:
        speaker = gone[0] if gone and gone[0] > first else len(drafts)
        form = form_by_marks(text, pieces)
        inner = Draft(who, [match.span("as")], pieces, first, form, confidence=spoken.confidence)
        spoken.source, spoken.cue = paper, [match.span("be")]
        spoken.content = sorted([who, *pieces])
        spoken.form = "indirect" if inner.form == "indirect" else "mixed"
        spoken.notes.append("cited")
        if speaker < len(drafts):
            drafts[speaker] = inner
        else:
            drafts.append(inner)
    _hand_down(drafts, [first, *gone], speaker)


def _hand_down(drafts: Sequence[Draft], olds: Sequence[int], speaker: int) -> None:
    """What was read inside any of the old drafts lies inside what the speaker says."""
    for i, other in enumerate(drafts):
        if other.parent in olds and i != speaker and i not in olds:
            other.parent = speaker


def _depth(drafts: Sequence[Draft], number: int) -> int:
    depth, parent = 0, drafts[number].parent
    while parent is not None:
        depth, parent = depth + 1, drafts[parent].parent
    return depth


def _without(text: str, pieces: Sequence[Range], gone: Range) -> list[Range]:
    """Pieces, joined where they overlap, without what lies in ``gone`` and the spaces and "that" about it."""
    kept: list[Range] = []
    for start, end in sorted(pieces):
        for part in ((start, min(end, gone[0])), (max(start, gone[1]), end)):
            low, high = _stripped(text, *part)
            if low < high and kept and low < kept[-1][1]:
                kept[-1] = (kept[-1][0], max(high, kept[-1][1]))
            elif low < high:
                kept.append((low, high))
    return kept


def _stripped(text: str, low: int, high: int) -> Range:
    while low < high and text[low] in " ,":
        low += 1
    while low < high and text[high - 1] == " ":
        high -= 1
    return (low + 5, high) if text.startswith("that ", low) and low + 5 < high else (low, high)
