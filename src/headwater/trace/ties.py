"""One reason for taking two grounds as one origin."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tie:
    """``second`` is, or could be, the same origin as ``first``.

    ``relay`` means that the second has it from the first (or, where that is only possible, may have it from anywhere): undoing
    then says that the second stands by itself, whoever else might be its source. Otherwise undoing parts these two.
    """

    first: str
    second: str
    reason: str
    relay: bool = False

    def key(self, family: str) -> str:
        """Stable name of the tie: the same while the family grows."""
        between = ("by itself", self.second) if self.relay else tuple(sorted((self.first, self.second)))
        return hashlib.sha256("\n".join((family, *between)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
