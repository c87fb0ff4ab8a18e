"""A document cut up once for all stages: paragraphs, sentences, words.

Residue is left out of it, so no later stage can attribute a watermark to anybody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from headwater.model import Document
from headwater.read.tagging.encoding import Paragraph, cut_paragraph
from headwater.read.tagging.lost import broken_marks
from headwater.read.tagging.marks import gaps
from headwater.read.tagging.missing import continued_marks, read_marks
from headwater.read.words import Words, sentence_starts

Range = tuple[int, int]
"""Half-open range of code points of the document's text."""

_PARAGRAPH = re.compile(r"[^\n]+")
_OPENS = re.compile(r"\s*[“\"«„]")


LEAST_HALVES, SHARE_OF_HALVES = 3, 0.1
"""Half pairs, and their share of all marks, from which a page counts as one whose marks can't be trusted."""


@dataclass(frozen=True)
class Frame:
    """The words of a document's own text, flat and in order, with their paragraphs and sentences.

    ``words`` are all words outside residue. ``paragraph_of`` and ``sentence_of`` are parallel to it. ``paragraphs`` and
    ``sentences`` are ranges of the text; ``first_word`` and ``first_of_sentence`` say at which word each begins.
    ``cut`` holds the masked paragraphs for the tagger; its word numbering restarts in each paragraph.
    """

    text: str
    words: Words
    paragraph_of: list[int]
    sentence_of: list[int]
    paragraphs: list[Range]
    first_word: list[int]
    sentences: list[Range]
    first_of_sentence: list[int]
    cut: list[Paragraph]

    @cached_property
    def broken(self) -> bool:
        """Whether the page loses its quotation marks: more than a few pairs are halves."""
        halves = sum(len(gaps([m for m in p.marks if m.there], len(p.words))) for p in self.cut)
        marks = sum(m.there for p in self.cut for m in p.marks)
        return halves >= LEAST_HALVES and halves >= SHARE_OF_HALVES * marks

    def words_in(self, start: int, end: int) -> range:
        """Indices of the words that touch ``[start, end)``."""
        return range(bisect_right(self.words.end, start), bisect_left(self.words.start, end))

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds, or last began before, a code point."""
        return max(0, bisect_right(self.sentences, (position, len(self.text) + 1)) - 1)

    def paragraph_at(self, position: int) -> int:
        """Index of the paragraph that holds, or last began before, a code point."""
        return max(0, bisect_right(self.paragraphs, (position, len(self.text) + 1)) - 1)


@dataclass(frozen=True)
class Signals:
    """What the network's other heads say, for stages that resolve and grade.

    ``certainty`` is parallel to ``Frame.words``: -3 (certainly not) to 3 (certainly) for an event that word names.
    ``pronoun(a, b)`` is the log-odds that word ``a``, a pronoun, names the same person as the name ending at word
    ``b``; None where the two are too far apart to have been read together. ``network`` says whose answers they are.
    """

    certainty: Sequence[float]
    pronoun: Callable[[int, int], float | None]
    network: str = "fast"


@dataclass(slots=True)
class Draft:
    """An attribution in the making: ranges of the text, not yet resolved.

    ``parent`` is an index into the list of drafts. ``block`` marks a quotation block that runs over paragraphs.
    ``confidence`` is the tagger's own, 0 to 1.
    """

    source: Range | None
    cue: list[Range]
    content: list[Range]
    parent: int | None = None
    form: str = "indirect"
    block: bool = False
    confidence: float = 1.0
    notes: list[str] = field(default_factory=list)


def leave_out(drafts: list[Draft], gone: Collection[int]) -> None:
    """Take the drafts numbered ``gone`` out, in place; what lies inside them moves up a level."""
    for draft in drafts:
        while draft.parent is not None and draft.parent in gone:
            draft.parent = drafts[draft.parent].parent
    place = {old: new for new, old in enumerate(i for i in range(len(drafts)) if i not in gone)}
    drafts[:] = [d for i, d in enumerate(drafts) if i not in gone]
    for draft in drafts:
        draft.parent = None if draft.parent is None else place[draft.parent]


def make_frame(document: Document, lexicon: Set[str]) -> Frame:
    """Cut a document's text, leaving out its residue."""
    return cut_text(document.text, lexicon, [(r.start, r.end) for r in document.residue])


def cut_text(text: str, lexicon: Set[str], skip: Sequence[Range] = ()) -> Frame:
    """Cut ``text`` into paragraphs (lines), sentences and words, leaving out the ranges in ``skip``.

    The horizontal bar that some papers set for a dash is read as one.
    """
    text = text.replace("―", "—")
    frame = Frame(text, Words([], [], []), [], [], [], [], [], [], [])
    skipped = sorted(skip)
    for match in _PARAGRAPH.finditer(text):
        read = continued_marks if _OPENS.match(text, match.end()) else read_marks
        paragraph = cut_paragraph(text, match.start(), match.end(), lexicon, skipped, read)
        if not paragraph.words.text:
            continue
        _append(frame, paragraph)
    if frame.broken:
        for i, (low, high) in enumerate(frame.paragraphs):
            frame.cut[i] = cut_paragraph(text, low, high, lexicon, skipped, broken_marks)
    return frame


def _append(frame: Frame, paragraph: Paragraph) -> None:
    words = paragraph.words
    base = len(frame.words.text)
    number = len(frame.paragraphs)
    frame.cut.append(paragraph)
    frame.paragraphs.append((words.start[0], words.end[-1]))
    frame.first_word.append(base)
    frame.words.text.extend(words.text)
    frame.words.start.extend(words.start)
    frame.words.end.extend(words.end)
    frame.paragraph_of.extend([number] * len(words))
    starts = sentence_starts(words.text)
    for begin, after in zip(starts, [*starts[1:], len(words)], strict=True):
        frame.sentence_of.extend([len(frame.sentences)] * (after - begin))
        frame.sentences.append((words.start[begin], words.end[after - 1]))
        frame.first_of_sentence.append(base + begin)
