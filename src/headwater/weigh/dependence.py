"""Conflicting values over many items from sources that may copy: vote, TruthFinder, ACCU and ACCUCOPY.

Dong, Berti-Équille, Srivastava, "Integrating Conflicting Data: The Role of Source Dependence" (PVLDB 2009);
TruthFinder: Yin, Han, Yu, "Truth Discovery with Multiple Conflicting Information Providers on the Web" (TKDE 2008).
Each source gives at most one value for an item, and one value of each item is true.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Settings:
    """Constants of the models, as the papers set them.

    ``alpha``: prior chance that two sources are dependent; ``error``: error rate of a source at the start; ``copy``:
    share of values a copier copies; ``false_values``: how many wrong values each item has; ``damping`` and ``start``:
    TruthFinder's γ and first trust; ``influence``: how far values that resemble one another support
    one another (0: not at all).
    """

    alpha: float = 0.2
    error: float = 0.2
    copy: float = 0.8
    false_values: int = 10
    damping: float = 0.3
    start: float = 0.9
    influence: float = 0.0
    rounds: int = 20


def copy_probability(
    shared_true: float, shared_false: float, different: float, settings: Settings | None = None
) -> float:
    """Chance that two sources depend on each other, from how many values they share and don't (undirected form)."""
    s = settings or Settings()
    a, e, c, n = s.alpha, s.error, s.copy, s.false_values
    logs = math.log((1 - a) / a)
    logs += shared_true * math.log((1 - e) / (1 - e + c * e))
    logs += shared_false * math.log(e / (c * n + e - c * e))
    logs += different * math.log(1 / (1 - c))
    return 1 / (1 + math.exp(min(logs, 700.0)))


def directed_copying(
    accuracy_1: float, accuracy_2: float, shared: tuple[float, float, float], settings: Settings | None = None
) -> tuple[float, float]:
    """Chances that source 1 copies source 2 and that 2 copies 1; ``shared`` are shared true, shared false, different.

    ``settings.alpha`` is the prior for each direction.
    """
    s = settings or Settings(alpha=0.1)
    logs = _direction_logs(np.array([accuracy_1]), np.array([accuracy_2]), np.array([shared], dtype=float), s)
    weights = np.exp(logs - logs.max())
    forward, backward = weights[:, 1] / weights.sum(), weights[:, 2] / weights.sum()
    return float(forward[0]), float(backward[0])


def _direction_logs(one: Array, two: Array, shared: Array, s: Settings) -> Array:
    """``(pairs, 3)`` log-weights of: independent, the first copies the second, the second copies the first."""
    rows = [
        np.log(prior) + shared[:, 0] * np.log(t) + shared[:, 1] * np.log(f) + shared[:, 2] * np.log(d)
        for prior, t, f, d in _chances(one, two, s, (np.full(len(one), s.alpha), np.full(len(one), s.alpha)))
    ]
    return np.stack(rows, axis=1)


def _chances(
    one: Array, two: Array, s: Settings, priors: tuple[Array, Array]
) -> tuple[tuple[Array, Array, Array, Array], ...]:
    """Prior, and chances of a shared true, a shared false and a different value, for the three cases above."""
    true, false = one * two, (1 - one) * (1 - two) / s.false_values
    apart = 1 - true - false
    c, own = s.copy, 1 - s.copy
    forward, backward = priors
    return (
        (1 - forward - backward, true, false, apart),
        (forward, two * c + true * own, (1 - two) * c + false * own, apart * own),
        (backward, one * c + true * own, (1 - one) * c + false * own, apart * own),
    )


@dataclass(frozen=True)
class Claims:
    """Who says what of which item, as arrays: ``source``, ``value`` of each claim, and ``item`` of each value.

    ``similar`` lists pairs of values of one item with how far the first supports the second, 0 to 1.
    """

    sources: tuple[str, ...]
    items: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    source: Index
    value: Index
    item: Index
    similar: tuple[tuple[int, int, float], ...] = ()


def collect(claims: Iterable[tuple[str, str, str]], likeness: Callable[[str, str], float] | None = None) -> Claims:
    """Claims from ``(source, item, value)``. Repetitions count once; a source's later value replaces its earlier one.

    Sources, items and values are sorted, so that the order of the claims means nothing beyond that.
    """
    latest = {(source, item): value for source, item, value in claims}
    sources = sorted({source for source, _ in latest})
    values = sorted({(item, value) for (_, item), value in latest.items()})
    items = sorted({item for item, _ in values})
    at_source, at_value, at_item = ({key: i for i, key in enumerate(keys)} for keys in (sources, values, items))
    rows = sorted((at_source[s], at_value[i, v]) for (s, i), v in latest.items())
    array = np.array(rows, dtype=np.int64).reshape(-1, 2)
    item_of = np.array([at_item[item] for item, _ in values], dtype=np.int64)
    similar = _similar(values, item_of, likeness) if likeness else ()
    return Claims(tuple(sources), tuple(items), tuple(values), array[:, 0], array[:, 1], item_of, similar)


def _similar(
    values: list[tuple[str, str]], item_of: Index, likeness: Callable[[str, str], float]
) -> tuple[tuple[int, int, float], ...]:
    groups: dict[int, list[int]] = {}
    for index, item in enumerate(item_of.tolist()):
        groups.setdefault(item, []).append(index)
    pairs = ((a, b) for group in groups.values() for a in group for b in group if a != b)
    return tuple((a, b, like) for a, b in pairs if (like := likeness(values[a][1], values[b][1])) > 0)


@dataclass(frozen=True)
class Finding:
    """What a method makes of the claims. ``chosen`` is the value of each item; ``probability`` that of each value.

    ``accuracy`` is by source; ``copying`` holds for pairs of sources the chance that the first copies the second.
    """

    method: str
    chosen: Mapping[str, str]
    probability: Array
    accuracy: Array
    copying: Mapping[tuple[str, str], float] = field(default_factory=dict)


def vote(claims: Claims) -> Finding:
    """The value most sources give; the first in order among level ones."""
    count = np.bincount(claims.value, minlength=len(claims.values)).astype(float)
    share = count / np.bincount(claims.item, weights=count)[claims.item] if len(count) else count
    return Finding("vote", _choose(claims, count), share, _mean_by_source(claims, share))


def truth_finder(claims: Claims, settings: Settings | None = None) -> Finding:
    """TruthFinder: trust of a source is the mean confidence in its values; confidence adds up −log(1 − trust)."""
    s = settings or Settings()
    trust = np.full(len(claims.sources), s.start)
    confidence = score = np.zeros(len(claims.values))
    for _ in range(s.rounds):
        weight = -np.log(np.clip(1 - trust, 1e-12, None))
        score = _support(claims, _per_value(claims, weight[claims.source]), s)
        confidence = 1 / (1 + np.exp(-s.damping * score))
        before, trust = trust, _mean_by_source(claims, confidence)
        if np.abs(trust - before).max(initial=0.0) < 1e-6:
            break
    # Confidence runs into 1 for many values at once; the score behind it still tells them apart.
    return Finding("TruthFinder", _choose(claims, score), confidence, trust)


def accu(claims: Claims, settings: Settings | None = None) -> Finding:
    """ACCU: votes weigh log(n·A / (1 − A)), with the accuracy A of each source found at the same time."""
    return _accurate(claims, settings or Settings(), copying=False)


def accu_copy(
    claims: Claims, settings: Settings | None = None, flow: Mapping[tuple[str, str], float] | None = None
) -> Finding:
    """ACCUCOPY: ACCU in which a vote counts only as far as it was not copied from a source already counted.

    ``flow`` gives for pairs of sources the prior chance that the first copies the second, from what is known of how
    their reports travelled; pairs not in it get half of ``settings.alpha`` each way.
    """
    return _accurate(claims, settings or Settings(), copying=True, flow=flow or {})


def _accurate(
    claims: Claims, s: Settings, copying: bool, flow: Mapping[tuple[str, str], float] | None = None
) -> Finding:
    accuracy = np.full(len(claims.sources), 1 - s.error)
    pairs = _shared_items(claims) if copying else None
    priors = _priors(claims, pairs, flow or {}, s) if pairs is not None else (np.zeros(0), np.zeros(0))
    probability = vote(claims).probability
    forward = backward = np.zeros(0)
    for _ in range(s.rounds):
        independence = np.ones(len(claims.value))
        if pairs is not None:
            forward, backward = _copying(pairs, accuracy, probability, priors, s)
            independence = _independence(claims, pairs, accuracy, (forward, backward), s)
        weight = np.log(s.false_values * accuracy / (1 - accuracy))[claims.source] * independence
        score = _support(claims, _per_value(claims, weight), s)
        probability = _shares(claims, score, s)
        before, accuracy = accuracy, np.clip(_mean_by_source(claims, probability), 0.01, 0.99)
        if np.abs(accuracy - before).max(initial=0.0) < 1e-4:
            break
    found = _named(claims, pairs, forward, backward) if pairs is not None else {}
    return Finding("ACCUCOPY" if copying else "ACCU", _choose(claims, probability), probability, accuracy, found)


@dataclass(frozen=True)
class _Pairs:
    """Pairs of sources with an item in common. ``first`` < ``second``; the rest has one entry for each shared item.

    ``pair`` is the pair, ``same`` whether the values agree, ``value`` the value agreed on, ``claims`` the two claims.
    """

    first: Index
    second: Index
    pair: Index
    same: NDArray[np.bool_]
    value: Index
    claims: Index


def _shared_items(claims: Claims) -> _Pairs:
    if not len(claims.value):
        none = np.zeros(0, dtype=np.int64)
        return _Pairs(none, none, none, none.astype(bool), none, none.reshape(0, 2))
    item = claims.item[claims.value]
    order = np.lexsort((claims.source, item))
    starts = np.flatnonzero(np.diff(item[order], prepend=-1))
    ends = np.append(starts[1:], len(order))
    blocks = []
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        a, b = np.triu_indices(end - start, 1)
        blocks.append(np.stack([order[start:end][a], order[start:end][b]], axis=1))
    both = np.concatenate(blocks) if blocks else np.zeros((0, 2), dtype=np.int64)
    code = claims.source[both[:, 0]] * len(claims.sources) + claims.source[both[:, 1]]
    unique, pair = np.unique(code, return_inverse=True)
    value = claims.value[both]
    width = max(len(claims.sources), 1)
    return _Pairs(unique // width, unique % width, pair.reshape(-1), value[:, 0] == value[:, 1], value[:, 0], both)


def _priors(claims: Claims, pairs: _Pairs, flow: Mapping[tuple[str, str], float], s: Settings) -> tuple[Array, Array]:
    """For each pair, the prior chances that the first copies the second and the reverse, never quite certain."""
    forward, backward = (np.full(len(pairs.first), s.alpha / 2) for _ in range(2))
    if flow:
        names = claims.sources
        for index, (one, two) in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)):
            forward[index] = flow.get((names[one], names[two]), forward[index])
            backward[index] = flow.get((names[two], names[one]), backward[index])
    total = forward + backward
    shrink = np.where(total > 0.99, 0.99 / np.maximum(total, 0.99), 1.0)
    return np.clip(forward * shrink, 1e-9, None), np.clip(backward * shrink, 1e-9, None)


def _copying(
    pairs: _Pairs, accuracy: Array, probability: Array, priors: tuple[Array, Array], s: Settings
) -> tuple[Array, Array]:
    """For each pair, the chances that the first copies the second and the reverse.

    Whether a shared value is true is not known but has a probability, so each shared item's likelihood is averaged
    over the two. Counting it as a part true and a part false instead would let every doubtful value pass for a shared
    mistake.
    """
    one, two = accuracy[pairs.first], accuracy[pairs.second]
    chances = _chances(one, two, s, priors)
    right = probability[pairs.value[pairs.same]]
    pair = pairs.pair[pairs.same]
    apart = np.bincount(pairs.pair, weights=(~pairs.same).astype(float), minlength=len(one))
    columns = []
    for prior, true, false, different in chances:
        shared = np.log(right * true[pair] + (1 - right) * false[pair])
        columns.append(
            np.log(prior) + np.bincount(pair, weights=shared, minlength=len(one)) + apart * np.log(different)
        )
    logs = np.stack(columns, axis=1)
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    return weights[:, 1], weights[:, 2]


def _independence(claims: Claims, pairs: _Pairs, accuracy: Array, copying: tuple[Array, Array], s: Settings) -> Array:
    """For each claim, the chance that it was not copied from a claim of the same value counted before it.

    The sources of a value are counted in order of accuracy, the most accurate first: it is the likelier original.
    """
    rank = np.empty(len(accuracy), dtype=np.int64)
    rank[np.lexsort((np.arange(len(accuracy)), -np.round(accuracy, 9)))] = np.arange(len(accuracy))
    agree = pairs.same
    one, two = pairs.claims[agree, 0], pairs.claims[agree, 1]
    # Once the order is set the later one is taken to be the copier, whichever way the evidence pointed.
    either = (copying[0] + copying[1])[pairs.pair[agree]]
    later = np.where(rank[claims.source[one]] > rank[claims.source[two]], one, two)
    kept = np.bincount(later, weights=np.log1p(-s.copy * np.clip(either, 0, 1)), minlength=len(claims.value))
    result: Array = np.exp(kept)
    return result


def _per_value(claims: Claims, weight: Array) -> Array:
    return np.bincount(claims.value, weights=weight, minlength=len(claims.values)).astype(np.float64)


def _support(claims: Claims, score: Array, s: Settings) -> Array:
    """Add to each value's score what similar values of the item lend it."""
    if not claims.similar or s.influence == 0:
        return score
    table = np.array(claims.similar)
    origin, target = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
    lent = np.bincount(target, weights=table[:, 2] * score[origin], minlength=len(score))
    result: Array = score + s.influence * lent
    return result


def _shares(claims: Claims, score: Array, s: Settings) -> Array:
    """P(value) = exp(score) / (Σ exp(scores of the item) + values nobody gave)."""
    top = np.full(len(claims.items), 0.0)
    np.maximum.at(top, claims.item, score)
    grown = np.exp(score - top[claims.item])
    given = np.bincount(claims.item, minlength=len(claims.items))
    unseen = np.maximum(s.false_values + 1 - given, 0) * np.exp(-top)
    result: Array = grown / (np.bincount(claims.item, weights=grown, minlength=len(claims.items)) + unseen)[claims.item]
    return result


def _mean_by_source(claims: Claims, of_value: Array) -> Array:
    total = np.bincount(claims.source, weights=of_value[claims.value], minlength=len(claims.sources))
    result: Array = total / np.maximum(np.bincount(claims.source, minlength=len(claims.sources)), 1)
    return result


def _choose(claims: Claims, score: Array) -> dict[str, str]:
    best: dict[str, tuple[float, str]] = {}
    for (item, value), points in zip(claims.values, np.round(score, 9).tolist(), strict=True):
        if item not in best or points > best[item][0]:
            best[item] = (points, value)
    return {item: value for item, (_, value) in best.items()}


def _named(claims: Claims, pairs: _Pairs, forward: Array, backward: Array) -> dict[tuple[str, str], float]:
    names = claims.sources
    found: dict[tuple[str, str], float] = {}
    for one, two, there, back in zip(
        pairs.first.tolist(), pairs.second.tolist(), forward.tolist(), backward.tolist(), strict=True
    ):
        found[names[one], names[two]], found[names[two], names[one]] = there, back
    return found
