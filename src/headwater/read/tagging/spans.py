"""From tagged windows to spans of the text, each still knowing its place in the network's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from headwater.read.tagging.decoding import KINDS, tag_spans
from headwater.read.tagging.encoding import Paragraph
from headwater.read.tagging.tagger import TaggedWindow


@dataclass(slots=True)
class TagSpan:
    """One tagged span: ``start``/``end`` in code points, ``unit`` its first unit in window ``window``.

    ``confidence`` is the geometric mean of the probabilities of its first, last and weakest tag.
    """

    kind: str
    start: int
    end: int
    paragraph: int
    window: int
    unit: int
    last: int
    confidence: float


def find_spans(tagged: Sequence[TaggedWindow], paragraphs: Sequence[Paragraph]) -> list[TagSpan]:
    """All spans of a document in order of windows; a span never crosses a paragraph."""
    spans: list[TagSpan] = []
    for number, answer in enumerate(tagged):
        window = answer.window
        begin = 0
        for i in range(1, len(window.paragraph) + 1):
            if i < len(window.paragraph) and window.paragraph[i] == window.paragraph[begin]:
                continue
            for kind, first, after in tag_spans(answer.tags[begin:i]):
                spans.append(_span(kind, begin + first, begin + after, number, answer, paragraphs))
            begin = i
    return _join_cut(spans, tagged)


def _span(
    kind: int, first: int, after: int, number: int, answer: TaggedWindow, paragraphs: Sequence[Paragraph]
) -> TagSpan:
    window = answer.window
    paragraph = paragraphs[window.paragraph[first]]
    units, words = paragraph.units, paragraph.words
    shares = answer.certain[first:after]
    weakest = float(np.cbrt(shares[0] * shares[-1] * shares.min()))
    return TagSpan(
        KINDS[kind],
        words.start[min(units.first[window.unit[first]], len(words) - 1)],
        words.end[units.last[window.unit[after - 1]]],
        window.paragraph[first],
        number,
        first,
        after - 1,
        weakest,
    )


def _join_cut(spans: list[TagSpan], tagged: Sequence[TaggedWindow]) -> list[TagSpan]:
    """Join the halves of a span that was cut where a long paragraph runs over from one window into the next."""
    joined: list[TagSpan] = []
    for span in spans:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.kind == span.kind
            and before.paragraph == span.paragraph
            and before.window == span.window - 1
            and span.unit == 0
            and before.last == len(tagged[before.window].window.unit) - 1
        ):
            before.end = span.end
            before.confidence = min(before.confidence, span.confidence)
        else:
            joined.append(span)
    return joined
