"""The command ``headwater``: reads pages, prints reports, writes pages. Errors become one line each on stderr.

Exit status: 0 all was read, 1 something could not be read or written, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import headwater
from headwater.case_commands import mount as mount_case_commands
from headwater.corpus_commands import mount as mount_corpus_commands
from headwater.doctor_command import doctor
from headwater.errors import HeadwaterError, InputError
from headwater.export_commands import mount as mount_export_commands
from headwater.options import DEFAULT_MODEL, MODEL_HELP, Model
from headwater.serve_command import serve
from headwater.show.phrases import count
from headwater.teaching import Taught, teach
from headwater.telling import INTERRUPTED, complain, leave_quietly
from headwater.trace_commands import mount as mount_trace_commands
from headwater.weigh_commands import weigh

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from headwater.model import Reading
    from headwater.pipeline import Outcome, Settings

PROGRESS_AFTER = 2.0
"""Seconds of work before a progress bar appears."""

app = typer.Typer(
    cls=Taught,
    help="Shows on whose word each statement in a news text rests. Begin with: headwater demo",
    epilog="headwater COMMAND --help explains each command. In bash, zsh or fish, headwater --install-completion lets "
    "the Tab key complete commands and options.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"headwater {headwater.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command()
def read(
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|FOLDER|ADDRESS...",
            help="Web pages, text, Markdown, PDF, DOCX, WARC, WACZ, JSON Lines; folders of them; http(s) addresses.",
            show_default=False,
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line for each document.")] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="OUT",
            help="Write pages instead of a report: OUT.html is one page (an index, if there are several documents), "
            "any other OUT is a folder.",
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=256, metavar="N", help="Processes to read with.")] = 1,
    model: Annotated[Model, typer.Option("--model", help=MODEL_HELP)] = DEFAULT_MODEL,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no notes; errors are still told.")
    ] = False,
    allow_private_addresses: Annotated[
        bool,
        typer.Option("--allow-private-addresses", help="Fetch addresses on this machine and its private network too."),
    ] = False,
) -> None:
    """Read pages and show who says what, on whose word."""
    from headwater.pipeline import Settings

    if json and html is not None:
        raise typer.BadParameter("give either --json or --html")
    settings = Settings(model.value, allow_private_addresses)
    with _statuses() as told:
        if html is not None:
            told.status = _write_pages(targets, settings, html, jobs=jobs, quiet=quiet)
        else:
            told.status = _read(targets, settings, _print_json if json else _printer(), jobs=jobs, quiet=quiet)
    raise typer.Exit(told.status)


@app.command()
def demo(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Where to write the pages; a temporary folder otherwise."),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the workbench on it.")] = True,
) -> None:
    """Read the bundled sample: print what is in it, write its pages, and open the workbench on it."""
    from headwater import sample
    from headwater.pipeline import Settings

    folder = out or Path(tempfile.mkdtemp(prefix="headwater-demo-"))
    targets = [str(path) for path in sample.files()]
    with _statuses() as told:
        told.status = _demo(targets, Settings(), folder)
        index = (folder / "index.html").resolve()
        _print(f"The pages, with every attribution marked in the text: {index}\n")
        case = _sample_case(folder, targets, Settings())
        _print(f"The same articles as a case: headwater serve {case}\n\n{_tour(case)}\n")
    if browser and sys.stdout.isatty():
        serve(case, no_browser=not _has_display())
    raise typer.Exit(told.status)


def _tour(path: Path) -> str:
    from headwater.sample_tour import tour_text
    from headwater.store.case import Case

    with Case.open(path) as case:
        return tour_text(case)


def _sample_case(folder: Path, targets: list[str], settings: Settings) -> Path:
    """Put the sample into a case beside its pages, traced and weighed; verdicts given in an earlier demo stay."""
    from headwater.adding import add
    from headwater.sample_case import complete
    from headwater.store.case import Case

    path = folder / "sample.headwater"
    with Case.open(path) if path.exists() else Case.create(path, "Gannet Quay (sample)") as case:
        for _ in add(case, targets, settings):
            pass
        complete(case)
    return path


mount_case_commands(app)
mount_trace_commands(app)
mount_corpus_commands(app)
mount_export_commands(app)
app.command()(serve)
app.command()(weigh)
app.command()(doctor)
teach(app)


def main() -> None:
    """Run the command."""
    # Results are UTF-8 wherever they go: JSON must be, and a lone surrogate escaped this way is still JSON.
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except HeadwaterError as error:
        complain(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _read(targets: list[str], settings: Settings, show: Callable[[Outcome], None], *, jobs: int, quiet: bool) -> int:
    """Read everything, show each outcome, tell each error on stderr; the exit status."""
    from headwater.pipeline import read_many

    failed = False
    with Progress(targets, wanted=not quiet) as progress:
        for outcome in read_many(targets, settings, jobs=jobs, reached=progress.reached):
            if isinstance(outcome, InputError):
                failed = True
                progress.tell(str(outcome))
            show(outcome)
            progress.step(outcome)
    return 1 if failed else 0


def _print_json(outcome: Outcome) -> None:
    if not isinstance(outcome, InputError):
        _print(outcome.to_json() + "\n")


def _printer() -> Callable[[Outcome], None]:
    """What prints the report of a reading as wide and as colourful as stdout allows."""
    from rich.console import Console

    from headwater.show.terminal import report_text

    console = Console(file=sys.stdout, highlight=False)

    def show(outcome: Outcome) -> None:
        if not isinstance(outcome, InputError):
            _print(report_text(outcome, console))

    return show


def _write_pages(targets: list[str], settings: Settings, out: Path, *, jobs: int, quiet: bool) -> int:
    from headwater.show.folder import Pages

    with Pages(out) as pages:
        status = _read(targets, settings, pages.add, jobs=jobs, quiet=quiet)
    if pages.documents and not quiet:
        _print(f"wrote {pages.main} ({count(pages.documents, 'article')})\n")
    return status


def _demo(targets: list[str], settings: Settings, folder: Path) -> int:
    """Write the sample's pages; print a line for each article and the report of the one with most voices."""
    from rich.console import Console

    from headwater.show.folder import Pages
    from headwater.show.terminal import overview_text, report_text

    readings: list[Reading] = []
    with Pages(folder) as pages:

        def keep(outcome: Outcome) -> None:
            pages.add(outcome)
            if not isinstance(outcome, InputError):
                readings.append(outcome)

        status = _read(targets, settings, keep, jobs=1, quiet=False)
    console = Console(file=sys.stdout, highlight=False)
    if readings:
        _print(overview_text(readings, console))
        _print(report_text(max(readings, key=lambda reading: len(reading.voices)), console))
    return status


def _print(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


@dataclass
class Told:
    """The exit status a command has come to."""

    status: int = 0


@contextmanager
def _statuses() -> Iterator[Told]:
    """Turn what ends a command early into its exit status and, where that helps, one line on stderr."""
    told = Told()
    try:
        yield told
    except KeyboardInterrupt:
        told.status = INTERRUPTED
    except BrokenPipeError:
        leave_quietly()
    except HeadwaterError as error:
        complain(str(error))
        told.status = 1
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{where}can't be written: {error.strerror or error}")
        told.status = 1


def _has_display() -> bool:
    if not sys.stdout.isatty():
        return False
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Progress:
    """A bar on stderr for work that takes more than two seconds; none when stderr is no terminal or stdout is one.

    A report that scrolls by on the same terminal shows progress enough, and a bar would be torn by it.
    """

    def __init__(self, targets: Sequence[str], *, wanted: bool) -> None:
        self._targets = targets
        self._wanted = wanted and sys.stderr.isatty() and not sys.stdout.isatty()
        self._began = time.monotonic()
        self._reached = self._documents = 0
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None

    def reached(self, _name: str) -> None:
        """Another input is begun."""
        self._reached += 1
        self._draw()

    def step(self, outcome: Outcome) -> None:
        """Another document is done."""
        self._documents += not isinstance(outcome, InputError)
        self._draw()

    def tell(self, message: str) -> None:
        """Print an error line above the bar."""
        if self._bar is not None:
            self._bar.stop()
        complain(message)
        if self._bar is not None:
            self._bar.start()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _draw(self) -> None:
        if not self._wanted or time.monotonic() - self._began < PROGRESS_AFTER:
            return
        if self._bar is None:
            self._start()
        if self._bar is not None and self._task is not None:
            words = count(self._documents, "article")
            self._bar.update(self._task, completed=self._reached - 1, description=words)

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = RichProgress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("", total=self._total())
        self._bar.start()

    def _total(self) -> int:
        from headwater.pipeline import inputs

        return sum(1 for target in self._targets for _ in inputs(target))
