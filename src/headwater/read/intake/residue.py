"""Words on the page that are not the article's: plugs, share bars, signposts, legal lines, biographies, picture credits.

Each rule looks at form and at stock phrases, never at a subject. A line that could be the article's own is
left alone: a missed plug costs little, a swallowed sentence costs a statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from headwater.model import Residue, ResidueKind
from headwater.read.intake import furniture as stock

_LONGEST_LINE = 700
_LONGEST_CREDIT = 160
_TRIMMINGS = " \t\n*_[]|~-–—•·>#"
_QUOTING = "“\"'‘«"


def furniture(text: str) -> ResidueKind | None:
    """Return what kind of page furniture a whole block or line is, or None when it may be the article's own."""
    if len(text) > _LONGEST_LINE:
        return None
    line = text.strip(_TRIMMINGS)
    if not line or line[0] in _QUOTING:
        return None
    if stock.SHARE.fullmatch(line) and any(map(str.isalpha, line)):
        return "share"
    if stock.NAVIGATION.fullmatch(line):
        return "navigation"
    if stock.LEGAL.fullmatch(line):
        return "boilerplate"
    return "plug" if stock.PLUG.fullmatch(line) else None


def is_biography(text: str) -> bool:
    """Whether a block at the foot tells who the author is."""
    return len(text) < _LONGEST_LINE and bool(stock.BIOGRAPHY.fullmatch(text.strip(" *_\n")))


def is_staff_biography(text: str) -> bool:
    """Whether such a block can be nothing else, whoever the author is."""
    return bool(stock.STAFF.match(text.strip(" *_\n")))


def is_credit(text: str) -> bool:
    """Whether a line only says whose picture it is."""
    return len(text) < _LONGEST_CREDIT and bool(stock.CREDIT.fullmatch(text.strip()))


def shares_inside(text: str) -> Iterator[Residue]:
    """Find share counters left between two sentences, and what players left about a caption."""
    for match in stock.PLAYER_INSIDE.finditer(text):
        yield Residue(match.start(), match.end(), "share")
    for match in stock.SHARES_INSIDE.finditer(text):
        start = match.start() + (1 if match.group()[0].isspace() else 0)
        yield Residue(start, match.end(), "share")
