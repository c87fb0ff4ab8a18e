"""Texts written for training, with attributions marked in line: invented places, hard constructions.

A file holds texts parted by lines of ``---``. In a text, ``{s1:…}``, ``{c1:…}`` and ``{t1:…}`` mark source, cue and content of
attribution 1; marks nest as attributions do. Lines that begin with ``#`` before a text are notes. A text gives one example
for its outermost attributions and one more for each content, read by itself, as the reader will read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from headwater.read.tagging.encoding import Alphabet, Paragraph, cut_paragraph, fill_windows
from training.data import Example, Mark, _label

_MARK = re.compile(r"\{([sct])(\d+):|\}")
_KIND = {"s": "source", "c": "cue", "t": "content"}


@dataclass(frozen=True, slots=True)
class Authored:
    """A text without its marks, and the marks."""

    text: str
    marks: tuple[Mark, ...]


def parse(markup: str, name: str = "text") -> Authored:
    """Take the marks out of a text. Raises ValueError, naming the place, when they do not balance."""
    text: list[str] = []
    length = at = 0
    stack: list[tuple[str, int, int]] = []
    marks: list[Mark] = []
    for match in _MARK.finditer(markup):
        piece = markup[at : match.start()]
        text.append(piece)
        length += len(piece)
        at = match.end()
        if match.group(1):
            stack.append((_KIND[match.group(1)], int(match.group(2)), length))
        elif not stack:
            raise ValueError(f"{name}: a closing brace too many near {markup[max(0, at - 40) : at]!r}")
        else:
            kind, number, start = stack.pop()
            if start < length:
                marks.append(Mark(kind, start, length, number))
    if stack:
        raise ValueError(f"{name}: {stack[-1]} is never closed in {markup[:60]!r}")
    text.append(markup[at:])
    return Authored("".join(text), tuple(marks))


def read_texts(folder: Path) -> Iterator[Authored]:
    """All texts of a folder, in order of file name."""
    for path in sorted(folder.glob("*.txt")):
        for i, block in enumerate(re.split(r"(?m)^---\s*$", path.read_text(encoding="utf-8"))):
            lines = [line for line in block.strip("\n").split("\n") if not line.startswith("#")]
            markup = "\n".join(lines).strip("\n")
            if markup.strip():
                yield parse(markup, f"{path.name}, text {i + 1}")


def authored_examples(texts: list[Authored], alphabet: Alphabet) -> list[Example]:
    """Examples for every level of every text."""
    examples: list[Example] = []
    for text in texts:
        contents: dict[int, list[Mark]] = {}
        for mark in text.marks:
            if mark.kind == "content":
                contents.setdefault(mark.relation, []).append(mark)
        examples += _level(text.text, [(0, len(text.text))], _outermost(text.marks, contents, None), alphabet)
        for number, pieces in contents.items():
            inside = [
                m
                for m in text.marks
                if m.relation != number and any(p.start <= m.start and m.end <= p.end for p in pieces)
            ]
            level = _outermost(tuple(inside), contents, number)
            examples += _level(text.text, [(p.start, p.end) for p in pieces], level, alphabet)
    return examples


def _outermost(marks: tuple[Mark, ...], contents: dict[int, list[Mark]], within: int | None) -> list[Mark]:
    """The marks of ``marks`` that lie in no other attribution's content, ``within`` aside."""
    kept: list[Mark] = []
    for mark in marks:
        inner = any(
            p.start <= mark.start and mark.end <= p.end
            for number, pieces in contents.items()
            if number not in (mark.relation, within) and not _inside(contents, within, number)
            for p in pieces
        )
        if not inner:
            kept.append(mark)
    return kept


def _inside(contents: dict[int, list[Mark]], inner: int | None, outer: int) -> bool:
    """Whether attribution ``inner`` lies within the content of ``outer``."""
    if inner is None:
        return False
    return all(any(q.start <= p.start and p.end <= q.end for q in contents[outer]) for p in contents[inner])


def _level(text: str, pieces: list[tuple[int, int]], marks: list[Mark], alphabet: Alphabet) -> list[Example]:
    paragraphs: list[Paragraph] = []
    bounds: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        for line in re.finditer(r"[^\n]+", text[start:end]):
            low, high = start + line.start(), start + line.end()
            paragraph = cut_paragraph(text, low, high, alphabet.lexicon)
            if paragraph.words.text:
                paragraphs.append(paragraph)
                bounds.append((low, high))
    labelled = [[_clip(m, low, high) for m in marks if m.start < high and m.end > low] for low, high in bounds]
    return [_label(window, paragraphs, labelled) for window in fill_windows(paragraphs, alphabet)]


def _clip(mark: Mark, low: int, high: int) -> Mark:
    return Mark(mark.kind, max(mark.start, low), min(mark.end, high), mark.relation)


def check(folder: Path) -> str:
    """A line that says how much there is; raises ValueError at the first text that is marked wrongly."""
    texts = list(read_texts(folder))
    attributions = sum(len({m.relation for m in t.marks if m.kind == "content"}) for t in texts)
    return f"{len(texts)} texts, {attributions} attributions, {sum(len(t.text.split()) for t in texts)} words"


if __name__ == "__main__":
    import sys

    print(check(Path(sys.argv[1] if len(sys.argv) > 1 else "training/texts")))
