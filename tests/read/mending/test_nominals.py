"""What stands before and behind a noun for something said."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, Range
from headwater.read.mending.nominals import leave_the_description


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "speaker", "left"),
    [
        ("The mounting calls to remove Oyel were absurd.", "The mounting", "calls", "to remove Oyel were absurd", None, "to remove Oyel"),
        ("The guild's calls to remove Oyel were absurd.", "The guild's", "calls", "to remove Oyel were absurd", "The guild's", "to remove Oyel"),
        ("The guild claims to have removed Oyel.", "The guild", "claims", "to have removed Oyel", "The guild", "to have removed Oyel"),
        ("Her promise to say who had left is new.", "Her", "promise", "to say who had left", "Her", "to say who had left"),
    ],
)  # fmt: skip
def test_the_noun_s_neighbours(text: str, source: str, cue: str, content: str, speaker: str | None, left: str) -> None:
    def at(piece: str) -> Range:
        return text.lower().index(piece.lower()), text.lower().index(piece.lower()) + len(piece)

    draft = Draft(at(source), [at(cue)], [at(content)])
    text = text[0].lower() + text[1:]
    leave_the_description(text, draft, [draft])
    wanted = at(speaker) if speaker else None
    assert draft.source == wanted
    assert [text[a:b] for a, b in draft.content] == [left]
