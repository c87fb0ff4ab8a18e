"""Quotations whose speaker the next sentence names."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.quoting.afterwards import name_afterwards
from headwater.read.quoting.quotations import find_quotations


def named(text: str, drafts: list[Draft] | None = None) -> list[tuple[str, str]]:
    frame = cut_text(text, frozenset())
    found = drafts if drafts is not None else []
    name_afterwards(frame, found, find_quotations(frame))
    return [(text[slice(*d.source)] if d.source else "", text[slice(*d.content[0])]) for d in found]


@pytest.mark.parametrize(
    ("after", "who"),
    [
        ("That was the order Captain Oyel gave at noon.", "Captain Oyel"),
        ("That was the verdict of the oldest pilgrim on Monday.", "the oldest pilgrim"),
        ("That is how the reeve put it.", "the reeve"),
        ("So said the harbour master, twice.", "the harbour master"),
        ("These were the last words of Ada Quint.", "Ada Quint"),
        ("The speaker was a deputy from Tarn.", "a deputy from Tarn"),
    ],
)
def test_the_next_sentence_says_whose_words_they_are(after: str, who: str) -> None:
    assert named(f"“Get off the roof.” {after}") == [(who, "“Get off the roof.”")]


@pytest.mark.parametrize("after", ["That was the day the mill burned.", "That is all.", "The roof fell in at noon."])
def test_other_sentences_name_nobody(after: str) -> None:
    assert named(f"“Get off the roof.” {after}") == []


def test_the_quotation_leaves_the_attribution_it_stood_in() -> None:
    text = "“Get off the roof.” That was the order Oyel gave, the log shows."
    log = Draft((text.index("the log"), text.index(" shows")), [(0, 0)], [(0, 19), (20, 49)])
    assert named(text, [log]) == [("Oyel", "“Get off the roof.”"), ("the log", "That was the order Oyel gave,")]
