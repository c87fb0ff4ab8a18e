"""A reading as one self-contained page: no script, nothing loaded from anywhere, everything of the document escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import headwater
from headwater.errors import InputError
from headwater.model import Attribution, Reading
from headwater.show.article import blocks, legend, residue_label, split_headline
from headwater.show.figures import (
    EXCERPT,
    Row,
    about,
    address,
    authors,
    correction_rows,
    drift_rows,
    figure_rows,
    note,
    orphan_rows,
    role,
)
from headwater.show.phrases import (
    count,
    excerpt,
    family,
    kind_words,
    name,
    nameless,
    one_line,
    title_of,
)
from headwater.show.summary import SHARES, Summary, VoiceEntry, percent, summarise

TEMPLATES = Path(__file__).parent / "templates"

FIRST = 3
"""Statements of a voice shown before the rest is folded away."""

MOST_LIGHTS = 200
"""Voices whose words light up in the text when the pointer is on them in the ledger; one style rule each."""


@dataclass(frozen=True, slots=True)
class LedgerVoice:
    """One voice as the page shows it; ``first`` are shown at once, ``rest`` folded away."""

    number: int
    name: str
    role: str
    kind: str
    nameless: bool
    family: str
    counts: str
    first: Sequence[Row]
    rest: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the share bar, in thousandths."""

    which: str
    label: str
    percent: str
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One line of an index of pages: a page with its counts, or what could not be read and why."""

    title: str
    about: str = ""
    href: str = ""
    problem: str = ""
    segments: Sequence[Segment] = ()


def page(reading: Reading) -> str:
    """The page of one reading, complete HTML."""
    summary = summarise(reading)
    document = reading.document
    headline, body = split_headline(blocks(summary), title_of(reading.document))
    return _render(
        "page.html.j2",
        len(summary.ledger),
        title=title_of(reading.document),
        headline=headline,
        language=document.language,
        about=about(document),
        authors=authors(document, body),
        origin=one_line(document.origin),
        url=address(document),
        sha256=document.sha256,
        words=count(summary.words, "word"),
        segments=segments(summary),
        blocks=body,
        voices=[_voice(summary, entry) for entry in summary.ledger],
        orphans=orphan_rows(summary),
        figures=figure_rows(summary),
        drifts=drift_rows(summary),
        corrections=correction_rows(summary),
        legend=legend(),
        residue_label=residue_label,
    )


def index(entries: Sequence[IndexEntry]) -> str:
    """The page that leads to several readings' pages."""
    read = sum(1 for entry in entries if not entry.problem)
    key = [Segment(which, label, "", 0, 0) for which, label in SHARES]
    return _render("index.html.j2", 0, title=count(read, "article"), language="en", entries=entries, key=key)


def index_entry(reading: Reading, href: str) -> IndexEntry:
    """A reading's line in the index."""
    summary = summarise(reading)
    document = reading.document
    parts = [
        about(document),
        count(summary.words, "word"),
        count(len(summary.ledger), "voice"),
        count(len(reading.corrections), "correction") if reading.corrections else "",
    ]
    words = " · ".join(part for part in parts if part)
    return IndexEntry(title_of(reading.document), words, href, segments=segments(summary))


def failed_entry(error: InputError) -> IndexEntry:
    """An unreadable input's line in the index."""
    problem = one_line(error.problem) + (f" ({one_line(error.advice)})" if error.advice else "")
    return IndexEntry(one_line(error.name), problem=problem)


def notebook(reading: Reading) -> str:
    """The page inside a frame of its own, for notebooks: its styles stay in, and nothing in it can act."""
    frame = '<iframe title="{}" srcdoc="{}" sandbox width="100%" height="640" style="border:1px solid #ccc"></iframe>'
    return str(Markup(frame).format(title_of(reading.document), page(reading)))  # noqa: S704 - what is put in is escaped


def segments(summary: Summary) -> list[Segment]:
    """The share bar's parts, left to right; widths add up to 1000 where there are words at all."""
    found: list[Segment] = []
    total = sum(summary.shares.values())
    counted = 0
    for which, label in SHARES:
        start = round(1000 * counted / total) if total else 0
        counted += summary.shares[which]
        width = (round(1000 * counted / total) if total else 0) - start
        found.append(Segment(which, label, percent(summary.share(which)), start, width))
    return found


def _voice(summary: Summary, entry: VoiceEntry) -> LedgerVoice:
    voice = entry.voice
    statements = [_statement(summary, attribution) for attribution in entry.statements]
    return LedgerVoice(
        number=entry.number,
        name=name(voice),
        role=role(voice),
        kind=kind_words(voice),
        nameless=nameless(voice),
        family=family(voice),
        counts=f"{count(len(statements), 'statement')} · {count(entry.words, 'word')}",
        first=statements[:FIRST],
        rest=statements[FIRST:],
    )


def _statement(summary: Summary, attribution: Attribution) -> Row:
    words = excerpt(attribution, EXCERPT)
    return Row(summary.line(attribution.start), words, note(summary, attribution), attribution.id)


def _render(template: str, lights: int, **context: Any) -> str:
    style = _style(min(lights, MOST_LIGHTS))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    context |= {"style": Markup(style), "style_hash": digest, "version": headwater.__version__}  # noqa: S704 - our own
    return _environment().get_template(template).render(context) + "\n"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style(voices: int) -> str:
    """The style sheet, with a rule for each voice that lights up its words."""
    rules = [(TEMPLATES / "page.css").read_text(encoding="utf-8")]
    rules += [
        f"body:has(#v{n}:is(:hover,:focus-within,:target)) .w{n}{{outline:2px solid var(--c);outline-offset:1px}}"
        for n in range(1, voices + 1)
    ]
    return "\n".join(rules)
