"""Names that are built as only those of bodies of a state are."""

from __future__ import annotations

from itertools import pairwise

from headwater.read.voices.closed import word_set

_PUBLIC = word_set("department ministry bureau")
"""Bodies of a state by their first word: "Tarnmark Bureau of Mines"."""
_STATE_ENDS = word_set(
    "service administration enforcement protection agency patrol guard marshals survey command bureau commission corps"
)


_SERVICES = {
    *((watched, "patrol") for watched in ("highway", "border", "state", "coastal", "park", "road", "traffic", "beach")),
    *((watched, "guard") for watched in ("coast", "national", "border", "frontier", "republican")),
    ("fire", "rescue"), ("fire", "department"), ("fire", "service"), ("border", "force"), ("border", "protection"), ("prison", "service"),
}  # fmt: skip
"""Last two words of the names of services that only a state keeps: "Ostria Highway Patrol"."""


def is_public_body(key: tuple[str, ...]) -> bool:
    """Whether a name is built like that of a body of a state: "Department of Roads", "U.S. Harbour and Coast Protection"."""
    if any(word in _PUBLIC and follow == "of" for word, follow in pairwise(key)):
        return True
    if len(key) > 1 and key[-2:] in _SERVICES:
        return True
    if len(key) < 3 or key[-1] not in _STATE_ENDS:
        return False
    return key[0] in ("u.s", "us", "u.k", "uk", "federal") or key[:2] in (("united", "states"), ("united", "kingdom"))
