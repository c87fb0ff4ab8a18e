"""Words that a thing bears are the thing's, or of whoever sent it."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.wording.constructions import add_constructions
from headwater.read.wording.written import bears_words
from tests.clock import seconds_of


def read(text: str) -> list[tuple[str | None, str]]:
    drafts: list[Draft] = []
    add_constructions(cut_text(text, frozenset()), drafts)
    return [(text[slice(*d.source)] if d.source else None, text[slice(*d.content[0])]) for d in drafts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Inside was a card that read: “You were warned.”", [("a card", "“You were warned.”")]),
        ("Marchers carried placards reading “Bread first” and sang.", [("placards", "“Bread first”")]),
        ("Police found a note saying “Gone to sea” on the door.", [("a note", "“Gone to sea”")]),
        ("A banner over the gate, bearing the words “No boats”, fell.", [("A banner over the gate", "“No boats”")]),
        ("He sent her a text that said: “Do not come.”", [("He", "“Do not come.”")]),
        ("The chef later posted a message that read “Shut for good”.", [("The chef", "“Shut for good”")]),
        ("She was reading “The Gate” when it rang.", []),
        ("The sign fell. The “new” mill is old.", []),
    ],
)
def test_whose_words_a_thing_bears(text: str, wanted: list[tuple[str | None, str]]) -> None:
    assert read(text) == wanted


def test_one_sentence_of_many_notes_takes_even_time():
    few, many = ("He sent her a note that said “Gone” and then " * n for n in (200, 800))
    assert seconds_of(lambda: list(bears_words(many))) < 10 * seconds_of(lambda: list(bears_words(few)))
