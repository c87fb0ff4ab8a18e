"""Is the case whole? Everything kept is hashed or sealed, everything derived can be worked out again: both are done here.

Nothing is changed: what is worked out afresh is thrown away again.
"""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import NoResultFound

from headwater.errors import AnchorError, DamagedCase
from headwater.store import case_voices, counts, documents, loading, readings, settle, verdicts
from headwater.store.case import Case
from headwater.store.check_trace import trace_faults
from headwater.store.database import translating
from headwater.store.dating import settle_date


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be: where, what, whether people's work or the captures are affected, and what mends it."""

    where: str
    what: str
    lost: bool = True
    advice: str = "headwater reread mends what was read from the documents"


@dataclass(frozen=True, slots=True)
class Report:
    """What ``check`` found. ``head`` and ``head_hash`` name the newest verdict: noted down, they show if the log was cut."""

    documents: int
    verdicts: int
    head: int
    head_hash: str
    faults: tuple[Fault, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def check(case: Case, *, most: int = 100) -> Report:
    """Examine the whole case. Reports at most ``most`` faults of each sort. Raises CaseErrors only if nothing can be read."""
    faults: list[Fault] = []
    with case.reading() as connection:
        for part in (_pages, _references, _log, _standing, _originals, _captures, _documents, _readings):
            faults += _some(case.path, part, connection, most)
        total = [
            int(connection.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar_one()) for t in ("documents", "verdicts")
        ]
        head, head_hash = verdicts.head(connection)
        traced = [] if faults else _some(case.path, _traced, connection, most)
    if not faults and not case.readonly:
        faults += _derived(case)
    faults += traced
    return Report(total[0], total[1], head, head_hash, tuple(faults))


def _some(path: Path, part: Callable[[Connection], Iterator[Fault]], connection: Connection, most: int) -> list[Fault]:
    """One part's faults; a part that can't read its rows is a fault itself."""
    found: list[Fault] = []
    try:
        with translating(path):
            for fault in part(connection):
                found.append(fault)
                if len(found) >= most:
                    break
    except DamagedCase as error:
        found.append(Fault("file", error.problem))
    except (
        ValueError,
        TypeError,
        LookupError,
        NoResultFound,
    ) as error:  # values that no writer of ours would have written
        found.append(Fault("file", f"holds values that make no sense ({type(error).__name__}: {str(error)[:120]})"))
    return found


def _pages(connection: Connection) -> Iterator[Fault]:
    for row in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield Fault("file", str(row[0]).splitlines()[-1])


def _references(connection: Connection) -> Iterator[Fault]:
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(f"{row[0]} row {row[1]}", f"refers to a row of {row[2]} that is not there")


def _log(connection: Connection) -> Iterator[Fault]:
    previous, number = verdicts.BEGINNING, 0
    for row in connection.exec_driver_sql("SELECT * FROM verdicts ORDER BY id").mappings():
        number += 1
        if row["id"] != number:
            yield Fault(f"verdict {number}", "is missing")
            number = row["id"]
        if row["previous"] != previous:
            yield Fault(f"verdict {number}", "does not follow on the one before it")
        previous = row["hash"]
        if verdicts.row_hash(dict(row)) != previous:
            yield Fault(f"verdict {number}", "was changed after it was given")


def _standing(connection: Connection) -> Iterator[Fault]:
    log = connection.exec_driver_sql("SELECT id, kind, supersedes FROM verdicts")
    due = verdicts.expected_standing((r[0], r[1], r[2]) for r in log)
    for number, live in connection.exec_driver_sql("SELECT verdict_id, live FROM standing"):
        if due.pop(number, None) != bool(live):
            yield Fault(f"verdict {number}", "is not marked as its successors say", lost=False)
    for number in due:
        yield Fault(f"verdict {number}", "is in the log and not marked as counting or not", lost=False)


def _originals(connection: Connection) -> Iterator[Fault]:
    for number, sha256 in connection.exec_driver_sql("SELECT id, sha256 FROM originals ORDER BY id"):
        try:
            whole = hashlib.sha256(documents.original_bytes(connection, number)).hexdigest() == sha256
        except (zlib.error, LookupError, TypeError, NoResultFound):
            whole = False
        if not whole:
            yield Fault(f"original {number}", "is not the bytes that were captured")


def _captures(connection: Connection) -> Iterator[Fault]:
    sql = (
        "SELECT c.id, c.document_id, o.sha256, c.origin, c.captured, c.added, c.digest FROM captures c "
        "LEFT JOIN originals o ON o.id = c.original_id"
    )
    for number, document_id, sha256, origin, captured, added, digest in connection.exec_driver_sql(sql):
        if documents.capture_digest(document_id, sha256, origin, captured, added) != digest:
            yield Fault(f"capture {number}", "was changed after it was made")


def _documents(connection: Connection) -> Iterator[Fault]:
    rows = connection.exec_driver_sql("SELECT id, sha256, digest, address, characters FROM documents ORDER BY id").all()
    for number, sha256, digest, address, characters in rows:
        try:
            document = documents.load(connection, number, captured=True)
        except (AnchorError, ValueError) as error:
            yield Fault(f"document {number}", f"can't be put together: {str(error)[:120]}")
            continue
        if document.sha256 != sha256:
            yield Fault(f"document {number}", "its text was changed")
        elif documents.digest(document) != digest:
            yield Fault(f"document {number}", "what is known about it, its markup or its residue was changed")
        elif (documents.address_of_row(document), len(document.text)) != (address, characters):
            yield Fault(f"document {number}", "is filed under a wrong address or length", lost=False)


def _readings(connection: Connection) -> Iterator[Fault]:
    sql = "SELECT document_id, digest FROM readings WHERE current = 1 ORDER BY document_id"
    for number, digest in connection.exec_driver_sql(sql).all():
        try:
            same = readings.digest(loading.load(connection, number, live=False)) == digest
        except (AnchorError, LookupError, ValueError, TypeError):
            same = False
        if not same:
            yield Fault(f"document {number}", "its reading was changed; read it again", lost=False)


def _traced(connection: Connection) -> Iterator[Fault]:
    try:
        for where, what in trace_faults(connection):
            yield Fault(where, what, lost=False, advice=_TRACE)
    except (ValueError, TypeError, LookupError) as error:  # values that no writer of ours would have written
        yield Fault("what was traced", f"makes no sense ({str(error)[:120]})", lost=False, advice=_TRACE)


_TRACE = "headwater trace --all makes anew what was traced"

_DERIVED = {
    "claims": "SELECT id, state, live, verdict_id FROM claims ORDER BY id",
    "attributions": "SELECT id, parent_id, voice_id, credibility, credited_by FROM attributions ORDER BY id",
    "relays": "SELECT * FROM relays ORDER BY attribution_id, n",
    "voices": "SELECT id, case_voice_id, statements FROM voices ORDER BY id",
    "case_voices": "SELECT id, given_name, given_kind, given_named, merged_into, statements, reliability, graded_by, named_by "
    "FROM case_voices ORDER BY id",
    "carried": "SELECT verdict_id, document_id, claim_id, state, why FROM carried ORDER BY verdict_id, document_id",
    "documents": "SELECT id, removed, published, found_published, dated_by, attributions, own_statements, judged FROM documents ORDER BY id",
}


class _Undo(Exception):
    """Ends the transaction in which everything was worked out afresh, so that nothing of it stays."""


def _derived(case: Case) -> list[Fault]:
    """What is live, worked out afresh from readings and verdicts, must be what is there."""
    faults: list[Fault] = []
    try:
        with case.writing() as connection:
            for index in ("text_index", "claim_index"):
                faults += _index_faults(case.path, connection, index)
            before = _snapshot(connection)
            _settle_everything(connection)
            after = _snapshot(connection)
            raise _Undo
    except _Undo:
        pass
    for name, rows in before.items():
        different = len(set(rows) ^ set(after[name]))
        if different:
            faults.append(Fault(name, f"{different} rows are not what readings and verdicts give", lost=False))
    return faults


def _index_faults(path: Path, connection: Connection, index: str) -> list[Fault]:
    try:
        with translating(path):
            connection.exec_driver_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except DamagedCase:
        return [Fault(index, "does not hold the words of the case", lost=False)]
    return []


def _snapshot(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    return {name: [tuple(r) for r in connection.exec_driver_sql(sql)] for name, sql in _DERIVED.items()}


def _settle_everything(connection: Connection) -> None:
    case_voices.settle_voices(connection)
    for number in connection.exec_driver_sql("SELECT id FROM documents ORDER BY address, version").scalars().all():
        settle.settle_removal(connection, number)
        settle_date(connection, number)
        settle.settle_document(connection, number)
    counts.recount_voices(connection, connection.exec_driver_sql("SELECT id FROM case_voices").scalars().all())
