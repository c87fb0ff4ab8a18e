"""Whom "who" and "which" mean, and which of several a courtesy title or "they" names."""

from __future__ import annotations

import pytest

from tests.read.voices.help import names_of, voices_of


@pytest.mark.parametrize(
    ("text", "source", "content", "name"),
    [
        (
            "At the Tarn Law Society he spoke of anybody who thinks that it was late.",
            "who",
            "that it was late",
            "anybody",
        ),
        (
            "The letter follows Ivo Marl's Ostria inquiry, which found that it was late.",
            "which",
            "that it was late",
            "ostria inquiry",
        ),
        (
            "He met his allies in the council, starting with Ada Quint, who have said it was late.",
            "who",
            "it was late",
            "allies in the council",
        ),
        (
            "She faces many Reform primary voters who feared it was late.",
            "who",
            "it was late",
            "reform primary voters",
        ),
    ],
)
def test_whom_a_relative_pronoun_means(text, source, content, name):
    (found,) = names_of(text, [(source, content)])
    assert name in found.lower()


def test_two_people_with_an_and_between_may_have_said_it():
    text = "They were Ivo Marl and Ada Quint, who have said it was late."
    assert names_of(text, [("who", "it was late")]) == ["Ada Quint"]


def test_mrs_is_whose_full_name_stands_before():
    text = (
        "Lena Rodham Quint urged Ivo Marl to listen. Mrs. Quint said it was late. "
        "It is a deal that President Rolf Quint signed, and she faces rivals."
    )
    assert names_of(text, [("Mrs. Quint", "it was late")]) == ["Lena Rodham Quint"]


def test_papers_show_and_people_say():
    text = (
        "The memos were sealed. Federal prosecutors left. The memos arrived on Monday, and they show that it was late."
    )
    assert names_of(text, [("they", "that it was late")]) == ["the memos"]


def test_a_counted_crowd_is_remembered():
    text = "On the other side of the border 100 people marched with Tarn Relief. Over the waves they sang that it was late."
    assert names_of(text, [("they", "that it was late")]) == ["100 people"]


def test_a_place_is_not_they():
    text = "In Lower Tarn, rain fell. They said it was late."
    assert names_of(text, [("They", "it was late")]) != ["Lower Tarn"]


def test_a_bare_surname_is_nobodys_who_is_named_in_full_only_later():
    text = (
        "Former Rep. Ivo Marl Jr. pleaded guilty on Monday. Marl said it was late.\n\n"
        "The charge against Lena Marl is another. Lena Marl was a reeve before she resigned. Lena Marl wept."
    )
    assert names_of(text, [(None, "Marl Jr"), ("Marl", "it was late")])[1].startswith("Ivo Marl")


def test_an_ex_congressman_is_the_former_representative():
    text = "Former Rep. Ivo Marl pleaded guilty. When the couple was charged, the ex-congressman said it was late."
    assert names_of(text, [("the ex-congressman", "it was late")]) == ["Ivo Marl"]


def test_a_long_apposition_leaves_who_to_the_person_before_it():
    text = (
        "The Post cited John Marl, a law professor at Tarn University and director of The Ulver Institute’s Center for Law, "
        "who said it was late."
    )
    assert names_of(text, [("who", "it was late")]) == ["John Marl"]


def test_one_example_of_many_is_not_who_have_said_it():
    text = (
        "He had warnings from fellow Republicans, including House Speaker Paul Roe (Wis.), who have said it was late."
    )
    assert names_of(text, [("who", "it was late")]) == ["Republicans"]


def test_a_time_before_who_speaks_for_nobody() -> None:
    text = "It was the man from the mill last night who said it was late."
    assert names_of(text, [("who", "it was late")]) == ["the man"]


@pytest.mark.parametrize("work", ["the book “Golden Marl”", "the novel Golden Marl", "the film Golden Marl"])
def test_a_title_is_nobodys_name(work: str) -> None:
    (voice,) = voices_of(f"In May {work} said it was late.", [(work, "it was late")])
    assert voice.kind == "document"
    text = f"Ada Quint read {work} in May. A man came in. He said it was late."
    assert names_of(text, [("He", "it was late")]) == ["a man"]


@pytest.mark.parametrize(
    ("opens", "name"),
    [
        ("Politics Daily", "Politics Daily"),
        ("Harvest Tribune", "Harvest Tribune"),
    ],
)
def test_the_word_that_opens_a_sentence_says_which_paper(opens: str, name: str) -> None:
    text = f"It fell in May. {opens} said it was late."
    assert names_of(text, [(name, "it was late")]) == [name]


def test_capitals_of_a_quoted_headline_make_no_name() -> None:
    text = "He wrote it under the headline “Marlview Puts Picture of Ada Quint on Cover That Makes Her Look Odd.”\n\nMarlview said it was late."
    assert names_of(text, [("Marlview", "it was late")]) == ["Marlview"]
