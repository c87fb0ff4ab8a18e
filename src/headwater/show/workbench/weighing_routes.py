"""What a person enters on the pages about weighing, each as a verdict: explanations, evidence, ratings, assumptions, outcome."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.routing import BaseRoute

from headwater import weighing as joined
from headwater.errors import BadVerdict
from headwater.show.workbench.desk import Desk, NotFound
from headwater.show.workbench.edits import Unclear
from headwater.show.workbench.verdict_routes import Done, Fields, _back, _reason, write
from headwater.show.workbench.weighing import page_of
from headwater.store.matrix_kinds import LONGEST, subject
from headwater.store.verdicts import Draft, Verdict
from headwater.store.weighed import MatrixParts
from headwater.weigh.dates import end_of

LONGEST_NAME = 60
MOST_RIVALS = 30
"""Explanations that a matrix can begin with."""


def routes(desk: Desk) -> list[BaseRoute]:
    """All routes that write to a matrix."""
    return [
        write(desk, "/weigh", begin),
        *(write(desk, f"/weigh/{{name}}/{part}", act) for part, act in _ACTS.items()),
    ]


def begin(desk: Desk, request: Request, fields: Fields) -> Done:
    """Begin a matrix: its question and two rival explanations or more, a line for each."""
    title = _words(fields, "title", "Say what is to be explained.")
    rivals = [" ".join(line.split()) for line in fields.get("hypotheses", "").splitlines() if line.strip()]
    if len(rivals) < 2:
        raise Unclear("Weighing compares rivals: give two explanations or more, one on each line.")
    if len(rivals) > MOST_RIVALS or max(map(len, (title, *rivals))) > LONGEST:  # before the first verdict is given
        raise Unclear(f"Give at most {MOST_RIVALS} explanations, and at most {LONGEST:,} characters each.")
    known = {parts.id for parts in joined.case_matrices(desk.case)}
    name = _free("".join(c if c.isalnum() else "-" for c in title.lower())[:40].strip("-") or "matrix", known)
    verdict = _give(desk, "question", ("matrix", name), {"title": title}, fields)
    for number, text in enumerate(rivals, 1):
        _give(desk, "explain", ("hypothesis", name, f"H{number}"), {"text": text}, fields)
    return Done(verdict, page_of(name))


def _free(name: str, known: set[str]) -> str:
    number, found = 2, name
    while found in known:
        number, found = number + 1, f"{name}-{number}"
    return found


def rate(desk: Desk, request: Request, fields: Fields) -> Done:
    """Rate one cell."""
    parts = _parts(desk, request)
    item, hypothesis = fields.get("item", ""), fields.get("hypothesis", "")
    joined.rate(desk.case, parts.id, item, hypothesis, fields.get("rating", "")[:100], desk.author, _reason(fields))
    return _newest(desk, parts, fields)


def hypothesis(desk: Desk, request: Request, fields: Fields) -> Done:
    """Add an explanation, change its words or prior, or take it out."""
    parts = _parts(desk, request)
    id_ = fields.get("id", "") or _next("H", [h["id"] for h in parts.hypotheses])
    old = next((h for h in parts.hypotheses if h["id"] == id_), {})
    payload = {k: v for k, v in old.items() if k != "id"} | {"text": _words(fields, "text", "Say the explanation.")}
    return _put(desk, parts, "explain", ("hypothesis", parts.id, id_), _or_gone(fields, payload), fields)


def item(desk: Desk, request: Request, fields: Fields) -> Done:
    """Add an item of evidence, tied to a family, typed in or expected; change it or take it out."""
    parts = _parts(desk, request)
    id_ = fields.get("id", "") or _next("E", [i["id"] for i in parts.items])
    family = fields.get("family", "").strip()
    payload: dict[str, object] = {"text": _words(fields, "text", "Say what the item is.")}
    if family:
        payload |= {"family": family, "kind": "reported"}
    else:
        payload["kind"] = "expected" if fields.get("kind") == "expected" else "typed"
        seen = _date(fields, "seen")
        if seen:
            payload["seen"] = seen
    for name in ("credibility", "relevance"):
        if fields.get(name):
            payload[name] = fields[name]
    return _put(desk, parts, "evidence", ("item", parts.id, id_), _or_gone(fields, payload), fields)


def assumption(desk: Desk, request: Request, fields: Fields) -> Done:
    """Note something that the ranking takes for granted."""
    parts = _parts(desk, request)
    id_ = fields.get("id", "") or _next("A", [a["id"] for a in parts.assumptions])
    payload: dict[str, object] = {"text": _words(fields, "text", "Say what is assumed.")}
    return _put(desk, parts, "assume", ("assumption", parts.id, id_), _or_gone(fields, payload), fields)


def settle(desk: Desk, request: Request, fields: Fields) -> Done:
    """Mark what turned out to be so, or take the mark back."""
    parts = _parts(desk, request)
    payload: dict[str, object] = {"hypothesis": fields.get("hypothesis", "")}
    date = _date(fields, "date")
    if date:
        payload["date"] = date
    known = {i["id"]: fields.get(f"item:{i['id']}", "") for i in parts.items}
    payload["items"] = {id_: value == "yes" for id_, value in known.items() if value in ("yes", "no")}
    return _put(desk, parts, "settle", ("outcome", parts.id), _or_gone(fields, payload), fields)


_ACTS: dict[str, Callable[[Desk, Request, Fields], Done]] = {
    "rate": rate,
    "hypothesis": hypothesis,
    "item": item,
    "assumption": assumption,
    "settle": settle,
}


def _parts(desk: Desk, request: Request) -> MatrixParts:
    name = request.path_params["name"]
    found = next((parts for parts in joined.case_matrices(desk.case) if parts.id == name), None)
    if found is None:
        raise NotFound("There is no such matrix in this case.")
    return found


def _words(fields: Fields, name: str, missing: str) -> str:
    words = " ".join(fields.get(name, "").split())
    if not words and fields.get("gone") != "yes":
        raise Unclear(missing)
    return words


def _date(fields: Fields, name: str) -> str:
    """A date as typed, if one was; refused where it is none, because with it the matrix could not be weighed."""
    date = fields.get(name, "").strip()
    if date and end_of(date) is None:
        raise Unclear("Write the date as 2031-05-02, or with a time as 2031-05-02T18:30Z.")
    return date


def _or_gone(fields: Fields, payload: dict[str, object]) -> dict[str, object]:
    return {"gone": True} if fields.get("gone") == "yes" else payload


def _next(letter: str, known: list[str]) -> str:
    number = 1
    while f"{letter}{number}" in known:
        number += 1
    return f"{letter}{number}"


def _give(desk: Desk, kind: str, names: tuple[str, ...], payload: dict[str, object], fields: Fields) -> Verdict:
    if any(len(name) > LONGEST_NAME for name in names):
        raise BadVerdict(str(desk.case.path), f"a name is longer than {LONGEST_NAME} characters")
    return desk.case.give(Draft(kind, subject(*names), payload, desk.author, _reason(fields)))


def _put(
    desk: Desk, parts: MatrixParts, kind: str, names: tuple[str, ...], payload: dict[str, object], fields: Fields
) -> Done:
    return Done(_give(desk, kind, names, payload, fields), _back(fields, page_of(parts.id)))


def _newest(desk: Desk, parts: MatrixParts, fields: Fields) -> Done:
    """Where to go after a rating, with the verdict that was just given."""
    from headwater.store import verdicts

    with desk.case.reading() as connection:
        number, _ = verdicts.head(connection)
        verdict = verdicts.get(connection, number)
    assert verdict is not None
    return Done(verdict, _back(fields, page_of(parts.id)))
