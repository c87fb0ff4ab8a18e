"""Fits the small models of certainty: ``python -m training.certainty DATA_DIR``.

Event grades (ridge regression over named features) and hedged sentences (logistic regression over words and hedge
classes). Both are written to ``src/headwater/weights`` as plain JSON. scikit-learn is needed here and nowhere at
run time.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import f1_score

from headwater.errors import ModelError
from headwater.read.certainty.events import event_features
from headwater.read.certainty.hedged import THRESHOLD, hedge_features
from headwater.read.certainty.scope import Text, make_text
from headwater.read.frame import Signals, cut_text
from headwater.read.reader import signals_of as spread_signals
from headwater.read.tagging.tagger import Tagger
from headwater.read.words import split_words

WEIGHTS = Path(__file__).parent.parent / "src" / "headwater" / "weights"
LEAST_SEEN = 4
PENALTY = 18.0
SHARES = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
"""How much the network may count; it has seen the training sentences, so the share is chosen on dev."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def network() -> Tagger | None:
    """The exported network, if there is one."""
    try:
        return Tagger.load()
    except ModelError as error:
        print(f"no network yet: {error}")
        return None


def events(path: Path, lexicon: frozenset[str] = frozenset()) -> Iterator[tuple[Text, int, float]]:
    """Sentences cut as documents are, with the word of each graded event and its grade."""
    for row in rows(path):
        text = make_text(cut_text(row["text"], lexicon))
        starts, at = [], 0
        for token in row["text"].split(" "):
            starts.append(at)
            at += len(token) + 1
        for target in row["targets"]:
            place = starts[target["span1"][0]]
            words = text.frame.words_in(place, place + 1)
            if words:
                yield text, words[0], target["label"]


def matrix(features: list[set[str]], index: dict[str, int]) -> csr_matrix:
    cells = [(n, index[name]) for n, names in enumerate(features) for name in sorted(names) if name in index]
    if not cells:
        return csr_matrix((len(features), len(index)))
    row, column = np.array(cells).T
    return csr_matrix((np.ones(len(cells)), (row, column)), shape=(len(features), len(index)))


def fit_events(data: Path) -> None:
    sets = {}
    for part in ("train", "dev"):
        found = list(events(data / "certainty" / f"uw_{part}.jsonl.gz"))
        sets[part] = ([set(event_features(text, i)) for text, i, _ in found], np.array([grade for *_, grade in found]))
    features, grades = sets["train"]
    seen = Counter(name for names in features for name in names)
    index = {name: n for n, name in enumerate(sorted(name for name, count in seen.items() if count >= LEAST_SEEN))}
    model = Ridge(alpha=PENALTY).fit(matrix(features, index), grades)
    for part, (names, gold) in sets.items():
        guess = np.clip(model.predict(matrix(names, index)), -3, 3)
        print(
            f"events {part}: r {np.corrcoef(guess, gold)[0, 1]:.3f}"
            f"  MAE {np.abs(guess - gold).mean():.3f}  n {len(gold)}"
        )
    weights = {name: round(float(model.coef_[n]), 3) for name, n in index.items()}
    weights = {name: weight for name, weight in weights.items() if abs(weight) >= 0.01}
    weights["bias"] = round(float(model.intercept_), 4)
    tagger = network()
    weights["network"] = choose_share(data, weights, tagger) if tagger else 0.0
    write("certainty_events.json", weights)


def hedged_rows(data: Path) -> tuple[list[set[str]], np.ndarray]:
    found = list(rows(data / "certainty" / "hedged_sentences_dev.jsonl.gz"))
    return [hedge_features(split_words(row["text"]).text) for row in found], np.array(
        [row["uncertain"] for row in found]
    )


def train_hedged(features: list[set[str]], labels: np.ndarray) -> tuple[LogisticRegression, dict[str, int]]:
    seen = Counter(name for names in features for name in names)
    index = {name: n for n, name in enumerate(sorted(name for name, count in seen.items() if count >= 2))}
    model = LogisticRegression(C=0.4, penalty="l1", solver="liblinear", max_iter=500, random_state=0)
    return model.fit(matrix(features, index), labels), index


def cross_validate_hedged(data: Path, parts: int = 10, block: int = 20) -> float:
    """F1 over folds of whole blocks of neighbouring sentences, so that no article is on both sides of a fold."""
    features, labels = hedged_rows(data)
    blocks = -(-len(labels) // block)
    fold = (np.random.default_rng(0).permutation(blocks) % parts)[np.arange(len(labels)) // block]
    guess = np.zeros(len(labels))
    for k in range(parts):
        model, index = train_hedged([f for f, n in zip(features, fold, strict=True) if n != k], labels[fold != k])
        held = matrix([f for f, n in zip(features, fold, strict=True) if n == k], index)
        guess[fold == k] = model.predict_proba(held)[:, 1]
    return float(f1_score(labels, guess > THRESHOLD))


def fit_hedged(data: Path) -> None:
    print(f"hedged sentences, cross-validation: F1 {cross_validate_hedged(data):.3f}")
    model, index = train_hedged(*hedged_rows(data))
    weights = {name: round(float(model.coef_[0][n]), 3) for name, n in index.items()}
    weights = {name: weight for name, weight in weights.items() if weight}
    write("certainty_hedged.json", weights | {"bias": round(float(model.intercept_[0]), 4)})


def choose_share(data: Path, weights: dict[str, float], tagger: Tagger) -> float:
    """The share of the network's score that gives the highest correlation on dev together with the words."""
    words, heard, grades = [], [], []
    known: dict[int, Signals] = {}
    found = list(events(data / "certainty" / "uw_dev.jsonl.gz", tagger.alphabet.lexicon))
    for text, i, grade in found:
        if id(text) not in known:
            known[id(text)] = spread_signals(text.frame, tagger.tag(text.frame.cut))
        words.append(weights["bias"] + sum(weights.get(name, 0.0) for name in set(event_features(text, i))))
        heard.append(known[id(text)].certainty[i])
        grades.append(grade)
    scores = {
        share: np.corrcoef((1 - share) * np.array(words) + share * np.array(heard), grades)[0, 1] for share in SHARES
    }
    print("share of the network, r on dev: " + "  ".join(f"{share} {r:.3f}" for share, r in scores.items()))
    return max(scores, key=lambda share: scores[share])


def write(name: str, weights: dict[str, float]) -> None:
    path = WEIGHTS / name
    path.write_text(json.dumps(weights, ensure_ascii=True, sort_keys=True, indent=0) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(weights)} weights, {path.stat().st_size / 1024:.0f} KiB")


def main(argv: list[str]) -> int:
    if not argv or not Path(argv[0]).is_dir():
        print("usage: python -m training.certainty DATA_DIR; the data folder is missing")
        return 2
    fit_events(Path(argv[0]))
    fit_hedged(Path(argv[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
