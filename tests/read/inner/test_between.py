"""Quotations whose speaker is named behind the verb of whoever tells of it."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, Range
from headwater.read.inner.between import read_between


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("Oyel told his colleagues", "Oyel"),
        ("the reeve had shouted at the gate", "the reeve"),
        ("as she left the hall", None),
        ("Oyel told the board that it was late", None),
    ],
)
def test_who_is_quoted_through_whom(told: str, who: str | None) -> None:
    text = f"“We lost,” aides said {told}. “It is our fault.”"

    def at(piece: str) -> Range:
        return text.index(piece), text.index(piece) + len(piece)

    quoted = [at("“We lost,”"), at("“It is our fault.”")]
    outer = Draft(at("aides"), [at("said")], sorted([*quoted, at(told)]), form="mixed")
    below = Draft(None, [], [at("our fault")], 0)
    drafts = [outer, below]
    read_between(text, drafts)
    assert [text[slice(*d.source)] for d in drafts[2:] if d.source] == ([who] if who else [])
    assert [d.content for d in drafts[2:]] == ([quoted] if who else [])
    assert below.parent == (2 if who else 0)
