"""Who may be meant by a pronoun: mentions of figures, what they do in their clauses, and whether the title names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from headwater.read.voices.closed import (
    ADVERBS,
    AUXILIARIES,
    CLITIC,
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    PERSONAL,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    SPEECH,
    SUBORDINATORS,
)

SUBJECT, OBJECT, UNDER, OWNER, OTHER = "subject", "object", "under", "owner", "other"


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a figure: its first and last word and what it does in its clause."""

    first: int
    last: int
    role: str


@dataclass(frozen=True, slots=True)
class Rival:
    """A figure that a pronoun could name: its mentions in order, and whether it was named in full at least once.

    ``titled`` says whether the text's title has a word of its name, and 2 whether that is the title's last word.
    """

    places: Sequence[Place]
    named: bool = True
    titled: int = 0


def title_words(title: str | None) -> tuple[str, ...]:
    """The words of a title that may be names, in lower case; what stands in brackets is left out."""
    bare = re.sub(r"\([^)]*\)", " ", title or "")
    return tuple(w.lower() for w in re.findall(r"[^\W\d_]+", bare) if w[0].isupper() and w.lower() not in CLOSED)


def titled(names: Iterable[Sequence[str]], title: Sequence[str]) -> int:
    """`Rival.titled` of a figure by its names."""
    words = {word.lower() for name in names for word in name}
    found = words.intersection(title)
    return (2 if title[-1] in words else 1) if found else 0


def role_of(words: Sequence[str], first: int, last: int) -> str:
    """What a noun phrase does, judged by the words around it."""
    count = len(words)
    after = _behind_apposition(words, last + 1)
    follow = words[after].lower() if after < count else "."
    if last + 1 < count and words[last + 1] in CLITIC and not (after < count and _verbal(words, last + 2)):
        return OWNER
    before = first - 1
    while (
        before >= 0
        and first - before < 6
        and not _closed(words[before])
        and words[before][0].islower()
        and _nounish(words[before])
    ):
        before -= 1
    prior = words[before].lower() if before >= 0 else "."
    if prior in DETERMINERS and before > 0:
        prior = words[before - 1].lower()
    if prior in PREPOSITIONS and prior not in SUBORDINATORS:
        return UNDER
    if follow == "," and prior == "," and after + 1 < count and _verbish(words[after + 1].lower()):
        return SUBJECT
    while follow in ADVERBS or (follow.endswith("ly") and follow.isalpha()):
        after += 1
        follow = words[after].lower() if after < count else "."
    if follow in AUXILIARIES or follow in SPEECH or _verbish(follow):
        return SUBJECT
    if prior in SPEECH:
        return SUBJECT
    if prior not in PUNCTUATION and prior not in CONJUNCTIONS and prior.isalpha() and prior not in DETERMINERS:
        return OBJECT
    if follow in RELATIVES:
        return SUBJECT if prior in PUNCTUATION else OBJECT
    return OTHER


def _verbal(words: Sequence[str], i: int) -> bool:
    return i < len(words) and words[i].lower().endswith(("ing", "ed")) and words[i].islower()


def _verbish(word: str) -> bool:
    if not word.isalpha() or word in PREPOSITIONS or word in CONJUNCTIONS or word in RELATIVES or word in DETERMINERS:
        return False
    return word.endswith(("ed", "s", "t", "d", "e", "k", "w", "n", "ng", "ew")) and word not in PERSONAL


def _nounish(word: str) -> bool:
    return word.isalpha() and word.endswith(
        (
            "er",
            "or",
            "ist",
            "ian",
            "man",
            "ant",
            "ent",
            "er",
            "end",
            "ter",
            "ther",
            "ard",
            "al",
            "ess",
            "te",
            "ng",
            "ef",
        )
    )


def _closed(word: str) -> bool:
    lower = word.lower()
    return (
        lower in DETERMINERS
        or lower in PREPOSITIONS
        or lower in CONJUNCTIONS
        or lower in AUXILIARIES
        or lower in PERSONAL
        or word in PUNCTUATION
    )


def _behind_apposition(words: Sequence[str], i: int) -> int:
    if i < len(words) and words[i] == "(":
        close = next((k for k in range(i, min(len(words), i + 10)) if words[k] == ")"), None)
        return close + 1 if close is not None else i
    if (
        i + 1 < len(words)
        and words[i] == ","
        and (words[i + 1].lower() in DETERMINERS or words[i + 1].lower() in RELATIVES or words[i + 1].isdigit())
    ):
        close = next((k for k in range(i + 2, min(len(words), i + 16)) if words[k] in (",", ".")), None)
        return close + 1 if close is not None and words[close] == "," else i
    return i


def pronoun_role(words: Sequence[str], at: int) -> str:
    """What a pronoun does in its clause; "her" counts as owner before a noun."""
    word = words[at].lower()
    follow = words[at + 1].lower() if at + 1 < len(words) else "."
    if word in ("he", "she", "they", "i", "we"):
        return SUBJECT
    if word in ("his", "hers", "its", "their"):
        return OWNER
    noun = follow[0].isalpha() and follow not in ADVERBS and (not _closed(follow))
    if word == "her" and noun:
        return OWNER
    prior = words[at - 1].lower() if at else "."
    if word == "it":
        return SUBJECT if follow in AUXILIARIES or _verbish(follow) or follow in SPEECH else OBJECT
    return UNDER if prior in PREPOSITIONS else OBJECT
