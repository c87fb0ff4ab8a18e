"""Tag decoding: always well formed, and the best there is."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from headwater.read.tagging.decoding import best_tags, tag_spans

ALLOWED_BEFORE_INSIDE = {2: (1, 2), 4: (3, 4), 6: (5, 6)}


def well_formed(tags: list[int]) -> bool:
    return all(
        tag not in ALLOWED_BEFORE_INSIDE or (i > 0 and tags[i - 1] in ALLOWED_BEFORE_INSIDE[tag])
        for i, tag in enumerate(tags)
    )


@given(arrays(np.float32, st.tuples(st.integers(0, 12), st.just(7)), elements=st.floats(-20, 20, width=32)))
def test_always_well_formed(scores: np.ndarray) -> None:
    assert well_formed(best_tags(scores).tolist())


def test_the_best_path_by_exhaustion() -> None:
    scores = np.random.default_rng(3).normal(size=(5, 7))
    log = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    paths = [p for p in itertools.product(range(7), repeat=5) if well_formed(list(p))]
    best = max(paths, key=lambda p: sum(log[i, t] for i, t in enumerate(p)))
    assert best_tags(scores).tolist() == list(best)


def test_spans_part_at_a_new_beginning() -> None:
    assert tag_spans(np.array([1, 2, 0, 3, 5, 6, 5])) == [(0, 0, 2), (1, 3, 4), (2, 4, 6), (2, 6, 7)]
