"""Alignment of two texts as sequences of word hashes: seeds, extended to runs, chained over small edits.

Seeds are shared runs of ``SIZE`` words; those that lie on one diagonal and touch become runs; the longest runs are laid
first (as in greedy string tiling, Wise 1993); runs that follow one another in both texts with little between them become
one block. Reordered paragraphs give several blocks. Time grows with the number of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel, LCSseq

from headwater.trace.fingerprints import Hashes, grams

Indices = NDArray[np.int64]
Run = tuple[int, int, int]
"""Place in the first text, place in the second, number of words."""

SIZE = 3
"""Words in a seed."""
REPEATED = 8
"""A seed that the second text holds more often than this is left out."""
GAP = 12
"""Words that may stand between two runs of one block."""
REACH = 12
"""Words beyond the ends of a block into which it may grow."""
GROWTH = 0.6
"""Part of the words it grows by that must be equal."""
LEAST_RUN = 3
MAX_RUNS = 4_000


@dataclass(frozen=True, slots=True)
class Block:
    """Aligned words: ``[first, first_end)`` with ``[second, second_end)``; ``same`` words of them are equal in both."""

    first: int
    first_end: int
    second: int
    second_end: int
    same: int

    @property
    def share(self) -> float:
        """Equal words over the words of the longer side."""
        return self.same / max(self.first_end - self.first, self.second_end - self.second)


@dataclass(frozen=True, slots=True)
class Indexed:
    """The words of one text and its seeds in the order of their hashes, ready to be met."""

    words: Hashes
    seeds: Hashes
    ordered: Hashes
    places: Indices


def indexed(words: Hashes) -> Indexed:
    """Make the seeds of a text once, for all its comparisons."""
    seeds = grams(words, SIZE)
    places = np.argsort(seeds, kind="stable")
    return Indexed(words, seeds, seeds[places], places.astype(np.int64))


def align(first: Indexed, second: Indexed) -> list[Block]:
    """The blocks that two texts share, in the order of the first. No word is in two runs; a block may lie in the gap of another."""
    tiles = _tiled(_runs(first, second), len(first.words), len(second.words))
    return _extended(_chained(tiles, first.words, second.words), first.words, second.words)


def _runs(first: Indexed, second: Indexed) -> list[Run]:
    """Runs of equal words as long as they go, the longest first."""
    low = np.searchsorted(second.ordered, first.seeds, "left")
    counts = np.searchsorted(second.ordered, first.seeds, "right") - low
    counts[counts > REPEATED] = 0
    mine = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    if not len(mine):
        return []
    offsets = np.arange(len(mine)) - np.repeat(np.cumsum(counts) - counts, counts)
    theirs = second.places[np.repeat(low, counts) + offsets]
    order = np.lexsort((mine, mine - theirs))
    mine, theirs = mine[order], theirs[order]
    breaks = (np.diff(mine) != 1) | (np.diff(mine - theirs) != 0)
    begins = np.concatenate([[0], np.flatnonzero(breaks) + 1])
    lengths = np.diff(np.append(begins, len(mine))) + SIZE - 1
    longest = np.argsort(-lengths, kind="stable")[:MAX_RUNS]
    begins, lengths = begins[longest], lengths[longest]
    return list(zip(mine[begins].tolist(), theirs[begins].tolist(), lengths.tolist(), strict=True))


def _tiled(runs: Sequence[Run], first_count: int, second_count: int) -> list[Run]:
    """Lay the longest runs first and cut what is taken from later ones; in the order of the first text."""
    taken_first, taken_second = bytearray(first_count), bytearray(second_count)
    tiles: list[Run] = []
    for i, j, length in runs:
        at = 0
        while at < length:
            if taken_first[i + at] or taken_second[j + at]:
                at += 1
                continue
            begin = at
            while at < length and not taken_first[i + at] and not taken_second[j + at]:
                at += 1
            size = at - begin
            if size >= LEAST_RUN:
                tiles.append((i + begin, j + begin, size))
                taken_first[i + begin : i + at] = taken_second[j + begin : j + at] = b"\x01" * size
    return sorted(tiles)


def _chained(tiles: Sequence[Run], first: Hashes, second: Hashes) -> list[Block]:
    """Join tiles that follow one another in both texts; count equal words in the gaps, too."""
    blocks: list[Block] = []
    for i, j, length in tiles:
        place = next(
            (p for p in range(len(blocks) - 1, max(-1, len(blocks) - 4), -1) if _follows(blocks[p], i, j)), None
        )
        if place is None:
            blocks.append(Block(i, i + length, j, j + length, length))
            continue
        last = blocks.pop(place)
        between = _equal(first[last.first_end : i], second[last.second_end : j])
        blocks.append(Block(last.first, i + length, last.second, j + length, last.same + between + length))
    return sorted(blocks, key=lambda block: block.first)


def _follows(block: Block, i: int, j: int) -> bool:
    """Whether a tile at (i, j) goes on where a block ends, with no more between them than the block can bear."""
    ahead, beside = i - block.first_end, j - block.second_end
    return 0 <= ahead <= GAP and 0 <= beside <= GAP and max(ahead, beside) <= max(LEAST_RUN, block.same)


def _equal(first: Hashes, second: Hashes) -> int:
    """How many words two short stretches share in order."""
    if not len(first) or not len(second):
        return 0
    return int(LCSseq.similarity(first.tolist(), second.tolist()))


def _extended(blocks: Sequence[Block], first: Hashes, second: Hashes) -> list[Block]:
    """Let blocks grow at both ends over edits that left no seed, up to their neighbours."""
    mine, theirs = bytearray(len(first)), bytearray(len(second))
    for b in blocks:
        mine[b.first : b.first_end] = b"\x01" * (b.first_end - b.first)
        theirs[b.second : b.second_end] = b"\x01" * (b.second_end - b.second)
    grown = []
    for b in blocks:
        i, j, after = _growth(_free(first, mine, b.first_end, 1), _free(second, theirs, b.second_end, 1))
        k, m, before = _growth(_free(first, mine, b.first - 1, -1), _free(second, theirs, b.second - 1, -1))
        mine[b.first - k : b.first_end + i] = b"\x01" * (b.first_end - b.first + i + k)
        theirs[b.second - m : b.second_end + j] = b"\x01" * (b.second_end - b.second + j + m)
        grown.append(Block(b.first - k, b.first_end + i, b.second - m, b.second_end + j, b.same + before + after))
    return grown


def _free(words: Hashes, taken: bytearray, at: int, step: int) -> list[int]:
    """The words from a place on, in one direction, that no block has."""
    found: list[int] = []
    while 0 <= at < len(words) and not taken[at] and len(found) < REACH:
        found.append(int(words[at]))
        at += step
    return found


def _growth(first: Sequence[int], second: Sequence[int]) -> tuple[int, int, int]:
    """How far a block can grow into what follows it: words of the first, of the second, and equal ones among them."""
    reach, same = (0, 0, 0), 0
    for code in Indel.opcodes(first, second):
        if code.tag == "equal":
            same += code.src_end - code.src_start
            if same >= GROWTH * max(code.src_end, code.dest_end):
                reach = code.src_end, code.dest_end, same
    return reach
