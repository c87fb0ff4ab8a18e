"""Distorted claims and faithful retellings, made from real sentences, and how many of each pass as support.

python -m benchmarks.distortions DATA_DIR [--show KIND] [--most N]

From sentences of the events and of PolNeAR dev, each distortion alters one thing (actor, number, polarity, place, date or certainty) and leaves the
rest; a third of them also goes through a faithful rewording first. Faithful pairs are rewordings alone, and paraphrases of MRPC in which no
number or name differs. A pair passes as support when the two are the same claim and equally sure. Certainty-altered pairs ought to come
out as the same claim with drift flagged, so both are counted. Half of the sentences (by a hash of their words) served to tune the rules; the
figures are printed for the other half, with those of the first beside.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import alterations, rewordings
from benchmarks.common import data_folder, rows, table
from benchmarks.plain import claim_of
from benchmarks.sentences import sentences
from headwater.trace.embedding import Embedder
from headwater.trace.same import DRIFT, compare_claims, supports

DISTORTIONS: dict[str, Callable[[str, random.Random, alterations.Stock], str | None]] = {
    "actor": alterations.actor,
    "actors exchanged": alterations.exchanged,
    "number": alterations.number,
    "polarity": alterations.polarity,
    "place": alterations.place,
    "date": alterations.date,
    "certainty": alterations.certainty,
}
EACH = 450
"""Pairs of one kind, at most."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and what was made of it."""

    kind: str
    first: str
    second: str
    tuned: bool


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", help="print the wrong answers for one kind")
    parser.add_argument("--cache", type=Path, help="a .npz file for the vectors, so that they are made once")
    parser.add_argument("--most", type=int, default=40, help="how many of them")
    arguments = parser.parse_args()
    pairs = make(data_folder(arguments.data))
    measure(pairs, arguments.show, arguments.most, arguments.cache)


def make(data: Path) -> list[Pair]:
    """All pairs, in a fixed order."""
    texts = sentences(data)
    stock = alterations.Stock.of(texts)
    found: list[Pair] = []
    count: Counter[str] = Counter()
    for text in texts:
        seed = hashlib.sha256(text.encode()).hexdigest()
        dice = random.Random(seed)
        tuned = int(seed[:8], 16) % 2 == 0
        reworded, how = rewordings.reworded(text, dice)
        if reworded and count[how] < EACH:
            count[how] += 1
            found.append(Pair(how, text, reworded, tuned))
        for kind in sorted(DISTORTIONS, key=lambda k: (count[k], k))[:3]:
            base = reworded if reworded and how != "relay" and dice.random() < 1 / 2 else text
            altered = DISTORTIONS[kind](base, dice, stock)
            if altered and altered not in (text, base) and count[kind] < EACH:
                count[kind] += 1
                found.append(Pair(kind, text, altered, tuned))
    return found + paraphrases(data)


def paraphrases(data: Path) -> list[Pair]:
    """MRPC pairs that say the same and differ in no number and no capitalised word but the first."""
    found = []
    for row in rows(data / "claims" / "mrpc_train.jsonl.gz"):
        if row["same"] and rewordings.marks(row["a"]) == rewordings.marks(row["b"]):
            tuned = int(hashlib.sha256(row["a"].encode()).hexdigest()[:8], 16) % 2 == 0
            found.append(Pair("paraphrase (MRPC)", row["a"], row["b"], tuned))
    return found


def measure(pairs: list[Pair], show: str | None, most: int, cache: Path | None) -> None:
    """Compare all pairs and print the table."""
    vectors = _vectors([t for p in pairs for t in (p.first, p.second)], cache)
    total: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for i, pair in enumerate(pairs):
        a, b = claim_of(pair.first, "a"), claim_of(pair.second, "b")
        if a is None or b is None:
            continue
        match = compare_claims(a, b, float(vectors[2 * i] @ vectors[2 * i + 1]))
        here = total[pair.kind, pair.tuned]
        here["pairs"] += 1
        here["support"] += supports(match)
        here["same"] += match.relation == "same"
        here["flagged"] += match.relation == "same" and any(r.name == DRIFT for r in match.reasons)
        wrong = supports(match) == (pair.kind in DISTORTIONS)
        if show == pair.kind and wrong and most > 0 and pair.tuned:
            most -= 1
            why = [r.words for r in match.reasons if not r.weight]
            print(f"{match.score:.2f} {match.relation} {why}\n    {pair.first}\n    {pair.second}")
    report(total)


def _vectors(texts: list[str], cache: Path | None) -> NDArray[np.float32]:
    known: dict[str, NDArray[np.float32]] = {}
    if cache and cache.is_file():
        stored = np.load(cache)
        known = dict(zip(stored["texts"].tolist(), stored["vectors"], strict=True))
    new = sorted({t for t in texts if t not in known})
    known.update(zip(new, Embedder.load().vectors(new), strict=True))
    if cache and new:
        np.savez(cache, texts=np.array(list(known)), vectors=np.array(list(known.values())))
    return np.array([known[t] for t in texts])


def report(total: dict[tuple[str, bool], Counter[str]]) -> None:
    """Print the shares, by kind and over all."""
    kinds = sorted({kind for kind, _ in total}, key=lambda k: (k not in DISTORTIONS, k))
    lines = [_line(kind, total[kind, False], total[kind, True]) for kind in kinds]
    for name, chosen in (("all distortions", True), ("all faithful", False)):
        sums = [sum((total[k, t] for k in kinds if (k in DISTORTIONS) == chosen), Counter()) for t in (False, True)]
        lines.append(_line(name, *sums))
    print(table(["", "pairs", "as support", "same, drift flagged", "as support, tuning half"], lines))


def _line(name: str, held: Counter[str], tuned: Counter[str]) -> list[str]:
    def share(c: Counter[str], key: str) -> str:
        return f"{c[key] / max(1, c['pairs']):.1%}"

    return [
        name,
        str(held["pairs"]),
        share(held, "support"),
        share(held, "flagged"),
        f"{share(tuned, 'support')} of {tuned['pairs']}",
    ]


if __name__ == "__main__":
    main()
