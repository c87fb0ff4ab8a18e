"""Weights of the features of ``same``, in log-odds; written by ``python -m training.same_claim``."""

from __future__ import annotations

CONSTANT = -7.0
THRESHOLD = 0.5
WEIGHTS = {
    "meaning": 6.0,
    "close meaning": 1.0,
    "shared words": 2.0,
    "contained": 2.0,
    "rare words": 1.0,
    "other rare words": -0.3,
    "word pairs": 1.0,
    "word order": 0.5,
    "words in any order": 0.5,
    "words apart": -0.5,
    "length": -0.5,
    "shared numbers": 0.5,
    "numbers apart": -0.3,
    "shared names": 0.5,
    "names apart": -0.3,
}
