"""The same words in quotation marks in two documents: one utterance, whoever is named for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from headwater.model_trace import Claim
from headwater.trace.scene import Scene

_WORD = re.compile(r"[^\W_]+")
_LENGTH = 6
"""Words in a row. Shorter phrases come to two speakers by themselves."""


def same_utterances(scene: Scene, carriers: Sequence[Claim]) -> Iterator[tuple[Claim, Claim, str]]:
    """Pairs of direct quotations with at least six words in a row the same, each with the first claim that has them."""
    first: dict[tuple[str, ...], Claim] = {}
    for claim in carriers:
        if not claim.direct:
            continue
        words = [w.casefold() for w in _WORD.findall(claim.text)]
        runs = [tuple(words[n : n + _LENGTH]) for n in range(len(words) - _LENGTH + 1)]
        known = next((r for r in runs if r in first and first[r].document != claim.document), None)
        for run in runs:
            first.setdefault(run, claim)
        if known:
            yield first[known], claim, " ".join(known)
