"""Results are the same whether they come meanwhile or not; errors come through; leaving early ends what makes them."""

from __future__ import annotations

import pytest

from headwater.errors import HeadwaterError
from headwater.meanwhile import Meanwhile


def numbers(closed: list[bool], fails_at: int | None = None):
    try:
        for n in range(100):
            if n == fails_at:
                raise HeadwaterError("the third was lost")
            yield n
    finally:
        closed.append(True)


@pytest.mark.parametrize("beside", [True, False])
def test_all_results_in_order(beside):
    closed: list[bool] = []
    with Meanwhile(numbers(closed), beside=beside) as made:
        assert list(made) == list(range(100))
    assert closed == [True]


@pytest.mark.parametrize("beside", [True, False])
def test_an_error_comes_after_the_results_before_it(beside):
    found = []
    with (
        pytest.raises(HeadwaterError, match="the third"),
        Meanwhile(numbers([], fails_at=3), beside=beside) as made,
    ):
        found.extend(made)
    assert found == [0, 1, 2]


@pytest.mark.parametrize("beside", [True, False])
def test_leaving_early_ends_it(beside):
    closed: list[bool] = []
    with (
        pytest.raises(KeyError),
        Meanwhile(numbers(closed), beside=beside),
    ):
        raise KeyError("something else went wrong")
    assert closed == [True] or not beside  # a generator that was never begun has nothing to end
