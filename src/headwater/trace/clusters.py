"""Disjoint sets whose members can be kept apart."""

from __future__ import annotations

from collections.abc import Iterable


class Clusters:
    """Union-find over keys. Two keys set ``apart`` are never joined, not even by way of others."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._parent = {k: k for k in keys}
        self._apart: dict[str, set[str]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._parent

    def add(self, key: str) -> None:
        """A new key in a set of its own."""
        self._parent.setdefault(key, key)

    def find(self, key: str) -> str:
        """The key that stands for this key's set."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def apart(self, first: str, second: str) -> None:
        """Never join these two. They must not be joined yet."""
        a, b = self.find(first), self.find(second)
        if a != b:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def join(self, first: str, second: str) -> bool:
        """Join the sets of two keys, the first's standing for both. False where they are one already, or are kept apart."""
        a, b = self.find(first), self.find(second)
        if a == b or b in self._apart.get(a, ()):
            return False
        self._parent[b] = a
        for other in self._apart.pop(b, set()):
            self._apart[other].discard(b)
            self._apart[other].add(a)
            self._apart.setdefault(a, set()).add(other)
        return True
