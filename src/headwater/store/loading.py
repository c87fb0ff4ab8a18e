"""Rows back into Readings: as read, or as they stand after all verdicts."""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from headwater.model import (
    Attribution,
    Certainty,
    Correction,
    Document,
    Drift,
    OwnStatement,
    Quantity,
    Reading,
    Span,
    Time,
    Voice,
)
from headwater.store import documents

_Spans = dict[tuple[int, str], tuple[Span, ...]]

_VOICES = """
SELECT v.id, v.local, v.name, v.kind, v.named, v.role, v.joined, c.name AS live_name, c.kind AS live_kind,
  c.named AS live_named, c.given_name IS NOT NULL OR v.case_voice_id != v.found_case_voice_id AS judged
FROM voices v JOIN case_voices c ON c.id = v.case_voice_id
WHERE v.document_id = :id AND (:live OR v.verdict_id IS NULL) ORDER BY v.id"""

_CLAIMS = """
SELECT c.*, s.label AS certainty, s.low, s.high, t.local, t.parent_id, t.found_parent, t.found_chain, t.voice_id, t.source_start, t.source_end, t.cue_start, t.cue_end, m.form,
  m.stance, m.basis, t.confidence
FROM claims c JOIN certainties s ON s.id = c.certainty_id LEFT JOIN attributions t ON t.id = c.id LEFT JOIN manners m ON m.id = t.manner_id
WHERE c.document_id = :id AND CASE WHEN :live THEN c.live ELSE c.state NOT IN ('edited', 'added') END ORDER BY c.id"""


def load(connection: Connection, document_id: int, *, live: bool = True) -> Reading:
    """The reading of a document; ``live`` applies the verdicts. Raises LookupError if there is no such document."""
    document = documents.load(connection, document_id, captured=not live)
    return _Loader(connection, document_id, document, live).reading()


def _some(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


class _Loader:
    def __init__(self, connection: Connection, document_id: int, document: Document, live: bool) -> None:
        self._connection = connection
        self._values = {"id": document_id, "live": live}
        self._document = document
        self._live = live

    def _rows(self, query: str) -> Sequence[Any]:
        return self._connection.exec_driver_sql(query, self._values).all()

    def _table(self, name: str) -> Sequence[Any]:
        return self._rows(f"SELECT * FROM {name} WHERE document_id = :id ORDER BY n")

    def _span(self, row: Any) -> Span:
        return self._document.span(row.start, row.end)

    def _optional(self, start: int | None, end: int | None) -> Span | None:
        return None if start is None or end is None else self._document.span(start, end)

    def reading(self) -> Reading:
        voices = self._rows(_VOICES)
        local = {row.id: row.local for row in voices}
        claims = self._rows(_CLAIMS)
        spans = self._spans()
        return Reading(
            document=self._document,
            sentences=tuple(self._document.span(a, b) for a, b in self._sentences()),
            voices=tuple(self._voices(voices)),
            attributions=tuple(self._attributions([c for c in claims if not c.own], spans, local)),
            own_statements=tuple(
                OwnStatement(self._span(c), self._certainty(c, spans), self._optional(c.future_start, c.future_end))
                for c in sorted(
                    (c for c in claims if c.own), key=lambda c: c.start
                )  # a verdict may have brought some in
            ),
            **self._extras(),
        )

    def _sentences(self) -> list[tuple[int, int]]:
        rows = self._rows("SELECT sentences FROM readings WHERE document_id = :id AND current = 1")
        return json.loads(rows[0].sentences) if rows else []

    def _spans(self) -> _Spans:
        found: dict[tuple[int, str], list[Span]] = defaultdict(list)
        query = (
            's.claim_id, s.role, s."start", s."end" FROM claims c JOIN spans s ON s.claim_id = c.id '
            "WHERE c.document_id = :id ORDER BY s.claim_id, s.role, s.n"
        )
        for row in self._rows(f"SELECT {query}"):
            found[row.claim_id, row.role].append(self._span(row))
        return {key: tuple(value) for key, value in found.items()}

    def _voices(self, rows: Sequence[Any]) -> list[Voice]:
        mentions: dict[int, list[Span]] = defaultdict(list)
        query = (
            'SELECT m.voice_id, m."start", m."end" FROM voices v JOIN mentions m ON m.voice_id = v.id '
            "WHERE v.document_id = :id ORDER BY m.voice_id, m.n"
        )
        for row in self._rows(query):
            mentions[row.voice_id].append(self._span(row))
        voices = []
        for r in rows:
            found = (r.live_name, r.live_kind, r.live_named) if self._live and r.judged else (r.name, r.kind, r.named)
            voices.append(
                Voice(
                    r.local,
                    found[0],
                    found[1],
                    bool(found[2]),
                    r.role,
                    tuple(mentions[r.id]),
                    tuple(json.loads(r.joined)),
                )
            )
        return voices

    def _certainty(self, row: Any, spans: _Spans) -> Certainty:
        return Certainty(row.certainty, row.low, row.high, spans.get((row.id, "marker"), ()))

    def _attributions(self, rows: Sequence[Any], spans: _Spans, voices: dict[int, str]) -> list[Attribution]:
        chains = self._relays(voices) if self._live else {}
        local = {row.id: row.local for row in rows}
        return [
            Attribution(
                id=r.local,
                parent=local.get(r.parent_id) if self._live else r.found_parent,
                voice=voices[r.voice_id],
                chain=self._chain(r, chains, voices),
                source=self._optional(r.source_start, r.source_end),
                cue=spans.get((r.id, "cue")) or _some(self._optional(r.cue_start, r.cue_end)),
                content=spans.get((r.id, "content")) or (self._span(r),),
                form=r.form,
                stance=r.stance,
                basis=r.basis,
                certainty=self._certainty(r, spans),
                confidence=1.0 if r.confidence is None else r.confidence,
                evidence=spans.get((r.id, "evidence"), ()),
                future=self._optional(r.future_start, r.future_end),
            )
            for r in rows
        ]

    def _chain(self, row: Any, relays: dict[int, list[str]], voices: dict[int, str]) -> tuple[str, ...]:
        if self._live:
            return (*relays.get(row.id, ()), voices[row.voice_id])
        return tuple(json.loads(row.found_chain)) if row.found_chain else (voices[row.voice_id],)

    def _relays(self, voices: dict[int, str]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        query = (
            "SELECT h.attribution_id, h.voice_id FROM claims c JOIN relays h ON h.attribution_id = c.id "
            "WHERE c.document_id = :id ORDER BY h.attribution_id, h.n"
        )
        for row in self._rows(query):
            found[row.attribution_id].append(voices[row.voice_id])
        return found

    def _extras(self) -> dict[str, Any]:
        span, optional = self._span, self._optional
        return {
            "quantities": tuple(
                Quantity(span(q), q.value, q.low, q.high, q.unit, q.modifier) for q in self._table("quantities")
            ),
            "times": tuple(Time(span(t), t.type, t.value, t.anchor) for t in self._table("times")),
            "corrections": tuple(
                Correction(span(c), c.wrong, c.right, c.kind, optional(c.concerns_start, c.concerns_end))
                for c in self._table("corrections")
            ),
            "unattributed_quotations": tuple(span(q) for q in self._table("quotations")),
            "drifts": tuple(
                Drift(
                    self._document.span(d.first_start, d.first_end),
                    self._document.span(d.second_start, d.second_end),
                    d.reason,
                )
                for d in self._table("drifts")
            ),
        }
