"""Which of two documents had something first: by time, then citation and credit, then containment."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.model_trace import Claim, DirectionBy
from headwater.trace.scene import Scene
from headwater.trace.when import before, moment

_WHOLE, _PART = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Direction:
    """The document that came first (None: not known), what decided it, and a remark where something speaks against it."""

    first: str | None
    by: DirectionBy | None = None
    remark: str = ""


def direction(scene: Scene, a: Claim, b: Claim) -> Direction:
    """Which of two claims' documents is upstream.

    A clock yields to a credit line, to a link to the very page, and to a paper named for the statement, when nothing speaks for
    the clock but itself: nobody credits what does not exist yet.
    """
    one, two = a.document, b.document
    clock = _clock(scene, one, two)
    credited = _one_way(_credits(scene, one, two), _credits(scene, two, one), one, two)
    cited = _one_way(_cites(scene, a, two), _cites(scene, b, one), one, two)
    if credited and credited != clock:
        return Direction(credited, "credit", "although its date is later: the clocks disagree" if clock else "")
    if clock and cited and cited != clock:
        return Direction(
            cited, "cites", "although its date is later: the clocks disagree, or an earlier report is missing"
        )
    if clock:
        return Direction(clock, "published")
    if cited:
        return Direction(cited, "cites")
    whole = _containing(scene, one, two)
    return Direction(whole, "contains") if whole else Direction(None)


def _clock(scene: Scene, one: str, two: str) -> str | None:
    x, y = scene.when[one], scene.when[two]
    if scene.sources[one].address and scene.sources[one].address == scene.sources[two].address:
        x, y = moment(scene.sources[one].captured) or x, moment(scene.sources[two].captured) or y
    return one if before(x, y) else two if before(y, x) else None


def _one_way(one_to_two: bool, two_to_one: bool, one: str, two: str) -> str | None:
    """The document referred to, if only one refers to the other."""
    if one_to_two == two_to_one:
        return None
    return two if one_to_two else one


def _credits(scene: Scene, document: str, other: str) -> bool:
    return scene.agency(document) is not None and scene.agency(document) == scene.publisher[other]


def _cites(scene: Scene, claim: Claim, other: str) -> bool:
    publisher = scene.publisher[other]
    if publisher in scene.citations.near(claim.document, claim.start, claim.end):
        return True
    return scene.citations.links_page(claim.document, scene.sources[other])


def _containing(scene: Scene, one: str, two: str) -> str | None:
    """The longer of two texts, if nearly all of the shorter one stands in it: cutting is commoner than filling up."""
    shared = [p for p in scene.passages_between(one, two) if p.kind == "copy"]
    inside_one = sum(p.first_end - p.first_start for p in shared) / max(
        1, len(scene.sources[one].reading.document.text)
    )
    inside_two = sum(p.second_end - p.second_start for p in shared) / max(
        1, len(scene.sources[two].reading.document.text)
    )
    if inside_one >= _WHOLE and inside_two <= _PART:
        return two
    if inside_two >= _WHOLE and inside_one <= _PART:
        return one
    return None
