"""A tower or a foundation called after somebody is not that person."""

from __future__ import annotations

import pytest

from headwater.model import Document
from headwater.read.reader import Reader
from tests.read.voices.help import voices_of


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.mark.parametrize("thing", ["Marl Tower", "the Marl Foundation", "the Marl Organization"])
def test_what_is_called_after_a_person(reader: Reader, thing: str) -> None:
    text = f"Mr. Marl said the weir was sound. Mr. Oyel visited him at {thing} last year. “It is safe,” Mr. Marl said."
    reading = reader.read(Document("t", text))
    voices = {voice.id: voice.name for voice in reading.voices}
    assert {voices[a.voice] for a in reading.attributions if a.form == "direct"} == {"Marl"}


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Rep. Ivo King, who runs the mill, said it was late.", "Rep. Ivo King, who runs the mill,", "Ivo King"),
        ("Lisa Dean said it was late.", "Lisa Dean", "Lisa Dean"),
        ("Ivo King said it was late. King said it was over.", "King", "Ivo King"),
        ("The Tarnian king, Ivo, said it was late.", "The Tarnian king, Ivo,", "Ivo"),
        ("House Democrats said it was late.", "House Democrats", "House Democrats"),
        ("A vote by House Democrats said it was late.", "House Democrats", "House Democrats"),
    ],
)
def test_a_title_may_be_a_surname(text: str, source: str, name: str) -> None:
    voice = voices_of(text, [(source, "it was over" if "over" in text else "it was late")])[0]
    assert voice.name == name
    assert voice.kind == ("group" if "House" in source else "person")
