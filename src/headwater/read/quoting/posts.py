"""Posts that a page embeds as it found them, without quotation marks: "… — Name (@handle) 12 August 2031".

What the page sets apart belongs to the name it is signed with, whoever spoke in the paragraph before. In a plain text the
signature with its handle is all that sets a post apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Draft, Frame, Range

_SIGNED = re.compile(r"[ \t\n]*(?:—|–|--)[ \t]*([^\n(—–]{2,60}?)[ \t]*\(@\w{1,40}\)[^\n.!?]{0,40}\s*")
_DASH = re.compile(r"—|–|--")


def sign_set_apart(frame: Frame, drafts: list[Draft], set_apart: Sequence[Range]) -> None:
    """Give each signed post to its name, in place; what was read inside it, or across it, is read again in it."""
    for start, end in (*set_apart, *_signed_lines(frame, set_apart)):
        signature = _signature(frame.text, start, end)
        if signature is None:
            continue
        for draft in drafts:
            draft.content = [(a, b) for a, b in draft.content if b <= start or end <= a]
        drafts[:] = [d for d in drafts if d.content]
        content = [(start, signature.start())]
        drafts.append(Draft(signature.span(1), cue=[], content=content, block=True, confidence=0.8))
        drafts.sort(key=lambda draft: draft.content[0])


_QUOTED = "“\"‘«'"


def _signed_lines(frame: Frame, set_apart: Sequence[Range]) -> list[Range]:
    """Lines of a plain text that end in a name with its handle, and lines that are nothing else with the line before them."""
    lines: list[Range] = []
    for number, (start, end) in enumerate(frame.paragraphs):
        if frame.text.rfind("(@", start, end) < 0 or any(a < end and start < b for a, b in set_apart):
            continue
        first, signature = start, _signature(frame.text, start, end)
        if signature is None and number and _SIGNED.fullmatch(frame.text, start, end):
            before = frame.paragraphs[number - 1]
            if frame.text[before[1] : start].count("\n") == 1:
                first, signature = before[0], _signature(frame.text, before[0], end)
        if signature is not None and frame.text[first] not in _QUOTED:
            lines.append((first, end))
    return lines


def _signature(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last line of a post, or its end; the words before it are what was posted."""
    for dash in reversed(list(_DASH.finditer(text, start, end))[-3:]):
        at = len(text[start : dash.start()].rstrip()) + start
        match = _SIGNED.fullmatch(text, at, end)
        if match and at > start:
            return match
    return None
