"""The commands about corpora: ``corpus read`` and ``corpus trace``, from and to Parquet, on DuckDB here or on Apache Spark."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.errors import HeadwaterError, NotReadable
from headwater.options import CORPUS_MODEL, MODEL_HELP, Model
from headwater.show.phrases import count, one_line
from headwater.telling import errors, say
from headwater.trace_commands import cores

if TYPE_CHECKING:
    from headwater.engines import Engine

corpus_app = typer.Typer(
    help="Read and trace a corpus, Parquet to Parquet.", no_args_is_help=True, rich_markup_mode=None
)


class EngineName(StrEnum):
    """What can run a corpus."""

    local = "local"
    spark = "spark"


Input = Annotated[
    Path, typer.Argument(metavar="INPUT", help="A Parquet file, or a folder of them.", show_default=False)
]
Name = Annotated[EngineName, typer.Option("--engine", help="DuckDB in this process, or Apache Spark.")]
Master = Annotated[
    str, typer.Option("--master", help="Spark's master: local[2], local-cluster[2,1,1024], spark://…, yarn.")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, max=256, help="Processes beside DuckDB; all cores otherwise.")
]
Memory = Annotated[str, typer.Option("--memory", help="What DuckDB may hold before it writes to disk.")]
Work = Annotated[
    Path | None,
    typer.Option("--work", metavar="FOLDER", help="Where to keep rows between steps; a temporary folder otherwise."),
]


def mount(app: typer.Typer) -> None:
    """Put the commands into the program."""
    app.add_typer(corpus_app, name="corpus")


@corpus_app.command("read")
def read_command(
    source: Input,
    goal: Annotated[Path, typer.Argument(metavar="OUTPUT", help="The Parquet file of readings.", show_default=False)],
    engine: Name = EngineName.local,
    master: Master = "local[*]",
    jobs: Jobs = None,
    memory: Memory = "4GB",
    work: Work = None,
    model: Annotated[Model, typer.Option("--model", help=MODEL_HELP)] = CORPUS_MODEL,
) -> None:
    """Read documents (columns text, and title, url, origin, publisher, published, captured if there are any) into readings."""
    with errors(), _engine(source, engine, master, jobs, memory, work) as running:
        from headwater.corpus import read_corpus

        rows = read_corpus(running, source, goal, model=model.value)
        say(f"read {count(rows, 'document')} into {one_line(str(goal))}")


@corpus_app.command("trace")
def trace_command(
    source: Input,
    goal: Annotated[Path, typer.Argument(metavar="OUTPUT", help="The folder of tables.", show_default=False)],
    engine: Name = EngineName.local,
    master: Master = "local[*]",
    jobs: Jobs = None,
    memory: Memory = "4GB",
    work: Work = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress; errors are still told.")] = False,
) -> None:
    """Trace readings (as corpus read makes them): claims, shared passages, matches, families with their origins."""

    def tell(step: str) -> None:
        if not quiet and sys.stderr.isatty():
            sys.stderr.write(f"{step} …\n")

    with errors(), _engine(source, engine, master, jobs, memory, work) as running:
        from headwater.corpus import trace_corpus

        for name, rows in trace_corpus(running, source, goal, tell).items():
            say(f"{count(rows, 'row'):>14}  {one_line(str(goal / name))}.parquet")


@contextmanager
def _engine(
    source: Path, name: EngineName, master: str, jobs: int | None, memory: str, work: Path | None
) -> Iterator[Engine]:
    """The engine asked for, with a folder to work in that goes when it is done unless it was named."""
    if not source.exists():
        raise NotReadable(str(source), "there is no such file or folder", "name a Parquet file, or a folder of them")
    with tempfile.TemporaryDirectory(prefix="headwater-corpus-") as temporary:
        folder = work or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        engine = _made(name, folder, master, jobs or cores(), memory)
        try:
            with _faults():
                yield engine
        finally:
            engine.close()


@contextmanager
def _faults() -> Iterator[None]:
    """What DuckDB and Spark complain of, in one line. Their errors have no common root, so they are told by where they come from."""
    try:
        yield
    except HeadwaterError:
        raise
    except Exception as error:
        if type(error).__module__.split(".")[0] not in ("_duckdb", "duckdb", "pyspark", "py4j", "pyarrow", "ibis"):
            raise
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        told = next((line for line in lines if line.startswith("headwater.errors.")), lines[0] if lines else "")
        more = "; give it more with --memory, or have fewer --jobs" if "Out of Memory" in told else ""
        raise HeadwaterError(
            f"the corpus can't be worked on: {told.removeprefix('headwater.errors.')[:300]}{more}"
        ) from error


def _made(name: EngineName, folder: Path, master: str, jobs: int, memory: str) -> Engine:
    from headwater.engines import Local, Spark

    extra = "spark" if name is EngineName.spark else "corpus"
    try:
        return Spark.at(folder, master) if name is EngineName.spark else Local(folder, jobs=jobs, memory=memory)
    except ImportError as error:
        raise HeadwaterError(f"{error.name} is not installed (pip install 'headwater[{extra}]')") from error


__all__ = ["mount"]
