"""The learned weights by which candidates for a pronoun are compared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from headwater.read.voices.pronoun_trees import Trees

NO_SCORE = -5.0
"""Stands for the network's score of a figure that it could not read together with the pronoun."""

ALONE, WITH_NETWORK = "alone", "with network"
"""The two ways the sums of the trees are joined, by name in ``weights/pronouns.json``; the second for each network."""


@cache
def _learned() -> dict[str, Any]:
    text = (files("headwater") / "weights" / "pronouns.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def _trees() -> Trees:
    return Trees(_learned()["trees"])


def threshold() -> float:
    """Return the log-odds below which the better of two names in GAP is still nobody's."""
    return float(_learned()["threshold"])


def join(sums: Sequence[float], network: Sequence[float] | None, name: str = "fast") -> list[float]:
    """Log-odds of each candidate from the sums of the trees and, where there is one, the scores of the network ``name``.

    A network that no weights were fitted for is taken for the small one.
    """
    learned = _learned()
    networks: dict[str, list[float]] = learned[WITH_NETWORK]
    weights: list[float] = learned[ALONE] if network is None else networks.get(name, networks["fast"])
    base, own, other, *shares = weights
    result = [base + own * a + other * b for a, b in zip(sums, _best_of_others(sums), strict=True)]
    if network is None:
        return result
    pairs = zip(result, network, _best_of_others(network), strict=True)
    return [total + shares[0] * a + shares[1] * b for total, a, b in pairs]


def sums_of(rows: Sequence[Mapping[str, float]], others: Sequence[int] | None = None) -> list[float]:
    """What the trees say of each candidate beside the likeliest other."""
    return _trees().score(rows, others)


def _best_of_others(values: Sequence[float]) -> list[float]:
    """For each value the highest of all others; `NO_SCORE` where there is no other."""
    if len(values) < 2:
        return [NO_SCORE] * len(values)
    first, second = sorted(values, reverse=True)[:2]
    top = values.index(first)
    return [second if i == top else first for i in range(len(values))]
