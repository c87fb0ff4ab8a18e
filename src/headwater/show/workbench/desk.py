"""What every page of the workbench has at hand: the case, who is at work, and the templates."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

import headwater
from headwater.show.page import TEMPLATES
from headwater.show.phrases import count, day, one_line, shorten
from headwater.show.workbench.security import Keys
from headwater.store.case import Case

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Desk:
    """One case on one person's screen. ``author`` signs the verdicts."""

    case: Case
    author: str
    keys: Keys
    name: str

    @property
    def case_mark(self) -> str:
        """A short name for the case in a browser's cookies."""
        return hashlib.sha256(str(self.case.path.resolve()).encode("utf-8", "replace")).hexdigest()[:12]


class NotFound(LookupError):
    """Something the address names is not in the case."""


def view(desk: Desk, path: str, template: str, make: Callable[[Desk, Request], Any]) -> Route:
    """A route that shows what ``make`` returns, a frozen dataclass, in ``template``. It runs in a thread of its own."""

    def endpoint(request: Request) -> Response:
        return render(desk, request, template, make(desk, request))

    return Route(path, endpoint, methods=["GET"], name=make.__name__)


def render(desk: Desk, request: Request, template: str, context: Any, status: int = 200) -> HTMLResponse:
    """A page: the fields of ``context``, and what all pages need."""
    values = {field.name: getattr(context, field.name) for field in fields(context)}
    values |= {
        "case_name": one_line(desk.name),
        "author": one_line(desk.author),
        "csrf": desk.keys.write,
        "path": request.url.path,
        "here": address(request.url.path, request.query_params),
        "version": headwater.__version__,
    }
    return HTMLResponse(environment().get_template(template).render(values), status)


@cache
def environment() -> Environment:
    """The templates of the workbench, and those of the static pages."""
    found = Environment(
        loader=ChoiceLoader([FileSystemLoader(HERE / "templates"), FileSystemLoader(TEMPLATES)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"day": day, "line": lambda words: one_line(words or ""), "shorten": shorten, "moment": moment}
    found.globals |= {"count": count}
    return found


def wants_json(request: Request) -> bool:
    """Whether whoever asks is a program, which is answered in JSON also where something is the matter."""
    return "application/json" in request.headers.get("accept", "")


def address(path: str, query: Mapping[str, str] | None = None, **changes: object) -> str:
    """An address inside the workbench; ``changes`` replace or, where None or empty, drop parts of the query."""
    values = {**(query or {}), **{k: "" if v is None else str(v) for k, v in changes.items()}}
    kept = {k: v for k, v in values.items() if v != ""}
    return f"{path}?{urlencode(kept)}" if kept else path


class Number(Convertor[int]):
    """A number of the case in a path, ``{id:number}``; what no database could hold is no address."""

    regex = "[0-9]{1,18}"

    def convert(self, value: str) -> int:
        """The number written."""
        return int(value)

    def to_string(self, value: int) -> str:
        """As it stands in an address."""
        return str(value)


register_url_convertor("number", Number())


def whole(text: str | None, default: int = 0, *, most: int = 2**53) -> int:
    """A number from an address; ``default`` for anything else."""
    if text and text.isascii() and text.isdecimal() and len(text) < 17:
        return min(int(text), most)
    return default


def moment(time: str) -> str:
    """A UTC time as the case writes it, in words: “2 May 2031, 14:05 UTC”."""
    return f"{day(time)}, {time[11:16]} UTC" if len(time) > 15 else day(time)
