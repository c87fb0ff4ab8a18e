"""Attributions that a verdict brought in, and the voices it named for them, as rows beside those that were read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, text

from headwater.model import Certainty, Voice, VoiceKind
from headwater.store import readings, schema
from headwater.store.ledger import ledger
from headwater.store.names import plain_address, voice_keys
from headwater.store.verdicts import Verdict

_STATES = {"edit": "edited", "add": "added"}


def claim(connection: Connection, document_id: int, verdict: Verdict, now: Mapping[str, Any], stage: int) -> int:
    """The row of an attribution that ``verdict`` brought in, with the words ``now``; made unless it is there."""
    claims = schema.claims
    query = select(claims.c.id).where(
        claims.c.document_id == document_id,
        claims.c.own == 0,
        claims.c.verdict_id == verdict.id,
        claims.c.state.in_(readings.HUMAN),
    )
    known = connection.execute(query).scalar_one_or_none()
    return int(known) if known is not None else _insert(connection, document_id, verdict, now, stage)


def _insert(connection: Connection, document_id: int, verdict: Verdict, now: Mapping[str, Any], stage: int) -> int:
    query = "SELECT text, removed, coalesce(url, origin) AS address FROM documents WHERE id = :id"
    row = connection.execute(text(query), {"id": document_id}).one()
    number = ledger(connection).number("claims")
    content = [(p[0], p[1]) for p in now["content"]]
    certainty = Certainty(now["certainty"]["label"], now["certainty"].get("low"), now["certainty"].get("high"))
    values = {
        "id": number,
        "document_id": document_id,
        "own": 0,
        "start": content[0][0],
        "end": content[-1][1],
        "certainty_id": ledger(connection).certainty(certainty),
        "future_start": now["future"][0] if now.get("future") else None,
        "future_end": now["future"][1] if now.get("future") else None,
        "state": _STATES[verdict.kind],
        "live": int(row.removed is None),
        "verdict_id": verdict.id,
        "stage_id": stage,
    }
    ledger(connection).insert_many("claims", [values])
    voice_id = _voice(connection, document_id, verdict.id, now["voice"], plain_address(row.address), stage)
    _insert_attribution(connection, number, verdict, now, voice_id)
    pieces = [("content", n, p) for n, p in enumerate(content) if len(content) > 1]
    cue = now.get("cue", [])
    pieces += [("cue", n, (p[0], p[1])) for n, p in enumerate(cue) if len(cue) > 1]
    for role, name in (("marker", "markers"), ("evidence", "evidence")):
        pieces += [(role, n, (p[0], p[1])) for n, p in enumerate(now.get(name, []))]
    if pieces:
        rows = [{"claim_id": number, "role": role, "n": n, "start": p[0], "end": p[1]} for role, n, p in pieces]
        ledger(connection).insert_many("spans", rows)
    readings.index(connection, {number: readings.JOINT.join(row.text[a:b] for a, b in content)})
    return number


def _insert_attribution(
    connection: Connection, number: int, verdict: Verdict, now: Mapping[str, Any], voice_id: int
) -> None:
    source, cue = now.get("source"), now.get("cue")
    values = {
        "id": number,
        "local": f"h{verdict.id}",
        "found_parent": now.get("parent"),
        "voice_id": voice_id,
        "source_start": source[0] if source else None,
        "source_end": source[1] if source else None,
        "cue_start": cue[0][0] if cue else None,
        "cue_end": cue[-1][1] if cue else None,
        "manner_id": ledger(connection).manner(now["form"], now["stance"], now["basis"]),
    }
    ledger(connection).insert_many("attributions", [values])


def _voice(
    connection: Connection, document_id: int, verdict_id: int, voice: Mapping[str, Any], address: str, stage: int
) -> int:
    """The document's voice that a verdict names: one the tool found if the key fits, else a new row of the verdict's."""
    kind: VoiceKind = voice["kind"]
    new = Voice(f"h{verdict_id}", voice["name"], kind, voice["named"])
    key = voice.get("key") or voice_keys([new], address)[0]
    query = text(
        "SELECT v.id FROM voices v JOIN case_voices f ON f.id = v.found_case_voice_id JOIN case_voices c ON c.id = v.case_voice_id "
        "WHERE v.document_id = :id AND v.verdict_id IS NULL AND :key IN (f.key, c.key) ORDER BY f.key != :key, v.id LIMIT 1"
    )
    known = connection.execute(query, {"id": document_id, "key": key}).scalar_one_or_none()
    if known is not None:
        return int(known)
    found, root = readings.case_voice_ids(connection, [key], [new], stage)[key]
    number = ledger(connection).number("voices")
    row = {
        "id": number,
        "document_id": document_id,
        "local": new.id,
        "name": new.name,
        "kind": new.kind,
        "named": int(new.named),
        "joined": "[]",
        "found_case_voice_id": found,
        "case_voice_id": root,
        "verdict_id": verdict_id,
        "stage_id": stage,
    }
    ledger(connection).insert_many("voices", [row])
    return number
