"""Take heads and inner units out of a trained network, those that are missed least, and let the rest make up for them.

What a layer adds to its input is a product of activations (of the inner units, or of the heads' mixtures) and a matrix. Leaving
out units costs least where the others can say the same: with the activations' second moments, measured on real text, the error
that is left by least squares is known without trying (optimal brain surgeon; Hassibi & Stork 1993). That gives an order of what to
take out of each layer. How much goes from which layer follows from trying: what a few rungs of each layer's ladder do to the
answers, against the time they save. The last layers bear much, the first ones little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.likeness import Batch, likeness
from training.model import Reader

Floats = NDArray[np.floating[Any]]
Place = tuple[int, str]
"""A layer, and ``o`` (the matrix behind the heads) or ``down`` (the one behind the inner units)."""

STEP = {"o": 1, "down": 64}
"""Heads and inner units that go at once: the run-time's products like round numbers."""
FEWEST = {"o": 1, "down": 128}
TIME = {"o": 0.69, "down": 0.36}
"""Microseconds a word that one step saves in an exported 8-bit network; only the ratio counts."""
BEFORE = {"o": "norm1", "down": "norm2"}

PRICE = {"tag": 1.0, "link": 0.25, "last": 0.04}
"""How much a difference from the whole network's answers counts (``likeness.py``)."""
TRIED = (0.25, 0.5, 0.75, 1.0)
"""Parts of a ladder that are tried; in between the damage is taken to grow as the error does."""
RIDGE = 1e-4


@dataclass(slots=True)
class Moments:
    """Second moments of what goes into one matrix, with a constant as last unit, and the power of what is normalised after it."""

    gram: Floats
    power: float = 0.0
    count: int = 0


@dataclass(slots=True)
class Ladder:
    """What is left after each step, and its error as a share of the power passed on."""

    kept: list[list[int]] = field(default_factory=list)
    error: list[float] = field(default_factory=list)


def prune(model: Reader, batches: Sequence[Batch], share: float) -> Reader:
    """A network without ``share`` of what its heads and inner units cost in time, fitted by least squares, not yet trained."""
    model.eval()
    measured = moments(model, batches)
    ladders = {
        place: _ladder(_matrix(model, place), measured[place], _groups(model, place), place[1]) for place in measured
    }
    prices = {place: _prices(model, ladders, measured, place, batches) for place in ladders}
    return cut(model, ladders, measured, choose(prices, share))


def moments(model: Reader, batches: Iterable[Batch]) -> dict[Place, Moments]:
    """Those of every layer's two matrices."""
    places: list[Place] = [(number, part) for number in range(len(model.layers)) for part in STEP]
    found = {place: Moments(np.zeros((_matrix(model, place).in_features + 1,) * 2)) for place in places}
    mask = torch.zeros(0)
    hooks: list[torch.utils.hooks.RemovableHandle] = []

    def watch(place: Place) -> None:
        into, matrix = found[place], _matrix(model, place)

        def given(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            x = inputs[0][mask].float()
            x = torch.cat((x, torch.ones(len(x), 1)), 1)
            into.gram += (x.T @ x).double().numpy()
            into.count += len(x)

        def normed(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            into.power += float(inputs[0][mask].float().var(-1).sum()) * matrix.out_features

        norm = getattr(model.layers[place[0]], BEFORE[place[1]])
        hooks.extend((matrix.register_forward_pre_hook(given), norm.register_forward_pre_hook(normed)))

    for place in places:
        watch(place)
    for ids, features, given_mask, _ in batches:
        mask = given_mask.bool()
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            model.encode(ids, features, given_mask)
    for hook in hooks:
        hook.remove()
    return found


def _matrix(model: Reader, place: Place) -> nn.Linear:
    matrix: nn.Linear = getattr(model.layers[place[0]], place[1])
    return matrix


def _groups(model: Reader, place: Place) -> int:
    return int(model.layers[place[0]].heads) if place[1] == "o" else _matrix(model, place).in_features


def _ladder(matrix: nn.Linear, measured: Moments, groups: int, part: str) -> Ladder:
    """Take ``groups`` equal groups of inputs out one by one, the cheapest first; a rung every few.

    At each rung everything is worked out afresh: wild activations make the sums too uneven for long chains of small changes.
    """
    gram, weights = _ridged(measured), _weights(matrix)
    size = matrix.in_features // groups
    whole = float(np.einsum("oi,ij,oj->", weights, gram, weights))
    live = list(range(groups))
    found = Ladder()
    while True:
        places = [*(group * size + i for group in live for i in range(size)), matrix.in_features]
        inverse = np.linalg.inv(gram[np.ix_(places, places)])
        cross = weights @ gram[:, places]
        left = cross @ inverse
        found.kept.append(live)
        found.error.append(max(0.0, whole - float(np.sum(left * cross))) * measured.count / max(measured.power, 1e-9))
        if len(live) - STEP[part] < FEWEST[part]:
            return found
        gone = _cheapest(left, inverse, size, len(live), STEP[part])
        live = [group for i, group in enumerate(live) if i not in gone]


def _cheapest(left: Floats, inverse: Floats, size: int, groups: int, step: int) -> set[int]:
    """The ``step`` groups that are missed least, one after another; changes both matrices."""
    gone: set[int] = set()
    for _ in range(step):
        costs = _costs(left, inverse, size, groups)
        least = min((g for g in range(groups) if g not in gone), key=lambda g: costs[g])
        here = slice(least * size, (least + 1) * size)
        change = np.linalg.solve(inverse[here, here], inverse[here])
        left -= left[:, here] @ change
        inverse -= inverse[:, here] @ change
        inverse[here, here] = np.eye(size)
        gone.add(least)
    return gone


def _costs(left: Floats, inverse: Floats, size: int, groups: int) -> list[float]:
    """What leaving each group out adds to the squared error when the others make up for it."""
    if size == 1:
        return list((left[:, :groups] ** 2).sum(0) / np.diag(inverse)[:groups])
    blocks = [slice(group * size, (group + 1) * size) for group in range(groups)]
    return [float(np.sum(np.linalg.solve(inverse[b, b], left[:, b].T) * left[:, b].T)) for b in blocks]


def _ridged(measured: Moments) -> Floats:
    gram: Floats = measured.gram / max(1, measured.count)
    return gram + RIDGE * float(np.mean(np.diag(gram))) * np.eye(len(gram))


def _weights(matrix: nn.Linear) -> Floats:
    weights: Floats = torch.cat((matrix.weight.detach(), matrix.bias.detach()[:, None]), 1).double().numpy()
    return weights


def _prices(
    model: Reader,
    ladders: Mapping[Place, Ladder],
    measured: Mapping[Place, Moments],
    place: Place,
    batches: Sequence[Batch],
) -> Floats:
    """What every rung of one ladder does to the answers: tried at some, in between by the error."""
    error = np.array(ladders[place].error)
    rungs = sorted({max(1, round(part * (len(error) - 1))) for part in TRIED})
    rates = []
    for rung in rungs:
        tried = cut(model, ladders, measured, {place: rung})
        with torch.no_grad():
            far = [likeness(tried, model, batch)[0] for batch in batches[:3]]
        damage = sum(weight * float(parts[name]) for parts in far for name, weight in PRICE.items()) / len(far)
        rates.append(damage / max(error[rung], 1e-9))
    prices: Floats = error * np.interp(np.arange(len(error)), rungs, rates)
    return prices


def choose(prices: Mapping[Place, Floats], share: float) -> dict[Place, int]:
    """The rung of each ladder: together they save ``share`` of all that could be saved by taking out everything, at least damage."""
    total = sum(TIME[part] * (len(p) - 1 + FEWEST[part] // STEP[part]) for (_, part), p in prices.items())
    at = dict.fromkeys(prices, 0)
    saved = 0.0
    while saved < share * total:
        steps = [
            ((p[to] - p[at[place]]) / ((to - at[place]) * TIME[place[1]]), place, to)
            for place, p in prices.items()
            for to in range(at[place] + 1, len(p))
        ]
        if not steps:
            break
        _, best, rung = min(steps)
        saved += (rung - at[best]) * TIME[best[1]]
        at[best] = rung
    return at


def cut(
    model: Reader, ladders: Mapping[Place, Ladder], measured: Mapping[Place, Moments], at: Mapping[Place, int]
) -> Reader:
    """The network at these rungs, at the top where none is named, each matrix the least-squares one on what is left."""
    state = model.state_dict()
    left = []
    for number, layer in enumerate(model.layers):
        heads, units = (ladders[number, part].kept[at.get((number, part), 0)] for part in STEP)
        left.append((len(heads), len(units)))
        size = layer.o.in_features // layer.heads
        rows = [head * size + i for head in heads for i in range(size)]
        for part, names, kept in (("o", ("q", "k", "v"), rows), ("down", ("up",), units)):
            if len(kept) < _matrix(model, (number, part)).in_features:
                for name in names:
                    _keep_rows(state, f"layers.{number}.{name}", kept)
                _fit(state, (number, part), _matrix(model, (number, part)), measured[number, part], kept)
    small = Reader(replace(model.shape, dropout=0.0, cut=tuple(left)))
    small.load_state_dict(state)
    small.eval()
    return small


def _keep_rows(state: dict[str, Tensor], name: str, rows: list[int]) -> None:
    for part in ("weight", "bias"):
        state[f"{name}.{part}"] = state[f"{name}.{part}"][rows].clone()


def _fit(state: dict[str, Tensor], place: Place, matrix: nn.Linear, measured: Moments, kept: list[int]) -> None:
    gram = _ridged(measured)
    places = [*kept, matrix.in_features]
    fitted = np.linalg.solve(gram[np.ix_(places, places)], gram[places] @ _weights(matrix).T).T
    name = f"layers.{place[0]}.{place[1]}"
    state[f"{name}.weight"] = torch.tensor(fitted[:, :-1], dtype=torch.float32)
    state[f"{name}.bias"] = torch.tensor(fitted[:, -1], dtype=torch.float32)
