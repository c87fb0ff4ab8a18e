"""Published and worked numbers, and the extremes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from headwater.errors import BadMatrix, Contradiction
from headwater.weigh.ach import WEIGHTS, ach_scores, diagnosticity, weighted_inconsistency
from headwater.weigh.bayes import standings
from headwater.weigh.dependence import Settings, copy_probability, directed_copying
from headwater.weigh.matrix import DependenceGroup, Hypothesis, Item, Matrix, Merge, Rates, Relay, Report
from headwater.weigh.origins import through
from headwater.weigh.ranges import Range, parse_number, parse_range
from headwater.weigh.words import (
    Grade,
    accuracy_of,
    letter_for,
    parse_grade,
    parse_rating,
    word_for,
)
from tests.weigh.build import origin, rated, typed


class TestAch:
    def test_weighted_inconsistency_of_the_published_example(self):
        cells = [("II", "high", "high"), ("I", "low", "medium"), ("C", "high", "high")]
        assert weighted_inconsistency(cells) == pytest.approx(-4.7071, abs=5e-5)

    def test_diagnosticity_is_the_population_deviation(self):
        assert diagnosticity([2, -2, -2]) == pytest.approx(1.8856, abs=5e-5)
        assert diagnosticity([-2, -2, -2]) == 0

    def test_not_applicable_is_neutral_and_unknown_is_left_out(self):
        assert diagnosticity([parse_rating("CC"), parse_rating("NA")]) == 1.0
        assert diagnosticity([parse_rating("CC"), parse_rating("?")]) == 0.0
        assert diagnosticity([]) == 0.0

    def test_weights_are_powers_of_root_two(self):
        assert [WEIGHTS[level] for level in ("low", "medium", "high")] == pytest.approx([2**-0.5, 1, 2**0.5])

    def test_items_nobody_reports_do_not_count(self):
        matrix = Matrix(
            (Hypothesis("H1", "a"), Hypothesis("H2", "b")),
            (Item("E1", "seen", "typed"), Item("E2", "awaited", "expected")),
            {("E1", "H1"): parse_rating("II"), ("E2", "H1"): parse_rating("II")},
        )
        assert [s.inconsistency for s in ach_scores(matrix)] == [-2, 0, 0]
        assert [s.unrated for s in ach_scores(matrix)] == [0, 1, 1]


class TestCopying:
    @pytest.mark.parametrize(("shared", "expected"), [((3, 0, 0), 0.3017), ((0, 3, 0), 0.9999), ((3, 0, 3), 0.0034)])
    def test_undirected(self, shared, expected):
        assert copy_probability(*shared) == pytest.approx(expected, abs=5e-5)

    def test_directed(self):
        there, back = directed_copying(0.9, 0.6, (2, 2, 1), Settings(alpha=0.1))
        assert (there, back) == (pytest.approx(0.884, abs=5e-4), pytest.approx(0.111, abs=5e-4))

    def test_many_differences_stay_finite(self):
        assert copy_probability(0, 0, 100_000) == pytest.approx(0, abs=1e-300)
        assert copy_probability(0, 100_000, 0) == 1


class TestPosterior:
    def test_two_hypotheses_by_hand(self):
        matrix = typed(rated(E1_H1=0.8, E1_H2=0.2, E1_none=0.5), priors=[0.5, 0.3])
        rows = (*matrix.hypotheses[:2], Hypothesis("none", "none of these", 0.2))
        result = standings(Matrix(rows, matrix.items, matrix.ratings))
        assert result.high.posterior == pytest.approx(np.array([0.4, 0.06, 0.1]) / 0.56)
        fall = result.high.log_odds("H1", "H2")
        assert fall.prior == pytest.approx(math.log(5 / 3))
        assert dict(fall.terms)["E1"] == pytest.approx(math.log(4))
        assert fall.total == pytest.approx(fall.prior + sum(value for _, value in fall.terms))

    def test_the_formula_for_two_origins(self):
        item = Item("E1", "x", origins=(origin("a", 0.9, 0.2), origin("b", 0.7, 0.4)))
        cells = rated(E1_H1=0.8, E1_H2=0.3, E1_none=0.5)
        result = standings(Matrix((Hypothesis("H1", "a"), Hypothesis("H2", "b")), (item,), cells))
        likelihood = np.array([p * 0.9 * 0.7 + (1 - p) * 0.2 * 0.4 for p in (0.8, 0.3, 0.5)])
        assert result.high.posterior == pytest.approx(likelihood / likelihood.sum())
        assert result.counts == {"E1": (2, 2)}

    def test_low_count_keeps_the_stronger_of_two_that_may_be_one(self):
        item = Item("E1", "x", origins=(origin("a", 0.9, 0.2), origin("b", 0.7, 0.4)))
        cells = rated(E1_H1=0.8, E1_H2=0.3, E1_none=0.5)
        rows = (Hypothesis("H1", "a"), Hypothesis("H2", "b"))
        both = standings(Matrix(rows, (item,), cells, (Merge(("a", "b"), "two papers, one briefing"),)))
        alone = standings(Matrix(rows, (Item("E1", "x", origins=item.origins[:1]),), cells))
        assert both.low.posterior == pytest.approx(alone.high.posterior)
        assert both.counts == {"E1": (1, 2)}

    def test_a_relay(self):
        assert through(0.9, 0.2, 0.8, 0.1) == pytest.approx((0.8 * 0.9 + 0.1 * 0.1, 0.8 * 0.2 + 0.1 * 0.8))

    def test_a_relay_that_repeats_anything_silences(self):
        report = Report("r", relays=(Relay("rumour", Rates.exactly(0.6, 0.6)),))
        item = Item("E1", "x", origins=(origin("a", reports=(report,)),))
        cells = rated(E1_H1=1.0, E1_H2=0.1, E1_none=0.4)
        result = standings(Matrix((Hypothesis("H1", "a"), Hypothesis("H2", "b")), (item,), cells))
        assert result.high.posterior == pytest.approx([1 / 3] * 3)

    def test_an_item_that_wholly_repeats_another_adds_nothing(self):
        cells = rated(E1_H1=0.8, E1_H2=0.2, E1_none=0.5, E2_H1=0.8, E2_H2=0.2, E2_none=0.5)
        matrix = typed(cells)
        tied = Matrix(
            matrix.hypotheses, matrix.items, cells, groups=(DependenceGroup("E1", ("E2",), Range.exactly(1.0)),)
        )
        alone = typed({cell: rating for cell, rating in cells.items() if cell[0] == "E1"})
        assert standings(tied).high.posterior == pytest.approx(standings(alone).high.posterior)
        assert standings(tied).high.terms == ("E1+E2",)

    def test_overlapping_hypotheses_are_added_up_apart(self):
        rows = (Hypothesis("H1", "a"), Hypothesis("H2", "b"), Hypothesis("H12", "both", parts=("H1", "H2")))
        result = standings(Matrix(rows))
        assert result.overlapping("high")["H1"] == pytest.approx(0.5)
        assert result.high.of("H1") == pytest.approx(0.25)


class TestExtremes:
    def test_no_items_leaves_the_priors(self):
        result = standings(typed({}, priors=[0.7, 0.3]))
        assert list(result.high.posterior) == pytest.approx([0.7, 0.3, 0.0])
        assert result.leader == "H1"

    def test_nought_rules_out_and_stays_finite(self):
        result = standings(typed(rated(E1_H1=0.0, E1_H2=1.0, E1_none=0.5)))
        assert list(result.high.posterior) == pytest.approx([0, 2 / 3, 1 / 3])
        assert result.high.log_odds("H2", "H1").total == math.inf

    def test_sixty_items_all_against(self):
        cells = {}
        for n in range(60):
            cells |= rated(**{f"E{n}_H1": 1e-12, f"E{n}_H2": 0.999, f"E{n}_none": 0.5})
        result = standings(typed(cells))
        assert np.isfinite(result.high.posterior).all()
        assert result.high.of("H1") == pytest.approx(0, abs=1e-300)
        assert result.high.posterior.sum() == pytest.approx(1)
        assert result.high.log_odds("H2", "H1").total == pytest.approx(60 * math.log(0.999 / 1e-12))

    def test_sixty_items_against_everything_keep_their_order(self):
        cells = {}
        for n in range(60):
            cells |= rated(**{f"E{n}_H1": 1e-8, f"E{n}_H2": 2e-8, f"E{n}_none": 1e-8})
        result = standings(typed(cells))
        assert result.high.of("H2") == pytest.approx(1)

    def test_many_origins_do_not_underflow(self):
        item = Item("E1", "x", origins=tuple(origin(f"o{n}", 1e-3, 1e-4) for n in range(500)))
        cells = rated(E1_H1=0.6, E1_H2=0.3, E1_none=0.1)
        result = standings(Matrix((Hypothesis("H1", "a"), Hypothesis("H2", "b")), (item,), cells))
        assert list(result.high.posterior) == pytest.approx([0.6, 0.3, 0.1])

    def test_a_thousand_reports_of_what_was_called_impossible_stay_finite(self):
        item = Item("E1", "x", origins=tuple(origin(f"o{n}", 0.7, 0.3) for n in range(1000)))
        cells = rated(E1_H1=1.0, E1_H2=0.0, E1_none=0.5)
        fall = standings(Matrix((Hypothesis("H1", "a"), Hypothesis("H2", "b")), (item,), cells)).high.log_odds(
            "H1", "H2"
        )
        assert fall.total == pytest.approx(1000 * math.log(0.7 / 0.3))

    def test_everything_ruled_out_is_said_with_its_items(self):
        cells = rated(E1_H1=0.0, E1_H2=0.5, E1_none=0.5, E2_H1=0.5, E2_H2=0.0, E2_none=0.0)
        with pytest.raises(Contradiction, match=r"H1 by E1; H2 by E2; none by E2"):
            standings(typed(cells))

    def test_impossible_under_every_hypothesis_is_said_at_the_column(self):
        with pytest.raises(BadMatrix, match="item E1: is rated impossible under every hypothesis"):
            standings(typed(rated(E1_H1=0.0, E1_H2=0.0, E1_none=0.0)))

    def test_two_certain_witnesses_who_contradict_each_other(self):
        item = Item("E1", "x", origins=(origin("a", 1.0, 0.0), origin("b", 1.0, 0.0, denies=True)))
        cells = rated(E1_H1=0.6, E1_H2=0.3, E1_none=0.1)
        with pytest.raises(Contradiction):
            standings(Matrix((Hypothesis("H1", "a"), Hypothesis("H2", "b")), (item,), cells))


class TestUnknown:
    def test_a_row_nobody_rated_never_leads_by_being_left_out(self):
        cells = rated(E1_H1=0.9, E1_H2=0.1, E2_H1=0.1, E2_H2=0.85)
        result = standings(typed(cells))
        assert result.leader == "H1"
        assert result.high.log_odds("H1", "none").total == pytest.approx(result.high.log_odds("H1", "H2").total / 2)

    def test_unknown_is_not_the_middle(self):
        unknown = standings(typed(rated(E1_H1=0.9, E1_H2=0.8)))
        middle = standings(typed(rated(E1_H1=0.9, E1_H2=0.8, E1_none=0.5)))
        assert unknown.high.of("none") > middle.high.of("none")
        assert any("not rated under none" in str(n) for n in unknown.notices)

    def test_a_column_nobody_rated_weighs_nothing(self):
        matrix = typed(rated(E1_H1=0.9, E1_H2=0.8, E1_none=0.5))
        more = Matrix(matrix.hypotheses, (*matrix.items, Item("E2", "blank", "typed")), matrix.ratings)
        assert standings(more).high.posterior == pytest.approx(standings(matrix).high.posterior)

    def test_cannot_be_judged_is_not_the_lowest_grade(self):
        assert accuracy_of(Grade("F", "6")).point > accuracy_of(Grade("D", "6")).point
        assert accuracy_of(Grade("F", "6")).width > accuracy_of(Grade("E", "6")).width

    def test_none_of_these_is_always_there(self):
        assert typed({}).hypotheses[-1].is_none


class TestWords:
    @pytest.mark.parametrize(
        ("written", "low", "high"),
        [
            ("Very  Likely", 0.80, 0.95),
            ("remote", 0.01, 0.05),
            ("probable", 0.55, 0.80),
            ("kent: probable", 0.63, 0.87),
            ("almost certainly not", 0.02, 0.12),
            ("CC", 0.80, 0.95),
            ("60–80%", 0.6, 0.8),
            ("0.1 to 0.3", 0.1, 0.3),
            ("1/4", 0.25, 0.25),
            ("impossible", 0.0, 0.0),
        ],
    )
    def test_ratings(self, written, low, high):
        range_ = parse_rating(written).range
        assert (range_.low, range_.high) == pytest.approx((low, high))

    @pytest.mark.parametrize(
        "written", ["perhaps", "1.2", "-0.1", "120%", "0.8-0.2", "1/0", "III", "nan", "inf", "0.5.5"]
    )
    def test_what_is_no_rating_is_refused(self, written):
        with pytest.raises(ValueError):
            parse_rating(written)

    @pytest.mark.parametrize("written", ["", "?", "unknown"])
    def test_unknown_stays_unknown(self, written):
        assert parse_rating(written).unknown
        assert parse_rating(written).range is None

    def test_words_come_with_their_range(self):
        assert word_for(0.7) == "likely (55–80%)"
        assert word_for(0.5) == "roughly even chance (45–55%)"
        assert word_for(0.99) == "almost certain (95–99%)"
        assert word_for(0.999) == "more than almost certain (above 99%)"
        assert word_for(0.0) == "less than almost no chance (below 1%)"

    def test_letters_and_numbers_meet(self):
        for letter in ("II", "I", "N", "C", "CC"):
            assert letter_for(parse_rating(letter).range.point) == letter

    def test_grades(self):
        assert str(parse_grade("b2")) == "B2"
        assert str(parse_grade("C")) == "C6"
        assert str(parse_grade("4")) == "F4"
        for wrong in ("", "G1", "B7", "B22", "2B", "!"):
            with pytest.raises(ValueError):
                parse_grade(wrong)

    def test_better_grades_weigh_more(self):
        points = [accuracy_of(Grade(letter, "6")).point for letter in "ABCDE"]
        assert points == sorted(points, reverse=True)
        assert accuracy_of(Grade("A", "5")).point < accuracy_of(Grade("A", "1")).point

    def test_numbers(self):
        assert parse_number("25 percent") == 0.25
        assert parse_number("1e-3") == 0.001
        assert parse_number("9" * 400) is None
        assert parse_range("five") is None
