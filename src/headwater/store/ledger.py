"""What one writing transaction needs again and again: stage rows, certainty rows, next row numbers, quick inserts.

There is one writer at a time, so what was looked up once holds until the transaction ends. ``Case.writing`` begins each
transaction with an empty ledger.
"""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from headwater.model import Certainty

_KEY = "headwater.ledger"


class Ledger:
    """Kept with a connection for the length of one writing transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stages: dict[tuple[str, str], int] = {}
        self._certainties: dict[tuple[str, float | None, float | None], int] | None = None
        self._manners: dict[tuple[str, str, str], int] | None = None
        self._last: dict[str, int] = {}

    def stage(self, name: str, version: str) -> int:
        """The row of a stage at a version; made if it is new."""
        if (name, version) not in self._stages:
            sql = "SELECT id FROM stages WHERE name = ? AND version = ?"
            found = self._connection.exec_driver_sql(sql, (name, version)).scalar_one_or_none()
            if found is None:
                found = self.insert("stages", {"name": name, "version": version})
            self._stages[name, version] = int(found)
        return self._stages[name, version]

    def certainty(self, certainty: Certainty) -> int:
        """The row of this label and range; made if it is new."""
        if self._certainties is None:
            rows = self._connection.exec_driver_sql("SELECT label, low, high, id FROM certainties")
            self._certainties = {(r.label, r.low, r.high): int(r.id) for r in rows}
        key = (certainty.label, certainty.low, certainty.high)
        if key not in self._certainties:
            self._certainties[key] = self.insert("certainties", dict(zip(("label", "low", "high"), key, strict=True)))
        return self._certainties[key]

    def manner(self, form: str, stance: str, basis: str) -> int:
        """The row of this form, stance and basis; made if it is new."""
        if self._manners is None:
            rows = self._connection.exec_driver_sql("SELECT form, stance, basis, id FROM manners")
            self._manners = {(r.form, r.stance, r.basis): int(r.id) for r in rows}
        key = (form, stance, basis)
        if key not in self._manners:
            self._manners[key] = self.insert("manners", {"form": form, "stance": stance, "basis": basis})
        return self._manners[key]

    def number(self, table: str) -> int:
        """The next free row number of a table."""
        if table not in self._last:
            sql = f"SELECT coalesce(max(id), 0) FROM {table}"
            self._last[table] = self._connection.exec_driver_sql(sql).scalar_one()
        self._last[table] += 1
        return self._last[table]

    def insert(self, table: str, row: Mapping[str, Any]) -> int:
        """Insert one row; its number, which is made unless the row has one."""
        full = row if "id" in row else {"id": self.number(table), **row}
        self.insert_many(table, [full])
        return int(full["id"])

    def insert_many(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows that all have the same columns."""
        if rows:
            columns = tuple(rows[0])
            self._connection.exec_driver_sql(_sql(table, columns), [tuple(r[c] for c in columns) for r in rows])


@lru_cache(maxsize=128)
def _sql(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{c}"' for c in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"


def ledger(connection: Connection) -> Ledger:
    """The ledger of the present writing transaction."""
    found = connection.info.get(_KEY)
    return found if isinstance(found, Ledger) else open_ledger(connection)


def open_ledger(connection: Connection) -> Ledger:
    """Begin a new ledger for a new transaction."""
    fresh = Ledger(connection)
    connection.info[_KEY] = fresh
    return fresh
