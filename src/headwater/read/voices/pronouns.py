"""Whom a pronoun names."""

from __future__ import annotations

from headwater.read.frame import Frame, Signals
from headwater.read.voices.closed import FEMALE, MALE, PLURAL, THING
from headwater.read.voices.figures import Figure, Register


class Chooser:
    """Remembers who was mentioned, and chooses among them."""

    def __init__(self, frame: Frame, signals: Signals | None) -> None:
        self._frame = frame
        self._signals = signals
        self._seen: list[tuple[int, int, Figure]] = []

    def see(self, figure: Figure, first: int, at: int) -> None:
        """A figure is mentioned at words ``first`` to ``at``."""
        self._seen.append((at, first, figure))

    def latest(self, at: int) -> Figure | None:
        """The figure mentioned last before a word."""
        for place, _, figure in reversed(self._seen[-20:]):
            if place < at:
                return figure
        return None

    def choose(self, at: int, word: str, speaker: Figure | None, register: Register) -> Figure | None:
        """The likeliest figure for the pronoun at ``at``, or None."""
        best: Figure | None = None
        top = -1e9
        sentence = self._frame.sentence_of[at]
        for place, first, figure in self._seen[-60:]:
            if place >= at or not _suits(word, figure) or figure is speaker:
                continue
            gap = sentence - self._frame.sentence_of[place]
            score = -1.0 * gap - 0.01 * (at - place) + 0.5 * min(len(figure.places), 4) ** 0.5
            start = self._frame.first_of_sentence[self._frame.sentence_of[place]]
            if first - start < 4:
                score += 0.7
            if score > top:
                best, top = figure, score
        return best


def _suits(word: str, figure: Figure) -> bool:
    if word in MALE or word in FEMALE:
        gender = "m" if word in MALE else "f"
        return figure.kind in ("person", "unnamed") and not figure.plural and figure.gender in ("", gender)
    if word in THING:
        return figure.kind in ("organization", "government", "publication", "document") and not figure.plural
    if word in PLURAL:
        return figure.plural or figure.kind in ("group", "organization", "government", "publication")
    return True
