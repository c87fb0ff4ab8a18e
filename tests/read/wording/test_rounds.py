"""Wordings that pass something on: who lets it be known, what a film appears to show, what goes round."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from headwater.read.wording.asides import it_is_said, let_be_known, put_to, relative_according, second_according
from headwater.read.wording.between import by_count, gives_it
from headwater.read.wording.clauses import as_found
from headwater.read.wording.found import Found
from headwater.read.wording.hearsay import by_accounts, promised_by, rumours
from headwater.read.wording.held import appears_to_show, as_saying, gives_as, quoted_as_saying
from headwater.read.wording.wordings import WORDINGS

Rule = Callable[[str], Iterator[Found]]


def read(rule: Rule, sentence: str) -> list[tuple[str | None, list[str]]]:
    return [
        (sentence[slice(*f.source)] if f.source else None, [sentence[a:b] for a, b in f.content])
        for f in rule(sentence)
    ]


@pytest.mark.parametrize(
    ("rule", "sentence", "who", "what"),
    [
        (by_accounts, "By some accounts the deal was never on.", None, ["the deal was never on"]),
        (by_accounts, "The deal, by most accounts, is dead.", None, ["The deal", "is dead"]),
        (by_accounts, "The deal was dead by all accounts.", None, ["The deal was dead"]),
        (it_is_said, "The bride, it is said in the village, came on foot.", None, ["The bride", "came on foot"]),
        (
            put_to,
            "When I put it to the reeve that the cells were dark, he left.",
            "I",
            ["the cells were dark"],
        ),
        (
            let_be_known,
            "The palace let it be known on Sunday that nobody would come.",
            "The palace",
            ["nobody would come"],
        ),
        (rumours, "Rumours that he had fled proved false.", None, ["he had fled"]),
        (
            promised_by,
            "Residents were promised a “garden quarter” by the developer in May.",
            "the developer",
            ["a “garden quarter”"],
        ),
        (
            appears_to_show,
            "Film obtained by the paper appears to show two men carrying boxes.",
            "Film obtained by the paper",
            ["two men carrying boxes"],
        ),
        (
            gives_as,
            "The chart, last drawn in 1964, gives it as four.",
            "The chart, last drawn in 1964,",
            ["it as four"],
        ),
        (
            as_saying,
            "The treasurer, Ada Quint, is recorded as saying that the books were sound.",
            "The treasurer, Ada Quint,",
            ["the books were sound"],
        ),
        (
            by_count,
            "A third of the fleet, on the airline's own figures, is too old.",
            "the airline",
            ["A third of the fleet", "is too old"],
        ),
        (
            as_found,
            "Every passenger, as Ada Quint told it to the inquiry, had a blanket.",
            "Ada Quint",
            ["Every passenger", "had a blanket"],
        ),
    ],
)
def test_the_wording_says_whose_word_it_is(rule: Rule, sentence: str, who: str | None, what: list[str]) -> None:
    assert read(rule, sentence) == [(who, what)]


def test_the_adverb_may_open_the_sentence() -> None:
    sentence = "Allegedly its crew had not been paid."
    assert [read(rule, sentence) for rule in WORDINGS if read(rule, sentence)] == [
        [(None, ["its crew had not been paid"])]
    ]


def test_a_view_may_have_its_owner_named_behind() -> None:
    sentence = "In the opinion of the detective, Inspector Ada Quint, nobody slept there."
    assert [read(rule, sentence) for rule in WORDINGS if read(rule, sentence)] == [
        [("Inspector Ada Quint", ["nobody slept there"])]
    ]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (rumours, "Rumours of his flight proved false."),
        (put_to, "That suggests to me that it was late."),
        (gives_as, "As the tide rose it gave way."),
        (appears_to_show, "The mayor appears to show no concern."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(rule: Rule, sentence: str) -> None:
    assert read(rule, sentence) == []


@pytest.mark.parametrize(
    ("rule", "sentence", "who", "what"),
    [
        (
            second_according,
            "According to one clerk, the file was burned; according to another, it was moved.",
            "another",
            ["it was moved"],
        ),
        (
            relative_according,
            "Ada Quint, who, according to court records, had been drinking, was held.",
            "court records",
            ["had been drinking"],
        ),
        (
            relative_according,
            "The man who, according to his neighbours, never left his flat was found in Tarn.",
            "his neighbours",
            ["never left his flat"],
        ),
        (
            as_found,
            "There were, as the warden put it, “more cats than people” in the house.",
            "the warden",
            ["There were", "“more cats than people” in the house"],
        ),
        (quoted_as_saying, "The maid quoted the earl as saying, “Burn it.”", "the earl", ["“Burn it.”"]),
        (
            by_count,
            "The ferry was carrying, on the master’s estimate, twice its load.",
            "the master",
            ["The ferry was carrying", "twice its load"],
        ),
        (
            gives_it,
            "Ada Quint, who has been right before, gives it ten years.",
            "Ada Quint, who has been right before,",
            ["it ten years"],
        ),
    ],
)
def test_more_wordings_say_whose_word_it_is(rule: Rule, sentence: str, who: str, what: list[str]) -> None:
    assert read(rule, sentence) == [(who, what)]
