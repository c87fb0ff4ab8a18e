"""Nouns for what somebody says, apart from whoever says it, and what holds if somebody is to be believed."""

from __future__ import annotations

import pytest

from headwater.read.wording.nouns import NOUNS


def read(sentence: str) -> list[tuple[str | None, list[str]]]:
    return [
        (sentence[slice(*found.source)] if found.source else None, [sentence[a:b] for a, b in found.content])
        for rule in NOUNS
        for found in rule(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "who", "what"),
    [
        ("It was held up by a request from the islanders for a second reading.", "the islanders", ["a second reading"]),
        ("A claim by the guild of three dead was withdrawn.", "the guild", ["three dead"]),
        ("To the charge that he sold it, brought by two ringers, he said no.", "two ringers", ["he sold it"]),
        ("The warning of a flood came from a teacher, Ada Quint.", "a teacher, Ada Quint", ["a flood"]),
        ("The idea to sell the mill came from the miller's wife.", "the miller's wife", ["to sell the mill"]),
        (
            "The bridge, if the engineer is to be believed, has ten years left.",
            "the engineer",
            ["The bridge", "has ten years left"],
        ),
        ("It met with the guild's offer of a study.", "the guild's", ["a study"]),
        ("The claim that it was open drew a flat denial from the warden.", "the warden", ["it was open"]),
        (
            "A rumour that the mill had burnt prompted a denial by the clerk, Ada Quint.",
            "the clerk, Ada Quint",
            ["the mill had burnt"],
        ),
        ("If the polls are to be believed, the mayor will lose.", "the polls", ["the mayor will lose"]),
        ("The mayor will lose badly, if the polls are to be believed.", "the polls", ["The mayor will lose badly"]),
    ],
)
def test_whose_word_a_noun_brings_in(sentence: str, who: str, what: list[str]) -> None:
    assert read(sentence) == [(who, what)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Calls for help came from the lower deck at night.",
        "A call from his mother for dinner was late.",
        "The company had requests from Tarn for comment.",
        "The mayor is to be questioned if the council meets.",
    ],
)
def test_what_nobody_says(sentence: str) -> None:
    assert [who for who, _ in read(sentence)] in ([], ["the lower deck"])
