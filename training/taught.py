"""What a teacher says of running text: soft tags, links and certainty for a smaller network to learn.

The teacher reads every text once, cut as the reader cuts it, and the contents it finds (or that are marked) once more by
themselves. Its answers are kept by place in the text, so that an epoch may cut the windows anew, or damage the text, and
still know them.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from headwater.read.tagging.decoding import best_tags, tag_spans
from headwater.read.tagging.encoding import Alphabet, Paragraph, Window, cut_paragraph, fill_windows
from training.data import IGNORE, Example, Mark, _label, line_marks, rows, vary
from training.model import LINK, Reader

Floats = NDArray[np.float32]

LEAST_WORDS = 4
BUDGET = 6144


Cut = tuple[list[Paragraph], list[list[Mark]] | None]
"""Paragraphs, and the marks of each if any are known."""


@dataclass(slots=True)
class Piece:
    """Some text to be read together: its paragraphs (or the pieces of one content), and the marks known of each, if any."""

    text: str
    bounds: list[tuple[int, int]]
    marks: list[list[Mark]] | None = None
    size: int = 192


@dataclass(slots=True)
class Taught:
    """A piece and the teacher's answers by code point: seven logits, certainty, and links (−1: no cue)."""

    piece: Piece
    soft: dict[int, Floats] = field(default_factory=dict)
    certainty: dict[int, float] = field(default_factory=dict)
    links: list[tuple[int, int]] = field(default_factory=list)
    whole: Cut | None = None

    def cut(self, alphabet: Alphabet) -> Cut:
        """The undamaged piece, cut once for all epochs."""
        if self.whole is None:
            self.whole = cut(self.piece, alphabet)
        return self.whole


@dataclass(slots=True)
class SoftExample(Example):
    """An example whose tags are shares of seven labels (units × 7; a row of zeros is unknown)."""

    soft: Floats = field(default_factory=lambda: np.zeros((0, 7), np.float32))

    def shares(self, smoothing: float) -> Floats:
        """The teacher's shares, mixed with what is marked; they are soft enough by themselves."""
        return self.soft


def annotated(data: Path) -> Iterator[Piece]:
    """The corpus' articles, and each of their marked contents by itself with nothing known of it."""
    for article in rows(data / "attribution/polnear_train.jsonl.gz"):
        lines = [line for line in article["lines"] if line["tokens"]]
        marks = [line_marks(line) for line in lines]
        yield Piece(article["text"], [(line["start"][0], line["end"][-1]) for line in lines], marks)


def plain(data: Path, share: float, seed: int = 1) -> Iterator[Piece]:
    """News without marks: all contested events and a ``share`` of the incidents."""
    rng = random.Random(seed)
    for name, key in (
        ("events/three_outlets_dev", "text"),
        ("events/newswcl50", "text"),
        ("incidents/articles_dev", "content"),
    ):
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line).get(key)
                if text and (not name.startswith("incidents") or rng.random() < share):
                    yield Piece(text, paragraphs_of(text, 0, len(text)))


def paragraphs_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Lines of a stretch that hold anything."""
    bounds, at = [], start
    for line in text[start:end].split("\n"):
        if line.strip():
            bounds.append((at, at + len(line)))
        at += len(line) + 1
    return bounds


def cut(piece: Piece, alphabet: Alphabet, text: str | None = None) -> Cut:
    """The piece's paragraphs, of ``text`` if it was damaged, with their marks."""
    paragraphs = [cut_paragraph(text or piece.text, low, high, alphabet.lexicon) for low, high in piece.bounds]
    kept = [i for i, p in enumerate(paragraphs) if p.words.text]
    return [paragraphs[i] for i in kept], None if piece.marks is None else [piece.marks[i] for i in kept]


def contents_of(taught: Iterable[Taught], alphabet: Alphabet, cues: Set[str]) -> Iterator[Piece]:
    """The contents of what was taught, each by itself, where a cue word stands in it, as the reader picks them."""
    for one in taught:
        for bounds in _contents(one, alphabet):
            paragraphs = [cut_paragraph(one.piece.text, a, b, alphabet.lexicon) for a, b in bounds]
            words = sum(len(p.words) for p in paragraphs)
            if words >= LEAST_WORDS and any(form in cues for p in paragraphs for form in p.units.form):
                yield Piece(one.piece.text, bounds)


def _contents(one: Taught, alphabet: Alphabet) -> Iterator[list[tuple[int, int]]]:
    if one.piece.marks is not None:
        by_relation: dict[int, list[tuple[int, int]]] = {}
        for marks in one.piece.marks:
            for mark in marks:
                if mark.kind == "content":
                    by_relation.setdefault(mark.relation, []).append((mark.start, mark.end))
        yield from by_relation.values()
        return
    paragraphs, _ = cut(one.piece, alphabet)
    for paragraph in paragraphs:
        starts = [paragraph.words.start[i] for i in paragraph.units.first]
        scores = [one.soft.get(start) for start in starts]
        if all(score is not None for score in scores) and scores:
            for kind, first, after in tag_spans(best_tags(np.array(scores, dtype=np.float32))):
                if kind == 2:
                    yield [(starts[first], paragraph.words.end[paragraph.units.last[after - 1]])]


def teach(teacher: Reader, pieces: Sequence[Piece], alphabet: Alphabet, log: Callable[[str], None]) -> list[Taught]:
    """Ask the teacher about every piece."""
    teacher.eval()
    result = [Taught(piece) for piece in pieces]
    todo: list[tuple[int, list[Paragraph], Window]] = []
    for number, piece in enumerate(pieces):
        paragraphs, _ = cut(piece, alphabet)
        todo += [(number, paragraphs, window) for window in fill_windows(paragraphs, alphabet, piece.size)]
    todo.sort(key=lambda t: len(t[2].pieces))
    batch: list[tuple[int, list[Paragraph], Window]] = []
    done = told = 0
    for item in [*todo, None]:
        if batch and (item is None or len(item[2].pieces) * (len(batch) + 1) > BUDGET):
            for (number, paragraphs, window), outputs in zip(
                batch, _ask(teacher, [w for _, _, w in batch]), strict=True
            ):
                _keep(result[number], paragraphs, window, outputs)
                done += len(window.pieces)
            batch = []
            if done - told > 100_000:
                log(f"taught {done} pieces")
                told = done
        if item is not None:
            batch.append(item)
    return result


def _ask(teacher: Reader, windows: list[Window]) -> Iterator[tuple[Floats, ...]]:
    length = max(len(w.pieces) for w in windows)
    ids = torch.zeros(len(windows), length, dtype=torch.long)
    features, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for i, window in enumerate(windows):
        n = len(window.pieces)
        ids[i, :n], features[i, :n], mask[i, :n] = torch.tensor(window.pieces), torch.tensor(window.features), 1
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = [o.float().numpy() for o in teacher(ids, features, mask)]
    for i in range(len(windows)):
        yield tuple(o[i] for o in outputs)


def _keep(taught: Taught, paragraphs: list[Paragraph], window: Window, outputs: tuple[Floats, ...]) -> None:
    tags, link, _, certainty = outputs
    starts = unit_starts(window, paragraphs)
    where = window.position
    scores = tags[where]
    for i, start in enumerate(starts):
        taught.soft[start] = scores[i].copy()
        taught.certainty[start] = float(certainty[where[i]])
    spans = tag_spans(best_tags(scores))
    cues = [first for kind, first, _ in spans if kind == 1]
    targets = link[[*(where[c] for c in cues), 0], LINK:]
    for kind, first, _ in spans:
        if kind != 1:
            best = int((targets @ link[where[first], :LINK]).argmax())
            taught.links.append((starts[first], starts[cues[best]] if best < len(cues) else -1))


def unit_starts(window: Window, paragraphs: Sequence[Paragraph]) -> list[int]:
    """Where in the text each unit of a window begins."""
    return [
        paragraphs[p].words.start[paragraphs[p].units.first[u]]
        for p, u in zip(window.paragraph, window.unit, strict=True)
    ]


def soft_examples(
    taught: Taught, alphabet: Alphabet, gold: float, *, variant: str = "plain", skip: int = 0, rng: random.Random
) -> Iterator[SoftExample]:
    """Windows of one piece with the teacher's shares; marked tags count ``gold`` of the whole, where there are any."""
    if variant == "plain":
        paragraphs, marks = taught.cut(alphabet)
    else:
        paragraphs, marks = cut(taught.piece, alphabet, vary(taught.piece.text, variant, rng))
    for low, high in ((0, skip), (skip, len(paragraphs))):
        for window in fill_windows(paragraphs[low:high], alphabet, taught.piece.size):
            here = paragraphs[low:high]
            if marks is None:
                example = Example(window, [IGNORE] * len(window.position), [None] * len(window.position))
            else:
                example = _label(window, here, marks[low:high])
            yield _soften(example, unit_starts(window, here), taught, gold)


def _soften(example: Example, starts: list[int], taught: Taught, gold: float) -> SoftExample:
    soft = np.zeros((len(starts), 7), np.float32)
    for i, start in enumerate(starts):
        logits = taught.soft.get(start)
        if logits is not None:
            shares = np.exp(logits - logits.max())
            soft[i] = shares / shares.sum()
    known = soft.sum(1) > 0
    marked = taught.piece.marks is not None
    if marked:
        wanted = np.eye(7, dtype=np.float32)[example.tags]
        soft = np.where(known[:, None], (1 - gold) * soft + gold * wanted, wanted)
        tags, links = example.tags, example.links
    else:
        tags = best_tags(np.log(np.maximum(soft, 1e-6))).tolist() if len(soft) else []
        links = _places(taught.links, starts, example.window, tags)
    certainty = [
        taught.certainty.get(start) if tag in (3, 4) else None for start, tag in zip(starts, tags, strict=True)
    ]
    return SoftExample(example.window, tags, certainty, links, example.mentions, soft)


def join(example: Example, one: Taught, alphabet: Alphabet) -> SoftExample:
    """An example that knows certainty or pronouns, with the teacher's tags beside; its own answers come first."""
    paragraphs, _ = one.cut(alphabet)
    soft = _soften(example, unit_starts(example.window, paragraphs), one, 0.0)
    if any(c is not None for c in example.certainty):
        soft.certainty = example.certainty
    return soft


def _places(links: list[tuple[int, int]], starts: list[int], window: Window, tags: list[int]) -> list[tuple[int, int]]:
    at = {start: i for i, start in enumerate(starts)}
    found = []
    for a, b in links:
        if a in at and tags[at[a]] in (1, 5) and (b < 0 or (b in at and tags[at[b]] == 3)):
            found.append((window.position[at[a]], 0 if b < 0 else window.position[at[b]]))
    return found
