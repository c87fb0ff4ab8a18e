"""From text to the tagger's input: paragraphs become masked units, units become pieces, pieces fill windows.

A window holds consecutive paragraphs of one document, so that a quotation sees who is speaking in the paragraph
before it. The same code prepares training data and reads pages, which keeps the two from drifting apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from headwater.read.tagging.marks import Mark, given_marks
from headwater.read.tagging.masking import FEATURES, PSEUDONYMS, Units, mask
from headwater.read.words import Words, split_words

WINDOW = 192
"""Pieces in one window, the marks at its ends and between paragraphs included."""

Pieces = Callable[[str], Sequence[int]]
"""Word pieces of one lower-case word."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """What the encoder can read: word pieces, special pieces and the lexicon of ordinary words."""

    pieces: Pieces
    start: int
    separator: int
    lexicon: Set[str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph cut into words and masked; offsets count from the beginning of the document.

    ``marks`` are its quotation marks. A missing one is a unit too, of no words: its first word is the one behind its last.
    """

    words: Words
    units: Units
    marks: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """Encoder input: piece and feature ids of equal length, and where each unit's first piece stands.

    ``paragraph`` and ``unit`` are parallel to ``position``: they say which unit of which paragraph stands there.
    """

    pieces: list[int]
    features: list[int]
    position: list[int]
    paragraph: list[int]
    unit: list[int]


def cut_paragraph(
    text: str,
    start: int,
    end: int,
    lexicon: Set[str],
    skip: Sequence[tuple[int, int]] = (),
    read: Callable[[str, Words], Sequence[Mark]] | None = None,
) -> Paragraph:
    """Cut and mask ``text[start:end]``, leaving out words that touch a range in ``skip``.

    ``read`` finds the quotation marks, missing ones too; without it those count that are there.
    """
    words = split_words(text, start, end)
    if any(low < end and high > start for low, high in skip):
        words = _without(words, skip)
    marks = read(text, words) if read and words.text else given_marks(words)
    if not marks:
        return Paragraph(words, mask(words.text, lexicon))
    return Paragraph(words, _mask_with(words, marks, lexicon), marks)


def _mask_with(words: Words, marks: Sequence[Mark], lexicon: Set[str]) -> Units:
    """The units of a paragraph with those marks put in that are missing."""
    if all(mark.there for mark in marks):
        return mask(words.text, lexicon, {mark.word: mark.opens for mark in marks})
    seen: list[str] = []
    place: list[int] = []
    opens: dict[int, bool] = {}
    put_in: set[int] = set()
    at = 0
    for mark in marks:
        reach = mark.word + mark.there
        seen.extend(words.text[at:reach])
        place.extend(range(at, reach))
        if not mark.there:
            put_in.add(len(seen))
            seen.append("“" if mark.opens else "”")
            place.append(mark.word)
        opens[len(seen) - 1] = mark.opens
        at = reach
    seen.extend(words.text[at:])
    place.extend(range(at, len(words)))
    units = mask(seen, lexicon, opens)
    units.last[:] = [place[i] - (i in put_in) for i in units.last]
    units.first[:] = [place[i] for i in units.first]
    return units


def _without(words: Words, skip: Sequence[tuple[int, int]]) -> Words:
    kept = [i for i in range(len(words)) if not any(low < words.end[i] and high > words.start[i] for low, high in skip)]
    return Words([words.text[i] for i in kept], [words.start[i] for i in kept], [words.end[i] for i in kept])


def fill_windows(paragraphs: Sequence[Paragraph], alphabet: Alphabet, size: int = WINDOW) -> list[Window]:
    """Pack paragraphs, in order, into windows of at most ``size`` pieces.

    A paragraph that does not fit into a window of its own is continued in the next ones.
    """
    windows: list[Window] = []
    filler = _Filler(alphabet, size)
    for number, paragraph in enumerate(paragraphs):
        pieces = [None if form is None else alphabet.pieces(form) for form in paragraph.units.form]
        length = sum([1 if own is None else len(own) for own in pieces])
        if filler.used and filler.used + length + 1 > size - 1:
            windows.append(filler.close())
        if filler.fits(length):
            filler.add_whole(number, paragraph.units, pieces)
        else:
            for unit, own in enumerate(pieces):
                if filler.used + (1 if own is None else len(own)) > size - 1:
                    windows.append(filler.close())
                filler.add(number, unit, paragraph.units, own)
        filler.separate()
    if filler.used:
        windows.append(filler.close())
    return windows


class _Filler:
    def __init__(self, alphabet: Alphabet, size: int) -> None:
        self._alphabet = alphabet
        self._size = size
        self._begin()

    def _begin(self) -> None:
        self._window = Window([self._alphabet.start], [0], [], [], [])
        self._names: dict[str, int] = {}
        self.used = 0

    def fits(self, length: int) -> bool:
        """Whether ``length`` more pieces leave room for the mark behind them."""
        return len(self._window.pieces) + length < self._size

    def add_whole(self, paragraph: int, units: Units, pieces: Sequence[Sequence[int] | None]) -> None:
        """Add all units of a paragraph that fits."""
        window = self._window
        position, numbers, features = window.position, window.pieces, window.features
        for key, feature, known in zip(units.key, units.feature, pieces, strict=True):
            position.append(len(numbers))
            own = self._pseudonym(key) if known is None else known
            if len(own) == 1:
                numbers.append(own[0])
                features.append(feature)
            else:
                numbers.extend(own)
                features.extend([feature] * len(own))
        window.paragraph.extend([paragraph] * len(pieces))
        window.unit.extend(range(len(pieces)))
        self.used = len(numbers)

    def _pseudonym(self, key: str) -> Sequence[int]:
        index = self._names.setdefault(key, len(self._names))
        return self._alphabet.pieces(PSEUDONYMS[index % len(PSEUDONYMS)])[:1]

    def add(self, paragraph: int, unit: int, units: Units, pieces: Sequence[int] | None) -> None:
        """Add one unit with its pieces; a name has none of its own and gets a pseudonym's."""
        window = self._window
        if pieces is None:
            pieces = self._pseudonym(units.key[unit])
        window.position.append(len(window.pieces))
        window.paragraph.append(paragraph)
        window.unit.append(unit)
        feature = units.feature[unit]
        if len(pieces) == 1:
            window.pieces.append(pieces[0])
            window.features.append(feature)
        else:
            pieces = pieces[: self._size - 2]
            window.pieces.extend(pieces)
            window.features.extend([feature] * len(pieces))
        self.used = len(window.pieces)

    def separate(self) -> None:
        self._window.pieces.append(self._alphabet.separator)
        self._window.features.append(0)
        self.used = len(self._window.pieces)

    def close(self) -> Window:
        window = self._window
        if window.pieces[-1] != self._alphabet.separator:
            window.pieces.append(self._alphabet.separator)
            window.features.append(0)
        self._begin()
        return window


__all__ = ["FEATURES", "WINDOW", "Alphabet", "Paragraph", "Pieces", "Window", "cut_paragraph", "fill_windows"]
