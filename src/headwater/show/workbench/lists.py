"""The lists behind the counts: documents, statements, open questions and verdicts, each leading to the exact words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args
from urllib.parse import quote

from sqlalchemy import Connection, text
from starlette.requests import Request
from starlette.routing import BaseRoute

from headwater.model import Voice, VoiceKind
from headwater.show.phrases import CERTAINTIES, family, kind_words, name, nameless, one_line, shorten, within
from headwater.show.workbench.desk import Desk, address, view, whole
from headwater.show.workbench.statements import STATES
from headwater.store import overview as store
from headwater.store.verdicts import Verdict, log

PAGE = 50
LONG = 320


@dataclass(frozen=True, slots=True)
class Heading:
    """A voice of the case as every list names it."""

    id: int
    name: str
    kind: str
    nameless: bool
    family: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a long list this page stands, and where the next ones are; empty addresses where there are none."""

    first: int
    last: int
    total: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One statement in a list: whose, where, in what words. ``href`` leads to the words in their document."""

    claim: int
    words: str
    href: str
    voice: Heading | None
    through: str
    note: str
    document_id: int
    document: str
    publisher: str
    published: str
    state: str = ""
    grade: str = ""
    credibility: str = ""


@dataclass(frozen=True, slots=True)
class Documents:
    """A list of documents, all or filtered."""

    title: str
    lines: Sequence[store.DocumentLine]
    pager: Pager
    new_after: str


@dataclass(frozen=True, slots=True)
class Statements:
    """A list of statements."""

    title: str
    lines: Sequence[Line]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Question:
    """One open question: the words, why they are asked about, and where they stand."""

    words: str
    why: str
    href: str
    document: str


@dataclass(frozen=True, slots=True)
class Questions:
    """The open questions of one kind; ``kinds`` leads to the others as (label, number, address, whether it is this)."""

    title: str
    kinds: Sequence[tuple[str, int, str, bool]]
    rows: Sequence[Question]
    pager: Pager


@dataclass(frozen=True, slots=True)
class LogLine:
    """One verdict as the log shows it."""

    verdict: Verdict
    done: str
    about: str
    href: str
    can_undo: bool


@dataclass(frozen=True, slots=True)
class Log:
    """The log of verdicts, newest first."""

    title: str
    lines: Sequence[LogLine]
    pager: Pager


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of these pages."""
    return [
        view(desk, "/documents", "documents.html.j2", documents),
        view(desk, "/statements", "statements.html.j2", statements),
        view(desk, "/questions", "questions.html.j2", questions),
        view(desk, "/verdicts", "verdicts.html.j2", verdicts),
    ]


def heading(id: int, found_name: str, kind: str, named: bool) -> Heading:
    """A voice as lists name it."""
    voice = Voice("v", found_name, cast(VoiceKind, kind if kind in get_args(VoiceKind) else "unknown"), named)
    return Heading(id, name(voice), kind_words(voice), nameless(voice), family(voice))


def voice_heading(line: Any) -> Heading:
    """The heading of a ``VoiceLine`` or a ``VoiceHit``."""
    return heading(getattr(line, "id", None) or line.case_voice_id, line.name, line.kind, line.named)


def pager(request: Request, total: int, size: int = PAGE) -> Pager:
    """The pager of a list of ``total``."""
    offset = offset_of(request)
    path, query = request.url.path, request.query_params
    return Pager(
        min(offset + 1, total),
        min(offset + size, total),
        total,
        address(path, query, offset=max(0, offset - size) or None) if offset else "",
        address(path, query, offset=offset + size) if offset + size < total else "",
    )


def offset_of(request: Request) -> int:
    """Where in a list the page begins."""
    return whole(request.query_params.get("offset"), most=10**7)


def documents(desk: Desk, request: Request) -> Documents:
    """Documents, by publisher, by day of publication, or those added after a time; also those taken out."""
    query = request.query_params
    with desk.case.reading() as connection:
        lines = store.documents(connection, removed=query.get("removed") == "1", since=query.get("added") or None)
    publisher, since, until = query.get("publisher"), query.get("since", ""), query.get("until", "")
    if publisher:
        lines = [x for x in lines if (x.publisher or "-") == publisher]
    if since or until:
        lines = [x for x in lines if x.published and since <= x.published[:10] <= (until or "9999")]
    if query.get("removed") == "1":
        lines = [x for x in lines if x.removed]
    if query.get("versions") == "1":
        lines = [x for x in lines if x.versions > 1]
    offset = offset_of(request)
    title = "Documents taken out of the case" if query.get("removed") == "1" else "Documents"
    return Documents(title, lines[offset : offset + PAGE], pager(request, len(lines)), query.get("added", ""))


_FROM = """
FROM claims c JOIN certainties y ON y.id = c.certainty_id LEFT JOIN attributions t ON t.id = c.id
LEFT JOIN voices v ON v.id = t.voice_id LEFT JOIN case_voices cv ON cv.id = v.case_voice_id
WHERE c.live"""

SPEAKERS = {
    "author": "(c.own OR cv.kind = 'author')",
    "document": "cv.kind = 'document'",
    "named": "cv.named AND cv.kind NOT IN ('author', 'document')",
    "unnamed": "NOT cv.named AND cv.kind NOT IN ('author', 'document')",
}

_TITLES = {
    "author": "What the pages say in their own voice",
    "named": "What named voices say",
    "unnamed": "What voices say that are not named",
    "document": "What documents say",
}


def statements(desk: Desk, request: Request) -> Statements:
    """Statements of the case by who speaks, in one document if asked."""
    query = request.query_params
    speaker = query.get("speaker", "")
    where, values = "", {"limit": PAGE, "offset": offset_of(request)}
    if speaker in SPEAKERS:
        where += f" AND {SPEAKERS[speaker]}"
    if query.get("document"):
        where += " AND c.document_id = :document"
        values["document"] = whole(query["document"])
    with desk.case.reading() as connection:
        total = connection.execute(text(f"SELECT count(*) {_FROM}{where}"), values).scalar_one()
        ids = connection.execute(
            text(f'SELECT c.id {_FROM}{where} ORDER BY c.document_id, c."start", c.id LIMIT :limit OFFSET :offset'),
            values,
        ).scalars()
        lines = claim_lines(connection, list(ids))
    return Statements(_TITLES.get(speaker, "All statements"), lines, pager(request, total))


_LINES = """
SELECT c.id, c.document_id, c.own, c."start", c."end", c.state, y.label, cv.id, cv.name, cv.kind, cv.named, d.title, d.origin,
  d.publisher, d.published, x.text, (SELECT group_concat(name, ' and ') FROM (SELECT w.name FROM relays h JOIN voices z
    ON z.id = h.voice_id JOIN case_voices w ON w.id = z.case_voice_id WHERE h.attribution_id = c.id ORDER BY h.n)), cv.reliability, t.credibility
FROM claims c JOIN documents d ON d.id = c.document_id JOIN certainties y ON y.id = c.certainty_id
JOIN claim_texts x ON x.id = c.id LEFT JOIN attributions t ON t.id = c.id LEFT JOIN voices v ON v.id = t.voice_id
LEFT JOIN case_voices cv ON cv.id = v.case_voice_id WHERE c.id IN """


def claim_lines(connection: Connection, ids: Sequence[int]) -> list[Line]:
    """Claims as lines of a list, in the order given."""
    rows = {r[0]: r for r in connection.exec_driver_sql(f"{_LINES} ({','.join(str(int(i)) for i in ids)})")}
    return [_line(rows[i]) for i in ids if i in rows]


_STATES = {("added", 1): "no longer attributed"}
"""States that mean something else of an own statement."""


def words_href(document_id: int, start: int, end: int) -> str:
    """The address of words in a document."""
    return address(f"/documents/{document_id}", {"from": str(start), "to": str(end)}) + "#here"


def claim_href(document_id: int, claim: int) -> str:
    """The address of an attribution in a document."""
    return address(f"/documents/{document_id}", at=claim) + "#here"


def _line(row: Any) -> Line:
    return Line(
        claim=row[0],
        words=shorten(one_line(row[15]), LONG),
        href=words_href(row[1], row[3], row[4]) if row[2] else claim_href(row[1], row[0]),
        voice=None if row[7] is None else heading(row[7], row[8], row[9], bool(row[10])),
        through=one_line(row[16] or ""),
        note="" if row[6] == "CT+" else CERTAINTIES[row[6]],
        document_id=row[1],
        document=shorten(one_line(row[11] or row[12]), 90),
        publisher=one_line(row[13] or ""),
        published=row[14] or "",
        state="" if row[5] == "read" else _STATES.get((row[5], row[2]), STATES[row[5]]),
        grade=f"{row[17] or ''}{row[18] or ''}",
        credibility=str(row[18] or ""),
    )


def questions(desk: Desk, request: Request) -> Questions:
    """The open questions of one kind, and how many of the others there are."""
    asked = request.query_params.get("kind", "")
    with desk.case.reading() as connection:
        counts = store.question_counts(connection)
        kind: store.Question = next((k for k in counts if k == asked), next((k for k in counts if counts[k]), "unsure"))
        found = store.questions(connection, kind, limit=PAGE, offset=offset_of(request))
        voices = {x.claim: x for x in claim_lines(connection, [q.number for q in found])} if kind == "unsure" else {}
        rows = [_question(connection, one, voices.get(one.number)) for one in found]
    kinds = [(store.question_words(k, n), n, address("/questions", kind=k), k == kind) for k, n in counts.items() if n]
    return Questions("Open questions", kinds, rows, pager(request, counts[kind]))


def _question(connection: Connection, one: store.OpenQuestion, line: Line | None = None) -> Question:
    row = connection.execute(
        text("SELECT title, origin, publisher, substr(text, :s + 1, :n) AS words FROM documents WHERE id = :id"),
        {"id": one.document_id, "s": one.start or 0, "n": (one.end or 0) - (one.start or 0)},
    ).one_or_none()
    title = shorten(one_line((row.title or row.origin) if row else ""), 90)
    why = one_line(one.why or "")
    if one.question == "unsure" and line is not None:
        who = f"taken as the word of {within(line.voice.name)}" if line.voice else ""
        who = "said, but nobody is named" if line.voice and not line.voice.kind else who
        return Question(line.words, who, line.href, title)
    if one.question == "unnamed":
        return Question(why, "", f"/voices/{one.number}", "")
    if one.start is None or one.end is None:
        return Question(f"Verdict {one.number}", why, f"/documents/{one.document_id}#review", title)
    href = words_href(one.document_id, one.start, one.end)
    if one.question == "drift":
        href = (
            address(f"/documents/{one.document_id}", {"marks": "drift", "from": str(one.start), "to": str(one.end)})
            + "#here"
        )
    return Question(shorten(one_line(row.words if row else ""), LONG), why, href, title)


def verdicts(desk: Desk, request: Request) -> Log:
    """The log of verdicts, newest first, of one document if asked, or those after a number."""
    query = request.query_params
    with desk.case.reading() as connection:
        document = whole(query.get("document")) or None
        found = list(log(connection, since=whole(query.get("after")), document_id=document))[::-1]
        offset = offset_of(request)
        titles = {r[0]: r[1] for r in connection.exec_driver_sql("SELECT id, coalesce(title, origin) FROM documents")}
    lines = [_log_line(one, titles) for one in found[offset : offset + PAGE]]
    return Log("Verdicts", lines, pager(request, len(found)))


DONE = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "changed",
    "add": "added",
    "credit": "report graded",
    "merge": "merged",
    "split": "split",
    "name": "named",
    "grade": "voice graded",
    "same": "taken as saying the same",
    "different": "taken as saying different things",
    "independent": "origins held apart",
    "remove": "taken out",
    "restore": "put back",
    "date": "dated",
    "undo": "undone",
}
"""Kinds of verdict as the log tells them."""


def _log_line(one: Verdict, titles: dict[int, str]) -> LogLine:
    words = one.payload.get("words") or (one.payload.get("was") or {}).get("words") or {}
    content = words.get("content") if isinstance(words, dict) else None
    was = one.payload.get("was") or {}
    about = " … ".join(content or []) or str(was.get("name") or "")
    if one.kind == "merge":
        about += f" into {one.payload.get('into_name', '')}"
    elif one.kind == "grade":
        about += f": {one.payload.get('reliability', '')}"
    elif one.kind == "date":
        about += str(one.payload.get("published", ""))
    elif one.kind == "credit":
        about += f": {one.payload.get('credibility', '')}"
    elif one.kind in ("name", "split"):
        about += f": {one.payload.get('name', '')}"
    elif one.kind == "undo":
        about = f"verdict {one.supersedes}"
    elif not about and one.document_id:
        about = titles.get(one.document_id, "")
    href = f"/documents/{one.document_id}" if one.document_id else _trace_href(one)
    return LogLine(one, DONE.get(one.kind, one.kind), shorten(one_line(about), LONG), href, one.live)


def _trace_href(one: Verdict) -> str:
    """The page of the claim that a verdict on the trace is about; empty for any other verdict."""
    about, _, rest = one.subject.partition(":")
    claim = (
        rest.partition("+")[0] if about == "pair" else str(one.payload.get("family", "")) if about == "origins" else ""
    )
    return f"/families/{quote(claim, safe='.')}" if claim else ""
