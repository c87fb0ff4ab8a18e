"""The sentence encoder as a file: all-MiniLM-L6-v2 whole, mean-pooled and normalised, int8 weights with a scale per channel.

    python -m training.sentence ENCODER_FOLDER [--out src/headwater/weights]

Nothing is trained. The command prints how near the 8-bit vectors are to the 32-bit ones on plain sentences.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime import InferenceSession
from torch import Tensor, nn

from training.encoders import from_minilm
from training.export import quantise

CHECK = (
    "The gate was shut before the water rose, the keeper said.",
    "Twelve people were killed when the ferry sank off Port Marram on Monday.",
    "Two officials said that the ministry had been warned.",
    "Prices rose by 3.2 per cent in May, the statistics office reported.",
    "No",
    "The opposition leader denied that his party had taken money from the shipping company, and called for an inquiry.",
)


class SentenceEncoder(nn.Module):
    """Ids and mask (batch × length, int64) to one vector each (batch × 384, length one)."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.reader = from_minilm(folder)
        nn.init.zeros_(self.reader.features.weight)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x = self.reader.encode(ids, torch.zeros_like(ids), mask)
        weight = mask[:, :, None].to(x.dtype)
        return nn.functional.normalize((x * weight).sum(1) / weight.sum(1).clamp(min=1e-9), dim=1)


def export(folder: Path, out: Path) -> float:
    """Write ``sentence.onnx`` and its card; return the lowest cosine between 8-bit and 32-bit vectors of ``CHECK``."""
    model = SentenceEncoder(folder).eval()
    ids = torch.ones(2, 16, dtype=torch.long)
    axes = {"ids": {0: "batch", 1: "length"}, "mask": {0: "batch", 1: "length"}, "vector": {0: "batch"}}
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.onnx"
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["vector"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantise(plain, out / "sentence.onnx")
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


def _lowest_cosine(model: SentenceEncoder, out: Path) -> float:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    tokenizer.no_padding()
    session = InferenceSession(str(out / "sentence.onnx"), providers=["CPUExecutionProvider"])
    cosines = []
    for sentence in CHECK:
        ids = np.array([tokenizer.encode(sentence).ids], dtype=np.int64)
        mask = np.ones_like(ids)
        with torch.no_grad():
            exact = model(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()[0]
        cosines.append(float(session.run(None, {"ids": ids, "mask": mask})[0][0] @ exact))
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
