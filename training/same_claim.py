"""Weights for the question whether two claims say the same, fitted on the paraphrase pairs of MRPC.

    python -m training.same_claim DATA [--write]

Five-fold cross-validation: weights and threshold are chosen on four parts and judged on the fifth. ``--write`` fits on all
pairs and writes ``src/headwater/trace/weights.py``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from benchmarks.common import data_folder, rows, table
from benchmarks.plain import claim_of
from numpy.typing import NDArray

from headwater.model_trace import Claim
from headwater.trace.embedding import Embedder
from headwater.trace.forbids import differences
from headwater.trace.same import FEATURES, values
from training.logistic import fit, folds

Floats = NDArray[np.float64]

PENALTY = 2.0
PARTS = 5
TARGET = Path("src/headwater/trace/weights.py")


def pairs(data: Path, cache: Path | None = None) -> tuple[list[tuple[Claim, Claim, float]], NDArray[np.bool_]]:
    """The pairs as claims with the cosine of their vectors, and whether they say the same."""
    items = rows(data / "claims" / "mrpc_train.jsonl.gz")
    texts = [" ".join(row[side].split()) for row in items for side in "ab"]
    if cache and cache.is_file():
        vectors = np.load(cache)
    else:
        vectors = Embedder.load().vectors(texts)
        if cache:
            np.save(cache, vectors)
    cosine = (vectors[0::2] * vectors[1::2]).sum(1)
    found, truth = [], []
    for i, row in enumerate(items):
        a, b = claim_of(row["a"], "a"), claim_of(row["b"], "b")
        if a and b:
            found.append((a, b, float(cosine[i])))
            truth.append(bool(row["same"]))
    return found, np.array(truth)


def f1(said: NDArray[np.bool_], truth: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    hits = float((said & truth).sum())
    precision, recall = hits / max(1, said.sum()), hits / max(1, truth.sum())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def best_threshold(scores: Floats, truth: NDArray[np.bool_]) -> float:
    """The score from which saying "the same" gives the highest F1."""
    tried = np.quantile(scores, np.linspace(0.02, 0.8, 120))
    return float(max(tried, key=lambda t: f1(scores >= t, truth)[2]))


def cross_validated(x: Floats, truth: NDArray[np.bool_], allowed: NDArray[np.bool_]) -> list[list[str]]:
    """Rows of a table: with and without the rules that forbid, over five folds."""
    part = folds(len(truth), PARTS)
    plain, ruled = np.zeros(len(truth), bool), np.zeros(len(truth), bool)
    for k in range(PARTS):
        train, test = part != k, part == k
        weights = fit(x[train], list(truth[train]), PENALTY)
        threshold = best_threshold(x[train] @ weights, truth[train])
        plain[test] = x[test] @ weights >= threshold
        ruled[test] = plain[test] & allowed[test]
    lines = []
    for name, said in (("score alone", plain), ("score and rules", ruled)):
        accuracy = float((said == truth).mean())
        lines.append([name, *(f"{v:.3f}" for v in (*f1(said, truth), accuracy))])
    return lines


def design(found: list[tuple[Claim, Claim, float]]) -> Floats:
    """Constant and features (pairs × 1 + features)."""
    return np.array([[1.0, *values(a, b, s)] for a, b, s in found])


def main() -> None:
    """Fit from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--cache", type=Path, help="a .npy file for the vectors, so that they are made once")
    arguments = parser.parse_args()
    found, truth = pairs(data_folder(arguments.data), arguments.cache)
    x = design(found)
    allowed = np.array([not differences(a, b) for a, b, _ in found])
    print(f"{len(truth)} pairs, {truth.sum()} the same; {PARTS}-fold cross-validation")
    print(table(["", "precision", "recall", "F1", "accuracy"], cross_validated(x, truth, allowed)))
    weights = fit(x, list(truth), PENALTY)
    threshold = 1 / (1 + np.exp(-best_threshold(x @ weights, truth)))
    for name, weight in zip(["constant", *FEATURES], weights, strict=True):
        print(f"{name:20} {weight:7.3f}")
    print(
        f"threshold {threshold:.3f}; rules forbid {(~allowed & truth).sum()} of the same, {(~allowed & ~truth).sum()} of the others"
    )
    if arguments.write:
        TARGET.write_text(_module(weights, threshold), encoding="utf-8")


def _module(weights: Floats, threshold: float) -> str:
    lines = [f'    "{name}": {weight:.3f},' for name, weight in zip(FEATURES, weights[1:], strict=True)]
    return (
        '"""Weights of the features of ``same``, in log-odds; written by ``python -m training.same_claim``."""\n\n'
        "from __future__ import annotations\n\n"
        f"CONSTANT = {weights[0]:.3f}\nTHRESHOLD = {threshold:.3f}\nWEIGHTS = {{\n" + "\n".join(lines) + "\n}\n"
    )


if __name__ == "__main__":
    main()
