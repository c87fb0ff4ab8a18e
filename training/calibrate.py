"""Calibrate confidence: from the tagger's raw score to how often such an attribution is right on dev.

Platt scaling (Platt 1999) with a few plain features beside the raw score, fitted on the outermost attributions of PolNeAR dev.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from benchmarks.attribution import judged, predict
from benchmarks.common import rows
from sklearn.linear_model import LogisticRegression

from headwater.read.tagging.confidence import evidence
from headwater.read.tagging.tagger import Tagger


def calibrate(data: Path, weights: Path, name: str) -> None:
    """Write ``calibration`` into the model's card: slope, intercept and the error left in five-fold cross-validation."""
    path = weights / f"{name}.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card.pop("calibration", None)
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    tagger = Tagger.load(name, weights)
    pairs = [
        p for row in rows(data / "attribution/polnear_dev.jsonl.gz") for p in judged(row, predict(tagger, row["text"]))
    ]
    x = np.array([evidence(draft) for draft, _ in pairs])
    y = np.array([right for _, right in pairs])
    held = np.zeros(len(pairs))
    for fold in range(5):
        test = np.arange(len(pairs)) * 5 // len(pairs) == fold
        held[test] = LogisticRegression(C=100).fit(x[~test], y[~test]).predict_proba(x[test])[:, 1]
    model = LogisticRegression(C=100).fit(x, y)
    card["calibration"] = {
        "weights": [round(float(w), 4) for w in model.coef_[0]],
        "intercept": round(float(model.intercept_[0]), 4),
        "cross-validated error": round(_error(held, y), 4),
    }
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(name, card["calibration"])


def _error(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equal-width bins."""
    total = 0.0
    for b in range(bins):
        here = np.minimum(bins - 1, (p * bins).astype(int)) == b
        if here.any():
            total += abs(p[here].sum() - y[here].sum())
    return float(total) / len(p)


if __name__ == "__main__":
    import sys

    calibrate(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "fast")
