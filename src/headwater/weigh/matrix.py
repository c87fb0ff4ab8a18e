"""The matrix: hypotheses as rows, evidence items as columns, a rating in each cell, reports behind each item.

All types are frozen. A matrix may be unfinished or wrong while it is being filled; ``checks.problems`` lists what is
wrong with it, and nothing is weighed before that list is free of errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from headwater.weigh.ranges import Range
from headwater.weigh.words import UNKNOWN, Grade, Rating, accuracy_of

NONE_ID = "none"
NONE_TEXT = "none of these"

Level = Literal["low", "medium", "high"]
ItemKind = Literal["reported", "typed", "expected"]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One explanation. ``prior`` is None when priors are left even.

    ``parts`` names the hypotheses that hold together in this row, where the analyst says that some may overlap: the
    row then reads "all of these", and the rows it names read "this one alone".
    """

    id: str
    text: str
    prior: float | None = None
    parts: tuple[str, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether this is the row for everything nobody has thought of."""
        return self.id == NONE_ID


@dataclass(frozen=True, slots=True)
class Rates:
    """How often a voice reports what is so (``hit``) and what is not so (``false_alarm``).

    Only the ratio of the two weighs. The hit rate may not lie below the false-alarm rate: a voice that says the
    opposite of what is so is entered as denying.
    """

    hit: Range
    false_alarm: Range

    @classmethod
    def exactly(cls, hit: float, false_alarm: float) -> Rates:
        """Rates taken as known."""
        return cls(Range.exactly(hit), Range.exactly(false_alarm))

    @classmethod
    def of(cls, grade: Grade) -> Rates:
        """The rates a grade stands for; see ``words.accuracy_of``."""
        return _RATES_OF[grade]


def _rates_of(grade: Grade) -> Rates:
    right = accuracy_of(grade)
    return Rates(right, Range(1 - right.high, 1 - right.point, 1 - right.low))


_RATES_OF = {Grade(r, c): _rates_of(Grade(r, c)) for r in "ABCDEF" for c in "123456"}


@dataclass(frozen=True, slots=True)
class Relay:
    """A voice that passed a report on, as "the paper said the ministry said". Each relay weakens what it passes."""

    voice: str
    rates: Rates = field(default_factory=lambda: Rates.of(Grade()))


@dataclass(frozen=True, slots=True)
class Report:
    """One appearance of an item on a page, through ``relays`` (outermost first).

    ``published`` and ``withdrawn`` are ISO dates or date-times. A report withdrawn is no longer counted, but still is
    when standings are asked for as of an earlier date.
    """

    id: str
    published: str | None = None
    withdrawn: str | None = None
    relays: tuple[Relay, ...] = ()
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where reports of an item start. However many reports lead to it, it has one vote, by its least weakened route.

    ``rates`` are used where given, otherwise those of ``grade``. No reports at all means one, direct and undated.
    ``denies`` marks an origin that says the item is false.
    """

    id: str
    voice: str
    grade: Grade = field(default_factory=Grade)
    rates: Rates | None = None
    reports: tuple[Report, ...] = ()
    denies: bool = False

    @property
    def effective_rates(self) -> Rates:
        """The rates given, or those of the grade."""
        return self.rates or Rates.of(self.grade)

    @property
    def judged(self) -> bool:
        """Whether anybody has said how far this origin can be relied on."""
        return self.rates is not None or self.grade.judged


@dataclass(frozen=True, slots=True)
class Item:
    """One item of evidence: a claim that is true or false.

    ``reported`` items weigh through their origins. ``typed`` items were entered by the analyst as seen to be so,
    without documents. ``expected`` items are things nobody has reported: they weigh nothing, but are listed where a
    hypothesis would make them probable. ``family`` ties the item to a claim family; ``seen`` dates a typed item.
    """

    id: str
    text: str
    kind: ItemKind = "reported"
    origins: tuple[Origin, ...] = ()
    credibility: Level | None = None
    relevance: Level | None = None
    family: str | None = None
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Origins that may be one and the same, with the reason. Merged in the low count, apart in the high one."""

    origins: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True)
class DependenceGroup:
    """Items that are not independent of the item ``on``, even when the hypothesis is known.

    Either ``strength``, the chance that such an item is true merely because ``on`` is (1: it says nothing new), or
    ``otherwise``: ratings of ``(item, hypothesis)`` for when ``on`` is false, the matrix holding those for when
    it is true.
    """

    on: str
    items: tuple[str, ...]
    strength: Range | None = None
    otherwise: Mapping[tuple[str, str], Rating] = field(default_factory=dict)
    reason: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "otherwise", MappingProxyType(dict(self.otherwise)))


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something the ranking takes for granted, noted so that it can be questioned. It enters no sum."""

    id: str
    text: str
    items: tuple[str, ...] = ()
    hypotheses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """Everything an analyst has put down for one question. ``ratings`` is keyed by ``(item id, hypothesis id)``.

    "None of these" is added as the last row where it is missing: with prior 0 if priors were given, since they are the
    analyst's to divide, and otherwise with the same share as the rest. A cell that is not in ``ratings`` is unknown.
    """

    hypotheses: tuple[Hypothesis, ...]
    items: tuple[Item, ...] = ()
    ratings: Mapping[tuple[str, str], Rating] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    groups: tuple[DependenceGroup, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    analyst: str | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        if not any(h.is_none for h in self.hypotheses):
            prior = 0.0 if any(h.prior is not None for h in self.hypotheses) else None
            object.__setattr__(self, "hypotheses", (*self.hypotheses, Hypothesis(NONE_ID, NONE_TEXT, prior)))
        object.__setattr__(self, "ratings", MappingProxyType(dict(self.ratings)))

    def rating(self, item: str, hypothesis: str) -> Rating:
        """The rating in a cell; unknown where none was given."""
        return self.ratings.get((item, hypothesis), UNKNOWN)

    def column(self, item: str) -> tuple[Rating, ...]:
        """An item's ratings in the order of the hypotheses."""
        return tuple(self.rating(item, h.id) for h in self.hypotheses)

    @property
    def priors(self) -> tuple[float, ...]:
        """Priors as given, or even ones where none was."""
        if all(h.prior is None for h in self.hypotheses):
            return (1.0 / len(self.hypotheses),) * len(self.hypotheses)
        return tuple(h.prior or 0.0 for h in self.hypotheses)

    @property
    def even_priors(self) -> bool:
        """Whether no prior was given."""
        return all(h.prior is None for h in self.hypotheses)

    def text_of(self, hypothesis: str) -> str:
        """A hypothesis in its own words."""
        return next((h.text for h in self.hypotheses if h.id == hypothesis), hypothesis)

    def item(self, item: str) -> Item:
        """An item by its id. Raises KeyError when there is none."""
        for candidate in self.items:
            if candidate.id == item:
                return candidate
        raise KeyError(item)

    def with_items(self, items: tuple[Item, ...]) -> Matrix:
        """The same matrix over other items."""
        return replace(self, items=items)
