"""The canonical text: made once, with as little change as possible, so that offsets stay true for ever.

Line ends become one line feed, non-breaking and other fixed spaces become plain ones, control characters and lone surrogates are
replaced one for one, and the whole is brought to Unicode NFC. Nothing is stripped, squeezed or dropped, so a text
that is already plain comes back unchanged, character for character.
"""

from __future__ import annotations

import re
import unicodedata

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\xa0\u2007\u202f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LINES = frozenset("\r\x0b\x0c\x85\u2028\u2029")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_MARKS = 30
_COMBINING = re.compile(
    f"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{_MARKS}}})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def canonical(text: str) -> str:
    """The canonical form of ``text``.

    Idempotent: ``canonical(canonical(text)) == canonical(text)``. Plain text comes back unchanged. Only a carriage return before a line feed, characters that
    NFC composes, and combining marks past the thirtieth on one letter change the number of code points.
    """
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
    text = _ODD.sub(_replacement, text)
    if text.isascii():
        return text
    text = _COMBINING.sub(r"\1", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _replacement(match: re.Match[str]) -> str:
    character = match.group()
    if character in _LINES:
        return "\n"
    return "\ufffd" if character >= "\ud800" else " "


def drop_invisible(text: str) -> str:
    """``text`` without soft hyphens, zero-width spaces and byte-order marks, which pages scatter inside words."""
    return _INVISIBLE.sub("", text)


def printable(text: str, most: int = 2_000) -> str:
    """``text`` as it can stand in a name or a message: on one line, without control characters, cut at ``most``."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text[:most])
