"""What rival answers said when: numbers as steps with their ranges, anything else as strips. Plain numbers for an inline SVG."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from headwater.show.phrases import MONTHS, count, day, one_line, shorten
from headwater.show.workbench.flow_chart import moment
from headwater.show.workbench.lists import words_href
from headwater.store.traced_links import Report
from headwater.trace.amounts import rounded_from

WIDTH, LEFT, RIGHT = 1000, 210, 30
TOP, FOOT, ROW, TALL = 14, 26, 30, 240
LABEL = 17
MOST_LEVELS = 16
"""Rows of a plot: the values that most documents carry."""
STRETCH = 30
"""Ratio of the largest to the smallest number from which the scale is logarithmic."""
MOST_TICKS = 8
CROWD = 80
"""Reports from which each is a smaller dot."""
DAY = 86_400.0

Mark = Literal["exactly", "at least", "at most", "range"]
Bounds = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Dot:
    """One report, a link to its words."""

    x: int
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Level:
    """One value from its first report to its last: ``y``, for a range also ``top`` and ``bottom``; ``here``: of this page's family."""

    y: int
    top: int
    bottom: int
    mark: Mark
    label: str
    label_y: int
    about: str
    here: bool
    first: int
    last: int
    dots: Sequence[Dot]


@dataclass(frozen=True, slots=True)
class Values:
    """The plot. ``steps`` is the line through the number that most documents gave on each day; else empty."""

    height: int
    unit: str
    levels: Sequence[Level]
    steps: str
    ticks: Sequence[tuple[int, str]]
    left_out: int
    undated: int
    crowded: bool


@dataclass(frozen=True)
class _Row:
    """A value with its reports in order of time."""

    label: str
    bounds: Bounds | None
    reports: tuple[Report, ...]


def values(reports: Sequence[Report], names: Mapping[str, str], here: str, by: Sequence[str]) -> Values | None:
    """The plot of a question's answers; None where fewer than two are dated. ``names`` are families by key, as they are called."""
    dated = [r for r in reports if moment(r.published)]
    unit = _unit(dated) if "number" in by else None
    rows = _number_rows(dated, unit) if unit is not None else []
    numeric = len(rows) > 1
    if not numeric:
        rows = _family_rows(dated, names)
    if len(rows) < 2:
        return None
    kept = sorted(sorted(rows, key=lambda r: -_documents(r))[:MOST_LEVELS], key=_first)
    return _drawn(kept, len(rows) - len(kept), here, (unit or "") if numeric else None, len(reports) - len(dated))


def _unit(reports: Iterable[Report]) -> str | None:
    """The counted thing about which most documents say something."""
    found = Counter({(r.document_id, unit) for r in reports for _, _, unit in r.amounts})
    units = Counter(unit or "" for _, unit in found)
    return max(units, key=lambda u: (units[u], u)) if units else None


def _number_rows(reports: Sequence[Report], unit: str | None) -> list[_Row]:
    levels: dict[Bounds, list[Report]] = defaultdict(list)
    for report in reports:
        for low, high, counted in report.amounts:
            told = [n for n in (low, high) if n is not None]
            if (counted or "") == unit and told and all(map(math.isfinite, told)):
                levels[low, high].append(report)
                break
    return [_Row(bounds_words(b), b, tuple(some)) for b, some in levels.items()]


def _family_rows(reports: Sequence[Report], names: Mapping[str, str]) -> list[_Row]:
    levels: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        levels[report.family].append(report)
    return [_Row(shorten(one_line(names.get(k, "")), 30), None, tuple(some)) for k, some in levels.items()]


def bounds_words(bounds: Bounds) -> str:
    """A number with its modifier: “at least 3”, “9”, “20 to 30”."""
    low, high = bounds
    if low is None:
        return f"at most {_number(high)}"
    if high is None:
        return f"at least {_number(low)}"
    rounded = rounded_from(low, high)
    if rounded:
        return f"{rounded[0]} {_number(rounded[1])}"
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value == round(value) and abs(value) < 1e15 else f"{value:,.4g}"


def _documents(row: _Row) -> int:
    return len({r.document_id for r in row.reports})


def _first(row: _Row) -> float:
    return min(moment(r.published) for r in row.reports)


def _drawn(rows: Sequence[_Row], left_out: int, here: str, unit: str | None, undated: int) -> Values:
    times = [moment(r.published) for row in rows for r in row.reports]
    begin, end = min(times), max(times)
    height = max(TALL, LABEL * len(rows) + 40) if unit is not None else ROW * len(rows)

    def x(report: Report) -> int:
        room = WIDTH - LEFT - RIGHT
        return LEFT + (room // 2 if end == begin else round(room * (moment(report.published) - begin) / (end - begin)))

    scale = _scale(rows, height) if unit is not None else None
    ys = [scale(row) if scale else TOP + ROW * n + ROW // 2 for n, row in enumerate(rows)]
    labels = spread(ys, LABEL, TOP + height) if scale else ys
    levels = [_level(row, y, label_y, x, scale, here) for row, y, label_y in zip(rows, ys, labels, strict=True)]
    path = _stair(rows, ys, x) if scale else ""
    return Values(
        TOP + height + FOOT, unit or "", levels, path, _ticks(begin, end), left_out, undated, len(times) > CROWD
    )


def _stair(rows: Sequence[_Row], ys: Sequence[int], x: Callable[[Report], int]) -> str:
    """A line through the value that most documents gave on each day, the one told last of equals."""
    days: dict[str, dict[int, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for n, row in enumerate(rows):
        for report in row.reports:
            days[(report.published or "")[:10]][n].append(report)
    path = ""
    for _, told in sorted(days.items()):
        most = max(told, key=lambda n: (len({r.document_id for r in told[n]}), max(x(r) for r in told[n])))
        at = min(x(r) for r in told[most])
        path += f"H{at}V{ys[most]}" if path else f"M{at} {ys[most]}"  # to the side at the old number, then up or down
    return path


class _Scale:
    """Heights of numbers: linear, or logarithmic where they lie far apart."""

    def __init__(self, numbers: Sequence[float], height: int) -> None:
        self.height = height
        self.log = min(numbers) > 0 and max(numbers) / min(numbers) > STRETCH
        self.low, self.high = self._of(min(numbers)), self._of(max(numbers))

    def _of(self, number: float) -> float:
        return math.log(number) if self.log else number

    def at(self, number: float) -> int:
        part = 0.5 if self.high == self.low else (self._of(number) - self.low) / (self.high - self.low)
        return round(TOP + 12 + (1 - part) * (self.height - 24))

    def __call__(self, row: _Row) -> int:
        """Where a value stands; “at least” a little above the number itself and “at most” a little below."""
        low, high = row.bounds or (None, None)
        if low is None or high is None:
            return self.at(high if low is None else low) + (5 if low is None else -5)  # type: ignore[arg-type]
        return (self.at(low) + self.at(high)) // 2


def _scale(rows: Sequence[_Row], height: int) -> _Scale:
    numbers = [n for row in rows for n in (row.bounds or ()) if n is not None]
    return _Scale(numbers or [0.0], height)


def _level(row: _Row, y: int, label_y: int, x: Callable[[Report], int], scale: _Scale | None, here: str) -> Level:
    dots: dict[int, list[Report]] = defaultdict(list)
    for report in row.reports:
        dots[x(report)].append(report)
    low, high = row.bounds or (None, None)
    mark: Mark = "exactly"
    top = bottom = y
    if scale and low != high:
        mark = "at most" if low is None else "at least" if high is None else "range"
        if low is not None and high is not None:
            top, bottom = scale.at(high), scale.at(low)
    documents = _documents(row)
    return Level(
        y, top, bottom, mark, row.label, label_y, count(documents, "document"), any(r.family == here for r in row.reports),
        min(dots), max(dots), [_dot(at, some, row.label) for at, some in dots.items()],
    )  # fmt: skip


def _dot(x: int, reports: Sequence[Report], label: str) -> Dot:
    first = reports[0]
    outlets = list(dict.fromkeys(one_line(r.publisher or "no publisher") for r in reports))
    named = ", ".join(outlets[:3]) + (f" and {count(len(outlets) - 3, 'other')}" if len(outlets) > 3 else "")
    return Dot(x, f"{label}: {named}, {day(first.published)}", words_href(first.document_id, first.start, first.end))


def spread(ys: Sequence[int], gap: int, bottom: int) -> list[int]:
    """Heights pushed apart so that labels don't touch, downwards first and back up where they would leave the picture."""
    order = sorted(range(len(ys)), key=lambda n: (ys[n], n))
    found, last = list(ys), -gap
    for n in order:
        last = found[n] = max(ys[n], last + gap)
    limit = bottom
    for n in reversed(order):
        limit = found[n] = min(found[n], limit)
        limit -= gap
    return found


def _ticks(begin: float, end: float) -> list[tuple[int, str]]:
    first, last = (datetime.fromtimestamp(t, UTC).replace(hour=0, minute=0, second=0) for t in (begin, end))
    days = round((last - first).total_seconds() / DAY)
    step = max(1, -(-days // MOST_TICKS))
    found: list[tuple[int, str]] = []
    room = WIDTH - LEFT - RIGHT
    for n in range(0, days + 1, step):
        at = first.timestamp() + n * DAY
        when = datetime.fromtimestamp(at, UTC)
        part = 0.5 if end == begin else (at - begin) / (end - begin)
        if part < -0.001 and n:
            continue
        label = f"{when.day} {MONTHS[when.month - 1][:3]}"
        found.append((LEFT + round(room * max(0.0, part)), label if found else f"{label} {when.year}"))
    return found
