"""Conflicting values from sources that copy."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from headwater.weigh.dependence import Settings, accu, accu_copy, collect, truth_finder, vote

ALL = (vote, truth_finder, accu, accu_copy)


def chosen(finding, truth):
    return sum(finding.chosen.get(item) == value for item, value in truth.items()) / len(truth)


def world(seed: int, copiers: int):
    """Five good sources, one bad one, and copiers of the bad one: 60 items, ten wrong values each."""
    rng = random.Random(seed)
    truth = {f"item{n:02}": "right" for n in range(60)}
    say = lambda accuracy: {i: "right" if rng.random() < accuracy else f"wrong{rng.randrange(10)}" for i in truth}  # noqa: E731
    sources = {f"good{k}": say(0.8) for k in range(5)}
    sources["bad"] = say(0.3)
    for k in range(copiers):
        sources[f"copier{k}"] = dict(sources["bad"])
    return truth, [(s, i, v) for s, values in sources.items() for i, v in values.items()]


@pytest.mark.parametrize("seed", range(3))
def test_copies_outvote_everyone_but_are_found_out(seed):
    truth, claims = world(seed, copiers=8)
    collected = collect(claims)
    assert chosen(vote(collected), truth) < 0.6
    found = accu_copy(collected)
    assert chosen(found, truth) > 0.9
    pair = found.copying["copier0", "copier1"] + found.copying["copier1", "copier0"]
    assert pair > 0.99
    assert found.copying["good0", "good1"] + found.copying["good1", "good0"] < 0.05


def test_without_copying_all_methods_do_well():
    truth, claims = world(1, copiers=0)
    for method in ALL:
        assert chosen(method(collect(claims)), truth) > 0.9


def test_what_is_known_of_the_flow_counts():
    claims = [(s, f"i{n}", "v") for s in ("a", "b") for n in range(3)]
    plain = accu_copy(collect(claims)).copying["b", "a"]
    told = accu_copy(collect(claims), flow={("b", "a"): 0.9}).copying["b", "a"]
    cleared = accu_copy(collect(claims), flow={("b", "a"): 0.0, ("a", "b"): 0.0}).copying["b", "a"]
    assert cleared < plain < told


@pytest.mark.parametrize("method", ALL)
def test_order_of_the_claims_means_nothing(method):
    _, claims = world(2, copiers=3)
    shuffled = random.Random(1).sample(claims, len(claims))
    first, second = method(collect(claims)), method(collect(shuffled))
    assert first.chosen == second.chosen
    assert np.array_equal(first.probability, second.probability)


@pytest.mark.parametrize("method", ALL)
def test_nothing_and_almost_nothing(method):
    assert method(collect([])).chosen == {}
    assert method(collect([("a", "i", "v")])).chosen == {"i": "v"}
    assert np.isfinite(method(collect([("a", "i", "v"), ("b", "i", "w")])).probability).all()


@pytest.mark.parametrize("method", ALL)
def test_probabilities_stay_probabilities(method):
    _, claims = world(3, copiers=30)
    found = method(collect(claims), replace(Settings(), rounds=50)) if method is not vote else vote(collect(claims))
    assert (found.probability >= 0).all() and (found.probability <= 1).all()
    assert (found.accuracy >= 0).all() and (found.accuracy <= 1).all()


def test_similar_values_support_each_other():
    claims = [("a", "i", "x y"), ("b", "i", "x y z"), ("c", "i", "q"), ("d", "i", "q")]
    like = lambda p, q: len(set(p.split()) & set(q.split())) / len(set(p.split()) | set(q.split()))  # noqa: E731
    assert accu(collect(claims, like), Settings(influence=0.0)).chosen["i"] == "q"
    assert accu(collect(claims, like), Settings(influence=2.0)).chosen["i"] != "q"


def test_a_repeated_claim_counts_once():
    once, thrice = [("a", "i", "v"), ("b", "i", "w")], [("a", "i", "v")] * 3 + [("b", "i", "w")]
    assert np.array_equal(vote(collect(once)).probability, vote(collect(thrice)).probability)
