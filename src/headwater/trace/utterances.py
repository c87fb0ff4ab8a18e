"""The same words in quotation marks twice: one utterance or one record, whoever is named for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from headwater.model_trace import Claim
from headwater.trace.scene import Scene

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]{0,600})(?:[”\"»]|$)|‘([^‘’]{20,600})’")
_FIRST = 4
"""Claims with the same quotation that later ones are joined to: enough to tell them one, few enough for a thousand copies."""
_LONGEST = 4_000
"""Characters of a paragraph that is searched for the beginning of a quotation."""
_LEAST = 4
"""Words of a whole quotation which, within one that another speaker is given, show that the two could be one."""
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
            yield earlier, claim, _as_printed(claim, run)


def short_utterances(scene: Scene, carriers: Sequence[Claim]) -> Iterator[tuple[Claim, Claim, str]]:
    """Pairs of claims of two documents: the whole quotation of one, of four or five words, stands in a quotation of the other."""
    spoken = [(claim, words) for claim in carriers for words in quotations(scene, claim)]
    whole: dict[tuple[str, ...], Claim] = {}
    for claim, words in spoken:
        if _LEAST <= len(words) < _LENGTH:
            whole.setdefault(tuple(words), claim)
    met: set[tuple[str, str]] = set()
    for claim, words in spoken if whole else ():
        for run in (run for length in range(_LEAST, _LENGTH) for run in _runs(words, length)):
            first = whole.get(run)
            if first and first.document != claim.document and (first.id, claim.id) not in met:
                met.add((first.id, claim.id))
                yield first, claim, _as_printed(claim, run)


def quotations(scene: Scene, claim: Claim) -> list[list[str]]:
    """The words of each quotation in a claim, or of the part of one that it is; all its words where the whole of it is one."""
    if claim.direct:
        return [_words(claim.text)]
    text = scene.sources[claim.document].reading.document.text
    first, last = _paragraph(text, claim)
    start, end = claim.start - first, claim.end - first
    inside = text[first:last]
    cut = [inside[max(a, start) : min(b, end)] for a, b in _quoted(inside) if a < end and start < b]
    return [_words(words) for words in cut]


def _as_printed(claim: Claim, run: Sequence[str]) -> str:
    """Words in a row as the claim has them, with its capitals and commas; as they are compared where its quotation goes beyond it."""
    words = r"[\W_]+".join(re.escape(word).replace("'", "['’]") for word in run)
    found = re.search(rf"(?<![^\W_]){words}(?![^\W_])", claim.text, re.IGNORECASE)
    return " ".join(found.group().split()) if found else " ".join(run)


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _paragraph(text: str, claim: Claim) -> tuple[int, int]:
    """Where the paragraphs of a claim begin and end: its quotation may begin long before it. No more than the claim if they are too long."""
    first = text.rfind("\n", 0, claim.start) + 1
    last = text.find("\n", claim.end)
    last = len(text) if last < 0 else last
    whole = last - first <= _LONGEST and text.count('"', first, last) % 2 == 0
    return (first, last) if whole else (max(0, claim.start - 1), claim.end + 1)


@lru_cache(maxsize=2_000)
def _quoted(text: str) -> tuple[tuple[int, int], ...]:
    """What stands in quotation marks."""
    return tuple(m.span(1) if m[2] is None else m.span(2) for m in _QUOTED.finditer(text))


def _runs(words: list[str], length: int = _LENGTH) -> list[tuple[str, ...]]:
    return [tuple(words[n : n + length]) for n in range(len(words) - length + 1)]
