"""Scores of voices, hedges and analysts once a matrix is settled."""

from __future__ import annotations

import pytest

from headwater import weighing
from headwater.settled import scores, settled_reports
from headwater.store.case import Case
from headwater.store.matrix_kinds import subject
from headwater.store.verdicts import Draft
from headwater.store.weighed import FamilyRoot
from headwater.weigh.matrix_io import matrix_from_text
from tests.test_weighing import TYPED, evidence, report


@pytest.fixture
def case(tmp_path):
    with Case.create(tmp_path / "port.headwater") as opened:
        weighing.import_matrix(opened, "cause", matrix_from_text(TYPED, "typed"), "Ada")
        yield opened


def test_nothing_is_scored_before_the_truth_is_known(case):
    assert scores(case, weighing.case_matrix(case)) == scores(case, weighing.case_matrix(case)).__class__()


def test_analysts_are_scored_by_what_they_gave_the_truth(case):
    weighing.rate(case, "cause", "E1", "H1", "0.01", "Ben")
    payload = {"hypothesis": "H2", "date": "2031-06-01", "items": {"E1": True}}
    case.give(Draft("settle", subject("outcome", "cause"), payload, "Ada"))
    found = scores(case, weighing.case_matrix(case, "cause", "Ada"))
    assert [a.analyst for a in found.analysts] == ["Ada", "Ben"]
    assert all(a.log_score < 0 for a in found.analysts)


def test_a_denial_counts_from_the_other_side_and_silence_not_at_all():
    roots = (
        FamilyRoot("r1", "Gazette", "v1", None, False, (report("c1", low=0.9, high=1.0, hedge="likely"),)),
        FamilyRoot("r2", "Ministry", "v2", None, False, (report("c2", denies=True, low=0.9, high=1.0),)),
        FamilyRoot("r3", "Courier", "v3", None, False, (report("c3"),)),
    )
    parts = weighing.MatrixParts("cause", "Cause", outcome={"hypothesis": "H1", "items": {"E1": False}})
    found = weighing.CaseMatrix(parts, None, None, (), {"E1": evidence(*roots), "E2": evidence(*roots)}, ())
    settled = list(settled_reports(found))
    assert [(s.voice, round(s.said, 2), s.true, s.word) for s in settled] == [
        ("Gazette", 0.95, False, "likely"),
        ("Ministry", 0.05, False, None),
    ]
