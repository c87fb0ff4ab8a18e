"""What was read in a document, as rows, and the rows as a Reading again.

The rows as read (``verdict_id`` of voices NULL, state not ``edited`` or ``added``) give back the Reading byte for byte;
the live ones give what stands after all verdicts.
"""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, select, text, update

from headwater.model import Reading, Span, Voice
from headwater.store import schema
from headwater.store.documents import seal
from headwater.store.ledger import ledger
from headwater.store.names import address_of, fold, voice_keys

Stages = Mapping[str, str]
"""Which version of each stage made a reading: ``reading``, ``voices``, ``attributions``, ``quantities``, ``times``,
``corrections``. A stage not listed is taken to have been made with ``reading``."""

T = TypeVar("T")
Rows = list[dict[str, Any]]

JOINT = " … "
"""Stands between the pieces of a claim that was interrupted."""

HUMAN = ("edited", "added")
"""States of claims that a verdict brought in."""


def digest(reading: Reading) -> str:
    """The seal over the reading as JSON, without its document, which has its own."""
    data = reading.to_dict()
    del data["document"]
    certainties = [item["certainty"] for name in ("attributions", "own_statements") for item in data[name]]
    for item in (*data["quantities"], *certainties):  # a REAL column gives 143 back as 143.0
        item.update({k: float(item[k]) for k in ("value", "low", "high") if item.get(k) is not None})
    for item in data["attributions"]:
        item["confidence"] = float(item["confidence"])
    return seal(data)


def save(connection: Connection, document_id: int, reading: Reading, stages: Stages, seal_: str) -> int:
    """Save a reading of a document and make it the current one; the rows of an older one go, its header stays.

    Verdicts are not looked at here: call ``carry.settle`` next, in the same transaction.
    """
    stage = _Stages(connection, stages)
    forget(connection, document_id)
    row = {
        "document_id": document_id,
        "made": schema.now(),
        "stage_id": stage["reading"],
        "current": 1,
        "sentences": json.dumps([[s.start, s.end] for s in reading.sentences], separators=(",", ":")),
        "digest": seal_,
    }
    reading_id = ledger(connection).insert("readings", row)
    voice_ids = _insert_voices(connection, document_id, reading, stage["voices"])
    _insert_claims(connection, document_id, reading, voice_ids, stage["attributions"])
    _insert_extras(connection, document_id, reading, stage)
    return reading_id


class _Stages:
    """Stage names to their rows."""

    def __init__(self, connection: Connection, stages: Stages) -> None:
        self._ledger = ledger(connection)
        self._stages = stages

    def __getitem__(self, name: str) -> int:
        known = name if name in self._stages else "reading"
        return self._ledger.stage(known, self._stages.get(known, "0"))


def forget(connection: Connection, document_id: int) -> None:
    """Take away all rows of a document's reading, so that a newer one can stand in their place."""
    where = {"id": document_id}
    sql = "SELECT 1 FROM readings WHERE document_id = ? LIMIT 1"
    if connection.exec_driver_sql(sql, (document_id,)).first() is None:
        return
    unindex(connection, document_id)
    connection.execute(text("DELETE FROM claims WHERE document_id = :id"), where)
    connection.execute(text("DELETE FROM voices WHERE document_id = :id"), where)
    for name in ("quantities", "times", "corrections", "quotations", "drifts"):
        connection.execute(text(f"DELETE FROM {name} WHERE document_id = :id"), where)
    connection.execute(
        text("UPDATE readings SET current = 0, sentences = '[]' WHERE document_id = :id AND current = 1"), where
    )


def unindex(connection: Connection, document_id: int, ids: Sequence[int] | None = None) -> None:
    """Take claims (all of a document, or those in ``ids``) out of the full-text index.

    FTS5 must be told the very words that it holds, so they are cut from the text once more.
    """
    words = claim_texts(connection, document_id)
    rows = [{"id": i, "text": words[i]} for i in (words if ids is None else ids)]
    if rows:
        query = "INSERT INTO claim_index (claim_index, rowid, text) VALUES ('delete', :id, :text)"
        connection.execute(text(query), rows)


def claim_texts(connection: Connection, document_id: int) -> dict[int, str]:
    """The words of every claim of a document, as the view of that name gives them, in one pass over the text."""
    words = connection.execute(
        select(schema.documents.c.text).where(schema.documents.c.id == document_id)
    ).scalar_one_or_none()
    query = text(
        'SELECT c.id, coalesce(s."start", c."start"), coalesce(s."end", c."end") FROM claims c LEFT JOIN spans s '
        "ON s.claim_id = c.id AND s.role = 'content' WHERE c.document_id = :id ORDER BY c.id, s.n"
    )
    found: dict[int, str] = {}
    for number, start, end in connection.execute(query, {"id": document_id}):
        piece = (words or "")[start:end]
        found[number] = f"{found[number]}{JOINT}{piece}" if number in found else piece
    return found


def index(connection: Connection, words: Mapping[int, str]) -> None:
    """Put claims into the full-text index."""
    if words:
        ledger(connection).insert_many("claim_index", [{"rowid": i, "text": w} for i, w in words.items()])


def _insert_voices(connection: Connection, document_id: int, reading: Reading, stage: int) -> dict[str, int]:
    keys = voice_keys(reading.voices, address_of(reading.document))
    found = case_voice_ids(connection, keys, reading.voices, stage)
    ids = {v.id: ledger(connection).number("voices") for v in reading.voices}
    ledger(connection).insert_many(
        "voices",
        [
            {
                "id": ids[v.id],
                "document_id": document_id,
                "local": v.id,
                "name": v.name,
                "kind": v.kind,
                "named": int(v.named),
                "role": v.role,
                "joined": json.dumps(v.joined, ensure_ascii=False),
                "found_case_voice_id": found[key][0],
                "case_voice_id": found[key][1],
                "stage_id": stage,
            }
            for v, key in zip(reading.voices, keys, strict=True)
        ],
    )
    mentions = [
        {"voice_id": ids[v.id], "n": n, "start": m.start, "end": m.end}
        for v in reading.voices
        for n, m in enumerate(v.mentions)
    ]
    ledger(connection).insert_many("mentions", mentions)
    return ids


def case_voice_ids(
    connection: Connection, keys: Sequence[str], voices: Sequence[Voice], stage: int
) -> dict[str, tuple[int, int]]:
    """For each key the case voice as found and the one it counts as after merges; missing ones are made."""
    sql = "SELECT key, id, coalesce(merged_into, id) FROM case_voices WHERE key IN (SELECT value FROM json_each(?))"
    known = {r[0]: (r[1], r[2]) for r in connection.exec_driver_sql(sql, (json.dumps(list(keys)),))}
    rows: Rows = []
    for key, voice in zip(keys, voices, strict=True):
        if key not in known:
            new = ledger(connection).number("case_voices")
            known[key] = (new, new)
            rows.append(case_voice_row(new, key, voice.name, voice.kind, voice.named, stage))
    ledger(connection).insert_many("case_voices", rows)
    return known


def case_voice_row(number: int, key: str, name: str, kind: str, named: bool, stage: int) -> dict[str, Any]:
    """A new case voice that no verdict has touched."""
    found = {"found_name": name, "found_kind": kind, "found_named": int(named)}
    return {"id": number, "key": key, "folded": fold(name), "stage_id": stage, **found}


def _insert_claims(
    connection: Connection, document_id: int, reading: Reading, voice_ids: dict[str, int], stage: int
) -> None:
    books = ledger(connection)
    base = {"document_id": document_id, "state": "read", "live": 1, "stage_id": stage}
    ids = {a.id: books.number("claims") for a in reading.attributions}
    claims = [
        {"id": ids[a.id], "own": 0, **claim_values(a.content, books.certainty(a.certainty), a.future), **base}
        for a in reading.attributions
    ]
    own = [(books.number("claims"), s) for s in reading.own_statements]
    claims += [
        {"id": i, "own": 1, **claim_values((s.span,), books.certainty(s.certainty), s.future), **base} for i, s in own
    ]
    ledger(connection).insert_many("claims", claims)
    ledger(connection).insert_many(
        "attributions",
        [
            {
                "id": ids[a.id],
                "local": a.id,
                "parent_id": ids.get(a.parent) if a.parent else None,
                "found_parent": a.parent,
                "found_chain": None if a.chain == (a.voice,) else json.dumps(a.chain),
                "voice_id": voice_ids[a.voice],
                "source_start": a.source.start if a.source else None,
                "source_end": a.source.end if a.source else None,
                "cue_start": a.cue[0].start if a.cue else None,
                "cue_end": a.cue[-1].end if a.cue else None,
                "manner_id": books.manner(a.form, a.stance, a.basis),
                "confidence": round(a.confidence, 4),
            }
            for a in reading.attributions
        ],
    )
    pieces: Rows = []
    for a in reading.attributions:
        roles = {"content": a.content, "cue": a.cue, "marker": a.certainty.markers, "evidence": a.evidence}
        pieces += span_rows(ids[a.id], roles)
    for i, s in own:
        pieces += span_rows(i, {"marker": s.certainty.markers})
    ledger(connection).insert_many("spans", pieces)
    relays = [
        {"attribution_id": ids[a.id], "n": n, "voice_id": voice_ids[v]}
        for a in reading.attributions
        for n, v in enumerate(relays_of(a.chain, a.voice))
    ]
    ledger(connection).insert_many("relays", relays)
    words = {ids[a.id]: JOINT.join(s.text for s in a.content) for a in reading.attributions}
    index(connection, words | {i: s.span.text for i, s in own})


def relays_of(chain: Sequence[T], voice: T) -> Sequence[T]:
    """A chain without the voice that ends it."""
    return chain[:-1] if chain and chain[-1] == voice else chain


def claim_values(content: Sequence[Span], certainty_id: int, future: Span | None) -> dict[str, Any]:
    """The columns that attributions and own statements share."""
    return {
        "start": content[0].start,
        "end": content[-1].end,
        "certainty_id": certainty_id,
        "future_start": future.start if future else None,
        "future_end": future.end if future else None,
    }


def span_rows(claim_id: int, roles: Mapping[str, Sequence[Span]]) -> Rows:
    """Rows of ``spans`` for one claim: content and cue only where they are in several pieces."""
    return [
        {"claim_id": claim_id, "role": role, "n": n, "start": s.start, "end": s.end}
        for role, spans in roles.items()
        if role not in ("content", "cue") or len(spans) > 1
        for n, s in enumerate(spans)
    ]


def _insert_extras(connection: Connection, document_id: int, reading: Reading, stage: _Stages) -> None:
    def rows(items: Sequence[Any], name: str, values: Any) -> Rows:
        return [{"document_id": document_id, "n": n, "stage_id": stage[name], **values(i)} for n, i in enumerate(items)]

    def at(span: Span) -> dict[str, int]:
        return {"start": span.start, "end": span.end}

    ledger(connection).insert_many(
        "quantities",
        rows(
            reading.quantities,
            "quantities",
            lambda q: at(q.span) | {k: getattr(q, k) for k in ("value", "low", "high", "unit", "modifier")},
        ),
    )
    ledger(connection).insert_many(
        "times",
        rows(reading.times, "times", lambda t: at(t.span) | {"type": t.type, "value": t.value, "anchor": t.anchor}),
    )
    ledger(connection).insert_many(
        "corrections",
        rows(
            reading.corrections,
            "corrections",
            lambda c: (
                at(c.span)
                | {k: getattr(c, k) for k in ("wrong", "right", "kind")}
                | {
                    "concerns_start": c.concerns.start if c.concerns else None,
                    "concerns_end": c.concerns.end if c.concerns else None,
                }
            ),
        ),
    )
    ledger(connection).insert_many("quotations", rows(reading.unattributed_quotations, "attributions", at))
    ledger(connection).insert_many(
        "drifts",
        rows(
            reading.drifts,
            "attributions",
            lambda d: {
                "first_start": d.first.start,
                "first_end": d.first.end,
                "second_start": d.second.start,
                "second_end": d.second.end,
                "reason": d.reason,
            },
        ),
    )


def mark_removed(connection: Connection, document_id: int, verdict_id: int | None) -> None:
    """Take a document out of, or back into, what is live. Its rows stay."""
    table = schema.documents
    connection.execute(update(table).where(table.c.id == document_id), {"removed": verdict_id})


def drop_human_rows(connection: Connection, document_id: int, keep: Sequence[int]) -> None:
    """Take away attributions and voices that verdicts brought in, but for those of the verdicts in ``keep``."""
    table, voices = schema.claims, schema.voices
    gone = select(table.c.id).where(
        table.c.document_id == document_id,
        table.c.own == 0,
        table.c.state.in_(HUMAN),
        table.c.verdict_id.not_in(list(keep)),
    )
    ids = connection.execute(gone).scalars().all()
    if ids:
        unindex(connection, document_id, ids)
        connection.execute(delete(table).where(table.c.id.in_(ids)))
    brought_in = (voices.c.document_id == document_id) & voices.c.verdict_id.is_not(None)
    connection.execute(delete(voices).where(brought_in, voices.c.verdict_id.not_in(list(keep))))
