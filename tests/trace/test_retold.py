"""Two reports of one event that tell the same in their own words, and numbers written with more digits or fewer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.model_trace import Amount, Claim
from headwater.trace.amounts import differ, written
from headwater.trace.retold import retold
from headwater.trace.same import RETOLD_FROM, compare_claims
from tests.trace.statements import claim

OPENING = ("Port Marram", "Lock Seven", "Talvern")


def here(text: str, document: str = "d1") -> Claim:
    return replace(claim(text), document=document, setting=OPENING, dated="2031-05-02")


RETOLD = [
    ("The board paid $43,885,310 in dues and $13,625,777 in harbour fees.", "that the board has paid $43 million in dues since 2027", 0.7),
    ("All of the parcels bore the address of Councillor Dora Pellam-Hask, misspelt.",
     "Every parcel gave the office of Dora Pellam-Hask, the former chair of the council, as the return address.", 0.68),
    ("They gave nearly $15 million to the hospital, a tenth of their earnings.", "They also donated $15 million to the hospital.", 0.7),
]  # fmt: skip
OTHERS = [
    ("The lock was built by the Talvern company at Port Marram.", "The Talvern company at Port Marram has hired forty divers.", 0.6),
    ("lowering the harbour tax", "her stance on the harbour tax", 0.7),
    ("a topic she has kept quiet about since she stood against Councillor Dora Pellam", "that she hopes to beat Councillor Dora Pellam next spring", 0.6),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "similarity"), RETOLD)
def test_what_few_mention_shows_that_reports_of_one_event_tell_the_same(a: str, b: str, similarity: float) -> None:
    match = compare_claims(here(a), here(b, "d2"), similarity)
    assert match.relation == "same"
    assert match.score >= RETOLD_FROM
    assert next(r for r in match.reasons if r.name == "retold").words.startswith("reports of one event")


@pytest.mark.parametrize(("a", "b", "similarity"), OTHERS)
def test_names_with_which_everybody_opens_show_little(a: str, b: str, similarity: float) -> None:
    assert compare_claims(here(a), here(b, "d2"), similarity).relation != "same"


def test_a_not_in_other_words_is_left_to_the_rules() -> None:
    one = here("I can do that with a simple order to the harbour guard.")
    two = here("Such an order to the harbour guard would not be possible.", "d2")
    assert retold(one, two, 0.45) is None


def test_only_two_reports_of_one_event_are_judged_so() -> None:
    one, two = (here(text, d) for text, d in zip(RETOLD[1][:2], ("d1", "d2"), strict=True))
    assert retold(one, two, 0.4)
    assert retold(one, replace(two, document="d1"), 0.4) is None
    assert retold(one, replace(two, setting=("Cape Ansel", "Dunmore", "Corvessa")), 0.4) is None
    assert retold(one, two, 0.01) is None
    assert (
        retold(
            here("The board was told that the lock gate at the mill was open."),
            here("The lock gate at the mill was open.", "d2"),
            0.4,
        )
        is None
    )


def test_the_names_of_people_change_nothing() -> None:
    one, two = (here(text, d) for text, d in zip(RETOLD[1][:2], ("d1", "d2"), strict=True))
    other = [here(c.text.replace("Dora Pellam-Hask", "Bram Oster-Lund"), c.document) for c in (one, two)]
    before, after = retold(one, two, 0.4), retold(other[0], other[1], 0.4)
    assert before and after and before[0] == pytest.approx(after[0])


def dollars(value: float) -> Amount:
    return Amount(value, value, "dollar")


@pytest.mark.parametrize(
    ("a", "b"), [(43e6, 43_885_310), (44e6, 43_885_310), (13.6e6, 13_625_777), (8.76, 9), (12_000, 12_200)]
)
def test_a_number_and_its_rounding_agree(a: float, b: float) -> None:
    assert not differ(dollars(a), dollars(b))
    assert not differ(dollars(b), dollars(a))


@pytest.mark.parametrize(("a", "b"), [(43e6, 44e6), (120, 123), (12, 14), (5500, 5600), (12_000, 12_900), (2e6, 2.4e6)])
def test_numbers_of_one_precision_differ(a: float, b: float) -> None:
    assert differ(dollars(a), dollars(b))
    assert differ(dollars(b), dollars(a))


def test_about_is_as_precise_as_it_is_written() -> None:
    roughly = Amount(126.9e6, 155.1e6, "dollar")  # "roughly 141 million", as the reading has it
    assert differ(roughly, dollars(139e6))
    assert not differ(roughly, dollars(140_937_785))
    assert not differ(Amount(45, 55, "person"), Amount(52, 52, "person"))


@given(st.floats(1e-3, 1e15), st.floats(1e-3, 1e15))
def test_the_order_of_two_amounts_changes_nothing(a: float, b: float) -> None:
    assert differ(dollars(a), dollars(b)) == differ(dollars(b), dollars(a))


def test_other_shares_of_other_things_keep_nothing_apart() -> None:
    one = here("The firm paid 35.7 percent in dues and gave over 10 percent of its income to the harbour.")
    two = here("The firm's rate was 35.7 percent in dues.", "d2")
    assert compare_claims(one, two, 0.8).relation == "same"


def test_amounts_are_written_out() -> None:
    assert written(dollars(43_885_310)) == "43,885,310 dollars"
    assert written(Amount(3, None, "killed")) == "at least 3 killed"


def test_one_not_among_words_of_one_story_keeps_two_claims_apart() -> None:
    one = here("The council's plan for the harbour tax is lawful under the charter of the port.")
    two = here("The guard does not have the boats to police all breaches of the charter of the harbour.", "d2")
    assert compare_claims(one, two, 0.7).relation != "same"
