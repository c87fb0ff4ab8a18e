"""Words that bound a number: "at least", "as many as", "nearly", "or more"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Bound = Literal["least", "most", "about", "nearly", "exact"]

_PHRASES: dict[Bound, str] = {
    "least": (
        "at least|more than|over|upwards of|upward of|above|no fewer than|higher than|larger than|bigger than|longer "
        "than|older than|more than or equal to|greater than or equal to|at least or equal to|no less than|not less "
        "than|not fewer than|a minimum of|"
        "minimum of|in excess of|north of|exceeding|greater than|well over|just over|slightly more than|far more than|"
        "well above|"
        "considerably more than|a little over|a little more than|slightly over|more than a|surpassing|beyond"
    ),
    "most": (
        "at most|up to|as many as|as much as|as high as|no more than|not more than|fewer than|less than|under|below|a "
        "maximum of|"
        "maximum of|no greater than|smaller than|lower than|just under|slightly less than|just below|well under|well "
        "below|"
        "at the most|less than or equal to|younger than|shorter than|no higher than|far fewer than|slightly under"
    ),
    "about": (
        "about|around|approximately|roughly|some|an estimated|estimated|circa|close to|in the region of|something "
        "like|perhaps|"
        "maybe|or about|more or less|approx|an average of|an approximate|in the neighborhood of|in the neighbourhood "
        "of|"
        "somewhere around|an estimate of|probably"
    ),
    "nearly": "nearly|almost|just short of|shy of|virtually|approaching",
    "exact": "a total of|exactly|precisely|equal to|as few as|as little as|a record|an additional|an overall",
}
BEFORE: dict[tuple[str, ...], Bound] = {
    tuple(phrase.split()): bound for bound, phrases in _PHRASES.items() for phrase in phrases.split("|")
}
AFTER: dict[tuple[str, ...], Bound] = {
    ("or", "more"): "least",
    ("or", "above"): "least",
    ("or", "over"): "least",
    ("or", "greater"): "least",
    ("and", "above"): "least",
    ("and", "over"): "least",
    ("at", "least"): "least",
    ("and", "older"): "least",
    ("or", "older"): "least",
    ("and", "younger"): "most",
    ("or", "younger"): "most",
    ("plus",): "least",
    ("+",): "least",
    ("and", "more"): "least",
    ("or", "less"): "most",
    ("and", "less"): "most",
    ("or", "fewer"): "most",
    ("or", "under"): "most",
    ("or", "lower"): "most",
    ("at", "most"): "most",
    ("or", "so"): "about",
    ("odd",): "about",
    ("-", "odd"): "about",
    ("-", "plus"): "least",
    ("-", "some"): "about",
}
_LONGEST_BEFORE = max(len(phrase) for phrase in BEFORE)


def bound_before(low: Sequence[str], i: int, floor: int) -> tuple[int, Bound] | None:
    """The longest modifier that ends just before piece ``i``: its first piece and what it does."""
    for length in range(min(_LONGEST_BEFORE, i - floor), 0, -1):
        bound = BEFORE.get(tuple(low[i - length : i]))
        if bound:
            return i - length, bound
    return None


def bound_after(low: Sequence[str], i: int, ceiling: int) -> tuple[int, Bound] | None:
    """A modifier that begins at piece ``i``: the index after it and what it does."""
    for length in (2, 1):
        if i + length <= ceiling:
            bound = AFTER.get(tuple(low[i : i + length]))
            if bound:
                return i + length, bound
    return None


def limits(bound: Bound | None, value: float) -> tuple[float | None, float | None]:
    """Low and high for a bounded value. "About" is read as within a tenth, "nearly" as up to a tenth below."""
    if bound == "least":
        return value, None
    if bound == "most":
        return None, value
    if bound == "about":
        return round(value * 0.9, 6), round(value * 1.1, 6)
    if bound == "nearly":
        return round(value * 0.9, 6), value
    return value, value
