"""The captures of one page compared, as people ask for them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Version:
    """One text captured at an address."""

    document_id: int
    version: int
    title: str
    published: str | None
    captured: str | None
    removed: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A changed sentence with its words in both captures; ranges and words are None where it is missing."""

    kind: str
    before: tuple[int, int] | None
    after: tuple[int, int] | None
    before_words: str | None
    after_words: str | None
    matters: tuple[str, ...]
    words: str
    announced: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two captures, one after the other, and what changed between them in the order of the later one."""

    before: Version
    after: Version
    unchanged: int
    changes: tuple[ChangeLine, ...]


_VERSIONS = """
SELECT o.id, o.version, coalesce(o.title, o.origin), o.published,
  (SELECT min(c.captured) FROM captures c WHERE c.document_id = o.id), o.removed IS NOT NULL
FROM documents d JOIN documents o ON o.address = d.address WHERE d.id = ? ORDER BY o.version"""

_CHANGES = """
SELECT c.*, substr(b.text, c.before_start + 1, c.before_end - c.before_start) AS before_words,
  substr(a.text, c.after_start + 1, c.after_end - c.after_start) AS after_words
FROM changes c JOIN documents b ON b.id = c.before_id JOIN documents a ON a.id = c.after_id
WHERE c.before_id = ? AND c.after_id = ? ORDER BY c.n"""


def versions(connection: Connection, document_id: int) -> list[Version]:
    """All texts captured at the document's address, the first one first."""
    rows = connection.exec_driver_sql(_VERSIONS, (document_id,))
    return [Version(r[0], r[1], r[2], r[3], r[4], bool(r[5])) for r in rows]


def comparisons(connection: Connection, document_id: int) -> list[Comparison]:
    """Each capture of the document's page compared with the one before it, as far as they were traced."""
    known = {v.document_id: v for v in versions(connection, document_id)}
    sql = "SELECT before_id, after_id, unchanged FROM comparisons WHERE after_id IN (SELECT value FROM json_each(?))"
    rows = connection.exec_driver_sql(sql, (json.dumps(sorted(known)),)).all()
    found = [
        Comparison(known[r.before_id], known[r.after_id], r.unchanged, _changes(connection, r.before_id, r.after_id))
        for r in rows
        if r.before_id in known
    ]
    return sorted(found, key=lambda c: c.after.version)


def changed_pages(connection: Connection) -> list[Comparison]:
    """Every comparison of the case that found a change, the latest capture first."""
    sql = (
        "SELECT DISTINCT c.after_id FROM changes c JOIN documents d ON d.id = c.after_id "
        "ORDER BY d.published DESC, d.id DESC"
    )
    ids = connection.exec_driver_sql(sql).scalars().all()
    return [c for i in ids for c in comparisons(connection, i) if c.after.document_id == i]


def _changes(connection: Connection, before_id: int, after_id: int) -> tuple[ChangeLine, ...]:
    rows = connection.exec_driver_sql(_CHANGES, (before_id, after_id)).mappings()
    return tuple(_change(row) for row in rows)


def _change(row: Any) -> ChangeLine:
    return ChangeLine(
        row["kind"],
        _range(row["before_start"], row["before_end"]),
        _range(row["after_start"], row["after_end"]),
        row["before_words"],
        row["after_words"],
        tuple(json.loads(row["matters"])),
        row["words"],
        row["announced"],
    )


def _range(start: int | None, end: int | None) -> tuple[int, int] | None:
    return None if start is None or end is None else (start, end)
