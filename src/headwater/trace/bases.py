"""Two speakers, one video: claims that rest on the same record, which makes one origin of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from headwater.model import Attribution
from headwater.model_trace import Claim
from headwater.trace.grounds import Ground
from headwater.trace.parties import content_words
from headwater.trace.scene import Scene

RECORDS = frozenset(
    "recording video footage film clip tape audio photograph photo picture image report document note memo memorandum letter "
    "log email emails transcript notice data record records statement briefing file files dossier map chart survey study "
    "logbook readout cable message post screenshot affidavit filing complaint indictment register".split()
)
"""Nouns of things that two people can both have looked at."""

_LOOKED = re.compile(
    r"\b(?:watch|watched|seen|saw|view|viewed|read|review|reviewed|shown|heard|examined|studied|listened to|obtained)\s+"
    r"((?:the same|an?|the|this|that|its|their|his|her)\s+(?:[\w’'-]+\s+){0,3}?(?:"
    + "|".join(sorted(RECORDS))
    + r"))\b"
    r"((?:\s+[\w’'-]+){0,7})",
    re.IGNORECASE,
)
MOST = 20
"""Things that one voice of a document is taken to have looked at: enough for any article, few enough for a book."""
_ALIKE = 3
"""Words that two descriptions of a record share where they are taken for one: its noun and two more."""


def shared_bases(
    scene: Scene, carriers: Sequence[Claim], grounds: Mapping[str, Ground]
) -> Iterator[tuple[Claim, Claim, str, bool]]:
    """Pairs of claims that rest on one record: the first such claim, the later one, the reason, whether it is shown.

    Shown means that the words for the record agree in more than its noun ("a recording from a camera on the fish dock"), or that
    both stand in one document. The noun alone ("the report") may be another one.
    """
    seen: dict[str, list[tuple[frozenset[str], Claim]]] = defaultdict(list)
    for claim in carriers:
        for phrase in dict.fromkeys(_records_of(scene, claim)):
            words = content_words(phrase)
            for noun in sorted(words & RECORDS):
                for theirs, earlier in seen[noun][:20]:
                    if grounds[earlier.id].key != grounds[claim.id].key:
                        certain = earlier.document == claim.document or len(words & theirs) >= _ALIKE
                        yield earlier, claim, f"both rest on a {noun}: “{phrase}”", certain
                        break
                seen[noun].append((words, claim))


def _records_of(scene: Scene, claim: Claim) -> list[str]:
    """Words for what the claim's voice looked at: given with the claim, or in anything else it says in the document."""
    phrases = [claim.basis_words] if claim.basis_words and claim.basis in {"saw", "document"} else []
    own = scene.attribution(claim.document, claim.attribution)
    if own is None:
        return phrases
    if claim.document not in scene.looked_at:
        scene.looked_at[claim.document] = _looked_at(scene.sources[claim.document].reading.attributions)
    return phrases + scene.looked_at[claim.document].get(own.voice, [])


def _looked_at(found: Sequence[Attribution]) -> dict[str, list[str]]:
    """What each voice of a document says that it has looked at, by the voice's id; each thing once."""
    phrases: dict[str, dict[str, None]] = defaultdict(dict)
    for attribution in found:
        for span in attribution.content:
            phrases[attribution.voice].update((m[1] + m[2], None) for m in _LOOKED.finditer(span.text))
    return {voice: list(some)[:MOST] for voice, some in phrases.items()}
