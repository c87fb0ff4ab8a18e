"""Words and sentences: the first cut of a text, shared by training and reading.

A word is a run of characters that the tagger labels as one; a sentence is a run of words. Both are found by
regular expressions alone, so that cutting costs microseconds a word and never depends on what a text is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Abbreviations that keep their full stop and never end a sentence when a capital follows.
_TITLES = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Pvt|Pte|Cllr|Supt|Det|Insp|Rev|Fr|Hon|"
    "Pres|St|Sr|Sra|Messrs|Mme|Mlle|Amb|Atty"
)
_ABBREVIATIONS = (
    _TITLES + "|Jr|vs|No|Nos|Inc|Corp|Co|Ltd|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ave|Blvd|Rd|Mt|Ft|"
    "Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|"
    "Tenn|Tex|Va|Vt|Wash|Wis|Wyo|approx|est|etc|cf|al|fig|p|pp"
)

_PARTICLES = "van|von|der|de|la|del|della|di|da|dos|du|al|el|bin|ibn|ter"
"""Small words that may stand between an initial and a surname."""

# The look-aheads that open an alternative say nothing new: they turn most words away before its long list is tried.
WORD = re.compile(
    rf"(?=[A-Zacefpv][a-z]{{0,5}}\.)(?:{_ABBREVIATIONS})\.(?=[\s,;)]|$)"  # Sen.
    r"|(?=.\.)(?:(?:[^\W\d_]\.){2,}(?!\w)"  # U.S.
    rf"|(?:(?<=^)|(?<=[\s(“\"‘']))[^\W\d_a-z]\.(?=\s?(?:[^\W\d_a-z]|(?:{_PARTICLES})\s)))"  # an initial
    r"|n[’']t\b|[’'](?:s|S|re|ve|ll|d|m)\b"  # clitics
    r"|(?=[@#]?[^\W\d_]++[’']t\b)[@#]?[^\W\d_]+?(?=n[’']t\b)"  # the host of n't
    r"|[@#]\w+"
    r"|[^\W\d_]+(?:[-‐‑][^\W_]+|[’'](?!(?:s|S|re|ve|ll|d|m)\b)[^\W\d_]+)*"  # words, joined by hyphens or inner apostrophes
    r"|[$€£¥]?\d+(?:[.,:/-]\d+)*(?:[-‐‑]?[^\W\d_]+)*%?"  # numbers
    r"|(?<=\s)\.\d+(?:[-‐‑][^\W\d_]+)*"  # .45-caliber
    r"|\.{2,}|-{2,}|`{2}|'{2}"
    r"|\S"
)

OPENING = frozenset("“\"‘'«„([{``")
CLOSING = frozenset("”\"’'»)]}''")
_END = frozenset(".!?…")
_ABBREVIATED = re.compile(rf"(?:{_TITLES}|vs|No|Nos|approx|p|pp|cf|fig|est|Mt|Ft)\.|[A-Z]\.")
_SOFT_ABBREVIATED = re.compile(r"(?:[^\W\d_]\.){2,}|(?:Jr|Inc|Corp|Co|Ltd|Bros|etc|al)\.|[A-Z][a-z]{1,4}\.")


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists over the words of one stretch of text: surface form, start and end in code points."""

    text: list[str]
    start: list[int]
    end: list[int]

    def __len__(self) -> int:
        return len(self.text)


def split_words(text: str, start: int = 0, end: int | None = None) -> Words:
    """Cut ``text[start:end]`` into words; offsets count code points from the beginning of ``text``."""
    spans = [match.span() for match in WORD.finditer(text, start, len(text) if end is None else end)]
    return Words([text[a:b] for a, b in spans], [a for a, _ in spans], [b for _, b in spans])


def sentence_starts(words: Sequence[str]) -> list[int]:
    """Indices of the words that open a sentence, the first word of a paragraph always among them.

    A sentence ends at a full stop, question or exclamation mark, together with the closing marks behind it, when
    the next word does not begin in lower case. Titles and initials before a capital do not end one; other
    abbreviations do only before a word that usually opens a sentence.
    """
    starts = [0] if words else []
    count = len(words)
    i = 0
    while i < count:
        word = words[i]
        if word[-1] not in _END or (word[-1] == "." and not (_may_end(words, i) if len(word) > 1 else _ends(words, i))):
            i += 1
            continue
        after = i + 1
        while after < count and (words[after] in _END or words[after] in CLOSING) and not _opens_here(words, after):
            after += 1
        if after < count and not words[after][0].islower() and words[after] not in _GOES_ON:
            starts.append(after)
        i = max(after, i + 1)
    return starts


_GOES_ON = frozenset([*",;:-–—", "’s", "'s"])
"""What opens no sentence: "Marlow Jr.'s boat" has one full stop too many."""
_SEAT = re.compile(r"[A-Z]-[A-Z]")


def _ends(words: Sequence[str], i: int) -> bool:
    """Whether a bare full stop ends a sentence; the one in "R-S.C." and "D-N.Y." does not."""
    inside = i and i + 2 < len(words) and len(words[i + 1]) == 1 and words[i + 2] == "."
    return not (inside and _SEAT.fullmatch(words[i - 1]))


def _may_end(words: Sequence[str], i: int) -> bool:
    word = words[i]
    if word.startswith(".."):
        return True
    if i + 1 >= len(words) or _ABBREVIATED.fullmatch(word):
        return False
    if _SOFT_ABBREVIATED.fullmatch(word):
        following = words[i + 1]
        return (following in OPENING and following not in "([") or following in _OPENERS
    return True


def _opens_here(words: Sequence[str], i: int) -> bool:
    """Whether a straight mark at ``i`` opens the next sentence rather than closing this one."""
    if words[i] not in ('"', "'", "``"):
        return False
    if words[i] == "``":
        return True
    before = sum(1 for word in words[:i] if word == words[i])
    return before % 2 == 0


_OPENERS = frozenset(
    "The A An He She It They We I You This That These Those There In On At But And So If When While After Before As For "
    "His Her Its Their Our My Some Many Most No Not Two Three Police Officials However Still Asked".split()
)
