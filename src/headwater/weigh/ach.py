"""Analysis of Competing Hypotheses as in the PARC tool: weighted inconsistency and diagnosticity.

Heuer, "Psychology of Intelligence Analysis" (1999); scores and weights as published for PARC ACH 2.0. A hypothesis is
the better the less speaks against it: 0 is best, and the more negative the worse.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from headwater.weigh.matrix import Item, Level, Matrix
from headwater.weigh.words import Letter, Rating

INCONSISTENCY: dict[Letter, int] = {"II": -2, "I": -1, "N": 0, "C": 0, "CC": 0, "NA": 0}
CONSISTENCY: dict[Letter, int] = {"II": -2, "I": -1, "N": 0, "C": 1, "CC": 2, "NA": 0}
WEIGHTS: dict[Level, float] = {"low": 1 / math.sqrt(2), "medium": 1.0, "high": math.sqrt(2)}


@dataclass(frozen=True, slots=True)
class AchScore:
    """Weighted inconsistency of one hypothesis: 0 or below. ``unrated`` counts the cells left out."""

    hypothesis: str
    inconsistency: float
    unrated: int


def weighted_inconsistency(cells: Iterable[tuple[Letter | None, Level | None, Level | None]]) -> float:
    """Sum over cells of ``(letter, credibility, relevance)``. Unknown letters are left out, unknown weights are 1."""
    return math.fsum(
        INCONSISTENCY[letter] * WEIGHTS.get(credibility or "medium", 1.0) * WEIGHTS.get(relevance or "medium", 1.0)
        for letter, credibility, relevance in cells
        if letter is not None
    )


def diagnosticity(ratings: Sequence[Rating | float | None]) -> float:
    """Population standard deviation of an item's scores across hypotheses; not applicable counts as neutral.

    Scores run from −2 (II) to 2 (CC). Unknown ratings are left out; 0 when fewer than two are known. The number has no
    upper meaning: it only orders items.
    """
    scores = [score for rating in ratings if (score := _score(rating)) is not None]
    if len(scores) < 2:
        return 0.0
    mean = math.fsum(scores) / len(scores)
    return math.sqrt(math.fsum((s - mean) ** 2 for s in scores) / len(scores))


def _score(rating: Rating | float | None) -> float | None:
    if isinstance(rating, Rating):
        return None if rating.letter is None else float(CONSISTENCY[rating.letter])
    return rating


def ach_scores(matrix: Matrix) -> tuple[AchScore, ...]:
    """The inconsistency of every hypothesis, in the order of the rows. Expected but unreported items don't count."""
    items = [item for item in matrix.items if counts(item)]
    return tuple(
        AchScore(
            h.id,
            weighted_inconsistency((matrix.rating(i.id, h.id).letter, i.credibility, i.relevance) for i in items),
            sum(matrix.rating(i.id, h.id).unknown for i in items),
        )
        for h in matrix.hypotheses
    )


def counts(item: Item) -> bool:
    """Whether an item is in: typed, or reported by somebody who asserts it and has not withdrawn it."""
    if item.kind == "typed":
        return True
    return any(not o.denies and (not o.reports or any(r.withdrawn is None for r in o.reports)) for o in item.origins)


def by_diagnosticity(matrix: Matrix) -> tuple[tuple[str, float], ...]:
    """Items with their diagnosticity, the most telling first; level ones by id."""
    scored = [(item.id, diagnosticity(matrix.column(item.id))) for item in matrix.items]
    return tuple(sorted(scored, key=lambda pair: (-pair[1], pair[0])))
