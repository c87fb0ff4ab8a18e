"""The sourcing report as Markdown (CommonMark with tables), for notes, wikis and editors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from headwater.export.contents import Contents
from headwater.export.report import DocumentPart, FamilyPart, Line, Report, VoicePart, collect, period
from headwater.export.words import count
from headwater.store.migrations import program

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_NUMBERED = re.compile(r"^(\d+)(?=[.)])")
_FIRST = re.compile(r"^(?=[#+=-])")


def write(contents: Contents, path: Path) -> int:
    """Write the report; how many statements it is about."""
    report = collect(contents)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines(report))
    return report.statements


def plain(text: str) -> str:
    """Words of a page so that none of their characters act as Markdown or HTML."""
    return _FIRST.sub(r"\\", _NUMBERED.sub(r"\1\\", _SPECIAL.sub(r"\\\1", text)))


def lines(report: Report) -> Iterator[str]:
    """The report, line by line."""
    totals = report.totals
    yield f"# Sourcing report: {plain(report.name)}"
    yield ""
    yield f"{count(totals.documents, 'document')} from {count(totals.publishers, 'publisher')}{plain(period(totals))};"
    yield f"{count(report.statements, 'statement')}; {count(report.voices_in_all, 'voice')} that speak;"
    yield f"{count(totals.verdicts, 'verdict')} in force."
    yield ""
    yield "It shows on whose word the statements rest. It does not say which of them are true."
    yield from _table("On whose word the statements rest", "Who speaks", report.shares)
    if report.families:
        yield from ("", "## What several documents say, and how many origins stand behind it", "", *_columns("Words"))
        yield from (_family(family) for family in report.families)
    if report.contested:
        yield from ("", "## On what they contradict each other")
        for question in report.contested:
            yield from ("", *_columns(f"They differ in {question.differ}" if question.differ else "Answers"))
            yield from (_family(family, contested=True) for family in question.answers)
            if question.more:
                yield f"| and {count(question.more, 'answer')} more | | | | |"
    yield from _table("How sure the voices sounded", "In the words of the page", report.certainties)
    yield from _table("When the documents were published", "Day", report.days)
    yield from ("", "## Voices")
    for voice in report.voices:
        yield from _voice(voice)
    yield from ("", "## Documents")
    for document in report.documents:
        yield from _document(document)
    yield from _table("Open questions", "What", report.questions)
    yield ""
    yield f"Places are characters of each document's text. Made with Headwater {program()}; newest verdict {report.head[0]},"
    yield f"log {report.head[1][:16]}…"


def _table(title: str, first: str, values: Sequence[tuple[str, int]]) -> Iterator[str]:
    shown = [(label, n) for label, n in values if n]
    if shown:
        yield from ("", f"## {title}", "", f"| {first} | Number |", "|---|---:|")
        yield from (f"| {plain(label)} | {n:,} |" for label, n in shown)


def _columns(first: str) -> tuple[str, str]:
    head = f"| {plain(first)} | Documents | Outlets | Independent origins | Lost or changed on the way |"
    return head, "|---|---:|---:|---:|---|"


def _family(family: FamilyPart, *, contested: bool = False) -> str:
    said = plain(family.words)
    if contested and family.value:
        said = f"**{plain(family.value)}**: {said}"
    elif family.rivals and not contested:
        said += " *(others say otherwise)*"
    if family.names:
        said += f" *from {plain('; '.join(family.names))}*"
    numbers = ", ".join(map(str, dict.fromkeys(document for _, document in family.lines)))
    said += f" (documents {numbers})" if "," in numbers else f" (document {numbers})" if numbers else ""
    drifts = "; ".join(map(plain, family.drifts))
    return f"| {said} | {family.documents} | {family.outlets} | {family.origins} | {drifts} |"


def _voice(voice: VoicePart) -> Iterator[str]:
    grade = f"; graded {voice.grade}" if voice.grade else ""
    yield from ("", f"### {plain(voice.name)}", "")
    yield f"{voice.kind}; {count(voice.statements, 'statement')} in {count(voice.documents, 'document')}{grade}"
    yield ""
    yield from (f"- {_words(line)} *document {line.document}, {line.where}*" for line in voice.lines)
    if voice.statements > len(voice.lines):
        yield f"- and {voice.statements - len(voice.lines):,} more"


def _words(line: Line) -> str:
    return f"{plain(line.words)} ({line.manner})"


def _document(document: DocumentPart) -> Iterator[str]:
    numbers = "; ".join(f"{label} {n}" for label, n in document.shares if n)
    yield from ("", f"### {document.number}\\. {plain(document.title)}", "")
    parts = [plain(document.about), f"<{document.url}>" if document.url else "", numbers, f"SHA-256 {document.sha256}"]
    yield " · ".join(p for p in parts if p)
    if document.lines:
        yield ""
    yield from (f"- **{plain(line.who)}**: {_words(line)} *{line.where}*" for line in document.lines)
