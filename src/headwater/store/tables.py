"""The case as tables for other programs: JSON Lines, CSV, and Parquet where pyarrow is installed.

``verdicts`` are the log as it stands; ``training`` are the live verdicts on attributions as examples to learn from. What tracing
found is in ``families``, their ``members``, ``flows`` from claim to claim, and ``origins``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection

from headwater.errors import HeadwaterError, NotReadable
from headwater.store.case import Case

Format = Literal["jsonl", "csv", "parquet"]
Row = dict[str, Any]

GROUP = 5_000
"""Rows in one group of a Parquet file."""

_FLAGS = frozenset({"removed", "named", "own", "live", "directed", "certain", "outside"})
_JSON = frozenset({"authors", "payload"})

_DOCUMENTS = """
SELECT d.key AS document, d.version, o.versions, d.origin, d.url, d.title, d.authors, d.publisher, d.published, d.language,
  d.sha256, (SELECT min(c.captured) FROM captures c WHERE c.document_id = d.id) AS captured, d.added,
  d.removed IS NOT NULL AS removed, d.attributions, d.own_statements, d.text
FROM documents d JOIN (SELECT address, max(version) AS versions FROM documents GROUP BY address) o ON o.address = d.address
ORDER BY d.id"""

_VOICES = """
SELECT cv.key AS voice, cv.name, cv.kind, cv.named, r.key AS merged_into, cv.reliability, cv.statements,
  cv.found_name, cv.found_kind, g.name AS stage, g.version AS stage_version
FROM case_voices cv JOIN stages g ON g.id = cv.stage_id LEFT JOIN case_voices r ON r.id = cv.merged_into
WHERE cv.id IN (SELECT found_case_voice_id FROM voices UNION SELECT case_voice_id FROM voices) ORDER BY cv.id"""

_VERDICTS = """
SELECT v.id AS verdict, v.time, v.author, v.kind, v.subject, d.key AS document, v.payload, v.reason, v.supersedes,
  s.live, v.previous, v.hash
FROM verdicts v LEFT JOIN standing s ON s.verdict_id = v.id LEFT JOIN documents d ON d.id = v.document_id ORDER BY v.id"""

_FAMILIES = """
SELECT f.key AS family, q.key AS question, c.text AS words, f.value, f.claims, f.documents, f.outlets, f.low, f.high, f.first,
  f.last, g.name AS stage, g.version AS stage_version
FROM families f JOIN questions q ON q.id = f.question_id JOIN traced_claims c ON c.id = f.head_id
JOIN stages g ON g.id = f.stage_id ORDER BY f.id"""

_MEMBERS = """
SELECT f.key AS family, c.key AS claim, d.key AS document, c.attribution, c."start", c."end", c.text AS words, c.voice,
  c.polarity, c.actor
FROM family_claims m JOIN families f ON f.id = m.family_id JOIN traced_claims c ON c.id = m.claim_id
JOIN documents d ON d.id = c.document_id ORDER BY f.id, c.id"""

_FLOWS = """
SELECT f.key AS family, u.key AS upstream, w.key AS downstream, e.kind, e.reason, e.directed, e.direction_by, e.certain
FROM edges e JOIN families f ON f.id = e.family_id JOIN traced_claims u ON u.id = e.upstream_id
JOIN traced_claims w ON w.id = e.downstream_id ORDER BY f.id, e.n"""

_ORIGINS = """
SELECT f.key AS family, r.key AS origin, r.label, r.voice, r.outside
FROM roots r JOIN families f ON f.id = r.family_id ORDER BY f.id, r.n"""

_LIVE_ON_ATTRIBUTIONS = """
SELECT v.id, v.kind, v.subject, v.payload, v.author, v.time, v.document_id, d.key, d.text
FROM verdicts v JOIN standing s ON s.verdict_id = v.id AND s.live JOIN documents d ON d.id = v.document_id
WHERE v.kind IN ('accept', 'reject', 'edit', 'add') ORDER BY v.id"""


def _query(sql: str) -> Callable[[Connection], Iterator[Row]]:
    def rows(connection: Connection) -> Iterator[Row]:
        for found in connection.exec_driver_sql(sql).mappings():
            row = dict(found)
            for name in _FLAGS & row.keys():
                row[name] = None if row[name] is None else bool(row[name])
            for name in _JSON & row.keys():
                row[name] = json.loads(row[name])
            yield row

    return rows


def _training(connection: Connection) -> Iterator[Row]:
    """Each live verdict on an attribution with its text: what was read, and what a person says it is (None: nothing)."""
    for row in connection.exec_driver_sql(_LIVE_ON_ATTRIBUTIONS):
        payload = json.loads(row.payload)
        was = payload.get("was")
        yield {
            "verdict": row.id,
            "kind": row.kind,
            "document": row.key,
            "text": row.text,
            "was": was,
            "is": payload.get("now") if row.kind in ("edit", "add") else was if row.kind == "accept" else None,
            "author": row.author,
            "time": row.time,
        }


def _attributions(connection: Connection) -> Iterator[Row]:
    """Live attributions with their words and pieces, as ``[start, end)`` in the document's text."""
    sql = "SELECT w.* FROM attribution_words w JOIN claims c ON c.id = w.id ORDER BY c.document_id, w.id"
    documents: dict[str, int] = dict(connection.exec_driver_sql("SELECT key, id FROM documents").all())
    held: tuple[str, dict[int, Row]] = "", {}
    for found in connection.exec_driver_sql(sql).mappings():
        row = dict(found)
        if held[0] != row["document"]:
            held = row["document"], _pieces(connection, documents[row["document"]])
        row["named"] = bool(row["named"])
        yield row | held[1][row["id"]]


def _pieces(connection: Connection, document_id: int) -> dict[int, Row]:
    sql = (
        'SELECT c.id, c."start", c."end", t.source_start, t.source_end, t.cue_start, t.cue_end FROM claims c '
        "JOIN attributions t ON t.id = c.id WHERE c.document_id = ?"
    )
    found: dict[int, Row] = {}
    for number, start, end, *rest in connection.exec_driver_sql(sql, (document_id,)):
        found[number] = {
            "source_span": None if rest[0] is None else [rest[0], rest[1]],
            "cue_spans": [] if rest[2] is None else [[rest[2], rest[3]]],
            "content_spans": [[start, end]],
        }
    several: dict[tuple[int, str], list[list[int]]] = {}
    sql = (
        'SELECT s.claim_id, s.role, s."start", s."end" FROM claims c JOIN spans s ON s.claim_id = c.id '
        "WHERE c.document_id = ? AND s.role IN ('content', 'cue') ORDER BY s.claim_id, s.role, s.n"
    )
    for number, role, start, end in connection.exec_driver_sql(sql, (document_id,)):
        several.setdefault((number, f"{role}_spans"), []).append([start, end])
    for (number, name), pieces in several.items():
        found[number][name] = pieces
    return found


TABLES: dict[str, Callable[[Connection], Iterator[Row]]] = {
    "documents": _query(_DOCUMENTS),
    "voices": _query(_VOICES),
    "attributions": _attributions,
    "claims": _query("SELECT * FROM claim_words ORDER BY id"),
    "verdicts": _query(_VERDICTS),
    "training": _training,
    "families": _query(_FAMILIES),
    "members": _query(_MEMBERS),
    "flows": _query(_FLOWS),
    "origins": _query(_ORIGINS),
}
"""What can be exported, by name."""


def export(
    case: Case, folder: Path, form: Format, tables: Sequence[str] = tuple(TABLES)
) -> dict[str, tuple[Path, int]]:
    """Write each table to ``folder/NAME.FORM``, all from one state of the case; where it lies and how many rows it has.

    Raises NotReadable where a file can't be written, HeadwaterError where Parquet is asked for without pyarrow.
    """
    write = _WRITERS[form]
    written: dict[str, tuple[Path, int]] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with case.reading() as connection:
            for name in tables:
                goal = folder / f"{name}.{form}"
                part = goal.with_name(f".{goal.name}.part")
                rows = TABLES[name](connection)
                written[name] = goal, write(part, rows)
                part.replace(goal)
    except OSError as error:
        raise NotReadable(str(folder), f"can't be written ({error.strerror})", "choose another folder") from error
    return written


def _write_jsonl(path: Path, rows: Iterator[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            count += 1
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return count


def _flat(row: Mapping[str, Any]) -> Row:
    """Lists and objects as JSON, for forms that have cells."""
    return {k: json.dumps(v, ensure_ascii=False) if isinstance(v, (dict, list)) else v for k, v in row.items()}


def _write_csv(path: Path, rows: Iterator[Row]) -> int:
    """CSV with a byte-order mark, so that spreadsheets read it as UTF-8. Cells that look like formulas get a quotation mark."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer: csv.DictWriter[str] | None = None
        for row in rows:
            count += 1
            cells = {k: _harmless(v) for k, v in _flat(row).items()}
            if writer is None:
                writer = csv.DictWriter(file, list(cells))
                writer.writeheader()
            writer.writerow(cells)
    return count


def _harmless(value: Any) -> Any:
    """A spreadsheet runs a cell that begins with = + - or @; a page's author must not write such cells for us."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _write_parquet(path: Path, rows: Iterator[Row]) -> int:
    try:
        import pyarrow as pa  # type: ignore[import-untyped,import-not-found,unused-ignore]
        import pyarrow.parquet as pq  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError as error:
        raise HeadwaterError("Parquet needs pyarrow: install headwater[parquet], or choose jsonl or csv") from error
    flat = [_flat(row) for row in rows]  # all at once: a column's type is known only when all its values are
    table = pa.Table.from_pylist(flat)
    pq.write_table(table, path, row_group_size=GROUP)
    return len(flat)


_WRITERS: dict[Format, Callable[[Path, Iterator[Row]], int]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "parquet": _write_parquet,
}
