"""Least-squares matrices for a pruned network, layer after layer, each on what the layers below it now give.

``prune.py`` fits every matrix as if the layers below were whole. Here the student's own activations are the inputs and the
teacher's sums before each normalisation the goal, so that a layer also mends what the ones below it spoilt; then the heads.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.likeness import Batch
from training.model import Layer, Reader, attend

Floats = NDArray[np.float64]

RIDGE = 1e-4
"""Pull towards the matrix as it was, as a share of each input's own power."""

HEAD_RIDGE = 1e-3
"""Pull of the heads towards the teacher's, as a share of the inputs' mean spread: what comes out of a normalisation is all but linearly
dependent, and without it weights grow a hundredfold that 8 bits cannot hold."""


class Fit:
    """Sums for one matrix: the rows' weights are one over the spread that the normalisation takes out."""

    def __init__(self, matrix: nn.Linear) -> None:
        self._matrix = matrix
        size = matrix.in_features + 1
        self._gram = np.zeros((size, size))
        self._cross = np.zeros((size, matrix.out_features))

    def add(self, inputs: Tensor, wanted: Tensor, weight: Tensor | None = None) -> None:
        """Rows of inputs and of what they should give."""
        x = torch.cat((inputs, torch.ones(len(inputs), 1)), 1)
        if weight is not None:
            x, wanted = x * weight[:, None], wanted * weight[:, None]
        self._gram += (x.T @ x).double().numpy()
        self._cross += (x.T @ wanted).double().numpy()

    def solve(self) -> None:
        """Put the fitted weights and bias into the matrix."""
        old = torch.cat((self._matrix.weight.data, self._matrix.bias.data[:, None]), 1).double().numpy().T
        pull = RIDGE * np.diag(self._gram)
        new = np.linalg.solve(self._gram + np.diag(pull), self._cross + pull[:, None] * old).T
        self._matrix.weight.data = torch.tensor(new[:, :-1], dtype=torch.float32)
        self._matrix.bias.data = torch.tensor(new[:, -1], dtype=torch.float32)


def refit(student: Reader, teacher: Reader, batches: Sequence[Batch]) -> None:
    """Fit the second matrix of each attention and of each pair of inner matrices, in place, and the heads at the end."""
    student.eval()
    teacher.eval()
    with torch.no_grad():
        _refit(student, teacher, batches)


def _refit(student: Reader, teacher: Reader, batches: Sequence[Batch]) -> None:
    masks = [(1 - mask[:, None, None, :]).float() * -10000.0 for _, _, mask, _ in batches]
    inside = [mask.bool() for _, _, mask, _ in batches]
    old = [_first(teacher, *batch[:2]) for batch in batches]
    new = [_first(student, *batch[:2]) for batch in batches]
    for own, whole in zip(student.layers, teacher.layers, strict=True):
        middle = [whole.o(_mixed(whole, x, m)) + x for x, m in zip(old, masks, strict=True)]
        mixed = [_mixed(own, x, m) for x, m in zip(new, masks, strict=True)]
        _fit(own.o, mixed, middle, new, inside)
        new = [own.norm1(x + own.o(a)) for x, a in zip(new, mixed, strict=True)]
        old = [whole.norm1(x) for x in middle]
        after = [whole.down(nn.functional.gelu(whole.up(x))) + x for x in old]
        _fit(own.down, [nn.functional.gelu(own.up(x)) for x in new], after, new, inside)
        new = [own.norm2(x + own.down(nn.functional.gelu(own.up(x)))) for x in new]
        old = [whole.norm2(x) for x in after]
    _fit_heads(
        student,
        teacher,
        torch.cat([x[where] for x, where in zip(new, inside, strict=True)]),
        torch.cat([x[where] for x, where in zip(old, inside, strict=True)]),
    )


def _fit_heads(student: Reader, teacher: Reader, given: Tensor, wanted: Tensor) -> None:
    """Heads that make of the student's last layer (rows × width) what the teacher's make of its own."""
    given, wanted = given.double(), wanted.double()
    middle = given.mean(0)
    spread = (given - middle).T @ (given - middle) / len(given)
    spread += HEAD_RIDGE * spread.diag().mean() * torch.eye(len(spread), dtype=torch.double)
    for name in ("tag", "link", "pronoun", "certainty"):
        old, new = getattr(teacher, name), getattr(student, name)
        weight = old.weight.double()
        goal = wanted @ weight.T + old.bias.double()
        rest = (goal - goal.mean(0)) - (given - middle) @ weight.T
        weight = weight + torch.linalg.solve(spread, (given - middle).T @ rest / len(given)).T
        new.weight.data = weight.float()
        new.bias.data = (goal.mean(0) - weight @ middle).float()


def _first(model: Reader, ids: Tensor, features: Tensor) -> Tensor:
    places = torch.arange(ids.shape[1])
    first: Tensor = model.norm(model.words(ids) + model.positions(places) + model.features(features))
    return first


def _mixed(layer: Layer, x: Tensor, bias: Tensor) -> Tensor:
    return attend(layer.q(x), layer.k(x), layer.v(x), bias, layer.heads)


def _fit(
    matrix: nn.Linear, inputs: list[Tensor], sums: list[Tensor], passed: list[Tensor], inside: list[Tensor]
) -> None:
    fit = Fit(matrix)
    for x, wanted, beside, where in zip(inputs, sums, passed, inside, strict=True):
        fit.add(x[where], (wanted - beside)[where], 1 / wanted[where].std(-1))
    fit.solve()
