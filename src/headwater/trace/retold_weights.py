"""Weights of the features of ``retold``, in log-odds; written by ``python -m training.retold``."""

from __future__ import annotations

CONSTANT = -2.395
WEIGHTS = {
    "likeness": 1.145,
    "figures": 2.264,
    "share of words": 0.026,
    "rare words": 1.215,
    "row of words": 0.506,
}
