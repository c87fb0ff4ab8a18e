"""Outlets that say later what others have said, and not from whom: together they count for one more at most.

Each of them could have something of its own, so they are not taken for copies. But nothing shows that they know it from anybody but
those before them or one another, and counting each by itself would make every retelling an origin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from headwater.model_trace import Claim
from headwater.trace.grounds import Ground
from headwater.trace.parties import GENERIC
from headwater.trace.scene import Scene
from headwater.trace.ties import Tie
from headwater.trace.when import before


def later_ties(
    scene: Scene, groups: Mapping[str, Sequence[Claim]], leads: Mapping[str, Ground], relayed: Set[str]
) -> Iterator[Tie]:
    """Ties between those that say it later without a source, the first of them standing for all.

    ``relayed`` are grounds that are known to have it from elsewhere. Only a clock shows what is later: undated reports stand apart.
    """
    first_told = {key: claims[0].document for key, claims in groups.items()}
    place = {document: n for n, document in enumerate(scene.in_order(set(first_told.values())))}
    sourced = [scene.when[first_told[key]] for key in groups if not _sourceless(leads[key])]
    first: Ground | None = None
    for key in sorted(groups, key=lambda k: (place[first_told[k]], k)):
        ground = leads[key]
        if key in relayed or not _sourceless(ground):
            continue
        when = scene.when[first_told[key]]
        if not any(before(other, when) for other in sourced):
            continue
        if first is None:
            first = ground
            continue
        how = "from nobody described" if ground.kind == "unnamed" else "without a source"
        reason = f"{ground.label} says it {how}, after others did, as {first.label} does: such reports count for one more at most"
        yield Tie(first.key, key, reason, relay=True)


def _sourceless(ground: Ground) -> bool:
    """The outlet's own word, unless it says that it has looked into it itself; and bare "officials"."""
    if ground.kind == "own":
        return not ground.itself
    return ground.kind == "unnamed" and bool(ground.words) and ground.words <= GENERIC and ground.count == 1
