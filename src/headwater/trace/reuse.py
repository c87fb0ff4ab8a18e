"""Text that documents share: exact passages in both, told apart as copy, quotation and boilerplate.

``reuse`` does it for a whole case: standing paragraphs first, then the pairs that share fingerprints, then alignment, and
last, with all documents in view, what is boilerplate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from headwater.model_trace import Passage, PassageKind, Source
from headwater.trace.alignment import Block, align, indexed
from headwater.trace.cutting import Indices, Wording, wording_of
from headwater.trace.fingerprints import candidates
from headwater.trace.standing import Commonness, standing_in, standing_paragraphs

__all__ = ["Commonness", "passages", "reuse", "shared", "standing_paragraphs", "wording_of"]

LEAST_WORDS = 8
"""Equal words in a passage that is no quotation."""
LEAST_QUOTED = 4
"""Equal words in a passage that is a quotation."""
LEAST_SHARE = 0.5
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


def _passage(
    a: Wording, b: Wording, block: Block, mine: Indices, theirs: Indices, *, standing: bool
) -> Iterator[Passage]:
    """A block as a passage, if it is long and close enough. ``mine`` and ``theirs`` are the places of the aligned words."""
    first, last = int(mine[block.first]), int(mine[block.first_end - 1])
    second, second_last = int(theirs[block.second]), int(theirs[block.second_end - 1])
    in_first = bool(a.quoted[first : last + 1].mean() >= QUOTED_SHARE)
    in_second = bool(b.quoted[second : second_last + 1].mean() >= QUOTED_SHARE)
    quoted = in_first and in_second
    if block.same < (LEAST_QUOTED if quoted else LEAST_WORDS) or block.share < LEAST_SHARE:
        return
    kind: PassageKind = "boilerplate" if standing else "quotation" if quoted else "copy"
    ours = int(a.starts[first]), int(a.ends[last])
    others = int(b.starts[second]), int(b.ends[second_last])
    share = round(block.share, 4)
    yield Passage(a.document, *ours, b.document, *others, block.same, share, kind, in_first, in_second)
