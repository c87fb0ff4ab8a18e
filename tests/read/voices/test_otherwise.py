"""Somebody named before and called by another word, and names that look like others."""

from __future__ import annotations

import pytest

from tests.read.voices.help import names_of, voices_of


@pytest.mark.parametrize(
    ("text", "source", "wanted"),
    [
        ("“It is late,” Ivo Brack said.\n\nThe council chairman said it was dark.", "The council chairman", "Ivo Brack"),
        ("The board warned Ivo Brack after the former trade adviser said it was dark.", "the former trade adviser", "Ivo Brack"),
        ("Ivo Brack spoke of Lena Gott.\n\nThe Ulver-backed candidate said it was dark.", "The Ulver-backed candidate", "Ivo Brack"),
        ("Sen. Ivo Brack came.\n\nThe Ulver governor said it was dark.", "The Ulver governor", "the Ulver governor"),
        ("Ivo Brack, a baker, came.\n\nThe council chairman said it was dark.", "The council chairman", "the council chairman"),
        ("Ivo Brack came.\n\nThe chairman of the harbour board said it was dark.", "The chairman of the harbour board",
         "the chairman of the harbour board"),
    ],
)  # fmt: skip
def test_an_office_is_whoever_was_just_named_unless_something_speaks_against_it(text, source, wanted):
    assert names_of(text, [(source, "it was dark")]) == [wanted]


def test_an_office_inside_quoted_words_is_somebody_else():
    text = "“The council chairman said it was dark,” Ivo Brack said."
    rows = [
        ("Ivo Brack", "“The council chairman said it was dark,”"),
        ("The council chairman", "it was dark", {"parent": 0}),
    ]
    assert names_of(text, rows) == ["Ivo Brack", "the council chairman"]


def test_a_president_is_not_the_son_or_the_first_lady_of_the_name():
    text = "President Roe said it was late. A photo showed Rolf Roe Jr. with a rope. Mr. Roe said he knew."
    assert names_of(text, [("President Roe", "it was late"), ("Mr. Roe", "he knew")]) == ["Roe", "Roe"]
    text = "President Roe said it was late. First lady Lena Roe came. Mr. Roe said he knew."
    assert names_of(text, [("Mr. Roe", "he knew")]) == ["President Roe"]
    assert names_of("Rolf Roe Jr. came. Mr. Roe said he knew.", [("Mr. Roe", "he knew")]) == ["Rolf Roe Jr."]


def test_a_surname_that_is_a_noun_stands_behind_mr():
    text = "Carla Page met Ivo Brack. Ms. Page said it was late."
    assert names_of(text, [("Ms. Page", "it was late")]) == ["Carla Page"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Tarn Bureau of Mines", "government"),
        ("U.S. Department of Roads", "government"),
        ("Lindsey Graham", "person"),
        ("WTRN", "publication"),
        ("Ulver Times", "publication"),
        ("The medical examiner", "government"),
        ("Harbour groups", "group"),
        ("Several lawmakers", "group"),
        ("The mayor's attorneys", "group"),
    ],
)
def test_kinds(source, kind):
    text = f"{source} said it was late."
    assert voices_of(text, [(source, "it was late")])[0].kind == kind


def test_a_state_is_not_the_newspaper_called_after_it():
    text = "New York said it was late. The New York Times wrote of it."
    assert names_of(text, [("New York", "it was late")]) == ["New York"]
