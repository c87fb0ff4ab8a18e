"""How certain one event is, word by word: -3 (certainly not) to 3 (certainly), from the words around it.

A linear model over named features of the event's clause (modals, negation, the verb that embeds it, the words
beside it), fitted on graded news sentences, joined with the network's own score where there is one. Weights are in
``weights/certainty_events.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from headwater.read.certainty.scope import NEGATIONS, Text
from headwater.read.certainty.words import cue_phrases, hedge_phrases
from headwater.read.frame import Signals

_MODALS = {
    "will": "will",
    "'ll": "will",
    "wo": "will",
    "would": "would",
    "'d": "would",
    "could": "could",
    "can": "can",
    "ca": "can",
    "may": "may",
    "might": "may",
    "should": "should",
    "must": "must",
    "shall": "will",
    "ought": "should",
}
_BREAKS = frozenset(", ; : — – - -- . ? ! “ ” \" `` '' ( )".split())
_SUBORDINATORS = frozenset(
    "that which who whom whose when while because although though after before since as where".split()
)
_CONDITIONS = frozenset("if unless whether until".split())
_BE = frozenset("is are was were be been being am 's 're".split())
_HAVE = frozenset("has have had 've having".split())
_GRAMMAR = (
    frozenset(
        "the a an he she it they we i you this that these those there if in on at but and or so when while after "
        "before as for to with by "
        "from of not no none nobody never nothing neither his her its their our my what who how why where which some "
        "many most all both "
        "one two three is are was were do does did has have had will would could should may might can must let had "
        "be being been having "
        "although though because since until unless whether also then now still yet perhaps maybe probably according "
        "asked meanwhile".split()
    )
    | NEGATIONS
    | set(_MODALS)
)
WINDOW = 12
"""Words to the left that can govern an event."""


def event_score(text: Text, i: int, signals: Signals | None = None) -> float:
    """The grade of the event that word ``i`` names, -3 to 3. Without signals the words alone decide."""
    weights = _weights()
    score = weights["bias"] + sum(weights.get(name, 0.0) for name in set(event_features(text, i)))
    if signals is not None:
        share = weights["network"]
        score = (1.0 - share) * score + share * signals.certainty[i]
    return max(-3.0, min(3.0, score))


def event_features(text: Text, i: int) -> Iterator[str]:
    """Names of the features that hold for word ``i``; each has a weight."""
    sentence = text.frame.sentence_of
    first = i
    while first > 0 and i - first < WINDOW and sentence[first - 1] == sentence[i]:
        first -= 1
    last = min(len(text.lower), i + 6)
    while last > i + 1 and sentence[last - 1] != sentence[i]:
        last -= 1
    lower = [_nameless(text, k) for k in range(first, last)]
    i -= first
    yield from _own(lower, i)
    yield from _beside(lower, i, 0, last - first)
    yield from _governing(lower, i, 0)
    yield from _embedding(lower, i, 0, last - first)
    yield from _whole(text, first + i)


def _nameless(text: Text, k: int) -> str:
    """A word as a feature may see it: whatever is in capitals and no word of grammar is only ``^Name``."""
    if text.frame.words.text[k][0].isupper() and text.lower[k] not in _GRAMMAR:
        return "^Name"
    return "^number" if text.lower[k][0].isdigit() else text.lower[k]


def _own(lower: Sequence[str], i: int) -> Iterator[str]:
    word = lower[i]
    yield "w=" + word
    yield "s3=" + word[-3:]
    yield "s2=" + word[-2:]


def _beside(lower: Sequence[str], i: int, first: int, last: int) -> Iterator[str]:
    for d in (1, 2, 3):
        yield f"l{d}=" + (lower[i - d] if i - d >= first else "^")
    for d in (1, 2):
        yield f"r{d}=" + (lower[i + d] if i + d < last else "$")
    if i - 2 >= first:
        yield f"l21={lower[i - 2]} {lower[i - 1]}"
    for k in range(first, i):
        yield "left=" + lower[k]
    for k in range(i + 1, last):
        yield "right=" + lower[k]


def _governing(lower: Sequence[str], i: int, first: int) -> Iterator[str]:
    """What stands between the event and the beginning of its clause."""
    negated = False
    modal = tense = ""
    k = i - 1
    while k >= first and lower[k] not in _SUBORDINATORS and lower[k] not in _BREAKS and lower[k] not in _CONDITIONS:
        word = lower[k]
        if word in NEGATIONS:
            negated = not negated
        if not modal and word in _MODALS:
            modal = _MODALS[word]
        if not tense and word in _BE:
            tense = "be"
        if not tense and word in _HAVE:
            tense = "have"
        k -= 1
    opener = lower[k] if k >= first else "^"
    yield f"modal={modal}"
    yield f"neg={negated}"
    yield f"modal={modal},neg={negated}"
    yield f"tense={tense}"
    yield f"modal={modal},tense={tense}"
    yield f"opener={opener}"
    yield f"suffix,modal={lower[i][-2:]},{modal}"
    if i > first and lower[i - 1] == "to":
        verb = lower[i - 2] if i - 2 >= first else "^"
        yield "to"
        yield f"to,neg={negated}"
        yield f"toverb={verb}"
        yield f"toverb3={lower[i - 3] if i - 3 >= first else '^'}"


def _embedding(lower: Sequence[str], i: int, first: int, last: int) -> Iterator[str]:
    """The attributing words and hedges near the event, and how far off they stand."""
    hits = list(cue_phrases().find(lower, first, i))
    for start, _, cue in hits[-2:]:
        far = "near" if i - start <= 3 else "mid" if i - start <= 7 else "far"
        yield f"cue={cue.kind}"
        yield f"cue={cue.kind},{far}"
        if cue.stance == "asserts" and any(word in NEGATIONS for word in lower[max(first, start - 3) : start]):
            yield f"cueneg={cue.kind}"
    yield f"cue0={hits[-1][2].kind}" if hits else "cue0=none"
    for start, _, hedge in hedge_phrases().find(lower, first, i):
        yield f"hedge={hedge.kind},{hedge.grade.label}"
        if i - start <= 3:
            yield f"hedgenear={hedge.kind},{hedge.grade.label}"
    for _, _, hedge in hedge_phrases().find(lower, i + 1, last):
        yield f"hedgeafter={hedge.kind},{hedge.grade.label}"
    own = next(cue_phrases().find(lower, i, i + 1), None)
    yield f"own={own[2].kind}" if own else "own=none"


def _whole(text: Text, i: int) -> Iterator[str]:
    frame = text.frame
    number = frame.sentence_of[i]
    first = frame.first_of_sentence[number]
    after = frame.first_of_sentence[number + 1] if number + 1 < len(frame.first_of_sentence) else len(text.lower)
    near = text.lower[max(first, i - 40) : min(after, i + 40)]
    if "?" in near:
        yield "question"
    for word in ("if", "unless"):
        if word in near:
            yield "conditional"
    quotes = sum(1 for word in text.lower[max(first, i - 60) : i] if word in ("``", "“", '"', "''", "”"))
    yield f"quoted={quotes % 2}"
    yield f"place={min(3, (i - first) // 5)}"


@cache
def _weights() -> dict[str, float]:
    path = files("headwater").joinpath("weights", "certainty_events.json")
    loaded: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
