"""What runs table expressions and Python over rows: DuckDB in this process, or Apache Spark.

Both keep each step's rows as Parquet in a working folder and hand them to the same functions, as Arrow tables. Neither schedules
anything itself: DuckDB and Spark do, and ``pool`` for Python beside DuckDB.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from headwater.errors import HeadwaterError
from headwater.pool import Pool

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis import Table

Step = Callable[["pa.Table"], "pa.Table"]
"""Rows in, rows out. Importable by name, so that worker processes and Spark's tasks find it."""

ROWS = 2_000
"""Rows handed to a step at once, more only where one group has more."""
LARGE = 32_000_000
"""Bytes of rows without groups above which fewer are handed over at once: of whole pages two thousand would fill a gigabyte."""


class Engine(Protocol):
    """Where a corpus is worked on."""

    def load(self, name: str, path: Path) -> Table:
        """A Parquet file, or a folder of them, as a table."""

    def keep(self, name: str, table: Table) -> Table:
        """Work a table expression out, and keep its rows under a name."""

    def each(self, name: str, table: Table, step: Step, schema: pa.Schema, group: str | None = None) -> Table:
        """Hand all rows to ``step``, those that are alike in the column ``group`` together, and keep what it returns."""

    def rows(self, table: Table) -> pa.Table:
        """A small table's rows."""

    def write(self, table: Table, path: Path) -> int:
        """Write a table as one Parquet file or one folder of them; how many rows it has."""

    def close(self) -> None:
        """Let go of memory and processes."""


class Local:
    """DuckDB in this process, spilling to disk over ``memory``; Python steps in ``jobs`` processes."""

    def __init__(self, work: Path, *, jobs: int = 1, memory: str = "4GB") -> None:
        import ibis

        self._work = work
        self._jobs = jobs
        self._connection = ibis.duckdb.connect(
            threads=jobs, memory_limit=memory, temp_directory=str(work / "spill"), preserve_insertion_order=False
        )

    def load(self, name: str, path: Path) -> Table:
        """See ``Engine``."""
        found = str(path / "*.parquet") if path.is_dir() else str(path)
        return self._connection.read_parquet(found, table_name=name)

    def keep(self, name: str, table: Table) -> Table:
        """See ``Engine``."""
        goal = self._work / f"{name}.parquet"
        self._connection.to_parquet(table, goal)
        return self.load(name, goal)

    def each(self, name: str, table: Table, step: Step, schema: pa.Schema, group: str | None = None) -> Table:
        """See ``Engine``."""
        import pyarrow.parquet as pq

        goal = self._work / f"{name}.parquet"
        wanted = table.order_by(group) if group else table
        batches = self._connection.to_pyarrow_batches(wanted, chunk_size=ROWS)
        with pq.ParquetWriter(goal, schema) as writer:
            for found in self._mapped(step, whole_groups(batches, group)):
                if isinstance(found, HeadwaterError):
                    raise found
                writer.write_table(found.cast(schema))
        return self.load(name, goal)

    def _mapped(self, step: Step, parts: Iterable[pa.Table]) -> Iterator[pa.Table | HeadwaterError]:
        if self._jobs <= 1:
            yield from map(step, parts)
            return
        with Pool(partial(_start, step), _died, self._jobs) as pool:  # an error comes back in its place
            yield from pool.map(parts)

    def rows(self, table: Table) -> pa.Table:
        """See ``Engine``."""
        return self._connection.to_pyarrow(table)

    def write(self, table: Table, path: Path) -> int:
        """See ``Engine``."""
        self._connection.to_parquet(table, path)
        return int(self._connection.read_parquet(str(path)).count().execute())

    def close(self) -> None:
        """See ``Engine``."""
        self._connection.disconnect()


def _start(step: Step) -> Callable[[pa.Table], pa.Table | HeadwaterError]:
    """In a worker process: errors that are meant for people are handed back."""

    def work(rows: pa.Table) -> pa.Table | HeadwaterError:
        try:
            return step(rows)
        except HeadwaterError as error:
            return error

    return work


def _died(_: pa.Table) -> pa.Table | HeadwaterError:
    return HeadwaterError("a process that worked on the corpus was killed (it may need more memory; try --jobs 1)")


class Spark:
    """A Spark session. Its tasks run the same Python; Spark starts those again whose worker was killed."""

    def __init__(self, work: Path, session: Any) -> None:
        import ibis

        self._work = work
        self._session = session
        self._connection = ibis.pyspark.connect(session)

    @classmethod
    def at(cls, work: Path, master: str, **options: str) -> Spark:
        """A session on ``master`` (``local[2]``, ``local-cluster[2,1,1024]``, ``spark://…``, ``yarn``)."""
        from pyspark.sql import SparkSession

        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        settings = {
            "spark.ui.enabled": "false",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS),
            **options,
        }
        builder = SparkSession.builder.master(master).appName("headwater")
        for key, value in settings.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        return cls(work, session)

    def load(self, name: str, path: Path) -> Table:
        """See ``Engine``."""
        return self._connection.read_parquet(str(path), table_name=name)

    def keep(self, name: str, table: Table) -> Table:
        """See ``Engine``."""
        goal = self._work / name
        self._frame(table).write.mode("overwrite").parquet(str(goal))
        return self.load(name, goal)

    def each(self, name: str, table: Table, step: Step, schema: pa.Schema, group: str | None = None) -> Table:
        """See ``Engine``."""
        from pyspark.sql.pandas.types import from_arrow_schema

        goal = self._work / name
        frame = self._frame(table)
        if group:
            frame = frame.repartition(group).sortWithinPartitions(group)
        mapped = frame.mapInArrow(partial(_in_task, step, group, schema), from_arrow_schema(schema))
        mapped.write.mode("overwrite").parquet(str(goal))
        return self.load(name, goal)

    def rows(self, table: Table) -> pa.Table:
        """See ``Engine``."""
        return self._frame(table).toArrow()

    def write(self, table: Table, path: Path) -> int:
        """See ``Engine``."""
        self._frame(table).write.mode("overwrite").parquet(str(path))
        return int(self._session.read.parquet(str(path)).count())

    def _frame(self, table: Table) -> Any:
        import ibis

        return self._session.sql(str(ibis.to_sql(table, dialect="pyspark")))

    def close(self) -> None:
        """See ``Engine``."""
        self._session.stop()


def _in_task(
    step: Step, group: str | None, schema: pa.Schema, batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """One task of Spark: its rows through the step."""
    for part in whole_groups(batches, group):
        yield from step(part).cast(schema).to_batches()


def whole_groups(batches: Iterable[pa.RecordBatch], group: str | None) -> Iterator[pa.Table]:
    """Tables of about ``ROWS`` rows, none of which ends inside a group. The rows come sorted by ``group``."""
    import pyarrow as pa

    waiting: list[pa.RecordBatch] = []
    held = 0
    for batch in batches:
        if not batch.num_rows:
            continue
        waiting.append(batch)
        held += batch.num_rows
        if held < ROWS:
            continue
        table = pa.Table.from_batches(waiting)
        cut = held if group is None else _last_group(table.column(group))
        if cut:
            yield from _parts(table.slice(0, cut).combine_chunks(), group)
        rest = table.slice(cut)
        waiting, held = rest.to_batches(), rest.num_rows
    if held:
        yield from _parts(pa.Table.from_batches(waiting).combine_chunks(), group)


def _parts(table: pa.Table, group: str | None) -> Iterator[pa.Table]:
    """A table, in pieces of about ``LARGE`` bytes where it is larger and no group holds its rows together."""
    rows = table.num_rows if group or table.nbytes <= LARGE else max(1, table.num_rows * LARGE // table.nbytes)
    if rows >= table.num_rows:
        yield table
        return
    for start in range(0, table.num_rows, rows):  # copies: a slice would take all the rows along to another process
        yield table.take(list(range(start, min(start + rows, table.num_rows))))


def _last_group(column: Any) -> int:
    """Where the last group of a sorted column begins: 0 if all rows are one group."""
    last = column[len(column) - 1].as_py()
    low, high = 0, len(column) - 1
    while low < high:
        middle = (low + high) // 2
        if column[middle].as_py() == last:
            high = middle
        else:
            low = middle + 1
    return low
