"""Plain speech inside contents."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.inner.within import DEEPEST, read_within


def inner(text: str, content: str) -> list[tuple[str, str, int | None]]:
    start = text.index(content)
    drafts = [Draft(source=None, cue=[], content=[(start, start + len(content))])]
    read_within(cut_text(text, frozenset()), drafts)
    return [(text[slice(*d.source)] if d.source else "", text[slice(*d.content[0])], d.parent) for d in drafts[1:]]


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("the bank says the vault was shut", [("the bank", "the vault was shut", 0)]),
        ("My sister swears she heard shots", [("My sister", "she heard shots", 0)]),
        ("neighbours had told him that the dog was loose", [("neighbours", "the dog was loose", 0)]),
        ("I think the road is closed", []),
        ("the road is closed", []),
    ],
)
def test_plain_speech(content: str, wanted: list[tuple[str, str, int | None]]) -> None:
    assert inner(f"“{content},” said Ned Harbot.", content) == wanted


def test_levels_are_reached_in_turn() -> None:
    content = "the foreman says the office told him the scaffold had been passed"
    assert inner(f"“{content},” said Ned Harbot.", content) == [
        ("the foreman", "the office told him the scaffold had been passed", 0),
        ("the office", "the scaffold had been passed", 1),
    ]


def test_depth_is_bounded() -> None:
    content = " ".join(f"the aunt said the uncle said number {i} and" for i in range(50))
    found = inner(content + ".", content)
    assert len(found) <= 100
    assert DEEPEST == 6


def test_nothing_outside_contents_is_touched() -> None:
    text = "The bank says the vault was shut. Ada said no."
    drafts: list[Draft] = []
    read_within(cut_text(text, frozenset()), drafts)
    assert drafts == []


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("the point the reeve is making is that the dam can hold", [("the reeve", "the dam can hold", 0)]),
        ("his argument was simply that nobody had asked", [("his", "nobody had asked", 0)]),
        ("the criticism is that the bridge costs too much", [("", "the bridge costs too much", 0)]),
        ("the point is that the bridge costs too much", []),
        ("Mr Oyel, do you really think the mill can pay", [("Mr Oyel", "the mill can pay", 0)]),
        ("Mr Oyel, do you really think so", []),
        ("Well, do you think the mill can pay", []),
        ("this vote sends a message that the valley stands together", [("this vote", "the valley stands together", 0)]),
        ("it comes of everybody believing that the well is deep", [("everybody", "the well is deep", 0)]),
        ("the man in the boat said the tide had turned", [("the man in the boat", "the tide had turned", 0)]),
        ("we are debating whether to mend the roof", [("we", "whether to mend the roof", 0)]),
        ("I told them that the gate was shut", [("I", "the gate was shut", 0)]),
        ("van der Oyel said the tide had turned", [("van der Oyel", "the tide had turned", 0)]),
        ("my aunt had asked for the tenants to leave", [("my aunt", "for the tenants to leave", 0)]),
        ("the ledger proves that the dues were paid", [("the ledger", "the dues were paid", 0)]),
        ("this proves that the dues were paid", []),
        ("Roe acknowledged the theft when they found him", [("Roe", "the theft", 0)]),
        ("two theft suspects have been let go", []),
        ("his name was “Tavo Jarn”", []),
        ("she knew how to mend a net", []),
        ("she knew how the net was mended", [("she", "how the net was mended", 0)]),
        ("we have got to stop there and say, we are not for sale", [("we", "we are not for sale", 0)]),
    ],
)
def test_speech_in_passing(content: str, wanted: list[tuple[str, str, int | None]]) -> None:
    assert inner(f"“{content},” said Ned Harbot.", content) == wanted


def test_a_subject_in_front_of_its_speaker_has_a_verb_behind_him() -> None:
    text = "The survey, Ned Harbot said, found that the wall leans."
    drafts = [Draft(source=(12, 22), cue=[(23, 27)], content=[(0, 10), (29, 54)])]
    read_within(cut_text(text, frozenset()), drafts)
    assert [(text[slice(*d.source)] if d.source else "", text[slice(*d.content[0])]) for d in drafts[1:]] == [
        ("The survey", "the wall leans")
    ]


def test_words_in_a_mark_that_is_never_shut_end_with_the_speech() -> None:
    text = "“My sister said, ‘It is only rain.” Ned Harbot laughed."
    assert inner(text, "“My sister said, ‘It is only rain.”") == [("My sister", "‘It is only rain.", 0)]


def test_a_title_with_a_stop_does_not_end_a_clause() -> None:
    content = "the clerk said Mr. Lorne and Sen. Dal had gone"
    assert inner(f"“{content},” said Ned Harbot.", content) == [("the clerk", "Mr. Lorne and Sen. Dal had gone", 0)]
