"""Who still carries what a page has taken back: claims of other documents that match withdrawn words.

A later capture takes back what stood in a removed sentence, and the number, date, name or "not" that it replaced. A change
of hedging or wording takes nothing back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from headwater.model_trace import Amount, Change, Claim, Family, Matter, VersionDiff
from headwater.trace.announced import terms
from headwater.trace.forbids_figures import values_in

Ground = Literal["family", "number", "words"]

TAKES_BACK: frozenset[Matter] = frozenset(("number", "date", "actor", "polarity"))
LEAST_TERMS = 3
"""Content words that two claims must share when only their words join them."""
LEAST_ALIKE = 0.6
"""Part of a withdrawn claim's content words that the other must hold then."""
_VAGUE = frozenset((None, "person", "people", "thing", "time"))
"""Units that don't tell what was counted."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Words that one page withdrew and another document still has. ``withdrawn`` and ``claim`` are claim ids.

    ``by`` says what joins them: one family, the same number of the same thing, or only the words.
    """

    change: Change
    withdrawn: str
    claim: str
    document: str
    by: Ground


@dataclass(frozen=True, slots=True)
class _Withdrawn:
    """A claim of the earlier capture, and what of it is gone from the place where it stood."""

    change: Change
    claim: Claim
    terms: frozenset[str]
    gone: frozenset[str]
    amounts: tuple[Amount, ...]


def still_carried(
    diff: VersionDiff, claims: Sequence[Claim], families: Iterable[Family] = (), own: Iterable[str] = ()
) -> tuple[Carried, ...]:
    """Claims of other documents that still say what a page withdrew, each once for each claim withdrawn.

    ``claims`` are those of all documents, both captures' among them; ``own`` are documents to leave out besides the two:
    further captures of the page, and captures of other pages that a later one has replaced.
    """
    out = {diff.before, diff.after, *own}
    others = [claim for claim in claims if claim.document not in out]
    family_of = {claim: family.claims for family in families for claim in family.claims}
    found: dict[tuple[str, str], Carried] = {}
    for gone in _withdrawn(diff, claims):
        family = frozenset(family_of.get(gone.claim.id, ()))
        for other in others:
            by = _ground(gone, other, family)
            if by:
                carried = Carried(gone.change, gone.claim.id, other.id, other.document, by)
                found.setdefault((gone.claim.id, other.id), carried)
    return tuple(found.values())


def _withdrawn(diff: VersionDiff, claims: Sequence[Claim]) -> list[_Withdrawn]:
    """The claims that changes took back. Claims within another of the same change that lost nothing more are left out."""
    before = [c for c in claims if c.document == diff.before]
    after = [c for c in claims if c.document == diff.after]
    found = []
    for change in diff.changes:
        if change.before is None or not (change.kind == "removed" or TAKES_BACK.intersection(change.matters)):
            continue
        replaced = [c for c in after if change.after and _touches(c, change.after)]
        for claim in before:
            if _touches(claim, change.before):
                found += _taken_back(change, claim, replaced)
    return found


def _taken_back(change: Change, claim: Claim, replaced: Sequence[Claim]) -> list[_Withdrawn]:
    mine = terms(claim.text)
    gone = mine - frozenset[str]().union(*(terms(c.text) for c in replaced))
    left = {(a.low, a.high, a.unit) for c in replaced for a in c.amounts}
    amounts = tuple(a for a in claim.amounts if (a.low, a.high, a.unit) not in left)
    if change.kind == "changed":  # what else the sentence counts still stands
        amounts = tuple(a for a in amounts if {a.low, a.high} & values_in(change.words))
    return [_Withdrawn(change, claim, mine, gone, amounts)] if gone or amounts else []


def _ground(gone: _Withdrawn, other: Claim, family: frozenset[str]) -> Ground | None:
    """What joins another claim to a withdrawn one, if it still holds what is gone."""
    if other.polarity != gone.claim.polarity:
        return None
    theirs = terms(other.text)
    if gone.amounts:
        same = [a for a in gone.amounts if a in other.amounts]
        if same and (other.id in family or any(a.unit not in _VAGUE for a in same)):
            return "family" if other.id in family else "number"
        return "words" if same and _alike(gone.terms, theirs) else None
    if other.id in family and (gone.change.kind == "removed" or gone.gone & theirs):
        return "family"
    held = 2 * len(gone.gone & theirs) >= len(gone.gone)
    return "words" if held and _alike(gone.terms, theirs) else None


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    figures = {term for term in mine if term[0].isdigit()}
    both = mine & theirs
    return figures <= theirs and len(both) >= LEAST_TERMS and len(both) >= LEAST_ALIKE * len(mine)


def _touches(claim: Claim, place: tuple[int, int]) -> bool:
    return any(a < place[1] and place[0] < b for a, b in claim.pieces)
