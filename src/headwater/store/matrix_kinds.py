"""The kinds of verdict that fill a matrix: explanations, evidence, ratings and what connects them.

Each holds one part of ``headwater.matrix/1`` as plain data; that it makes sense as a whole is checked when it is weighed.
A part is taken out again by a verdict with ``gone``; nothing is erased.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

Payload = Mapping[str, Any]
LONGEST = 2000
PARTS = {
    "matrix": 1,
    "hypothesis": 2,
    "item": 2,
    "rating": 4,
    "dependence": 2,
    "assumption": 2,
    "maybe": 2,
    "outcome": 1,
}
"""How many names the subject of each sort has; the first is the matrix, a rating's last its analyst."""


def subject(about: str, *names: str) -> str:
    """The subject of a verdict about part of a matrix: ``rating:cause/E1/H2/Ada%20Quint``."""
    return f"{about}:{'/'.join(quote(name, safe='') for name in names)}"


def names_in(subject_: str) -> tuple[str, list[str]]:
    """What a subject is about and its names. Raises ValueError where there are too few or too many."""
    about, _, rest = subject_.partition(":")
    names = [unquote(name) for name in rest.split("/")]
    if len(names) != PARTS.get(about) or not all(name.strip() and len(name) <= 200 for name in names):
        raise ValueError(f"{subject_[:80]!r} names no part of a matrix")
    return about, names


def matrix_problem(payload: Payload) -> str | None:
    """A matrix needs a question to answer."""
    return _gone(payload) or _text(payload, "title", required=True)


def hypothesis_problem(payload: Payload) -> str | None:
    """An explanation: its words, its prior if priors are given, the explanations it joins."""
    prior = payload.get("prior")
    if prior is not None and not _number(prior):
        return "the prior must be a number between 0 and 1"
    return _gone(payload) or _text(payload, "text", required=True) or _list(payload, "parts")


def item_problem(payload: Payload) -> str | None:
    """An evidence item: tied to a claim family, typed in, or expected and not yet reported."""
    kind = payload.get("kind", "typed")
    if kind not in ("reported", "typed", "expected"):
        return f"{kind!r} is no kind of item: reported, typed or expected"
    for name in ("credibility", "relevance"):
        if payload.get(name) not in (None, "low", "medium", "high"):
            return f"{name} is low, medium or high"
    if not isinstance(payload.get("origins", []), list):
        return "origins must be a list"
    return _gone(payload) or _text(payload, "text", required=True) or _text(payload, "family") or _text(payload, "seen")


def rating_problem(payload: Payload) -> str | None:
    """A rating as written: letters, words or numbers. An empty one takes the cell back to unknown."""
    value = payload.get("rating")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return None if _number(value) else "a rating in numbers lies between 0 and 1"
    if isinstance(value, list):
        return None if len(value) in (2, 3) and all(_number(v) for v in value) else "a range has two or three numbers"
    return None if isinstance(value, str) and len(value) <= 100 else "say the rating in letters, words or numbers"


def dependence_problem(payload: Payload) -> str | None:
    """Items that are not independent of another."""
    return _gone(payload) or (None if payload.get("gone") else _list(payload, "items", required=True))


def assumption_problem(payload: Payload) -> str | None:
    """Something the ranking takes for granted."""
    return _gone(payload) or _text(payload, "text", required=True) or _list(payload, "items")


def maybe_problem(payload: Payload) -> str | None:
    """Origins that may be one and the same."""
    return _gone(payload) or (None if payload.get("gone") else _list(payload, "origins", required=True))


def outcome_problem(payload: Payload) -> str | None:
    """What turned out to be so: one explanation, and what is known of each item."""
    items = payload.get("items", {})
    if not isinstance(items, Mapping) or not all(isinstance(v, bool) for v in items.values()):
        return "say of each item whether it was true"
    return _gone(payload) or _text(payload, "hypothesis", required=True) or _text(payload, "date")


def _gone(payload: Payload) -> str | None:
    return None if isinstance(payload.get("gone", False), bool) else "gone is true or false"


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1


def _text(payload: Payload, name: str, *, required: bool = False) -> str | None:
    value = payload.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return f"the {name} is missing" if required and not payload.get("gone") else None
    if not isinstance(value, str) or len(value) > LONGEST:
        return f"the {name} must be text of at most {LONGEST} characters"
    return None


def _list(payload: Payload, name: str, *, required: bool = False) -> str | None:
    value = payload.get(name, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        return f"{name} must be a list of names"
    return f"{name} is empty" if required and not value else None
