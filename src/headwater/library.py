"""A case for programs and notebooks: ``headwater.Case``. Its tables are read by row, or as frames through Arrow.

    >>> case = headwater.Case("lock.headwater")  # doctest: +SKIP
    >>> case.attributions.df().groupby("voice").size()  # doctest: +SKIP
    >>> case.export("stix", "lock.json")  # doctest: +SKIP

Frames need packages of their own: ``pip install headwater[frames]``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from headwater.errors import HeadwaterError
from headwater.store import case as store
from headwater.store import overview, tables

if TYPE_CHECKING:
    from headwater.adding import Added
    from headwater.export.formats import Written
    from headwater.export.verdicts_in import Outcome
    from headwater.model import Reading

Row = dict[str, Any]
SHOWN = 10
"""Rows that a notebook shows of a table."""

LONGEST = 120
"""Characters of a cell that a notebook shows."""


class Table:
    """One table of a case, read anew each time it is used: a run of rows, or a frame.

    ``name`` is one of ``Case.TABLES``. Rows are dictionaries; places are ``[start, end)`` in code points of the text.
    """

    def __init__(self, case: Case, name: str) -> None:
        self._case = case
        self.name = name

    def __iter__(self) -> Iterator[Row]:
        """The rows, all from one state of the case. Raises the CaseErrors."""
        with self._case._store.reading() as connection:
            yield from tables.TABLES[self.name](connection)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def arrow(self) -> Any:
        """The table as a ``pyarrow.Table``. Raises HeadwaterError where pyarrow is not installed."""
        try:
            import pyarrow as pa  # type: ignore[import-untyped,import-not-found,unused-ignore]
        except ImportError as error:
            raise _missing("pyarrow") from error
        return pa.Table.from_pylist([{k: _cell(v) for k, v in row.items()} for row in self])

    def df(self, kind: str = "pandas") -> Any:
        """The table as a frame: a ``pandas.DataFrame``, or with ``kind="polars"`` a ``polars.DataFrame``.

        Raises HeadwaterError where what it needs is not installed.
        """
        if kind == "polars":
            return self.polars()
        if kind != "pandas":
            raise HeadwaterError(f"there is no frame of kind {kind!r}; there are: pandas, polars")
        try:
            import pandas as _  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: F401
        except ImportError as error:
            raise _missing("pandas") from error
        return self.arrow().to_pandas()

    def polars(self) -> Any:
        """The table as a ``polars.DataFrame``. Raises HeadwaterError where polars or pyarrow is not installed."""
        try:
            import polars as pl
        except ImportError as error:
            raise _missing("polars") from error
        return pl.from_arrow(self.arrow())

    def __repr__(self) -> str:
        return f"<{self.name} of {self._case.path}>"

    def _repr_html_(self) -> str:
        """The first rows, for notebooks."""
        rows = list(islice(self, SHOWN))
        if not rows:
            return f"<p>No {escape(self.name)}.</p>"
        head = "".join(f"<th>{escape(name)}</th>" for name in rows[0])
        body = "".join(f"<tr>{''.join(f'<td>{_shown(v)}</td>' for v in row.values())}</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any) -> Any:
    """Objects have no one shape in a column, so they stand as JSON; lists stay lists."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _shown(value: Any) -> str:
    text = "" if value is None else str(value)
    return escape(text if len(text) <= LONGEST else text[:LONGEST] + "…")


def _missing(package: str) -> HeadwaterError:
    return HeadwaterError(f"frames need {package}, which is not installed: pip install 'headwater[frames]'")


class Case:
    """A case file. Opened for reading; what changes it opens it for writing as long as that takes.

    Raises the CaseErrors where the file can't be used.
    """

    TABLES: Sequence[str] = tuple(tables.TABLES)
    """The tables that ``table`` gives."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._store = store.Case.open(self.path, readonly=not os.access(self.path, os.W_OK))

    @classmethod
    def create(cls, path: str | os.PathLike[str], name: str | None = None) -> Case:
        """Make a new, empty case. Raises CaseError if something is there already."""
        store.Case.create(path, name).close()
        return cls(path)

    @property
    def name(self) -> str:
        """What the inquiry is called."""
        return self._store.name

    def table(self, name: str) -> Table:
        """A table by name. Raises HeadwaterError if there is none of this name."""
        if name not in tables.TABLES:
            raise HeadwaterError(f"there is no table {name!r}; there are: {', '.join(tables.TABLES)}")
        return Table(self, name)

    @property
    def documents(self) -> Table:
        """The documents, those taken out among them."""
        return self.table("documents")

    @property
    def attributions(self) -> Table:
        """The live attributions: voice, chain, words, certainty, places."""
        return self.table("attributions")

    @property
    def claims(self) -> Table:
        """The live claims: attributions' contents, and statements of the pages' own authors."""
        return self.table("claims")

    @property
    def voices(self) -> Table:
        """The voices of the case."""
        return self.table("voices")

    @property
    def verdicts(self) -> Table:
        """The log of human decisions."""
        return self.table("verdicts")

    def readings(self) -> Iterator[Reading]:
        """What was read in each document that counts, after all verdicts, in order of publication."""
        with self._store.reading() as connection:
            numbers = [line.id for line in overview.documents(connection)]
        for number in numbers:
            yield self._store.load(number)

    def add(self, *targets: str | os.PathLike[str], jobs: int = 1) -> list[Added]:
        """Read files, folders or addresses and add them; what became of each. Raises the CaseErrors and ModelError."""
        from headwater.adding import add

        return list(add(self._store, [os.fspath(t) for t in targets], jobs=jobs))

    def export(self, form: str, out: str | os.PathLike[str] | None = None) -> list[Written]:
        """Write the case in one of the formats of docs/exports.md; what was written. Raises HeadwaterError."""
        from headwater.export.formats import export

        return export(self._store, form, out)

    def take_in(
        self, annotations: str | os.PathLike[str], *, author: str, form: str | None = None, complete: bool = False
    ) -> Outcome:
        """Give verdicts for annotations made elsewhere, as ``headwater import`` does. Raises HeadwaterError."""
        from headwater.export.annotations import take_in

        return take_in(self._store, Path(annotations), author=author, form=form, complete=complete)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Case {self.path}>"

    def _repr_html_(self) -> str:
        """The case in a few lines, for notebooks."""
        with self._store.reading() as connection:
            found = overview.overview(connection)
        parts = [f"{found.documents:,} documents", f"{found.voices:,} voices", f"{found.verdicts:,} verdicts in force"]
        by = "; ".join(f"{n:,} by {who}" for who, n in found.statements.items())
        return f"<p><strong>{escape(self.name)}</strong>: {', '.join(parts)}</p><p>Statements: {by}</p>"
