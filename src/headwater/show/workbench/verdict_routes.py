"""The writes: every form of the workbench ends here as a verdict, or as a message that says why not.

With ``Accept: application/json`` the answer is ``{"verdict": number, "said": words}`` or ``{"problem": words}``; without
it the browser is led back to the page it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from headwater.errors import CaseError, ModelError
from headwater.model import Attribution, Reading
from headwater.show.workbench.desk import Desk, NotFound, render, wants_json, whole
from headwater.show.workbench.edits import Unclear, attribution_of
from headwater.show.workbench.panel import CREDIBILITY_WORDS
from headwater.show.workbench.security import form_fields, same
from headwater.show.workbench.statements import standings
from headwater.show.workbench.traced import bears_on_trace, retrace
from headwater.store import loading, overview, said
from headwater.store.names import subject_of
from headwater.store.subjects import addition_subject
from headwater.store.traced_state import outdated
from headwater.store.verdicts import Draft, Verdict, get

MOST_REASON = 2_000
FORM_TYPE = "application/x-www-form-urlencoded"

Fields = Mapping[str, str]
Act = Callable[[Desk, Request, Fields], "Done"]

SAID = {
    "accept": "Accepted.",
    "reject": "Rejected.",
    "edit": "Changed.",
    "add": "Added.",
    "undo": "Undone.",
    "merge": "Merged.",
    "split": "Split off.",
    "name": "Named.",
    "grade": "Graded.",
    "credit": "Graded.",
    "same": "Taken as saying the same.",
    "different": "Split off.",
    "independent": "Held apart.",
    "remove": "Taken out of the case.",
    "restore": "Put back into the case.",
    "date": "Dated.",
    "rate": "Rated.",
    "settle": "Marked as settled.",
}


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a form: the verdict given, if one was, where to go without script, and what to say."""

    verdict: Verdict | None
    back: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """The page that says why something was not done."""

    title: str
    problem: str
    advice: str
    back: str


class Refused(ValueError):
    """A write that does not come from this server's own form."""


def routes(desk: Desk) -> list[BaseRoute]:
    """All routes that write."""
    return [
        write(desk, "/documents/{id:number}/judge", judge_attribution),
        write(desk, "/documents/{id:number}/undo", undo_last),
        write(desk, "/documents/{id:number}/removal", judge_document),
        write(desk, "/documents/{id:number}/date", date_document),
        write(desk, "/voices/{id:number}/judge", judge_voice),
        write(desk, "/verdicts/{id:number}/undo", undo),
    ]


def write(desk: Desk, path: str, act: Act) -> Route:
    """A route that writes: the form's own token is checked here, for all of them."""

    async def endpoint(request: Request) -> Response:
        try:
            fields = await _fields(desk, request)
            done = await run_in_threadpool(act, desk, request, fields)
        except (Refused, Unclear, NotFound, CaseError, ModelError) as error:
            return _problem(desk, request, error)
        if wants_json(request):
            return JSONResponse(_told(done))
        return RedirectResponse(done.back, 303)

    return Route(path, endpoint, methods=["POST"], name=act.__name__)


def _told(done: Done) -> dict[str, object]:
    said = done.said or (SAID.get(done.verdict.kind, "Done.") if done.verdict else "Done.")
    return {"verdict": done.verdict.id, "said": said} if done.verdict else {"said": said}


async def _fields(desk: Desk, request: Request) -> Fields:
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != FORM_TYPE:
        raise Refused("The workbench takes forms only.")
    body = await request.body()
    try:
        fields = form_fields(body)
    except ValueError:
        raise Refused("The form can’t be read.") from None
    if not same(fields.get("csrf", ""), desk.keys.write):
        raise Refused("This form is not of this start of the workbench. Reload the page and try again.")
    return fields


def _problem(desk: Desk, request: Request, error: Exception) -> Response:
    status = 403 if isinstance(error, Refused) else 404 if isinstance(error, NotFound) else 409
    status = 422 if isinstance(error, Unclear) else status
    problem, advice = str(error), ""
    if isinstance(error, CaseError):
        problem, advice = f"{error.problem[:1].upper()}{error.problem[1:]}.", error.advice
    if wants_json(request):
        return JSONResponse({"problem": f"{problem} {advice[:1].upper()}{advice[1:]}".strip()}, status)
    back = request.url.path.rsplit("/", 1)[0]
    return render(desk, request, "problem.html.j2", Problem("Not done", problem, advice, back), status)


def _reason(fields: Fields) -> str:
    reason = " ".join(fields.get("reason", "").split())
    if len(reason) > MOST_REASON:
        raise Unclear(f"A reason takes at most {MOST_REASON:,} characters.")
    return reason


def _back(fields: Fields, default: str) -> str:
    """Where the form wants to go afterwards, if that is a page of this server."""
    back = fields.get("back", "")
    inside = back.startswith("/") and not back.startswith(("//", "/\\")) and all(" " < c < "\x7f" for c in back)
    return back if inside and "\\" not in back else default


def judge_attribution(desk: Desk, request: Request, fields: Fields) -> Done:
    """Accept, reject, edit, add or credit an attribution of a document."""
    number = request.path_params["id"]
    action = fields.get("action", "")
    if action not in ("accept", "reject", "edit", "add", "credit"):
        raise Unclear("Say what is to be done: accept, reject, edit, add or credit.")
    draft = (_full if action in ("edit", "add") else _quick)(desk, number, action, fields)
    return Done(desk.case.give(draft), _back(fields, f"/documents/{number}"))


def _quick(desk: Desk, number: int, action: str, fields: Fields) -> Draft:
    """Accept, reject or credit: only the one attribution is looked up."""
    with desk.case.reading() as connection:
        found = said.attribution(connection, whole(fields.get("claim")))
    if found is None or found.document_id != number:
        raise NotFound("There is no such attribution any more. Reload the page.")
    payload: dict[str, object] = {}
    if action == "credit":
        given = fields.get("credibility", "")
        if given not in dict(CREDIBILITY_WORDS):
            raise Unclear("Choose how credible the report is: a number from 1 to 6.")
        payload["credibility"] = int(given)
    return Draft(action, found.subject, payload, desk.author, _reason(fields))


def _full(desk: Desk, number: int, action: str, fields: Fields) -> Draft:
    """Edit or add, with exact places."""
    with desk.case.reading() as connection:
        line = overview.document(connection, number)
        if line is None:
            raise NotFound(f"There is no document {number} in this case.")
        reading = loading.load(connection, number)
        found = said.attribution(connection, whole(fields.get("claim")))
        standing = standings(connection, number)
    old = _attribution(reading, next((s.local for s in standing.values() if found and s.claim == found.claim_id), ""))
    if action == "edit" and (found is None or found.document_id != number or old is None):
        raise NotFound("There is no such attribution any more. Reload the page.")
    now = attribution_of(fields, reading, line.key, old if action == "edit" else None)
    subject = found.subject if action == "edit" and found else addition_subject(line.key, now)
    if action == "add" and any(subject_of(line.key, a) == subject for a in reading.attributions):
        raise Unclear("These words are attributed to this source already. Choose that attribution and change it.")
    return Draft(action, subject, {"now": now}, desk.author, _reason(fields))


def _attribution(reading: Reading, local: str) -> Attribution | None:
    return next((a for a in reading.attributions if a.id == local), None)


def undo_last(desk: Desk, request: Request, fields: Fields) -> Done:
    """Undo the newest verdict on a document that still counts."""
    number = request.path_params["id"]
    with desk.case.reading() as connection:
        newest = connection.exec_driver_sql(
            "SELECT v.id FROM verdicts v JOIN standing s ON s.verdict_id = v.id AND s.live WHERE v.document_id = ? "
            "AND v.kind IN ('accept', 'reject', 'edit', 'add', 'credit') ORDER BY v.id DESC LIMIT 1",
            (number,),
        ).scalar_one_or_none()
    if newest is None:
        raise Unclear("There is nothing to undo on this document.")
    verdict = desk.case.undo(int(newest), author=desk.author, reason=_reason(fields))
    return Done(verdict, _back(fields, f"/documents/{number}"))


def undo(desk: Desk, request: Request, fields: Fields) -> Done:
    """Undo one verdict by its number; undoing an undo brings back what it undid."""
    number = request.path_params["id"]
    verdict = desk.case.undo(number, author=desk.author, reason=_reason(fields))
    with desk.case.reading() as connection:
        undone = get(connection, number)
        traced = bears_on_trace(undone) and outdated(connection) is not None
    if traced:
        retrace(desk)
    return Done(verdict, _back(fields, "/verdicts"))


def judge_document(desk: Desk, request: Request, fields: Fields) -> Done:
    """Take a document out of the case, or put it back."""
    action = fields.get("action", "")
    if action not in ("remove", "restore"):
        raise Unclear("Say what is to be done: remove or restore.")
    return _of_document(desk, request, fields, action, {})


def date_document(desk: Desk, request: Request, fields: Fields) -> Done:
    """Say when a document was published."""
    return _of_document(desk, request, fields, "date", {"published": fields.get("published", "").strip()})


def _of_document(desk: Desk, request: Request, fields: Fields, kind: str, payload: Mapping[str, str]) -> Done:
    number = request.path_params["id"]
    with desk.case.reading() as connection:
        line = overview.document(connection, number)
    if line is None:
        raise NotFound(f"There is no document {number} in this case.")
    draft = Draft(kind, f"document:{line.key}", payload, desk.author, _reason(fields))
    return Done(desk.case.give(draft), _back(fields, f"/documents/{number}"))


def judge_voice(desk: Desk, request: Request, fields: Fields) -> Done:
    """Grade, name, merge or split a voice of the case."""
    number = request.path_params["id"]
    with desk.case.reading() as connection:
        voice = said.voice(connection, number)
        if voice is None:
            raise NotFound(f"There is no voice {number} in this case.")
        action = fields.get("action", "")
        maker = _VOICE_ACTS.get(action)
        if maker is None:
            raise Unclear("Say what is to be done: grade, name, merge or split.")
        if action == "merge":
            fields = {**fields, "into_key": _key(desk, fields.get("into", ""), number)}
        payload = maker(voice, fields)
    draft = Draft(action, f"voice:{voice.key}", payload, desk.author, _reason(fields))
    verdict = desk.case.give(draft)
    return Done(verdict, _back(fields, f"/voices/{number}"))


def _key(desk: Desk, into: str, number: int) -> str:
    """The key of the voice that a person named: its number, or exactly its name."""
    with desk.case.reading() as connection:
        match = into.strip().removeprefix("#").split(" ")[0]
        other = said.voice(connection, whole(match))
        if other is None:
            rows = connection.exec_driver_sql(
                "SELECT id FROM case_voices WHERE merged_into IS NULL AND coalesce(given_name, found_name) = ? AND id != ?",
                (into.strip(), number),
            ).all()
            other = said.voice(connection, rows[0][0]) if len(rows) == 1 else None
    if other is None:
        raise Unclear("No single voice is called that. Give its number, as the list of voices has it.")
    if other.id == number:
        raise Unclear("A voice can’t be merged into itself.")
    return other.key


def _grade(_: said.VoiceLine, fields: Fields) -> dict[str, object]:
    return {"reliability": fields.get("reliability", "")}


def _name(voice: said.VoiceLine, fields: Fields) -> dict[str, object]:
    name = " ".join(fields.get("voice_name", "").split())
    return {"name": name, "kind": fields.get("voice_kind", voice.kind), "named": fields.get("voice_named", "") != "no"}


def _merge(_: said.VoiceLine, fields: Fields) -> dict[str, object]:
    return {"into": fields["into_key"]}


def _split(voice: said.VoiceLine, fields: Fields) -> dict[str, object]:
    """The ticked names in their documents become a voice of their own."""
    ticked = [part for field, value in fields.items() if field.startswith("member:") for part in value.split()]
    pairs = sorted({part.partition(":")[::2] for part in ticked})
    members = [{"document": document, "found": found} for document, found in pairs]
    if not members:
        raise Unclear("Tick what is to be split off.")
    return {"members": members, **_name(voice, fields)}


_VOICE_ACTS: dict[str, Callable[[said.VoiceLine, Fields], dict[str, object]]] = {
    "grade": _grade,
    "name": _name,
    "merge": _merge,
    "split": _split,
}
