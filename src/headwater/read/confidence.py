"""The tool's own confidence in an attribution: the tagger's raw score, calibrated on development data."""

from __future__ import annotations

import math
from typing import Any

_EDGE = 1e-4


def logit(p: float) -> float:
    """Log-odds of a probability kept away from 0 and 1."""
    p = min(1 - _EDGE, max(_EDGE, p))
    return math.log(p / (1 - p))


def calibrated(raw: float, card: dict[str, Any]) -> float:
    """Confidence between 0 and 1: Platt scaling with the slope and intercept of the model's card, if it has them."""
    fit = card.get("calibration")
    if not fit:
        return raw
    return 1 / (1 + math.exp(-(fit["slope"] * logit(raw) + fit["intercept"])))
