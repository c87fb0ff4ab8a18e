"""Whom does a pronoun name? F1 on GAP, overall and for feminine and masculine pronouns.

python -m benchmarks.pronouns DATA_DIR [--model fast|accurate]

As in the GAP task a pronoun comes with two names; a candidate counts as chosen when it scores higher than the other and above
the threshold. The snippet and its page's title are read (the task's "page context"). The shipped weights were fitted on both
parts, so figures for them say little. The held-out lines come from trees and joins that had not seen the pronoun they are
asked about (ten-fold cross-fitting, as `training.pronouns` does it); they need scikit-learn. The network was trained on the
development part: only the validation part shows what it adds. The interval holds 95 in 100 bootstrap samples.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from training.pronouns import (
    HEADING,
    PARTS,
    Pair,
    Scores,
    cross_fitted,
    held_out,
    network_of,
    network_scores,
    read_pairs,
    report,
)

from headwater.errors import ModelError
from headwater.networks import ACCURATE, DEFAULT, FAST
from headwater.read.voices.pronoun_weights import join, sums_of, threshold


def shipped(pairs: list[Pair], model: str) -> Scores:
    """Scores of the candidates as the reader forms them with the network ``model``."""
    return np.array([join(sums_of(pair.values, (1, 0)), pair.network, model) for pair in pairs])


def main(data: Path, model: str) -> int:
    paths = [data / "pronouns" / f"{part}.jsonl.gz" for part in PARTS]
    for path in paths:
        if not path.exists():
            print(f"{path}: not found (give the folder that holds pronouns/{path.name})", file=sys.stderr)
            return 2
    development, validation = (list(read_pairs(path)) for path in paths)
    pairs = development + validation
    try:
        network_scores(validation, model)
        network = network_of(validation)
    except ModelError as error:
        print(f"without the network: {error}", file=sys.stderr)
        network = None
    own = cross_fitted(pairs)
    late = own[len(development) :]
    print(f"{len(pairs)} pronouns, {len(validation)} of them in the validation part; network: {model}")
    print(HEADING)
    print(report("held out: words, both parts", pairs, held_out(pairs, own, None)))
    print(report("held out: words, validation", validation, held_out(validation, late, None)))
    if network is not None:
        print(report("network alone, validation", validation, network, -1.5))
        print(report("held out: both, validation", validation, held_out(validation, late, network)))
        print(report("as shipped (seen in fitting)", validation, shipped(validation, model), threshold()))
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default=DEFAULT, choices=(FAST, ACCURATE))
    arguments = parser.parse_args()
    sys.exit(main(arguments.data, arguments.model))
