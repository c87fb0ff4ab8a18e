"""Two people in a story: "he" and "she", who was told, who was asked, whose answer it is."""

from __future__ import annotations

import pytest

from headwater.read.frame import cut_text
from headwater.read.voices.addressing import told_pronoun
from tests.read.voices.help import LEXICON, names_of


def test_he_and_she_are_two_people() -> None:
    text = "Ada Quint sold her shares to Bo Tarr in May. She said it was late; he said it was soon."
    assert names_of(text, [("She", "it was late"), ("he", "it was soon")]) == ["Ada Quint", "Bo Tarr"]


@pytest.mark.parametrize("pronoun", ["She", "He"])
def test_whoever_was_told_speaks_next(pronoun: str) -> None:
    told = {"She": "her", "He": "him"}[pronoun]
    text = f"Ada Quint came in May. A lawyer told {told} that it was weak. {pronoun} said it was late."
    assert names_of(text, [("A lawyer", "it was weak"), (pronoun, "it was late")]) == ["a lawyer", "Ada Quint"]


@pytest.mark.parametrize(
    ("words", "pronoun", "told"),
    [
        ("Tarr told her that it was weak", "she", True),
        ("Tarr took Ada Quint aside in the hall and told her that it was weak", "she", True),
        ("Tarr took Ada Quint aside. Brack told her that it was weak", "she", False),
        ("Tarr said to him that it was weak", "he", True),
        ("Tarr told her lawyer that it was weak", "she", False),
        ("Tarr told him that it was weak", "she", False),
        ("Tarr saw her and it was weak", "she", False),
    ],
)
def test_whose_pronoun_was_told(words: str, pronoun: str, told: bool) -> None:
    frame = cut_text(words + ".", LEXICON)
    assert told_pronoun(frame, 0, pronoun) is told


def test_nobody_answers_their_own_words() -> None:
    text = "Tarn Steel's warning that it was late reached the Ulver Bank on Monday. Its reply was that it was soon."
    rows = [("Tarn Steel", "it was late"), ("Its", "it was soon")]
    assert names_of(text, rows) == ["Tarn Steel", "Ulver Bank"]


def test_who_stands_for_the_plural_right_before_it() -> None:
    text = "The plan, opposed by farmers who say it was late, passed."
    assert names_of(text, [("who", "it was late")]) == ["farmers"]


def test_it_behind_a_note_is_the_page() -> None:
    text = "This article was amended on Monday. It originally said that it was late."
    assert names_of(text, [("It", "it was late")]) == ["the author"]


def test_whoever_is_written_to_may_be_called_by_what_they_are() -> None:
    text = "Bo Tarr wrote to his patient, Ada Quint, in May. She replied that it was late. He says it was soon."
    assert names_of(text, [("She", "it was late"), ("He", "it was soon")]) == ["Ada Quint", "Bo Tarr"]


def test_a_body_is_not_it_and_they_in_one_sentence() -> None:
    text = "The Tarn Society met the Ulver Bank. It said that all was late; they said that all was soon."
    names = names_of(text, [("It", "all was late"), ("they", "all was soon")])
    assert names[0] != names[1]


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("The mother of the suspect ran to the house.", "the mother"),
        ("The widow of the painter Bo Tarr has sold it.", "the widow"),
        ("A neighbour called the police at noon.", "a neighbour"),
        ("The police were called by a neighbour.", "Ada Quint"),
        ("An officer spoke to her at noon.", "Ada Quint"),
    ],
)
def test_somebody_described_who_opens_the_sentence_before(before: str, name: str) -> None:
    text = f"Ada Quint opened the fair on Monday. {before} She said it was late."
    assert names_of(text, [("She", "it was late")]) == [name]


def test_a_pronoun_behind_the_words_means_who_opens_them() -> None:
    text = "The union has agreed to return, it announced."
    rows = [("it", "The union has agreed to return"), ("The union", "to return", {"parent": 0})]
    assert names_of(text, rows) == ["the union", "the union"]
