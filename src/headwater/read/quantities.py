"""How many: quantities with their bounds, unit and modifier.

A value said exactly has ``low == high == value``; "at least 143" has no ``high``; "as many as 2,500" no ``low``; a
range ("20 to 30") has no ``value``. Vague words get a range and no value: dozens 24 to 99, scores 40 to 199, hundreds 200
to 999, thousands 2,000 to 9,999, tens of thousands 20,000 to 99,999, several 3 to 9, a few and a handful 3 to 6.
Dates, clock times, scores, house and telephone numbers, and numbers that name a thing (a model, a flight, a
road) are no quantities, nor are ordinals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headwater.model import Quantity, Span
from headwater.read.frame import Frame
from headwater.read.numbers.amounts import WORDS, Amount, amount_at
from headwater.read.numbers.labelled import named_before
from headwater.read.numbers.lexing import cut
from headwater.read.numbers.modifiers import Bound, bound_after, bound_before, limits
from headwater.read.numbers.nouns import Counted, counted
from headwater.read.numbers.pieces import Pieces
from headwater.read.numbers.units import CURRENCY_PREFIXES, CURRENCY_SIGNS, measures
from headwater.read.times import Expression, find


def quantities(
    frame: Frame, pieces: Pieces | None = None, found: Sequence[Expression] | None = None
) -> tuple[Quantity, ...]:
    """The quantities of a document in order. ``pieces`` and ``found`` (time expressions) spare finding them again."""
    pieces = pieces if pieces is not None else cut(frame)
    found = found if found is not None else find(pieces)
    calendar = _calendar(found)
    results: list[Quantity] = []
    last_unit: str | None = None
    i, count = 0, len(pieces)
    while i < count:
        number = pieces.number[i]
        if (number is None or number.kind == "ordinal") and pieces.low[i] not in WORDS:
            i += 1
            continue
        if i in calendar:
            i = calendar[i]
            continue
        amount = amount_at(pieces, i)
        if amount is None:
            i += 1
            continue
        quantity, after = _quantity(pieces, amount, last_unit)
        if quantity is not None:
            results.append(quantity)
            last_unit = quantity.unit if _is_carried(quantity.unit) else last_unit
        i = max(after, i + 1)
    return tuple(results)


_OFTEN = frozenset({"time", "count", "way", "thing", "reason", "point", "occasion", "instance", "question", "issue"})


def _is_carried(unit: str | None) -> bool:
    """Whether a bare number further on may count the same: people and things, no measures, and not how often."""
    return unit is not None and unit not in measures().values() and unit not in _OFTEN


def _calendar(found: Sequence[Expression]) -> dict[int, int]:
    """From each piece inside a date, a clock time or a set to the piece after it; durations count as quantities."""
    inside: dict[int, int] = {}
    for expression in found:
        if expression.meaning.kind in ("DURATION", "SET") and (
            expression.meaning.kind == "DURATION" or not _clocked(expression)
        ):
            continue
        away = getattr(expression.meaning, "length", None)
        if away is None:
            inside.update(dict.fromkeys(range(expression.first, expression.after), expression.after))
    return inside


def _clocked(expression: Expression) -> bool:
    """Whether a set names clock times, whose numbers count nothing: "every day at 3 p.m."."""
    value = getattr(expression.meaning, "value", None) or ""
    return not value.startswith("P")


def _quantity(pieces: Pieces, amount: Amount, last_unit: str | None) -> tuple[Quantity | None, int]:
    first, after = amount.first, amount.after
    sentence = pieces.sentence[first]
    floor, ceiling = first, after
    while floor > 0 and pieces.sentence[floor - 1] == sentence and first - floor < 6:
        floor -= 1
    while ceiling < len(pieces) and pieces.sentence[ceiling] == sentence and ceiling - after < 10:
        ceiling += 1
    currency = _currency(pieces, first, floor)
    if currency:
        first = currency[0]
    if amount.votes:
        noun: Counted | None = Counted("vote", after + 1)
    elif currency:
        noun = Counted(currency[1], after)
    else:
        bounded = bound_after(pieces.low, amount.after, ceiling)  # "5,000 or more trees"
        begin = bounded[0] if bounded and pieces.low[amount.after] in ("or", "and", "plus", "+") else amount.after
        aged = bounded is not None and pieces.low[bounded[0] - 1] in (
            "older",
            "younger",
        )  # "those who are 58 and older"
        noun = (
            Counted("year", begin)
            if aged
            else counted(pieces, begin, ceiling, amount.value, amount.fraction, last_unit)
        )
    if noun is None:
        return None, after
    if pieces.low[amount.first] == "twice":
        noun = Counted("time", after)
    noun, amount = _with_inches(pieces, noun, amount)
    modifier, bound, begin, end = _modified(pieces, first, max(after, noun.after), floor, ceiling, amount.after)
    low, high = amount.low, amount.high
    if amount.plain and amount.value is not None and bound:
        low, high = limits(bound, amount.value)
    elif bound == "least":
        high = None
    borrowed = noun.after == after  # a unit that no word behind the number gives
    if named_before(pieces, amount.first) and not currency and (borrowed or noun.after > after + 1):
        return None, after
    if noun.unit is None and _labels(pieces, amount, ceiling):
        return None, after
    start, stop = pieces.start[begin], pieces.end[end - 1]
    span = Span(start, stop, pieces.text[start:stop])
    return Quantity(span, amount.value, low, high, noun.unit, modifier), max(after, noun.after)


def _with_inches(pieces: Pieces, noun: Counted, amount: Amount) -> tuple[Counted, Amount]:
    """ "5 feet 2 inches" as one length in feet."""
    j = noun.after
    if noun.unit != "foot" or amount.value is None or j + 1 >= len(pieces):
        return noun, amount
    tall = pieces.number[j + 1] if pieces.low[j] == "-" and pieces.glued(j) and pieces.glued(j + 1) else None
    if tall is not None and tall.value < 12:
        value = round(amount.value + tall.value / 12, 6)  # "5-foot-11"
        return Counted("foot", j + 2), replace(amount, value=value, low=value, high=value)
    j += pieces.low[j] == "and"
    number = pieces.number[j]
    if number is None or not 0 <= number.value < 12 or pieces.low[j + 1 : j + 2] not in (["inches"], ["inch"], ["in"]):
        return noun, amount
    value = round(amount.value + number.value / 12, 6)
    return Counted("foot", j + 2), replace(amount, value=value, low=value, high=value)


def _labels(pieces: Pieces, amount: Amount, ceiling: int) -> bool:
    """Whether bare digits stand before a name, as a house number does: "811 East Quay"."""
    number = pieces.number[amount.first]
    if number is None or not number.digits or number.grouped or amount.after >= ceiling:
        return False
    return pieces.capital[amount.after] and pieces.low[amount.after].isalpha()


def _currency(pieces: Pieces, first: int, floor: int) -> tuple[int, str] | None:
    """The currency sign before the number and the piece it begins at: "$", "US$", "EUR"."""
    if first <= floor:
        return None
    i = first - 1
    sign = CURRENCY_SIGNS.get(pieces.low[i])
    if sign:
        if i > floor and pieces.low[i - 1] in CURRENCY_PREFIXES and pieces.glued(i) and sign == "dollar":
            return i - 1, CURRENCY_PREFIXES[pieces.low[i - 1]]
        return i, sign
    word = pieces.text[pieces.start[i] : pieces.end[i]]
    if len(word) == 3 and word.isupper() and pieces.low[i] in measures():
        return i, measures()[pieces.low[i]]
    return None


_MOTION = frozenset(
    "walk walked walks walking went go came come drove ran run runs pulled led up moved rode amounted back".split()
)


def _moves(pieces: Pieces, i: int) -> bool:
    """Whether "up to" or "over" at piece ``i`` belongs to a verb of motion: "walked up to two guards"."""
    return pieces.low[i] in ("up", "over", "around", "about", "under") and i > 0 and pieces.low[i - 1] in _MOTION


def _modified(
    pieces: Pieces, first: int, after: int, floor: int, ceiling: int, number_after: int
) -> tuple[str | None, Bound | None, int, int]:
    """Modifier words, their effect, and the pieces the whole quantity spans."""
    behind = bound_after(pieces.low, number_after, ceiling) or bound_after(pieces.low, after, ceiling)
    before = bound_before(pieces.low, first, floor)
    if before and behind and before[1] in ("about", "exact"):
        before = None
    if before and (_moves(pieces, before[0]) or pieces.low[first] in ("several", "both")):
        before = None
    if before:
        words = pieces.text[pieces.start[before[0]] : pieces.end[first - 1]]
        return words.lower(), before[1], before[0], after
    for at in (number_after, after):
        behind = bound_after(pieces.low, at, ceiling)
        if behind:
            words = pieces.text[pieces.start[at] : pieces.end[behind[0] - 1]]
            return words.lower().strip("-"), behind[1], first, max(after, behind[0])
    return None, None, first, after
