"""Groups of things that are linked, directly or through others."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def connected(links: Iterable[tuple[T, T]]) -> list[list[T]]:
    """The groups, each in the order in which its members first appear in ``links``."""
    parent: dict[T, T] = {}

    def root(one: T) -> T:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for first, second in links:
        parent.setdefault(first, first)
        parent.setdefault(second, second)
        parent[root(second)] = root(first)
    groups: dict[T, list[T]] = {}
    for one in parent:
        groups.setdefault(root(one), []).append(one)
    return list(groups.values())
