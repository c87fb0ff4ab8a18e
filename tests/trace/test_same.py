"""What makes two claims one, what forbids it, and what is only drift."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.trace.same import FEATURES, compare_claims, supports
from headwater.trace.weights import WEIGHTS
from tests.trace.statements import claim, compared

LOCK = "The upper gate of the Marram lock gave way on Thursday, the Canal Board said."

RIVALS = [
    ("actor", "The Talvern navy was behind the attack on the depot.", "The Corvessan navy was behind the attack on the depot."),
    ("actor", "Mara Teld blamed Bram Oster for the flooded lock.", "Bram Oster blamed Mara Teld for the flooded lock."),
    ("actor", "Mara Teld was blamed by Bram Oster for the flooded lock.", "Mara Teld blamed Bram Oster for the flooded lock."),
    ("actor", "Police closed the road to the quay.", "Soldiers closed the road to the quay."),
    ("number", "Twelve people were killed in the blast at Port Marram.", "Fourteen people were killed in the blast at Port Marram."),
    ("number", "The fine was 1.2 million crowns.", "The fine was 2.1 million crowns."),
    ("number", "The debate lasted five hours in the council.", "The debate lasted nine hours in the council."),
    ("polarity", "The government was behind the strike on the bridge.", "The government was not behind the strike on the bridge."),
    ("polarity", "The winch was inspected before the storm.", "The winch was never inspected before the storm."),
    ("polarity", "The price of grain rose in the harbour towns.", "The price of grain fell in the harbour towns."),
    ("place", "The ferry sank near Port Marram with all hands.", "The ferry sank near Cape Ansel with all hands."),
    ("date", "The council met on Monday to vote on the dues.", "The council met on Friday to vote on the dues."),
    ("date", "The report on the lock was finished in 2029.", "The report on the lock was finished in 2030."),
]  # fmt: skip

FAITHFUL = [
    ("Bram Oster accused Mara Teld of lying.", "Mara Teld was accused by Bram Oster of lying."),
    (
        "Twelve people were killed in the blast at Port Marram.",
        "12 people were killed in the explosion at Port Marram.",
    ),
    ("The fine was 1,250,000 crowns.", "The fine was 1.25 million crowns."),
    (
        "The gate had been shut since January, Senator Teld said.",
        "The gate had been shut since Jan., Sen. Teld stated.",
    ),
    (
        "On Thursday, the upper gate of the Marram lock gave way.",
        "The upper gate of the Marram lock gave way on Thursday.",
    ),
    ("The winch was worn through.", "The winch was worn through, a spokeswoman said."),
    ("The government might have been behind the strike.", "The government may have been behind the strike."),
]


@pytest.mark.parametrize(("by", "a", "b"), RIVALS)
def test_what_differs_makes_rivals_whatever_the_similarity(by, a, b):
    match = compared(a, b, 1.0)
    assert match.relation == "rival"
    assert by in match.by
    assert any(reason.name == by and reason.weight == 0 and reason.words for reason in match.reasons)


@pytest.mark.parametrize(("a", "b"), FAITHFUL)
def test_faithful_retellings_are_support(a, b):
    assert supports(compared(a, b))


def test_a_lost_hedge_is_the_same_claim_with_drift_and_no_support():
    match = compared("The fleet may have been behind the strike.", "The fleet was behind the strike.")
    assert match.relation == "same"
    assert not supports(match)
    assert any(reason.name == "certainty" and "may" in reason.words for reason in match.reasons)


def test_reasons_say_why_in_words():
    match = compared(LOCK, "The Marram lock's upper gate gave way on Thursday.")
    assert match.relation == "same"
    assert {"meaning", "shared words", "shared names"} <= {reason.name for reason in match.reasons}
    assert any("Marram" in reason.words for reason in match.reasons)


def test_i_of_two_speakers_is_two_claims():
    text = "I never took money from the shipping company."
    one = replace(claim(text, "a"), actor="Mara Teld", direct=True)
    two = replace(claim(text, "b"), actor="Bram Oster", direct=True)
    assert compare_claims(one, two, 1.0).relation == "rival"
    assert compare_claims(one, replace(two, actor="Teld"), 1.0).relation == "same"


def test_open_bounds_agree_only_with_the_same_bound():
    assert compared("At least 12 people were killed there.", "12 people were killed there.").relation == "same"
    assert compared("At least 12 people were killed there.", "19 people were killed there.").relation == "rival"


def test_unrelated_claims_are_just_different():
    match = compared(LOCK, "Twelve bakers struck for better flour in Ruskell.", 0.1)
    assert match.relation == "different"
    assert match.by == ()


def test_every_feature_has_a_weight():
    assert list(FEATURES) == list(WEIGHTS)


SENTENCES = st.sampled_from([text for row in RIVALS for text in row[1:]] + [text for row in FAITHFUL for text in row])


@settings(deadline=None)
@given(SENTENCES, SENTENCES, st.floats(-1, 1))
def test_the_order_of_two_claims_changes_nothing(a, b, similarity):
    one, two = claim(a, "a"), claim(b, "b")
    there, back = compare_claims(one, two, similarity), compare_claims(two, one, similarity)
    assert (there.score, there.relation, set(there.by)) == (back.score, back.relation, set(back.by))


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_odd_text_never_breaks_a_comparison(a, b):
    base = claim(LOCK)
    match = compare_claims(replace(base, text=a), replace(base, text=b), 0.5)
    assert 0 <= match.score <= 1


@pytest.mark.parametrize(("one", "other"), [("Mara Teld", "Bram Oster"), ("Teld", "Oster")])
def test_names_change_nothing(one, other):
    a, b = "{} said that the gate was never shut.", "The gate was never shut, {} said."
    scores = {compared(a.format(name), b.format(name)).score for name in (one, other)}
    assert len(scores) == 1


def test_one_utterance_is_one_whoever_is_named_for_it():
    words = "“I can’t imagine what the harbour would be with that man in charge of the gate,”"
    one, two = (
        replace(claim(words, d), direct=True, attribution="a1", actor=who)
        for d, who in (("a", "Ada Wynn"), ("b", "Bo Lund"))
    )
    assert compare_claims(one, two, 0.98).relation == "same"
    apart = [replace(c, direct=False) for c in (one, two)]
    assert compare_claims(*apart, 0.98).relation == "rival"
