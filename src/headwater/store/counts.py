"""Counts that lists are sorted by, kept beside what they count so that every page is quick. ``check`` counts again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

_VOICES = """
UPDATE voices SET statements = (SELECT count(*) FROM attributions t JOIN claims c ON c.id = t.id AND c.live
  WHERE t.voice_id = voices.id) WHERE document_id = ?"""

_DOCUMENT = """
UPDATE documents SET (attributions, own_statements, judged) = (
  SELECT coalesce(sum(NOT own AND live), 0), coalesce(sum(own AND live), 0), coalesce(sum(verdict_id IS NOT NULL AND NOT own), 0)
  FROM claims WHERE document_id = documents.id) WHERE id = ?"""

_CASE_VOICES = """
UPDATE case_voices SET statements = (SELECT coalesce(sum(v.statements), 0) FROM voices v
  WHERE v.case_voice_id = case_voices.id) WHERE id = ?"""


def case_voices_of(connection: Connection, document_id: int) -> set[int]:
    """The case voices that speak or are spoken of in a document."""
    sql = "SELECT case_voice_id FROM voices WHERE document_id = ?"
    return {int(n) for n in connection.exec_driver_sql(sql, (document_id,)).scalars()}


def recount(connection: Connection, document_id: int, before: Iterable[int] = ()) -> None:
    """Count a document's statements anew, and those of its case voices and of those it had ``before``."""
    connection.exec_driver_sql(_VOICES, (document_id,))
    connection.exec_driver_sql(_DOCUMENT, (document_id,))
    recount_voices(connection, case_voices_of(connection, document_id) | set(before))


def recount_voices(connection: Connection, ids: Iterable[int]) -> None:
    """Count the statements of case voices anew."""
    values = [(number,) for number in sorted(ids)]
    if values:
        connection.exec_driver_sql(_CASE_VOICES, values)
