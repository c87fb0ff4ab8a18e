"""Weights of the features of ``events``, in log-odds; written by ``python -m benchmarks.incidents DATA --write``."""

from __future__ import annotations

CONSTANT = -3.253
WEIGHTS = {
    "words": -2.284,
    "words, square root": 6.360,
    "names": 3.142,
    "same day": 3.363,
    "other day": -0.087,
    "days between": -0.820,
    "weeks between": -0.680,
    "same ages": 0.596,
    "other ages": -1.761,
    "same address": 2.746,
    "other address": -1.669,
    "same killed": 0.469,
    "same injured": 0.434,
}
