"""How long tracing takes: a case of read articles, one article more, and corpora ten and a hundred times as large.

``python -m benchmarks.trace_speed DATA_DIR [--articles N] [--jobs N] [--case FILE] [--corpus 1000 10000 100000] [--memory 4GB]``

Needs DATA_DIR/incidents. ``--case`` takes a case of articles that were read before, and leaves it as it is. Corpora are made of
the read articles (``made_corpus``): copies of one article are about different things, articles about one event stay together. Times are wall-clock and processor seconds; run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import resource
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.case import write_articles
from benchmarks.common import data_folder, table
from benchmarks.made_corpus import made_corpus
from headwater.adding import add
from headwater.model_json import reading_to_dict
from headwater.store import loading
from headwater.store.case import Case
from headwater.tracing import trace


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--case", type=Path)
    parser.add_argument("--corpus", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--memory", default="4GB", help="what joins may use before they work from disk")
    given = parser.parse_args()
    folder = data_folder(given.data)
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "benchmark.headwater"
        if given.case:
            shutil.copy(given.case, path)
        else:
            _read(folder, Path(temporary), path, given.articles, given.jobs)
        print(table(("case", "wall s", "processor s", "what"), list(_case(path, given.jobs))), flush=True)
        readings = _readings(path)
        head = ("corpus", "wall s", "processor s", "ms a document", "peak GB", "claims", "families")
        for size in given.corpus:  # each by itself: the largest takes an hour, and may fail
            print(table(head, [_corpus(Path(temporary), readings, size, given)]), flush=True)


def _read(folder: Path, temporary: Path, path: Path, articles: int, jobs: int) -> None:
    target = write_articles(folder, temporary, 0, articles)
    with Case.create(path) as case:
        for _ in add(case, [target], jobs=jobs):
            pass


class _Clock:
    """Wall and processor seconds since the last look, this process and its children together."""

    def __init__(self) -> None:
        self._last = self._now()

    def _now(self) -> tuple[float, float]:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return time.monotonic(), sum(u.ru_utime + u.ru_stime for u in used)

    def lap(self) -> tuple[float, float]:
        """Seconds since the last lap."""
        before, self._last = self._last, self._now()
        return self._last[0] - before[0], self._last[1] - before[1]


def _case(path: Path, jobs: int) -> Iterator[tuple[str, str, str, str]]:
    """The whole case, again, and with one article more, stage by stage for the first."""
    with Case.open(path) as case:
        yield from _traced(case, jobs, "traced whole", stages=True)
        yield from _traced(case, jobs, "nothing new")
        with tempfile.TemporaryDirectory() as folder:
            one = Path(folder) / "one.txt"
            one.write_text("Police in Tarn said a man was shot outside the Ulver mill on Sunday night.", "utf-8")
            list(add(case, [str(one)]))
        yield from _traced(case, jobs, "one article more")


def _traced(case: Case, jobs: int, name: str, *, stages: bool = False) -> Iterator[tuple[str, str, str, str]]:
    clock, laps, step = _Clock(), [], [""]

    def tell(now: str, _done: int, _total: int) -> None:
        if now != step[0]:
            laps.append((step[0], *clock.lap()))
            step[0] = now

    whole = _Clock()
    report = trace(case, tell, jobs=jobs)
    laps.append((step[0], *clock.lap()))
    wall, used = whole.lap()
    what = (
        f"{report.changed:,} of {report.documents:,} documents, {report.claims:,} claims, {report.compared:,} compared"
    )
    yield name, f"{wall:.1f}", f"{used:.1f}", f"{what}, {report.flows:,} flows"
    if stages:
        yield from ((f"  {n or 'looking for what changed'}", f"{w:.1f}", f"{u:.1f}", "") for n, w, u in laps)


def _readings(path: Path) -> list[dict[str, Any]]:
    with Case.open(path, readonly=True) as case, case.reading() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM documents ORDER BY id").scalars().all()
        return [reading_to_dict(loading.load(connection, i)) for i in ids]


def _corpus(folder: Path, readings: list[dict[str, Any]], size: int, given: argparse.Namespace) -> tuple[str, ...]:
    """Trace a corpus of ``size`` documents, in a process of its own for its memory to be told."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    source = folder / f"readings-{size}.parquet"
    _write(source, made_corpus(readings, size))
    # Not a ``Pool``: its processes may have no children of their own, and tracing hires some.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        wall, used, peak, counted = pool.submit(
            _trace_corpus, source, folder / f"out-{size}", given.jobs, given.memory
        ).result()
    source.unlink()
    claims, families = f"{counted['claims']:,}", f"{counted['families']:,}"
    return f"{size:,}", f"{wall:.0f}", f"{used:.0f}", f"{1000 * used / size:.1f}", f"{peak:.2f}", claims, families


def _trace_corpus(source: Path, goal: Path, jobs: int, memory: str) -> tuple[float, float, float, dict[str, int]]:
    from headwater.corpus import trace_corpus
    from headwater.engines import Local

    clock = _Clock()
    with tempfile.TemporaryDirectory(dir=source.parent) as work:
        engine = Local(Path(work), jobs=jobs, memory=memory)
        memory_used = _Memory()
        counted = trace_corpus(engine, source, goal, _Steps(source.stem, memory_used))
        engine.close()
    return *clock.lap(), memory_used.most(), counted


class _Memory:
    """The most memory that this process and its children held together at one time, looked at twice a second (Linux)."""

    def __init__(self) -> None:
        self._top = [0.0]
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            self._top[-1] = max(self._top[-1], self._now())
            time.sleep(0.5)

    def _now(self) -> float:
        """Gigabytes held at this moment; pages that processes share count for each."""
        kept = 0
        for process in ("self", *map(str, _children())):
            with contextlib.suppress(OSError):  # it has ended
                kept += int(Path("/proc", process, "statm").read_text().split()[1])
        return kept * resource.getpagesize() / 1e9

    def lap(self) -> float:
        """The most since the last lap, in gigabytes."""
        self._top.append(self._now())
        return self._top[-2]

    def most(self) -> float:
        """The most of all, in gigabytes."""
        return max(self._top)


def _children() -> list[int]:
    """The processes that this one has started (Linux)."""
    tasks = Path("/proc/self/task")
    return [int(n) for task in tasks.iterdir() for n in (task / "children").read_text().split()]


class _Steps:
    """Tells each step as it begins, with the seconds since the first and the most memory that the step before held."""

    def __init__(self, name: str, memory: _Memory) -> None:
        self._name = name
        self._memory = memory
        self._begun = time.monotonic()

    def __call__(self, step: str) -> None:
        seconds = time.monotonic() - self._begun
        print(
            f"  {self._name}, {seconds:,.0f} s ({self._memory.lap():.2f} GB before): {step}",
            file=sys.stderr,
            flush=True,
        )


def _write(path: Path, made: Iterator[dict[str, Any]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from headwater.corpus_rows import READINGS

    with pq.ParquetWriter(path, READINGS) as writer:
        while some := list(itertools.islice(made, 2_000)):
            writer.write_table(pa.Table.from_pylist([_row(r) for r in some], schema=READINGS))


def _row(reading: dict[str, Any]) -> dict[str, Any]:
    document = reading["document"]
    known = {name: document.get(name) for name in ("origin", "url", "title", "publisher", "published")}
    return {**known, "document": document["id"], "reading": json.dumps(reading, ensure_ascii=False)}


if __name__ == "__main__":
    main()
