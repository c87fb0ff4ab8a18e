"""Words in a comparable form: what is left of a sentence when inflection, spelling habits and small words are gone.

A rough stemmer is enough here, because both sides of a comparison go through it; nothing of it is ever shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from headwater.trace.vocabulary import ABBREVIATIONS, BODIES, IRREGULAR, NEGATIONS, OPPOSITES, SMALL, SYNONYMS

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[$€£¥]?\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?\b|[$€£¥]"
    r"|[^\W\d_]+(?=n[’']t\b)|n[’']t\b|[’'](?:s|re|ve|ll|d|m)\b"
    r"|[^\W\d_]+(?:[’'](?!(?:s|re|ve|ll|d|m)\b)[^\W\d_]+)?|%"
)
_VOWEL = re.compile(r"[aeiouy]")
_BASES = frozenset(IRREGULAR.values())
"""Plain forms that others lead to, which stay as they are."""
_LONGEST_WORD = 60
"""Letters of a word that are looked at; longer ones are no words."""


LONGEST_TEXT = 6000
"""Code points of one text that are compared; a claim that runs on is no sentence."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as written, its stem, and where it stands in the text it was cut from (code points)."""

    text: str
    stem: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one text. ``content`` are the stems that carry meaning, in order; ``stems`` the same as a set."""

    tokens: tuple[Token, ...]
    content: tuple[str, ...]
    stems: frozenset[str]


@lru_cache(maxsize=50_000)
def wording(text: str) -> Wording:
    """Cut a text into words. Deterministic; costs a few microseconds a word."""
    plain = fold(text[:LONGEST_TEXT])
    tokens = tuple(Token(m.group(), stem(m.group()), m.start(), m.end()) for m in _WORD.finditer(plain))
    content = tuple(t.stem for t in tokens if t.stem not in SMALL and t.stem not in NEGATIONS)
    return Wording(tokens, content, frozenset(content))


def fold(text: str) -> str:
    """The text with plain apostrophes and without accents, character for character, so that offsets stay true."""
    if text.isascii():
        return text
    return "".join(_plain(c) for c in text)


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char in "’‘ʼ`´":
        return "'"
    first = unicodedata.normalize("NFKD", char)[:1]
    return first if first.isalpha() else char


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word: lower case, number and tense gone, British and American spelling as one, near-synonyms as one."""
    base = _root(word)
    return _synonyms().get(base, base)


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    """Near-synonyms by their stems, however either is listed."""
    return {form: _root(base) for word, base in SYNONYMS.items() for form in (word, _root(word))}


def _root(word: str) -> str:
    low = word[:_LONGEST_WORD].lower().strip("'")
    low = ABBREVIATIONS.get(low, low).replace(".", "") if not low[:1].isdecimal() else low.replace(",", "")
    if low in IRREGULAR:
        return IRREGULAR[low]
    if low in _BASES or low in SMALL or low in NEGATIONS or not low.isalpha() or len(low) < 4:
        return low
    return _strip(low)


def _strip(word: str) -> str:
    for ending, instead in (
        ("isation", "iz"),
        ("iser", "izer"),
        ("ization", "iz"),
        ("ising", "iz"),
        ("ised", "iz"),
        ("ises", "iz"),
        ("ise", "iz"),
    ):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)] + instead
    if word.endswith("our") and len(word) > 5:
        word = word[:-3] + "or"
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        root = word[: -len(ending)]
        if word.endswith(ending) and not word.endswith(("ss", "us", "is")) and len(root) > 2 and _VOWEL.search(root):
            return _bare(root)
    return _bare(word)


def _bare(root: str) -> str:
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "aeious":
        return root[:-1]
    if root.endswith("e") and len(root) > 3:
        return root[:-1]
    if root.endswith("ly") and len(root) > 5:
        return root[:-2]
    return root


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Words that may open a sentence without being names (the lexicon shipped with the weights)."""
    path = files("headwater") / "weights" / "lexicon.txt"
    return frozenset(path.read_text(encoding="utf-8").split())


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """The stems of a list of words."""
    return frozenset(stem(word) for word in words)


@lru_cache(maxsize=1)
def acting_nouns() -> frozenset[str]:
    """Stems of nouns for people and bodies: those that may name who did something."""
    path = files("headwater") / "read" / "data" / "kinds.txt"
    section, words = "", set(BODIES)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[] \n")
        elif section in ("person", "group", "government") and not line.startswith("#"):
            words.update(line.split())
    return stems_of(words - _NO_ACTORS)


_NO_ACTORS = frozenset(
    "both many most some all other others right left lead source sources reader host chair head minor lots public everyone everybody anyone someone somebody nobody".split()
)


@lru_cache(maxsize=1)
def opposites() -> frozenset[frozenset[str]]:
    """Pairs of stems that say the opposite of each other."""
    return frozenset(frozenset(stem(word) for word in pair) for pair in OPPOSITES)
