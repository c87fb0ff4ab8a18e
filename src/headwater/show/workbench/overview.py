"""The case at a glance: its documents in time, who speaks, what is new, and what waits for a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from headwater.show.phrases import one_line
from headwater.show.summary import percent
from headwater.show.workbench.desk import Desk, address, render
from headwater.show.workbench.families import Asked, most_contested
from headwater.show.workbench.lists import Heading, voice_heading
from headwater.show.workbench.security import cookies
from headwater.show.workbench.timeline import Timeline, timeline
from headwater.show.workbench.traced import TraceState, trace_state
from headwater.store import overview as store
from headwater.store import said
from headwater.store.schema import now

LOUDEST = 12
"""Voices on the first page."""

LATEST = 400
"""Documents up to which each is a dot of its own on the timeline."""

SPEAKERS = (
    ("author", "own", "the pages’ own voice"),
    ("named", "named", "named voices"),
    ("unnamed", "unnamed", "voices not named"),
    ("document", "document", "documents"),
)

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z~\d{1,15}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Share:
    """Part of all statements of the case: in thousandths for the bar, and where the list of them is."""

    which: str
    label: str
    number: int
    percent: str
    start: int
    width: int
    href: str


@dataclass(frozen=True, slots=True)
class Loud:
    """A voice with the length of its bar, in thousandths of the longest."""

    heading: Heading
    only: str
    statements: int
    documents: int
    reliability: str
    width: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sort of open question, and how many there are."""

    label: str
    number: int
    href: str


@dataclass(frozen=True, slots=True)
class CaseOverview:
    """The first page. ``since`` is when this browser last looked, in UTC; empty on the first visit."""

    title: str
    totals: store.Overview
    timeline: Timeline
    shares: Sequence[Share]
    statements: int
    loudest: Sequence[Loud]
    since: str
    news: store.News | None
    waiting: Sequence[Waiting]
    contested: Sequence[Asked]
    state: TraceState


def routes(desk: Desk) -> list[BaseRoute]:
    """The route of this page; it also notes the visit."""

    def endpoint(request: Request) -> Response:
        seen = cookies(request.headers)
        since = seen.get(f"{desk.keys.cookie}-since", "")
        response = render(desk, request, "overview.html.j2", case_overview(desk, since))
        with desk.case.reading() as connection:
            newest = store.new_since(connection, "9999").verdict
        response.set_cookie(
            "headwater-seen-" + desk.case_mark,
            f"{now()}~{newest}",
            max_age=90 * 86_400,
            httponly=True,
            samesite="strict",
        )
        return response

    return [Route("/", endpoint, methods=["GET"], name="overview")]


def case_overview(desk: Desk, since: str = "") -> CaseOverview:
    """The first page. ``since`` is ``TIME~VERDICT`` of the last visit, or anything else for none."""
    time, _, verdict = since.partition("~") if _TIME.fullmatch(since) else ("", "", "0")
    with desk.case.reading() as connection:
        documents = store.documents(connection)
        totals = store.overview(connection)
        return CaseOverview(
            title=one_line(desk.name),
            totals=totals,
            timeline=timeline(documents, time),
            shares=shares(totals.statements),
            statements=sum(totals.statements.values()),
            loudest=_loudest(connection),
            since=time,
            news=store.new_since(connection, time, int(verdict)) if time else None,
            waiting=waiting(connection),
            contested=most_contested(connection),
            state=trace_state(desk, connection),
        )


def shares(statements: dict[str, int]) -> list[Share]:
    """The parts of all statements by who speaks, left to right; widths add up to 1000 where there are any."""
    total = sum(statements.values())
    found, counted = [], 0
    for speaker, which, label in SPEAKERS:
        start = round(1000 * counted / total) if total else 0
        counted += statements[speaker]
        width = (round(1000 * counted / total) if total else 0) - start
        part = percent(statements[speaker] / total) if total else "0%"
        found.append(
            Share(which, label, statements[speaker], part, start, width, address("/statements", speaker=speaker))
        )
    return found


def _loudest(connection: Connection) -> list[Loud]:
    lines = said.voices(connection, limit=LOUDEST)
    most = max((line.statements for line in lines), default=1)
    return [
        Loud(
            voice_heading(v),
            one_line(v.only or ""),
            v.statements,
            v.documents,
            v.reliability or "",
            round(1000 * v.statements / most),
        )
        for v in lines
    ]


def waiting(connection: Connection) -> list[Waiting]:
    """What waits for a person, most pressing first."""
    counts = store.question_counts(connection)
    return [
        Waiting(store.question_words(kind, number), number, address("/questions", kind=kind))
        for kind, number in counts.items()
        if number
    ]
