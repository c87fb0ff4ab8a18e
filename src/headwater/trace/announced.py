"""Which correction note, if any, tells of a change between two captures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from headwater.model import Correction, Reading

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_VALUES = {word: str(value) for value, word in enumerate(_NUMBERS)} | {"dozen": "12"}
_SMALL = frozenset(
    "the and that this with from have has had was were been are for not but his her its their they them she him who whom which "
    "said says say article story report earlier version updated update correction corrected clarification page add new".split()
)
LEAST_OF_CHANGE = 0.5
"""Part of the changed words that a note must hold, where neither its numbers nor its place tell."""


def new_notes(before: Reading, after: Reading) -> list[Correction]:
    """The notes that the later capture has and the earlier one had not."""
    old = {plain(note) for note in before.corrections}
    return [note for note in after.corrections if plain(note) not in old]


def plain(note: Correction) -> str:
    """A note's text on one line."""
    return " ".join(note.span.text.split())


def announcement(old: str, new: str, place: tuple[int, int] | None, notes: Sequence[Correction]) -> str | None:
    """The text of the note that tells of a change from the words ``old`` to the words ``new``, or None.

    A note tells of it when it points to the place (``concerns``), when it gives the number that went or came, or when it
    holds at least half of the changed words. An update without particulars announces what it names, no more.
    """
    for note in notes:
        if note.concerns and place and note.concerns.start < place[1] and place[0] < note.concerns.end:
            return plain(note)
    for note in notes:
        if _tells(terms(plain(note)), terms(old), terms(new)):
            return plain(note)
    return None


@lru_cache(maxsize=4096)
def terms(text: str) -> frozenset[str]:
    """Content words and numbers of a text in plain form: lower case, number words as figures, plural endings cut."""
    found = set()
    for match in _WORD.finditer(text.casefold()):
        word = _VALUES.get(match[0], match[0])
        if word[0].isdigit():
            found.add(word.replace(",", ""))
        elif len(word) > 2 and word not in _SMALL:
            found.add(word[:-1] if word.endswith("s") and len(word) > 4 else word)
    return frozenset(found)


def _tells(note: frozenset[str], old: frozenset[str], new: frozenset[str]) -> bool:
    gone, come = old - new, new - old
    figures = {word for word in gone | come if word[0].isdigit()}
    if figures:
        return bool(figures & note)
    for side in (gone, come):
        if len(side) >= 2 and len(side & note) >= LEAST_OF_CHANGE * len(side):
            return True
    return len(gone | come) == 1 and bool((gone | come) & note)
