"""Lists of words, written as running text."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """Return the words of ``text`` as a set."""
    return frozenset(text.split())
