"""How far posteriors move when ratings and grades move within their ranges: seeded sampling."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from headwater.weigh.bayes import TIE, normalise
from headwater.weigh.matrix import Matrix
from headwater.weigh.origins import Array, Count, counted
from headwater.weigh.tables import LogPair, Tables, fill, lay_out, log_likelihoods

SAMPLES = 500
BAND = (0.05, 0.95)
"""The part of the samples a band holds: the middle nine tenths."""


@dataclass(frozen=True, slots=True)
class Band:
    """Where a hypothesis's posterior lies in the middle nine tenths of the samples, and how often it led."""

    hypothesis: str
    low: float
    high: float
    leads: float


def bands(
    matrix: Matrix, seed: int = 0, samples: int = SAMPLES, tables: Tables | None = None
) -> dict[Count, tuple[Band, ...]]:
    """A band for every hypothesis, in the order of the rows, under each count. The same seed gives the same bands.

    Each rating is drawn evenly from its range, each on its own. Each voice draws one level of reliability for
    everything it says or passes on. An unrated cell takes what another hypothesis, drawn by its prior once for the row,
    says there: nobody has said what would be seen, so it may look like any of the rivals. Both counts
    see one set of draws.
    """
    tables = tables or lay_out(matrix)
    rng = np.random.default_rng(seed)
    chances = _chances(tables, rng, samples)
    voices = {voice: None for votes in tables.votes for vote in votes for voice, _ in vote.steps}
    levels = {voice: rng.random(samples) for voice in voices}
    tables = replace(tables, blank=_not_applicable(tables.matrix))
    low, high = _totals(tables, chances, levels)
    return {"low": _summary(matrix, tables, low), "high": _summary(matrix, tables, high)}


def _summary(matrix: Matrix, tables: Tables, total: Array) -> tuple[Band, ...]:
    # A range that reaches 0 can rule everything out in a sample; such samples say nothing about the order.
    possible = np.isfinite(total).any(axis=1)
    with np.errstate(divide="ignore"):
        posterior = normalise(total[possible] if possible.any() else np.log(tables.weights)[None])
    low, high = np.quantile(posterior, BAND, axis=0)
    ahead = posterior > np.max(posterior, axis=1, keepdims=True) - TIE
    leads = (ahead & (ahead.sum(axis=1, keepdims=True) == 1)).mean(axis=0)
    return tuple(Band(h.id, float(low[j]), float(high[j]), float(leads[j])) for j, h in enumerate(matrix.hypotheses))


def _chances(tables: Tables, rng: np.random.Generator, samples: int) -> LogPair:
    given = _ratings(tables, (tables.low, tables.high), rng, samples)
    if all(parent < 0 for parent in tables.parent):
        return given, np.zeros((1, *tables.point.shape))
    other = _ratings(tables, (tables.other_low, tables.other_high), rng, samples)
    _tie_samples(tables, given, other, rng)
    return given, other


def _totals(tables: Tables, chances: LogPair, levels: dict[str, Array]) -> LogPair:
    """``(S, n)`` logarithms under the low and the high count; terms without merges are computed once for both."""
    samples = len(chances[0])
    with np.errstate(divide="ignore"):
        low = np.tile(np.log(tables.weights), (samples, 1))
    high = low.copy()
    for members in tables.terms:
        apart = {i: _reports(tables, i, "high", levels, samples) for i in members}
        logs = log_likelihoods(tables, members, apart, *chances)
        high += logs
        if any(len(counted(tables.votes[i], "low")) < len(tables.votes[i]) for i in members):
            merged = {i: _reports(tables, i, "low", levels, samples) for i in members}
            logs = log_likelihoods(tables, members, merged, *chances)
        low += logs
    return low, high


def _not_applicable(matrix: Matrix) -> NDArray[np.bool_]:
    """``(m, n)`` cells with no bearing: they stay neutral, while unrated ones are drawn."""
    cells = [[rating.not_applicable for rating in matrix.column(item.id)] for item in matrix.items]
    return np.array(cells, dtype=bool).reshape(len(matrix.items), len(matrix.hypotheses))


def _ratings(tables: Tables, ends: tuple[Array, Array], rng: np.random.Generator, samples: int) -> Array:
    low, high = ends
    drawn = low + rng.random((samples, *low.shape)) * (high - low)
    rows = [j for j in range(low.shape[1]) if np.isnan(low[:, j]).any()]
    filled = fill(drawn, tables.weights)
    for j in rows:
        filled[:, :, j] = _stand_in(tables, drawn, filled, j, rng)
    return filled


def _stand_in(tables: Tables, drawn: Array, filled: Array, row: int, rng: np.random.Generator) -> Array:
    """``(S, m)`` values for one hypothesis, its unrated cells taken from a rival where that one is rated."""
    weights = tables.weights.copy()
    weights[row] = 0.0
    if weights.sum() == 0:
        return filled[:, :, row]
    chosen = rng.choice(len(weights), size=len(drawn), p=weights / weights.sum())
    rival = np.take_along_axis(drawn, chosen[:, None, None], axis=2)[:, :, 0]
    own = drawn[:, :, row]
    value: Array = np.where(np.isnan(own), np.where(np.isnan(rival), filled[:, :, row], rival), own)
    return value


def _tie_samples(tables: Tables, given: Array, other: Array, rng: np.random.Generator) -> None:
    for index, strength in enumerate(tables.strength):
        if strength is not None:
            drawn = (strength.low + rng.random(len(given)) * strength.width)[:, None]
            alone = (1 - drawn) * given[:, index]
            given[:, index], other[:, index] = drawn + alone, alone


def _reports(tables: Tables, index: int, count: Count, levels: dict[str, Array], samples: int) -> LogPair:
    true, false = np.zeros(samples), np.zeros(samples)
    if tables.matrix.items[index].kind == "typed":
        false = np.full(samples, -np.inf)
    for vote in counted(tables.votes[index], count):
        more_true, more_false = vote.logs(levels)
        true, false = true + more_true, false + more_false
    return true, false
