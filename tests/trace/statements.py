"""Claims made from plain sentences about invented places, for tests of what compares and groups them."""

from __future__ import annotations

from benchmarks.plain import claim_of

from headwater.model_trace import Claim, Match
from headwater.trace.same import compare_claims


def claim(text: str, document: str = "a", published: str | None = "2031-05-02") -> Claim:
    made = claim_of(text, document, published)
    assert made is not None, text
    return made


def compared(a: str, b: str, similarity: float = 0.95) -> Match:
    return compare_claims(claim(a, "a"), claim(b, "b"), similarity)
