"""Rules that build on dates: lengths of time, "three days later", "early in May", "Tuesday night", shared ranges, sets."""

from __future__ import annotations

from dataclasses import replace

from headwater.read.numbers.calendar_words import MONTHS, PARTS, UNITS, WEEKDAYS
from headwater.read.numbers.date_rules import GRAMMAR
from headwater.read.numbers.meanings import (
    Away,
    Clock,
    Day,
    Fixed,
    InYear,
    Length,
    Meaning,
    Pair,
    Period,
    Shift,
    Weekday,
    Within,
)
from headwater.read.numbers.moments import valid, year_value
from headwater.read.numbers.rules import Found

_ANY = "{DATE|WEEKDAY|MONTH|YEAR|SEASON|DEC}"
_VAGUE = "(?:{approx}|{more}{than}|{at}{least}|{up}{upto}|{as}{early_as|many}{as})"

# --- lengths of time ------------------------------------------------------------------------------------------------


def _aged(found: Found) -> bool:
    """Whether the length is an age: "21-year-old", "22 years old", "six weeks of age"."""
    first, second = found.following(), found.following(1)
    return first in ("old", "olds", "age", "yo") or (first == "-" and second in ("old", "olds")) or (first, second) == ("of", "age")


def _unit(found: Found, name: str) -> str | None:
    word = found.low(name)
    if word in ("second", "sec", "min", "night", "morning", "evening", "afternoon") and not found.has("n"):
        return None
    return UNITS[word]


@GRAMMAR.rule(
    0,
    "DUR",
    f"(?P<mod>{_VAGUE}{{a}}?)?(?P<n>{{num}})(?:(?:{{upto}}|{{hyphen}}|{{or}})(?P<n2>{{num}}))?{{hyphen}}?(?:{{whole}})?(?P<u>{{unit|units}})(?:{{hyphen}}?{{long}})?",
)
def _length(found: Found) -> Meaning | None:
    unit = _unit(found, "u")
    number = found.number("n")
    if unit is None or number is None or _aged(found) or number.kind == "ordinal":
        return None
    if unit == "Q" and number.kind == "fraction":
        return None
    count = number.value
    word = found.low("u")
    if word in ("morning", "afternoon", "evening", "night") and "-" not in found.low_all():
        return Clock(PARTS[word]) if count == 1 and not found.has("mod") else None
    if found.low("u").startswith("fortnight"):
        count *= 2
    return Length(((count, unit),))


@GRAMMAR.rule(
    0,
    "DUR",
    f"(?P<mod>{_VAGUE})?(?P<n>{{a}})(?:{{whole}}|{{few}})?{{hyphen}}?(?P<u>{{unit|units}})(?:{{hyphen}}?{{long}})?(?P<h>{{and}}{{a}}{{half}}|{{and}}{{half}})?",
    f"(?P<mod>{_VAGUE})?(?P<half>{{half}}){{a}}?{{hyphen}}?(?P<u>{{unit}})(?P<h>{{zone}}{{zone}})?(?P<n>{{zone}}{{zone}})?",
    "(?P<n>{the}?{few}{of}?)(?:{more}|{whole})?(?P<u>{units})(?P<h>{zone}{zone})?(?P<mod>{zone}{zone})?",
    "(?P<mod>{approx})?(?P<n>{a}{few}{of}?)(?:{more}|{whole})?(?P<u>{units})(?P<h>{zone}{zone})?",
)
def _vague_length(found: Found) -> Meaning | None:
    groups = found.match.re.groupindex
    unit = UNITS[found.low("u")]
    if _aged(found) or found.low("u") in ("second", "night", "evening", "morning", "afternoon", "quarter", "min", "sec"):
        if found.low("n") not in ("a", "an") or found.low("u") not in ("second", "min", "sec") or not found.has("mod"):
            return None
    if "half" in groups:
        return Length(((0.5, unit),)) if unit != "Q" else None
    words = found.low("n")
    if any(word in words for word in ("few", "several", "couple", "many", "some", "numerous")):
        return Length(((2.0 if "couple" in words else None, unit),))
    if found.before() in ("what", "such", "quite", "half", "times", "once", "twice", "percent", "%") or found.following() in ("'s", "'"):
        return None
    if found.has("h"):
        return Length(((1.5, unit),))
    if found.low("u") == "fortnight":
        return Length(((2.0, unit),))
    matched = found.pieces.low[found.first : found.after]
    if "few" in matched or "several" in matched:
        return Length(((None, unit),))
    if "couple" in matched:
        return Length(((2.0, unit),))
    if found.has("mod") or found.following() in _LENGTH_FOLLOWS or found.before() in _LENGTH_BEFORE:
        return Length(((1.0, unit),))
    return None


_LENGTH_FOLLOWS = frozenset("ago earlier later before after from in and long or of . , ; ) long-term".split()) | {""}
_LENGTH_BEFORE = frozenset("for in within over after than took last lasted about nearly almost spent under during".split())


@GRAMMAR.rule(0, "DUR", "(?P<u>{units})")
def _bare_units(found: Found) -> Meaning | None:
    unit = UNITS[found.low("u")]
    if found.low("u") in ("seconds", "quarters", "nights", "evenings", "mornings", "afternoons", "weekends") or _aged(found):
        return None
    if found.before() in ("for", "within", "took", "lasted", "spent", "after", "over", "in", "of") or found.following() in (
        "ago", "later", "earlier", "after", "before", "of"
    ):
        return Length(((None, unit),))
    return None


@GRAMMAR.rule(0, "DUR", "(?P<w>{another}){hyphen}?(?P<u>{bigunit})(?!{hyphen})")
def _whole_unit(found: Found) -> Meaning | None:
    word = found.low("w")
    before = found.before()
    if found.low("u") == "weekend" or (word in ("full", "whole", "entire") and before not in ("a", "the", "for", "one", "this")):
        return None
    return Length(((1.0, UNITS[found.low("u")]),))


@GRAMMAR.rule(0, "DUR", "(?P<u>{unit})(?:{hyphen}{long})")
def _unit_long(found: Found) -> Meaning | None:
    return Length(((1.0, UNITS[found.low("u")]),))


@GRAMMAR.rule(1, "DUR", "(?P<a>{DUR})(?:{comma}?{and})?{comma}?(?P<b>{DUR})(?:(?:{comma}?{and})?{comma}?(?P<c>{DUR}))?")
def _joined_lengths(found: Found) -> Meaning | None:
    parts: list[tuple[float | None, str]] = []
    order = "CEYQMWDhms"
    for name in "abc":
        if found.has(name):
            part = found.meaning(name)
            if not isinstance(part, Length) or any(order.index(unit) >= order.index(part.parts[0][1]) for _, unit in parts):
                return None
            parts.extend(part.parts)
    return Length(tuple(parts))


@GRAMMAR.rule(1, "DUR", "{the}?(?:{last|next|ord|this|following|prior})(?P<d>{DUR})(?P<of>{of}(?P<x>{YEAR|MONTH|DATE|SEASON|DEC}))?")
def _bounded_length(found: Found) -> Meaning | None:
    return found.meaning("d")


@GRAMMAR.rule(
    0,
    "DUR",
    "{the}?(?P<n>{num|few|a}{few}?{of}?)(?:{last|next})(?P<u>{units})",
    "{the}?(?:{last|next|ord|following|prior})(?P<n>{num|few|a}{few}?{of}?)(?P<u>{units})",
)
def _count_last(found: Found) -> Meaning | None:
    number = found.number("n")
    if number is None and "few" not in found.low("n") and "couple" not in found.low("n") and "several" not in found.low("n"):
        return None
    return Length(((number.value if number else 2.0 if "couple" in found.low("n") else None, UNITS[found.low("u")]),))


# --- so long before or after ----------------------------------------------------------------------------------------


@GRAMMAR.rule(
    2,
    "DATE",
    "(?P<d>{DUR})(?P<w>{ago})",
    "(?P<d>{DUR})(?P<w>{earlier|later})(?P<x>{DATE|WEEKDAY|MONTH|YEAR|REF})?",
    f"(?P<d>{{DUR}})(?P<w>{{before|after|from|since|prior|from_}}){{the}}?(?P<x>{_ANY}|{{REF}})",
)
def _away(found: Found) -> Meaning | None:
    length = found.meaning("d")
    word = found.low("w")
    if not isinstance(length, Length) or word == "since":
        return None
    sign = -1 if word in ("ago", "earlier", "before", "previously", "prior", "previous", "preceding") else 1
    if word == "ago":
        return Away(length, -1)
    if "x" in found.match.re.groupindex and found.has("x"):
        node = found.meaning("x")
        if isinstance(node, Fixed) and node.value == "PRESENT_REF":
            return Away(length, sign)
        return Away(length, sign, node) if word in ("before", "after", "from", "prior") else None
    if word in ("before", "after") and found.following() not in ("", ".", ",", ";", ")", "”", '"', ":", "and", "but", "in", "by", "when", "with"):
        return None
    return Away(length, sign, "anchor" if word == "hence" else "focus")


# --- parts of days, clock times on days -----------------------------------------------------------------------------


@GRAMMAR.rule(1, "TOD", "(?P<t>{TOD})(?:{in}{the}|{at})?(?P<x>{part})", "(?P<n>{hour}){in}{the}(?P<x>{part})", "(?P<x>{part}){at}(?P<n>{hour})")
def _part_clock(found: Found) -> Meaning | None:
    late = PARTS[found.low("x")] in ("AF", "EV", "NI")
    if "n" in found.match.re.groupindex:
        number = found.number("n")
        hour, rest = int(number.value if number else 0), ":00"
    else:
        clock = found.meaning("t")
        if not isinstance(clock, Clock) or clock.date or not clock.at[:2].isdecimal():
            return None
        hour, rest = int(clock.at[:2]), clock.at[2:]
    if hour > 24:
        return None
    return Clock(f"{hour + 12 if late and hour < 12 and not (hour < 5 and found.low('x') == 'night') else hour:02}{rest}")


@GRAMMAR.rule(
    1,
    "TOD",
    "{the}(?:{early}{hyphen}?|{edge}{of}{the})?(?P<x>{part})",
    "(?:{early}{hyphen}?)(?P<x>{part})",
    "(?<={at})(?P<x>{part})",
    "(?P<x>{overnight})",
    "(?P<mid>{early}){hyphen}?(?P<x>{day_|part})",
)
def _part(found: Found) -> Meaning | None:
    word, before, following = found.low("x"), found.before(), found.following()
    if word in ("day", "night") and "mid" in found.match.re.groupindex:
        return Clock({"day": "12:00", "night": "00:00"}[word]) if found.low("mid") == "mid" else None
    if following in ("of", "after", "before") and following != "of" and word != "night":
        return None
    if before in ("by", "around", "about") and found.pieces.low[found.first] == word and word not in ("night", "dawn", "dusk", "sunset", "daybreak"):
        return None
    if word in ("dawn", "dusk") and following == "of":
        return None
    if found.pieces.capital[found.node("x").first] and before:
        return None
    return Clock(PARTS[word])


@GRAMMAR.rule(
    3,
    "DATE",
    "(?P<date>{DATE|WEEKDAY|MONTH})(?:{comma}?{at|before|after|since|sign_at|for|in})?{comma}?{hyphen}?(?P<t>{TOD})",
    "(?P<t>{TOD})(?:{comma}?(?:{on}|{of})?{the}?|{comma}{on}?)(?P<date>{DATE|WEEKDAY})",
    "(?P<date>{DATE|WEEKDAY})(?:{in}{the})?(?P<x>{part})",
    "(?P<x>{TOD}){hours}?{of|on}(?P<date>{DATE|WEEKDAY})",
    "(?P<x>{part}){hours}?{of|on}(?P<date>{DATE|WEEKDAY})",
)
def _on_day(found: Found) -> Meaning | None:
    date = found.meaning("date")
    if isinstance(date, Clock) and date.at in ("MO", "AF", "EV", "NI"):
        date = date.date or date
    if date.kind != "DATE" or _coarse(date):
        return None
    groups = found.match.re.groupindex
    if "x" in groups and found.node("x").meaning is None:
        return Clock(PARTS[found.low("x")], date)
    clock = found.meaning("x" if "x" in groups else "t")
    return Clock(clock.at, date) if isinstance(clock, Clock) and clock.date is None else None


@GRAMMAR.rule(2, "DATE", "(?P<w>{WEEKDAY}){comma|open}?{the}?(?P<date>{DATE})")
def _weekday_date(found: Found) -> Meaning | None:
    date = found.meaning("date")
    return date if isinstance(date, Day) and date.day else None


@GRAMMAR.rule(2, "DATE", "(?P<p>{DATE}){comma|on|from|between}?(?P<w>{WEEKDAY})", "(?P<w>{WEEKDAY}){of|in}?(?P<p>{DATE})")
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


@GRAMMAR.rule(4, "RANGE", "(?P<r>{RANGE}){on|of|comma}?(?P<d>{DATE|WEEKDAY})", "(?P<d>{DATE|WEEKDAY}){comma|from|between|at}?(?P<r>{RANGE})")
def _range_on_day(found: Found) -> Meaning | None:
    pair, date = found.meaning("r"), found.meaning("d")
    if not isinstance(pair, Pair) or date.kind != "DATE" or not isinstance(pair.first, Clock) or not isinstance(pair.last, Clock):
        return None
    if pair.first.date is not None or pair.last.date is not None:
        return None
    if _coarse(date):
        return None
    (begin, after), (again, end) = pair.ends
    day = found.node("d")
    return Pair(Clock(pair.first.at, date), Clock(pair.last.at, date), ((min(day.first, begin), after), (again, max(day.after, end))))


def _coarse(date: Meaning) -> bool:
    """Whether a date is longer than a day, so that no clock time belongs to it."""
    if isinstance(date, Period | Fixed | InYear | Within):
        return not (isinstance(date, Within) and date.unit.isdecimal())
    if isinstance(date, Shift):
        return date.unit != "D"
    return isinstance(date, Day) and not date.day


# --- edges and shares of periods ------------------------------------------------------------------------------------


@GRAMMAR.rule(2, "DATE", f"(?:(?:{{the}}|{{in}}{{the}})?(?P<e>{{early}}){{hyphen}}?(?:{{in}}{{the}}?|{{on}}|{{of}})?)(?P<x>{_ANY})")
def _early(found: Found) -> Meaning | None:
    word = found.low("e")
    meaning = found.meaning("x")
    if word in ("earlier", "later") and not isinstance(meaning, Day | Period | Shift | Clock | Fixed):
        return meaning if found.following() != "," else None
    return meaning


@GRAMMAR.rule(2, "DATE", f"{{the}}?(?P<e>{{edge}}){{of}}{{the}}?(?P<x>{_ANY}|{{bigunit}})", f"{{the}}?(?P<e>{{rest}}){{of}}?{{the|this}}?(?P<x>{_ANY}|{{bigunit}})")
def _edge(found: Found) -> Meaning | None:
    node = found.node("x")
    if node.meaning is not None:
        return node.meaning
    unit = UNITS[found.low("x")]
    if found.before() == "of" or unit == "D":
        return None
    return Period("WE" if found.low("x") == "weekend" else unit, 0, "focus")


@GRAMMAR.rule(2, "DATE", f"(?:{{as}}{{early_as|early}}{{as}}|{{approx|at}})(?P<x>{_ANY}|{{TOD}})")
def _as_early_as(found: Found) -> Meaning | None:
    first = found.pieces.low[found.first]
    if first in ("by", "at", "over", "under", "some", "just", "only", "exactly"):
        return None
    return found.meaning("x")


@GRAMMAR.rule(
    1,
    "DATE",
    f"{{the}}?(?P<n>{{ord|last}})(?P<u>{{weekpart|quarter|half|bigunit|weekday|WEEKDAY}})(?:{{of}}|{{in}}){{the}}?(?P<x>{_ANY})",
    f"{{the}}?(?P<n>{{ord|last}})(?P<u>{{quarter|half}})(?:{{of}}|{{in}})?(?P<x>{_ANY})?",
    f"(?P<n>{{the}}?)(?P<u>{{weekpart}}){{of}}{{the}}?(?P<x>{_ANY})",
)
def _within(found: Found) -> Meaning | None:
    word = found.low("u")
    number = found.number("n")
    rank = int(number.value) if number else -1 if found.low("n").endswith(("last", "previous")) else 0
    unit = "H" if word == "half" else str(WEEKDAYS[word.split()[-1]]) if word.split()[-1] in WEEKDAYS else UNITS.get(word)
    if unit is None:
        return None
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


# --- ranges with shared parts ---------------------------------------------------------------------------------------


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


@GRAMMAR.rule(0, "RANGE", "(?P<a>{anymonth})(?P<j>{to|hyphen|slash|and})(?P<b>{anymonth})(?!{day|dayord|minute})(?:{comma|of}?(?P<y>{year}))?")
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


@GRAMMAR.rule(1, "RANGE", "(?:{from|between})?(?P<a>{hour}|{TOD})(?:{to|hyphen})(?P<b>{TOD})")
def _hours(found: Found) -> Meaning | None:
    last = found.meaning("b")
    if not isinstance(last, Clock) or not last.at[:2].isdecimal() or "or" in found.pieces.low[found.first : found.after]:
        return None
    node = found.node("a")
    if node.meaning is not None:
        if not isinstance(node.meaning, Clock) or not node.meaning.at[:2].isdecimal() or found.pieces.low[node.after - 1][0] in "ap":
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


# --- sets -----------------------------------------------------------------------------------------------------------


@GRAMMAR.rule(
    2,
    "SET",
    "(?P<e>{every})(?:{same}|{whole})?(?P<x>{DUR|WEEKDAY|MONTH|SEASON|unit|units|weekdays|TOD|part})",
    "(?P<e>{every})(?:{ord})?(?P<x>{unit})",
    "(?P<e>{once}{a|every})(?P<x>{unit})",
)
def _every(found: Found) -> Meaning | None:
    node = found.node("x")
    word = found.low("x")
    if node.meaning is None:
        if word in PARTS:
            return Fixed(f"T{PARTS[word]}", "SET")
        if word in WEEKDAYS:
            return Fixed(f"XXXX-WXX-{WEEKDAYS[word]}", "SET")
        return Fixed(_repeat(UNITS[word], word), "SET") if word in UNITS else None
    meaning = node.meaning
    if isinstance(meaning, Length):
        return Fixed(_period(meaning), "SET")
    if word in WEEKDAYS:
        return Fixed(f"XXXX-WXX-{WEEKDAYS[word]}", "SET")
    if isinstance(meaning, Day):
        return Fixed(f"XXXX-{meaning.season or f'{meaning.month:02}'}", "SET")
    return None


@GRAMMAR.rule(2, "SET", "{per}(?P<x>{unit})")
def _per(found: Found) -> Meaning | None:
    return Fixed(_repeat(UNITS[found.low("x")], found.low("x")), "SET")


@GRAMMAR.rule(4, "SET", "(?P<s>{SET}){at|comma}?(?P<t>{TOD})", "(?P<t>{TOD}){on|comma}?(?P<s>{SET})", "(?P<s>{parts}){at}?(?P<t>{TOD})")
def _set_at(found: Found) -> Meaning | None:
    clock = found.meaning("t")
    if not isinstance(clock, Clock) or clock.date is not None:
        return None
    node = found.node("s").meaning
    value = node.value if isinstance(node, Fixed) else None
    if value and value.startswith("XXXX-WXX"):
        return Fixed(f"{value}T{clock.at}", "SET")
    return Fixed(f"T{clock.at}", "SET") if value is None or value in ("P1D", "TNI", "TMO", "TAF", "TEV") else None


def _repeat(unit: str, word: str) -> str:
    if word.startswith("weekend"):
        return "XXXX-WXX-WE"
    if unit in ("h", "m", "s"):
        return f"PT1{unit.upper()}"
    return {"E": "P10Y", "C": "P100Y", "Q": "P3M"}.get(unit, f"P1{unit}")


def _period(length: Length) -> str | None:
    from headwater.read.numbers.meanings import Now

    return length.resolve(Now(None, ""))


@GRAMMAR.rule(3, "SET", "(?P<w>{weekdays})(?:{and}(?P<v>{weekdays}))?(?P<x>{part|parts})?")
def _weekdays(found: Found) -> Meaning | None:
    return Fixed(f"XXXX-WXX-{WEEKDAYS[found.low('w')[:-1]]}", "SET")


GRAMMAR_READY = GRAMMAR
