"""What a time expression means before it is resolved: small types, each able to name its TIMEX3 value.

``resolve(now)`` returns the value or None; it notes in ``now.used`` what the value was counted from, if anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Protocol

from headwater.read.numbers.moments import (
    Moment,
    add_days,
    add_months,
    century_value,
    decade_value,
    move,
    parse_moment,
    valid,
    week_value,
    year_value,
)

STORY_TURN = 8  # months back in the year that mean the next year
Kind = Literal["DATE", "TIME", "DURATION", "SET"]
UNITS = ("C", "E", "Y", "Q", "M", "W", "D")


@dataclass(slots=True)
class Now:
    """What times are counted from at one place of a text.

    ``anchor`` is the date of the words (publication or quoted document) and ``name`` what to call it; ``focus`` is the
    last date the text spoke of. ``lean`` is -1 where the clause speaks of the past and 1 of the future. In a
    ``narrative`` (a history), open years are those of the story and not the nearest to the anchor.
    """

    anchor: Moment | None
    name: str
    focus: Moment | None = None
    lean: int = -1
    narrative: bool = False
    used: str | None = None

    def base(self, which: str) -> Moment | None:
        """The anchor or the focus, noted as used."""
        if which == "focus" and self.focus is not None:
            self.used = "context"
            return self.focus
        if which == "focus" and self.narrative:
            return None
        if self.anchor is not None:
            self.used = self.name
        return self.anchor


class Meaning(Protocol):
    """Anything with a kind that can be resolved."""

    @property
    def kind(self) -> Kind: ...  # noqa: D102

    def resolve(self, now: Now) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs nothing else: an absolute date, a duration, a set, PAST_REF."""

    value: str | None
    kind: Kind = "DATE"

    def resolve(self, now: Now) -> str | None:
        """The value."""
        return self.value


@dataclass(frozen=True, slots=True)
class Day:
    """A day or month of the calendar, its year or month perhaps left open. ``turn``: -1 last, 0 this, 1 next."""

    month: int = 0
    day: int = 0
    year: int | None = None
    turn: int | None = None
    season: str = ""

    @property
    def kind(self) -> Kind:
        """Always a date."""
        return "DATE"

    def resolve(self, now: Now) -> str | None:
        """The year from the words, else the story's, else the nearest that fits the tense."""
        if self.year is not None:
            return self._at(self.year, self.month)
        if now.narrative and now.focus is not None and self.turn is None:
            now.used = "context"
            return self._in_story(now.focus)
        base = now.base("anchor")
        return self._near(base, now.lean) if base else None

    def _at(self, year: int, month: int) -> str | None:
        if self.season:
            return f"{year_value(year)}-{self.season}"
        return Moment(year, month, self.day).value() if valid(year, month, self.day) else None

    def _in_story(self, focus: Moment) -> str | None:
        if not self.month and not self.season:
            return self._at(focus.year, focus.month) if focus.month else None
        if focus.month and self.month and focus.month - self.month >= STORY_TURN:
            return self._at(focus.year + 1, self.month)  # the story went on into the new year
        return self._at(focus.year, self.month)

    def _near(self, base: Moment, lean: int) -> str | None:
        if not self.month and not self.season:  # "the 21st"
            return self._near_month(base, lean)
        order = self._order()
        here = (base.month, base.day if self.day else 0) if base.month else order
        year = base.year
        if self.turn is not None:
            year = base.year + (self.turn if (order > here) - (order < here) != self.turn else 0)
        elif lean < 0 and order > here:
            year -= 1
        elif lean > 0 and order < here:
            year += 1
        for step in range(9):  # 29 February: the next year that has one
            value = self._at(year + (step if lean > 0 else -step), self.month)
            if value or (self.month, self.day) != (2, 29):
                return value
        return None

    def _near_month(self, base: Moment, lean: int) -> str | None:
        if not base.day:
            return self._at(base.year, base.month) if base.month else None
        step = -1 if lean < 0 and self.day > base.day else 1 if lean > 0 and self.day < base.day else 0
        moved = add_months(base._replace(day=1), step if self.turn is None else self.turn)
        return self._at(moved.year, moved.month)

    def _order(self) -> tuple[int, int]:
        if self.season:
            return {"SP": 3, "SU": 6, "FA": 9, "WI": 12, "Q": 1}.get(self.season, 1), 0
        return self.month, self.day


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (Monday is 1). ``turn``: -1 last, 0 this, 1 next, 2 coming, None as the tense has it."""

    number: int
    turn: int | None = None
    weeks: int = 0

    @property
    def kind(self) -> Kind:
        """Always a date."""
        return "DATE"

    def resolve(self, now: Now) -> str | None:
        """The nearest such day before or after the anchor; on the day itself, that day."""
        base = now.base("anchor")
        if base is None or not base.day or base.date is None:
            return None
        today = base.date.isoweekday()
        if self.turn == 0:
            days = self.number - today
        elif self.turn == 1:
            days = self.number - today + 7
        elif self.turn == 2:
            days = (self.number - today) % 7 or 7
        elif self.turn == -1:
            days = -((today - self.number) % 7 or 7)
        elif now.lean > 0:
            days = (self.number - today) % 7
        else:
            days = -((today - self.number) % 7)
        moved = add_days(base, days + 7 * self.weeks)
        return moved.value() if moved else None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units before or after the anchor, the focus or another time: "two weeks ago", "the next day"."""

    count: float
    unit: str
    base: str | Meaning = "anchor"
    fine: bool = False

    @property
    def kind(self) -> Kind:
        """A time for units below a day."""
        return "TIME" if self.unit in ("h", "m", "s") else "DATE"

    def resolve(self, now: Now) -> str | None:
        """The base moved; None when the base is not known to the fineness of the unit."""
        base = now.base(self.base) if isinstance(self.base, str) else parse_moment(self.base.resolve(now))
        if base is None:
            return None
        if self.unit in ("h", "m", "s"):
            return self._move_clock(base)
        return move(base, self.count, self.unit, self.fine)

    def _move_clock(self, base: Moment) -> str | None:
        clock = base.clock[:8].split(":")
        if not base.day or len(clock) < 2 or not all(part.isdecimal() for part in clock):
            return None
        seconds = self.count * {"h": 3600, "m": 60, "s": 1}[self.unit]
        if abs(seconds) > 1e9:
            return None
        at = int(clock[0]) * 3600 + int(clock[1]) * 60 + int(seconds)
        moved = add_days(base, at // 86400)
        at %= 86400
        return f"{moved.value()}T{at // 3600:02}:{at // 60 % 60:02}" if moved else None


@dataclass(frozen=True, slots=True)
class Period:
    """This, last or next week, month, quarter, year, weekend …: ``turn`` units away from the anchor or the focus."""

    unit: str
    turn: int
    base: str = "anchor"

    @property
    def kind(self) -> Kind:
        """Always a date."""
        return "DATE"

    def resolve(self, now: Now) -> str | None:
        """The period's value."""
        base = now.base(self.base)
        if base is None:
            return None
        if self.unit in ("WE", "W"):
            if not base.day or base.date is None:
                return None
            try:
                value = week_value(base.date + timedelta(weeks=self.turn))
            except OverflowError:
                return None
            return value + ("-WE" if self.unit == "WE" else "")
        if self.unit == "E":
            return decade_value(base.year, self.turn)
        if self.unit == "C":
            return century_value(base.year, self.turn)
        return move(base, self.turn, self.unit)


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
        if self.unit == "D" and self.rank > 0:
            moved = add_days(start, self.rank - 1)
            return moved.value() if moved else None
        if self.unit == "W" and start.date is not None:
            return self._week(start)
        return None

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
class Clock:
    """A time of day or part of a day on a date: ``at`` is what stands behind the T ("14:30", "EV")."""

    at: str
    date: Meaning | None = None

    @property
    def kind(self) -> Kind:
        """Always a time."""
        return "TIME"

    def resolve(self, now: Now) -> str | None:
        """``dateTclock``; ``Tclock`` alone where no date is said."""
        if self.date is None:
            return f"T{self.at}"
        day = self.date.resolve(now)
        if day is None:
            return None
        return f"{day.split('T')[0]}T{self.at}"


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


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time, in counts of units; a count of None is vague ("several days")."""

    parts: tuple[tuple[float | None, str], ...]

    @property
    def kind(self) -> Kind:
        """Always a duration."""
        return "DURATION"

    def resolve(self, now: Now) -> str | None:
        """``P2Y3M``, ``PT1H30M``, ``PXD``."""
        days = "".join(_length(count, unit) for count, unit in self.parts if unit not in ("h", "m", "s"))
        clock = "".join(_length(count, unit) for count, unit in self.parts if unit in ("h", "m", "s"))
        return f"P{days}" + (f"T{clock.upper()}" if clock else "")


def _length(count: float | None, unit: str) -> str:
    if unit in ("E", "C"):
        unit, count = "Y", None if count is None else count * (10 if unit == "E" else 100)
    elif unit == "Q":
        unit, count = "M", None if count is None else count * 3
    if count is None:
        return f"X{unit}"
    return f"{count:g}{unit}" if count < 1e6 else f"{count:.0f}{unit}"


@dataclass(frozen=True, slots=True)
class Away:
    """A length of time before (``sign`` -1) or after (1) the anchor, the focus or another time."""

    length: Length
    sign: int
    base: str | Meaning = "anchor"

    @property
    def kind(self) -> Kind:
        """A time where the finest unit is below a day."""
        return "TIME" if self.length.parts[-1][1] in ("h", "m", "s") else "DATE"

    def resolve(self, now: Now) -> str | None:
        """The base moved by each part in turn, as coarse as the finest part; PAST_REF and FUTURE_REF when vague."""
        if any(count is None for count, _ in self.length.parts):
            return "PAST_REF" if self.sign < 0 else "FUTURE_REF"
        base: str | Meaning = self.base
        meaning: Meaning | None = None
        last = len(self.length.parts) - 1
        for position, (count, unit) in enumerate(self.length.parts):
            meaning = Shift(self.sign * (count or 0), unit, base, fine=position < last)
            base = meaning
        return meaning.resolve(now) if meaning else None


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
