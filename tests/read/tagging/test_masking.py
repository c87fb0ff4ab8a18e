"""Party-blind input: whoever is named, the network reads the same."""

from __future__ import annotations

import pytest

from headwater.read.tagging.encoding import Alphabet, cut_paragraph, fill_windows
from headwater.read.tagging.masking import mask
from headwater.read.words import split_words

LEXICON = frozenset(
    "the a he she said that police on of officials report reports according to were was minister will two boat "
    "sank left right went hospital their his".split()
)


def forms(text: str) -> list[str | None]:
    return mask(split_words(text).text, LEXICON).form


def ids(text: str) -> tuple[list[int], list[int]]:
    numbers: dict[str, int] = {}
    alphabet = Alphabet(lambda word: (numbers.setdefault(word, 10 + sum(map(ord, word))),), 1, 2, LEXICON)
    (window,) = fill_windows([cut_paragraph(text, 0, len(text), LEXICON)], alphabet)
    return window.pieces, window.features


def test_a_name_of_several_words_is_one_unit() -> None:
    assert forms("Police said Marta Oyel-Quint left.") == ["police", "said", None, "left", "."]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Harbour Courier reports that Oyel said he left.", "The Bay Mail reports that Quint said he left."),
        ("Velmis said on Monday that Tarn was right.", "Tarn said on Monday that Velmis was right."),
        ("He said the boat left. Mr Oyel said his boat sank.", "She said the boat left. Ms Oyel said her boat sank."),
        ("“The boat sank,” a spokeswoman said.", '"The boat sank," a spokesman said.'),
    ],
)
def test_swapping_the_parties_changes_nothing(one: str, other: str) -> None:
    assert ids(one) == ids(other)


def test_names_keep_their_identity_within_a_window() -> None:
    first, _ = ids("Oyel said Quint left. Oyel left.")
    second, _ = ids("Oyel said Quint left. Quint left.")
    assert first != second


def test_words_that_open_a_sentence_are_not_names() -> None:
    assert forms("Police went. Officials left.") == ["police", "went", ".", "officials", "left", "."]
    assert forms("Zorbel went.") == [None, "went", "."]


def test_capitals_in_a_headline_say_nothing() -> None:
    assert forms("Minister Said Boat Left Hospital") == ["minister", "said", "boat", "left", "hospital"]


def test_windows_hold_every_unit_once() -> None:
    text = "The boat sank on Monday, officials said. " * 40
    alphabet = Alphabet(lambda word: (1,), 1, 2, LEXICON)
    paragraph = cut_paragraph(text, 0, len(text), LEXICON)
    windows = fill_windows([paragraph, paragraph], alphabet)
    assert [u for w in windows for u in w.unit] == [*range(len(paragraph.units.form))] * 2
    assert all(len(w.pieces) <= 192 for w in windows)
