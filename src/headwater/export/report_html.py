"""The sourcing report as one page: charts, voices, documents, every statement with its place. Nothing is loaded from anywhere."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from headwater.export.charts import bars
from headwater.export.contents import Contents
from headwater.export.report import collect, period
from headwater.export.words import count
from headwater.store.migrations import program

TEMPLATES = Path(__file__).parent / "templates"
CHARTED = 15
"""Voices in the chart."""


def write(contents: Contents, path: Path) -> int:
    """Write the page; how many statements it is about."""
    report = collect(contents)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["count"] = count
    charts = {
        "shares": bars("Statements by who speaks", report.shares),
        "certainties": bars("Statements by how sure the voice sounded", report.certainties),
        "days": bars("Documents by day of publication", report.days),
        "voices": bars("Statements by voice", [(v.name, v.statements) for v in report.voices[:CHARTED]], shares=False),
    }
    # the charts escape their own labels
    values = {name: Markup(svg) for name, svg in charts.items()}  # noqa: S704
    stream = environment.get_template("report.html.j2").stream(
        report=report, period=period(report.totals), version=program(), **values
    )
    stream.enable_buffering(64)
    with path.open("w", encoding="utf-8") as file:
        for chunk in stream:
            file.write(chunk)
    return report.statements
