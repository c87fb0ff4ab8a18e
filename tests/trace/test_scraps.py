"""Contents that state nothing are no claims."""

from __future__ import annotations

import pytest

from headwater.trace.scraps import leaves_open, says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "her position on the harbour tax",
        "the minister's statement",
        "Ms Teld’s place in the harbour movement",
        "Bram Oster and Mara Teld",
        "his support for the pilots",
    ],
)
def test_known_things_and_names_state_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "gunfire near the school",
        "a clamp on the pipe",
        "the death of the pilot",
        "the plan was dropped",
        "to close the lower gate",
        "the tax “a disgrace”",
        "it as a nuisance",
        "That's a part of harbour law.",
        "the 12 pilots",
        "that the board, the owner of the quay, also supports the deal",
    ],
)
def test_what_is_told_or_quoted_is_a_claim(text):
    assert not says_nothing(text)


def test_what_the_reading_leaves_open_says_nothing_without_a_verb():
    assert says_nothing("harbour rights", open_label=True)
    assert not says_nothing("harbour rights")


def test_a_question_that_somebody_cannot_answer_says_nothing():
    assert leaves_open("what the harbour would be with her as its head", "doubts")
    assert not leaves_open("what the harbour would be with her as its head", "asserts")
    assert not leaves_open("whether the gate was safe", "doubts")
