"""Quotation marks of a page that loses them: pairs that swallow a speaker, and speech left without any mark.

Where many marks of a page are halves of pairs, a pair that is whole may be made of two that are not, and words without
marks may have had them. There, and only there, "…, she said." ends a quotation whatever the marks say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from headwater.read.tagging.marks import Mark
from headwater.read.tagging.missing import is_first_person, leads, read_marks, tag_follows
from headwater.read.words import Words, sentence_starts

_BREAKS = frozenset(",?!—")


def broken_marks(text: str, words: Words) -> list[Mark]:
    """The marks of a paragraph as ``read_marks`` has them, and those that its speakers show to be missing besides."""
    marks = read_marks(text, words)
    starts = [*sentence_starts(words.text), len(words)]
    found = list(marks)
    for low, high, quoted in _stretches(marks, len(words)):
        found.extend(_split(text, words, starts, low, high) if quoted else _bare(text, words, starts, low, high))
    return sorted(found, key=lambda m: (m.word, m.there, m.opens))


def _stretches(marks: Sequence[Mark], count: int) -> Iterator[tuple[int, int, bool]]:
    """Words inside pairs and between them, as (first, after last, whether quoted); halves of pairs hold nothing."""
    at, opened = 0, False
    for mark in marks:
        if mark.opens and not opened:
            yield at, mark.word, False
        elif opened and not mark.opens:
            yield at, mark.word, True
        at, opened = mark.word + mark.there, mark.opens
    if not opened:
        yield at, count, False


def _tags(text: str, words: Words, starts: Sequence[int], low: int, high: int) -> Iterator[tuple[int, int]]:
    """Where ", she said" begins in a stretch, and where the sentence behind it does."""
    at = low
    for i in range(low + 2, high):
        if i > at and words.text[i - 1] in _BREAKS and tag_follows(text, words, i):
            at = _next(starts, i)
            yield i, at


def _split(text: str, words: Words, starts: Sequence[int], low: int, high: int) -> Iterator[Mark]:
    """Close a quotation before its speaker and open it again behind."""
    for tag, behind in _tags(text, words, starts, low, high):
        if behind < high:
            yield Mark(tag, opens=False, there=False)
            yield Mark(behind, opens=True, there=False)


def _bare(text: str, words: Words, starts: Sequence[int], low: int, high: int) -> Iterator[Mark]:
    """Put words of a first person, before and behind their speaker, between marks."""
    begin, tagged = low, False
    for tag, behind in _tags(text, words, starts, low, high):
        yield from _between(words, starts, begin, tag)
        begin, tagged = behind, True
    if tagged and begin < high:
        yield from _between(words, starts, begin, high)
    elif not tagged:
        for i in range(low + 1, high):
            if words.text[i][0].isupper() and words.text[i - 1] in (",", ":") and leads(text, words, i):
                yield from _between(words, starts, i, high)
                break


def _between(words: Words, starts: Sequence[int], low: int, high: int) -> Iterator[Mark]:
    """A pair around words that somebody says of himself, from the first sentence that shows it."""
    while low < high and not is_first_person(words, low, min(high, _next(starts, low))):
        low = min(high, _next(starts, low))
    if high - low > 2:
        yield Mark(low, opens=True, there=False)
        yield Mark(high, opens=False, there=False)


def _next(starts: Sequence[int], at: int) -> int:
    return starts[min(bisect_right(starts, at), len(starts) - 1)]
