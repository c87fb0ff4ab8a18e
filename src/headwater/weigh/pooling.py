"""Several analysts on one question: where they agree, where they don't, and their standings pooled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from headwater.errors import WeighError
from headwater.weigh.bayes import Standings, normalise, standings
from headwater.weigh.matrix import Matrix
from headwater.weigh.origins import Array, Count
from headwater.weigh.words import Rating


@dataclass(frozen=True, slots=True)
class Disagreement:
    """How far apart analysts are on one cell: lowest and highest rating, and who gave them. ``rated`` counts them."""

    item: str
    hypothesis: str
    low: float
    high: float
    lowest: str
    highest: str
    rated: int

    @property
    def spread(self) -> float:
        """Highest minus lowest, 0 to 1."""
        return self.high - self.low


@dataclass(frozen=True)
class Pool:
    """Standings of each analyst and of all together, under one count of origins.

    ``posteriors`` is (analysts, hypotheses). ``linear`` is their mean; ``logarithmic`` the normalised geometric mean,
    which takes an explanation off the table when one analyst does. ``agreement`` is the mean share of probability that
    two analysts put in the same place: 1 when all agree, 0 when no two overlap.
    """

    analysts: tuple[str, ...]
    hypotheses: tuple[str, ...]
    standings: tuple[Standings, ...]
    posteriors: Array
    linear: Array
    logarithmic: Array | None
    agreement: float
    disagreements: tuple[Disagreement, ...]


def pool(matrices: Sequence[Matrix], count: Count = "high") -> Pool:
    """Pool analysts' matrices over the same hypotheses and items, each analyst counting the same.

    ``logarithmic`` is None when between them they rule out everything. Raises WeighError when rows or columns differ.
    """
    _require_alike(matrices)
    results = tuple(standings(m) for m in matrices)
    names = tuple(m.analyst or f"analyst {n}" for n, m in enumerate(matrices, 1))
    ids = tuple(h.id for h in matrices[0].hypotheses)
    rows = [[(r.high if count == "high" else r.low).of(id_) for id_ in ids] for r in results]
    posteriors = np.array(rows)
    cells = [_disagreement(matrices, names, item.id, h) for item in matrices[0].items for h in ids]
    apart = sorted((c for c in cells if c and c.spread > 0), key=lambda c: (-c.spread, c.item, c.hypothesis))
    logs = _logarithmic(posteriors)
    return Pool(names, ids, results, posteriors, posteriors.mean(axis=0), logs, _agreement(posteriors), tuple(apart))


def _require_alike(matrices: Sequence[Matrix]) -> None:
    if not matrices:
        raise WeighError("matrices", "there is none to pool")
    rows, columns = {h.id for h in matrices[0].hypotheses}, {i.id for i in matrices[0].items}
    for number, matrix in enumerate(matrices[1:], 2):
        place = f"matrix {number}" + (f" ({matrix.analyst})" if matrix.analyst else "")
        strange = rows ^ {h.id for h in matrix.hypotheses} or columns ^ {i.id for i in matrix.items}
        if strange:
            names = ", ".join(sorted(strange))
            raise WeighError(place, f"does not share {names} with the first", "pool over the same rows and columns")


def _disagreement(matrices: Sequence[Matrix], names: Sequence[str], item: str, hypothesis: str) -> Disagreement | None:
    cells: list[tuple[str, Rating]] = [(n, m.rating(item, hypothesis)) for n, m in zip(names, matrices, strict=True)]
    points = sorted((rating.range.point, name) for name, rating in cells if rating.range is not None)
    if not points:
        return None
    return Disagreement(item, hypothesis, points[0][0], points[-1][0], points[0][1], points[-1][1], len(points))


def _logarithmic(posteriors: Array) -> Array | None:
    with np.errstate(divide="ignore"):
        logs = np.log(posteriors).mean(axis=0)
    return normalise(logs) if np.isfinite(logs).any() else None


def _agreement(posteriors: Array) -> float:
    size = len(posteriors)
    if size < 2:
        return 1.0
    shared = [np.minimum(posteriors[i], posteriors[j]).sum() for i in range(size) for j in range(i)]
    return float(np.mean(shared))
