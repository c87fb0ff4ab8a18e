"""What the blind targets share: mutate, try, tell each fault once, stop when the processor's time is up."""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.fuzz.intake import keep, mutate


def fuzz(
    name: str, seeds: list[bytes], check: Callable[[bytes], None], minutes: float, seed: int, *, most: int = 0
) -> int:
    """Mutate for so long, or so many times; returns how many different faults were found."""
    source = random.Random(seed)
    faults: set[str] = set()
    tried = 0
    begin = time.process_time()
    while time.process_time() - begin < 60 * minutes and (not most or tried < most):
        data = mutate(source.choice(seeds), source, largest=4_000_000)
        tried += 1
        try:
            check(data)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__} at {place.filename}:{place.lineno}"
            if fault not in faults:
                faults.add(fault)
                print(f"{keep(name, data, Path(__file__).parent / 'found')}: {fault} {str(error)[:80]}", flush=True)
                traceback.print_exc(limit=-4, file=sys.stdout)
    print(f"{tried:,} inputs, {len(faults)} faults")
    return len(faults)


def main(name: str, seeds: list[bytes], check: Callable[[bytes], None]) -> int:
    """A target's command line; exit status 1 when something broke."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    return 1 if fuzz(name, seeds, check, options.minutes, options.seed) else 0
