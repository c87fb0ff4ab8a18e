"""Words and marks set apart by spaces, as some corpora have them, put back as a page prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_STRAIGHT = '"'


def joined(sentences: Iterable[Sequence[str]]) -> str:
    """One text of sentences of words; a backslash and an n, written out, end a paragraph."""
    said = [_closed(_set_tight(" ".join(words).replace("\\n", "\n"))) for words in sentences]
    return re.sub(r" *\n *", "\n\n", " ".join(said)).strip()


def _set_tight(line: str) -> str:
    """Marks against the word they belong to."""
    line = re.sub(r" ([,.;:!?%)”’\]])", r"\1", line)
    line = re.sub(r"([“(‘$\[]) ", r"\1", line)
    line = re.sub(r" (n['’]t|['’](?:s|re|ve|ll|d|m)\b)", r"\1", line)
    return re.sub(r"(\w) - (\w)", r"\1-\2", line)


def _closed(line: str) -> str:
    """Straight quotation marks, which open and close by turns."""
    out, opened, skip = "", False, False
    for mark in line:
        if skip and mark == " ":
            skip = False
            continue
        skip = False
        if mark == _STRAIGHT:
            opened = not opened
            out = out + mark if opened else out.rstrip(" ") + mark
            skip = opened
        else:
            out += mark
    return out
