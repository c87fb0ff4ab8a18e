"""What a case holds, in numbers and lists: documents on their timeline, what is new, what waits for a person."""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts over the live case. ``statements`` are by who speaks: author, named, unnamed, document."""

    documents: int
    removed: int
    addresses: int
    publishers: int
    first: str | None
    last: str | None
    voices: int
    statements: dict[str, int]
    verdicts: int
    review: int


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list. ``versions`` counts all texts of its address; ``judged`` its attributions with a verdict."""

    id: int
    key: str
    title: str | None
    publisher: str | None
    published: str | None
    authors: str
    origin: str
    url: str | None
    added: str
    version: int
    versions: int
    removed: bool
    characters: int
    attributions: int
    own_statements: int
    judged: int


_REMOVED = [f.name for f in fields(DocumentLine)].index("removed")


@dataclass(frozen=True, slots=True)
class CaptureLine:
    """One time a document was captured: from where, when, and the hash of the bytes."""

    id: int
    document_id: int
    version: int
    origin: str
    captured: str
    sha256: str
    length: int
    media: str | None


_SPEAKERS = """
SELECT CASE WHEN cv.kind = 'author' THEN 'author' WHEN cv.kind = 'document' THEN 'document'
  WHEN cv.named THEN 'named' ELSE 'unnamed' END AS speaker, sum({0}.statements) AS n
FROM {1} WHERE {0}.statements > 0 GROUP BY speaker"""


def overview(connection: Connection) -> Overview:
    """The numbers on the case's first page."""
    row = connection.exec_driver_sql(
        "SELECT count(*) FILTER (WHERE removed IS NULL), count(removed), count(DISTINCT address), count(DISTINCT publisher), "
        "min(published), max(published), coalesce(sum(own_statements), 0) FROM documents"
    ).one()
    voices = connection.exec_driver_sql("SELECT count(*) FROM case_voices WHERE statements > 0").scalar_one()
    verdicts = connection.exec_driver_sql("SELECT count(*) FROM standing WHERE live").scalar_one()
    review = connection.exec_driver_sql("SELECT count(*) FROM carried WHERE state = 'review'").scalar_one()
    said = _spoken(connection.exec_driver_sql(_SPEAKERS.format("cv", "case_voices cv")), row[6])
    return Overview(row[0], row[1], row[2], row[3], row[4], row[5], voices, said, verdicts, review)


def speakers(connection: Connection, document_id: int) -> dict[str, int]:
    """How many live statements the page's author, named and unnamed voices, and documents make in one document."""
    join = f"voices v JOIN case_voices cv ON cv.id = v.case_voice_id AND v.document_id = {int(document_id)}"
    own = connection.exec_driver_sql("SELECT own_statements FROM documents WHERE id = ?", (document_id,))
    return _spoken(connection.exec_driver_sql(_SPEAKERS.format("v", join)), own.scalar_one_or_none() or 0)


def _spoken(rows: Iterable[Any], own: int) -> dict[str, int]:
    found = dict.fromkeys(("author", "named", "unnamed", "document"), 0)
    found.update({r.speaker: r.n for r in rows})
    found["author"] += own
    return found


_LINE = """
SELECT d.id, d.key, d.title, d.publisher, d.published, d.authors, d.origin, d.url, d.added, d.version,
  (SELECT max(o.version) FROM documents o WHERE o.address = d.address) AS versions, d.removed IS NOT NULL AS removed,
  d.characters, d.attributions, d.own_statements, d.judged
FROM documents d"""


def documents(
    connection: Connection, *, removed: bool = False, since: str | None = None, limit: int = -1, offset: int = 0
) -> list[DocumentLine]:
    """Documents in order of publication, undated ones last; those taken out only if asked."""
    where = "WHERE (:removed OR d.removed IS NULL) AND (:since IS NULL OR d.added > :since)"
    order = "ORDER BY d.published IS NULL, d.published, d.id LIMIT :limit OFFSET :offset"
    values = {"removed": removed, "since": since, "limit": limit, "offset": offset}
    return [_line(row) for row in connection.execute(text(f"{_LINE} {where} {order}"), values)]


def document(connection: Connection, document_id: int) -> DocumentLine | None:
    """One document's line."""
    row = connection.execute(text(f"{_LINE} WHERE d.id = :one"), {"one": document_id}).one_or_none()
    return None if row is None else _line(row)


def _line(row: Any) -> DocumentLine:
    values = list(row)
    values[_REMOVED] = bool(values[_REMOVED])
    return DocumentLine(*values)


def find_document(connection: Connection, name: str) -> int | None:
    """The document that a person means: by number, by key, by origin, or by address (its newest version)."""
    sql = (
        "SELECT id FROM documents WHERE id = :number OR key = :name OR origin = :name OR url = :name "
        "ORDER BY id = :number DESC, key = :name DESC, version DESC LIMIT 1"
    )
    number = int(name) if name.isascii() and name.isdecimal() and len(name) < 16 else -1
    found = connection.execute(text(sql), {"name": name, "number": number}).scalar_one_or_none()
    return None if found is None else int(found)


def captures(connection: Connection, document_id: int) -> list[CaptureLine]:
    """Every capture of the document and of the other versions of its address, in order of time."""
    sql = (
        "SELECT c.id, c.document_id, o.version, c.origin, c.captured, g.sha256, g.length, g.media FROM documents d "
        "JOIN documents o ON o.address = d.address JOIN captures c ON c.document_id = o.id "
        "JOIN originals g ON g.id = c.original_id WHERE d.id = :id ORDER BY c.captured, c.id"
    )
    return [CaptureLine(*row) for row in connection.execute(text(sql), {"id": document_id})]


@dataclass(frozen=True, slots=True)
class News:
    """What has come since a time and a verdict. Verdict numbers only grow: keep ``verdict`` and ask again with it."""

    documents: int
    versions: int
    captures: int
    readings: int
    verdicts: int
    verdict: int


def new_since(connection: Connection, time: str, verdict: int = 0) -> News:
    """Counts of what came after ``time`` (UTC as the case writes it) and after verdict number ``verdict``."""
    sql = (
        "SELECT (SELECT count(*) FROM documents WHERE added > :time AND version = 1), "
        "(SELECT count(*) FROM documents WHERE added > :time AND version > 1), "
        "(SELECT count(*) FROM captures WHERE added > :time), (SELECT count(*) FROM readings WHERE made > :time AND current), "
        "(SELECT count(*) FROM verdicts WHERE id > :verdict), (SELECT coalesce(max(id), 0) FROM verdicts)"
    )
    return News(*connection.execute(text(sql), {"time": time, "verdict": verdict}).one())


Question = Literal["review", "unsure", "quotation", "drift", "correction", "unnamed"]

QUESTIONS: dict[Question, str] = {
    "review": "verdict could not be carried over",
    "unsure": "attribution the tool is not sure of, and nobody has judged",
    "quotation": "quotation that nobody is said to have said",
    "drift": "claim made twice in one text with different certainty",
    "correction": "note that a page was changed",
    "unnamed": "unnamed voice that says much",
}
"""What the reader is asked to look at, most pressing first."""

_MANY: dict[Question, str] = {
    "review": "verdicts could not be carried over",
    "unsure": "attributions the tool is not sure of, and nobody has judged",
    "quotation": "quotations that nobody is said to have said",
    "drift": "claims made twice in one text with different certainty",
    "correction": "notes that a page was changed",
    "unnamed": "unnamed voices that say much",
}


def question_words(kind: Question, number: int) -> str:
    """What ``number`` open questions of a kind are called, to be written after the number."""
    return QUESTIONS[kind] if number == 1 else _MANY[kind]


UNSURE = 0.5
"""Confidence below which an attribution is a question."""

MUCH = 3
"""Statements from which an unnamed voice is a question."""

_QUESTION_ROWS: dict[Question, str] = {
    "review": 'SELECT r.document_id, c."start", c."end", r.why, r.verdict_id AS number FROM carried r '
    "JOIN documents d ON d.id = r.document_id AND d.removed IS NULL LEFT JOIN claims c ON c.id = r.claim_id "
    "WHERE r.state = 'review' ORDER BY r.verdict_id, r.document_id",
    "unsure": 'SELECT c.document_id, c."start", c."end", CAST(t.confidence AS TEXT) AS why, c.id AS number '
    "FROM attributions t JOIN claims c ON c.id = t.id "
    f"WHERE c.live AND c.verdict_id IS NULL AND t.confidence < {UNSURE} ORDER BY t.confidence, c.id",
    "quotation": 'SELECT q.document_id, q."start", q."end", NULL AS why, q.n AS number FROM quotations q '
    "JOIN documents d ON d.id = q.document_id AND d.removed IS NULL WHERE NOT EXISTS (SELECT 1 FROM claims c "
    'WHERE c.document_id = q.document_id AND c.live AND NOT c.own AND c."start" <= q."start" AND c."end" >= q."end") '
    "ORDER BY q.document_id, q.n",
    "drift": "SELECT q.document_id, q.first_start, q.first_end, q.reason AS why, q.n AS number FROM drifts q "
    "JOIN documents d ON d.id = q.document_id AND d.removed IS NULL ORDER BY q.document_id, q.n",
    "correction": 'SELECT q.document_id, q."start", q."end", q.kind AS why, q.n AS number FROM corrections q '
    "JOIN documents d ON d.id = q.document_id AND d.removed IS NULL ORDER BY q.document_id, q.n",
    "unnamed": "SELECT (SELECT min(v.document_id) FROM voices v WHERE v.case_voice_id = cv.id), NULL, NULL, cv.name, cv.id "
    "FROM case_voices cv WHERE cv.found_kind IN ('unnamed', 'unknown') AND NOT cv.named "
    f"AND cv.statements >= {MUCH} ORDER BY cv.statements DESC, cv.id",
}


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One thing to look at. ``number`` is the verdict (review), claim (unsure), case voice (unnamed), or place in a list."""

    question: Question
    document_id: int
    start: int | None
    end: int | None
    why: str | None
    number: int


def question_counts(connection: Connection) -> dict[Question, int]:
    """How many open questions of each kind there are."""
    return {
        kind: int(connection.exec_driver_sql(f"SELECT count(*) FROM ({sql})").scalar_one())
        for kind, sql in _QUESTION_ROWS.items()
    }


def questions(connection: Connection, kind: Question, *, limit: int = 50, offset: int = 0) -> Sequence[OpenQuestion]:
    """The open questions of one kind, most pressing first."""
    rows = connection.exec_driver_sql(f"{_QUESTION_ROWS[kind]} LIMIT ? OFFSET ?", (limit, offset))
    return [OpenQuestion(kind, *row) for row in rows]
