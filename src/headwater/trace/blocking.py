"""Which claims are worth comparing. Cost grows close to linearly with the claims; nothing but counting and sorting of numbers.

A *key* is two words together. Claims meet by the pairs of their own rarest words, and by a word together with a rare name of their
document, or with the document itself. Where many claims have a key, each meets only those beside it, in an order that brings like
wordings together. Of those that met, only pairs are compared that have words enough in common and whose documents may tell of one
event: "he was pronounced dead at the scene" is another claim in every town, and what does not say of whom it is meets nothing a month later.
Long claims in the same words are copies wherever they stand.

``engine`` says the same as table expressions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from headwater.trace.cuts import WITHIN_DAYS
from headwater.trace.marks import Marks, text_key

__all__ = ["Candidates", "candidate_pairs", "text_key"]

Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]

RARE_WORDS = 5
"""Rarest words of a claim whose pairs are keys."""
TELLING = 12
"""Rarest words of a claim that are keys together with a name of its document."""
ANCHORS = 4
"""Rarest names of a document that its claims meet by."""
RARE_NAME = 40
"""Documents that may hold the word of a name for it to show, alone, that they may tell of one event."""
COMMON, COMMON_HERE = 60, 60
"""Claims with one key that all meet one another: pairs of words, and a word with a name."""
FEWER = ((50_000, COMMON), (200_000, 20), (0, 10))
"""Claims that all meet by a pair of words: the more, the fewer claims there are. Those of one event meet by its names all the same."""
ALONE = ((10_000, 64), (50_000, 16), (0, 8))
"""Claims that all meet by one word alone that so few have: the more, the fewer claims there are (up to so many; 0 for any number)."""
BESIDE = 4
"""Claims beside it that a claim meets by a key that more have."""
LEAST_SHARED = 2
"""Words that two claims have in common at least."""
LEAST_ALIKE = 0.25
"""Part of all words of two claims that they have in common at least,"""
MORE_SHARED, ALIKE_OF_MORE = 4, 0.2
"""or such a part where they have so many words in common;"""
SHARE_WITHIN = 0.7
"""or so many of which make up such a part of the shorter claim: one may stand within the other."""
TELLS_ITSELF, ALIKE_ITSELF = 6, 0.6
"""With so many words in common, and such a part of all, claims that say of whom they are are compared whatever their documents tell of."""
FEW_NAMES = 3
"""A document with fewer words in names does not show what it tells of."""
NAMES_BY_ONE, NAMES_BY_MANY, MANY_NAMES = 0.1, 0.3, 3
"""Part of the fewer names that two documents share at least: with a rare one among them, or with so many."""
MOST = 64
"""Rarest marks of a claim that are looked at when words in common are counted."""
BLOCK = 50_000
MOST_SLOTS = 24
"""Keys are counted in so many slots (a power of two) before they are sorted."""
ODD = np.int64(0x1E3779B97F4A7C15)
"""Spreads keys over the slots."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of places, each first before its second, in order; ``copies`` tells which are copies in the same words."""

    first: Indices
    second: Indices
    copies: Flags


def candidate_pairs(marks: Sequence[Marks]) -> Candidates:
    """The pairs of claims to compare. ``marks`` are in order of time; a copy meets only the first of its kind."""
    if len(marks) < 2:
        return Candidates(_none(), _none(), np.zeros(0, dtype=bool))
    table = _Table(marks)
    tolls = table.by_tolls()
    codes = _distinct(np.concatenate([table.by_words(), table.by_names(), table.by_one_word(), tolls]))
    codes = codes[table.one_time(*np.divmod(codes, table.count))]
    first, second = np.divmod(codes, table.count)
    kept = table.worth_it(first, second, np.isin(codes, tolls, assume_unique=True))
    copies = table.copies()
    every = _distinct(np.concatenate([codes[kept], copies]))
    one, two = np.divmod(every, table.count)
    return Candidates(one, two, np.isin(every, copies, assume_unique=True))


def _none() -> Indices:
    return np.zeros(0, dtype=np.int64)


class _Table:
    """The marks of all claims as columns."""

    def __init__(self, marks: Sequence[Marks]) -> None:
        self.count = np.int64(len(marks))
        number: dict[str, int] = {}
        self.document = np.array([number.setdefault(m.document, len(number)) for m in marks], dtype=np.int64)
        self.lead = _leads(np.array([m.copy for m in marks], dtype=np.int64))
        self.day = np.array([m.day for m in marks], dtype=np.int64)
        self.itself = np.array([m.itself for m in marks], dtype=bool)
        self.heads = np.flatnonzero(self.lead == np.arange(len(marks)))
        self._take_words([m.stems for m in marks])
        self.heads_alike = self.heads[np.argsort(self.place[self.heads], kind="stable")]
        self._take_names(marks, len(number))
        owners, keys = _flat([m.tolls for m in marks])
        counted = np.isin(owners, self.heads)
        self.tolls = owners[counted], keys[counted]

    def _take_words(self, stems: Sequence[tuple[int, ...]]) -> None:
        owners, words = _flat(stems)
        self.sizes = np.bincount(owners, minlength=len(stems))
        _, ids = np.unique(words, return_inverse=True)
        self.vocabulary = np.int64(ids.max() + 1 if len(ids) else 1)
        held = np.bincount(ids[np.isin(owners, self.heads)], minlength=self.vocabulary)
        several = held[ids] > 1
        self.rarest = _rarest(owners[several], ids[several], held, len(stems), MOST)
        least = np.array([s[0] if s else 0 for s in stems], dtype=np.int64)
        self.place = np.empty(len(stems), dtype=np.int64)
        self.place[np.argsort(least, kind="stable")] = np.arange(len(stems))

    def _take_names(self, marks: Sequence[Marks], documents: int) -> None:
        names: list[tuple[int, ...]] = [()] * documents
        for number, one in zip(self.document.tolist(), marks, strict=True):
            names[number] = one.names
        owners, words = _flat(names)
        _, ids = np.unique(words, return_inverse=True)
        held = np.bincount(ids, minlength=1)
        some = (held[ids] > 1) & (held[ids] <= RARE_NAME)
        anchors = _rarest(owners[some], ids[some], held, documents, ANCHORS)
        itself = len(held) + np.arange(documents)
        self.anchors = np.column_stack([anchors, itself])
        self.names = [
            frozenset(part) for part in np.split(ids, np.cumsum(np.bincount(owners, minlength=documents))[:-1])
        ]
        rare = np.flatnonzero(held <= RARE_NAME)
        self.rare_names = frozenset(rare.tolist())

    def by_words(self) -> Indices:
        """Claims that share two of each other's rarest words."""
        words = self.rarest[self.heads_alike, :RARE_WORDS]
        left, right = np.triu_indices(words.shape[1], 1)
        one, two = words[:, left], words[:, right]
        keys = np.minimum(one, two) * self.vocabulary + np.maximum(one, two)
        return self._meet(keys, (one >= 0) & (two >= 0), common(int(self.count)))

    def by_names(self) -> Indices:
        """Claims that share a word and whose documents share a rare name, or which stand in one document."""
        anchors = self.anchors[self.document[self.heads_alike]][:, :, None]
        words = self.rarest[self.heads_alike, :TELLING][:, None, :]
        keys = anchors * self.vocabulary + words
        there = (anchors >= 0) & (words >= 0)
        return self._meet(keys.reshape(len(keys), -1), there.reshape(len(keys), -1), COMMON_HERE)

    def by_one_word(self) -> Indices:
        """Claims that share a word which few have."""
        words = self.rarest[self.heads]
        owners = np.broadcast_to(self.heads[:, None], words.shape)
        there = words >= 0
        return _meeting(words[there], owners[there], few(int(self.count)), self.count, over=False)

    def by_tolls(self) -> Indices:
        """Claims that count killed or injured and whose documents open with the same name."""
        owners, keys = self.tolls
        return _meeting(keys, owners, COMMON, self.count, over=False)

    def copies(self) -> Indices:
        """Each copy with the first in its words."""
        later = np.flatnonzero(self.lead != np.arange(len(self.lead)))
        return self.lead[later] * self.count + later

    def _meet(self, keys: Indices, there: Flags, common: int) -> Indices:
        """Pairs of claims that share a key. ``keys`` has a row for each of ``heads_alike``."""
        owners = np.broadcast_to(self.heads_alike[:, None], keys.shape)
        return _meeting(keys[there], owners[there], common, self.count)

    def one_time(self, first: Indices, second: Indices) -> Flags:
        """Which pairs say of whom or of what they are, both of them, or are of one time as far as that is known."""
        one, two = self.day[first], self.day[second]
        near = (np.abs(one - two) <= WITHIN_DAYS) | (one == 0) | (two == 0)
        found: Flags = near | (self.itself[first] & self.itself[second])
        return found

    def worth_it(self, first: Indices, second: Indices, counting: Flags) -> Flags:
        """Which pairs have words enough in common (those that are ``counting`` need none) and may be about one event."""
        shared = self._shared(first, second)
        one, two = self.sizes[first], self.sizes[second]
        alike = shared / np.maximum(1, one + two - shared)
        more = (alike >= ALIKE_OF_MORE) | (shared >= SHARE_WITHIN * np.minimum(one, two))
        enough = counting | ((shared >= LEAST_SHARED) & (alike >= LEAST_ALIKE)) | ((shared >= MORE_SHARED) & more)
        named = self.itself[first] & self.itself[second]
        found: Flags = enough & named & (shared >= TELLS_ITSELF) & (alike >= ALIKE_ITSELF)
        due = np.flatnonzero(enough & ~found)
        found[due] = self._near(self.document[first[due]], self.document[second[due]])
        return found

    def _shared(self, first: Indices, second: Indices) -> Indices:
        """How many words two claims have in common."""
        found = np.empty(len(first), dtype=np.int64)
        left = self.rarest.astype(np.int32)
        right = np.where(left < 0, -2, left)
        wide = (left >= 0).sum(axis=1)
        order = np.argsort(np.maximum(wide[first], wide[second]), kind="stable")
        for start in range(0, len(order), BLOCK):
            some = order[start : start + BLOCK]
            a, b = first[some], second[some]
            width = max(1, int(np.maximum(wide[a], wide[b]).max()))
            step = max(1, BLOCK * 16 // width // width)
            for at in range(0, len(some), step):
                part = slice(at, at + step)
                equal = left[a[part], :width, None] == right[b[part], None, :width]
                found[some[part]] = equal.sum(axis=(1, 2))
        return found

    def _near(self, first: Indices, second: Indices) -> Flags:
        """Which pairs of documents may tell of one event."""
        codes, where = np.unique(first * len(self.names) + second, return_inverse=True)
        pairs = zip(*(part.tolist() for part in np.divmod(codes, len(self.names))), strict=True)
        near = np.array([a == b or self._may_be_one(a, b) for a, b in pairs], dtype=bool)
        return near[where]

    def _may_be_one(self, a: int, b: int) -> bool:
        one, two = self.names[a], self.names[b]
        least = min(len(one), len(two))
        if least < FEW_NAMES:
            return True
        both = one & two
        if len(both) >= max(MANY_NAMES, NAMES_BY_MANY * least):
            return True
        return len(both) >= NAMES_BY_ONE * least and not both.isdisjoint(self.rare_names)


def common(claims: int) -> int:
    """How many claims may have a pair of words for all of them to meet by it, where there are so many claims in all."""
    return min(COMMON, next(most for up_to, most in FEWER if claims <= up_to or not up_to))


def few(claims: int) -> int:
    """How many claims may have a word for it to bring them together alone, where there are so many claims in all."""
    return next(most for up_to, most in ALONE if claims <= up_to or not up_to)


def _leads(copies: Indices) -> Indices:
    """For each claim the first in the same words: itself, unless it is a copy."""
    _, first, where = np.unique(copies, return_index=True, return_inverse=True)
    return np.where(copies > 0, first[where], np.arange(len(copies)))


def _flat(lists: Sequence[tuple[int, ...]]) -> tuple[Indices, Indices]:
    """All numbers of all lists, and which list each is from."""
    sizes = np.array([len(some) for some in lists], dtype=np.int64)
    numbers = np.fromiter(chain.from_iterable(lists), dtype=np.int64, count=int(sizes.sum()))
    return np.repeat(np.arange(len(lists)), sizes), numbers


def _rarest(owners: Indices, ids: Indices, held: Indices, count: int, most: int) -> Indices:
    """For each of ``count`` owners its ids, those that fewest hold first, ``most`` of them (-1 where there are fewer)."""
    order = np.lexsort((ids, held[ids], owners))
    owners, ids = owners[order], ids[order]
    position = np.arange(len(owners)) - np.searchsorted(owners, np.arange(count))[owners]
    kept = position < most
    found = np.full((count, most), -1, dtype=np.int64)
    found[owners[kept], position[kept]] = ids[kept]
    return found


def _meeting(keys: Indices, owners: Indices, common: int, count: np.int64, *, over: bool = True) -> Indices:
    """Pairs of owners that share a key, as single numbers. Where more than ``common`` do: those beside each other, or none."""
    several = _held_by_several(keys)
    keys, owners = keys[several], owners[several]
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    bounds = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else _none()
    lengths = np.diff(np.append(bounds, len(keys)))
    found = [_none()]
    for size in np.unique(lengths[lengths > 1]).tolist():
        if size > common and not over:
            continue
        left, right = _pattern(size, common)
        groups = bounds[lengths == size]
        one, two = owners[groups[:, None] + left].ravel(), owners[groups[:, None] + right].ravel()
        found.append((np.minimum(one, two) * count + np.maximum(one, two))[one != two])
    return _distinct(np.concatenate(found))


def _held_by_several(keys: Indices) -> Flags:
    """Which keys may be there more than once: all that are, and few others. Most are not, and need no sorting."""
    slots = 1 << min(MOST_SLOTS, max(1, 2 * len(keys)).bit_length())
    places = keys * ODD >> np.int64(1) & np.int64(slots - 1)
    found: Flags = (np.bincount(places, minlength=slots) > 1)[places]
    return found


def _distinct(codes: Indices) -> Indices:
    """The codes in order, each once. Sorting takes a fraction of the time of ``np.unique``, which hashes."""
    codes = np.sort(codes)
    return codes[np.concatenate([[True], codes[1:] != codes[:-1]])] if len(codes) else codes


def _pattern(size: int, common: int) -> tuple[Indices, Indices]:
    """Which holders of one key meet: all with all, or each with those beside it."""
    if size <= common:
        left, right = np.triu_indices(size, 1)
        return left.astype(np.int64), right.astype(np.int64)
    steps = [(np.arange(size - k), np.arange(k, size)) for k in range(1, BESIDE + 1)]
    return np.concatenate([a for a, _ in steps]), np.concatenate([b for _, b in steps])
