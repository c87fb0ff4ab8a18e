"""Holidays and days of remembrance with a date that can be worked out; others are found without a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from headwater.read.numbers.meanings import Day, Kind, Now
from headwater.read.numbers.moments import Moment
from headwater.read.numbers.parts import Within

_FIXED = {
    "christmas|xmas|christmas day|xmas day": (12, 25),
    "christmas eve|xmas eve": (12, 24),
    "boxing day|st. stephen's day": (12, 26),
    "new year's|new year's day|new years|new years day|new year day|new year": (1, 1),
    "new year's eve|new years eve|new year eve": (12, 31),
    "epiphany": (1, 6),
    "orthodox christmas": (1, 7),
    "groundhog day": (2, 2),
    "valentine's day|valentines day|valentine day|st. valentine's day|saint valentine's day": (2, 14),
    "st. patrick's day|saint patrick's day|st patrick's day|st patrick day|st. patrick day": (3, 17),
    "international women's day|women's day|international womens day": (3, 8),
    "april fools|april fool's day|april fools' day|april fools day|april fool day": (4, 1),
    "earth day": (4, 22),
    "anzac day": (4, 25),
    "may day|international workers day|international workers' day|int'l workers day|workers' day|workers day": (5, 1),
    "victory day": (5, 9),
    "cinco de mayo": (5, 5),
    "juneteenth": (6, 19),
    "canada day": (7, 1),
    "bastille day": (7, 14),
    "halloween|all hallows' eve|all hallows eve": (10, 31),
    "all saints' day|all saints day|all saint's day|all hallows day|all hallows' day": (11, 1),
    "all souls' day|all souls day": (11, 2),
    "guy fawkes day|guy fawkes night|bonfire night": (11, 5),
    "veterans day|veteran's day|veterans' day|armistice day|remembrance day": (11, 11),
    "human rights day": (12, 10),
    "independence day|fourth of july": (7, 4),
    "inauguration day": (1, 20),
    "singles day|singles' day": (11, 11),
    "white lover day|white day": (3, 14),
}
_NTH = {
    "martin luther king day|martin luther king jr. day|mlk day|martin luther king jr day": (1, 3, 1),
    "presidents' day|presidents day|president's day|washington's birthday": (2, 3, 1),
    "mother's day|mothers day|mothers' day|mother day": (5, 2, 7),
    "memorial day": (5, -1, 1),
    "father's day|fathers day|fathers' day|father day": (6, 3, 7),
    "labor day|labour day": (9, 1, 1),
    "columbus day|indigenous peoples' day|indigenous peoples day": (10, 2, 1),
    "thanksgiving|thanksgiving day": (11, 4, 4),
}
_AFTER_THANKSGIVING = {"black friday": 1, "small business saturday": 2, "cyber monday": 4, "giving tuesday": 5}
_AROUND_EASTER = {
    "easter|easter sunday|easter day": 0,
    "easter monday": 1,
    "easter saturday": -1,
    "good friday": -2,
    "maundy thursday": -3,
    "palm sunday": -7,
    "ash wednesday": -46,
    "shrove tuesday|mardi gras": -47,
    "ascension day": 39,
    "pentecost": 49,
    "whit monday": 50,
}
_OPEN = (
    "ramadan|eid al-fitr|eid al-adha|eid|passover|rosh hashanah|yom kippur|hanukkah|diwali|election day|chinese new "
    "year|lunar new year|"
    "lent|purim|holi|nowruz"
)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday of a rule; ``year`` is None when the words leave it open, ``turn`` is -1 for last and 1 for next."""

    name: str
    year: int | None = None
    turn: int | None = None

    @property
    def kind(self) -> Kind:
        """Always a date."""
        return "DATE"

    def resolve(self, now: Now) -> str | None:
        """The day in the year of the words, the story or the nearest that fits the tense."""
        if self.year is not None:
            return holiday_in(self.name, self.year)
        if now.narrative and now.focus is not None:
            now.used = "context"
            return holiday_in(self.name, now.focus.year)
        base = now.base("anchor")
        if base is None:
            return None
        here = holiday_in(self.name, base.year)
        if here is None:
            return None
        lean = now.lean if self.turn is None else self.turn
        today = base.value()
        year = base.year + (1 if lean > 0 and here < today else -1 if lean < 0 and here > today else 0)
        if lean == 0 and self.turn is None:
            year += _nearer(base, here)
        return holiday_in(self.name, year)


_HALF_YEAR = 182


def _nearer(base: Moment, here: str) -> int:
    """Years to move a holiday that no tense places, so that it lies within half a year of the day it is counted from."""
    if base.date is None or not base.month:
        return 0
    days = (date.fromisoformat(here) - base.date).days
    return -1 if days > _HALF_YEAR else 1 if days < -_HALF_YEAR else 0


def _spread(table: Mapping[str, object]) -> dict[str, object]:
    return {name: value for names, value in table.items() for name in names.split("|")}


_ALL: dict[str, object] = {
    **_spread(_FIXED),
    **_spread(_NTH),
    **{name: ("thanksgiving", days) for name, days in _AFTER_THANKSGIVING.items()},
    **{name: ("easter", days) for names, days in _AROUND_EASTER.items() for name in names.split("|")},
    **dict.fromkeys(_OPEN.split("|")),
}


def holiday_in(name: str, year: int) -> str | None:
    """The date of a holiday in a year, or None when no rule gives it."""
    rule = _ALL.get(name)
    if not isinstance(rule, tuple) or not 1583 <= year <= 9000:
        return None
    if rule[0] == "easter":
        return (easter(year) + timedelta(days=rule[1])).isoformat()
    if rule[0] == "thanksgiving":
        day = holiday_in("thanksgiving", year)
        return (date.fromisoformat(day) + timedelta(days=rule[1])).isoformat() if day else None
    if len(rule) == 2:
        return Moment(year, rule[0], rule[1]).value()
    month, rank, weekday = rule
    return Within(rank, str(weekday), Day(month, 0, year)).resolve(Now(None, ""))


def easter(year: int) -> date:
    """Western Easter Sunday, by the Gregorian rule in the form of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    length = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * length) // 451
    month, day = divmod(h + length - 7 * m + 114, 31)
    return date(year, month, day + 1)


_HEADS: dict[str, list[tuple[tuple[str, ...], str]]] = {}


def _split(name: str) -> tuple[str, ...]:
    """A name cut as a text is: the owner's "'s" is one piece, any other apostrophe another."""
    apart = name.replace("'s ", " \0s ").replace("'", " ' ").replace("\0", "'")
    return tuple(apart.replace("-", " - ").replace("st. ", "st ").replace("jr. ", "jr ").split())


for _name in _ALL:
    _words = _split(_name)
    _HEADS.setdefault(_words[0], []).append((_words, _name))
for _entries in _HEADS.values():
    _entries.sort(key=lambda entry: -len(entry[0]))

HEADS = frozenset(_HEADS)


def holiday_at(low: Sequence[str], capital: Sequence[bool], i: int, end: int) -> tuple[int, str] | None:
    """The holiday named at piece ``i``: the index after it and its name."""
    for words, name in _HEADS.get(low[i], ()):
        if i + len(words) <= end and tuple(_same_mark(w) for w in low[i : i + len(words)]) == words:
            plain = name in (
                "new year",
                "women's day",
                "white day",
                "eid",
                "lent",
                "holi",
                "victory day",
                "epiphany",
                "workers day",
            )
            if (plain and not capital[i]) or (name == "new year" and not capital[i + 1]):
                return None
            return i + len(words), name
    return None


def _same_mark(word: str) -> str:
    return word.replace("’", "'").replace("‘", "'")
