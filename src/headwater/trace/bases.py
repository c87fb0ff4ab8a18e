"""Two speakers, one video: claims that rest on the same record, which makes one origin of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from headwater.model_trace import Claim
from headwater.trace.grounds import Ground
from headwater.trace.parties import content_words
from headwater.trace.scene import Scene

RECORDS = frozenset(
    "recording video footage film clip tape audio photograph photo picture image camera report document note memo memorandum letter "
    "log email emails transcript notice data record records statement briefing file files dossier map chart paper papers order "
    "survey study test tests readout cable message messages post screenshot affidavit filing complaint indictment list register".split()
)
"""Nouns of things that two people can both have looked at."""


def shared_bases(
    scene: Scene, carriers: Sequence[Claim], grounds: Mapping[str, Ground]
) -> Iterator[tuple[Claim, Claim, str, bool]]:
    """Pairs of claims that rest on one record: the first such claim, the later one, the reason, whether it is shown.

    Shown means that the words for the record agree in more than its noun ("a recording from a camera on the fish dock"), or that
    both stand in one document. The noun alone ("the report") may be another one.
    """
    seen: dict[str, list[tuple[frozenset[str], Claim]]] = defaultdict(list)
    for claim in carriers:
        words = content_words(claim.basis_words or "")
        for noun in sorted(words & RECORDS):
            for theirs, earlier in seen[noun][:20]:
                if grounds[earlier.id].key == grounds[claim.id].key:
                    continue
                certain = earlier.document == claim.document or len(words & theirs) >= 3
                yield earlier, claim, f"both rest on a {noun}: “{claim.basis_words}”", certain
                break
            seen[noun].append((words, claim))
