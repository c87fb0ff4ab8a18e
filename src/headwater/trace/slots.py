"""Two sentences laid side by side: what stands in the place of what."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from headwater.trace.vocabulary import NUMBER_WORDS
from headwater.trace.wording import Token, wording

LONGEST = 80
"""Words of a sentence that are laid side by side; few have more."""
LONGEST_SLOT = 5
"""Words that one thing put in the place of another has at most."""
LONGEST_NUMBER = 30
"""Characters of a figure; longer rows of digits are no numbers that anything counts."""
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


@dataclass(frozen=True, slots=True)
class Slot:
    """Places ``left`` of the first sentence's words against ``right`` of the second's; one of them may be empty."""

    left: range
    right: range


@lru_cache(maxsize=20_000)
def slots(a: str, b: str) -> tuple[Slot, ...]:
    """Where two sentences differ, between the words that both share in the same order."""
    one, two = ([t.stem for t in wording(text).tokens[:LONGEST]] for text in (a, b))
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return tuple(Slot(range(i, j), range(k, m)) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal")


def same_slot(a: str, b: str) -> tuple[tuple[range, range], ...]:
    """Short stretches of words of which one stands in the place of the other."""
    return tuple(
        (s.left, s.right) for s in slots(a, b) if s.left and s.right and max(len(s.left), len(s.right)) <= LONGEST_SLOT
    )


def value_at(tokens: tuple[Token, ...], i: int) -> float | None:
    """The number a word stands for, with the scale that follows; None for other words. "One" counts as none: it is a pronoun too often."""
    word = tokens[i].text.lower().lstrip("$€£¥")
    if word in NUMBER_WORDS and word not in ("one", "zero"):
        value = float(NUMBER_WORDS[word])
    else:
        digits = word.replace(",", "").removesuffix("s")
        if len(digits) > LONGEST_NUMBER or not digits.replace(".", "", 1).isdecimal():
            return None
        value = float(digits)
    scale = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
    return value * _SCALES.get(scale, 1.0)
