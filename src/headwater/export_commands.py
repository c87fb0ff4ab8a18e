"""The commands ``export`` and ``import``: a case in other people's formats, and their annotations as verdicts.

``mount(app)`` puts them into the program. Exit status as for all commands.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.show.phrases import count, one_line, shorten
from headwater.telling import complain, errors, login, say, writable

if TYPE_CHECKING:
    from headwater.export.verdicts_in import Outcome
    from headwater.store.case import Case

SHOWN = 20
"""Unplaced annotations told one by one; the rest are counted, and all stand in the file of --left-over."""

CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The case file.", show_default=False)]


class Form(StrEnum):
    """What a case can be written as (see ``export.formats``; a test holds both together)."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    web_annotation = "web-annotation"
    brat = "brat"
    prov = "prov"
    schema_org = "schema-org"
    stix = "stix"
    ftm = "ftm"
    graphml = "graphml"
    html = "html"
    markdown = "markdown"


class Source(StrEnum):
    """What can be taken in: annotations, and collections of pages (see ``gathering.kinds``; a test holds both together)."""

    brat = "brat"
    web_annotation = "web-annotation"
    browser = "browser"
    indexed = "index"
    zotero = "zotero"
    feed = "feed"


def mount(app: typer.Typer) -> None:
    """Put the commands into the program."""
    app.command("export")(export_command)
    app.command("import")(import_command)


def export_command(
    path: CasePath,
    form: Annotated[Form, typer.Option("--format", help="What to write; see docs/exports.md.")] = Form.jsonl,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="PATH", help="File or folder to write; named after the case, beside it, otherwise."
        ),
    ] = None,
    table: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            help="Of jsonl, csv and parquet: documents, voices, attributions, claims, verdicts, training, families, members, "
            "flows or origins; all otherwise.",
        ),
    ] = None,
) -> None:
    """Write the case for other programs: as tables, in the formats of other fields, or as a report."""
    from headwater.export.formats import TABLES as TABULAR
    from headwater.export.formats import export
    from headwater.store.case import Case
    from headwater.store.tables import TABLES

    if table and form.value not in TABULAR:
        raise typer.BadParameter(f"--table goes with {', '.join(TABULAR)}")
    unknown = [name for name in table or () if name not in TABLES]
    if unknown:
        raise typer.BadParameter(f"there is no table {unknown[0]!r}; there are: {', '.join(TABLES)}")
    with errors(), Case.open(path, readonly=not writable(path)) as case:
        _tell_outdated(case)
        for written in export(case, form.value, out, only=table):
            say(f"{count(written.count, written.noun):>12}  {one_line(str(written.path))}")


def _tell_outdated(case: Case) -> None:
    """Tell on stderr that families and origins are those of an earlier tracing."""
    from headwater.store.traced_state import outdated

    with case.reading() as connection:
        changed = outdated(connection)
    if changed:
        complain(f"{case.path}: {count(changed, 'document')} changed since it was traced (run headwater trace)")


def import_command(
    path: CasePath,
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|FOLDER",
            help="Annotations (a brat folder, Web Annotations), or pages that something else collected.",
            show_default=False,
        ),
    ],
    form: Annotated[
        Source | None, typer.Option("--format", help="What it is; told by what is in it otherwise.", show_default=False)
    ] = None,
    complete: Annotated[
        bool,
        typer.Option(
            "--complete",
            help="The annotations are all there is to say: accept what is unchanged, reject what is missing.",
        ),
    ] = False,
    try_only: Annotated[bool, typer.Option("--try", help="Only say what annotations would do.")] = False,
    left_over: Annotated[
        Path | None,
        typer.Option("--left-over", metavar="FILE", help="Write annotations that could not be placed, as JSON Lines."),
    ] = None,
    author: Annotated[
        str | None,
        typer.Option(
            "--author", envvar="HEADWATER_AUTHOR", help="Whose verdicts they are, where the file does not say."
        ),
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch the addresses of pages that a collection lists without their words.")
    ] = False,
    allow_private_addresses: Annotated[
        bool,
        typer.Option("--allow-private-addresses", help="Fetch addresses on this machine and its private network too."),
    ] = False,
) -> None:
    """Take in annotations as verdicts, or pages from saved folders, Zotero, feeds and archivers' folders."""
    from headwater.export.annotations import SOURCES, guess, take_in
    from headwater.store.case import Case

    with errors(), Case.open(path, readonly=try_only and not writable(path)) as case:
        chosen = form.value if form else guess(source)
        if chosen not in SOURCES:
            failed = _gather(case, source, chosen, fetch=fetch, allow_private=allow_private_addresses)
        else:
            name = author or login()
            outcome = take_in(case, source, author=name, form=chosen, complete=complete, try_only=try_only)
            failed = bool(outcome.unplaced)
            _tell(outcome, try_only)
            if left_over is not None:
                _write_left_over(outcome, left_over)
    raise typer.Exit(1 if failed else 0)


def _gather(case: Case, source: Path, kind: str | None, *, fetch: bool, allow_private: bool) -> bool:
    """Add what a collection holds; whether some of it could not be read."""
    from collections import Counter

    from headwater.adding import add_captures
    from headwater.gathering import Kind, gather
    from headwater.gathering.items import Rules

    counted: Counter[str] = Counter()
    captures = gather(source, Kind(kind) if kind else None, Rules(fetch, allow_private))
    for added in add_captures(case, captures):
        counted[added.what] += 1
        if added.error is not None:
            complain(str(added.error))
    told = ("new", "new version", "captured again", "known", "failed")
    say(", ".join(f"{counted[what]:,} {what}" for what in told if counted[what]) or "nothing there")
    return bool(counted["failed"])


def _tell(outcome: Outcome, try_only: bool) -> None:
    words = [
        f"{outcome.counts[what]:,} {what}" for what in ("added", "edited", "accepted", "rejected", "judged", "same")
    ]
    say(f"{'would be: ' if try_only else ''}{', '.join(words)}; {len(outcome.unplaced):,} could not be placed")
    for one in outcome.unplaced[:SHOWN]:
        complain(f"{one.name}: {one.why}: {shorten(one_line(one.what), 120)}")
    if len(outcome.unplaced) > SHOWN:
        complain(f"and {len(outcome.unplaced) - SHOWN:,} more; --left-over FILE writes them all")


def _write_left_over(outcome: Outcome, goal: Path) -> None:
    from headwater.export.files import whole_file

    with whole_file(goal) as part:
        lines = (json.dumps(asdict(one), ensure_ascii=True) + "\n" for one in outcome.unplaced)
        part.write_text("".join(lines), encoding="utf-8")
