"""Quotation marks: where quotations open and close, and which run on over several paragraphs.

By an old printers' rule, a quotation of several paragraphs opens with a mark in each and closes only in the last. A
stray or missing mark must cost its own paragraph at most, so every paragraph is scanned afresh.
"""

from __future__ import annotations

from dataclasses import dataclass

from headwater.read.frame import Frame, Range

_OPEN = {"“": "”", "„": "“", "«": "»", "``": "''"}
_CLOSE = frozenset("”»") | {"''"}
_STRAIGHT = '"'


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
    low = frame.first_word[number]
    high = frame.first_word[number + 1] if number + 1 < len(frame.first_word) else len(frame.words)
    begin, end = frame.paragraphs[number]
    found: list[Quotation] = []
    opened: int | None = None
    words = frame.words
    for i in range(low, high):
        word = words.text[i]
        role = _role(word, opened is not None, i == low, single)
        if role == "open":
            if opened is not None:  # the closing mark was forgotten: the quotation ends before the next begins
                found.append(Quotation(opened, words.end[i - 1], True, False, number))
            opened = words.start[i]
        elif role == "close":
            if opened is None:
                if not found:  # the opening mark was forgotten
                    found.append(Quotation(begin, words.end[i], False, True, number))
            else:
                found.append(Quotation(opened, words.end[i], True, True, number))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, end, True, False, number))
    return found


def _role(word: str, is_open: bool, first: bool, single: bool) -> str | None:
    if word in _OPEN:
        return "open"
    if word in _CLOSE:
        return "close"
    if word == _STRAIGHT:
        return "close" if is_open and not first else "open"
    if single and word == "‘":
        return "open"
    if single and word == "’" and is_open:
        return "close"
    return None


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
    return quotation.start == frame.paragraphs[number][0]


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
