"""An adjective of origin speaks only with the noun behind it."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft
from headwater.read.mending.misnamed import with_its_noun


@pytest.mark.parametrize(
    ("source", "rest", "cue", "wanted"),
    [
        ("Norlish", " envoys", "said", "Norlish envoys"),
        ("who Norlish", " trade officials", "said", "Norlish trade officials"),
        ("South Velan", " negotiators", "have pressed allies", "South Velan negotiators"),
        ("Norlish", "", "said", "Norlish"),
        ("Jordan", " has told officials", "said", "Jordan"),
        ("Jordan", " always", "said", "Jordan"),
        ("Ada Quint", " officials", "said", "Ada Quint"),
    ],
)
def test_adjectives_of_origin(source: str, rest: str, cue: str, wanted: str) -> None:
    text = f"{source}{rest} {cue} the quay was shut."
    low = len(source) + len(rest) + 1
    draft = Draft((0, len(source)), [(low, low + len(cue))], [(low + len(cue) + 1, len(text) - 1)])
    with_its_noun(text, draft)
    assert draft.source is not None
    assert text[slice(*draft.source)] == wanted
