"""Who has spoken so far, and what that says of the next pronoun: the last speaker goes on until somebody else opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.read.frame import Frame, Range
from headwater.read.voices.addressing import told_pronoun
from headwater.read.voices.closed import SINGULAR_PERSON, SPEECH
from headwater.read.voices.figures import Figure
from headwater.read.voices.pronoun_features import SUBJECT, Place
from headwater.read.voices.pronoun_fit import suits

BACK = 150
"""Words before a pronoun in which a figure must be mentioned to be a candidate."""
OTHER_SUBJECT = 0.3
"""Of the last speaker, where there has been another subject since."""
AWAY = -0.7
"""Besides, where the last speaker is not named in the pronoun's paragraph."""
YIELDS = -1.5
"""Of a last speaker without a name there: "an official said …. That hurts the minister. She told …"."""


class Talk:
    """The speakers of a document in order. ``seen`` and ``places`` are the chooser's own mentions and grow with them."""

    def __init__(self, frame: Frame, seen: Sequence[tuple[int, Figure]], places: Mapping[int, Sequence[Place]]) -> None:
        self._frame = frame
        self._seen = seen
        self._places = places
        self.speakers: list[tuple[int, Figure]] = []
        """The word at which each source stands, and whose it is."""
        self._told: list[Range] = []
        """The words that a speaker says, parallel to ``speakers``."""

    def spoke(self, figure: Figure, at: int, told: Range) -> None:
        """A figure was the voice of an attribution whose source stands at a word; ``told`` are the words it says."""
        self.speakers.append((at, figure))
        self._told.append(told)

    def last(self, at: int, word: str = "") -> Figure | None:
        """The voice of the attribution before a word that ``word`` can name, if it is at most two paragraphs back; unnamed, one."""
        for place, figure in reversed(self.speakers[-6:]):
            if place < at and (word not in SINGULAR_PERSON or suits(word, figure)):
                back = self._frame.paragraph_of[at] - self._frame.paragraph_of[place]
                return figure if back <= (2 if figure.named or figure.plural else 1) else None
        return None

    def another_opens(self, last: Figure, pool: Sequence[Figure], at: int) -> bool:
        """Whether somebody else is the subject earlier in the pronoun's sentence or the one before it, and the last speaker is not in it."""
        end = self.quote_start(at)
        sentence = self._frame.sentence_of[end]
        first = sentence_first = self._frame.first_of_sentence[sentence]
        before = self._frame.first_of_sentence[sentence - 1] if sentence else first
        if self._frame.paragraph_of[before] == self._frame.paragraph_of[at]:
            first = before  # "But Doe is not giving in. In a letter he said": not the speaker before
        elif end == at and before < first and self._opened_by_another(last, pool, before, first):
            return not self.roles_in(last, first, end)  # a paragraph about Doe alone. "In a letter he said"
        spoke = any(first <= place < at and figure is last for place, figure in self.speakers[-6:])
        if spoke or self.roles_in(last, first, end):
            return False
        others = [self.roles_in(f, first, end) for f in pool if f is not last and f.named]
        alone = sum(map(bool, others)) == 1 and first < sentence_first
        return alone or any(SUBJECT in roles for roles in others)

    def _opened_by_another(self, last: Figure, pool: Sequence[Figure], low: int, high: int) -> bool:
        """Whether another person is mentioned first in some words, as a subject, and the last speaker neither is nor speaks in them."""
        if any(low <= place < high and figure is last for place, figure in self.speakers[-6:]):
            return False  # "“I know the Roe family's pain,” he said": he goes on
        found = [(p, f) for f in pool for p in self._places.get(f.number, ())[-6:] if low <= p.first and p.last < high]
        first, figure = min(found, key=lambda item: item[0].first, default=(None, None))
        others = figure is not None and figure.named and all(f is not last for _, f in found)
        return others and first is not None and first.role == SUBJECT

    def just_spoke(self, figure: Figure, at: int) -> bool:
        """Whether a figure is the speaker of the sentence before the pronoun's own, and nobody else the subject of it.

        Who is the subject only of what the figure said is no other: "Roe said Doe had left. He said". The pronoun opens its
        sentence, or only says who speaks: "The goal, he said, is".
        """
        frame = self._frame
        sentence = frame.sentence_of[at]
        first = frame.first_of_sentence[sentence]
        if not sentence or frame.paragraph_of[first - 1] != frame.paragraph_of[at]:
            return False
        if at != first and not self._inserted(at):
            return False
        before = frame.first_of_sentence[sentence - 1]
        near = range(max(0, len(self.speakers) - 4), len(self.speakers))
        said = [self._told[i] for i in near if before <= self.speakers[i][0] < first and self.speakers[i][1] is figure]
        others = (f for p, f in self._seen[-12:] if before <= p < first and f is not figure and f.kind == "person")
        return bool(said) and not any(SUBJECT in self.roles_in(f, before, first, said) for f in others)

    def _inserted(self, at: int) -> bool:
        """Whether a pronoun and its verb stand between commas: "The goal, he said, is"."""
        words = self._frame.words.text
        return words[at - 1] == "," and at + 1 < len(words) and words[at + 1].lower() in SPEECH

    def spoke_here(self, at: int) -> bool:
        """Whether the last one who spoke did so in the sentence of a word."""
        sentence_of = self._frame.sentence_of
        place = next((place for place, _ in reversed(self.speakers) if place < at), None)
        return place is not None and sentence_of[place] == sentence_of[at]

    def was_told(self, last: Figure, at: int, word: str) -> bool:
        """Whether the last speaker told something to whom the pronoun ``word`` at a word names."""
        place = next((place for place, figure in reversed(self.speakers[-6:]) if place < at and figure is last), None)
        return place is not None and told_pronoun(self._frame, place, word)

    def yielding(self, last: Figure, at: int) -> float:
        """What speaks for a last speaker where somebody else is the subject since: less if not named in this paragraph."""
        here = self._frame.first_word[self._frame.paragraph_of[at]]
        elsewhere = AWAY if not self.roles_in(last, here, at) else 0.0
        return elsewhere + (OTHER_SUBJECT if last.named else YIELDS)

    def roles_in(self, figure: Figure, low: int, high: int, leaving: Sequence[Range] = ()) -> list[str]:
        """What a figure does where it is mentioned in some words, those of ``leaving`` left out."""
        near = [p for p in self._places.get(figure.number, ())[-6:] if low <= p.first and p.last < high]
        return [p.role for p in near if not any(a <= p.first < b for a, b in leaving)]

    def quote_start(self, at: int) -> int:
        """The word that opens the quotation right before a pronoun, or the pronoun itself: "Roe came. “…,” he said"."""
        words = self._frame.words.text
        closing = words[at - 1] if at else ""
        opening = {"”": "“", '"': '"', "’": "‘"}.get(closing)
        low = max(0, at - BACK)
        return next((i for i in range(at - 2, low, -1) if words[i] == opening), at)
