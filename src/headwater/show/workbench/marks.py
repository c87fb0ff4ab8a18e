"""Marks laid over an article besides its attributions: numbers, times, drift, corrections, and the words asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from headwater.model import Reading
from headwater.show.article import Layer
from headwater.show.phrases import one_line


@dataclass(frozen=True, slots=True)
class Mark:
    """A sort of mark that a reader can switch on, and whether it is on."""

    name: str
    label: str
    number: int
    on: bool
    href: str = ""


SORTS = (("numbers", "numbers"), ("times", "times"), ("drift", "said twice"), ("changes", "corrections"))
"""What can be switched on, by the name in the address, with its label."""

SPOT = "here"
"""The id of the words that an address leads to."""

_RANK_SPOT, _RANK_MARK = 0, 10


def layers(reading: Reading, wanted: Iterable[str]) -> Iterator[Layer]:
    """The layers of the marks switched on."""
    wanted = set(wanted)
    if "numbers" in wanted:
        for quantity in reading.quantities:
            about = " ".join(x for x in (quantity.modifier, _range(quantity.low, quantity.high), quantity.unit) if x)
            yield layer(quantity.span.start, quantity.span.end, "num", about)
    if "times" in wanted:
        for time in reading.times:
            counted = f"counted from {time.anchor}" if time.anchor and time.anchor != "absolute" else ""
            about = ", ".join(x for x in (time.value or "not resolved", counted) if x)
            yield layer(time.span.start, time.span.end, "time", about)
    if "drift" in wanted:
        for drift in reading.drifts:
            for span in (drift.first, drift.second):
                yield layer(span.start, span.end, "drift", drift.reason)
    if "changes" in wanted:
        for note in reading.corrections:
            yield layer(note.span.start, note.span.end, "change", note.kind)
            if note.concerns:
                yield layer(note.concerns.start, note.concerns.end, "change", f"{note.kind}: see the note")


def sizes(reading: Reading) -> dict[str, int]:
    """How many marks of each sort there are."""
    return {
        "numbers": len(reading.quantities),
        "times": len(reading.times),
        "drift": len(reading.drifts),
        "changes": len(reading.corrections),
    }


def spot(start: int, end: int, *, first: bool = True) -> Layer:
    """The words that the address leads to."""
    again = Markup('<span class="spot">')
    opening = Markup('<span class="spot" id="{}">').format(SPOT) if first else again
    return Layer(start, end, _RANK_SPOT, opening, again, Markup(""), Markup(""))


def layer(start: int, end: int, name: str, about: str = "") -> Layer:
    """A plain mark with a word about it."""
    title = Markup(' title="{}"').format(one_line(about)) if about else Markup("")
    opening = Markup('<span class="m-{}"{}>').format(name, title)
    return Layer(start, end, _RANK_MARK, opening, opening, Markup(""), Markup(""))


def _range(low: float | None, high: float | None) -> str:
    parts = [f"{n:,.12g}" for n in (low, high) if n is not None]
    if len(parts) == 2 and parts[0] != parts[1]:
        return f"{parts[0]} to {parts[1]}"
    return parts[0] if parts else ""
