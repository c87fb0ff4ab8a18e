"""What the documents claim: the questions of the case with their answers side by side, the most contested first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.routing import BaseRoute

from headwater.show.phrases import count, day, one_line, safe
from headwater.show.workbench.desk import Desk, address, view
from headwater.show.workbench.family_words import DIFFER, origins_words, quoted
from headwater.show.workbench.lists import Pager, offset_of, pager, words_href
from headwater.show.workbench.traced import TraceState, trace_state
from headwater.store.traced_links import Size, size
from headwater.store.traced_pages import FamilyLine, QuestionLine, count_questions, questions

SIZE = 20
SIDE_BY_SIDE = 6
"""Answers of a question that are shown at once; the others are folded away."""
MOST_ANSWERS = 30
"""Answers of a question that a page holds at all."""
SO = ("so", "not so")
"""Values that say nothing without the words."""
MOST_CONTESTED = 4
"""Questions in the box on the first page."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One family among its rivals. The bar is in thousandths of the most carried one: documents, and origins in them.

    ``name`` is what to call it in a row of others; ``short`` is “4 documents, 1 origin”.
    """

    href: str
    words_href: str
    value: str
    name: str
    words: str
    carried: str
    origins: str
    short: str
    when: str
    lost: int
    width: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: ``about`` says how many answer it and in what they differ; empty where nobody disagrees."""

    about: str
    answers: Sequence[Answer]
    rest: Sequence[Answer]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Families:
    """The page of all questions. ``chips`` are (label, number, address, whether it is on)."""

    title: str
    state: TraceState
    size: Size
    words: str
    chosen: str
    chips: Sequence[tuple[str, int, str, bool]]
    rows: Sequence[Asked]
    pager: Pager


def routes(desk: Desk) -> list[BaseRoute]:
    """The route of this page."""
    return [view(desk, "/families", "families.html.j2", families)]


def families(desk: Desk, request: Request) -> Families:
    """The questions of the case, those that hold some words if asked."""
    query = request.query_params
    words = query.get("q", "")[:500].replace("\x00", " ")
    chosen = query.get("show", "")
    chosen = chosen if chosen in ("contested", "shared") else ""
    narrow = {"least": 2 if chosen == "shared" else 1, "contested": chosen == "contested"}
    with desk.case.reading() as connection:
        state, sizes = trace_state(desk, connection), size(connection)
        total = count_questions(connection, words, **narrow)  # type: ignore[arg-type]
        found = questions(connection, words, limit=SIZE, offset=offset_of(request), **narrow)  # type: ignore[arg-type]
    numbers = (("contested", sizes.contested), ("shared", sizes.shared), ("", sizes.questions))
    labels = {"contested": "with rival answers", "shared": "in several documents", "": "all"}
    return Families(
        "Claims",
        state,
        sizes,
        safe(words),
        chosen,
        [(labels[n], number, address("/families", query, show=n, offset=None), n == chosen) for n, number in numbers],
        [asked(one) for one in found],
        pager(request, total, SIZE),
    )


def page_of(family: str) -> str:
    """The address of a family."""
    return f"/families/{quote(family, safe='.')}"


def most_contested(connection: Connection) -> list[Asked]:
    """The questions about which the documents differ most, for the first page."""
    return [asked(one) for one in questions(connection, least=2, contested=True, limit=MOST_CONTESTED)]


def asked(question: QuestionLine, without: str = "") -> Asked:
    """A question with its answers; ``without`` leaves one family out."""
    most = max((f.documents for f in question.families), default=1)
    lines = [line for line in question.families if line.key != without]
    answers = [answer(line, most) for line in lines[:MOST_ANSWERS]]
    about = ""
    if len(question.families) > 1:
        differ = " and ".join(DIFFER.get(by, by) for by in question.by)
        verb = "gives" if question.documents == 1 else "give"
        about = f"{count(question.documents, 'document')} {verb} {count(len(question.families), 'answer')}"
        about += f"; they differ in {differ}" if differ else ""
    return Asked(about, answers[:SIDE_BY_SIDE], answers[SIDE_BY_SIDE:], len(lines) - len(answers))


def answer(line: FamilyLine, most: int) -> Answer:
    """A family as one answer among others, the most carried of which stands in ``most`` documents."""
    unit = 1000 / max(1, most)
    dates = list(dict.fromkeys(day(d) for d in (line.first, line.last) if d))
    return Answer(
        href=page_of(line.key),
        words_href=words_href(line.document_id, line.start, line.end),
        value=one_line(line.value or ""),
        name=one_line(line.value) if line.value and line.value not in SO else quoted(line.words, 70),
        words=quoted(line.words),
        carried=carried_words(line),
        origins=origins_words(line.low, line.high),
        short=f"{count(line.documents, 'document')}, {_range(line)}",
        when=" to ".join(dates),
        lost=line.drifts,
        width=round(unit * line.documents),
        low=round(unit * min(line.low, line.documents)),
        high=round(unit * min(line.high, line.documents)),
    )


def _range(line: FamilyLine) -> str:
    return count(line.low, "origin") if line.low == line.high else f"{line.low:,}–{line.high:,} origins"


def carried_words(line: FamilyLine) -> str:
    """In how many documents and outlets: “5 documents, 4 outlets”."""
    return f"{count(line.documents, 'document')}, {count(line.outlets, 'outlet')}"
