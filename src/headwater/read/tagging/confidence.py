"""The tool's own confidence in an attribution: the tagger's raw score, calibrated on development data."""

from __future__ import annotations

import math
from typing import Any

from headwater.read.frame import Draft

_EDGE = 1e-4


def logit(p: float) -> float:
    """Log-odds of a probability kept away from 0 and 1."""
    p = min(1 - _EDGE, max(_EDGE, p))
    return math.log(p / (1 - p))


def evidence(draft: Draft) -> list[float]:
    """What confidence is judged from: the raw score's log-odds, the form, whether there is a source, and the length."""
    length = sum(end - start for start, end in draft.content)
    return [
        logit(draft.confidence),
        float(draft.form == "direct"),
        float(draft.form == "mixed"),
        float(draft.source is None),
        math.log1p(length) - 4.0,
    ]


def calibrated(draft: Draft, card: dict[str, Any]) -> float:
    """Confidence between 0 and 1: a logistic function of ``evidence`` with the weights of the model's card, if it has them."""
    fit = card.get("calibration")
    if not fit:
        return draft.confidence
    total = fit["intercept"] + sum(w * x for w, x in zip(fit["weights"], evidence(draft), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
