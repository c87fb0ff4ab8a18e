"""Standings at past dates."""

from __future__ import annotations

import pytest

from headwater.errors import WeighError
from headwater.weigh.asof import as_of, dates, replay, undated
from headwater.weigh.bayes import standings
from headwater.weigh.matrix import Hypothesis, Item, Matrix, Origin, Report
from headwater.weigh.words import Grade
from tests.weigh.build import rated

ROWS = (Hypothesis("H1", "a drill"), Hypothesis("H2", "a blockade"))


def said(id_: str, published: str, withdrawn: str | None = None) -> Origin:
    return Origin(id_, id_, Grade("B", "2"), reports=(Report(f"{id_} report", published, withdrawn),))


MATRIX = Matrix(
    ROWS,
    (
        Item("E1", "x", origins=(said("gazette", "2031-05-01", withdrawn="2031-05-04"),)),
        Item("E2", "y", origins=(said("herald", "2031-05-03T22:00-05:00"), Origin("rumour", "rumour"))),
        Item("E3", "z", "typed", seen="2031-05-02"),
    ),
    rated(E1_H1=0.9, E1_H2=0.2, E1_none=0.4, E2_H1=0.2, E2_H2=0.9, E2_none=0.4, E3_H1=0.5, E3_H2=0.6, E3_none=0.5),
)


def counts(date: str) -> tuple[int, int]:
    found = standings(as_of(MATRIX, date)).counts
    return found["E1"][1], found["E2"][1]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2031-04-30", (0, 0)),
        ("2031-05-01", (1, 0)),
        ("2031-05-03", (1, 0)),
        ("2031-05-04T02:59:59Z", (0, 0)),
        ("2031-05-04T03:00:00Z", (0, 1)),
        ("2031-05-05", (0, 1)),
    ],
)
def test_reports_come_and_go(date, expected):
    assert counts(date) == expected


def test_before_everything_the_priors_stand():
    assert list(standings(as_of(MATRIX, "2030-01-01")).high.posterior) == pytest.approx([1 / 3] * 3)


def test_the_leader_then_and_now():
    assert standings(as_of(MATRIX, "2031-05-02")).leader == "H1"
    assert standings(as_of(MATRIX, "2031-05-05")).leader == "H2"


def test_what_has_no_date_is_listed_and_left_out():
    assert undated(MATRIX) == ("rumour",)


def test_replay_says_what_moved():
    assert dates(MATRIX) == ("2031-05-01", "2031-05-02", "2031-05-04")
    steps = replay(MATRIX)
    assert [s.standings.leader for s in steps] == ["H1", "H1", "H2"]
    assert steps[0].arrived == (("E1", "gazette report"),)
    assert steps[1].arrived == (("E3", "E3"),)
    assert steps[2].arrived == (("E2", "herald report"),)
    assert steps[2].withdrawn == (("E1", "gazette report"),)
    assert {name for name, _ in steps[2].moved} == {"E1", "E2"}
    assert steps[2].first == "H2" and all(change > 0 for _, change in steps[2].moved)


@pytest.mark.parametrize("date", ["yesterday", "", "2031-13-01", "2031-05"])
def test_what_is_no_date_is_refused(date):
    with pytest.raises(WeighError, match="is not a date"):
        as_of(MATRIX, date)
