"""What numbers count: who was killed and hurt, told from those who did it and from parts of a number."""

from __future__ import annotations

import pytest

from headwater.model_trace import Amount
from headwater.trace.amounts import counted, differ, written


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("The four officers involved in the shooting that killed a boy were named.", "four", None),
        ("Three of the wounded remained in hospital.", "Three", None),
        ("Five people were killed at the quay.", "Five", "killed"),
        ("The blast killed five people.", "five", "killed"),
        ("Two divers who were seriously hurt are in hospital.", "Two", "injured"),
    ],
)
def test_what_a_number_counts(text, number, unit):
    start = text.index(number)
    assert counted(text, start, start + len(number), None, None) == unit


def test_a_wide_range_says_nothing_against_a_narrow_one_within_it():
    assert not differ(Amount(24, 99, "question"), Amount(43.2, 48, "question"))
    assert differ(Amount(24, 30, "question"), Amount(43.2, 48, "question"))


def test_units_are_written_as_people_write_them():
    assert written(Amount(6, 6, "year")) == "6 years"
    assert written(Amount(1, 1, "officer")) == "1 officer"
    assert written(Amount(5, 5, "killed")) == "5 killed"
    assert written(Amount(3.2, 3.2, "%")) == "3.2 %"


def test_a_round_number_is_written_as_it_was_said():
    assert written(Amount(126_900_000, 155_100_000, "crown")) == "about 141,000,000 crowns"
    assert written(Amount(13_500_000, 15_000_000, "crown")) == "nearly 15,000,000 crowns"
    assert written(Amount(200, 220, None)) == "over 200"
    assert written(Amount(15, 20, "shot")) == "15–20 shots"
