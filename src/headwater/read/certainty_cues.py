"""What the attributing words commit a voice to: "denied", "could not rule out", "has not said whether", "if they think"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.model import Stance
from headwater.read.certainty_scope import FLAT, NEGATIONS, UNSETTLED, Text
from headwater.read.certainty_words import CueWord, Grade, cue_phrases
from headwater.read.frame import Range

_LEFT = 5
"""Words before the cue that may negate it or belong to its phrase ("could not" before "rule out")."""

_ASKING = frozenset("whether if what why how who when where which about".split())
_ORDERABLE = frozenset("tell told tells telling warn warned warns warning remind reminded advise advised ask asked asks asking call calls called".split())
_CONDITION = frozenset("if unless whether".split())


@dataclass(frozen=True, slots=True)
class CueReading:
    """What the cue alone says: class of word, stance, grade, and the words (code points) that show it."""

    kind: str
    stance: Stance
    grade: Grade
    markers: tuple[Range, ...]


PLAIN = CueReading("say", "asserts", FLAT, ())


def read_cue(text: Text, cue: Sequence[Range], source: Range | None, content: Range) -> CueReading:
    """Read the cue (word ranges) of an attribution whose content begins at word ``content[0]``."""
    if not cue:
        return PLAIN
    begin, end = cue[0][0], cue[-1][1]
    lo = _left_edge(text, begin, content)
    hi = _right_edge(text, cue, content)
    hits = [hit for hit in cue_phrases().find(text.lower, lo, hi) if _touches(hit, cue)]
    if not hits:
        return PLAIN
    hit = _telling(hits)
    reading = _turned(text, hit, source, lo)
    return _with_complement(text, reading, hit, content, end)


def _left_edge(text: Text, begin: int, content: Range) -> int:
    sentence = text.frame.sentence_of
    lo = begin
    floor = content[1] if content[1] <= begin else 0
    while lo > floor and begin - lo < _LEFT and sentence[lo - 1] == sentence[begin] and text.lower[lo - 1] not in ",;:—–":
        lo -= 1
    return lo


def _right_edge(text: Text, cue: Sequence[Range], content: Range) -> int:
    end = cue[-1][1]
    if end <= content[0] <= end + 3:
        return content[0]
    return min(end + 1, len(text.lower)) if content[0] >= end else end


def _touches(hit: tuple[int, int, CueWord], cue: Sequence[Range]) -> bool:
    return any(hit[0] < end and start < hit[1] for start, end in cue)


def _telling(hits: list[tuple[int, int, CueWord]]) -> tuple[int, int, CueWord]:
    """The hit that decides: the last that is more than plain saying, else the first."""
    telling = [hit for hit in hits if hit[2].kind not in ("say", "know")]
    return telling[-1] if telling else hits[0]


def _turned(text: Text, hit: tuple[int, int, CueWord], source: Range | None, lo: int) -> CueReading:
    start, end, cue = hit
    marks = (text.chars(start, end),) if cue.kind not in ("say", "know") else ()
    negation = next((i for i in range(start - 1, max(lo, start - _LEFT) - 1, -1) if text.lower[i] in NEGATIONS), None)
    if negation is None and source is not None and text.lower[source[0]] in NEGATIONS:
        negation = source[0]
    if negation is None:
        return CueReading(cue.kind, cue.stance, cue.grade, marks)
    marks = (text.chars(min(negation, start), max(negation + 1, end)),) if abs(start - negation) < _LEFT else marks
    return _negated(cue, marks)


def _negated(cue: CueWord, marks: tuple[Range, ...]) -> CueReading:
    if cue.kind in ("say", "know", "withhold", "ask", "suggest"):
        return CueReading("withhold", "doubts", UNSETTLED, marks)
    if cue.kind in ("believe", "suspect", "speculate"):
        return CueReading("doubt", "doubts", Grade("PR-", 0.15, 0.4), marks)
    if cue.kind == "doubt":
        return CueReading("know", "asserts", FLAT, marks)
    if cue.kind in ("forecast", "plan"):
        return CueReading(cue.kind, "asserts", Grade("PR-", 0.1, 0.35), marks)
    return CueReading(cue.kind, "asserts", UNSETTLED, marks)


def _with_complement(text: Text, reading: CueReading, hit: tuple[int, int, CueWord], content: Range, end: int) -> CueReading:
    """Let the first word of the content, or the words before the cue, change the reading."""
    opening = text.lower[content[0]] if content[0] < len(text.lower) else ""
    verb = text.lower[hit[0]]
    if opening == "to" and (verb in _ORDERABLE or reading.kind == "ask"):
        return CueReading("request", "asserts", UNSETTLED, reading.markers)
    if reading.stance == "asserts" and _conditional(text, hit[0], content):
        return CueReading(reading.kind, "asserts", UNSETTLED, reading.markers)
    return reading


def _conditional(text: Text, start: int, content: Range) -> bool:
    """Whether "if" or "whether" governs the cue, with no break between ("if they think that")."""
    if content[0] < start:
        return False
    sentence = text.frame.sentence_of
    for i in range(start - 1, max(-1, start - 7), -1):
        if sentence[i] != sentence[start] or text.lower[i] in ",;:—–" or text.lower[i] in ("that", "said"):
            return False
        if text.lower[i] in _CONDITION:
            return True
    return False
