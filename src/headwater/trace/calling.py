"""What somebody calls a thing: "dismissed it as a stunt" denies nothing that the words say; it says that the thing is a stunt.

The reading gives such a content, "it as a stunt", the stance of its verb. Compared as a denial it would stand against whoever else
calls the thing a stunt.
"""

from __future__ import annotations

import re

from headwater.model import Attribution, Certainty, Stance

_CALLED = re.compile(
    r"^\W*(?P<thing>(?:it|this|that|them|these|those|him|her|us)|(?:the|this|that|these|those|his|her|its|their|such|any|all|[\w.’'-]+['’]s?)\s[^,;:“\"]{1,60}?)\s+as\s+\S",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(?:that|is|are|was|were|has|have|had|will|would|can|could|may|might|not)\b|n[’']t\b", re.IGNORECASE
)
"""Behind its first word, shows that the thing is itself something said: "the report that the dam was unsafe as false"."""

_FLAT = (0.97, 1.0)
"""The range of what is said flatly."""


def as_said(attribution: Attribution | None, words: str) -> tuple[Stance, Certainty] | None:
    """The stance and certainty of what is said of a thing that is dismissed as something; None for anything else."""
    if attribution is None or attribution.stance != "denies":
        return None
    found = _CALLED.match(words)
    if found is None or _STATES.search(" ".join(found["thing"].split()[1:])):
        return None
    known = attribution.certainty
    return "asserts", Certainty("CT+", *_FLAT, known.markers) if known.label == "CT-" else known
