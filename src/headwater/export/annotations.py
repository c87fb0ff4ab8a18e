"""Annotations from elsewhere into a case, as verdicts: which formats there are, and the one way in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from headwater.errors import HeadwaterError, NotReadable
from headwater.export import brat_in, web_annotation_in
from headwater.export.verdicts_in import Arrived, Finder, Outcome, carry_out, plan
from headwater.store.case import Case

SOURCES: dict[str, Callable[[Path, Finder], Arrived]] = {
    "brat": brat_in.arrive,
    "web-annotation": web_annotation_in.arrive,
}
"""What can be taken in, by name."""


def guess(path: Path) -> str | None:
    """The format of a file or folder of annotations, by what is in it; None for what holds none."""
    if path.is_dir():
        return "brat" if next(path.rglob("*.ann"), None) else None
    if path.suffix.lower() in (".json", ".jsonld", ".jsonl", ".ndjson"):
        return "web-annotation"
    return "brat" if path.suffix.lower() == ".ann" else None


def take_in(
    case: Case,
    path: Path,
    *,
    author: str,
    form: str | None = None,
    reason: str = "",
    complete: bool = False,
    try_only: bool = False,
) -> Outcome:
    """Give verdicts for what the annotations at ``path`` say otherwise than the case, and say what could not be placed.

    With ``complete`` the file is taken for all there is to say of its documents: what it has unchanged is accepted, what it
    lacks is rejected. With ``try_only`` nothing is given. Raises the InputErrors, HeadwaterError for a format there is not.
    """
    if not path.exists():
        raise NotReadable(str(path), "doesn't exist", "check the path")
    chosen = form or guess(path)
    if chosen is None or chosen not in SOURCES:
        raise HeadwaterError(f"{path}: no annotations in a form known here; known: {', '.join(SOURCES)}")
    with case.reading() as connection:
        arrived = SOURCES[chosen](path, Finder(connection))
        steps = plan(connection, arrived, author=author, reason=reason or f"from {path.name}", complete=complete)
    if not try_only:
        return carry_out(case, arrived, steps)
    outcome = Outcome(unplaced=list(arrived.unplaced), passed=arrived.passed)
    outcome.counts.update(step.what for step in steps)
    return outcome
