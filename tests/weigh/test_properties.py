"""What must hold of every matrix."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.weigh.bayes import standings
from headwater.weigh.matrix import Hypothesis, Item, Matrix, Origin, Relay, Report
from headwater.weigh.words import rating_from
from tests.weigh.build import random_matrix, random_rates

seeds = st.integers(0, 10**9)
chances = st.floats(0, 1)


def posteriors(matrix: Matrix) -> np.ndarray:
    result = standings(matrix)
    return np.stack([result.low.posterior, result.high.posterior])


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_posteriors_are_probabilities(seed):
    both = posteriors(random_matrix(random.Random(seed)))
    assert np.isfinite(both).all() and (both >= 0).all()
    assert np.allclose(both.sum(axis=1), 1, atol=1e-12)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_adding_a_copy_changes_nothing(seed):
    rng = random.Random(seed)
    matrix = random_matrix(rng)
    copied = matrix.with_items(
        tuple(replace(i, origins=tuple(copy_of(o, rng) for o in i.origins)) for i in matrix.items)
    )
    assert np.array_equal(posteriors(matrix), posteriors(copied))


def copy_of(origin: Origin, rng: random.Random) -> Origin:
    """The origin with one more report that came through one more page."""
    reports = origin.reports or (Report("direct"),)
    source = rng.choice(reports)
    copy = Report("copy", relays=(Relay("copying page", random_rates(rng)), *source.relays))
    return replace(origin, reports=(*reports, copy))


@settings(max_examples=100, deadline=None)
@given(seeds, st.integers(0, 6))
def test_an_independent_origin_never_lowers_the_effect(seed, count):
    rng = random.Random(seed)
    rows = tuple(Hypothesis(h, h) for h in ("H1", "H2", "none"))
    ratings = {("E1", h.id): rating_from(rng.random()) for h in rows}
    origins = tuple(Origin(f"o{n}", f"v{n}", rates=random_rates(rng)) for n in range(count + 1))
    before = standings(Matrix(rows, (Item("E1", "x", origins=origins[:count]),), ratings)).high
    after = standings(Matrix(rows, (Item("E1", "x", origins=origins),), ratings)).high
    for one, two in (("H1", "H2"), ("H1", "none"), ("H2", "none")):
        first, second = before.log_odds(one, two).total, after.log_odds(one, two).total
        assert abs(second) >= abs(first) - 1e-12
        assert first * second >= -1e-12


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_order_changes_nothing(seed):
    rng = random.Random(seed)
    matrix = random_matrix(rng)
    rows, items = list(matrix.hypotheses), [replace(i, origins=shuffled(rng, i.origins)) for i in matrix.items]
    rng.shuffle(rows)
    rng.shuffle(items)
    ratings = dict(shuffled(rng, tuple(matrix.ratings.items())))
    other = replace(matrix, hypotheses=tuple(rows), items=tuple(items), ratings=ratings)
    first, second = standings(matrix), standings(other)
    for h in matrix.hypotheses:
        assert abs(first.high.of(h.id) - second.high.of(h.id)) < 1e-12
        assert abs(first.low.of(h.id) - second.low.of(h.id)) < 1e-12
    assert first.leader == second.leader


def shuffled(rng: random.Random, things: tuple) -> tuple:
    return tuple(rng.sample(things, len(things)))


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_names_change_nothing(seed):
    matrix = random_matrix(random.Random(seed))
    new = lambda id_: id_ if id_ == "none" else f"z{id_[::-1]}"  # noqa: E731
    other = Matrix(
        tuple(replace(h, id=new(h.id), text=f"renamed {h.text}") for h in matrix.hypotheses),
        tuple(
            replace(i, id=new(i.id), origins=tuple(replace(o, id=new(o.id), voice=f"x{o.voice}") for o in i.origins))
            for i in matrix.items
        ),
        {(new(i), new(h)): r for (i, h), r in matrix.ratings.items()},
        tuple(replace(m, origins=tuple(new(o) for o in m.origins)) for m in matrix.merges),
        tuple(
            replace(
                g,
                on=new(g.on),
                items=tuple(new(i) for i in g.items),
                otherwise={(new(i), new(h)): r for (i, h), r in g.otherwise.items()},
            )
            for g in matrix.groups
        ),
    )
    assert np.allclose(posteriors(matrix), posteriors(other), atol=1e-12)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_total_is_prior_and_terms(seed):
    weighing = standings(random_matrix(random.Random(seed))).high
    first, second = weighing.ranking[:2]
    fall = weighing.log_odds(first, second)
    assert abs(fall.prior + sum(v for _, v in fall.terms) - fall.total) < 1e-9
    assert abs(np.log(weighing.of(first) / weighing.of(second)) - fall.total) < 1e-9


@settings(max_examples=60, deadline=None)
@given(chances, chances, chances, chances)
def test_a_denial_is_a_report_turned_round(p, q, hit, alarm):
    alarm, hit = sorted((max(hit, 0.01), max(alarm, 0.01)))
    rng = random.Random(0)
    rows = tuple(Hypothesis(h, h) for h in ("H1", "H2", "none"))
    rates = replace(random_rates(rng), hit=rating_from(hit).range, false_alarm=rating_from(alarm).range)
    says = Item("E1", "x", origins=(Origin("o", "v", rates=rates),))
    denies = Item("E1", "not x", origins=(Origin("o", "v", rates=rates, denies=True),))
    cells = {("E1", "H1"): p, ("E1", "H2"): q, ("E1", "none"): 0.5}
    if p == q == 0:
        return
    one = standings(Matrix(rows, (says,), {k: rating_from(v) for k, v in cells.items()}))
    two = standings(Matrix(rows, (denies,), {k: rating_from(1 - v) for k, v in cells.items()}))
    assert np.allclose(one.high.posterior, two.high.posterior, atol=1e-9)
