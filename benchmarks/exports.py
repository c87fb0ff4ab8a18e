"""Exporting a large case in every format: seconds, size, memory.

``python -m benchmarks.exports DATA_DIR [--articles N] [--read N] [--jobs N] [--case FILE]``

Needs DATA_DIR/incidents. ``--read`` articles are read; the case is filled up with them at other addresses, which is as much
work for an export. ``--case`` keeps the case, or uses one that was kept. Times are wall-clock; run it on a quiet machine.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.case import write_articles
from benchmarks.common import case_arguments, data_folder, table
from headwater.adding import add
from headwater.export.formats import NAMES
from headwater.store.case import Case, Read
from headwater.store.documents import Capture, Original

WANTED = 30.0
"""Seconds that an export of 2,000 documents may take."""

_CHILD = """
import json, resource, sys, time
from headwater.export.formats import export
from headwater.store.case import Case
began, used = time.perf_counter(), time.process_time()
with Case.open(sys.argv[1], readonly=True) as case:
    written = export(case, sys.argv[2], sys.argv[3])
seconds, used = time.perf_counter() - began, time.process_time() - used
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([seconds, used, peak, sum(w.count for w in written)]))
"""


def main() -> None:
    parser = case_arguments(__doc__)
    parser.add_argument("--read", type=int, default=250)
    given = parser.parse_args()
    folder = data_folder(given.data)
    with tempfile.TemporaryDirectory() as temporary:
        path = given.case or Path(temporary) / "benchmark.headwater"
        if not path.exists():
            target = write_articles(folder, Path(temporary), 0, min(given.read, given.articles))
            with Case.create(path) as case:
                for _ in add(case, [target], jobs=given.jobs):
                    pass
        with Case.open(path) as case:
            _fill(case, given.articles)
        with Case.open(path) as case, case.reading() as connection:
            documents = connection.exec_driver_sql("SELECT count(*) FROM documents").scalar_one()
        print(f"{documents:,} documents")
        print(
            table(
                ("format", "seconds", "of processor", "wanted", "MiB", "items", "memory, MiB"),
                list(_lines(path, Path(temporary))),
            )
        )


def _fill(case: Case, wanted: int) -> None:
    """Save what was read again at other addresses until there are ``wanted`` documents."""
    with case.reading() as connection:
        rows = [int(n) for n in connection.exec_driver_sql("SELECT id FROM documents ORDER BY id").scalars()]
    here = len(rows)
    while here < wanted:
        copies = []
        for row in rows[: wanted - here]:
            reading = case.load(row, live=False)
            old = reading.document
            document = replace(old, origin=f"{old.origin}-{here + len(copies)}", url=f"{old.url}-{here + len(copies)}")
            capture = Capture(document, Original.of(b"copy", document))
            copies.append(Read(capture, replace(reading, document=document), {"reading": "benchmark"}))
        case.save(copies)
        here += len(copies)
    case.tidy()


def _lines(path: Path, temporary: Path) -> Iterator[tuple[str, ...]]:
    for name in NAMES:
        goal = temporary / f"out-{name}"
        command = [sys.executable, "-c", _CHILD, str(path), name, str(goal)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            yield name, "failed", "", f"{WANTED:.0f}", "", "", done.stderr.strip().splitlines()[-1][:60]
            continue
        seconds, used, peak, items = json.loads(done.stdout)
        size = sum(f.stat().st_size for f in (goal.rglob("*") if goal.is_dir() else [goal]) if f.is_file())
        yield name, f"{seconds:.1f}", f"{used:.1f}", f"{WANTED:.0f}", f"{size / 2**20:.1f}", f"{items:,}", f"{peak:.0f}"
        shutil.rmtree(goal) if goal.is_dir() else goal.unlink()


if __name__ == "__main__":
    main()
