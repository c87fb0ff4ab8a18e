"""Statements turned round, and bare figures that a paper gives."""

from __future__ import annotations

import pytest

from headwater.read.wording.turned import TURNED


def read(sentence: str) -> list[tuple[str | None, list[str]]]:
    return [
        (sentence[slice(*found.source)] if found.source else None, [sentence[a:b] for a, b in found.content])
        for rule in TURNED
        for found in rule(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The roof will hold: so the builders insist.", [("the builders", ["The roof will hold"])]),
        (
            "The roof will hold: so say the builders, and so says the mayor.",
            [("the builders", ["The roof will hold"]), ("the mayor", ["The roof will hold"])],
        ),
        ("That the key was hers Ada Roe did not dispute.", [("Ada Roe", ["the key was hers"])]),
        ("That he was paid Mr Tarr readily admitted.", [("Mr Tarr", ["he was paid"])]),
        (
            "The mill was sold, as the Tarn Ledger revealed last week, for less than its roof.",
            [("the Tarn Ledger", ["The mill was sold", "for less than its roof"])],
        ),
        (
            "Never, wrote the diver Ivo Brack in his last letter, had he been so warm.",
            [("the diver Ivo Brack in his last letter", ["Never", "had he been so warm"])],
        ),
        (
            "Should it fail, says Ada Roe of the Tarn Institute, two towns go dark.",
            [("Ada Roe of the Tarn Institute", ["Should it fail", "two towns go dark"])],
        ),
        ("The museum's label says sixteen.", [("The museum's label", ["sixteen"])]),
        (
            "There is agreement among the surveyors that the tower leans, and little else.",
            [("the surveyors", ["the tower leans"])],
        ),
    ],
)
def test_turned_statements_are_read_whole(sentence: str, expected: list[tuple[str, list[str]]]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "That summer the mill closed and the owner denied nothing.",
        "The road was closed: so much rain had fallen.",
        "The shop, as usual, opened at nine.",
        "Had he gone, the door would be shut.",
        "The sign says nothing of the kind was sold there.",
        "There is a bridge among the trees that nobody uses.",
    ],
)
def test_plain_sentences_are_left_alone(sentence: str) -> None:
    assert read(sentence) == []


def test_a_long_sentence_takes_no_time() -> None:
    assert read("That " + "the van was hers and " * 60 + "it stood.") == []
