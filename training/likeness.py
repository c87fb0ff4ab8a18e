"""How far a student's answers are from its teacher's, part by part."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from training.model import LINK, Reader

Batch = tuple[Tensor, Tensor, Tensor, Tensor]
"""Ids, features, mask, and where a unit begins (bool); batch × length."""


def likeness(student: Reader, teacher: Reader, batch: Batch) -> tuple[dict[str, Tensor], Tensor]:
    """The difference in each part, and the teacher's tag logits (batch × length × 7).

    Tags and what links point at: divergence in nats. Layers, link and pronoun vectors: squared difference as a share of what varies
    in the teacher's. Certainty: squared difference on its scale.
    """
    ids, features, mask, starts = batch
    inside = mask.bool()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        with torch.no_grad():
            old = teacher.depths(ids, features, mask)
            wanted = [t.float() for t in teacher.answers(old[-1])]
        new = student.depths(ids, features, mask)
        given = [t.float() for t in student.answers(new[-1])]
    far = [_far(a, b, inside) for a, b in zip(new[1:], old[1:], strict=True)]
    shares, said = wanted[0][starts].softmax(-1), given[0][starts].log_softmax(-1)
    result = {
        "tag": nn.functional.kl_div(said, shares, reduction="batchmean"),
        "layers": torch.stack(far[:-1]).mean(),
        "last": far[-1],
        "link": _far(given[1], wanted[1], starts),
        "points": _points(given[1], wanted[1], wanted[0], starts),
        "pronoun": _far(given[2], wanted[2], starts),
        "certainty": nn.functional.mse_loss(given[3][starts], wanted[3][starts]),
    }
    return result, wanted[0]


def _far(a: Tensor, b: Tensor, where: Tensor) -> Tensor:
    a, b = a[where].float(), b[where].float()
    return (a - b).square().sum() / (b - b.mean(0)).square().sum().clamp(min=1e-6)


def _points(link: Tensor, wanted: Tensor, tags: Tensor, starts: Tensor) -> Tensor:
    """Where sources and contents point: divergence over cue beginnings and the window's first piece."""
    best = tags.argmax(-1)
    ends = starts & (best == 3)
    ends[:, 0] = True
    asks = starts & ((best == 1) | (best == 5))
    shut = torch.where(ends, 0.0, -1e4)[:, None, :]

    def table(x: Tensor) -> Tensor:
        scores = x[..., :LINK] @ x[..., LINK:].transpose(1, 2) / math.sqrt(LINK) + shut
        return scores[asks].log_softmax(-1)

    if not asks.any():
        return link.sum() * 0
    return nn.functional.kl_div(table(link), table(wanted), reduction="batchmean", log_target=True)
