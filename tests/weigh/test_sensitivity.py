"""What a standing rests on, against brute force."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from headwater.weigh.bands import bands
from headwater.weigh.bayes import standings
from headwater.weigh.information import questions
from headwater.weigh.matrix import Hypothesis, Item, Matrix, Merge, Origin, Relay, Report
from headwater.weigh.origins import clusters
from headwater.weigh.robustness import smallest_set
from headwater.weigh.sensitivity import expected_and_missing, losses, undiscriminating
from headwater.weigh.words import Grade, parse_rating, rating_from
from tests.weigh.build import origin, random_matrix, rated, typed

ROWS = (Hypothesis("H1", "a"), Hypothesis("H2", "b"))


def without_origins(matrix: Matrix, lost: set[str]) -> Matrix:
    return matrix.with_items(
        tuple(replace(i, origins=tuple(o for o in i.origins if o.id not in lost)) for i in matrix.items)
    )


def leader_without(matrix: Matrix, lost: set[str], count: str) -> str | None:
    result = standings(without_origins(matrix, lost))
    return (result.high if count == "high" else result.low).leader


@pytest.mark.parametrize("seed", range(25))
def test_losses_are_what_weighing_again_gives(seed):
    matrix = random_matrix(random.Random(seed))
    for count in ("low", "high"):
        base = getattr(standings(matrix), count).posterior
        for loss in losses(matrix, count):
            if loss.kind == "item":
                rest = tuple(replace(i, kind="expected", origins=()) if i.id == loss.id else i for i in matrix.items)
                after = standings(matrix.with_items(rest))
            elif loss.kind == "origin":
                cluster = clusters(matrix.merges) if count == "low" else {}
                lost = {o.id for i in matrix.items for o in i.origins if cluster.get(o.id, o.id) == loss.id}
                after = standings(without_origins(matrix, lost))
            else:
                after = standings(without_voice(matrix, loss.id))
            assert np.allclose(np.array(loss.change), getattr(after, count).posterior - base, atol=1e-9)


def without_voice(matrix: Matrix, voice: str) -> Matrix:
    def left(o: Origin) -> Origin | None:
        if o.voice == voice:
            return None
        reports = tuple(r for r in o.reports if voice not in {relay.voice for relay in r.relays})
        return None if o.reports and not reports else replace(o, reports=reports)

    return matrix.with_items(
        tuple(replace(i, origins=tuple(x for o in i.origins if (x := left(o)))) for i in matrix.items)
    )


@pytest.mark.parametrize("seed", range(25))
def test_smallest_set_is_the_smallest(seed):
    matrix = random_matrix(random.Random(seed + 1000))
    ids = sorted({o.id for i in matrix.items for o in i.origins})
    first = standings(matrix).high.leader
    found = smallest_set(matrix, "high")
    if first is None or len(ids) > 11:
        return
    changing = next(
        (
            size
            for size in range(1, len(ids) + 1)
            if any(leader_without(matrix, set(s), "high") not in (first, None) for s in combinations(ids, size))
        ),
        None,
    )
    assert found.proven
    assert (len(found.origins) or None) == changing
    if changing:
        assert leader_without(matrix, set(found.origins), "high") == found.leader != first


def test_one_voice_behind_many_items_is_found():
    shared = Origin("leak", "one official", Grade("B", "2"))
    items = tuple(Item(f"E{n}", "x", origins=(shared,)) for n in range(12))
    against = tuple(Item(f"F{n}", "y", origins=(origin(f"w{n}", 0.8, 0.4),)) for n in range(14))
    cells = {(i.id, h): rating_from(p) for i in items for h, p in (("H1", 0.8), ("H2", 0.3), ("none", 0.2))}
    cells |= {(i.id, h): rating_from(p) for i in against for h, p in (("H1", 0.3), ("H2", 0.7), ("none", 0.2))}
    found = smallest_set(Matrix(ROWS, items + against, cells), "high")
    assert (found.origins, found.leader) == (("leak",), "H2")


def test_many_shared_origins_are_searched_within_reason():
    rng = random.Random(5)
    pool = [Origin(f"o{n}", f"v{n}", Grade(rng.choice("BCD"), "6")) for n in range(60)]
    items = tuple(Item(f"E{n}", "x", origins=tuple(rng.sample(pool, 4))) for n in range(60))
    cells = {(i.id, h): rating_from(rng.uniform(0.2, 0.8)) for i in items for h in ("H1", "H2", "none")}
    matrix = Matrix(ROWS, items, cells)
    found = smallest_set(matrix, "high")
    assert leader_without(matrix, set(found.origins), "high") == found.leader


def test_merged_origins_are_lost_together_in_the_low_count():
    item = Item("E1", "x", origins=(origin("a"), origin("b")))
    matrix = Matrix(ROWS, (item,), rated(E1_H1=0.9, E1_H2=0.1, E1_none=0.1), (Merge(("a", "b")),))
    assert [loss.id for loss in losses(matrix, "low") if loss.kind == "origin"] == ["a"]


def test_nobody_leads_nothing_to_lose():
    assert smallest_set(Matrix(ROWS), "high") is None


def test_typed_items_hold_without_origins():
    matrix = typed(rated(E1_H1=0.9, E1_H2=0.1, E1_none=0.1))
    assert smallest_set(matrix, "high").origins == ()


class TestBands:
    matrix = Matrix(
        ROWS,
        (Item("E1", "x", origins=(Origin("a", "v"),)), Item("E2", "y", "typed")),
        {
            ("E1", "H1"): parse_rating("very likely"),
            ("E1", "H2"): parse_rating("unlikely"),
            ("E2", "H1"): parse_rating("likely"),
            ("E2", "H2"): parse_rating("roughly even"),
        },
    )

    def test_the_same_seed_gives_the_same_band(self):
        assert bands(self.matrix, 7) == bands(self.matrix, 7)
        assert bands(self.matrix, 7) != bands(self.matrix, 8)

    def test_the_point_lies_within(self):
        result = standings(self.matrix).high
        for band in bands(self.matrix)["high"]:
            assert 0 <= band.low <= result.of(band.hypothesis) <= band.high <= 1

    def test_nothing_uncertain_no_width(self):
        for band in bands(typed(rated(E1_H1=0.9, E1_H2=0.1, E1_none=0.2)))["low"]:
            assert band.high - band.low < 1e-12

    def test_an_unjudged_voice_widens(self):
        judged = replace(self.matrix.items[0], origins=(Origin("a", "v", Grade("C", "6")),))
        narrow = bands(self.matrix.with_items((judged, self.matrix.items[1])))["high"][0]
        wide = bands(self.matrix)["high"][0]
        assert wide.high - wide.low > narrow.high - narrow.low

    @pytest.mark.parametrize("seed", range(8))
    def test_random_matrices(self, seed):
        for band in bands(random_matrix(random.Random(seed)), samples=50)["low"]:
            assert 0 <= band.low <= band.high <= 1 and 0 <= band.leads <= 1


class TestQuestions:
    def test_what_is_not_known_is_asked(self):
        matrix = Matrix(
            ROWS,
            (Item("E1", "x", origins=(Origin("a", "unnamed official"),)), Item("E2", "y", "expected")),
            rated(E1_H1=0.9, E1_H2=0.1, E2_H1=0.9, E2_H2=0.1, E2_none=0.5),
        )
        found = questions(matrix, "high")
        assert {q.kind for q in found} == {"rating", "grade", "report"}
        assert [q.movement for q in found] == sorted((q.movement for q in found), reverse=True)
        assert all(0 < q.movement < 1 for q in found)
        assert [(m.item, m.hypothesis) for m in expected_and_missing(matrix)] == [("E2", "H1")]

    def test_a_graded_and_full_matrix_leaves_no_question(self):
        matrix = typed(rated(E1_H1=0.9, E1_H2=0.1, E1_none=0.5))
        assert questions(matrix, "high") == ()

    def test_relayed_unjudged_voices(self):
        report = Report("r", relays=(Relay("paper"),))
        item = Item("E1", "x", origins=(Origin("a", "v", reports=(report,)),))
        found = questions(Matrix(ROWS, (item,), rated(E1_H1=0.9, E1_H2=0.1, E1_none=0.4)), "low")
        assert [q.voice for q in found] == ["v"]


def test_undiscriminating_items():
    matrix = typed(rated(E1_H1=0.6, E1_H2=0.6, E1_none=0.6, E2_H1=0.9, E2_H2=0.1, E2_none=0.5))
    assert undiscriminating(standings(matrix)) == ("E1",)
