"""Geometry of the charts about weighing: bars with bands, a waterfall of log-odds, standings over time.

Drawn as plain SVG by the templates: whole numbers in a box 1,000 wide, no styles of their own, readable without colour.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from headwater.show.phrases import day
from headwater.weigh.bayes import Waterfall

WIDTH = 1000
ROW = 34
LEFT = 330
"""Room for names beside a waterfall."""

FAINT = 0.005
"""Log-odds below which a term is left out of the drawing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A posterior: ``now`` and ``other`` are where the two counts stand, ``low`` to ``high`` the band; thousandths."""

    now: int
    other: int
    low: int
    high: int


def bar(high: float, low: float, band: tuple[float, float]) -> Bar:
    """A bar of shares between 0 and 1."""
    now, other, begin, end = (round(WIDTH * value) for value in (high, low, *band))
    return Bar(now, other, begin, max(end, begin + 2))


@dataclass(frozen=True, slots=True)
class Term:
    """One step of a waterfall: where it begins and how wide it is, to which side it goes, and its value in words."""

    label: str
    value: str
    x: int
    y: int
    width: int
    side: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class Fall:
    """A waterfall of log-odds: ``zero`` is where even odds stand."""

    height: int
    zero: int
    terms: Sequence[Term]


def waterfall(fall: Waterfall, names: dict[str, str]) -> Fall:
    """The prior, each telling item's term, the largest first, and the total. Infinite terms run to the edge."""
    telling = sorted((t for t in fall.terms if abs(t[1]) >= FAINT), key=lambda t: (-abs(t[1]), t[0]))
    steps = [("prior odds", fall.prior), *((names.get(name, name), value) for name, value in telling)]
    finite = [value for _, value in steps if math.isfinite(value)]
    edges, at = [0.0], 0.0
    for value in finite:
        at += value
        edges.append(at)
    lowest, highest = min(edges), max(edges)
    room = (WIDTH - LEFT - 110) / max(highest - lowest, 0.5)

    def x(value: float) -> int:
        return round(LEFT + (min(max(value, lowest), highest) - lowest) * room)

    terms, at = [], 0.0
    for number, (label, value) in enumerate(steps):
        after = at + value if math.isfinite(value) else (highest if value > 0 else lowest)
        terms.append(_term(label, value, x(at), x(after), number))
        at = after if math.isfinite(value) else at
    terms.append(_term("together", fall.total, x(0), x(at), len(steps), total=True))
    return Fall(ROW * len(terms) + 10, x(0), terms)


def _term(label: str, value: float, begin: int, end: int, number: int, *, total: bool = False) -> Term:
    shown = f"{value:+.2f}" if math.isfinite(value) else ("rules the other out" if value > 0 else "ruled out")
    return Term(
        label,
        shown,
        min(begin, end),
        6 + ROW * number,
        max(2, abs(end - begin)),
        "for" if value >= 0 else "against",
        total,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One explanation through time. ``dash`` tells lines apart without colour; ``label_y`` keeps names from overlapping."""

    label: str
    points: str
    dash: str
    end_y: int
    label_y: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A day under the lines."""

    x: int
    label: str
    href: str
    now: bool


@dataclass(frozen=True, slots=True)
class History:
    """Standings over time, in the high count."""

    height: int
    lines: Sequence[Line]
    days: Sequence[Mark]


DASHES = ("none", "9 4", "2 4", "12 4 2 4", "5 2", "1 6", "16 6", "8 3 2 3 2 3")
_TOP, _BOTTOM, _HEIGHT, _RIGHT = 14, 34, 260, 700


def history(
    days: Sequence[str], shares: Sequence[Sequence[float]], names: Sequence[str], hrefs: Sequence[str], now: str
) -> History:
    """Lines of ``shares`` (days × explanations, 0 to 1) over ``days``, evenly spaced, each named at its end."""
    step = (_RIGHT - 60) / max(1, len(days) - 1)
    xs = [round(50 + step * n) if len(days) > 1 else 50 + (_RIGHT - 60) // 2 for n in range(len(days))]
    ends = [(_y(shares[-1][j]), j) for j in range(len(names))]
    labels = _spread(ends)
    lines = [
        Line(
            name,
            " ".join(f"{x},{_y(row[j])}" for x, row in zip(xs, shares, strict=True)),
            DASHES[j % len(DASHES)],
            _y(shares[-1][j]),
            labels[j],
        )
        for j, name in enumerate(names)
    ]
    every = max(1, -(-len(days) // 8))
    marks = [
        Mark(x, day(d).rsplit(" ", 1)[0] if n % every == 0 else "", href, d == now)
        for n, (x, d, href) in enumerate(zip(xs, days, hrefs, strict=True))
    ]
    return History(_HEIGHT, lines, marks)


def _y(share: float) -> int:
    return round(_TOP + (1 - share) * (_HEIGHT - _TOP - _BOTTOM))


def _spread(ends: Sequence[tuple[int, int]], gap: int = 17) -> dict[int, int]:
    """Heights of the names at the right, pushed apart downwards, then back up where they would leave the picture."""
    found: dict[int, int] = {}
    last = -gap
    for y, j in sorted(ends):
        last = max(y, last + gap)
        found[j] = last
    over = last - (_HEIGHT - _BOTTOM + 6)
    if over > 0:
        limit = _HEIGHT - _BOTTOM + 6
        for _, j in sorted(ends, reverse=True):
            found[j] = min(found[j], limit)
            limit = found[j] - gap
    return found
