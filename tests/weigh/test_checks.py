"""Bad input is said clearly at its place, all of it at once, and nothing is mended in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.errors import BadMatrix
from headwater.weigh.bayes import standings
from headwater.weigh.checks import problems
from headwater.weigh.matrix import (
    Assumption,
    DependenceGroup,
    Hypothesis,
    Item,
    Matrix,
    Merge,
    Origin,
    Rates,
    Report,
)
from headwater.weigh.ranges import Range
from headwater.weigh.words import Grade
from tests.weigh.build import origin, rated, typed

ROWS = (Hypothesis("H1", "a"), Hypothesis("H2", "b"))


def fatal(matrix: Matrix) -> str:
    return "\n".join(str(p) for p in problems(matrix) if p.fatal)


def test_a_sound_matrix_has_no_fatal_problem():
    assert fatal(typed(rated(E1_H1=0.3, E1_H2=0.4, E1_none=0.2))) == ""


def test_one_hypothesis():
    assert "only one explanation besides" in fatal(Matrix((Hypothesis("H1", "a"),)))
    assert "no explanation besides" in fatal(Matrix(()))


@pytest.mark.parametrize(
    ("priors", "said"),
    [
        ((0.5, 0.6), "priors: sum to 1.1, not 1"),
        ((0.33, 0.33), "priors: sum to 0.66, not 1"),
        ((0.5, None), "hypothesis H2: has no prior while others have"),
        ((1.5, -0.5), "hypothesis H1: prior 1.5 is not between 0 and 1"),
        ((float("nan"), 0.5), "hypothesis H1: prior nan is not between 0 and 1"),
    ],
)
def test_priors(priors, said):
    rows = tuple(replace(row, prior=p) for row, p in zip(ROWS, priors, strict=True))
    assert said in fatal(Matrix(rows))


def test_priors_that_leave_nothing_for_none_of_these_are_noticed():
    rows = tuple(replace(row, prior=0.5) for row in ROWS)
    assert any("none: has prior 0" in str(p) for p in standings(Matrix(rows)).notices)


def test_repeated_ids():
    matrix = Matrix((*ROWS, ROWS[0]), (Item("E1", "x", "typed"), Item("E1", "y", "typed")))
    assert "hypothesis H1: appears more than once" in fatal(matrix)
    assert "item E1: appears more than once" in fatal(matrix)


@pytest.mark.parametrize("ring", [["E1"], ["E1", "E2"], ["E1", "E2", "E3"]])
def test_cycles(ring):
    items = tuple(Item(f"E{n}", "x", "typed") for n in range(1, 4))
    links = zip(ring, [*ring[1:], ring[0]], strict=True)
    groups = tuple(DependenceGroup(on, (item,), Range.exactly(0.5)) for item, on in links)
    assert "depends on itself: " in fatal(Matrix(ROWS, items, groups=groups))


def test_a_long_chain_is_no_cycle_and_quick():
    items = tuple(Item(f"E{n}", "x", "typed") for n in range(3000))
    groups = tuple(DependenceGroup(f"E{n}", (f"E{n + 1}",), Range.exactly(0.5)) for n in range(2999))
    cells = rated(E0_H1=0.4, E0_H2=0.2, E0_none=0.1)
    assert standings(Matrix(ROWS, items, cells, groups=groups)).high.posterior.sum() == pytest.approx(1)


def test_dependences():
    items = tuple(Item(f"E{n}", "x", "typed") for n in range(1, 4))
    groups = (
        DependenceGroup("E1", ("E3",), Range.exactly(0.5)),
        DependenceGroup("E2", ("E3",), Range.exactly(0.5)),
        DependenceGroup("E1", ("E9",), Range.exactly(0.5)),
        DependenceGroup("E1", ("E2",)),
    )
    said = fatal(Matrix(ROWS, items, groups=groups))
    assert "item E3: depends on both E1 and E2" in said
    assert "E9 is no item of this matrix" in said
    assert "does not say how the items depend on it" in said


def test_a_group_with_ratings_needs_them_for_each_item():
    items = tuple(Item(f"E{n}", "x", "typed") for n in range(1, 4))
    group = DependenceGroup("E1", ("E2", "E3"), otherwise=rated(E2_H1=0.2))
    assert "item E3: has no ratings for when E1 is false" in fatal(Matrix(ROWS, items, groups=(group,)))


def test_origins():
    items = (
        Item("E1", "x", origins=(origin("a", 0.2, 0.6), origin("a", 0.2, 0.6))),
        Item("E2", "x", origins=(Origin("a", "somebody else"),)),
        Item("E3", "x", "typed", origins=(origin("c"),)),
    )
    said = fatal(Matrix(ROWS, items))
    assert "item E1, origin a: hit rate 0.2 lies below false-alarm rate 0.6" in said
    assert "item E1: origin a appears more than once" in said
    assert "item E2, origin a: has another voice, grade or rates elsewhere" in said
    assert "item E3: is typed but has origins" in said


def test_silent_voices_and_dates():
    rates = Rates.exactly(0.0, 0.0)
    reports = (Report("r", "tomorrow"), Report("r", "2031-05-02"))
    items = (
        Item("E1", "x", origins=(Origin("a", "v", rates=rates, reports=reports),)),
        Item("E2", "y", "typed", seen="?"),
    )
    said = fatal(Matrix(ROWS, items))
    assert "both rates can be 0" in said
    assert "report r: 'tomorrow' is not a date" in said
    assert "report r appears more than once" in said
    assert "item E2: '?' is not a date" in said


def test_cells_merges_parts_and_assumptions():
    matrix = Matrix(
        (*ROWS, Hypothesis("H3", "c", parts=("H3", "H9"))),
        (Item("E1", "x", "typed"),),
        rated(E9_H1=0.5),
        merges=(Merge(("a", "b")),),
        assumptions=(Assumption("A1", "x", items=("E7",)),),
    )
    assert "cell E9 × H1: belongs to no row and column" in fatal(matrix)
    assert "hypothesis H3: can't hold 'H9' as a part" in fatal(matrix)
    notices = "\n".join(str(p) for p in problems(matrix) if not p.fatal)
    assert "merge 1: names no origin of this matrix: a, b" in notices
    assert "assumption A1: names E7" in notices


def test_all_problems_are_raised_together():
    with pytest.raises(BadMatrix) as caught:
        standings(
            Matrix((replace(ROWS[0], prior=2.0), replace(ROWS[1], prior=None)), (Item("E1", "x", "typed", seen="x"),))
        )
    assert len(caught.value.problems) == 3
    assert str(caught.value).count("\n") == 2


def test_items_without_reports_are_noticed():
    result = standings(Matrix(ROWS, (Item("E1", "x"),), rated(E1_H1=0.5, E1_H2=0.2)))
    assert any("has no report, so it weighs nothing" in str(n) for n in result.notices)
    assert list(result.high.posterior) == pytest.approx([1 / 3] * 3)


def test_a_withdrawn_report_no_longer_counts():
    gone = Origin("a", "v", Grade("A", "1"), reports=(Report("r", "2031-05-01", withdrawn="2031-05-03"),))
    result = standings(Matrix(ROWS, (Item("E1", "x", origins=(gone,)),), rated(E1_H1=0.9, E1_H2=0.1)))
    assert result.counts == {"E1": (0, 0)}
    assert list(result.high.posterior) == pytest.approx([1 / 3] * 3)
