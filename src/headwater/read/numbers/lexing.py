"""Words of a frame cut finer, with number words added up: the input of the rules for quantities and times.

A frame's word such as "21-year-old", "$3.1m" or "10:56" falls into pieces here; a run of number words becomes one
number. Everything is one pass from left to right, so the cost is linear whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from headwater.read.frame import Frame
from headwater.read.numbers.words import (
    CARDINALS,
    FRACTIONS,
    ONES,
    ORDINAL_ONES,
    ORDINAL_SCALES,
    ORDINAL_TENS,
    SCALES,
    SHORT_SCALES,
    TENS,
    VULGAR,
    add_up,
)

NumberKind = Literal["cardinal", "ordinal", "fraction"]

_PIECE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,4}([/.])\d{1,2}\1\d{1,4}(?![\d/.]\d)"  # whole dates
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"  # clock times
    r"|\d+(?:,\d{3})+(?:\.\d+)?(?![\d,]\d)|\d+\.\d+(?!\.?\d)|\d+"  # numbers
    r"|[^\W\d_]+|\S"
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+")
_HYPHENS = frozenset("-‐‑–—")
_MAX_DIGITS = 18
_MAX_RUN = 24  # words in one number; longer runs are lists or noise


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: its value, its kind and whether it was in digits (``grouped`` with commas)."""

    value: float
    kind: NumberKind
    digits: bool
    grouped: bool = False


@dataclass(frozen=True)
class Pieces:
    """Parallel lists over the pieces of a text: ``low`` is lower case; ``number`` is set where the piece is a number.

    ``capital`` says whether the piece begins with a capital; ``sentence`` gives the frame's sentence number.
    """

    text: str
    low: list[str]
    start: list[int]
    end: list[int]
    capital: list[bool]
    sentence: list[int]
    number: list[Number | None]

    def __len__(self) -> int:
        return len(self.low)

    def glued(self, i: int) -> bool:
        """Whether piece ``i`` follows the piece before it without a space."""
        return i > 0 and self.start[i] == self.end[i - 1]


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
    if word[-1] == "." and word[:-1].isalpha():  # Jan., No.
        _put(pieces, word, begin, end, sentence)
        pieces.low[-1] = word[:-1].lower()
        return
    if word[0].isalpha() and not word.isascii() and not any(c in _HYPHENS for c in word):
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
        elif low[0].isdecimal() or low in _STARTS:
            after, number = _read_number(raw, i)
        out.low.append(low)
        out.start.append(raw.start[i])
        out.end.append(raw.end[after - 1])
        out.capital.append(raw.capital[i])
        out.sentence.append(raw.sentence[i])
        out.number.append(number)
        i = after
    return out


def _is_half_day(raw: Pieces, i: int) -> bool:
    """ "p.m" cut into three, as in "8p.m.": pieces "p", "." and "m" without spaces, behind a number."""
    if i + 2 >= len(raw) or raw.low[i + 1] != "." or raw.low[i + 2] not in ("m", "m."):
        return False
    return i > 0 and raw.low[i - 1][0].isdecimal() and raw.glued(i + 1) and raw.glued(i + 2)


_STARTS = CARDINALS | frozenset(ORDINAL_ONES) | frozenset(ORDINAL_TENS) | frozenset(ORDINAL_SCALES) | frozenset(VULGAR)
_STARTS |= {"a", "an", "half", "quarter"}


def _read_number(raw: Pieces, i: int) -> tuple[int, Number | None]:
    """The number that begins at piece ``i`` and the index after it; (i + 1, None) when none does."""
    low = raw.low[i]
    if low in ("a", "an", "half", "quarter"):
        return _read_article(raw, i)
    if low in VULGAR:
        return i + 1, Number(VULGAR[low], "fraction", True)
    if low[0].isdecimal():
        return _read_digits(raw, i)
    if low in ORDINAL_ONES or low in ORDINAL_TENS or low in ORDINAL_SCALES:
        return _read_ordinal(raw, i, [])
    return _read_words(raw, i)


def _read_article(raw: Pieces, i: int) -> tuple[int, Number | None]:
    """ "a hundred", "a dozen", "half a million", "a half", "a third"."""
    following = raw.low[i + 1] if _inside(raw, i, i + 1) else ""
    if raw.low[i] in ("half", "quarter"):
        if following in ("a", "an") and _inside(raw, i, i + 2) and raw.low[i + 2] in SCALES:
            share = 0.5 if raw.low[i] == "half" else 0.25
            return i + 3, Number(share * SCALES[raw.low[i + 2]], "cardinal", False)
        return i + 1, (Number(0.5, "fraction", False) if raw.low[i] == "half" else None)
    if following in SCALES:
        after, number = _read_words(raw, i + 1)
        return after, number
    if following in ("third", "fifth", "quarter", "half", "tenth") and not raw.capital[i + 1]:
        after = i + 2
        if _inside(raw, i, after) and raw.low[after] in ("of", "the", "more", "less", "fewer", "million", "billion"):
            scale = SCALES.get(raw.low[after], 1.0)
            return after + (scale != 1.0), Number(scale / FRACTIONS[following], "fraction", False)
    return i + 1, None


def _inside(raw: Pieces, i: int, j: int) -> bool:
    return j < len(raw) and raw.sentence[j] == raw.sentence[i]


def _read_digits(raw: Pieces, i: int) -> tuple[int, Number | None]:
    low = raw.low[i]
    digits = low.replace(",", "")
    if not digits.replace(".", "", 1).isdecimal() or len(digits) > _MAX_DIGITS or ":" in low:
        return i + 1, None
    value = float(digits)
    grouped = "," in low
    j = i + 1
    if j < len(raw) and raw.start[j] == raw.end[i]:
        tail = raw.low[j]
        if tail in ("st", "nd", "rd", "th"):
            return j + 1, Number(value, "ordinal", True)
        if tail in VULGAR:
            return j + 1, Number(value + VULGAR[tail], "cardinal", True)
        if tail in SHORT_SCALES and tail not in ("m", "b", "k"):
            return j + 1, Number(value * SHORT_SCALES[tail], "cardinal", True)
        if tail in ("m", "b", "k") and (tail == "k" or _after_currency(raw, i)):
            return j + 1, Number(value * SHORT_SCALES[tail], "cardinal", True)
    if _inside(raw, i, j) and raw.low[j] in SHORT_SCALES and raw.low[j] in ("bn", "mn", "tn"):
        return j + 1, Number(value * SHORT_SCALES[raw.low[j]], "cardinal", True)
    if _inside(raw, i, j) and raw.low[j] in VULGAR:
        return j + 1, Number(value + VULGAR[raw.low[j]], "cardinal", True)
    if _inside(raw, i, j) and (raw.low[j] in SCALES or (raw.low[j] in _HYPHENS and _scale_at(raw, j + 1))):
        return _read_words(raw, i)
    half = _and_a_half(raw, j)
    if half:
        return half[0], Number(value + half[1], "cardinal", True)
    return j, Number(value, "cardinal", True, grouped)


def _scale_at(raw: Pieces, j: int) -> bool:
    return j < len(raw) and raw.low[j] in SCALES


def _after_currency(raw: Pieces, i: int) -> bool:
    return i > 0 and raw.start[i] == raw.end[i - 1] and raw.low[i - 1] in "$€£¥"


def _and_a_half(raw: Pieces, j: int) -> tuple[int, float] | None:
    """ "and a half", "-and-a-half" at piece ``j``: the index after it and what it adds."""
    words: list[str] = []
    k = j
    while k < len(raw) and len(words) < 3 and k - j < 6:
        if raw.low[k] not in _HYPHENS:
            words.append(raw.low[k])
        k += 1
    if words == ["and", "a", "half"]:
        return k, 0.5
    if words == ["and", "a", "quarter"]:
        return k, 0.25
    if words == ["and", "three", "quarters"]:
        return k, 0.75
    return None


def _read_words(raw: Pieces, i: int) -> tuple[int, Number | None]:
    """A run of cardinal words, with digits before a scale ("2.5 million") and "and" or hyphens between."""
    parts: list[float | str] = []
    j = end = i
    while j < len(raw) and raw.sentence[j] == raw.sentence[i] and len(parts) < _MAX_RUN:
        low = raw.low[j]
        if low in CARDINALS:
            trial = [*parts, low]
        elif not parts and low[0].isdecimal():
            trial = [float(low.replace(",", ""))]
        elif parts and _joins(raw, j, parts):
            j += 1
            continue
        else:
            break
        if add_up(trial) is None:
            break
        parts, j = trial, j + 1
        end = j
    return _finish(raw, i, end, parts)


def _finish(raw: Pieces, i: int, end: int, parts: Sequence[float | str]) -> tuple[int, Number | None]:
    value = add_up(parts) if parts else None
    if value is None:
        return i + 1, None
    digits = isinstance(parts[0], float)
    k = end + 1 if end < len(raw) and raw.low[end] in _HYPHENS and raw.start[end] == raw.end[end - 1] else end
    if _inside(raw, i, k) and raw.low[k] == "and" and parts[-1] in SCALES:
        k += 1
    if _inside(raw, i, k) and (k == end or raw.low[k] in FRACTIONS or parts[-1] in TENS):
        tail = raw.low[k]
        ordinal = tail in ORDINAL_ONES or tail in ORDINAL_TENS or tail in ORDINAL_SCALES
        clear = tail != "second" or raw.low[k + 1 : k + 2] == ["of"] or (i > 0 and raw.low[i - 1] == "the") or k > end
        if ordinal and (parts[-1] in TENS or parts[-1] in SCALES) and clear:
            return _read_ordinal(raw, k, list(parts))
        if tail in FRACTIONS and (tail.endswith("s") or value == 1) and value < 100 and tail != "half":
            return k + 1, Number(value / FRACTIONS[tail], "fraction", False)
        if tail == "half" and value == 1:
            return k + 1, Number(0.5, "fraction", False)
    half = _and_a_half(raw, end)
    if half:
        scale = SCALES.get(str(parts[-1]), 1.0)
        return half[0], Number(value + half[1] * scale, "cardinal", digits)
    if _inside(raw, i, end + 1) and raw.low[end] == "point" and raw.low[end + 1] in ONES:
        return _read_point(raw, end, value)
    return end, Number(value, "cardinal", digits)


def _read_point(raw: Pieces, j: int, value: float) -> tuple[int, Number]:
    """ "three point one four", the word "point" standing at ``j``."""
    tail, k = "", j + 1
    while k < len(raw) and raw.low[k] in ONES and ONES[raw.low[k]] < 10 and len(tail) < _MAX_RUN:
        tail += str(ONES[raw.low[k]])
        k += 1
    number = float(f"{int(value)}.{tail}") if value < 1e15 else value
    if k < len(raw) and raw.low[k] in SCALES:
        return k + 1, Number(number * SCALES[raw.low[k]], "cardinal", False)
    return k, Number(number, "cardinal", False)


def _joins(raw: Pieces, j: int, parts: Sequence[float | str]) -> bool:
    """Whether "and" or a hyphen at ``j`` holds a number together: "hundred and six", "twenty-five"."""
    if j + 1 >= len(raw) or raw.low[j + 1] not in CARDINALS:
        return False
    if raw.low[j] == "and":
        return parts[-1] in SCALES and parts[-1] != "dozen"
    if raw.low[j] not in _HYPHENS or raw.start[j] != raw.end[j - 1] or raw.start[j + 1] != raw.end[j]:
        return False
    following = raw.low[j + 1]
    return following in SCALES or (parts[-1] in TENS and following in ONES) or parts[-1] in ("nineteen", "twenty")


def _read_ordinal(raw: Pieces, i: int, before: list[float | str]) -> tuple[int, Number | None]:
    low = raw.low[i]
    value = float(ORDINAL_ONES.get(low) or ORDINAL_TENS.get(low) or 0)
    if low in ORDINAL_SCALES:
        whole = add_up([*before, low[:-2]])
        return i + 1, (Number(whole, "ordinal", False) if whole is not None else None)
    head = add_up(before) if before else 0.0
    j = i + 1
    if low in ORDINAL_TENS and j + 1 < len(raw) and raw.low[j] in _HYPHENS and raw.low[j + 1] in ORDINAL_ONES:
        value, j = value + ORDINAL_ONES[raw.low[j + 1]], j + 2
    return j, Number((head or 0.0) + value, "ordinal", False)
