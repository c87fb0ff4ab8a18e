"""Simulated inquiries with known truth: log score and calibration of four ways of weighing, and how they degrade.

Run as ``python -m benchmarks.inquiries [NUMBER]``; needs no data. In each inquiry one of four explanations is drawn
from the priors; items come true by their ratings; voices of known accuracy assert or deny them, some through a relay
that can get it wrong; and other pages copy what was said. Each way of weighing sees the same pages.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from headwater.weigh.ach import ach_scores
from headwater.weigh.bayes import standings
from headwater.weigh.matrix import Hypothesis, Item, Matrix, Merge, Origin, Rates, Relay, Report
from headwater.weigh.words import rating_from

ROWS = ("H1", "H2", "H3", "none")
BINS = 10


@dataclass(frozen=True)
class World:
    """How an inquiry departs from what the analyst believes. All zero: the assumptions hold.

    ``hidden``: share of origins that are unmarked copies of another; ``suspected``: the same, but marked as perhaps
    one; ``ratings`` and ``grades``: noise of what was written down, in log-odds; ``tied``: chance that an item merely
    repeats the one before; ``prior``: noise of the priors, in log-odds.
    """

    hidden: float = 0.0
    suspected: float = 0.0
    ratings: float = 0.0
    grades: float = 0.0
    tied: float = 0.0
    prior: float = 0.0


def noisy(rng: random.Random, value: float, noise: float) -> float:
    if noise == 0:
        return value
    return 1 / (1 + math.exp(-(math.log(value / (1 - value)) + rng.gauss(0, noise))))


def inquiry(rng: random.Random, world: World) -> tuple[Matrix, str]:
    """The matrix an analyst would have, and the explanation that is true."""
    raw = [rng.gammavariate(2, 1) + 0.05 for _ in ROWS]
    priors = [p / sum(raw) for p in raw]
    truth = rng.choices(ROWS, priors)[0]
    believed = [noisy(rng, p, world.prior) for p in priors]
    rows = tuple(Hypothesis(h, h, p / sum(believed)) for h, p in zip(ROWS, believed, strict=True))
    items, ratings, merges, before = [], {}, [], None
    for number in range(rng.randint(3, 9)):
        id_ = f"E{number}"
        chances = [min(max(rng.betavariate(0.8, 0.8), 0.02), 0.98) for _ in ROWS]
        happened = rng.random() < chances[ROWS.index(truth)]
        if before is not None and rng.random() < world.tied:
            happened, chances = before
        before = (happened, chances)
        item, merged = reported(rng, world, id_, happened)
        items.append(item)
        merges += merged
        ratings |= {(id_, h): rating_from(noisy(rng, p, world.ratings)) for h, p in zip(ROWS, chances, strict=True)}
    return Matrix(rows, tuple(items), ratings, tuple(merges)), truth


def reported(rng: random.Random, world: World, id_: str, happened: bool) -> tuple[Item, list[Merge]]:
    origins: list[Origin] = []
    merges: list[Merge] = []
    for number in range(rng.randint(1, 4)):
        accuracy, name = rng.uniform(0.55, 0.95), f"{id_}o{number}"
        copied = bool(origins) and rng.random() < world.hidden + world.suspected
        if copied:
            source = rng.choice(origins)
            origins.append(replace(source, id=name, voice=name))
            if rng.random() < world.suspected / (world.hidden + world.suspected):
                merges.append(Merge((source.id, name)))
            continue
        says = happened if rng.random() < accuracy else not happened
        relays: tuple[Relay, ...] = ()
        if rng.random() < 0.3:
            faithful = rng.uniform(0.7, 0.95)
            says = says if rng.random() < faithful else not says
            relays = (Relay(f"{name} relay", symmetric(noisy(rng, faithful, world.grades))),)
        pages = tuple(Report(f"{name}p{k}", relays=relays) for k in range(1 + int(rng.paretovariate(0.9) - 1) % 12))
        origins.append(
            Origin(name, name, rates=symmetric(noisy(rng, accuracy, world.grades)), reports=pages, denies=not says)
        )
    return Item(id_, id_, origins=tuple(origins)), merges


def symmetric(accuracy: float) -> Rates:
    right = max(accuracy, 1 - accuracy)
    return Rates.exactly(right, 1 - right)


def aware(count: str) -> Callable[[Matrix], np.ndarray]:
    def weigh(matrix: Matrix) -> np.ndarray:
        result = standings(matrix)
        return result.high.posterior if count == "high" else result.low.posterior

    return weigh


def naive_bayes(matrix: Matrix) -> np.ndarray:
    """Every page an origin of its own."""
    items = tuple(
        replace(
            item, origins=tuple(replace(o, id=f"{o.id}:{r.id}", reports=(r,)) for o in item.origins for r in o.reports)
        )
        for item in matrix.items
    )
    return standings(Matrix(matrix.hypotheses, items, matrix.ratings)).high.posterior


def ach(matrix: Matrix) -> np.ndarray:
    """Weighted inconsistency, as shares of exp(score): ACH itself has no probabilities.

    An item is taken as seen, or its opposite is, by what most pages say.
    """
    typed = tuple(replace(item, kind="typed", origins=()) for item in matrix.items)
    seen = {item.id: pages(item) > 0 for item in matrix.items}
    ratings = {
        (item, h): rating if seen[item] or rating.range is None else rating_from(1 - rating.range.point)
        for (item, h), rating in matrix.ratings.items()
    }
    scores = np.array([s.inconsistency for s in ach_scores(Matrix(matrix.hypotheses, typed, ratings))])
    shares = np.exp(scores - scores.max())
    return shares / shares.sum()


def counting(matrix: Matrix) -> np.ndarray:
    """Each explanation's share of the pages that assert what it makes most probable, one added to each."""
    votes = np.ones(len(matrix.hypotheses))
    for item in matrix.items:
        column = [r.range.point for r in matrix.column(item.id) if r.range]
        best = int(np.argmax(column)) if pages(item) > 0 else int(np.argmin(column))
        votes[best] += abs(pages(item))
    return votes / votes.sum()


def pages(item: Item) -> int:
    return sum((-1 if o.denies else 1) * len(o.reports) for o in item.origins)


METHODS: dict[str, Callable[[Matrix], np.ndarray]] = {
    "aware, all apart": aware("high"),
    "aware, merged": aware("low"),
    "naive Bayes": naive_bayes,
    "ACH": ach,
    "counting outlets": counting,
}

WORLDS = {
    "assumptions hold": World(),
    "suspected copies 40%": World(suspected=0.4),
    "hidden copies 40%": World(hidden=0.4),
    "ratings off by 0.7": World(ratings=0.7),
    "grades off by 0.7": World(grades=0.7),
    "priors off by 0.7": World(prior=0.7),
    "items repeat 40%": World(tied=0.4),
}


def calibration_error(probability: np.ndarray, happened: np.ndarray) -> float:
    """Expected calibration error in ten even bins."""
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    error = 0.0
    for b in range(BINS):
        inside = bins == b
        if inside.any():
            error += abs(probability[inside].mean() - happened[inside].mean()) * inside.mean()
    return error


def measure(world: World, number: int, seed: int) -> list[tuple[str, float, float, float, float]]:
    rng = random.Random(seed)
    cases = [inquiry(rng, world) for _ in range(number)]
    truth = np.array([ROWS.index(t) for _, t in cases])
    table = []
    for name, method in METHODS.items():
        posterior = np.stack([method(matrix) for matrix, _ in cases])
        right = posterior.argmax(axis=1) == truth
        given = np.clip(posterior[np.arange(number), truth], 1e-12, 1)
        every = calibration_error(posterior.reshape(-1), np.eye(len(ROWS))[truth].reshape(-1))
        table.append((name, right.mean(), np.log(given).mean(), every, calibration_error(posterior.max(axis=1), right)))
    return table


def main(arguments: list[str]) -> int:
    number = int(arguments[0]) if arguments and arguments[0].isdigit() else 2000
    start = time.perf_counter()
    print(f"{number} inquiries each; log score in nats (0 is best); ECE over all explanations, and of the leader alone")
    for name, world in WORLDS.items():
        print(f"\n{name:24}{'leader right':>14}{'log score':>12}{'ECE':>8}{'leader':>9}")
        for method, right, log, every, first in measure(world, number, seed=1):
            print(f"  {method:22}{right:>14.3f}{log:>12.3f}{every:>8.3f}{first:>9.3f}")
    print(f"\n{time.perf_counter() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
