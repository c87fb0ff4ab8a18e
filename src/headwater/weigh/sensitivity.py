"""What a standing rests on: what the loss of each item, voice and origin would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from headwater.weigh.ach import counts
from headwater.weigh.bayes import Standings, leader, normalise, weigh
from headwater.weigh.matrix import Item, Matrix
from headwater.weigh.origins import Array, Count, Vote, clusters, votes_of
from headwater.weigh.tables import LogPair, Tables, evidence, lay_out, log_likelihoods, truth

LossKind = Literal["item", "voice", "origin"]
Changes = Mapping[int, tuple[Vote, ...] | None]

SILENT = 0.0953
"""Log of 1.1: an item that shifts the odds between no two hypotheses by more than a tenth tells nothing apart."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What would change without one item, voice or origin.

    ``change`` is after minus before for each hypothesis, in the order of the rows. ``leader`` is who would lead then.
    """

    kind: LossKind
    id: str
    change: tuple[float, ...]
    leader: str | None

    @property
    def size(self) -> float:
        """Half the sum of absolute changes: how much probability would move, 0 to 1."""
        return sum(abs(c) for c in self.change) / 2


def losses(matrix: Matrix, count: Count, tables: Tables | None = None) -> tuple[Loss, ...]:
    """Every item, voice and origin, with what its loss would change; the largest change first, then by kind and id.

    A matrix must be sound. In the low count, origins that may be one are lost together, named by the smallest id.
    """
    tables = tables or lay_out(matrix)
    base = weigh(tables, count)
    wanted = {**_items(tables), **_voices(tables), **_origins(tables, count)}
    after = normalise(reweigh(tables, count, list(wanted.values())))
    found = [
        Loss(kind, id_, tuple((row - base.posterior).tolist()), leader(base.hypotheses, row))
        for (kind, id_), row in zip(wanted, after, strict=True)
    ]
    return tuple(sorted(found, key=lambda loss: (-round(loss.size, 12), loss.kind, loss.id)))


def reweigh(tables: Tables, count: Count, variants: Sequence[Changes]) -> Array:
    """``(variants, n)`` log of prior times likelihood, each with some items' votes changed.

    Each term is computed once for all the variants that touch it, as if they were samples.
    """
    chances = truth(tables)
    with np.errstate(divide="ignore"):
        total = np.tile(np.log(tables.weights), (len(variants), 1))
    touched: dict[int, list[int]] = {}
    for v, changed in enumerate(variants):
        for index in changed:
            touched.setdefault(index, []).append(v)
    for members in tables.terms:
        touching = sorted({v for i in members for v in touched.get(i, ())})
        cases: list[Changes] = [{}, *(variants[v] for v in touching)]
        reports = {i: _reports(tables, i, count, cases) for i in members}
        logs = log_likelihoods(tables, members, reports, *chances)
        row = np.zeros(len(variants), dtype=np.int64)
        row[touching] = np.arange(1, len(cases))
        total += logs[row]
    return total


def _reports(tables: Tables, index: int, count: Count, cases: Sequence[Changes]) -> LogPair:
    pairs = [evidence(tables, index, count, changed) for changed in cases]
    return np.array([true for true, _ in pairs]), np.array([false for _, false in pairs])


Wanted = dict[tuple[LossKind, str], Changes]


def _items(tables: Tables) -> Wanted:
    return {("item", item.id): {index: None} for index, item in enumerate(tables.matrix.items) if counts(item)}


def _voices(tables: Tables) -> Wanted:
    where: dict[str, dict[int, tuple[Vote, ...] | None]] = {}
    cluster_of = clusters(tables.matrix.merges)
    for index, item in enumerate(tables.matrix.items):
        for voice in voices_of(item):
            where.setdefault(voice, {})
            if any(voice == step[0] for vote in tables.votes[index] for step in vote.steps):
                where[voice][index] = votes_of(item, cluster_of, voice)
    return {("voice", voice): changed for voice, changed in sorted(where.items())}


def _origins(tables: Tables, count: Count) -> Wanted:
    where: dict[str, dict[int, tuple[Vote, ...] | None]] = {}
    for index, votes in enumerate(tables.votes):
        for id_ in {unit(vote, count) for vote in votes}:
            where.setdefault(id_, {})[index] = without(votes, {id_}, count)
    return {("origin", id_): changed for id_, changed in sorted(where.items())}


def voices_of(item: Item) -> set[str]:
    """Every voice that said or passed on an item."""
    return {o.voice for o in item.origins} | {r.voice for o in item.origins for p in o.reports for r in p.relays}


def unit(vote: Vote, count: Count) -> str:
    """What is lost together: an origin, or in the low count everything it may be one with."""
    return vote.origin if count == "high" else vote.cluster


def without(votes: tuple[Vote, ...], lost: set[str], count: Count) -> tuple[Vote, ...]:
    """The votes that are left when some origins are lost."""
    return tuple(v for v in votes if unit(v, count) not in lost)


def undiscriminating(result: Standings) -> tuple[str, ...]:
    """Terms under which no two hypotheses differ by more than a tenth in odds: they speak for nobody.

    Under the high count, which gives each item the most weight it can have. Terms without any report are left out.
    """
    weighing, in_words = result.high, {item.id for item in result.matrix.items if item.kind == "typed"}
    found = []
    for name, column in zip(weighing.terms, weighing.log_likelihood.T, strict=True):
        speaks = any(item in in_words or result.counts[item][1] for item in result.members[name])
        if speaks and np.isfinite(column).all() and float(np.ptp(column)) <= SILENT:
            found.append(name)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Missing:
    """An item that would be at least likely under a hypothesis, and that nobody has reported."""

    item: str
    hypothesis: str
    probability: float


def expected_and_missing(matrix: Matrix, at_least: float = 0.55) -> tuple[Missing, ...]:
    """Evidence that hypotheses lead one to expect and that is not reported, the most expected first."""
    found = [
        Missing(item.id, h.id, rating.range.point)
        for item in matrix.items
        if not counts(item) and not any(o.denies for o in item.origins)
        for h in matrix.hypotheses
        if (rating := matrix.rating(item.id, h.id)).range is not None and rating.range.point >= at_least
    ]
    return tuple(sorted(found, key=lambda m: (-m.probability, m.item, m.hypothesis)))
