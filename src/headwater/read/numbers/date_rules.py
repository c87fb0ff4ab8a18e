"""Rules of the first stages: dates, clock times, durations and sets as single expressions.

Each builder takes a match and returns its meaning, or None when the words around it show that it is no time.
"""

from __future__ import annotations

from headwater.read.numbers.calendar_words import MONTHS, NOONS, PARTS, REFERENCES, SEASONS, SETS, UNITS, WEEKDAYS
from headwater.read.numbers.holidays import Holiday
from headwater.read.numbers.meanings import Clock, Day, Fixed, Meaning, Now, Period, Shift, Weekday
from headwater.read.numbers.moments import parse_moment, valid, year_value
from headwater.read.numbers.rules import Found, Grammar

GRAMMAR = Grammar(made=("DATE", "TOD", "DUR", "SET", "REF", "SEASON", "YEAR", "WEEKDAY", "MONTH", "DEC", "RANGE", "HOLIDAY"))

TIME_PREPOSITIONS = frozenset(
    "in on by since until till before after from to through during of for between next last this early late mid and or , ( "
    "around about as than every each following past".split()
)
_YEAR_PREPOSITIONS = frozenset(
    "in since by until till before after from to through during of for between early late mid around circa year".split()
)
_NOT_YEAR_BEFORE = frozenset("$ € £ ¥ # + no number route highway room flight page section over nearly almost than least most".split())


def _turn(word: str) -> int:
    return -1 if word in ("last", "past", "previous", "preceding", "prior") else 0 if word in ("this", "current") else 1


def _year(found: Found, name: str = "y") -> int | None:
    if not found.has(name):
        return None
    value = int(found.value(name))
    if value < 100:
        return value + (1900 if value > 40 else 2000)
    return value


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
    "(?:(?:{on}{the}|{the})?(?P<w>{anyweekday}){comma}?)?{the}?(?P<d>{day|dayord}){hyphen}?{of}?(?P<m>{anymonth})"
    "(?:{hyphen}?{comma}?(?:{of}|{in})?(?P<y>{year})(?P<era>{bc})?|{apostrophe}(?P<z>{int}))?",
)
def _day_month(found: Found) -> Meaning | None:
    day = int(found.value("d"))
    if found.low("m") in ("may", "march") and not found.pieces.capital[found.node("m").first] and not found.has("y"):
        number = found.number("d")
        if number and number.kind == "cardinal" and found.following() not in (",", ".", "", ")"):
            return None
    return _full(found, MONTHS[found.low("m")], day)


@GRAMMAR.rule(
    0,
    "DATE",
    "(?:(?P<w>{anyweekday}){comma}?)?(?P<m>{anymonth}){hyphen}?(?:{the})?(?P<d>{day|dayord})"
    "(?:{comma}?{hyphen}?(?:{of}|{in})?(?P<y>{year})(?P<era>{bc})?|{comma}?{apostrophe}(?P<z>{int}))?",
)
def _month_day(found: Found) -> Meaning | None:
    if found.following() in (":", "%", "percent") or found.following() in UNITS:
        return None
    return _full(found, MONTHS[found.low("m")], int(found.value("d")))


def _full(found: Found, month: int, day: int) -> Meaning | None:
    groups = found.match.re.groupindex
    year = _year(found) if found.has("y") or "z" not in groups else _year(found, "z")
    if year is not None and "era" in groups and found.has("era"):
        year = 1 - year
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
        if number is None or not number.digits or number.value < 32 and "'" not in found.low_all() and "’" not in found.low_all():
            return None
        return Day(MONTHS[found.low("m")], 0, _year(found, "z"))
    year = _year(found)
    if year is not None and found.has("era"):
        year = 1 - year
    return Day(MONTHS[found.low("m")], 0, year)


_MONTH_BEFORE = frozenset("in since until till by of last next this from to through between early late mid before after during".split())


_SHORT_BEFORE = frozenset("on since by until till before after from to through between starting dated :".split())


@GRAMMAR.rule(0, "DATE", "(?P<a>{day})(?P<s>{slash})(?P<b>{day})(?!{slash})")
def _short_date(found: Found) -> Meaning | None:
    first, last = found.number("a"), found.number("b")
    if not first or not last or not first.digits or found.spaced("s") or found.spaced("b"):
        return None
    if found.before() not in _SHORT_BEFORE or found.following() in ("of", "inch", "inches", "cup", "cups"):
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
    return i >= 0 and bool(found.before()) and pieces.capital[i] and pieces.sentence[i] == pieces.sentence[found.first] and i > 0


@GRAMMAR.rule(0, "WEEKDAY", "(?P<w>{weekday})", "(?P<w>{anyweekday})(?={comma}|{day}|{clock})")
def _weekday(found: Found) -> Meaning | None:
    return Weekday(WEEKDAYS[found.low("w")])


@GRAMMAR.rule(0, "WEEKDAY", "{the}?(?P<turn>{last|next|this|following})(?P<w>{anyweekday})")
def _turned_weekday(found: Found) -> Meaning | None:
    turn = 2 if found.low("turn") in ("coming", "upcoming") else _turn(found.low("turn"))
    return Weekday(WEEKDAYS[found.low("w")], turn)


@GRAMMAR.rule(0, "WEEKDAY", "(?P<w>{weekday})(?:{of}|{on})?(?P<turn>{last|next|this})(?P<u>{weekpart})?")
def _weekday_turned(found: Found) -> Meaning | None:
    turn = _turn(found.low("turn"))
    if found.has("u"):
        return Weekday(WEEKDAYS[found.low("w")], 0, turn)
    if found.following() in UNITS or found.following() in WEEKDAYS or found.following() in MONTHS or "of" in found.low_all():
        return None
    return Weekday(WEEKDAYS[found.low("w")], turn)


@GRAMMAR.rule(0, "DATE", "(?:(?P<w>{weekday}){comma}?{the}|(?P<v>{weekday}))(?P<d>{dayord|day})(?!{unit|units|am|colon|hour|decimal})")
def _weekday_ordinal(found: Found) -> Meaning | None:
    number = found.number("d")
    if number and number.kind == "cardinal" and (found.has("w") or not number.digits or number.value < 13):
        return None
    return Day(0, int(found.value("d")))


@GRAMMAR.rule(0, "YEAR", "(?P<y>{year})(?P<era>{bc|ad})?", "(?P<y>{num})(?P<era>{bc})", "(?P<ad>{ad})(?P<y>{num})(?P<era>{bc})?")
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
    if before in _NOT_YEAR_BEFORE or following in ("%", "percent", "°") or following in UNITS:
        return False
    if number and not number.digits:
        return before in _YEAR_PREPOSITIONS and 1100 <= year <= 2099 and year % 100 != 0
    if before == "-" and pieces.glued(found.first) and found.before(2) and pieces.number[found.first - 2] is None:
        return found.before(2) in ("mid", "pre", "post", "early", "late")
    if found.after < len(pieces) and pieces.glued(found.after) and pieces.low[found.after][0].isalpha():
        return False
    if before in _YEAR_PREPOSITIONS or before in ("the", "(", "") or before in MONTHS or before in SEASONS:
        return 1000 <= year <= 2150 and not (before != "in" and _counted(found))
    return 1600 <= year <= 2100 and not _counted(found)


def _counted(found: Found) -> bool:
    """Whether a plural noun follows, so that the number counts things: "2000 troops"."""
    word = found.following()
    return len(word) > 3 and word.isalpha() and (word.endswith("s") or word in ("people", "men", "women")) and not (
        word.endswith(("ss", "'s", "is", "us")) or found.pieces.capital[found.after]
    )


@GRAMMAR.rule(0, "YEAR", "(?<!{num|hyphen})(?P<a>{apostrophe})(?P<y>{int})(?!{s|units|unit})")
def _short_year(found: Found) -> Meaning | None:
    number = found.number("y")
    if number is None or not number.digits or not 10 <= number.value <= 99 or found.spaced("y"):
        return None
    if found.pieces.glued(found.first) and found.before().isalpha():
        return None
    closing = found.following()
    return None if closing in ("'", "’", "in", "ft") else Fixed(year_value(_year(found) or 0))


@GRAMMAR.rule(0, "DEC", "(?P<the>{the})?(?P<a>{apostrophe})?(?P<y>{int})(?P<s>{s})")
def _decade(found: Found) -> Meaning | None:
    number = found.number("y")
    if number is None or not number.digits or found.spaced("s") or number.value % 10:
        return None
    value = int(number.value)
    if 1000 <= value <= 2090:
        return Fixed(f"{value // 100:02}" if value % 100 == 0 and value < 1900 else f"{value // 10:03}")
    if 20 <= value <= 90 and (found.has("the") or found.has("a") or found.before() in _YEAR_PREPOSITIONS):
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
    year = _year(found)
    if year is not None:
        return Day(season=season, year=1 - year if found.has("era") else year)
    if "turn" in found.match.re.groupindex:
        turn = found.low("turn")
        return Day(season=season, turn=None if turn in ("that", "same", "following", "prior") else _turn(turn))
    if found.before() not in TIME_PREPOSITIONS - {",", "(", "and", "or", "to", "for", "of"} and not _clear_season(found):
        return None
    if found.low("s") == "fall" and found.following() == "of":
        return None
    if found.low("s") in ("fall", "spring") and not (found.has("the") or found.before() in ("in", "this", "last", "next", "by", "since")):
        return None
    return Day(season=season)


def _clear_season(found: Found) -> bool:
    return found.has("the") and found.following() in ("of", ",", ".", "", ")", "and", "when", "after", "before")


_TODAYS = {"today": 0, "tomorrow": 1, "yesterday": -1, "tmr": 1, "tonight": 0, "tonite": 0}


@GRAMMAR.rule(0, "DATE", "(?P<d>{today})(?P<x>{part})?(?:{apostrophe}{s}(?!{unit|num}))?")
def _today(found: Found) -> Meaning | None:
    day = Shift(_TODAYS[found.low("d")], "D")
    if found.has("x"):
        return Clock(PARTS[found.low("x")], day)
    return Clock("NI", day) if found.low("d") in ("tonight", "tonite") else day


@GRAMMAR.rule(0, "DATE", "{the}?(?P<u>{day_})(?P<way>{before|after})(?P<d>{today})")
def _beyond(found: Found) -> Meaning | None:
    step = 1 if found.low("way") == "after" else -1
    day = _TODAYS[found.low("d")]
    return Shift(day + step, "D") if day else None


@GRAMMAR.rule(0, "DATE", "(?P<turn>{last|this|next})(?P<x>{part})", "(?P<turn>{that|same})(?P<x>{part})")
def _turned_part(found: Found) -> Meaning | None:
    turn = found.low("turn")
    if turn == "past" or found.low("x") in ("dawn", "dusk", "sunset", "sunrise"):
        return None
    base = "focus" if turn in ("that", "same", "previous") else "anchor"
    return Clock(PARTS[found.low("x")], Shift(_turn(turn) if turn not in ("that", "same") else 0, "D", base))


_OVER = frozenset("over for in within during throughout across".split())


@GRAMMAR.rule(
    0,
    "DATE",
    "{the}?(?P<turn>{last|next|this})(?P<f>{fiscal}?)(?P<u>{bigunit})",
)
def _turned_unit(found: Found) -> Meaning | None:
    word, unit, turn = found.low("u"), UNITS[found.low("u")], found.low("turn")
    if turn == "last" and found.following() in ("of", "in") and (found.following(1)[:4].isdecimal() or found.following(1) in MONTHS):
        return None
    if word == "day":
        if turn == "next" or turn == "previous":
            return Shift(1 if turn == "next" else -1, "D", "focus")
        return Shift(0, "D") if turn == "this" else None
    if found.pieces.low[found.first] == "the" and turn == "next" and found.before() not in _OVER and word != "weekend":
        return Period(unit, 1, "focus")
    if found.pieces.low[found.first] == "the" and turn in ("past", "last", "next", "coming") and word != "weekend":
        return Fixed(f"P1{unit}" if unit not in "EC" else {"E": "P10Y", "C": "P100Y"}[unit], "DURATION")
    if turn == "past":
        return Fixed(f"P1{unit}" if unit not in "EC" else {"E": "P10Y", "C": "P100Y"}[unit], "DURATION")
    return Period("WE" if word == "weekend" else unit, _turn(turn), "focus" if turn == "previous" else "anchor")


@GRAMMAR.rule(0, "DATE", "{the}?(?P<turn>{following|prior|that|same|later_}{that|same}?|{that}{same}|{later_}{this})(?P<u>{bigunit})")
def _focused_unit(found: Found) -> Meaning | None:
    word, turn = found.low("u"), found.low("turn")
    unit = UNITS[word]
    first = turn.split()[0]
    if turn in ("later", "earlier", "that") and word in ("day", "decade", "century", "quarter") and turn != "that":
        return None
    base = "anchor" if "this" in turn else "focus"
    step = 1 if first in ("following", "ensuing", "subsequent") else -1 if first in ("previous", "preceding", "prior") else 0
    if turn in ("later", "earlier"):
        return None
    if unit == "D":
        return Shift(step, "D", base)
    return Period("WE" if word == "weekend" else unit, step, base)


@GRAMMAR.rule(0, "MONTH", "{the}?(?P<turn>{last|next|this|same|that|following|prior})(?P<m>{anymonth})")
def _turned_month(found: Found) -> Meaning | None:
    turn = found.low("turn")
    if found.low("m") in ("may", "march") and not found.pieces.capital[found.node("m").first] and turn in ("this", "that"):
        return None
    if turn in ("past", "same", "that", "following", "previous", "preceding", "prior"):
        return Day(MONTHS[found.low("m")])
    return Day(MONTHS[found.low("m")], turn=_turn(turn))


@GRAMMAR.rule(1, "DATE", "(?P<h>{HOLIDAY})(?:{of|in|comma}?(?P<y>{YEAR}))?", "{the}?(?P<turn>{last|next|this})(?P<h>{HOLIDAY})(?P<y>{zone}{zone})?")
def _holiday(found: Found) -> Meaning | None:
    holiday = found.meaning("h")
    if not isinstance(holiday, Holiday):
        return None
    if found.has("y"):
        moment = parse_moment(found.meaning("y").resolve(Now(None, "")))
        return Holiday(holiday.name, moment.year) if moment else None
    if "turn" in found.match.re.groupindex:
        return Holiday(holiday.name, None, {"this": 0}.get(found.low("turn"), _turn(found.low("turn"))))
    return holiday


@GRAMMAR.rule(0, "TOD", "(?P<c>{clock})(?P<dot>{dot})?(?P<h>{am|p})?(?P<z>{zone})?")
def _clock(found: Found) -> Meaning | None:
    hour, minute, *rest = (int(part) for part in found.low("c").split(":"))
    if hour > 24 or minute > 59 or (rest and rest[0] > 59):
        return None
    half = found.low("h")
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    if not half and found.before() in ("won", "lost", "beat", "score", "by"):
        return None
    return Clock(f"{hour:02}:{minute:02}" + (f":{rest[0]:02}" if rest else ""))


@GRAMMAR.rule(
    0,
    "TOD",
    "(?P<h>{day|hour|decimal})(?P<x>{am})(?P<z>{zone})?",
    "(?P<h>{day|hour})(?P<m>{minute})(?P<x>{am})(?P<z>{zone})?",
    "(?P<h>{day|hour})(?P<x>{oclock}){am}?(?P<z>{zone})?",
    "(?P<h>{day|hour})(?P<x>{p})(?={comma|dot|hyphen|to}|$)(?P<z>{zone})?",
)
def _hour(found: Found) -> Meaning | None:
    value = found.value("h")
    hour, minute = int(value), round((value - int(value)) * 100)
    if "m" in found.match.re.groupindex:
        minute = int(found.value("m"))
        if minute < 10:
            return None
    half = found.pieces.low[found.after - 1] if not found.has("z") else found.low("x")
    if hour > 24 or minute > 59 or (found.low("x") in ("p", "a") and found.spaced("x")):
        return None
    if found.low("x") == "am" and found.spaced("x") and (found.before() == "i" or not found.number("h")):
        return None
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half in ("am", "a") and hour == 12:
        hour = 0
    return Clock(f"{hour:02}:{minute:02}" if minute else f"{hour:02}:00")


@GRAMMAR.rule(0, "TOD", "(?P<n>{noon})")
def _noon(found: Found) -> Meaning | None:
    return Clock(NOONS[found.low("n")])


@GRAMMAR.rule(
    0,
    "TOD",
    "(?P<n>{half|quarter}|{a}{quarter}|{minute}(?:{units|unit})?)(?P<w>{past|till})(?P<h>{hour|day|noon})(?P<x>{am})?",
)
def _past_hour(found: Found) -> Meaning | None:
    words = found.low("n")
    minutes = 30 if words == "half" else 15 if "quarter" in words else int(found.value("n"))
    hour = 12 if found.low("h") == "noon" else 0 if found.low("h") == "midnight" else int(found.value("h"))
    before = found.low("w") in ("to", "till", "before")
    is_clock = words == "half" or "quarter" in words or "minute" in words or "min" in words or found.low("w") == "past"
    if hour > 24 or minutes > 59 or not is_clock or (before and found.low("w") == "before" and "min" not in words):
        return None
    total = hour * 60 + (-minutes if before else minutes)
    if found.low("x") == "pm" and hour < 12:
        total += 720
    return Clock(f"{total // 60 % 24:02}:{total % 60:02}")


@GRAMMAR.rule(0, "SET", "(?P<s>{set})")
def _set_word(found: Found) -> Meaning | None:
    if found.low("s") in ("daily", "weekly", "monthly", "annual") and found.pieces.capital[found.first] and found.before():
        return None  # the name of a paper
    return Fixed(SETS[found.low("s")], "SET")


@GRAMMAR.rule(0, "REF", "(?P<r>{ref})")
def _reference(found: Found) -> Meaning | None:
    return Fixed(REFERENCES[found.low("r")])


@GRAMMAR.rule(0, "REF", "(?P<r>{thesedays})(?P<d>{units})", "{the|at}(?P<r>{presentpast})(?P<d>{time|day_})?(?!{units|unit|num|few})")
def _these_days(found: Found) -> Meaning | None:
    if found.low("r") == "these":
        return Fixed("PRESENT_REF") if found.low("d") == "days" else None
    word = found.low("r")
    if found.following().isalpha() and found.following() not in ("and", "or", "of", "is", "was", "will", "as", "for", "but"):
        return None
    return Fixed({"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}.get(word, "PRESENT_REF"))
