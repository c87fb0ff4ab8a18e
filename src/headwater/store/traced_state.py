"""What there is to trace: a print of each document's reading and of the verdicts that bear on it."""

from __future__ import annotations

import hashlib
from collections import defaultdict

from sqlalchemy import Connection

from headwater.store.traced import recall

VERSION_KEY = "version"
"""Under which the version of tracing is remembered."""

_READINGS = """
SELECT d.key, r.id, r.digest, coalesce(d.published, ''), coalesce(d.publisher, '') FROM documents d
JOIN readings r ON r.document_id = d.id AND r.current = 1 WHERE d.removed IS NULL ORDER BY d.id"""

_JUDGED = """
SELECT d.key, c."start", c."end", c.state, c.verdict_id FROM claims c JOIN documents d ON d.id = c.document_id
WHERE c.verdict_id IS NOT NULL ORDER BY d.id, c."start", c."end", c.state, c.verdict_id"""

_VOICES = """
SELECT d.key, v.local, c.key, c.name, c.kind FROM voices v JOIN case_voices c ON c.id = v.case_voice_id
JOIN documents d ON d.id = v.document_id
WHERE v.case_voice_id <> v.found_case_voice_id OR c.given_name IS NOT NULL ORDER BY d.id, v.id"""


def document_prints(connection: Connection, version: str) -> dict[str, str]:
    """A print of all that tracing a document starts from, by the document's key, in the order they were added."""
    more: dict[str, list[str]] = defaultdict(list)
    for sql in (_JUDGED, _VOICES):
        for key, *values in connection.exec_driver_sql(sql):
            more[key].append(repr(values))
    found = {}
    for key, *values in connection.exec_driver_sql(_READINGS):
        content = "\n".join([version, repr(values), *more[key]])
        found[key] = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return found


def outdated(connection: Connection) -> int | None:
    """How many documents were added, removed or changed since the last tracing; None if the case was never traced."""
    version = recall(connection, VERSION_KEY)
    if version is None:
        return None
    due = document_prints(connection, version.decode())
    sql = "SELECT d.key, t.print FROM traced_documents t JOIN documents d ON d.id = t.document_id"
    done = {row[0]: row[1] for row in connection.exec_driver_sql(sql)}
    changed = sum(1 for key, print_ in due.items() if done.get(key) != print_)
    return changed + len(done.keys() - due.keys())
