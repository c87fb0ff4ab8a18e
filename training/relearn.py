"""A smaller network that reads as a larger one does: prune it, then train it on running text to give the same answers.

    python -m training.relearn DATA --from build/training/fast/stage2.pt [--share 0.34] [--steps 2000] [--out FOLDER]

No marks are used: what the rules lean on is the old network's own ways, so those are what is kept. The teacher reads every batch
beside the student, who learns what comes out of each layer, and the teacher's tags, links, pronoun vectors and certainty. One core,
bf16: about 2.6 seconds a step of 4,096 pieces. Checkpoints every 50 steps; run again to go on.
Then ``python -m training.calibrate`` and ``training.pronouns`` with the new file.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor, nn

from headwater.read.tagging.decoding import best_tags, tag_spans
from headwater.read.tagging.encoding import Alphabet
from headwater.read.tagging.tagger import load_alphabet
from training.encoders import MINILM
from training.evaluate import evaluate
from training.export import export
from training.likeness import likeness
from training.model import Reader
from training.prune import prune
from training.refit import refit
from training.unmarked import Item, Stream, contents, padded

TEXTS = Path(__file__).parent / "texts"
WEIGHTS = Path("src/headwater/weights")
PARTS = {"tag": 12.0, "layers": 0.5, "last": 0.5, "link": 1.5, "points": 2.0, "pronoun": 0.7, "certainty": 0.3}
"""How much each likeness counts."""

MEASURED = 24
"""Batches on which the pruning is decided."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """``share`` of the layers' time to save, ``steps`` of ``budget`` pieces each, peak ``rate``."""

    share: float = 0.34
    steps: int = 2000
    rate: float = 5e-5
    budget: int = 4096
    seed: int = 4
    warm: int = 20
    every: int = 50


def said_in(items: list[Item], logits: Tensor) -> list[list[tuple[int, int]]]:
    """The contents the teacher finds in each window, as ranges of text."""
    table = logits.numpy()
    return [
        contents(item, tag_spans(best_tags(table[i][item.window.position]))) if item.window.position else []
        for i, item in enumerate(items)
    ]


def relearn(
    student: Reader, teacher: Reader, stream: Stream, recipe: Recipe, checkpoint: Path, log: Callable[[str], None]
) -> None:
    """AdamW with warm-up and linear decay; embeddings stay the teacher's. Goes on from ``checkpoint`` if there is one."""
    teacher.eval()
    student.eval()  # nothing is dropped out
    for part in (student.words, student.positions, student.features, student.norm):
        part.requires_grad_(False)
    learning = [p for p in student.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(learning, lr=recipe.rate, weight_decay=0.01, betas=(0.9, 0.98))
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location="cpu")
        student.load_state_dict(state["model"])
        if "optimiser" in state:
            optimiser.load_state_dict(state["optimiser"])
        done = state["step"]
        log(f"going on after step {done}")
    sums: dict[str, list[float]] = {}
    began = time.monotonic()
    for step, items in enumerate(islice(stream, recipe.steps - done), done + 1):
        for group in optimiser.param_groups:
            group["lr"] = recipe.rate * _share(step, recipe)
        parts, logits = likeness(student, teacher, padded(items))
        stream.found(items, said_in(items, logits))
        torch.stack([PARTS[name] * value for name, value in parts.items()]).sum().backward()
        nn.utils.clip_grad_norm_(learning, 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        for name, value in parts.items():
            sums.setdefault(name, []).append(value.item())
        if step % 20 == 0:
            means = " ".join(f"{n} {sum(v[-40:]) / len(v[-40:]):.4f}" for n, v in sums.items())
            log(f"step {step}/{recipe.steps} {means} {time.monotonic() - began:.0f}s")
        if step % recipe.every == 0 or step == recipe.steps:
            save(student, checkpoint, step, optimiser)


def _share(step: int, recipe: Recipe) -> float:
    if step < recipe.warm:
        return step / recipe.warm
    return max(0.01, (recipe.steps - step) / (recipe.steps - recipe.warm))


def save(model: Reader, path: Path, step: int, optimiser: torch.optim.Optimizer | None = None) -> None:
    """Weights and shape; the file is complete or the old one."""
    state = {"model": model.state_dict(), "cut": model.shape.cut, "step": step}
    if optimiser is not None:
        state["optimiser"] = optimiser.state_dict()
    part = path.with_suffix(".partial")
    torch.save(state, part)
    part.replace(path)


def load(path: Path) -> Reader:
    """A small network, whole or pruned, from a checkpoint."""
    state = torch.load(path, map_location="cpu")
    model = Reader(replace(MINILM, dropout=0.0, cut=tuple(tuple(left) for left in state.get("cut", ()))))
    model.load_state_dict(state.get("model", state))
    return model


def write(model: Reader, alphabet: Alphabet, data: Path, weights: Path, out: Path, recipe: Recipe) -> None:
    """Figures, and the exported file with its card in ``out``."""
    figures = evaluate(model, alphabet, data)
    card = {
        "name": "fast",
        "encoder": "all-MiniLM-L6-v2 (Apache-2.0), heads and inner units taken out",
        "left of each layer": [list(left) for left in model.shape.cut],
        "stages": [str(recipe)],
        "development figures before quantisation": figures,
    }
    out.mkdir(parents=True, exist_ok=True)
    export(model, weights / "tokenizer.json", weights / "lexicon.txt", out, "fast", card)
    print(json.dumps(figures))


def main() -> None:
    usual = Recipe()
    parser = argparse.ArgumentParser(prog="python -m training.relearn", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--from", dest="start", type=Path, required=True, help="the 32-bit checkpoint to prune and to learn from"
    )
    parser.add_argument("--share", type=float, default=usual.share, help="of the layers' time to save")
    parser.add_argument("--steps", type=int, default=usual.steps)
    parser.add_argument("--rate", type=float, default=usual.rate)
    parser.add_argument("--work", type=Path, default=Path("build/training/relearn"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where vocabulary and lexicon lie")
    parser.add_argument("--out", type=Path, default=Path("build/training/relearn/weights"))
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        sys.exit(f"{arguments.data}: no such folder; training needs the development data (see training/README.md)")
    run(
        arguments.data,
        arguments.start,
        Recipe(arguments.share, arguments.steps, arguments.rate),
        arguments.work,
        arguments.weights,
        arguments.out,
    )


def run(data: Path, start: Path, recipe: Recipe, work: Path, weights: Path, out: Path) -> None:
    """Prune, learn, export."""
    torch.set_num_threads(1)
    torch.manual_seed(recipe.seed)
    work.mkdir(parents=True, exist_ok=True)

    def log(line: str) -> None:
        print(line, flush=True)
        with (work / "log.txt").open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    alphabet = load_alphabet(weights)
    cues = frozenset((weights / "cues.txt").read_text(encoding="utf-8").split())
    teacher = load(start)
    cut = work / "cut.pt"
    if not cut.exists():
        sample = Stream(data, TEXTS, alphabet, cues, recipe.budget, recipe.seed)
        batches = [padded(items) for items in islice(sample, MEASURED)]
        small = prune(teacher, batches, recipe.share)
        refit(small, teacher, batches)
        log(f"heads and inner units left of each layer: {small.shape.cut}")
        save(small, cut, 0)
    student = load(cut)
    checkpoint = work / "student.pt"
    stream = Stream(data, TEXTS, alphabet, cues, recipe.budget, recipe.seed + (1 if not checkpoint.exists() else 2))
    relearn(student, teacher, stream, recipe, checkpoint, log)
    write(student, alphabet, data, weights, out, recipe)


if __name__ == "__main__":
    main()
