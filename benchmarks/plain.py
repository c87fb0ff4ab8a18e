"""Single sentences as claims, read by rules alone, for benchmarks that compare sentences and need no network for it."""

from __future__ import annotations

import re
from functools import cache

from headwater.model import Certainty, Document, OwnStatement, Reading
from headwater.model_trace import Claim, Source
from headwater.read.frame import make_frame
from headwater.read.numbers.lexing import cut
from headwater.read.quantities import quantities
from headwater.read.times import find, times
from headwater.read.voices.gazetteer import gazetteer
from headwater.trace.claims import claims_of
from headwater.trace.parts import hedges
from headwater.trace.wording import ordinary_words


def claim_of(text: str, document: str, published: str | None = None) -> Claim | None:
    """The whole of a sentence as one statement of the page's author; None when nothing is said in it."""
    text = " ".join(text.split())
    page = Document(document, text, published=published)
    frame = make_frame(page, _lexicon())
    pieces = cut(frame)
    found = find(pieces)
    reading = Reading(
        page,
        own_statements=(OwnStatement(page.span(0, len(text)), _certainty(text)),),
        quantities=quantities(frame, pieces, found),
        times=times(frame, published, pieces=pieces, found=found),
    )
    claims = claims_of(Source(document, reading, published=published))
    return claims[0] if claims else None


def _certainty(text: str) -> Certainty:
    force = min((f for _, f in hedges(text)), default=3)
    label, low, high = (("PS+", 0.2, 0.55), ("PR+", 0.55, 0.8), ("CT+", 0.99, 1.0))[force - 1]
    return Certainty(label, low, high)  # type: ignore[arg-type]


@cache
def _lexicon() -> frozenset[str]:
    gazetteer()
    return ordinary_words()


def days_of(text: str, published: str | None) -> list[str]:
    """ISO days that a text mentions, resolved from its date of publication."""
    frame = make_frame(Document("text", text or " ", published=published), _lexicon())
    found = times(frame, published)
    return [
        t.value[:10] for t in found if t.value and t.type in ("DATE", "TIME") and re.match(r"\d{4}-\d\d-\d\d", t.value)
    ]
