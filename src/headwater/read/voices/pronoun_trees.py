"""Decision trees kept as plain tables: how the evidence about a pronoun is weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Trees:
    """Trees of one depth, each a complete binary tree laid out by levels.

    ``names`` are the numbers asked for. ``asks`` (trees × nodes) says which of them a node looks at and ``above`` the value
    beyond which it goes right; ``gives`` (trees × leaves) is what a tree adds to the sum, which begins with ``base``.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.names: list[str] = list(table["names"])
        self._place = {name: i for i, name in enumerate(self.names)}
        self._asks: NDArray[np.intp] = np.array(table["asks"], dtype=np.intp)
        self._above: Floats = np.array(table["above"], dtype=np.float64)
        self._gives: Floats = np.array(table["gives"], dtype=np.float64)
        self._base = float(table["base"])
        count, nodes = self._asks.shape
        self._depth = (nodes + 1).bit_length() - 1
        self._rows = np.arange(count) * nodes
        self._leaf_rows = np.arange(count) * (nodes + 1)
        self._nodes = nodes

    def score(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """The sum of all trees for each row; a number that a row lacks is 0, one that no tree knows is passed over."""
        values = np.zeros((len(rows), len(self.names)))
        place = self._place
        for value, row in zip(values, rows, strict=True):
            for name, number in row.items():
                i = place.get(name)
                if i is not None:
                    value[i] = number
        return self.score_table(values)

    def score_table(self, values: Floats) -> list[float]:
        """The same for a table: rows × names."""
        asks, above = self._asks.ravel(), self._above.ravel()
        start = (np.arange(len(values)) * values.shape[1])[:, None]
        flat = values.ravel()
        node = np.zeros((len(values), len(self._rows)), dtype=np.intp)
        for _ in range(self._depth):
            here = self._rows + node
            node = 2 * node + 1 + (flat[start + asks[here]] > above[here])
        leaf = self._leaf_rows + node - self._nodes
        total: list[float] = (self._base + self._gives.ravel()[leaf].sum(1)).tolist()
        return total


__all__ = ["Trees"]
