"""Kills processes that write to a case at random moments, and looks whether anything they promised is gone.

``python -m tests.store.killing TIMES`` does it TIMES times; the tests do it a few times.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from headwater.store.case import Case
from headwater.store.check import check

PER_RUN = 400
LONGEST = 0.6
"""Seconds a process may write before it is killed."""

PER_CASE = 20
"""Kills one case has to bear; then a new one, so that looking at it stays quick."""


def kill_often(path: Path, times: int, seed: int = 1, writers: int = 2) -> dict[str, int]:
    """Kill ``times`` times; what was acknowledged in all. Raises AssertionError when something is lost, twice or damaged."""
    chance = random.Random(seed)
    acknowledged: Counter[str] = Counter()
    documents: set[str] = set()
    verdicts: dict[int, str] = {}
    for turn in range(times):
        lines = _run_and_kill(path, turn, writers, chance.uniform(0.0, LONGEST))
        for line in lines:
            kind, _, rest = line.partition(" ")
            if kind == "document":
                documents.add(rest)
            elif kind == "verdict":
                number, _, digest = rest.partition(" ")
                verdicts[int(number)] = digest
            acknowledged[kind] += 1
        examine(path, documents, verdicts)
    return dict(acknowledged)


def _run_and_kill(path: Path, turn: int, writers: int, seconds: float) -> list[str]:
    """Let ``writers`` processes write for ``seconds`` after they are ready, kill all at once; their whole lines."""
    processes = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.store.victim",
                str(path),
                str(turn * PER_RUN * writers + n * PER_RUN),
                str(PER_RUN),
            ],
            stdout=subprocess.PIPE,
        )
        for n in range(writers)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    time.sleep(seconds)
    for process in processes:
        process.send_signal(signal.SIGKILL)
    lines: list[str] = []
    for process in processes:
        out, _ = process.communicate()
        lines += [line.decode() for line in out.splitlines(keepends=True) if line.endswith(b"\n")]
    return [line.strip() for line in lines]


def examine(path: Path, documents: set[str], verdicts: dict[int, str]) -> None:
    """Nothing acknowledged may be missing, nothing may be there twice, and the case must be whole."""
    with Case.open(path) as case:
        with case.reading() as connection:
            origins = Counter(connection.exec_driver_sql("SELECT origin FROM documents").scalars())
            log = {r[0]: r[1] for r in connection.exec_driver_sql("SELECT id, hash FROM verdicts")}
            unread = connection.exec_driver_sql(
                "SELECT count(*) FROM documents WHERE id NOT IN (SELECT document_id FROM readings WHERE current)"
            ).scalar_one()
        assert documents <= origins.keys(), documents - origins.keys()
        assert max(origins.values(), default=1) == 1
        assert verdicts.items() <= log.items()
        assert unread == 0
        report = check(case)
        assert report.clean, report.faults


def main(times: int) -> None:
    """Kill ``times`` times and print what was acknowledged."""
    began, total = time.monotonic(), Counter[str]()
    for first in range(0, times, PER_CASE):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "killed.headwater"
            Case.create(path).close()
            total.update(kill_often(path, min(PER_CASE, times - first), seed=first))
    print(f"killed {times} times in {time.monotonic() - began:.0f} s; acknowledged, kept, not doubled: {dict(total)}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
