"""The sample as a case: traced, weighed, and telling its invented story."""

from __future__ import annotations

import pytest

from headwater import sample, sample_case, weighing
from headwater.adding import add
from headwater.pipeline import Settings
from headwater.store.case import Case
from headwater.store.check import check
from headwater.weigh.asof import as_of
from headwater.weigh.rests_on import rests_on


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "sample.headwater"
    with Case.create(path) as opened:
        for _ in add(opened, [str(path) for path in sample.files()], Settings()):
            pass
        sample_case.complete(opened)
        yield opened


def test_every_item_has_words_behind_it(case):
    found = weighing.case_matrix(case)
    assert [item.id for item in found.matrix.items] == [item["claim"] for item in sample.truth()["evidence"]]
    # the air tank goes round in a circle between two papers
    assert [item.id for item in found.matrix.items if not item.origins] in ([], ["breathing-set"])
    assert set(found.behind) == {item.id for item in found.matrix.items}
    assert not any("left its family" in notice or "gone" in notice for notice in found.notices)


@pytest.mark.parametrize("day", ["2031-03-06", "2031-03-07", "2031-03-08", "2031-03-09"])
def test_by_origins_the_overfill_leads_as_the_truth_has_it(case, day):
    matrix = as_of(weighing.case_matrix(case).matrix, day)
    result = rests_on(matrix).standings
    assert result.high.ranking[0] == result.low.ranking[0] == sample.truth()["settled"]["hypothesis"]


def test_the_divers_never_lead(case):
    for day in ("2031-03-05", "2031-03-06", "2031-03-09"):
        matrix = as_of(weighing.case_matrix(case).matrix, day)
        assert "H1" not in (rests_on(matrix).standings.high.ranking[0], rests_on(matrix).standings.low.ranking[0])


def test_completing_again_gives_no_new_verdict(case):
    before = weighing.case_matrices(case)[0].log
    sample_case.complete(case)
    assert weighing.case_matrices(case)[0].log == before


def test_the_file_is_sound(case):
    assert check(case).clean
