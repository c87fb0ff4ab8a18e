"""What is found in each document by itself, here or in several processes: its claims, their marks, who published it; and vectors.

A vector depends on the words of its claim alone, and only claims that are compared have one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from headwater.errors import CaseError, HeadwaterError
from headwater.model_trace import VECTOR_WIDTH, Claim, Source
from headwater.pool import Pool
from headwater.store.case import Case
from headwater.trace.claims import claims_of
from headwater.trace.embedding import Embedder
from headwater.trace.marks import Marks, marks_of
from headwater.trace.publishers import publisher_of
from headwater.trace_sources import Sources

Floats = NDArray[np.float32]

TASK = 16
"""Documents that a process is given at once."""
MANY = 4 * TASK
"""Documents from which on several processes are worth starting."""

Vectors = tuple[Sequence[str], list[bytes]]
"""Some texts, and the vector of each."""


@dataclass(frozen=True)
class Alone:
    """What one document says by itself. ``marks`` are those of its claims, in order."""

    document: str
    publisher: str | None
    agency: str | None
    owner: str | None
    claims: tuple[Claim, ...]
    marks: tuple[Marks, ...]


def alone(source: Source) -> Alone:
    """Find the claims of a document and their marks."""
    published = publisher_of(source.reading)
    claims = claims_of(source)
    return Alone(source.document, published.publisher, published.agency, published.group, claims, marks_of(claims))


def vectors_of(texts: Sequence[str]) -> list[bytes]:
    """The vector of each text, 384 signed bytes each."""
    return [bytes(row) for row in packed(Embedder.load().vectors(texts))] if texts else []


def packed(vectors: Floats) -> NDArray[np.int8]:
    """Vectors as signed bytes, each scaled to its own largest number, so that a case stays small."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    found: NDArray[np.int8] = np.rint(vectors * (127 / np.maximum(largest, 1e-9))).astype(np.int8)
    return found


def unpacked(rows: Sequence[bytes]) -> Floats:
    """Vectors of length one from their bytes (n × 384)."""
    if not rows:
        return np.zeros((0, VECTOR_WIDTH), dtype=np.float32)
    found = np.frombuffer(b"".join(rows), dtype=np.int8).reshape(len(rows), -1).astype(np.float32)
    lengths: Floats = np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
    unit: Floats = found / lengths
    return unit


def each_alone(path: Path, keys: Sequence[str], sources: Sources, jobs: int) -> Iterator[Alone]:
    """Every document of ``keys`` by itself, in order; with ``jobs`` processes if there are many.

    Raises CaseError when a process died.
    """
    if jobs <= 1 or len(keys) < MANY:
        yield from (alone(sources[key]) for key in keys)
        return
    tasks = [tuple(keys[i : i + TASK]) for i in range(0, len(keys), TASK)]
    with Pool(partial(_start, path), partial(_died, path), jobs) as pool:
        for found in pool.map(tasks):
            if isinstance(found, CaseError):
                raise found
            yield from found


def all_vectors(texts: Sequence[str], jobs: int) -> Iterator[Vectors]:
    """Some of the texts at a time with their vectors, by ``jobs`` processes if there are many. ``texts`` are distinct.

    Raises HeadwaterError when a process died, ModelError without the encoder's file.
    """
    alike = sorted(texts, key=lambda text: (len(text), text))  # of one length, so that little is padded
    tasks = [alike[i : i + TEXTS] for i in range(0, len(alike), TEXTS)]
    if jobs <= 1 or len(tasks) < MANY_TASKS:
        yield from ((task, vectors_of(task)) for task in tasks)
        return
    with Pool(_start_vectors, _vectors_died, jobs) as pool:
        for task, found in zip(tasks, pool.map(tasks), strict=True):
            if isinstance(found, HeadwaterError):
                raise found
            yield task, found


TEXTS = 200
"""Texts that a process is given at once."""
MANY_TASKS = 8
"""Tasks from which on several processes are worth starting."""


def _start_vectors() -> Callable[[Sequence[str]], list[bytes] | HeadwaterError]:
    Embedder.load()
    return vectors_of


def _vectors_died(_: Sequence[str]) -> list[bytes] | HeadwaterError:
    return HeadwaterError("a process that read claims was killed (it may need more memory; try --jobs 1)")


_Outcome = tuple[Alone, ...] | CaseError


def _start(path: Path) -> Callable[[tuple[str, ...]], _Outcome]:
    """In a worker process."""
    case = Case(path, readonly=True)

    def work(keys: tuple[str, ...]) -> _Outcome:
        with case.reading() as connection:
            sources = Sources(connection, keys, {})
            return tuple(alone(sources[key]) for key in keys)

    return work


def _died(path: Path, _: tuple[str, ...]) -> _Outcome:
    return CaseError(
        str(path), "a process that traced it was killed", "it may need more memory than there is; try --jobs 1"
    )
