"""What a claim lost or changed on the way, along each step of its flow, with the words of both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from headwater.model_trace import Claim, DriftKind, Edge, Family, FlowDrift, Source
from headwater.trace.scene import Scene

_STEP = 0.15
"""Difference of the middle of two probability ranges from which one voice sounds surer than the other."""


def drifts(
    family: Family, edges: Iterable[Edge], claims: Iterable[Claim], sources: Iterable[Source]
) -> tuple[FlowDrift, ...]:
    """Every loss and change along a family's edges."""
    return drifts_in(Scene(claims, sources), family, tuple(edges))


def drifts_in(scene: Scene, family: Family, edges: Sequence[Edge]) -> tuple[FlowDrift, ...]:
    """As ``drifts``, with a scene made once for many families."""
    found: dict[tuple[str, str, str], FlowDrift] = {}
    for edge in edges:
        up, down = scene.claims.get(edge.upstream), scene.claims.get(edge.downstream)
        if not edge.directed or up is None or down is None:
            continue
        for kind, words in _changes(up, down):
            drift = FlowDrift(family.id, up.id, down.id, kind, up.text, down.text, words)
            found.setdefault((drift.upstream, drift.downstream, drift.kind), drift)
    return tuple(found.values())


def _changes(up: Claim, down: Claim) -> Iterator[tuple[DriftKind, str]]:
    yield from _hedge(up, down)
    if up.chain and not down.chain and down.attribution is None:
        yield "attribution lost", "said by somebody before, and by nobody after"
    yield from _number(up, down)
    if up.actor and down.actor and up.actor.casefold() != down.actor.casefold():
        yield "actor changed", f"“{up.actor}” became “{down.actor}”"


def _hedge(up: Claim, down: Claim) -> Iterator[tuple[DriftKind, str]]:
    before, after = _middle(up), _middle(down)
    if before is None or after is None:
        return
    if abs(after - 0.5) - abs(before - 0.5) >= _STEP:
        yield "hedge lost", f"{_marks(up)} became {_marks(down)}"
    elif abs(before - 0.5) - abs(after - 0.5) >= _STEP:
        yield "hedge added", f"{_marks(up)} became {_marks(down)}"


def _middle(claim: Claim) -> float | None:
    low, high = claim.certainty.low, claim.certainty.high
    return None if low is None or high is None else (low + high) / 2


def _marks(claim: Claim) -> str:
    words = ", ".join(f"“{m.text}”" for m in claim.certainty.markers)
    return words or "a flat statement"


def _number(up: Claim, down: Claim) -> Iterator[tuple[DriftKind, str]]:
    for before in up.amounts:
        for after in down.amounts:
            if before.unit != after.unit or before.unit is None or (before.low, before.high) == (after.low, after.high):
                continue
            yield (
                "number changed",
                f"{_amount(before.low, before.high)} became {_amount(after.low, after.high)} ({before.unit})",
            )
            return


def _amount(low: float | None, high: float | None) -> str:
    if low is not None and low == high:
        return f"{low:g}"
    if low is not None and high is not None:
        return f"{low:g} to {high:g}"
    return f"at least {low:g}" if low is not None else f"at most {high:g}" if high is not None else "some"
