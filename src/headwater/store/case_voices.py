"""Who is one voice over the whole case: what the names say, corrected by verdicts.

Each document's voice was found to be one case voice by exact name (``names.voice_keys``). Live verdicts, in the order
given, then split documents' voices off, merge voices, name and grade them.
"""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select, text

from headwater.store import counts, readings, schema
from headwater.store.carry import VERSION
from headwater.store.ledger import ledger
from headwater.store.names import fold
from headwater.store.verdicts import Verdict, live_about


@dataclass
class Resolution:
    """What the live verdicts say about voices, by key."""

    into: dict[str, str] = field(default_factory=dict)
    split: dict[tuple[str, str], str] = field(default_factory=dict)
    new: dict[str, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, Verdict] = field(default_factory=dict)
    grades: dict[str, Verdict] = field(default_factory=dict)

    def root(self, key: str) -> str:
        """The voice that ``key`` counts as."""
        while key in self.into:
            key = self.into[key]
        return key


def resolve(verdicts: Sequence[Verdict]) -> Resolution:
    """Fold live verdicts about voices, in the order given. A merge that would close a circle changes nothing."""
    found = Resolution()
    for verdict in verdicts:
        key = verdict.subject.removeprefix("voice:")
        payload = verdict.payload
        if verdict.kind == "merge":
            root = found.root(payload["into"])
            if root != key:
                found.into[key] = root
        elif verdict.kind == "split":
            found.new[payload["to"]] = payload
            for member in payload["members"]:
                found.split[member["document"], member["found"]] = payload["to"]
        elif verdict.kind == "name":
            found.names[key] = verdict
        elif verdict.kind == "grade":
            found.grades[key] = verdict
    for key, verdict in list(found.grades.items()):
        held = found.grades.setdefault(found.root(key), verdict)
        if held.subject != f"voice:{found.root(key)}" and held.id < verdict.id:
            found.grades[found.root(key)] = verdict
    return found


def settle_voices(connection: Connection, document_id: int | None = None) -> None:
    """Bring case voices, and the case voice of every document's voice (or of one document's), up to date."""
    found = resolve(live_about(connection, "voice"))
    _make_new(connection, found)
    ids = _settle_case_voices(connection, found)
    overrides = _overrides(connection, found, ids)
    where = "" if document_id is None else " AND v.document_id = :document"
    query = text(
        "SELECT v.id, v.case_voice_id, coalesce(c.merged_into, c.id) AS root FROM voices v "
        "JOIN case_voices c ON c.id = v.found_case_voice_id "
        "WHERE (v.id IN (SELECT id FROM voices WHERE case_voice_id <> found_case_voice_id) OR v.found_case_voice_id IN "
        f"(SELECT id FROM case_voices WHERE merged_into IS NOT NULL)){where}"
    )
    wanted = {row.id: (row.case_voice_id, row.root) for row in connection.execute(query, {"document": document_id})}
    changes = {i: root for i, (present, root) in wanted.items() if present != root and i not in overrides}
    changes.update({i: root for i, (present, root) in overrides.items() if present != root})
    if changes:
        moved = {int(n) for i, root in changes.items() for n in ((overrides.get(i) or wanted[i])[0], root)}
        connection.exec_driver_sql(
            "UPDATE voices SET case_voice_id = ? WHERE id = ?", [(r, i) for i, r in changes.items()]
        )
        counts.recount_voices(connection, moved)


def _make_new(connection: Connection, found: Resolution) -> None:
    """Case voices that a split made."""
    table = schema.case_voices
    stage = ledger(connection).stage("carry", VERSION) if found.new else 0
    for key, payload in found.new.items():
        if connection.execute(select(table.c.id).where(table.c.key == key)).first() is None:
            number = ledger(connection).number("case_voices")
            row = readings.case_voice_row(number, key, payload["name"], payload["kind"], payload["named"], stage)
            ledger(connection).insert_many("case_voices", [row])


def _settle_case_voices(connection: Connection, found: Resolution) -> dict[str, int]:
    """Write merges, names and grades where they differ from what is there. Returns the ids of the keys concerned."""
    keys = {*found.into, *found.into.values(), *found.split.values(), *found.names, *found.grades}
    query = text(
        "SELECT * FROM case_voices WHERE merged_into IS NOT NULL OR graded_by IS NOT NULL OR named_by IS NOT NULL "
        "OR key IN (SELECT value FROM json_each(:keys))"
    )
    rows = list(connection.execute(query, {"keys": json.dumps(sorted(keys))}).mappings())
    ids = {row["key"]: row["id"] for row in rows}
    for row in rows:
        wanted = _wanted(row, found, ids)
        if any(row[k] != v for k, v in wanted.items()):
            table = schema.case_voices
            connection.execute(table.update().where(table.c.id == row["id"]), wanted)
    return ids


def _wanted(row: Any, found: Resolution, ids: dict[str, int]) -> dict[str, Any]:
    key = row["key"]
    root = found.root(key)
    name, grade = found.names.get(key), found.grades.get(key)
    given = name.payload if name else None
    return {
        "merged_into": ids.get(root) if root != key else None,
        "given_name": given["name"] if given else None,
        "given_kind": given["kind"] if given else None,
        "given_named": int(given["named"]) if given else None,
        "folded": fold(row["found_name"]) + (f" / {fold(given['name'])}" if given else ""),
        "named_by": name.id if name else None,
        "reliability": grade.payload["reliability"] if grade else None,
        "graded_by": grade.id if grade else None,
    }


def _overrides(connection: Connection, found: Resolution, ids: dict[str, int]) -> dict[int, tuple[int, int]]:
    """Document voices that were split off: their present and their due case voice."""
    query = text(
        "SELECT v.id, v.case_voice_id FROM documents d JOIN voices v ON v.document_id = d.id "
        "JOIN case_voices c ON c.id = v.found_case_voice_id WHERE d.key = :document AND c.key = :found"
    )
    due: dict[int, tuple[int, int]] = {}
    for (document, key), goal in found.split.items():
        for row in connection.execute(query, {"document": document, "found": key}):
            due[row.id] = (row.case_voice_id, ids[found.root(goal)])
    return due
