"""Number words and how they add up: "two hundred and six", "nineteen eighty-four", "two and a half"."""

from __future__ import annotations

from collections.abc import Sequence

ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {"nought": 0, "naught": 0}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "quadrillion": 1e15,
    "lakh": 1e5,
    "crore": 1e7,
    "dozen": 12.0,
}
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
ORDINAL_ONES = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=1,
    )
} | {"nineth": 9, "twelveth": 12}
ORDINAL_TENS = {word[:-1] + "ieth": value for word, value in TENS.items()}
ORDINAL_SCALES = {word + "th": value for word, value in SCALES.items() if word not in ("lakh", "crore", "dozen")}
FRACTIONS = (
    {"half": 2, "halves": 2, "quarter": 4, "quarters": 4, "third": 3, "thirds": 3}
    | {word + ending: value for word, value in ORDINAL_ONES.items() if value > 3 for ending in ("", "s")}
    | {word + ending: int(value) for word, value in ORDINAL_SCALES.items() for ending in ("", "s")}
)
VULGAR = {
    "½": 0.5,
    "¼": 0.25,
    "¾": 0.75,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅛": 0.125,
    "⅙": 1 / 6,
    "⅚": 5 / 6,
    "⅕": 0.2,
    "⅖": 0.4,
    "⅗": 0.6,
    "⅘": 0.8,
    "⅜": 0.375,
    "⅝": 0.625,
    "⅞": 0.875,
}

CARDINALS = frozenset(ONES) | frozenset(TENS) | frozenset(SCALES)
ORDINALS = frozenset(ORDINAL_ONES) | frozenset(ORDINAL_TENS) | frozenset(ORDINAL_SCALES)


def add_up(parts: Sequence[float | str]) -> float | None:
    """The number that a run of cardinal words makes, or None when they don't make one number.

    ``parts`` are numbers already read from digits, or lower-case number words; "and" and hyphens are left out.
    Two runs below a hundred side by side are read as a year: "nineteen eighty-four" is 1984.
    """
    total = 0.0
    group = 0.0
    last = ""  # what the last word was: a one, a ten, a scale or digits
    ceiling = float("inf")
    for part in parts:
        kind, value = _kind(part)
        if kind == "scale":
            if last in ("", "scale") and group == 0 and total == 0:
                group = 1.0
            if value == 100:
                group = (group or 1.0) * 100
            elif last == "scale" and group == 0:
                total *= value  # "hundred million million" is rare but adds up
            else:
                if value >= ceiling:
                    return None
                total, group, ceiling = total + (group or 1.0) * value, 0.0, value
        elif (kind == "one" and last == "ten" and value < 10) or last in ("", "scale"):
            group += value
        elif _makes_year(last, group, total, kind, value):
            group = group * 100 + value
        else:
            return None
        last = kind
    return total + group


def _kind(part: float | str) -> tuple[str, float]:
    if not isinstance(part, str):
        return "digits", part
    if part in ONES:
        return "one", float(ONES[part])
    if part in TENS:
        return "ten", float(TENS[part])
    return "scale", SCALES[part]


def _makes_year(last: str, group: float, total: float, kind: str, value: float) -> bool:
    return total == 0 and last in ("one", "ten") and 10 <= group <= 20 and kind != "digits" and value >= 10
