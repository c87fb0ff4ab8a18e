"""Quotation marks: where quotations open and close, and which run on over several paragraphs.

By an old printers' rule, a quotation of several paragraphs opens with a mark in each and closes only in the last. A
stray or missing mark must cost its own paragraph at most, so every paragraph is scanned afresh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from headwater.read.frame import Frame, Range
from headwater.read.tagging.marks import DOUBLE

_CLOSE = frozenset("”»") | {"''"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks within one paragraph, marks included.

    ``opened`` and ``closed`` say which of its marks are there. ``paragraph`` is its index.
    """

    start: int
    end: int
    opened: bool
    closed: bool
    paragraph: int


def find_quotations(frame: Frame) -> list[Quotation]:
    """All quotations in double marks (and ``‘…’`` or ``'…'`` where a text uses single ones), in order."""
    found: list[Quotation] = []
    single = _uses_single_marks(frame)
    for number in range(len(frame.paragraphs)):
        found.extend(_in_paragraph(frame, number, single))
    return found


def _uses_single_marks(frame: Frame) -> bool:
    text = frame.text
    double = sum(text.count(mark) for mark in '“”"«»')
    return double < 2 and text.count("‘") >= 1


def _in_paragraph(frame: Frame, number: int, single: bool) -> list[Quotation]:
    begin, end = frame.paragraphs[number]
    if _is_one(frame.text, begin, end):
        return [Quotation(begin, end, True, True, number)]
    found: list[Quotation] = []
    opened: int | None = None
    for low, high, opens in _single_marks(frame, number) if single else _double_marks(frame, number):
        if opens:
            if opened is not None:  # the closing mark was forgotten: the quotation ends before the next begins
                until = frame.words.end[frame.words_in(opened, low)[-1]]
                found.append(Quotation(opened, until, True, False, number))
            opened = low
        else:
            if opened is None:
                if not found:  # the opening mark was forgotten
                    found.append(Quotation(begin, high, False, True, number))
            else:
                found.append(Quotation(opened, high, True, True, number))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, end, True, False, number))
    return found


def _is_one(text: str, begin: int, end: int) -> bool:
    """Whether a paragraph is all one quotation that has others in the same marks inside it: "“Most “statements” are late.”"."""
    if text[begin] != "“" or text[end - 1] != "”":
        return False
    depth = deepest = 0
    for mark in _CURLY.finditer(text, begin, end):
        depth += 1 if mark.group() == "“" else -1
        deepest = max(deepest, depth)
        if depth == 0:
            return mark.end() == end and deepest > 1
    return False


_CURLY = re.compile("[“”]")


def _double_marks(frame: Frame, number: int) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it opens, for each double mark of a paragraph; a missing one is as wide as nothing."""
    paragraph = frame.cut[number]
    words = paragraph.words
    for mark in paragraph.marks:
        if mark.there:
            yield words.start[mark.word], words.end[mark.word], mark.opens
        else:
            at = words.start[mark.word] if mark.opens else words.end[mark.word - 1]
            yield at, at, mark.opens


def _single_marks(frame: Frame, number: int) -> Iterator[tuple[int, int, bool]]:
    words = frame.cut[number].words
    is_open = False
    for word, low, high in zip(words.text, words.start, words.end, strict=True):
        if word == "‘" or (word in DOUBLE and word not in _CLOSE):
            is_open = True
        elif word in _CLOSE or (word == "’" and is_open):
            is_open = False
        else:
            continue
        yield low, high, is_open


def find_blocks(frame: Frame, quotations: list[Quotation]) -> list[Range]:
    """Quotations that run over several paragraphs: from the first opening mark to the last closing one."""
    by_paragraph: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        by_paragraph.setdefault(quotation.paragraph, []).append(quotation)
    blocks: list[Range] = []
    number = 0
    while number < len(frame.paragraphs):
        here = by_paragraph.get(number)
        if not here or here[-1].closed or not here[-1].opened:
            number += 1
            continue
        start, end, last = here[-1].start, here[-1].end, number
        while (following := by_paragraph.get(last + 1)) and _continues(frame, following[0], last + 1):
            last += 1
            if not following[0].opened:
                end = following[0].end
                break
            end = following[0].end
            if following[0].closed:
                break
        if last > number:
            blocks.append((start, end))
        number = max(last, number + 1)
    return blocks


def _continues(frame: Frame, quotation: Quotation, number: int) -> bool:
    """Whether a paragraph goes on with the quotation before it: by an opening mark, or by closing what it never opened."""
    start, end = frame.paragraphs[number]
    if frame.broken and quotation.end < end:
        return False  # a mark that is missing, rather than one left out by the printers' rule
    return quotation.start == start


_TRAILING = " .,;:!?…—–-"


def form_of(text: str, pieces: list[Range], quotations: list[Quotation]) -> str:
    """``direct`` when all of a content is in quotation marks, ``mixed`` when part is, else ``indirect``."""
    total = quoted = 0
    for start, end in pieces:
        total += _letters(text, start, end)
        for q in quotations:
            low, high = max(start, q.start), min(end, q.end)
            if low < high:
                quoted += _letters(text, low, high)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= 0.95 * total else "mixed"


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
