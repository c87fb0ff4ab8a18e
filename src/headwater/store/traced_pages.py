"""What people ask of a traced case: its questions, a family with its way and its origins."""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from headwater.model_trace import Edge, FlowDrift, Merge, Origins, Root
from headwater.store.query import Query


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A family in a list. ``document_id``, ``start`` and ``end`` lead to its head; ``low`` and ``high`` count origins."""

    key: str
    question: str
    words: str
    value: str | None
    claims: int
    documents: int
    outlets: int
    low: int
    high: int
    first: str | None
    last: str | None
    drifts: int
    document_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with its answers, the most carried first. ``contested``: documents that carry any but that one."""

    key: str
    by: tuple[str, ...]
    documents: int
    contested: int
    families: tuple[FamilyLine, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A claim of a family: who says it where, how sure, and on which origin it rests (``origin`` counts ``Origins.roots``)."""

    claim: str
    words: str
    document_id: int
    document: str
    start: int
    end: int
    title: str
    origin_of_file: str
    address: int
    version: int
    publisher: str | None
    agency: str | None
    published: str | None
    captured: str | None
    attribution: str | None
    voice: str | None
    voice_id: int | None
    through: tuple[str, ...]
    certainty: str
    low: float | None
    high: float | None
    stance: str
    basis: str
    direct: bool
    amounts: tuple[tuple[float | None, float | None, str | None], ...]
    origin: int | None


@dataclass(frozen=True)
class FamilyPage:
    """All that is known about one family. ``question`` holds it and its rivals; edges and drifts name claims by key."""

    line: FamilyLine
    question: QuestionLine
    members: tuple[Member, ...]
    edges: tuple[Edge, ...]
    origins: Origins
    drifts: tuple[FlowDrift, ...]


_LINE = """
SELECT f.key, q.key AS question, c.text AS words, f.value, f.claims, f.documents, f.outlets, f.low, f.high, f.first, f.last,
  (SELECT count(*) FROM flow_drifts w WHERE w.family_id = f.id) AS drifts, c.document_id, c."start", c."end"
FROM families f JOIN questions q ON q.id = f.question_id JOIN traced_claims c ON c.id = f.head_id"""

_FOUND = """
SELECT DISTINCT f.question_id FROM claim_index x JOIN claims k ON k.id = x.rowid
JOIN traced_claims c ON c.document_id = k.document_id AND c."start" < k."end" AND k."start" < c."end"
JOIN family_claims m ON m.claim_id = c.id JOIN families f ON f.id = m.family_id WHERE claim_index MATCH :query"""


def questions(
    connection: Connection,
    words: str = "",
    *,
    least: int = 1,
    contested: bool = False,
    limit: int = -1,
    offset: int = 0,
) -> list[QuestionLine]:
    """The questions of the case, the most contested first, then those that most outlets answer alike, then most documents.

    ``words`` narrows them to questions some claim of which holds the words; ``least`` to those answered in so many
    documents; ``contested`` to those with rival answers.
    """
    where, values = _narrowed(words, least, contested)
    sql = (
        f"SELECT id, key, rival_by, documents, contested FROM questions WHERE {where} "
        "ORDER BY contested DESC, (SELECT max(f.outlets) FROM families f WHERE f.question_id = questions.id) DESC, "
        "documents DESC, id LIMIT :limit OFFSET :offset"
    )
    rows = connection.exec_driver_sql(sql, values | {"limit": limit, "offset": offset}).all()
    return [_question(connection, row) for row in rows]


def count_questions(connection: Connection, words: str = "", *, least: int = 1, contested: bool = False) -> int:
    """How many questions ``questions`` would give without a limit."""
    where, values = _narrowed(words, least, contested)
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM questions WHERE {where}", values).scalar_one())


def _narrowed(words: str, least: int, contested: bool) -> tuple[str, dict[str, Any]]:
    where, values = "documents >= :least", {"least": least}
    if contested:
        where += " AND families > 1"
    if not words.strip():
        return where, values
    match = Query.of(words).match(phrases=False)
    if not match:
        return "0", {}
    return f"{where} AND id IN ({_FOUND})", {**values, "query": match}


def _question(connection: Connection, row: Any) -> QuestionLine:
    sql = f"{_LINE} WHERE f.question_id = ? ORDER BY f.documents DESC, f.claims DESC, f.id"
    lines = tuple(_line(r) for r in connection.exec_driver_sql(sql, (row.id,)))
    return QuestionLine(row.key, tuple(json.loads(row.rival_by)), row.documents, row.contested, lines)


def _line(row: Any) -> FamilyLine:
    return FamilyLine(*row)


HANDLE = 6
"""Hex digits of a document's key in the short name of a claim or family."""


def handle(key: str) -> str:
    """A short name for a claim or a family, to be typed: ``f.0123456789abcdef.a3.417`` gives ``012345.a3.417``."""
    document, _, rest = key.removeprefix("f.").removeprefix("q.").partition(".")
    return f"{document[:HANDLE]}.{rest}"


def find_claim(connection: Connection, name: str) -> str | None:
    """The key of the claim that ``name`` means: its key or its short name."""
    document, _, rest = name.strip().removeprefix("f.").partition(".")
    if len(document) < HANDLE or not rest:
        return None
    sql = "SELECT key FROM traced_claims WHERE key >= ?1 AND key < ?1 || 'g' AND substr(key, 18) = ?2 ORDER BY key LIMIT 2"
    keys = connection.exec_driver_sql(sql, (document, rest)).scalars().all()
    return str(keys[0]) if len(keys) == 1 else None


def find_family(connection: Connection, name: str) -> str | None:
    """The key of the family that ``name`` means: its key or a claim's, in short if you like, or words of a claim of it."""
    claim = find_claim(connection, name)
    if claim is None:
        return _by_words(connection, name)
    sql = (
        "SELECT f.key FROM traced_claims c JOIN family_claims m ON m.claim_id = c.id JOIN families f ON f.id = m.family_id "
        "WHERE c.key = ?"
    )
    found = connection.exec_driver_sql(sql, (claim,)).scalar_one_or_none()
    return None if found is None else str(found)


def _by_words(connection: Connection, words: str) -> str | None:
    """The most carried family that holds all the words."""
    match = Query.of(words).match(phrases=False)
    if not match:
        return None
    sql = (
        "SELECT f.key FROM claim_index x JOIN claims k ON k.id = x.rowid JOIN traced_claims c ON c.document_id = k.document_id "
        'AND c."start" < k."end" AND k."start" < c."end" JOIN family_claims m ON m.claim_id = c.id '
        "JOIN families f ON f.id = m.family_id WHERE claim_index MATCH ? ORDER BY f.documents DESC, f.claims DESC, f.id LIMIT 1"
    )
    found = connection.exec_driver_sql(sql, (match,)).scalar_one_or_none()
    return None if found is None else str(found)


def family_page(connection: Connection, key: str) -> FamilyPage | None:
    """Everything about one family; None if there is none of this key."""
    row = connection.exec_driver_sql("SELECT id, question_id FROM families WHERE key = ?", (key,)).one_or_none()
    if row is None:
        return None
    line = _line(connection.exec_driver_sql(f"{_LINE} WHERE f.id = ?", (row.id,)).one())
    sql = "SELECT id, key, rival_by, documents, contested FROM questions WHERE id = ?"
    question = _question(connection, connection.exec_driver_sql(sql, (row.question_id,)).one())
    origins = _origins(connection, row.id, line)
    return FamilyPage(
        line,
        question,
        _members(connection, row.id),
        _edges(connection, row.id, key),
        origins,
        _drifts(connection, row.id, key),
    )


_MEMBERS = """
SELECT c.key AS claim, c.text AS words, d.id AS document_id, d.key AS document, c."start", c."end",
  coalesce(d.title, d.origin) AS title, d.origin AS origin_of_file, d.address, d.version, t.publisher, t.agency, d.published,
  (SELECT min(p.captured) FROM captures p WHERE p.document_id = d.id) AS captured, c.attribution, v.name AS voice, v.id AS voice_id,
  c.chain, y.label AS certainty, y.low, y.high, c.stance, c.basis, c.direct, c.amounts,
  (SELECT o.n FROM root_claims o WHERE o.family_id = m.family_id AND o.claim_id = c.id ORDER BY o.n LIMIT 1) AS origin
FROM family_claims m JOIN traced_claims c ON c.id = m.claim_id JOIN documents d ON d.id = c.document_id
JOIN certainties y ON y.id = c.certainty_id LEFT JOIN traced_documents t ON t.document_id = d.id
LEFT JOIN case_voices v ON v.key = c.voice
WHERE m.family_id = ? ORDER BY d.published IS NULL, d.published, d.id, c."start", c.id"""


def _members(connection: Connection, family_id: int) -> tuple[Member, ...]:
    rows = [dict(r) for r in connection.exec_driver_sql(_MEMBERS, (family_id,)).mappings()]
    keys = {key for row in rows for key in json.loads(row["chain"])}
    sql = "SELECT key, name FROM case_voices WHERE key IN (SELECT value FROM json_each(?))"
    names = {row[0]: row[1] for row in connection.exec_driver_sql(sql, (json.dumps(sorted(keys)),))}
    members = []
    for row in rows:
        chain = json.loads(row.pop("chain"))
        row["through"] = tuple(names[k] for k in chain[:-1] if k in names)
        row["amounts"] = tuple((a, b, unit) for a, b, unit in json.loads(row["amounts"]))
        row["direct"] = bool(row["direct"])
        members.append(Member(**row))
    return tuple(members)


def _edges(connection: Connection, family_id: int, key: str) -> tuple[Edge, ...]:
    sql = (
        "SELECT a.key, b.key, e.kind, e.reason, e.directed, e.direction_by, e.certain FROM edges e JOIN traced_claims a "
        "ON a.id = e.upstream_id JOIN traced_claims b ON b.id = e.downstream_id WHERE e.family_id = ? ORDER BY e.n"
    )
    rows = connection.exec_driver_sql(sql, (family_id,))
    return tuple(Edge(key, r[0], r[1], r[2], r[3], bool(r[4]), r[5], bool(r[6])) for r in rows)


def _drifts(connection: Connection, family_id: int, key: str) -> tuple[FlowDrift, ...]:
    sql = (
        "SELECT a.key, b.key, w.kind, w.before, w.after, w.words FROM flow_drifts w JOIN traced_claims a "
        "ON a.id = w.upstream_id JOIN traced_claims b ON b.id = w.downstream_id WHERE w.family_id = ? ORDER BY w.n"
    )
    return tuple(FlowDrift(key, *row) for row in connection.exec_driver_sql(sql, (family_id,)))


def _origins(connection: Connection, family_id: int, line: FamilyLine) -> Origins:
    sql = "SELECT n, key, label, voice, outside FROM roots WHERE family_id = ? ORDER BY n"
    rows: Sequence[Any] = connection.exec_driver_sql(sql, (family_id,)).all()
    sql = (
        "SELECT r.n, c.key FROM root_claims r JOIN traced_claims c ON c.id = r.claim_id WHERE r.family_id = ? "
        'ORDER BY r.n, c.document_id, c."start"'
    )
    claims: dict[int, list[str]] = {}
    for n, claim in connection.exec_driver_sql(sql, (family_id,)):
        claims.setdefault(n, []).append(claim)
    roots = tuple(Root(r.key, r.label, tuple(claims.get(r.n, ())), r.voice, bool(r.outside)) for r in rows)
    sql = "SELECT key, first, second, certain, reason FROM merges WHERE family_id = ? ORDER BY n"
    merges = tuple(Merge(r[0], r[1], r[2], bool(r[3]), r[4]) for r in connection.exec_driver_sql(sql, (family_id,)))
    return Origins(line.key, line.low, line.high, roots, merges, line.outlets)
