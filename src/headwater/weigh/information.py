"""Which answer would move the standings most: an unrated cell, an ungraded voice, or an item nobody has reported."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from headwater.weigh.ach import counts
from headwater.weigh.bayes import normalise, weigh
from headwater.weigh.matrix import Matrix, Rates
from headwater.weigh.origins import Array, Count, Vote, counted
from headwater.weigh.sensitivity import reweigh
from headwater.weigh.tables import Tables, evidence, fill, lay_out, log_likelihoods, truth
from headwater.weigh.words import Grade

AnswerKind = Literal["rating", "grade", "report"]
ANSWERS = (0.05, 0.275, 0.5, 0.725, 0.95)
"""The ratings tried for an unrated cell, taken as equally likely."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something unanswered. ``movement`` is how much probability its answer would move on average, 0 to 1.

    ``item`` and ``hypothesis`` name the cell, ``item`` alone an unreported item, ``voice`` somebody without a grade.
    """

    kind: AnswerKind
    movement: float
    item: str | None = None
    hypothesis: str | None = None
    voice: str | None = None


def questions(matrix: Matrix, count: Count, tables: Tables | None = None) -> tuple[Question, ...]:
    """Every unanswered question of a sound matrix, the most telling first."""
    tables = tables or lay_out(matrix)
    total = weigh(tables, count).total
    found = [*_cells(tables, count, total), *_voices(tables, count, total), *_unreported(tables, total)]
    key = lambda q: (-round(q.movement, 12), q.kind, q.item or "", q.hypothesis or "", q.voice or "")  # noqa: E731
    return tuple(sorted(found, key=key))


def _movement(total: Array, after: Array, chances: Array) -> float:
    """Mean over outcomes of half the absolute change of the posterior."""
    moved = np.abs(normalise(after) - normalise(total)).sum(axis=1) / 2
    return float((chances * moved).sum())


def _cells(tables: Tables, count: Count, total: Array) -> list[Question]:
    matrix, (given, other) = tables.matrix, truth(tables)
    tried = np.tile(given, (len(ANSWERS), 1, 1))
    even = np.full(len(ANSWERS), 1 / len(ANSWERS))
    found = []
    for members in tables.terms:
        reports = {i: tuple(np.array([side]) for side in evidence(tables, i, count, {})) for i in members}
        pairs = {i: (pair[0], pair[1]) for i, pair in reports.items()}
        before = log_likelihoods(tables, members, pairs, given, other)
        for index in (i for i in members if counts(matrix.items[i])):
            for j, h in enumerate(matrix.hypotheses):
                if not matrix.rating(matrix.items[index].id, h.id).unknown:
                    continue
                kept = tried[:, index, j].copy()
                tried[:, index, j] = ANSWERS
                answered = replace(tables, blank=_answered(tables, index, j))
                after = total + _finite(log_likelihoods(answered, members, pairs, tried, other) - before)
                tried[:, index, j] = kept
                found.append(Question("rating", _movement(total, after, even), matrix.items[index].id, h.id))
    return found


def _answered(tables: Tables, index: int, row: int) -> NDArray[np.bool_]:
    blank = tables.blank.copy()
    blank[index, row] = False
    return blank


def _finite(change: Array) -> Array:
    # A hypothesis that stays ruled out changes by nothing.
    return np.where(np.isnan(change), 0.0, change)


def _voices(tables: Tables, count: Count, total: Array) -> list[Question]:
    unjudged = {o.voice for item in tables.matrix.items for o in item.origins if not o.judged}
    scale = Rates.of(Grade())
    even = np.array([0.5, 0.5])
    found = []
    for voice in sorted(unjudged):
        ends = [
            {i: _regraded(votes, voice, scale, level) for i, votes in enumerate(tables.votes) if votes}
            for level in (0.0, 1.0)
        ]
        found.append(Question("grade", _movement(total, reweigh(tables, count, ends), even), voice=voice))
    return found


def _regraded(votes: tuple[Vote, ...], voice: str, unjudged: Rates, level: float) -> tuple[Vote, ...]:
    """The votes as they would be if an unjudged voice were found to be at one end of the scale."""
    changed = []
    for vote in votes:
        if vote.voice == voice and vote.steps[0][1] == unjudged:
            true, false = (float(side[0]) for side in vote.logs(_levels(vote, voice, level)))
            changed.append(replace(vote, true=true, false=false))
        else:
            changed.append(vote)
    return tuple(changed)


def _levels(vote: Vote, voice: str, level: float) -> dict[str, Array]:
    middle = {name: np.array([0.5]) for name, _ in vote.steps}
    return {**middle, voice: np.array([level])}


def _unreported(tables: Tables, total: Array) -> list[Question]:
    """Items nobody has reported, as one report by a voice that can't be judged would change things."""
    rates = Rates.of(Grade())
    posterior = normalise(total)
    found = []
    chance = fill(tables.point, tables.weights)
    for index, item in enumerate(tables.matrix.items):
        if counts(item) or counted(tables.votes[index], "high") or np.isnan(tables.point[index]).all():
            continue
        reported = chance[index] * rates.hit.point + (1 - chance[index]) * rates.false_alarm.point
        outcomes = np.stack([reported, 1 - reported])
        after = total + np.log(outcomes)
        found.append(Question("report", _movement(total, after, outcomes @ posterior), item.id))
    return found
