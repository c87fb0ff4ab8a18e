"""Which source, cue and content belong together: every source and content points at its cue.

The network scores each pair; this module turns the scores into groups, one for each attribution.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from headwater.read.tagging.spans import TagSpan
from headwater.read.tagging.tagger import TaggedWindow

LEAST_SHARE = 0.2
"""A source whose best link is weaker than this stands alone."""

ELSEWHERE = 6.0
"""Log-odds against a cue in another paragraph, which only a quotation that runs on can have."""


@dataclass(slots=True)
class Group:
    """The spans of one attribution; ``link`` is the weakest link's probability."""

    cue: list[TagSpan] = field(default_factory=list)
    sources: list[TagSpan] = field(default_factory=list)
    contents: list[TagSpan] = field(default_factory=list)
    link: float = 1.0


def link_spans(spans: Sequence[TagSpan], tagged: Sequence[TaggedWindow]) -> list[Group]:
    """Group spans by cue; contents and sources without a cue form groups of their own."""
    groups: list[Group] = []
    by_window: dict[int, list[TagSpan]] = {}
    for span in spans:
        by_window.setdefault(span.window, []).append(span)
    for number, here in by_window.items():
        groups.extend(_link_window(here, tagged[number]))
    groups.sort(key=lambda g: min(s.start for s in (*g.cue, *g.sources, *g.contents)))
    return groups


def _link_window(spans: Sequence[TagSpan], answer: TaggedWindow) -> list[Group]:
    cues = [span for span in spans if span.kind == "cue"]
    groups = [Group(cue=[cue]) for cue in cues]
    alone: list[Group] = []
    targets = answer.link_to[[*(cue.unit for cue in cues), len(answer.link_to) - 1]]
    scale = math.sqrt(answer.link_from.shape[1])
    for span in spans:
        if span.kind == "cue":
            continue
        shares = _shares((targets @ answer.link_from[span.unit]).tolist(), scale, cues, span.paragraph)
        best = shares.index(max(shares))
        if best == len(cues) or shares[best] < LEAST_SHARE:
            alone.append(Group(contents=[span]) if span.kind == "content" else Group(sources=[span]))
            continue
        group = groups[best]
        (group.sources if span.kind == "source" else group.contents).append(span)
        group.link = min(group.link, shares[best])
    return [*groups, *alone]


def _shares(products: list[float], scale: float, cues: Sequence[TagSpan], paragraph: int) -> list[float]:
    """How likely each cue is, and, last, that there is none; a handful of numbers, too few for numpy to pay."""
    scores = [product / scale for product in products]
    for i, cue in enumerate(cues):
        if cue.paragraph != paragraph:
            scores[i] -= ELSEWHERE
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]
