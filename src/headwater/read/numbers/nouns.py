"""What a number counts: the unit or the head noun behind it."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.read.numbers.calendar_words import STREETS
from headwater.read.numbers.pieces import Pieces
from headwater.read.numbers.units import measures, plural, singular
from headwater.read.voices.finite import is_verb_form
from headwater.read.voices.gazetteer import gazetteer

STOP = frozenset(
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
_AGE_WORDS = frozenset(("aged", "age", "ages", "turned", "turns"))


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
    if before in _AGE_WORDS or (before in ("of", "to", "at", "is", "was") and pieces.low[number - 2] == "age"):
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
    j = _behind_quoted(pieces, j, ceiling)
    person = _person(pieces, j, ceiling) if value == 1 else None
    if person is not None:
        return Counted(singular(pieces.low[person]), person + 1)
    for k in range(j, min(ceiling, j + 7)):
        low = pieces.low[k]
        if low in STOP or not low[0].isalpha():
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


def _behind_quoted(pieces: Pieces, j: int, ceiling: int) -> int:
    """The piece behind a word in quotation marks that only says of what sort: "60 “yea” votes"."""
    opens = j + 3 < ceiling and pieces.low[j] in _OPENING and pieces.low[j + 2] in _CLOSING
    return j + 3 if opens and plural(pieces.low[j + 3]) else j


_OPENING = frozenset("“ ‘ \" '".split())
_CLOSING = frozenset("” ’ \" '".split())


def _person(pieces: Pieces, j: int, ceiling: int) -> int | None:
    """The noun for a person that ends a row of nouns behind "one": "one federal law enforcement source", "one union official"."""
    lists = gazetteer()
    found = None
    for k in range(j, min(ceiling, j + 5)):
        low = pieces.low[k]
        if low in STOP or not low.isalpha() or low.endswith(("ed", "ly")) or (k > j and pieces.capital[k]):
            break
        known = low in lists.person or f"{low}s" in lists.group
        if (plural(low) and low != singular(low)) or (k > j and is_verb_form(low) and not known):
            break
        found = k if known else found
    return found


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
    "other more particular certain specific simple key "
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
        if low in STOP or not low[0].isalpha():
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
