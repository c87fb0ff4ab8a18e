"""Same claim or not, on the news paraphrases of MRPC: five-fold cross-validation, and families' time to compare.

python -m benchmarks.claims DATA_DIR [--cache VECTORS.npy]

Weights and threshold are chosen on four folds and judged on the fifth. "Score and rules" also counts what the rules forbid: MRPC calls
pairs paraphrases whose numbers, days or speakers differ, and those the rules hold apart on purpose.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

import numpy as np
from training.same_claim import cross_validated, design, pairs

from benchmarks.common import data_folder, table
from headwater.trace.forbids import differences
from headwater.trace.same import compare_claims


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, help="a .npy file for the vectors, so that they are made once")
    arguments = parser.parse_args()
    found, truth = pairs(data_folder(arguments.data), arguments.cache)
    forbidden = [[by for by, _ in differences(a, b)] for a, b, _ in found]
    allowed = np.array([not by for by in forbidden])
    print(f"{len(truth)} pairs, {truth.sum()} of them the same")
    print(table(["", "precision", "recall", "F1", "accuracy"], cross_validated(design(found), truth, allowed)))
    count = Counter((by, bool(same)) for kinds, same in zip(forbidden, truth, strict=True) for by in kinds)
    lines = [[by, str(count[by, True]), str(count[by, False])] for by in sorted({by for by, _ in count})]
    print(table(["held apart by", "called the same", "not"], lines))
    began = time.monotonic()
    for a, b, similarity in found:
        compare_claims(a, b, similarity)
    print(f"{(time.monotonic() - began) / len(found) * 1e3:.2f} ms a comparison")


if __name__ == "__main__":
    main()
