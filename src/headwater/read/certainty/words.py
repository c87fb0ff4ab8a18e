"""The words of certainty, and finding them: phrases over lower-case words, with the range a reader hears in them.

The tables are plain text beside this module (``data/certainty_words.tsv``, ``data/certainty_cues.tsv``). Ranges are
those of US ICD 203 where that standard has the word, Kent's where he has it, and otherwise the middle of what
readers said in a published survey of 46 people and 17 phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Generic, TypeVar, cast

from headwater.model import CertaintyLabel, Stance
from headwater.read.words import split_words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Grade:
    """What a word commits its speaker to: FactBank label and probability range (None where the word gives none)."""

    label: CertaintyLabel
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Hedge:
    """One entry of the word table. ``kind`` is prob, boost, poss, evid, belief, plan, open or weak (see the table)."""

    phrase: str
    kind: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class CueWord:
    """One entry of the table of attributing words: its class, and stance and grade when it stands alone."""

    phrase: str
    kind: str
    stance: Stance
    grade: Grade


class Phrases(Generic[T]):
    """A table from phrases (tuples of lower-case words) to entries, searched left to right, longest first."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        seen: set[tuple[str, ...]] = set()
        for words, entry in entries:
            if words and words not in seen:
                seen.add(words)
                self._first.setdefault(words[0], []).append((words, entry))
        for options in self._first.values():
            options.sort(key=lambda option: -len(option[0]))

    def at(self, words: Sequence[str], i: int, end: int) -> tuple[int, T] | None:
        """The longest phrase that begins at word ``i`` and ends by ``end``: its length and entry."""
        second = words[i + 1] if i + 1 < end else None
        for phrase, entry in self._first.get(words[i], ()):
            n = len(phrase)
            # The second word turns most phrases away before their words are put side by side.
            if n == 1 or (phrase[1] == second and i + n <= end and tuple(words[i : i + n]) == phrase):
                return n, entry
        return None

    def find(self, words: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int, T]]:
        """Phrases in ``words[start:end]`` that do not overlap, as (first word, word after, entry)."""
        first = self._first
        i = start
        while i < end:
            hit = self.at(words, i, end) if words[i] in first else None
            if hit is None:
                i += 1
                continue
            yield i, i + hit[0], hit[1]
            i += hit[0]


def plain(word: str) -> str:
    """A word as the tables spell it: lower case, straight apostrophe."""
    lower = word.lower()
    return lower if lower.isascii() else lower.replace("’", "'").replace("‘", "'")


def phrase_words(phrase: str) -> tuple[str, ...]:
    """A phrase cut as documents are cut, so that ``don't`` meets ``do`` + ``n't``."""
    return tuple(plain(word) for word in split_words(phrase).text)


@cache
def hedge_phrases() -> Phrases[Hedge]:
    """The table of hedges, boosters and probability words."""
    entries = []
    for kind, low, high, label, phrase in _rows("certainty_words.tsv"):
        grade = Grade(cast(CertaintyLabel, label), _number(low), _number(high))
        entries.append((phrase_words(phrase), Hedge(phrase, kind, grade)))
    return Phrases(entries)


@cache
def cue_phrases() -> Phrases[CueWord]:
    """The table of attributing words, each in all its forms."""
    entries: list[tuple[tuple[str, ...], CueWord]] = []
    for kind, stance, label, low, high, phrase in _rows("certainty_cues.tsv"):
        grade = Grade(cast(CertaintyLabel, label), _number(low), _number(high))
        cue = CueWord(phrase, kind, cast(Stance, stance), grade)
        first, *rest = phrase_words(phrase)
        entries.extend(((form, *rest), cue) for form in word_forms(first))
    return Phrases(entries)


def range_of(phrase: str) -> Grade | None:
    """Label and range of a phrase of probability, if the table has it ("highly likely" → PR+, 0.80 to 0.95)."""
    words = list(phrase_words(phrase))
    hit = hedge_phrases().at(words, 0, len(words)) if words else None
    return hit[1].grade if hit and hit[0] == len(words) else None


_IRREGULAR = {
    "be": "is are was were been being",
    "say": "says said saying",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "know": "knows knew known knowing",
    "show": "shows showed shown showing",
    "find": "finds found finding findings",
    "write": "writes wrote written writing",
    "hold": "holds held holding",
    "feel": "feels felt feeling",
    "give": "gives gave given giving",
    "uphold": "upholds upheld upholding",
    "see": "sees saw seen seeing",
    "swear": "swears swore sworn swearing",
    "cast": "casts casting",
    "throw": "throws threw thrown throwing",
    "understand": "understands understood understanding",
    "forecast": "forecasts forecasting forecasted",
    "foresee": "foresees foresaw foreseen",
    "foretell": "foretells foretold",
    "mean": "means meant meaning",
    "seek": "seeks sought seeking",
    "shoot": "shoots shot shooting",
    "strike": "strikes struck striking",
    "forbid": "forbids forbade forbidden forbidding",
    "overturn": "overturns overturned overturning",
    "stand": "stands stood standing",
    "come": "comes came coming",
    "take": "takes took taken taking",
    "leave": "leaves left leaving",
    "keep": "keeps kept keeping",
    "have": "has had having",
    "bring": "brings brought bringing",
    "begin": "begins began begun beginning",
    "go": "goes went gone going",
    "fall": "falls fell fallen falling",
    "put": "puts putting",
    "bid": "bids bidding",
    "quiz": "quizzes quizzed quizzing",
    "undertake": "undertakes undertook undertaken undertaking",
    "send": "sends sent sending",
    "refer": "refers referred referring",
    "plead": "pleads pleaded pled pleading",
    "learn": "learns learned learnt learning",
    "label": "labels labelled labeled labelling labeling",
    "signal": "signals signalled signaled signalling signaling",
    "commit": "commits committed committing",
    "permit": "permits permitted permitting",
    "rebut": "rebuts rebutted rebutting",
    "admit": "admits admitted admitting",
    "beg": "begs begged begging",
    "plan": "plans planned planning",
    "plot": "plots plotted plotting",
    "stop": "stops stopped stopping",
    "ban": "bans banned banning",
    "bar": "bars barred barring",
    "dub": "dubs dubbed dubbing",
    "slam": "slams slammed slamming",
    "bat": "bats batted batting",
    "tip": "tips tipped tipping",
    "infer": "infers inferred inferring",
    "hear": "hears heard hearing",
    "raise": "raises raised raising",
    "do": "does did done doing",
    "wish": "wishes wished wishing",
    "can": "could",
}  # fmt: skip


def word_forms(word: str) -> tuple[str, ...]:
    """A word with its inflected forms. Forms that are no words do no harm: nobody writes them."""
    if word in _IRREGULAR:
        return (word, *_IRREGULAR[word].split())
    if word.endswith("e"):
        return word, word + "s", word + "d", word[:-1] + "ing"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"
    plural = word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return word, plural, word + "ed", word + "ing"


def _rows(name: str) -> Iterator[list[str]]:
    text = files("headwater.read").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _number(field: str) -> float | None:
    return None if field == "-" else float(field)
