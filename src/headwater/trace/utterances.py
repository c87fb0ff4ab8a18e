"""The same words in quotation marks twice: one utterance or one record, whoever is named for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from headwater.model_trace import Claim
from headwater.trace.scene import Scene

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]{12,600})(?:[”\"»]|$)|‘([^‘’]{20,600})’")
_FIRST = 4
"""Claims with the same quotation that later ones are joined to: enough to tell them one, few enough for a thousand copies."""
_LENGTH = 6
"""Words in a row. Shorter phrases come to two speakers by themselves."""


def same_utterances(
    scene: Scene, carriers: Sequence[Claim], *, on_one_page: bool = False
) -> Iterator[tuple[Claim, Claim, str]]:
    """Pairs of claims with six quoted words in a row the same, each with the first claims of other documents that have them.

    ``on_one_page`` asks for pairs within one document instead: two voices there are given the same words.
    """
    known: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in carriers:
        runs = [run for words in quotations(scene, claim) for run in _runs(words)]
        met: dict[str, tuple[Claim, tuple[str, ...]]] = {}
        for run in runs:
            for earlier in known[run]:
                if (earlier.document == claim.document) == on_one_page:
                    met.setdefault(earlier.id, (earlier, run))
            if len(known[run]) < _FIRST:
                known[run].append(claim)
        for earlier, run in list(met.values())[:_FIRST]:
            yield earlier, claim, " ".join(run)


def quotations(scene: Scene, claim: Claim) -> list[list[str]]:
    """The words of each quotation in a claim; all its words where the whole of it is one."""
    if claim.direct:
        return [[w.casefold() for w in _WORD.findall(claim.text)]]
    text = scene.sources[claim.document].reading.document.text
    inside = text[max(0, claim.start - 1) : claim.end + 1]
    return [[w.casefold() for w in _WORD.findall(m[1] or m[2])] for m in _QUOTED.finditer(inside)]


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[n : n + _LENGTH]) for n in range(len(words) - _LENGTH + 1)]
