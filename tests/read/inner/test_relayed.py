"""Speech inside speech by set wordings: each rule on a sentence of its kind, and on one that only looks like it."""

from __future__ import annotations

import pytest

from headwater.read.inner.relayed import RELAYED
from headwater.read.inner.spoken import SPOKEN
from headwater.read.wording.found import Found

Parts = tuple[str | None, str, str]


def found_in(text: str) -> list[Parts]:
    """Source, cue and content of everything the rules find in a text."""

    def words(found: Found) -> Parts:
        source = text[slice(*found.source)] if found.source else None
        return source, text[slice(*found.cue)], " … ".join(text[slice(*piece)] for piece in found.content)

    return [words(found) for rule in (*SPOKEN, *RELAYED) for found in rule(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("what his own letters showed: he had known of the leak for years", "his own letters", "he had known of the leak for years"),
        ("the ruling reaffirms a basic principle: tenants keep their keys", "the ruling", "tenants keep their keys"),
        ("The council vote to declare that the river is a person is no joke", "The council", "the river is a person"),
        ("that line from the Psalter is the meek shall be heard", "the Psalter", "the meek shall be heard"),
        ("attacked him for opposing the new levy, then left", "him", "the new levy"),
        ("The union has sent strict orders to its drivers to stay at home", "The union", "to stay at home"),
        ("with remarks he had made about the flood", "he", "about the flood"),
        ("pushing family doctors to ask patients about their wells", "family doctors", "their wells"),
        ("We often compare it to the years of the blight", "We", "it to the years of the blight"),
        ("as you very rightly pointed out, Marit, people jumped to conclusions", "Marit", "people jumped to conclusions"),
        ("a town cannot avoid the conclusion that its wells are dry", None, "its wells are dry"),
        ("if the final order requires us to reopen the pit", "the final order", "us to reopen the pit"),
        ("the last she had heard, her niece was still at sea", None, "her niece was still at sea"),
        ("that the boy had learned a trade and had planned on opening a shop", "the boy", "opening a shop"),
        ("Let's get back to saying our schools are ours", None, "our schools are ours"),
    ],
)  # fmt: skip
def test_what_is_relayed_is_found(text: str, source: str | None, content: str) -> None:
    assert (source, content) in [(found[0], found[2]) for found in found_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "I intend to stay at home this week",
        "the mayor's plan to widen the road",
        "the cost of the plans to widen the road",
        "the clock on the tower shows ten",
        "she gave her horse to the miller",
    ],
)
def test_what_only_looks_like_it_is_left(text: str) -> None:
    assert found_in(text) == []
