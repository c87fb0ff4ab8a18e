"""The commands about the trace of a case: ``trace``, ``claims``, ``origins``, ``versions``, ``judge``.

``mount(app)`` puts them into the program. Exit status as for all commands.
"""

from __future__ import annotations

import json as json_module
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.case_commands import Author, CasePath, open_case
from headwater.case_commands import document_row as find_document
from headwater.errors import BadVerdict, CaseError
from headwater.show.phrases import count, one_line
from headwater.telling import complain, errors, login, say, writable

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

    from headwater.store.case import Case
    from headwater.tracing import Progress, Report

SHOWN = 20
"""Questions printed unless more are asked for."""
PROGRESS_AFTER = 1.0
"""Seconds of work before a progress bar appears."""

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead.")]


class Decision(StrEnum):
    """What ``judge`` can say."""

    same = "same"
    different = "different"
    independent = "independent"
    undo = "undo"


def mount(app: typer.Typer) -> None:
    """Put the commands about traces into the program."""
    for name, command in (
        ("trace", trace_command),
        ("claims", claims_command),
        ("origins", origins_command),
        ("versions", versions_command),
        ("judge", judge_command),
    ):
        app.command(name)(command)


def trace_command(
    path: CasePath,
    everything: Annotated[bool, typer.Option("--all", help="Trace everything anew, not only what changed.")] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, max=256, metavar="N", help="Processes; all cores otherwise.")
    ] = None,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress; errors are still told.")] = False,
) -> None:
    """Find which claims are the same, who carried them from whom, and how many independent origins they have."""
    from headwater.tracing import trace

    with errors(), open_case(path) as case:
        with bar(wanted=not quiet) as tell:
            report = trace(case, tell, everything=everything, jobs=jobs or cores())
        if json:
            say(json_module.dumps(asdict(report)))
            return
        say(report_words(report))
        if report.contested:
            say(f"The most contested: headwater claims {one_line(str(path))} --contested")


def cores() -> int:
    """Processor cores that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def report_words(report: Report) -> str:
    """What a tracing did, in a sentence."""
    anew = count(report.changed, "document")
    gone = f", {report.gone:,} taken out" if report.gone else ""
    return (
        f"traced {anew} of {report.documents:,}{gone}: {count(report.claims, 'claim')} in "
        f"{count(report.families, 'family', 'families')}; {count(report.contested, 'question')} with rival answers"
    )


def claims_command(
    path: CasePath,
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="Words that a claim must hold.", show_default=False)
    ] = None,
    contested: Annotated[bool, typer.Option("--contested", help="Only questions with rival answers.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Questions printed at most; 0 for all.")] = SHOWN,
    json: Json = False,
) -> None:
    """List what the documents say, the most contested questions first, with how many origins each answer has."""
    from headwater.show.traced_text import question_lines
    from headwater.store.traced_pages import count_questions, questions

    with errors(), open_case(path, readonly=not writable(path)) as case:
        _told_outdated(case)
        with case.reading() as connection:
            found = questions(connection, query or "", contested=contested, limit=limit or -1)
            if limit == SHOWN and not (query or json):
                found = [one for one in found if one.documents > 1] or found
            total = count_questions(connection, query or "", contested=contested)
        for one in found:
            if json:
                say(json_module.dumps(asdict(one), ensure_ascii=False))
                continue
            for line in question_lines(one):
                say(line)
        if not json:
            _say_rest(total, len(found), query)


def _say_rest(total: int, shown: int, query: str | None) -> None:
    if not total:
        say(f"no claim holds the words {query!r}" if query else "no claims were found")
    elif total > shown:
        say(
            f"and {count(total - shown, 'more question')}, less contested or in one document only (--limit 0 shows all)"
        )


def origins_command(
    path: CasePath,
    claim: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM", help="A claim as headwater claims names it, or words of it.", show_default=False
        ),
    ],
    json: Json = False,
) -> None:
    """Show on how many independent origins a claim rests, which, why, and what was lost on the way."""
    from headwater.show.traced_text import origins_lines
    from headwater.store.traced_pages import family_page, find_family

    with errors(), open_case(path, readonly=not writable(path)) as case:
        _told_outdated(case)
        with case.reading() as connection:
            key = find_family(connection, claim)
            page = family_page(connection, key) if key else None
        if page is None:
            raise BadVerdict(str(path), f"has no claim {claim!r}", "headwater claims lists what it has")
        if json:
            say(json_module.dumps(asdict(page), ensure_ascii=False))
            return
        for line in origins_lines(page):
            say(line)


def versions_command(
    path: CasePath,
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Number, key, file or address.", show_default=False)
    ],
    json: Json = False,
) -> None:
    """Show what changed from one capture of a page to the next, what matters about it, and whether it was announced."""
    from headwater.show.traced_text import version_lines
    from headwater.store.traced_versions import comparisons, versions
    from headwater.trace_withdrawn import carried_lines

    with errors(), open_case(path, readonly=not writable(path)) as case:
        _told_outdated(case)
        number = find_document(case, document)
        with case.reading() as connection:
            known, found = versions(connection, number), comparisons(connection, number)
            carried = [carried_lines(connection, one) for one in found]
        if json:
            compared = [
                {**asdict(one), "still_carried": [asdict(line) for line in lines]}
                for one, lines in zip(found, carried, strict=True)
            ]
            data = {"versions": [asdict(v) for v in known], "comparisons": compared}
            say(json_module.dumps(data, ensure_ascii=False))
            return
        for line in version_lines(known, found, carried):
            say(line)


def judge_command(
    path: CasePath,
    decision: Annotated[
        Decision,
        typer.Argument(
            help="same or different: two claims do or don't say the same. independent: two origins that were taken as "
            "one are not. undo: an earlier verdict no longer counts.",
            show_default=False,
        ),
    ],
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...", help="Two claims; or the name of a merge; or a verdict's number.", show_default=False
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    author: Author = None,
) -> None:
    """Give a verdict on what tracing found, and trace again what it touches."""
    from headwater.tracing import trace

    wanted = 2 if decision in (Decision.same, Decision.different) else 1
    if len(names) != wanted:
        raise typer.BadParameter(f"{decision.value} needs {count(wanted, 'name')}")
    with errors(), open_case(path) as case:
        number = _give(case, decision, names, author or login(), reason)
        report = trace(case)
        say(f"verdict {number}; {count(report.flows, 'family', 'families')} worked out again")


def _give(case: Case, decision: Decision, names: list[str], author: str, reason: str) -> int:
    from headwater.store.subjects import pair_subject
    from headwater.store.traced_pages import find_claim
    from headwater.store.verdicts import Draft

    if decision is Decision.undo:
        if not names[0].isdecimal():
            raise BadVerdict(str(case.path), f"{names[0]!r} is no verdict's number")
        return case.undo(int(names[0]), author=author, reason=reason).id
    if decision is Decision.independent:
        return case.give(Draft(decision.value, f"origins:{names[0]}", {}, author, reason)).id
    with case.reading() as connection:
        keys = [find_claim(connection, name) for name in names]
    for name, key in zip(names, keys, strict=True):
        if key is None:
            raise BadVerdict(str(case.path), f"has no claim {name!r}", "headwater origins shows a family's claims")
    subject = pair_subject(*(key for key in keys if key is not None))
    return case.give(Draft(decision.value, subject, {}, author, reason)).id


def _told_outdated(case: Case) -> None:
    """Refuse a case that was never traced; tell on stderr if documents changed since."""
    from headwater.store.traced_state import outdated

    with case.reading() as connection:
        changed = outdated(connection)
    if changed is None:
        raise CaseError(str(case.path), "was not traced yet", f"run: headwater trace {case.path}")
    if changed:
        complain(f"{case.path}: {count(changed, 'document')} changed since it was traced (run headwater trace)")


@contextmanager
def bar(*, wanted: bool) -> Iterator[Progress | None]:
    """A progress bar on stderr, drawn once work takes longer than a moment; none where stderr is no terminal."""
    if not (wanted and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as drawn:
        yield _teller(drawn)


def _teller(drawn: RichProgress) -> Progress:
    task = drawn.add_task("", total=None, visible=False)
    began = time.monotonic()

    def tell(step: str, done: int, total: int) -> None:
        if time.monotonic() - began > PROGRESS_AFTER:
            drawn.update(task, description=step, completed=done, total=total, visible=True)

    return tell
