"""What belongs inside a name: the two matters of one body, a possessive, letters for a place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.voices.closed import CLITIC
from headwater.read.voices.gazetteer import Gazetteer, singular

PLACE_LETTERS = re.compile(r"(?:[A-Z]\.){2,}")


def two_matters(words: Sequence[str], flags: Sequence[bool], j: int, lists: Gazetteer) -> bool:
    """Whether the "and" at ``j`` joins the two matters of one body: "the Food and Drug Administration"."""
    if j < 2 or j + 2 >= len(words) or words[j] not in ("and", "&"):
        return False
    one, two = words[j - 1].lower(), words[j + 1].lower()
    cared = {one, two} <= _MATTERS | lists.portfolio
    lead = words[j - 2] in ("the", "The", "States") or (PLACE_LETTERS.fullmatch(words[j - 2]) is not None)
    if (not lead and not cared and (flags[j - 1] or flags[j + 1])) or not words[j - 1].istitle():
        return False
    end = j + 1
    while end < len(words) and end < j + 5 and words[end].istitle() and words[end].isalpha():
        end += 1
    last = words[end - 1].lower()
    speaks = _speaks(one, lists) or (_speaks(two, lists) and two not in lists.portfolio)
    if speaks and not (last in _CARES and cared):
        return False
    return end > j + 2 and (last in _CARES or (last in lists.hard_nouns and last == singular(last)))


def studied(run: Sequence[str], flags: Sequence[bool], lists: Gazetteer) -> bool:
    """Whether the "and" before the last word of a run joins two ordinary words behind "for": "Centre for Coastal and Marine Studies"."""
    one, two = run[-3].lower(), run[-1].lower()
    plain = not flags[-3] and not flags[-1] and run[-3].istitle() and run[-1].istitle()
    behind = not {"for", "on"}.isdisjoint(word.lower() for word in run[1:-3])
    return plain and behind and not (_speaks(two, lists) and two not in lists.portfolio) and not _speaks(one, lists)


def _speaks(word: str, lists: Gazetteer) -> bool:
    return word in lists.nouns or word in lists.title or word in lists.demonyms


_MATTERS = frozenset(
    {"customs", "border", "borders", "immigration", "fisheries", "wildlife", "consumer", "environment"}
)
"""Matters that are looked after by a body named for two of them, and whose words may stand for bodies themselves."""
_CARES = frozenset(
    {"enforcement", "protection", "control", "prevention", "relations", "standards", "services", "affairs"}
)


def offices(holder: str, following: str, lists: Gazetteer) -> bool:
    """Whether a possessive is part of a name: "Tarn Sheriff's Office", "Ulver Children's Hospital", "Queen Ada's County"."""
    lower = holder.lower()
    held = lower in lists.person or lower in lists.title
    return holder.istitle() and (
        following in _COUNTIES
        or (held and following in _OFFICES)
        or (lower in _THEIRS and following.lower() in lists.hard_nouns)
    )


_COUNTIES = frozenset({"County", "Parish"})
"""Places called after somebody: "Queen Ada's County"."""
_OFFICES = frozenset({"Office", "Department", "Bureau"})


_THEIRS = frozenset({"children", "women", "men", "people", "farmers", "veterans", "teachers", "workers"})


MARKS = (frozenset({"“", '"', "‘", "'", "``"}), frozenset({"”", '"', "’", "'", "''"}))
"""Quotation marks that open and that close a nickname."""


def joined(words: Sequence[str]) -> tuple[str, ...]:
    """Words of a name with the possessive mark at the word it belongs to, and a nickname with its marks: "Sheriff's", "“Pike”"."""
    tokens: list[str] = []
    i = 0
    while i < len(words):
        if words[i] in MARKS[0] and 0 < i < len(words) - 3 and words[i + 2] in MARKS[1]:
            tokens.append("".join(words[i : i + 3]))
            i += 3
            continue
        if words[i] in CLITIC and tokens:
            tokens[-1] += words[i]
        else:
            tokens.append(words[i])
        i += 1
    return tuple(tokens)
