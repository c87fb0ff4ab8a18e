"""Quotation marks of one paragraph: which open, which close, and where one of a pair must have stood that is missing.

Pages lose marks: a converter drops one kind, an editor forgets one. A mark's shape or the spaces about it say whether it opens
or closes; where its partner is missing the grammar around often says where that stood: before ", the mayor said", behind
"she added:", at the beginning of a sentence. Where it says nothing no mark is made up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from headwater.read.words import Words

_OPENS = frozenset("“„«") | {"``"}
_FIRM = frozenset("„«»") | {"``"}
_STRAIGHT = frozenset(['"', "''"])
DOUBLE = _OPENS | frozenset("”»") | _STRAIGHT


@dataclass(frozen=True, slots=True)
class Mark:
    """A double mark at word ``word`` of its paragraph; one that is not ``there`` would have stood before that word."""

    word: int
    opens: bool
    there: bool = True


def given_marks(words: Words) -> list[Mark]:
    """The marks of a paragraph in order: by the spaces about them, where those don't say by their shape, else by turns.

    Spaces are the surer sign: keyboards and converters turn the shape round more often than they move the mark.
    """
    marks: list[Mark] = []
    is_open = False
    ends = [i for i, word in enumerate(words.text) if word == "»"]
    shut = -1
    for i, word in enumerate(words.text):
        if word not in DOUBLE or i < shut:
            continue  # marks of another kind between « and » quote within the quotation
        is_open = _is_opening(words, i, is_open)
        if word == "«" and (after := bisect_left(ends, i)) < len(ends):
            shut = ends[after]
        marks.append(Mark(i, is_open))
    return marks


def _is_opening(words: Words, i: int, is_open: bool) -> bool:
    space_before = i == 0 or words.start[i] > words.end[i - 1]
    space_behind = i + 1 == len(words) or words.start[i + 1] > words.end[i]
    if space_before != space_behind and words.text[i] not in _FIRM:
        return space_before
    return words.text[i] in _OPENS or (words.text[i] in _STRAIGHT and not is_open)


@dataclass(frozen=True, slots=True)
class Gap:
    """A mark is missing: one that closes before some word in ``(low, high]``, or one that opens in ``[low, high)``."""

    opens: bool
    low: int
    high: int


def gaps(marks: Sequence[Mark], count: int) -> list[Gap]:
    """Where a paragraph of ``count`` words has half a pair."""
    found: list[Gap] = []
    opened: Mark | None = None
    low = 0
    for mark in marks:
        if mark.opens:
            if opened is not None:
                found.append(Gap(False, opened.word + 1, mark.word))
            opened = mark
            continue
        if opened is None:
            found.append(Gap(True, low, mark.word))
        opened, low = None, mark.word + 1
    if opened is not None:
        found.append(Gap(False, opened.word + 1, count))
    return found
