"""What stands in a clause of its own behind a semicolon is not the speaker's."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft
from headwater.read.mending.another_clause import leave_the_next_clause


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("“It is late,” Oyel said; the clerk muttered “not again”.", ["“It is late,”"]),
        ("“It is late,” Oyel said; “it is over, and not again”.", ["“It is late,”", "“it is over, and not again”"]),
        ("“It is late,” Oyel said; and then “not again”.", ["“It is late,”", "“not again”"]),
        ("“It is late,” Oyel said, and the clerk heard “not again”.", ["“It is late,”", "“not again”"]),
    ],
)
def test_another_subject_behind_a_semicolon(text: str, kept: list[str]) -> None:
    pieces = [
        (text.index(p), text.index(p) + len(p))
        for p in ("“It is late,”", "“not again”", "“it is over, and not again”")
        if p in text
    ]
    draft = Draft((text.index("Oyel"), text.index("Oyel") + 4), [(text.index("said"), text.index("said") + 4)], pieces)
    leave_the_next_clause(text, draft)
    assert [text[a:b] for a, b in draft.content] == kept
