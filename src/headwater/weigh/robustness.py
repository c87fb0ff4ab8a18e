"""The smallest set of origins whose loss changes the leader.

Terms that share no origin are independent, so the search splits. Within each such part, every subset of its origins is
tried (or, in large parts, all single ones, all pairs where there are few enough, and nested sets in order of effect).
Across parts, the best division of a number of losses is found exactly by dynamic programming on what each part gives a
rival for each number of losses.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from headwater.weigh.bayes import TIE, leader, normalise, weigh
from headwater.weigh.matrix import Matrix
from headwater.weigh.origins import Array, Count, Vote, counted
from headwater.weigh.sensitivity import reweigh, unit, without
from headwater.weigh.tables import LogPair, Tables, lay_out, log_likelihoods, truth

EVERY_SUBSET = 10
"""Parts with up to this many origins are searched through and through."""

PAIRS = 40
RULED_OUT = 1e7
"""Stands for infinite log-odds: larger than any sum of finite ones here, small enough to keep their digits."""


@dataclass(frozen=True, slots=True)
class SmallestSet:
    """The origins to lose, and who would lead then. No origins: nothing that could be lost changes the leader.

    ``proven`` says whether no smaller set can exist; otherwise it is the smallest found.
    """

    origins: tuple[str, ...]
    leader: str | None
    proven: bool


@dataclass(frozen=True)
class _Part:
    """Best gain of each rival for each number of losses: ``gain`` (n, k+1), ``choice`` the losses that give it."""

    gain: Array
    choice: tuple[tuple[frozenset[str], ...], ...]
    complete: int


def smallest_set(matrix: Matrix, count: Count, tables: Tables | None = None) -> SmallestSet | None:
    """The smallest set for a sound matrix; None when nobody leads."""
    tables = tables or lay_out(matrix)
    base = weigh(tables, count)
    if base.leader is None:
        return None
    first = base.hypotheses.index(base.leader)
    parts = [_explore(tables, count, members, first) for members in _parts(tables, count)]
    best = _spread(parts, _margins(base.total, first))
    if best is None:
        return SmallestSet((), base.leader, all(p.complete >= p.gain.shape[1] - 1 for p in parts))
    lost = set(best)
    changed: dict[int, tuple[Vote, ...] | None] = {
        i: without(votes, lost, count) for i, votes in enumerate(tables.votes) if votes
    }
    after = leader(base.hypotheses, normalise(reweigh(tables, count, [changed])[0]))
    proven = all(p.complete >= min(len(best), p.gain.shape[1] - 1) for p in parts)
    return SmallestSet(tuple(sorted(best)), after, proven)


def _margins(total: Array, first: int) -> Array:
    margins: Array = np.where(np.isfinite(total), total[first] - total, np.inf)
    return margins


def _parts(tables: Tables, count: Count) -> list[list[tuple[int, ...]]]:
    """Terms grouped so that no two groups share an origin."""
    groups: list[tuple[set[str], list[tuple[int, ...]]]] = []
    for members in tables.terms:
        units = {unit(v, count) for i in members for v in tables.votes[i]}
        if not units:
            continue
        touching = [g for g in groups if g[0] & units]
        groups = [g for g in groups if not g[0] & units]
        merged = units.union(*(g[0] for g in touching)), [*(t for g in touching for t in g[1]), members]
        groups.append(merged)
    return [terms for _, terms in groups]


def _explore(tables: Tables, count: Count, terms: list[tuple[int, ...]], first: int) -> _Part:
    units = sorted({unit(v, count) for members in terms for i in members for v in tables.votes[i]})
    if len(units) <= EVERY_SUBSET:
        subsets = [frozenset(s) for k in range(len(units) + 1) for s in combinations(units, k)]
        return _best(subsets, _gains(tables, count, terms, first, subsets), len(units), len(units))
    depth = 2 if len(units) <= PAIRS else 1
    subsets = [frozenset(s) for k in range(depth + 1) for s in combinations(units, k)]
    gains = _gains(tables, count, terms, first, subsets)
    nested = _nested(units, gains[1 : len(units) + 1])
    more = _gains(tables, count, terms, first, nested)
    return _best(subsets + nested, np.concatenate([gains, more]), len(units), depth)


def _nested(units: list[str], single: Array) -> list[frozenset[str]]:
    """For each rival, its origins in order of what their loss alone gains it, as growing sets."""
    found: dict[frozenset[str], None] = {}
    for column in single.T:
        order = sorted(range(len(units)), key=lambda u: (-column[u], units[u]))
        for size in range(3, len(units) + 1):
            found[frozenset(units[u] for u in order[:size])] = None
    return list(found)


def _gains(
    tables: Tables, count: Count, terms: list[tuple[int, ...]], first: int, subsets: list[frozenset[str]]
) -> Array:
    """``(subsets, n)`` log-odds each rival gains on the leader when a subset is lost."""
    given, other = truth(tables)
    total = np.zeros((len(subsets), given.shape[1]))
    for members in terms:
        reports = {index: _masked(tables, count, index, subsets) for index in members}
        total += np.maximum(log_likelihoods(tables, members, reports, given, other), -RULED_OUT)
    behind = total[:, [first]] - total
    gains: Array = behind[0] - behind
    return gains


def _masked(tables: Tables, count: Count, index: int, subsets: list[frozenset[str]]) -> LogPair:
    true, false = np.zeros(len(subsets)), np.zeros(len(subsets))
    if tables.matrix.items[index].kind == "typed":
        return true, np.full(len(subsets), -np.inf)
    for vote in counted(tables.votes[index], count):
        kept = np.array([unit(vote, count) not in subset for subset in subsets])
        true += np.where(kept, vote.true, 0.0)
        false += np.where(kept, vote.false, 0.0)
    return true, false


def _best(subsets: list[frozenset[str]], gains: Array, size: int, complete: int) -> _Part:
    hypotheses = gains.shape[1]
    best = np.full((hypotheses, size + 1), -np.inf)
    choice = [[frozenset[str]()] * (size + 1) for _ in range(hypotheses)]
    for k in range(size + 1):
        rows = [s for s, subset in enumerate(subsets) if len(subset) == k]
        if rows:
            winners = gains[rows].argmax(axis=0)
            for j, winner in enumerate(winners):
                best[j, k], choice[j][k] = gains[rows[winner], j], subsets[rows[winner]]
    return _Part(best, tuple(tuple(c) for c in choice), complete)


def _spread(parts: list[_Part], margins: Array) -> frozenset[str] | None:
    """Divide losses among the parts: the fewest that let a rival overtake, for the rival that needs fewest."""
    most = sum(p.gain.shape[1] - 1 for p in parts)
    for size in (min(most, 16), most):  # small sets are common, and quick to find
        found = _spread_up_to(size, parts, margins)
        if found is not None:
            return found
    return None


def _spread_up_to(most: int, parts: list[_Part], margins: Array) -> frozenset[str] | None:
    reach = np.full((len(margins), most + 1), -np.inf)
    reach[:, 0] = 0.0
    taken: list[NDArray[np.int64]] = []
    for part in parts:
        best, used = reach.copy(), np.zeros(reach.shape, dtype=np.int64)
        for k in range(1, min(part.gain.shape[1], most + 1)):
            moved = np.full(reach.shape, -np.inf)
            moved[:, k:] = reach[:, :-k] + part.gain[:, [k]]
            used = np.where(moved > best, k, used)
            best = np.maximum(moved, best)
        reach = best
        taken.append(used)
    enough = reach > margins[:, None] + TIE
    if not enough.any():
        return None
    size, rival = min((int(row.argmax()), j) for j, row in enumerate(enough) if row.any())
    return _collect(parts, taken, rival, size)


def _collect(parts: list[_Part], taken: list[NDArray[np.int64]], rival: int, size: int) -> frozenset[str]:
    lost: frozenset[str] = frozenset()
    for part, used in zip(reversed(parts), reversed(taken), strict=True):
        k = int(used[rival, size])
        lost |= part.choice[rival][k]
        size -= k
    return lost
