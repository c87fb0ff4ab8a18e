"""The reading view: one article with its attributions, the ledger of its voices, and the panel for judging."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.routing import BaseRoute

from headwater.model import Attribution, Reading, Span
from headwater.show import figures
from headwater.show.article import Block, Layer, blocks, legend, residue_label, split_headline
from headwater.show.figures import EXCERPT, Row
from headwater.show.page import FIRST, Segment, segments
from headwater.show.phrases import (
    excerpt,
    family,
    kind_words,
    name,
    nameless,
    one_line,
    title_of,
)
from headwater.show.summary import Summary, VoiceEntry, summarise
from headwater.show.workbench import beside, marks
from headwater.show.workbench.desk import Desk, NotFound, address, view, whole
from headwater.show.workbench.elsewhere import Elsewhere, Link, OwnLink, elsewhere
from headwater.show.workbench.panel import (
    BASIS_WORDS,
    CERTAINTY_WORDS,
    CREDIBILITY_WORDS,
    FORM_WORDS,
    KIND_WORDS,
    STANCE_WORDS,
    Editor,
    Panel,
    editor,
    panel,
)
from headwater.show.workbench.statements import FILTERS, Standing, classes, standings, tags
from headwater.store import loading, overview


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the article as the template draws it: ``start`` is where its words begin in the text."""

    block: Block
    start: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A line of the ledger: an attribution, with its claim and what a person has decided about it."""

    local: str
    claim: int
    line: int
    words: str
    note: str
    state: str
    credibility: str
    href: str
    elsewhere: Link | None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A voice of the document; ``first`` are shown at once, ``rest`` folded away. ``page`` leads to it in the case."""

    number: int
    name: str
    role: str
    kind: str
    nameless: bool
    family: str
    statements: int
    words: int
    page: str
    first: Sequence[Statement]
    rest: Sequence[Statement]


@dataclass(frozen=True, slots=True)
class Option:
    """A filter: its label, how many statements pass it, and where it leads."""

    label: str
    number: int
    on: bool
    href: str


@dataclass(frozen=True, slots=True)
class ReadingView:
    """The page of one document.

    ``only`` is the tag of the filter in force; ``panel`` the attribution selected, ``editor`` the form if it is open.
    ``order`` holds the attributions in reading order as (id, claim) for the keyboard.
    """

    title: str
    document: overview.DocumentLine
    document_title: str
    headline: Place | None
    kicker: str
    authors: str
    origin: str
    url: str
    sha256: str
    words: int
    segments: Sequence[Segment]
    places: Sequence[Place]
    voices: Sequence[LedgerEntry]
    shown: int
    orphans: Sequence[Row]
    figures: Sequence[Row]
    drifts: Sequence[Row]
    corrections: Sequence[Row]
    carried: Sequence[OwnLink]
    rejected: Sequence[beside.SetAside]
    review: Sequence[beside.SetAside]
    options: Sequence[Option]
    only: str
    toggles: Sequence[marks.Mark]
    order: Sequence[tuple[str, int]]
    panel: Panel | None
    editor: Editor | None
    versions: Sequence[tuple[int, int, bool]]
    neighbours: tuple[int | None, int | None]
    legend: Sequence[tuple[str, str]]
    choices: dict[str, Sequence[tuple[str, str]]]
    close: str
    edit: str
    new: str
    residue_label: object = residue_label


@dataclass(frozen=True, slots=True)
class PanelView:
    """The panel alone, as the script asks for it."""

    panel: Panel | None
    editor: Editor | None
    document: overview.DocumentLine
    choices: dict[str, Sequence[tuple[str, str]]]
    close: str
    edit: str


CHOICES: dict[str, Sequence[tuple[str, str]]] = {
    "form": FORM_WORDS,
    "stance": STANCE_WORDS,
    "basis": BASIS_WORDS,
    "certainty": CERTAINTY_WORDS,
    "kind": KIND_WORDS,
    "credibility": CREDIBILITY_WORDS,
}


@dataclass(frozen=True)
class _Sheet:
    """One document loaded for showing."""

    connection: Connection
    line: overview.DocumentLine
    summary: Summary
    standing: dict[str, Standing]
    elsewhere: Elsewhere

    @property
    def reading(self) -> Reading:
        return self.summary.reading

    def selected(self, claim: int) -> Attribution | None:
        """The attribution of a claim."""
        local = next((s.local for s in self.standing.values() if s.claim == claim), None)
        return next((a for a in self.reading.attributions if a.id == local), None)


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of this page."""
    return [
        view(desk, "/documents/{id:number}", "reading.html.j2", reading_view),
        view(desk, "/documents/{id:number}/panel", "panel_only.html.j2", panel_view),
    ]


def reading_view(desk: Desk, request: Request) -> ReadingView:
    """The page of a document. Raises NotFound."""
    with desk.case.reading() as connection:
        sheet = _sheet(connection, request.path_params["id"])
        return _compose(sheet, request)


def panel_view(desk: Desk, request: Request) -> PanelView:
    """The panel of one attribution of a document. Raises NotFound."""
    with desk.case.reading() as connection:
        sheet = _sheet(connection, request.path_params["id"])
        chosen, form = _panel(sheet, request)
        base = f"/documents/{sheet.line.id}"
        return PanelView(chosen, form, sheet.line, CHOICES, base, _edit_link(base, request))


def _sheet(connection: Connection, document_id: int) -> _Sheet:
    line = overview.document(connection, document_id)
    if line is None:
        raise NotFound(f"There is no document {document_id} in this case.")
    reading = loading.load(connection, document_id)
    links = elsewhere(connection, document_id, reading.document.text)
    return _Sheet(connection, line, summarise(reading), standings(connection, document_id), links)


def _compose(sheet: _Sheet, request: Request) -> ReadingView:
    connection, summary, reading, line = sheet.connection, sheet.summary, sheet.reading, sheet.line
    document = reading.document
    query = dict(request.query_params)
    base = request.url.path
    switched = [x for x in query.get("marks", "").split(",") if x]
    extra = [*marks.layers(reading, switched), *_spots(sheet, request)]
    headline, body = split_headline(blocks(summary, extra, classes(summary, sheet.standing)), title_of(document))
    starts = [0, *(i + 1 for i, c in enumerate(document.text) if c == "\n")]
    chosen, form = _panel(sheet, request)
    tag = next((t for n, _, t in FILTERS if n == query.get("only", "")), "")
    voices = _ledger(sheet, base, query, tag)
    numbers = marks.sizes(reading)
    return ReadingView(
        title=title_of(document),
        document=line,
        document_title=title_of(document),
        headline=Place(headline, starts[headline.line - 1]) if headline else None,
        kicker=figures.about(document),
        authors=figures.authors(document, body),
        origin=one_line(document.origin),
        url=figures.address(document),
        sha256=document.sha256,
        words=summary.words,
        segments=segments(summary),
        places=[Place(block, starts[block.line - 1]) for block in body],
        voices=voices,
        shown=sum(len(v.first) + len(v.rest) for v in voices),
        orphans=figures.orphan_rows(summary),
        figures=figures.figure_rows(summary),
        drifts=figures.drift_rows(summary),
        corrections=figures.correction_rows(summary),
        carried=sheet.elsewhere.own,
        rejected=beside.rejected(connection, line),
        review=beside.review(connection, line),
        options=_options(sheet, base, query),
        only=tag,
        toggles=[
            marks.Mark(n, label, numbers[n], n in switched, _toggle(base, query, switched, n))
            for n, label in marks.SORTS
            if numbers[n]
        ],
        order=_order(sheet, tag),
        panel=chosen,
        editor=form,
        versions=beside.versions(connection, line),
        neighbours=beside.neighbours(connection, line),
        legend=tuple(legend()),
        choices=CHOICES,
        close=address(base, query, at=None, edit=None, new=None),
        edit=_edit_link(base, request),
        new=address(base, query, at=None, edit=None, new="words") + "#judge",
    )


def _edit_link(base: str, request: Request) -> str:
    return address(base, request.query_params, edit="1") + "#judge"


def _toggle(base: str, query: dict[str, str], on: Sequence[str], name: str) -> str:
    after = [x for x in on if x != name] if name in on else [*on, name]
    return address(base, query, marks=",".join(after))


def _spots(sheet: _Sheet, request: Request) -> list[Layer]:
    """The words the address leads to: of the selected attribution, or at ``from`` to ``to``."""
    size = len(sheet.reading.document.text)
    start = whole(request.query_params.get("from"), -1)
    end = whole(request.query_params.get("to"), -1)
    found = [marks.spot(start, min(end, size))] if 0 <= start < min(end, size) else []
    chosen = sheet.selected(whole(request.query_params.get("at")))
    if chosen:
        found = [marks.spot(s.start, s.end, first=n == 0) for n, s in enumerate(chosen.content)]
    return found


def _panel(sheet: _Sheet, request: Request) -> tuple[Panel | None, Editor | None]:
    query = request.query_params
    if query.get("new"):
        return None, editor(sheet.summary, None, None, _asked(sheet.reading, query["new"]))
    attribution = sheet.selected(whole(query.get("at")))
    if attribution is None:
        return None, None
    standing = sheet.standing[attribution.id]
    form = editor(sheet.summary, attribution, standing, ()) if query.get("edit") else None
    link = sheet.elsewhere.of.get(attribution.id)
    return panel(sheet.connection, sheet.summary, attribution, standing, link), form


def _asked(reading: Reading, places: str) -> tuple[Span, ...]:
    """The words at ``start-end``; nothing where the address makes no sense."""
    first, _, last = places.partition("-")
    start, end = whole(first, -1), whole(last, -1)
    if 0 <= start < end <= len(reading.document.text):
        return (reading.document.span(start, end),)
    return ()


def _ledger(sheet: _Sheet, base: str, query: dict[str, str], tag: str) -> list[LedgerEntry]:
    pages = {r[0]: r[1] for r in sheet.connection.exec_driver_sql(
        "SELECT local, case_voice_id FROM voices WHERE document_id = ?", (sheet.line.id,))}  # fmt: skip
    found = []
    for entry in sheet.summary.ledger:
        statements = [
            _statement(sheet, a, base, query)
            for a in entry.statements
            if not tag or tag in tags(sheet.summary, a, sheet.standing.get(a.id))
        ]
        if statements:
            found.append(_entry(entry, statements, f"/voices/{pages.get(entry.voice.id, 0)}"))
    return found


def _entry(entry: VoiceEntry, statements: list[Statement], page: str) -> LedgerEntry:
    voice = entry.voice
    return LedgerEntry(
        number=entry.number,
        name=name(voice),
        role=figures.role(voice),
        kind=kind_words(voice),
        nameless=nameless(voice),
        family=family(voice),
        statements=len(statements),
        words=entry.words,
        page=page,
        first=statements[:FIRST],
        rest=statements[FIRST:],
    )


def _statement(sheet: _Sheet, attribution: Attribution, base: str, query: dict[str, str]) -> Statement:
    standing = sheet.standing.get(attribution.id)
    claim = standing.claim if standing else 0
    return Statement(
        local=attribution.id,
        claim=claim,
        line=sheet.summary.line(attribution.start),
        words=excerpt(attribution, EXCERPT),
        note=figures.note(sheet.summary, attribution),
        state=standing.words if standing else "",
        credibility=str(standing.credibility or "") if standing else "",
        href=address(base, query, at=claim, edit=None, new=None, **{"from": None, "to": None}) + "#judge",
        elsewhere=sheet.elsewhere.of.get(attribution.id),
    )


def _order(sheet: _Sheet, tag: str) -> list[tuple[str, int]]:
    chosen = [
        a for a in sheet.reading.attributions
        if a.id in sheet.standing and (not tag or tag in tags(sheet.summary, a, sheet.standing[a.id]))
    ]  # fmt: skip
    return [(a.id, sheet.standing[a.id].claim) for a in sorted(chosen, key=lambda a: (a.start, -a.end))]


def _options(sheet: _Sheet, base: str, query: dict[str, str]) -> list[Option]:
    tagged = [tags(sheet.summary, a, sheet.standing.get(a.id)) for a in sheet.reading.attributions]
    return [
        Option(
            label,
            sum(not tag or tag in found for found in tagged),
            query.get("only", "") == name_,
            address(base, query, only=name_),
        )
        for name_, label, tag in FILTERS
    ]
