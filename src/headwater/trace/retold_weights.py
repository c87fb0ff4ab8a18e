"""Weights of the features of ``retold``, in log-odds; written by ``python -m training.retold``."""

from __future__ import annotations

CONSTANT = -2.487
WEIGHTS = {
    "likeness": 1.123,
    "names": 0.377,
    "figures": 2.260,
    "share of words": 0.401,
    "rare words": 1.265,
    "row of words": 0.419,
}
