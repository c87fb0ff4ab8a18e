"""Whether a sentence hedges: how likely it holds a weasel word or another sign of not committing.

A logistic regression over words, word pairs, word endings and the classes of hedges in the sentence; names are not
seen. Weights are in ``weights/certainty_hedged.json``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from headwater.read.certainty.words import cue_phrases, hedge_phrases, plain
from headwater.read.words import split_words

THRESHOLD = 0.45
"""A sentence counts as hedged above this probability (chosen by cross-validation)."""


def hedged(sentence: str) -> float:
    """The probability, 0 to 1, that a sentence hedges. Empty text gives the base rate."""
    weights = _weights()
    total = weights["bias"] + sum(weights.get(name, 0.0) for name in hedge_features(split_words(sentence).text))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def hedge_features(words: Sequence[str]) -> set[str]:
    """Names of the features that hold for a sentence of words as they stand in the text."""
    return set(_features(words))


def _features(words: Sequence[str]) -> Iterator[str]:
    lower = [
        "^Name" if n and word[:1].isupper() else "^number" if word[:1].isdigit() else plain(word)
        for n, word in enumerate(words)
    ]
    for n, word in enumerate(lower):
        yield word
        yield f"{word} {lower[n + 1] if n + 1 < len(lower) else '$'}"
        if n + 2 < len(lower):
            yield f"{word} {lower[n + 1]} {lower[n + 2]}"
            yield f"{word} _ {lower[n + 2]}"
    kinds = [hedge.kind for _, _, hedge in hedge_phrases().find(lower, 0, len(lower))]
    yield from (f"hedge={kind}" for kind in kinds)
    yield f"hedges={min(3, len(kinds))}"
    yield from (f"cue={cue.kind}" for _, _, cue in cue_phrases().find(lower, 0, len(lower)))
    yield f"length={min(8, len(words) // 6)}"
    for n, word in enumerate(lower):
        if word in ("is", "are", "was", "were", "been", "be") and n + 1 < len(lower) and lower[n + 1].endswith("ed"):
            yield "passive"
            yield "agentless" if "by" not in lower[n : n + 6] else "agent"


@cache
def _weights() -> dict[str, float]:
    path = files("headwater").joinpath("weights", "certainty_hedged.json")
    loaded: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
