"""When the truth is known: how well voices, hedges and analysts did in a settled matrix. It suggests, and sets nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headwater.errors import HeadwaterError
from headwater.store.case import Case
from headwater.store.weighed import FamilyReport
from headwater.weigh.asof import as_of
from headwater.weigh.bayes import standings
from headwater.weigh.scoring import AnalystRecord, Record, Settled, analyst_records, hedge_records, voice_records
from headwater.weighing import CaseMatrix, each_analyst


@dataclass(frozen=True)
class Scores:
    """Records of voices, hedges and analysts; empty where nothing is settled."""

    voices: tuple[Record, ...] = ()
    hedges: tuple[Record, ...] = ()
    analysts: tuple[AnalystRecord, ...] = ()


def scores(case: Case, found: CaseMatrix) -> Scores:
    """What the outcome marked in a matrix says of those who spoke and rated before it."""
    outcome = found.parts.outcome
    if not outcome:
        return Scores()
    reports = list(settled_reports(found))
    return Scores(
        voice_records(reports),
        hedge_records(reports),
        analyst_records(_analysts(case, found, outcome["hypothesis"], outcome.get("date"))),
    )


def settled_reports(found: CaseMatrix) -> Iterable[Settled]:
    """One report for each origin of each item of which it is known whether it was true: the origin's first.

    How probable a voice made it sound is the middle of the range of its words; a denial counts from the other side. A report
    whose words give no range says nothing either way and is left out.
    """
    known: dict[str, bool] = (found.parts.outcome or {}).get("items", {})
    for item, evidence in found.behind.items():
        if item not in known:
            continue
        for root in evidence.roots:
            first = root.reports[0]
            said = _said(first)
            if said is not None:
                yield Settled(root.label, said, known[item], None if first.denies else first.hedge)


def _said(report: FamilyReport) -> float | None:
    if report.low is None or report.high is None:
        return None
    middle = (report.low + report.high) / 2
    return 1 - middle if report.denies else middle


def _analysts(
    case: Case, found: CaseMatrix, truth: str, date: str | None
) -> Iterable[tuple[str, dict[str, float], str]]:
    for one in each_analyst(case, found.parts.id):
        try:
            matrix = as_of(one.matrix, date) if date else one.matrix
            high = standings(matrix).high
        except HeadwaterError:
            continue  # an analyst whose ratings can't be weighed has no standing to score
        yield one.analyst or "", {h.id: high.of(h.id) for h in matrix.hypotheses}, truth
