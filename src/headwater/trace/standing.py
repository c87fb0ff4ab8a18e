"""What many documents carry that are otherwise about different things: footers, sign-up forms, formulas of the trade.

A whole paragraph that a publisher prints under everything is standing. A passage that others hold too, between two
documents weeks apart, or whose other names and figures are different ones, is boilerplate; between documents about one
event it is not, however many papers print it, because that is what wire copy looks like.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

import numpy as np

from headwater.model_trace import Passage, Source
from headwater.trace.cutting import Wording, wording_of
from headwater.trace.fingerprints import Hashes, grams, grams_of_each, word_hash
from headwater.trace.wording import ordinary_words

STANDING = 3
"""Documents of one publisher, different otherwise, that make a paragraph a standing one."""
STANDING_ANYWHERE = 20
"""The same where the publishers differ or aren't known."""
MUCH = 80
"""Words in rarer paragraphs that make a document different, however long the common ones are."""
ENOUGH = 20
"""Documents of a case below which nothing is taken for boilerplate because others hold it."""
RELATED = 0.15
"""Likeness of two documents above which they may be about one event: of pairs about one, 98 in 100 lie above."""
HELD_LATER, HELD_ELSEWHERE = 3, 6
"""Documents that must hold a passage for it to be boilerplate between two that are weeks apart, or about other things."""
APART = 30
"""Days between two documents after which what a third holds, too, is no copy of news."""
MOST = 0.5
"""Part of the shorter document's words above which the shared passages are what it is about."""
TELLING = 6
"""Uncommon words outside the shared passages without which nothing can be said of that."""
SHORT = 15
"""Words of a passage that may agree by chance where the documents have nothing else in common."""


def standing_paragraphs(sources: Sequence[Source]) -> frozenset[int]:
    """Keys of the paragraphs that documents carry which otherwise differ."""
    return standing_in([wording_of(source) for source in sources], sources)


def standing_in(wordings: Sequence[Wording], sources: Sequence[Source]) -> frozenset[int]:
    """The same, where the documents have been cut already.

    A paragraph counts as standing when most of its holders are for the greater part made of rarer paragraphs, so that
    many copies of one article make none. Time grows with the number of paragraphs.
    """
    holders: dict[int, list[int]] = defaultdict(list)
    bodies = [{p.key: p.last - p.first for p in wording.paragraphs} for wording in wordings]
    for number, body in enumerate(bodies):
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


class Commonness:
    """How many documents of a case hold each run of words, for telling boilerplate from copies.

    ``dates`` gives the ISO date of publication of the documents that have one.
    """

    def __init__(self, wordings: Iterable[Wording], dates: Mapping[str, str | None] | None = None) -> None:
        self._wordings = {w.document: w for w in wordings}
        self._days = {document: _day(written) for document, written in (dates or {}).items()}
        runs, self._owners = grams_of_each([w.words for w in self._wordings.values()])
        order = np.argsort(runs, kind="stable")
        ordered, owners = runs[order], self._owners[order]
        new = np.concatenate([[True], (ordered[1:] != ordered[:-1]) | (owners[1:] != owners[:-1])])[: len(runs)]
        self._runs, self._held = np.unique(ordered[new], return_counts=True)
        self._every = runs

    def beside(self, documents: Collection[str]) -> set[str]:
        """Documents that have a run of words in common with any of these, those included."""
        keys = list(self._wordings)
        asked = np.isin(self._owners, [n for n, key in enumerate(keys) if key in documents])
        met = np.unique(self._owners[np.isin(self._every, self._every[asked])])
        return {*documents, *(keys[n] for n in met.tolist())}

    def judged(self, passages: Iterable[Passage]) -> list[Passage]:
        """The passages with their kinds told anew, as this case shows them: what was told before makes no difference."""
        pairs: dict[tuple[str, str], list[Passage]] = defaultdict(list)
        for passage in passages:
            pairs[passage.first, passage.second].append(passage)
        return [judged for pair, found in pairs.items() for judged in self._judged(*pair, found)]

    def _judged(self, first: str, second: str, passages: list[Passage]) -> list[Passage]:
        a, b = self._wordings[first], self._wordings[second]
        enough = self._holders(a, b, passages)
        return [self._told(p, a, enough) for p in passages]

    def _holders(self, a: Wording, b: Wording, passages: Sequence[Passage]) -> int | None:
        """How many documents must hold what two share for it to be boilerplate; None where it never is."""
        if len(self._wordings) < ENOUGH:
            return None
        first, second = self._days.get(a.document), self._days.get(b.document)
        if first is not None and second is not None and abs(first - second) > APART:
            return HELD_LATER
        if sum(p.words for p in passages) > MOST * min(len(a.own), len(b.own)):
            return None
        alike = likeness(a, b, passages)
        return HELD_ELSEWHERE if alike is not None and alike < RELATED else None

    def _told(self, passage: Passage, first: Wording, enough: int | None) -> Passage:
        places = slice(*np.searchsorted(first.starts, [passage.first_start, passage.first_end]).tolist())
        if first.standing[places].all():
            return replace(passage, kind="boilerplate")
        if enough is not None and self._held_by(first, places) >= (enough if passage.words >= SHORT else 1):
            return replace(passage, kind="boilerplate")
        return replace(passage, kind="quotation" if passage.quoted_first and passage.quoted_second else "copy")

    def _held_by(self, first: Wording, places: slice) -> float:
        """How many documents hold the runs of words of a passage, in the middle."""
        runs = grams(first.words[places])
        if not len(runs):
            return 0.0
        found = np.minimum(np.searchsorted(self._runs, runs), len(self._runs) - 1)
        return float(np.median(np.where(self._runs[found] == runs, self._held[found], 0)))


def likeness(first: Wording, second: Wording, shared: Sequence[Passage]) -> float | None:
    """Cosine, 0 to 1, of the names, figures and other uncommon words that two documents have outside the passages.

    None where either has too few of them to tell.
    """
    mine = _uncommon(first, [(p.first_start, p.first_end) for p in shared])
    theirs = _uncommon(second, [(p.second_start, p.second_end) for p in shared])
    if min(len(mine), len(theirs)) < TELLING:
        return None
    return len(np.intersect1d(mine, theirs, assume_unique=True)) / math.sqrt(len(mine) * len(theirs))


def _uncommon(wording: Wording, ranges: Sequence[tuple[int, int]]) -> Hashes:
    """The distinct words of a document outside some ranges of its text that are in no dictionary."""
    free = ~wording.standing
    for a, b in np.searchsorted(wording.starts, ranges).tolist():
        free[a:b] = False
    words = np.unique(wording.words[free])
    return words[~np.isin(words, _ordinary(), assume_unique=True)]


@lru_cache(maxsize=1)
def _ordinary() -> Hashes:
    return np.unique(np.fromiter((word_hash(word) for word in ordinary_words()), dtype=np.uint64))


def _day(written: str | None) -> int | None:
    try:
        return date.fromisoformat((written or "")[:10]).toordinal()
    except ValueError:
        return None


def _is_mostly_rarer(body: Mapping[int, int], counts: Mapping[int, int], limit: float) -> bool:
    rarer = sum(words for key, words in body.items() if counts[key] < limit)
    return rarer >= MUCH or 2 * rarer > sum(body.values())


def _is_standing(holders: Sequence[Source]) -> bool:
    addresses: dict[str | None, set[str]] = defaultdict(set)
    for source in holders:
        addresses[source.publisher].add(source.address or source.document)
    if any(publisher and len(found) >= STANDING for publisher, found in addresses.items()):
        return True
    return sum(len(found) for found in addresses.values()) >= STANDING_ANYWHERE
