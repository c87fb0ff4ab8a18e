"""Adding to a case: files, folders and addresses in, documents and readings saved. Many may read; one writes.

What the case has already is not read again, so an interrupted run is resumed by running it again. A document counts as
added once its ``Added`` has been yielded; then it is on the disk.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from headwater.errors import BadFormat, CaseFull, CaseLocked, InputError
from headwater.pipeline import CONTAINERS, Settings, inputs, load_reader, read_one
from headwater.pool import Done, Pool
from headwater.store.case import Case, Read
from headwater.store.documents import Capture, Original, known, seen
from headwater.store.migrations import program
from headwater.store.schema import now

if TYPE_CHECKING:
    from headwater.read.reader import Reader

GROUP = 16
"""Documents saved in one transaction, at most."""

AHEAD = 2
"""Groups that may wait to be saved before reading waits for the disk."""

PATIENCE = 0.5
"""Seconds a read document waits for others to be saved with."""

MANY = 50
"""New documents after which a case is tidied up."""

What = Literal["new", "new version", "captured again", "known", "failed"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one input. ``document_id`` is None where it failed, or where a whole file was known."""

    origin: str
    what: What
    document_id: int | None = None
    version: int | None = None
    error: InputError | None = None


@dataclass(frozen=True, slots=True)
class _Input:
    """A file or address to be taken in and read by one worker."""

    target: str


_Task = _Input | Capture
_Result = Read | InputError | Added
_Results = tuple[_Result, ...]


def add(
    case: Case,
    targets: Iterable[str],
    settings: Settings | None = None,
    *,
    jobs: int = 1,
    reached: Callable[[str], None] | None = None,
    load: Callable[[str], Reader] = load_reader,
) -> Iterator[Added]:
    """Read what the case does not have yet with ``jobs`` processes and save it from this one, in the order given.

    An input that can't be read is told in its place. ``reached`` is called with each input's name as work on it begins.
    Raises the CaseErrors and ModelError; what was yielded before stays added.
    """
    settings = settings or Settings()
    tasks = _tasks(case, targets, settings, reached)
    first = list(itertools.islice(tasks, 2))
    everything = itertools.chain(first, tasks)
    if jobs <= 1 or len(first) < 2:
        yield from _tidied(case, _save(case, _read_here(everything, settings, load)))
        return
    with Pool(partial(_start, settings, load), _crashed, jobs) as pool:
        yield from _tidied(case, _save(case, itertools.chain.from_iterable(pool.map(everything))))


def add_captures(
    case: Case,
    captures: Iterable[Capture | InputError],
    settings: Settings | None = None,
    *,
    load: Callable[[str], Reader] = load_reader,
) -> Iterator[Added]:
    """Read captures that something else collected and save them, as ``add`` does with files."""

    def task(found: Capture | InputError) -> _Task | Done[_Results]:
        return Done((found,)) if isinstance(found, InputError) else _unless_known(case, found)

    tasks = map(task, captures)
    yield from _tidied(case, _save(case, _read_here(tasks, settings or Settings(), load)))


def _tidied(case: Case, results: Iterator[Added]) -> Iterator[Added]:
    """Tidy the case up after many additions. Not done while another process holds it or without room: the next run will."""
    new = 0
    for added in results:
        new += added.what in ("new", "new version")
        yield added
    if new >= MANY:
        with contextlib.suppress(CaseLocked, CaseFull):
            case.tidy()


def _tasks(
    case: Case, targets: Iterable[str], settings: Settings, reached: Callable[[str], None] | None
) -> Iterator[_Task | Done[_Results]]:
    for target in targets:
        for one in inputs(target):
            if isinstance(one, InputError):
                yield Done((one,))
                continue
            if reached:
                reached(one)
            yield from _tasks_of(case, one, settings)


def _tasks_of(case: Case, target: str, settings: Settings) -> Iterator[_Task | Done[_Results]]:
    """One file or address; a file with many documents is opened here, so that all workers get some of them."""
    if _is_address(target):
        yield _Input(target)
    elif Path(target).suffix.lower() in CONTAINERS:
        for item in _captures(target, settings):
            yield Done((item,)) if isinstance(item, InputError) else _unless_known(case, item)
    else:
        known_file = _known_file(case, target)
        yield Done((known_file,)) if known_file else _Input(target)


def _known_file(case: Case, target: str) -> Added | None:
    """A file whose very bytes were captured from the same place before."""
    from headwater.read.intake.files import shown

    try:
        if not Path(target).is_file():
            return None  # a pipe would wait for ever; intake says what it is
        with Path(target).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None  # intake says why
    with case.reading() as connection:
        document_id = seen(connection, shown(Path(target)), digest)
    return None if document_id is None else Added(target, "known", document_id)


def _unless_known(case: Case, capture: Capture) -> Capture | Done[_Results]:
    with case.reading() as connection:
        document_id = known(connection, capture.document)
        whole = document_id is not None and seen(connection, capture.document.origin, capture.original.sha256)
    return Done((Added(capture.document.origin, "known", document_id),)) if whole else capture


def _captures(target: str, settings: Settings) -> Iterator[Capture | InputError]:
    """A target's documents with the bytes they are made from. The boundary of intake, as in ``pipeline``."""
    try:
        if _is_address(target):
            yield _fetched(target, settings)
        else:
            yield from _from_file(Path(target))
    except InputError as error:
        yield error
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield InputError(target, f"a fault in Headwater kept it from being read: {what}", "please report it")


def _is_address(target: str) -> bool:
    return target.lower().startswith(("http://", "https://"))


def _fetched(target: str, settings: Settings) -> Capture:
    from headwater.read.intake.fetch import fetch
    from headwater.read.intake.files import page_document

    page = fetch(target, allow_private=settings.allow_private)
    captured = now()
    document = page_document(page.data, target, page.url, page.content_type)
    return Capture(document, Original.of(page.data, document, page.content_type or None), captured, fetched=True)


def _from_file(path: Path) -> Iterator[Capture | InputError]:
    from headwater.read.intake.files import documents_in_file
    from headwater.read.intake.saved import saved_at

    kept: list[tuple[bytes, str | None]] = []
    written = _written(path)
    for item in documents_in_file(path, lambda name, data, captured: kept.append((data, captured))):
        if isinstance(item, InputError):
            yield item
            continue
        data, captured = kept[-1] if kept else (item.text.encode(), None)
        kept.clear()
        yield Capture(item, Original.of(data, item), captured or saved_at(data) or written)


def _written(path: Path) -> str:
    """When a file was last changed: the nearest thing to a time of capture that a file has."""
    try:
        changed = path.stat().st_mtime
    except OSError:
        return now()
    return datetime.fromtimestamp(changed, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _read_here(
    tasks: Iterable[_Task | Done[_Results]], settings: Settings, load: Callable[[str], Reader]
) -> Iterator[_Result]:
    """Read in this process."""
    work = _worker(settings, load)
    for task in tasks:
        yield from task.result if isinstance(task, Done) else work(task)


def _worker(settings: Settings, load: Callable[[str], Reader]) -> Callable[[_Task], Iterator[_Result]]:
    """What reads a task. The model is loaded when the first document is there, so bad input is told at once."""
    readers: list[Reader] = []

    def work(task: _Task) -> Iterator[_Result]:
        for item in [task] if isinstance(task, Capture) else _captures(task.target, settings):
            if isinstance(item, InputError):
                yield item
                continue
            if not readers:
                readers.append(load(settings.model))
            outcome = read_one(readers[0], item.document)
            stages = {"intake": program(), "reading": f"{program()} {readers[0].version}"}
            yield outcome if isinstance(outcome, InputError) else Read(item, outcome, stages).seal()

    return work


def _start(settings: Settings, load: Callable[[str], Reader]) -> Callable[[_Task], _Results]:
    """In a worker process: load the model before the first task, so that a missing model is told once."""
    reader = load(settings.model)
    work = _worker(settings, lambda _: reader)
    return lambda task: tuple(work(task))


def _crashed(task: _Task) -> _Results:
    name = task.document.origin if isinstance(task, Capture) else task.target
    problem = "the process that was reading it was killed"
    return (InputError(name, problem, "it may need more memory than there is; try it alone"),)


def _save(case: Case, results: Iterable[_Result]) -> Iterator[Added]:
    """Save what was read in groups, in a thread of its own so that reading goes on while the disk is waited for.

    Each document is told of only when it is on the disk. What was handed to the writer is saved even if nobody asks on.
    """
    pending: deque[Future[list[Added]]] = deque()
    with ThreadPoolExecutor(1, "headwater-writer") as writer:
        for group in _groups(results):
            pending.append(writer.submit(_commit, case, group))
            while pending and (len(pending) > AHEAD or pending[0].done()):
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()


def _groups(results: Iterable[_Result]) -> Iterator[list[_Result]]:
    waiting: list[_Result] = []
    since = time.monotonic()
    for result in results:
        if not waiting:
            since = time.monotonic()
        waiting.append(result)
        if len(waiting) >= GROUP or time.monotonic() - since > PATIENCE:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _commit(case: Case, results: list[_Result]) -> list[Added]:
    reads = [r for r in results if isinstance(r, Read)]
    saved = iter(case.save(reads) if reads else [])
    told = []
    for result in results:
        if isinstance(result, Added):
            told.append(result)
        elif isinstance(result, InputError):
            told.append(Added(result.name, "failed", error=result))
        else:
            outcome = next(saved)
            origin = result.capture.document.origin
            if isinstance(outcome, BadFormat):
                told.append(Added(origin, "failed", error=outcome))
            else:
                told.append(Added(origin, outcome.what, outcome.document_id, outcome.version))
    return told


def reread(
    case: Case,
    settings: Settings | None = None,
    *,
    everything: bool = False,
    load: Callable[[str], Reader] = load_reader,
) -> Iterator[Added]:
    """Read again what was read by another version, or ``everything``; verdicts are carried over or listed for review."""
    settings = settings or Settings()
    reader = load(settings.model)
    stages = {"reading": f"{program()} {reader.version}"}
    sql = (
        "SELECT d.id FROM documents d LEFT JOIN readings r ON r.document_id = d.id AND r.current = 1 "
        "LEFT JOIN stages s ON s.id = r.stage_id WHERE ? OR s.version IS NOT ? ORDER BY d.address, d.version"
    )
    with case.reading() as connection:
        due = [int(n) for n in connection.exec_driver_sql(sql, (everything, stages["reading"])).scalars()]
    for document_id in due:
        document = case.document(document_id)
        outcome = read_one(reader, document)
        if isinstance(outcome, InputError):
            yield Added(document.origin, "failed", document_id, error=outcome)
        else:
            case.reread(document_id, outcome, stages)
            yield Added(document.origin, "known", document_id)


__all__ = ["Added", "add", "add_captures", "reread"]
