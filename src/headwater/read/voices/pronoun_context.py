"""The surroundings that pronouns are judged by: classes of words and clauses, worked out where they are first needed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from headwater.read.frame import Frame
from headwater.read.voices.closed import (
    ADVERBS,
    AUXILIARIES,
    CLITIC,
    CONJUNCTIONS,
    DETERMINERS,
    FEMALE,
    MALE,
    PERSONAL,
    PLURAL,
    POSSESSIVES,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    SINGULAR_PERSON,
    SPEECH,
    SUBORDINATORS,
    THING,
    word_set,
)
from headwater.read.voices.finite import finite_verb, is_verb_form

KIN = word_set(
    "mother father brother sister son daughter wife husband uncle aunt cousin nephew niece grandfather grandmother friend partner "
    "girlfriend boyfriend parents children stepfather stepmother fiance fiancee colleague rival boss"
)
_BE = word_set("is was are were be been being")
_THOUGHT = word_set(
    "called thought thinks believed believes felt knew knows realized realised realizes discovered discovers learned learns feared "
    "hoped wanted wants tried tries decided decides promised promises"
)
_ALONE = word_set("of by with to for from as between against")
"""Small words that are classes of their own."""
_SURE_SUBORDINATORS = word_set("because although though while whereas if unless when whenever whether")
_OPENING_QUOTES, _CLOSING_QUOTES = frozenset({"``", "“"}), frozenset({"''", "”"})
QUOTES = _OPENING_QUOTES | _CLOSING_QUOTES | {'"'}
_PERSONS = (MALE, FEMALE, THING, PLURAL)
CLAUSE = 9
"""Words behind a subordinator or an "and" within which its verb is looked for."""


def _closed_classes() -> dict[str, str]:
    classes: dict[str, str] = {}
    groups: tuple[tuple[str, frozenset[str]], ...] = (
        ("quotation mark", QUOTES),
        ("bracket", frozenset("([")),
        ("closing bracket", frozenset(")]")),
        ("comma", frozenset(",")),
        ("stop", PUNCTUATION),
        ("and", frozenset({"and", "or"})),
        ("who", frozenset({"who", "whom", "whose"})),
    )
    for name, group in groups:
        for word in group:
            classes.setdefault(word, name)
    for word in _ALONE:
        classes.setdefault(word, word)
    for name, group in (
        ("subordinator", SUBORDINATORS),
        ("relative", RELATIVES),
        ("but", CONJUNCTIONS),
        ("possessive", POSSESSIVES),
        ("determiner", DETERMINERS),
        ("preposition", PREPOSITIONS),
        ("be", _BE),
        ("auxiliary", AUXILIARIES),
        ("pronoun", PERSONAL),
        ("says", SPEECH | _THOUGHT),
    ):
        for word in group:
            classes.setdefault(word, name)
    return classes


_CLOSED_CLASSES = _closed_classes()


def class_of(word: str) -> str:
    """A coarse class of one word by itself."""
    if word in CLITIC:
        return "clitic"
    lower = word.lower()
    found = _CLOSED_CLASSES.get(lower)
    if found is not None:
        return found
    if word[0].isupper():
        return "capital"
    if word[0].isdigit():
        return "number"
    if lower in KIN:
        return "kin"
    if lower.endswith("ly") or lower in ADVERBS:
        return "adverb"
    if is_verb_form(lower) or lower.endswith("ed"):
        return "verb"
    if lower.endswith("ing"):
        return "ing"
    return "s" if lower.endswith("s") and len(lower) > 3 else "word"


def forms_of(pronoun: str) -> frozenset[str]:
    """All forms of a pronoun in lower case, the same for "he" as for "she"."""
    return next((forms for forms in _PERSONS if pronoun in forms), frozenset({pronoun}))


class Context:
    """Word classes, clauses and places of pronouns of one document; linear in its length."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.words = frame.words.text
        self.lower = [word.lower() for word in self.words]
        self._classes: dict[int, str] = {}
        self._clauses: dict[int, tuple[list[int], list[str]]] = {}
        self._places: dict[frozenset[str], list[int]] = {}
        self._quoted: list[int] | None = None

    def kind(self, i: int) -> str:
        """Class of a word; "edge" outside the text."""
        if not 0 <= i < len(self.words):
            return "edge"
        found = self._classes.get(i)
        if found is None:
            found = self._classes[i] = class_of(self.words[i])
        return found

    def count(self, forms: frozenset[str], low: int, high: int) -> int:
        """How often words of a set stand in ``[low, high)``."""
        places = self.places(forms)
        return bisect_left(places, high) - bisect_left(places, low)

    def places(self, forms: frozenset[str]) -> list[int]:
        """Where words of a set stand."""
        found = self._places.get(forms)
        if found is None:
            found = self._places[forms] = [i for i, word in enumerate(self.lower) if word in forms]
        return found

    def rivals_of(self, forms: frozenset[str]) -> frozenset[str]:
        """Pronouns for a person that are not of this set."""
        return FEMALE if forms == MALE else MALE if forms == FEMALE else SINGULAR_PERSON

    def quoted(self, i: int) -> bool:
        """Whether a word stands within quotation marks."""
        if self._quoted is None:
            self._quoted = _turns(self.words)
        return bisect_left(self._quoted, i + 1) % 2 == 1

    def clause(self, i: int) -> tuple[int, str]:
        """Number of the clause of a word within its sentence, and how that clause begins."""
        sentence = self.frame.sentence_of[i]
        if sentence not in self._clauses:
            starts = self.frame.first_of_sentence
            after = starts[sentence + 1] if sentence + 1 < len(starts) else len(self.words)
            self._clauses[sentence] = self._cut(starts[sentence], after)
        firsts, kinds = self._clauses[sentence]
        number = bisect_left(firsts, i + 1) - 1
        return number, kinds[number]

    def _cut(self, first: int, after: int) -> tuple[list[int], list[str]]:
        """First words and kinds of the clauses of a sentence."""
        firsts, kinds = [first], ["main"]
        fronted = False
        for i in range(first, after):
            kind = self._opens(i, after, fronted)
            if kind is None:
                continue
            fronted = (fronted or (kind == "subordinate" and i - first < 2)) and not (
                kind == "main" and self.words[i] == ","
            )
            if firsts[-1] == i:
                kinds[-1] = kind
            else:
                firsts.append(i)
                kinds.append(kind)
        return firsts, kinds

    def _opens(self, i: int, after: int, fronted: bool) -> str | None:
        """The kind of clause that a word opens, if it does. ``fronted``: the sentence began with a subordinate clause."""
        word = self.lower[i]
        if word in RELATIVES and word != "that":
            return "relative"
        if word == "that":
            return "that" if self.kind(i - 1) in ("verb", "says", "s", "kin", "word") else None
        if word in SUBORDINATORS:
            sure = word in _SURE_SUBORDINATORS or finite_verb(self.words, i + 1, min(after, i + CLAUSE)) is not None
            return "subordinate" if sure else None
        if word in ("and", "but", "or", "so", "yet", "nor"):
            return self._joined(i, after)
        if word in (";", ":", "--", "—", "–"):
            return "main"
        if word in QUOTES:
            return "quotation"
        follow = self.kind(i + 1) if word == "," else ""
        if follow == "ing":
            return "ing"
        return "main" if fronted and follow in ("capital", "pronoun", "determiner", "possessive") else None

    def _joined(self, i: int, after: int) -> str | None:
        """What "and" joins: a clause with a subject of its own, another verb, or only words."""
        first = i + 1
        while first < after and self.kind(first) == "adverb":
            first += 1
        follow = self.kind(first)
        if follow == "pronoun":
            return "and"
        if follow in ("verb", "be", "auxiliary", "says"):
            return "another verb"
        if follow not in ("capital", "determiner", "possessive"):
            return None
        verb = finite_verb(self.words, first, min(after, first + CLAUSE - 2))
        return "and" if verb is not None and "," not in self.words[first:verb] else None


def _turns(words: Sequence[str]) -> list[int]:
    """Words at which quotation begins and ends, by turns; a mark that opens twice or closes nothing counts for nothing."""
    turns: list[int] = []
    for i, word in enumerate(words):
        inside = len(turns) % 2 == 1
        if (word in _OPENING_QUOTES and not inside) or (word in _CLOSING_QUOTES and inside) or word == '"':
            turns.append(i)
    return turns
