"""Numbers read from pieces: digits, number words, fractions and ordinals, each with the index after it."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.read.numbers.pieces import HYPHENS, MAX_DIGITS, MAX_RUN, Number, Pieces
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

STARTS = CARDINALS | frozenset(ORDINAL_ONES) | frozenset(ORDINAL_TENS) | frozenset(ORDINAL_SCALES) | frozenset(VULGAR)
STARTS |= {"a", "an", "half", "quarter"}


def read_number(raw: Pieces, i: int) -> tuple[int, Number | None]:
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
        if following in SCALES and following != "dozen":
            return i + 2, Number((0.5 if raw.low[i] == "half" else 0.25) * SCALES[following], "cardinal", False)
        return i + 1, (Number(0.5, "fraction", False) if raw.low[i] == "half" else None)
    if following in SCALES:
        after, number = _read_words(raw, i + 1)
        return after, number
    if following in ("third", "fifth", "quarter", "half", "tenth") and not raw.capital[i + 1]:
        after = i + 2
        share = i > 0 and raw.low[i - 1] in (
            "by",
            "up",
            "down",
            "nearly",
            "about",
            "almost",
            "than",
            "over",
            "under",
            "roughly",
        )
        if share or (_inside(raw, i, after) and raw.low[after] in _AFTER_SHARE):
            scale = SCALES.get(raw.low[after], 1.0) if _inside(raw, i, after) else 1.0
            return after + (scale != 1.0), Number(scale / FRACTIONS[following], "fraction", False)
    return i + 1, None


_AFTER_SHARE = frozenset("of the more less fewer million billion".split())


def _inside(raw: Pieces, i: int, j: int) -> bool:
    return j < len(raw) and raw.sentence[j] == raw.sentence[i]


def _read_digits(raw: Pieces, i: int) -> tuple[int, Number | None]:
    low = raw.low[i]
    digits = low.replace(",", "")
    if not digits.replace(".", "", 1).isdecimal() or len(digits) > MAX_DIGITS or ":" in low:
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
        written = raw.text[raw.start[j] : raw.end[j]]
        counts = written in ("M", "B") and j + 1 < len(raw) and raw.low[j + 1].isalpha() and not raw.capital[j + 1]
        if tail in ("m", "b", "k") and (tail == "k" or counts or _after_currency(raw, i)):
            return j + 1, Number(value * SHORT_SCALES[tail], "cardinal", True)
    if _inside(raw, i, j) and raw.low[j] in SHORT_SCALES and raw.low[j] in ("bn", "mn", "tn"):
        return j + 1, Number(value * SHORT_SCALES[raw.low[j]], "cardinal", True)
    if _inside(raw, i, j) and raw.low[j] in VULGAR:
        return j + 1, Number(value + VULGAR[raw.low[j]], "cardinal", True)
    if _inside(raw, i, j) and (raw.low[j] in SCALES or (raw.low[j] in HYPHENS and _scale_at(raw, j + 1))):
        return _read_words(raw, i)
    if _inside(raw, i, j) and raw.low[j].isdecimal() and not raw.glued(j) and j + 2 < len(raw):
        mixed = _slashed(raw, j, j + 1, float(raw.low[j])) if len(raw.low[j]) < 3 else None
        if mixed:
            return mixed[0], Number(value + mixed[1].value, "cardinal", True)
    share = _slashed(raw, i, j, value)
    if share:
        return share
    half = _and_a_half(raw, j)
    if half:
        after, scale = _scaled(raw, half[0])
        return after, Number((value + half[1]) * scale, "cardinal", True)
    return j, Number(value, "cardinal", True, grouped)


_NO_SHARE_BEFORE = frozenset("on since by until till before after from to through between starting dated : / -".split())


def _slashed(raw: Pieces, i: int, j: int, value: float) -> tuple[int, Number] | None:
    """ "3/4": a fraction, unless the words before make it a date."""
    if (
        j + 1 >= len(raw)
        or raw.low[j] != "/"
        or not raw.glued(j)
        or not raw.glued(j + 1)
        or not raw.low[j + 1].isdecimal()
    ):
        return None
    under = raw.low[j + 1]
    if len(under) > 3 or (i > 0 and raw.low[i - 1] in _NO_SHARE_BEFORE) or (j + 2 < len(raw) and raw.low[j + 2] == "/"):
        return None
    if not 0 < value < int(under) or int(under) not in (2, 3, 4, 5, 8, 10, 16, 100):
        return None
    return j + 2, Number(value / int(under), "fraction", True)


def _scaled(raw: Pieces, j: int) -> tuple[int, float]:
    """The scale word at piece ``j`` ("and a half million"): the index after it and its size, else ``j`` and 1."""
    if _scale_at(raw, j) and raw.low[j] not in ("dozen", "hundred"):
        return j + 1, SCALES[raw.low[j]]
    return j, 1.0


def _scale_at(raw: Pieces, j: int) -> bool:
    return j < len(raw) and raw.low[j] in SCALES


def _after_currency(raw: Pieces, i: int) -> bool:
    return i > 0 and raw.start[i] == raw.end[i - 1] and raw.low[i - 1] in "$€£¥"


def _and_a_half(raw: Pieces, j: int) -> tuple[int, float] | None:
    """ "and a half", "-and-a-half" at piece ``j``: the index after it and what it adds."""
    if j >= len(raw) or not (raw.low[j] == "and" or (raw.low[j] in HYPHENS and raw.low[j + 1 : j + 2] == ["and"])):
        return None
    words: list[str] = []
    k = j
    while k < len(raw) and len(words) < 3 and k - j < 6:
        if raw.low[k] not in HYPHENS:
            words.append(raw.low[k])
        k += 1
    if len(words) < 3 or words[0] != "and" or words[2] not in FRACTIONS or words[2] == "second":
        return None
    count = 1 if words[1] == "a" else ONES.get(words[1], 0)
    if not 0 < count < FRACTIONS[words[2]] or (count > 1 and not words[2].endswith("s")):
        return None
    return k, count / FRACTIONS[words[2]]


def _read_words(raw: Pieces, i: int) -> tuple[int, Number | None]:
    """A run of cardinal words, with digits before a scale ("2.5 million") and "and" or hyphens between."""
    parts: list[float | str] = []
    j = end = i
    while j < len(raw) and raw.sentence[j] == raw.sentence[i] and len(parts) < MAX_RUN:
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


_MONTH_HEADS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())


def _finish(raw: Pieces, i: int, end: int, parts: Sequence[float | str]) -> tuple[int, Number | None]:
    value = add_up(parts) if parts else None
    if value is None:
        return i + 1, None
    digits = isinstance(parts[0], float)
    k = end + 1 if end < len(raw) and raw.low[end] in HYPHENS and raw.start[end] == raw.end[end - 1] else end
    if _inside(raw, i, k) and raw.low[k] == "and" and parts[-1] in SCALES:
        k += 1
    if _inside(raw, i, k) and (k == end or raw.low[k] in FRACTIONS or parts[-1] in TENS):
        tail = raw.low[k]
        ordinal = tail in ORDINAL_ONES or tail in ORDINAL_TENS or tail in ORDINAL_SCALES
        clear = raw.low[i - 1 : i] and raw.low[i - 1][:3] in _MONTH_HEADS
        clear = (
            clear
            or tail != "second"
            or raw.low[k + 1 : k + 2] == ["of"]
            or (i > 0 and raw.low[i - 1] == "the")
            or k > end
        )
        if ordinal and (parts[-1] in TENS or parts[-1] in SCALES) and clear:
            return _read_ordinal(raw, k, list(parts))
        if tail in FRACTIONS and (tail.endswith("s") or value == 1) and value < 100 and tail != "half":
            return k + 1, Number(value / FRACTIONS[tail], "fraction", False)
        if tail == "half" and value == 1:
            return k + 1, Number(0.5, "fraction", False)
    half = _and_a_half(raw, end)
    if half:
        scale = SCALES.get(str(parts[-1]), 1.0)
        after, times = _scaled(raw, half[0]) if scale == 1 else (half[0], 1.0)
        return after, Number((value + half[1] * scale) * times, "cardinal", digits)
    if _inside(raw, i, end + 1) and raw.low[end] == "point" and raw.low[end + 1] in ONES:
        return _read_point(raw, end, value)
    return end, Number(value, "cardinal", digits)


def _read_point(raw: Pieces, j: int, value: float) -> tuple[int, Number]:
    """ "three point one four", the word "point" standing at ``j``."""
    tail, k = "", j + 1
    while k < len(raw) and raw.low[k] in ONES and ONES[raw.low[k]] < 10 and len(tail) < MAX_RUN:
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
        if j + 2 < len(raw) and raw.low[j + 2] in FRACTIONS and raw.low[j + 2].endswith("s"):
            return False
        return parts[-1] in SCALES and parts[-1] != "dozen"
    if raw.low[j] not in HYPHENS or raw.start[j] != raw.end[j - 1] or raw.start[j + 1] != raw.end[j]:
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
    if low in ORDINAL_TENS and j + 1 < len(raw) and raw.low[j] in HYPHENS and raw.low[j + 1] in ORDINAL_ONES:
        value, j = value + ORDINAL_ONES[raw.low[j + 1]], j + 2
    return j, Number((head or 0.0) + value, "ordinal", False)
