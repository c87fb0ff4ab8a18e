"""What the three sets of quantities and times share: spans compared, values as intervals, rates."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from headwater.read.frame import cut_text
from headwater.read.numbers.moments import week_day
from headwater.read.times import times

Found = tuple[int, int, str, Any]
"""Start, end, kind, value."""
Read = Callable[[str, str | None], list[Found]]
_LEADING = re.compile(
    r"(?:in|on|at|by|from|between|since|until|till|before|after|during|for|the|of|to|prior to|this coming)\s+", re.I
)


def half_of(text: str) -> str:
    return "tune" if hashlib.sha256(text.encode()).digest()[0] % 2 else "check"


def interval(value: str | None) -> tuple[str, str] | None:
    """The first day and the day after the last of a TIMEX3 date value, or an instant twice."""
    if not value:
        return None
    if "/" in value:
        first, last = (interval(part) for part in value.split("/", 1))
        return (first[0], last[0]) if first and last else None
    m = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
    if m:
        year, month, day = int(m[1]), int(m[2] or 0), int(m[3] or 0)
        try:
            if day:
                start = date(year, month, day)
                return start.isoformat(), (start + timedelta(days=1)).isoformat()
            if month:
                return date(year, month, 1).isoformat(), date(year + month // 12, month % 12 + 1, 1).isoformat()
            return date(year, 1, 1).isoformat(), date(year + 1, 1, 1).isoformat()
        except (ValueError, OverflowError):
            return None
    m = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value)
    if m:
        monday = week_day(int(m[1]), int(m[2]))
        start = monday or date.min
        if monday:
            return ((start + timedelta(days=5 if m[3] else 0)).isoformat(), (start + timedelta(days=7)).isoformat())
    m = re.fullmatch(r"(\d{4})-([QH])(\d)", value)
    if m:
        length = 3 if m[2] == "Q" else 6
        opening = (int(m[3]) - 1) * length + 1
        after = opening + length
        return f"{m[1]}-{opening:02}-01", f"{int(m[1]) + (after > 12):04}-{(after - 1) % 12 + 1:02}-01"
    m = re.fullmatch(r"(\d{3})", value)
    if m:
        return f"{m[1]}0-01-01", f"{int(m[1]) + 1}0-01-01"
    return (value, value)


def our_times(text: str, published: str | None) -> list[Found]:
    return [(t.span.start, t.span.end, t.type, t.value) for t in times(cut_text(text, frozenset()), published)]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while (m := _LEADING.match(text, start, end)) and m.end() < end:
        start = m.end()
    return start, end


def rates(precision: float, recall: float) -> str:
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"
