"""Which source and content belong to which cue, from made-up scores of the network."""

from __future__ import annotations

import numpy as np

from headwater.read.tagging.encoding import Window
from headwater.read.tagging.linking import link_spans
from headwater.read.tagging.spans import TagSpan
from headwater.read.tagging.tagger import TaggedWindow


def answer(units: int, points: dict[int, int]) -> TaggedWindow:
    """A window in which unit ``a`` points at unit ``b``; -1 is "no cue"."""
    width = 64
    link_to = np.eye(units + 1, width, dtype=np.float32)
    link_from = np.zeros((units, width), dtype=np.float32)
    for a, b in points.items():
        link_from[a, b if b >= 0 else units] = 80.0
    nothing = np.zeros((units, width), dtype=np.float32)
    window = Window([0] * units, [0] * units, list(range(units)), [0] * units, list(range(units)))
    flat = np.zeros(units, dtype=np.float32)
    return TaggedWindow(window, np.zeros(units, dtype=np.intp), flat, link_from, link_to, nothing, nothing, flat)


def span(kind: str, unit: int, paragraph: int = 0) -> TagSpan:
    return TagSpan(kind, unit * 10, unit * 10 + 5, paragraph, 0, unit, unit, 0.9)


def test_sources_and_contents_join_the_cue_they_point_at() -> None:
    spans = [
        span("source", 0),
        span("cue", 1),
        span("content", 2),
        span("source", 3),
        span("cue", 4),
        span("content", 5),
    ]
    groups = link_spans(spans, [answer(6, {0: 1, 2: 1, 3: 4, 5: 4})])
    assert [[s.unit for s in (*g.sources, *g.cue, *g.contents)] for g in groups] == [[0, 1, 2], [3, 4, 5]]


def test_a_content_that_points_at_nothing_stands_alone() -> None:
    groups = link_spans([span("cue", 0), span("content", 1)], [answer(2, {1: -1})])
    assert sorted(len(g.contents) for g in groups) == [0, 1]
    assert all(not (g.cue and g.contents) for g in groups)


def test_a_cue_in_the_same_paragraph_is_preferred() -> None:
    spans = [span("cue", 0), span("cue", 1, paragraph=1), span("content", 2, paragraph=1)]
    # Without the penalty the content would point, if weakly, at the cue of the other paragraph.
    window = answer(3, {})
    window.link_from[2, 0] = 20.0
    groups = link_spans(spans, [window])
    with_content = next(g for g in groups if g.contents)
    assert [c.unit for c in with_content.cue] == [1]
