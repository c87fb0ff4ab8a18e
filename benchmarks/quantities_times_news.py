"""Quantities in annotated news."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from headwater.model import Quantity
from headwater.read.frame import cut_text
from headwater.read.quantities import quantities

_SAME_UNIT = {
    "usd": "dollar",
    "people": "person",
    "men": "person",
    "man": "person",
    "women": "person",
    "woman": "person",
}


def score_articles(articles: list[dict[str, Any]], errors: int) -> None:
    count: Counter[str] = Counter()
    for row in articles:
        text = row["text"]
        found = quantities(cut_text(text, frozenset()))
        for words, value, unit, modifier in row["quantities"]:
            if (unit in ("year", "o'clock") and re.search(r"\d{4}|m\.", words)) or (unit or "").startswith("year ("):
                continue
            at = [m.start() for m in re.finditer(re.escape(words), text)]
            count["gold"] += 1
            hits = [q for q in found if any(q.span.start < a + len(words) and q.span.end > a for a in at)]
            match = next((q for q in hits if _value_fits(q, value)), hits[0] if hits else None)
            if match is None:
                if errors:
                    print("  missed", repr(words), "in", repr(text[max(0, (at or [0])[0] - 40) : (at or [0])[0] + 50]))
                continue
            count["found"] += 1
            count["value"] += _value_fits(match, value)
            fits = _unit(match.unit) == _unit(unit) or (_unit(unit) or "").endswith(_unit(match.unit) or "?")
            count["unit"] += fits
            count["modified"] += bool(modifier and modifier in words.lower())
            count["modifier"] += bool(modifier and modifier in words.lower() and match.modifier == modifier)
            if errors and not (fits and _value_fits(match, value)):
                print(
                    f"  {words!r} gold {value} {unit} {modifier} ours {match.span.text!r} {match.value} {match.low} "
                    f"{match.unit} {match.modifier}"
                )
    print(
        f"  gold {count['gold']} found {count['found'] / count['gold']:.3f} value {count['value'] / count['gold']:.3f} "
        f"unit {count['unit'] / count['gold']:.3f}; modifier {count['modifier']}/{count['modified']}"
    )


def _value_fits(q: Quantity, value: object) -> bool:
    if not isinstance(value, int | float):
        return False
    return any(mine is not None and abs(mine - value) < 0.01 * max(1, abs(value)) for mine in (q.value, q.low))


def _unit(unit: str | None) -> str | None:
    if unit is None:
        return None
    words = unit.lower().split()
    last = words[-1]
    last = _SAME_UNIT.get(last, last)
    return last[:-1] if last.endswith("s") else last
