"""Learn how pronouns find their figures.

python -m training.pronouns DATA_DIR [OUT]

Two steps, on ``pronouns/gap_development.jsonl.gz`` and ``gap_validation.jsonl.gz``. Boosted trees (scikit-learn's) weigh what
stands in the words (``pronoun_evidence.py``); both parts teach them. Then a logistic regression joins a candidate's sum, the other
candidate's and the network's scores for both. It learns from the validation part alone, because the network was trained
on the development part, and from sums by trees that had not seen the pronoun (cross-fitting); once for each
network. Prints the held-out figures and writes ``pronouns.json``. Run it again whenever a network changes; it takes two minutes.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from headwater.read.frame import Frame, cut_text
from headwater.read.reader import signals_of
from headwater.read.tagging.tagger import Tagger
from headwater.read.voices.figures import Figure
from headwater.read.voices.gazetteer import gazetteer
from headwater.read.voices.kinds import Evidence, kind_of_name
from headwater.read.voices.mentions import find_names
from headwater.read.voices.pronoun_context import Context
from headwater.read.voices.pronoun_evidence import Question, evidence
from headwater.read.voices.pronoun_features import Place, Rival, role_of, title_words, titled
from headwater.read.voices.pronoun_trees import OTHER, Trees
from headwater.read.voices.pronoun_weights import ALONE, NO_SCORE, WITH_NETWORK
from headwater.read.voices.register import Register
from training.logistic import fit, folds

Floats = NDArray[np.float64]
Scores = Floats
"""Pronouns × the two candidates."""

PARTS = ("gap_development", "gap_validation")
NETWORKS = ("fast", "accurate")
FOLDS = 10
THRESHOLD = -0.5
"""Log-odds below which the better of two candidates is still nobody; F1 near .8 is best served by a probability near .4."""
DEPTH = 4
LEAST = 25
"""How often a number must differ from 0 to be asked for."""
PENALTY = 0.1
FEMININE = frozenset({"she", "her", "hers", "herself"})


@dataclass
class Pair:
    """A pronoun with two candidates: evidence and truth of each, the word indices, and the network's scores."""

    identity: str
    pronoun: str
    at: int
    ends: tuple[int, int]
    values: tuple[dict[str, float], dict[str, float]]
    truth: tuple[bool, bool]
    frame: Frame
    network: list[float] = field(default_factory=list)

    @property
    def feminine(self) -> bool:
        """Whether the pronoun is a woman's."""
        return self.pronoun.lower() in FEMININE


def lexicon() -> frozenset[str]:
    """The shipped list of ordinary words."""
    return frozenset((files("headwater") / "weights" / "lexicon.txt").read_text(encoding="utf-8").split())


def read_pairs(path: Path) -> Iterator[Pair]:
    """GAP rows with evidence."""
    words = lexicon()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield make_pair(row, words)


def make_pair(row: dict[str, Any], words: frozenset[str]) -> Pair:
    """Evidence for one GAP row."""
    frame = cut_text(row["Text"], words)
    names = find_names(frame, gazetteer())
    register = Register(gazetteer(), frame.words.text, frame.sentence_of, frame.paragraph_of)
    register.fill(names)
    start = int(row["Pronoun-offset"])
    at = frame.words_in(start, start + len(row["Pronoun"])).start
    figures, ends = [], []
    for name in ("A", "B"):
        begin = int(row[f"{name}-offset"])
        span = frame.words_in(begin, begin + len(row[name]))
        figures.append(_figure(register, span))
        ends.append(span.stop - 1)
    firsts = {m.after - 1: m.start for m in names}
    title = title_words(unquote(row["URL"].rsplit("/", 1)[-1]).replace("_", " "))
    pool = [f for f in register.figures if f.places and (f in figures or _may_be_person(f))]
    question = Question(Context(frame), at, [_rival(frame, f, firsts, title) for f in pool])
    rows = [
        evidence(question, pool.index(figure), _place(frame, end, firsts))
        for figure, end in zip(figures, ends, strict=True)
    ]
    truth = (row["A-coref"] == "TRUE", row["B-coref"] == "TRUE")
    return Pair(row["ID"], row["Pronoun"], at, (ends[0], ends[1]), (rows[0], rows[1]), truth, frame)


def _figure(register: Register, span: range) -> Figure:
    """The figure named in some words; a new one where no name was found there."""
    found = next((register.at[i] for i in reversed(span) if i in register.at), None)
    if found is None:
        found = register.new()
        found.places.append(span.stop - 1)
        register.at[span.stop - 1] = found
    return found


def _may_be_person(figure: Figure) -> bool:
    return not figure.names or kind_of_name(figure, gazetteer(), Evidence()) in ("person", "unknown")


def _place(frame: Frame, last: int, firsts: Mapping[int, int]) -> Place:
    first = firsts.get(last, last)
    return Place(first, last, role_of(frame.words.text, first, last))


def _rival(frame: Frame, figure: Figure, firsts: Mapping[int, int], title: Sequence[str]) -> Rival:
    """Mentions of a figure with their roles, and whether the page's title names it."""
    places = [_place(frame, last, firsts) for last in sorted(figure.places)]
    return Rival(places, True, titled(figure.names, title))


def network_scores(pairs: Sequence[Pair], model: str = "fast") -> None:
    """Ask a shipped network about every pair. Raises ModelError when there is none."""
    tagger = Tagger.load(model)
    for pair in pairs:
        signals = signals_of(pair.frame, tagger.tag(pair.frame.cut), model)
        found = [signals.pronoun(pair.at, end) for end in pair.ends]
        pair.network = [NO_SCORE if score is None else score for score in found]


def table_of(pairs: Sequence[Pair], names: Sequence[str]) -> Floats:
    """Evidence as a table: two rows for each pronoun × names; each candidate has the other beside it."""
    reader = Trees({"names": names, "base": 0, "asks": [[0]], "above": [[0]], "gives": [[0, 0]]})
    return np.concatenate([reader.table(pair.values, (1, 0)) for pair in pairs])


def truths(pairs: Sequence[Pair]) -> list[bool]:
    """Whether each candidate is whom the pronoun names, two for each pronoun."""
    return [t for pair in pairs for t in pair.truth]


def names_of(pairs: Sequence[Pair]) -> list[str]:
    """The numbers that differ from 0 often enough to learn from, of a candidate and, where they may differ, of the other."""
    seen = Counter(name for pair in pairs for value in pair.values for name, number in value.items() if number)
    own = sorted(name for name, count in seen.items() if count >= LEAST)
    differ = {name for pair in pairs for name in own if pair.values[0].get(name, 0) != pair.values[1].get(name, 0)}
    return own + [OTHER + name for name in own if name in differ]


def grow(x: Floats, y: Sequence[bool], names: Sequence[str], seed: int = 1) -> dict[str, Any]:
    """Boosted trees (Friedman 2001, with a sample of rows and columns for each tree) as tables for `Trees`."""
    from sklearn.ensemble import GradientBoostingClassifier  # type: ignore[import-untyped]

    model = GradientBoostingClassifier(
        n_estimators=150,
        learning_rate=0.05,
        max_depth=DEPTH,
        subsample=0.6,
        max_features=0.15,
        min_samples_leaf=15,
        random_state=seed,
    )
    model.fit(x, y)
    share = float(np.mean(y))
    table: dict[str, Any] = {"names": list(names), "base": round(float(np.log(share / (1 - share))), 5)}
    table |= {"asks": [], "above": [], "gives": []}
    for (tree,) in model.estimators_:
        asks, above, gives = _complete(tree.tree_, model.learning_rate)
        table["asks"].append(asks)
        table["above"].append(above)
        table["gives"].append(gives)
    return table


def _complete(tree: Any, rate: float) -> tuple[list[int], list[float], list[float]]:
    """A tree of scikit-learn as a complete one: below a leaf that comes early everything gives the same."""
    level = [0]
    asks: list[int] = []
    above: list[float] = []
    for _ in range(DEPTH):
        below = []
        for node in level:
            leaf = tree.children_left[node] < 0
            asks.append(0 if leaf else int(tree.feature[node]))
            above.append(0.0 if leaf else round(float(tree.threshold[node]), 5))
            below += [node, node] if leaf else [int(tree.children_left[node]), int(tree.children_right[node])]
        level = below
    return asks, above, [round(rate * float(tree.value[node][0, 0]), 5) for node in level]


def cross_fitted(pairs: Sequence[Pair], seed: int = 0) -> Scores:
    """Sums for every pronoun by trees that did not see it."""
    names = names_of(pairs)
    x, y = table_of(pairs, names), np.array(truths(pairs))
    part = np.repeat(folds(len(pairs), FOLDS, seed), 2)
    result = np.zeros(len(y))
    for fold in range(FOLDS):
        trees = Trees(grow(x[part != fold], list(y[part != fold]), names))
        result[part == fold] = trees.score_table(x[part == fold])
    return result.reshape(-1, 2)


def columns(own: Scores, network: Scores | None) -> Floats:
    """What the regression joins, two rows for each pronoun: 1, a candidate's sum, the other's, and the network's for both."""
    found = [np.ones(own.size), own.ravel(), own[:, ::-1].ravel()]
    if network is not None:
        found += [network.ravel(), network[:, ::-1].ravel()]
    return np.column_stack(found)


def mix(own: Scores, network: Scores | None, truth: Sequence[bool]) -> list[float]:
    """Weights for `columns`."""
    return [round(float(w), 4) for w in fit(columns(own, network), truth, PENALTY)]


def network_of(pairs: Sequence[Pair]) -> Scores:
    """The network's scores."""
    return np.array([pair.network for pair in pairs])


def held_out(pairs: Sequence[Pair], own: Scores, network: Scores | None, seed: int = 0) -> Scores:
    """Joined scores by a regression that did not see the pronoun; ``own`` must be cross-fitted."""
    x, y = columns(own, network), np.array(truths(pairs))
    part = np.repeat(folds(len(pairs), FOLDS, seed), 2)
    result = np.zeros(len(y))
    for fold in range(FOLDS):
        result[part == fold] = x[part == fold] @ fit(x[part != fold], list(y[part != fold]), PENALTY)
    return result.reshape(-1, 2)


def counts(pairs: Sequence[Pair], scores: Scores, least: float = THRESHOLD) -> NDArray[np.int64]:
    """Right, wrong and missed candidates for each pronoun (pronouns × 3): the better one is chosen if it is good enough."""
    one, two = scores[:, 0], scores[:, 1]
    said = np.column_stack([(one >= two) & (one > least), (two > one) & (two > least)])
    truth = np.array([pair.truth for pair in pairs])
    return np.column_stack([(said & truth).sum(1), (said & ~truth).sum(1), (~said & truth).sum(1)])


def f1(found: NDArray[np.int64]) -> float:
    """F1 in percent of rows of `counts`."""
    right, wrong, missed = (int(n) for n in found.sum(0))
    return 200 * right / max(1, 2 * right + wrong + missed)


def interval(found: NDArray[np.int64], draws: int = 1000, seed: int = 0) -> tuple[float, float]:
    """95 in 100 bootstrap samples of the pronouns have an F1 between these."""
    rng = np.random.default_rng(seed)
    values = [f1(found[rng.integers(0, len(found), len(found))]) for _ in range(draws)]
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def report(name: str, pairs: Sequence[Pair], scores: Scores, least: float = THRESHOLD) -> str:
    """A line of figures: overall with its interval, feminine, masculine, ratio."""
    found = counts(pairs, scores, least)
    women = np.array([pair.feminine for pair in pairs])
    low, high = interval(found)
    f, m = f1(found[women]), f1(found[~women])
    return f"{name:34}{f1(found):6.1f}  [{low:.1f}, {high:.1f}]{f:7.1f}{m:7.1f}{f / max(1e-9, m):8.3f}"


HEADING = f"{'':34}{'all':>6}  {'95 %':12}{'fem.':>7}{'masc.':>7}{'ratio':>8}"


def main(data: Path, out: Path) -> None:
    """Fit, print held-out figures and write the weights."""
    development, validation = (list(read_pairs(data / f"pronouns/{part}.jsonl.gz")) for part in PARTS)
    pairs = development + validation
    own = cross_fitted(pairs)
    late = own[len(development) :]
    print(HEADING)
    print(report("words alone, both parts", pairs, held_out(pairs, own, None)))
    print(report("words alone, validation", validation, held_out(validation, late, None)))
    joined: dict[str, list[float]] = {}
    for model in NETWORKS:
        network_scores(validation, model)
        network = network_of(validation)
        joined[model] = mix(late, network, truths(validation))
        print(report(f"words and {model}, validation", validation, held_out(validation, late, network)))
    names = names_of(pairs)
    weights: dict[str, Any] = {
        "threshold": THRESHOLD,
        ALONE: mix(own, None, truths(pairs)),
        WITH_NETWORK: joined,
        "trees": grow(table_of(pairs, names), truths(pairs), names),
    }
    out.write_text(_written(weights), encoding="utf-8")
    print(f"{len(names)} numbers asked for, {len(weights['trees']['asks'])} trees, to {out}")


def _written(weights: dict[str, Any]) -> str:
    """JSON with a line for each tree."""
    trees = weights["trees"]
    tables = {key: value for key, value in trees.items() if key not in ("asks", "above", "gives")}
    lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in weights.items() if key != "trees"]
    inner = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in tables.items()]
    for key in ("asks", "above", "gives"):
        rows = ",\n".join("   " + json.dumps(row, separators=(",", ":")) for row in trees[key])
        inner.append(f'  "{key}": [\n{rows}\n  ]')
    lines.append(' "trees": {\n' + ",\n".join(inner) + "\n }")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(str(files("headwater") / "weights")) / "pronouns.json"
    main(Path(sys.argv[1]), target)
