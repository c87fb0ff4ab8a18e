"""From tag scores to spans: the best sequence of tags that is well formed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
KINDS = ("source", "cue", "content")
_INSIDE = (2, 4, 6)

_ALLOWED = np.ones((7, 7), dtype=bool)
for _tag in _INSIDE:
    _ALLOWED[:, _tag] = False
    _ALLOWED[_tag - 1, _tag] = _ALLOWED[_tag, _tag] = True
_PENALTY = np.where(_ALLOWED, 0.0, -1e9)


def best_tags(scores: NDArray[np.floating]) -> NDArray[np.intp]:
    """Viterbi decoding of one sequence under BIO constraints; ``scores`` is length × 7."""
    length = len(scores)
    if length == 0:
        return np.zeros(0, dtype=np.intp)
    greedy: NDArray[np.intp] = scores.argmax(1)
    if _well_formed(greedy):
        return greedy
    log = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    total = log[0].astype(np.float64).copy()
    total[list(_INSIDE)] -= 1e9
    back = np.zeros((length, 7), dtype=np.intp)
    for i in range(1, length):
        step = total[:, None] + _PENALTY
        back[i] = step.argmax(0)
        total = step[back[i], np.arange(7)] + log[i]
    tags = np.zeros(length, dtype=np.intp)
    tags[-1] = total.argmax()
    for i in range(length - 1, 0, -1):
        tags[i - 1] = back[i, tags[i]]
    return tags


def _well_formed(tags: NDArray[np.intp]) -> bool:
    if tags[0] in _INSIDE:
        return False
    return bool(_ALLOWED[tags[:-1], tags[1:]].all())


def tag_spans(tags: NDArray[np.intp]) -> list[tuple[int, int, int]]:
    """Spans of a tag sequence as (kind, first, after last), kind counting in ``KINDS``."""
    spans: list[tuple[int, int, int]] = []
    kind, begin = -1, 0
    for i, tag in enumerate([*tags.tolist(), 0]):
        inside = tag > 0 and tag % 2 == 0
        this = (tag - 1) // 2 if tag else -1
        if kind >= 0 and not (inside and this == kind):
            spans.append((kind, begin, i))
            kind = -1
        if tag and kind < 0:
            kind, begin = this, i
    return spans
