"""Whom a pronoun names: candidates, the learned weights, and what the attributions before it add."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set

from headwater.read.frame import Frame, Signals
from headwater.read.voices.addressing import addressed_at, answers, opening_clause
from headwater.read.voices.closed import (
    FEMALE,
    MALE,
    PLURAL,
    POSSESSIVES,
    PREPOSITIONS,
    SINGULAR_PERSON,
    SPEECH,
    THING,
    word_set,
)
from headwater.read.voices.figures import Figure
from headwater.read.voices.finite import finite_verb
from headwater.read.voices.genders import learn_genders
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
from headwater.read.voices.pronoun_fit import against, is_many, is_state, known_gender, suits
from headwater.read.voices.pronoun_weights import NO_SCORE, join, sums_of
from headwater.read.voices.talk import BACK, Talk

AHEAD = 40
"""Words behind a pronoun in which a figure may be mentioned; ``BACK`` words before it."""
MOST = 8
"""Candidates weighed for one pronoun, the most recent first."""

# What GAP, which has no speakers, can't teach; set by hand on development articles.
LAST_SPEAKER = 2.8
JUST_SPOKE = 1.5
"""Besides, where the last speaker is the subject of the sentence before, in the same paragraph: "Roe said …. He said"."""
CONTRAST = 40
"""Words within which "he" and "she" are taken for two people."""
TOLD = -2.5
"""Of a last speaker who told something to the "her" or "him" that speaks now."""
TWO_PEOPLE = -8.0
"""Of whoever was just called by the other pronoun; only where nobody else is left is it still the one."""
OUTER_VOICE = 0.8
OPENS = 1.5
"""Besides, where the pronoun opens what that voice says: "Roe said he"."""
DESCRIBED = -0.6
OPENED, OPENED_PLAINLY = 1.5, 3.5
"""Of somebody described who opens the sentence before: "A neighbour came. She said"; where the noun shows the gender, too."""
_ASKS = word_set(
    "deputy officer detective investigator sergeant trooper policeman policewoman constable inspector agent reporter journalist correspondent "
    "interviewer paramedic firefighter responder prosecutor judge official examiner"
)
"""Nouns for those to whom others tell what happened: after "An officer came" whoever "said" is often another."""
OTHER_GENDER = -5.0
SAME_GENDER = 0.7
"""Of whom the text elsewhere calls so: of the others, half are hardly meant (the logarithm of two)."""
SPOKEN_OF = -3.0
SEVERAL = 2.0
SHOWN = 2.5
"""Of papers where "they" or "it" shows something."""
_SHOWS = frozenset(
    {
        "show",
        "shows",
        "showed",
        "indicate",
        "indicates",
        "indicated",
        "reveal",
        "reveals",
        "revealed",
        "detail",
        "details",
    }
)
PAPERS = -2.0
"""Of papers where "they" say or write something: people do."""


def _sort_of(word: str) -> str:
    return next((sort for sort, words in _SORTS if word in words), "")


def _gender_of(word: str) -> str:
    return "m" if word in MALE else "f"


_SORTS = (("he", MALE), ("she", FEMALE), ("it", THING), ("they", PLURAL))


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
        self.talk = Talk(frame, self._seen, self._places)
        self._called: dict[int, tuple[int, str]] = {}
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

    def within(self, low: int, high: int) -> list[Figure]:
        """Figures mentioned so far that begin in some words."""
        near = (figure for place, figure in self._seen[-60:] if low <= place)
        return [f for f in near if any(low <= p.first < high for p in self._places[f.number][-6:])]

    def last_speaker(self, at: int) -> Figure | None:
        """The voice of the attribution before a word, if it is near."""
        return self.talk.last(at)

    def quote_start(self, at: int) -> int:
        """The word that opens the quotation right before a pronoun, or the pronoun itself."""
        return self.talk.quote_start(at)

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
        """Learn from plain cases which pronoun goes with whom."""
        learn_genders(self._frame, self._names)

    def choose(
        self,
        at: int,
        word: str,
        speaker: Figure | None,
        outer: Figure | None,
        spoken_of: Set[int] = frozenset(),
        *,
        opens: bool = False,
    ) -> Figure | None:
        """The likeliest figure for the pronoun ``word`` at ``at``, or None.

        ``speaker`` says the words the pronoun stands in and is left out; ``outer`` is the voice of indirect speech around it;
        ``spoken_of`` are the numbers of figures named in the quoted words that the pronoun says; ``opens`` says that the pronoun
        is the first word of that indirect speech, as in "Roe said he".
        """
        pool = [f for f in self._candidates(at, word) if f is not speaker and suits(word, f)]
        pool = [f for f in pool if word not in THING | PLURAL or not self._is_mere_place(f)]
        if word in PLURAL:
            pool = [
                f for f in pool if f.named or f.number not in spoken_of
            ]  # "The papers, they said, show": not the papers
        last = self.talk.last(at, word)
        if answers(self._frame, at):
            pool = [f for f in pool if f is not last] or pool  # nobody answers their own words
        if not pool:
            return None
        scores = self.scores(at, [self._rival(f, at) for f in pool]) if len(pool) > 1 else [0.0]
        subject = pronoun_role(self._frame.words.text, at) == SUBJECT
        verb = self._frame.words.text[min(at + 1, len(self._frame.words) - 1)].lower()
        speaks, shows = verb in SPEECH, verb in _SHOWS and word in PLURAL | THING
        told = last is not None and self.talk.was_told(last, at, word)
        sure = word in SINGULAR_PERSON and any(known_gender(f) == _gender_of(word) for f in pool)
        best, top = None, -1e9
        for figure, learned in zip(pool, scores, strict=True):
            score = learned
            otherwise = self._just_called_otherwise(figure, at, word)
            if figure is last and told:
                score += TOLD
            elif figure is last and subject and not otherwise:
                yields = self.talk.another_opens(figure, pool, at)
                score += LAST_SPEAKER if not yields else self.talk.yielding(figure, at)
                score += 0.0 if yields or not self.talk.just_spoke(figure, at) else JUST_SPOKE
            if figure is outer:
                score += OUTER_VOICE + OPENS * opens
            if word in PLURAL and (figure.plural or is_many(figure)):
                score += PAPERS if speaks and figure.kind == "document" else SEVERAL
            if shows:
                score += SHOWN * (figure.kind == "document")
            if not figure.named:
                score += DESCRIBED
                score += self._opened(figure, at, word) if subject else 0.0
            if figure.number in spoken_of:
                score += SPOKEN_OF
            if not subject and self._acts_on(figure, at):
                score += TWO_PEOPLE  # "Roe mocked him": not Roe
            score += (TWO_PEOPLE if sure else OTHER_GENDER) * against(word, figure) + TWO_PEOPLE * otherwise
            score += SAME_GENDER * (word in SINGULAR_PERSON and known_gender(figure) == _gender_of(word))
            if score > top:
                best, top = figure, score
        if best is not None:
            self.called(best, at, word)
        return best

    def _opened(self, figure: Figure, at: int, word: str) -> float:
        """What speaks for one described person who opens the sentence before the one that a pronoun opens, in its paragraph."""
        frame = self._frame
        sentence = frame.sentence_of[at]
        if word not in SINGULAR_PERSON or figure.plural or not sentence or at != frame.first_of_sentence[sentence]:
            return 0.0
        before = frame.first_of_sentence[sentence - 1]
        one = figure.kind == "unnamed" and frame.paragraph_of[before] == frame.paragraph_of[at]
        if not one or all(p.first != before for p in self._places.get(figure.number, ())[-6:]):
            return 0.0
        if known_gender(figure) == _gender_of(word):
            return OPENED_PLAINLY
        return 0.0 if figure.heads & _ASKS else OPENED

    def called(self, figure: Figure, at: int, word: str) -> None:
        """A figure was called by a pronoun at a word."""
        self._called[figure.number] = (at, _sort_of(word))

    def _acts_on(self, figure: Figure, at: int) -> bool:
        """Whether a figure is the subject of the verb right before the pronoun at a word: "Roe has mocked him"."""
        words = self._frame.words.text
        if words[at].lower() not in ("him", "them", "her") or pronoun_role(words, at) == OWNER:
            return False
        near = [p for p in self._places.get(figure.number, ())[-3:] if p.role == SUBJECT and 1 < at - p.last < 4]
        between = words[near[-1].last + 1 : at] if near else ["."]
        return all(word.islower() and word.isalpha() and word not in PREPOSITIONS for word in between)

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
        return not acted and all(figure is not speaker for _, speaker in self.talk.speakers[-20:])

    def _just_called_otherwise(self, figure: Figure, at: int, word: str) -> bool:
        """Whether another pronoun has just been taken for the figure: "he" and "she" are two people."""
        place, sort = self._called.get(figure.number, (-CONTRAST, ""))
        if word in SINGULAR_PERSON and sort in ("he", "she"):
            return at - place < CONTRAST and sort != _sort_of(word)
        # a body may be "they" as well, but hardly within one sentence: "it said …; they said …"
        same = place >= 0 and self._frame.sentence_of[place] == self._frame.sentence_of[at]
        return same and {sort, _sort_of(word)} == {"it", "they"}

    def by_place(self, at: int, word: str) -> Figure | None:
        """Whom a pronoun names by its place alone: whoever was just addressed, or the subject of "When Roe met Doe, he"."""
        if word in THING and at and self._frame.words.text[at - 1] == ";":
            last = self.talk.last(at)
            if last is not None and suits(word, last) and self.talk.spoke_here(at):
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
                self.called(figure, at, word)
                return figure
        clause = opening_clause(self._frame, at)
        if clause is None or role == OWNER:
            return None
        inside = [
            figure
            for figure in self._candidates(at)
            if suits(word, figure) and not against(word, figure) and self.talk.roles_in(figure, *clause)
        ]
        subjects = [figure for figure in inside if SUBJECT in self.talk.roles_in(figure, *clause)]
        found = subjects or [figure for figure in inside if figure.named]
        return found[0] if len(found) == 1 else None

    def _begins(self, figure: Figure, first: int) -> bool:
        near = self._places.get(figure.number, ())[-6:]
        opens = self._frame.words.text[first].lower()
        owned = opens in POSSESSIVES or opens == "the"  # "wrote to his patient, Ada Quint"
        return any(
            p.first <= first + (4 if owned else 2) and first <= p.last < first + (8 if owned else 6) for p in near
        )

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

    def _candidates(self, at: int, word: str = "") -> list[Figure]:
        """Who is mentioned near a pronoun, the latest first; for "they" only those whom it can name, who are few."""
        found: dict[int, Figure] = {}
        word = word if word in PLURAL else ""
        for place, figure in reversed(self._seen[-60:]):
            if at - BACK <= place < at and len(found) < MOST and (not word or suits(word, figure)):
                found.setdefault(figure.number, figure)
        end = self._sentence_end(at)
        a, b = bisect_right(self._name_ends, at), bisect_right(self._name_ends, end)
        for _, figure in self._names[a : min(b, a + 4)]:
            if not word or suits(word, figure):
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
