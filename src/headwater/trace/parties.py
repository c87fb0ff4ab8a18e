"""Who stands behind words: the voices of claims looked up across documents, and publishers compared by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from headwater.model import Voice
from headwater.model_trace import Source

_WORD = re.compile(r"\w+")

GENERIC = frozenset(
    "official officials source sources person people someone somebody member members employee employees worker workers "
    "aide aides witness witnesses resident residents insider insiders others other another one ones both man men woman "
    "women two three four several some expert experts analyst analysts authorities colleague colleagues spokesperson "
    "spokesman spokeswoman observers leaders leader diplomat diplomats minister lawmaker lawmakers reporters".split()
)
"""Nouns that many different people answer to, so that two unnamed voices so described could be one person."""

REPORTS = frozenset(
    "report reports media newspaper newspapers outlets outlet press news paper papers website websites".split()
)
"""Nouns of publications at large: "reports said" has no voice of its own."""

_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_BEFORE_NUMBERS = frozenset("the these those at least about some nearly other".split())
_NO_PEOPLE = frozenset(
    "years months weeks days hours minutes decades pages copies sets rounds volumes boxes thirds quarters percent".split()
)
"""What a number may count before those who are meant, or instead of them: "eight years of tax returns"."""
_NOISE = frozenset("the a an of in at on for and with to by from who that".split())


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """A name without case, accents, punctuation, possessive or leading article."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = _WORD.findall(re.sub(r"'s\b", "", plain))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def content_words(name: str) -> frozenset[str]:
    """The folded words of a name that say something."""
    return frozenset(fold(name).split()) - _NOISE


def how_many(description: str) -> int:
    """How many people an unnamed source is said to be: 2 for "two officials"; 1 where no number from two to ten is given.

    A number within a name counts nobody: "Channel 5", "10 Downing Street".
    """
    if not any(w[:1].islower() and fold(w) not in _BEFORE_NUMBERS | _NOISE for w in description.split()[1:]):
        return 1
    words = [w for w in fold(description).split() if w not in _BEFORE_NUMBERS]
    if not _NO_PEOPLE.isdisjoint(words[1:3]):
        return 1
    for word in words[:1]:
        if word in _NUMBERS:
            return _NUMBERS[word]
        if word.isascii() and word.isdigit() and len(word) < 3 and 2 <= int(word) <= 10:
            return int(word)
    return 1


@dataclass(frozen=True, slots=True)
class Party:
    """A voice as tracing needs it.

    ``key`` means the same over all documents; ``known`` says whether it can be told from others of its kind.
    """

    key: str
    name: str
    kind: str
    known: bool
    role: str = ""

    @property
    def folded(self) -> str:
        """The name as compared."""
        return fold(self.name)


def party_of(key: str, voice: Voice) -> Party:
    """What is known about a voice. An institution counts as known even where the text names it by a common noun."""
    institution = voice.kind in {"organization", "government"} and bool(content_words(voice.name) - GENERIC)
    known = (voice.named or institution) and voice.kind not in {"unnamed", "unknown", "author"}
    return Party(key, voice.name, voice.kind, known, voice.role or "")


class Directory:
    """Voices by document and id. A voice that the case has not mapped is known by its name, or stays with its document."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._parties: dict[tuple[str, str], Party] = {}
        self._case: dict[str, Party] = {}
        for source in sources:
            own = source.reading.voice_by_id
            for local, voice in own.items():
                known = party_of("", voice).known
                key = f"name {fold(voice.name)}" if known else f"{source.document} {local}"
                self._parties[source.document, local] = party_of(key, voice)
            for local, case in source.voices:
                if local in own:
                    self._parties[source.document, case] = party_of(case, own[local])
                    self._case.setdefault(case, self._parties[source.document, case])

    def party(self, document: str, id: str) -> Party:
        """The voice of this id as the document has it, else as any other has it, else one of which nothing is known."""
        found = self._parties.get((document, id)) or self._case.get(id)
        return found or Party(f"{document} {id}", "a source that is not named", "unknown", False)


def publisher_key(source: Source) -> str:
    """What two documents of one outlet share. A document without a publisher stands for itself."""
    return (
        fold(source.publisher)
        if source.publisher and fold(source.publisher)
        else f"document {source.address or source.document}"
    )


def publisher_label(source: Source) -> str:
    """The outlet's name for a reader, or the page's title or address where none is known."""
    if source.publisher:
        return source.publisher
    title = source.reading.document.title
    return f"“{title[:60]}{'…' if len(title) > 60 else ''}”" if title else source.address or source.document
