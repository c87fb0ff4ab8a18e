"""Rules for what is counted from another day: "yesterday", "last week", "that year", "now".

Each builder takes a match and returns its meaning, or None when the words around it show that it is no time.
"""

from __future__ import annotations

from headwater.read.numbers.calendar_words import MONTHS, PARTS, REFERENCES, UNITS
from headwater.read.numbers.grammar import ANY_DATE, GRAMMAR, in_name, turn_of
from headwater.read.numbers.lengths import Shift
from headwater.read.numbers.meanings import Clock, Day, Fixed, Meaning, Period
from headwater.read.numbers.rules import Found

_TODAYS = {"today": 0, "tomorrow": 1, "yesterday": -1, "tmr": 1, "tmrw": 1, "tonight": 0, "tonite": 0}


@GRAMMAR.rule(0, "DATE", "(?P<d>{today})(?P<x>{part})?")
def _today(found: Found) -> Meaning | None:
    if found.pieces.capital[found.first] and (in_name(found) or _is_title(found)):
        return None
    day = Shift(_TODAYS[found.low("d")], "D")
    if found.has("x"):
        return Clock(PARTS[found.low("x")], day)
    return Clock("NI", day) if found.low("d") in ("tonight", "tonite") else day


def _is_title(found: Found) -> bool:
    """Whether a word stands alone in quotation marks, as a programme's name does: the "Today" show."""
    return found.before() in ("“", '"', "‘", "'") and found.following() in ("”", '"', "’", "'")


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
    return Clock(PARTS[found.low("x")], Shift(turn_of(turn) if turn not in ("that", "same") else 0, "D", base))


_OVER = frozenset("over for in within during throughout across".split())


@GRAMMAR.rule(
    0,
    "DATE",
    "{the}?(?P<turn>{last|next|this})(?P<f>{fiscal}?)(?P<u>{bigunit})",
)
def _turned_unit(found: Found) -> Meaning | None:
    word, unit, turn = found.low("u"), UNITS[found.low("u")], found.low("turn")
    if (
        turn == "last"
        and found.following() in ("of", "in")
        and (found.following(1)[:4].isdecimal() or found.following(1) in MONTHS)
    ):
        return None
    if word == "day":
        if turn in ("next", "previous"):
            return Shift(1 if turn == "next" else -1, "D", "focus")
        return Shift(0, "D") if turn == "this" else None
    if found.pieces.low[found.first] == "the" and turn == "next" and found.before() not in _OVER and word != "weekend":
        return Period(unit, 1, "focus")
    if found.pieces.low[found.first] == "the" and turn in ("past", "last", "next", "coming") and word != "weekend":
        return Fixed(f"P1{unit}" if unit not in "EC" else {"E": "P10Y", "C": "P100Y"}[unit], "DURATION")
    if turn == "past":
        return Fixed(f"P1{unit}" if unit not in "EC" else {"E": "P10Y", "C": "P100Y"}[unit], "DURATION")
    return Period("WE" if word == "weekend" else unit, turn_of(turn), "focus" if turn == "previous" else "anchor")


@GRAMMAR.rule(0, "DATE", "{the}(?P<u>{bigunit})")
def _the_weekend(found: Found) -> Meaning | None:
    """ "over the weekend": the one just gone, or the one to come."""
    if found.low("u") != "weekend" or found.before() not in ("over", "during", "at", "on"):
        return None
    return Period("WE", 0)


@GRAMMAR.rule(
    0,
    "DATE",
    "{the}?(?P<turn>{following|prior|that|same|later_}{that|same}?|{that}{same}|{later_}{this})(?P<u>{bigunit})",
)
def _focused_unit(found: Found) -> Meaning | None:
    word, turn = found.low("u"), found.low("turn")
    unit = UNITS[word]
    first = turn.split()[0]
    if turn in ("later", "earlier", "that") and word in ("day", "decade", "century", "quarter") and turn != "that":
        return None
    base = "anchor" if "this" in turn else "focus"
    step = (
        1
        if first in ("following", "ensuing", "subsequent")
        else -1
        if first in ("previous", "preceding", "prior")
        else 0
    )
    if turn in ("later", "earlier"):
        return None
    if unit == "D":
        return Shift(step, "D", base)
    return Period("WE" if word == "weekend" else unit, step, base)


_ENDS = frozenset(("", ".", ",", ";", ")", "”", '"', "?"))


@GRAMMAR.rule(
    2,
    "DATE",
    f"{{the}}(?P<u>{{bigunit}})(?P<way>{{before|after}})(?P<x>{ANY_DATE}|{{HOLIDAY}})",
    "{the}(?P<u>{bigunit})(?P<way>{before|after})(?P<x>(?!.).)?",
)
def _next_to(found: Found) -> Meaning | None:
    """ "the day after Christmas"; "the year before" at the end of a clause."""
    unit, way = UNITS[found.low("u")], found.low("way")
    if way not in ("before", "after") or found.low("u") == "weekend" or unit in "EC":
        return None
    step = 1 if way == "after" else -1
    if found.has("x"):
        return Shift(step, unit, found.meaning("x"))
    if found.following() not in _ENDS:
        return None
    return Shift(step, "D", "story") if unit == "D" else Period(unit, step, "story")


@GRAMMAR.rule(0, "MONTH", "{the}?(?P<turn>{last|next|this|same|that|following|prior})(?P<m>{anymonth})")
def _turned_month(found: Found) -> Meaning | None:
    turn = found.low("turn")
    if (
        found.low("m") in ("may", "march")
        and not found.pieces.capital[found.node("m").first]
        and turn in ("this", "that")
    ):
        return None
    if turn in ("past", "same", "that", "following", "previous", "preceding", "prior"):
        return Day(MONTHS[found.low("m")])
    return Day(MONTHS[found.low("m")], turn=turn_of(turn))


@GRAMMAR.rule(0, "REF", "(?P<r>{ref})")
def _reference(found: Found) -> Meaning | None:
    if found.pieces.capital[found.first] and found.before() and found.pieces.capital[found.first - 1]:
        return None  # "Tarn News Now"
    return Fixed(REFERENCES[found.low("r")])


@GRAMMAR.rule(
    0,
    "REF",
    "(?P<r>{thesedays})(?P<d>{units})",
    "{the|at}(?P<r>{presentpast})(?P<d>{time|day_})?(?!{units|unit|num|few})",
)
def _these_days(found: Found) -> Meaning | None:
    if found.low("r") == "these":
        return Fixed("PRESENT_REF") if found.low("d") == "days" else None
    word = found.low("r")
    if found.following().isalpha() and found.following() not in (
        "and",
        "or",
        "of",
        "is",
        "was",
        "will",
        "as",
        "for",
        "but",
    ):
        return None
    return Fixed({"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}.get(word, "PRESENT_REF"))
