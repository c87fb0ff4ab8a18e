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
    last date the text spoke of. ``lean`` is -1 where the clause speaks of the past, 1 of the future, 0 where nothing
    shows. In a
    ``narrative`` (a history), open years are those of the story and not the nearest to the anchor.
    """

    anchor: Moment | None
    name: str
    focus: Moment | None = None
    lean: int = -1
    narrative: bool = False
    used: str | None = None

    def base(self, which: str) -> Moment | None:
        """The anchor or the focus, noted as used; "story" is the focus or nothing."""
        if which in ("focus", "story") and self.focus is not None:
            self.used = "context"
            return self.focus
        if which == "story":
            return None
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
            year += self.turn if (order > here) - (order < here) != self.turn else 0
        else:
            year += _nearest(order, here, lean)
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


_LONG_PAST = 270  # days after which news says the year
_SOON = 100


def _nearest(order: tuple[int, int], here: tuple[int, int], lean: int) -> int:
    """How many years from the anchor's an open date lies: as the tense has it, else the nearer.

    Writers name the year of what is most of a year ago, so a date that would lie so far back and is just ahead is
    ahead.
    """
    ahead = (order[0] - here[0]) * 30.4 + order[1] - here[1]
    if lean > 0:
        return int(ahead < 0)
    behind = ahead - 365 if ahead > 0 else ahead
    upcoming = ahead + 365 if ahead <= 0 else ahead
    if lean == 0:
        return -1 if ahead > 182 else 1 if ahead < -182 else 0
    if -behind > _LONG_PAST and upcoming < _SOON:
        return int(ahead <= 0)
    return -1 if ahead > 0 else 0


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


_FRIDAY = 4
"""The weekday until which a weekend spoken of as past is the one before."""


@dataclass(frozen=True, slots=True)
class Period:
    """A week, month, quarter, year or weekend, ``turn`` of them away from the anchor or the focus."""

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
                gone = self.unit == "WE" and not self.turn and now.lean < 0 and base.date.weekday() < _FRIDAY
                value = week_value(base.date + timedelta(weeks=self.turn - gone))
            except OverflowError:
                return None
            return value + ("-WE" if self.unit == "WE" else "")
        if self.unit == "E":
            return decade_value(base.year, self.turn)
        if self.unit == "C":
            return century_value(base.year, self.turn)
        return move(base, self.turn, self.unit)


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
