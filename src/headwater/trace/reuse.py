"""Text that documents share: exact passages in both, told apart as copy, quotation and boilerplate.

``reuse`` does it for a whole case: standing paragraphs first, then the pairs that share fingerprints, then alignment, and
last, with all documents in view, what is boilerplate.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from headwater.model_trace import Passage, PassageKind, Source
from headwater.trace.alignment import Block, align, indexed
from headwater.trace.cutting import Flags, Indices, Wording, wording_of
from headwater.trace.fingerprints import candidates, word_hashes, word_ranges
from headwater.trace.standing import Commonness, standing_in, standing_paragraphs

__all__ = ["Commonness", "level_of", "passages", "reuse", "shared", "standing_paragraphs", "taken_over", "wording_of"]

Level = Literal["none", "heavy revision", "light revision", "near copy"]
LEVELS: tuple[Level, ...] = ("none", "heavy revision", "light revision", "near copy")

LEAST_WORDS = 8
"""Equal words in a passage that is no quotation."""
LEAST_QUOTED = 4
"""Equal words in a passage that is a quotation."""
LEAST_SHARE = 0.5
LEVEL_FROM = (0.18, 0.72, 0.92)
"""Part of the words taken over from which a text is heavily revised, lightly revised, a near copy.

Set on the answers of Clough and Stevenson (2011), where each task left out in turn gives nearly the same.
"""
QUOTED_SHARE = 0.8
"""Part of the words that must stand in quotation marks."""


def passages(a: Source, b: Source, standing: Collection[int] = ()) -> tuple[Passage, ...]:
    """What two documents share, in the order of the first. ``standing`` are keys from ``standing_paragraphs``."""
    return tuple(shared(wording_of(a, standing), wording_of(b, standing)))


def reuse(sources: Sequence[Source]) -> tuple[Passage, ...]:
    """All passages that the documents of a case share, the captures of one page among them.

    Deterministic; the order of ``sources`` doesn't matter.
    """
    ordered = sorted(sources, key=lambda s: (s.published or "9999", s.captured or "9999", s.document))
    cut = [wording_of(source) for source in ordered]
    standing = standing_in(cut, ordered)
    wordings = [wording.knowing(standing) for wording in cut]
    found = [p for i, j in candidates([w.prints for w in wordings]) for p in shared(wordings[i], wordings[j])]
    return tuple(Commonness(wordings, {s.document: s.published for s in ordered}).judged(found))


def shared(a: Wording, b: Wording) -> list[Passage]:
    """The passages of two documents whose words have been cut; what only a whole case shows to be boilerplate counts as copy."""
    found = [p for block in align(a.index, b.index) for p in _passage(a, b, block, a.own, b.own, standing=False)]
    if len(a.footing) and len(b.footing):
        feet = align(indexed(a.words[a.footing]), indexed(b.words[b.footing]))
        found += [p for block in feet for p in _passage(a, b, block, a.footing, b.footing, standing=True)]
    return sorted(found, key=lambda p: (p.first_start, p.second_start))


def taken_over(text: str, earlier: str) -> float:
    """The part of a text's words, 0 to 1, that stand in runs which an earlier text has too."""
    mine, theirs = (indexed(word_hashes(t, word_ranges(t))) for t in (text, earlier))
    return sum(block.same for block in align(mine, theirs)) / max(1, len(mine.words))


def level_of(part: float) -> Level:
    """How much was taken over, as a word, for a part from ``taken_over``."""
    return LEVELS[bisect_right(LEVEL_FROM, part)]


def _passage(
    a: Wording, b: Wording, block: Block, mine: Indices, theirs: Indices, *, standing: bool
) -> Iterator[Passage]:
    """A block as a passage, if it is long and close enough. ``mine`` and ``theirs`` are the places of the aligned words."""
    first, last = int(mine[block.first]), int(mine[block.first_end - 1])
    second, second_last = int(theirs[block.second]), int(theirs[block.second_end - 1])
    in_first = _is_quoted(a.quoted[first : last + 1])
    in_second = _is_quoted(b.quoted[second : second_last + 1])
    quoted = in_first and in_second
    if block.same < (LEAST_QUOTED if quoted else LEAST_WORDS) or block.share < LEAST_SHARE:
        return
    kind: PassageKind = "boilerplate" if standing else "quotation" if quoted else "copy"
    ours = int(a.starts[first]), int(a.ends[last])
    others = int(b.starts[second]), int(b.ends[second_last])
    share = round(block.share, 4)
    yield Passage(a.document, *ours, b.document, *others, block.same, share, kind, in_first, in_second)


def _is_quoted(quoted: Flags) -> bool:
    """Whether a stretch counts as quoted: nearly all of it, or all but a few words around it ("she said on Thursday")."""
    inside = int(quoted.sum())
    return inside >= QUOTED_SHARE * len(quoted) or (2 * inside >= len(quoted) and len(quoted) - inside < LEAST_WORDS)
