"""A document cut into words once, for all that is compared about it: places, hashes, paragraphs, what is quoted."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.model_trace import Source
from headwater.trace.alignment import Indexed, indexed
from headwater.trace.fingerprints import Hashes, grams, winnowed, word_hashes, word_ranges

Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]

_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|(?<![\w\"])\"[^\"\n]+\"|«[^»\n]*(?:»|$)", re.MULTILINE)
_CREDIT = re.compile(
    r"\W*(?:(?:additional |further )?(?:reporting|writing|editing|compiled|edited|reported|written) (?:by|:)|"
    r"(?:tm and )?(?:©|\(c\)|copyright)\W|all rights reserved|this (?:material|article|story) may not be (?:published|republished)|"
    r"(?:additional|further) reporting\b|with reporting from|follow us on|sign up (?:for|to)|subscribe to)",
    re.IGNORECASE,
)
_CREDIT_WORDS = 60
"""Longer paragraphs are no credit lines, whatever they begin with."""


class Paragraph(NamedTuple):
    """One line of a document's text: a hash of its words, and which words they are."""

    key: int
    first: int
    last: int


@dataclass(frozen=True)
class Wording:
    """The words of one document, its residue left out. ``standing`` marks words of standing paragraphs and credit lines."""

    document: str
    starts: Indices
    ends: Indices
    words: Hashes
    paragraphs: tuple[Paragraph, ...]
    quoted: Flags
    standing: Flags

    def knowing(self, standing: Collection[int]) -> Wording:
        """The same document, once it is known which paragraphs are standing ones."""
        stands = self.standing.copy()
        for key, first, last in self.paragraphs:
            if key in standing:
                stands[first:last] = True
        return replace(self, standing=stands)

    @cached_property
    def own(self) -> Indices:
        """Places of the words outside standing paragraphs."""
        return np.flatnonzero(~self.standing).astype(np.int64)

    @cached_property
    def index(self) -> Indexed:
        """Those words, ready to be aligned."""
        return indexed(self.words[self.own])

    @cached_property
    def footing(self) -> Indices:
        """Places of the words inside standing paragraphs."""
        return np.flatnonzero(self.standing).astype(np.int64)

    @cached_property
    def prints(self) -> Hashes:
        """Fingerprints, standing paragraphs left out."""
        return winnowed(grams(self.words[self.own]))

    @cached_property
    def vocabulary(self) -> Hashes:
        """The distinct words, sorted."""
        return np.unique(self.words)


def wording_of(source: Source, standing: Collection[int] = ()) -> Wording:
    """Cut a document into words. ``standing`` are paragraph keys from ``standing_paragraphs``."""
    text = source.reading.document.text
    ranges = word_ranges(text, sorted((r.start, r.end) for r in source.reading.document.residue))
    words = word_hashes(text, ranges)
    starts = np.fromiter((a for a, _ in ranges), np.int64, len(ranges))
    ends = np.fromiter((b for _, b in ranges), np.int64, len(ranges))
    paragraphs = _paragraphs(text, starts, words)
    quoted = marked(starts, _quoted_ranges(source))
    stands = np.zeros(len(words), dtype=np.bool_)
    for _, first, last in paragraphs:
        if last - first <= _CREDIT_WORDS and _CREDIT.match(text, int(starts[first])):
            stands[first:last] = True
    wording = Wording(source.document, starts, ends, words, paragraphs, quoted, stands)
    return wording.knowing(standing) if standing else wording


def packed_wording(wording: Wording) -> bytes:
    """All that comparing a document with another one needs, as bytes; its paragraphs are left out."""
    numbers = (np.stack([wording.starts, wording.ends]).astype("<u4"), wording.words.astype("<u8"))
    flags = (np.packbits(wording.quoted), np.packbits(wording.standing))
    return b"".join([len(wording.words).to_bytes(4, "little"), *(part.tobytes() for part in (*numbers, *flags))])


def unpacked_wording(document: str, data: bytes) -> Wording:
    """What ``packed_wording`` packed. Raises ValueError for other bytes."""
    count = int.from_bytes(data[:4], "little")
    starts, ends = np.frombuffer(data, dtype="<u4", count=2 * count, offset=4).reshape(2, count).astype(np.int64)
    at = 4 + 8 * count
    words = np.frombuffer(data, dtype="<u8", count=count, offset=at).astype(np.uint64)
    flags = np.frombuffer(data, dtype=np.uint8, offset=at + 8 * count).reshape(2, -1)
    quoted, standing = (np.unpackbits(row, count=count).astype(np.bool_) for row in flags)
    return Wording(document, starts, ends, words, (), quoted, standing)


def packed_cutting(wording: Wording) -> bytes:
    """What telling the standing paragraphs and the common runs of a case needs of a document, as bytes.

    Where words end and what is quoted are left out.
    """
    keys = np.array([p.key for p in wording.paragraphs], dtype="<u8")
    bounds = np.array([(p.first, p.last) for p in wording.paragraphs], dtype="<u4")
    counts = np.array([len(wording.words), len(keys)], dtype="<u4")
    parts = (counts, keys, bounds, wording.words.astype("<u8"), wording.starts.astype("<u4"))
    return b"".join([part.tobytes() for part in parts]) + np.packbits(wording.standing).tobytes()


def unpacked_cutting(document: str, data: bytes) -> Wording:
    """What ``packed_cutting`` packed. Raises ValueError for other bytes."""
    at = 8
    words, paragraphs = np.frombuffer(data, "<u4", 2).tolist()

    def taken(kind: str, count: int) -> NDArray[np.generic]:
        nonlocal at
        found = np.frombuffer(data, kind, count, at)
        at += found.nbytes
        return found

    keys, bounds = taken("<u8", paragraphs), taken("<u4", 2 * paragraphs).reshape(-1, 2)
    hashes, starts = taken("<u8", words).astype(np.uint64), taken("<u4", words).astype(np.int64)
    standing = np.unpackbits(np.frombuffer(data, np.uint8, -1, at), count=words).astype(np.bool_)
    lines = zip(keys.tolist(), bounds.tolist(), strict=True)
    none = np.zeros(0, dtype=np.int64)
    found = tuple(Paragraph(key, first, last) for key, (first, last) in lines)
    return Wording(document, starts, none, hashes, found, none.astype(np.bool_), standing)


def marked(starts: Indices, ranges: Sequence[tuple[int, int]]) -> Flags:
    """Which words begin inside one of the ranges."""
    edges = np.zeros(len(starts) + 1, dtype=np.int64)
    if ranges:
        np.add.at(edges, np.searchsorted(starts, [a for a, _ in ranges]), 1)
        np.subtract.at(edges, np.searchsorted(starts, [b for _, b in ranges]), 1)
    return np.asarray(np.cumsum(edges[:-1]) > 0)


def _paragraphs(text: str, starts: Indices, words: Hashes) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    first = 0
    places: list[int] = starts.tolist()
    for line in re.finditer(r"\n|$", text):
        last = bisect_left(places, line.start(), first)
        if last > first:
            key = hashlib.blake2b(words[first:last].tobytes(), digest_size=8).digest()
            found.append(Paragraph(int.from_bytes(key, "little"), first, last))
        first = last
    return tuple(found)


def _quoted_ranges(source: Source) -> list[tuple[int, int]]:
    reading = source.reading
    ranges = [match.span() for match in _QUOTED.finditer(reading.document.text)]
    ranges += [(m.start, m.end) for m in reading.document.markup if m.kind == "quote"]
    ranges += [(s.start, s.end) for a in reading.attributions if a.form == "direct" for s in a.content]
    ranges += [(s.start, s.end) for s in reading.unattributed_quotations]
    return ranges
