"""Set constructions told by their wording: whose word, which verb, how far the words go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.wording.agentless import AGENTLESS
from headwater.read.wording.clauses import CLAUSES, nominal


def read(sentence: str) -> list[tuple[str | None, str, str]]:
    """(source, cue, content) of everything the rules find."""
    return [
        (
            sentence[slice(*found.source)] if found.source else None,
            sentence[slice(*found.cue)],
            " … ".join(sentence[a:b] for a, b in found.content),
        )
        for rule in (*CLAUSES, *AGENTLESS)
        for found in rule(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We were told there was a tree down.", (None, "told", "there was a tree down")),
        ("The envoy was warned by the tower that the strip was wet.", ("the tower", "warned", "the strip was wet")),
        ("The coroner heard from a nurse that the bell failed.", ("a nurse", "heard", "the bell failed")),
        ("My own view, for what it is worth, is that the wall was the crime.", ("My", "view", "the wall was the crime")),
        ("The yard, which police say has a history of fires, is shut.", ("police", "say", "has a history of fires")),
        ("The maker put them down to faulty bolts.", ("The maker", "put", "them down to faulty bolts")),
        ("The navy, relying on sonar, holds that it sank.", ("The navy, relying on sonar,", "holds", "it sank")),
        ("As the review makes clear, the dam was sound.", ("the review", "makes clear", "the dam was sound")),
        ("Accusations by farmers that the zoo was to blame led to a search.", ("farmers", "Accusations", "the zoo was to blame")),
        ("The bank's refusal to show it, she said, was odd.", ("The bank", "refusal", "to show it")),
        ("The firm rejects the guild's finding that it knew.", ("the guild", "finding", "it knew")),
        ("We heard the head of the guild's claim that it knew.", ("the head of the guild", "claim", "it knew")),
        ("“His refusal to meet is sad for us,” she said.", ("His", "refusal", "to meet")),
        ("The bell was cast in lead, as its keeper, Ada Kiss, found.", ("its keeper, Ada Kiss,", "found", "The bell was cast in lead")),
        ("The fire was described at first as an accident.", (None, "was described", "The fire … as an accident")),
        ("Asked about the missing seal, the abbot smiled.", (None, "Asked", "the missing seal")),
        ("He was asked about the fire by the deputy.", ("the deputy", "asked", "the fire")),
        ("Crews went there after reports of gunfire.", (None, "reports", "gunfire")),
        ("Roe, who was suspected in two robberies, fled.", (None, "suspected", "in two robberies")),
    ],
)  # fmt: skip
def test_what_the_wording_says(sentence: str, expected: tuple[str | None, str, str]) -> None:
    assert expected in read(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "She told him to leave and he left.",
        "They put it on the table.",
        "The town that the river made is old.",
        "It was said of the lake that nobody swam there twice.",
        "The two suspects were in custody.",
    ],
)
def test_what_is_left_alone(sentence: str) -> None:
    assert read(sentence) == []


@given(st.text(alphabet="aT he told that said by which“”\"’s, .;'claim", max_size=300))
def test_ranges_lie_in_the_sentence(sentence: str) -> None:
    for rule in (*CLAUSES, *AGENTLESS):
        for found in rule(sentence):
            for low, high in (found.cue, *found.content, *((found.source,) if found.source else ())):
                assert 0 <= low <= high <= len(sentence)


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("The judge's reminder that he was under oath changed nothing.", "he was under oath"),
        ("The board's claim that the ship was sound convinced nobody.", "the ship was sound"),
        ("The clerk's claim that the guard was hurt and carried off is new.", "the guard was hurt and carried off"),
        ("The reeve's refusal to pay was read out.", "to pay"),
        ("Her warning that it was the man who fired first came late.", "it was the man who fired first"),
    ],
)
def test_where_a_nouns_clause_ends(sentence: str, content: str) -> None:
    found = list(nominal(sentence))
    assert [sentence[a:b] for one in found for a, b in one.content] == [content]
