"""Internal drift: the same claim twice in one text with different certainty, or once attributed and once flat.

Careful rather than complete: two claims are linked only when nearly all content words of the shorter stand in the
longer, no number differs, and both or neither are negated. Time grows with the number of claims, because only
claims that share a rare word meet.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headwater.model import Certainty, Drift, Span
from headwater.read.certainty.scope import NEGATIONS
from headwater.read.certainty.words import hedge_phrases, plain
from headwater.read.frame import Frame, Range

LEAST_SHARED = 4
"""Content words that two claims must share."""
LEAST_CONTAINED = 0.8
"""Share of the shorter claim's content words found in the longer."""
LEAST_ALIKE = 0.4
"""Shared content words over all content words of both."""
COMMON = 12
"""A word in more claims than this does not bring claims together."""

_STOP = frozenset(
    "the a an of to in on at by for with from as and or but that which who whom whose this these those it its he "
    "she they them his her "
    "their we our us you your i my me is are was were be been being am has have had having do does did will "
    "would can could "
    "may might must shall should not n't no never nor s 's 're 've 'll 'd 'm than then there here so if when "
    "while after before "
    "during about into over under out up down off also just only more most some any all each other such very too "
    "said says say "
    "told tell tells according reportedly allegedly apparently likely possibly perhaps probably ca wo".split()
)
FLAT = 3
_STRENGTH = {"CT+": FLAT, "CT-": FLAT, "PR+": 2, "PR-": 2, "PS+": 1, "PS-": 1}
_FUTURE = frozenset(("will", "'ll", "wo", "shall", "gonna"))
OWN_LATER = "on somebody's word first, the author's own later"
OWN_FIRST = "the author's own first, on somebody's word later"
_ENDING = re.compile(r"(?:'s|ies|ing|edly|ed|es|s|ly)$")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim in hand for comparison; ``attributed`` is False for the author's own."""

    place: Range
    certainty: Certainty
    attributed: bool
    denied: bool
    words: frozenset[str]
    numbers: frozenset[str]
    negated: bool


def make_claim(
    frame: Frame, pieces: Sequence[Range], certainty: Certainty, *, attributed: bool, denied: bool = False
) -> Claim:
    """Bring the words of a claim into a form that can be compared."""
    lower = [plain(frame.words.text[i]) for piece in pieces for i in frame.words_in(*piece)]
    hedged = {i for a, b, _ in hedge_phrases().find(lower, 0, len(lower)) for i in range(a, b)}
    content = frozenset(
        _ENDING.sub("", word) or word
        for i, word in enumerate(lower)
        if i not in hedged and word not in _STOP and word[0].isalpha() and word not in NEGATIONS
    )
    numbers = frozenset(word for word in lower if word[0].isdigit() or word[0] in "$€£¥")
    negated = any(word in NEGATIONS for word in lower)
    return Claim((pieces[0][0], pieces[-1][1]), certainty, attributed, denied, content, numbers, negated)


def find_drift(frame: Frame, claims: Sequence[Claim]) -> tuple[Drift, ...]:
    """Pairs of the same claim at different strength, each claim in one pair at most, in order of the text."""
    ordered = sorted(claims, key=lambda claim: claim.place)
    found: list[Drift] = []
    used: set[int] = set()
    for i, j in _meetings(ordered):
        one, other = ordered[i], ordered[j]
        if i in used or j in used or not _same_claim(one, other):
            continue
        reason = _difference(one, other)
        if reason is not None:
            used.update((i, j))
            found.append(Drift(_span(frame, one.place), _span(frame, other.place), reason))
    return tuple(found)


def _meetings(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Pairs of claims that share enough rare words, in order."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        if len(claim.words) >= LEAST_SHARED:
            for word in claim.words:
                holders[word].append(i)
    pairs: set[tuple[int, int]] = set()
    for members in holders.values():
        if 1 < len(members) <= COMMON:
            pairs.update((a, b) for n, a in enumerate(members) for b in members[n + 1 :])
    yield from sorted(pairs)


def _same_claim(one: Claim, other: Claim) -> bool:
    if one.place[1] > other.place[0] or one.denied != other.denied or one.negated != other.negated:
        return False
    shared = len(one.words & other.words)
    if shared < LEAST_SHARED or shared < LEAST_CONTAINED * min(len(one.words), len(other.words)):
        return False
    if shared < LEAST_ALIKE * len(one.words | other.words):
        return False
    return one.numbers <= other.numbers or other.numbers <= one.numbers


def _difference(one: Claim, other: Claim) -> str | None:
    first, second = _strength(one.certainty), _strength(other.certainty)
    if first is None or second is None:
        return None
    if first < FLAT <= second:
        return f"hedged first ({one.certainty.label}), flat later ({other.certainty.label})"
    if second < FLAT <= first:
        return f"flat first ({one.certainty.label}), hedged later ({other.certainty.label})"
    if first == second == FLAT and one.attributed != other.attributed:
        return OWN_LATER if one.attributed else OWN_FIRST
    return None


def _strength(certainty: Certainty) -> int | None:
    """How firm a claim is; None where nothing is claimed. A bare "will" is as firm as the "would" that reports it."""
    if certainty.label == "PR+" and certainty.markers and all(plain(m.text) in _FUTURE for m in certainty.markers):
        return FLAT
    return _STRENGTH.get(certainty.label)


def _span(frame: Frame, place: Range) -> Span:
    return Span(place[0], place[1], frame.text[place[0] : place[1]])
