"""What every view of one reading tells beside its text: headings, notes, and the rows under the ledger.

The report in the terminal, the static page and the reading view of the workbench draw them differently; what they say is
put together here, once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headwater.model import Attribution, Document, Span, Voice
from headwater.show.article import Block
from headwater.show.phrases import (
    certainty_words,
    chain_words,
    day,
    manner,
    name,
    one_line,
    shorten,
    through_words,
    within,
)
from headwater.show.summary import Summary

EXCERPT = 110
"""Characters of a statement shown in the ledger; the whole of it is one click away."""


@dataclass(frozen=True, slots=True)
class Row:
    """One anchored line of the ledger: where, what, and a note in small type."""

    line: int
    words: str
    note: str = ""
    id: str = ""


def about(document: Document) -> str:
    """Who published it and when: “Harbour Gazette · 2 May 2031”."""
    return " · ".join(x for x in (one_line(document.publisher or ""), day(document.published)) if x)


def authors(document: Document, body: Iterable[Block] = ()) -> str:
    """The authors; empty where a byline in the article names them."""
    if any(block.kind == "byline" for block in body):
        return ""
    return ", ".join(one_line(author) for author in document.authors)


def address(document: Document) -> str:
    """The page's own address where it is not where the document came from; else empty."""
    return one_line(document.url or "") if document.url != document.origin else ""


def role(voice: Voice) -> str:
    """What a voice is, unless its name says so already."""
    words = one_line(voice.role or "")
    return "" if words.lower() in name(voice).lower() else within(words)


def stands_before(voice: Voice, document: Document) -> bool:
    """Whether the text puts what a voice is before its name: “Sen. Ned Harbot”, and not “Ada Quint, the mayor”."""
    if not voice.role:
        return False
    lead = f"{voice.role} "
    return any(m.text.startswith(lead) or document.text.endswith(lead, 0, m.start) for m in voice.mentions)


def note(summary: Summary, attribution: Attribution) -> str:
    """Through whom, how surely and on what basis; empty for what is said flatly and passed on by nobody."""
    return " · ".join(x for x in (through_words(summary.chain(attribution)), manner(attribution)) if x)


def orphan_rows(summary: Summary) -> list[Row]:
    """Words in quotation marks that nobody is said to have said."""
    spans = summary.reading.unattributed_quotations
    return [Row(summary.line(s.start), shorten(one_line(s.text), EXCERPT)) for s in spans]


def figure_rows(summary: Summary) -> list[Row]:
    """The numbers of a text, and on whose word each stands."""
    rows = []
    for quantity in summary.figures:
        holder = summary.holder(quantity.span)
        note = "the page’s own"
        if holder is not None:
            note = chain_words(summary.chain(holder))
            note += f" · {certainty_words(holder.certainty)}" if holder.certainty.label != "CT+" else ""
        rows.append(Row(summary.line(quantity.span.start), one_line(quantity.span.text), note))
    return rows


def drift_rows(summary: Summary) -> list[Row]:
    """What is said twice in a text, not equally surely."""

    def brief(span: Span) -> str:
        return shorten(one_line(span.text), EXCERPT)

    return [
        Row(
            summary.line(drift.first.start),
            f"{brief(drift.first)} / L{summary.line(drift.second.start)} {brief(drift.second)}",
            one_line(drift.reason),
        )
        for drift in summary.reading.drifts
    ]


def correction_rows(summary: Summary) -> list[Row]:
    """The changes that a page owns up to."""
    rows = []
    for item in summary.reading.corrections:
        words = shorten(one_line(item.span.text), 2 * EXCERPT)
        if item.wrong and item.right:
            words = f"“{one_line(item.wrong)}” became “{one_line(item.right)}”"
        note = item.kind + (f", see L{summary.line(item.concerns.start)}" if item.concerns else "")
        rows.append(Row(summary.line(item.span.start), words, note))
    return rows
