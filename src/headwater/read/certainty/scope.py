"""How sure a stretch of text sounds about its own main point: hedges, boosters, negation, questions, conditions.

There is no parser. The main point of a sentence is taken to be said before its second clause begins, so a hedge
counts when it stands before the first subordinator that follows a finite verb, or near the end as an adverb set off
by a comma.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from headwater.model import CertaintyLabel
from headwater.read.certainty.words import Grade, Hedge, hedge_phrases, plain
from headwater.read.frame import Frame, Range

FLAT = Grade("CT+", 0.95, 1.0)
FLATLY_NOT = Grade("CT-", 0.0, 0.05)
UNSETTLED = Grade("Uu", None, None)

NEGATIONS = frozenset(
    "not n't never no nobody none nothing neither nor without hardly scarcely barely cannot nowhere".split()
)
_FORECAST = frozenset("will 'll wo gonna shall".split())
_FINITE = frozenset(
    "is are was were am has have had does do did will would can could may might must shall should 's 're 've 'd 'm 'll "
    "said says told went came took gave made saw found knew left lost kept felt got put ran began fell held met".split()
)
_SUBORDINATORS = frozenset(
    "who which whose whom that where when while because since although though if unless whether after before until so "
    "but as and or , ; : — – -".split()
)
_STOPS = frozenset(
    "who which whose whom that where when while because since although though if unless whether so lest".split()
)
_ABLE = frozenset("see hear feel smell tell not n't only no never remember imagine afford care".split())
_ADVICE = frozenset("should ought must got need needs".split())
_ADJECTIVES = frozenset("possible potential apparent plausible conceivable".split())
_PREDICATES = frozenset(
    "is are was were be been being 's it as remains remained not still also seems entirely quite very that".split()
)
_PREPOSITIONS = frozenset("with in at on before for by from alongside".split())
_DETERMINERS = frozenset("a an the free any some his her their its other all more of with about or my our".split())
_BREAKS = frozenset("; : — –".split())
_OPENING = frozenset("while although though if when since because unless after before as despite once until".split())
_CHANCY = frozenset("unlikely likely probable improbable doubtful".split())
_ARTICLES = frozenset("a an his her its their".split())
_POINTS = frozenset(
    "cause causes outcome outcomes reason reasons explanation scenario result motive source culprit winner event".split()
)
_LEAVE = frozenset(
    "left submitted anonymous anonymously contact call email e-mail text reached purchased obtained emailed mailed".split()
)
_ORDER: dict[CertaintyLabel, int] = {"CT+": 0, "PR+": 1, "PS+": 2, "Uu": 3, "PS-": 4, "PR-": 5, "CT-": 6}
_QUOTES = frozenset("“ ” \" ' ‘ ’ `` '' « »".split())


@dataclass(frozen=True)
class Text:
    """A frame made ready for grading: its words in plain lower case and every hedge in it, found in one pass."""

    frame: Frame
    lower: list[str]
    hedges: list[tuple[int, int, Hedge]] = field(default_factory=list)
    hedge_starts: list[int] = field(default_factory=list)

    def hedges_in(self, start: int, end: int) -> Sequence[tuple[int, int, Hedge]]:
        """Hedges whose first word lies in ``[start, end)``."""
        return self.hedges[bisect_left(self.hedge_starts, start) : bisect_left(self.hedge_starts, end)]

    def chars(self, first: int, after: int) -> Range:
        """Code points from word ``first`` to before word ``after``."""
        return self.frame.words.start[first], self.frame.words.end[after - 1]


def make_text(frame: Frame) -> Text:
    """Lower-case a frame's words and find its hedges."""
    lower = [plain(word) for word in frame.words.text]
    hedges = list(hedge_phrases().find(lower, 0, len(lower)))
    return Text(frame, lower, hedges, [hedge[0] for hedge in hedges])


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in a stretch: its grade, whether it is negated, and the words (code points) that show it.

    ``ignorant``: the speaker says that they cannot tell whether it is so.
    """

    grade: Grade
    negated: bool
    markers: tuple[Range, ...]
    ignorant: bool = False


def main_clause(text: Text, start: int, end: int) -> tuple[int, int]:
    """The words of ``[start, end)`` that carry the first main clause, as nearly as can be told without a parse."""
    lower = text.lower
    while start < end and (lower[start] in _QUOTES or lower[start] in ("that", "but", "and", "so", ",")):
        start += 1
    if start < end and lower[start] in _OPENING:
        comma = next((i for i in range(start, min(end, start + 30)) if lower[i] == ","), None)
        if comma is not None and comma + 2 < end:
            start = comma + 1
    verb = False
    for i in range(start, end):
        word = lower[i]
        if word in _BREAKS and verb:
            return start, i
        if word in _STOPS and verb and i > start:
            return start, i
        verb = verb or word in _FINITE or (word.endswith("ed") and len(word) > 4)
    return start, end


def hear(text: Text, start: int, end: int, skip: Sequence[Range] = (), *, reports: bool = False) -> Heard:
    """Grade the first main clause of the words ``[start, end)``.

    ``skip`` holds word ranges that others say, or that are the cue. ``reports`` lets "reportedly" and "allegedly"
    count, as they do for the author's own statements and not for a voice that is itself the reporter.
    """
    first, after = main_clause(text, start, end)
    grade = FLAT
    markers: list[tuple[Range, bool]] = []
    ignorant = False
    for i, j, hedge in text.hedges_in(first, after):
        if hedge.kind == "weak" or (hedge.kind == "report" and not reports) or any(s <= i < e for s, e in skip):
            continue
        new = _turned(text, first, i, hedge)
        if new is None:
            continue
        grade = weaker(grade, new)
        markers.append((text.chars(i, j), hedge.kind == "boost"))
        ignorant = ignorant or hedge.kind == "ignorance"
    negation = next((i for i in range(first, after) if text.lower[i] in NEGATIONS), None)
    forecast = next((i for i in range(first, after) if text.lower[i] in _FORECAST and not is_name(text, i)), None)
    if forecast is not None and text.lower[min(forecast + 1, after - 1)] == "tell":
        forecast = None
    if forecast is not None and grade.label == "CT+" and negation is None and forecast < first + 14:
        grade = Grade("PR+", 0.7, 0.95)
        markers.append((text.chars(forecast, forecast + 1), False))
    shown = tuple(place for place, boosts in markers if boosts == (grade.label == "CT+"))
    return Heard(grade, negation is not None, shown, ignorant)


def _turned(text: Text, first: int, i: int, hedge: Hedge) -> Grade | None:
    """A hedge's grade, turned round when a negation stands just before it ("not expected to")."""
    before = text.lower[max(first, i - 3) : i]
    if hedge.kind == "boost":
        return None if any(word in NEGATIONS for word in before) else hedge.grade
    if hedge.kind in ("poss", "evid", "plan") and _no_hedge(text, first, i):
        return None
    if hedge.kind == "prob" and _beside_noun(text, first, i, len(hedge.phrase.split())):
        return None
    if hedge.kind == "belief" and _aside(text, first, i, len(hedge.phrase.split())):
        return None
    if hedge.kind == "wish" and i > first + 4:
        return None
    if not any(word in NEGATIONS for word in before) or hedge.kind in ("open", "poss") or hedge.grade.low is None:
        return hedge.grade
    low, high = hedge.grade.low, hedge.grade.high or 1.0
    label: CertaintyLabel = "PR-" if hedge.grade.label.endswith("+") else "PR+"
    return Grade(label, round(1.0 - high, 2), round(1.0 - low, 2))


def is_name(text: Text, i: int) -> bool:
    """Whether a word of the table stands as a name or noun ("George Will", "in May", "the will of")."""
    words = text.frame.words.text
    if i > 0 and text.lower[i] == "will" and text.lower[i - 1] in _DETERMINERS | {"'s"}:
        return True
    inside = i > 0 and text.frame.sentence_of[i] == text.frame.sentence_of[i - 1] and text.lower[i - 1] not in _QUOTES
    return inside and words[i][0].isupper() and not (i + 1 < len(words) and words[i + 1][0].isupper())


def _beside_noun(text: Text, first: int, i: int, length: int) -> bool:
    """Whether "unlikely" and its like only describe a thing ("a somewhat unlikely friend") and not the point made."""
    last, after = text.lower[i + length - 1], i + length
    if last not in _CHANCY or i == first or after >= len(text.lower):
        return False
    before = set(text.lower[max(first, i - 4) : i])
    led = bool(_ARTICLES & before) and not _PREDICATES & before
    thing = text.lower[after]
    return (
        led
        and thing.isalpha()
        and thing not in _POINTS
        and thing not in ("to", "that", "and", "or", "in", "by", "for", "if")
    )


def _permits(text: Text, i: int) -> bool:
    """Whether "may" gives leave: "tips may be left", "callers may remain anonymous"."""
    words = [w for w in text.lower[i + 1 : i + 5] if w not in ("also", "be")]
    return bool(words) and words[0] in _LEAVE


def _no_hedge(text: Text, first: int, i: int) -> bool:
    """Words of the table that hedge nothing here: the month of May, "could see", "a possible motive", "appeared at"."""
    word, before = text.lower[i], text.lower[i - 1] if i > first else ""
    following = text.lower[i + 1] if i + 1 < len(text.lower) else ""
    if word == "may":
        return is_name(text, i) or _permits(text, i)
    if word in _ADJECTIVES:
        return i > first + 2 and before not in _PREDICATES
    if word.startswith(("appear", "seem", "look")):
        return before in ("what", "which", "lest") or following in _PREPOSITIONS
    if word in ("potentially", "possibly", "perhaps", "maybe"):
        return before in _DETERMINERS or following[:1].isdigit()
    if word in ("plan", "plans"):
        return before in _DETERMINERS or before in _PREPOSITIONS or before == "'s"
    return word == "could" and following in _ABLE


def _aside(text: Text, first: int, i: int, length: int) -> bool:
    """Whether "I think" is dropped in between commas, or leads to advice ("I think we should")."""
    after = text.lower[i + length : i + length + 6]
    dropped_in = i > first and text.lower[i - 1] == "," and after[:1] == [","]
    return dropped_in or bool(_ADVICE.intersection(after))


def weaker(one: Grade, other: Grade) -> Grade:
    """Two grades stacked: the less committed label, and a range lowered where both hedge ("may possibly")."""
    if one.label == "CT+":
        return other if other.label != "CT+" else (one if (one.high or 0) >= (other.high or 0) else other)
    if other.label == "CT+":
        return one
    low_one, low_other = one.low, other.low
    if low_one is None or low_other is None:
        return UNSETTLED
    label = one.label if _ORDER[one.label] >= _ORDER[other.label] else other.label
    high = min(one.high or 1.0, other.high or 1.0)
    return Grade(label, round(min(low_one, low_other) * 0.9, 3), round(max(high * 0.95, 0.01), 3))
