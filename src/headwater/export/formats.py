"""What a case can be written as. One line here for each format; each has a module of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from headwater.errors import HeadwaterError
from headwater.export.contents import Contents
from headwater.export.files import whole_file, whole_folder
from headwater.store import tables
from headwater.store.case import Case


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``suffix`` ends the file's name; it is empty where the format is a folder.

    ``write(contents, path)`` of ``module`` writes to a new file or an empty folder and says how many ``noun`` it wrote.
    """

    name: str
    title: str
    noun: str
    suffix: str
    module: str
    write: str = "write"

    def writer(self) -> Callable[[Contents, Path], int]:
        """The function that writes it, loaded when it is first needed."""
        found: Callable[[Contents, Path], int] = getattr(import_module(f"headwater.export.{self.module}"), self.write)
        return found


@dataclass(frozen=True, slots=True)
class Written:
    """One file or folder that an export made, and how many of what are in it."""

    path: Path
    count: int
    noun: str


TABLES = ("jsonl", "csv", "parquet")
"""The formats that are tables, one file for each table."""

FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("web-annotation", "W3C Web Annotation, JSON-LD", "annotation", ".annotations.jsonld", "web_annotation"),
        Format("prov", "W3C PROV, PROV-JSON", "record", ".prov.json", "prov"),
        Format("schema-org", "schema.org Claim and ClaimReview, JSON-LD", "claim", ".claims.jsonld", "schema_org"),
        Format("stix", "STIX 2.1", "object", ".stix.json", "stix"),
        Format("ftm", "FollowTheMoney, JSON Lines", "entity", ".ftm.json", "follow_the_money"),
        Format("graphml", "GraphML", "node", ".graphml", "graphml"),
        Format("html", "sourcing report, one page that needs nothing else", "statement", ".report.html", "report_html"),
        Format("markdown", "sourcing report, Markdown", "statement", ".report.md", "report_markdown"),
        Format("brat", "brat standoff", "document", "", "brat"),
    )
}
"""The formats that show how things hang together, by name."""

NAMES: tuple[str, ...] = (*TABLES, *FORMATS)
"""Everything that can be asked for."""


def export(
    case: Case, form: str, out: str | os.PathLike[str] | None = None, *, only: Sequence[str] | None = None
) -> list[Written]:
    """Write a case in one format, all from one state of it, to ``out`` or beside the case; what was written.

    ``only`` names the tables of a format that is tables. The same case gives the same bytes. Raises HeadwaterError for a
    format there is not, or that needs a package that is not installed, NotReadable where nothing can be written.
    """
    goal = Path(out) if out is not None else default_place(case.path, form)
    if form in TABLES:
        made = tables.export(case, goal, cast("tables.Format", form), only or tuple(tables.TABLES))
        return [Written(path, rows, "row") for path, rows in made.values()]
    if form not in FORMATS:
        raise HeadwaterError(f"there is no format {form!r}; there are: {', '.join(NAMES)}")
    chosen = FORMATS[form]
    name = case.name
    with (whole_file if chosen.suffix else whole_folder)(goal) as part, case.reading() as connection:
        count = chosen.writer()(Contents(connection, name), part)
    return [Written(goal, count, chosen.noun)]


def default_place(case_path: Path, form: str) -> Path:
    """Where an export goes if nothing else is said: beside the case, named after it."""
    suffix = FORMATS[form].suffix if form in FORMATS else ""
    return case_path.with_name(f"{case_path.stem}{suffix}" if suffix else f"{case_path.stem}-{form}")
