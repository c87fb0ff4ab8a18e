"""The JSON form of a reading: schema ``headwater.reading/1``, both ways.

Spans are offsets only; their words are in ``document.text``.
"""

from __future__ import annotations

from typing import Any

from headwater.model import (
    SCHEMA,
    Attribution,
    Certainty,
    Correction,
    Document,
    Drift,
    Markup,
    OwnStatement,
    Quantity,
    Reading,
    Residue,
    Span,
    Time,
    Voice,
)


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """A reading as plain data: lists, dictionaries, strings and numbers."""
    return {
        "schema": SCHEMA,
        "document": document_to_dict(reading.document),
        "sentences": [_span(s) for s in reading.sentences],
        "voices": [
            {
                "id": v.id,
                "name": v.name,
                "kind": v.kind,
                "named": v.named,
                "role": v.role,
                "mentions": [_span(s) for s in v.mentions],
                "joined": list(v.joined),
            }
            for v in reading.voices
        ],
        "attributions": [_attribution(a) for a in reading.attributions],
        "own_statements": [
            {**_span(s.span), "certainty": _certainty(s.certainty), "future": _span(s.future) if s.future else None}
            for s in reading.own_statements
        ],
        "quantities": [
            {
                **_span(q.span),
                "value": q.value,
                "low": q.low,
                "high": q.high,
                "unit": q.unit,
                "modifier": q.modifier,
            }
            for q in reading.quantities
        ],
        "times": [{**_span(t.span), "type": t.type, "value": t.value, "anchor": t.anchor} for t in reading.times],
        "corrections": [
            {
                **_span(c.span),
                "wrong": c.wrong,
                "right": c.right,
                "kind": c.kind,
                "concerns": _span(c.concerns) if c.concerns else None,
            }
            for c in reading.corrections
        ],
        "unattributed_quotations": [_span(s) for s in reading.unattributed_quotations],
        "drifts": [{"first": _span(d.first), "second": _span(d.second), "reason": d.reason} for d in reading.drifts],
    }


def document_to_dict(document: Document) -> dict[str, Any]:
    """A document as plain data."""
    return {
        "id": document.id,
        "sha256": document.sha256,
        "origin": document.origin,
        "url": document.url,
        "title": document.title,
        "authors": list(document.authors),
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "text": document.text,
        "markup": [{"start": m.start, "end": m.end, "kind": m.kind, "target": m.target} for m in document.markup],
        "residue": [{"start": r.start, "end": r.end, "kind": r.kind} for r in document.residue],
    }


def reading_from_dict(data: dict[str, Any]) -> Reading:
    """The reading that ``reading_to_dict`` wrote. Raises AnchorError where a span does not fit the text."""
    document = document_from_dict(data["document"])

    def span(d: dict[str, Any]) -> Span:
        return document.span(d["start"], d["end"])

    def spans(items: list[dict[str, Any]]) -> tuple[Span, ...]:
        return tuple(span(d) for d in items)

    def certainty(d: dict[str, Any]) -> Certainty:
        return Certainty(d["label"], d["low"], d["high"], spans(d["markers"]))

    return Reading(
        document=document,
        sentences=spans(data["sentences"]),
        voices=tuple(
            Voice(
                v["id"], v["name"], v["kind"], v["named"], v["role"], spans(v["mentions"]), tuple(v.get("joined", ()))
            )
            for v in data["voices"]
        ),
        attributions=tuple(
            Attribution(
                id=a["id"],
                parent=a["parent"],
                voice=a["voice"],
                chain=tuple(a["chain"]),
                source=span(a["source"]) if a["source"] else None,
                cue=spans(a["cue"]),
                content=spans(a["content"]),
                form=a["form"],
                stance=a["stance"],
                basis=a["basis"],
                certainty=certainty(a["certainty"]),
                confidence=a["confidence"],
                evidence=spans(a.get("evidence", [])),
                future=span(a["future"]) if a.get("future") else None,
            )
            for a in data["attributions"]
        ),
        own_statements=tuple(
            OwnStatement(span(s), certainty(s["certainty"]), span(s["future"]) if s.get("future") else None)
            for s in data["own_statements"]
        ),
        quantities=tuple(
            Quantity(span(q), q["value"], q["low"], q["high"], q["unit"], q["modifier"]) for q in data["quantities"]
        ),
        times=tuple(Time(span(t), t["type"], t["value"], t["anchor"]) for t in data["times"]),
        corrections=tuple(
            Correction(span(c), c["wrong"], c["right"], c["kind"], span(c["concerns"]) if c.get("concerns") else None)
            for c in data["corrections"]
        ),
        unattributed_quotations=spans(data.get("unattributed_quotations", [])),
        drifts=tuple(Drift(span(d["first"]), span(d["second"]), d["reason"]) for d in data.get("drifts", [])),
    )


def document_from_dict(data: dict[str, Any]) -> Document:
    """The document that ``document_to_dict`` wrote."""
    return Document(
        origin=data["origin"],
        text=data["text"],
        title=data["title"],
        authors=tuple(data["authors"]),
        publisher=data["publisher"],
        published=data["published"],
        url=data.get("url"),
        language=data["language"],
        markup=tuple(Markup(m["start"], m["end"], m["kind"], m["target"]) for m in data["markup"]),
        residue=tuple(Residue(r["start"], r["end"], r["kind"]) for r in data["residue"]),
    )


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end}


def _certainty(certainty: Certainty) -> dict[str, Any]:
    return {
        "label": certainty.label,
        "low": certainty.low,
        "high": certainty.high,
        "markers": [_span(s) for s in certainty.markers],
    }


def _attribution(a: Attribution) -> dict[str, Any]:
    return {
        "id": a.id,
        "parent": a.parent,
        "voice": a.voice,
        "chain": list(a.chain),
        "source": _span(a.source) if a.source else None,
        "cue": [_span(s) for s in a.cue],
        "content": [_span(s) for s in a.content],
        "form": a.form,
        "stance": a.stance,
        "basis": a.basis,
        "certainty": _certainty(a.certainty),
        "confidence": round(a.confidence, 4),
        "evidence": [_span(s) for s in a.evidence],
        "future": _span(a.future) if a.future else None,
    }
