"""Words for numbers: probability in words, ACH letters, Admiralty grades. Unknown stays unknown.

Probability words are those of US Intelligence Community Directive 203 (2015) and of Kent, "Words of Estimative
Probability" (1964). Grades are those of the NATO Admiralty code (AJP-2.1).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from headwater.weigh.ranges import Range, parse_range

Letter = Literal["II", "I", "N", "C", "CC", "NA"]
LETTERS: tuple[Letter, ...] = ("II", "I", "N", "C", "CC", "NA")

ICD_203: dict[str, tuple[float, float]] = {
    "almost no chance": (0.01, 0.05),
    "very unlikely": (0.05, 0.20),
    "unlikely": (0.20, 0.45),
    "roughly even chance": (0.45, 0.55),
    "likely": (0.55, 0.80),
    "very likely": (0.80, 0.95),
    "almost certain": (0.95, 0.99),
}
"""The seven terms of ICD 203 with their limits."""

_ICD_SYNONYMS = {
    "remote": "almost no chance",
    "highly improbable": "very unlikely",
    "improbable": "unlikely",
    "roughly even": "roughly even chance",
    "roughly even odds": "roughly even chance",
    "even chance": "roughly even chance",
    "probable": "likely",
    "highly probable": "very likely",
    "nearly certain": "almost certain",
    "almost certainly": "almost certain",
}

KENT: dict[str, tuple[float, float]] = {
    "almost certainly not": (0.02, 0.12),
    "probably not": (0.20, 0.40),
    "chances about even": (0.40, 0.60),
    "probable": (0.63, 0.87),
    "almost certain": (0.87, 0.99),
}
"""Kent's five terms with his give or take."""

_LETTER_WORDS = {
    "II": "very unlikely",
    "I": "unlikely",
    "N": "roughly even chance",
    "C": "likely",
    "CC": "very likely",
}
_UNKNOWN = {"", "?", "unknown", "not known", "not rated"}
_NOT_APPLICABLE = {"NA", "N/A", "NOT APPLICABLE"}


@dataclass(frozen=True, slots=True)
class Rating:
    """How probable an item is under a hypothesis, as the analyst wrote it.

    ``range`` is None where it is unknown or does not apply; ``letter`` is the ACH letter given or implied, None
    where unknown.
    """

    written: str
    range: Range | None
    letter: Letter | None

    @property
    def unknown(self) -> bool:
        """Whether nobody has rated it, which is not the same as rating it in the middle."""
        return self.letter is None

    @property
    def not_applicable(self) -> bool:
        """Whether the item has no bearing on the hypothesis."""
        return self.letter == "NA"


UNKNOWN = Rating("", None, None)


def parse_rating(text: str) -> Rating:
    """A rating from letters, words or numbers. ``kent:`` before a word takes Kent's scale.

    Raises ValueError, saying what would be understood, when it is none of them.
    """
    written = text.strip()
    plain = " ".join(written.lower().split())
    if plain in _UNKNOWN:
        return Rating(written, None, None)
    if plain.upper() in _NOT_APPLICABLE:
        return Rating(written, None, "NA")
    limits = _limits(plain)
    range_ = Range.between(*limits) if limits else parse_range(plain)
    if range_ is None:
        raise ValueError(f"{written!r} is no rating: use II, I, N, C, CC, NA, a word such as likely, 0.7, or 60-80%")
    letter = _given_letter(plain) or letter_for(range_.point)
    return Rating(written, range_, letter)


def _given_letter(plain: str) -> Letter | None:
    return next((letter for letter in LETTERS if letter == plain.upper()), None)


def _limits(plain: str) -> tuple[float, float] | None:
    if plain.upper() in _LETTER_WORDS:
        return ICD_203[_LETTER_WORDS[plain.upper()]]
    if plain.startswith("kent:"):
        return KENT.get(plain.removeprefix("kent:").strip())
    term = _ICD_SYNONYMS.get(plain, plain)
    if term in ICD_203:
        return ICD_203[term]
    if plain in ("certain", "impossible"):
        return (1.0, 1.0) if plain == "certain" else (0.0, 0.0)
    return KENT.get(plain)


def rating_from(value: float | Range) -> Rating:
    """A rating from a number or a range of numbers."""
    range_ = value if isinstance(value, Range) else Range.exactly(value)
    text = f"{range_.low!r}" if range_.width == 0 else f"{range_.low!r} to {range_.high!r}"
    return Rating(text, range_, letter_for(range_.point))


def letter_for(probability: float) -> Letter:
    """The ACH letter whose limits hold the probability."""
    for letter, word in _LETTER_WORDS.items():
        if probability <= ICD_203[word][1] and letter != "CC":
            return letter  # type: ignore[return-value]  # the keys are exactly the letters
    return "CC"


def word_for(probability: float) -> str:
    """The ICD 203 term with its limits: ``likely (55–80%)``. Beyond the scale's ends, the odds instead of a term."""
    if math.isnan(probability):
        return "not known"
    if probability < 0.01:
        return "less than almost no chance (below 1%)"
    if probability > 0.99:
        return "more than almost certain (above 99%)"
    for word, (low, high) in ICD_203.items():
        if probability < high or high == 0.99:
            return f"{word} ({low:.0%}".rstrip("%") + f"–{high:.0%})"
    raise AssertionError("the terms cover the scale")


# How often a voice of each reliability tells right from wrong. Each letter is a band of even width above the coin's
# one half; "cannot be judged" is the whole scale, so its middle sits near C and its band runs over everything.
_RELIABILITY = {"A": (0.90, 0.99), "B": (0.80, 0.90), "C": (0.70, 0.80), "D": (0.60, 0.70), "E": (0.50, 0.60)}
_CREDIBILITY = {"1": (0.90, 0.99), "2": (0.80, 0.90), "3": (0.70, 0.80), "4": (0.60, 0.70), "5": (0.50, 0.60)}
_ANYTHING = (0.50, 0.99)

STIX_CONFIDENCE: dict[str, int | None] = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10, "6": None}
"""Admiralty credibility as STIX 2.1 confidence; 6 is not set."""


@dataclass(frozen=True, slots=True)
class Grade:
    """An Admiralty grade: ``reliability`` of the voice A-F, ``credibility`` of the report 1-6. F and 6: unknown.

    Raises ValueError for anything else.
    """

    reliability: str = "F"
    credibility: str = "6"

    def __post_init__(self) -> None:
        if self.reliability not in "ABCDEF" or self.credibility not in "123456" or not self.reliability:
            raise ValueError(f"{self.reliability}{self.credibility} is not an Admiralty grade such as B2")
        if not self.credibility:
            raise ValueError("the credibility of a grade is missing")

    @property
    def judged(self) -> bool:
        """Whether either half says anything."""
        return self.reliability != "F" or self.credibility != "6"

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"


def parse_grade(text: str) -> Grade:
    """``B2``, ``B`` or ``2`` as a grade; a half that is not given cannot be judged. Raises ValueError otherwise."""
    plain = text.strip().upper()
    if len(plain) == 1:
        return Grade(plain, "6") if plain.isalpha() else Grade("F", plain)
    if len(plain) != 2:
        raise ValueError(f"{text.strip()!r} is not an Admiralty grade such as B2")
    return Grade(plain[0], plain[1])


def accuracy_of(grade: Grade) -> Range:
    """How often a report of this grade tells right from wrong: its hit rate, and one minus its false-alarm rate.

    Where both halves are judged, the log-odds of the two are averaged; where one is, it stands alone.
    """
    voice, report = _RELIABILITY.get(grade.reliability), _CREDIBILITY.get(grade.credibility)
    if voice and report:
        low, high = (_even_mean(a, b) for a, b in zip(voice, report, strict=True))
        return Range.between(low, high)
    return Range.between(*(voice or report or _ANYTHING))


def _even_mean(first: float, second: float) -> float:
    odds = math.sqrt(first / (1 - first) * second / (1 - second))
    return odds / (1 + odds)
