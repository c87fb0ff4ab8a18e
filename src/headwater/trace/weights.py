"""Weights of the features of ``same``, in log-odds; written by ``python -m training.same_claim``."""

from __future__ import annotations

CONSTANT = -3.908
THRESHOLD = 0.480
WEIGHTS = {
    "meaning": 3.696,
    "close meaning": 0.559,
    "shared words": 2.425,
    "contained": 0.221,
    "rare words": -0.570,
    "other rare words": -0.243,
    "word pairs": -0.338,
    "word order": 1.761,
    "words in any order": 0.079,
    "words apart": 0.175,
    "length": -1.407,
    "shared numbers": -0.011,
    "numbers apart": -0.278,
    "shared names": -0.305,
    "names apart": 0.067,
}
