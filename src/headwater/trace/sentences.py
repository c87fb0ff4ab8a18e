"""Sentences of two captures, paired: the same, moved, changed, or in one only.

Equal sentences are paired by their longest common sequence, then wherever they moved to; what is left is paired by
the words it shares. Only sentences with a word in common that few others hold are compared, so that time stays close to
linear in the number of sentences.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from headwater.model import Reading
from headwater.trace.fingerprints import word_hash, word_ranges

Range = tuple[int, int]

CLOSE = 0.4
"""Shared words over the mean length at which two sentences are one, changed."""
CONTAINED = 0.8
"""Part of the shorter sentence's words found in order in the longer, which makes them one, cut or enlarged."""
COMMON = 30
"""A word in more sentences than this brings none of them together."""
MOST = 12
"""Sentences that one sentence is compared with: those that share most of its rarer words."""
_NEAR = 0.05
"""How much neighbourhood adds, so that of equal candidates the one in place wins."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as its words: where it stands, where they stand, and their hashes."""

    start: int
    end: int
    words: tuple[Range, ...]
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """How the sentences of two captures belong together, by their places in the two lists."""

    same: tuple[tuple[int, int], ...]
    changed: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def sentences_of(reading: Reading, leave_out: Sequence[Range] = ()) -> list[Sentence]:
    """The sentences of a reading with words of the article; what lies in ``leave_out`` is skipped, residue cut out."""
    text = reading.document.text
    residue = sorted((r.start, r.end) for r in reading.document.residue)
    found: list[Sentence] = []
    for span in reading.sentences:
        if any(a <= span.start and span.end <= b for a, b in leave_out):
            continue
        inside = [(a - span.start, b - span.start) for a, b in residue if a < span.end and b > span.start]
        words = [(a + span.start, b + span.start) for a, b in word_ranges(span.text, inside)]
        if words:
            keys = tuple(word_hash(text[a:b]) for a, b in words)
            found.append(Sentence(span.start, span.end, tuple(words), keys))
    return found


def pair(before: Sequence[Sentence], after: Sequence[Sentence]) -> Pairing:
    """Pair the sentences of two captures; each is in at most one pair."""
    same = _equal(before, after)
    left = _left(range(len(before)), (i for i, _ in same))
    right = _left(range(len(after)), (j for _, j in same))
    changed = _changed(before, after, left, right, same)
    return Pairing(
        tuple(sorted(same)),
        tuple(sorted(changed, key=lambda p: p[1])),
        tuple(_left(left, (i for i, _ in changed))),
        tuple(_left(right, (j for _, j in changed))),
    )


def _equal(before: Sequence[Sentence], after: Sequence[Sentence]) -> list[tuple[int, int]]:
    mine, theirs = [hash(s.keys) for s in before], [hash(s.keys) for s in after]
    same: list[tuple[int, int]] = []
    for block in LCSseq.opcodes(mine, theirs):
        if block.tag == "equal":
            same += zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)
    places: dict[int, list[int]] = defaultdict(list)
    for j in reversed(_left(range(len(after)), (j for _, j in same))):
        places[theirs[j]].append(j)
    for i in _left(range(len(before)), (i for i, _ in same)):
        if places[mine[i]]:
            same.append((i, places[mine[i]].pop()))
    return same


def _changed(
    before: Sequence[Sentence],
    after: Sequence[Sentence],
    left: Sequence[int],
    right: Sequence[int],
    same: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """The best pairs of what is left, the closest first."""
    follows = _neighbours(same, len(before), len(after))
    scored = []
    for i, j in _meeting(before, after, left, right):
        close = closeness(before[i].keys, after[j].keys)
        if close >= CLOSE:
            scored.append((close + (_NEAR if (i, j) in follows else 0.0), -abs(i - j), -i, -j))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(scored, reverse=True):
        if -i not in taken_left and -j not in taken_right:
            taken_left.add(-i)
            taken_right.add(-j)
            pairs.append((-i, -j))
    return pairs


def closeness(first: Sequence[int], second: Sequence[int]) -> float:
    """How much of two sentences is the same, 0 to 1: words shared in order over the mean length.

    A sentence that was cut or enlarged counts as close however long the other is, when at least four words agree.
    """
    shared = LCSseq.similarity(first, second)
    if shared >= 4 and shared >= CONTAINED * min(len(first), len(second)):
        return max(CLOSE, 2 * shared / (len(first) + len(second)))
    return 2 * shared / (len(first) + len(second))


def _meeting(
    before: Sequence[Sentence], after: Sequence[Sentence], left: Sequence[int], right: Sequence[int]
) -> list[tuple[int, int]]:
    """Pairs worth comparing: those that share a word which few sentences hold."""
    holders: dict[int, list[int]] = defaultdict(list)
    for j in right:
        for key in set(after[j].keys):
            holders[key].append(j)
    pairs: list[tuple[int, int]] = []
    for i in left:
        met = Counter(
            j for key in set(before[i].keys) if len(holders.get(key, ())) <= COMMON for j in holders.get(key, ())
        )
        ranked = sorted(met, key=lambda j: (-met[j], abs(i - j), j))
        pairs += [(i, j) for j in ranked[:MOST]]
    return pairs


def _neighbours(same: Sequence[tuple[int, int]], before: int, after: int) -> set[tuple[int, int]]:
    """Pairs of places that follow one another between the same equal sentences."""
    fixed = [(-1, -1), *sorted(same), (before, after)]
    near: set[tuple[int, int]] = set()
    for (i, j), (k, m) in pairwise(fixed):
        near.update((i + n, j + n) for n in range(1, min(k - i, m - j)))
    return near


def _left(places: Iterable[int], taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [place for place in places if place not in gone]
