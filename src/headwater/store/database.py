"""One SQLite file behind SQLAlchemy: connections, transactions, and SQLite's complaints in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy import exc as sa_exc
from sqlalchemy.pool import QueuePool

from headwater.errors import CaseError, CaseFull, CaseLocked, DamagedCase, NewerCase, NotACase, ReadOnlyCase
from headwater.store.schema import APPLICATION_ID

BUSY_SECONDS = 15.0
"""How long a writer waits for another one before it gives up."""

_HEADER = 100
_MAGIC = b"SQLite format 3\x00"
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_SHMSIZE)
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR)


def examine(path: Path, newest: int) -> int:
    """The form (``user_version``) of the case at ``path``, from its header alone: nothing is opened or locked.

    Raises NotACase, NewerCase, DamagedCase (shorter than its own header says) or ReadOnlyCase (not readable).
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        raise NotACase(name, "there is no such file", "make one with: headwater case new") from None
    except IsADirectoryError:
        raise NotACase(name, "is a folder", "name the case file itself") from None
    except OSError as error:
        raise ReadOnlyCase(name, f"can't be read: {error.strerror}", "check its permissions") from None
    if not header.startswith(_MAGIC) or len(header) < _HEADER:
        raise NotACase(name, "is not a case file", "a case file is made with: headwater case new")
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise NotACase(name, "is a database of some other program", "it was left as it is")
    version = int.from_bytes(header[60:64])
    if version > newest:
        raise NewerCase(
            name, "was made by a newer version of Headwater", "update Headwater; the file was left as it is"
        )
    _check_length(path, header)
    return version


def _check_length(path: Path, header: bytes) -> None:
    """A file shorter than its header says was cut off, unless pages still wait in the write-ahead log."""
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size > 0:
        return
    page = int.from_bytes(header[16:18])
    needed = (65536 if page == 1 else page) * int.from_bytes(header[28:32])
    size = path.stat().st_size
    if size < needed:
        raise DamagedCase(
            str(path), f"is cut off: {size:,} bytes of {needed:,}", "restore it from a copy; nothing was changed"
        )


def connect(path: Path, *, readonly: bool) -> Engine:
    """An engine on the file at ``path``. Raises nothing: SQLite opens lazily."""
    engine = create_engine(
        "sqlite+pysqlite://", creator=lambda: _open(path, readonly), poolclass=QueuePool, pool_size=4, max_overflow=12
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing") else "BEGIN")

    return engine


_PRAGMAS = (
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cache_size = -16000",
    "mmap_size = 0",  # a file cut off under a map would kill the process
    "temp_store = MEMORY",
)
_LASTING = "synchronous = FULL"
"""An acknowledged verdict survives a power cut."""


def _open(path: Path, readonly: bool) -> sqlite3.Connection:
    address = f"file:{quote(str(path.resolve()))}?mode={'ro' if readonly else 'rw'}"
    if readonly and _must_be_immutable(path):
        address += "&immutable=1"
    connection = sqlite3.connect(
        address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        for pragma in _PRAGMAS if readonly else (*_PRAGMAS, _LASTING):
            connection.execute(f"PRAGMA {pragma}")
    except UnicodeDecodeError as error:  # what SQLite says is wrong with the schema quotes the damaged bytes
        connection.close()
        raise DamagedCase(str(path), "has a damaged schema", "restore it from a copy") from error
    return connection


def _must_be_immutable(path: Path) -> bool:
    """In a folder that can't be written SQLite can't make its shared-memory file, so it must be told not to."""
    wal = path.with_name(path.name + "-wal")
    return not os.access(path.parent, os.W_OK) and not (wal.exists() and wal.stat().st_size > 0)


_NO_SUCH = ("no such column", "no such table")
"""Our statements name what every case has; where it is not there, the schema was damaged."""

_NOT_TEXT = "Could not decode to UTF-8"
"""How Python's own part of the database driver says it; that error has no code."""


@contextmanager
def translating(path: Path) -> Iterator[None]:
    """SQLite's errors as the case errors they are; anything else passes."""
    try:
        yield
    except (sa_exc.DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, sa_exc.DBAPIError) else error
        translated = _translate(path, cause)
        if translated is None:
            raise
        raise translated from error
    except sa_exc.TimeoutError as error:
        raise CaseLocked(str(path), "too many requests at once", "try again") from error


def _translate(path: Path, error: BaseException | None) -> CaseError | None:
    code = getattr(error, "sqlite_errorcode", None)
    name = str(path)
    if code is None:
        return (
            DamagedCase(name, "holds text that is none", "restore it from a copy") if _NOT_TEXT in str(error) else None
        )
    if code == sqlite3.SQLITE_ERROR and any(words in str(error) for words in _NO_SUCH):
        return DamagedCase(name, f"has a damaged schema ({error})", "restore it from a copy")
    if code in _FULL:
        return CaseFull(name, "there is no room to write", "make room on the disk; what was saved before is intact")
    basic = code & 0xFF
    if basic in _LOCKED:
        return CaseLocked(name, "another program is writing to it", "wait until it has finished and try again")
    if basic == sqlite3.SQLITE_NOTADB:
        return NotACase(name, "is not a case file, or its beginning was overwritten", "restore it from a copy")
    if basic in _DAMAGED:
        return DamagedCase(name, f"can't be read whole ({error})", "run headwater check, or restore it from a copy")
    if basic in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return ReadOnlyCase(name, "can't be written here", "copy it to a folder that can be written")
    return None
