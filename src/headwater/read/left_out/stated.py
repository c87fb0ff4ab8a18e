"""How likely something is stated in a draft: a logistic regression over the signs of ``signs.py``.

Fitted by ``python -m training.stated`` to attributions that were judged one by one; weights are in ``weights/stated.json``, so what a
draft was left out for can be read off them (``reasons``).
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files

from headwater.read.frame import Draft
from headwater.read.left_out.signs import signs

LEAST = 0.345
"""What is less likely stated than this is left out (chosen on articles that the weights had not seen)."""


def chance(text: str, draft: Draft, same: bool) -> float:
    """The probability, 0 to 1, that somebody states something in a draft with a cue. ``same`` as in ``signs``."""
    total = _weights()["base"] + sum(amount for _, amount in reasons(text, draft, same))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def reasons(text: str, draft: Draft, same: bool) -> list[tuple[str, float]]:
    """What each sign adds to the log-odds, the weightiest first."""
    weights = _weights()
    parts = [(name, weights.get(name, 0.0) * value) for name, value in signs(text, draft, same).items()]
    return sorted(((n, a) for n, a in parts if a), key=lambda part: (-abs(part[1]), part[0]))


@cache
def _weights() -> dict[str, float]:
    path = files("headwater").joinpath("weights", "stated.json")
    loaded: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
