"""The tool's own confidence stays a probability and follows the card."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headwater.read.frame import Draft
from headwater.read.tagging.confidence import calibrated

CARD = {"calibration": {"weights": [0.7, -0.5, 0.0, -2.0, 0.4], "intercept": 1.0}}


def draft(raw: float, *, source: bool = True) -> Draft:
    return Draft(source=(0, 4) if source else None, cue=[(5, 9)], content=[(10, 60)], confidence=raw)


@given(st.floats(0, 1), st.booleans())
def test_always_a_probability(raw: float, source: bool) -> None:
    assert 0 <= calibrated(draft(raw, source=source), CARD) <= 1


def test_a_surer_tagger_and_a_source_raise_it() -> None:
    assert calibrated(draft(0.9), CARD) > calibrated(draft(0.5), CARD) > calibrated(draft(0.5, source=False), CARD)


def test_without_a_fit_the_raw_score_stands() -> None:
    assert calibrated(draft(0.4), {}) == 0.4
