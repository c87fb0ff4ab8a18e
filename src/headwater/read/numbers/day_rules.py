"""Rules for days and months of the calendar and days of the week: "12 May 2031", "Tuesday", "5/17".

Each builder takes a match and returns its meaning, or None when the words around it show that it is no time.
"""

from __future__ import annotations

from headwater.read.numbers.calendar_words import MONTHS, UNITS, WEEKDAYS
from headwater.read.numbers.grammar import GRAMMAR, TIME_PREPOSITIONS, turn_of, year_of
from headwater.read.numbers.holidays import Holiday
from headwater.read.numbers.meanings import Clock, Day, Meaning, Now, Weekday
from headwater.read.numbers.moments import parse_moment, valid
from headwater.read.numbers.rules import Found


@GRAMMAR.rule(0, "DATE", "(?P<d>{iso})(?:{t}?(?P<c>{clock}){z}?)?")
def _iso(found: Found) -> Meaning | None:
    year, month, day = (int(part) for part in found.low("d").split("-"))
    if not valid(year, month, day) or not month or not day:
        return None
    date = Day(month, day, year)
    return Clock(found.low("c"), date) if found.has("c") else date


@GRAMMAR.rule(0, "DATE", "(?P<d>{slashed})")
def _slashed(found: Found) -> Meaning | None:
    parts = found.low("d").replace(".", "/").split("/")
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        year, month, day = numbers
    else:
        month, day, year = numbers
        if month > 12 or (found.low("d").count(".") == 2 and day <= 12):
            month, day = day, month
        if len(parts[2]) not in (2, 4):
            return None
        year += 0 if len(parts[2]) == 4 else 1900 if year > 40 else 2000
    return Day(month, day, year) if month and day and valid(year, month, day) else None


@GRAMMAR.rule(
    0,
    "DATE",
    "(?:(?:{on}{the}|{the})?(?P<w>{anyweekday}){comma}?)?{the}?(?P<d>{day|dayord})(?:{hyphen}|{dot})?{of}?(?P<m>{anymonth})"
    "(?:{hyphen}?{comma}?(?:{of}|{in})?(?P<y>{year}|{num}(?={bc}))(?P<era>{bc})?|{apostrophe}(?P<z>{int}))?",
)
def _day_month(found: Found) -> Meaning | None:
    day = int(found.value("d"))
    if found.pieces.low[max(0, found.node("d").first - 1)] in ("$", "€", "£", "¥"):
        return None
    if found.low("m") in ("may", "march") and not found.pieces.capital[found.node("m").first] and not found.has("y"):
        number = found.number("d")
        if number and number.kind == "cardinal" and found.following() not in (",", ".", "", ")"):
            return None
    return _full(found, MONTHS[found.low("m")], day)


@GRAMMAR.rule(
    0,
    "DATE",
    "(?:(?P<w>{anyweekday}){comma}?)?(?P<m>{anymonth}){hyphen}?(?:{the})?(?P<d>{day|dayord})"
    "(?:{comma}?{hyphen}?(?:{of}|{in})?(?P<y>{year}|{num}(?={bc}))(?P<era>{bc})?|{comma}?{apostrophe}(?P<z>{int}))?",
)
def _month_day(found: Found) -> Meaning | None:
    if found.following() in (":", "%", "percent") or found.following() in UNITS:
        return None
    if found.following() in _ATTACKS and (MONTHS[found.low("m")], int(found.value("d"))) == (9, 11):
        return _SEPTEMBER_2001 if not found.has("y") and not found.has("z") else _full(found, 9, 11)
    return _full(found, MONTHS[found.low("m")], int(found.value("d")))


def _full(found: Found, month: int, day: int) -> Meaning | None:
    groups = found.match.re.groupindex
    year = year_of(found) if found.has("y") or "z" not in groups else year_of(found, "z")
    return Day(month, day, year) if valid(year or 2000, month, day) else None


@GRAMMAR.rule(0, "DATE", "(?P<y>{year}){hyphen|slash}(?P<m>{anymonth})(?:{hyphen|slash})(?P<d>{day})")
def _year_month_day(found: Found) -> Meaning | None:
    return _full(found, MONTHS[found.low("m")], int(found.value("d")))


@GRAMMAR.rule(
    0,
    "MONTH",
    "(?P<m>{anymonth})(?:{hyphen}|{comma}|{of}|{in}|{slash})?(?:{the}{year_})?(?P<y>{year})(?P<era>{bc})?",
    "(?P<m>{anymonth}){comma|of}?(?P<y>{y3|int})(?P<era>{bc})",
    "(?P<m>{anymonth})(?:{apostrophe}|{hyphen})(?P<z>{int})(?P<y>{zone}{zone}{zone})?",
    "(?P<y>{year})(?:{hyphen}|{comma}|{slash})?(?P<m>{month})(?!{day})(?P<era>{bc})?",
)
def _month_year(found: Found) -> Meaning | None:
    if found.match.re.groupindex.get("z") and not found.has("y"):
        number = found.number("z")
        if (
            number is None
            or not number.digits
            or (number.value < 32 and "'" not in found.low_all() and "’" not in found.low_all())
        ):
            return None
        return Day(MONTHS[found.low("m")], 0, year_of(found, "z"))
    return Day(MONTHS[found.low("m")], 0, year_of(found))


_ATTACKS = frozenset("attack attacks terror terrorist hijackers hijackings".split())
_SEPTEMBER_2001 = Day(9, 11, 2001)  # the one day that is called by its month and day alone


_MONTH_BEFORE = frozenset(
    "in since until till "
    "by of last next this from to through between early late mid before after during as than".split()
)


@GRAMMAR.rule(
    0,
    "MONTH",
    "(?P<y>{year})(?P<s>{hyphen|slash})(?P<m>{monthnumber})(?!{hyphen|slash|num})",
    "(?<!{slash|hyphen})(?P<m>{monthnumber})(?P<s>{hyphen|slash})(?P<y>{year})",
)
def _numbered_month(found: Found) -> Meaning | None:
    """ "2031-05" and "05/2031"; "2031-32" and "2011-12" are seasons."""
    year, month = int(found.value("y")), int(found.value("m"))
    number = found.number("m")
    if number is None or not number.digits or found.spaced("s") or not found.pieces.glued(found.after - 1):
        return None
    if found.pieces.low[found.first] == str(year) and month == year % 100 + 1:
        return None
    return Day(month, 0, year)


_SHORT_BEFORE = frozenset("on since by until till before after from to through between starting dated :".split())


@GRAMMAR.rule(0, "DATE", "(?P<a>{day})(?P<s>{slash})(?P<b>{day})(?!{slash})")
def _short_date(found: Found) -> Meaning | None:
    first, last = found.number("a"), found.number("b")
    if found.pieces.text[found.pieces.start[found.first] : found.pieces.end[found.after - 1]] == "9/11":
        return _SEPTEMBER_2001
    if not first or not last or not first.digits or found.spaced("s") or found.spaced("b"):
        return None
    if (found.before() not in _SHORT_BEFORE and found.before() not in WEEKDAYS) or found.following() in (
        "of",
        "inch",
        "inches",
        "cup",
        "cups",
    ):
        return None
    month, day = int(first.value), int(last.value)
    if month > 12:
        month, day = day, month
    return Day(month, day) if valid(2000, month, day) and month <= 12 else None


@GRAMMAR.rule(0, "MONTH", "(?P<m>{month})", "(?P<m>{monthweak})")
def _month(found: Found) -> Meaning | None:
    pieces, low = found.pieces, found.low("m")
    capital = pieces.capital[found.first]
    before = found.before()
    weak = low in ("may", "march", "mar", "jan", "dec", "jun", "sep")
    if weak or not capital:
        if before not in _MONTH_BEFORE and not (before in ("and", "or", ",", "-") and found.before(2) in MONTHS):
            return None
        if low in ("may", "march") and (before in ("this", "that") or (not capital and before != "in")):
            return None
    elif before not in TIME_PREPOSITIONS and _named(found):
        return None
    return Day(MONTHS[low])


def _named(found: Found) -> bool:
    """Whether the month is part of a name: "April Quill", "Black August"."""
    pieces, k = found.pieces, found.after
    if k < len(pieces) and pieces.capital[k] and found.following() and pieces.low[k] not in ("the", "i"):
        return True
    i = found.first - 1
    return (
        i >= 0
        and bool(found.before())
        and pieces.capital[i]
        and pieces.sentence[i] == pieces.sentence[found.first]
        and i > 0
    )


@GRAMMAR.rule(0, "WEEKDAY", "(?P<w>{weekday})", "(?P<w>{anyweekday})(?={comma}|{day}|{clock})")
def _weekday(found: Found) -> Meaning | None:
    return Weekday(WEEKDAYS[found.low("w")])


@GRAMMAR.rule(0, "WEEKDAY", "{the}?(?P<turn>{last|next|this|following})(?P<w>{anyweekday})")
def _turned_weekday(found: Found) -> Meaning | None:
    if found.low("turn") in ("last", "following") and _of_a_time(found):
        return None  # "the last Friday of June" is no Friday before today
    turn = 2 if found.low("turn") in ("coming", "upcoming") else turn_of(found.low("turn"))
    return Weekday(WEEKDAYS[found.low("w")], turn)


def _of_a_time(found: Found) -> bool:
    """Whether a month, a year or "every month" follows behind "of" or "in"."""
    if found.following() not in ("of", "in"):
        return False
    k = 2 if found.following(1) in ("the", "every", "each") else 1
    word = found.following(k)
    return word in MONTHS or word in ("month", "year", "quarter") or (word.isdecimal() and len(word) == 4)


@GRAMMAR.rule(0, "WEEKDAY", "(?P<w>{weekday})(?:{of}|{on})?(?P<turn>{last|next|this})(?P<u>{weekpart})?")
def _weekday_turned(found: Found) -> Meaning | None:
    turn = turn_of(found.low("turn"))
    if found.has("u"):
        return Weekday(WEEKDAYS[found.low("w")], 0, turn)
    if (
        found.following() in UNITS
        or found.following() in WEEKDAYS
        or found.following() in MONTHS
        or "of" in found.low_all()
    ):
        return None
    return Weekday(WEEKDAYS[found.low("w")], turn)


@GRAMMAR.rule(
    0,
    "DATE",
    "(?:(?P<w>{anyweekday}){comma}?{the}|(?P<v>{anyweekday}))(?P<d>{dayord|day})(?!{unit|units|am|colon|hour|decimal})",
)
def _weekday_ordinal(found: Found) -> Meaning | None:
    number = found.number("d")
    if number and number.kind == "cardinal" and (found.has("w") or not number.digits or number.value < 13):
        return None
    return Day(0, int(found.value("d")))


_FESTIVE = frozenset(
    "tree trees "
    "card cards carol carols gift gifts present presents island islands lights ornament ornaments seder".split()
)


@GRAMMAR.rule(
    1,
    "DATE",
    "(?P<h>{HOLIDAY})(?:{of|in|comma}?(?P<y>{YEAR}))?",
    "{the}?(?P<turn>{last|next|this})(?P<h>{HOLIDAY})(?P<y>{zone}{zone})?",
)
def _holiday(found: Found) -> Meaning | None:
    holiday = found.meaning("h")
    if not isinstance(holiday, Holiday) or found.following() in _FESTIVE:
        return None
    if found.following() and found.pieces.capital[found.after] and found.pieces.capital[found.first]:
        return None
    if found.has("y"):
        moment = parse_moment(found.meaning("y").resolve(Now(None, "")))
        return Holiday(holiday.name, moment.year) if moment else None
    if "turn" in found.match.re.groupindex:
        return Holiday(holiday.name, None, {"this": 0}.get(found.low("turn"), turn_of(found.low("turn"))))
    return holiday
