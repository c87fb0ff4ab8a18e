"""Files that are there whole or not at all: written beside their place under another name, then moved into it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from headwater.errors import NotReadable

_DATABASE = b"SQLite format 3\x00"


@contextmanager
def whole_file(goal: Path) -> Iterator[Path]:
    """A path to write to; what is there when the block ends takes the place of ``goal``, unless it raised.

    Raises NotReadable where nothing can be written, or where ``goal`` is a folder or a database: no export takes the place of a case.
    """
    part = goal.with_name(f".{goal.name}.part{os.getpid()}")
    with _plainly(goal):
        if goal.is_dir():
            raise NotReadable(str(goal), "is a folder", "name a file")
        _keep_databases(goal)
        goal.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield part
            part.replace(goal)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def whole_folder(goal: Path) -> Iterator[Path]:
    """A new folder to fill, which becomes ``goal`` when the block ends. Raises NotReadable if something is there already."""
    part = goal.with_name(f".{goal.name}.part{os.getpid()}")
    with _plainly(goal):
        if goal.exists() and not (goal.is_dir() and not any(goal.iterdir())):
            raise NotReadable(str(goal), "is there already", "choose a new folder, or remove this one first")
        part.mkdir(parents=True)
        try:
            yield part
            if goal.exists():
                goal.rmdir()
            part.replace(goal)
        finally:
            shutil.rmtree(part, ignore_errors=True)


@contextmanager
def _plainly(goal: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotReadable(str(goal), f"can't be written ({error.strerror or error})", "choose another place") from error


def _keep_databases(goal: Path) -> None:
    if goal.is_file():
        with goal.open("rb") as file:
            if file.read(len(_DATABASE)) == _DATABASE:
                raise NotReadable(str(goal), "is a case or some other database", "choose another name")


def dumps(value: Any) -> str:
    """One line of JSON that any reader takes: no lone surrogates, no NaN."""
    return (
        json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        .encode("utf-8", "replace")
        .decode()
    )


def bare(fields: Mapping[str, Any]) -> dict[str, Any]:
    """``fields`` without those that hold nothing: a property that is absent says so by its absence."""
    return {k: v for k, v in fields.items() if v is not None and v not in ("", [], ())}


class Listed:
    """Writes the items of one JSON array, one a line, as they come."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.count = 0

    def add(self, item: Any) -> None:
        """Write one more item."""
        self._file.write((",\n" if self.count else "\n") + dumps(item))
        self.count += 1


@contextmanager
def array_in(file: IO[str], head: Mapping[str, Any], name: str) -> Iterator[Listed]:
    """A JSON object with the properties ``head`` and, last, the array ``name``, which the block fills item by item."""
    opening = dumps(head)[:-1]
    file.write(f"{opening}{',' if head else ''}{json.dumps(name)}:[")
    yield Listed(file)
    file.write("\n]}\n")
