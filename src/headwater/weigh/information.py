"""Which answer would move the standings most: an unrated cell, an ungraded voice, or an item nobody has reported."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from headwater.weigh.ach import counts
from headwater.weigh.bayes import normalise, weigh
from headwater.weigh.matrix import Matrix, Rates
from headwater.weigh.origins import Array, Count, Vote, counted
from headwater.weigh.sensitivity import reweigh
from headwater.weigh.tables import LogPair, Tables, evidence, fill, lay_out, neutral, restrict, sum_out, truth
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
    found = []
    for members in tables.terms:
        small = restrict(tables, members)
        blank = [(i, j) for i, item in enumerate(small.matrix.items) if counts(item) for j in _unrated(small, i)]
        if blank:
            found += _term_cells(small, count, total, blank)
    return found


def _unrated(tables: Tables, index: int) -> list[int]:
    return [j for j, rating in enumerate(tables.matrix.column(tables.matrix.items[index].id)) if rating.unknown]


def _term_cells(tables: Tables, count: Count, total: Array, cells: list[tuple[int, int]]) -> list[Question]:
    """Questions about the unrated cells of one term; every answer to every cell is one sample."""
    given, other = truth(tables)
    tried = np.tile(given, (len(cells) * len(ANSWERS) + 1, 1, 1))
    blank = np.tile(tables.blank, (len(tried), 1, 1))
    for number, (index, row) in enumerate(cells):
        here = slice(1 + number * len(ANSWERS), 1 + (number + 1) * len(ANSWERS))
        tried[here, index, row], blank[here, index, row] = ANSWERS, False
    reports = {i: _one(evidence(tables, i, count, {})) for i in range(len(tables.parent))}
    logs = sum_out(tables, range(len(tables.parent)), reports, tried, other)
    logs = neutral(logs, np.asarray(blank.all(axis=1)), tables.weights)
    # A hypothesis that stays ruled out changes by nothing.
    after = total + np.where(np.isneginf(logs) & np.isneginf(logs[0]), 0.0, logs - logs[0])
    even, found = np.full(len(ANSWERS), 1 / len(ANSWERS)), []
    for number, (index, row) in enumerate(cells):
        moved = _movement(total, after[1 + number * len(ANSWERS) : 1 + (number + 1) * len(ANSWERS)], even)
        matrix = tables.matrix
        found.append(Question("rating", moved, matrix.items[index].id, matrix.hypotheses[row].id))
    return found


def _one(pair: tuple[float, float]) -> LogPair:
    return np.array([pair[0]]), np.array([pair[1]])


def _voices(tables: Tables, count: Count, total: Array) -> list[Question]:
    unjudged = sorted({o.voice for item in tables.matrix.items for o in item.origins if not o.judged})
    ends = [_regraded_items(tables, voice, level) for voice in unjudged for level in (0.0, 1.0)]
    after, even = reweigh(tables, count, ends), np.array([0.5, 0.5])
    return [
        Question("grade", _movement(total, after[2 * n : 2 * n + 2], even), voice=voice)
        for n, voice in enumerate(unjudged)
    ]


def _regraded_items(tables: Tables, voice: str, level: float) -> dict[int, tuple[Vote, ...] | None]:
    scale = Rates.of(Grade())
    return {
        index: _regraded(votes, voice, scale, level)
        for index, votes in enumerate(tables.votes)
        if any(vote.voice == voice for vote in votes)
    }


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
