"""Weights of the features of ``same``, in log-odds; written by ``python -m training.same_claim``."""

from __future__ import annotations

CONSTANT = -3.227
THRESHOLD = 0.461
WEIGHTS = {
    "meaning": 3.718,
    "close meaning": 0.598,
    "shared words": 2.707,
    "contained": 0.380,
    "rare words": -0.542,
    "other rare words": -0.227,
    "word pairs": -0.060,
    "word order": 0.328,
    "words apart": 0.222,
    "length": -1.559,
    "shared numbers": -0.033,
    "numbers apart": -0.264,
    "shared names": -0.308,
    "names apart": 0.051,
}
