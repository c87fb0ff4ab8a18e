"""A case: one file with the documents of one inquiry, everything read in them, and every human verdict."""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, insert, select

from headwater.errors import BadFormat, CaseError, DamagedCase, NotACase, ReadOnlyCase
from headwater.model import Document, Reading
from headwater.store import (
    case_voices,
    counts,
    documents,
    loading,
    migrations,
    readings,
    schema,
    settle,
    subjects,
    verdicts,
)
from headwater.store.database import connect, examine, translating
from headwater.store.documents import Capture, Saved
from headwater.store.ledger import ledger, open_ledger
from headwater.store.readings import Stages
from headwater.store.verdicts import Draft, Verdict

SUFFIX = ".headwater"


@dataclass(frozen=True)
class Read:
    """A capture with what was read in it, and which version of each stage read it. ``reading`` None: only keep the text."""

    capture: Capture
    reading: Reading | None
    stages: Stages

    @cached_property
    def digest(self) -> str:
        """The seal over the reading."""
        return "" if self.reading is None else readings.digest(self.reading)

    def seal(self) -> Self:
        """Make the seals now, so that a worker process does it and not the writer."""
        assert self.digest is not None
        assert self.capture.digest
        return self


class Case:
    """An open case file. Safe to share between threads: each use of ``reading`` or ``writing`` has its own connection.

    Several processes may have one case open; writers wait for each other.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        self.readonly = readonly
        self._engine = connect(path, readonly=readonly)

    @classmethod
    def create(cls, path: str | os.PathLike[str], name: str | None = None) -> Case:
        """Make a new, empty case. Raises CaseError if something is there already, ReadOnlyCase or CaseFull."""
        goal = Path(path)
        if goal.exists() and not (goal.is_file() and goal.stat().st_size == 0):
            raise CaseError(str(goal), "is there already", "choose another name, or add to it with: headwater add")
        part = goal.with_name(f".{goal.name}.new{os.getpid()}")
        try:
            _make(part, name or goal.stem)
            _give_name(part, goal)
        finally:
            for leftover in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
                with suppress(OSError):
                    leftover.unlink()
        return cls.open(goal)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, readonly: bool = False) -> Case:
        """Open a case, migrating an older one first (after a copy).

        Raises the CaseErrors; a file that can't be used is left as it was.
        """
        goal = Path(path)
        present = examine(goal, migrations.newest())
        if not readonly and not os.access(goal, os.W_OK):
            raise ReadOnlyCase(str(goal), "can't be written", "open it for reading, or copy it elsewhere")
        if not readonly and not os.access(goal.parent, os.W_OK):
            raise ReadOnlyCase(
                str(goal), "lies in a folder that can't be written", "open it for reading, or copy it elsewhere"
            )
        case = cls(goal, readonly=readonly)
        try:
            case._prepare(present)
        except BaseException:
            case.close()
            raise
        return case

    def _prepare(self, present: int) -> None:
        if present < migrations.newest():
            if self.readonly:
                raise ReadOnlyCase(
                    str(self.path), "is of an older form and must be migrated", "open it for writing once"
                )
            migrations.migrate(self._engine, self.path, present)
        with self.reading() as connection:  # touches the schema, so that a broken first page is found here
            if not connection.execute(select(schema.case_info.c.value).where(schema.case_info.c.key == "name")).first():
                raise DamagedCase(str(self.path), "has lost its name", "restore it from a copy")

    @property
    def name(self) -> str:
        """What the inquiry is called."""
        with self.reading() as connection:
            query = select(schema.case_info.c.value).where(schema.case_info.c.key == "name")
            return str(connection.execute(query).scalar_one())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one unchanging state of the case."""
        with translating(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that is on the disk when the block ends, or leaves nothing if it raises."""
        if self.readonly:
            raise ReadOnlyCase(str(self.path), "was opened for reading only")
        with (
            translating(self.path),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            open_ledger(connection)
            yield connection

    def save(self, items: Iterable[Read]) -> list[Saved | BadFormat]:
        """Save captures and readings in one transaction; a text that can't be kept gives its error in its place."""
        with self.writing() as connection:
            return [self._save(connection, item) for item in items]

    def _save(self, connection: Connection, item: Read) -> Saved | BadFormat:
        stage = ledger(connection).stage("intake", item.stages.get("intake", item.stages.get("reading", "0")))
        try:
            saved = documents.save(connection, item.capture, stage)
        except BadFormat as error:
            return error
        if item.reading is not None and (saved.new_text or not has_reading(connection, saved.document_id)):
            self._read(connection, saved.document_id, item.reading, item.stages, item.digest)
        return saved

    def reread(self, document_id: int, reading: Reading, stages: Stages) -> None:
        """Put a newer reading in the place of the present one and carry the verdicts over."""
        with self.writing() as connection:
            if documents.load(connection, document_id).text != reading.document.text:
                raise CaseError(str(self.path), f"that is no reading of document {document_id}", "the texts differ")
            self._read(connection, document_id, reading, stages, readings.digest(reading))

    def _read(self, connection: Connection, document_id: int, reading: Reading, stages: Stages, digest: str) -> None:
        before = counts.case_voices_of(connection, document_id)
        readings.save(connection, document_id, reading, stages, digest)
        counts.recount(connection, document_id, before)
        if connection.exec_driver_sql("SELECT 1 FROM verdicts LIMIT 1").first() is None:
            return  # nothing to carry over
        case_voices.settle_voices(connection, document_id)
        for number in settle.later_versions(connection, document_id):
            settle.settle_document(connection, number)

    def give(self, draft: Draft) -> Verdict:
        """Give a verdict. It is on the disk, and what is live is up to date, when this returns. Raises BadVerdict."""
        verdicts.examine(str(self.path), draft)
        with self.writing() as connection:
            complete, document_id = subjects.complete(connection, str(self.path), draft)
            verdict = verdicts.append(connection, str(self.path), complete, document_id)
            settle.after(connection, verdict)
        return verdict

    def undo(self, verdict_id: int, *, author: str, reason: str = "") -> Verdict:
        """Give the verdict that an earlier one no longer counts."""
        return self.give(Draft("undo", f"verdict:{verdict_id}", {}, author, reason, verdict_id))

    def tidy(self) -> None:
        """Merge the full-text indexes and pack the pages. Worth doing after many documents were added.

        Needs as much room again as the file has. Raises CaseLocked while another process writes, CaseFull without room.
        """
        with self.writing() as connection:
            for name in ("text_index", "claim_index"):
                connection.exec_driver_sql(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
        with translating(self.path), closing(self._engine.raw_connection()) as raw:
            # the copy that is packed may be larger than the memory
            raw.cursor().executescript("PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY")

    def document(self, document_id: int) -> Document:
        """A document as it was captured. Raises LookupError."""
        with self.reading() as connection:
            return documents.load(connection, document_id, captured=True)

    def load(self, document_id: int, *, live: bool = True) -> Reading:
        """A document's reading, after all verdicts (``live``) or as it was read. Raises LookupError."""
        with self.reading() as connection:
            return loading.load(connection, document_id, live=live)

    def original(self, document_id: int) -> bytes:
        """The bytes of the document's first capture. Raises LookupError."""
        with self.reading() as connection:
            query = select(schema.captures.c.original_id).where(schema.captures.c.document_id == document_id)
            number = connection.execute(query.order_by(schema.captures.c.id).limit(1)).scalar_one_or_none()
            if number is None:
                raise LookupError(f"no document {document_id}")
            return documents.original_bytes(connection, number)

    def close(self) -> None:
        """Let go of the file. What waits in the write-ahead log is moved into it."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Case {self.path}>"


def has_reading(connection: Connection, document_id: int) -> bool:
    """Whether the document has been read."""
    table = schema.readings
    query = select(table.c.id).where(table.c.document_id == document_id, table.c.current == 1)
    return connection.execute(query).first() is not None


def _make(path: Path, name: str) -> None:
    """The whole new file under a name of its own, so that a kill leaves no half case under the right one."""
    with translating(path):
        try:
            path.touch(exist_ok=False)
        except OSError as error:
            raise ReadOnlyCase(
                str(path.parent), f"can't be written: {error.strerror}", "choose another folder"
            ) from None
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA page_size = 8192")  # a page holds several articles
            connection.execute("PRAGMA journal_mode = WAL")
    engine = connect(path, readonly=False)
    try:
        migrations.migrate(engine, path, 0)
        with translating(path), engine.connect().execution_options(writing=True) as connection_, connection_.begin():
            values = {"name": name, "created": schema.now(), "program": migrations.program()}
            connection_.execute(insert(schema.case_info), [{"key": k, "value": v} for k, v in values.items()])
    finally:
        engine.dispose()
    with translating(path), closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _give_name(part: Path, goal: Path) -> None:
    if goal.exists():
        goal.unlink()  # it was empty
    try:
        os.link(part, goal)
    except FileExistsError:
        raise CaseError(str(goal), "was just made by another program") from None
    except OSError:  # a file system without links
        part.rename(goal)


__all__ = ["SUFFIX", "Case", "NotACase", "Read"]
