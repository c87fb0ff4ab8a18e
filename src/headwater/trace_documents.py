"""What is found in each document by itself, here or in several processes: its claims, their vectors, who published it.

A document's vectors are made together and apart from those of others, so that they are the same whatever else is traced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from headwater.errors import CaseError
from headwater.model_trace import Claim, Source
from headwater.pool import Pool
from headwater.store.case import Case
from headwater.trace.claims import claims_of
from headwater.trace.embedding import Embedder
from headwater.trace.publishers import publisher_of
from headwater.trace_sources import Sources

Floats = NDArray[np.float32]

TASK = 16
"""Documents that a process is given at once."""
MANY = 4 * TASK
"""Documents from which on several processes are worth starting."""
WIDTH = 384


@dataclass(frozen=True)
class Alone:
    """What one document says by itself. ``vectors`` are those of its claims, in order, 384 signed bytes each."""

    document: str
    publisher: str | None
    agency: str | None
    owner: str | None
    claims: tuple[Claim, ...]
    vectors: tuple[bytes, ...]


def alone(source: Source) -> Alone:
    """Find the claims of a document and their vectors."""
    published = publisher_of(source.reading)
    claims = claims_of(source)
    vectors = packed(Embedder.load().vectors([c.text for c in claims])) if claims else np.zeros((0, WIDTH), np.int8)
    return Alone(
        source.document, published.publisher, published.agency, published.group, claims, tuple(map(bytes, vectors))
    )


def packed(vectors: Floats) -> NDArray[np.int8]:
    """Vectors as signed bytes, each scaled to its own largest number, so that a case stays small."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    found: NDArray[np.int8] = np.rint(vectors * (127 / np.maximum(largest, 1e-9))).astype(np.int8)
    return found


def unpacked(rows: Sequence[bytes]) -> Floats:
    """Vectors of length one from their bytes (n × 384)."""
    if not rows:
        return np.zeros((0, WIDTH), dtype=np.float32)
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


_Outcome = tuple[Alone, ...] | CaseError


def _start(path: Path) -> Callable[[tuple[str, ...]], _Outcome]:
    """In a worker process: the model is loaded before the first task, so that a missing one is told once."""
    Embedder.load()
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
