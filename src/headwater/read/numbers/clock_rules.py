"""Rules for clock times and parts of the day, alone and on a day: "7 p.m.", "Tuesday night".

Each builder takes a match and returns its meaning, or None when the words around it show that it is no time.
"""

from __future__ import annotations

from headwater.read.numbers.calendar_words import NOONS, PARTS
from headwater.read.numbers.grammar import GRAMMAR
from headwater.read.numbers.lengths import Shift
from headwater.read.numbers.meanings import Clock, Day, Fixed, Meaning, Period
from headwater.read.numbers.parts import InYear, Within
from headwater.read.numbers.rules import Found

_ZONE = "(?P<z>{zone}(?:{daylight}?{time})?|{zonename}{daylight}?{time})"
"""The zone behind a clock time: "GMT", "Eastern", "Eastern Daylight Time", "local time"."""


@GRAMMAR.rule(0, "TOD", f"(?P<c>{{clock}})(?P<dot>{{dot}})?(?P<h>{{am|p}})?{_ZONE}?")
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
    "(?P<h>{day|hour|decimal})(?P<x>{am})" + f"{_ZONE}?",
    "(?P<h>{day|hour})(?P<m>{minute})(?P<x>{am})" + f"{_ZONE}?",
    "(?P<h>{day|hour})(?P<x>{oclock}){am}?" + f"{_ZONE}?",
    "(?P<h>{day|hour})(?P<x>{p})(?={comma|dot|hyphen|to}|$)(?P<z>{zone}(?!.))?",
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


_HOUR_BEFORE = frozenset("at by around about from until till before after since about approximately".split())


@GRAMMAR.rule(
    0,
    "TOD",
    "(?P<c>{num})" + _ZONE,
    "(?P<c>{num})(?P<z>{hours})",
    "(?P<c>{num})(?P<z>{z})",
    "(?<={at|around|approx})(?P<c>{num})(?P<z>(?!.).)?",
)
def _four_digits(found: Found) -> Meaning | None:
    """ "1900 GMT", "0430 hours", "at 0900": a clock without its colon."""
    k = found.node("c").first
    digits = found.pieces.low[k]
    if len(digits) != 4 or not digits.isdecimal() or int(digits[:2]) > 24 or int(digits[2:]) > 59:
        return None
    zone = found.low("z")
    early = digits[0] == "0"
    if zone == "z" and (found.spaced("z") or not found.pieces.capital[found.node("z").first]):
        return None
    if zone == "hours" and ((not early and found.before() not in _HOUR_BEFORE) or found.following() == "of"):
        return None
    if not zone and not (early and found.following() in ("", ".", ",", ";", ")", "on", "and", "when", "that")):
        return None
    return Clock(f"{digits[:2]}:{digits[2:]}")


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


@GRAMMAR.rule(
    1,
    "TOD",
    "(?P<t>{TOD})(?:{in}{the}|{at})?(?P<x>{part})",
    "(?P<n>{hour}){in}{the}(?P<x>{part})",
    "(?P<x>{part})(?P<at>{at})(?P<n>{hour})",
)
def _part_clock(found: Found) -> Meaning | None:
    late = PARTS[found.low("x")] in ("AF", "EV", "NI")
    if "n" in found.match.re.groupindex:
        number = found.number("n")
        hour, rest = int(number.value if number else 0), ":00"
        if "at" in found.match.re.groupindex and (found.low("at") != "at" or "dozen" in found.low_all()):
            return None
    else:
        clock = found.meaning("t")
        if not isinstance(clock, Clock) or clock.date or not clock.at[:2].isdecimal():
            return None
        hour, rest = int(clock.at[:2]), clock.at[2:]
    if hour > 24:
        return None
    return Clock(
        f"{hour + 12 if late and hour < 12 and not (hour < 5 and found.low('x') == 'night') else hour:02}{rest}"
    )


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
    if word == "night" and "mid" in found.low_all():
        return Clock("00:00")
    if word in ("day", "night") and "mid" in found.match.re.groupindex:
        return Clock({"day": "12:00", "night": "00:00"}[word]) if found.low("mid") == "mid" else None
    if following in ("of", "after", "before") and following != "of" and word != "night":
        return None
    if (
        before in ("by", "around", "about")
        and found.pieces.low[found.first] == word
        and word not in ("night", "dawn", "dusk", "sunset", "daybreak")
    ):
        return None
    if word in ("dawn", "dusk") and following == "of":
        return None
    if found.pieces.capital[found.node("x").first] and before:
        return None
    return Clock(PARTS[word])


@GRAMMAR.rule(
    3, "DATE", "(?<={at})(?P<n>{hour})(?P<date>{DATE})", "(?P<date>{DATE}){at}(?P<n>{hour})(?!{units|unit|hyphen})"
)
def _hour_of_part(found: Found) -> Meaning | None:
    """ "around 11 this morning", "tomorrow morning at 7"."""
    part, hour = found.meaning("date"), int(found.value("n"))
    if not isinstance(part, Clock) or part.date is None or part.at not in ("MO", "AF", "EV", "NI"):
        return None
    if found.before() == "by" or "by" in found.low_all() or hour > 24 or found.following().isalpha():
        return None
    return Clock(f"{hour + 12 if part.at != 'MO' and hour < 12 else hour:02}:00", part.date)


@GRAMMAR.rule(
    3,
    "DATE",
    "(?P<date>{DATE|WEEKDAY|MONTH})(?:{comma}?{at|before|after|since|sign_at|for|in})?{comma}?{hyphen}?(?P<t>{TOD})",
    "(?P<t>{TOD})(?:{comma}?(?:{on}|{of})?{the}?|{comma}{on}?)(?P<date>{DATE|WEEKDAY})",
    "(?P<date>{DATE|WEEKDAY})(?:{in}{the})?(?P<x>{part})",
    "(?P<x>{TOD}){hours}?{of|on}(?P<date>{DATE|WEEKDAY})",
    "(?P<x>{part}){hours}?{of|on}(?P<date>{DATE|WEEKDAY})",
    "{the}(?P<small>{early}){hours}{of|on}(?P<date>{DATE|WEEKDAY})",
)
def _on_day(found: Found) -> Meaning | None:
    date = found.meaning("date")
    if isinstance(date, Clock) and date.at in ("MO", "AF", "EV", "NI"):
        date = date.date or date
    if date.kind != "DATE" or is_coarse(date):
        return None
    groups = found.match.re.groupindex
    if "small" in groups:
        return Clock("MO" if found.low("small") == "early" else "NI", date)
    if "x" in groups and found.node("x").meaning is None:
        return Clock(PARTS[found.low("x")], date)
    clock = found.meaning("x" if "x" in groups else "t")
    return Clock(clock.at, date) if isinstance(clock, Clock) and clock.date is None else None


def is_coarse(date: Meaning) -> bool:
    """Whether a date is longer than a day, so that no clock time belongs to it."""
    if isinstance(date, Period | Fixed | InYear | Within):
        return not (isinstance(date, Within) and date.unit.isdecimal())
    if isinstance(date, Shift):
        return date.unit != "D"
    return isinstance(date, Day) and not date.day
