"""Dates as pages write them, to ISO. Only forms that can be read in one way are read."""

from __future__ import annotations

import re
from datetime import date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)"
    r"?\s?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_WORDS = (
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>\d{{4}})(?!\d)", re.IGNORECASE),
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\d)", re.IGNORECASE),
)
_EARLIEST = 1400
_LATEST = 2999


def iso_date(text: str) -> str | None:
    """The first date in ``text`` as an ISO date or date-time, or None. ``3/4/2031`` has two readings and gives None."""
    text = text[:400]
    match = _ISO.search(text)
    if match:
        return _checked_iso(match)
    for pattern in _WORDS:
        match = pattern.search(text)
        if match:
            return _day(int(match["year"]), _MONTHS[match["month"].lower()], int(match["day"]))
    return None


def _checked_iso(match: re.Match[str]) -> str | None:
    day = _day(int(match["year"]), int(match["month"]), int(match["day"]))
    if day is None or not match["time"]:
        return day
    zone = (match["zone"] or "").replace("Z", "+00:00")
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    try:
        return datetime.fromisoformat(f"{day}T{match['time']}{zone}").isoformat()
    except ValueError:
        return day


def _day(year: int, month: int, day: int) -> str | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
