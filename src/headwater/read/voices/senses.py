"""Wider words for narrower ones: "the musician" may be a pianist, "the cleric" a bishop."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Senses:
    """What each wider word may stand for, and the trades a noun belongs to."""

    covers: dict[str, frozenset[str]]
    trades: dict[str, frozenset[int]]

    def fits(self, wider: str, nouns: frozenset[str]) -> bool:
        """Whether somebody of whom the text says one of ``nouns`` may be called ``wider``."""
        return wider in nouns or bool(self.covers.get(wider, frozenset()) & nouns)

    def differs(self, wider: str, nouns: frozenset[str]) -> bool:
        """Whether the text gives somebody a trade, and it is not that of ``wider``."""
        own = self.trades.get(wider, frozenset())
        known = frozenset(trade for noun in nouns for trade in self.trades.get(noun, ()))
        return bool(own and known) and not self.fits(wider, nouns) and own.isdisjoint(known)


@cache
def senses() -> Senses:
    """The rows of ``data/senses.txt``, read once."""
    text = files("headwater.read").joinpath("data", "senses.txt").read_text(encoding="utf-8")
    covers: dict[str, set[str]] = defaultdict(set)
    trades: dict[str, set[int]] = defaultdict(set)
    rows = (line for line in text.splitlines() if ":" in line and not line.startswith("#"))
    for number, row in enumerate(rows):
        wide, _, narrow = row.partition(":")
        for word in wide.split():
            covers[word].update(narrow.split())
        for word in (*wide.split(), *narrow.split()):
            trades[word].add(number)
    return Senses(
        {word: frozenset(under) for word, under in covers.items()},
        {word: frozenset(numbers) for word, numbers in trades.items()},
    )
