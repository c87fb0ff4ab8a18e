"""Whom a pronoun names: candidates, the learned weights, and what the attributions before it add."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from headwater.read.frame import Frame, Signals
from headwater.read.voices.addressing import addressed_at, opening_clause
from headwater.read.voices.closed import FEMALE, MALE, PLURAL, PREPOSITIONS, SINGULAR_PERSON, THING, word_set
from headwater.read.voices.figures import Figure
from headwater.read.voices.finite import finite_verb
from headwater.read.voices.gazetteer import gazetteer
from headwater.read.voices.pronoun_features import (
    SUBJECT,
    Place,
    Rival,
    features,
    pronoun_role,
    role_of,
    title_words,
    titled,
)

BACK, AHEAD = 150, 40
"""Words before and behind a pronoun in which a figure must be mentioned to be a candidate."""
MOST = 14
"""Candidates weighed for one pronoun, the most recent first."""

NO_SCORE = -5.0
"""Stands for the network's score of a figure that it could not read together with the pronoun."""

# What GAP, which has no speakers, can't teach; set by hand on development articles.
LAST_SPEAKER = 1.8
OTHER_SUBJECT = 0.3
"""Of the last speaker, where there has been another subject since."""
CONTRAST = 40
"""Words within which "he" and "she" are taken for two people."""
OUTER_VOICE = 0.8
DESCRIBED = -0.6
OTHER_GENDER = -3.0
SEVERAL = 1.2

_MEN = word_set(
    "man boy father son brother husband uncle nephew spokesman chairman congressman businessman policeman king prince duke lord"
)
_WOMEN = word_set(
    "woman girl mother daughter sister wife aunt niece spokeswoman chairwoman congresswoman businesswoman policewoman queen "
    "princess duchess lady actress"
)


@cache
def _learned() -> dict[str, Any]:
    text = (files("headwater") / "weights" / "pronouns.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def weights() -> dict[str, float]:
    """Return the learned weights by name of feature; ``network`` is the weight of the tagger's own score."""
    found: dict[str, float] = _learned()["weights"]
    return found


def threshold() -> float:
    """Return the log-odds below which the better of two names in GAP is still nobody's."""
    return float(_learned()["threshold"])


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
        self._weights = weights()

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

    def latest(self, at: int) -> Figure | None:
        """The figure mentioned last before a word."""
        return next((figure for place, figure in reversed(self._seen[-20:]) if place < at), None)

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

    def choose(self, at: int, word: str, speaker: Figure | None, outer: Figure | None) -> Figure | None:
        """The likeliest figure for the pronoun ``word`` at ``at``, or None.

        ``speaker`` says the words the pronoun stands in and is left out; ``outer`` is the voice of indirect speech around it.
        """
        pool = [f for f in self._candidates(at) if f is not speaker and _suits(word, f)]
        pool = [f for f in pool if word not in THING or not self._is_mere_place(f)]
        if not pool:
            return None
        rivals = {f.number: self._rival(f, at) for f in pool}
        last = self.last_speaker(at, word)
        best, top = None, -1e9
        for figure in pool:
            others = [r for n, r in rivals.items() if n != figure.number]
            role = pronoun_role(self._frame.words.text, at)
            score = self.score(at, rivals[figure.number], others)
            if figure is last and role == SUBJECT:
                score += OTHER_SUBJECT if self._another_opens(figure, pool, at) else LAST_SPEAKER
            if figure is outer:
                score += OUTER_VOICE
            if figure.plural and word in PLURAL:
                score += SEVERAL
            if not figure.named:
                score += DESCRIBED
            if _against(word, figure) or self._just_called_otherwise(figure, at, word):
                score += OTHER_GENDER
            if score > top:
                best, top = figure, score
        if best is not None and word in SINGULAR_PERSON:
            self._called[best.number] = (at, word in FEMALE)
        return best

    def _is_mere_place(self, figure: Figure) -> bool:
        """Whether a government is only a place that things happened at: a quay or a town has no word of its own."""
        if figure.kind != "government" or not figure.names or _is_state(figure):
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
        sentence = self._frame.sentence_of[at]
        first = self._frame.first_of_sentence[sentence]
        before = self._frame.first_of_sentence[sentence - 1] if sentence else first
        if self._frame.paragraph_of[before] == self._frame.paragraph_of[at]:
            first = before  # "But Doe is not giving in. In a letter he said": not the speaker before
        if self._roles_in(last, first, at):
            return False
        return any(SUBJECT in self._roles_in(f, first, at) for f in pool if f is not last and f.named)

    def by_place(self, at: int, word: str) -> Figure | None:
        """Whom a pronoun names by its place alone: whoever was just addressed, or the subject of "When Roe met Doe, he"."""
        if pronoun_role(self._frame.words.text, at) != SUBJECT:
            return None
        first = addressed_at(self._frame, at)
        for figure in self._candidates(at) if first is not None else ():
            if first is None or not self._begins(figure, first) or _against(word, figure):
                continue
            if word in THING and figure.kind == "person" and figure.bare():
                figure.kind = "organization"  # "The board wrote to Halden. It replied"
            if _suits(word, figure):
                return figure
        clause = opening_clause(self._frame, at)
        if clause is None:
            return None
        inside = [
            figure
            for figure in self._candidates(at)
            if _suits(word, figure) and not _against(word, figure) and self._roles_in(figure, *clause)
        ]
        subjects = [figure for figure in inside if SUBJECT in self._roles_in(figure, *clause)]
        found = subjects or [figure for figure in inside if figure.named]
        return found[0] if len(found) == 1 else None

    def _begins(self, figure: Figure, first: int) -> bool:
        near = self._places.get(figure.number, ())[-6:]
        return any(p.first <= first + 2 and first <= p.last and p.last < first + 6 for p in near)

    def _roles_in(self, figure: Figure, low: int, high: int) -> list[str]:
        near = self._places.get(figure.number, ())[-6:]
        return [p.role for p in near if low <= p.first and p.last < high]

    def score(self, at: int, rival: Rival, others: Sequence[Rival]) -> float:
        """Log-odds by the learned weights, the network's score among them."""
        learned = self._weights
        found = features(self._frame, at, rival, others)
        total = sum(learned.get(name, 0.0) * value for name, value in found.items())
        if self._signals is None:
            return total
        best = max((self._network(self._signals, at, other) for other in others), default=NO_SCORE)
        mine = self._network(self._signals, at, rival)
        return total + learned.get("network", 0.0) * mine + learned.get("network, another", 0.0) * best

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
        """The voice of the attribution before a word that ``word`` can name, if it is at most two paragraphs back."""
        for place, figure in reversed(self._speakers[-6:]):
            if place < at and (word not in SINGULAR_PERSON or _suits(word, figure)):
                near = self._frame.paragraph_of[at] - self._frame.paragraph_of[place] <= 2
                return figure if near else None
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


def _suits(word: str, figure: Figure) -> bool:
    if word in SINGULAR_PERSON:
        gender = "m" if word in MALE else "f"
        return figure.kind in ("person", "unnamed") and not figure.plural and figure.gender in ("", gender)
    if word in THING:
        return figure.kind in ("organization", "government", "publication", "document") and not figure.plural
    if word in PLURAL:
        return figure.plural or figure.kind in ("group", "organization", "government", "publication")
    return True


def _is_state(figure: Figure) -> bool:
    """Whether a name is that of a state, a seat of government, or a body of one."""
    lists = gazetteer()
    names = [" ".join(name).lower() for name in figure.names]
    return any(name in lists.states for name in names) or bool(figure.heads & (lists.government | lists.organization))


def _against(word: str, figure: Figure) -> bool:
    """Whether the text elsewhere speaks of the figure with another pronoun; the same rule for both."""
    if word not in SINGULAR_PERSON:
        return False
    wanted = "m" if word in MALE else "f"
    lean = figure.leaning or ("m" if figure.heads & _MEN else "f" if figure.heads & _WOMEN else "")
    return bool(lean) and lean != wanted
