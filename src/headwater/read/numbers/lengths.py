"""Lengths of time, and times so long before or after another."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.read.numbers.meanings import Kind, Meaning, Now
from headwater.read.numbers.moments import Moment, add_days, move, parse_moment


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
