"""Decision trees kept as plain tables: how the evidence about a pronoun is weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


OTHER = "other: "
"""Names that begin so ask the same of the likeliest other candidate."""


class Trees:
    """Trees of one depth, each a complete binary tree laid out by levels.

    ``names`` are the numbers asked for. ``asks`` (trees × nodes) says which of them a node looks at and ``above`` the value
    beyond which it goes right; ``gives`` (trees × leaves) is what a tree adds to the sum, which begins with ``base``.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.names: list[str] = list(table["names"])
        bare = [name.removeprefix(OTHER) for name in self.names]
        self._place = {name: i for i, name in enumerate(dict.fromkeys(bare))}
        self._source = np.array([self._place[name] for name in bare], dtype=np.intp)
        self._of_other = np.array([name.startswith(OTHER) for name in self.names], dtype=bool)
        asks = np.array(table["asks"], dtype=np.intp)
        self._asks: NDArray[np.intp] = asks.ravel()
        self._above: Floats = np.array(table["above"], dtype=np.float64).ravel()
        self._gives: Floats = np.array(table["gives"], dtype=np.float64).ravel()
        self._base = float(table["base"])
        count, self._nodes = asks.shape
        self._depth = self._nodes.bit_length()
        self._rows = np.arange(count) * self._nodes
        self._leaf_rows = np.arange(count) * (self._nodes + 1)

    def score(self, rows: Sequence[Mapping[str, float]], others: Sequence[int] | None = None) -> list[float]:
        """The sum of all trees for each row.

        ``others`` says for each row which row is its likeliest other. A number that a row lacks is 0, as is all that is asked
        of the other where there is none; one that no tree knows is passed over.
        """
        return self.score_table(self.table(rows, others))

    def table(self, rows: Sequence[Mapping[str, float]], others: Sequence[int] | None = None) -> Floats:
        """What `score` reads: rows × names."""
        known = np.zeros((len(rows), len(self._place)))
        place = self._place
        for value, row in zip(known, rows, strict=True):
            found = [(i, number) for name, number in row.items() if number and (i := place.get(name)) is not None]
            if found:
                columns, numbers = zip(*found, strict=True)
                value[list(columns)] = numbers
        values = known[:, self._source]
        beside = known[list(others)][:, self._source[self._of_other]] if others is not None else 0.0
        values[:, self._of_other] = beside
        return values

    def score_table(self, values: Floats) -> list[float]:
        """The same for a table: rows × names."""
        start = (np.arange(len(values)) * values.shape[1])[:, None]
        flat = values.ravel()
        node = np.zeros((len(values), len(self._rows)), dtype=np.intp)
        for _ in range(self._depth):
            here = self._rows + node
            node = 2 * node + 1 + (flat[start + self._asks[here]] > self._above[here])
        leaf = self._leaf_rows + node - self._nodes
        total: list[float] = (self._base + self._gives[leaf].sum(1)).tolist()
        return total


__all__ = ["OTHER", "Trees"]
