"""What a verdict is about: found, and noted in the verdict, so that the log can be read without the rest of the file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select, text

from headwater.errors import BadVerdict
from headwater.store import matrix_kinds, schema, weighed
from headwater.store.carry import anchor, pieces_of
from headwater.store.kinds import attribution_problem
from headwater.store.names import Piece, attribution_subject
from headwater.store.verdicts import Draft, get


def complete(connection: Connection, name: str, draft: Draft) -> tuple[Draft, int | None]:
    """The draft with what is needed to understand it later, and the document it is about, if it is about one.

    Raises BadVerdict where its subject is not in the case.
    """
    about, _, rest = draft.subject.partition(":")
    if about == "verdict":
        return _undo(connection, name, draft, rest)
    if about == "voice":
        return _voice(connection, name, draft, rest), None
    if about == "pair":
        return _pair(connection, name, draft, rest), None
    if about == "origins":
        return _origins(connection, name, draft, rest), None
    if about in matrix_kinds.PARTS:
        return weighed.complete(connection, name, draft), None
    if about not in ("document", "attribution"):
        raise BadVerdict(name, f"{draft.subject[:80]!r} is nothing a verdict can be about")
    key = rest.split(":")[0]
    row = connection.execute(
        text("SELECT d.id, d.text, r.id AS reading FROM documents d LEFT JOIN readings r ON r.document_id = d.id AND "
             "r.current = 1 WHERE d.key = :key"),
        {"key": key},
    ).one_or_none()  # fmt: skip
    if row is None:
        raise BadVerdict(name, f"there is no document {key[:40]!r}")
    if about == "document":
        return draft, row.id
    payload = {**draft.payload, "reading": row.reading}
    was = _was(connection, name, draft, row)
    if was:
        payload["was"] = was
    if "now" in payload:
        payload["words"] = _words(name, payload["now"], row.text)
    return replace(draft, payload=payload), row.id


def _undo(connection: Connection, name: str, draft: Draft, rest: str) -> tuple[Draft, int | None]:
    target = get(connection, int(rest)) if rest.isdecimal() and len(rest) < 16 else None
    if target is None:
        raise BadVerdict(name, f"there is no verdict {rest[:40]!r}")
    return replace(draft, supersedes=target.id), target.document_id


def _voice(connection: Connection, name: str, draft: Draft, key: str) -> Draft:
    keys = [key] + ([draft.payload["into"]] if isinstance(draft.payload.get("into"), str) else [])
    table = schema.case_voices
    names = {r.key: r.name for r in connection.execute(select(table.c.key, table.c.name).where(table.c.key.in_(keys)))}
    missing = next((k for k in keys if k not in names), None)
    if missing is not None:
        raise BadVerdict(name, f"there is no voice {missing[:40]!r}")
    if len(keys) != len(set(keys)):
        raise BadVerdict(name, "a voice can't be merged into itself")
    payload = {**draft.payload, "was": {"name": names[key]}}
    if draft.kind == "merge":
        payload["into_name"] = names[keys[1]]
    if draft.kind == "split" and "to" not in payload:
        seed = json.dumps([key, draft.payload], sort_keys=True, default=str)
        payload["to"] = hashlib.sha256(f"split\n{seed}".encode("utf-8", "replace")).hexdigest()[:16]
    return replace(draft, payload=payload)


def pair_subject(first: str, second: str) -> str:
    """The subject of a verdict about two claims, whichever is named first."""
    return f"pair:{min(first, second)}+{max(first, second)}"


def _pair(connection: Connection, name: str, draft: Draft, rest: str) -> Draft:
    """Two traced claims, noted with their words."""
    keys = rest.split("+")
    table = schema.traced_claims
    found = connection.execute(select(table.c.key, table.c.text).where(table.c.key.in_(keys)))
    words = {row.key: row.text for row in found}
    missing = next((k for k in keys if k not in words), None)
    if missing is not None:
        raise BadVerdict(name, f"there is no claim {missing[:60]!r}", "headwater claims lists them")
    if len(keys) != 2 or keys[0] >= keys[1]:
        raise BadVerdict(name, "a verdict about a pair needs two different claims")
    return replace(draft, payload={**draft.payload, "words": {"content": [words[k] for k in keys]}})


def _origins(connection: Connection, name: str, draft: Draft, key: str) -> Draft:
    """A merge of two origins, noted with its reason."""
    query = text(
        "SELECT m.reason, f.key, f.id FROM merges m JOIN families f ON f.id = m.family_id WHERE m.key = :key LIMIT 1"
    )
    row = connection.execute(query, {"key": key}).one_or_none()
    if row is None:
        raise BadVerdict(name, f"no origins were merged as {key[:60]!r}", "headwater origins lists the merges")
    held = "SELECT c.key FROM family_claims m JOIN traced_claims c ON c.id = m.claim_id WHERE m.family_id = :id ORDER BY c.key LIMIT 50"
    claims = list(
        connection.execute(text(held), {"id": row.id}).scalars()
    )  # the family is known by them if its key changes
    return replace(draft, payload={**draft.payload, "family": row.key, "claims": claims, "was": {"name": row.reason}})


def _was(connection: Connection, name: str, draft: Draft, row: Any) -> dict[str, Any] | None:
    """The attribution as it stood, with its words. Only an addition may be about nothing that stands."""
    try:
        source, content = anchor(draft.subject)
    except (ValueError, IndexError):
        raise BadVerdict(name, f"{draft.subject[:80]!r} names no words") from None
    found = attribution_rows(connection, row.id, row.text)
    standing = found.get(draft.subject)
    known = connection.execute(
        text("SELECT payload FROM verdicts v JOIN standing s ON s.verdict_id = v.id AND s.live WHERE v.subject = :subject "
             "AND v.kind IN ('edit', 'add') ORDER BY v.id DESC LIMIT 1"),
        {"subject": draft.subject},
    ).scalar_one_or_none()  # fmt: skip
    if known is not None:
        if draft.kind == "accept":
            raise BadVerdict(name, "a person gave this attribution; it needs no accepting", "undo or edit it instead")
        payload = json.loads(known)
        return {**payload["now"], "words": payload.get("words")}
    if draft.kind == "add":
        now = draft.payload.get("now")
        problem = attribution_problem(now)
        if problem or not isinstance(now, Mapping):
            raise BadVerdict(name, f"'add': {problem}")
        if standing:
            raise BadVerdict(name, "the tool has found this attribution already", "accept or edit it instead")
        if (source, content) != _where(now):
            raise BadVerdict(name, "the subject of an addition must name the words it adds")
        return None
    if standing is None and draft.supersedes is None:
        raise BadVerdict(name, "there is no such attribution in the present reading", "reload the page")
    return standing


def _where(now: Mapping[str, Any]) -> tuple[Piece | None, tuple[Piece, ...]]:
    source = now.get("source")
    return (source[0], source[1]) if source else None, tuple((p[0], p[1]) for p in now["content"])


def addition_subject(document_key: str, now: Mapping[str, Any]) -> str:
    """The subject of an ``add`` verdict that brings in ``now``."""
    source, content = _where(now)
    return attribution_subject(document_key, source, content)


def _words(name: str, now: Any, words: str) -> dict[str, Any]:
    problem = attribution_problem(now)
    if problem:
        raise BadVerdict(name, problem)
    source = [now["source"]] if now.get("source") else []
    if max(end for _, end in pieces_of(now)) > len(words):
        raise BadVerdict(name, "the words named lie outside the text", "reload the page")
    return {
        "source": words[source[0][0] : source[0][1]] if source else None,
        "cue": [words[a:b] for a, b in now.get("cue", [])],
        "content": [words[a:b] for a, b in now["content"]],
    }


def attribution_rows(connection: Connection, document_id: int, words: str) -> dict[str, dict[str, Any]]:
    """The attributions of a document as read, by subject, in the form of a verdict's ``now`` with their words."""
    key = connection.execute(select(schema.documents.c.key).where(schema.documents.c.id == document_id)).scalar_one()
    rows = connection.execute(
        text(
            'SELECT c.id, c."start", c."end", y.label AS certainty, y.low, y.high, t.source_start, t.source_end, t.cue_start, t.cue_end, m.form, m.stance, m.basis, '
            "t.confidence, v.name, v.kind, v.named, f.key, "
            '(SELECT json_group_array(json_array(s.role, s."start", s."end")) FROM spans s WHERE s.claim_id = c.id '
            "AND s.role IN ('content', 'cue')) AS pieces FROM claims c JOIN attributions t ON t.id = c.id "
            "JOIN manners m ON m.id = t.manner_id JOIN certainties y ON y.id = c.certainty_id JOIN voices v ON v.id = t.voice_id JOIN case_voices f ON f.id = v.case_voice_id "
            "WHERE c.document_id = :id AND c.state NOT IN ('edited', 'added') ORDER BY c.id"
        ),
        {"id": document_id},
    )
    found: dict[str, dict[str, Any]] = {}
    for r in rows:
        pieces = json.loads(r.pieces)
        cue = [] if r.cue_start is None else [[r.cue_start, r.cue_end]]
        now: dict[str, Any] = {
            "source": None if r.source_start is None else [r.source_start, r.source_end],
            "cue": [[a, b] for role, a, b in pieces if role == "cue"] or cue,
            "content": [[a, b] for role, a, b in pieces if role == "content"] or [[r.start, r.end]],
            "voice": {"key": r.key, "name": r.name, "kind": r.kind, "named": bool(r.named)},
            "form": r.form,
            "stance": r.stance,
            "basis": r.basis,
            "certainty": {"label": r.certainty, "low": r.low, "high": r.high},
            "confidence": r.confidence,
        }
        now["words"] = _words("", now, words)
        found[addition_subject(key, now)] = now
    return found
