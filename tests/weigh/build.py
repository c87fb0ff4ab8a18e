"""Small invented matrices for the tests of weighing."""

from __future__ import annotations

import random

from headwater.weigh.matrix import (
    DependenceGroup,
    Hypothesis,
    Item,
    Matrix,
    Merge,
    Origin,
    Rates,
    Relay,
    Report,
)
from headwater.weigh.ranges import Range
from headwater.weigh.words import Rating, rating_from


def rated(**cells: float) -> dict[tuple[str, str], Rating]:
    """Ratings from ``E1_H1=0.3``."""
    return {tuple(key.split("_")): rating_from(value) for key, value in cells.items()}


def typed(ratings: dict[tuple[str, str], Rating], hypotheses: int = 2, priors: list[float] | None = None) -> Matrix:
    """A matrix of typed items, rows H1, H2 and so on, and the columns that the ratings name."""
    rows = tuple(
        Hypothesis(f"H{i + 1}", f"explanation {i + 1}", priors[i] if priors else None) for i in range(hypotheses)
    )
    items = tuple(Item(id_, f"item {id_}", "typed") for id_ in sorted({item for item, _ in ratings}))
    return Matrix(rows, items, ratings)


def origin(id_: str, hit: float = 0.9, alarm: float = 0.1, **more: object) -> Origin:
    return Origin(id_, f"voice of {id_}", rates=Rates.exactly(hit, alarm), **more)  # type: ignore[arg-type]


def random_matrix(rng: random.Random, sure: bool = False) -> Matrix:
    """Up to five hypotheses and six items with origins, relays, denials, merges and dependences; every cell rated."""
    ids = [*(f"H{i}" for i in range(rng.randint(2, 4))), "none"]
    priors = [rng.uniform(0.05, 1) for _ in ids]
    rows = tuple(Hypothesis(h, h, p / sum(priors)) for h, p in zip(ids, priors, strict=True))
    items = tuple(_random_item(rng, f"E{n}") for n in range(rng.randint(1, 6)))
    draw = (lambda: rng.choice([0.0, 1.0, rng.random()])) if sure else rng.random
    ratings = {(item.id, h): rating_from(draw()) for item in items for h in ids}
    return Matrix(rows, items, ratings, tuple(_random_merges(rng, items)), tuple(_random_groups(rng, items, ids)))


def _random_item(rng: random.Random, id_: str) -> Item:
    if rng.random() < 0.2:
        return Item(id_, id_, rng.choice(["typed", "expected"]))
    return Item(id_, id_, origins=tuple(_random_origin(rng, f"{id_}o{k}") for k in range(rng.randint(0, 4))))


def random_rates(rng: random.Random) -> Rates:
    low, high = sorted((rng.uniform(0.01, 0.99), rng.uniform(0.01, 0.99)))
    return Rates.exactly(high, low)


def _random_origin(rng: random.Random, id_: str) -> Origin:
    reports = tuple(
        Report(f"{id_}r{n}", relays=tuple(Relay(f"relay{k}", random_rates(rng)) for k in range(rng.randint(0, 2))))
        for n in range(rng.randint(0, 3))
    )
    return Origin(
        id_, f"voice{rng.randint(0, 3)}{id_}", rates=random_rates(rng), reports=reports, denies=rng.random() < 0.2
    )


def _random_merges(rng: random.Random, items: tuple[Item, ...]) -> list[Merge]:
    return [
        Merge(tuple(o.id for o in item.origins[:2]), "perhaps one person")
        for item in items
        if len(item.origins) > 1 and rng.random() < 0.5
    ]


def _random_groups(rng: random.Random, items: tuple[Item, ...], ids: list[str]) -> list[DependenceGroup]:
    groups = []
    for index in range(1, len(items)):
        if rng.random() < 0.4:
            on, item = items[rng.randrange(index)].id, items[index].id
            if rng.random() < 0.5:
                groups.append(DependenceGroup(on, (item,), Range.exactly(rng.random())))
            else:
                otherwise = {(item, h): rating_from(rng.random()) for h in ids}
                groups.append(DependenceGroup(on, (item,), otherwise=otherwise))
    return groups
