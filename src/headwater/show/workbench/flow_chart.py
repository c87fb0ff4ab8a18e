"""How a family travelled, drawn: documents in order of time on lanes, steps between them as lines that differ by style.

Plain numbers for an inline SVG in CSS pixels. The axis is in order of time and not to scale: every document has room, days without
any take little. Up to ``MOST`` documents each is a mark of its own; beyond, those of one lane and day share one, and a period
can be looked at by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from headwater.model_trace import Edge, FlowDrift, Root
from headwater.show.phrases import MONTHS, count, day, one_line, shorten
from headwater.show.workbench.desk import address
from headwater.show.workbench.family_words import STEPS, chain, order_words, outlet, quoted, sure
from headwater.show.workbench.lists import words_href
from headwater.store.traced_pages import Member

MOST = 60
"""Documents up to which each has a mark."""
MOST_LANES = 26
"""Lanes up to which each publisher or origin has its own; the others share the last one."""
MOST_STEPS = 400
LABELLED, LETTERED = 14, 90
"""Steps up to which each bears its kind as a word, and as a letter."""
VOICES = 40
"""Steps up to which those of one voice are drawn; beyond, the numbers of the origins tell as much."""

LANE, TOP, BOTTOM, EDGE = 34, 38, 10, 26
NARROW, WIDE, ROOM = 24, 230, 880
"""Pixels from one document to the next, at least and at most; and the width to be filled if there is enough for it."""
RADIUS = 10
BOWS = (0, 30, -30, 54, -54)
"""How far lines between the same two documents bow out, one after the other."""
SKIP = 18
"""How far a line bows that passes over a lane, so as not to run through what stands there."""
_LETTERS = {"copies": "C", "quotes": "Q", "cites": "N", "same voice": "V", "same basis": "B"}
NO_DATE = ""
OTHERS = "\x00others"


@dataclass(frozen=True, slots=True)
class Node:
    """A document, or ``number`` of them. ``text`` is the number of its origin; ``first``: nothing upstream is known."""

    x: int
    y: int
    radius: int
    text: str
    label: str
    href: str
    first: bool
    sure: str
    lost: bool
    place: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A line from one document to another: ``kind`` is the class of its style, ``tag`` what stands on it.

    ``ends`` are the numbers of the documents at its ends, so that pointing at one can light up its lines.
    """

    path: str
    kind: str
    tag: str
    x: int
    y: int
    directed: bool
    certain: bool
    label: str
    ends: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a day."""

    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Flow:
    """The drawing. ``kinds`` are the kinds of step in it, as (class, word, letter); ``left_out`` counts steps not drawn."""

    width: int
    height: int
    lanes: Sequence[str]
    nodes: Sequence[Node]
    steps: Sequence[Step]
    ticks: Sequence[Tick]
    kinds: Sequence[tuple[str, str, str]]
    bundled: bool
    documents: int
    left_out: int
    undirected: bool
    perhaps: bool


@dataclass
class _Spot:
    """A document of the family on its way to a place in the drawing."""

    members: list[Member]
    lane: str = ""
    x: int = 0
    y: int = 0
    first: bool = True
    lost: bool = False
    place: int = 0

    @property
    def member(self) -> Member:
        return self.members[0]

    @property
    def day(self) -> str:
        return _day(self.member.published)

    @property
    def origin(self) -> int | None:
        return next((m.origin for m in self.members if m.origin is not None), None)


def flow(
    members: Sequence[Member],
    edges: Sequence[Edge],
    drifts: Sequence[FlowDrift],
    roots: Sequence[Root],
    here: str,
    *,
    by: str = "outlet",
) -> Flow:
    """The drawing of these claims, lanes ``by`` outlet or origin. ``here`` is the page, for looking at one day."""
    spots = _spots(members, drifts, edges)
    bundled = len(spots) > MOST
    names = _lanes(spots, roots, "origin" if bundled else by)
    rows = {name: n for n, name in enumerate(names)}
    for spot in spots.values():
        spot.lane = spot.lane if spot.lane in rows else OTHERS
        spot.y = TOP + LANE * rows[spot.lane] + LANE // 2
    drawn = _bundles(list(spots.values())) if bundled else [[s] for s in _in_time(spots.values())]
    for place, group in enumerate(drawn, 1):
        group[0].place = place
    width, ticks = _place(drawn)
    steps, left_out = ([], len(edges)) if bundled else _steps(spots, edges)
    kinds = [(css(k), k, letter(k)) for k in STEPS if any(s.kind == css(k) for s in steps)]
    return Flow(
        width,
        TOP + LANE * len(names) + BOTTOM,
        [_lane_name(name, len(names), spots.values()) for name in names],
        [_bundle(group, here) if bundled else _node(group[0]) for group in drawn],
        steps,
        ticks,
        kinds,
        bundled,
        len(spots),
        left_out,
        any(not s.directed for s in steps),
        any(not s.certain for s in steps),
    )


def css(kind: str) -> str:
    """The class of a kind of step."""
    return kind.replace(" ", "-")


def letter(kind: str) -> str:
    """The letter of a kind of step where words have no room."""
    return _LETTERS.get(kind, "?")


def _spots(members: Sequence[Member], drifts: Sequence[FlowDrift], edges: Sequence[Edge]) -> dict[int, _Spot]:
    spots: dict[int, _Spot] = {}
    for member in members:
        spots.setdefault(member.document_id, _Spot([])).members.append(member)
    home = {m.claim: m.document_id for m in members}
    for drift in drifts:
        if drift.downstream in home:
            spots[home[drift.downstream]].lost = True
    for edge in edges:
        up, down = home.get(edge.upstream), home.get(edge.downstream)
        if edge.directed and up != down and down in spots and up is not None:
            spots[down].first = False
    return spots


def _lanes(spots: Mapping[int, _Spot], roots: Sequence[Root], by: str) -> list[str]:
    """The lanes from top to bottom, by their first document; those with the fewest documents share the last."""
    for spot in spots.values():
        spot.lane = outlet(spot.member)
        if by == "origin":
            n = spot.origin
            spot.lane = "none: it is asked or doubted" if n is None or n >= len(roots) else _origin(n, roots[n])
    ordered = list(dict.fromkeys(s.lane for s in _in_time(spots.values())))
    if len(ordered) <= MOST_LANES:
        return ordered
    most = {name for name, _ in Counter(s.lane for s in spots.values()).most_common(MOST_LANES - 1)}
    return [*(name for name in ordered if name in most), OTHERS]


def _origin(n: int, root: Root) -> str:
    return f"{n + 1} {shorten(one_line(root.label), 60)}"


def _lane_name(name: str, lanes: int, spots: Iterable[_Spot]) -> str:
    if name != OTHERS:
        return name
    return count(sum(s.lane == OTHERS for s in spots), "document") + " of others"


def _in_time(spots: Iterable[_Spot]) -> list[_Spot]:
    return sorted(spots, key=lambda s: (s.day == NO_DATE, s.day, moment(s.member.published), s.member.document_id))


def _day(published: str | None) -> str:
    try:
        return date.fromisoformat((published or "")[:10]).isoformat()
    except ValueError:
        return NO_DATE


def moment(published: str | None) -> float:
    """Seconds since 1970 of an ISO date or date-time, in UTC if it says nothing else; 0 where it can't be told."""
    try:
        when = datetime.fromisoformat(published or "")
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def _bundles(spots: Sequence[_Spot]) -> list[list[_Spot]]:
    """Documents of one lane and day together, in order of time."""
    groups: dict[tuple[str, str], list[_Spot]] = defaultdict(list)
    for spot in _in_time(spots):
        groups[spot.day, spot.lane].append(spot)
    return list(groups.values())


def _place(drawn: Sequence[Sequence[_Spot]]) -> tuple[int, list[Tick]]:
    """Give each group its place on the axis; the width, and where days begin. Bundles of one day stand above each other."""
    days: dict[str, list[Sequence[_Spot]]] = defaultdict(list)
    for group in drawn:
        days[group[0].day].append(group)
    stacked = any(len(group) > 1 for group in drawn)
    slots = len(days) if stacked else len(drawn)
    slot = min(WIDE, max(44 if stacked else NARROW, (ROOM - EDGE) // max(1, slots + len(days) // 2)))
    x, before, ticks = EDGE, NO_DATE, []
    for day_, groups in days.items():
        if before:
            x += round(slot * _gap(before, day_))
        ticks.append(Tick(x - RADIUS, _tick(day_, before)))
        for n, group in enumerate(groups):
            for spot in group:
                spot.x = x + (0 if stacked else slot * n)
        x += slot * (1 if stacked else len(groups))
        before = day_
    return max(x + EDGE, ticks[-1].x + 80 if ticks else 0, 320), _apart(ticks)


def _gap(before: str, after: str) -> float:
    """Room between two days that follow each other here, in parts of a document's: a little more for a longer pause."""
    if not before or not after:
        return 0.6
    days = (date.fromisoformat(after) - date.fromisoformat(before)).days
    return 0.3 if days <= 1 else min(1.5, 0.4 + 0.1 * days)


def _tick(day_: str, before: str) -> str:
    if not day_:
        return "no date"
    when = date.fromisoformat(day_)
    label = f"{when.day} {MONTHS[when.month - 1][:3]}"
    return label if before[:4] == day_[:4] else f"{label} {when.year}"


def _apart(ticks: Sequence[Tick]) -> list[Tick]:
    """Labels that would touch the one before are left out; their line stays."""
    found, free = [], -1
    for tick in ticks:
        room = 7 * len(tick.label) + 8
        shown = tick.x >= free
        found.append(Tick(tick.x, tick.label if shown else ""))
        free = tick.x + room if shown else free
    return found


def _node(spot: _Spot) -> Node:
    member = spot.member
    text = "" if spot.origin is None else str(spot.origin + 1)
    return Node(
        spot.x,
        spot.y,
        RADIUS,
        text,
        _about(spot),
        words_href(member.document_id, member.start, member.end),
        spot.first,
        member.certainty[:2].lower() if member.certainty[-1:] != "-" else "no",
        spot.lost,
        spot.place,
    )


def _about(spot: _Spot) -> str:
    member = spot.member
    who = chain(member)
    said = f"on the word of {who}" if who else "in its own words"
    where = f"{outlet(member)}, {day(member.published) or 'no date'}"
    origin = "" if spot.origin is None else f", origin {spot.origin + 1}"
    lost = "; something was lost or changed on the way here" if spot.lost else ""
    return f"{where}: {quoted(member.words, 120)}, {said}, {sure(member)}{origin}{lost}"


def _bundle(group: Sequence[_Spot], here: str) -> Node:
    first = group[0]
    if len(group) == 1:
        return replace(_node(first), text="1", first=False)
    label = f"{count(len(group), 'document')}, {day(first.day) or 'no date'}"
    radius = min(LANE // 2 - 1, RADIUS + len(group) // 4)
    href = address(here, day=first.day or "none") + "#flow"
    return Node(first.x, first.y, radius, str(len(group)), label, href, False, "many", any(s.lost for s in group))


def _steps(spots: Mapping[int, _Spot], edges: Sequence[Edge]) -> tuple[list[Step], int]:
    """A line for each pair of documents and kind of step, the first reason told."""
    home = {m.claim: s for s in spots.values() for m in s.members}
    found: dict[tuple[int, int, str], tuple[_Spot, _Spot, Edge]] = {}
    for edge in edges:
        up, down = home.get(edge.upstream), home.get(edge.downstream)
        if up is None or down is None or up is down:
            continue
        key = (up.member.document_id, down.member.document_id, edge.kind)
        if key not in found or (edge.certain and not found[key][2].certain):
            found[key] = (up, down, edge)
    every = list(found.values())
    telling = [one for one in every if one[2].kind != "same voice"] if len(every) > VOICES else every
    drawn = telling[:MOST_STEPS]
    taken = Counter((s.lane, s.x) for s in spots.values())
    pairs: Counter[tuple[int, ...]] = Counter()
    steps = []
    for up, down, edge in drawn:
        pair = tuple(sorted((up.member.document_id, down.member.document_id)))
        steps.append(_step(up, down, edge, len(drawn), taken, BOWS[min(pairs[pair], len(BOWS) - 1)]))
        pairs[pair] += 1
    return steps, len(found) - len(drawn)


def _step(up: _Spot, down: _Spot, edge: Edge, total: int, taken: Mapping[tuple[str, int], int], bow: int) -> Step:
    bow += SKIP if abs(up.y - down.y) > LANE and not bow else 0
    path, x, y = curve(up, down, edge.directed, bow, _between(up, down, taken) or bow != 0)
    word = STEPS[edge.kind]
    tag = word if total <= LABELLED else letter(edge.kind) if total <= LETTERED else ""
    tag += "" if edge.certain or not tag else "?"
    perhaps = "" if edge.certain else "perhaps "
    order = order_words(edge)
    label = f"{outlet(down.member)} – {perhaps}{word} – {outlet(up.member)}: {one_line(edge.reason)}"
    label += f" ({order})" if order else ""
    return Step(path, css(edge.kind), tag, x, y, edge.directed, edge.certain, label, (up.place, down.place))


def _between(up: _Spot, down: _Spot, taken: Mapping[tuple[str, int], int]) -> bool:
    """Whether another document stands on the straight line between two of one lane."""
    low, high = sorted((up.x, down.x))
    return up.lane == down.lane and any(lane == up.lane and low < x < high for lane, x in taken)


def curve(up: _Spot, down: _Spot, directed: bool, bow: int, over: bool) -> tuple[str, int, int]:
    """A line from one mark to another, and its middle. It leaves and arrives level, or above if something is between."""
    x1, y1, x2, y2 = up.x, up.y, down.x, down.y
    side = 1 if x2 >= x1 else -1
    end = RADIUS + (5 if directed else 0)
    if y1 == y2 and not over:
        a, b = x1 + side * RADIUS, x2 - side * end
        return f"M{a} {y1}L{b} {y2}", (a + b) // 2, y1
    if y1 == y2:
        rise = LANE // 2 + 6 + abs(bow) // 3
        bend = max(12, abs(x2 - x1) // 4)
        c1, c2 = x1 + side * bend, x2 - side * bend
        a, b, c = y1 - RADIUS, y2 - end, y1 - RADIUS - rise
        return f"M{x1} {a}C{c1} {c} {c2} {c} {x2} {b}", (x1 + x2) // 2, y1 - RADIUS - rise * 3 // 4
    reach = max(28, abs(x2 - x1) // 2)
    a, b = x1 + side * RADIUS, x2 - side * end
    c1, c2 = a + side * reach, b - side * reach
    path = f"M{a} {y1}C{c1} {y1 + bow} {c2} {y2 + bow} {b} {y2}"
    return path, _along(a, c1, c2, b), _along(y1, y1 + bow, y2 + bow, y2)


def _along(first: int, second: int, third: int, fourth: int, t: float = 0.4) -> int:
    """A coordinate of the point at ``t`` of a cubic curve; a little before the middle, where fewer lines cross."""
    u = 1 - t
    return round(u**3 * first + 3 * u * u * t * second + 3 * u * t * t * third + t**3 * fourth)
