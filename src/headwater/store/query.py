"""Queries as people type them, taken apart for FTS5 and for marking words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
LONGEST = 32
"""Words of a query that are used; nobody types more, and a pasted page should not stall the index."""


def _tokens(words: str) -> list[str]:
    """Words as FTS5 cuts them. It knows an older Unicode than Python, and what it takes for a gap must be one here too."""
    old = unicodedata.ucd_3_2_0
    return "".join(c if c.isalnum() and old.category(c)[0] in "LN" else " " for c in words).split()


@dataclass(frozen=True)
class Query:
    """A query taken apart: FTS5's own syntax never reaches the user, nor the user's FTS5."""

    phrases: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...]
    beginnings: frozenset[str]

    @classmethod
    def of(cls, words: str) -> Query:
        """Take a query apart. Nothing is refused; marks and other signs count as spaces."""
        wanted: list[tuple[str, ...]] = []
        unwanted: list[tuple[str, ...]] = []
        beginnings = set()
        for minus, quoted, plain in _PART.findall(words[:1000].replace("\x00", " ")):
            tokens = tuple(_tokens(quoted or plain))
            (unwanted if minus else wanted).extend([tokens] if quoted and tokens else [(t,) for t in tokens])
            if plain.endswith("*") and tokens:
                beginnings.add(tokens[-1])
        return cls(tuple(wanted[:LONGEST]), tuple(unwanted[:LONGEST]), frozenset(beginnings))

    def match(self, *, phrases: bool = True) -> str:
        """The query in FTS5's syntax; without ``phrases`` their words need only occur. Empty if there is nothing to find."""
        wanted = self._terms(self.phrases, phrases)
        if not wanted:
            return ""
        unwanted = self._terms(self.without if phrases else tuple(p for p in self.without if len(p) == 1), phrases)
        return " AND ".join(wanted) + "".join(f" NOT {term}" for term in unwanted)

    def _terms(self, groups: Iterable[tuple[str, ...]], phrases: bool) -> list[str]:
        terms = []
        for group in groups:
            for part in [" ".join(group)] if phrases else group:
                terms.append(f'"{part}"' + ("*" if group[-1] in self.beginnings and len(group) == 1 else ""))
        return terms

    @property
    def has_phrases(self) -> bool:
        """Whether some words must follow each other."""
        return any(len(p) > 1 for p in (*self.phrases, *self.without))


def _plain(words: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", words).casefold() if not unicodedata.combining(c))
    return " ".join(_tokens(bare))


_SPECIAL = re.compile("[^\x00-\x7f‘’“”–—…\u00a0]")
"""Anything but plain letters and the signs of newspapers: what has none of it need not be taken apart to be compared."""


@lru_cache(maxsize=64)
def _pattern(phrase: tuple[str, ...]) -> re.Pattern[str]:
    words = "[^a-zA-Z0-9]+".join(_plain(word).replace(" ", "[^a-zA-Z0-9]+") for word in phrase)
    return re.compile(f"(?<![a-zA-Z0-9]){words}(?![a-zA-Z0-9])", re.IGNORECASE)


def follows(words: str, query: Query) -> bool:
    """Whether the phrases stand in a claim as they were typed; the claims' index knows single words only."""
    if not _SPECIAL.search(words):
        wanted = all(_pattern(p).search(words) for p in query.phrases if len(p) > 1)
        return wanted and not any(_pattern(p).search(words) for p in query.without if len(p) > 1)
    padded = f" {_plain(words)} "
    has = [f" {_plain(' '.join(p))} " in padded for p in query.phrases if len(p) > 1]
    return all(has) and not any(f" {_plain(' '.join(p))} " in padded for p in query.without if len(p) > 1)


def word_places(words: str, query: Query) -> list[tuple[int, int]]:
    """Words of a claim that share their beginning with a word of the query: what to mark, near enough to what matched."""
    stems = {_plain(t)[: max(4, len(t) - 3)] for p in query.phrases for t in p}
    found = []
    for match in _WORD.finditer(words):
        plain = _plain(match[0])
        if any(stem and plain.startswith(stem) and len(plain) <= len(stem) + 6 for stem in stems):
            found.append(match.span())
    return found
