"""Speakers behind "by" in front of a clause, and those among whom somebody is."""

from __future__ import annotations

import pytest

from headwater.read.wording.between import in_the_words_of
from headwater.read.wording.participles import PARTICIPLES
from headwater.read.wording.turned import fronted_that


def read(sentence: str) -> list[tuple[str | None, list[str]]]:
    return [
        (sentence[slice(*found.source)] if found.source else None, [sentence[a:b] for a, b in found.content])
        for rule in (*PARTICIPLES, fronted_that, in_the_words_of)
        for found in rule(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Urged by his brothers to sell, and by his wife to wait, Bo Tarr did neither.",
            [("his brothers", ["to sell"]), ("his wife", ["to wait"])],
        ),
        (
            "Accused by a former pupil of theft, and asked by this newspaper to answer, Bo Tarr left.",
            [("this newspaper", ["to answer"]), ("a former pupil", ["theft"])],
        ),
        ("Among those who say the gate was open is the keeper, Ada Quint.", [("the keeper, Ada Quint", ["the gate was open"])]),
        ("Who gave it nobody knew, but that it was given at night all four of them swore.", [("all four of them", ["it was given at night"])]),
        ("That the choir was late, every critic agreed.", [("every critic", ["the choir was late"])]),
        (
            "More dangerous than the fire, in the view of the engineer, was the water.",
            [("the engineer", ["More dangerous than the fire", "was the water"])],
        ),
    ],
)  # fmt: skip
def test_speakers_in_unusual_places(sentence: str, expected: list[tuple[str, list[str]]]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Led by his brothers to the gate, Bo Tarr fell.",
        "Among those who came was the keeper.",
        "He said that it rained, and that night the mayor was late.",
    ],
)
def test_acts_are_left_alone(sentence: str) -> None:
    assert read(sentence) == []
