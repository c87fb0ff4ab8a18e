"""Where the names of a document stand, for reading its phrases."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from headwater.read.voices.closed import DETERMINERS
from headwater.read.voices.gazetteer import Gazetteer, singular
from headwater.read.voices.mentions import Mention


class NamePlaces:
    """Words of a document and the names in them, in order."""

    def __init__(self, words: Sequence[str], names: Sequence[Mention], lists: Gazetteer) -> None:
        self._words = words
        self._names = names
        self._firsts = [m.first for m in names]
        self._starts = [m.start for m in names]
        self._lists = lists
        self._seats = {*lists.seats, *lists.seats.values()}

    def _inside_name(self, i: int) -> bool:
        """Whether the word stands inside a name or among the titles before it."""
        k = bisect_left(self._starts, i + 1) - 1
        return k >= 0 and self._names[k].start < i < self._names[k].after

    def _name_over(self, i: int) -> Mention | None:
        k = bisect_left(self._firsts, i + 1) - 1
        if k >= 0 and self._names[k].first <= i < self._names[k].after:
            return self._names[k]
        return None

    def _names_in(self, first: int, after: int) -> list[Mention]:
        k = max(0, bisect_left(self._firsts, first))
        found = []
        while k < len(self._names) and self._names[k].first < after:
            found.append(self._names[k])
            k += 1
        return found

    def _starts_figure(self, i: int) -> bool:
        word = self._words[i].lower()
        over = self._name_over(i)
        if over is not None:
            return True
        return word in DETERMINERS or self._titled(i) or singular(word) in self._lists.nouns

    def _is_figure(self, first: int, after: int) -> bool:
        return self._starts_figure(first) or singular(self._words[after - 1].lower()) in self._lists.nouns

    def _titled(self, i: int) -> bool:
        return self._words[i][0].isupper() and self._words[i].lower().rstrip(".") in self._lists.title
