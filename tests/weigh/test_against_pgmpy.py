"""The posterior agrees with an independent Bayesian-network library, item by item and report by report."""

from __future__ import annotations

import random
import warnings

import numpy as np
import pytest

from headwater.errors import Contradiction
from headwater.weigh.bayes import standings
from headwater.weigh.matrix import Matrix, Origin
from tests.weigh.build import random_matrix

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    factors = pytest.importorskip("pgmpy.factors.discrete")
    from pgmpy.inference import VariableElimination
    from pgmpy.models import DiscreteBayesianNetwork

TabularCPD = factors.TabularCPD


def network_posterior(matrix: Matrix, low: bool) -> np.ndarray:
    """The same question as a network: hypothesis → items → what each origin says → what each relay passes on."""
    net = DiscreteBayesianNetwork()
    net.add_node("H")
    n = len(matrix.hypotheses)
    tables = [TabularCPD("H", n, [[p] for p in matrix.priors])]
    seen: dict[str, int] = {}
    groups = {item: group for group in matrix.groups for item in group.items}
    for item in matrix.items:
        rows = [matrix.rating(item.id, h.id).range.point for h in matrix.hypotheses]
        net.add_edge("H", item.id)
        if item.id in groups:
            tables.append(dependent_item(net, matrix, item.id, groups[item.id], rows))
        else:
            tables.append(TabularCPD(item.id, 2, [[1 - p for p in rows], rows], ["H"], [n]))
        if item.kind == "typed":
            seen[item.id] = 1
        for origin in kept(matrix, item.origins, low):
            tables += chain(net, item.id, origin, seen)
    net.add_cpds(*tables)
    return VariableElimination(net).query(["H"], seen, show_progress=False).values


def dependent_item(net, matrix, item, group, rows):
    net.add_edge(group.on, item)
    if group.strength is not None:
        s = group.strength.point
        true, false = [s + (1 - s) * p for p in rows], [(1 - s) * p for p in rows]
    else:
        true, false = rows, [group.otherwise[item, h.id].range.point for h in matrix.hypotheses]
    yes = [p for pair in zip(false, true, strict=True) for p in pair]
    return TabularCPD(item, 2, [[1 - p for p in yes], yes], ["H", group.on], [len(rows), 2])


def route(origin: Origin):
    """All routes worked out one by one, the least weakened chosen: the library knows nothing of our shortcuts."""
    best = None
    for relays in [r.relays for r in origin.reports] or [()]:
        h, f = origin.rates.hit.point, origin.rates.false_alarm.point
        for relay in reversed(relays):
            rh, rf = relay.rates.hit.point, relay.rates.false_alarm.point
            h, f = rh * h + rf * (1 - h), rh * f + rf * (1 - f)
        if best is None or h / f > best[0]:
            best = (h / f, relays)
    return best


def kept(matrix: Matrix, origins, low: bool):
    if not low:
        return origins
    cluster = {o: merge.origins[0] for merge in matrix.merges for o in merge.origins}
    strongest = {}
    for origin in origins:
        key = (cluster.get(origin.id, origin.id), origin.denies)
        if key not in strongest or route(origin)[0] > route(strongest[key])[0]:
            strongest[key] = origin
    return strongest.values()


def chain(net, item: str, origin: Origin, seen: dict[str, int]):
    rates, before, tables = origin.rates, item, []
    h, f = rates.hit.point, rates.false_alarm.point
    steps = [((f, h) if origin.denies is False else (h, f))]
    steps += [(r.rates.false_alarm.point, r.rates.hit.point) for r in reversed(route(origin)[1])]
    for number, (when_false, when_true) in enumerate(steps):
        node = f"{origin.id}s{number}"
        net.add_edge(before, node)
        yes = [when_false, when_true]
        tables.append(TabularCPD(node, 2, [[1 - p for p in yes], yes], [before], [2]))
        before = node
    seen[before] = 1
    return tables


@pytest.mark.parametrize("block", range(10))
def test_posteriors_agree_on_six_hundred_random_matrices(block):
    rng = random.Random(block)
    for _ in range(60):
        matrix = random_matrix(rng)
        ours = standings(matrix)
        both = ((False, ours.high), (True, ours.low)) if matrix.merges else ((False, ours.high),)
        for low, weighing in both:
            assert np.abs(weighing.posterior - network_posterior(matrix, low)).max() <= 1e-9


def test_posteriors_agree_where_ratings_are_nought_or_one():
    rng, compared = random.Random(99), 0
    for _ in range(60):
        matrix = random_matrix(rng, sure=True)
        try:
            ours = standings(matrix).high.posterior
        except Contradiction:
            continue
        except Exception as error:
            assert "impossible under every hypothesis" in str(error)
            continue
        assert np.abs(ours - network_posterior(matrix, False)).max() <= 1e-9
        compared += 1
    assert compared >= 30
