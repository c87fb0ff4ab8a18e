"""From the reports of an item to the weight of its origins: relays, copies, low and high counts.

With hit rate h and false-alarm rate f, an origin multiplies the chance of its report by h if the item is true and by f
if it is false. Through a relay r, h' = h_r·h + f_r·(1−h) and f' = h_r·f + f_r·(1−f). Work is in logarithms.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from headwater.weigh.matrix import Item, Matrix, Merge, Origin, Rates, Relay

Array = NDArray[np.float64]
Count = Literal["low", "high"]


def through(hit: float, false_alarm: float, relay_hit: float, relay_false_alarm: float) -> tuple[float, float]:
    """Rates after one relay."""
    return (
        relay_hit * hit + relay_false_alarm * (1 - hit),
        relay_hit * false_alarm + relay_false_alarm * (1 - false_alarm),
    )


@dataclass(frozen=True, slots=True)
class Vote:
    """One origin's say on one item: its rates, then those of each relay (innermost first), each with its voice.

    ``cluster`` names the origins it may be one with. ``true`` and ``false`` are the log-probabilities of the report if
    the item is true and if it is false, at the points.
    """

    origin: str
    voice: str
    cluster: str
    steps: tuple[tuple[str, Rates], ...]
    denies: bool
    true: float
    false: float

    @property
    def weight(self) -> float:
        """How much the report speaks for the item: log h/f, below 0 for a denial."""
        return 0.0 if self.true == self.false else self.true - self.false

    def logs(self, levels: Mapping[str, Array]) -> tuple[Array, Array]:
        """Log-probability of the report if the item is true, and if it is false.

        ``levels`` gives for each voice where in its ranges it lies, from 0 (least reliable) to 1, as an array of
        samples.
        """
        hit, alarm = _at(self.steps[0], levels)
        for step in self.steps[1:]:
            relay_hit, relay_alarm = _at(step, levels)
            hit, alarm = relay_hit * hit + relay_alarm * (1 - hit), relay_hit * alarm + relay_alarm * (1 - alarm)
        with np.errstate(divide="ignore"):
            true, false = np.log(hit), np.log(alarm)
        return (false, true) if self.denies else (true, false)


def _at(step: tuple[str, Rates], levels: Mapping[str, Array]) -> tuple[Array, Array]:
    voice, rates = step
    hit, alarm = rates.hit, rates.false_alarm
    level = levels[voice]
    chosen = hit.low + level * hit.width
    # Ranges that cross must not turn a report into evidence against itself.
    return chosen, np.minimum(alarm.high - level * alarm.width, chosen)


Route = tuple[tuple[tuple[str, Rates], ...], float, float]
"""The steps of a report, and the rates after the last of them."""


def _route(origin: Origin, relays: Sequence[Relay]) -> Route:
    steps = ((origin.voice, origin.effective_rates), *((r.voice, r.rates) for r in reversed(relays)))
    hit, alarm = steps[0][1].hit.point, steps[0][1].false_alarm.point
    for _, rates in steps[1:]:
        hit, alarm = through(hit, alarm, rates.hit.point, rates.false_alarm.point)
    return steps, hit, alarm


def _ratio(hit: float, alarm: float) -> float:
    return math.inf if alarm == 0 else hit / alarm


def best_route(origin: Origin, without_voice: str | None = None) -> Route | None:
    """The route that weakens the report least; None when every report has been withdrawn or none is left.

    Other reports of the same origin are copies or repetitions, and add nothing. ``without_voice`` leaves out what a
    voice said or passed on.
    """
    if origin.voice == without_voice:
        return None
    if not origin.reports:
        return _route(origin, ())
    live = (r for r in origin.reports if r.withdrawn is None)
    routes = [_route(origin, r.relays) for r in live if without_voice not in {relay.voice for relay in r.relays}]
    if not routes:
        return None
    return min(routes, key=lambda route: (-_ratio(route[1], route[2]), len(route[0]), -route[1]))


def clusters(merges: Sequence[Merge]) -> dict[str, str]:
    """Origin id → the id that stands for everything it may be one with (the smallest)."""
    parent: dict[str, str] = {}

    def find(id_: str) -> str:
        while parent.setdefault(id_, id_) != id_:
            parent[id_] = parent[parent[id_]]
            id_ = parent[id_]
        return id_

    for merge in merges:
        for other in merge.origins[1:]:
            first, second = sorted((find(merge.origins[0]), find(other)))
            parent[second] = first
    return {id_: find(id_) for id_ in list(parent)}


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf


def votes_of(item: Item, cluster_of: Mapping[str, str], without_voice: str | None = None) -> tuple[Vote, ...]:
    """Every origin that stands behind an item, strongest first. Items that are not ``reported`` have none."""
    found = []
    for origin in item.origins:
        route = best_route(origin, without_voice)
        if route is None:
            continue
        steps, hit, alarm = route
        cluster = cluster_of.get(origin.id, origin.id)
        true, false = _log(alarm if origin.denies else hit), _log(hit if origin.denies else alarm)
        found.append(Vote(origin.id, origin.voice, cluster, steps, origin.denies, true, false))
    return tuple(sorted(found, key=lambda v: (-abs(v.weight), v.origin)))


def counted(votes: Sequence[Vote], count: Count) -> tuple[Vote, ...]:
    """The votes that count: all in the high count; in the low one only the strongest of those that may be one.

    An origin that asserts and one that denies are never taken for one.
    """
    if count == "high":
        return tuple(votes)
    seen: set[tuple[str, bool]] = set()
    kept = []
    for vote in votes:
        key = (vote.cluster, vote.denies)
        if key not in seen:
            seen.add(key)
            kept.append(vote)
    return tuple(kept)


def all_votes(matrix: Matrix) -> tuple[tuple[Vote, ...], ...]:
    """The votes behind each item, in the order of the items."""
    cluster_of = clusters(matrix.merges)
    return tuple(votes_of(item, cluster_of) for item in matrix.items)
