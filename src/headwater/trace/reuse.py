"""Text that documents share: exact passages in both, told apart as copy, quotation and boilerplate.

``reuse`` does it for a whole case: standing paragraphs first, then the pairs that share fingerprints, then alignment.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.model_trace import Passage, PassageKind, Source
from headwater.trace.alignment import Block, Indexed, align, indexed
from headwater.trace.fingerprints import Hashes, candidates, grams, winnowed, word_hash, word_hashes, word_ranges

Flags = NDArray[np.bool_]

LEAST_WORDS = 8
"""Equal words in a passage that is no quotation."""
LEAST_QUOTED = 4
"""Equal words in a passage that is a quotation."""
LEAST_SHARE = 0.5
QUOTED_SHARE = 0.8
"""Part of the words that must stand in quotation marks on both sides."""
STANDING = 3
"""Documents of one publisher, different otherwise, that make a paragraph a standing one."""
STANDING_ANYWHERE = 20
"""The same where the publishers differ or aren't known."""

_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|(?<![\w\"])\"[^\"\n]+\"|«[^»\n]*(?:»|$)", re.MULTILINE)
_PARAGRAPH = re.compile(r"[^\n]+")
_CREDIT = re.compile(
    r"^\W*(?:(?:additional |further )?(?:reporting|writing|editing|compiled|edited|reported|written) (?:by|:)|"
    r"(?:©|\(c\)|copyright)\W|all rights reserved|this (?:material|article|story) may not be (?:published|republished)|"
    r"(?:additional|further) reporting\b|with reporting from|follow us on|sign up (?:for|to)|subscribe to)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one document: where they stand, their hashes, and which of them are quoted or in standing paragraphs."""

    document: str
    starts: list[int]
    ends: list[int]
    words: Hashes
    quoted: Flags
    standing: Flags
    index: Indexed
    own: list[int]


def passages(a: Source, b: Source, standing: Collection[int] = ()) -> tuple[Passage, ...]:
    """What two documents share, in the order of the first. ``standing`` are hashes from ``standing_paragraphs``."""
    return tuple(shared(wording_of(a, standing), wording_of(b, standing)))


def reuse(sources: Sequence[Source], only: Collection[str] | None = None) -> tuple[Passage, ...]:
    """All passages that the documents of a case share.

    ``only`` limits the work to pairs with one of these documents (ids), for adding to a case. Captures of one page are
    compared as well. Deterministic; the order of ``sources`` doesn't matter.
    """
    ordered = sorted(sources, key=lambda s: (s.published or "9999", s.captured or "9999", s.document))
    standing = standing_paragraphs(ordered)
    wordings = [wording_of(source, standing) for source in ordered]
    prints = [winnowed(grams(w.index.words)) for w in wordings]
    found: list[Passage] = []
    for i, j in candidates(prints):
        if only is None or wordings[i].document in only or wordings[j].document in only:
            found += shared(wordings[i], wordings[j])
    return tuple(found)


def wording_of(source: Source, standing: Collection[int] = ()) -> Wording:
    """Cut a document into words, its residue left out."""
    text = source.reading.document.text
    skip = _skipped(source)
    ranges = word_ranges(text, skip)
    words = word_hashes(text, ranges)
    starts, ends = [a for a, _ in ranges], [b for _, b in ranges]
    quoted = _marked(starts, _quoted_ranges(source))
    stands = _marked(starts, _standing_ranges(source, standing))
    own = np.flatnonzero(~stands)
    return Wording(source.document, starts, ends, words, quoted, stands, indexed(words[own]), own.tolist())


def shared(a: Wording, b: Wording) -> list[Passage]:
    """The passages of two documents whose words have been cut."""
    found = [p for block in align(a.index, b.index) for p in _passage(a, b, block)]
    return sorted(found, key=lambda p: (p.first_start, p.second_start))


def standing_paragraphs(sources: Sequence[Source]) -> frozenset[int]:
    """Hashes of paragraphs that documents carry which otherwise differ: footers, notices, lines about the publisher.

    A paragraph counts as standing when most of its holders are for the greater part made of rarer paragraphs, so that
    many copies of one article make none. Time grows with the number of paragraphs.
    """
    holders: dict[int, list[int]] = defaultdict(list)
    bodies: list[list[tuple[int, int]]] = []
    for number, source in enumerate(sources):
        body = {key: count for key, count, _, _ in _paragraphs(source)}
        bodies.append(list(body.items()))
        for key in body:
            holders[key].append(number)
    counts = {key: len(numbers) for key, numbers in holders.items()}
    standing = set()
    for key, numbers in holders.items():
        if len(numbers) < STANDING:
            continue
        free = [n for n in numbers if _is_mostly_rarer(bodies[n], counts, counts[key] / 2)]
        if len(free) * 2 > len(numbers) and _is_standing([sources[n] for n in free]):
            standing.add(key)
    return frozenset(standing)


def _is_mostly_rarer(body: Sequence[tuple[int, int]], counts: dict[int, int], limit: float) -> bool:
    total = sum(count for _, count in body)
    return 2 * sum(count for key, count in body if counts[key] < limit) > total or (
        sum(count for key, count in body if counts[key] < limit) >= 80
    )


def _is_standing(holders: Sequence[Source]) -> bool:
    addresses: dict[str | None, set[str]] = defaultdict(set)
    for source in holders:
        addresses[source.publisher].add(source.address or source.document)
    if any(publisher and len(found) >= STANDING for publisher, found in addresses.items()):
        return True
    return sum(len(found) for found in addresses.values()) >= STANDING_ANYWHERE


def _paragraphs(source: Source) -> Iterator[tuple[int, int, int, int]]:
    """Of each paragraph: hash of its words, their number, start and end."""
    text = source.reading.document.text
    for match in _PARAGRAPH.finditer(text):
        ranges = word_ranges(match[0])
        if ranges:
            yield word_hash(" ".join(match[0][a:b] for a, b in ranges)), len(ranges), *match.span()


def _skipped(source: Source) -> list[tuple[int, int]]:
    return sorted((r.start, r.end) for r in source.reading.document.residue)


def _standing_ranges(source: Source, standing: Collection[int]) -> list[tuple[int, int]]:
    text = source.reading.document.text
    return [(a, b) for key, _, a, b in _paragraphs(source) if key in standing or _CREDIT.match(text, a, b)]


def _quoted_ranges(source: Source) -> list[tuple[int, int]]:
    reading = source.reading
    ranges = [match.span() for match in _QUOTED.finditer(reading.document.text)]
    ranges += [(m.start, m.end) for m in reading.document.markup if m.kind == "quote"]
    ranges += [(s.start, s.end) for a in reading.attributions if a.form == "direct" for s in a.content]
    ranges += [(s.start, s.end) for s in reading.unattributed_quotations]
    return ranges


def _marked(starts: Sequence[int], ranges: Sequence[tuple[int, int]]) -> Flags:
    """Which words begin inside one of the ranges."""
    edges = np.zeros(len(starts) + 1, dtype=np.int64)
    for start, end in ranges:
        edges[bisect_left(starts, start)] += 1
        edges[bisect_left(starts, end)] -= 1
    return np.cumsum(edges[:-1]) > 0


def _passage(a: Wording, b: Wording, block: Block) -> Iterator[Passage]:
    """A block as a passage, if it is long and close enough."""
    first, first_last = a.own[block.first], a.own[block.first_end - 1]
    second, second_last = b.own[block.second], b.own[block.second_end - 1]
    in_first = bool(a.quoted[first : first_last + 1].mean() >= QUOTED_SHARE)
    in_second = bool(b.quoted[second : second_last + 1].mean() >= QUOTED_SHARE)
    quoted = in_first and in_second
    if block.same < (LEAST_QUOTED if quoted else LEAST_WORDS) or block.share < LEAST_SHARE:
        return
    kind: PassageKind = "quotation" if quoted else "copy"
    ranges = a.starts[first], a.ends[first_last], b.starts[second], b.ends[second_last]
    share = round(block.share, 4)
    yield Passage(a.document, *ranges[:2], b.document, *ranges[2:], block.same, share, kind, in_first, in_second)
