"""What counts as the author's own statement beside an attribution."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.own import own_pieces
from headwater.read.voices.finite import finite_verb
from headwater.read.words import split_words


def own(text: str, source: str, cue: str, *content: str) -> list[str]:
    """The own statements of a text with one attribution."""
    frame = cut_text(text, frozenset())

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    draft = Draft(source=at(source), cue=[at(cue)], content=[at(words) for words in content])
    return [text[a:b] for a, b in own_pieces(frame, [draft])]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Ms Quint said during a speech at the Old Mill in Brackwater that bread was dear.", "Ms Quint", "said", "bread was dear"),
        ("Speaking on the morning programme, Ms Quint said bread was dear.", "Ms Quint", "said", "bread was dear"),
        ("In another appeal to farmers, Ms Quint said bread was dear.", "Ms Quint", "said", "bread was dear"),
        ("Ms Quint, one of the nine who voted against the mill, said bread was dear.", "Ms Quint", "said", "bread was dear"),
        ("When asked about the mill on Tuesday, Ms Quint said bread was dear.", "Ms Quint", "said", "bread was dear"),
        ("“Bread is dear,” Ms Quint told the crowd in the market square.", "Ms Quint", "told", "“Bread is dear,”"),
    ],
)  # fmt: skip
def test_circumstances_of_speech_are_no_statement(text: str, source: str, cue: str, content: str) -> None:
    assert own(text, source, cue, content) == []


def test_a_clause_beside_an_attribution_is_one() -> None:
    text = "The mill closed in March, but Ms Quint said bread was cheap."
    assert own(text, "Ms Quint", "said", "bread was cheap") == ["The mill closed in March"]


def test_a_subject_lost_to_an_attribution_is_given_back() -> None:
    text = "Ms Quint opened the mill on Monday, saying bread was cheap."
    assert own(text, "Ms Quint", "saying", "bread was cheap") == ["Ms Quint opened the mill on Monday"]


def test_joining_words_are_cut_off() -> None:
    text = "Ms Quint said bread was cheap and she opened the mill after it"
    assert own(text, "Ms Quint", "said", "bread was cheap") == ["she opened the mill"]


def test_a_whole_sentence_always_is_one() -> None:
    assert own("No bread in Brackwater. Ms Quint said so.", "Ms Quint", "said", "so") == ["No bread in Brackwater."]


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("The council voted against the mill", "voted"),
        ("a motion passed by the council", None),
        ("the bitterly divided council of the town", None),
        ("members who voted against it", None),
        ("the mill, which opened in May", "opened"),
        ("on the first of May", None),
        ("she largely agreed with the council", "agreed"),
        ("Quint ties the fire to the mill", "ties"),
        ("this triggered a long dispute", "triggered"),
    ],
)
def test_finite_verbs(words: str, verb: str | None) -> None:
    cut = split_words(words).text
    found = finite_verb(cut, 0, len(cut))
    assert (None if found is None else cut[found]) == verb


def test_lines_that_a_site_puts_under_a_text_state_nothing() -> None:
    lines = (
        "Follow him on Chirper for more.",
        "Copyright 2031 Tarn Media Group.",
        "Read or share this story with a friend.",
        "Ada Quint and Bo Ferrin contributed reporting from Tarn.",
        "Bo Ferrin is a staff writer for the Tarn Herald.",
    )
    for line in lines:
        assert own_pieces(cut_text(line, frozenset()), []) == []
    assert own_pieces(cut_text("The ferry follows the coast to Ulver.", frozenset()), []) != []


def test_what_is_done_about_anothers_words_keeps_its_object() -> None:
    text = "The ministry ignored the guild's warning that the weir leaked."
    assert own(text, "the guild's", "warning", "the weir leaked") == ["The ministry ignored the guild's warning"]
