"""Second names that a text gives somebody are that somebody's."""

from __future__ import annotations

import pytest

from tests.read.voices.help import names_of


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("The keeper Marek “Pike” Dunmore was dropped. ", "Pike", "Marek “Pike” Dunmore"),
        ('Idris "Taff" Carrow sold the pit to Ostria. ', "Taff", 'Idris "Taff" Carrow'),
        ("Marek Dunmore, known to all as Pike, was dropped. ", "Pike", "Marek Dunmore"),
        ("Ilse Voss (also known as Birdie) left the band. ", "Birdie", "Ilse Voss"),
        ("Ilse Voss, known as a rival of Tarn, left the band. ", "Tarn", "Tarn"),
        ("Ilse Voss “ “ Tarn left. ", "Tarn", "Tarn"),
        ("Ilse Voss left. Bo Tarr, known as Birdie, stayed. ", "Birdie", "Bo Tarr"),
    ],
)
def test_a_second_name_is_the_same_persons(before: str, source: str, name: str) -> None:
    text = before + "It rained. " + source + " said it was late."
    assert names_of(text, [(None, "It rained"), (source, "it was late")])[1] == name
