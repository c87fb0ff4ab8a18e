"""Joins the parts: from the names of files, folders and addresses to readings, one or several processes at a time."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from headwater.errors import InputError
from headwater.model import Document, Reading
from headwater.networks import DEFAULT
from headwater.pool import Done, Pool

if TYPE_CHECKING:
    from headwater.read.reader import Reader

Outcome = Reading | InputError
"""What becomes of one document: its reading, or what kept it from being read."""

CONTAINERS = frozenset({".jsonl", ".ndjson", ".warc", ".wacz", ".gz", ".zip"})
"""Endings of files with many documents, which are handed out one by one so that all workers have something to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read. ``allow_private`` lets addresses on this machine and its private network be fetched."""

    model: str = DEFAULT
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class _Input:
    """A file or address to be taken in where it is read."""

    target: str


_Task = _Input | Document


def read_many(
    targets: Iterable[str],
    settings: Settings | None = None,
    *,
    jobs: int = 1,
    reached: Callable[[str], None] | None = None,
    load: Callable[[str], Reader] | None = None,
) -> Iterator[Outcome]:
    """Read every document of every target, in order; the order and the readings don't depend on ``jobs``.

    What can't be read gives an InputError in its place. ``reached`` is called with each input's name as work on it
    begins. ``load`` finds the reader for a model, for callers that keep readers. Raises ModelError when the weights
    can't be loaded.
    """
    settings = settings or Settings()
    tasks = _tasks(targets, settings, split=jobs > 1, reached=reached)
    first = list(itertools.islice(tasks, 2))
    everything = itertools.chain(first, tasks)
    if jobs <= 1 or len(first) < 2:
        yield from _read_here(everything, settings, load or load_reader)
        return
    with Pool(partial(_start, settings), _crashed, jobs) as pool:
        for outcomes in pool.map(everything):
            yield from outcomes


def inputs(target: str) -> Iterator[str | InputError]:
    """A folder's files, in order of their paths; addresses and files as they are; errors in their place."""
    if target.lower().startswith(("http://", "https://")):
        yield target
        return
    from headwater.read.intake.files import files_under

    for path in files_under(Path(target)):
        yield path if isinstance(path, InputError) else str(path)


def _tasks(
    targets: Iterable[str], settings: Settings, *, split: bool, reached: Callable[[str], None] | None
) -> Iterator[_Task | Done[tuple[Outcome, ...]]]:
    for target in targets:
        for one in inputs(target):
            if isinstance(one, InputError):
                yield Done((one,))
                continue
            if reached:
                reached(one)
            yield from _unpack(one, settings) if split and _many(one) else [_Input(one)]


def _many(target: str) -> bool:
    return Path(target).suffix.lower() in CONTAINERS and "://" not in target


def _unpack(target: str, settings: Settings) -> Iterator[_Task | Done[tuple[Outcome, ...]]]:
    for item in _take_in(target, settings):
        yield item if isinstance(item, Document) else Done((item,))


def _take_in(target: str, settings: Settings) -> Iterator[Document | InputError]:
    """A target's documents. The boundary of intake: whatever goes wrong there costs one input, not the batch."""
    from headwater.read.intake import documents

    try:
        yield from documents(target, allow_private=settings.allow_private)
    except InputError as error:
        yield error
    except Exception as error:
        yield _fault(target, error)


def _read_here(
    tasks: Iterable[_Task | Done[tuple[Outcome, ...]]], settings: Settings, load: Callable[[str], Reader]
) -> Iterator[Outcome]:
    """Read in this process. The model is loaded when the first document is there, so bad input is reported at once."""
    reader: Reader | None = None
    for task in tasks:
        if isinstance(task, Done):
            yield from task.result
            continue
        for item in [task] if isinstance(task, Document) else _take_in(task.target, settings):
            if isinstance(item, InputError):
                yield item
                continue
            reader = reader or load(settings.model)
            yield read_one(reader, item)


def load_reader(model: str) -> Reader:
    """The reader with the weights ``model``. Raises ModelError."""
    from headwater.read.reader import Reader

    return Reader.load(model)


def read_one(reader: Reader, document: Document) -> Outcome:
    """Read one document. The boundary of the reader: a fault in it costs one document, not the batch."""
    try:
        return reader.read(document)
    except Exception as error:
        return _fault(document.origin, error)


def _start(settings: Settings) -> Callable[[_Task], tuple[Outcome, ...]]:
    """In a worker: load the model once, return what reads a task."""
    reader = load_reader(settings.model)

    def work(task: _Task) -> tuple[Outcome, ...]:
        items = [task] if isinstance(task, Document) else _take_in(task.target, settings)
        return tuple(read_one(reader, item) if isinstance(item, Document) else item for item in items)

    return work


def _crashed(task: _Task) -> tuple[Outcome, ...]:
    name = task.origin if isinstance(task, Document) else task.target
    problem = "the process that was reading it was killed"
    return (InputError(name, problem, "it may need more memory than there is; try it alone"),)


def _fault(name: str, error: Exception) -> InputError:
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return InputError(name, f"a fault in Headwater kept it from being read: {what}", "please report it")
