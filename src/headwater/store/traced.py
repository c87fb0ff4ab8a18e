"""What tracing found, as rows, and the rows as the types of ``model_trace`` again.

Everything here can be made again by ``headwater trace``. ``traced_pages`` asks the questions that people ask of it.
"""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from headwater.model import Certainty, Span
from headwater.model_trace import Amount, Claim, Match, Passage, Reason
from headwater.store.ledger import ledger

Rows = list[dict[str, Any]]

_CLAIMS = """
SELECT c.*, d.key AS document, y.label, y.low, y.high, d.text AS whole FROM traced_claims c
JOIN documents d ON d.id = c.document_id JOIN certainties y ON y.id = c.certainty_id"""


def plain_rows(connection: Connection, sql: str, values: tuple[Any, ...] = ()) -> list[Any]:
    """All rows that a query finds, as plain tuples: of tens of thousands they take a third of the time that rows with names take."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
    finally:
        cursor.close()


@dataclass(frozen=True, slots=True)
class Traced:
    """What is remembered of one traced document."""

    print: str
    publisher: str | None = None
    agency: str | None = None
    owner: str | None = None


@dataclass(frozen=True)
class Ids:
    """Row numbers by the names that tracing uses: documents by key, claims by key."""

    documents: Mapping[str, int]
    claims: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: Connection) -> Ids:
        """Of the whole case."""
        documents = plain_rows(connection, "SELECT key, id FROM documents")
        claims = plain_rows(connection, "SELECT key, id FROM traced_claims")
        return cls(dict(documents), dict(claims))


def traced_documents(connection: Connection) -> dict[str, Traced]:
    """The traced documents by key."""
    sql = (
        "SELECT d.key, t.print, t.publisher, t.agency, t.owner FROM traced_documents t "
        "JOIN documents d ON d.id = t.document_id ORDER BY d.id"
    )
    return {row[0]: Traced(*row[1:]) for row in connection.exec_driver_sql(sql)}


def forget_documents(connection: Connection, numbers: Iterable[int]) -> None:
    """Take away what was traced in documents: their claims with all that hangs on them, passages, comparisons."""
    rows = [(n,) for n in numbers]
    if not rows:
        return
    for sql in (
        "DELETE FROM families WHERE id IN (SELECT m.family_id FROM family_claims m JOIN traced_claims c "
        "ON c.id = m.claim_id WHERE c.document_id = ?)",
        "DELETE FROM traced_claims WHERE document_id = ?",
        "DELETE FROM passages WHERE first_id = ?",
        "DELETE FROM passages WHERE second_id = ?",
        "DELETE FROM comparisons WHERE before_id = ?",
        "DELETE FROM comparisons WHERE after_id = ?",
        "DELETE FROM traced_documents WHERE document_id = ?",
    ):
        connection.exec_driver_sql(sql, rows)


def save_documents(connection: Connection, found: Mapping[str, Traced], ids: Ids, stage: int) -> None:
    """Remember documents as traced."""
    rows = [
        {
            "document_id": ids.documents[key],
            "print": t.print,
            "publisher": t.publisher,
            "agency": t.agency,
            "owner": t.owner,
            "stage_id": stage,
        }
        for key, t in found.items()
    ]
    ledger(connection).insert_many("traced_documents", rows)


def save_claims(connection: Connection, claims: Sequence[Claim], ids: Ids, stage: int) -> None:
    """Insert claims; ``ids`` learns their numbers."""
    books = ledger(connection)
    rows: Rows = []
    for claim in claims:
        number = ids.claims[claim.id] = books.number("traced_claims")
        rows.append(
            {
                "id": number,
                "key": claim.id,
                "document_id": ids.documents[claim.document],
                "certainty_id": books.certainty(claim.certainty),
                "markers": _json([[m.start, m.end] for m in claim.certainty.markers]),
                "pieces": _json(claim.pieces),
                "chain": _json(claim.chain),
                "names": _json(claim.names),
                "days": _json(claim.days),
                "amounts": _json([[a.low, a.high, a.unit] for a in claim.amounts]),
                "direct": int(claim.direct),
                "setting": _json(claim.setting),
                **{name: getattr(claim, name) for name in _PLAIN},
                "stage_id": stage,
            }
        )
    books.insert_many("traced_claims", rows)


_PLAIN = "attribution start end text voice stance polarity actor basis basis_words dated".split()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def claims(connection: Connection, keys: Iterable[str] | None = None) -> list[Claim]:
    """The claims of the case, or those named, in the order of documents and places."""
    sql = f"{_CLAIMS} WHERE c.key IN (SELECT value FROM json_each(?))" if keys is not None else _CLAIMS
    values = () if keys is None else (json.dumps(list(keys)),)
    order = ' ORDER BY c.document_id, c."start", c.id'
    return [_claim(row) for row in connection.exec_driver_sql(sql + order, values).mappings()]


def _claim(row: Any) -> Claim:
    spans = (Span(a, b, row["whole"][a:b]) for a, b in json.loads(row["markers"]))
    return Claim(
        id=row["key"],
        document=row["document"],
        pieces=tuple((a, b) for a, b in json.loads(row["pieces"])),
        chain=tuple(json.loads(row["chain"])),
        certainty=Certainty(row["label"], row["low"], row["high"], tuple(spans)),
        names=tuple(json.loads(row["names"])),
        amounts=tuple(Amount(*a) for a in json.loads(row["amounts"])),
        days=tuple(json.loads(row["days"])),
        direct=bool(row["direct"]),
        setting=tuple(json.loads(row["setting"])),
        **{name: row[name] for name in _PLAIN},
    )


def claim_places(connection: Connection) -> list[tuple[str, str, int, int, str]]:
    """Of every claim what puts it in order: its date (9999 if unknown), document, start, end and key."""
    sql = (
        "SELECT coalesce(nullif(c.dated, ''), '9999'), d.key, c.\"start\", c.\"end\", c.key FROM traced_claims c "
        "JOIN documents d ON d.id = c.document_id"
    )
    return plain_rows(connection, sql)


def vectors(connection: Connection, keys: Iterable[str]) -> dict[str, bytes]:
    """The kept vectors of these claims, by key. Not all claims have one."""
    sql = "SELECT key, vector FROM traced_claims WHERE vector IS NOT NULL AND key IN (SELECT value FROM json_each(?))"
    return {row[0]: row[1] for row in connection.exec_driver_sql(sql, (json.dumps(list(keys)),))}


def with_vectors(connection: Connection) -> set[str]:
    """Keys of the claims that have a vector."""
    return {row[0] for row in plain_rows(connection, "SELECT key FROM traced_claims WHERE vector IS NOT NULL")}


def save_vectors(connection: Connection, found: Mapping[str, bytes], dropped: Iterable[str] = ()) -> None:
    """Keep vectors of claims that are there, and drop those that are no longer needed."""
    rows = [(vector, key) for key, vector in found.items()] + [(None, key) for key in dropped]
    if rows:
        connection.exec_driver_sql("UPDATE traced_claims SET vector = ? WHERE key = ?", rows)


def passages(connection: Connection) -> list[Passage]:
    """All passages that documents share."""
    sql = (
        "SELECT a.key, p.first_start, p.first_end, b.key, p.second_start, p.second_end, p.words, p.share, p.kind, "
        "p.quoted_first, p.quoted_second FROM passages p "
        "JOIN documents a ON a.id = p.first_id JOIN documents b ON b.id = p.second_id ORDER BY p.id"
    )
    found = []
    for row in connection.exec_driver_sql(sql):
        values: list[Any] = [*row[:9], bool(row[9]), bool(row[10])]
        found.append(Passage(*values))
    return found


def replace_passages(connection: Connection, found: Sequence[Passage], ids: Ids, stage: int) -> None:
    """Put these passages in the place of all that were there."""
    connection.exec_driver_sql("DELETE FROM passages")
    rows = [
        {
            "id": n,
            "first_id": ids.documents[p.first],
            "second_id": ids.documents[p.second],
            **{k: getattr(p, k) for k in "first_start first_end second_start second_end words share kind".split()},
            "quoted_first": int(p.quoted_first),
            "quoted_second": int(p.quoted_second),
            "stage_id": stage,
        }
        for n, p in enumerate(found, 1)
    ]
    ledger(connection).insert_many("passages", rows)


def compared_pairs(connection: Connection) -> list[tuple[str, str, str]]:
    """Both keys and the relation of all pairs that were found the same or rivals."""
    sql = (
        "SELECT a.key, b.key, m.relation FROM matches m JOIN traced_claims a ON a.id = m.first_id "
        "JOIN traced_claims b ON b.id = m.second_id"
    )
    return plain_rows(connection, sql)


def matches(connection: Connection) -> list[Match]:
    """All pairs of claims that were found the same or rivals."""
    sql = (
        "SELECT a.key, b.key, m.score, m.relation, m.rival_by, m.reasons FROM matches m "
        "JOIN traced_claims a ON a.id = m.first_id JOIN traced_claims b ON b.id = m.second_id"
    )
    return [_match(row) for row in connection.exec_driver_sql(sql)]


def matches_among(connection: Connection, keys: Iterable[str]) -> list[Match]:
    """Pairs that were found the same or rivals, both among these claims."""
    sql = (
        "SELECT a.key, b.key, m.score, m.relation, m.rival_by, m.reasons FROM matches m "
        "JOIN traced_claims a ON a.id = m.first_id JOIN traced_claims b ON b.id = m.second_id "
        "WHERE m.relation != 'different' AND a.key IN (SELECT value FROM json_each(?1)) "
        "AND b.key IN (SELECT value FROM json_each(?1)) ORDER BY a.id, b.id"
    )
    return [_match(row) for row in connection.exec_driver_sql(sql, (json.dumps(list(keys)),))]


def _match(row: Any) -> Match:
    reasons = tuple(Reason(*r) for r in json.loads(row[5])) if row[5] != "[]" else ()
    by = tuple(json.loads(row[4])) if row[4] != "[]" else ()
    return Match(row[0], row[1], row[2], row[3], by, reasons)


def save_matches(connection: Connection, found: Iterable[Match], ids: Ids, stage: int) -> None:
    """Insert comparisons; those that found nothing are not kept."""
    rows: Rows = [
        {
            "first_id": ids.claims[m.first],
            "second_id": ids.claims[m.second],
            "score": m.score,
            "relation": m.relation,
            "rival_by": _json(m.by),
            "reasons": _json([[r.name, r.weight, r.words] for r in m.reasons]),
            "stage_id": stage,
        }
        for m in found
        if m.relation != "different"
    ]
    ledger(connection).insert_many("matches", rows)


def drop_matches(connection: Connection, pairs: Iterable[tuple[str, str]], ids: Ids) -> None:
    """Take away comparisons that would no longer be made."""
    rows = [(ids.claims[a], ids.claims[b]) for a, b in pairs]
    if rows:
        connection.exec_driver_sql("DELETE FROM matches WHERE first_id = ? AND second_id = ?", rows)


def recall(connection: Connection, key: str) -> bytes | None:
    """What was remembered under this key."""
    row = connection.exec_driver_sql("SELECT value FROM trace_memory WHERE key = ?", (key,)).first()
    return None if row is None else bytes(row[0])


def recall_all(connection: Connection, prefix: str) -> list[tuple[str, bytes]]:
    """All that was remembered under keys that begin so."""
    sql = "SELECT key, value FROM trace_memory WHERE key >= ? AND key < ? ORDER BY key"
    return [(row[0], bytes(row[1])) for row in connection.exec_driver_sql(sql, (prefix, prefix + "\U0010ffff"))]


def forget(connection: Connection, keys: Iterable[str]) -> None:
    """Forget what was remembered under these keys."""
    rows = [(key,) for key in keys]
    if rows:
        connection.exec_driver_sql("DELETE FROM trace_memory WHERE key = ?", rows)


def remember(connection: Connection, key: str, value: bytes) -> None:
    """Remember something for the next tracing."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO trace_memory (key, value) VALUES (?, ?)", (key, value))
