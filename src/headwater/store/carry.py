"""Where a verdict on an attribution stands in another reading, or in another version of its document.

Nothing human is re-anchored silently: what stands elsewhere than it was given is ``carried``; what can't be found again,
or could be in two places, is for ``review``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from headwater.store.names import Piece, attribution_subject
from headwater.store.verdicts import Verdict

VERSION = "1"
"""Version of the rules below, named in every row of ``carried``."""

State = Literal["stands", "carried", "review"]
HALF = 0.5


@dataclass(frozen=True)
class Found:
    """An attribution as read, by its words."""

    claim_id: int
    source: Piece | None
    cue: tuple[Piece, ...]
    content: tuple[Piece, ...]

    @property
    def where(self) -> tuple[Piece | None, tuple[Piece, ...]]:
        """What tells it from others in one text."""
        return self.source, self.content


@dataclass(frozen=True)
class Place:
    """Where a verdict stands in one document: on which claim as read, and with which words of its own."""

    state: State
    why: str
    claim_id: int | None = None
    now: dict[str, Any] | None = None
    replaced: tuple[int, ...] = ()


def anchor(subject: str) -> tuple[Piece | None, tuple[Piece, ...]]:
    """Source and content of ``attribution:KEY:SOURCE@CONTENT``. Raises ValueError if it is none."""
    source, content = subject.rsplit(":", 1)[1].split("@")
    return (None if source == "none" else _piece(source)), tuple(_piece(p) for p in content.split(","))


def _piece(text: str) -> Piece:
    start, end = text.split("-")
    return int(start), int(end)


def place(verdict: Verdict, found: Sequence[Found], old: str, new: str, reading_id: int | None) -> Place:
    """Where ``verdict``, given on the text ``old``, stands among the attributions found in the text ``new``."""
    if old != new:
        return _in_new_text(verdict, found, old, new)
    same = verdict.payload.get("reading") in (None, reading_id)
    where = anchor(verdict.subject)
    target = next((f for f in found if f.where == where), None)
    if "now" in verdict.payload:
        return _with_own_words(verdict.payload["now"], target, found, same=same)
    if target is not None:
        if same:
            return Place("stands", "given on this reading", target.claim_id)
        return Place("carried", "the same words in a newer reading", target.claim_id)
    if any(f.content == where[1] for f in found):
        return Place("review", "a newer reading finds another source for these words")
    return Place("review", "a newer reading no longer finds this attribution")


def _with_own_words(now: dict[str, Any], target: Found | None, found: Sequence[Found], *, same: bool) -> Place:
    """An edit or addition brings its own words, which stand as long as the text does."""
    replaced = tuple(f.claim_id for f in found if f is target or _alike(f, now))
    if same:
        return Place("stands", "given on this reading", None, now, replaced)
    return Place("carried", "the same text in a newer reading", None, now, replaced)


def _alike(found: Found, now: dict[str, Any]) -> bool:
    """Whether the tool found the same attribution that the person gave.

    Nested attributions share most of their content, so sharing content is not enough: the cue must touch as well.
    """
    content = [(p[0], p[1]) for p in now["content"]]
    cue = [(p[0], p[1]) for p in now.get("cue", [])]
    if list(found.content) == content:
        return not cue or not found.cue or _shared(found.cue, cue) > 0
    union = _length(found.content) + _length(content) - _shared(found.content, content)
    return _shared(found.cue, cue) > 0 and _shared(found.content, content) >= HALF * union


def _length(pieces: Sequence[Piece]) -> int:
    return sum(b - a for a, b in pieces)


def _shared(one: Sequence[Piece], other: Sequence[Piece]) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _in_new_text(verdict: Verdict, found: Sequence[Found], old: str, new: str) -> Place:
    source, content = anchor(verdict.subject)
    if "now" in verdict.payload:
        now = verdict.payload["now"]
        shift = _shift(pieces_of(now), old, new)
        if shift is None:
            return Place("review", "the words have changed in the newer version, or occur in several places")
        moved = moved_now(now, shift)
        moved_source, moved_content = (
            (_move(source, shift) if source else None),
            tuple(_move(p, shift) for p in content),
        )
        target = next((f for f in found if f.where == (moved_source, moved_content)), None)
        place = _with_own_words(moved, target, found, same=False)
        return Place(place.state, "the same words in a newer version", None, moved, place.replaced)
    shift = _shift(_pieces(source, content), old, new)
    if shift is None:
        return Place("review", "the words have changed in the newer version, or occur in several places")
    where = (_move(source, shift) if source else None), tuple(_move(p, shift) for p in content)
    target = next((f for f in found if f.where == where), None)
    if target is None:
        return Place("review", "the newer version has the words, but was read otherwise")
    return Place("carried", "the same words in a newer version", target.claim_id)


def pieces_of(now: Mapping[str, Any]) -> list[Piece]:
    """Every passage that an attribution given by a person names, whatever part it plays."""
    shown = [*now.get("markers", []), *now.get("evidence", []), *([now["future"]] if now.get("future") else [])]
    return _pieces(now.get("source"), [*now["content"], *now.get("cue", []), *shown])


def _pieces(source: Any, rest: Sequence[Any]) -> list[Piece]:
    return [(p[0], p[1]) for p in ([source] if source else []) + list(rest)]


def _shift(pieces: Sequence[Piece], old: str, new: str) -> int | None:
    """How far the words between the first and the last piece have moved; None if they are gone or ambiguous."""
    start, end = min(a for a, _ in pieces), max(b for _, b in pieces)
    words = old[start:end]
    before, after = _occurrences(words, old), _occurrences(words, new)
    if start not in before or not after or len(before) != len(after):
        return None
    return after[before.index(start)] - start


def _occurrences(words: str, text: str, limit: int = 50) -> list[int]:
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < limit:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _move(piece: Sequence[int], shift: int) -> Piece:
    return piece[0] + shift, piece[1] + shift


def moved_now(now: dict[str, Any], shift: int) -> dict[str, Any]:
    """The words of an edit or addition, ``shift`` code points further on."""
    moved = dict(now)
    moved["content"] = [list(_move(p, shift)) for p in now["content"]]
    moved["cue"] = [list(_move(p, shift)) for p in now.get("cue", [])]
    for name in ("source", "future"):
        if name in now:
            moved[name] = list(_move(now[name], shift)) if now[name] else None
    for name in ("markers", "evidence"):
        if name in now:
            moved[name] = [list(_move(p, shift)) for p in now[name]]
    if now.get("parent"):
        head, _ = now["parent"].rsplit(":", 1)
        source, content = anchor(now["parent"])
        key = head.split(":")[1]
        moved["parent"] = attribution_subject(
            key, _move(source, shift) if source else None, [_move(p, shift) for p in content]
        )
    return moved
