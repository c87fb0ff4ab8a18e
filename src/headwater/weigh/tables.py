"""A matrix laid out as arrays, and the exact likelihood of everything reported under each hypothesis.

For an item with p = P(true | H), P(reports | H) = p·Π h + (1−p)·Π f. Items that depend on one another form trees, and
are summed out from the leaves: an item's message to the one it depends on is the same sum with the messages of its own
dependents multiplied in. Shapes: S samples (1 for the points), n hypotheses, m items.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from headwater.weigh.matrix import DependenceGroup, Matrix
from headwater.weigh.origins import Array, Count, Vote, all_votes, counted
from headwater.weigh.ranges import Range
from headwater.weigh.words import Rating

LogPair = tuple[Array, Array]


@dataclass(frozen=True)
class Tables:
    """The arrays of one matrix.

    ``low``, ``point``, ``high`` are (m, n) probabilities that an item is true, NaN where unrated; for a dependent item,
    given that the one it depends on (``parent``, −1 for none) is true. ``other_*`` are the same given that it is false.
    ``strength`` is the chance that it is true merely because its parent is. ``order`` lists items leaves first.
    ``blank`` (m, n) marks cells that are not rated or do not apply.
    """

    matrix: Matrix
    weights: Array
    low: Array
    point: Array
    high: Array
    other_low: Array
    other_point: Array
    other_high: Array
    parent: tuple[int, ...]
    strength: tuple[Range | None, ...]
    order: tuple[int, ...]
    votes: tuple[tuple[Vote, ...], ...]
    blank: NDArray[np.bool_]

    @property
    def terms(self) -> tuple[tuple[int, ...], ...]:
        """Items that enter one sum together, as indices, in matrix order: one tuple for each independent term."""
        members: dict[int, list[int]] = {}
        for index in range(len(self.parent)):
            members.setdefault(self.root(index), []).append(index)
        return tuple(tuple(group) for group in members.values())

    def root(self, index: int) -> int:
        """The item at the top of an item's tree."""
        while self.parent[index] >= 0:
            index = self.parent[index]
        return index


def lay_out(matrix: Matrix) -> Tables:
    """The arrays of a matrix, which must have passed ``checks.require_sound``."""
    index = {item.id: i for i, item in enumerate(matrix.items)}
    parent = [-1] * len(index)
    strength: list[Range | None] = [None] * len(index)
    for group in matrix.groups:
        for item in group.items:
            parent[index[item]], strength[index[item]] = index[group.on], group.strength
    cells = _triple(matrix, matrix.ratings)
    others = _triple(matrix, _otherwise(matrix.groups))
    order = _leaves_first(parent)
    weights, blank = np.array(matrix.priors), np.isnan(cells[1])
    return Tables(matrix, weights, *cells, *others, tuple(parent), tuple(strength), order, all_votes(matrix), blank)


def _otherwise(groups: Sequence[DependenceGroup]) -> dict[tuple[str, str], Rating]:
    return {cell: rating for group in groups for cell, rating in group.otherwise.items()}


def _triple(matrix: Matrix, ratings: Mapping[tuple[str, str], Rating]) -> tuple[Array, Array, Array]:
    shape = (len(matrix.items), len(matrix.hypotheses))
    low, point, high = (np.full(shape, np.nan) for _ in range(3))
    row = {item.id: i for i, item in enumerate(matrix.items)}
    column = {h.id: j for j, h in enumerate(matrix.hypotheses)}
    for (item, hypothesis), rating in ratings.items():
        if rating.range is not None:
            at = row[item], column[hypothesis]
            low[at], point[at], high[at] = rating.range.low, rating.range.point, rating.range.high
    return low, point, high


def _leaves_first(parent: Sequence[int]) -> tuple[int, ...]:
    depth: dict[int, int] = {}
    for start in range(len(parent)):
        path = []
        at = start
        while at >= 0 and at not in depth:
            path.append(at)
            at = parent[at]
        base = depth[at] + 1 if at >= 0 else 0
        for step, index in enumerate(reversed(path)):
            depth[index] = base + step
    return tuple(sorted(range(len(parent)), key=lambda i: (-depth[i], i)))


def fill(cells: Array, weights: Array) -> Array:
    """Unrated cells of ``(…, n)`` filled with the mean of the rated ones, weighted by the priors.

    Used where some but not all items of a term are rated under a hypothesis. Where nothing in a row is rated, one half
    stands everywhere and the item tells nothing apart.
    """
    known = ~np.isnan(cells)
    if known.all():
        return cells
    share = np.where(known, weights, 0.0)
    total = share.sum(axis=-1, keepdims=True)
    share = np.where(total > 0, share, known.astype(float))
    total = share.sum(axis=-1, keepdims=True)
    mean = (share * np.where(known, cells, 0.0)).sum(axis=-1, keepdims=True) / np.where(total > 0, total, 1.0)
    return np.where(known, cells, np.where(total > 0, mean, 0.5))


def evidence(
    tables: Tables, index: int, count: Count, changed: Mapping[int, tuple[Vote, ...] | None]
) -> tuple[float, float]:
    """Log-probability of an item's reports if it is true, and if it is false: one factor for each origin that counts.

    ``changed`` puts other votes in place of an item's own; None silences the item altogether.
    """
    votes = changed.get(index, tables.votes[index])
    if votes is None:
        return 0.0, 0.0
    if tables.matrix.items[index].kind == "typed":
        return 0.0, -np.inf
    kept = counted(votes, count)
    return sum(v.true for v in kept), sum(v.false for v in kept)


def truth(tables: Tables) -> tuple[Array, Array]:
    """``(m, n)`` chances that each item is true: given its parent true (or without one), and given its parent false."""
    given = fill(tables.point, tables.weights)
    other = fill(tables.other_point, tables.weights)
    for index, strength in enumerate(tables.strength):
        if strength is not None:
            given, other = _tie(given, other, index, strength.point)
    return given, other


def _tie(given: Array, other: Array, index: int, strength: float) -> tuple[Array, Array]:
    given, other = given.copy(), other.copy()
    alone = (1 - strength) * given[index]
    given[index], other[index] = strength + alone, alone
    return given, other


def restrict(tables: Tables, members: Sequence[int]) -> Tables:
    """The tables of one term alone, its items numbered from 0."""
    at, rows = {index: new for new, index in enumerate(members)}, list(members)
    return replace(
        tables,
        matrix=replace(tables.matrix, items=tuple(tables.matrix.items[i] for i in rows)),
        low=tables.low[rows],
        point=tables.point[rows],
        high=tables.high[rows],
        other_low=tables.other_low[rows],
        other_point=tables.other_point[rows],
        other_high=tables.other_high[rows],
        parent=tuple(at.get(tables.parent[i], -1) for i in rows),
        strength=tuple(tables.strength[i] for i in rows),
        order=tuple(at[i] for i in tables.order if i in at),
        votes=tuple(tables.votes[i] for i in rows),
        blank=tables.blank[rows],
    )


def log_likelihoods(
    tables: Tables, members: Sequence[int], reports: Mapping[int, LogPair], given: Array, other: Array
) -> Array:
    """``(S, n)`` log-probability of the reports of one term's items under each hypothesis.

    ``reports`` holds ``(S,)`` log-probabilities for each member; ``given`` and ``other`` are (m, n) or (S, m, n). A
    hypothesis under which none of the members is rated gets the mean of the others' logarithms; see ``neutral``.
    """
    logs = sum_out(tables, members, reports, given, other)
    unrated: NDArray[np.bool_] = np.asarray(tables.blank[list(members)].all(axis=0))
    return neutral(logs, unrated, tables.weights) if unrated.any() else logs


def neutral(logs: Array, blank: NDArray[np.bool_], weights: Array) -> Array:
    """``(S, n)`` with the ``blank`` columns set to the mean of the others, weighted by the priors.

    In log-odds, an item then moves a hypothesis it was not rated under neither up nor down against the average of its
    rivals, and a hypothesis that nobody rated can't lead by having been left out. Rivals that the item rules out are
    not counted in the mean.
    """
    usable = np.isfinite(logs) & ~blank
    share = np.where(usable, weights, 0.0)
    share = np.where(share.sum(axis=-1, keepdims=True) > 0, share, usable.astype(float))
    total = share.sum(axis=-1, keepdims=True)
    mean = (share * np.where(usable, logs, 0.0)).sum(axis=-1, keepdims=True) / np.where(total > 0, total, 1.0)
    return np.where(blank, mean, logs)


def sum_out(
    tables: Tables, members: Sequence[int], reports: Mapping[int, LogPair], given: Array, other: Array
) -> Array:
    """``(S, n)`` as ``log_likelihoods``, every cell taken as it stands in ``given`` and ``other``."""
    inside = set(members)
    message: dict[int, list[LogPair]] = {}
    result = np.zeros(())
    with np.errstate(divide="ignore"):
        for index in (i for i in tables.order if i in inside) if len(members) > 1 else members:
            true, false = (side[..., None] for side in reports[index])
            for from_true, from_false in message.get(index, ()):
                true, false = true + from_true, false + from_false
            result = _mix(given[..., index, :], true, false)
            if tables.parent[index] >= 0:
                pair = (result, _mix(other[..., index, :], true, false))
                message.setdefault(tables.parent[index], []).append(pair)
    return result


def _mix(probability: Array, true: Array, false: Array) -> Array:
    """Log of p·e^true + (1−p)·e^false, with one logarithm a cell."""
    top = np.maximum(true, false)
    top = np.where(np.isneginf(top), 0.0, top)
    mixed: Array = np.log(probability * np.exp(true - top) + (1 - probability) * np.exp(false - top)) + top
    # Impossible and certain items are taken exactly: the smaller part may have vanished beside the larger.
    mixed = np.where(probability == 0, false, np.where(probability == 1, true, mixed))
    # Exactly nothing where the reports say nothing, so that silence leaves no rounding behind.
    return np.where(true == false, true, mixed)
