"""Settled cases, and several analysts."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from headwater.errors import WeighError
from headwater.weigh.pooling import pool
from headwater.weigh.scoring import (
    Settled,
    analyst_records,
    brier_score,
    hedge_records,
    log_score,
    voice_records,
    wilson,
)
from tests.weigh.build import rated, typed


class TestScores:
    def test_by_hand(self):
        standing = {"H1": 0.7, "H2": 0.2, "none": 0.1}
        assert log_score(standing, "H1") == pytest.approx(math.log(0.7))
        assert brier_score(standing, "H1") == pytest.approx(0.09 + 0.04 + 0.01)

    def test_extremes(self):
        assert log_score({"H1": 0.0, "H2": 1.0}, "H1") == -math.inf
        assert brier_score({"H1": 0.0, "H2": 1.0}, "H1") == 2
        with pytest.raises(WeighError, match="not among those weighed"):
            log_score({"H1": 1.0}, "H9")

    def test_a_voice_that_is_mostly_right_is_suggested_a_grade(self):
        settled = [Settled("Gazette", 1.0, n % 10 != 0) for n in range(40)]
        record = voice_records(settled)[0]
        assert (record.reports, record.right, record.suggested) == (40, 36, "B")
        assert record.log_score == -math.inf

    def test_too_few_reports_suggest_nothing(self):
        assert voice_records([Settled("Gazette", 0.9, True)] * 9)[0].suggested is None

    def test_denials_and_even_odds(self):
        record = voice_records([Settled("v", 0.0, False), Settled("v", 0.5, True)])[0]
        assert (record.reports, record.right) == (2, 1)
        assert record.rate == wilson(1, 1)

    def test_hedges(self):
        settled = [Settled("v", 0.7, n < 7, "likely") for n in range(10)] + [Settled("v", 1.0, True)]
        record = hedge_records(settled)[0]
        assert (record.name, record.reports, record.right) == ("likely", 10, 7)
        assert record.rate.low < 0.7 < record.rate.high

    def test_wilson(self):
        assert (wilson(0, 0).low, wilson(0, 0).high) == (0, 1)
        assert wilson(5, 10).point == pytest.approx(0.5)
        assert wilson(10, 10).high == pytest.approx(1)

    def test_analysts(self):
        first, second = analyst_records([("b", {"H1": 0.5, "H2": 0.5}, "H1"), ("a", {"H1": 1.0, "H2": 0.0}, "H1")])
        assert (first.analyst, first.log_score, second.analyst) == ("a", 0.0, "b")


class TestPool:
    one = replace(typed(rated(E1_H1=0.9, E1_H2=0.1, E1_none=0.5)), analyst="Ardal")
    two = replace(typed(rated(E1_H1=0.3, E1_H2=0.6, E1_none=0.5)), analyst="Brenn")

    def test_agreement_and_disagreement(self):
        found = pool([self.one, self.two])
        assert found.analysts == ("Ardal", "Brenn")
        assert found.linear == pytest.approx(found.posteriors.mean(axis=0))
        assert found.logarithmic.sum() == pytest.approx(1)
        worst = found.disagreements[0]
        assert (worst.item, worst.hypothesis, worst.lowest, worst.highest) == ("E1", "H1", "Brenn", "Ardal")
        assert worst.spread == pytest.approx(0.6)
        assert len(found.disagreements) == 2

    def test_one_mind(self):
        found = pool([self.one, self.one])
        assert found.agreement == pytest.approx(1)
        assert found.disagreements == ()
        assert found.logarithmic == pytest.approx(found.linear)

    def test_ruling_out_between_them_everything(self):
        a = typed(rated(E1_H1=1.0, E1_H2=0.0, E1_none=0.0))
        b = typed(rated(E1_H1=0.0, E1_H2=1.0, E1_none=0.0))
        found = pool([a, b])
        assert found.logarithmic is None
        assert found.agreement == 0
        assert np.allclose(found.linear, [0.5, 0.5, 0])

    def test_different_rows_are_refused(self):
        with pytest.raises(WeighError, match="does not share H3"):
            pool([self.one, typed(rated(E1_H1=0.5), hypotheses=3)])
        with pytest.raises(WeighError, match="none to pool"):
            pool([])
