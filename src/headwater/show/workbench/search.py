"""Search over the words of the case, over statements and over voices, with filters; every result leads to the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from markupsafe import Markup, escape
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.routing import BaseRoute

from headwater.model import CertaintyLabel
from headwater.show.phrases import CERTAINTIES, KINDS, count, day, one_line, safe, shorten
from headwater.show.workbench.desk import Desk, address, view, whole
from headwater.show.workbench.lists import (
    Heading,
    Pager,
    claim_href,
    heading,
    offset_of,
    pager,
    voice_heading,
    words_href,
)
from headwater.show.workbench.panel import CERTAINTY_WORDS, KIND_WORDS, Choice
from headwater.store.search import (
    ClaimHit,
    Filters,
    Found,
    TextHit,
    VoiceHit,
    search_claims,
    search_text,
    search_voices,
)

WHERE = (("text", "the text"), ("claims", "statements"), ("voices", "voices"))
SIZE = 20


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words around a hit, the hit marked, and where they stand."""

    html: Markup
    href: str


@dataclass(frozen=True, slots=True)
class Result:
    """One result: a document with snippets, a statement, or a voice."""

    title: str
    about: str
    href: str
    voice: Heading | None
    snippets: Sequence[Snippet]


@dataclass(frozen=True, slots=True)
class Search:
    """The search page. ``tabs`` are (label, address, whether it is on); ``chosen`` what each filter is set to."""

    title: str
    words: str
    where: str
    tabs: Sequence[tuple[str, str, bool]]
    chosen: dict[str, str]
    filtered: bool
    kinds: Sequence[Choice]
    certainties: Sequence[Choice]
    publishers: Sequence[str]
    results: Sequence[Result]
    pager: Pager
    document: str


FIELDS = ("kind", "named", "certainty", "publisher", "since", "until", "document")


def routes(desk: Desk) -> list[BaseRoute]:
    """The route of this page."""
    return [view(desk, "/search", "search.html.j2", search)]


def search(desk: Desk, request: Request) -> Search:
    """The results for a query, or the empty form."""
    query = request.query_params
    words = query.get("q", "")[:500].replace("\x00", " ")
    where = query.get("in", "text")
    where = where if where in dict(WHERE) else "text"
    chosen = {name: query.get(name, "") for name in FIELDS}
    with desk.case.reading() as connection:
        found = _find(connection, words, where, filters(chosen), offset_of(request))
        publishers = connection.exec_driver_sql(
            "SELECT DISTINCT publisher FROM documents WHERE publisher IS NOT NULL ORDER BY publisher"
        ).scalars().all()  # fmt: skip
        row = connection.exec_driver_sql(
            "SELECT coalesce(title, origin) FROM documents WHERE id = ?", (whole(chosen["document"]),)
        ).scalar_one_or_none()
    return Search(
        title=f"Search: {one_line(words)}" if words else "Search",
        words=safe(words),
        where=where,
        tabs=[(label, address("/search", query, **{"in": key, "offset": None}), key == where) for key, label in WHERE],
        chosen=chosen,
        filtered=any(chosen.values()),
        kinds=KIND_WORDS,
        certainties=CERTAINTY_WORDS,
        publishers=[str(p) for p in publishers],
        results=[_result(hit) for hit in found.hits],
        pager=pager(request, found.total, SIZE),
        document=one_line(row or ""),
    )


def filters(chosen: dict[str, str]) -> Filters:
    """Filters as the form gives them; what makes no sense is left out."""
    return Filters(
        kinds=(chosen["kind"],) if chosen["kind"] in KINDS else (),
        named={"yes": True, "no": False}.get(chosen["named"]),
        certainty=(chosen["certainty"],) if chosen["certainty"] in get_args(CertaintyLabel) else (),
        publisher=chosen["publisher"] or None,
        since=chosen["since"][:10] or None,
        until=chosen["until"][:10] or None,
        document_id=whole(chosen["document"]) or None,
    )


def _find(connection: Connection, words: str, where: str, wanted: Filters, offset: int) -> Found:
    finder = {"text": search_text, "claims": search_claims, "voices": search_voices}[where]
    return finder(connection, words, wanted, limit=SIZE, offset=offset)


def _result(hit: TextHit | ClaimHit | VoiceHit) -> Result:
    if isinstance(hit, VoiceHit):
        top = voice_heading(hit)
        also = f"found as {one_line(hit.matched)}" if hit.matched != hit.name else ""
        about = " · ".join(x for x in (count(hit.statements, "statement"), also) if x)
        return Result(top.name, about, f"/voices/{top.id}", top, ())
    about = " · ".join(x for x in (one_line(hit.publisher or ""), day(hit.published)) if x)
    title = shorten(one_line(hit.title or f"Document {hit.document_id}"), 120)
    if isinstance(hit, ClaimHit):
        voice = None if hit.case_voice_id is None else heading(hit.case_voice_id, hit.voice or "", hit.kind or "", True)
        href = words_href(hit.document_id, hit.start, hit.end) if hit.own else claim_href(hit.document_id, hit.claim_id)
        note = CERTAINTIES.get(hit.certainty, "") if hit.certainty != "CT+" else ""
        html = marked(hit.text, [(a - hit.start, b - hit.start) for a, b in hit.hits])
        return Result(
            title,
            " · ".join(x for x in (about, note) if x),
            f"/documents/{hit.document_id}",
            voice,
            [Snippet(html, href)],
        )
    snippets = [
        Snippet(
            marked(p.text, [(a - p.start, b - p.start) for a, b in p.hits]), words_href(hit.document_id, *p.hits[0])
        )
        for p in hit.places
    ]
    return Result(title, about, f"/documents/{hit.document_id}", None, snippets)


def marked(words: str, hits: Sequence[tuple[int, int]]) -> Markup:
    """Words with the hits in ``mark`` elements, everything escaped and made safe."""
    words, out, at = safe(words), [], 0
    for start, end in hits:
        out += [escape(words[at:start]), Markup("<mark>{}</mark>").format(words[start:end])]
        at = end
    out.append(escape(words[at:]))
    return Markup("").join(out)
