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


def best_tags(scores: NDArray[np.floating]) -> NDArray[np.intp]:
    """Viterbi decoding of one sequence under BIO constraints; ``scores`` is length × 7."""
    length = len(scores)
    if length == 0:
        return np.zeros(0, dtype=np.intp)
    greedy: NDArray[np.intp] = scores.argmax(1)
    if _well_formed(greedy):
        return greedy
    log = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    return np.array(_best_path(log.tolist()), dtype=np.intp)


def _best_path(rows: list[list[float]]) -> list[int]:
    """The best allowed path through rows of seven log-probabilities; of equal ones the lower tag, as ``argmax`` has it.

    Plain floats: seven numbers a step are too few for numpy to pay. Only "inside" tags mind what stands before them.
    """
    total = [score if tag not in _INSIDE else score - 1e9 for tag, score in enumerate(rows[0])]
    back: list[tuple[int, int, int, int]] = [(0, 0, 0, 0)]
    for o, bs, is_, bc, ic, bt, it in rows[1:]:
        most = max(total)
        any_ = total.index(most)
        _, begin_s, inside_s, begin_c, inside_c, begin_t, inside_t = total
        s, c, t = begin_s >= inside_s, begin_c >= inside_c, begin_t >= inside_t
        back.append((any_, 1 if s else 2, 3 if c else 4, 5 if t else 6))
        total = [
            most + o,
            most + bs,
            (begin_s if s else inside_s) + is_,
            most + bc,
            (begin_c if c else inside_c) + ic,
            most + bt,
            (begin_t if t else inside_t) + it,
        ]
    tag = total.index(max(total))
    path = [tag]
    for any_, source, cue, content in reversed(back[1:]):
        tag = (any_, any_, source, any_, cue, any_, content)[tag]
        path.append(tag)
    path.reverse()
    return path


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
