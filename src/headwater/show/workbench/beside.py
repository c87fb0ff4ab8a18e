"""What stands beside an article besides its voices: what was set aside, other versions, neighbours in time."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection

from headwater.show.figures import EXCERPT
from headwater.show.phrases import one_line, shorten
from headwater.show.workbench.statements import STATES
from headwater.store import said
from headwater.store.overview import DocumentLine


@dataclass(frozen=True, slots=True)
class SetAside:
    """An attribution that a person rejected, or a verdict that lost its words."""

    words: str
    note: str
    verdict: int
    href: str = ""


def rejected(connection: Connection, line: DocumentLine) -> list[SetAside]:
    """Attributions of the document that a person rejected."""
    found = said.attributions(connection, line.id, everything=True)
    return [
        SetAside(shorten(one_line(s.words), EXCERPT), f"{one_line(s.voice.name)} · {STATES[s.state]}", s.verdict_id)
        for s in found
        if s.state == "rejected" and s.verdict_id is not None
    ]


def review(connection: Connection, line: DocumentLine) -> list[SetAside]:
    """Verdicts on this document that could not be carried over, for a person to look at."""
    rows = connection.exec_driver_sql(
        "SELECT v.id, v.kind, v.payload, r.why FROM carried r JOIN verdicts v ON v.id = r.verdict_id "
        "WHERE r.document_id = ? AND r.state = 'review' ORDER BY v.id",
        (line.id,),
    )
    return [SetAside(_verdict_words(r[2]), f"{r[1]}: {r[3]}", r[0]) for r in rows]


def _verdict_words(payload: str) -> str:
    data = json.loads(payload)
    words = data.get("words") or data.get("was", {}).get("words") or {}
    return shorten(one_line(" … ".join(words.get("content") or [])), EXCERPT)


def versions(connection: Connection, line: DocumentLine) -> list[tuple[int, int, bool]]:
    """The texts of the document's address as (document, version, whether it is this one); none if it is the only one."""
    if line.versions < 2:
        return []
    rows = connection.exec_driver_sql(
        "SELECT o.id, o.version FROM documents d JOIN documents o ON o.address = d.address WHERE d.id = ? ORDER BY 2",
        (line.id,),
    )
    return [(r[0], r[1], r[0] == line.id) for r in rows]


def neighbours(connection: Connection, line: DocumentLine) -> tuple[int | None, int | None]:
    """The documents before and after this one in order of publication."""
    sql = (
        "SELECT (SELECT id FROM documents WHERE removed IS NULL AND (coalesce(published, '~'), id) < (:p, :i) "
        "ORDER BY coalesce(published, '~') DESC, id DESC LIMIT 1), "
        "(SELECT id FROM documents WHERE removed IS NULL AND (coalesce(published, '~'), id) > (:p, :i) "
        "ORDER BY coalesce(published, '~'), id LIMIT 1)"
    )
    row = connection.exec_driver_sql(sql, {"p": line.published or "~", "i": line.id}).one()
    return row[0], row[1]
