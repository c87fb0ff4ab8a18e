"""Rules for ranges whose ends share words: "9 to 11 May", "2-4 p.m.", "1967-70".

Each builder takes a match and returns its meaning, or None when the words around it show that it is no time.
"""

from __future__ import annotations

from dataclasses import replace

from headwater.read.numbers.calendar_words import MONTHS, UNITS
from headwater.read.numbers.clock_rules import is_coarse
from headwater.read.numbers.grammar import GRAMMAR
from headwater.read.numbers.meanings import Clock, Day, Fixed, Meaning
from headwater.read.numbers.moments import valid, year_value
from headwater.read.numbers.parts import Pair
from headwater.read.numbers.rules import Found


def _ends(found: Found, first: str, last: str) -> tuple[tuple[int, int], tuple[int, int]]:
    begin, end = found.node(first), found.node(last)
    return (begin.first, begin.after), (end.first, end.after)


@GRAMMAR.rule(
    0,
    "RANGE",
    "(?P<m>{anymonth})(?P<d>{day|dayord})(?:{to|hyphen|slash})(?P<e>{day|dayord})(?:{comma|of}?(?P<y>{year}))?",
)
def _month_days(found: Found) -> Meaning | None:
    month, year = MONTHS[found.low("m")], int(found.value("y")) or None
    first, last = int(found.value("d")), int(found.value("e"))
    if found.following() in (":", "%", "percent", "am", "pm") or found.following() in UNITS:
        return None
    if not valid(year or 2000, month, first) or not valid(year or 2000, month, last):
        return None
    begin, end = (found.first, found.node("d").after), (found.node("e").first, found.after)
    return Pair(Day(month, first, year), Day(month, last, year), (begin, end))


@GRAMMAR.rule(
    0,
    "RANGE",
    "{the}?(?P<d>{day|dayord})(?:{to|hyphen|slash}){the}?(?P<e>{day|dayord}){hyphen}?{of}?(?P<m>{anymonth})(?:{comma|of}?(?P<y>{year}))?",
)
def _days_month(found: Found) -> Meaning | None:
    month, year = MONTHS[found.low("m")], int(found.value("y")) or None
    first, last = int(found.value("d")), int(found.value("e"))
    if not valid(year or 2000, month, first) or not valid(year or 2000, month, last):
        return None
    begin, end = (found.first, found.node("d").after), (found.node("e").first, found.after)
    return Pair(Day(month, first, year), Day(month, last, year), (begin, end))


@GRAMMAR.rule(
    0,
    "RANGE",
    "(?P<a>{anymonth})(?P<j>{to|hyphen|slash|and})(?P<b>{anymonth})(?!{day|dayord|minute})(?:{comma|of}?(?P<y>{year}))?",
)
def _two_months(found: Found) -> Meaning | None:
    first, last, year = MONTHS[found.low("a")], MONTHS[found.low("b")], int(found.value("y")) or None
    if found.low("b") == "may" and not found.pieces.capital[found.node("b").first] and not year:
        return None
    earlier = year - 1 if year and first > last and found.low("j") != "and" else year
    begin, end = found.node("a"), found.node("b")
    return Pair(Day(first, 0, earlier), Day(last, 0, year), ((begin.first, begin.after), (end.first, found.after)))


@GRAMMAR.rule(2, "RANGE", "(?P<a>{MONTH|SEASON})(?:{to|hyphen|slash|and})(?P<b>{MONTH|SEASON})")
def _months(found: Found) -> Meaning | None:
    first, last = found.meaning("a"), found.meaning("b")
    if not isinstance(first, Day) or not isinstance(last, Day) or first.year is not None or last.year is None:
        return None
    order = (first.month or 3, last.month or 3)
    year = last.year - 1 if order[0] > order[1] else last.year
    return Pair(replace(first, year=year), last, _ends(found, "a", "b"))


@GRAMMAR.rule(2, "RANGE", "(?P<a>{DATE})(?:{to|hyphen})(?P<b>{DATE})")
def _dates(found: Found) -> Meaning | None:
    first, last = found.meaning("a"), found.meaning("b")
    if not isinstance(first, Day) or not isinstance(last, Day) or first.year is not None or last.year is None:
        return None
    year = last.year - 1 if (first.month, first.day) > (last.month, last.day) else last.year
    return Pair(replace(first, year=year), last, _ends(found, "a", "b"))


@GRAMMAR.rule(1, "RANGE", "(?P<a>{YEAR})(?P<h>{hyphen|slash})(?P<b>{int})")
def _years(found: Found) -> Meaning | None:
    first, number = found.meaning("a"), found.number("b")
    if not isinstance(first, Fixed) or number is None or found.spaced("h") or found.spaced("b") or not number.digits:
        return None
    if first.value is None or not first.value.isdecimal() or len(first.value) != 4 or not 1 <= number.value <= 99:
        return None
    last = int(first.value) // 100 * 100 + int(number.value)
    if last <= int(first.value) or found.pieces.end[found.after - 1] - found.pieces.start[found.node("b").first] != 2:
        return None
    return Pair(first, Fixed(year_value(last)), _ends(found, "a", "b"))


@GRAMMAR.rule(
    1,
    "RANGE",
    "{from|between}(?P<a>{hour}|{TOD})(?:{to|hyphen})(?P<b>{hour}|{TOD})(?={on}?{DATE|WEEKDAY})",
    "(?<={DATE|WEEKDAY}){from|between}(?P<a>{hour}|{TOD})(?:{to|hyphen})(?P<b>{hour}|{TOD})",
)
def _bare_hours(found: Found) -> Meaning | None:
    ends = []
    for name in "ab":
        node = found.node(name).meaning
        number = found.number(name)
        if isinstance(node, Clock) and node.at[:2].isdecimal():
            ends.append(node.at)
        elif number is not None and number.value <= 24:
            ends.append(f"{int(number.value):02}:00")
        else:
            return None
    if ends[0] > ends[1] and ends[0] < "12:00":
        return None
    if "12:00" < ends[1] <= "24:00" and ends[0] < "12:00" and found.node("a").meaning is None:
        ends[0] = f"{int(ends[0][:2]) + 12:02}:00" if int(ends[0][:2]) + 12 <= int(ends[1][:2]) else ends[0]
    return Pair(Clock(ends[0]), Clock(ends[1]), _ends(found, "a", "b"))


@GRAMMAR.rule(
    1,
    "RANGE",
    "(?:(?:{from|between})(?P<a>{TOD})(?:{to})|(?P<c>{TOD})(?:{hyphen}))(?P<b>{hour})(?!{unit|units|am|colon|num})",
)
def _to_hour(found: Found) -> Meaning | None:
    """ "from 1:30 to 3", "11 a.m.-3": the next time the clock shows the second hour."""
    name = "a" if found.has("a") else "c"
    first, hour = found.meaning(name), int(found.value("b"))
    if not isinstance(first, Clock) or not first.at[:2].isdecimal() or hour > 24 or found.following().isalpha():
        return None
    begin = int(first.at[:2])
    if (hour <= begin < 12 and found.pieces.low[found.node(name).after - 1] in ("am", "pm")) or (
        begin >= 12 and hour + 12 > begin and hour < 12
    ):
        hour += 12
    return Pair(first, Clock(f"{hour % 24:02}:00"), _ends(found, name, "b"))


@GRAMMAR.rule(1, "RANGE", "(?:{from|between})?(?P<a>{hour}|{TOD})(?:{to|hyphen})(?P<b>{TOD})")
def _hours(found: Found) -> Meaning | None:
    last = found.meaning("b")
    if (
        not isinstance(last, Clock)
        or not last.at[:2].isdecimal()
        or "or" in found.pieces.low[found.first : found.after]
    ):
        return None
    node = found.node("a")
    if node.meaning is not None:
        if (
            not isinstance(node.meaning, Clock)
            or not node.meaning.at[:2].isdecimal()
            or found.pieces.low[node.after - 1][0] in "ap"
        ):
            return None
        hour, rest = int(node.meaning.at[:2]), node.meaning.at[2:]
    else:
        hour, rest = int(found.value("a")), ":00"
    end = int(last.at[:2])
    if hour > 24 or (found.before() in ("$", "€", "£")):
        return None
    if hour < 12 <= end and hour + 12 <= end:
        hour += 12
    return Pair(Clock(f"{hour:02}{rest}"), last, _ends(found, "a", "b"))


@GRAMMAR.rule(
    4,
    "RANGE",
    "(?P<r>{RANGE}){on|of|comma}?(?P<d>{DATE|WEEKDAY})",
    "(?P<d>{DATE|WEEKDAY}){comma|from|between|at}?(?P<r>{RANGE})",
)
def _range_on_day(found: Found) -> Meaning | None:
    pair, date = found.meaning("r"), found.meaning("d")
    if (
        not isinstance(pair, Pair)
        or date.kind != "DATE"
        or not isinstance(pair.first, Clock)
        or not isinstance(pair.last, Clock)
    ):
        return None
    if pair.first.date is not None or pair.last.date is not None:
        return None
    if is_coarse(date):
        return None
    (begin, after), (again, end) = pair.ends
    day = found.node("d")
    return Pair(
        Clock(pair.first.at, date),
        Clock(pair.last.at, date),
        ((min(day.first, begin), after), (again, max(day.after, end))),
    )
