"""The commands about case files: ``case new``, ``add``, ``list``, ``show``, ``remove``, ``date``, ``check``, ``reread``.

``mount(app)`` puts them into the program. Exit status as for all commands: 0 done, 1 something could not be done, 2 wrong
usage, 130 interrupted.
"""

from __future__ import annotations

import json as json_module
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.errors import BadVerdict
from headwater.options import DEFAULT_MODEL, MODEL_HELP, Model
from headwater.show.phrases import count, one_line, shorten
from headwater.telling import complain, errors, hint, login, say, writable

if TYPE_CHECKING:
    from headwater.adding import Added
    from headwater.store.case import Case
    from headwater.store.overview import DocumentLine

TITLE = 72
"""Characters of a title shown in a list."""

case_app = typer.Typer(help="Make a case file.", no_args_is_help=True, rich_markup_mode=None)

CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The case file.", show_default=False)]
Author = Annotated[
    str | None,
    typer.Option("--author", envvar="HEADWATER_AUTHOR", help="Whose verdict it is; your login name otherwise."),
]


def mount(app: typer.Typer) -> None:
    """Put the commands about cases into the program."""
    app.add_typer(case_app, name="case")
    for name, command in (
        ("add", add_command),
        ("list", list_command),
        ("show", show_command),
        ("remove", remove_command),
        ("date", date_command),
        ("check", check_command),
        ("reread", reread_command),
    ):
        app.command(name)(command)


def open_case(path: Path, *, readonly: bool = False) -> Case:
    """The case in a file."""
    from headwater.store.case import Case

    return Case.open(path, readonly=readonly)


@case_app.command("new")
def new_command(
    path: Annotated[Path, typer.Argument(metavar="NAME.headwater", help="The file to make.", show_default=False)],
    name: Annotated[
        str | None, typer.Option("--name", help="What the inquiry is called; the file's name otherwise.")
    ] = None,
) -> None:
    """Make a new, empty case file."""
    from headwater.store.case import SUFFIX, Case

    goal = path if path.suffix else path.with_name(path.name + SUFFIX)
    with errors(), Case.create(goal, name) as case:
        say(f"made {one_line(str(case.path))}")
        hint(f"Next: headwater add {one_line(str(case.path))} FILE|FOLDER|ADDRESS...")


def add_command(
    path: CasePath,
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|FOLDER|ADDRESS...",
            help="Web pages, text, Markdown, PDF, DOCX, WARC, WACZ, JSON Lines; folders of them; http(s) addresses.",
            show_default=False,
        ),
    ],
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=256, metavar="N", help="Processes to read with.")] = 1,
    model: Annotated[Model, typer.Option("--model", help=MODEL_HELP)] = DEFAULT_MODEL,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only tell errors.")] = False,
    allow_private_addresses: Annotated[
        bool,
        typer.Option("--allow-private-addresses", help="Fetch addresses on this machine and its private network too."),
    ] = False,
) -> None:
    """Read documents and add them to a case. What it has already is passed over, so a run can be repeated."""
    from headwater.adding import add
    from headwater.pipeline import Settings

    with errors(), open_case(path) as case:
        counted = _tell(add(case, targets, Settings(model.value, allow_private_addresses), jobs=jobs), quiet=quiet)
        if not quiet:
            say(_sum(counted))
            name = one_line(str(path))
            hint(f"Next: headwater trace {name} (who had it from whom), then headwater serve {name} (look at it)")
    raise typer.Exit(1 if counted["failed"] else 0)


def _tell(results: Iterable[Added], *, quiet: bool) -> Counter[str]:
    """One line for each document that is not simply new or known; how many of each."""
    counted: Counter[str] = Counter()
    for added in results if quiet else _counted(results):
        counted[added.what] += 1
        if added.error is not None:
            complain(str(added.error))
        elif not quiet and added.what in ("new version", "captured again"):
            say(f"{added.what} ({added.version}): {one_line(added.origin)}")
    return counted


def _counted(results: Iterable[Added]) -> Iterator[Added]:
    """The same results; on a terminal, a line that counts them while the next is read."""
    if not sys.stderr.isatty():
        yield from results
        return
    for number, added in enumerate(results, 1):
        sys.stderr.write("\r\x1b[K")
        yield added
        sys.stderr.write(f"{count(number, 'document')} read …")
        sys.stderr.flush()
    sys.stderr.write("\r\x1b[K")


def _sum(counted: Counter[str]) -> str:
    parts = [f"added {count(counted['new'], 'document')}"]
    words = (
        ("new version", count(counted["new version"], "new version")),
        ("captured again", f"{counted['captured again']:,} captured again with the same text"),
        ("known", f"{counted['known']:,} known already"),
        ("failed", f"{counted['failed']:,} could not be read"),
    )
    return ", ".join(parts + [phrase for name, phrase in words if counted[name]])


def list_command(
    path: CasePath,
    removed: Annotated[bool, typer.Option("--removed", help="Also list documents taken out of the case.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line for each document.")] = False,
) -> None:
    """List the documents of a case in order of publication."""
    from headwater.store.overview import documents

    with errors(), open_case(path, readonly=not writable(path)) as case, case.reading() as connection:
        undated = 0
        for line in documents(connection, removed=removed):
            say(json_module.dumps(asdict(line), ensure_ascii=False) if json else _line(line))
            undated += not line.published
        if undated and not json:
            hint(
                f"{count(undated, 'document')} without a date. Where you know it: headwater date CASE NUMBER YYYY-MM-DD"
            )


def _line(line: DocumentLine) -> str:
    title = shorten(one_line(line.title or line.origin), TITLE)
    notes = [count(line.attributions, "attribution")]
    if line.versions > 1:
        notes.append(f"version {line.version} of {line.versions}")
    if line.removed:
        notes.append("removed")
    publisher = f"{one_line(line.publisher)}: " if line.publisher else ""
    return f"{line.id:>5}  {(line.published or 'no date')[:10]:<10}  {publisher}{title} ({', '.join(notes)})"


def show_command(
    path: CasePath,
    document: Annotated[
        str | None,
        typer.Argument(metavar="[DOCUMENT]", help="Number, key, file or address of a document.", show_default=False),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the reading as one line of JSON.")] = False,
) -> None:
    """Show a document as it stands after all verdicts; without one, what is in the case."""
    with errors(), open_case(path, readonly=not writable(path)) as case:
        if document is None:
            _show_case(case)
            return
        reading = case.load(document_row(case, document))
        if json:
            say(reading.to_json())
            return
        from rich.console import Console

        from headwater.show.terminal import report_text

        sys.stdout.write(report_text(reading, Console(file=sys.stdout, highlight=False)))


def document_row(case: Case, document: str) -> int:
    """The row of the document that a number, key, file or address names. Raises BadVerdict when there is none."""
    from headwater.store.overview import find_document

    with case.reading() as connection:
        found = find_document(connection, document)
    if found is None:
        raise BadVerdict(str(case.path), f"has no document {document!r}", "headwater list shows what it has")
    return found


def _show_case(case: Case) -> None:
    from headwater.store.overview import overview, question_counts, question_words
    from headwater.store.said import voices

    with case.reading() as connection:
        found = overview(connection)
        say(one_line(case.name))
        days = list(dict.fromkeys(day[:10] for day in (found.first, found.last) if day))
        dates = f", {' to '.join(days)}" if days else ""
        taken = f" ({found.removed:,} removed)" if found.removed else ""
        say(f"{count(found.documents, 'document')}{taken} at {count(found.addresses, 'address', 'addresses')}{dates}")
        by = found.statements
        say(
            f"{count(sum(by.values()), 'statement')}: {by['author']:,} by the pages' authors, {by['named']:,} by named voices, "
            f"{by['unnamed']:,} by unnamed voices, {by['document']:,} by documents"
        )
        say(f"{count(found.verdicts, 'live verdict')}")
        for line in voices(connection, limit=10):
            grade = f", grade {line.reliability}" if line.reliability else ""
            say(
                f"  {count(line.statements, 'statement'):>16}  {shorten(one_line(line.name), TITLE)} ({line.kind}{grade})"
            )
        for question, number in question_counts(connection).items():
            if number:
                say(f"  to look at: {number:,} {question_words(question, number)}")


def remove_command(
    path: CasePath,
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Number, key, file or address.", show_default=False)
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    restore: Annotated[bool, typer.Option("--restore", help="Put a removed document back instead.")] = False,
    author: Author = None,
) -> None:
    """Take a document out of what counts. Nothing is erased: it is a verdict, and --restore is another."""
    from headwater.store.verdicts import Draft

    with errors(), open_case(path) as case:
        line = _the_document(case, document)
        if line.removed != restore:
            raise BadVerdict(str(path), f"document {line.id} is {'not removed' if restore else 'removed already'}")
        kind = "restore" if restore else "remove"
        verdict = case.give(Draft(kind, f"document:{line.key}", {}, author or login(), reason))
        say(f"{kind}d document {line.id} (verdict {verdict.id})")


def _the_document(case: Case, document: str) -> DocumentLine:
    """What a list of documents shows of the one that a person named by number, key, file or address."""
    from headwater.store.overview import document as document_line

    number = document_row(case, document)
    with case.reading() as connection:
        line = document_line(connection, number)
    assert line is not None
    return line


def date_command(
    path: CasePath,
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Number, key, file or address.", show_default=False)
    ],
    published: Annotated[
        str, typer.Argument(metavar="DATE", help="YYYY-MM-DD, or YYYY-MM-DDThh:mm with a zone.", show_default=False)
    ],
    reason: Annotated[str, typer.Option("--reason", help="How you know.")] = "",
    author: Author = None,
) -> None:
    """Say when a document was published, where its page does not. A verdict: what the page says is kept beside it."""
    from headwater.store.verdicts import Draft

    with errors(), open_case(path) as case:
        line = _the_document(case, document)
        verdict = case.give(Draft("date", f"document:{line.key}", {"published": published}, author or login(), reason))
        was = f" instead of {one_line(line.published)}" if line.published else ""
        say(f"dated document {line.id} {published}{was} (verdict {verdict.id})")
        hint(f"Next: headwater trace {one_line(str(path))} (who had it from whom, by the new date)")


def check_command(path: CasePath) -> None:
    """Check that nothing in a case was damaged or changed by hand."""
    from headwater.store.check import check

    with errors(), open_case(path, readonly=not writable(path)) as case:
        report = check(case)
    for fault in report.faults:
        complain(f"{fault.where}: {fault.what}")
    if not report.clean:
        lost = any(fault.lost for fault in report.faults)
        mends = "; ".join(dict.fromkeys(fault.advice for fault in report.faults))
        advice = "restore it from a copy" if lost else mends
        complain(f"{path}: {count(len(report.faults), 'fault')} found ({advice})")
        raise typer.Exit(1)
    say(f"nothing wrong: {count(report.documents, 'document')}, {count(report.verdicts, 'verdict')}")
    if report.head:
        say(f"newest verdict: {report.head}, {report.head_hash}")


def reread_command(
    path: CasePath,
    model: Annotated[Model, typer.Option("--model", help=MODEL_HELP)] = DEFAULT_MODEL,
    everything: Annotated[bool, typer.Option("--all", help="Also what this version has read before.")] = False,
) -> None:
    """Read again what another version of the program read. Verdicts are carried over or listed for review."""
    from headwater.adding import reread
    from headwater.pipeline import Settings
    from headwater.store.overview import question_counts

    with errors(), open_case(path) as case:
        counted = _tell(reread(case, Settings(model.value), everything=everything), quiet=False)
        with case.reading() as connection:
            review = question_counts(connection)["review"]
        say(
            f"read {count(counted.total() - counted['failed'], 'document')} again; {count(review, 'verdict')} for review"
        )
    raise typer.Exit(1 if counted["failed"] else 0)
