"""Training examples: corpora turned into the same windows the reader makes, with labels beside them."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.read.tagging.encoding import Alphabet, Paragraph, Window, cut_paragraph, fill_windows

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
KINDS = ("source", "cue", "content")
IGNORE = -100


@dataclass(slots=True)
class Example:
    """One window and what is known about it; ``IGNORE`` marks what is not.

    ``tags`` and ``certainty`` are parallel to ``window.position``. ``links`` are pairs of positions
    (content or source start, cue start or 0 for none). ``mentions`` are (pronoun, candidate, same) triples of positions.
    """

    window: Window
    tags: list[int]
    certainty: list[float | None]
    links: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[tuple[int, int, float]] = field(default_factory=list)

    def shares(self, smoothing: float) -> NDArray[np.float32]:
        """What each unit's tag should be, as shares of the seven labels (units × 7); a row of zeros is unknown."""
        tags = np.array(self.tags, dtype=np.intp)
        known = (tags != IGNORE)[:, None]
        wanted = np.eye(len(LABELS), dtype=np.float32)[np.where(tags == IGNORE, 0, tags)]
        return np.where(known, (1 - smoothing) * wanted + np.float32(smoothing / len(LABELS)), np.float32(0))


def rows(path: Path) -> list[dict[str, Any]]:
    """Read one gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled span of an article, in code points."""

    kind: str
    start: int
    end: int
    relation: int


def line_marks(line: dict[str, Any]) -> list[Mark]:
    """The labelled spans of one corpus line."""
    marks: list[Mark] = []
    kind, begin, relation = "", 0, -1
    labels = [*line["labels"], "O"]
    for i, label in enumerate(labels):
        if kind and (label[0] != "I" or label[2:] != kind):
            marks.append(Mark(kind, line["start"][begin], line["end"][i - 1], relation))
            kind = ""
        if label != "O" and (label[0] == "B" or not kind):
            kind, begin, relation = label[2:], i, line["relation"][i]
    return marks


# Variants of the text: (name, share of training articles). Offsets never change.
VARIANTS = (("plain", 0.86), ("lower", 0.04), ("upper", 0.04), ("noquotes", 0.04), ("typos", 0.02))


def vary(text: str, variant: str, rng: random.Random) -> str:
    """The same text, damaged in one way, code point for code point."""
    if variant == "lower":
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if variant == "upper":
        return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
    if variant == "noquotes":
        return (
            re.sub(r"[“”\"]", " ", text)
            if rng.random() < 0.5
            else "".join(" " if c in '“”"' and rng.random() < 0.5 else c for c in text)
        )
    if variant == "typos":
        return "".join(
            rng.choice("abcdefghijklmnopqrstuvwxyz") if c.islower() and rng.random() < 0.02 else c for c in text
        )
    return text


def attribution_examples(
    article: dict[str, Any],
    alphabet: Alphabet,
    *,
    variant: str = "plain",
    skip: int = 0,
    rng: random.Random | None = None,
) -> list[Example]:
    """Windows of one annotated article. ``skip`` paragraphs form the first window alone, which moves the cuts."""
    text = vary(article["text"], variant, rng or random.Random(0))
    lines = [line for line in article["lines"] if line["tokens"]]
    paragraphs = [cut_paragraph(text, line["start"][0], line["end"][-1], alphabet.lexicon) for line in lines]
    marks = [line_marks(line) for line in lines]
    examples: list[Example] = []
    for low, high in ((0, skip), (skip, len(paragraphs))):
        for window in fill_windows(paragraphs[low:high], alphabet):
            examples.append(_label(window, paragraphs[low:high], marks[low:high]))
    return examples


def _label(window: Window, paragraphs: Sequence[Paragraph], marks: Sequence[Sequence[Mark]]) -> Example:
    tags = [0] * len(window.position)
    heads: dict[tuple[int, int], dict[str, list[int]]] = {}
    at: dict[int, list[int]] = {}
    for i, paragraph in enumerate(window.paragraph):
        at.setdefault(paragraph, []).append(i)
    for number, here in at.items():
        words, units = paragraphs[number].words, paragraphs[number].units
        for mark in marks[number]:
            opened = False
            for i in here:
                unit = window.unit[i]
                if words.start[units.first[unit]] < mark.end and words.end[units.last[unit]] > mark.start:
                    if tags[i]:
                        continue
                    tags[i] = 1 + 2 * KINDS.index(mark.kind) + opened
                    if not opened:
                        heads.setdefault((number, mark.relation), {}).setdefault(mark.kind, []).append(
                            window.position[i]
                        )
                    opened = True
    links: list[tuple[int, int]] = []
    for (_, relation), parts in heads.items():
        if relation < 0:
            continue
        cues = parts.get("cue", [])
        for other in (*parts.get("source", []), *parts.get("content", [])):
            links.append((other, min(cues, key=lambda c: abs(c - other)) if cues else 0))
    return Example(window, tags, [None] * len(tags), links)


def _find_units(paragraph: Paragraph, start: int, end: int) -> list[int]:
    words, units = paragraph.words, paragraph.units
    return [u for u in range(len(units.form)) if words.start[units.first[u]] < end and words.end[units.last[u]] > start]


def certainty_examples(path: Path, alphabet: Alphabet) -> Iterator[Example]:
    """UW factuality: events of single sentences graded from -3 to 3."""
    for row in rows(path):
        tokens = row["text"].split(" ")
        starts, at = [], 0
        for token in tokens:
            starts.append(at)
            at += len(token) + 1
        text = row["text"]
        paragraph = cut_paragraph(text, 0, len(text), alphabet.lexicon)
        for window in fill_windows([paragraph], alphabet)[:1]:
            certainty: list[float | None] = [None] * len(window.position)
            unit_at = {u: i for i, u in enumerate(window.unit)}
            for target in row["targets"]:
                a = starts[target["span1"][0]]
                b = starts[target["span1"][1] - 1] + len(tokens[target["span1"][1] - 1])
                for u in _find_units(paragraph, a, b)[:1]:
                    if u in unit_at:
                        certainty[unit_at[u]] = float(target["label"])
            yield Example(window, [IGNORE] * len(window.position), certainty)


def pronoun_examples(path: Path, alphabet: Alphabet) -> Iterator[Example]:
    """GAP: an ambiguous pronoun and two candidate names, each the same person or not."""
    for row in rows(path):
        text = row["Text"]
        paragraph = cut_paragraph(text, 0, len(text), alphabet.lexicon)
        for window in fill_windows([paragraph], alphabet, 400)[:1]:
            position = {u: window.position[i] for i, u in enumerate(window.unit)}

            def at(start: int, length: int) -> int | None:
                units = _find_units(paragraph, start, start + length)
                return position.get(units[-1]) if units else None

            pronoun = at(int(row["Pronoun-offset"]), len(row["Pronoun"]))
            mentions: list[tuple[int, int, float]] = []
            for name in "AB":
                candidate = at(int(row[f"{name}-offset"]), len(row[name]))
                if pronoun is not None and candidate is not None:
                    mentions.append((pronoun, candidate, float(row[f"{name}-coref"] == "TRUE")))
            yield Example(window, [IGNORE] * len(window.position), [None] * len(window.position), [], mentions)
