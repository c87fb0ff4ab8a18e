"""One name in a text, with the titles and roles that stand beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Mention:
    """A name at words ``[first, after)``; ``start`` is where the titles before it begin.

    ``tokens`` are its words without titles. ``titles`` are lower case without full stop. ``role`` is the phrase before or
    behind it, as a range of words.
    """

    first: int
    after: int
    start: int
    tokens: tuple[str, ...]
    titles: tuple[str, ...] = ()
    roles: tuple[tuple[int, int], ...] = ()
