"""Quoted sentences that no verb claims, and whom the text before them shows."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.quoting.quotations import find_quotations
from headwater.read.quoting.unclaimed import claim_shown


def claimed(text: str, drafts: list[Draft] | None = None) -> list[tuple[str, str]]:
    frame = cut_text(text, frozenset("was blunt the has a simpler explanation people like nothing".split()))
    found = drafts if drafts is not None else []
    claim_shown(frame, found, find_quotations(frame))
    return [(text[slice(*d.source)] if d.source else "", text[slice(*d.content[0])]) for d in found]


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Dr Pell was blunt.", "Dr Pell"),
        ("The chairman has a simpler explanation.", "The chairman"),
        ("She shook her head.", "She"),
        ("Ada Quint, a baker in Tarn, put down the phone.", "Ada Quint"),
    ],
)
def test_the_sentence_before_shows_who_speaks(before: str, who: str) -> None:
    assert claimed(f"{before}\n\n“People like big sheds.”") == [(who, "“People like big sheds.”")]


@pytest.mark.parametrize(
    "before",
    ["The town was quiet.", "In Tarn nobody spoke.", "Nothing has been heard since.", "The mill “closed” in May."],
)
def test_a_sentence_about_nobody_shows_nobody(before: str) -> None:
    assert claimed(f"{before}\n\n“People like big sheds.”") == []


def test_words_that_are_no_sentence_stay_as_they_are() -> None:
    assert claimed("Dr Pell was blunt.\n\n“big sheds”") == []


def test_paragraphs_in_marks_go_together() -> None:
    block = "“The ward is full.\n\n“The hall is full.”"
    assert claimed(f"Dr Pell was blunt.\n\n{block}\n\nThe trust has apologised.") == [("Dr Pell", block)]


def test_a_speaker_goes_on_in_the_next_paragraph() -> None:
    text = "“We looked for the dog,” said Ilse. “We looked in the well.”\n\n“He came home with a hat.”"
    speaker = text.index("Ilse")
    first = [(0, 24), (text.index("“We looked in"), text.index("\n"))]
    draft = Draft((speaker, speaker + 4), [(speaker - 5, speaker - 1)], first)
    assert claimed(text, [draft])[1:] == [("Ilse", "“He came home with a hat.”")]
