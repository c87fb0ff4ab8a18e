"""A corpus of any size made of the readings of real articles: each copy of an article is about something else.

A copy has other words of the same length in place of its names and of all words but the commonest, so that every range of the reading
still fits. They are taken from the articles' own words, as common and of the same ending, in another order for every round of copies:
so words are real and a sentence has about as many word pieces as before. As many rounds go by, words that no article has come in
as new ones do in real news: of 1,964 articles those 1,000 first had 1.42 times fewer names and 1.28 times fewer other words, so the
names grow about with the root of the number of articles (``NEW_NAMES``), the others slower (``NEW_WORDS``). New words are two real ones joined.
The commonest words, the language's own, give way in every place to one of the same length and ending, drawn as often as it is used: else
the copies of one article would share runs of small words as no two real articles do, every round with every other, and that would be
most of what a large corpus costs. So sentences mean nothing; what they cost is what counts here. Long numbers change with each round.
Days move on by rounds, within the days on which the articles were published, so that each day has the more articles the larger the
corpus is, while the copies of one article lie as far apart as may be. Publishers, short numbers, years and words of one or two letters stay.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

Reading = dict[str, Any]

_WORD = re.compile(r"[A-Za-z]{3,}")
_NUMBER = re.compile(r"(?<![\d-])(?!(?:19|20)\d\d\b)\d{3,}")
_DATE = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
COMMON_SHARE = 0.2
"""Words that more than this part of the articles hold are the language's own, not the story's."""
NEW_NAMES, NEW_WORDS = 0.5, 0.37
"""With which power of the articles their different names and other words grow."""
APART = 0.618
"""Part of all days by which each round moves on: by the golden section any number of rounds lies well spread."""
_ENDINGS = ("ing", "ed", "ly", "s")


def made_corpus(readings: Sequence[Reading], size: int) -> Iterator[Reading]:
    """``size`` readings: those given, then as many rounds of copies with other words as are needed."""
    vocabulary = _Vocabulary(readings)
    days = [date.fromisoformat(d[:10]).toordinal() for r in readings if (d := r["document"].get("published"))]
    first, count = (min(days), max(days) - min(days) + 1) if days else (1, 1)
    for start in range(0, size, len(readings)):
        turn = start // len(readings)
        other = vocabulary.other(turn) if turn else {}
        moved = partial(_moved, first=first, count=count, by=round(turn * APART * count))
        for reading in readings[: size - start]:
            yield _dated(_turned(reading, turn, other, vocabulary.common), moved) if turn else reading


class _Vocabulary:
    """The words of the articles, all but the commonest."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        held: dict[str, int] = defaultdict(int)
        capital: dict[str, int] = defaultdict(int)
        used: Counter[str] = Counter()
        for reading in readings:
            every = _WORD.findall(reading["document"]["text"])
            used.update(w.lower() for w in every)
            words = set(every)
            for word in {w.lower() for w in words}:
                held[word] += 1
            for word in {w.lower() for w in words if w[0].isupper()} - {w for w in words if w.islower()}:
                capital[word] += 1
        most = max(3, COMMON_SHARE * len(readings))
        self.common = _drawn_from({w: used[w] for w, n in sorted(held.items()) if n > most})
        self._held = {w: n for w, n in sorted(held.items()) if n <= most}
        self._names = frozenset(w for w, n in self._held.items() if 2 * capital[w] > n)

    def other(self, turn: int) -> Mapping[str, str]:
        """For each word the one that stands in its place in this round."""
        chance = random.Random(turn)
        found: dict[str, str] = {}
        for alike in self._alike():
            order = alike[:]
            chance.shuffle(order)  # each gives way to the one behind it: none to itself, unless it is alone
            found.update(zip(order, [*order[1:], order[0]], strict=True))
        for names in (True, False):
            power = NEW_NAMES if names else NEW_WORDS
            words = [w for w in self._held if (w in self._names) == names]
            chance.shuffle(words)
            words.sort(key=self._held.__getitem__)  # what is new is rare
            new = round(len(words) * ((turn + 1) ** power - turn**power))
            found.update((w, _joined(found[w], found[chance.choice(words)])) for w in words[:new])
        return found

    def _alike(self) -> list[list[str]]:
        """Words of one length, about equally common, of one ending, and names or not."""
        groups: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for word, held in self._held.items():
            groups[len(word), held.bit_length() // 2, _ending(word), word in self._names].append(word)
        return list(groups.values())


def _drawn_from(used: Mapping[str, int]) -> Mapping[str, tuple[Sequence[str], Sequence[int]]]:
    """For each word those of its length and ending, and how often each and all before it are used."""
    groups: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for word in used:
        groups[len(word), _ending(word)].append(word)
    found = [(group, list(itertools.accumulate(used[w] for w in group))) for group in groups.values()]
    return {word: group for group in found for word in group[0]}


def _ending(word: str) -> str:
    return next((e for e in _ENDINGS if word.endswith(e)), "")


def _joined(word: str, other: str) -> str:
    """A word that is as long as ``word`` and ends like it, with the beginning of another."""
    half = len(word) // 2
    return other[:half].ljust(half, "o") + word[half:]


def _turned(
    reading: Reading, turn: int, other: Mapping[str, str], common: Mapping[str, tuple[Sequence[str], Sequence[int]]]
) -> Reading:
    """The reading with other words of the same length: every range still fits."""
    document = dict(reading["document"])
    chance = random.Random(f"{turn} {document['id']}")

    def turned(words: str | None) -> str | None:
        return words and _WORD.sub(lambda m: _cased(m[0], other.get(m[0].lower())), words)

    def of_text(found: re.Match[str]) -> str:
        word = found[0].lower()
        if word in common:
            group, used = common[word]
            return _cased(found[0], chance.choices(group, cum_weights=used)[0])
        return _cased(found[0], other.get(word))

    text = _NUMBER.sub(lambda m: _counted_on(m[0], turn), _WORD.sub(of_text, document["text"]))
    document.update(text=text, title=turned(document.get("title")))
    document.update(origin=f"{document['origin']}#{turn}", url=None, id=f"{turn:04x}{document['id'][4:]}")
    voices = [{**v, "name": turned(v["name"]), "role": turned(v.get("role"))} for v in reading["voices"]]
    return {**reading, "document": document, "voices": voices}


def _counted_on(number: str, turn: int) -> str:
    """Another number of as many digits."""
    low = 10 ** (len(number) - 1)
    return str(low + (int(number) - low + turn * 7919) % (9 * low)) if int(number) >= low else number


def _dated(reading: Reading, moved: Callable[[re.Match[str]], str]) -> Reading:
    """The reading with all its days moved on."""

    def shifted(words: str | None) -> str | None:
        return words and _DATE.sub(moved, words)

    document = {**reading["document"], "published": shifted(reading["document"].get("published"))}
    times = [{**t, "value": shifted(t["value"]), "anchor": shifted(t["anchor"])} for t in reading["times"]]
    return {**reading, "document": document, "times": times}


def _moved(found: re.Match[str], first: int, count: int, by: int) -> str:
    """A day so many days later, begun again at the first day after the last one; a day outside them stays."""
    try:
        day = date.fromisoformat(found[0]).toordinal() - first
    except ValueError:
        return found[0]
    return date.fromordinal(first + (day + by) % count).isoformat() if 0 <= day < count else found[0]


def _cased(before: str, word: str | None) -> str:
    """The word in place of ``before``, capitalised like it."""
    if word is None:
        return before
    if before.islower():
        return word
    return word.upper() if before.isupper() else word.capitalize()
