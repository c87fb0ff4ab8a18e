"""Words that exports, pages and commands share: kinds of voice, numbers with their nouns, a text on one line."""

from __future__ import annotations

import re

KINDS = {
    "person": "person",
    "organization": "organisation",
    "government": "government",
    "publication": "publication",
    "document": "document",
    "group": "group",
    "unnamed": "not named",
    "author": "the page’s author",
    "unknown": "kind not known",
}
"""Kinds of voice as people say them."""

DIFFER = {
    "actor": "who did it",
    "number": "the number",
    "polarity": "whether it is so",
    "place": "where",
    "date": "when",
}
"""What rival answers differ in."""

_SPACE = re.compile(r"\s+")


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: “1 word”, “1,204 words”, “93 entities”."""
    return f"{number:,} {one if number == 1 else many or plural(one)}"


def chance(probability: float) -> str:
    """A probability as whole percent; “<1%” and “>99%” rather than a certainty that it is not."""
    return ">99%" if probability > 0.99 else "<1%" if probability < 0.01 else f"{probability:.0%}"


def plural(noun: str) -> str:
    """The regular plural of the last word: “entities”, “days”, “matches”."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def one_line(text: str) -> str:
    """``text`` with every stretch of white space as one space."""
    return _SPACE.sub(" ", text).strip()
