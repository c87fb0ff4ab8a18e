"""Which claims are worth comparing: near in meaning or sharing rare words. Cost grows close to linearly with the claims.

Three ways to meet: the same words (one copy stands for all), a rare pair of words or a name with another word, and the same bucket
of random hyperplanes over the sentence vectors. A key that too many claims share brings nobody together.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.model_trace import Claim
from headwater.trace.wording import wording

Floats = NDArray[np.float32]

FEW = 400
"""Up to this many claims all vectors are compared with all, which costs next to nothing."""
BLOCK = 2048
"""Rows of vectors multiplied at a time."""
ALL_UP_TO = 20_000
"""Up to this many distinct claims the nearest are found exactly, in blocks; above it by buckets of hyperplanes."""
NEAREST = 24
"""Neighbours of a claim that are compared with it, at most."""
LEAST_SIMILAR = 0.45
"""Cosine below which vectors alone bring no claims together."""
COMMON = 60
"""A key that more distinct claims share brings nobody together."""
BITS, TABLES = 14, 8
RARE_WORDS = 5


def text_key(claim: Claim) -> str:
    """Claims with this key in common say the same in the same words, hedges and small words included."""
    return " ".join(t.stem for t in wording(claim.text).tokens)


def candidate_pairs(claims: Sequence[Claim], vectors: Floats) -> list[tuple[int, int, float]]:
    """Pairs of places in ``claims`` to compare, with the cosine of their vectors; i < j, in order.

    Claims in the same words meet only the first of them, so that a thousand copies give a thousand pairs.
    """
    heads, followers = _copies(claims)
    pairs = set(_by_words(claims, heads))
    pairs |= set(_by_vectors(vectors, heads))
    pairs |= set(_by_casualties(claims, heads))
    pairs |= set(followers)
    ordered = sorted(pairs)
    if not ordered:
        return []
    left = np.array([i for i, _ in ordered])
    right = np.array([j for _, j in ordered])
    cosines = np.concatenate(
        [
            np.einsum("ij,ij->i", vectors[left[k : k + BLOCK]], vectors[right[k : k + BLOCK]])
            for k in range(0, len(ordered), BLOCK)
        ]
    )
    return [(i, j, float(c)) for (i, j), c in zip(ordered, cosines, strict=True)]


def _copies(claims: Sequence[Claim]) -> tuple[list[int], list[tuple[int, int]]]:
    first: dict[Hashable, int] = {}
    heads: list[int] = []
    followers: list[tuple[int, int]] = []
    for i, claim in enumerate(claims):
        key = (
            text_key(claim),
            claim.polarity,
            claim.amounts,
            claim.days,
            claim.certainty.label,
            claim.actor if claim.direct else None,
        )
        if key in first:
            followers.append((first[key], i))
        else:
            first[key] = i
            heads.append(i)
    return heads, followers


def _by_words(claims: Sequence[Claim], heads: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Claims that share two of each other's rarest words."""
    count: dict[str, int] = defaultdict(int)
    for i in heads:
        for stem in wording(claims[i].text).stems:
            count[stem] += 1
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in heads:
        rare = sorted(wording(claims[i].text).stems, key=lambda s: (count[s], s))
        rare = [s for s in rare if count[s] > 1][:RARE_WORDS]
        for k, first in enumerate(rare):
            for second in rare[k + 1 :]:
                buckets[min(first, second), max(first, second)].append(i)
    yield from _meet(buckets.values())


def _by_casualties(claims: Sequence[Claim], heads: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Claims that count killed or injured and whose documents open with the same name."""
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in heads:
        for unit in sorted({a.unit for a in claims[i].amounts if a.unit in ("killed", "injured")}):
            for name in claims[i].setting:
                buckets[str(unit), name.lower()].append(i)
    yield from _meet(buckets.values())


def _meet(buckets: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    for members in buckets:
        if len(members) > COMMON:
            continue
        for k, i in enumerate(members):
            for j in members[k + 1 :]:
                yield (i, j) if i < j else (j, i)


def _by_vectors(vectors: Floats, heads: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(heads) < 2:
        return
    rows = np.asarray(heads, dtype=np.intp)
    chosen = vectors[rows]
    near = _nearest_of_all(chosen) if len(rows) <= ALL_UP_TO else _nearest_in_buckets(chosen)
    for i, j in near:
        a, b = int(rows[i]), int(rows[j])
        yield (a, b) if a < b else (b, a)


def _nearest_of_all(vectors: Floats) -> Iterator[tuple[int, int]]:
    for start in range(0, len(vectors), BLOCK):
        cosines = vectors[start : start + BLOCK] @ vectors.T
        yield from _best(cosines, start, np.arange(len(vectors)))


def _best(cosines: Floats, start: int, columns: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    keep = min(NEAREST + 1, cosines.shape[1])
    order = np.argpartition(-cosines, keep - 1, axis=1)[:, :keep]
    for row, places in enumerate(order):
        for k in places:
            j = int(columns[k])
            if j != start + row and cosines[row, k] >= LEAST_SIMILAR:
                yield start + row, j


def _nearest_in_buckets(vectors: Floats) -> Iterator[tuple[int, int]]:
    """Locality-sensitive hashing for cosines (Charikar 2002): equal signs on ``BITS`` random hyperplanes, ``TABLES`` times."""
    planes = np.random.default_rng(20310502).standard_normal((TABLES, vectors.shape[1], BITS)).astype(np.float32)
    powers = (1 << np.arange(BITS)).astype(np.int64)
    for table in planes:
        keys = ((vectors @ table) > 0) @ powers
        order = np.argsort(keys, kind="stable")
        edges = np.flatnonzero(np.diff(keys[order])) + 1
        for members in np.split(order, edges):
            yield from _in_bucket(vectors, members)


def _in_bucket(vectors: Floats, members: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    for start in range(0, len(members), BLOCK):
        part = members[start : start + BLOCK]
        if len(part) < 2:
            continue
        cosines = vectors[part] @ vectors[part].T
        for row, column in zip(*np.nonzero(np.triu(_top(cosines), 1)), strict=True):
            yield int(part[row]), int(part[column])


def _top(cosines: Floats) -> NDArray[np.bool_]:
    """Which cosines are among the nearest of their row or column and high enough."""
    keep = min(NEAREST, cosines.shape[1] - 1)
    floor = -np.partition(-cosines, keep, axis=1)[:, keep]
    near = (cosines >= floor[:, None]) & (cosines >= LEAST_SIMILAR)
    return near | near.T


def stable_hash(text: str) -> str:
    """Twelve hex digits that name a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
