"""Plain speech inside contents."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.within import DEEPEST, read_within


def inner(text: str, content: str) -> list[tuple[str, str, int | None]]:
    start = text.index(content)
    drafts = [Draft(source=None, cue=[], content=[(start, start + len(content))])]
    read_within(cut_text(text, frozenset()), drafts)
    return [(text[slice(*d.source)] if d.source else "", text[slice(*d.content[0])], d.parent) for d in drafts[1:]]


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("the bank says the vault was shut", [("the bank", "the vault was shut", 0)]),
        ("My sister swears she heard shots", [("My sister", "she heard shots", 0)]),
        ("neighbours had told him that the dog was loose", [("neighbours", "the dog was loose", 0)]),
        ("I think the road is closed", []),
        ("the road is closed", []),
    ],
)
def test_plain_speech(content: str, wanted: list[tuple[str, str, int | None]]) -> None:
    assert inner(f"“{content},” said Ned Harbot.", content) == wanted


def test_levels_are_reached_in_turn() -> None:
    content = "the foreman says the office told him the scaffold had been passed"
    assert inner(f"“{content},” said Ned Harbot.", content) == [
        ("the foreman", "the office told him the scaffold had been passed", 0),
        ("the office", "the scaffold had been passed", 1),
    ]


def test_depth_is_bounded() -> None:
    content = " ".join(f"the aunt said the uncle said number {i} and" for i in range(50))
    found = inner(content + ".", content)
    assert len(found) <= 100
    assert DEEPEST == 6


def test_nothing_outside_contents_is_touched() -> None:
    text = "The bank says the vault was shut. Ada said no."
    drafts: list[Draft] = []
    read_within(cut_text(text, frozenset()), drafts)
    assert drafts == []
