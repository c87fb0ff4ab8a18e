"""What several commands let one choose."""

from __future__ import annotations

from enum import StrEnum


class Model(StrEnum):
    """The weights to read with: the quick ones, or those that find more and take several times as long."""

    fast = "fast"
    accurate = "accurate"
