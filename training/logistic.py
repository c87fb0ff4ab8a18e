"""Logistic regression with an L2 penalty, by Newton's method."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fit(x: Floats, y: Sequence[bool], penalty: float, constant: int = 0) -> Floats:
    """Weights for the columns of ``x`` (rows × features); the column ``constant`` is not penalised."""
    goal = np.array(y, dtype=np.float64)
    ridge = np.full(x.shape[1], penalty)
    ridge[constant] = 1e-6
    w = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -35, 35)))
        gradient = x.T @ (p - goal) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w


def folds(count: int, parts: int, seed: int = 0) -> NDArray[np.intp]:
    """A part from 0 to ``parts`` - 1 for each of ``count`` rows, evenly and at random."""
    return np.random.default_rng(seed).permutation(count) % parts
