"""One claim as the documents carry it: who has it from whom, on how many origins it rests and why, what others say instead."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from headwater.model_trace import Edge, FlowDrift, Merge
from headwater.show.phrases import count, day, one_line, shorten
from headwater.show.workbench import values_chart
from headwater.show.workbench.desk import Desk, NotFound, address, render
from headwater.show.workbench.families import Asked, asked, page_of
from headwater.show.workbench.family_words import STEPS, answer_words, chain, order_words, outlet, quoted, sure
from headwater.show.workbench.flow_chart import Flow, flow, letter
from headwater.show.workbench.lists import words_href
from headwater.show.workbench.traced import TraceState, trace_state
from headwater.store import traced_links
from headwater.store.traced_pages import FamilyPage, Member, family_page, find_claim, find_family, handle
from headwater.store.verdicts import Verdict

SHOWN = 30
"""Claims and steps listed at once; the others are folded away."""
FEW = 6
"""Reasons and losses listed at once."""
VERDICTS = {"same": "says the same", "different": "does not say the same", "independent": "origins held apart"}


@dataclass(frozen=True, slots=True)
class Carrier:
    """A claim of the family. ``name`` is what forms call it; ``origin`` the number of its origin, or empty."""

    claim: str
    name: str
    words: str
    href: str
    document: str
    document_href: str
    outlet: str
    agency: str
    when: str
    who: str
    voice_id: int | None
    direct: bool
    sure: str
    stance: str
    lost: Sequence[str]
    origin: str
    version: int


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin at the high end of the range, and who rests on it."""

    number: int
    label: str
    outside: bool
    about: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Origins taken as one, for one reason; ``keys`` are the merges, each of which can be undone."""

    reason: str
    keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class Why:
    """Reasons for taking origins as one, those after the first few apart."""

    heading: str
    first: Sequence[Joined]
    rest: Sequence[Joined]


@dataclass(frozen=True, slots=True)
class Way:
    """A step in words."""

    down: str
    down_href: str
    kind: str
    letter: str
    up: str
    up_href: str
    reason: str
    order: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """What a step lost or changed, with the words on both sides."""

    kind: str
    words: str
    before: str
    before_href: str
    before_outlet: str
    after: str
    after_href: str
    after_outlet: str


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict that bears on this family."""

    id: int
    what: str
    about: str
    by: str


@dataclass(frozen=True, slots=True)
class FamilyView:
    """The page of one family. ``by`` is what the lanes of the drawing are: outlet or origin; ``only`` the day it is narrowed to."""

    title: str
    key: str
    handle: str
    state: TraceState
    words: str
    words_href: str
    answer: str
    why: Sequence[Why]
    origins: Sequence[Origin]
    low: int
    high: int
    outlets: int
    flow: Flow
    by: str
    lanes: Sequence[tuple[str, str, bool]]
    only: str
    carriers: Sequence[Carrier]
    more: Sequence[Carrier]
    ways: Sequence[Way]
    more_ways: Sequence[Way]
    lost: Sequence[Lost]
    more_lost: Sequence[Lost]
    rivals: Asked | None
    values: values_chart.Values | None
    others: Sequence[tuple[str, str]]
    given: Sequence[Given]


def routes(desk: Desk) -> list[BaseRoute]:
    """The route of this page. The name of a claim leads to its family, so that links outlive a family's growing."""

    def endpoint(request: Request) -> Response:
        key = request.path_params["key"]
        with desk.case.reading() as connection:
            page = family_page(connection, key)
            home = find_family(connection, key) if page is None and find_claim(connection, key) else None
            if page is not None:
                return render(desk, request, "family.html.j2", family(desk, connection, page, request))
        if home is not None:
            return RedirectResponse(page_of(home), 302)
        raise NotFound("There is no such claim; the case may have been traced anew since this page was linked.")

    return [Route("/families/{key}", endpoint, methods=["GET"], name="family")]


def family(desk: Desk, connection: Connection, page: FamilyPage, request: Request) -> FamilyView:
    """The page of one family."""
    line, origins, here = page.line, page.origins, page_of(page.line.key)
    members = {m.claim: m for m in page.members}
    by = "origin" if request.query_params.get("lanes") == "origin" else "outlet"
    only = request.query_params.get("day", "")[:10]
    carriers = _carriers(page)
    ways = [_way(edge, members) for edge in page.edges]
    lost = [_lost(drift, members) for drift in page.drifts]
    rivals = asked(page.question, without=line.key) if len(page.question.families) > 1 else None
    verdicts = traced_links.verdicts_on(connection, line.key, members)
    return FamilyView(
        title=quoted(line.words, 90),
        key=line.key,
        handle=handle(line.key),
        state=trace_state(desk, connection),
        words=quoted(line.words, 400),
        words_href=words_href(line.document_id, line.start, line.end),
        answer=answer_words(line, origins),
        why=[
            Why(heading, joined[:FEW], joined[FEW:])
            for certain, heading in ((True, "Taken as one, because"), (False, "Could be one, because"))
            if (joined := _joined([m for m in origins.merges if m.certain is certain]))
        ],
        origins=_origins(page, members),
        low=line.low,
        high=line.high,
        outlets=line.outlets,
        flow=_flow(page, here, by, only),
        by=by,
        lanes=[
            (n, address(here, lanes="" if n == "outlet" else n, day=only) + "#flow", n == by)
            for n in ("outlet", "origin")
        ],
        only=only,
        carriers=carriers[:SHOWN],
        more=carriers[SHOWN:],
        ways=ways[:SHOWN],
        more_ways=ways[SHOWN:],
        lost=lost[:FEW],
        more_lost=lost[FEW:],
        rivals=rivals,
        values=_values(connection, page) if rivals else None,
        others=_others(connection, page),
        given=[_given(v) for v in verdicts],
    )


def _flow(page: FamilyPage, here: str, by: str, only: str) -> Flow:
    """The drawing of all documents, or of those of one day with what they have it from."""
    members = page.members
    if only:
        inside = {m.claim for m in members if (m.published or "")[:10] == only or (only == "none" and not m.published)}
        near = {e.upstream for e in page.edges if e.downstream in inside}
        members = tuple(m for m in members if m.claim in inside or (len(near) < 60 and m.claim in near))
    return flow(members, page.edges, page.drifts, page.origins.roots, here, by=by)


def _carriers(page: FamilyPage) -> list[Carrier]:
    lost: dict[str, list[str]] = defaultdict(list)
    for drift in page.drifts:
        if drift.kind not in lost[drift.downstream]:
            lost[drift.downstream].append(drift.kind)
    return [_carrier(m, lost.get(m.claim, ())) for m in page.members]


_STANCES = {"asserts": "", "denies": "denied", "doubts": "doubted", "asks": "asked"}


def _carrier(m: Member, lost: Sequence[str]) -> Carrier:
    agency = one_line(m.agency or "")
    return Carrier(
        claim=m.claim,
        name=handle(m.claim),
        words=quoted(m.words, 220),
        href=words_href(m.document_id, m.start, m.end),
        document=shorten(one_line(m.title), 90),
        document_href=f"/documents/{m.document_id}",
        outlet=outlet(m),
        agency="" if agency == one_line(m.publisher or "") else agency,
        when=day(m.published) or "no date",
        who=chain(m),
        voice_id=m.voice_id,
        direct=m.direct,
        sure=sure(m),
        stance=_STANCES.get(m.stance, ""),
        lost=lost,
        origin="" if m.origin is None else str(m.origin + 1),
        version=m.version,
    )


def _origins(page: FamilyPage, members: Mapping[str, Member]) -> list[Origin]:
    found = []
    for n, root in enumerate(page.origins.roots, 1):
        resting = [members[c] for c in root.claims if c in members]
        outlets = Counter(outlet(m) for m in {m.document_id: m for m in resting}.values())
        named = ", ".join(f"{name}{f' ({number})' if number > 1 else ''}" for name, number in outlets.most_common(6))
        rest = f" and {count(len(outlets) - 6, 'other outlet')}" if len(outlets) > 6 else ""
        found.append(Origin(n, one_line(root.label), root.outside, named + rest))
    return found


def _joined(merges: Sequence[Merge]) -> list[Joined]:
    by_reason: dict[str, list[str]] = defaultdict(list)
    for merge in merges:
        by_reason[one_line(merge.reason)].append(merge.key)
    return [Joined(reason, keys) for reason, keys in by_reason.items()]


def _way(edge: Edge, members: Mapping[str, Member]) -> Way:
    up, down = members.get(edge.upstream), members.get(edge.downstream)
    return Way(*_place(down), STEPS[edge.kind], letter(edge.kind), *_place(up), one_line(edge.reason), order_words(edge),
               edge.certain)  # fmt: skip


def _place(member: Member | None) -> tuple[str, str]:
    if member is None:
        return "another document", ""
    when = f", {day(member.published)}" if member.published else ""
    return f"{outlet(member)}{when}", words_href(member.document_id, member.start, member.end)


def _lost(drift: FlowDrift, members: Mapping[str, Member]) -> Lost:
    (up, up_href), (down, down_href) = (_place(members.get(k)) for k in (drift.upstream, drift.downstream))
    before, after = quoted(drift.before, 220), quoted(drift.after, 220)
    return Lost(drift.kind, one_line(drift.words), before, up_href, up, after, down_href, down)


def _values(connection: Connection, page: FamilyPage) -> values_chart.Values | None:
    names = {f.key: f.value or f.words for f in page.question.families}
    reports = traced_links.reports(connection, page.question.key)
    return values_chart.values(reports, names, page.line.key, page.question.by)


def _others(connection: Connection, page: FamilyPage) -> list[tuple[str, str]]:
    """Families that this one could be merged with: its rivals."""
    return [
        (f.key, f"{one_line(f.value) + ': ' if f.value else ''}{quoted(f.words, 70)}")
        for f in page.question.families
        if f.key != page.line.key
    ]


def _given(verdict: Verdict) -> Given:
    content = (verdict.payload.get("words") or {}).get("content") or []
    was = (verdict.payload.get("was") or {}).get("name") or ""
    about = " / ".join(quoted(str(words), 90) for words in content) or one_line(str(was))
    reason = f": {one_line(verdict.reason)}" if verdict.reason else ""
    return Given(verdict.id, VERDICTS.get(verdict.kind, verdict.kind), about, f"{one_line(verdict.author)}{reason}")
