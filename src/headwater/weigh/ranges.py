"""A number known only within limits, and how one is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_NUMBER = r"(?:\d{1,9}(?:\.\d{1,15})?|\.\d{1,15})(?:[eE]-?\d{1,2})?"
_PART = re.compile(rf"\s*({_NUMBER})\s*(?:/\s*({_NUMBER}))?\s*(%|percent|per cent)?\s*", re.IGNORECASE)
_RANGE = re.compile(r"\s*(.+?)\s*(?:\.\.|–|—|\bto\b|(?<=[\d%])\s*-(?=\s*[\d.]))\s*(.+?)\s*")


@dataclass(frozen=True, slots=True)
class Range:
    """A probability between ``low`` and ``high``, with ``point`` standing for it; all from 0 to 1.

    Raises ValueError when ``0 <= low <= point <= high <= 1`` does not hold.
    """

    low: float
    point: float
    high: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.low <= self.point <= self.high <= 1.0:
            if self.low == self.high:
                raise ValueError(f"{self.point:g} is not between 0 and 1")
            raise ValueError(f"{self.low:g} to {self.high:g} is not a rising range between 0 and 1")

    @classmethod
    def exactly(cls, value: float) -> Range:
        """A number taken as known."""
        return cls(value, value, value)

    @classmethod
    def between(cls, low: float, high: float) -> Range:
        """Limits with the middle as the point.

        The middle is the mean of a number spread evenly over the range. Likelihoods are linear in each rate and rating,
        so the middle gives the same likelihood as averaging over the range would.
        """
        return cls(low, (low + high) / 2, high)

    @property
    def width(self) -> float:
        """How far apart the limits are."""
        return self.high - self.low


def parse_number(text: str) -> float | None:
    """``0.25``, ``25%``, ``25 percent`` or ``1/4`` as a number; None when it is none of them."""
    match = _PART.fullmatch(text)
    if not match:
        return None
    top, bottom, percent = match.groups()
    divisor = Fraction(bottom) if bottom else Fraction(1)
    if divisor == 0:
        return None
    return float(Fraction(top) / divisor / (100 if percent else 1))


def parse_range(text: str) -> Range | None:
    """A number or two limits (``0.6-0.8``, ``60–80%``, ``0.6 to 0.8``) as a range; None when it is neither.

    Raises ValueError when it is a number or a range, but not one between 0 and 1.
    """
    single = parse_number(text)
    if single is not None:
        return Range.exactly(single)
    match = _RANGE.fullmatch(text)
    if not match:
        return None
    left, right = match.groups()
    if right.rstrip().endswith("%") and "%" not in left:
        left += "%"
    low, high = parse_number(left), parse_number(right)
    if low is None or high is None:
        return None
    return Range.between(low, high)
