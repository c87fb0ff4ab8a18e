"""The small network learns from the large one.

What the teacher says of the corpus, of news without marks and of contents read by themselves is worked out once
(``taught.py``). The student, trained on the corpus before, learns the teacher's shares of each tag, mixed with the
annotators' where there are any, and its links.
"""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from torch import nn

from headwater.read.tagging.encoding import Alphabet
from training.authored import Authored, authored_examples
from training.data import Example, certainty_examples, pronoun_examples, rows
from training.lexicon import texts
from training.model import Reader
from training.pronoun_texts import hidden_examples
from training.taught import Piece, Taught, annotated, contents_of, join, plain, soft_examples, teach
from training.train import Recipe

GOLD = 0.4
"""How much the annotators' own tags count beside the teacher's."""

DAMAGE = (("plain", 0.76), ("lower", 0.06), ("upper", 0.06), ("noquotes", 0.09), ("typos", 0.03))
"""How often a text comes damaged; the teacher saw it whole, so more damage costs less than in training on marks alone."""

INCIDENTS = 0.3
"""Share of the incident reports that are learnt from; they are much alike."""

PARTS = {"annotated": 1.0, "annotated_contents": 0.5, "plain": 0.5, "plain_contents": 0.5}
"""How much of each kind an epoch takes."""


def without_dropout(student: Reader) -> Reader:
    """Soft answers keep a small network from learning by heart; nothing need be dropped out."""
    for part in student.modules():
        if isinstance(part, nn.Dropout):
            part.p = 0.0
    return student


def lessons(
    data: Path,
    teacher: Callable[[], Reader],
    alphabet: Alphabet,
    cues: frozenset[str],
    work: Path,
    log: Callable[[str], None],
) -> dict[str, list[Taught]]:
    """All that the teacher says, from ``work`` where it was kept before."""
    asked: Reader | None = None

    def kept(name: str, pieces: Callable[[], Iterator[Piece]]) -> list[Taught]:
        nonlocal asked
        path = work / f"{name}.pkl"
        if not path.exists():
            asked = asked or teacher()
            path.write_bytes(pickle.dumps(teach(asked, list(pieces()), alphabet, log), -1))
        answers: list[Taught] = pickle.loads(path.read_bytes())
        log(f"{name}: {len(answers)} texts, {sum(len(a.soft) for a in answers)} units")
        return answers

    found = {
        "annotated": kept("annotated", lambda: annotated(data)),
        "plain": kept("plain", lambda: plain(data, INCIDENTS)),
    }
    for name in tuple(found):
        found[f"{name}_contents"] = kept(f"{name}_contents", lambda name=name: contents_of(found[name], alphabet, cues))  # type: ignore[misc]
    found["wiki"] = kept("wiki", lambda: _whole(data / "pronouns/gap_development.jsonl.gz", "Text", 400))
    found["uw"] = kept("uw", lambda: _whole(data / "certainty/uw_train.jsonl.gz", "text", 192))
    return found


def _whole(path: Path, key: str, size: int) -> Iterator[Piece]:
    for row in rows(path):
        yield Piece(row[key], [(0, len(row[key]))], size=size)


def epoch_lessons(
    found: dict[str, list[Taught]], data: Path, alphabet: Alphabet, recipe: Recipe, own: list[Authored], epoch: int
) -> list[Example]:
    """All examples of one epoch, every article damaged or not and its window cuts moved."""
    rng = random.Random(recipe.seed * 1000 + epoch)
    names, parts = [name for name, _ in DAMAGE], [share for _, share in DAMAGE]
    examples: list[Example] = []
    for name, part in PARTS.items():
        contents = name.endswith("contents")
        for one in found[name] if part == 1 else rng.sample(found[name], int(part * len(found[name]))):
            skip = 0 if contents else rng.randrange(4)
            examples += soft_examples(one, alphabet, GOLD, variant=rng.choices(names, parts)[0], skip=skip, rng=rng)
    aside = list(_aside(found, data, alphabet))
    examples += rng.sample(aside, int(recipe.aside * len(aside)))
    if recipe.hidden:
        hidden = list(hidden_examples(texts(data), alphabet, recipe.seed * 1000 + epoch))
        examples += rng.sample(hidden, min(recipe.hidden, len(hidden)))
    return examples + authored_examples(own, alphabet) * recipe.repeat


def _aside(found: dict[str, list[Taught]], data: Path, alphabet: Alphabet) -> Iterator[Example]:
    sets = (
        ("uw", certainty_examples(data / "certainty/uw_train.jsonl.gz", alphabet)),
        ("wiki", pronoun_examples(data / "pronouns/gap_development.jsonl.gz", alphabet)),
    )
    for name, examples in sets:
        for example, one in zip(examples, found[name], strict=True):
            yield join(example, one, alphabet)
