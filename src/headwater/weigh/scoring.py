"""Settled cases: how well voices, hedges and analysts did once the truth is known. Grades are suggested, never set."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from headwater.errors import WeighError
from headwater.weigh.ranges import Range
from headwater.weigh.words import Grade, accuracy_of

ENOUGH = 10
"""Settled reports below which no grade is suggested."""

Z_90 = 1.6448536269514722
"""Normal quantile of a two-sided ninety per cent interval."""


def log_score(probabilities: Mapping[str, float], truth: str) -> float:
    """Natural log of the probability given to the truth: 0 is best, ``-inf`` is having ruled it out."""
    given = _given(probabilities, truth)
    return math.log(given) if given > 0 else -math.inf


def brier_score(probabilities: Mapping[str, float], truth: str) -> float:
    """Sum over hypotheses of squared error: 0 is best, 2 is worst."""
    _given(probabilities, truth)
    return math.fsum((p - (id_ == truth)) ** 2 for id_, p in probabilities.items())


def _given(probabilities: Mapping[str, float], truth: str) -> float:
    if truth not in probabilities:
        raise WeighError(f"hypothesis {truth}", "is not among those weighed", "settle the case on one of its rows")
    return probabilities[truth]


@dataclass(frozen=True, slots=True)
class Settled:
    """One report whose item has been settled. ``said`` is how probable the voice made it sound, 1 for a flat statement.

    ``word`` is the hedge used, if any. A denial is entered with ``said`` 0.
    """

    voice: str
    said: float
    true: bool
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """How a voice or a hedge did. ``rate`` is how often it was right with a ninety per cent interval (Wilson).

    For a voice, right is leaning the right way; for a hedge, the item being true. ``suggested`` is a reliability
    letter, None with fewer than ``ENOUGH`` settled reports.
    """

    name: str
    reports: int
    right: int
    rate: Range
    log_score: float
    brier: float
    suggested: str | None = None


def voice_records(settled: Iterable[Settled]) -> tuple[Record, ...]:
    """A record for every voice, by name. Reports said to be even are scored but lean neither way."""
    groups: dict[str, list[Settled]] = {}
    for report in settled:
        groups.setdefault(report.voice, []).append(report)
    return tuple(_voice(name, groups[name]) for name in sorted(groups))


def _voice(name: str, reports: Sequence[Settled]) -> Record:
    leaning = [r for r in reports if r.said != 0.5]
    right = sum((r.said > 0.5) == r.true for r in leaning)
    rate = wilson(right, len(leaning))
    suggested = suggested_reliability(rate) if len(leaning) >= ENOUGH else None
    return Record(name, len(reports), right, rate, *_scores(reports), suggested)


def hedge_records(settled: Iterable[Settled]) -> tuple[Record, ...]:
    """A record for every hedge: how often what it was used of turned out true."""
    groups: dict[str, list[Settled]] = {}
    for report in settled:
        if report.word is not None:
            groups.setdefault(report.word, []).append(report)
    found = []
    for word in sorted(groups):
        true = sum(r.true for r in groups[word])
        found.append(Record(word, len(groups[word]), true, wilson(true, len(groups[word])), *_scores(groups[word])))
    return tuple(found)


def _scores(reports: Sequence[Settled]) -> tuple[float, float]:
    """Mean log score and mean Brier score over both outcomes."""
    logs = [math.log(p) if (p := r.said if r.true else 1 - r.said) > 0 else -math.inf for r in reports]
    return sum(logs) / len(logs), 2 * math.fsum((r.said - r.true) ** 2 for r in reports) / len(reports)


def wilson(right: int, total: int) -> Range:
    """Wilson's ninety per cent interval around a share, its middle as the point. Nothing known: 0 to 1."""
    if total == 0:
        return Range.between(0.0, 1.0)
    z2 = Z_90**2 / total
    middle = (right / total + z2 / 2) / (1 + z2)
    half = Z_90 / (1 + z2) * math.sqrt(right / total * (1 - right / total) / total + z2 / (4 * total))
    return Range(max(0.0, middle - half), middle, min(1.0, middle + half))


def suggested_reliability(rate: Range) -> str:
    """The letter whose own range lies nearest to how often a voice was right. Below a coin's half it is still E."""
    return min("ABCDE", key=lambda letter: (abs(accuracy_of(Grade(letter)).point - rate.point), letter))


@dataclass(frozen=True, slots=True)
class AnalystRecord:
    """Mean scores of an analyst's standings over settled cases."""

    analyst: str
    cases: int
    log_score: float
    brier: float


def analyst_records(standings: Iterable[tuple[str, Mapping[str, float], str]]) -> tuple[AnalystRecord, ...]:
    """Records from ``(analyst, posterior by hypothesis, truth)``, by name."""
    groups: dict[str, list[tuple[Mapping[str, float], str]]] = {}
    for analyst, posterior, truth in standings:
        groups.setdefault(analyst, []).append((posterior, truth))
    return tuple(
        AnalystRecord(
            name,
            len(cases),
            sum(log_score(p, t) for p, t in cases) / len(cases),
            sum(brier_score(p, t) for p, t in cases) / len(cases),
        )
        for name, cases in sorted(groups.items())
    )
