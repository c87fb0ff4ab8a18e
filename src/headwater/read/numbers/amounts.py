"""Numbers, ranges and vague words as they are written: what stands there, before anybody asks what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.read.numbers.labelled import is_name_or_label, is_tally
from headwater.read.numbers.modifiers import bound_before
from headwater.read.numbers.pieces import Pieces
from headwater.read.numbers.units import CURRENCY_SIGNS, measures, plural

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
WORDS = frozenset(_VAGUE) | frozenset(_EXACT_WORDS) | {"tens", "an", "a"}
"""Words that may open an amount though they are no number."""
_BEFORE_ARTICLE = frozenset("than least about nearly almost over to most under".split())


@dataclass(slots=True)
class Amount:
    """A number, range or vague word at pieces ``[first, after)``."""

    first: int
    after: int
    value: float | None
    low: float | None
    high: float | None
    fraction: bool = False
    votes: bool = False
    plain: bool = True  # one exact number, so that a modifier applies


def amount_at(pieces: Pieces, i: int) -> Amount | None:
    """The number, range or vague word that opens at piece ``i``; None for a label, a score or a pronoun."""
    low = pieces.low[i]
    number = pieces.number[i]
    if number is None:
        return _vague(pieces, i)
    if is_name_or_label(pieces, i) or is_tally(pieces, i) or _is_rank(pieces, i) or _is_compound(pieces, i):
        return None
    ratio = _ratio(pieces, i, number.value)
    if ratio:
        return ratio
    if low == "one" and number.value == 1 and _pronoun(pieces, i):
        return None
    if number.kind == "fraction":
        return Amount(
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
    return Amount(first, i + 1, value, value, value)


_OWN_WORDS = frozenset(
    "liner liners time way sided off on man woman shot stop size note hit trick size upmanship".split()
)
"""What stands behind "one-" in words that count nothing: "a one-liner", "a one-way street"."""


def _is_rank(pieces: Pieces, i: int) -> bool:
    """Whether a number in letters is a place in a row: "the number one goal"."""
    number = pieces.number[i]
    return number is not None and not number.digits and i > 0 and pieces.low[i - 1] == "number"


def _is_compound(pieces: Pieces, i: int) -> bool:
    """Whether "one" or "half" only begins a word: "one-liners", "a half-crazy uncle"."""
    if pieces.low[i] not in ("one", "half") or pieces.low[i + 1 : i + 2] != ["-"] or not pieces.glued(i + 1):
        return False
    word = pieces.low[i + 2 : i + 3]
    if not word or not word[0].isalpha() or not pieces.glued(i + 2):
        return False
    if pieces.low[i] == "one":
        return word[0] in _OWN_WORDS
    return pieces.number[i + 2] is None and word[0] not in measures()


def _is_minus(pieces: Pieces, i: int) -> bool:
    """Whether the hyphen before piece ``i`` is a minus sign: a space or nothing before it, none behind."""
    if pieces.low[i - 1] not in ("-", "−") or not pieces.glued(i) or pieces.glued(i - 1):
        return False
    return i == 1 or pieces.number[i - 2] is None


def _vote(pieces: Pieces, i: int, value: float) -> Amount | None:
    """ "a 396-9 vote": the votes in favour."""
    j = i + 1
    while (
        j < len(pieces) and j < i + 5 and pieces.low[j] in ("-", "–", "to") and pieces.sentence[j] == pieces.sentence[i]
    ):
        j += 1
    if j == i + 1 or j + 1 >= len(pieces) or pieces.number[j] is None or pieces.low[j + 1] != "vote":
        return None
    return Amount(i, j + 1, value, value, value, votes=True)


def _ratio(pieces: Pieces, i: int, value: float) -> Amount | None:
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
        or not 0 < value < whole.value <= 1_000_000
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
    return Amount(i, j + 2, share, share, share, True)


_AFTER_PRONOUN = frozenset(
    "of another , . ; : ? ! ) is was has who that which 's ’s thing can could would will may might should must does "
    "did had and or "
    "in on at to for from with by as but than such way day side more day's other ” \"".split()
)


_LEADS_ON = frozenset("to by in on at from with for as after".split())
"""Behind a participle: "one addressed to the reeve" is one of those named before."""


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
    told_of = following.endswith("ed") and pieces.low[i + 2 : i + 3] and pieces.low[i + 2] in _LEADS_ON
    return bool(not following or following in _AFTER_PRONOUN or told_of)


def _vague(pieces: Pieces, i: int) -> Amount | None:
    low = pieces.low[i]
    following = pieces.low[i + 1] if i + 1 < len(pieces) else ""
    third = pieces.low[i + 2] if i + 2 < len(pieces) else ""
    before = pieces.low[i - 1] if i else ""
    if low in ("a", "an"):
        if before in _BEFORE_ARTICLE and following in measures() and bound_before(pieces.low, i, max(0, i - 4)):
            return Amount(i, i + 1, 1.0, 1.0, 1.0)
        return None
    if low in _TENS and following == "of" and third in _SCALE_WORDS:
        unit = _TENS[low] * _SCALE_WORDS[third]
        return Amount(i, i + 3, None, 2 * unit, 10 * unit - 1 if unit < 1e15 else None, plain=False)
    if low in ("several", "few") and following in _SINGLE_SCALES:
        bottom, top = _VAGUE[low]
        scale = _SINGLE_SCALES[following]
        first = i - 1 if low == "few" and before == "a" else i
        return Amount(first, i + 2, None, bottom * scale, top * scale, plain=False)
    if low == "twice":
        return Amount(i, i + 1, 2.0, 2.0, 2.0) if following in ("the", "as", "that", "its", "a") else None
    if low in _EXACT_WORDS:
        if low in ("couple", "pair", "trio") and (before not in ("a", "another") or following != "of"):
            return None
        if low == "both":
            return None
        first = i - 1 if before in ("a", "another") else i
        value = _EXACT_WORDS[low]
        return Amount(first, i + 1, value, value, value)
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
    return Amount(first, i + 1, None, bottom, top, plain=False) if top else None


def _range(pieces: Pieces, i: int, value: float) -> Amount | None:
    """ "20 to 30", "20-30", "between 20 and 30", "three or four"."""
    j = i + 1
    unit = ""
    if j < len(pieces) and pieces.low[j] in ("%", "percent") and j + 2 < len(pieces) and pieces.low[j + 1] in _BETWEEN:
        unit, j = pieces.low[j], j + 1
    if pieces.low[j : j + 2] == ["-", "to"] and pieces.glued(j):
        j += 1  # "three- to four-day"
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
    return Amount(first, k + 1, None, bottom, top, plain=False)


def _scale(value: float) -> float:
    for scale in (1e12, 1e9, 1e6, 1e3):
        if value >= scale:
            return scale
    return 1.0
