"""When a document was published, where a person says so: beside what the page says, never over it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

_SHAPE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?")


def date_problem(payload: Mapping[str, Any]) -> str | None:
    """What is wrong with the payload of a ``date`` verdict; None if nothing."""
    given = payload.get("published")
    if isinstance(given, str) and _SHAPE.fullmatch(given):
        try:
            datetime.fromisoformat(given)
        except ValueError:
            return f"{given} is no day of the calendar"
        return None
    return "a date is written YYYY-MM-DD, or YYYY-MM-DDThh:mm with a zone such as +02:00"


def settle_date(connection: Connection, document_id: int) -> None:
    """Let ``published`` be what the live verdict says, else what the page says; that is kept in ``found_published``."""
    given = connection.execute(
        text(
            "SELECT v.id, v.payload FROM verdicts v JOIN standing s ON s.verdict_id = v.id AND s.live "
            "WHERE v.document_id = :id AND v.kind = 'date' ORDER BY v.id DESC LIMIT 1"
        ),
        {"id": document_id},
    ).one_or_none()
    now = connection.execute(
        text("SELECT published, found_published, dated_by FROM documents WHERE id = :id"), {"id": document_id}
    ).one()
    if given is None and now.dated_by is None:
        return
    found = now.published if now.dated_by is None else now.found_published
    values = {
        "id": document_id,
        "published": json.loads(given.payload)["published"] if given else found,
        "found": found if given else None,
        "by": given.id if given else None,
    }
    connection.execute(
        text("UPDATE documents SET published = :published, found_published = :found, dated_by = :by WHERE id = :id"),
        values,
    )
