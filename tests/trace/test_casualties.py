"""A number of people counts for itself, and a part of it is not the whole."""

from __future__ import annotations

import pytest

from headwater.trace.casualties import toll_of


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("The clinic said 17 people are being treated, three of them for serious injuries.", 17),
        ("The ward said nineteen people were hurt, four of them badly injured.", 19),
        ("Three 17-year-old boys were injured.", 3),
    ],
)
def test_the_whole_number(text: str, injured: int) -> None:
    assert toll_of("", text).injured == injured
