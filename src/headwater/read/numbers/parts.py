"""Times made of others: a part of a period, a day of a relative year, both ends of a range."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from headwater.read.numbers.meanings import Day, Kind, Meaning, Now
from headwater.read.numbers.moments import Moment, add_days, add_months, parse_moment, week_value, year_value


@dataclass(frozen=True, slots=True)
class Within:
    """A week, quarter, half or weekday inside another time: "the second week of May", "the first Monday of June"."""

    rank: int
    unit: str
    whole: Meaning

    @property
    def kind(self) -> Kind:
        """Always a date."""
        return "DATE"

    def resolve(self, now: Now) -> str | None:
        """The part's value; ``rank`` -1 is the last."""
        whole = self.whole.resolve(now)
        start = parse_moment(whole)
        if start is None or whole is None:
            return None
        if self.unit in ("Q", "H"):
            last = 4 if self.unit == "Q" else 2
            rank = last if self.rank < 0 else self.rank
            return f"{year_value(start.year)}-{self.unit}{rank}" if 1 <= rank <= last else None
        if self.unit == "M" and not start.month:
            return self._month(start)
        if self.unit.isdecimal():
            return self._weekday(start, int(self.unit))
        if self.unit == "D":
            return self._day(whole, start)
        if self.unit == "W" and start.date is not None:
            return self._week(start)
        return None

    def _day(self, whole: str, start: Moment) -> str | None:
        """The day of that rank; the last day of a week, a month or a year."""
        if self.rank > 0:
            moved = add_days(start, self.rank - 1)
        elif start.day:
            moved = add_days(start, 6) if "-W" in whole else None
        else:
            after = add_months(start._replace(day=1), 1 if start.month else 12)
            moved = add_days(after, -1)
        return moved.value() if moved else None

    def _month(self, start: Moment) -> str | None:
        rank = 12 if self.rank < 0 else self.rank
        return Moment(start.year, rank).value() if 1 <= rank <= 12 else None

    def _week(self, start: Moment) -> str | None:
        first = start.date
        if first is None:
            return None
        if self.rank == 0:
            return week_value(first)
        if self.rank < 0:
            after = add_months(start._replace(day=1), 1 if start.month else 12).date
            return week_value(after - timedelta(days=1)) if after else None
        offset = (4 - first.isoweekday()) % 7  # the week of the first Thursday counts as the first
        if self.rank > 53:
            return None
        return week_value(first + timedelta(days=offset + 7 * (self.rank - 1)))

    def _weekday(self, start: Moment, weekday: int) -> str | None:
        first = start.date
        if first is None or abs(self.rank) > 53:
            return None
        if self.rank < 0:
            after = add_months(start._replace(day=1), 1 if start.month else 12).date
            if after is None:
                return None
            return (after - timedelta(days=(after.isoweekday() - weekday - 1) % 7 + 1)).isoformat()
        return (first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (self.rank - 1))).isoformat()


@dataclass(frozen=True, slots=True)
class InYear:
    """A day, month or season of a year that is itself relative: "January 24 of the same year"."""

    part: Day
    year: Meaning

    @property
    def kind(self) -> Kind:
        """Always a date."""
        return "DATE"

    def resolve(self, now: Now) -> str | None:
        """The part in that year."""
        year = parse_moment(self.year.resolve(now))
        if year is None:
            return None
        return Day(self.part.month, self.part.day, year.year, season=self.part.season).resolve(now)


@dataclass(frozen=True, slots=True)
class Pair:
    """Both ends of a range."""

    first: Meaning
    last: Meaning
    ends: tuple[tuple[int, int], tuple[int, int]]  # pieces of either end

    @property
    def kind(self) -> Kind:
        """The kind of its ends."""
        return self.last.kind

    def resolve(self, now: Now) -> str | None:
        """An ISO 8601 interval, ``start/end``."""
        first, last = self.first.resolve(now), self.last.resolve(now)
        return f"{first}/{last}" if first and last else None
