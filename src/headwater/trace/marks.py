"""What of a claim brings it together with others, as numbers: its words, the words of its document's names, whom it counts.

Every mark is a hash of 31 bits, so that two fit in one key. Two words with one hash bring claims together that have nothing to do with
each other, which costs a comparison and no more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from headwater.model_trace import Claim
from headwater.trace.cuts import by_itself
from headwater.trace.naming import name_words
from headwater.trace.wording import wording

LONG = 6
"""Stems from which claims in the same words are copies wherever they stand; shorter ones say the same of many events."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one claim. ``stems`` are sorted and distinct; a short claim's whole wording counts among them.

    ``copy`` is the same for long claims in the same words, 0 for short ones. ``names`` are those of the whole document. ``day`` is the
    ordinal of the document's date, 0 where it is not known; ``itself`` tells whether the claim says of whom or of what it is.
    """

    document: str
    stems: tuple[int, ...]
    copy: int
    tolls: tuple[int, ...]
    names: tuple[int, ...]
    day: int = 0
    itself: bool = False


def text_key(claim: Claim) -> str:
    """Claims with this key in common say the same in the same words, hedges and small words included."""
    return " ".join(t.stem for t in wording(claim.text).tokens)


def copy_key(claim: Claim) -> str:
    """The same for claims in the same words that also count, deny, date and hedge alike."""
    amounts = [(a.low, a.high, a.unit) for a in claim.amounts]
    actor = claim.actor if claim.direct else None
    return repr((text_key(claim), claim.polarity, amounts, claim.days, claim.certainty.label, actor))


def marks_of(claims: Sequence[Claim]) -> tuple[Marks, ...]:
    """The marks of all claims of one document, in their order."""
    spelt = {name for claim in claims for name in (*claim.names, *claim.setting)}
    names = tuple(sorted({mark("name", word) for name in spelt for word in name_words(name)}))
    return tuple(_marks(claim, names) for claim in claims)


def _marks(claim: Claim, names: tuple[int, ...]) -> Marks:
    stems = {mark("stem", stem) for stem in wording(claim.text).stems}
    whole = int.from_bytes(_digest("words", copy_key(claim)), "little") & MASK
    long = len(stems) >= LONG
    units = sorted({a.unit for a in claim.amounts if a.unit in ("killed", "injured")})
    tolls = {mark(str(unit), name.lower()) for unit in units for name in claim.setting}
    kept = stems if long else stems | {whole}
    copy = max(1, whole) if long else 0
    day, itself = day_of(claim.dated), by_itself(claim.text)
    return Marks(claim.document, tuple(sorted(kept)), copy, tuple(sorted(tolls)), names, day, itself)


def day_of(dated: str | None) -> int:
    """The ordinal of a date (the first ten characters of a time), 0 where there is none."""
    try:
        return date.fromisoformat((dated or "")[:10]).toordinal()
    except ValueError:
        return 0


MASK = (1 << 31) - 1


@lru_cache(maxsize=1 << 17)
def mark(kind: str, word: str) -> int:
    """Thirty-one bits for one word; words of different kinds have nothing to do with each other."""
    return int.from_bytes(_digest(kind, word), "little") & MASK


def _digest(kind: str, word: str) -> bytes:
    return hashlib.blake2b(f"{kind} {word}".encode("utf-8", "surrogatepass"), digest_size=4).digest()


def packed_marks(marks: Sequence[Marks]) -> bytes:
    """The marks of one document's claims as bytes, for the case."""
    numbers: list[int] = []
    numbers += [len(marks), marks[0].day if marks else 0, *_counted(marks[0].names if marks else ())]
    for one in marks:
        numbers += [one.copy, int(one.itself), *_counted(one.stems), *_counted(one.tolls)]
    return np.array(numbers, dtype="<u4").tobytes()


def _counted(numbers: Sequence[int]) -> list[int]:
    return [len(numbers), *numbers]


def unpacked_marks(document: str, data: bytes) -> tuple[Marks, ...]:
    """The marks that ``packed_marks`` packed. Raises ValueError or IndexError for other bytes."""
    numbers = np.frombuffer(data, dtype="<u4").tolist()
    day, at = numbers[1], 2

    def taken() -> tuple[int, ...]:
        nonlocal at
        count = numbers[at]
        at += count + 1
        return tuple(numbers[at - count : at])

    names = taken()
    found = []
    for _ in range(numbers[0]):
        copy, itself = numbers[at], bool(numbers[at + 1])
        at += 2
        stems = taken()
        found.append(Marks(document, stems, copy, taken(), names, day, itself))
    return tuple(found)
