"""Word lists that say what sort of voice a name or a noun stands for.

The lists are complete and even-handed: every state with every capital and demonym, and nouns that name roles, bodies,
publications and documents. No list says anything about the reliability or the side of anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FOLDER = "data"


@dataclass(frozen=True)
class Gazetteer:
    """Sets of lower-case nouns by section of ``kinds.txt``, and lower-case names of states, capitals and peoples."""

    person: frozenset[str]
    group: frozenset[str]
    organization: frozenset[str]
    government: frozenset[str]
    publication: frozenset[str]
    document: frozenset[str]
    title: frozenset[str]
    honorific: frozenset[str]
    portfolio: frozenset[str]
    particle: frozenset[str]
    outlet: frozenset[str]
    bodies: frozenset[str]
    states: dict[str, str]
    """State or seat of government, lower case, to the state's usual name."""
    demonyms: frozenset[str]
    nations: dict[str, str]
    """Adjective or demonym, lower case, to the state's usual name."""
    seats: dict[str, str]
    """Abbreviations used behind the names of members of the United States Congress to the seat, lower case."""
    nouns: frozenset[str]
    """Every noun that may head the description of a voice."""
    hard_nouns: frozenset[str]
    """Nouns that never belong to the name of a person."""


@cache
def gazetteer() -> Gazetteer:
    """The lists, read once."""
    s = _sections(_read("kinds.txt"))
    states, nations = _states(_read("states.txt"))
    nouns = s["person"] | s["group"] | s["organization"] | s["government"] | s["publication"] | s["document"]
    return Gazetteer(
        person=s["person"],
        group=s["group"] - s["person"],
        organization=s["organization"],
        government=s["government"],
        publication=s["publication"],
        document=s["document"],
        title=s["title"],
        honorific=s["honorific"],
        portfolio=s["portfolio"],
        particle=s["particle"],
        outlet=s["outlet"],
        bodies=s["bodies"],
        states=states,
        demonyms=frozenset(nations),
        nations=nations,
        seats=dict(_pair(entry) for entry in s["seat"]),
        nouns=nouns,
        hard_nouns=s["organization"] | s["government"] | s["publication"] | s["document"] | s["portfolio"],
    )


def _read(name: str) -> str:
    return files("headwater.read").joinpath(_FOLDER, name).read_text(encoding="utf-8")


def _sections(text: str) -> dict[str, frozenset[str]]:
    sections: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in text.splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), set())
        elif line and not line.startswith("#"):
            current.update(word.replace("%", " ").lower() for word in line.split())
    return {name: frozenset(words) for name, words in sections.items()}


def _pair(entry: str) -> tuple[str, str]:
    short, _, long = entry.partition("=")
    return short, long


def _states(text: str) -> tuple[dict[str, str], dict[str, str]]:
    states: dict[str, str] = {}
    nations: dict[str, str] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        names, seats, people = line.split("|")
        usual = names.split(",")[0]
        for name in (*names.split(","), *seats.split(",")):
            if name:
                states.setdefault(name.lower(), usual)
        for demonym in people.split(","):
            nations.setdefault(demonym.lower(), usual)
            nations.setdefault(demonym.lower() + "s", usual)
    return states, nations


def singular(noun: str) -> str:
    """The singular of a regular English plural, or the noun itself."""
    irregular = _IRREGULAR.get(noun)
    if irregular:
        return irregular
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3:
        return noun[:-1]
    return noun


_IRREGULAR = {
    "people": "person",
    "children": "child",
    "wives": "wife",
    "media": "media",
    "series": "series",
    "news": "news",
}
