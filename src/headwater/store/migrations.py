"""From an older form of the case file to the present one: named steps, each logged in the transaction that takes it.

Before the first step the file is copied to ``NAME.headwater.before-STEP``. A file newer than this program is never
touched. To add a step: write a function, put it last in ``STEPS``, never change an old one.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, text

from headwater.store.database import translating
from headwater.store.schema import APPLICATION_ID, migrations, now
from headwater.store.views import VIEWS

Step = Callable[[Connection], None]


def program() -> str:
    """The version of Headwater that runs."""
    try:
        return version("headwater")
    except PackageNotFoundError:
        return "0"


def begin(connection: Connection) -> None:
    """The tables of the first form."""
    _run(connection, "begin.sql")


def traced(connection: Connection) -> None:
    """Tables for what tracing finds."""
    _run(connection, "traced.sql")


def credibility(connection: Connection) -> None:
    """How credible a person holds a single report."""
    for column in (
        "credibility INTEGER CHECK (credibility BETWEEN 1 AND 6)",
        "credited_by INTEGER REFERENCES verdicts (id)",
    ):
        connection.exec_driver_sql(f"ALTER TABLE attributions ADD COLUMN {column}")
    connection.exec_driver_sql(
        "CREATE INDEX attributions_credited ON attributions (credited_by) WHERE credited_by IS NOT NULL"
    )


def dates(connection: Connection) -> None:
    """Dates that a person gives documents, beside those of the pages."""
    for column in ("found_published TEXT", "dated_by INTEGER REFERENCES verdicts (id)"):
        connection.exec_driver_sql(f"ALTER TABLE documents ADD COLUMN {column}")


STEPS: tuple[Step, ...] = (begin, traced, credibility, dates)


def _run(connection: Connection, script: str) -> None:
    for statement in _statements(files("headwater.store").joinpath(script).read_text("utf-8")):
        connection.exec_driver_sql(statement)


def newest() -> int:
    """The form this program writes."""
    return len(STEPS)


def migrate(engine: Engine, path: Path, present: int) -> Path | None:
    """Bring the file from form ``present`` to the newest. Returns where the copy of the old file lies, if one was made."""
    if present >= newest():
        return None
    backup = back_up(path, STEPS[present].__name__) if present else None
    for number, step in enumerate(STEPS[present:], present + 1):
        with translating(path), engine.connect().execution_options(writing=True) as connection, connection.begin():
            if connection.exec_driver_sql("PRAGMA user_version").scalar_one() >= number:
                continue  # another process was here first
            _take(connection, number, step)
    return backup


def _take(connection: Connection, number: int, step: Step) -> None:
    for name in connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'view'")).scalars().all():
        if name in VIEWS:
            connection.exec_driver_sql(f'DROP VIEW "{name}"')
    step(connection)
    for statement in VIEWS.values():
        connection.exec_driver_sql(statement)
    connection.execute(
        insert(migrations), {"number": number, "name": step.__name__, "applied": now(), "program": program()}
    )
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def back_up(path: Path, step: str) -> Path:
    """A whole, consistent copy of the case beside it, written to the disk before it gets its name."""
    goal = path.with_name(f"{path.name}.before-{step}")
    part = goal.with_name(f"{goal.name}.part{os.getpid()}")
    with translating(goal), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
    descriptor = os.open(part, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    part.replace(goal)
    return goal


def _statements(script: str) -> list[str]:
    """The single statements of a script; ``sqlite3.complete_statement`` knows where triggers end."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        if not pending and (not line.strip() or line.startswith("--")):
            continue
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            found.append(pending.strip().rstrip(";"))
            pending = ""
    return found
