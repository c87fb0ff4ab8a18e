"""Word-shingle fingerprints, and the pairs of documents that may share text.

The index is exact and inverted: documents that hold the same rare run of words meet. A run that many documents hold (a
wire story that sixty papers print, a footer on every page) ties each of them only to the first holder and to the one
before it, so that the work grows with the number of documents and not with its square. Fingerprints are chosen by
winnowing (Schleimer, Wilkerson and Aiken 2003): any shared run of ``SIZE + WINDOW - 1`` words gives a shared one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Indices = NDArray[np.int64]

SIZE = 4
"""Words in a shingle."""
WINDOW = 3
"""Shingles of which the winnowing keeps one: shared runs of six words are never missed."""
COMMON = 48
"""Documents that may hold a shingle before it stops bringing all of them together."""
LEAST_SHARED = 3
"""Fingerprints that two documents must share to be compared."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)*")
_BATCH = 4_000_000
"""Pairs counted at once: bounds memory at about 100 MB."""


@lru_cache(maxsize=1 << 18)
def word_hash(word: str) -> int:
    """Sixty-four bits for one word as written; case and the form of the apostrophe make no difference."""
    plain = word.casefold().replace("’", "'")
    return int.from_bytes(hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def word_ranges(text: str, skip: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Where the words of a text stand, those that touch a range of ``skip`` (sorted) left out."""
    ranges = [match.span() for match in _WORD.finditer(text)]
    if not skip:
        return ranges
    kept: list[tuple[int, int]] = []
    gaps = iter([*skip, (len(text) + 1, len(text) + 1)])
    gap = next(gaps)
    for start, end in ranges:
        while gap[1] <= start:
            gap = next(gaps)
        if end <= gap[0]:
            kept.append((start, end))
    return kept


def word_hashes(text: str, ranges: Sequence[tuple[int, int]]) -> Hashes:
    """The hash of each word, in order."""
    return np.fromiter((word_hash(text[a:b]) for a, b in ranges), dtype=np.uint64, count=len(ranges))


def grams(words: Hashes, size: int = SIZE) -> Hashes:
    """The hash of each run of ``size`` words: one number for each place at which a run begins."""
    count = len(words) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        total = _mixed(total ^ words[offset : offset + count]) + np.uint64(offset)
    return total


def shingle_hashes(text: str, skip: Sequence[tuple[int, int]] = (), size: int = SIZE) -> Hashes:
    """The distinct hashes of a text's runs of ``size`` words, sorted. The same on every machine and in every process."""
    return np.unique(grams(word_hashes(text, word_ranges(text, skip)), size))


def winnowed(hashes: Hashes, window: int = WINDOW) -> Hashes:
    """The distinct hashes that are the least of some ``window`` neighbours, sorted: about 2 in ``window + 1`` are kept."""
    if len(hashes) <= window:
        return np.unique(hashes)
    return np.unique(np.lib.stride_tricks.sliding_window_view(hashes, window).min(axis=1))


def grams_of_each(documents: Sequence[Hashes], size: int = SIZE) -> tuple[Hashes, Indices]:
    """The runs of all documents (each given by the hashes of its words), and to which document each run belongs."""
    owners = np.repeat(np.arange(len(documents), dtype=np.int64), [len(d) for d in documents])
    runs = grams(np.concatenate([*documents, np.empty(0, np.uint64)]), size)
    within = owners[: len(runs)] == owners[size - 1 :][: len(runs)]
    return runs[within], owners[: len(runs)][within]


def winnowed_each(documents: Sequence[Hashes], window: int = WINDOW) -> list[Hashes]:
    """What ``winnowed(grams(words))`` gives for each document, all at once."""
    runs, owners = grams_of_each(documents)
    counts = np.bincount(owners, minlength=len(documents))
    least = runs.copy()
    kept = counts[owners] <= window  # too short to choose: all are kept
    for offset in range(1, min(window, len(runs))):
        least[:-offset] = np.minimum(least[:-offset], runs[offset:])
    inside = np.zeros(len(runs), dtype=np.bool_)
    inside[: len(runs) - window + 1] = owners[: len(runs) - window + 1] == owners[window - 1 :]
    chosen = np.where(kept, runs, least)[kept | inside]
    owners = owners[kept | inside]
    order = np.lexsort((chosen, owners))
    chosen, owners = chosen[order], owners[order]
    new = np.concatenate([[True], (chosen[1:] != chosen[:-1]) | (owners[1:] != owners[:-1])])[: len(chosen)]
    sizes = np.bincount(owners[new], minlength=len(documents))
    return np.split(chosen[new], np.cumsum(sizes)[:-1]) if len(documents) else []


def fingerprints(text: str, skip: Sequence[tuple[int, int]] = ()) -> Hashes:
    """The winnowed shingles of a text, sorted and distinct."""
    return winnowed(grams(word_hashes(text, word_ranges(text, skip))))


def candidates(
    documents: Sequence[Hashes], *, common: int = COMMON, least: int = LEAST_SHARED
) -> list[tuple[int, int]]:
    """Pairs of places in ``documents`` (the first before the second) that share at least ``least`` fingerprints.

    ``documents`` are sorted distinct hashes, the earliest document first, since those that hold a common shingle are
    tied to its first holder. Documents that are too short for ``least`` need share only all they have. Time and memory
    grow with the number of hashes times ``common``.
    """
    codes, counts = _shared(documents, common)
    if not len(codes):
        return []
    firsts, seconds = np.divmod(codes, np.int64(len(documents)))
    sizes = np.fromiter((len(d) for d in documents), dtype=np.int64, count=len(documents))
    needed = np.minimum(least, np.maximum(1, np.minimum(sizes[firsts], sizes[seconds])))
    kept = counts >= needed
    return list(zip(firsts[kept].tolist(), seconds[kept].tolist(), strict=True))


def _mixed(values: Hashes) -> Hashes:
    """Mix bits as splitmix64 does (Steele, Lea and Flood 2014), so that close inputs fall far apart."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _shared(documents: Sequence[Hashes], common: int) -> tuple[Indices, Indices]:
    """Pairs as single numbers (first · count + second), sorted, and how many fingerprints tie each of them."""
    hashes = np.concatenate([*documents, np.empty(0, dtype=np.uint64)])
    owners = np.repeat(np.arange(len(documents), dtype=np.int64), [len(d) for d in documents])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    bounds = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]])) if len(hashes) else np.empty(0, int)
    lengths = np.diff(np.append(bounds, len(hashes)))
    total = _Tally(len(documents))
    for size in np.unique(lengths[lengths > 1]).tolist():
        groups = bounds[lengths == size]
        first, second = _pattern(size, common)
        step = max(1, _BATCH // len(first))
        for at in range(0, len(groups), step):
            base = groups[at : at + step, None]
            total.add(owners[base + first].ravel(), owners[base + second].ravel())
    return total.result()


def _pattern(size: int, common: int) -> tuple[Indices, Indices]:
    """Which holders of one shingle are paired: all with all, or each with the first and with its forerunner."""
    if size <= common:
        first, second = np.triu_indices(size, 1)
        return first.astype(np.int64), second.astype(np.int64)
    each = np.arange(1, size, dtype=np.int64)
    return np.concatenate([np.zeros(size - 1, np.int64), each[1:] - 1]), np.concatenate([each, each[1:]])


class _Tally:
    """Counts pairs in bounded batches."""

    def __init__(self, count: int) -> None:
        self.count = np.int64(count)
        self.parts: list[tuple[Indices, Indices]] = []
        self.waiting: list[Indices] = []
        self.size = 0

    def add(self, first: Indices, second: Indices) -> None:
        """Note that each first shares one more fingerprint with its second."""
        self.waiting.append(first * self.count + second)
        self.size += len(first)
        if self.size >= _BATCH:
            self._settle()

    def result(self) -> tuple[Indices, Indices]:
        """All pairs met so far and how often, sorted."""
        self._settle()
        return self.parts[0] if self.parts else (np.empty(0, np.int64), np.empty(0, np.int64))

    def _settle(self) -> None:
        if not self.waiting:
            return
        codes, counts = np.unique(np.concatenate(self.waiting), return_counts=True)
        if self.parts:
            codes, counts = _summed(
                np.concatenate([self.parts[0][0], codes]), np.concatenate([self.parts[0][1], counts])
            )
        self.parts, self.waiting, self.size = [(codes, counts.astype(np.int64))], [], 0


def _summed(codes: Indices, counts: Indices) -> tuple[Indices, Indices]:
    """Add up the counts of equal codes."""
    distinct, places = np.unique(codes, return_inverse=True)
    return distinct, np.bincount(places, weights=counts).astype(np.int64)
