"""Export a trained reader: ONNX, int8, with the tokenizer's vocabulary and a card of hashes beside it."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from headwater.read.frame import cut_text
from headwater.read.tagging.encoding import Alphabet, fill_windows
from headwater.read.tagging.tagger import load_alphabet
from training.authored import read_texts
from training.encoders import MINILM, MPNET
from training.fixed import fix_scales
from training.model import Reader
from training.shrink import pack, quantise, wild

UNFUSED = ["SkipLayerNormFusion"]
"""Fusions of onnxruntime that make the network slower: its joined residual and normalisation costs a tenth of all time.

They change the last digits, so they belong to the file they were calibrated with, and stand in its card.
"""

OUTPUTS = ["tags", "link", "pronoun", "certainty"]

TEXTS = Path(__file__).parent / "texts"
CALIBRATE = 160
"""Windows of our own texts that fix the scales of the small network's activations."""

SHARE = 0.98
"""Part of those windows whose largest activations a scale takes in; between 0.9 and 1 the tags on dev agree as well with 32 bits."""


def to_onnx(model: Reader, path: Path) -> None:
    """Write the network in 32-bit floats; batch and length stay free.

    The small network takes no mask: only windows of one length share a run. The large one, whose weights fill no cache, has to read
    them again for every run, so for it fewer runs with padding are quicker.
    """
    model.eval()
    inputs = ["ids", "features"] if model.distance is None else ["ids", "features", "mask"]
    ids = torch.ones(2, 16, dtype=torch.long)
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        model,
        (ids, torch.zeros_like(ids), torch.ones_like(ids))[: len(inputs)],
        str(path),
        input_names=inputs,
        output_names=OUTPUTS,
        dynamic_axes=dict.fromkeys([*inputs, *OUTPUTS], axes),
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )


def export(model: Reader, tokenizer: Path, lexicon: Path, out: Path, name: str, card: dict[str, Any]) -> None:
    """Put model, vocabulary and lexicon into ``out`` and record their hashes in ``NAME.json``.

    Weights have 8 bits and a scale for each channel. The small network's activations have fixed scales, so that a window reads the
    same in any company; the large one's are too wild for that, and its file is packed.
    """
    out.mkdir(parents=True, exist_ok=True)
    if tokenizer.resolve() != (out / "tokenizer.json").resolve():
        shutil.copyfile(tokenizer, out / "tokenizer.json")
    for words in ("lexicon.txt", "cues.txt"):
        if lexicon.parent.resolve() != out.resolve():
            shutil.copyfile(lexicon.parent / words, out / words)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "model.onnx"
        to_onnx(model, plain)
        small = Path(folder) / "small.onnx"
        if name == "accurate":
            file = f"{name}.onnx.gz"
            quantise(plain, small, wild)
            pack(small, out / file)
        else:
            file = f"{name}.onnx"
            quantise(plain, small)
            fix_scales(small, out / file, _windows(load_alphabet(out)), SHARE)
    files = [file, "tokenizer.json", "lexicon.txt", "cues.txt"]
    hashes = {file: hashlib.sha256((out / file).read_bytes()).hexdigest() for file in files}
    (out / f"{name}.json").write_text(
        json.dumps({**card, "unfused": UNFUSED, "sha256": hashes}, indent=1) + "\n", encoding="utf-8"
    )


def _windows(alphabet: Alphabet) -> Iterator[dict[str, NDArray[np.int64]]]:
    """Windows of the training texts, as the network takes them."""
    windows = [
        window
        for text in read_texts(TEXTS)
        for window in fill_windows(cut_text(text.text, alphabet.lexicon).cut, alphabet)
    ]
    for window in windows[:: max(1, len(windows) // CALIBRATE)]:
        yield {"ids": np.array([window.pieces], np.int64), "features": np.array([window.features], np.int64)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path, help="a weights folder, whose tokenizer and lexicon are used")
    parser.add_argument("--name", choices=("fast", "accurate"), default="fast")
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint, map_location="cpu")
    model = Reader(replace(MINILM, cut=tuple(state.get("cut", ()))) if arguments.name == "fast" else MPNET)
    model.load_state_dict(state.get("model", state))
    out: Path = arguments.out
    export(model, out / "tokenizer.json", out / "lexicon.txt", out, arguments.name, {"name": arguments.name})


if __name__ == "__main__":
    main()
