"""Sets of ranges that answer quickly, so that long documents cost no more a word than short ones."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

Range = tuple[int, int]


class Cover:
    """The union of ranges; asking whether something touches it takes logarithmic time."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, start: int, end: int) -> bool:
        """Whether any covered code point lies in ``[start, end)``."""
        i = bisect_right(self._ends, start)
        return i < bisect_left(self._starts, end)
