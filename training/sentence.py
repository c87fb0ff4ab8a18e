"""The sentence encoder as a file: all-MiniLM-L6-v2 whole, int8 weights with a scale per channel, activations with fixed scales.

    python -m training.sentence ENCODER_FOLDER [--out src/headwater/weights]

Nothing is trained; ``training/texts`` only fix the scales. The file gives one vector for each word piece, their mean is the sentence's
(``headwater.trace.embedding``). The command prints how near the 8-bit vectors are to the 32-bit ones on plain sentences.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime import InferenceSession
from torch import Tensor, nn

from headwater.word_pieces import WordPieces
from training.encoders import from_minilm
from training.fixed import fix_scales
from training.shrink import quantise

CHECK = (
    "The gate was shut before the water rose, the keeper said.",
    "Twelve people were killed when the ferry sank off Port Marram on Monday.",
    "Two officials said that the ministry had been warned.",
    "Prices rose by 3.2 per cent in May, the statistics office reported.",
    "No",
    "The opposition leader denied that his party had taken money from the shipping company, and called for an inquiry.",
)


TEXTS = Path(__file__).parent / "texts"
CALIBRATE = 400
"""Sentences that fix the scales; a few dozen give nearly the same ones."""
_MARKS = re.compile(r"\{\w+:|\}")


class SentenceEncoder(nn.Module):
    """Ids and mask (batch × length, int64) to one vector for each piece (batch × length × 384)."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.reader = from_minilm(folder)
        nn.init.zeros_(self.reader.features.weight)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.reader.encode(ids, torch.zeros_like(ids), mask)


def export(folder: Path, out: Path) -> float:
    """Write ``sentence.onnx`` and its card; return the lowest cosine between 8-bit and 32-bit vectors of ``CHECK``."""
    model = SentenceEncoder(folder).eval()
    ids = torch.ones(2, 16, dtype=torch.long)
    axes = {"ids": {0: "batch", 1: "length"}, "mask": {0: "batch", 1: "length"}, "pieces": {0: "batch", 1: "length"}}
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.onnx"
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["pieces"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        small = Path(temporary) / "small.onnx"
        quantise(plain, small)
        fix_scales(small, out / "sentence.onnx", _inputs(out))
    lowest = _lowest_cosine(model, out)
    card: dict[str, Any] = {
        "name": "sentence",
        "encoder": "all-MiniLM-L6-v2 (Apache-2.0), as published",
        "lowest cosine to 32-bit vectors": round(lowest, 4),
        "sha256": {
            file: hashlib.sha256((out / file).read_bytes()).hexdigest() for file in ("sentence.onnx", "tokenizer.json")
        },
    }
    (out / "sentence.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return lowest


def _inputs(out: Path) -> Iterator[dict[str, Any]]:
    """Sentences of the training texts, their marks taken off, as the network takes them."""
    lines = [line for path in sorted(TEXTS.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines()]
    plain = [_MARKS.sub("", line) for line in lines if len(line) > 40 and not line.startswith(("#", "---"))]
    pieces = WordPieces.read(out / "tokenizer.json")
    for text in plain[:: max(1, len(plain) // CALIBRATE)]:
        yield _given(pieces, text)


def _given(pieces: WordPieces, text: str) -> dict[str, Any]:
    ids = np.array([[pieces.number("[CLS]"), *pieces(text)[:94], pieces.number("[SEP]")]], dtype=np.int64)
    return {"ids": ids, "mask": np.ones_like(ids)}


def _lowest_cosine(model: SentenceEncoder, out: Path) -> float:
    pieces = WordPieces.read(out / "tokenizer.json")
    session = InferenceSession(str(out / "sentence.onnx"), providers=["CPUExecutionProvider"])
    cosines = []
    for sentence in CHECK:
        given = _given(pieces, sentence)
        with torch.no_grad():
            exact = model(torch.from_numpy(given["ids"]), torch.from_numpy(given["mask"])).numpy()[0].mean(0)
        found = session.run(None, given)[0][0].mean(0)
        cosines.append(float(found @ exact / np.linalg.norm(found) / np.linalg.norm(exact)))
    return min(cosines)


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/headwater/weights"))
    arguments = parser.parse_args()
    print(f"lowest cosine between 8-bit and 32-bit vectors: {export(arguments.encoder, arguments.out):.4f}")


if __name__ == "__main__":
    main()
