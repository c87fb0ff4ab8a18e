"""The workbench as an ASGI application over one open case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from headwater.errors import CaseError
from headwater.show.page import MOST_LIGHTS, TEMPLATES
from headwater.show.phrases import one_line
from headwater.show.workbench import (
    families,
    family,
    family_routes,
    flow_chart,
    lists,
    overview,
    reading_view,
    report,
    search,
    verdict_routes,
    versions,
    voices,
    weighing,
    weighing_routes,
)
from headwater.show.workbench.desk import HERE, Desk, NotFound, render, wants_json
from headwater.show.workbench.security import ENTRANCE, Guard, Keys, TooMuch, cookies
from headwater.store.case import Case

STATIC = {
    "icon.svg": "image/svg+xml",
    "page.css": "text/css",
    "workbench.css": "text/css",
    "print.css": "text/css",
    "trace.css": "text/css",
    "weigh.css": "text/css",
    "weigh.js": "text/javascript",
    "workbench.js": "text/javascript",
}
"""Files that pages load, by name; nothing else is ever served from a folder."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A page that says what is the matter."""

    title: str
    problem: str
    advice: str
    back: str = "/"


def application(case: Case, *, author: str, token: str, port: int) -> Guard:
    """The application, guarded. It answers at ``http://127.0.0.1:port`` only; ``/enter?key=token`` lets a browser in."""
    desk = Desk(case, author, Keys(token, port), case.name)
    inner = Starlette(routes=[*_own_routes(desk), *_pages(desk)], exception_handlers=_handlers(desk))
    return Guard(inner, desk.keys)


def addresses(guarded: Guard, method: str = "GET") -> list[str]:
    """The paths of all routes that answer ``method``: for tests and benchmarks that must not forget one."""
    assert isinstance(guarded.app, Starlette)
    return [r.path for r in guarded.app.routes if isinstance(r, Route) and method in (r.methods or ())]


def _pages(desk: Desk) -> list[BaseRoute]:
    found: list[BaseRoute] = []
    for module in (
        overview, lists, reading_view, versions, voices, families, family, family_routes, search, report, verdict_routes,
        weighing, weighing_routes,
    ):  # fmt: skip
        found += module.routes(desk)
    return found


def _own_routes(desk: Desk) -> list[BaseRoute]:
    def enter(request: Request) -> Response:
        """Let a browser in that knows the token: it gets the cookie, and the token leaves the address."""
        if not desk.keys.opens(request.query_params.get("key", "")):
            return PlainTextResponse("This address is of another start of the workbench.\n", 403)
        # a page that goes on by itself, not a redirect: the cookie is only sent on a step that this site began
        words = '<!doctype html><html lang="en"><title>Headwater</title><p><a href="/">Open the case</a></p></html>'
        response = HTMLResponse(words, headers={"Refresh": "0; url=/"})
        last = cookies(request.headers).get(f"headwater-seen-{desk.case_mark}", "")
        for name, value in ((desk.keys.cookie, desk.keys.session), (f"{desk.keys.cookie}-since", last)):
            response.set_cookie(name, value, httponly=True, samesite="strict")
        return response

    def static(request: Request) -> Response:
        name = request.path_params["name"]
        if name == "lights.css":
            return Response(lights(), media_type="text/css")
        if name not in STATIC:
            raise HTTPException(404)
        return Response(_file(name), media_type=STATIC[name])

    def icon(request: Request) -> Response:
        return Response(_file("icon.svg"), media_type="image/svg+xml")

    return [
        Route("/favicon.ico", icon, methods=["GET"]),
        Route(ENTRANCE, enter, methods=["GET"]),
        Route("/static/{name}", static, methods=["GET"]),
    ]


@cache
def _file(name: str) -> bytes:
    folder = TEMPLATES if name == "page.css" else HERE / "static"
    return (folder / name).read_bytes()


@cache
def lights() -> str:
    """A rule for each voice of a ledger that lights up its words, as on the static pages; one for each mark of a flow."""
    words = (
        f"body:has(#v{n}:is(:hover,:focus-within,:target)) .w{n}{{outline:2px solid var(--c);outline-offset:1px}}"
        for n in range(1, MOST_LIGHTS + 1)
    )
    lines = (
        f".flow:has(.n{n}:is(:hover,:focus-visible)) .step:not(.p{n}){{opacity:.15}}"
        for n in range(1, flow_chart.MOST + 1)
    )
    return "\n".join((*words, *lines))


def _handlers(desk: Desk) -> dict[Any, Callable[[Request, Exception], Response]]:
    """What becomes of errors: a page in words, or JSON where that was asked for; never a traceback."""

    def tell(request: Request, status: int, trouble: Trouble) -> Response:
        if wants_json(request):
            advice = f" {trouble.advice[:1].upper()}{trouble.advice[1:]}." if trouble.advice else ""
            return JSONResponse({"problem": trouble.problem + advice}, status)
        return render(desk, request, "problem.html.j2", trouble, status)

    def missing(request: Request, error: Exception) -> Response:
        words = str(error) if isinstance(error, NotFound) else "There is no such page in the workbench."
        return tell(request, 404, Trouble("Not found", words, ""))

    def http(request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", 400)
        if status == 404:
            return missing(request, error)
        words = f"{getattr(error, 'detail', '')}"
        return (
            JSONResponse({"problem": words}, status) if wants_json(request) else PlainTextResponse(words + "\n", status)
        )

    def case(request: Request, error: Exception) -> Response:
        assert isinstance(error, CaseError)
        problem = f"{one_line(error.name)} {one_line(error.problem)}."
        return tell(request, 503, Trouble("The case can’t be read", problem, one_line(error.advice)))

    def large(request: Request, error: Exception) -> Response:
        return PlainTextResponse("The request is too large.\n", 413)

    return {NotFound: missing, HTTPException: http, CaseError: case, TooMuch: large}
