"""Results that other processes work out, taken in while this one does something else."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Meanwhile(Generic[T]):
    """An iterator that goes on by itself in a thread (``beside``), or is only passed through.

    Worth it where what makes the results waits for other processes most of the time. What it raises is raised here, when that
    result would have come. Use as a context manager: leaving it early closes the iterator after the result at hand.
    """

    def __init__(self, made: Iterator[T], *, beside: bool = True) -> None:
        self._made = made
        self._results: queue.SimpleQueue[tuple[bool, T | BaseException | None]] = queue.SimpleQueue()
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._go_on, daemon=True) if beside else None

    def __enter__(self) -> Iterator[T]:
        if self._thread is None:
            return self._made
        self._thread.start()
        return self._taken()

    def __exit__(self, *_: object) -> None:
        self._left.set()
        if self._thread is None:
            _close(self._made)
        else:
            self._thread.join()

    def _go_on(self) -> None:
        try:
            for result in self._made:
                self._results.put((True, result))
                if self._left.is_set():
                    break
            end: BaseException | None = None
        except BaseException as error:  # handed to whoever takes the results
            end = error
        _close(self._made)
        self._results.put((False, end))

    def _taken(self) -> Iterator[T]:
        while True:
            more, result = self._results.get()
            if more:
                yield result  # type: ignore[misc]
            elif result is None:
                return
            else:
                raise result  # type: ignore[misc]


def _close(made: Iterator[object]) -> None:
    """End a generator now, so that the processes it started end with it."""
    close = getattr(made, "close", None)
    if close is not None:
        close()


__all__ = ["Meanwhile"]
