"""Points of the calendar as year, month and day with parts left open, and the arithmetic on them.

Values are written as in TIMEX3: ``2031-05-02``, ``2031-05``, ``2031-W18``, ``2031-SP``, ``2031-Q2``, ``203`` (a
decade),
``20`` (a century), ``BC0490``. Years before 1 count 0, -1, -2 … as in ISO 8601, so 1 BC is year 0.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_VALUE = re.compile(
    r"(BC)?(\d{4})(?:-(?:W(\d\d)(?:-WE|-(\d))?|(SP|SU|FA|WI|Q[1-4]|H[12])|(\d\d)(?:-(\d\d))?))?(?:T(.*))?"
)
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7}


class Moment(NamedTuple):
    """A year, a month or a day; 0 for what is open. ``clock`` is what stands behind the T of a value."""

    year: int
    month: int = 0
    day: int = 0
    clock: str = ""

    @property
    def date(self) -> date | None:
        """The day, with open parts at their first value; None outside the years 1 to 9999."""
        if not 1 <= self.year <= 9999:
            return None
        month = self.month or 1
        return date(self.year, month, min(self.day or 1, monthrange(self.year, month)[1]))

    def value(self) -> str:
        """The TIMEX3 value, as fine as the moment is."""
        text = year_value(self.year)
        if self.month:
            text += f"-{self.month:02}"
            if self.day:
                text += f"-{self.day:02}"
        return text


def year_value(year: int) -> str:
    """Four digits, or BC and four digits."""
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def parse_moment(value: str | None) -> Moment | None:
    """The first moment of a TIMEX3 or ISO 8601 value; None when it names no year."""
    match = _VALUE.match(value or "")
    if not match:
        return None
    year = 1 - int(match[2]) if match[1] else int(match[2])
    clock = match[8] or ""
    if match[3]:
        day = week_day(year, int(match[3]), int(match[4] or 1))
        return Moment(day.year, day.month, day.day, clock) if day else Moment(year)
    if match[5]:
        return Moment(year, _SEASON_MONTH[match[5]])
    month, day_number = int(match[6] or 0), int(match[7] or 0)
    if month > 12 or not valid(year, month, day_number):
        return None
    return Moment(year, month, day_number, clock)


def valid(year: int, month: int, day: int) -> bool:
    """Whether the day exists (open parts, given as 0, always do)."""
    if not day or not month:
        return 0 <= month <= 12 and 0 <= day <= 31
    if not 1 <= month <= 12:
        return False
    return day <= (
        monthrange(year, month)[1] if 1 <= year <= 9999 else 29 if month == 2 else monthrange(2001, month)[1]
    )


def week_day(year: int, week: int, weekday: int = 1) -> date | None:
    """The date of a weekday (Monday is 1) of an ISO week."""
    if not (1 <= year < 9999 and 1 <= week <= 53 and 1 <= weekday <= 7):
        return None
    first = date(year, 1, 4)
    return first - timedelta(days=first.isoweekday() - weekday) + timedelta(weeks=week - 1)


def week_value(day: date) -> str:
    """The ISO week of a day: ``2031-W18``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def add_months(moment: Moment, months: int) -> Moment:
    """The moment moved by whole months, the day cut to the length of the month."""
    index = moment.year * 12 + (moment.month or 1) - 1 + months
    year, month = index // 12, index % 12 + 1
    day = min(moment.day, monthrange(year, month)[1]) if moment.day and 1 <= year <= 9999 else moment.day
    return Moment(year, month, day, moment.clock)


def add_days(moment: Moment, days: int) -> Moment | None:
    """The moment moved by days; None when that leaves the years 1 to 9999."""
    start = moment.date
    if start is None:
        return None
    try:
        moved = start + timedelta(days=days)
    except OverflowError:
        return None
    return Moment(moved.year, moved.month, moved.day, moment.clock)


def decade_value(year: int, decades: int = 0) -> str:
    """Three digits for ten years."""
    return f"{year // 10 + decades:03}" if year > 0 else f"BC{(1 - year) // 10 - decades:03}"


def century_value(year: int, centuries: int = 0) -> str:
    """Two digits for a hundred years."""
    return f"{year // 100 + centuries:02}" if year > 0 else f"BC{(1 - year) // 100 - centuries:02}"


def move(moment: Moment, count: float, unit: str, fine: bool = False) -> str | None:
    """The value ``count`` units away, as coarse as the unit unless ``fine``; None when it can't be known.

    Units: D day, W week, M month, Q quarter, Y year, E decade, C century.
    """
    whole = int(count)
    if abs(count) > 100_000 or (count != whole and unit not in ("Y", "M", "D", "W")):
        return None
    if count != whole:
        share = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "D": ("D", 1)}[unit]
        return move(moment, round(count * share[1]), share[0], fine)
    if unit in ("D", "W"):
        moved = add_days(moment, whole * (7 if unit == "W" else 1)) if moment.day else None
        if moved is None or moved.date is None:
            return None
        return week_value(moved.date) if unit == "W" and not fine else moved.value()
    if unit == "M":
        if not moment.month:
            return None
        moved = add_months(moment, whole)
        return moved.value() if fine else moved._replace(day=0).value()
    if unit == "Q":
        moved = add_months(moment._replace(day=0), 3 * whole)
        return f"{year_value(moved.year)}-Q{(moved.month - 1) // 3 + 1}"
    if unit == "E":
        return year_value(moment.year + 10 * whole)
    if unit == "C":
        return century_value(moment.year + 100 * whole)
    return add_months(moment, 12 * whole).value() if fine and moment.month else year_value(moment.year + whole)
