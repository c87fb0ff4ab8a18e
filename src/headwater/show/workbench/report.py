"""Sourcing reports: one document's page as a file of its own, and the whole case on one page to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from headwater.show.page import page
from headwater.show.workbench.desk import Desk, NotFound, view
from headwater.show.workbench.lists import Heading, Line, claim_lines, voice_heading
from headwater.show.workbench.overview import Share, Waiting, shares, waiting
from headwater.store import loading, said
from headwater.store import overview as store

MOST_VOICES = 24
MOST_STATEMENTS = 8
MOST_DOCUMENTS = 200


@dataclass(frozen=True, slots=True)
class VoiceReport:
    """A voice in the report with its first statements."""

    heading: Heading
    line: said.VoiceLine
    statements: Sequence[Line]


@dataclass(frozen=True, slots=True)
class CaseReport:
    """The sourcing report of a case."""

    title: str
    totals: store.Overview
    shares: Sequence[Share]
    statements: int
    documents: Sequence[store.DocumentLine]
    left_out: int
    voices: Sequence[VoiceReport]
    waiting: Sequence[Waiting]
    head: tuple[int, str]


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of the reports."""

    def document_report(request: Request) -> Response:
        """The reading as a self-contained page: nothing of it is loaded from anywhere, so it can be mailed."""
        with desk.case.reading() as connection:
            if store.document(connection, request.path_params["id"]) is None:
                raise NotFound(f"There is no document {request.path_params['id']} in this case.")
            reading = loading.load(connection, request.path_params["id"])
        name = f"headwater-{request.path_params['id']}.html"
        # the page brings its own style and policy; as an attachment it is never run on this server's address
        return HTMLResponse(page(reading), headers={"Content-Disposition": f'attachment; filename="{name}"'})

    return [
        view(desk, "/report", "report.html.j2", case_report),
        Route("/documents/{id:number}/report", document_report, methods=["GET"], name="document_report"),
    ]


def case_report(desk: Desk, request: Request) -> CaseReport:
    """The report of the case."""
    from headwater.store.verdicts import head

    with desk.case.reading() as connection:
        totals = store.overview(connection)
        documents = store.documents(connection, limit=MOST_DOCUMENTS)
        questions = waiting(connection)
        voices = _voices(connection)
        newest = head(connection)
    return CaseReport(
        title=f"Sourcing report: {desk.name}",
        totals=totals,
        shares=shares(totals.statements),
        statements=sum(totals.statements.values()),
        documents=documents,
        left_out=totals.documents - len(documents),
        voices=voices,
        waiting=questions,
        head=newest,
    )


def _voices(connection: Connection) -> list[VoiceReport]:
    """Those who say most, each with what it says first; all statements are fetched at once."""
    lines = said.voices(connection, limit=MOST_VOICES)
    numbers = [said.said_numbers(connection, line.id, limit=MOST_STATEMENTS) for line in lines]
    statements = iter(claim_lines(connection, [n for some in numbers for n in some]))
    return [
        VoiceReport(voice_heading(line), line, list(islice(statements, len(some))))
        for line, some in zip(lines, numbers, strict=True)
    ]
