"""Verbs of speech, thought and showing: one list, from which every rule takes the classes and forms it needs.

The lists stand in ``data/verbs.txt``; forms are made by the spelling rules of English, irregular pasts are written out.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

VerbClass = Literal["say", "tell", "think", "show"]


class Verb(NamedTuple):
    """One verb in its four forms; base and past may look alike ("put")."""

    base: str
    third: str
    past: str
    participle: str


@cache
def verbs(kind: VerbClass) -> tuple[Verb, ...]:
    """The verbs of one class, in the order of the list."""
    return tuple(_verb(entry) for entry in _sections()[kind])


def told(*kinds: VerbClass) -> str:
    """Forms that need a subject and show it ("says", "said"), as alternatives of a pattern."""
    return _joined(form for kind in kinds for verb in verbs(kind) for form in (verb.third, verb.past))


def finite(*kinds: VerbClass) -> str:
    """The forms of ``told`` and the base form, which follows a plural ("officials say")."""
    return _joined(
        form
        for kind in kinds
        for verb in verbs(kind)
        for form in (verb.base, verb.third, verb.past)
        if form not in _NOUNS
    )


def past(*kinds: VerbClass) -> str:
    """Past forms ("said", "wrote")."""
    return _joined(verb.past for kind in kinds for verb in verbs(kind))


def participle(*kinds: VerbClass) -> str:
    """Forms in -ing ("saying", "denying")."""
    return _joined(verb.participle for kind in kinds for verb in verbs(kind))


def _joined(forms: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(forms))


def _verb(entry: str) -> Verb:
    base, _, irregular = entry.partition("/")
    return Verb(base, _third(base), irregular or _past(base), _participle(base))


def _third(base: str) -> str:
    if _ends_in_y(base):
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "o")) else "s")


def _past(base: str) -> str:
    if _ends_in_y(base):
        return base[:-1] + "ied"
    return base + ("d" if base.endswith("e") else _doubled(base) + "ed")


def _participle(base: str) -> str:
    silent = base.endswith("e") and not base.endswith(("ee", "oe", "ye"))
    return (base[:-1] if silent else base + _doubled(base)) + "ing"


def _ends_in_y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in "aeiou"


def _doubled(base: str) -> str:
    """ "admit" has "admitted": the verbs of the list that double their last letter."""
    return base[-1] if base in _DOUBLING else ""


_DOUBLING = frozenset({"admit", "quip", "concur"})
_NOUNS = frozenset({"state", "post"})
"""Base forms that are nouns wherever a rule would take them for verbs: "the secretary of state negotiated"."""


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    text = files("headwater.read").joinpath("data", "verbs.txt").read_text(encoding="utf-8")
    sections: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            sections[line.strip("[] ")] = current = []
        elif line and not line.startswith("#"):
            current.extend(line.split())
    return {name: tuple(words) for name, words in sections.items()}
