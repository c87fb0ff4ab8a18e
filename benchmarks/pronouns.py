"""Whom does a pronoun name? F1 on GAP, overall and for feminine and masculine pronouns.

python -m benchmarks.pronouns DATA_DIR [PART]     (PART: gap_validation unless given; gap_development is trained on)

As in the GAP task a pronoun comes with two names; a candidate counts as chosen when it scores higher than the other and above
the threshold. The snippet and its page's title are read (the task's "page context"). Three lines: the features alone, the network alone, both as shipped.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from training.pronouns import NETWORK, Pair, network_scores, read_pairs

from headwater.errors import ModelError
from headwater.read.voices.pronouns import threshold, weights

Score = Callable[[Pair], Sequence[float]]
FEMININE = frozenset({"she", "her", "hers", "herself"})


def f1(pairs: Sequence[Pair], score: Score, least: float) -> float:
    """F1 over candidates, in percent."""
    right = wrong = missed = 0
    for pair in pairs:
        one, two = score(pair)
        chosen = (one >= two and one > least, two > one and two > least)
        for said, truth in zip(chosen, pair.truth, strict=True):
            right += said and truth
            wrong += said and not truth
            missed += truth and not said
    return 200 * right / max(1, 2 * right + wrong + missed)


def by_features(pair: Pair) -> list[float]:
    """Scores of the two candidates without the network."""
    learned = weights()
    return [
        sum(learned.get(name, 0.0) * value for name, value in v.items() if name not in NETWORK) for v in pair.values
    ]


def by_network(pair: Pair) -> list[float]:
    """Scores of the two candidates by the network alone."""
    return [v.get("network", 0.0) for v in pair.values]


def by_both(pair: Pair) -> list[float]:
    """Scores as the reader forms them."""
    learned = weights()
    return [sum(learned.get(name, 0.0) * value for name, value in v.items()) for v in pair.values]


def main(data: Path, part: str) -> int:
    path = data / "pronouns" / f"{part}.jsonl.gz"
    if not path.exists():
        print(f"{path}: not found (give the folder that holds pronouns/{part}.jsonl.gz)", file=sys.stderr)
        return 2
    pairs = list(read_pairs(path))
    try:
        network_scores(pairs)
    except ModelError as error:
        print(f"without the network: {error}", file=sys.stderr)
    women = [p for p in pairs if p.pronoun.lower() in FEMININE]
    men = [p for p in pairs if p.pronoun.lower() not in FEMININE]
    print(f"{len(pairs)} pronouns of {part}")
    print(f"{'':14}{'all':>7}{'fem.':>7}{'masc.':>7}{'ratio':>8}")
    rows: list[tuple[str, Score, float]] = [
        ("features", by_features, threshold()),
        ("network", by_network, -2.0),
        ("both", by_both, threshold()),
    ]
    for name, score, least in rows:
        whole, f, m = (f1(group, score, least) for group in (pairs, women, men))
        print(f"{name:14}{whole:7.1f}{f:7.1f}{m:7.1f}{f / max(1e-9, m):8.3f}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "gap_validation"))
