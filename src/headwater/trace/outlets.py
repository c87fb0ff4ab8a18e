"""What one outlet says twice: in its own words what it also has from somebody, and "the officer" after "a detective"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from headwater.model_trace import Claim
from headwater.trace.grounds import Ground
from headwater.trace.parties import GENERIC
from headwater.trace.scene import Scene
from headwater.trace.ties import Tie

Groups = Mapping[str, Sequence[Claim]]
"""Claims by the key of their ground, in the order of their documents."""

_AGAIN = re.compile(r"(?:the|both|neither|that|this|these|those|another|one of (?:them|the))\b", re.IGNORECASE)
_ITSELF = re.compile(
    r"\b(?:this|our) (?:news)?(?:paper|site|website|programme|magazine|blog)\b|\bwe (?:first )?(?:reported|printed|published|revealed)\b",
    re.IGNORECASE,
)
_SOMEBODY = frozenset({"voice", "witness", "record", "unnamed", "paper"})


class Outlets:
    """The grounds of a family by document and by outlet."""

    def __init__(self, scene: Scene, groups: Groups, grounds: Mapping[str, Ground]) -> None:
        self.groups = groups
        self.grounds = grounds
        self.publisher = scene.publisher
        self.rank = {
            d: n for n, d in enumerate(scene.in_order({c.document for found in groups.values() for c in found}))
        }
        self.within: dict[str, list[str]] = defaultdict(list)
        self.by_outlet: dict[str, dict[str, int]] = defaultdict(dict)
        for key, found in groups.items():
            for claim in found:
                if not self.within[claim.document] or self.within[claim.document][-1] != key:
                    self.within[claim.document].append(key)
                first = self.by_outlet[scene.publisher[claim.document]]
                first[key] = min(first.get(key, self.rank[claim.document]), self.rank[claim.document])

    def ties(self, claims: Sequence[Claim]) -> Iterator[Tie]:
        """Ties of one ground (its claims, the earliest document first) to others of the same article or outlet."""
        ground = self.grounds[claims[0].id]
        yield from self._mentioned_again(claims[0], ground)
        yield from self._summed_up(claims, ground)

    def _summed_up(self, claims: Sequence[Claim], ground: Ground) -> Iterator[Tie]:
        """The outlet's own words, and bare "officials", sum up what it has, there or before, from somebody whom it describes."""
        bare = ground.kind == "unnamed" and bool(ground.words) and ground.words <= GENERIC and ground.count == 1
        if ground.itself or not (ground.kind == "own" or bare):
            return
        kinds = {"voice"} if bare else _SOMEBODY
        document = claims[0].document
        for other in self._others(self.within[document], ground, kinds):
            yield Tie(
                other.key, ground.key, f"{ground.label} has this in the same article from {other.label}", relay=True
            )
            return
        if all(_ITSELF.search(c.text) for c in claims if c.document == document):
            before = [k for k, n in self.by_outlet[self.publisher[document]].items() if n < self.rank[document]]
            for other in self._others(before, ground, kinds):
                yield Tie(other.key, ground.key, f"{ground.label} has had this before from {other.label}", relay=True)
                return

    def _mentioned_again(self, claim: Claim, ground: Ground) -> Iterator[Tie]:
        """Tie "the first official" to "two officials": somebody mentioned before."""
        if ground.kind != "unnamed" or not _AGAIN.match(ground.name):
            return
        for other in self._others(self.within[claim.document], ground, {"unnamed"}):
            earlier = any(c.document == claim.document and c.start <= claim.start for c in self.groups[other.key])
            if earlier and not _AGAIN.match(other.name):
                reason = f"“{ground.name}” has been mentioned before in the article, as “{other.name}”"
                yield Tie(other.key, ground.key, reason, relay=True)
                return

    def _others(self, keys: Sequence[str], ground: Ground, kinds: Set[str]) -> Iterator[Ground]:
        for key in keys:
            other = self.grounds[self.groups[key][0].id]
            if key != ground.key and other.kind in kinds:
                yield other
