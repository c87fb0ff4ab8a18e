"""Running text to read alike: windows as the reader makes them, of whole texts and of the contents found in them.

Nothing marked is needed. The texts come in chunks; what is found to be said in one chunk is read by itself in the next, where a
cue word stands in it, as the reader does.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from headwater.read.tagging.encoding import WINDOW, Alphabet, Paragraph, Window, cut_paragraph, fill_windows
from training.authored import read_texts
from training.data import rows, vary
from training.taught import LEAST_WORDS, paragraphs_of

SOURCES = (
    ("attribution/polnear_train", "text", 1.0),
    ("events/three_outlets_dev", "text", 1.0),
    ("events/newswcl50", "text", 1.0),
    ("incidents/articles_dev", "content", 0.6),
    ("certainty/uw_train", "text", 1.0),
    ("certainty/commitmentbank", "Context", 0.5),
    ("pronouns/gap_development", "Text", 0.5),
    ("claims/mrpc_train", "a", 0.5),
)
"""File, field, and the share of it that comes in one round."""

OWN_ROUNDS = 2
"""How often each of our own texts comes in one round: they hold much in few words."""

DAMAGE = {"plain": 0.86, "lower": 0.04, "upper": 0.03, "noquotes": 0.05, "typos": 0.02}
CHUNK = 200
MOST_CONTENTS = 0.7
"""Share of the contents found that are read by themselves."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text to read together: its paragraphs' places."""

    text: str
    bounds: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Item:
    """One window and the paragraphs it was filled from."""

    stretch: Stretch
    paragraphs: list[Paragraph]
    window: Window


def one_round(data: Path, own: Path, rng: random.Random, leave_out: Set[str]) -> list[str]:
    """Texts of one round, in random order. Those whose first hundred characters are in ``leave_out`` are kept for measuring."""
    texts: list[str] = []
    for name, key, share in SOURCES:
        found = [str(row[key]) for row in rows(data / f"{name}.jsonl.gz") if row.get(key)]
        texts += found if share == 1 else rng.sample(found, int(share * len(found)))
    texts += [one.text for one in read_texts(own)] * OWN_ROUNDS
    texts = [text for text in texts if text.strip()[:100] not in leave_out]
    rng.shuffle(texts)
    return texts


def measured_texts(data: Path) -> frozenset[str]:
    """The beginnings of the articles whose readings are measured."""
    files = ("attribution/polnear_dev", "voices/articles_dev")
    return frozenset(str(row["text"]).strip()[:100] for name in files for row in rows(data / f"{name}.jsonl.gz"))


class Stream:
    """Batches of windows without end; ``found`` takes what is said in them, to be read by itself later."""

    def __init__(self, data: Path, own: Path, alphabet: Alphabet, cues: Set[str], budget: int, seed: int) -> None:
        self._data, self._own, self._alphabet, self._cues, self._budget = data, own, alphabet, cues, budget
        self._rng = random.Random(seed)
        self._leave_out = measured_texts(data)
        self._waiting: list[Stretch] = []

    def __iter__(self) -> Iterator[list[Item]]:
        while True:
            texts = iter(one_round(self._data, self._own, self._rng, self._leave_out))
            while chunk := list(islice(texts, CHUNK)):
                items = [item for text in chunk for item in self._windows(self._damaged(text))]
                inner, self._waiting = self._waiting, []
                items += [item for stretch in inner for item in self._windows(stretch, moved=False)]
                yield from batches_of(items, self._budget, self._rng)

    def found(self, items: Sequence[Item], spans: Sequence[Sequence[tuple[int, int]]]) -> None:
        """Contents of each window, as ranges of text."""
        for item, contents in zip(items, spans, strict=True):
            for start, end in contents:
                if self._rng.random() < MOST_CONTENTS:
                    self._add(Stretch(item.stretch.text, paragraphs_of(item.stretch.text, start, end)))

    def _add(self, stretch: Stretch) -> None:
        paragraphs = self._cut(stretch)
        likely = any(form in self._cues for p in paragraphs for form in p.units.form)
        if likely and sum(len(p.words) for p in paragraphs) >= LEAST_WORDS:
            self._waiting.append(stretch)

    def _damaged(self, text: str) -> Stretch:
        text = vary(text, self._rng.choices(list(DAMAGE), list(DAMAGE.values()))[0], self._rng)
        return Stretch(text, paragraphs_of(text, 0, len(text)))

    def _cut(self, stretch: Stretch) -> list[Paragraph]:
        cut = [cut_paragraph(stretch.text, low, high, self._alphabet.lexicon) for low, high in stretch.bounds]
        return [paragraph for paragraph in cut if paragraph.words.text]

    def _windows(self, stretch: Stretch, moved: bool = True) -> Iterator[Item]:
        paragraphs = self._cut(stretch)
        skip = self._rng.randrange(4) if moved else 0
        for part in (paragraphs[:skip], paragraphs[skip:]):
            for window in fill_windows(part, self._alphabet, WINDOW):
                yield Item(stretch, part, window)


def batches_of(items: Sequence[Item], budget: int, rng: random.Random) -> Iterator[list[Item]]:
    """Windows of like length together, at most ``budget`` pieces, in random order."""
    order = sorted(items, key=lambda item: (len(item.window.pieces) // 8, rng.random()))
    made: list[list[Item]] = [[]]
    for item in order:
        if made[-1] and len(item.window.pieces) * (len(made[-1]) + 1) > budget:
            made.append([])
        made[-1].append(item)
    rng.shuffle(made)
    yield from (batch for batch in made if batch)


def padded(items: Sequence[Item]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Ids, features, mask, and where a unit begins (batch × length)."""
    length = max(len(item.window.pieces) for item in items)
    ids = np.zeros((len(items), length), np.int64)
    features, mask, starts = np.zeros_like(ids), np.zeros_like(ids), np.zeros(ids.shape, bool)
    for i, item in enumerate(items):
        n = len(item.window.pieces)
        ids[i, :n], features[i, :n], mask[i, :n] = item.window.pieces, item.window.features, 1
        starts[i, item.window.position] = True
    return torch.from_numpy(ids), torch.from_numpy(features), torch.from_numpy(mask), torch.from_numpy(starts)


def contents(item: Item, spans: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Ranges of text of the contents among a window's decoded spans (kind, first unit, after last)."""
    found = []
    for kind, first, after in spans:
        if kind == 2:
            begin, end = _word(item, first, 0), _word(item, after - 1, 1)
            found.append((begin, end))
    return found


def _word(item: Item, unit: int, side: int) -> int:
    paragraph = item.paragraphs[item.window.paragraph[unit]]
    number = item.window.unit[unit]
    return (
        paragraph.words.end[paragraph.units.last[number]]
        if side
        else paragraph.words.start[paragraph.units.first[number]]
    )
