"""The log of human decisions: a chain of hashes that only grows.

A verdict counts (*is live*) unless it was undone or a later one supersedes it. An undo is itself a verdict: it supersedes
another one and takes back what that one did, so that what that one had superseded counts again. An undo can be undone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select, text

from headwater.errors import BadVerdict
from headwater.store import schema
from headwater.store.kinds import KINDS

BEGINNING = "0" * 64
"""Stands for the hash before the first verdict."""

_COLUMNS = ("id", "kind", "subject", "document_id", "payload", "author", "time", "reason", "supersedes", "previous")


@dataclass(frozen=True)
class Draft:
    """A verdict about to be given. ``payload`` holds what is particular to its kind (see ``kinds``)."""

    kind: str
    subject: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    author: str = ""
    reason: str = ""
    supersedes: int | None = None


@dataclass(frozen=True)
class Verdict:
    """One line of the log. ``live`` is False once a live verdict supersedes it."""

    id: int
    kind: str
    subject: str
    document_id: int | None
    payload: dict[str, Any]
    author: str
    time: str
    reason: str
    supersedes: int | None
    previous: str
    hash: str
    live: bool = True


def append(connection: Connection, name: str, draft: Draft, document_id: int | None) -> Verdict:
    """Write one verdict at the end of the log, in the caller's transaction. ``name`` is the case's, for messages.

    Without ``supersedes`` it supersedes the live verdict on the same matter, if there is one. Raises BadVerdict.
    """
    if draft.supersedes is not None and not is_live(connection, draft.supersedes):
        raise BadVerdict(name, f"verdict {draft.supersedes} no longer counts", "look at it again; it was superseded")
    previous = connection.execute(
        select(schema.verdicts.c.id, schema.verdicts.c.hash).order_by(schema.verdicts.c.id.desc()).limit(1)
    ).one_or_none()
    supersedes = draft.supersedes if draft.supersedes is not None else _same_matter(connection, draft)
    row: dict[str, Any] = {
        "id": previous.id + 1 if previous else 1,
        "kind": draft.kind,
        "subject": draft.subject,
        "document_id": document_id,
        "payload": json.dumps(draft.payload, ensure_ascii=False, sort_keys=True),
        "author": draft.author,
        "time": schema.now(),
        "reason": draft.reason,
        "supersedes": supersedes,
        "previous": previous.hash if previous else BEGINNING,
    }
    row["hash"] = row_hash(row)
    connection.execute(insert(schema.verdicts), row)
    connection.execute(insert(schema.standing), {"verdict_id": row["id"], "live": 1, "undone": 0})
    changed = _update_standing(connection, supersedes)
    _refuse_two_on_one_matter(connection, name, [row["id"], *changed])
    return verdict_of({**row, "live": 1})


def row_hash(row: Mapping[str, Any]) -> str:
    """SHA-256 over a verdict's columns and the hash of the verdict before it."""
    return hashlib.sha256(json.dumps([row[c] for c in _COLUMNS], ensure_ascii=True).encode()).hexdigest()


def examine(name: str, draft: Draft) -> None:
    """Raise BadVerdict for a draft that makes no sense by itself, whatever the case holds."""
    kind = KINDS.get(draft.kind)
    if kind is None:
        raise BadVerdict(name, f"there is no kind of verdict called {draft.kind!r}", f"known: {', '.join(KINDS)}")
    if not draft.subject.startswith(f"{kind.about}:"):
        raise BadVerdict(name, f"{draft.kind!r} is about {_article(kind.about)}, not {draft.subject[:80]!r}")
    problem = kind.problem(draft.payload)
    if problem:
        raise BadVerdict(name, f"{draft.kind!r}: {problem}")
    for value in (draft.author, draft.reason, draft.subject, json.dumps(draft.payload, ensure_ascii=False)):
        if "\x00" in value or any("\ud800" <= c <= "\udfff" for c in value):
            raise BadVerdict(name, "holds characters that can't be kept", "write it without control characters")
    if not draft.author.strip():
        raise BadVerdict(name, "a verdict needs an author", "say whose it is")


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def is_live(connection: Connection, verdict_id: int) -> bool:
    """Whether a verdict counts. False also if there is none of this number."""
    table = schema.standing
    return bool(connection.execute(select(table.c.live).where(table.c.verdict_id == verdict_id)).scalar_one_or_none())


def _same_matter(connection: Connection, draft: Draft) -> int | None:
    """The live verdict on the same subject and matter."""
    matter = KINDS[draft.kind].matter
    if matter is None:
        return None
    kinds = [k for k, v in KINDS.items() if v.matter == matter]
    v, s = schema.verdicts, schema.standing
    query = select(v.c.id).join(s, s.c.verdict_id == v.c.id).where(v.c.subject == draft.subject, v.c.kind.in_(kinds))
    return connection.execute(query.where(s.c.live == 1).order_by(v.c.id.desc()).limit(1)).scalar_one_or_none()


_STANDING = """
SELECT coalesce(max(v.kind = 'undo'), 0) AS undone, coalesce(max(v.kind != 'undo'), 0) AS replaced
FROM verdicts v JOIN standing s ON s.verdict_id = v.id AND NOT s.undone WHERE v.supersedes = ?"""


def _update_standing(connection: Connection, verdict_id: int | None) -> list[int]:
    """Follow the chain of supersession down, mark what counts until nothing changes, and say what changed."""
    changed: list[int] = []
    mark = "UPDATE standing SET live = ?, undone = ? WHERE verdict_id = ? AND (live, undone) != (?, ?)"
    while verdict_id is not None:
        undone, replaced = connection.exec_driver_sql(_STANDING, (verdict_id,)).one()
        now = (int(not undone and not replaced), undone)
        if not connection.exec_driver_sql(mark, (*now, verdict_id, *now)).rowcount:
            break
        changed.append(verdict_id)
        sql = "SELECT supersedes FROM verdicts WHERE id = ?"
        verdict_id = connection.exec_driver_sql(sql, (verdict_id,)).scalar_one()
    return changed


def _refuse_two_on_one_matter(connection: Connection, name: str, changed: Iterable[int]) -> None:
    """An undo may bring back a verdict where a newer one stands by now: then the person has to choose."""
    query = text(
        "SELECT v.id, v.kind, o.id AS other, o.kind AS other_kind FROM verdicts v JOIN standing s ON s.verdict_id = v.id "
        "JOIN verdicts o ON o.subject = v.subject AND o.id != v.id JOIN standing t ON t.verdict_id = o.id "
        "WHERE v.id = :id AND s.live AND t.live"
    )
    for number in changed:
        for row in connection.execute(query, {"id": number}):
            matters = [KINDS[k].matter if k in KINDS else None for k in (row.kind, row.other_kind)]
            if matters[0] is not None and matters[0] == matters[1]:
                problem = f"verdicts {min(row.id, row.other)} and {max(row.id, row.other)} would both count"
                raise BadVerdict(name, problem, "undo the one that no longer holds first")


def expected_standing(rows: Iterable[tuple[int, str, int | None]]) -> dict[int, bool]:
    """Which verdicts count, worked out afresh from ``(id, kind, supersedes)``: what ``check`` compares ``standing`` with."""
    live: dict[int, bool] = {}
    undone: set[int] = set()
    replaced: set[int] = set()
    for number, kind, supersedes in sorted(rows, reverse=True):
        live[number] = number not in undone and number not in replaced
        if number not in undone and supersedes is not None:
            (undone if kind == "undo" else replaced).add(supersedes)
    return live


_SELECT = "SELECT v.*, s.live FROM verdicts v JOIN standing s ON s.verdict_id = v.id"


def get(connection: Connection, verdict_id: int) -> Verdict | None:
    """One verdict by its number."""
    row = connection.execute(text(f"{_SELECT} WHERE v.id = :id"), {"id": verdict_id}).mappings().one_or_none()
    return verdict_of(dict(row)) if row else None


def log(
    connection: Connection,
    *,
    since: int = 0,
    subject: str | None = None,
    document_id: int | None = None,
    live: bool = False,
) -> Iterator[Verdict]:
    """Verdicts in the order given, after number ``since``, of one subject or document if asked, all or only live ones."""
    query = (
        f"{_SELECT} WHERE v.id > :since AND (:subject IS NULL OR v.subject = :subject) "
        "AND (:document IS NULL OR v.document_id = :document) AND (NOT :live OR s.live) ORDER BY v.id"
    )
    values = {"since": since, "subject": subject, "document": document_id, "live": live}
    for row in connection.execute(text(query), values).mappings():
        yield verdict_of(dict(row))


def live_about(connection: Connection, about: str, kinds: Iterable[str] | None = None) -> list[Verdict]:
    """Live verdicts about one sort of subject (``voice``, ``document``), in the order given."""
    query = f"{_SELECT} WHERE s.live AND v.subject >= :low AND v.subject < :high ORDER BY v.id"
    rows = connection.execute(text(query), {"low": f"{about}:", "high": f"{about};"}).mappings()
    wanted = None if kinds is None else set(kinds)
    return [verdict_of(dict(row)) for row in rows if wanted is None or row["kind"] in wanted]


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the newest verdict: note it down, and nobody can shorten the log unseen."""
    table = schema.verdicts
    row = connection.execute(select(table.c.id, table.c.hash).order_by(table.c.id.desc()).limit(1)).one_or_none()
    return (row.id, row.hash) if row else (0, BEGINNING)


def verdict_of(row: Mapping[str, Any]) -> Verdict:
    """A row of ``verdicts`` with ``live`` of ``standing`` beside it."""
    return Verdict(**{**row, "payload": json.loads(row["payload"]), "live": bool(row["live"])})
