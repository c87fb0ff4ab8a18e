"""The exact posterior, with prior, terms and total apart in log-odds, for the low and the high count of origins.

P(H | everything) ∝ π(H) · Π over terms of P(reports | H); see ``tables`` for one term.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from headwater.errors import Contradiction
from headwater.weigh.checks import Problem, require_sound
from headwater.weigh.matrix import Matrix
from headwater.weigh.origins import Array, Count, Vote, counted
from headwater.weigh.tables import LogPair, Tables, evidence, lay_out, log_likelihoods, truth

TIE = 1e-9
"""Posteriors closer than this are level: neither leads."""


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Log-odds of one hypothesis over another, in natural logarithms: ``total = prior + Σ terms``.

    A term is ``inf`` or ``-inf`` where an item leaves only one of the two possible.
    """

    first: str
    second: str
    prior: float
    terms: tuple[tuple[str, float], ...]
    total: float


@dataclass(frozen=True)
class Weighing:
    """The arithmetic under one count of origins. ``log_likelihood`` is (n hypotheses, t terms), natural logarithms.

    ``terms`` names each term by its items, joined with "+" where they depend on one another.
    """

    count: Count
    hypotheses: tuple[str, ...]
    terms: tuple[str, ...]
    log_prior: Array
    log_likelihood: Array

    @cached_property
    def total(self) -> Array:
        """``(n,)`` log of prior times likelihood, up to a constant shared by all."""
        result: Array = self.log_prior + self.log_likelihood.sum(axis=1)
        return result

    @cached_property
    def posterior(self) -> Array:
        """``(n,)`` probabilities that sum to one."""
        return normalise(self.total)

    def of(self, hypothesis: str) -> float:
        """The posterior of one hypothesis."""
        return float(self.posterior[self.hypotheses.index(hypothesis)])

    @property
    def leader(self) -> str | None:
        """The hypothesis with the highest posterior; None when two are level."""
        return leader(self.hypotheses, self.posterior)

    @property
    def ranking(self) -> tuple[str, ...]:
        """Hypotheses from the highest posterior to the lowest; level ones by their ids, so that order says nothing."""
        keyed = sorted((-round(float(p), 12), h) for p, h in zip(self.posterior, self.hypotheses, strict=True))
        return tuple(h for _, h in keyed)

    def log_odds(self, first: str, second: str) -> Waterfall:
        """What speaks for one hypothesis over another, term by term."""
        i, j = self.hypotheses.index(first), self.hypotheses.index(second)
        values = [_difference(row[i], row[j]) for row in self.log_likelihood.T]
        prior = _difference(self.log_prior[i], self.log_prior[j])
        total = _difference(self.total[i], self.total[j])
        return Waterfall(first, second, prior, tuple(zip(self.terms, values, strict=True)), total)


@dataclass(frozen=True)
class Standings:
    """Both counts of origins, side by side.

    ``counts`` gives for each item the low and the high number of origins, ``members`` for each term its items.
    ``notices`` are the things a reader should know: cells not rated, items without reports, priors of 0.
    """

    matrix: Matrix
    low: Weighing
    high: Weighing
    counts: dict[str, tuple[int, int]]
    members: dict[str, tuple[str, ...]]
    notices: tuple[Problem, ...] = ()

    @property
    def leader(self) -> str | None:
        """The hypothesis that leads under both counts; None when none does."""
        return self.low.leader if self.low.leader == self.high.leader else None

    def overlapping(self, count: Count) -> dict[str, float]:
        """Each hypothesis with the rows that contain it added in. These sums may pass one where hypotheses overlap."""
        weighing = self.low if count == "low" else self.high
        return {
            h.id: sum(weighing.of(o.id) for o in self.matrix.hypotheses if o.id == h.id or h.id in o.parts)
            for h in self.matrix.hypotheses
        }


def standings(matrix: Matrix) -> Standings:
    """Weigh a matrix. Raises BadMatrix when it is unsound and Contradiction when it leaves nothing possible."""
    notices = require_sound(matrix)
    tables = lay_out(matrix)
    counts = {
        item.id: (len(counted(votes, "low")), len(counted(votes, "high")))
        for item, votes in zip(matrix.items, tables.votes, strict=True)
    }
    low, high = weigh(tables, "low"), weigh(tables, "high")
    members = {name: tuple(matrix.items[i].id for i in t) for name, t in zip(high.terms, tables.terms, strict=True)}
    return Standings(matrix, low, high, counts, members, notices)


def weigh(tables: Tables, count: Count) -> Weighing:
    """One weighing of prepared tables. Raises Contradiction when every hypothesis is ruled out."""
    matrix = tables.matrix
    given, other = truth(tables)
    columns = [term(tables, members, count, (given, other)) for members in tables.terms]
    names = tuple("+".join(matrix.items[i].id for i in members) for members in tables.terms)
    likelihood = np.stack(columns, axis=1) if columns else np.zeros((len(matrix.hypotheses), 0))
    with np.errstate(divide="ignore"):
        log_prior = np.log(tables.weights)
    result = Weighing(count, tuple(h.id for h in matrix.hypotheses), names, log_prior, likelihood)
    if not np.isfinite(result.total).any():
        raise _contradiction(result)
    return result


def term(
    tables: Tables,
    members: tuple[int, ...],
    count: Count,
    chances: LogPair,
    changed: Mapping[int, tuple[Vote, ...] | None] | None = None,
) -> Array:
    """``(n,)`` log-likelihood of one term. ``chances`` come from ``tables.truth``; ``changed`` as in ``evidence``."""
    reports = {}
    for index in members:
        true, false = evidence(tables, index, count, changed or {})
        reports[index] = (np.array([true]), np.array([false]))
    result: Array = log_likelihoods(tables, members, reports, *chances)[0]
    return result


def normalise(total: Array) -> Array:
    """Probabilities from ``(…, n)`` logarithms. At least one must be finite in each row."""
    shifted = np.exp(total - total.max(axis=-1, keepdims=True))
    result: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


def leader(hypotheses: tuple[str, ...], posterior: Array) -> str | None:
    """The id with the highest posterior, or None when two are level."""
    best = int(posterior.argmax())
    if len(posterior) > 1 and float(np.delete(posterior, best).max()) > float(posterior[best]) - TIE:
        return None
    return hypotheses[best]


def _difference(first: float, second: float) -> float:
    if math.isinf(first) and math.isinf(second):
        return 0.0
    return float(first - second)


def _contradiction(weighing: Weighing) -> Contradiction:
    parts = []
    for i, hypothesis in enumerate(weighing.hypotheses):
        items = [t for t, value in zip(weighing.terms, weighing.log_likelihood[i], strict=True) if np.isneginf(value)]
        parts.append(f"{hypothesis} by {', '.join(items) if items else 'a prior of 0'}")
    advice = "a rating of 0 says impossible: raise one of them"
    return Contradiction("ratings", f"nothing is left possible; ruled out: {'; '.join(parts)}", advice)
