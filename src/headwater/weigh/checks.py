"""What is wrong with a matrix, each thing at its place. Nothing is mended here, and nothing is normalised."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from headwater.errors import BadMatrix
from headwater.weigh.dates import parse_moment
from headwater.weigh.matrix import DependenceGroup, Item, Matrix, Origin, Rates

PRIOR_TOLERANCE = 1e-6
"""How far from one priors may sum: room for decimals such as 0.333333, not for 0.33."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place. A ``fatal`` one stops weighing; others are notices to show beside the result."""

    place: str
    problem: str
    advice: str = ""
    fatal: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}" + (f" ({self.advice})" if self.advice else "")


def problems(matrix: Matrix) -> tuple[Problem, ...]:
    """Every problem found, in the order rows, columns, cells, groups."""
    found: list[Problem] = []
    for check in (_rows, _priors, _parts, _columns, _origins, _cells, _merges, _groups, _assumptions):
        found.extend(check(matrix))
    return tuple(found)


def require_sound(matrix: Matrix) -> tuple[Problem, ...]:
    """Raise BadMatrix with every fatal problem; return the notices otherwise."""
    found = problems(matrix)
    fatal = tuple((p.place, p.problem, p.advice) for p in found if p.fatal)
    if fatal:
        raise BadMatrix(fatal)
    return found


def _repeated(ids: Iterable[str]) -> list[str]:
    return [id_ for id_, count in Counter(ids).items() if count > 1]


def _rows(matrix: Matrix) -> Iterator[Problem]:
    for id_ in _repeated(h.id for h in matrix.hypotheses):
        yield Problem(f"hypothesis {id_}", "appears more than once", "give each hypothesis its own id")
    rivals = [h for h in matrix.hypotheses if not h.is_none]
    if len(rivals) < 2:
        count = "only one explanation" if rivals else "no explanation"
        yield Problem("hypotheses", f'{count} besides "none of these"', "weighing compares rivals: add another")


def _priors(matrix: Matrix) -> Iterator[Problem]:
    if matrix.even_priors:
        return
    total = 0.0
    for h in matrix.hypotheses:
        if h.prior is None:
            yield Problem(f"hypothesis {h.id}", "has no prior while others have", "give all of them or none")
        elif not 0 <= h.prior <= 1:
            yield Problem(f"hypothesis {h.id}", f"prior {h.prior:g} is not between 0 and 1")
        else:
            total += h.prior
    missing = any(h.prior is None for h in matrix.hypotheses)
    if not missing and not math.isclose(total, 1.0, abs_tol=PRIOR_TOLERANCE):
        yield Problem("priors", f"sum to {total:.10g}, not 1", 'change them, or give the rest to "none of these"')
    for h in matrix.hypotheses:
        if h.prior == 0:
            yield Problem(f"hypothesis {h.id}", "has prior 0, which no evidence can raise", "give it a share", False)


def _parts(matrix: Matrix) -> Iterator[Problem]:
    known = {h.id: h for h in matrix.hypotheses}
    for h in matrix.hypotheses:
        for part in h.parts:
            if part not in known or part == h.id or known[part].parts or known[part].is_none:
                yield Problem(f"hypothesis {h.id}", f"can't hold {part!r} as a part", "name single rows of this matrix")


def _columns(matrix: Matrix) -> Iterator[Problem]:
    for id_ in _repeated(item.id for item in matrix.items):
        yield Problem(f"item {id_}", "appears more than once", "give each item its own id")
    for item in matrix.items:
        yield from _column(item)


def _column(item: Item) -> Iterator[Problem]:
    place = f"item {item.id}"
    if item.kind != "reported" and item.origins:
        yield Problem(place, f"is {item.kind} but has origins", 'make its kind "reported"')
    if item.kind == "reported" and not item.origins:
        yield Problem(place, "has no report, so it weighs nothing", 'enter it as "typed" if you saw it yourself', False)
    for id_ in _repeated(o.id for o in item.origins):
        yield Problem(place, f"origin {id_} appears more than once", "put its reports under one origin")
    if item.seen is not None and parse_moment(item.seen) is None:
        yield Problem(place, f"{item.seen!r} is not a date", "write it as 2031-05-02")


def _origins(matrix: Matrix) -> Iterator[Problem]:
    seen: dict[str, Origin] = {}
    for item in matrix.items:
        for origin in item.origins:
            place = f"item {item.id}, origin {origin.id}"
            first = seen.setdefault(origin.id, origin)
            if (first.voice, first.grade, first.rates) != (origin.voice, origin.grade, origin.rates):
                advice = "give it another id, or make them agree"
                yield Problem(place, "has another voice, grade or rates elsewhere", advice)
            yield from _rates(place, origin.effective_rates)
            yield from _reports(place, origin)


def _rates(place: str, rates: Rates) -> Iterator[Problem]:
    hit, alarm = rates.hit, rates.false_alarm
    if hit.point < alarm.point or hit.low < alarm.low or hit.high < alarm.high:
        advice = "enter a voice that says the opposite of what is so as denying the item"
        yield Problem(place, f"hit rate {hit.point:g} lies below false-alarm rate {alarm.point:g}", advice)
    if hit.low == 0 and alarm.high == 0:
        yield Problem(place, "both rates can be 0, yet there is a report", "give a hit rate above 0")


def _reports(place: str, origin: Origin) -> Iterator[Problem]:
    for id_ in _repeated(r.id for r in origin.reports):
        yield Problem(place, f"report {id_} appears more than once", "keep one of them")
    for report in origin.reports:
        for date in (report.published, report.withdrawn):
            if date is not None and parse_moment(date) is None:
                yield Problem(f"{place}, report {report.id}", f"{date!r} is not a date", "write it as 2031-05-02")
        for relay in report.relays:
            yield from _rates(f"{place}, report {report.id}, relay {relay.voice}", relay.rates)


def _cells(matrix: Matrix) -> Iterator[Problem]:
    known, hypotheses = {i.id for i in matrix.items}, {h.id for h in matrix.hypotheses}
    for cell in matrix.ratings:
        if cell[0] not in known or cell[1] not in hypotheses:
            yield Problem(
                f"cell {cell[0]} × {cell[1]}", "belongs to no row and column of the matrix", "remove it or add them"
            )
    for item in matrix.items:
        place = f"item {item.id}"
        column = [r for r in matrix.column(item.id) if r.range is not None]
        if len(column) > 1 and all(r.range and r.range.point == 0 for r in column):
            advice = "raise at least one, or drop the item"
            yield Problem(place, "is rated impossible under every hypothesis", advice)
        unknown = [h.id for h in matrix.hypotheses if matrix.rating(item.id, h.id).unknown]
        if unknown and item.kind != "expected":
            yield Problem(place, f"is not rated under {', '.join(unknown)}", "it does not weigh there", False)


def _merges(matrix: Matrix) -> Iterator[Problem]:
    known = {o.id for item in matrix.items for o in item.origins}
    for number, merge in enumerate(matrix.merges, 1):
        unknown = [o for o in merge.origins if o not in known]
        if unknown:
            # Not fatal: as of an early date the origin may not have spoken yet.
            yield Problem(f"merge {number}", f"names no origin of this matrix: {', '.join(unknown)}", "", False)


def _groups(matrix: Matrix) -> Iterator[Problem]:
    items, parent = {i.id for i in matrix.items}, dict[str, str]()
    for group in matrix.groups:
        for item in (group.on, *group.items):
            if item not in items:
                yield Problem(f"dependence on {group.on}", f"{item} is no item of this matrix")
        for item in group.items:
            if item in parent:
                advice = "an item can depend on one other: chain them instead"
                yield Problem(f"item {item}", f"depends on both {parent[item]} and {group.on}", advice)
            parent.setdefault(item, group.on)
        yield from _group(group)
    yield from _cycles(parent)


def _group(group: DependenceGroup) -> Iterator[Problem]:
    if (group.strength is None) == (not group.otherwise):
        advice = "give how strongly, or the ratings for when it is false, and not both"
        yield Problem(f"dependence on {group.on}", "does not say how the items depend on it", advice)
    rated = {item for (item, _), rating in group.otherwise.items() if rating.range is not None}
    for item in group.items:
        if group.otherwise and item not in rated:
            yield Problem(f"item {item}", f"has no ratings for when {group.on} is false", "rate at least one")


def _cycles(parent: dict[str, str]) -> Iterator[Problem]:
    done: set[str] = set()
    for start in parent:
        path: list[str] = []
        on_path: set[str] = set()
        at: str | None = start
        while at is not None and at not in done and at not in on_path:
            path.append(at)
            on_path.add(at)
            at = parent.get(at)
        if at is not None and at in on_path:
            ring = [*path[path.index(at) :], at]
            yield Problem(f"item {at}", f"depends on itself: {' on '.join(ring)}", "take one of these links away")
        done.update(path)


def _assumptions(matrix: Matrix) -> Iterator[Problem]:
    known = {i.id for i in matrix.items} | {h.id for h in matrix.hypotheses}
    for note in matrix.assumptions:
        lost = [id_ for id_ in (*note.items, *note.hypotheses) if id_ not in known]
        if lost:
            yield Problem(f"assumption {note.id}", f"names {', '.join(lost)}, not in this matrix", "", False)
