"""What a claim lost or changed on the way, along each step of its flow, with the words of both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from headwater.model_trace import Amount, Claim, DriftKind, Edge, Family, FlowDrift, Source
from headwater.trace.copying import copied_from
from headwater.trace.directions import direction
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


def rival_drifts_in(scene: Scene, families: Sequence[Family]) -> tuple[FlowDrift, ...]:
    """What changed so much on the way that the two sides are rivals: another number, another actor.

    ``families`` are those of one question. Where one document was copied from another, a claim of the copy is compared with the
    rival claim of the original. Where the original says the copy's version too, only numbers that it gives nowhere have changed.
    """
    home = {c: f for f in families for c in f.claims}
    whole = Family("", "", tuple(home), "")
    by_document: dict[str, list[Claim]] = {}
    carriers = scene.carriers(whole)
    for claim in carriers:
        by_document.setdefault(claim.document, []).append(claim)
    rank = {d: n for n, d in enumerate(scene.in_order(by_document))}
    found: dict[tuple[str, str, str], FlowDrift] = {}
    for claim in carriers:
        copied = copied_from(scene, claim, by_document, rank)
        if (
            copied is None
            or not copied.certain
            or direction(scene, copied.theirs, claim).first != copied.theirs.document
        ):
            continue
        up, family = copied.theirs, home[claim.id]
        theirs = by_document[up.document]
        says_it_too = any(home[c.id] is family for c in theirs)
        known = {a for c in theirs for a in c.amounts}
        for kind, words in _number(up, claim, known) if says_it_too else _changes(up, claim):
            drift = FlowDrift(family.id, up.id, claim.id, kind, up.text, claim.text, words)
            found.setdefault((up.id, claim.id, kind), drift)
    return tuple(found.values())


def _changes(up: Claim, down: Claim) -> Iterator[tuple[DriftKind, str]]:
    yield from _hedge(up, down)
    if up.chain and not down.chain and down.attribution is None:
        yield "attribution lost", "said by somebody before, and by nobody after"
    yield from _number(up, down)
    if _other_actor(up, down):
        yield "actor changed", f"“{up.actor}” became “{down.actor}”"


def _other_actor(up: Claim, down: Claim) -> bool:
    """Whether each side names an actor whom the other doesn't mention at all. Common nouns vary too much to tell."""
    if not up.actor or not down.actor:
        return False
    named = all(any(_within(c.actor or "", name) for name in c.names) for c in (up, down))
    return named and not _within(up.actor, down.text) and not _within(down.actor, up.text)


def _within(words: str, text: str) -> bool:
    return words.casefold() in text.casefold()


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


def _number(up: Claim, down: Claim, known: Set[Amount] = frozenset()) -> Iterator[tuple[DriftKind, str]]:
    """Amounts of one unit that differ, one of each unit. "At least 3" that becomes "3" has lost a hedge; 3 that becomes 11 has changed.

    ``known`` are amounts that have not changed, wherever they stand.
    """
    told: set[str | None] = {None}
    for before in up.amounts:
        same = {(a.low, a.high) for a in down.amounts if a.unit == before.unit}
        for after in down.amounts:
            if before.unit in told or before.unit != after.unit or (before.low, before.high) in same or after in known:
                continue
            told.add(before.unit)
            words = f"{_amount(before)} became {_amount(after)} ({before.unit})"
            if _point(after) is not None and _bounds(before, after):
                yield "hedge lost", words
            elif _point(before) is not None and _bounds(after, before):
                yield "hedge added", words
            else:
                yield "number changed", words


def _point(amount: Amount) -> float | None:
    return amount.low if amount.low == amount.high else None


def _bounds(open_: Amount, point: Amount) -> bool:
    """Whether an amount open to one side ends at just this number: "at least 3", and 3."""
    return _point(open_) is None and _point(point) in {open_.low, open_.high}


def _amount(amount: Amount) -> str:
    low, high = amount.low, amount.high
    if low is not None and low == high:
        return f"{low:g}"
    if low is not None and high is not None:
        return f"{low:g} to {high:g}"
    return f"at least {low:g}" if low is not None else f"at most {high:g}" if high is not None else "some"
