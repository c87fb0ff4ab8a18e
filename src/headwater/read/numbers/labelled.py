"""Numbers that count nothing because they name: a model, a flight, a road, a telephone number, a score."""

from __future__ import annotations

from headwater.read.numbers.nouns import STOP
from headwater.read.numbers.pieces import Pieces
from headwater.read.numbers.telephone import is_telephone
from headwater.read.numbers.units import CURRENCY_SIGNS, measures

_LABELS = frozenset(
    "boeing airbus flight apollo windows route highway interstate room channel article section resolution chapter "
    "title act formula "
    "type mark war group bowl area pier gate unit precinct district ward zone level phase grade tier class category "
    "week game season "
    "episode volume psalm page pages number no no. nos verse line proposition prop amendment rule rfc item question "
    "building exit "
    "suite "
    "apartment apt floor platform terminal runway model version iphone galaxy playstation xbox mig sukhoi tu il ps i-".split()
)


def is_name_or_label(pieces: Pieces, i: int) -> bool:
    """Whether a number in digits names something or belongs to a longer code: a model, a telephone number, a score."""
    number = pieces.number[i]
    if number is None or not number.digits:
        return False
    before = pieces.low[i - 1] if i and pieces.sentence[i - 1] == pieces.sentence[i] else ""
    following = pieces.low[i + 1] if i + 1 < len(pieces) and pieces.sentence[i + 1] == pieces.sentence[i] else ""
    if (
        before in _LABELS
        or before in ("#", "@", "/", "_", "=", "&")
        or (following in ("/", "_", "=") and pieces.glued(i + 1))
    ):
        return True
    if (
        before
        and before.isalpha()
        and pieces.glued(i)
        and before not in ("s",)
        and pieces.low[i - 1] not in CURRENCY_SIGNS
    ):
        return len(before) > 0 and before not in ("usd", "eur", "gbp", "rs", "us", "r")
    if (
        following
        and following[0].isalpha()
        and pieces.glued(i + 1)
        and f"{following}" not in measures()
        and following not in ("m", "s", "k", "x")
    ):
        return True
    if (
        number.value == 1
        and following == "-"
        and pieces.low[i + 2 : i + 3]
        and pieces.low[i + 2][0] == "8"
        and len(pieces.low[i + 2]) == 3
    ):
        return True  # 1-800-…
    if before in (
        "call",
        "called",
        "calls",
        "calling",
        "dial",
        "dialed",
        "dialled",
        "dials",
        "dialing",
    ) and number.value in (911, 999, 112, 101, 111):
        return True
    return _coded(pieces, i) or is_telephone(pieces, i)


def _coded(pieces: Pieces, i: int) -> bool:
    """Telephone numbers and scores: digits joined to digits by a hyphen, more than two groups or falling."""
    groups = 1
    values = [pieces.number[i]]
    j = i
    while (
        j + 2 < len(pieces)
        and pieces.low[j + 1] in ("-", "–", ".")
        and pieces.glued(j + 1)
        and pieces.glued(j + 2)
        and pieces.number[j + 2]
    ):
        groups, j = groups + 1, j + 2
        values.append(pieces.number[j])
        if groups > 2:
            break
    k = i
    while (
        k >= 2 and pieces.low[k - 1] in ("-", "–") and pieces.glued(k - 1) and pieces.glued(k) and pieces.number[k - 2]
    ):
        groups, k = groups + 1, k - 2
        values.insert(0, pieces.number[k])
        if groups > 2:
            break
    if groups > 2:
        return True
    if groups == 2 and "vote" in pieces.low[j + 1 : j + 3] and i != j:
        return False
    if groups == 2:
        first, last = values[0], values[1]
        return (
            first is not None
            and last is not None
            and (first.value >= last.value or (first.digits and last.digits and k < i))
        )
    return (
        pieces.low[i - 1 : i] == ["-"]
        and i > 1
        and pieces.glued(i - 1)
        and pieces.glued(i)
        and pieces.low[i - 2] == "to"
    )


def is_tally(pieces: Pieces, i: int) -> bool:
    """Whether a number in digits is one of the two of a vote or a game: "won, 134 to 63", "98 to 96"; "from 98 to 96" is none."""
    for first in (i, i - 2):
        if first < 0 or first + 2 >= len(pieces) or pieces.low[first + 1] != "to":
            continue
        one, other = pieces.number[first], pieces.number[first + 2]
        plain = one is not None and other is not None and one.digits and other.digits and one.value >= other.value
        before = pieces.low[first - 1] if first else ""
        following = pieces.low[first + 3] if first + 3 < len(pieces) else "."
        if (
            plain
            and before in (",", "by", "won", "lost", "vote", "voted", "of")
            and following in (",", ".", ";", ")", "to", "against", "in")
        ):
            return True
    return False


def named_before(pieces: Pieces, i: int) -> bool:
    """Whether a capitalised word right before marks the number as part of a name: "Boeing 737", "Article 5"."""
    number = pieces.number[i]
    if i == 0 or number is None or number.grouped or pieces.sentence[i - 1] != pieces.sentence[i]:
        return False
    if not number.digits and not pieces.capital[i]:
        return False
    first = i == 1 or pieces.sentence[i - 2] != pieces.sentence[i]
    return pieces.capital[i - 1] and pieces.low[i - 1].isalpha() and not (first and pieces.low[i - 1] in STOP)
