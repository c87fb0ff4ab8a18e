"""Dates as written on reports, compared in universal time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta


def parse_moment(text: str) -> datetime | None:
    """An ISO date or date-time as a moment in universal time (a date: its first moment); None when it is neither."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None


def end_of(text: str) -> datetime | None:
    """The last moment covered by an ISO date or date-time; None when it is neither."""
    moment = parse_moment(text)
    if moment is None:
        return None
    is_whole_day = len(text.strip()) <= len("2031-05-02")
    return datetime.combine(moment.date(), time.max, UTC) if is_whole_day else moment + timedelta(0)
