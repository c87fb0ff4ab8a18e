"""Which pronoun the text itself gives to whom: from plain cases, one person named and one pronoun near."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from headwater.read.frame import Frame
from headwater.read.voices.closed import FEMALE, MALE, SINGULAR_PERSON
from headwater.read.voices.figures import Figure
from headwater.read.voices.gazetteer import gazetteer, singular
from headwater.read.voices.pronoun_context import KIN
from headwater.read.voices.pronoun_features import OWNER, pronoun_role
from headwater.read.voices.pronoun_fit import known_gender

_REACH = 60
"""Words before a pronoun in which the one person it may name is looked for."""
_BEHIND_OWNER = 9
"""Words behind a possessive within which whoever it owns is named."""


def learn_genders(frame: Frame, names: Sequence[tuple[int, Figure]]) -> None:
    """Set ``leaning`` of the figures in ``names``, given with their last words in order; both genders by one rule."""
    _Votes(frame, names).count()
    _contrast(frame, names)


class _Votes:
    def __init__(self, frame: Frame, names: Sequence[tuple[int, Figure]]) -> None:
        self._frame = frame
        self._names = names
        self._ends = [last for last, _ in names]

    def count(self) -> None:
        frame = self._frame
        votes: dict[int, list[float]] = {}
        figures: dict[int, Figure] = {}
        for at, word in enumerate(frame.words.text):
            lower = word.lower()
            if lower not in SINGULAR_PERSON:
                continue
            low = frame.first_of_sentence[max(0, frame.sentence_of[at] - 1)]
            near = self._named(max(low, at - _REACH), at)
            if len({f.number for f in near}) == 1:
                figure = near[0]
                figures[figure.number] = figure
                owns = 1.0 + self._owns_another(figure, at)
                votes.setdefault(figure.number, [0.0, 0.0])[lower in FEMALE] += owns
        for number, (he, she) in votes.items():
            figure = figures[number]
            if not figure.gender and max(he, she) >= 2 and max(he, she) >= 3 * min(he, she):
                figure.leaning = "f" if she > he else "m"

    def _owns_another(self, figure: Figure, at: int) -> bool:
        """Whether a possessive says whose somebody named behind it is: "neither Ada Quint nor her manager, Ivo Brack"."""
        frame = self._frame
        words = frame.words.text
        if pronoun_role(words, at) != OWNER:
            return False
        sentence = frame.sentence_of[at] + 1
        starts = frame.first_of_sentence
        after = starts[sentence] if sentence < len(starts) else len(words)
        here = self._named(starts[sentence - 1], at)
        behind = self._named(at, min(at + _BEHIND_OWNER, after))
        return bool(here) and len({f.number for f in behind} - {figure.number}) == 1 and _kin_or_trade(words, at)

    def _named(self, low: int, high: int) -> list[Figure]:
        a, b = bisect_left(self._ends, low), bisect_left(self._ends, high)
        return [figure for _, figure in self._names[a:b] if figure.kind == "person"]


def _kin_or_trade(words: Sequence[str], at: int) -> bool:
    """Whether a noun for a person stands right behind a possessive: "her former manager"."""
    people = gazetteer().person | KIN
    return any(singular(word.lower()) in people for word in words[at + 1 : at + 4])


def _contrast(frame: Frame, names: Sequence[tuple[int, Figure]]) -> None:
    """Of two people named in a paragraph that has both "he" and "she", the one is known by the other."""
    people: dict[int, dict[int, Figure]] = {}
    for last, figure in names:
        if figure.kind == "person":
            people.setdefault(frame.paragraph_of[last], {})[figure.number] = figure
    for paragraph, found in people.items():
        if len(found) != 2:
            continue
        words = {word.lower() for word in frame.cut[paragraph].words.text}
        one, two = sorted(found.values(), key=lambda f: not known_gender(f))
        known = known_gender(one)
        if known and not known_gender(two) and words & MALE and words & FEMALE:
            two.leaning = "m" if known == "f" else "f"
