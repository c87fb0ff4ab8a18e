"""Numbers and days that keep two claims apart: amounts that do not fit, another figure or day in the same place."""

from __future__ import annotations

import re
from functools import lru_cache

from headwater.model_trace import Amount, Claim
from headwater.trace.amounts import differ, written
from headwater.trace.slots import same_slot, value_at
from headwater.trace.vocabulary import ABBREVIATIONS
from headwater.trace.wording import Token, stems_of, wording

_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())
DAY_STEMS = stems_of(_WEEKDAYS | _MONTHS | frozenset(("today", "yesterday", "tomorrow", "last", "next")))
LEAST_ODD = 0.2
"""Part of all words of two texts that only one has, where they are a copy and its original."""
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?m\b", re.IGNORECASE)


def number(a: Claim, b: Claim) -> str | None:
    """Amounts that do not fit, or one number in the place of another.

    Where two claims agree in one amount of money or one share of a whole, others may be of something else ("paid 35.7 percent and
    gave away 10"): those keep them apart only in the same place of the sentence.
    """
    left = [x for x in a.amounts if not _agrees(x, b)]
    right = [y for y in b.amounts if not _agrees(y, a)]
    agreed = (
        {x.unit for x in a.amounts if x not in left} & {y.unit for y in b.amounts if y not in right} & _OF_MANY_THINGS
    )
    for x in left:
        for y in right:
            if _comparable(x, y) and not {x.unit, y.unit} <= agreed:
                return f"{written(x)} against {written(y)}"
    return _replaced_number(a.text, b.text)


def _agrees(amount: Amount, claim: Claim) -> bool:
    """Whether a claim has an amount that fits, or its words have the number and nothing shows what it counts there."""
    if any(_comparable(amount, other) and not differ(amount, other) for other in claim.amounts):
        return True
    plain = amount.low == amount.high and amount.low in values_in(claim.text)
    return plain and not any(other.unit and other.low == amount.low for other in claim.amounts)


def _replaced_number(a: str, b: str) -> str | None:
    one, two = wording(a).tokens, wording(b).tokens
    for x, y in same_slot(a, b):
        here = {v for i in x if (v := value_at(one, i)) is not None and not _dated(one, i)}
        there = {v for i in y if (v := value_at(two, i)) is not None and not _dated(two, i)}
        new = here - values_in(b) or there - values_in(a)
        if new and here and there and all(differ(Amount(v, v, None), Amount(w, w, None)) for v in here for w in there):
            return f"{min(here):,.12g} against {min(there):,.12g}"
    return None


@lru_cache(maxsize=50_000)
def values_in(text: str) -> frozenset[float]:
    """The numbers in a text, written as figures or as words."""
    tokens = wording(text).tokens
    return frozenset(v for i in range(len(tokens)) if (v := value_at(tokens, i)) is not None)


def _dated(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a number belongs to a date: a year, or beside a month."""
    beside = (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2])
    return _year(tokens[i]) is not None or any(_month(t) for t in beside)


_PEOPLE = frozenset(("killed", "injured", "person", "people"))
_MEASURES = frozenset(
    "percent percentage point dollar cent euro pound yen kilometre metre mile foot inch yard acre hectare year month week day hour minute second kilogram gram ton tonne barrel litre gallon degree share fraction".split()
)
_OF_MANY_THINGS = frozenset("percent dollar cent euro pound yen".split())
"""Units in which one sentence often tells of several things."""


def _comparable(x: Amount, y: Amount) -> bool:
    """Whether two amounts count one thing, as far as their units show."""
    if x.unit == y.unit:
        return True
    if x.unit is None or y.unit is None:
        return (x.unit or y.unit) not in _MEASURES
    return x.unit in _PEOPLE and y.unit in _PEOPLE and {x.unit, y.unit} != {"killed", "injured"}


def day(a: Claim, b: Claim) -> str | None:
    """Days that do not fit, of one fineness; unresolved, the names of days and months; and hours of the clock."""
    if _in_the_same_words(a.text, b.text):
        return None
    for length in (10, 7, 4):
        one, two = [x for x in a.days if len(x) == length], [y for y in b.days if len(y) == length]
        left = [x for x in one if not any(_within(x, y) for y in b.days)]
        right = [y for y in two if not any(_within(x, y) for x in a.days)]
        if left and right:
            return f"{left[0]} against {right[0]}"
    for read in (_weekdays, _calendar_days, _years, _clocks):
        if read in (_weekdays, _calendar_days) and _resolved(a) and _resolved(b):
            continue
        here, there = read(a.text), read(b.text)
        if here - there and there - here:
            return f"{min(here - there)} against {min(there - here)}"
    return None if _resolved(a) and _resolved(b) else _replaced_date(a.text, b.text)


def _in_the_same_words(a: str, b: str) -> bool:
    """Whether two texts are nearly word for word the same and give no day in figures: "on Sunday" of a copy put out later is that Sunday."""
    one, two = wording(a).stems, wording(b).stems
    odd = one ^ two
    return len(odd) <= LEAST_ODD * len(one | two) and not any(_dates(stem) for stem in odd)


def _dates(stem: str) -> bool:
    return any(c.isdigit() for c in stem) or stem in DAY_STEMS


def _resolved(claim: Claim) -> bool:
    return any(len(day) == len("2031-05-02") for day in claim.days)


def _replaced_date(a: str, b: str) -> str | None:
    """One day, month or year in the place of another, though either may stand elsewhere in the sentence."""
    one, two = wording(a).tokens, wording(b).tokens
    for x, y in same_slot(a, b):
        for kind in (_weekday, _month, _year):
            here, there = {k for i in x if (k := kind(one[i]))}, {k for i in y if (k := kind(two[i]))}
            new = here - {kind(t) for t in two} or there - {kind(t) for t in one}
            if here and there and new and not here & there:
                return f"{min(here)} against {min(there)}"
    return None


def _weekday(token: Token) -> str | None:
    name = ABBREVIATIONS.get(token.text.lower(), token.text.lower())
    return name.title() if token.capital and name in _WEEKDAYS else None


def _month(token: Token) -> str | None:
    name = ABBREVIATIONS.get(token.text.lower(), token.text.lower())
    return name.title() if token.capital and name in _MONTHS else None


def _year(token: Token) -> str | None:
    return token.text if re.fullmatch(r"1[5-9]\d\d|20\d\d", token.text) else None


def _within(x: str, y: str) -> bool:
    return x.startswith(y) or y.startswith(x)


@lru_cache(maxsize=50_000)
def _weekdays(text: str) -> frozenset[str]:
    return frozenset(name for t in wording(text).tokens if (name := _weekday(t)))


@lru_cache(maxsize=50_000)
def _calendar_days(text: str) -> frozenset[str]:
    """Months, with the day of the month where one stands beside."""
    tokens = wording(text).tokens
    found = set()
    for i, token in enumerate(tokens):
        month = _month(token)
        if month:
            beside = [t.text.rstrip("stndrh") for t in (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2])]
            days = [d for d in reversed(beside) if d.isdecimal() and len(d) <= 2 and 1 <= int(d) <= 31]
            found.add(f"{days[0]} {month}" if days else month)
    return frozenset(found)


@lru_cache(maxsize=50_000)
def _years(text: str) -> frozenset[str]:
    return frozenset(year for t in wording(text).tokens if (year := _year(t)))


@lru_cache(maxsize=50_000)
def _clocks(text: str) -> frozenset[str]:
    return frozenset(f"{int(h)}:{m or '00'} {p.lower()}m" for h, m, p in _CLOCK.findall(text))
