"""Readings made by hand, for tests of everything that stands after the reader.

``build`` finds words in the text, so that no test counts characters. Places, papers and people are invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headwater.model import (
    Attribution,
    Certainty,
    Correction,
    Document,
    Markup,
    OwnStatement,
    Quantity,
    Reading,
    Residue,
    Span,
    Voice,
)
from headwater.store.kinds import RANGES

__all__ = ["LOCK", "RANGES", "Builder", "build", "lock_reading"]


class Builder:
    """Finds words in one document and makes spans and attributions of them."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def at(self, words: str, after: int = 0) -> Span:
        start = self.document.text.index(words, after)
        return self.document.span(start, start + len(words))

    def spans(self, words: str | Iterable[str] | None) -> tuple[Span, ...]:
        if words is None:
            return ()
        return tuple(self.at(w) for w in ([words] if isinstance(words, str) else words))

    def voice(self, id: str, name: str, kind: str, **more: Any) -> Voice:
        mentions = self.spans(more.pop("mentions", None))
        return Voice(id, name, kind, more.pop("named", kind != "unnamed"), mentions=mentions, **more)  # type: ignore[arg-type]

    def attribution(self, id: str, voice: str, content: str | Iterable[str], **more: Any) -> Attribution:
        label = more.get("certainty", "CT+")
        low, high = RANGES[label]
        source = more.get("source")
        return Attribution(
            id=id,
            parent=more.get("parent"),
            voice=voice,
            chain=more.get("chain", (voice,)),
            source=self.at(source) if source else None,
            cue=self.spans(more.get("cue")),
            content=self.spans(content),
            form=more.get("form", "indirect"),
            stance=more.get("stance", "asserts"),
            basis=more.get("basis", "not stated"),
            certainty=Certainty(label, low, high, self.spans(more.get("markers"))),
            confidence=more.get("confidence", 0.9),
        )


def build(
    text: str,
    voices: Iterable[Mapping[str, Any]] = (),
    attributions: Iterable[Mapping[str, Any]] = (),
    *,
    origin: str = "sample.txt",
    markup: Iterable[tuple[str, str, str | None]] = (),
    residue: Iterable[tuple[str, str]] = (),
    quantities: Iterable[tuple[str, float, str, str | None]] = (),
    corrections: Iterable[tuple[str, str | None, str | None, str]] = (),
    unattributed: Iterable[str] = (),
    own: Iterable[str] = (),
    **document: Any,
) -> Reading:
    """A reading of ``text``; every other argument names its words."""
    bare = Builder(Document(origin, text))
    full = Document(
        origin,
        text,
        markup=tuple(Markup(s.start, s.end, kind, target) for w, kind, target in markup for s in [bare.at(w)]),  # type: ignore[arg-type]
        residue=tuple(Residue(s.start, s.end, kind) for w, kind in residue for s in [bare.at(w)]),  # type: ignore[arg-type]
        **document,
    )
    make = Builder(full)
    return Reading(
        full,
        voices=tuple(make.voice(**v) for v in voices),
        attributions=tuple(make.attribution(**a) for a in attributions),
        own_statements=tuple(OwnStatement(make.at(w), Certainty("CT+", 0.99, 1.0)) for w in own),
        quantities=tuple(Quantity(make.at(w), value, value, value, unit, mod) for w, value, unit, mod in quantities),
        corrections=tuple(Correction(make.at(w), wrong, right, kind) for w, wrong, right, kind in corrections),  # type: ignore[arg-type]
        unattributed_quotations=make.spans(unattributed),
    )


LOCK = """\
Two officials blame Marram lock failure on skipped inspections
By Ada Quill
Harbour Gazette, 2 May 2031
PORT MARRAM — At least 143 people were moved from their homes on Thursday after the upper gate of the Marram lock gave way.
The Courier, citing two officials who were not named, reported that the gate “had not been inspected since the autumn” and that a warning may have been ignored.
“We did not skip anything,” said Mara Teld, the works minister. “Every inspection was carried out, and the papers show it.”
A report by the Canal Board, seen by the Gazette, says the winch was probably worn through before the storm.
Follow @MarramNews for more
Residents denied that they had been told to leave. Teld said the harbour master had told her that the siren sounded at 4.10 a.m.
Whether the gate was opened by hand is being asked by prosecutors.
“It sounded like a train.”
Correction: An earlier version of this article said that 134 people were moved. The number is at least 143.
"""


def lock_reading(origin: str = "lock.txt") -> Reading:
    """One article with nesting, every kind of voice, residue, a correction and a quotation of nobody's."""
    outer = "the gate “had not been inspected since the autumn” and that a warning may have been ignored"
    told = "the harbour master had told her that the siren sounded at 4.10 a.m."
    return build(
        LOCK,
        [
            {"id": "v1", "name": "The Courier", "kind": "publication"},
            {"id": "v2", "name": "two officials", "kind": "unnamed", "role": "officials"},
            {"id": "v3", "name": "Mara Teld", "kind": "person", "role": "the works minister"},
            {"id": "v4", "name": "report by the Canal Board", "kind": "document"},
            {"id": "v5", "name": "residents", "kind": "group", "named": False},
            {"id": "v6", "name": "the harbour master", "kind": "unnamed"},
            {"id": "v7", "name": "prosecutors", "kind": "government"},
        ],
        [
            {
                "id": "a1",
                "voice": "v1",
                "content": f"two officials who were not named, reported that {outer}",
                "source": "The Courier",
                "cue": "citing",
            },
            {
                "id": "a2",
                "voice": "v2",
                "content": outer,
                "parent": "a1",
                "chain": ("v1", "v2"),
                "form": "mixed",
                "certainty": "PS+",
                "markers": "may",
                "cue": "reported",
            },
            {
                "id": "a3",
                "voice": "v3",
                "content": (
                    "“We did not skip anything,”",
                    "“Every inspection was carried out, and the papers show it.”",
                ),
                "source": "Mara Teld, the works minister",
                "cue": "said",
                "form": "direct",
                "stance": "denies",
                "certainty": "CT-",
            },
            {
                "id": "a4",
                "voice": "v4",
                "content": "the winch was probably worn through before the storm",
                "source": "A report by the Canal Board",
                "cue": "says",
                "certainty": "PR+",
                "markers": "probably",
                "basis": "document",
            },
            {
                "id": "a5",
                "voice": "v5",
                "content": "they had been told to leave",
                "source": "Residents",
                "cue": "denied",
                "stance": "denies",
                "certainty": "CT-",
            },
            {"id": "a6", "voice": "v3", "content": told, "source": "Teld", "cue": "Teld said"},
            {
                "id": "a7",
                "voice": "v6",
                "content": "the siren sounded at 4.10 a.m.",
                "parent": "a6",
                "chain": ("v3", "v6"),
                "source": "the harbour master",
                "cue": "had told",
                "basis": "saw",
                "confidence": 0.41,
            },
            {
                "id": "a8",
                "voice": "v7",
                "content": "Whether the gate was opened by hand",
                "source": "prosecutors",
                "cue": "is being asked by",
                "stance": "asks",
                "certainty": "Uu",
            },
        ],
        origin=origin,
        title="Two officials blame Marram lock failure on skipped inspections",
        authors=("Ada Quill",),
        publisher="Harbour Gazette",
        published="2031-05-02",
        markup=[
            ("Two officials blame Marram lock failure on skipped inspections", "heading", None),
            ("By Ada Quill", "byline", None),
            ("A report by the Canal Board", "link", "https://canal-board.example/report?a=1&b=<2>"),
        ],
        residue=[("Follow @MarramNews for more", "plug")],
        quantities=[("At least 143 people", 143, "people", "at least"), ("134 people", 134, "people", None)],
        corrections=[
            (
                "Correction: An earlier version of this article said that 134 people were moved. The number is at least 143.",
                "134 people",
                "at least 143",
                "correction",
            )
        ],
        unattributed=["“It sounded like a train.”"],
        own=[
            "At least 143 people were moved from their homes on Thursday after the upper gate of the Marram lock gave way."
        ],
    )
