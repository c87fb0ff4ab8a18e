"""One statement cut in two ways, rivals that answer one question, and sentences compared by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.model_trace import Match
from headwater.trace.cuts import cut_alike, one_event, two_stories
from headwater.trace.families import group
from headwater.trace.likeness import likeness
from headwater.trace.rivals import may_answer_one_question
from headwater.trace.same import compare_claims
from tests.trace.statements import claim

PLACES = ("Port Marram", "Lock Seven", "Talvern")


def here(text, document="d1", **more):
    return replace(claim(text), document=document, setting=PLACES, dated="2031-05-02", **more)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Talvern divers were in the lock before the blast.",
         "Divers working for Talvern were inside the lock at Port Marram hours before the blast that broke the gate."),
        ("The gate “was seen to stick on nine occasions in the year under review”.",
         "It found that the gate “was seen to stick on nine occasions in the year under review” and advised the board to close it."),
    ],
)  # fmt: skip
def test_one_statement_cut_in_two_ways_is_one(a, b):
    assert cut_alike(here(a), here(b, "d2"))
    assert cut_alike(here(b, "d2"), here(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Divers surveyed the lock gate at Port Marram.",
         "The minister was told on Monday that divers surveyed the lock gate at Port Marram."),
        ("The mother of the boys had custody of the children.", "The mother of the boys did not have custody of the children."),
        ("Talvern divers mined the depot.", "Talvern divers were in the harbour before the blast at the depot."),
    ],
)  # fmt: skip
def test_being_told_a_negation_or_another_deed_is_another_statement(a, b):
    assert cut_alike(here(a), here(b, "d2")) is None


def test_words_in_common_show_nothing_between_two_events():
    a = here("The lock keeper was hit by shots from a passing car.")
    other = replace(a, document="d2", setting=("Cape Ansel", "Dunmore", "Corvessa"))
    assert not one_event(a, other)
    assert cut_alike(a, other) is None
    assert not one_event(a, replace(a, document="d3", dated="2031-09-02"))


def test_what_is_said_of_nobody_by_name_is_another_thing_in_another_story():
    words = "The man was taken to the hospital in a stable condition."
    one, two = here(words), replace(here(words, "d2"), dated="2031-08-02")
    assert two_stories(one, two)
    assert compare_claims(one, two, 1.0).relation == "different"
    assert compare_claims(one, replace(two, dated="2031-05-04"), 1.0).relation == "same"
    named = [
        replace(here("Port Marram was cut off by the flood.", d), dated=when)
        for d, when in (("d1", "2031-05-02"), ("d2", "2031-08-02"))
    ]
    assert not two_stories(*named)
    elsewhere = replace(two, setting=("Cape Ansel", "Dunmore", "Corvessa"), dated="2031-05-12")
    assert two_stories(one, elsewhere)


def test_nobody_contradicts_himself_within_a_document():
    a, b = (
        here("The gate is not safe for ships.", voice="v1", start=0, end=30),
        here("The gate is safe for ships.", voice="v1", start=40, end=70),
    )
    assert not may_answer_one_question(a, b, ["polarity"])
    assert may_answer_one_question(a, replace(b, document="d2"), ["polarity"])


def test_a_claim_within_another_stands_apart():
    outer = replace(here("She was told that the gate was shut at noon."), id="a", start=0, end=44)
    inner = replace(here("the gate was shut at noon"), id="b", start=18, end=43)
    families, _ = group([outer, inner], [Match("a", "b", 0.99, "same")])
    assert len(families) == 2


def test_two_sentences_are_compared_by_themselves():
    same = likeness("The ferry sank near Port Marram on Monday.", "On Monday the ferry sank near Port Marram.")
    rival = likeness(
        "Twelve people were killed in the blast at the lock.", "Fourteen people were killed in the blast at the lock."
    )
    assert same.relation == "same" and same.reasons
    assert rival.relation == "rival" and rival.by == ("number",)
    assert likeness("No.", "The ferry sank.").relation == "different"
