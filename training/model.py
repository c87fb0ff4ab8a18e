"""The network: a small BERT encoder with one head for each thing a reading needs.

Written out rather than taken from a framework, so that the graph that is exported holds what it needs and no more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from headwater.read.tagging.encoding import FEATURES
from training.data import LABELS

LINK = 64
POSITIONS = 512
BUCKETS = 32


@dataclass(frozen=True, slots=True)
class Shape:
    """The measures of an encoder.

    ``relative``: attention knows the distance between two places, as in MPNet. ``cut``: how many heads and inner units each layer
    has left, if some were taken out (``prune.py``); a head keeps its width.
    """

    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float = 1e-12
    relative: bool = False
    dropout: float = 0.1
    cut: tuple[tuple[int, int], ...] = ()

    @property
    def left(self) -> tuple[tuple[int, int], ...]:
        """Heads and inner units of each layer."""
        return self.cut or ((self.heads, self.inner),) * self.layers


class Layer(nn.Module):
    """One transformer layer, normalised after each residual, as in BERT."""

    def __init__(self, shape: Shape, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        width, inside = shape.width, heads * (shape.width // shape.heads)
        self.q, self.k, self.v = (nn.Linear(width, inside) for _ in range(3))
        self.o = nn.Linear(inside, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, shape.epsilon), nn.LayerNorm(width, shape.epsilon)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """x: batch × length × width; bias: batch × (1 or heads) × (1 or length) × length, added to attention scores."""
        q, k, v = self.q(x), self.k(x), self.v(x)
        if torch.onnx.is_in_onnx_export() and bias is None:
            mixed: Tensor = _Attention.apply(q, k, v, self.heads)
        else:
            mixed = attend(q, k, v, bias, self.heads)
        x = self.norm1(x + self.dropout(self.o(mixed)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


def attend(q: Tensor, k: Tensor, v: Tensor, bias: Tensor | None, heads: int) -> Tensor:
    """Attention of several heads; q, k, v and the result are batch × length × width."""
    batch, length, width = q.shape

    def split(t: Tensor) -> Tensor:
        return t.view(batch, length, heads, width // heads).transpose(1, 2)

    q, k, v = split(q), split(k), split(v)
    if torch.onnx.is_in_onnx_export() and bias is not None:
        mixed = (q @ k.transpose(-1, -2) / math.sqrt(width // heads) + bias).softmax(-1) @ v
    else:
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, None if bias is None else bias.to(q.dtype))
    return mixed.transpose(1, 2).reshape(batch, length, width)


class _Attention(torch.autograd.Function):
    """``attend`` without a bias, in an exported graph: there it is one operator of onnxruntime, which reads block by block."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        return attend(q, k, v, None, heads)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class Reader(nn.Module):
    """Encoder and heads.

    ``forward`` takes ids, features and mask (batch × length, int64) and returns, for every piece: tag logits
    (7), link queries and keys (64 each), pronoun queries and keys (64 each), and certainty (1, -3 to 3).
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.words = nn.Embedding(shape.vocabulary, width)
        self.positions = nn.Embedding(POSITIONS, width)
        self.features = nn.Embedding(FEATURES, width)
        nn.init.normal_(self.features.weight, std=0.005)
        self.norm = nn.LayerNorm(width, shape.epsilon)
        self.dropout = nn.Dropout(shape.dropout)
        self.shape = shape
        self.layers = nn.ModuleList(Layer(shape, heads, inner) for heads, inner in shape.left)
        self.distance = nn.Embedding(BUCKETS, shape.heads) if shape.relative else None
        if shape.relative:
            self.register_buffer("bucket", distance_buckets(POSITIONS), persistent=False)
        self.tag = nn.Linear(width, len(LABELS))
        self.link = nn.Linear(width, 2 * LINK)
        self.pronoun = nn.Linear(width, 2 * LINK)
        self.certainty = nn.Linear(width, 1)

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """The last layer's output, batch × length × width."""
        return self.depths(ids, features, mask)[-1]

    def depths(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> list[Tensor]:
        """What goes into the first layer and what comes out of each, batch × length × width."""
        length = ids.shape[1]
        places = torch.arange(length, device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.positions(places) + self.features(features)))
        bias = None if mask is None else ((1 - mask[:, None, None, :]).to(x.dtype)) * -10000.0
        if self.distance is not None:
            distance = self.distance(self.bucket[:length, :length]).permute(2, 0, 1)[None]
            bias = distance if bias is None else bias + distance
        passed = [x]
        for layer in self.layers:
            passed.append(layer(passed[-1], bias))
        return passed

    def forward(
        self, ids: Tensor, features: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Read a batch; see the class for shapes. Without a mask every window is as long as the batch."""
        return self.answers(self.encode(ids, features, mask))

    def answers(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What the heads make of the last layer's output."""
        return self.tag(x), self.link(x), self.pronoun(x), self.certainty(x).squeeze(-1)


def distance_buckets(length: int) -> Tensor:
    """Which of 32 buckets the distance between two places falls in (length × length): T5's scheme, as MPNet uses it.

    Half the buckets are for what follows. Of each half, half are exact and half logarithmic up to 128 (Raffel et al. 2020).
    """
    place = torch.arange(length)
    back = place[:, None] - place[None, :]
    half = BUCKETS // 2
    exact = half // 2
    far = back.abs()
    logarithmic = exact + (torch.log(far.clamp(min=1) / exact) / math.log(128 / exact) * (half - exact)).long()
    return (back < 0).long() * half + torch.where(far < exact, far, logarithmic.clamp(max=half - 1))
