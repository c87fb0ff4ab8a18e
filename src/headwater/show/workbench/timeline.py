"""Documents on a line of time, a lane for each publisher, as numbers for an inline SVG."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from headwater.show.phrases import MONTHS, day, one_line, shorten
from headwater.show.workbench.desk import address
from headwater.store.overview import DocumentLine

LEFT, RIGHT, LANE, TOP = 190, 20, 26, 10
WIDTH = 1000
MOST_LANES = 14
MOST_DOTS = 400
"""Documents up to which each has a dot; beyond, days have bars."""

_NAME = 30
_DOT = 6
_BAR = 120
_MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Dot:
    """One document, or several of one day, with what a pointer is told of them."""

    x: int
    y: int
    label: str
    href: str
    new: bool = False
    height: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """A day written under the line."""

    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A publisher's line."""

    y: int
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the drawing holds. ``bars`` says that days are drawn, not documents. ``undated`` are left out of it."""

    height: int
    bars: bool
    lanes: Sequence[Lane]
    dots: Sequence[Dot]
    ticks: Sequence[Tick]
    undated: Sequence[DocumentLine]


def timeline(documents: Sequence[DocumentLine], since: str = "") -> Timeline:
    """Where each document stands on the drawing."""
    dated = [(when, line) for line in documents if (when := _day(line.published)) is not None]
    undated = [line for line in documents if _day(line.published) is None]
    if not dated:
        return Timeline(0, False, (), (), (), undated)
    first, last = min(d for d, _ in dated), max(d for d, _ in dated)
    if len(dated) > MOST_DOTS:
        return _bars(dated, first, last, undated)
    names = _lanes([line for _, line in dated])
    rows = {name: TOP + LANE * n + LANE // 2 for n, name in enumerate(names)}
    placed: dict[tuple[int, int], int] = defaultdict(int)
    dots = []
    for when, line in sorted(dated, key=lambda pair: (pair[0], pair[1].published or "", pair[1].id)):
        y = rows.get(line.publisher or "", rows.get(_OTHERS, TOP))
        x = _x(when, first, last)
        offset = placed[x, y] * (2 * _DOT + 1)
        placed[x, y] += 1
        dots.append(Dot(x + offset, y, _about(line), f"/documents/{line.id}", bool(since) and line.added > since))
    lanes = [
        Lane(y, shorten(one_line(name), _NAME) or "no publisher given", address("/documents", publisher=name or "-"))
        for name, y in rows.items()
    ]
    return Timeline(TOP + LANE * len(rows) + 30, False, lanes, dots, _ticks(first, last), undated)


_OTHERS = "\x00others"


def _lanes(lines: Sequence[DocumentLine]) -> list[str]:
    """Publishers in order of their first document; the least busy ones share a lane."""
    busy = Counter(line.publisher or "" for line in lines)
    if len(busy) <= MOST_LANES:
        return sorted(
            busy, key=lambda name: min((x.published or "", x.id) for x in lines if (x.publisher or "") == name)
        )
    return [*(name for name, _ in busy.most_common(MOST_LANES - 1)), _OTHERS]


def _bars(
    dated: Sequence[tuple[date, DocumentLine]], first: date, last: date, undated: Sequence[DocumentLine]
) -> Timeline:
    step = max(1, ((last - first).days + 1) // 120)
    groups = Counter((when - first).days // step for when, _ in dated)
    most = max(groups.values())
    dots = []
    for group, number in sorted(groups.items()):
        begin = first + timedelta(days=group * step)
        end = min(last, begin + timedelta(days=step - 1))
        span = day(begin.isoformat()) if begin == end else f"{day(begin.isoformat())} to {day(end.isoformat())}"
        height = max(2, round(_BAR * number / most))
        href = address("/documents", since=begin.isoformat(), until=end.isoformat())
        dots.append(Dot(_x(begin, first, last), TOP + _BAR - height, f"{span}: {number:,}", href, height=height))
    return Timeline(TOP + _BAR + 30, True, (), dots, _ticks(first, last), undated)


def _ticks(first: date, last: date) -> list[Tick]:
    days = (last - first).days
    step = max(1, -(-days // (_MOST_TICKS - 1)))
    several_years = first.year != last.year
    found: list[Tick] = []
    for offset in range(0, days + 1, step):
        when = first + timedelta(days=offset)
        month = MONTHS[when.month - 1][:3]
        label = f"{when.day} {month}" + (f" {when.year}" if several_years or not found else "")
        found.append(Tick(_x(when, first, last), label))
    return found


def _x(when: date, first: date, last: date) -> int:
    days = (last - first).days
    room = WIDTH - LEFT - RIGHT - 50
    return LEFT + (room // 2 if days == 0 else round(room * (when - first).days / days))


def _about(line: DocumentLine) -> str:
    title = shorten(one_line(line.title or line.origin), 120)
    version = f", version {line.version} of {line.versions}" if line.versions > 1 else ""
    return f"{one_line(line.publisher or 'No publisher')}, {day(line.published)}: {title}{version}"


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
