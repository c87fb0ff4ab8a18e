"""What differs makes rivals only where it can be another answer to one question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.model_trace import Claim
from headwater.trace.rivals import counts_of_two_days, may_answer_one_question
from headwater.trace.same import compare_claims
from tests.trace.statements import claim

OPENING = ("Port Marram", "Lock Seven", "Talvern")


def here(text: str, document: str = "d1", **more: object) -> Claim:
    return replace(claim(text), document=document, setting=OPENING, dated="2031-05-02", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # two were charged, each with something of his own
        ("Bram Oster was charged with theft and six counts of arson.", "Dora Pellam was charged with theft and three counts of arson."),
        # other people did other things at one place
        ("Officers were called to the depot in the 300 block of Gannet Street around eleven.",
         "Four people were found inside a depot in the 300 block of Gannet Street."),
        # both numbers are in both
        ("Oster, 41, was elected to the council in 2014 at the age of 23.", "Oster 41, was elected to the council at age 23, the youngest member."),
    ],
)  # fmt: skip
def test_what_is_told_of_others_answers_nothing(a: str, b: str) -> None:
    assert compare_claims(here(a), here(b, "d2"), 0.8).relation != "rival"


def test_an_article_does_not_contradict_its_own_words() -> None:
    one, two = (here(f"At the quay {n} of the seats are held by the Reform Party.") for n in ("ten", "seven"))
    assert not may_answer_one_question(one, two, ["number"])
    assert may_answer_one_question(one, replace(two, document="d2"), ["number"])


def test_a_name_shared_is_no_denial() -> None:
    refused = here("to meet Councillor Dora Pellam, President Quint's choice for the post")
    refused = replace(refused, certainty=replace(refused.certainty, label="CT-"), stance="denies")
    told = here("President Quint had named Councillor Dora Pellam a year before the vote.", "d2")
    assert compare_claims(refused, told, 0.6).relation == "different"


def test_counts_that_say_of_which_day_they_are_are_of_two_days() -> None:
    saturday = here("Two men were killed in a shooting at Port Marram on Saturday.")
    sunday = here("Three men were killed in a shooting at Port Marram on Sunday.", "d2")
    assert counts_of_two_days(saturday, sunday, ["number", "date"])
    risen = here("By Sunday the number of men killed had risen to three.", "d2")
    assert not counts_of_two_days(saturday, risen, ["number", "date"])


def test_a_copy_put_out_later_means_the_same_sunday() -> None:
    words = "A night of fun at Port Marram ended with five people hurt early Sunday."
    one, two = here(words, days=("2031-03-09",)), here(words, "d2", days=("2031-03-23",))
    assert compare_claims(one, two, 1.0).relation == "same"
    dated = here("A night of fun at Port Marram ended with five people hurt early on 9 March.", days=("2031-03-09",))
    later = here(
        "A night of fun at Port Marram ended with five people hurt early on 23 March.", "d2", days=("2031-03-23",)
    )
    assert compare_claims(dated, later, 0.97).relation != "same"


def test_a_number_before_a_noun_makes_no_verb_of_it() -> None:
    one = here(
        "the acceptance of it by Prime Minister Oster two weeks before the vote has injected a degree of partisanship into it"
    )
    two = here(
        "to travel to Mirane to speak two weeks before the vote has injected a degree of partisanship into it", "d2"
    )
    assert compare_claims(one, two, 0.65).relation != "rival"


def test_a_short_denial_stands_against_what_it_denies() -> None:
    said = here("The sprinklers had been switched off since March.")
    denied = here("The sprinklers had been switched off.", "d2")
    denied = replace(denied, certainty=replace(denied.certainty, label="CT-"), stance="denies", polarity="-")
    assert compare_claims(said, denied, 0.9).relation == "rival"
    negated = here("The sprinklers of the grain store had not been switched off.", "d3")
    assert compare_claims(said, negated, 0.75).relation == "rival"
    assert compare_claims(denied, negated, 0.75).relation != "rival"
