"""What stands in a clause of its own behind a semicolon is not the speaker's: "“It is late,” she said; the clerk muttered “not again”"."""

from __future__ import annotations

import re

from headwater.read.frame import Draft

_LEAST_WORDS = 3
"""Words of a clause that has its own subject and verb: "the clerk muttered"; behind "and then" the speaker may go on."""
_MARKS = re.compile(r"[“”\"«»]")


def in_another_clause(text: str, end: int, at: int) -> bool:
    """Whether words at ``at`` stand in another clause than what ends at ``end``: a semicolon between them, and a subject behind it."""
    semicolon = text.rfind("; ", end, at)
    if semicolon < 0 or _MARKS.search(text, semicolon, at):
        return False
    return len(text[semicolon + 2 : at].split()) >= _LEAST_WORDS


def leave_the_next_clause(text: str, draft: Draft) -> None:
    """Leave out quoted pieces that stand in another clause behind the speaker, in place."""
    if len(draft.content) < 2 or not draft.cue or draft.source is None:
        return
    end = max(draft.cue[-1][1], draft.source[1])
    kept = [p for p in draft.content if not (p[0] > end and text[p[0]] in '“"«' and in_another_clause(text, end, p[0]))]
    draft.content = kept or draft.content
