"""A simulator of wire copy: what papers make of an agency's text, with every word's origin known.

From a base text it cuts and reorders paragraphs, rewords the lead, edits lightly, adds paragraphs of other articles and a
credit line, and lets a scanner misread some words. Deterministic for a seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

SYNONYMS = dict(
    pair.split("/")
    for pair in (
        "said/told killed/slain shot/gunned police/officers man/male woman/female home/house near/close early/soon late/later "
        "dead/deceased hospital/clinic found/discovered people/persons injured/hurt wounded/hurt died/perished officials/authorities "
        "area/district happened/occurred started/began about/around children/youngsters child/youngster incident/episode block/stretch "
        "victim/casualty suspect/accused taken/brought after/following before/ahead when/as while/whilst also/too many/several large/big "
        "called/summoned arrived/came left/departed car/vehicle road/street condition/state statement/declaration reported/related "
        "investigation/inquiry investigators/detectives shooting/gunfire according/owing morning/dawn evening/dusk night/dark"
    ).split()
)
DROPPED = frozenset("also just still only very now then already however meanwhile later about approximately".split())
MISREAD = (("rn", "m"), ("l", "1"), ("o", "0"), ("e", "c"), ("h", "b"), ("cl", "d"), ("i", "j"))
CREDITS = (
    "The Northern Press Agency contributed to this report.",
    "With agency material",
    "Additional reporting: NPA",
    "",
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a copy; ``taken`` says whether it comes from the base, reworded or not."""

    text: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A made copy: its text, and for each word its place and whether it was taken."""

    text: str
    words: tuple[tuple[int, int, bool], ...]


def paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of a text as lists of words as written; very short ones left out."""
    return [words for line in text.split("\n") if len(words := line.split()) >= 8]


def rewrite(base: str, other: str, seed: int, *, noise: float = 0.03) -> Made:
    """A copy of ``base`` with paragraphs of ``other``. ``noise`` is the part of the words that a scanner misreads."""
    rng = random.Random(seed)
    kept = [[Word(w, True) for w in p] for p in paragraphs(base)]
    lead, rest = kept[0], kept[1:]
    if len(rest) > 2:
        rest = [p for p in rest if rng.random() > 0.35] or rest[:2]
    if rng.random() < 0.5:
        rng.shuffle(rest)
    made = [_reworded(lead, rng), *(_edited(p, rng) for p in rest)]
    for words in rng.sample(paragraphs(other), k=min(len(paragraphs(other)), rng.randint(0, 3))):
        made.insert(rng.randint(0, len(made)), [Word(w, False) for w in words])
    made = [[Word(_misread(w.text, rng), w.taken) if rng.random() < noise else w for w in p] for p in made]
    made.append([Word(w, False) for w in rng.choice(CREDITS).split()])
    return _assembled(made)


def _reworded(words: Sequence[Word], rng: random.Random) -> list[Word]:
    """A lead in other words: synonyms, small words dropped, clauses in another order."""
    found = [Word(_synonym(w.text), True) if rng.random() < 0.7 else w for w in words if _bare(w.text) not in DROPPED]
    commas = [n for n, w in enumerate(found) if w.text.endswith(",") and 3 < n < len(found) - 4]
    if commas:
        cut = rng.choice(commas) + 1
        found = found[cut:] + found[:cut]
    return [w for w in found if rng.random() > 0.06]


def _edited(words: Sequence[Word], rng: random.Random) -> list[Word]:
    """A paragraph lightly edited: a word here and there dropped or replaced, sometimes its end cut."""
    found = [Word(_synonym(w.text), True) if rng.random() < 0.15 else w for w in words if rng.random() > 0.03]
    if len(found) > 24 and rng.random() < 0.2:
        found = found[: rng.randint(14, len(found) - 4)]
    return found


def _synonym(word: str) -> str:
    return SYNONYMS.get(_bare(word), word)


def _bare(word: str) -> str:
    return re.sub(r"\W", "", word).lower()


def _misread(word: str, rng: random.Random) -> str:
    options = [(a, b) for a, b in MISREAD if a in word]
    if not options:
        return word
    a, b = rng.choice(options)
    return word.replace(a, b, 1)


def _assembled(made: Sequence[Sequence[Word]]) -> Made:
    text, places = "", []
    for words in made:
        for word in words:
            places.append((len(text), len(text) + len(word.text), word.taken))
            text += word.text + " "
        text = text.rstrip(" ") + "\n"
    return Made(text, tuple(places))
