"""Are two written names one? F1 on labelled pairs, in ten-fold cross-validation and with the shipped weights.

python -m benchmarks.names DATA_DIR [--fit]

``--fit`` also prints weights fitted on all pairs, in the form kept in ``headwater/read/voices/names.py``.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from training.logistic import fit, folds

from headwater.read.voices.names import FEATURES, THRESHOLD, same_name, values

PENALTY = 1.0


def f1(scores: NDArray[np.float64], truth: NDArray[np.bool_], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of scores above a threshold."""
    said = scores > threshold
    hits = float((said & truth).sum())
    precision, recall = hits / max(1, said.sum()), hits / max(1, truth.sum())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main(data: Path, *, show: bool) -> int:
    path = data / "names" / "name_pairs.jsonl.gz"
    if not path.exists():
        print(f"{path}: not found (give the folder that holds names/name_pairs.jsonl.gz)", file=sys.stderr)
        return 2
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    x = np.array([values(row["name1"], row["name2"]) for row in rows])
    truth = np.array([row["is_match"] == "true" for row in rows])
    part = folds(len(rows), 10)
    held_out = np.zeros(len(rows))
    for k in range(10):
        held_out[part == k] = x[part == k] @ fit(x[part != k], list(truth[part != k]), PENALTY)
    shipped = np.array([same_name(row["name1"], row["name2"])[0] for row in rows])
    print(f"{len(rows)} pairs, {truth.sum()} the same, threshold {THRESHOLD}")
    for name, scores in (("cross-validated", held_out), ("shipped weights (fitted on these pairs)", shipped)):
        p, r, f = f1(scores, truth, THRESHOLD)
        print(f"{name:42} P {p:.3f} R {r:.3f} F1 {f:.3f}")
    if show:
        for feature, weight in zip(FEATURES, fit(x, list(truth), PENALTY), strict=True):
            print(f'    "{feature.__name__}": {weight:.2f},')
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), show="--fit" in sys.argv))
