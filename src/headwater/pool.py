"""A map over several processes that keeps the order of its tasks and outlives a worker that dies.

The standard pools give up every task when one worker is killed. Here the death of a worker costs the one task it was
doing: the pool says so in that task's place, starts another worker, and goes on.

Each worker has a second task at hand while it does the first, so that it never waits for whoever takes the results.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

from headwater.errors import HeadwaterError

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 16
"""Results per worker that may wait for an earlier, slower task before no more tasks are handed out."""

AT_HAND = 2
"""Tasks that one worker holds: the one it does and the next."""

_CONTEXT = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """A result that needs no work, to stand in its place among the tasks."""

    result: R


@dataclass(slots=True)
class _Worker(Generic[T]):
    process: SpawnProcess
    pipe: Connection
    tasks: deque[tuple[int, T]] = field(default_factory=deque)
    ready: bool = False


class Pool(Generic[T, R]):
    """Runs ``start()`` once in each worker and the function it returns on every task.

    ``start`` and the tasks must be picklable. The function handles its own errors: one that escapes kills its worker.
    ``crashed`` makes the result for a task whose worker died. Use as a context manager; leaving it ends the workers.
    """

    def __init__(self, start: Callable[[], Callable[[T], R]], crashed: Callable[[T], R], workers: int) -> None:
        self._start = start
        self._crashed = crashed
        self._size = workers
        self._workers: list[_Worker[T]] = []
        self._orphans: deque[tuple[int, T]] = deque()

    def __enter__(self) -> Pool[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(timeout=5)
        self._workers.clear()

    def map(self, tasks: Iterable[T | Done[R]]) -> Iterator[R]:
        """The results in the order of the tasks. Raises HeadwaterError when a worker can't even start."""
        source = enumerate(tasks)
        results: dict[int, R] = {}
        given = 0
        more = True
        for number in itertools.count():
            while number not in results:
                self._rehome()
                while more and given - number < AHEAD * self._size and (worker := self._idle(given)) is not None:
                    item = next(source, None)
                    if item is None:
                        more = False
                    elif isinstance(item[1], Done):
                        given, results[item[0]] = item[0] + 1, item[1].result
                    else:
                        given = item[0] + 1
                        self._give(worker, (item[0], item[1]))
                if number in results:
                    break
                if number >= given:
                    return
                self._collect(results)
            yield results.pop(number)

    def _idle(self, given: int) -> _Worker[T] | None:
        """Who takes the next task: one with nothing to do, else a new worker, else one with nothing to do next."""
        least = min(self._workers, key=lambda worker: len(worker.tasks), default=None)
        if least is not None and not least.tasks:
            return least
        if len(self._workers) < min(self._size, given + 1):
            return self._hire()
        return least if least is not None and len(least.tasks) < AT_HAND else None

    def _rehome(self) -> None:
        """Give away what dead workers had at hand and had not begun."""
        while self._orphans and (worker := self._idle(self._size)) is not None:
            self._give(worker, self._orphans.popleft())

    def _hire(self) -> _Worker[T]:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_work, args=(theirs, self._start), daemon=True)
        process.start()
        theirs.close()
        worker: _Worker[T] = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _give(self, worker: _Worker[T], task: tuple[int, T]) -> None:
        worker.tasks.append(task)
        # A worker that has died is found out when its answer is awaited.
        with contextlib.suppress(BrokenPipeError, ConnectionError):
            worker.pipe.send(task[1])

    def _collect(self, results: dict[int, R]) -> None:
        """Wait for at least one worker to answer or die."""
        busy = {worker.pipe: worker for worker in self._workers if worker.tasks}
        for pipe in wait(list(busy)):
            worker = busy[pipe]  # type: ignore[index]
            try:
                message: Any = worker.pipe.recv()
            except (EOFError, ConnectionError):
                self._bury(worker, results)
                continue
            self._hear(worker, message, results)

    def _hear(self, worker: _Worker[T], message: tuple[str, Any], results: dict[int, R]) -> None:
        kind, content = message
        if kind == "ready":
            worker.ready = True
        elif kind == "failed":
            raise content
        elif worker.tasks:
            results[worker.tasks.popleft()[0]] = content

    def _bury(self, worker: _Worker[T], results: dict[int, R]) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join(timeout=5)
        if not worker.ready:
            raise HeadwaterError(f"a worker process ended before it was ready (exit status {worker.process.exitcode})")
        if worker.tasks:
            number, task = worker.tasks.popleft()
            results[number] = self._crashed(task)
        self._orphans.extend(worker.tasks)


def _work(pipe: Connection, start: Callable[[], Callable[[Any], Any]]) -> None:
    """What a worker does: start, then answer tasks until the pipe closes. Interrupts are the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Tasks are taken in by a thread of their own: if both ends were to send at once, neither would read.
    tasks: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()
    threading.Thread(target=_take_in, args=(pipe, tasks), daemon=True).start()
    try:
        function = start()
    except HeadwaterError as error:
        pipe.send(("failed", error))
        return
    with contextlib.suppress(ConnectionError):
        pipe.send(("ready", None))
        while task := tasks.get():
            pipe.send(("result", function(*task)))


def _take_in(pipe: Connection, tasks: queue.SimpleQueue[tuple[Any, ...]]) -> None:
    """Put every task that arrives in the queue, each in a tuple; an empty one when no more will come."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            tasks.put((pipe.recv(),))
    tasks.put(())
