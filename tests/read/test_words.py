"""Words and sentences: every word stands where it says, and sentences end where a reader would end them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.frame import cut_text
from headwater.read.words import sentence_starts, split_words


def sentences(text: str) -> list[str]:
    frame = cut_text(text, frozenset())
    return [text[a:b] for a, b in frame.sentences]


@given(st.text())
def test_words_are_exactly_the_text_without_space(text: str) -> None:
    words = split_words(text)
    assert all(text[a:b] == w for w, a, b in zip(words.text, words.start, words.end, strict=True))
    assert "".join(words.text) == "".join(text.split())


@given(st.text(alphabet="ab .!?\n\"“”'AB.", max_size=200))
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    frame = cut_text(text, frozenset())
    assert len(frame.sentence_of) == len(frame.words)
    assert frame.sentence_of == sorted(frame.sentence_of)
    for word, number in enumerate(frame.sentence_of):
        low, high = frame.sentences[number]
        assert low <= frame.words.start[word] and frame.words.end[word] <= high


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mr. Oyel left. He ran.", ["Mr. Oyel left.", "He ran."]),
        ("The U.S. Army came. It left.", ["The U.S. Army came.", "It left."]),
        ("They met in the U.S. The talks failed.", ["They met in the U.S.", "The talks failed."]),
        ("“Stop!” she cried. “Now.”", ["“Stop!” she cried.", "“Now.”"]),
        ('"It is over." "Who says?"', ['"It is over."', '"Who says?"']),
        ("It cost 3.5 million. Nobody paid.", ["It cost 3.5 million.", "Nobody paid."]),
        ("J. R. Quint spoke at 5 p.m. on Friday.", ["J. R. Quint spoke at 5 p.m. on Friday."]),
        ("A line\nAnother line", ["A line", "Another line"]),
    ],
)
def test_sentence_ends(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("didn't", ["did", "n't"]),
        ("Oyel’s boat", ["Oyel", "’s", "boat"]),
        ("Kim Jong-un's", ["Kim", "Jong-un", "'s"]),
        ("$2.5m, 40%", ["$2.5m", ",", "40%"]),
        ("@quay_watch said", ["@quay_watch", "said"]),
    ],
)
def test_cuts(text: str, words: list[str]) -> None:
    assert split_words(text).text == words


def test_a_hundred_thousand_words_take_linear_time() -> None:
    split_words("word, " * 100_000)
    split_words("a" * 1_000_000)
    split_words("." * 300_000)


def test_a_seat_behind_a_name_does_not_end_a_sentence() -> None:
    words = split_words("Sen. Ada Quint, R-S.C., said so. It rained.").text
    assert [words[i] for i in sentence_starts(words)] == ["Sen.", "It"]


def test_a_calibre_is_one_word() -> None:
    assert ".45-calibre" in split_words("He had a .45-calibre pistol.").text


def test_an_abbreviation_before_a_bracket_does_not_end_a_sentence() -> None:
    assert sentences("TARN, Tenn. (TVR) – A boat sank.") == ["TARN, Tenn. (TVR) – A boat sank."]


def test_no_sentence_opens_with_a_possessive() -> None:
    assert sentences("Oyel Marlow Jr.’s boat sank. Roe left.") == ["Oyel Marlow Jr.’s boat sank.", "Roe left."]
