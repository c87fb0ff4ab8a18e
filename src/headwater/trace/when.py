"""Which of two documents came first, as far as their dates show.

A day without a time stands for the whole day: two documents of one day, one of them without a time, have no order. Times
without a zone are taken within fourteen hours either way only where the other side has one; two without a zone are compared as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from headwater.model_trace import Source

_ZONE = timedelta(hours=3)
"""How far a time without a zone may be off against one with a zone. News of one event rarely spans more than a few zones."""

EARLIEST = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Moment:
    """The stretch of time in which something was published, in UTC, and whether its zone was given."""

    first: datetime
    last: datetime
    zoned: bool


def moment(written: str | None) -> Moment | None:
    """Read an ISO date or date-time. None for nothing, and for what is neither."""
    if not written:
        return None
    text = written.strip()
    try:
        if len(text) <= 10:
            day = date.fromisoformat(text)
            start = datetime(day.year, day.month, day.day, tzinfo=UTC)
            return Moment(start, start + timedelta(hours=24) - timedelta(seconds=1), False)
        at = datetime.fromisoformat(text)
        zoned = at.tzinfo is not None
        at = at.astimezone(UTC) if zoned else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return Moment(at, at, zoned)


def before(a: Moment | None, b: Moment | None) -> bool:
    """Whether ``a`` is shown to lie before ``b``."""
    if a is None or b is None:
        return False
    try:
        slack = _ZONE if a.zoned != b.zoned and a.first.date() == b.first.date() else timedelta(0)
        return a.last + slack < b.first
    except OverflowError:
        return False


def published(source: Source) -> Moment | None:
    """When a document was published; the time of its capture where the page gives no date and was captured."""
    return moment(source.published)


def order_key(source: Source) -> tuple[int, datetime, str]:
    """Sorts documents by time, undated ones last, then by capture, then by id: the same on every run."""
    when = published(source)
    taken = moment(source.captured)
    return (0 if when else 1, when.first if when else EARLIEST, f"{taken.first if taken else ''} {source.document}")
