"""A tower or a foundation called after somebody is not that person."""

from __future__ import annotations

import pytest

from headwater.model import Document
from headwater.read.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.mark.parametrize("thing", ["Marl Tower", "the Marl Foundation", "the Marl Organization"])
def test_what_is_called_after_a_person(reader: Reader, thing: str) -> None:
    text = f"Mr. Marl said the weir was sound. Mr. Oyel visited him at {thing} last year. “It is safe,” Mr. Marl said."
    reading = reader.read(Document("t", text))
    voices = {voice.id: voice.name for voice in reading.voices}
    assert {voices[a.voice] for a in reading.attributions if a.form == "direct"} == {"Marl"}
