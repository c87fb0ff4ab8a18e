"""Do two claims count the dead or the hurt of one event? Then they answer one question, however differently they are worded."""

from __future__ import annotations

from headwater.model_trace import Claim
from headwater.trace.cuts import one_event

LEAST_COUNT = 2
"""One dead says too little to tell events apart."""


def same_toll(a: Claim, b: Claim) -> str | None:
    """The words that say so, or None. Both documents open with the same names, and were published within days of each other."""
    units = {x.unit for x in a.amounts if _many(x.low, x.high)} & {y.unit for y in b.amounts if _many(y.low, y.high)}
    counted = sorted(unit for unit in units if unit in ("killed", "injured"))
    if not counted or not one_event(a, b):
        return None
    return f"both count the {' and '.join(counted)} of one event"


def _many(low: float | None, high: float | None) -> bool:
    return max(low or 0.0, high or 0.0) >= LEAST_COUNT
