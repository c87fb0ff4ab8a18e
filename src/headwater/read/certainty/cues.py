"""What the attributing words commit a voice to: "denied", "could not rule out", "if they think"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.model import Stance
from headwater.read.certainty.scope import FLAT, NEGATIONS, UNSETTLED, Text
from headwater.read.certainty.words import CueWord, Grade, cue_phrases
from headwater.read.frame import Range
from headwater.read.voices.finite import finite_verb

_LEFT = 5
"""Words before the cue that may negate it or belong to its phrase ("could not" before "rule out")."""

_ASKING = frozenset("whether if what why how who when where which about".split())
_CLAIMING = frozenset(
    "claim claims claimed claiming profess professes professed pretend pretends purport purports purported "
    "reported said alleged "
    "known shown found proved revealed thought sworn confirmed".split()
)
_DECIDING = frozenset("rule ruled rules ruling decide decided decides vote voted votes found finds".split())
_PROPOSALS = frozenset(
    "request requests call calls demand demands proposal proposals plan plans bid bill motion appeal offer "
    "petition".split()
)
_THINGS = frozenset("the a an any his her their its exactly".split())
_NO_INFINITIVE = frozenset("the a an his her their its this that these those my our your being having".split())
_MARKS = frozenset("“ ” \" ' ‘ ’ `` ''".split())
_AUXILIARIES = frozenset(
    "be been being is are was were am do does did have has had will would can could ca wo may might must should "
    "to yet ever "
    "even so far for a an any moment themselves himself herself itself immediately longer also still one at all".split()
)
FACTUAL = frozenset(("say", "know", "verify", "told", "opinion"))
"""Classes of cue that commit the voice fully and leave stance to the content."""
_CONDITION = frozenset("if unless whether".split())


@dataclass(frozen=True, slots=True)
class CueReading:
    """What the cue alone says: class of word, stance, grade, and the words (code points) that show it."""

    kind: str
    stance: Stance
    grade: Grade
    markers: tuple[Range, ...]


Hit = tuple[int, int, CueWord]
PLAIN = CueReading("say", "asserts", FLAT, ())
_UNSAID = CueReading("unsaid", "asserts", UNSETTLED, ())
_ASKED = CueReading("ask", "asks", UNSETTLED, ())


def read_cue(text: Text, cue: Sequence[Range], source: Range | None, content: Range) -> CueReading:
    """Read the cue (word ranges) of an attribution whose content is the words ``content``, its first piece."""
    if not cue:
        return _ASKED if text.lower[content[0]] == "whether" else PLAIN
    lo = _left_edge(text, cue[0][0], content)
    hits = _hits(text, cue, lo, content)
    if not hits:
        place = (cue[0][0], cue[0][0] + 1)
        if any(
            text.lower[i] in _UNREAL and text.lower[i + 1] not in ("have", "be")
            for i in range(cue[0][0], cue[0][1] - 1)
        ):
            return _UNSAID
        return _with_complement(text, PLAIN, place, content)
    hit = _telling(hits)
    reading = _turned(text, hit, source, lo)
    if text.lower[hit[0]] in ("allows", "allowed") and content[1] <= hit[0]:
        reading = PLAIN  # "It may have burned, the mayor allowed": a concession, no leave given
    if reading.stance == "asserts" and reading.kind in FACTUAL and _not_yet(text, hit[0], lo):
        reading = _UNSAID
    return _with_complement(text, reading, hit[:2], content)


def _hits(text: Text, cue: Sequence[Range], lo: int, content: Range) -> list[Hit]:
    """Attributing words in or about the cue. A request may run into its content ("called" + "for more money")."""
    end = cue[-1][1]
    leads = end <= content[0] <= end + 3
    stop = content[0] if leads else min(end + 1, len(text.lower)) if content[0] >= end else end
    hits = [hit for hit in cue_phrases().find(text.lower, lo, stop) if _touches(hit, cue)]
    if leads:
        wide = cue_phrases().find(text.lower, lo, min(content[0] + 2, content[1]))
        hits += [hit for hit in wide if hit[0] < end < hit[1] and hit[1] > stop and hit[2].kind in ("request", "plan")]
    return hits


def _left_edge(text: Text, begin: int, content: Range) -> int:
    sentence = text.frame.sentence_of
    lo = begin
    floor = content[1] if content[1] <= begin else 0
    while (
        lo > floor and begin - lo < _LEFT and sentence[lo - 1] == sentence[begin] and text.lower[lo - 1] not in ",;:—–"
    ):
        lo -= 1
    return lo


def _touches(hit: Hit, cue: Sequence[Range]) -> bool:
    """Whether a hit lies in the cue, or is a refusal that leads up to it ("stopped short of" before "calling")."""
    slack = 1 if hit[2].kind in ("withhold", "neither") else 0
    return any(hit[0] < end and start < hit[1] + slack for start, end in cue)


def _telling(hits: list[Hit]) -> Hit:
    """The hit that decides: the last that is more than plain saying, else the first."""
    telling = [hit for hit in hits if hit[2].kind not in FACTUAL]
    return telling[-1] if telling else hits[0]


def _turned(text: Text, hit: Hit, source: Range | None, lo: int) -> CueReading:
    start, end, cue = hit
    marks = (text.chars(start, end),) if cue.kind not in FACTUAL else ()
    negation = _negation(text, start, lo)
    if negation is None and source is not None and text.lower[source[0]] in NEGATIONS:
        negation = source[0]
    if negation is None:
        return CueReading(cue.kind, cue.stance, cue.grade, marks)
    marks = (text.chars(min(negation, start), max(negation + 1, end)),) if abs(start - negation) < _LEFT else marks
    return _negated(cue, marks)


_UNREAL = frozenset("could may might".split())


def _not_yet(text: Text, start: int, lo: int) -> bool:
    """Whether the words have not been said: "could announce", "won't be able to say" (but "could see", "might have said")."""
    before = text.lower[max(lo, start - _LEFT) : start]
    return bool(before) and (before[-1] in _UNREAL or before[-3:] in (["be", "able", "to"], ["be", "unable", "to"]))


def _negation(text: Text, start: int, lo: int) -> int | None:
    """The negation that governs the word at ``start``, with nothing but auxiliaries and adverbs in between."""
    for i in range(start - 1, max(lo, start - _LEFT) - 1, -1):
        word = text.lower[i]
        if word in NEGATIONS:
            return i
        if word not in _AUXILIARIES and not word.endswith("ly"):
            return None
    return None


def _negated(cue: CueWord, marks: tuple[Range, ...]) -> CueReading:
    if cue.kind == "know":
        return CueReading("know", "asserts", FLAT, ())
    if cue.kind in ("say", "verify", "withhold", "ask", "suggest", "told", "opinion"):
        return CueReading("withhold", "doubts", UNSETTLED, marks)
    if cue.kind in ("believe", "suspect", "speculate"):
        return CueReading("doubt", "doubts", Grade("PR-", 0.15, 0.4), marks)
    if cue.kind == "doubt":
        return CueReading("know", "asserts", FLAT, marks)
    if cue.kind in ("forecast", "plan"):
        return CueReading(cue.kind, "asserts", Grade("PR-", 0.1, 0.35), marks)
    return CueReading(cue.kind, "asserts", UNSETTLED, marks)


def _with_complement(text: Text, reading: CueReading, hit: Range, content: Range) -> CueReading:
    """Let the first words of the content, or those before the cue, change the reading."""
    verb = next((text.lower[i] for i in range(*hit) if text.lower[i].startswith("ask")), text.lower[hit[0]])
    turned = _turned_by_content(text, reading, verb, hit, content)
    if turned is not None:
        kind, stance = turned
        return CueReading(kind, stance, UNSETTLED, reading.markers)
    return reading


def _turned_by_content(
    text: Text, reading: CueReading, verb: str, hit: Range, content: Range
) -> tuple[str, Stance] | None:
    """The class and stance that the content gives to the cue, where it changes them; the grade is then open."""
    opening = text.lower[content[0]]
    before = text.lower[content[0] - 1] if content[0] else ""
    factual = reading.kind in FACTUAL
    rules: tuple[tuple[bool, str, Stance], ...] = (
        (_orders(text, reading, verb, content), "request", "asserts"),
        (factual and verb in _DECIDING and bool({"against", "for"} & {opening, before}), "request", "asserts"),
        ((factual or reading.kind in ("speculate", "suspect")) and opening == "whether", "ask", "asks"),
        (reading.kind == "question" and opening in _MARKS, "ask", "asks"),
        (reading.kind == "know" and _is_negated(text, hit[0]) and _leaves_open(text, content), "withhold", "doubts"),
        (reading.kind == "deny" and _proposes(text, content), "oppose", "denies"),
        (reading.stance == "asserts" and _open_to_doubt(text, reading, hit[0], content), reading.kind, "asserts"),
    )
    return next(((kind, stance) for holds, kind, stance in rules if holds), None)


def _is_negated(text: Text, start: int) -> bool:
    return _negation(text, start, max(0, start - _LEFT)) is not None


def _leaves_open(text: Text, content: Range) -> bool:
    """Whether what is not known is a question or a thing ("the motive"), not a fact ("that the gate was shut")."""
    opening = text.lower[content[0]]
    if opening in _ASKING:
        return True
    words = text.frame.words.text
    return opening in _THINGS and finite_verb(words, content[0] + 1, min(content[1], content[0] + 5)) is None


def _proposes(text: Text, content: Range) -> bool:
    """Whether what is turned down is a request or plan rather than a claim."""
    return any(text.lower[i] in _PROPOSALS for i in range(content[0], min(content[1], content[0] + 3)))


def _orders(text: Text, reading: CueReading, verb: str, content: Range) -> bool:
    """Whether "asked", "told" and the like carry a request: "to" or "for" opens the content, or soon follows in it."""
    opening = text.lower[content[0]]
    if opening == "to" and reading.kind in FACTUAL:
        following = text.lower[content[0] + 1] if content[0] + 1 < content[1] else ""
        if following in _NO_INFINITIVE or text.frame.words.text[min(content[0] + 1, content[1] - 1)][0].isupper():
            return False  # "pleaded guilty to their roles"
        return verb not in _CLAIMING and following not in ("have", "be")
    if reading.kind != "ask" or opening in _ASKING or not verb.startswith("ask"):
        return False
    if opening in ("to", "for"):
        return True
    head = text.lower[content[0] : min(content[1], content[0] + 9)]
    return (
        bool({"to", "for"} & set(head))
        and not {"?", *_MARKS} & set(head)
        and text.lower[max(0, content[0] - 1)] != "about"
    )


def _open_to_doubt(text: Text, reading: CueReading, start: int, content: Range) -> bool:
    """Whether "if" or "whether" governs the cue, or a question asks for it ("do you really think that")."""
    if content[0] < start:
        return False
    sentence = text.frame.sentence_of
    for i in range(start - 1, max(-1, start - 7), -1):
        word = text.lower[i]
        if sentence[i] != sentence[start] or word in ",;:—–" or word in ("that", "said"):
            return False
        if word in _CONDITION:
            return True
        if word in ("do", "does") and reading.kind in ("believe", "know", "suspect"):
            return _is_question(text, content)
    return False


def _is_question(text: Text, content: Range) -> bool:
    after = content[1]
    return after < len(text.lower) and text.lower[after] == "?"
