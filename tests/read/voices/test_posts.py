"""A post and its holder without a comma: the name at the end is whom the post describes."""

from __future__ import annotations

import pytest

from tests.read.voices.help import voices_of


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("Spokesman for the harbour police Ada Quint", "Ada Quint", "person"),
        ("Head of the state bank Ada Quint", "Ada Quint", "person"),
        ("Chief of police Ada Quint", "Ada Quint", "person"),
        ("A lawyer for the widow Ada Quint", "a lawyer for the widow Ada Quint", "unnamed"),
        ("Lawyer for the widow Ada Quint", "lawyer for the widow Ada Quint", "unnamed"),
        ("Friends of Ada Quint", "friends of Ada Quint", "group"),
    ],
)
def test_the_holder_of_a_post_speaks(source: str, name: str, kind: str) -> None:
    voice = voices_of(f"It rained. {source} said it was late.", [(source, "it was late")])[0]
    assert (voice.name, voice.kind) == (name, kind)
