"""Whom a pronoun names: candidates, the learned weights, and what the attributions before it add."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set

from headwater.read.frame import Frame, Signals
from headwater.read.voices.addressing import addressed_at, answers, opening_clause, told_pronoun
from headwater.read.voices.closed import FEMALE, PLURAL, PREPOSITIONS, SINGULAR_PERSON, THING
from headwater.read.voices.figures import Figure
from headwater.read.voices.finite import finite_verb
from headwater.read.voices.pronoun_context import Context
from headwater.read.voices.pronoun_evidence import Question, evidence, likeliest_others
from headwater.read.voices.pronoun_features import (
    OWNER,
    SUBJECT,
    Place,
    Rival,
    pronoun_role,
    role_of,
    title_words,
    titled,
)
from headwater.read.voices.pronoun_fit import against, is_many, is_state, suits
from headwater.read.voices.pronoun_weights import NO_SCORE, join, sums_of

BACK, AHEAD = 150, 40
"""Words before and behind a pronoun in which a figure must be mentioned to be a candidate."""
MOST = 8
"""Candidates weighed for one pronoun, the most recent first."""

# What GAP, which has no speakers, can't teach; set by hand on development articles.
LAST_SPEAKER = 2.8
OTHER_SUBJECT = 0.3
"""Of the last speaker, where there has been another subject since."""
JUST_SPOKE = 1.5
"""Besides, where the last speaker is the subject of the sentence before, in the same paragraph: "Roe said …. He said"."""
YIELDS = -1.5
"""Of a last speaker without a name there: "an official said …. That hurts the minister. She told …"."""
CONTRAST = 40
"""Words within which "he" and "she" are taken for two people."""
TOLD = -2.5
"""Of a last speaker who told something to the "her" or "him" that speaks now."""
TWO_PEOPLE = -8.0
"""Of whoever was just called by the other pronoun; only where nobody else is left is it still the one."""
OUTER_VOICE = 0.8
DESCRIBED = -0.6
OTHER_GENDER = -5.0
SPOKEN_OF = -3.0
SEVERAL = 2.0


class Chooser:
    """Remembers who was mentioned where, and chooses among them."""

    def __init__(self, frame: Frame, signals: Signals | None, title: str | None = None) -> None:
        self._frame = frame
        self._title = title_words(title)
        self._signals = signals
        self._seen: list[tuple[int, Figure]] = []
        self._places: dict[int, list[Place]] = {}
        self._names: list[tuple[int, Figure]] = []
        self._name_ends: list[int] = []
        self._firsts: dict[int, int] = {}
        self._speakers: list[tuple[int, Figure]] = []
        self._called: dict[int, tuple[int, bool]] = {}
        self._scores: dict[tuple[int, int], float] = {}
        self._context = Context(frame)

    def know(self, names: Sequence[tuple[int, int, Figure]]) -> None:
        """All names of the document as (first word, last word, figure), in order."""
        self._names = [(last, figure) for _, last, figure in names]
        self._name_ends = [last for _, last, _ in names]
        self._firsts = {last: first for first, last, _ in names}

    def see(self, figure: Figure, first: int, at: int) -> None:
        """A figure is mentioned at words ``first`` to ``at``."""
        self._seen.append((at, figure))
        places = self._places.setdefault(figure.number, [])
        if not places or places[-1].last < at:
            places.append(Place(first, at, role_of(self._frame.words.text, first, at)))

    def spoke(self, figure: Figure, at: int) -> None:
        """A figure was the voice of an attribution whose source stands at a word."""
        self._speakers.append((at, figure))

    def quoted(self, at: int) -> bool:
        """Whether a word stands within quotation marks."""
        return self._context.quoted(at)

    def latest(self, at: int) -> Figure | None:
        """The figure mentioned last before a word."""
        return next((figure for place, figure in reversed(self._seen[-20:]) if place < at), None)

    def people_between(self, low: int, high: int) -> list[Figure]:
        """The single persons, named or not, mentioned from one word to another."""
        near = (f for place, f in self._seen[-60:] if low <= place < high)
        return list(dict.fromkeys(f for f in near if f.kind in ("person", "unnamed") and not f.plural))

    def last_two(self, at: int, *, described: bool) -> list[Figure]:
        """The two persons mentioned last before a word, in order of mention; only unnamed ones if ``described``."""
        found: list[Figure] = []
        for place, figure in reversed(self._seen[-40:]):
            fits = figure.kind == "unnamed" or (figure.kind == "person" and not described)
            if at - BACK <= place < at and fits and not figure.plural and figure not in found:
                found.append(figure)
                if len(found) == 2:
                    break
        return sorted(found, key=lambda f: self._places[f.number][0].last)

    def vote(self) -> None:
        """Learn from plain cases which pronoun goes with whom: one person named, one pronoun near."""
        frame = self._frame
        votes: dict[int, list[float]] = {}
        figures: dict[int, Figure] = {}
        for at, word in enumerate(frame.words.text):
            lower = word.lower()
            if lower not in SINGULAR_PERSON:
                continue
            low = frame.first_of_sentence[max(0, frame.sentence_of[at] - 1)]
            near = self._named_between(max(low, at - 60), at)
            if len({f.number for f in near}) == 1:
                figure = near[0]
                figures[figure.number] = figure
                votes.setdefault(figure.number, [0.0, 0.0])[lower in FEMALE] += 1
        for number, (he, she) in votes.items():
            figure = figures[number]
            if not figure.gender and max(he, she) >= 2 and max(he, she) >= 3 * min(he, she):
                figure.leaning = "f" if she > he else "m"

    def _named_between(self, low: int, high: int) -> list[Figure]:
        a, b = bisect_left(self._name_ends, low), bisect_left(self._name_ends, high)
        return [figure for _, figure in self._names[a:b] if figure.kind == "person"]

    def choose(
        self,
        at: int,
        word: str,
        speaker: Figure | None,
        outer: Figure | None,
        spoken_of: Set[int] = frozenset(),
    ) -> Figure | None:
        """The likeliest figure for the pronoun ``word`` at ``at``, or None.

        ``speaker`` says the words the pronoun stands in and is left out; ``outer`` is the voice of indirect speech around it;
        ``spoken_of`` are the numbers of figures named in the quoted words that the pronoun says.
        """
        pool = [f for f in self._candidates(at) if f is not speaker and suits(word, f)]
        pool = [f for f in pool if word not in THING or not self._is_mere_place(f)]
        last = self.last_speaker(at, word)
        if answers(self._frame, at):
            pool = [f for f in pool if f is not last] or pool  # nobody answers their own words
        if not pool:
            return None
        scores = self.scores(at, [self._rival(f, at) for f in pool]) if len(pool) > 1 else [0.0]
        subject = pronoun_role(self._frame.words.text, at) == SUBJECT
        told = last is not None and self._was_told(last, at, word)
        best, top = None, -1e9
        for figure, learned in zip(pool, scores, strict=True):
            score = learned
            otherwise = self._just_called_otherwise(figure, at, word)
            if figure is last and told:
                score += TOLD
            elif figure is last and subject and not otherwise:
                yields = self._another_opens(figure, pool, at)
                score += LAST_SPEAKER if not yields else OTHER_SUBJECT if figure.named else YIELDS
                score += 0.0 if yields or not self._just_spoke(figure, at) else JUST_SPOKE
            if figure is outer:
                score += OUTER_VOICE
            if word in PLURAL and (figure.plural or is_many(figure)):
                score += SEVERAL
            if not figure.named:
                score += DESCRIBED
            if figure.number in spoken_of:
                score += SPOKEN_OF
            score += OTHER_GENDER * against(word, figure) + TWO_PEOPLE * otherwise
            if score > top:
                best, top = figure, score
        if best is not None and word in SINGULAR_PERSON:
            self._called[best.number] = (at, word in FEMALE)
        return best

    def _was_told(self, last: Figure, at: int, word: str) -> bool:
        """Whether the last speaker told something to whom the pronoun ``word`` at a word names."""
        place = next((place for place, figure in reversed(self._speakers[-6:]) if place < at and figure is last), None)
        return place is not None and told_pronoun(self._frame, place, word)

    def _is_mere_place(self, figure: Figure) -> bool:
        """Whether a government is only a place that things happened at: a quay or a town has no word of its own."""
        if figure.kind != "government" or not figure.names or is_state(figure):
            return False
        words = self._frame.words.text
        places = [p for p in self._places.get(figure.number, ())[-20:] if p.last + 2 < len(words)]
        acted = any(
            words[p.first - 1].lower() not in PREPOSITIONS
            and finite_verb(words, p.last + 1, p.last + 2, behind_subject=True) is not None
            for p in places
        )
        return not acted and all(figure is not speaker for _, speaker in self._speakers[-20:])

    def _just_called_otherwise(self, figure: Figure, at: int, word: str) -> bool:
        """Whether a pronoun of the other gender has just been taken for the figure: "he" and "she" are two people."""
        place, female = self._called.get(figure.number, (-CONTRAST, False))
        return word in SINGULAR_PERSON and at - place < CONTRAST and female != (word in FEMALE)

    def _another_opens(self, last: Figure, pool: Sequence[Figure], at: int) -> bool:
        """Whether somebody else is the subject earlier in the pronoun's sentence or the one before it, and the last speaker is not in it."""
        end = self.quote_start(at)
        sentence = self._frame.sentence_of[end]
        first = sentence_first = self._frame.first_of_sentence[sentence]
        before = self._frame.first_of_sentence[sentence - 1] if sentence else first
        if self._frame.paragraph_of[before] == self._frame.paragraph_of[at]:
            first = before  # "But Doe is not giving in. In a letter he said": not the speaker before
        spoke = any(first <= place < at and figure is last for place, figure in self._speakers[-6:])
        if spoke or self._roles_in(last, first, end):
            return False
        others = [self._roles_in(f, first, end) for f in pool if f is not last and f.named]
        alone = sum(map(bool, others)) == 1 and first < sentence_first
        return alone or any(SUBJECT in roles for roles in others)

    def _just_spoke(self, figure: Figure, at: int) -> bool:
        """Whether a figure is the speaker of the sentence before the one that the pronoun at ``at`` opens, and nobody else its subject."""
        frame = self._frame
        sentence = frame.sentence_of[at]
        first = frame.first_of_sentence[sentence]
        if not sentence or at != first or frame.paragraph_of[first - 1] != frame.paragraph_of[at]:
            return False
        before = frame.first_of_sentence[sentence - 1]
        others = (f for p, f in self._seen[-12:] if before <= p < first and f is not figure and f.kind == "person")
        spoke = any(before <= place < first and last is figure for place, last in self._speakers[-4:])
        return spoke and not any(SUBJECT in self._roles_in(f, before, first) for f in others)

    def quote_start(self, at: int) -> int:
        """The word that opens the quotation right before a pronoun, or the pronoun itself: "Roe came. “…,” he said"."""
        words = self._frame.words.text
        closing = words[at - 1] if at else ""
        opening = {"”": "“", '"': '"', "’": "‘"}.get(closing)
        low = max(0, at - BACK)
        return next((i for i in range(at - 2, low, -1) if words[i] == opening), at)

    def by_place(self, at: int, word: str) -> Figure | None:
        """Whom a pronoun names by its place alone: whoever was just addressed, or the subject of "When Roe met Doe, he"."""
        if word in THING and at and self._frame.words.text[at - 1] == ";":
            last = self.last_speaker(at)
            if last is not None and suits(word, last) and self._spoke_here(at):
                return last  # "The indictment accuses Roe of theft; it also alleges that …"
        role = pronoun_role(self._frame.words.text, at)
        if role not in (SUBJECT, OWNER):
            return None
        first = addressed_at(self._frame, at)
        for figure in self._candidates(at) if first is not None else ():
            if first is None or not self._begins(figure, first) or against(word, figure):
                continue
            if word in THING and figure.kind == "person" and figure.bare():
                figure.kind = "organization"  # "The board wrote to Halden. It replied"
            if suits(word, figure):
                return figure
        clause = opening_clause(self._frame, at)
        if clause is None or role == OWNER:
            return None
        inside = [
            figure
            for figure in self._candidates(at)
            if suits(word, figure) and not against(word, figure) and self._roles_in(figure, *clause)
        ]
        subjects = [figure for figure in inside if SUBJECT in self._roles_in(figure, *clause)]
        found = subjects or [figure for figure in inside if figure.named]
        return found[0] if len(found) == 1 else None

    def _spoke_here(self, at: int) -> bool:
        """Whether the last one who spoke did so in the sentence of a word."""
        sentence_of = self._frame.sentence_of
        place = next((place for place, _ in reversed(self._speakers) if place < at), None)
        return place is not None and sentence_of[place] == sentence_of[at]

    def _begins(self, figure: Figure, first: int) -> bool:
        near = self._places.get(figure.number, ())[-6:]
        return any(p.first <= first + 2 and first <= p.last and p.last < first + 6 for p in near)

    def _roles_in(self, figure: Figure, low: int, high: int) -> list[str]:
        near = self._places.get(figure.number, ())[-6:]
        return [p.role for p in near if low <= p.first and p.last < high]

    def scores(self, at: int, rivals: Sequence[Rival]) -> list[float]:
        """Log-odds of each rival by the learned trees and the network's scores."""
        question = Question(self._context, at, rivals)
        signals = self._signals
        network = None if signals is None else [self._network(signals, at, rival) for rival in rivals]
        favour = [float(last) for last in question.latest.values()] if network is None else network
        rows = [evidence(question, i) for i in range(len(rivals))]
        return join(sums_of(rows, likeliest_others(favour)), network, "fast" if signals is None else signals.network)

    def _network(self, signals: Signals, at: int, rival: Rival) -> float:
        """The network's score for the pronoun and the last mention of a figure before it."""
        if not rival.places:
            return NO_SCORE
        before = [p for p in rival.places if p.last < at] or rival.places
        key = (at, before[-1].last)
        if key not in self._scores:
            found = signals.pronoun(*key)
            self._scores[key] = NO_SCORE if found is None else found
        return self._scores[key]

    def last_speaker(self, at: int, word: str = "") -> Figure | None:
        """The voice of the attribution before a word that ``word`` can name, if it is at most two paragraphs back; unnamed, one."""
        for place, figure in reversed(self._speakers[-6:]):
            if place < at and (word not in SINGULAR_PERSON or suits(word, figure)):
                back = self._frame.paragraph_of[at] - self._frame.paragraph_of[place]
                return figure if back <= (2 if figure.named else 1) else None
        return None

    def _candidates(self, at: int) -> list[Figure]:
        found: dict[int, Figure] = {}
        for place, figure in reversed(self._seen[-60:]):
            if at - BACK <= place < at and len(found) < MOST:
                found.setdefault(figure.number, figure)
        end = self._sentence_end(at)
        a, b = bisect_right(self._name_ends, at), bisect_right(self._name_ends, end)
        for _, figure in self._names[a : min(b, a + 4)]:
            found.setdefault(figure.number, figure)
        return list(found.values())

    def _sentence_end(self, at: int) -> int:
        sentence = self._frame.sentence_of[at] + 1
        starts = self._frame.first_of_sentence
        return min(starts[sentence] if sentence < len(starts) else len(self._frame.words), at + AHEAD)

    def _rival(self, figure: Figure, at: int) -> Rival:
        places = self._places.get(figure.number, [])
        low = bisect_left(places, at - BACK, key=lambda p: p.last)
        near = places[low:]
        a, b = bisect_right(self._name_ends, at), bisect_right(self._name_ends, self._sentence_end(at))
        words = self._frame.words.text
        ahead = [
            Place(self._firsts[last], last, role_of(words, self._firsts[last], last))
            for last, other in self._names[a : min(b, a + 4)]
            if other is figure
        ]
        return Rival([p for p in near if p.last < at] + ahead, figure.named, titled(figure.names, self._title))
