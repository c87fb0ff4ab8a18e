"""Standings as of a past date, and what changed them from one date to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from headwater.errors import WeighError
from headwater.weigh.bayes import Standings, standings
from headwater.weigh.dates import end_of, parse_moment
from headwater.weigh.matrix import Item, Matrix, Origin, Report


def as_of(matrix: Matrix, date: str) -> Matrix:
    """The matrix as it stood at the end of a date, or at a date-time.

    Reports published later are taken out, and reports withdrawn later are put back. Typed items seen later no longer
    count. What has no date can't be placed, and is taken out too; ``undated`` lists it. Ratings, grades and priors stay
    as they are now. Raises WeighError when the date can't be read.
    """
    moment = end_of(date)
    if moment is None:
        raise WeighError(f"date {date}", "is not a date", "write it as 2031-05-02 or 2031-05-02T18:30Z")
    return matrix.with_items(tuple(_item_at(item, moment) for item in matrix.items))


def undated(matrix: Matrix) -> tuple[str, ...]:
    """Ids of typed items and origins that no past date can be given to."""
    found = [item.id for item in matrix.items if item.kind == "typed" and item.seen is None]
    for item in matrix.items:
        found += [o.id for o in item.origins if not o.reports or all(r.published is None for r in o.reports)]
    return tuple(dict.fromkeys(found))


def _item_at(item: Item, moment: datetime) -> Item:
    if item.kind == "typed":
        return item if _by(item.seen, moment) else replace(item, kind="expected")
    origins = (_origin_at(origin, moment) for origin in item.origins)
    return replace(item, origins=tuple(o for o in origins if o.reports))


def _origin_at(origin: Origin, moment: datetime) -> Origin:
    reports = (_report_at(r, moment) for r in origin.reports if _by(r.published, moment))
    return replace(origin, reports=tuple(reports))


def _report_at(report: Report, moment: datetime) -> Report:
    return report if _by(report.withdrawn, moment) else replace(report, withdrawn=None)


def _by(date: str | None, moment: datetime) -> bool:
    at = parse_moment(date) if date else None
    return at is not None and at <= moment


@dataclass(frozen=True)
class Step:
    """One date on which something happened. ``arrived`` and ``withdrawn`` name ``(item, report or origin)``.

    ``moved`` gives for each term that changed, the change of its log-odds for ``first`` over ``second``, the two
    hypotheses that stood highest that day, in the high count; the largest first.
    """

    date: str
    standings: Standings
    arrived: tuple[tuple[str, str], ...]
    withdrawn: tuple[tuple[str, str], ...]
    first: str
    second: str
    moved: tuple[tuple[str, float], ...]


def dates(matrix: Matrix) -> tuple[str, ...]:
    """Every day on which a report was published or withdrawn or a typed item seen, in order, in universal time."""
    texts = [item.seen for item in matrix.items if item.kind == "typed"]
    for item in matrix.items:
        texts += [d for o in item.origins for r in o.reports for d in (r.published, r.withdrawn)]
    moments = [moment for text in texts if text and (moment := parse_moment(text))]
    return tuple(sorted({moment.date().isoformat() for moment in moments}))


def replay(matrix: Matrix) -> tuple[Step, ...]:
    """Standings on every day something happened, with what happened and what it moved."""
    before = standings(as_of(matrix, "0001-01-01"))
    steps = []
    for date in dates(matrix):
        now = standings(as_of(matrix, date))
        first, second = now.high.ranking[:2]
        steps.append(Step(date, now, *_news(matrix, date), first, second, _moved(before, now, first, second)))
        before = now
    return tuple(steps)


def _news(matrix: Matrix, date: str) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    arrived = [(i.id, i.id) for i in matrix.items if i.kind == "typed" and _on(i.seen, date)]
    withdrawn = []
    for item in matrix.items:
        for report in (r for o in item.origins for r in o.reports):
            if _on(report.published, date):
                arrived.append((item.id, report.id))
            if _on(report.withdrawn, date):
                withdrawn.append((item.id, report.id))
    return tuple(arrived), tuple(withdrawn)


def _on(text: str | None, date: str) -> bool:
    moment = parse_moment(text) if text else None
    return moment is not None and moment.date().isoformat() == date


def _moved(before: Standings, now: Standings, first: str, second: str) -> tuple[tuple[str, float], ...]:
    old, new = dict(before.high.log_odds(first, second).terms), dict(now.high.log_odds(first, second).terms)
    with np.errstate(invalid="ignore"):
        change = {name: value - old[name] if value != old[name] else 0.0 for name, value in new.items()}
    changed = [(name, value) for name, value in change.items() if abs(value) > 1e-12]
    return tuple(sorted(changed, key=lambda pair: (-abs(pair[1]), pair[0])))
