"""What denies what: the words around a "not" must be those of the other sentence, and it must be stated."""

from __future__ import annotations

import pytest

from headwater.trace.likeness import likeness
from headwater.trace.opposed import opposed
from headwater.trace.wording import stem


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The council cannot end the harbour tax by decree.", "The harbour tax will end one way or the other."),
        ("The pumps were not checked on Monday.", "The pumps were checked on Monday."),
        ("He did not resign.", "He resigned."),
    ],
)
def test_a_clause_that_negates_what_the_other_says_is_opposed(a, b):
    assert opposed(a, b)
    assert opposed(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "One of the officers had minor injuries and other officers were not injured.",
            "The officer's injuries are minor.",
        ),
        (
            "Families will suffer if the tax cuts are not extended at the end of the year.",
            "The council voted to extend the tax cuts for families.",
        ),
        (
            "Ports that do not have exemptions will pay a duty on steel.",
            "The minister granted exemptions on steel to six ports.",
        ),
        (
            "The vote is not putting people back to work.",
            "We want to see the council help by putting people back to work.",
        ),
        ("Nobody at the quay was hurt.", "Nobody at the quay was hurt, and the pumps were not checked."),
    ],
)
def test_a_not_elsewhere_opposes_nothing(a, b):
    assert not opposed(a, b)
    assert not opposed(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("took", "take"),
        ("killed", "kill"),
        ("fell", "fall"),
        ("struck", "strike"),
        ("told", "tell"),
        ("rising", "rise"),
    ],
)
def test_irregular_words_share_a_stem_with_their_plain_form(a, b):
    assert stem(a) == stem(b)


def test_near_synonyms_share_a_stem_however_the_list_has_them():
    assert stem("proposed") == stem("plan")
    assert stem("accused") == stem("blame")
    assert stem("vehicles") == stem("cars")
    assert stem("move") != stem("evacuate")


def test_a_fall_in_prices_is_no_negation():
    match = likeness("The price of grain rose in the harbour towns.", "The price of grain fell in the harbour towns.")
    assert match.relation == "rival"
    assert any("“rose” in one, “fell” in the other" in reason.words for reason in match.reasons)


def test_a_name_and_its_initials_are_one_actor():
    a = "PHB chief Mara Teld met the pilots of Port Marram on Sunday."
    b = "Port Harbour Board chief Mara Teld met the pilots of Port Marram on Sunday."
    assert likeness(a, b).relation == "same"
