"""Words of a frame cut finer, with number words added up: the input of the rules for quantities and times.

A frame's word such as "21-year-old", "$3.1m" or "10:56" falls into pieces here; a run of number words becomes one
number. Everything is one pass from left to right, so the cost is linear whatever the text.
"""

from __future__ import annotations

import re

from headwater.read.frame import Frame
from headwater.read.numbers.pieces import HYPHENS, MAX_DIGITS, Number, Pieces
from headwater.read.numbers.reading import STARTS, read_number
from headwater.read.numbers.words import (
    CARDINALS,
)

_PIECE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,4}([/.])\d{1,2}\1\d{1,4}(?![\d/.]\d)"  # whole dates
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"  # clock times
    r"|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?(?![\d,]\d)"
    r"|\d+(?:,\d{3})+(?:\.\d+)?(?![\d,]\d)|\d+\.\d+(?!\.?\d)|\d+"  # numbers
    r"|[^\W\d_]+|\S"
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+")


def cut(frame: Frame) -> Pieces:
    """The pieces of a frame's words, numbers added up."""
    pieces = Pieces(frame.text, [], [], [], [], [], [])
    words = frame.words
    for word, begin, end, sentence in zip(words.text, words.start, words.end, frame.sentence_of, strict=True):
        if word.isalpha():
            _put(pieces, word, begin, end, sentence)
        else:
            _split(pieces, word, begin, end, sentence)
    return _join_numbers(pieces)


def _put(pieces: Pieces, word: str, begin: int, end: int, sentence: int) -> None:
    pieces.low.append(word.lower())
    pieces.start.append(begin)
    pieces.end.append(end)
    pieces.capital.append(word[0].isupper())
    pieces.sentence.append(sentence)
    pieces.number.append(None)


_SPLIT_FIRST = frozenset("mid early late pre post year".split())


def _split(pieces: Pieces, word: str, begin: int, end: int, sentence: int) -> None:
    if _DOTTED.fullmatch(word):  # a.m., U.S., B.C.
        _put(pieces, word, begin, end, sentence)
        plain = word.replace(".", "").lower()
        if plain in ("am", "pm", "bc", "bce", "ad", "ce", "m", "p"):
            pieces.low[-1] = plain
        return
    if word.lower() in ("o'clock", "o’clock"):
        _put(pieces, word, begin, end, sentence)
        return
    if word in ("'s", "’s", "'S", "’S"):
        _put(pieces, word, begin, end, sentence)
        return
    if word[-1] == "." and word[:-1].isalpha():  # Jan., No.
        _put(pieces, word, begin, end, sentence)
        pieces.low[-1] = word[:-1].lower()
        return
    if word[0].isalpha() and not word.isascii() and not any(c in HYPHENS for c in word):
        _put(pieces, word, begin, end, sentence)
        return
    if word[0].isalpha() and any(c.isdigit() for c in word) and not _splittable(word):
        _put(pieces, word, begin, end, sentence)  # F-16, MH17, Covid-19: names, not numbers
        return
    for match in _PIECE.finditer(word):
        _put(pieces, match.group(), begin + match.start(), begin + match.end(), sentence)


def _splittable(word: str) -> bool:
    first = re.split(r"[-‐‑–]", word, maxsplit=1)[0].lower()
    return first != word.lower() and (first in _SPLIT_FIRST or first in CARDINALS or first[:3] in _MONTH_HEADS)


_MONTH_HEADS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())


def _join_numbers(raw: Pieces) -> Pieces:
    out = Pieces(raw.text, [], [], [], [], [], [])
    i, count = 0, len(raw)
    while i < count:
        low = raw.low[i]
        after, number = i + 1, None
        if low in ("p", "a") and _is_half_day(raw, i):
            low, after = low + "m", i + 3
        elif low == "." and _is_point(raw, i):
            after, number = i + 2, Number(float("0." + raw.low[i + 1]), "cardinal", True)
        elif low == "single" and i > 0 and raw.low[i - 1] == "a":
            number = Number(1.0, "cardinal", False)
        elif low[0].isdecimal() or low in STARTS:
            after, number = read_number(raw, i)
        out.low.append(low)
        out.start.append(raw.start[i])
        out.end.append(raw.end[after - 1])
        out.capital.append(raw.capital[i])
        out.sentence.append(raw.sentence[after - 1])
        out.number.append(number)
        i = after
    return out


def _is_point(raw: Pieces, i: int) -> bool:
    """Whether a full stop begins a number: ".38"."""
    if i + 1 >= len(raw) or not raw.low[i + 1].isdecimal() or not raw.glued(i + 1) or len(raw.low[i + 1]) > MAX_DIGITS:
        return False
    return not raw.glued(i)


def _is_half_day(raw: Pieces, i: int) -> bool:
    """ "p.m" cut into three, as in "8p.m.": pieces "p", "." and "m" without spaces, behind a number."""
    if i + 2 >= len(raw) or raw.low[i + 1] != "." or raw.low[i + 2] not in ("m", "m."):
        return False
    return i > 0 and raw.low[i - 1][0].isdecimal() and raw.glued(i + 1) and raw.glued(i + 2)
