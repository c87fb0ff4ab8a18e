"""The pages about weighing: the matrices of the case, and each with its standings and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.routing import BaseRoute

from headwater import weighing as joined
from headwater.errors import HeadwaterError
from headwater.show.phrases import count, day, one_line, shorten
from headwater.show.workbench import weighing_around as around
from headwater.show.workbench import weighing_charts as charts
from headwater.show.workbench import weighing_matrix as grid
from headwater.show.workbench.desk import Desk, NotFound, address, view
from headwater.store.weighed import MatrixParts
from headwater.weigh.asof import as_of, dates, replay, undated
from headwater.weigh.checks import Problem, problems
from headwater.weigh.explain import explain
from headwater.weigh.matrix import Matrix
from headwater.weigh.matrix_json import matrix_to_json
from headwater.weigh.rests_on import RestsOn, rests_on


@dataclass(frozen=True, slots=True)
class Listed:
    """A matrix in the list."""

    title: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class Matrices:
    """The list of matrices, with a form to begin one."""

    title: str
    rows: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The page of a matrix. ``rows`` is empty while it can't be weighed; ``problems`` then say why."""

    title: str
    id: str
    analyst: str
    analysts: Sequence[tuple[str, str, bool]]
    mine: bool
    problems: Sequence[str]
    notices: Sequence[str]
    rows: Sequence[grid.Row]
    columns: Sequence[grid.Column]
    hypotheses: Sequence[tuple[str, str]]
    said: Sequence[str]
    prompts: Sequence[str]
    fall: charts.Fall | None
    fall_about: str
    losses: Sequence[around.Lost]
    days: Sequence[around.Day]
    history: charts.History | None
    as_of: str
    day_number: int
    together: around.Together | None
    assumptions: Sequence[str]
    outcome: str
    records: Sequence[around.Scored]
    families: Sequence[tuple[str, str]]


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of these pages."""
    return [
        view(desk, "/weigh", "weigh_list.html.j2", matrices),
        view(desk, "/weigh/{name}", "weigh.html.j2", weighed),
    ]


def page_of(matrix: str) -> str:
    """The address of a matrix."""
    return f"/weigh/{quote(matrix, safe='')}"


def matrices(desk: Desk, request: Request) -> Matrices:
    """All matrices of the case."""
    return Matrices("Weighing", [_listed(parts) for parts in joined.case_matrices(desk.case)])


def _listed(parts: MatrixParts) -> Listed:
    about = f"{count(len(parts.hypotheses), 'explanation')}, {count(len(parts.items), 'item')} of evidence"
    by = f", rated by {', '.join(parts.ratings)}" if parts.ratings else ", not rated yet"
    return Listed(one_line(parts.title), page_of(parts.id), about + one_line(by))


def weighed(desk: Desk, request: Request) -> Weighed:
    """The page of one matrix. Raises NotFound."""
    name = request.path_params["name"]
    known = {parts.id: parts for parts in joined.case_matrices(desk.case)}
    if name not in known:
        raise NotFound("There is no such matrix in this case.")
    asked = request.query_params.get("analyst", "")
    parts = known[name]
    analyst = asked if asked in parts.ratings else (desk.author if desk.author in parts.ratings else None)
    try:
        found = joined.case_matrix(desk.case, name, analyst)
    except HeadwaterError as error:
        return _unweighed(parts, desk, [str(error)], None)
    fatal = [str(p) for p in problems(found.matrix) if p.fatal]
    if fatal:
        return _unweighed(parts, desk, fatal, found)
    days = dates(found.matrix)
    at, number = _when(request, days)
    matrix = as_of(found.matrix, at) if at else found.matrix
    try:
        return _page(desk, found, matrix, _rests_on(matrix), days, at, number)
    except HeadwaterError as error:
        return _unweighed(parts, desk, [str(error)], found)


KEPT = 32
"""Weighings kept in memory, so that only a change is worked out again."""

_kept: dict[str, RestsOn] = {}


def _rests_on(matrix: Matrix) -> RestsOn:
    """What a matrix rests on; the same matrix is weighed once."""
    key = matrix_to_json(matrix)
    found = _kept.get(key)
    if found is None:
        found = rests_on(matrix)
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = found
    return found


def _when(request: Request, days: Sequence[str]) -> tuple[str, int]:
    """The day asked for, and its number; the newest stands for now."""
    asked = request.query_params.get("day", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else len(days)
    if request.query_params.get("as-of", "") in days:
        number = days.index(request.query_params["as-of"])
    return (days[number], number) if number < len(days) else ("", len(days))


def _unweighed(parts: MatrixParts, desk: Desk, why: Sequence[str], found: joined.CaseMatrix | None) -> Weighed:
    """A matrix that can't be weighed yet: everything that can be filled in, and what is missing."""
    matrix = found.matrix if found else None
    columns = [grid.column(item, matrix, found, {}, {}, {}) for item in matrix.items] if matrix and found else []
    hypotheses = [(h.id, one_line(h.text)) for h in matrix.hypotheses] if matrix else []
    nothing: tuple[str, ...] = ()
    return Weighed(
        title=one_line(parts.title), id=parts.id, analyst=one_line(desk.author), analysts=(), mine=True,
        problems=[one_line(w) for w in why], notices=nothing, rows=(), columns=columns, hypotheses=hypotheses,
        said=nothing, prompts=nothing, fall=None, fall_about="", losses=(), days=(), history=None, as_of="",
        day_number=0, together=None, assumptions=nothing, outcome="", records=(), families=around.families(desk),
    )  # fmt: skip


def _page(
    desk: Desk, found: joined.CaseMatrix, matrix: Matrix, rests: RestsOn, days: Sequence[str], at: str, number: int
) -> Weighed:
    here = page_of(found.parts.id)
    names = {
        item.id: f"{item.id}: {shorten(one_line(item.text), 26)}"
        if len(item.id) < 6
        else shorten(one_line(item.id), 34)
        for item in matrix.items
    }
    fall = rests.standings.high.log_odds(*rests.standings.high.ranking[:2])
    terms = dict(fall.terms)
    diagnosticity = dict(rests.diagnosticity)
    columns = [grid.column(matrix.item(id_), matrix, found, rests.standings.counts, diagnosticity, terms)
               for id_, _ in rests.diagnosticity]  # fmt: skip
    steps = replay(found.matrix) if len(days) <= 60 else ()
    who = found.analyst or ""
    return Weighed(
        title=one_line(found.parts.title),
        id=found.parts.id,
        analyst=one_line(who or desk.author),
        analysts=[(one_line(a), address(here, analyst=a), a == who) for a in found.analysts],
        mine=who in ("", desk.author),
        problems=(),
        notices=[one_line(n) for n in (*found.notices, *_of_date(found.matrix, at), *_plain(rests.standings.notices))],
        rows=grid.rows(rests),
        columns=columns,
        hypotheses=[(h.id, one_line(h.text)) for h in matrix.hypotheses],
        said=[one_line(s) for s in explain(rests)],
        prompts=around.prompts(rests),
        fall=charts.waterfall(fall, names),
        fall_about=f"{grid.called(matrix, fall.first)} against {grid.called(matrix, fall.second)}",
        losses=around.losses(rests),
        days=[around.day_of(step, matrix, here, who, found) for step in steps],
        history=around.history(steps, matrix, here, who, at or (days[-1] if days else "")) if len(steps) > 1 else None,
        as_of=at,
        day_number=number,
        together=around.together(desk, found),
        assumptions=[one_line(a.text) for a in matrix.assumptions],
        outcome=around.outcome(found),
        records=around.records(desk, found),
        families=around.families(desk),
    )


def _of_date(matrix: Matrix, at: str) -> list[str]:
    left = undated(matrix) if at else ()
    return [f"As of {day(at)}; left out for want of a date: {', '.join(left)}."] if left else []


def _plain(notices: Sequence[Problem]) -> list[str]:
    return [str(n) for n in notices]
