"""What tracing left in a case, held against the documents and against itself. Nothing is worked out again here.

Whatever is wrong, ``headwater trace --all`` makes anew: none of it is anybody's work.
"""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from headwater.model_trace import VECTOR_WIDTH
from headwater.store.traced import recall
from headwater.store.traced_state import VERSION_KEY, document_prints

Found = tuple[str, str]
"""Where something is wrong, and what."""


def trace_faults(connection: Connection) -> Iterator[Found]:
    """Every fault in what was traced, if anything was."""
    version = recall(connection, VERSION_KEY)
    if version is None:
        return
    yield from _claims(connection, _settled(connection, version.decode("utf-8", "replace")))
    yield from _passages(connection)
    yield from _changes(connection)
    for where, sql, what in _RULES:
        for row in connection.exec_driver_sql(sql):
            yield f"{where} {row[0]}", what


def _settled(connection: Connection, version: str) -> set[int]:
    """Documents that were not read or judged again since they were traced, by number."""
    due = document_prints(connection, version)
    sql = "SELECT d.id, d.key, t.print FROM traced_documents t JOIN documents d ON d.id = t.document_id"
    return {number for number, key, print_ in connection.exec_driver_sql(sql) if due.get(key) == print_}


# claims and the words they rest on


def _claims(connection: Connection, settled: set[int]) -> Iterator[Found]:
    known = set(connection.exec_driver_sql("SELECT key FROM case_voices").scalars())
    made = "SELECT c.document_id, a.local FROM attributions a JOIN claims c ON c.id = a.id"
    read = {(row[0], row[1]) for row in connection.exec_driver_sql(made)}
    sql = (
        'SELECT key, document_id, attribution, "start", "end", pieces, text, voice, chain, markers, vector '
        'FROM traced_claims ORDER BY document_id, "start", id'
    )
    number, text = 0, ""
    for row in connection.exec_driver_sql(sql):
        if row.document_id != number:
            number, text = row.document_id, _text(connection, row.document_id)
        yield from ((f"traced claim {row.key}", what) for what in _claim_faults(row, text))
        if number in settled and row.attribution is not None and (number, row.attribution) not in read:
            yield f"traced claim {row.key}", f"rests on attribution {row.attribution}, which its document does not have"
        if number in settled and not known.issuperset(v for v in (row.voice, *json.loads(row.chain)) if v):
            yield f"traced claim {row.key}", "names a voice that the case does not have"


def _claim_faults(row: Any, text: str) -> Iterator[str]:
    pieces = _pairs(row.pieces)
    if not pieces or not all(_inside(a, b, text) for a, b in pieces):
        yield "points outside the text of its document"
    elif (pieces[0][0], pieces[-1][1]) != (row.start, row.end) or " ".join(text[a:b] for a, b in pieces) != row.text:
        yield "does not have the words that stand in its document"
    if not all(_inside(a, b, text) for a, b in _pairs(row.markers)):
        yield "takes words for hedges that lie outside the text"
    if row.vector is not None and len(row.vector) != VECTOR_WIDTH:
        yield f"has a vector of {len(row.vector)} numbers instead of {VECTOR_WIDTH}"


def _pairs(data: str) -> list[tuple[int, int]]:
    """Ranges kept as JSON; one that is no range stands for none inside any text."""
    found = json.loads(data)
    return [(p[0], p[1]) if _is_range(p) else (-1, -1) for p in found] if isinstance(found, list) else [(-1, -1)]


def _is_range(value: object) -> bool:
    return isinstance(value, list) and len(value) == len("ab") and all(isinstance(n, int) for n in value)


def _inside(start: int, end: int, text: str) -> bool:
    return 0 <= start < end <= len(text)


def _text(connection: Connection, number: int) -> str:
    return str(connection.exec_driver_sql("SELECT text FROM documents WHERE id = ?", (number,)).scalar_one())


# passages and changes


def _passages(connection: Connection) -> Iterator[Found]:
    sql = (
        "SELECT p.id, p.first_start, p.first_end, a.characters, p.second_start, p.second_end, b.characters FROM passages p "
        "JOIN documents a ON a.id = p.first_id JOIN documents b ON b.id = p.second_id ORDER BY p.id"
    )
    for number, start, end, length, other, other_end, other_length in connection.exec_driver_sql(sql):
        if not (0 <= start < end <= length and 0 <= other < other_end <= other_length):
            yield f"passage {number}", "points outside the text of a document"


def _changes(connection: Connection) -> Iterator[Found]:
    sql = (
        "SELECT c.before_id, c.after_id, c.n, c.before_start, c.before_end, a.characters, c.after_start, c.after_end, b.characters "
        "FROM changes c JOIN documents a ON a.id = c.before_id JOIN documents b ON b.id = c.after_id "
        "ORDER BY c.before_id, c.after_id, c.n"
    )
    for before, after, n, *sides in connection.exec_driver_sql(sql):
        for start, end, length in (sides[:3], sides[3:]):
            if (start is None) != (end is None) or (start is not None and not 0 <= start <= end <= length):
                yield f"change {n} from document {before} to {after}", "points outside the text of a document"
                break


# what must agree whatever the texts say

_RULES = (
    (
        "traced claim",
        "SELECT c.key FROM traced_claims c LEFT JOIN traced_documents t ON t.document_id = c.document_id "
        "WHERE t.document_id IS NULL ORDER BY c.id",
        "belongs to a document that was not traced",
    ),
    (
        "traced claim",
        "SELECT c.key FROM traced_claims c LEFT JOIN family_claims m ON m.claim_id = c.id WHERE m.claim_id IS NULL ORDER BY c.id",
        "is in no family",
    ),
    (
        "family",
        "SELECT f.key FROM families f WHERE f.claims != (SELECT count(*) FROM family_claims m WHERE m.family_id = f.id) "
        "ORDER BY f.id",
        "counts other claims than it has",
    ),
    (
        "family",
        "SELECT f.key FROM families f WHERE NOT EXISTS "
        "(SELECT 1 FROM family_claims m WHERE m.family_id = f.id AND m.claim_id = f.head_id) ORDER BY f.id",
        "is headed by a claim of another",
    ),
    (
        "family",
        "SELECT f.key FROM families f WHERE f.low < 0 OR f.low > f.high "
        "OR f.high != (SELECT count(*) FROM roots r WHERE r.family_id = f.id) ORDER BY f.id",
        "has another range of origins than its origins make",
    ),
    (
        "family",
        "SELECT DISTINCT f.key FROM families f JOIN edges e ON e.family_id = f.id "
        "LEFT JOIN family_claims u ON u.family_id = f.id AND u.claim_id = e.upstream_id "
        "LEFT JOIN family_claims d ON d.family_id = f.id AND d.claim_id = e.downstream_id "
        "WHERE u.claim_id IS NULL OR d.claim_id IS NULL ORDER BY f.id",
        "has a step from or to a claim of another family",
    ),
    (
        "family",
        "SELECT DISTINCT f.key FROM families f JOIN root_claims o ON o.family_id = f.id "
        "LEFT JOIN roots r ON r.family_id = f.id AND r.n = o.n "
        "LEFT JOIN family_claims m ON m.family_id = f.id AND m.claim_id = o.claim_id "
        "WHERE r.n IS NULL OR m.claim_id IS NULL ORDER BY f.id",
        "has an origin of claims that it does not hold",
    ),
    (
        "question",
        "SELECT q.key FROM questions q WHERE q.families != (SELECT count(*) FROM families f WHERE f.question_id = q.id) "
        "ORDER BY q.id",
        "counts other answers than it has",
    ),
    (
        "comparison of documents",
        "SELECT c.before_id || ' and ' || c.after_id FROM comparisons c JOIN documents a ON a.id = c.before_id "
        "JOIN documents b ON b.id = c.after_id WHERE a.address != b.address OR a.version >= b.version "
        "ORDER BY c.before_id, c.after_id",
        "is not of an earlier and a later version of one page",
    ),
)
