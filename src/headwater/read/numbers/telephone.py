"""Telephone numbers, which count nothing: "(555) 014-2233", "555-HELP (4357)", and "call 555-0142"."""

from __future__ import annotations

import re

from headwater.read.numbers.pieces import Pieces

_WHOLE = re.compile(
    r"\(\d{3}\)[ -]?\d{3}[-.–]?(?:\d{4}|[A-Z]{4})\b(?: ?\(\d{4}\))?"
    r"|(?<![\w-])(?:\d{3}[-.–])?\d{3}[-–][A-Z]{4}\b(?: ?\(\d{4}\))?|(?<![\w-])\d{3}[-.–]\d{3}[-.–]\d{4}(?![\w-])"
)
_SHORT = re.compile(r"(?<![\w$€£-])\d{3}[-–]\d{4}(?![\w-])")
_CALL = re.compile(
    r"\b(?:call|calls|calling|contact|phone|telephone|tel|text|dial|hotline|stoppers|tips?|tipline|fax)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\d{3,4}|\d{3}\.\d{3,4}(?:\.\d{4})?")
"""What a number may be cut into: with full stops for hyphens two parts or all of it can be one piece."""
_REACH = 24
_CALLED = 70


def is_telephone(pieces: Pieces, i: int) -> bool:
    """Whether piece ``i``, a number in digits, is part of a telephone number."""
    number, low = pieces.number[i], pieces.low[i]
    if number is None or not number.digits or not _PART.fullmatch(low):
        return False
    text, start, end = pieces.text, pieces.start[i], pieces.end[i]
    from_, to = max(0, start - _REACH), end + _REACH
    if any(m.start() <= start and end <= m.end() for m in _WHOLE.finditer(text, from_, to)):
        return True
    return any(
        m.start() <= start and end <= m.end() and _CALL.search(text, max(0, m.start() - _CALLED), m.start())
        for m in _SHORT.finditer(text, from_, to)
    )
