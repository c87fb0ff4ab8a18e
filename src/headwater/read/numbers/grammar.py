"""The grammar all rules are added to, and the small tests that several of them share."""

from __future__ import annotations

from headwater.read.numbers.calendar_words import STREETS
from headwater.read.numbers.rules import Found, Grammar

GRAMMAR = Grammar(
    made=("DATE", "TOD", "DUR", "SET", "REF", "SEASON", "YEAR", "WEEKDAY", "MONTH", "DEC", "RANGE", "HOLIDAY")
)


TIME_PREPOSITIONS = frozenset(
    "in on by since until till before after from to through during of for between next last this early late mid and "
    "or , ( "
    "around about as than every each following past".split()
)


ANY_DATE = "{DATE|WEEKDAY|MONTH|YEAR|SEASON|DEC}"


def turn_of(word: str) -> int:
    """-1 for "last", 0 for "this", 1 for "next" and their like."""
    return -1 if word in ("last", "past", "previous", "preceding", "prior") else 0 if word in ("this", "current") else 1


def year_of(found: Found, name: str = "y") -> int | None:
    """The year in a group, two digits read as the nearest past century; None when the group took no part.

    A year with its era ("44 BC", the group ``era``) is taken as written, and counted back from year 1.
    """
    if not found.has(name):
        return None
    value = int(found.value(name))
    if "era" in found.match.re.groupindex and found.has("era"):
        return 1 - value
    if value < 100:
        return value + (1900 if value > 40 else 2000)
    return value


def is_street(found: Found) -> bool:
    """Whether the number is a house's: "1627 Pacific Avenue"."""
    pieces = found.pieces
    for k in range(found.after, min(len(pieces), found.after + 4)):
        if not pieces.capital[k] or pieces.sentence[k] != found.sentence:
            return False
        if k > found.after and pieces.low[k] in STREETS:
            return True
    return False


def in_name(found: Found) -> bool:
    """Whether a capitalised calendar word stands among capitalised words: "Harbour Today", "the Daily Post"."""
    pieces, k = found.pieces, found.after
    if k < len(pieces) and pieces.capital[k] and found.following():
        return True
    return bool(found.before()) and (pieces.capital[found.first - 1] or found.before() == "the")
