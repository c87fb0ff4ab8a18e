"""How long weighing takes: 20 hypotheses, 200 items, 1,000 reports by default.

Run as ``python -m benchmarks.weigh``; needs no data. Each figure is the best of three.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

from headwater.weigh.asof import as_of
from headwater.weigh.bands import bands
from headwater.weigh.bayes import standings
from headwater.weigh.explain import explain
from headwater.weigh.information import questions
from headwater.weigh.matrix import Hypothesis, Item, Matrix, Merge, Origin, Relay, Report
from headwater.weigh.rests_on import rests_on
from headwater.weigh.robustness import smallest_set
from headwater.weigh.sensitivity import losses
from headwater.weigh.words import Grade, parse_rating


def matrix(hypotheses: int = 20, items: int = 200, reports: int = 1000, seed: int = 1) -> Matrix:
    rng = random.Random(seed)
    rows = tuple(Hypothesis(f"H{n}", f"explanation {n}") for n in range(hypotheses - 1))
    columns = []
    for number in range(items):
        origins = []
        for k in range(reports // items):
            relays = (Relay(f"v{rng.randrange(80)}"),) if rng.random() < 0.5 else ()
            report = Report(f"r{k}", f"2031-05-{rng.randint(1, 28):02}", relays=relays)
            grade = Grade(rng.choice("ABCDEF"), rng.choice("123456"))
            origins.append(Origin(f"o{number}_{k}", f"v{rng.randrange(80)}", grade, reports=(report,)))
        columns.append(Item(f"E{number}", f"item {number}", origins=tuple(origins)))
    letters = ("II", "I", "N", "C", "CC")
    ratings = {(i.id, h.id): parse_rating(rng.choice(letters)) for i in columns for h in rows if rng.random() < 0.97}
    merges = tuple(Merge((f"o{n}_0", f"o{n}_1")) for n in range(0, items, 2))
    return Matrix(rows, tuple(columns), ratings, merges)


def best_of_three(run: Callable[[], object]) -> tuple[float, float]:
    """Wall-clock and processor seconds: they part when other work shares the machine."""
    times = []
    for _ in range(3):
        wall, processor = time.perf_counter(), time.process_time()
        run()
        times.append((time.perf_counter() - wall, time.process_time() - processor))
    return min(times)


def main() -> int:
    sample = matrix()
    print(f"{len(sample.hypotheses)} hypotheses × {len(sample.items)} items × 1,000 reports")
    rests = rests_on(sample)
    steps: dict[str, Callable[[], object]] = {
        "standings, both counts": lambda: standings(sample),
        "every item, voice and origin dropped": lambda: [losses(sample, c) for c in ("low", "high")],
        "smallest set, both counts": lambda: [smallest_set(sample, c) for c in ("low", "high")],
        "bands, 500 samples": lambda: bands(sample),
        "value of information": lambda: questions(sample, "high"),
        "standings as of a date": lambda: standings(as_of(sample, "2031-05-14")),
        "sentences": lambda: explain(rests),
        "all of it": lambda: rests_on(sample),
    }
    for name, run in steps.items():
        wall, processor = best_of_three(run)
        print(f"{name:40}{wall:>8.3f} s{processor:>10.3f} s processor")
    return 0


if __name__ == "__main__":
    sys.exit(main())
