"""Numbers of a claim with what they count: people killed and injured told apart from everything else.

The reading has found the numbers already; here each gets a plain unit. Who was killed and who was hurt is read from the words around a
number, because in the news the figure that changes from day to day is nearly always one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from math import isinf
from typing import Literal

from headwater.model import Quantity
from headwater.model_trace import Amount
from headwater.trace.vocabulary import NUMBER_WORDS

MOST = 200
"""Numbers of one claim that are looked at; with more it is a table."""
SMALL = 1000
"""Up to this number people count, above it they round."""
CUT_OFF = 0.025
"""Part of a number that may be lost where it is cut off and not rounded."""
PEOPLE = frozenset(
    "person people man woman child boy girl victim soldier civilian officer passenger student resident worker villager migrant protester patient police body other male female teenager adult "
    "bystander employee member crew sailor miner journalist guest tourist pupil firefighter teen".split()
)
_KILLED = r"(?:killed|dead|died|die|dies|killing|kills|kill|slain|deaths?|fatalit(?:y|ies)|fatally|lost their lives|drowned|murdered)"
_HURT = r"(?:injured|wounded|hurt|injuring|wounding|injures|wounds|injuries|hospitali[sz]ed|treated for)"
_STOP = re.compile(
    r"[.;:!?]|\b(?:that|which|and|while|but|after|when|including|of whom|arrested|charged|accused|wanted|sought|,\s+including)\b",
    re.IGNORECASE,
)
_DOING = r"(?:killing|kills|kill|injuring|wounding|injures|wounds)(?!\s+spree)"
_AFTER = re.compile(
    rf"^\W*(?:(?!(?:{_KILLED}|{_HURT})\b)[\w'’-]+[ ,]+){{0,6}}?(?!{_DOING}\b)(?:(?P<k>{_KILLED})|(?P<h>{_HURT}))\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:(?P<k>killing|killed|kills|kill|claimed|claiming|death toll\b[^.;]*|toll\b[^.;]*|dead:?|deaths?:?|leaving|left)|(?P<h>injuring|injured|injures|injure|wounding|wounded|wounds|hurting|hurt))"
    r"\s*(?:(?:at least|up to|as many as|more than|some|about|around|nearly|almost|over|an estimated|another|a further|the|all|rose|risen|stands?|stood|reached|now|has|had|to|at|of|is|was|by|between|roughly|approximately|others?|including)\s*)*$",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    rf"^\s+(?:(?:more |other )?(?:people|persons?|men|women|others?|victims?|civilians?|soldiers?)\s+)?(?:(?:were|was|are|have been|had been|been|reported)\s+)?(?:(?P<k>{_KILLED})|(?P<h>{_HURT}))\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\s+of\s+(?:the|those|these|them|whom|its|his|her|their)\b", re.IGNORECASE)
"""Behind a number of some among others: "three of the wounded" were not the only ones."""
_LEAVES = re.compile(r"\b(?:leaving|left|leaves)\W*(?:[\w'’]+\W+){0,3}$", re.IGNORECASE)


def amounts_of(
    text: str, start: int, pieces: Iterable[tuple[int, int]], quantities: Iterable[Quantity]
) -> tuple[Amount, ...]:
    """The amounts that stand within ``pieces`` of a document. ``text`` is the document's words from ``start`` on to the claim's end."""
    ranges = list(pieces)
    found: dict[tuple[int, int], Amount] = {}
    kept: list[Quantity] = []
    for quantity in sorted(quantities, key=lambda q: (q.span.start, -q.span.end)):
        if len(kept) == MOST or not any(a <= quantity.span.start and quantity.span.end <= b for a, b in ranges):
            continue
        if kept and quantity.span.start < kept[-1].span.end:
            continue
        kept.append(quantity)
    previous: str | None = None
    for quantity in kept:
        unit = counted(text, quantity.span.start - start, quantity.span.end - start, quantity.unit, previous)
        previous = unit
        low, high = quantity.low, quantity.high
        if low is None and high is None:
            low = high = quantity.value
        found[(quantity.span.start, quantity.span.end)] = Amount(low, high, unit)
    for word, a, b in islice(_bare(text), MOST):
        place = (start + a, start + b)
        inside = any(x <= place[0] and place[1] <= y for x, y in ranges)
        if inside and not any(place[0] < y and x < place[1] for x, y in found):
            unit = counted(text, a, b, None, None)
            if unit in ("killed", "injured"):
                found[place] = Amount(word, word, unit)
    return tuple(found[key] for key in sorted(found))


_NAMED = re.compile(r"[a-z,]\s+[A-Z][a-z]+\s$")
"""Before a figure that belongs to a name: "in Tank 7", "outside Cloud 9"."""
_BARE = re.compile(
    r"\b(?:(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,6})|(?P<word>" + "|".join(NUMBER_WORDS) + r"))\b(?![:.]\d|-)",
    re.IGNORECASE,
)


def _bare(text: str) -> Iterable[tuple[float, int, int]]:
    for match in _BARE.finditer(text):
        if match.group("digits") and _NAMED.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        word = match.group("word")
        value = NUMBER_WORDS.get(word.lower()) if word else int(match.group("digits").replace(",", ""))
        if value is not None:  # None for a dotless "fıve", a long-s "ſix"
            yield float(value), match.start(), match.end()


def counted(text: str, start: int, end: int, unit: str | None, previous: str | None) -> str | None:
    """What the number at ``[start, end)`` counts: ``killed`` or ``injured`` for casualties, else the unit as the reading has it."""
    if (
        unit is not None
        and unit not in PEOPLE
        and not unit.startswith(("killed", "dead", "injured", "death", "fatal", "injur", "casualt", "wound"))
    ):
        return unit
    if unit is not None and unit.startswith(("killed", "dead", "death", "fatal")):
        return "killed"
    if unit is not None and unit.startswith(("injur", "wound")):
        return "injured"
    before = text[max(0, start - 60) : start]
    after = text[end : end + 80]
    if re.match(
        r"\W*(?:years?|months?|days?|weeks?|hours?|minutes?|per ?cent|%|a\.?m|p\.?m|[-‐]years?)\b", after, re.IGNORECASE
    ):
        return unit
    if _PART.match(after):
        return unit
    direct = _DIRECT.match(after)
    if direct:
        return "killed" if direct.group("k") else "injured"
    ahead = _BEFORE.search(before)
    if ahead:
        if ahead.group("h"):
            return "injured"
        if not re.match(r"(?:leaving|left)", ahead.group("k"), re.IGNORECASE):
            return "killed"
    clause = _STOP.split(after, maxsplit=1)[0] if not _LEAVES.search(before) else after
    follows = _AFTER.match(clause + " ")
    if follows:
        return "killed" if follows.group("k") else "injured"
    if previous in ("killed", "injured") and re.match(r"\W*others?\b", after):
        return previous
    return unit


def differ(a: Amount, b: Amount) -> bool:
    """Whether two amounts of one thing can't both be what was counted.

    Ranges that overlap agree; so does a round bound with a value little above it ("more than 200" for 211), and a number with
    the same one written in fewer digits. An open bound otherwise agrees only with the same bound: "at least 3" and 7 are
    different figures, though both may have been true in turn.
    """
    if _open(a) or _open(b):
        one, two = _bound(a), _bound(b)
        if one == two:
            return False
        if _open(a) and _open(b):
            return True
        bound, value = (one, two) if _open(a) else (two, one)
        return not _rounds(bound, value, up=(a if _open(a) else b).high is None)
    a, b = _as_precise_as_written(a), _as_precise_as_written(b)
    if _ranged(a) and _ranged(b):
        if _holds(a, b) or _holds(b, a):
            return False  # "dozens" says nothing against "nearly fifty"
        return abs(_bound(a) - _bound(b)) > 0.02 * _bound(b) or abs(_upper(a) - _upper(b)) > 0.02 * _upper(b)
    low, high = max(a.low or 0.0, b.low or 0.0), min(_upper(a), _upper(b))
    if low <= high * (1 + 1e-9):
        return False
    return not _rounded(_upper(a), _upper(b))


def _rounded(a: float, b: float) -> bool:
    """Whether one is the other written with fewer digits: 9 for 8.76, 1.25 million for 1,249,000, 43 million for 43,885,310."""
    if min(a, b) <= 0 or isinf(max(a, b)):
        return False
    for one, two in ((a, b), (b, a)):
        if two != int(two) and any(round(two, digits) == one for digits in (0, 1, 2)) and two >= 1:
            return True
        if min(a, b) > SMALL and _fewer_digits(one, two):
            return True
    return min(a, b) > SMALL and abs(a - b) <= 0.005 * max(a, b)


def _fewer_digits(short: float, long: float) -> bool:
    """Whether ``short``, two digits at least, is ``long`` rounded, or cut off without much loss."""
    step = _last_place(short)
    if _last_place(long) >= step or short < 10 * step:
        return False
    return abs(long - short) <= step / 2 or 0 < long - short < min(step, CUT_OFF * long)


def _last_place(value: float) -> float:
    """What the last digit of a number counts that is no nought: 1,000,000 for 43 million, 10 for 43,885,310."""
    digits, _, exponent = f"{value:.11e}".partition("e")
    return float(10.0 ** (int(exponent) - len(digits.rstrip("0").partition(".")[2])))


def _as_precise_as_written(amount: Amount) -> Amount:
    """ "About 141 million" is nearer to 141 than a tenth: as near as its last digit shows. Other ranges stay as they are."""
    found = rounded_from(amount.low, amount.high)
    if found is None:
        return amount
    word, value = found
    step = min(_last_place(round(value, 6)), 0.1 * value)
    return Amount(value - step * (word != "over"), value + step * (word != "nearly"), amount.unit)


def rounded_from(low: float | None, high: float | None) -> tuple[Literal["about", "nearly", "over"], float] | None:
    """The number that was written where a range stands for "about", "nearly" or "just over" it: a tenth to either or one side."""
    if low is None or high is None or not 0 < low < high or isinf(high):
        return None
    sides: tuple[tuple[Literal["about", "nearly", "over"], float, float, float], ...] = (
        ("about", (low + high) / 2, 0.1, 0.1),
        ("nearly", high, 0.1, 0.0),
        ("over", low, 0.0, 0.1),
    )
    for word, value, below, above in sides:
        if abs(low - (1 - below) * value) <= 1e-6 * value and abs(high - (1 + above) * value) <= 1e-6 * value:
            return word, round(value, 6)
    return None


def _open(amount: Amount) -> bool:
    return amount.low is None or amount.high is None


def _ranged(amount: Amount) -> bool:
    return amount.low is not None and amount.high is not None and amount.low < amount.high


def _holds(a: Amount, b: Amount) -> bool:
    return _bound(a) <= _bound(b) and _upper(b) <= _upper(a)


def _bound(amount: Amount) -> float:
    return amount.low if amount.low is not None else amount.high if amount.high is not None else 0.0


def _upper(amount: Amount) -> float:
    return amount.high if amount.high is not None else _bound(amount)


def _rounds(bound: float, value: float, *, up: bool) -> bool:
    if bound < 20 or bound % 10:
        return False
    return bound <= value <= 1.1 * bound if up else 0.9 * bound <= value <= bound


def written(amount: Amount) -> str:
    """An amount in words for people: ``at least 12 killed``, ``3.2 %``."""
    unit = "" if amount.unit in (None, "person") else f" {_counted_as(amount)}"
    if amount.low is not None and amount.high is not None:
        rounded = rounded_from(amount.low, amount.high)
        if rounded:
            return f"{rounded[0]} {_figure(rounded[1])}{unit}"
        middle = _figure(amount.low) if amount.low == amount.high else f"{_figure(amount.low)}–{_figure(amount.high)}"
        return middle + unit
    if amount.low is not None:
        return f"at least {_figure(amount.low)}{unit}"
    return f"at most {_figure(amount.high)}{unit}" if amount.high is not None else "some" + unit


def _counted_as(amount: Amount) -> str:
    """The unit behind its number: years, officers, but killed and percent."""
    unit = amount.unit or ""
    plain = (
        unit in ("killed", "injured", "percent", "people", "police") or not unit.isalpha() or unit.endswith(("s", "ed"))
    )
    return unit if plain or amount.low == amount.high == 1 else f"{unit}s"


def _figure(value: float) -> str:
    """A number as people write it: 43,885,310 and not 4.38853e+07."""
    return f"{value:,.12g}"
