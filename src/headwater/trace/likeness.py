"""Two plain sentences compared as tracing compares claims, without an article around them."""

from __future__ import annotations

from functools import lru_cache

from headwater.model import Certainty, Document, OwnStatement, Reading
from headwater.model_trace import Claim, Match, Source
from headwater.trace.claims import claims_of
from headwater.trace.embedding import Embedder
from headwater.trace.parts import hedges
from headwater.trace.same import compare_claims

_LEVELS = (("PS+", 0.2, 0.55), ("PR+", 0.55, 0.8), ("CT+", 0.99, 1.0))


def likeness(first: str, second: str) -> Match:
    """Do two sentences say the same, differ in what makes them rivals, or neither? With the score (0 to 1) and every reason.

    Nothing is read in them but what their words show: no dates are resolved, and of numbers only what stands in the text. A
    sentence that says nothing ("No.") is different from all. Raises ModelError without the encoder's file.
    """
    a, b = _claim(first, "first"), _claim(second, "second")
    if a is None or b is None:
        return Match("first", "second", 0.0, "different")
    one, two = Embedder.load().vectors([a.text, b.text])
    return compare_claims(a, b, float(one @ two))


@lru_cache(maxsize=10_000)
def _claim(text: str, document: str) -> Claim | None:
    """The whole of a text as one statement of its author."""
    page = Document(document, " ".join(text.split()))
    force = min((f for _, f in hedges(page.text)), default=3)
    label, low, high = _LEVELS[force - 1]
    statement = OwnStatement(page.span(0, len(page.text)), Certainty(label, low, high))  # type: ignore[arg-type]
    found = claims_of(Source(document, Reading(page, own_statements=(statement,)))) if page.text else ()
    return found[0] if found else None
