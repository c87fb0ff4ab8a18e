"""Export a trained reader: ONNX, int8, with the tokenizer's vocabulary and a card of hashes beside it."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch

from training.encoders import MINILM, MPNET
from training.model import Reader
from training.shrink import pack, quantise, wild

UNFUSED = ["SkipLayerNormFusion"]
"""Fusions of onnxruntime that make the network slower: its joined residual and normalisation costs a tenth of all time.

They change the last digits, so they belong to the file they were calibrated with, and stand in its card.
"""

OUTPUTS = ["tags", "link", "pronoun", "certainty"]


def to_onnx(model: Reader, path: Path) -> None:
    """Write the network in 32-bit floats; batch and length stay free."""
    model.eval()
    ids = torch.ones(2, 16, dtype=torch.long)
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        model,
        (ids, torch.zeros_like(ids), torch.ones_like(ids)),
        str(path),
        input_names=["ids", "features", "mask"],
        output_names=OUTPUTS,
        dynamic_axes=dict.fromkeys(["ids", "features", "mask", *OUTPUTS], axes),
        opset_version=17,
        dynamo=False,
    )


def export(model: Reader, tokenizer: Path, lexicon: Path, out: Path, name: str, card: dict[str, Any]) -> None:
    """Put model, vocabulary and lexicon into ``out`` and record their hashes in ``NAME.json``.

    Weights have 8 bits and a scale for each channel; the large network's file is packed.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "model.onnx"
        to_onnx(model, plain)
        if name == "accurate":
            file = f"{name}.onnx.gz"
            quantise(plain, Path(folder) / "small.onnx", wild)
            pack(Path(folder) / "small.onnx", out / file)
        else:
            file = f"{name}.onnx"
            quantise(plain, out / file)
    if tokenizer.resolve() != (out / "tokenizer.json").resolve():
        shutil.copyfile(tokenizer, out / "tokenizer.json")
    for words in ("lexicon.txt", "cues.txt"):
        if lexicon.parent.resolve() != out.resolve():
            shutil.copyfile(lexicon.parent / words, out / words)
    files = [file, "tokenizer.json", "lexicon.txt", "cues.txt"]
    hashes = {file: hashlib.sha256((out / file).read_bytes()).hexdigest() for file in files}
    (out / f"{name}.json").write_text(
        json.dumps({**card, "unfused": UNFUSED, "sha256": hashes}, indent=1) + "\n", encoding="utf-8"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path, help="a weights folder, whose tokenizer and lexicon are used")
    parser.add_argument("--name", choices=("fast", "accurate"), default="fast")
    arguments = parser.parse_args()
    model = Reader(MINILM if arguments.name == "fast" else MPNET)
    state = torch.load(arguments.checkpoint, map_location="cpu")
    model.load_state_dict(state.get("model", state))
    out: Path = arguments.out
    export(model, out / "tokenizer.json", out / "lexicon.txt", out, arguments.name, {"name": arguments.name})


if __name__ == "__main__":
    main()
