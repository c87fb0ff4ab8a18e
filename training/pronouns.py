"""Learn the weights by which pronouns find their figures.

python -m training.pronouns DATA_DIR [OUT]

Fits a logistic regression with an L2 penalty (Newton's method) on ``pronouns/gap_development.jsonl.gz`` and writes
``pronouns.json``: every weight by its name. The network's own score has a weight of its own, found by cross-validation on
the validation part, because the network was trained on the development part.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np

from headwater.read.frame import Frame, cut_text
from headwater.read.reader import signals_of
from headwater.read.tagger import Tagger
from headwater.read.voices.figures import Register
from headwater.read.voices.gazetteer import gazetteer
from headwater.read.voices.mentions import find_names
from headwater.read.voices.pronoun_features import Place, Rival, features, role_of, title_words, titled
from headwater.read.voices.pronouns import NO_SCORE
from training.logistic import fit

PENALTY = 5.0
THRESHOLD = -0.6
"""Log-odds below which the better of two candidates is still nobody."""
NETWORK = ("network", "network, another")


@dataclass
class Pair:
    """A pronoun with two candidates: features and truth of each, and the word indices."""

    identity: str
    pronoun: str
    at: int
    ends: tuple[int, int]
    values: tuple[dict[str, float], dict[str, float]]
    truth: tuple[bool, bool]
    frame: Frame


def lexicon() -> frozenset[str]:
    """The shipped list of ordinary words."""
    return frozenset((files("headwater") / "weights" / "lexicon.txt").read_text(encoding="utf-8").split())


def read_pairs(path: Path) -> Iterator[Pair]:
    """GAP rows with features."""
    words = lexicon()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield make_pair(row, words)


def make_pair(row: dict[str, Any], words: frozenset[str]) -> Pair:
    """Features of one GAP row."""
    frame = cut_text(row["Text"], words)
    lists = gazetteer()
    register = Register(lists, frame.words.text)
    register.fill(find_names(frame, lists))
    start = int(row["Pronoun-offset"])
    at = frame.words_in(start, start + len(row["Pronoun"])).start
    figures = []
    ends = []
    for name in ("A", "B"):
        begin = int(row[f"{name}-offset"])
        span = frame.words_in(begin, begin + len(row[name]))
        found = next((register.at[i] for i in range(span.stop - 1, span.start - 1, -1) if i in register.at), None)
        if found is None:
            found = register.new()
            found.places.append(span.stop - 1)
            register.at[span.stop - 1] = found
        figures.append(found)
        ends.append(span.stop - 1)
    firsts = {m.after - 1: m.start for m in find_names(frame, lists)}
    title = title_words(unquote(row["URL"].rsplit("/", 1)[-1]).replace("_", " "))
    rivals = {f.number: rival(frame, f.places, firsts, titled(f.names, title)) for f in register.figures if f.places}
    values = tuple(
        features(frame, at, rivals[f.number], [r for n, r in rivals.items() if n != f.number]) for f in figures
    )
    truth = (row["A-coref"] == "TRUE", row["B-coref"] == "TRUE")
    return Pair(row["ID"], row["Pronoun"], at, (ends[0], ends[1]), (values[0], values[1]), truth, frame)


def rival(frame: Frame, places: Sequence[int], firsts: dict[int, int], in_title: int = 0) -> Rival:
    """Mentions of a figure with their roles, and whether the page's title names it."""
    words = frame.words.text
    return Rival(
        [Place(firsts.get(p, p), p, role_of(words, firsts.get(p, p), p)) for p in sorted(places)], True, in_title
    )


def network_scores(pairs: Sequence[Pair]) -> None:
    """Add the shipped network's score to every candidate's features. Raises ModelError when there is no network."""
    tagger = Tagger.load()
    for pair in pairs:
        signals = signals_of(pair.frame, tagger.tag(pair.frame.cut))
        for value, end in zip(pair.values, pair.ends, strict=True):
            found = signals.pronoun(pair.at, end)
            value["network"] = NO_SCORE if found is None else found
        one, two = pair.values
        one["network, another"], two["network, another"] = two["network"], one["network"]


def fit_features(pairs: Sequence[Pair], penalty: float = PENALTY) -> dict[str, float]:
    """Weights of all features but the network's, from pronouns with known answers."""
    rows = [v for pair in pairs for v in pair.values]
    names = sorted({name for row in rows for name in row} - set(NETWORK))
    index = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in index:
                x[i, index[name]] = value
    w = fit(x, [t for pair in pairs for t in pair.truth], penalty, index["always"])
    return {name: float(w[i]) for name, i in index.items()}


def mix(weights: dict[str, float], pairs: Sequence[Pair]) -> dict[str, float]:
    """Scale the features' weights and give the network one, on pronouns that neither was fitted on."""
    logit = [
        sum(weights.get(name, 0.0) * value for name, value in v.items() if name not in NETWORK)
        for pair in pairs
        for v in pair.values
    ]
    network = [[v.get(name, 0.0) for name in NETWORK] for pair in pairs for v in pair.values]
    x = np.column_stack([np.ones(len(logit)), np.array(logit), np.array(network)])
    base, scale, *shares = fit(x, [t for pair in pairs for t in pair.truth], 0.1)
    mixed = {name: scale * value for name, value in weights.items()}
    mixed["always"] += float(base)
    return mixed | {name: float(share) for name, share in zip(NETWORK, shares, strict=True)}


def main(data: Path, out: Path) -> None:
    """Fit features on the development part, mix in the network on the validation part, and write the weights."""
    pairs = list(read_pairs(data / "pronouns/gap_development.jsonl.gz"))
    weights = fit_features(pairs)
    validation = list(read_pairs(data / "pronouns/gap_validation.jsonl.gz"))
    network_scores(validation)
    weights = mix(weights, validation)
    kept = {name: round(value, 4) for name, value in sorted(weights.items()) if abs(value) >= 0.005}
    text = json.dumps({"threshold": THRESHOLD, "weights": kept}, indent=1, ensure_ascii=False)
    out.write_text(text + "\n", encoding="utf-8")
    print(f"{len(kept)} weights from {len(pairs)} pronouns to {out}; the network weighs {kept.get('network', 0.0)}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(str(files("headwater") / "weights")) / "pronouns.json"
    main(Path(sys.argv[1]), target)
