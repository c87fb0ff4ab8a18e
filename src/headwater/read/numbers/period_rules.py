"""Rules that join dates or cut them: "early May", "the end of 2031", "the second week of May", "Friday of next week".

Each builder takes a match and returns its meaning, or None when the words around it show that it is no time.
"""

from __future__ import annotations

from headwater.read.numbers.calendar_words import UNITS, WEEKDAYS
from headwater.read.numbers.grammar import ANY_DATE, GRAMMAR
from headwater.read.numbers.lengths import Shift
from headwater.read.numbers.meanings import Clock, Day, Fixed, Meaning, Period, Weekday
from headwater.read.numbers.parts import InYear, Within
from headwater.read.numbers.rules import Found


@GRAMMAR.rule(2, "DATE", "(?P<w>{WEEKDAY}){comma|open}?{the}?(?P<date>{DATE})")
def _weekday_date(found: Found) -> Meaning | None:
    date = found.meaning("date")
    return date if isinstance(date, Day) and date.day else None


@GRAMMAR.rule(
    2, "DATE", "(?P<p>{DATE}){comma|on|from|between}?(?P<w>{WEEKDAY})", "(?P<w>{WEEKDAY}){of|in}?(?P<p>{DATE})"
)
def _weekday_of_week(found: Found) -> Meaning | None:
    period, day = found.meaning("p"), found.meaning("w")
    if not isinstance(period, Period) or period.unit != "W" or not isinstance(day, Weekday) or day.turn is not None:
        return None
    return Weekday(day.number, 0, period.turn) if period.base == "anchor" else None


@GRAMMAR.rule(2, "DATE", "(?P<x>{DATE|MONTH|SEASON}){of|in|comma}?(?P<y>{DATE})")
def _of_that_year(found: Found) -> Meaning | None:
    part, year = found.meaning("x"), found.meaning("y")
    if isinstance(part, Day) and part.year is None and isinstance(year, Period) and year.unit == "Y":
        return InYear(part, year)
    return None


@GRAMMAR.rule(
    2,
    "DATE",
    f"(?:{{the}}?(?P<e>{{early}}){{hyphen}}?(?:{{in}}{{the}}?|{{on}}|{{of}})?)(?P<x>{ANY_DATE})",
)
def _early(found: Found) -> Meaning | None:
    word = found.low("e")
    meaning = found.meaning("x")
    if word in ("earlier", "later") and not isinstance(meaning, Day | Period | Shift | Clock | Fixed):
        return meaning if found.following() != "," else None
    return meaning


@GRAMMAR.rule(
    2,
    "DATE",
    f"{{the}}?(?P<e>{{edge}}){{of}}{{the}}?(?P<x>{ANY_DATE}|{{bigunit}})",
    f"{{the}}?(?P<e>{{rest}}){{of}}?{{the|this}}?(?P<x>{ANY_DATE}|{{bigunit}})",
)
def _edge(found: Found) -> Meaning | None:
    node = found.node("x")
    if node.meaning is not None:
        return node.meaning
    unit = UNITS[found.low("x")]
    if found.before() == "of" or unit == "D":
        return None
    return Period("WE" if found.low("x") == "weekend" else unit, 0, "focus")


@GRAMMAR.rule(2, "DATE", f"(?:{{as}}{{early_as|early}}{{as}}|{{approx|at}})(?P<x>{ANY_DATE}|{{TOD}})")
def _as_early_as(found: Found) -> Meaning | None:
    first = found.pieces.low[found.first]
    if first in ("by", "at", "over", "under", "some", "just", "only", "exactly"):
        return None
    return found.meaning("x")


@GRAMMAR.rule(
    1,
    "DATE",
    f"{{the}}?(?P<n>{{ord|last}})(?P<u>{{weekpart|quarter|half|bigunit|weekday|WEEKDAY}})(?:{{of}}|{{in}}){{the}}?(?P<x>{ANY_DATE})",
    f"{{the}}?(?P<n>{{ord|last}})(?P<u>{{quarter|half}})(?:{{of}}|{{in}})?(?P<x>{ANY_DATE})?",
    f"(?P<n>{{the}}?)(?P<u>{{weekpart}}){{of}}{{the}}?(?P<x>{ANY_DATE})",
    "{the}(?P<n>{ord|last})(?P<u>{day_|weekpart}){of}{the}(?P<whole>{bigunit})(?P<x>(?!.).)?",
)
def _within(found: Found) -> Meaning | None:
    word = found.low("u")
    number = found.number("n")
    rank = int(number.value) if number else -1 if found.low("n").endswith(("last", "previous")) else 0
    unit = (
        "H" if word == "half" else str(WEEKDAYS[word.split()[-1]]) if word.split()[-1] in WEEKDAYS else UNITS.get(word)
    )
    if unit is None:
        return None
    if "whole" in found.match.re.groupindex:
        whole = UNITS[found.low("whole")]
        return Within(rank, unit, Period(whole, 0, "focus")) if rank and whole in ("M", "Y") else None
    if not found.has("x"):
        if unit not in ("Q", "H") or rank <= 0 or found.following() in ("of", "final", "finals", "with"):
            return None
        return Within(rank, unit, Period("Y", 0)) if unit == "Q" and rank <= 4 else None
    return Within(rank, unit, found.meaning("x"))


@GRAMMAR.rule(
    1,
    "DATE",
    "(?P<q>{q})(?P<n>{day})(?:{of}|{hyphen}|{comma})?{fiscal}?(?P<x>{YEAR})?",
    "(?P<x>{YEAR}){hyphen}?(?P<q>{q})(?P<n>{day})",
)
def _quarter(found: Found) -> Meaning | None:
    word, rank = found.low("q").upper(), int(found.value("n"))
    if found.spaced("n") or rank > (4 if word == "Q" else 2) or not found.pieces.low[found.node("n").first].isdecimal():
        return None
    whole = found.meaning("x") if found.has("x") else Period("Y", 0)
    return Within(rank, word, whole) if word == "Q" or found.has("x") else None


@GRAMMAR.rule(1, "DATE", "{fiscal}{year_}?(?P<x>{YEAR})")
def _fiscal(found: Found) -> Meaning | None:
    return found.meaning("x")
