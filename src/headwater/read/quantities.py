"""How many: quantities with their bounds, unit and modifier.

A value said exactly has ``low == high == value``; "at least 143" has no ``high``; "as many as 2,500" no ``low``; a
range ("20 to 30") has no ``value``. Vague words get a range and no value: dozens 24 to 99, scores 40 to 199, hundreds 200
to 999, thousands 2,000 to 9,999, tens of thousands 20,000 to 99,999, several 3 to 9, a few and a handful 3 to 6.
Dates, clock times, scores, house and telephone numbers, and numbers that name a thing (a model, a flight, a
road) are no quantities, nor are ordinals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from headwater.model import Quantity, Span
from headwater.read.frame import Frame
from headwater.read.numbers.lexing import cut
from headwater.read.numbers.modifiers import Bound, bound_after, bound_before, limits
from headwater.read.numbers.nouns import Counted, counted, is_name_or_label, named_before
from headwater.read.numbers.pieces import Pieces
from headwater.read.numbers.units import CURRENCY_PREFIXES, CURRENCY_SIGNS, measures, plural
from headwater.read.times import Expression, find

_VAGUE: dict[str, tuple[float, float]] = {
    "dozens": (24, 99),
    "scores": (40, 199),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2_000_000, 9_999_999),
    "billions": (2_000_000_000, 9_999_999_999),
    "trillions": (2e12, 9.999e12),
    "several": (3, 9),
    "handful": (3, 6),
    "few": (3, 6),
}
_TENS = {"tens": 10.0, "dozens": 12.0, "hundreds": 100.0, "scores": 20.0, "thousands": 1000.0}
_SCALE_WORDS = {"thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}
_SINGLE_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0}
_EXACT_WORDS = {"couple": 2.0, "pair": 2.0, "twice": 2.0, "trio": 3.0, "both": 2.0}
_BETWEEN = frozenset(("to", "-", "–", "—", "or", "and", "‑", "‐", "through"))


@dataclass(slots=True)
class _Amount:
    """A number, range or vague word at pieces ``[first, after)``."""

    first: int
    after: int
    value: float | None
    low: float | None
    high: float | None
    fraction: bool = False
    votes: bool = False
    plain: bool = True  # one exact number, so that a modifier applies


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
        if (number is None or number.kind == "ordinal") and pieces.low[i] not in _WORDS:
            i += 1
            continue
        if i in calendar:
            i = calendar[i]
            continue
        amount = _amount(pieces, i)
        if amount is None:
            i += 1
            continue
        quantity, after = _quantity(pieces, amount, last_unit)
        if quantity is not None:
            results.append(quantity)
            last_unit = quantity.unit if quantity.unit and quantity.unit not in measures().values() else last_unit
        i = max(after, i + 1)
    return tuple(results)


_WORDS = frozenset(_VAGUE) | frozenset(_EXACT_WORDS) | {"tens", "an", "a"}
_BEFORE_ARTICLE = frozenset("than least about nearly almost over to most under".split())


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


def _amount(pieces: Pieces, i: int) -> _Amount | None:
    low = pieces.low[i]
    number = pieces.number[i]
    if number is None:
        return _vague(pieces, i)
    ratio = _ratio(pieces, i, number.value)
    if ratio:
        return ratio
    if low == "one" and number.value == 1 and _pronoun(pieces, i):
        return None
    if is_name_or_label(pieces, i):
        return None
    if number.kind == "fraction":
        return _Amount(
            i, i + 1, round(number.value, 6), round(number.value, 6), round(number.value, 6), number.value < 1
        )
    vote = _vote(pieces, i, number.value)
    if vote:
        return vote
    found = _range(pieces, i, number.value)
    if found:
        return found
    first = i - 1 if low == "single" else i
    value = number.value
    if i and (pieces.low[i - 1] in ("minus", "negative") or _is_minus(pieces, i)):
        first, value = i - 1, -value
    return _Amount(first, i + 1, value, value, value)


def _is_minus(pieces: Pieces, i: int) -> bool:
    """Whether the hyphen before piece ``i`` is a minus sign: a space or nothing before it, none behind."""
    if pieces.low[i - 1] not in ("-", "−") or not pieces.glued(i) or pieces.glued(i - 1):
        return False
    return i == 1 or pieces.number[i - 2] is None


def _vote(pieces: Pieces, i: int, value: float) -> _Amount | None:
    """ "a 396-9 vote": the votes in favour."""
    j = i + 1
    while (
        j < len(pieces) and j < i + 5 and pieces.low[j] in ("-", "–", "to") and pieces.sentence[j] == pieces.sentence[i]
    ):
        j += 1
    if j == i + 1 or j + 1 >= len(pieces) or pieces.number[j] is None or pieces.low[j + 1] != "vote":
        return None
    return _Amount(i, j + 1, value, value, value, votes=True)


def _ratio(pieces: Pieces, i: int, value: float) -> _Amount | None:
    """ "one in five voters", "two out of three"."""
    j = i + 1
    if j + 2 < len(pieces) and pieces.low[j] == "out" and pieces.low[j + 1] == "of":
        j += 1
    elif pieces.low[j : j + 1] != ["in"] or pieces.sentence[j] != pieces.sentence[i]:
        return None
    if j + 1 >= len(pieces) or pieces.sentence[j + 1] != pieces.sentence[i]:
        return None
    whole = pieces.number[j + 1]
    if (
        whole is None
        or whole.kind != "cardinal"
        or not value < whole.value <= 1_000_000
        or value > 10
        or (whole.value > 100 and value > 1)
    ):
        return None
    following = pieces.low[j + 2] if j + 2 < len(pieces) else "."
    if following in measures() or (
        pieces.low[j] == "in" and not (plural(following) or following in (",", ".", "chance", "?", "who", "of"))
    ):
        return None
    share = round(value / whole.value, 6)
    return _Amount(i, j + 2, share, share, share, True)


_AFTER_PRONOUN = frozenset(
    "of another , . ; : ? ! ) is was has who that which 's ’s thing can could would will may might should must does "
    "did had and or "
    "in on at to for from with by as but than such way day side more day's other ” \"".split()
)


def _pronoun(pieces: Pieces, i: int) -> bool:
    """Whether "one" stands for somebody instead of counting: "no one", "one of them", "at one point"."""
    before = pieces.low[i - 1] if i and pieces.sentence[i - 1] == pieces.sentence[i] else ""
    following = pieces.low[i + 1] if i + 1 < len(pieces) and pieces.sentence[i + 1] == pieces.sentence[i] else ""
    if before in (
        "no",
        "any",
        "every",
        "each",
        "this",
        "that",
        "the",
        "which",
        "some",
        "another",
        "good",
        "bad",
        "day",
    ):
        return True
    if before == "at" and following in ("point", "stage", "time", "moment"):
        return True
    return not following or following in _AFTER_PRONOUN


def _vague(pieces: Pieces, i: int) -> _Amount | None:
    low = pieces.low[i]
    following = pieces.low[i + 1] if i + 1 < len(pieces) else ""
    third = pieces.low[i + 2] if i + 2 < len(pieces) else ""
    before = pieces.low[i - 1] if i else ""
    if low in ("a", "an"):
        if before in _BEFORE_ARTICLE and following in measures() and bound_before(pieces.low, i, max(0, i - 4)):
            return _Amount(i, i + 1, 1.0, 1.0, 1.0)
        return None
    if low in _TENS and following == "of" and third in _SCALE_WORDS:
        unit = _TENS[low] * _SCALE_WORDS[third]
        return _Amount(i, i + 3, None, 2 * unit, 10 * unit - 1 if unit < 1e15 else None, plain=False)
    if low in ("several", "few") and following in _SINGLE_SCALES:
        bottom, top = _VAGUE[low]
        scale = _SINGLE_SCALES[following]
        first = i - 1 if low == "few" and before == "a" else i
        return _Amount(first, i + 2, None, bottom * scale, top * scale, plain=False)
    if low == "twice":
        return _Amount(i, i + 1, 2.0, 2.0, 2.0) if following in ("the", "as", "that", "its", "a") else None
    if low in _EXACT_WORDS:
        if low in ("couple", "pair", "trio") and (before not in ("a", "another") or following != "of"):
            return None
        if low == "both":
            return None
        first = i - 1 if before in ("a", "another") else i
        value = _EXACT_WORDS[low]
        return _Amount(first, i + 1, value, value, value)
    if low == "few" and (before != "a" or (following == "of" and third not in ("the", "them", "those"))):
        return None
    if low == "handful" and (before not in ("a", "small") or following != "of"):
        return None
    if low in ("scores", "tens") and following != "of":
        return None
    if low in ("few", "several") and following in ("more", "times"):
        pass
    bottom, top = _VAGUE.get(low, (0, 0))
    first = i - 1 if before == "a" and low in ("few", "handful") else i
    return _Amount(first, i + 1, None, bottom, top, plain=False) if top else None


def _range(pieces: Pieces, i: int, value: float) -> _Amount | None:
    """ "20 to 30", "20-30", "between 20 and 30", "three or four"."""
    j = i + 1
    unit = ""
    if j < len(pieces) and pieces.low[j] in ("%", "percent") and j + 2 < len(pieces) and pieces.low[j + 1] in _BETWEEN:
        unit, j = pieces.low[j], j + 1
    if j + 1 >= len(pieces) or pieces.sentence[j + 1] != pieces.sentence[i] or pieces.low[j] not in _BETWEEN:
        return None
    k = j + 1
    if pieces.low[k] in CURRENCY_SIGNS and k + 1 < len(pieces):
        k += 1
    other = pieces.number[k]
    if other is None or other.kind != "cardinal":
        return None
    before = pieces.low[i - 1] if i else ""
    if before in CURRENCY_SIGNS and i > 1:
        before = pieces.low[i - 2]
    joint = pieces.low[j]
    if joint == "and" and before != "between":
        return None
    if joint == "or" and (other.value <= value or other.value > 3 * value):
        return None
    top, bottom = other.value, value
    if bottom >= top:
        return None
    if bottom < 1000 <= top and top % 1000 == 0 and not unit and bottom * _scale(top) < top:
        bottom *= _scale(top)  # "two to three million"
    first = i - 1 if pieces.low[i - 1 : i] in (["between"], ["from"]) else i
    return _Amount(first, k + 1, None, bottom, top, plain=False)


def _scale(value: float) -> float:
    for scale in (1e12, 1e9, 1e6, 1e3):
        if value >= scale:
            return scale
    return 1.0


def _quantity(pieces: Pieces, amount: _Amount, last_unit: str | None) -> tuple[Quantity | None, int]:
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
        noun = counted(pieces, begin, ceiling, amount.value, amount.fraction, last_unit)
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
    if named_before(pieces, amount.first) and not currency and (noun.unit is None or noun.after > after + 1):
        return None, after
    if noun.unit is None and _labels(pieces, amount, ceiling):
        return None, after
    start, stop = pieces.start[begin], pieces.end[end - 1]
    span = Span(start, stop, pieces.text[start:stop])
    return Quantity(span, amount.value, low, high, noun.unit, modifier), max(after, noun.after)


def _with_inches(pieces: Pieces, noun: Counted, amount: _Amount) -> tuple[Counted, _Amount]:
    """ "5 feet 2 inches" as one length in feet."""
    j = noun.after
    if noun.unit != "foot" or amount.value is None or j + 1 >= len(pieces):
        return noun, amount
    j += pieces.low[j] == "and"
    number = pieces.number[j]
    if number is None or not 0 <= number.value < 12 or pieces.low[j + 1 : j + 2] not in (["inches"], ["inch"], ["in"]):
        return noun, amount
    value = round(amount.value + number.value / 12, 6)
    return Counted("foot", j + 2), replace(amount, value=value, low=value, high=value)


def _labels(pieces: Pieces, amount: _Amount, ceiling: int) -> bool:
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
