"""Weights for the question whether two reports of one event tell the same, fitted on pairs that were read by hand.

    python -m training.retold DATA [--write]

``training/texts/retold_pairs.jsonl`` says where the two sentences of each pair stand in the articles of ``events/three_outlets_dev``
and whether an editor would file them as one statement; the words themselves stay in the data. Judged event by event, each left out in
turn. ``--write`` fits on all pairs and writes ``src/headwater/trace/retold_weights.py``.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.common import data_folder, rows, table
from benchmarks.plain import claim_of
from numpy.typing import NDArray

from headwater.model import Document, Reading
from headwater.model_trace import Claim
from headwater.trace import retold
from headwater.trace.claims import setting_of
from headwater.trace.embedding import Embedder
from headwater.trace.forbids import differences
from headwater.trace.same import compare_claims, likelihood
from training.logistic import Floats, fit

PAIRS = Path(__file__).parent / "texts" / "retold_pairs.jsonl"
TARGET = Path("src/headwater/trace/retold_weights.py")
PENALTY = 0.3
CUT = 0.6
"""Probability from which two sentences count as one: seven of eight that it takes are."""
JOINED = 0.55
"""What it is written as: families join claims from here on."""


def pairs(data: Path) -> list[tuple[str, Claim, Claim, float, bool]]:
    """The event of each pair, its two claims, the cosine of their vectors, and whether they say the same."""
    articles: dict[tuple[str, str], Any] = {
        (row["event"][:8], row["publisher"]): row for row in rows(data / "events" / "three_outlets_dev.jsonl.gz")
    }
    found = []
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        sides = [_claim(articles[pair["event"], side["outlet"]], side["places"]) for side in (pair["one"], pair["two"])]
        if sides[0] and sides[1]:
            found.append((pair["event"], sides[0], sides[1], bool(pair["same"])))
    vectors = Embedder.load().vectors([c.text for _, a, b, _ in found for c in (a, b)])
    cosine = (vectors[0::2] * vectors[1::2]).sum(1)
    return [(event, a, b, float(s), same) for (event, a, b, same), s in zip(found, cosine, strict=True)]


def _claim(article: dict[str, Any], places: list[list[int]]) -> Claim | None:
    text = " ".join(article["text"][start:end] for start, end in places)
    claim = claim_of(text, article["publisher"], article["published"])
    if claim is None:
        return None
    page = Document(article["publisher"], article["text"], title=article["title"])
    return replace(claim, setting=setting_of(Reading(page)), dated=article["published"])


def left_out(events: NDArray[np.str_], x: Floats, truth: NDArray[np.bool_]) -> Floats:
    """The probability of each pair, by weights that were fitted without its event."""
    p = np.zeros(len(truth))
    for event in dict.fromkeys(events):
        test = events == event
        p[test] = 1 / (1 + np.exp(-x[test] @ fit(x[~test], list(truth[~test]), PENALTY)))
    return p


def main() -> None:
    """Fit from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found = pairs(data_folder(given.data))
    events, truth = np.array([e for e, *_ in found]), np.array([same for *_, same in found])
    x = np.array([[1.0, *retold.values(a, b, likelihood(a, b, s))] for _, a, b, s, _ in found])
    allowed = np.array([not differences(a, b) for _, a, b, _, _ in found])
    now = np.array([compare_claims(a, b, s).relation == "same" for _, a, b, s, _ in found])
    p = left_out(events, x, truth)
    lines = [
        _line("as the program decides", now, truth),
        _line("by likeness alone", x[:, 1] > np.log(0.461 / 0.539), truth),
    ]
    lines += [
        _line(f"from {cut:.2f}, no rule against it", (p >= cut) & allowed, truth) for cut in (0.4, 0.5, CUT, 0.7, 0.8)
    ]
    print(
        f"{len(truth)} pairs of {len(set(events))} events, {truth.sum()} the same; rules forbid {(~allowed & truth).sum()} of them"
    )
    print(table(["", "precision", "recall", "taken"], lines))
    weights = fit(x, list(truth), PENALTY)
    for name, weight in zip(["constant", *retold.FEATURES], weights, strict=True):
        print(f"{name:16} {weight:7.3f}")
    if given.write:
        weights[0] += np.log(JOINED / (1 - JOINED)) - np.log(CUT / (1 - CUT))
        TARGET.write_text(_module(weights), encoding="utf-8")


def _line(name: str, said: NDArray[np.bool_], truth: NDArray[np.bool_]) -> list[str]:
    hits = float((said & truth).sum())
    return [name, f"{hits / max(1, said.sum()):.3f}", f"{hits / max(1, truth.sum()):.3f}", str(int(said.sum()))]


def _module(weights: Floats) -> str:
    lines = [f'    "{name}": {weight:.3f},' for name, weight in zip(retold.FEATURES, weights[1:], strict=True)]
    return (
        '"""Weights of the features of ``retold``, in log-odds; written by ``python -m training.retold``."""\n\n'
        f"from __future__ import annotations\n\nCONSTANT = {weights[0]:.3f}\nWEIGHTS = {{\n"
        + "\n".join(lines)
        + "\n}\n"
    )


if __name__ == "__main__":
    main()
