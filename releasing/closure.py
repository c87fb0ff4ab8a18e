"""The packages that an installation of Headwater brings with it, from what is installed here."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_LONGEST = 60
"""Characters of a licence's name; some packages put the whole text there."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package with its licence as it states it, and the names of what it needs."""

    name: str
    version: str
    licence: str
    home: str
    needs: tuple[str, ...]


def own() -> list[Requirement]:
    """What Headwater itself needs without extras, as ``pyproject.toml`` has it."""
    data = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    return [one for line in data["project"]["dependencies"] if _applies(one := Requirement(line), frozenset())]


def packages() -> dict[str, Package]:
    """Every package that Headwater needs without extras, at any depth; by name, in order."""
    found: dict[str, Package] = {}
    waiting = [(one.name, frozenset(one.extras)) for one in own()]
    while waiting:
        name, extras = waiting.pop()
        known = canonicalize_name(name)
        if known in found and not extras:
            continue
        try:
            one = distribution(name)
        except PackageNotFoundError:
            continue  # needed on another system or by another Python only
        needs = [r for r in map(Requirement, one.requires or ()) if _applies(r, extras)]
        names = tuple(
            sorted({canonicalize_name(r.name) for r in needs} | set(found[known].needs if known in found else ()))
        )
        found[known] = Package(known, one.version, licence(one), _home(one), names)
        waiting += [(r.name, frozenset(r.extras)) for r in needs if canonicalize_name(r.name) not in found or r.extras]
    return dict(sorted(found.items()))


def _applies(one: Requirement, extras: frozenset[str]) -> bool:
    return one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in (extras or {""}))


def licence(one: Distribution) -> str:
    """The licence that a package states: as an expression, in a word, or by its classifiers; empty if it states none."""
    expression = one.metadata.get("License-Expression")
    if expression:
        return str(expression)
    marks = [
        str(c).rsplit(" :: ", 1)[1] for c in one.metadata.get_all("Classifier") or () if str(c).startswith("License ::")
    ]
    marks = [mark for mark in marks if mark != "OSI Approved"]
    stated = " ".join(str(one.metadata.get("License") or "").split())
    if stated and len(stated) <= _LONGEST:
        return stated
    return "; ".join(marks)


def _home(one: Distribution) -> str:
    links = [str(line).split(", ", 1) for line in one.metadata.get_all("Project-URL") or ()]
    named = {re.sub(r"\W", "", label).lower(): url for label, url in (pair for pair in links if len(pair) == 2)}
    for label in ("source", "sourcecode", "repository", "homepage", "github"):
        if label in named:
            return named[label]
    return str(one.metadata.get("Home-page") or next(iter(named.values()), ""))
