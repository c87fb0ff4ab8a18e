"""What was learnt from judged attributions tells statements from acts, likings and topics, whoever is named."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.frame import Draft
from headwater.read.left_out.signs import head, shape, signs
from headwater.read.left_out.stated import LEAST, chance, reasons
from headwater.read.left_out.unsaid import is_weighed


def _draft(source: str, cue: str, content: str, **more: object) -> tuple[str, Draft]:
    text = f"{source} {cue} {content}."
    start = len(source) + 1
    behind = start + len(cue) + 1
    more.setdefault("confidence", 0.85)
    return text, Draft((0, len(source)), [(start, behind - 1)], [(behind, len(text) - 1)], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "that the weir had leaked for a year"),
        ("accused", "the reeve of hiding the survey"),
        ("criticized", "the guild for closing the mill"),
        ("announced", "a levy on every boat"),
        ("plans", "to close the mill by winter"),
        ("denied", "the claim"),
        ("called for", "an inquiry into the flood"),
        ("described", "the ferry as unsafe"),
        ("wants", "the guild to pay for the weir"),
        ("warned", "of a second flood"),
    ],
)
def test_statements_stay(cue: str, content: str) -> None:
    assert chance(*_draft("The miller", cue, content), same=False) >= LEAST


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("lashed out at", "the reeve"),
        ("took a swipe at", "the guild of Oyel"),
        ("appeared", "to be limping"),
        ("declined", "to give his name"),
        ("did not directly address", "the question of the levy"),
        ("spoke about", "the flood that took his boat"),
        ("summarized", "the details"),
        ("overturned", "a part of the by-law"),
    ],
)
def test_acts_likings_and_topics_go(cue: str, content: str) -> None:
    assert chance(*_draft("The miller", cue, content, confidence=0.7), same=False) < LEAST


def test_a_speakers_own_belief_in_his_own_words_is_no_second_statement() -> None:
    text, found = _draft("he", "believed", "the weir would hold", parent=0, confidence=0.6)
    assert chance(text, found, same=True) < LEAST < chance(text, found, same=False)


@pytest.mark.parametrize("name", ["Ada Quint", "Oyel Marlow", "Mr. Roe", "The Guild of Tarn"])
def test_names_change_nothing(name: str) -> None:
    likely = [chance(*_draft(who, "blasted", "the levy"), same=False) for who in ("Bo Harrow", name)]
    assert likely[0] == likely[1]


def test_reasons_add_up_to_the_chance() -> None:
    text, found = _draft("The miller", "praised", "the crew")
    parts = reasons(text, found, same=False)
    total = sum(amount for _, amount in parts)
    other = chance(*_draft("The miller", "said", "that the crew slept"), same=False)
    assert [abs(a) for _, a in parts] == sorted((abs(a) for _, a in parts), reverse=True)
    assert math.isfinite(total) and chance(text, found, same=False) < other


@pytest.mark.parametrize(
    ("cue", "word"),
    [
        ("has repeatedly said", "said"),
        ("expressed concern about", "concern"),
        ("did not respond to", "respond"),
        ("reportedly", "reportedly"),
        (":", ":"),
        ("", ""),
    ],
)
def test_head_of_a_cue(cue: str, word: str) -> None:
    assert head(cue) == word


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“no boat”", "quote"),
        ("that the weir held", "that"),
        ("whether it held", "wh"),
        ("to close the mill", "to"),
        ("the weir had leaked", "clause"),
        ("the guild to pay", "noun to"),
        ("the ferry as unsafe", "noun as"),
        ("closing the old mill at Oyel", "ing"),
        ("of a second flood", "preposition"),
        ("the levy", "short noun"),
        ("the levy on every boat of the parish", "noun"),
    ],
)
def test_shapes(content: str, kind: str) -> None:
    assert shape(content, before=False) == kind


def test_quotations_and_bare_marks_are_not_weighed() -> None:
    text, found = _draft("The miller", "loves", "“the weir”", form="direct")
    assert not is_weighed(text, found)
    text, found = _draft("Tenants", ":", "rats in the lift")
    assert not is_weighed(text, found)


@given(st.text(max_size=80), st.text(max_size=80), st.booleans())
def test_any_words_have_finite_signs(cue: str, content: str, same: bool) -> None:
    text, found = _draft("x", cue + "a", content + "b", parent=0)
    assert all(math.isfinite(value) for value in signs(text, found, same).values())
    assert 0.0 <= chance(text, found, same) <= 1.0
