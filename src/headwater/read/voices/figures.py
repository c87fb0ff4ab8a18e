"""Figures: everybody and everything a document names, and the form in which their names are compared.

``register.py`` gathers the names into figures. A figure becomes a voice when a source span refers to it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from headwater.read.frame import Range
from headwater.read.voices.closed import word_set

_MALE_TITLES = frozenset({"mr", "sir", "lord", "king", "prince", "duke", "baron", "count", "monsieur", "herr", "señor"})
_FEMALE_TITLES = word_set("mrs ms miss dame lady queen princess duchess baroness countess mme mlle frau señora")


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody or something that may speak. ``places`` are word indices at which it is mentioned, in order."""

    number: int
    names: Counter[tuple[str, ...]] = field(default_factory=Counter)
    places: list[int] = field(default_factory=list)
    spans: list[Range] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    roles: list[Range] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    joined: list[str] = field(default_factory=list)
    kind: str = ""
    label: str = ""
    detail: str = ""
    plural: bool = False
    named: bool = True
    given: str = ""
    gender: str = ""
    leaning: str = ""
    seat: set[str] = field(default_factory=set)
    """Words of the place somebody sits or rules for, as the text gives it."""
    members: tuple[Figure, ...] = ()

    def bare(self) -> bool:
        """Whether nothing but the shape of its name says what it is."""
        return self.named and not (self.titles or self.heads or self.gender or self.leaning or self.plural)

    def full(self) -> tuple[str, ...]:
        """The fullest name: most words, then most often used, then first seen; one that opens a report in capitals only for want of others."""
        return max(self.names, key=lambda t: (len(t), not _shouted(t), self.names[t])) if self.names else ()


def _shouted(name: tuple[str, ...]) -> bool:
    """Whether a name is written in capitals as places that open reports are: "TARNMOUTH", but not "NATO"."""
    return all(len(word) > 5 and word.isupper() for word in name)


def fold(word: str) -> str:
    """Lower case without accents, marks and stops."""
    if word.isascii():
        return word.lower().strip(".'’@\"")
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().strip(".'’@“”‘")


def key_of(tokens: Iterable[str]) -> tuple[str, ...]:
    """Comparable form of a name: folded words, nicknames and marks left out, "de la Cruz" as one surname."""
    words: list[str] = []
    before = ""
    written = tuple("and" if written == "&" else written for written in tokens)
    for i, token in enumerate(written):
        word = _ONE_NAME.get(folded := fold(token), folded)
        if not word or not word[0].isalnum():
            continue
        if _is_particle(token, word, opens=i == 0, follow=written[i + 1 : i + 2]):
            before += word + " "
        else:
            words.append(before + word)
            before = ""
    return (*words, *before.split())


PARTICLES = word_set("van von der den de la le del della di da das dos do du al el bin bint ibn abu ter af zu zur")
_OPENING_PARTICLES = word_set("von de di da du del della bin ibn ter")
"""Particles that are no given names: a sentence that opens with "De Lorne" means "de Lorne"."""
_ONE_NAME = {"democratic": "democrat"}
"""Forms of a party's name, where another party has one word for both."""


def _is_particle(token: str, word: str, *, opens: bool, follow: Sequence[str]) -> bool:
    if word not in PARTICLES:
        return False
    return (
        token.islower()
        or (not opens and bool(follow))
        or (opens and (word in _OPENING_PARTICLES or any(f in PARTICLES for f in follow)))
    )


def title_gender(titles: Iterable[str]) -> str:
    """ "m", "f" or "" as courtesy titles show it; used only to keep "Mr Roe" and "Ms Roe" apart."""
    for title in titles:
        if title in _MALE_TITLES:
            return "m"
        if title in _FEMALE_TITLES:
            return "f"
    return ""
