"""How credible persons hold single reports: the second half of the Admiralty code, as verdicts on attributions.

A credit says nothing on whether the attribution was read rightly, so it stands beside accepting and editing: it follows its
words into a newer reading or version, and into the attribution that an edit put in the place of the one it was given on.
"""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from headwater.store.carry import Place
from headwater.store.ledger import ledger
from headwater.store.verdicts import Verdict


def settle(
    connection: Connection,
    document_id: int,
    credits_: Sequence[Verdict],
    find: Callable[[Verdict], Place],
    places: Sequence[tuple[Verdict, Place]],
    stage: int,
) -> None:
    """Write each attribution's credibility.

    ``find`` places a verdict among what was read; ``places`` are those of the verdicts that accept, reject, edit and add,
    which have been carried out.
    """
    connection.exec_driver_sql(
        "UPDATE attributions SET credibility = NULL, credited_by = NULL WHERE credited_by IS NOT NULL "
        "AND id IN (SELECT id FROM claims WHERE document_id = ?)",
        (document_id,),
    )
    if not credits_:
        return
    given = _given(connection, document_id)
    done: set[int] = set()
    rows = []
    for credit in credits_:  # those on this version first, then on the nearest
        here, claim = _place(credit, given, places, find)
        if claim is not None and claim in done:
            continue
        rows.append(
            {"verdict_id": credit.id, "document_id": document_id, "claim_id": claim, "state": here.state,
             "why": here.why, "stage_id": stage}
        )  # fmt: skip
        if claim is not None:
            done.add(claim)
            sql = "UPDATE attributions SET credibility = ?, credited_by = ? WHERE id = ?"
            connection.exec_driver_sql(sql, (credit.payload["credibility"], credit.id, claim))
    ledger(connection).insert_many("carried", rows)


def _given(connection: Connection, document_id: int) -> dict[int, int]:
    """The attribution that each verdict brought in."""
    sql = (
        "SELECT verdict_id, id FROM claims WHERE document_id = ? AND NOT own AND state IN ('edited', 'added') "
        "AND verdict_id IS NOT NULL"
    )
    return {int(v): int(n) for v, n in connection.exec_driver_sql(sql, (document_id,))}


def _place(
    credit: Verdict,
    given: dict[int, int],
    places: Sequence[tuple[Verdict, Place]],
    find: Callable[[Verdict], Place],
) -> tuple[Place, int | None]:
    """Where a credit stands, and on which claim; on what a person gave where that took the place of what was read."""
    for verdict, here in places:
        if verdict.id in given and verdict.subject == credit.subject:
            return here, given[verdict.id]
    here = find(credit)
    for verdict, other in places:
        if verdict.id in given and here.claim_id is not None and here.claim_id in other.replaced:
            return here, given[verdict.id]
    return here, here.claim_id
