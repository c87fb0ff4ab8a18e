"""Rules for what recurs: "daily", "every Monday", "once a week".

Each builder takes a match and returns its meaning, or None when the words around it show that it is no time.
"""

from __future__ import annotations

from headwater.read.numbers.calendar_words import PARTS, SETS, UNITS, WEEKDAYS
from headwater.read.numbers.grammar import GRAMMAR, in_name
from headwater.read.numbers.lengths import Length
from headwater.read.numbers.meanings import Clock, Day, Fixed, Meaning, Now
from headwater.read.numbers.rules import Found


@GRAMMAR.rule(0, "SET", "(?P<s>{set})")
def _set_word(found: Found) -> Meaning | None:
    if found.pieces.capital[found.first] and in_name(found):
        return None  # the name of a paper
    return Fixed(SETS[found.low("s")], "SET")


@GRAMMAR.rule(
    2,
    "SET",
    "(?P<e>{every})(?:{same}|{whole})?(?P<x>{DUR|WEEKDAY|MONTH|SEASON|unit|units|weekdays|TOD|part})",
    "(?P<e>{every})(?P<n>{ord|other})(?P<x>{unit|WEEKDAY})",
    "(?P<e>{once}{a|every})(?P<x>{unit})",
)
def _every(found: Found) -> Meaning | None:
    node = found.node("x")
    word = found.low("x")
    if "n" in found.match.re.groupindex:
        return _every_so_many(int(found.value("n")) or 2, word)
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


def _every_so_many(count: int, word: str) -> Meaning | None:
    """ "every third day", "every other Tuesday"."""
    unit = "W" if word in WEEKDAYS else UNITS.get(word)
    if unit is None or word.startswith("weekend"):
        return None
    return Fixed(_period(Length(((float(count), unit),))), "SET")


@GRAMMAR.rule(0, "SET", "(?<={num}){a}(?P<x>{unit})")
def _a_month(found: Found) -> Meaning | None:
    """ "$1,200 a month": a rate, not a length."""
    number = found.pieces.number[found.first - 1]
    money = found.first > 1 and found.pieces.low[found.first - 2] in ("$", "€", "£", "¥")
    if (
        number is None
        or found.following() in ("ago", "later", "earlier", "before", "after")
        or found.low("x") == "second"
    ):
        return None
    if not money and (number.digits or number.value > 100 or number.kind != "cardinal"):
        return None
    return Fixed(_repeat(UNITS[found.low("x")], found.low("x")), "SET")


@GRAMMAR.rule(2, "SET", "{per}(?P<x>{unit})")
def _per(found: Found) -> Meaning | None:
    return Fixed(_repeat(UNITS[found.low("x")], found.low("x")), "SET")


@GRAMMAR.rule(
    4,
    "SET",
    "(?P<s>{SET}){at|comma}?(?P<t>{TOD})",
    "(?P<t>{TOD}){on|comma}?(?P<s>{SET})",
    "(?P<s>{parts}){at}?(?P<t>{TOD})",
)
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
    return length.resolve(Now(None, ""))


@GRAMMAR.rule(3, "SET", "(?P<w>{weekdays})(?:{and}(?P<v>{weekdays}))?(?P<x>{part|parts})?")
def _weekdays(found: Found) -> Meaning | None:
    return Fixed(f"XXXX-WXX-{WEEKDAYS[found.low('w')[:-1]]}", "SET")
