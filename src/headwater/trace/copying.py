"""Which document a claim's words, or the article around it, were copied from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headwater.model_trace import Claim, Passage
from headwater.trace.scene import Scene

_LONG = 15
"""Equal words that two people don't arrive at by themselves. Fewer may be chance, or one statement handed to both."""
_SHORT = 12
"""Equal words that are worth a mention at all; one sentence about one thing easily has eight."""
_BUILT = 0.3
"""Part of an article that stands word for word in another one: it was made from that one."""
_SOME = 0.12
_MANY = 25
"""Words that two articles must share besides, however short they are."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Copied:
    """The other document, the claim there, the passage's or the articles' shared words, and whether copying is shown.

    ``same_words`` tells a claim whose own words were copied from one that stands in an article with copied parts.
    """

    theirs: Claim
    words: int
    same_words: bool
    certain: bool


def copied_from(
    scene: Scene, claim: Claim, carrying: Mapping[str, Sequence[Claim]], rank: Mapping[str, int]
) -> Copied | None:
    """The likeliest document among ``carrying`` that shares the claim's words or much of its article.

    Words of the claim itself come first, then the agency that the article credits, then the most words, then the oldest document
    (``rank``). None where nothing worth speaking of is shared.
    """
    shared: dict[str, list[Passage]] = defaultdict(list)
    for passage in scene.passages_of(claim.document):
        if (
            passage.kind == "copy"
            and passage.second in carrying
            and not scene.same_page(claim.document, passage.second)
        ):
            shared[passage.second].append(passage)
    found = [(d, c) for d, p in sorted(shared.items()) if (c := _from_one(scene, claim, p, carrying[d]))]
    if not found:
        return None
    agency = scene.agency(claim.document)
    return min(
        found,
        key=lambda x: (
            not (x[1].same_words and x[1].certain),
            not x[1].certain,
            agency is None or scene.publisher[x[0]] != agency,
            -round(x[1].words, -1),
            rank[x[0]],
        ),
    )[1]


def _from_one(scene: Scene, claim: Claim, shared: Sequence[Passage], theirs: Sequence[Claim]) -> Copied | None:
    covering = max(shared, key=lambda p: (_overlap(p, claim), p.words))
    if _overlap(covering, claim) >= 0.5 and covering.words >= _SHORT:
        there = [c for c in theirs if c.start < covering.second_end and covering.second_start < c.end]
        if there:
            best = max(there, key=lambda c: (_alike(c, claim), -c.start))
            return Copied(best, covering.words, True, covering.words >= _LONG)
    text = scene.sources[claim.document].reading.document.text
    part = sum(p.first_end - p.first_start for p in shared) / max(1, len(text))
    words = sum(p.words for p in shared)
    if part < _SOME or words < _LONG:
        return None
    best = max(theirs, key=lambda c: (_alike(c, claim), -c.start))
    return Copied(best, words, False, part >= _BUILT and words >= _MANY)


def quoted_claim(passage: Passage, theirs: Sequence[Claim]) -> Claim | None:
    """The claim of the second document from which a passage is quoted, if it is part of one."""
    there = [c for c in theirs if c.start < passage.second_end and passage.second_start < c.end]
    return min(there, key=lambda c: (c.end - c.start, c.start), default=None)


def _alike(one: Claim, two: Claim) -> float:
    a, b = (set(_WORD.findall(c.text.casefold())) for c in (one, two))
    return len(a & b) / max(1, len(a | b))


def _overlap(passage: Passage, claim: Claim) -> float:
    """The part of a claim's range that a passage (the claim's document first) covers."""
    common = min(passage.first_end, claim.end) - max(passage.first_start, claim.start)
    return max(0.0, common / max(1, claim.end - claim.start))
