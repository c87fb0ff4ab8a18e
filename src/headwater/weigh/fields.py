"""Reading plain data field by field: each problem is noted at its place, and reading goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from headwater.errors import BadMatrix

T = TypeVar("T")
MISSING = object()


class Notes:
    """The problems found so far."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []

    def add(self, place: str, problem: str, advice: str = "") -> None:
        """Note a problem at a place."""
        self.found.append((place, problem, advice))

    def stop_if_any(self) -> None:
        """Raise BadMatrix with everything noted."""
        if self.found:
            raise BadMatrix(tuple(self.found))


class Fields:
    """One object of plain data. Every field must be asked for; ``close`` notes those that were not."""

    def __init__(self, data: Any, place: str, notes: Notes) -> None:  # whatever JSON held
        self.place = place
        self.notes = notes
        self._data: Mapping[str, Any] = data if isinstance(data, dict) else {}
        self._asked: set[str] = set()
        if not isinstance(data, dict):
            notes.add(place or "the file", f"is {_kind(data)}, not an object")

    def at(self, key: str) -> str:
        """The place of a field, as ``items[2].id``."""
        return f"{self.place}.{key}" if self.place else key

    def raw(self, key: str) -> Any:  # checked by the caller
        """Whatever a field holds; None when it is missing."""
        self._asked.add(key)
        return self._data.get(key)

    def text(self, key: str, default: str | None = None, required: bool = False) -> str | None:
        """A field that holds words."""
        value = self.raw(key)
        if value is None:
            if required:
                self.notes.add(self.at(key), "is missing")
            return default
        if isinstance(value, str):
            return value
        self.notes.add(self.at(key), f"is {_kind(value)}, not words")
        return default

    def flag(self, key: str) -> bool:
        """A field that holds true or false; false when it is missing."""
        value = self.raw(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.notes.add(self.at(key), f"is {_kind(value)}, not true or false")
        return False

    def choice(self, key: str, among: Sequence[str], default: str | None = None) -> str | None:
        """A field that holds one of a few words."""
        value = self.text(key)
        if value is None or value in among:
            return value or default
        self.notes.add(self.at(key), f"{value!r} is none of {', '.join(among)}")
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """A field that holds a list of words."""
        found = []
        for place, value in self._list(key):
            if isinstance(value, str):
                found.append(value)
            else:
                self.notes.add(place, f"is {_kind(value)}, not words")
        return tuple(found)

    def objects(self, key: str) -> list[Fields]:
        """A field that holds a list of objects."""
        return [Fields(value, place, self.notes) for place, value in self._list(key)]

    def mapping(self, key: str) -> list[tuple[str, str, Any]]:
        """A field that holds an object, as ``(place, key, value)``."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, dict):
            self.notes.add(self.at(key), f"is {_kind(value)}, not an object")
            return []
        return [(f"{self.at(key)}.{name}", name, inner) for name, inner in value.items()]

    def parsed(self, key: str, parse: Callable[[Any], T]) -> T | None:
        """A field read by a function that raises ValueError where it can't; None when missing."""
        value = self.raw(key)
        return None if value is None else attempt(self.notes, self.at(key), parse, value)

    def close(self) -> None:
        """Note fields that nobody asked for: they would be lost."""
        for key in self._data:
            if key not in self._asked:
                self.notes.add(self.at(str(key)), "is not a field known here", "check the spelling, or take it out")

    def _list(self, key: str) -> list[tuple[str, Any]]:
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.notes.add(self.at(key), f"is {_kind(value)}, not a list")
            return []
        return [(f"{self.at(key)}[{index}]", inner) for index, inner in enumerate(value)]


def attempt(notes: Notes, place: str, parse: Callable[[Any], T], value: Any) -> T | None:
    """What ``parse`` makes of a value, or None with the reason noted."""
    try:
        return parse(value)
    except ValueError as error:
        notes.add(place, str(error))
        return None


def _kind(value: Any) -> str:  # whatever JSON held
    names = {dict: "an object", list: "a list", str: "words", bool: "true or false", int: "a number", float: "a number"}
    return "empty" if value is None else names.get(type(value), "something else")
