"""The network: a small BERT encoder with one head for each thing a reading needs.

Written out rather than taken from a framework, so that the graph that is exported holds what it needs and no more.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from headwater.read.encoding import FEATURES
from training.data import LABELS

LINK = 64


class Layer(nn.Module):
    """One transformer layer, normalised after each residual, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: batch × length × width; bias: batch × 1 × 1 × length, added to attention scores."""
        batch, length, width = x.shape

        def split(t: Tensor) -> Tensor:
            return t.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        q, k, v = split(self.q(x)), split(self.k(x)), split(self.v(x))
        if torch.onnx.is_in_onnx_export():
            mixed = (q @ k.transpose(-1, -2) / math.sqrt(width // self.heads) + bias).softmax(-1) @ v
        else:
            mixed = nn.functional.scaled_dot_product_attention(q, k, v, bias.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.o(mixed)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Reader(nn.Module):
    """Encoder and heads.

    ``forward`` takes ids, features and mask (batch × length, int64) and returns, for every piece: tag logits
    (7), link queries and keys (64 each), pronoun queries and keys (64 each), and certainty (1, -3 to 3).
    """

    def __init__(
        self, vocabulary: int, positions: int, width: int, layers: int, heads: int, inner: int, dropout: float
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(positions, width)
        self.features = nn.Embedding(FEATURES, width)
        nn.init.normal_(self.features.weight, std=0.005)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.tag = nn.Linear(width, len(LABELS))
        self.link = nn.Linear(width, 2 * LINK)
        self.pronoun = nn.Linear(width, 2 * LINK)
        self.certainty = nn.Linear(width, 1)

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.positions(places) + self.features(features)))
        bias = ((1 - mask[:, None, None, :]).to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Read a batch; see the class for shapes."""
        x = self.encode(ids, features, mask)
        return self.tag(x), self.link(x), self.pronoun(x), self.certainty(x).squeeze(-1)


def from_minilm(weights: Path, dropout: float = 0.1) -> Reader:
    """all-MiniLM-L6-v2 (6 layers, 384 wide, uncased), heads new."""
    model = Reader(30522, 512, 384, 6, 12, 1536, dropout)
    source = load_file(weights)
    target: dict[str, Tensor] = {
        "words.weight": source["embeddings.word_embeddings.weight"],
        "positions.weight": source["embeddings.position_embeddings.weight"],
        "norm.weight": source["embeddings.LayerNorm.weight"],
        "norm.bias": source["embeddings.LayerNorm.bias"],
    }
    # Every token is of type 0 here, so that embedding joins the positions.
    target["positions.weight"] = target["positions.weight"] + source["embeddings.token_type_embeddings.weight"][0]
    names = {
        "attention.self.query": "q",
        "attention.self.key": "k",
        "attention.self.value": "v",
        "attention.output.dense": "o",
        "attention.output.LayerNorm": "norm1",
        "intermediate.dense": "up",
        "output.dense": "down",
        "output.LayerNorm": "norm2",
    }
    for i in range(6):
        for theirs, ours in names.items():
            for part in ("weight", "bias"):
                target[f"layers.{i}.{ours}.{part}"] = source[f"encoder.layer.{i}.{theirs}.{part}"]
    missing, unexpected = model.load_state_dict(target, strict=False)
    assert not unexpected, unexpected
    assert all(m.split(".")[0] in ("features", "tag", "link", "pronoun", "certainty") for m in missing), missing
    return model
