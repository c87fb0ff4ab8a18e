"""What a number counts: the unit or the head noun behind it, and numbers that count nothing because they name."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.read.numbers.calendar_words import STREETS
from headwater.read.numbers.pieces import Pieces
from headwater.read.numbers.telephone import is_telephone
from headwater.read.numbers.units import CURRENCY_SIGNS, measures, plural, singular

_STOP = frozenset(
    "a an the this these those and or but nor of in on at to for from with by as than that which who whom whose when "
    "where while "
    "if because since until after before during into onto over under about against between among through via per is "
    "are was were be "
    "been being am has have had do does did will would can could may might must shall should said says say told he "
    "she it they we "
    "you i him her them us his its their our my your not n't no so then there here also however yet still too very "
    "just only even "
    "died dead killed injured wounded hurt arrested shot , . ; : ? ! ( ) [ ] “ ” \" ' ’ ‘ — – ... / ago later earlier "
    "'s ’s out up "
    "down off soon again now yet near inside outside around across along back away each".split()
)
_CASUALTIES = frozenset(
    "dead killed injured wounded "
    "hurt arrested shot died missing hospitalized hospitalised displaced detained deceased".split()
)
_KILLING = frozenset(
    "killing killed injuring injured wounding wounded kills injures wounds leaving hurting kill injure hurt".split()
)
_ELLIPTIC = frozenset("were was are have had remain remained died survived of others".split())
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
_AGE_WORDS = frozenset(("aged", "age", "ages"))


@dataclass(frozen=True, slots=True)
class Counted:
    """The unit in the singular (None when the text leaves it out) and the piece after its words."""

    unit: str | None
    after: int


def counted(
    pieces: Pieces, i: int, ceiling: int, value: float | None, fraction: bool, last_unit: str | None
) -> Counted | None:
    """What stands behind a number ending before piece ``i``; None when it is an address or another label."""
    unit = _measure(pieces, i, ceiling)
    if unit:
        return unit
    if _is_age(pieces, i, ceiling, value):
        return Counted("year", i)
    if _is_address(pieces, i, ceiling):
        return None
    if fraction:
        return Counted("fraction", i)
    noun = _noun(pieces, i, ceiling, value)
    if noun:
        return _resolve_other(noun, last_unit)
    return Counted(_elliptic(pieces, i, ceiling, last_unit), i)


def _resolve_other(noun: Counted, last_unit: str | None) -> Counted:
    if noun.unit == "other":
        return Counted(last_unit or "person", noun.after)
    return noun


def _measure(pieces: Pieces, i: int, ceiling: int) -> Counted | None:
    table = measures()
    j = i
    if (
        j + 1 < ceiling
        and pieces.low[j] in ("a", "an")
        and pieces.low[j - 1] in ("half", "quarter")
        and pieces.low[j + 1] in table
    ):
        return Counted(table[pieces.low[j + 1]], j + 2)  # half a mile
    if j < ceiling and pieces.low[j] in ("-", "‑", "‐") and pieces.glued(j):
        j += 1
    for length in (3, 2, 1):
        if j + length > ceiling:
            continue
        name = table.get("_".join(pieces.low[j : j + length]))
        if name is None or (
            pieces.low[j] in ("min", "mi", "ha", "bit", "rand", "real", "won", "dong")
            and length == 1
            and not _plain(pieces, j)
        ):
            continue
        after = j + length
        while after + 1 < ceiling and pieces.low[after] in ("-", "‑") and pieces.low[after + 1] == "old":
            after += 2
        if after < ceiling and pieces.low[after] == "old" and name in ("year", "month", "week", "day"):
            after += 1
        return Counted(name, after)
    if j < ceiling and pieces.low[j] == "m" and pieces.glued(j):
        return Counted("metre", j + 1)
    if j < ceiling and pieces.low[j] in ("yo", "y.o."):
        return Counted("year", j + 1)
    return None


def _plain(pieces: Pieces, j: int) -> bool:
    return pieces.number[j - 1] is not None


def _is_age(pieces: Pieces, i: int, ceiling: int, value: float | None) -> bool:
    """ "Quint, 43," and "aged 43"."""
    number = i - 1
    if value is None or not 0 < value <= 120 or value != int(value) or number < 1:
        return False
    before = pieces.low[number - 1]
    if before in _AGE_WORDS:
        return True
    if before in ("and", ",") and number > 2 and pieces.number[number - 2] and pieces.low[number - 3] == "ages":
        return True
    closes = i >= ceiling or pieces.low[i] in (",", ".", ";", ")") or pieces.low[i] in ("of", "was", "and")
    if before != "," or number < 2 or not closes:
        return False
    named = pieces.capital[number - 2] and pieces.low[number - 2].isalpha()
    written = pieces.number[number]
    return named and written is not None and written.digits and (i >= ceiling or pieces.low[i] in (",", ".", ";"))


def _is_address(pieces: Pieces, i: int, ceiling: int) -> bool:
    """ "120 Main Street", "the 300 block of"."""
    if i < ceiling and pieces.low[i] == "block":
        return True
    for j in range(i, min(ceiling, i + 5)):
        if not pieces.capital[j]:
            return False
        if pieces.low[j] in STREETS and j > i:
            return True
    return False


def _noun(pieces: Pieces, i: int, ceiling: int, value: float | None) -> Counted | None:
    j = i
    hyphen = j < ceiling and pieces.low[j] in ("-", "‑", "‐") and pieces.glued(j)
    if hyphen:
        if j + 1 < ceiling and pieces.low[j + 1].isalpha() and pieces.glued(j + 1):
            word = pieces.low[j + 1]
            if word in ("plus", "odd", "something"):
                return None
            if word in ("to", "and"):
                return None
            return Counted(singular(word), j + 2)
        return None
    if j < ceiling and pieces.low[j] == "of":
        return _of_noun(pieces, j, ceiling)
    tail: int | None = None
    for k in range(j, min(ceiling, j + 7)):
        low = pieces.low[k]
        if low in _STOP or not low[0].isalpha():
            if low == "-" and k > j and pieces.glued(k):
                continue
            break
        if (
            low in ("police", "personnel", "aircraft", "series", "species", "troops")
            and k + 1 < ceiling
            and plural(pieces.low[k + 1])
        ):
            continue
        if (
            pieces.capital[k]
            and k + 1 < ceiling
            and pieces.low[k].isalpha()
            and (pieces.capital[k + 1] or plural(pieces.low[k + 1]))
        ):
            continue  # part of a name: "four Port Dalles officers"
        if plural(low) and not (low in _CASUALTIES and k == j):
            return Counted(_named_unit(pieces, k), k + 1)
        if k - j >= 1 and pieces.capital[k] != pieces.capital[k - 1] and value == 1 and pieces.capital[k]:
            break
        if low.endswith("ly") or low in ("more", "other"):
            continue
        tail = k
    if value == 1 and tail is not None:
        return Counted(singular(pieces.low[_head(pieces, j, tail)]), _head(pieces, j, tail) + 1)
    return None


def _head(pieces: Pieces, j: int, tail: int) -> int:
    """For a single thing without a plural to show it: the noun is the first word unless that describes the next."""
    if tail > j and (
        pieces.low[j] in _DESCRIBING or pieces.low[j].endswith(("ed", "ing", "al", "ous", "ive", "ish", "ian"))
    ):
        return min(tail, j + 1)
    if tail > j and _is_acronym(pieces, j) and not pieces.capital[j + 1]:
        return j if pieces.low[j + 1].endswith(("ed", "en", "ing")) else j + 1
    return j


def _is_acronym(pieces: Pieces, j: int) -> bool:
    """ "one NATO soldier": capitals that say of what kind the thing is."""
    word = pieces.text[pieces.start[j] : pieces.end[j]]
    return len(word) > 1 and word.isupper()


_DESCRIBING = frozenset(
    "other more "
    "single additional new old young large small big senior former black white unnamed male female police".split()
)


def _of_noun(pieces: Pieces, j: int, ceiling: int) -> Counted | None:
    """ "two of the officers", "hundreds of people": the plural behind "of"."""
    k = j + 1
    while k < ceiling and (
        pieces.number[k]
        or pieces.low[k] in ("the", "these", "those", "its", "their", "his", "her", "our", "my", "all", "your")
    ):
        k += 1
    for m in range(k, min(ceiling, k + 6)):
        low = pieces.low[m]
        owner = pieces.low[m + 1] in ("’", "'") and pieces.glued(m + 1) if m + 1 < ceiling else False
        if (low in ("'s", "’s", "'", "’") and m > k) or owner:
            continue  # "two of the country's presidents", "two of the miners' sons"
        if low in _STOP or not low[0].isalpha():
            break
        if plural(low):
            return Counted(_named_unit(pieces, m), m + 1)
    return None


def _named_unit(pieces: Pieces, k: int) -> str:
    """The singular of a noun, with its capital where it is a name ("Democrats", not the first word of a sentence)."""
    word = singular(pieces.low[k])
    inside = k > 0 and pieces.sentence[k - 1] == pieces.sentence[k]
    shouted = pieces.text[pieces.start[k] : pieces.end[k]].isupper()
    return (
        word[:1].upper() + word[1:]
        if inside and pieces.capital[k] and not shouted and not pieces.capital[k - 1]
        else word
    )


def _elliptic(pieces: Pieces, i: int, ceiling: int, last_unit: str | None) -> str | None:
    """The unit of a bare number: people where the words around are of casualties, else what was counted last."""
    following = pieces.low[i] if i < ceiling else ""
    if following == "of":
        return None
    second = pieces.low[i + 1] if i + 1 < ceiling else ""
    k = i - 2
    before = [pieces.low[m] for m in range(max(0, k - 3), k + 1) if pieces.sentence[m] == pieces.sentence[i - 1]]
    if following in _CASUALTIES or (
        following in ("were", "was", "are", "have", "had") and second in _CASUALTIES | {"been"}
    ):
        return "person"
    if any(word in _KILLING for word in before):
        return "person"
    if following in _ELLIPTIC and last_unit:
        return last_unit
    return None


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


def named_before(pieces: Pieces, i: int) -> bool:
    """Whether a capitalised word right before marks the number as part of a name: "Boeing 737", "Article 5"."""
    number = pieces.number[i]
    if i == 0 or number is None or number.grouped or pieces.sentence[i - 1] != pieces.sentence[i]:
        return False
    if not number.digits and not pieces.capital[i]:
        return False
    first = i == 1 or pieces.sentence[i - 2] != pieces.sentence[i]
    return pieces.capital[i - 1] and pieces.low[i - 1].isalpha() and not (first and pieces.low[i - 1] in _STOP)
