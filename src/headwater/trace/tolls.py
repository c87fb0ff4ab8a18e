"""Do two claims count the dead or the hurt of one event? Then they answer one question, however differently they are worded."""

from __future__ import annotations

import re

from headwater.model_trace import Claim
from headwater.trace.cuts import one_event
from headwater.trace.naming import name_words

LEAST_COUNT = 2
"""One dead says too little to tell events apart."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def same_toll(a: Claim, b: Claim) -> str | None:
    """The words that say so, or None. Both documents open with the same names, and were published within days of each other."""
    units = {x.unit for x in a.amounts if _many(x.low, x.high)} & {y.unit for y in b.amounts if _many(y.low, y.high)}
    counted = sorted(unit for unit in units if unit in ("killed", "injured"))
    if not counted or not one_event(a, b) or _other_years(a) or _other_years(b) or _elsewhere(a, b):
        return None
    return f"both count the {' and '.join(counted)} of one event"


def _other_years(claim: Claim) -> bool:
    """Whether it tells of years gone by, and of no other: "the 1997 case"."""
    years = set(_YEAR.findall(claim.text))
    return bool(years) and bool(claim.dated) and (claim.dated or "")[:4] not in years and not _last_year(claim, years)


def _last_year(claim: Claim, years: set[str]) -> bool:
    """Reports of January tell of December."""
    return (claim.dated or "")[5:7] in ("01", "02") and str(int((claim.dated or "0000")[:4]) - 1) in years


def _elsewhere(a: Claim, b: Claim) -> bool:
    """Whether each names something, nothing of which the other or its document's opening knows."""
    one, two = _words(a.names), _words(b.names)
    return not one & (two | _words(b.setting)) and not two & (one | _words(a.setting)) if one and two else False


def _words(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in name_words(name))


def _many(low: float | None, high: float | None) -> bool:
    return max(low or 0.0, high or 0.0) >= LEAST_COUNT
