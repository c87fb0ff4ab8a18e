"""The pieces of a text that rules for quantities and times work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NumberKind = Literal["cardinal", "ordinal", "fraction"]


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


HYPHENS = frozenset("-‐‑–—")


MAX_DIGITS = 18


MAX_RUN = 24  # words in one number; longer runs are lists or noise
