"""Rules for years, decades, centuries and seasons.

Each builder takes a match and returns its meaning, or None when the words around it show that it is no time.
"""

from __future__ import annotations

from headwater.read.numbers.calendar_words import MONTHS, SEASONS, UNITS
from headwater.read.numbers.grammar import GRAMMAR, TIME_PREPOSITIONS, is_street, turn_of, year_of
from headwater.read.numbers.meanings import Day, Fixed, Meaning
from headwater.read.numbers.moments import year_value
from headwater.read.numbers.rules import Found

YEAR_PREPOSITIONS = frozenset(
    "in since by until till before after from to through during of for between early late mid around circa year".split()
)


_NOT_YEAR_BEFORE = frozenset(
    "$ € £ ¥ # + no number route highway room flight page section over nearly almost than least most".split()
)


@GRAMMAR.rule(
    0, "YEAR", "(?P<y>{year})(?P<era>{bc|ad})?", "(?P<y>{num})(?P<era>{bc})", "(?P<ad>{ad})(?P<y>{num})(?P<era>{bc})?"
)
def _bare_year(found: Found) -> Meaning | None:
    groups = found.match.re.groupindex
    year = int(found.value("y"))
    era = found.low("era")
    if "ad" in groups and found.has("ad"):
        return Fixed(year_value(year)) if found.low("ad") == "ad" and 0 < year < 2200 else None
    if era in ("bc", "bce"):
        return Fixed(year_value(1 - year)) if 0 < year <= 9999 else None
    if era == "ad" or not _is_year(found, year):
        return Fixed(year_value(year)) if era == "ad" else None
    return Fixed(year_value(year))


def _is_year(found: Found, year: int) -> bool:
    before, following = found.before(), found.following()
    pieces = found.pieces
    number = found.number("y")
    if following == "block" or is_street(found):
        return False
    if before == "least" and found.before(2) == "at" and found.before(3) in YEAR_PREPOSITIONS:
        return 1600 <= year <= 2100 and not _counted(found)
    if before in _NOT_YEAR_BEFORE or following in ("%", "percent", "°") or following in UNITS:
        return False
    if number and not number.digits:
        return before in YEAR_PREPOSITIONS and 1100 <= year <= 2099 and year % 100 != 0
    if before == "-" and pieces.glued(found.first) and found.before(2) and pieces.number[found.first - 2] is None:
        return found.before(2) in ("mid", "pre", "post", "early", "late")
    if found.after < len(pieces) and pieces.glued(found.after) and pieces.low[found.after][0].isalpha():
        return False
    if before in YEAR_PREPOSITIONS or before in ("the", "(", "") or before in MONTHS or before in SEASONS:
        return 1000 <= year <= 2150 and not (before != "in" and _counted(found))
    return 1600 <= year <= 2100 and not _counted(found)


def _counted(found: Found) -> bool:
    """Whether a plural noun follows, so that the number counts things: "2000 troops"."""
    word = found.following()
    return (
        len(word) > 3
        and word.isalpha()
        and (word.endswith("s") or word in ("people", "men", "women"))
        and not (word.endswith(("ss", "'s", "is", "us")) or found.pieces.capital[found.after])
    )


@GRAMMAR.rule(0, "YEAR", "(?<!{num|hyphen})(?P<a>{apostrophe})(?P<y>{int})(?!{s|units|unit})")
def _short_year(found: Found) -> Meaning | None:
    number = found.number("y")
    if number is None or not number.digits or not 10 <= number.value <= 99 or found.spaced("y"):
        return None
    if found.pieces.glued(found.first) and found.before().isalpha():
        return None
    closing = found.following()
    return None if closing in ("'", "’", "in", "ft") else Fixed(year_value(year_of(found) or 0))


@GRAMMAR.rule(0, "DEC", "(?P<the>{the})?(?P<a>{apostrophe})?(?P<y>{int})(?P<s>{s})")
def _decade(found: Found) -> Meaning | None:
    number = found.number("y")
    if number is None or not number.digits or found.spaced("s") or number.value % 10:
        return None
    value = int(number.value)
    if found.low("s") != "s" and not found.has("the") and found.before() not in ("in", "early", "mid", "late", "-"):
        return None  # "2030's budget"
    if 1000 <= value <= 2090:
        return Fixed(f"{value // 100:02}" if value % 100 == 0 and value < 1900 else f"{value // 10:03}")
    if 20 <= value <= 90 and (found.has("the") or found.has("a") or found.before() in YEAR_PREPOSITIONS):
        return Fixed(f"19{value // 10}")
    return None


@GRAMMAR.rule(0, "DEC", "{the}(?P<w>{decadeword})", "(?P<c>{num})(?P<w>{decadeword})")
def _decade_word(found: Found) -> Meaning | None:
    tens = 2 + "twenties thirties forties fifties sixties seventies eighties nineties".split().index(found.low("w"))
    century = int(found.value("c")) if "c" in found.match.re.groupindex else 19
    return Fixed(f"{century}{tens}") if 10 <= century <= 20 else None


@GRAMMAR.rule(0, "DEC", "{the}?(?P<o>{ord})(?:{hyphen})?(?P<c>{unit|units})(?P<era>{bc})?")
def _century(found: Found) -> Meaning | None:
    if UNITS[found.low("c")] != "C":
        return None
    number = int(found.value("o"))
    return Fixed(f"BC{number - 1:02}" if found.has("era") else f"{number - 1:02}")


@GRAMMAR.rule(
    0,
    "SEASON",
    "(?P<the>{the})?(?P<s>{anyseason})(?:{comma|of|hyphen}?(?P<y>{year}))(?P<era>{bc})?",
    "(?P<the>{zone}{zone}{zone})?(?P<y>{year})(?P<s>{anyseason})(?P<era>{zone}{zone}{zone})?",
    "(?P<the>{the})?(?P<turn>{last|next|this|that|same|following|prior})(?P<s>{anyseason})(?P<y>{bc})?(?P<era>{bc})?",
    "(?P<the>{the})?(?P<s>{anyseason})(?P<y>{bc})?(?P<era>{bc})?",
)
def _season(found: Found) -> Meaning | None:
    season = SEASONS[found.low("s")]
    year = year_of(found)
    if year is not None:
        return Day(season=season, year=year)
    if "turn" in found.match.re.groupindex:
        turn = found.low("turn")
        return Day(season=season, turn=None if turn in ("that", "same", "following", "prior") else turn_of(turn))
    if found.before() not in TIME_PREPOSITIONS - {",", "(", "and", "or", "to", "for", "of"} and not _clear_season(
        found
    ):
        return None
    if found.low("s") == "fall" and found.following() == "of":
        return None
    if found.low("s") in ("fall", "spring") and not (
        found.has("the") or found.before() in ("in", "this", "last", "next", "by", "since")
    ):
        return None
    return Day(season=season)


def _clear_season(found: Found) -> bool:
    return found.has("the") and found.following() in ("of", ",", ".", "", ")", "and", "when", "after", "before")
