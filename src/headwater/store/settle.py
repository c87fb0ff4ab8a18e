"""What is live follows from what was read and from the live verdicts: worked out here, document by document.

Everything written here can be worked out again at any time; ``check`` does so and compares.
"""


# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, text

from headwater.store import counts, credit, human, parents, readings, returned, schema
from headwater.store.carry import VERSION, Found, Place, place
from headwater.store.case_voices import settle_voices
from headwater.store.dating import settle_date
from headwater.store.ledger import ledger
from headwater.store.names import Piece
from headwater.store.verdicts import Verdict, verdict_of

_JUDGED = {"accept": "accepted", "reject": "rejected"}


def after(connection: Connection, verdict: Verdict) -> None:
    """Bring what is live up to date after a verdict that was just written."""
    about, document_id = verdict, verdict.document_id
    while about.kind == "undo" and about.supersedes is not None:
        row = connection.execute(
            select(schema.verdicts.c.kind, schema.verdicts.c.subject, schema.verdicts.c.supersedes).where(
                schema.verdicts.c.id == about.supersedes
            )
        ).one()
        about = Verdict(**{**vars(about), "kind": row.kind, "subject": row.subject, "supersedes": row.supersedes})
    if about.subject.startswith("voice:"):
        settle_voices(connection)
    touched = {document_id} if document_id is not None else set()
    if verdict.supersedes is not None:
        old = schema.verdicts
        touched.add(connection.execute(select(old.c.document_id).where(old.c.id == verdict.supersedes)).scalar_one())
    for number in sorted(n for n in touched if n is not None):
        if about.subject.startswith("document:"):
            settle_removal(connection, number)
            settle_date(connection, number)
        for version in later_versions(connection, number):
            settle_document(connection, version)


def later_versions(connection: Connection, document_id: int) -> Sequence[int]:
    """The document and all later versions of it, in order."""
    query = text(
        "SELECT o.id FROM documents d JOIN documents o ON o.address = d.address AND o.version >= d.version "
        "WHERE d.id = :id ORDER BY o.version"
    )
    return connection.execute(query, {"id": document_id}).scalars().all()


def settle_removal(connection: Connection, document_id: int) -> None:
    """Take the document out of what is live if the live verdict says so, else put it back."""
    query = text(
        "SELECT v.id, v.kind FROM verdicts v JOIN standing s ON s.verdict_id = v.id AND s.live "
        "WHERE v.document_id = :id AND v.kind IN ('remove', 'restore') ORDER BY v.id DESC LIMIT 1"
    )
    row = connection.execute(query, {"id": document_id}).one_or_none()
    readings.mark_removed(connection, document_id, row.id if row and row.kind == "remove" else None)


def settle_document(connection: Connection, document_id: int) -> None:
    """Work out afresh the states of a document's attributions, what verdicts brought in, parents, chains and counts."""
    before = counts.case_voices_of(connection, document_id)
    every = _verdicts(connection, document_id)
    verdicts = [v for v in every if v.kind != "credit"]
    was_judged = connection.exec_driver_sql(_JUDGED_ALREADY, (document_id, document_id)).first()
    _reset(connection, document_id)
    if not every and not was_judged:
        counts.recount(connection, document_id, before)  # the document may have been taken out or put back
        connection.execute(delete(schema.carried).where(schema.carried.c.document_id == document_id))
        return
    finder = _finder(connection, document_id, every)
    places = _places(document_id, verdicts, finder)
    kept = [v.id for v, p in places if p.now is not None and p.state != "review"]
    readings.drop_human_rows(connection, document_id, kept)
    _apply(connection, document_id, places)
    stage = ledger(connection).stage("carry", VERSION)
    credit.settle(connection, document_id, [v for v in every if v.kind == "credit"], finder, places, stage)
    returned.settle(connection, document_id, stage)
    parents.settle(connection, document_id)
    counts.recount(connection, document_id, before)


def _verdicts(connection: Connection, document_id: int) -> list[Verdict]:
    """Live verdicts on this version's attributions and on earlier versions': own ones first, then the nearest."""
    query = text(
        "SELECT v.*, s.live FROM documents d JOIN documents o ON o.address = d.address AND o.version <= d.version "
        "JOIN verdicts v ON v.document_id = o.id JOIN standing s ON s.verdict_id = v.id AND s.live "
        "WHERE d.id = :id AND v.kind IN ('accept', 'reject', 'edit', 'add', 'credit') ORDER BY o.version DESC, v.id"
    )
    return [verdict_of(dict(row)) for row in connection.execute(query, {"id": document_id}).mappings()]


def _reset(connection: Connection, document_id: int) -> None:
    live = "(SELECT removed IS NULL FROM documents WHERE id = :id)"
    connection.execute(
        text(
            f"UPDATE claims SET state = 'read', verdict_id = NULL, live = {live} WHERE document_id = :id "
            f"AND state NOT IN ('edited', 'added') AND (state != 'read' OR verdict_id IS NOT NULL OR live != {live})"
        ),
        {"id": document_id},
    )
    connection.execute(
        text(
            f"UPDATE claims SET live = {live} WHERE document_id = :id AND state IN ('edited', 'added') AND live != {live}"
        ),
        {"id": document_id},
    )


_JUDGED_ALREADY = """
SELECT 1 FROM claims WHERE document_id = ? AND verdict_id IS NOT NULL
UNION ALL SELECT 1 FROM claims c JOIN attributions t ON t.id = c.id
WHERE c.document_id = ? AND t.credited_by IS NOT NULL LIMIT 1"""


def _finder(connection: Connection, document_id: int, verdicts: Sequence[Verdict]) -> Callable[[Verdict], Place]:
    """What places a verdict among the attributions that were read in a document."""
    texts = _texts(connection, {document_id, *(v.document_id for v in verdicts if v.document_id)})
    found = found_in(connection, document_id)
    reading = schema.readings
    reading_id = connection.execute(
        select(reading.c.id).where(reading.c.document_id == document_id, reading.c.current == 1)
    ).scalar_one_or_none()
    return lambda v: place(v, found, texts[v.document_id or 0], texts[document_id], reading_id)


def _places(
    document_id: int, verdicts: Sequence[Verdict], find: Callable[[Verdict], Place]
) -> list[tuple[Verdict, Place]]:
    places: list[tuple[Verdict, Place]] = []
    judged: set[int] = set()
    for verdict in verdicts:
        here = find(verdict)
        targets = {here.claim_id, *here.replaced} - {None}
        if verdict.document_id != document_id and targets & judged:
            continue  # a verdict on this version, or on a nearer one, has settled the same words
        judged |= {t for t in targets if t is not None}
        places.append((verdict, here))
    return places


def _texts(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    table = schema.documents
    return {
        row.id: row.text
        for row in connection.execute(select(table.c.id, table.c.text).where(table.c.id.in_(list(ids))))
    }


def found_in(connection: Connection, document_id: int) -> list[Found]:
    """The attributions of a document as they were read."""
    query = text(
        'SELECT c.id, c."start", c."end", t.source_start, t.source_end, t.cue_start, t.cue_end, s.role, s."start", s."end" FROM claims c '
        "JOIN attributions t ON t.id = c.id LEFT JOIN spans s ON s.claim_id = c.id AND s.role IN ('content', 'cue') "
        "WHERE c.document_id = :id AND c.state NOT IN ('edited', 'added') ORDER BY c.id, s.role, s.n"
    )
    whole: dict[int, tuple[Piece, Piece | None, Piece | None]] = {}
    pieces: dict[tuple[int, str], list[Piece]] = {}
    for row in connection.execute(query, {"id": document_id}):
        number, low, high, start, end, cue_start, cue_end, role, a, b = row
        source = None if start is None else (start, end)
        whole[number] = (low, high), source, None if cue_start is None else (cue_start, cue_end)
        if role is not None:
            pieces.setdefault((number, role), []).append((a, b))
    return [
        Found(
            n,
            source,
            tuple(pieces.get((n, "cue"), (cue,) if cue else ())),
            tuple(pieces.get((n, "content"), (extent,))),
        )
        for n, (extent, source, cue) in whole.items()
    ]


def _apply(connection: Connection, document_id: int, places: Sequence[tuple[Verdict, Place]]) -> None:
    stage = ledger(connection).stage("carry", VERSION)
    rows: list[dict[str, Any]] = []
    for verdict, here in places:
        claim_id = here.claim_id
        if here.claim_id is not None:
            _mark(connection, [here.claim_id], _JUDGED[verdict.kind], verdict.id)
        if here.now is not None:
            own = _own_within(connection, document_id, here.now["content"])
            _mark(connection, [*here.replaced, *own], "replaced", verdict.id)
            claim_id = human.claim(connection, document_id, verdict, here.now, stage)
        rows.append(
            {
                "verdict_id": verdict.id,
                "document_id": document_id,
                "claim_id": claim_id,
                "state": here.state,
                "why": here.why,
                "stage_id": stage,
            }
        )
    connection.execute(delete(schema.carried).where(schema.carried.c.document_id == document_id))
    if rows:
        ledger(connection).insert_many("carried", rows)


def _own_within(connection: Connection, document_id: int, content: Sequence[Sequence[int]]) -> Sequence[int]:
    """Own statements that lie, at least four fifths of them, within what a person says somebody else said."""
    sql = (
        "SELECT id FROM claims WHERE document_id = :id AND own "
        'AND 5 * (min("end", :end) - max("start", :start)) >= 4 * ("end" - "start")'
    )
    values = {"id": document_id, "start": content[0][0], "end": content[-1][1]}
    return list(connection.exec_driver_sql(sql, values).scalars())


def _mark(connection: Connection, ids: Sequence[int], state: str, verdict_id: int) -> None:
    query = text(
        "UPDATE claims SET state = :state, verdict_id = :verdict, live = live AND :state NOT IN ('rejected', 'replaced') "
        "WHERE id = :id AND state = 'read'"
    )
    for number in ids:
        connection.execute(query, {"state": state, "verdict": verdict_id, "id": number})
