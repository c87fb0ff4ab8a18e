"""What leads from a page of the workbench into the trace: a document's claims, a question's reports, what was withdrawn."""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from headwater.store.verdicts import Verdict, live_about

Amounts = tuple[tuple[float | None, float | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """The family of one claim of a document: ``attribution`` is the local id, None for an own statement."""

    attribution: str | None
    start: int
    end: int
    family: str
    documents: int
    outlets: int
    low: int
    high: int
    rivals: int


@dataclass(frozen=True, slots=True)
class Report:
    """One claim in one of the families of a question: where it stands, when it was published, its numbers."""

    family: str
    document_id: int
    start: int
    end: int
    publisher: str | None
    published: str | None
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Keeper:
    """A document that still carries what another page took back, and where."""

    document_id: int
    title: str
    publisher: str | None
    published: str | None
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Size:
    """How much was traced: documents, claims, families, and questions: all, contested, answered by several documents."""

    documents: int
    claims: int
    families: int
    questions: int
    contested: int
    shared: int


def size(connection: Connection) -> Size:
    """The numbers over the whole trace."""
    sql = (
        "SELECT (SELECT count(*) FROM traced_documents), (SELECT count(*) FROM traced_claims), "
        "(SELECT count(*) FROM families), count(*), count(*) FILTER (WHERE families > 1), "
        "count(*) FILTER (WHERE documents > 1) FROM questions"
    )
    return Size(*connection.exec_driver_sql(sql).one())


def carried(connection: Connection, document_id: int) -> list[Carried]:
    """The families of a document's claims, in the order of the text."""
    sql = (
        'SELECT c.attribution, c."start", c."end", f.key, f.documents, f.outlets, f.low, f.high, q.families - 1 '
        "FROM traced_claims c JOIN family_claims m ON m.claim_id = c.id JOIN families f ON f.id = m.family_id "
        'JOIN questions q ON q.id = f.question_id WHERE c.document_id = ? ORDER BY c."start", c.id'
    )
    return [Carried(*row) for row in connection.exec_driver_sql(sql, (document_id,))]


def reports(connection: Connection, question: str) -> list[Report]:
    """Every claim of every family of a question, in order of time; undated ones last."""
    sql = (
        'SELECT f.key, c.document_id, c."start", c."end", t.publisher, d.published, c.amounts FROM questions q '
        "JOIN families f ON f.question_id = q.id JOIN family_claims m ON m.family_id = f.id "
        "JOIN traced_claims c ON c.id = m.claim_id JOIN documents d ON d.id = c.document_id "
        "LEFT JOIN traced_documents t ON t.document_id = d.id WHERE q.key = ? "
        'ORDER BY d.published IS NULL, d.published, d.id, c."start", c.id'
    )
    rows = connection.exec_driver_sql(sql, (question,))
    return [
        Report(
            key, document, start, end, publisher, published, tuple((a, b, unit) for a, b, unit in json.loads(amounts))
        )
        for key, document, start, end, publisher, published, amounts in rows
    ]


_KEEPERS = """
SELECT g.n, o.id, coalesce(o.title, o.origin), coalesce(t.publisher, o.publisher), o.published, k."start", k."end", k.text
FROM changes g JOIN documents b ON b.id = g.before_id
JOIN traced_claims c ON c.document_id = g.before_id AND c."start" < g.before_end AND g.before_start < c."end"
JOIN family_claims m ON m.claim_id = c.id JOIN family_claims w ON w.family_id = m.family_id
JOIN traced_claims k ON k.id = w.claim_id JOIN documents o ON o.id = k.document_id AND o.address <> b.address
LEFT JOIN traced_documents t ON t.document_id = o.id
WHERE g.before_id = ?1 AND g.after_id = ?2 AND g.kind <> 'added'
AND NOT EXISTS (SELECT 1 FROM family_claims x JOIN traced_claims y ON y.id = x.claim_id
  WHERE x.family_id = m.family_id AND y.document_id = ?2)
AND o.version = (SELECT max(version) FROM documents v WHERE v.address = o.address AND v.removed IS NULL)
ORDER BY g.n, o.published IS NULL, o.published, o.id, k."start" """


def keepers(connection: Connection, before_id: int, after_id: int) -> dict[int, list[Keeper]]:
    """Who still carries what stood in ``before_id`` and is no longer said in ``after_id``, by the number of the change.

    Of each other page only the newest capture counts, and only its first words that say it.
    """
    found: dict[int, dict[int, Keeper]] = defaultdict(dict)
    for n, *rest in connection.exec_driver_sql(_KEEPERS, (before_id, after_id)):
        keeper = Keeper(*rest)
        found[n].setdefault(keeper.document_id, keeper)
    return {n: list(some.values()) for n, some in found.items()}


def verdicts_on(connection: Connection, family: str, claims: Iterable[str]) -> Sequence[Verdict]:
    """Live verdicts that bear on a family: on pairs with one of its claims, and on its origins. The newest first."""
    members = set(claims)
    pairs = [
        v for v in live_about(connection, "pair") if members.intersection(v.subject.removeprefix("pair:").split("+"))
    ]
    origins = [v for v in live_about(connection, "origins") if v.payload.get("family") == family]
    return sorted([*pairs, *origins], key=lambda v: -v.id)
