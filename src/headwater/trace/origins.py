"""How many independent origins stand behind a family: a low and a high number, each merge with its reason.

Every claim has a ground (``grounds``). What is shown to have been taken from elsewhere adds none; what is left are the roots at
the high end. The low end also merges whatever could be the same. A person can undo each merge: those two are then kept
apart, whatever else would join them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from headwater.model_trace import Claim, Edge, Family, Merge, Origins, Root, Source
from headwater.trace.clusters import Clusters
from headwater.trace.could_be import could_be
from headwater.trace.grounds import Ground
from headwater.trace.later import later_ties
from headwater.trace.publishers import group_of
from headwater.trace.scene import Scene
from headwater.trace.shown import shown_ties
from headwater.trace.ties import Tie
from headwater.trace.utterances import same_utterances, short_utterances


def origins(
    family: Family,
    edges: Iterable[Edge],
    claims: Iterable[Claim],
    sources: Iterable[Source],
    undone: Set[str] = frozenset(),
) -> Origins:
    """The range of a family's origins.

    ``undone`` are keys of merges that a person has taken back; a key given under another id of the family has that id before it.
    """
    return origins_in(Scene(claims, sources), family, tuple(edges), undone)


def origins_in(scene: Scene, family: Family, edges: Sequence[Edge], undone: Set[str] = frozenset()) -> Origins:
    """As ``origins``, with a scene made once for many families."""
    return _Count(scene, family, edges, undone).origins()


class _Count:
    def __init__(self, scene: Scene, family: Family, edges: Sequence[Edge], undone: Set[str]) -> None:
        self.scene = scene
        self.family = family
        self.edges = edges
        self.names = (family.id, *sorted({u.partition(" ")[0] for u in undone if " " in u}))
        self.undone = {u.rpartition(" ")[2] for u in undone}
        self.carriers = scene.carriers(family)
        self.grounds = scene.grounds(self.carriers)
        self.groups: dict[str, list[Claim]] = {}
        for claim in self.carriers:
            if claim.stance not in {"doubts", "asks"}:
                self.groups.setdefault(self.grounds[claim.id].key, []).append(claim)
        self.leads = {key: self.grounds[claims[0].id] for key, claims in self.groups.items()}
        self.clusters = Clusters(self.leads)
        self.relayed: set[str] = set()
        self.merges: list[Merge] = []

    def origins(self) -> Origins:
        """Join what is shown, take stock, join what could be, take stock again."""
        self._join(list(shown_ties(self.scene, self.edges, self.groups, self.grounds)), True)
        self._join(list(later_ties(self.scene, self.groups, self.leads, self.relayed)), True)
        self._name_each_of_several()
        roots = self._roots()
        empty = {g.key for g, _ in roots if not self._stands(g)}
        standing = [g for g, _ in roots]
        self._join([*could_be(standing, self._pinned, empty, self._groups()), *self._given_the_same_words()], False)
        low = len({self.clusters.find(g.key) for g in standing if g.key not in empty})
        return Origins(
            self.family.id,
            low,
            len(roots),
            tuple(self._root(ground, claims) for ground, claims in roots),
            tuple(self.merges),
            len({self.scene.publisher[c.document] for c in self.carriers}),
        )

    def _groups(self) -> dict[str, str]:
        """The publishing groups of outlets that say it in words of their own."""
        found = {}
        for key, ground in self.leads.items():
            group = group_of(self.scene.sources[self.groups[key][0].document]) if ground.kind == "own" else None
            if group:
                found[key] = group
        return found

    def _given_the_same_words(self) -> Iterator[Tie]:
        """Two voices of one page with the same quoted words, or of copied words: one may only be passing on the other.

        Of two pages with the same short quotation one may have taken down the wrong name.
        """
        for first, second, words in same_utterances(self.scene, self.carriers, on_one_page=True):
            one, two = self.grounds[first.id], self.grounds[second.id]
            if one.key != two.key:
                reason = f"{one.label} and {two.label} are given the same words on one page: “{words}”"
                yield Tie(one.key, two.key, reason)
        for first, second, words in short_utterances(self.scene, self.carriers):
            one, two = self.grounds[first.id], self.grounds[second.id]
            if one.kind == two.kind == "voice" and one.key != two.key and not self._on_one_page(one.key, two.key):
                yield Tie(one.key, two.key, f"{one.label} and {two.label} are given the same words: “{words}”")
        for edge in self.edges:
            one, two = self.grounds[edge.upstream], self.grounds[edge.downstream]
            if edge.kind != "copies" or not edge.certain or not one.kind == two.kind == "voice" or one.key == two.key:
                continue
            if not self._on_one_page(one.key, two.key):
                yield Tie(one.key, two.key, f"{one.label} and {two.label} are named for it in copied words")

    def _on_one_page(self, one: str, two: str) -> bool:
        """Whether a page has both grounds, and so tells the two apart."""
        pages = [{c.document for c in self.groups.get(key, ())} for key in (one, two)]
        return not pages[0].isdisjoint(pages[1])

    def _join(self, ties: Sequence[Tie], certain: bool) -> None:
        ties = [t for t in ties if t.first in self.clusters and t.second in self.clusters]
        for tie in ties:
            if not tie.relay and self._taken_back(tie):
                self.clusters.apart(tie.first, tie.second)
        for tie in ties:
            key = tie.key(self.family.id)
            if self._taken_back(tie) or self._held(tie, certain):
                continue
            joined = self.clusters.join(tie.first, tie.second)
            if certain and tie.relay and self.clusters.find(tie.first) == self.clusters.find(tie.second):
                self.relayed.add(tie.second)
            if joined:
                self.merges.append(Merge(key, _id(tie.first), _id(tie.second), certain, tie.reason))

    def _held(self, tie: Tie, certain: bool) -> bool:
        """What was taken from one origin must not join it to another; what stands by itself is joined to nothing."""
        if tie.relay:
            return certain and tie.second in self.relayed
        taken = certain and bool({tie.first, tie.second} & self.relayed)
        return taken or any(self._pinned(self.leads[k]) for k in (tie.first, tie.second))

    def _name_each_of_several(self) -> None:
        """Two officials are two at the high end, who could have it from one briefing."""
        several: dict[str, str] = {}
        for key, ground in self.leads.items():
            if ground.kind == "unnamed" and ground.count > 1 and key not in self.relayed:
                known = several.setdefault(self.clusters.find(key), key)
                if ground.count > self.leads[known].count:
                    several[self.clusters.find(key)] = key
        for key in several.values():
            ground = self.leads[key]
            for number in range(2, min(ground.count, _MOST) + 1):
                other = replace(ground, key=f"{key} #{number}", label=f"{ground.label}, {_ORDINALS[number]}", count=1)
                self.leads[other.key] = other
                self.groups[other.key] = self.groups[key]
                self.clusters.add(other.key)

    def _roots(self) -> list[tuple[Ground, list[Claim]]]:
        members: dict[str, list[str]] = defaultdict(list)
        for key in self.leads:
            members[self.clusters.find(key)].append(key)
        roots = []
        for keys in members.values():
            best = min(keys, key=lambda k: (k in self.relayed, _RANK[self.leads[k].kind]))
            claims = {c.id: c for k in keys for c in self.groups[k]}
            roots.append((self.leads[best], list(claims.values())))
        return roots

    def _stands(self, ground: Ground) -> bool:
        """Whether anything but citations in a circle stands behind a root."""
        return ground.key not in self.relayed

    def _pinned(self, ground: Ground) -> bool:
        return self._taken_back(Tie("", ground.key, "", relay=True))

    def _taken_back(self, tie: Tie) -> bool:
        return any(tie.key(name) in self.undone for name in self.names)

    def _root(self, ground: Ground, claims: Sequence[Claim]) -> Root:
        outside = ground.kind in {"paper", "reports"} or not self._stands(ground)
        label = ground.label if self._stands(ground) else f"nobody: {ground.label} is cited in a circle"
        return Root(_id(ground.key), label, tuple(c.id for c in claims), ground.voice, outside)


_RANK = {"voice": 0, "witness": 1, "record": 2, "unnamed": 3, "own": 4, "paper": 5, "reports": 6}
_MOST = 5
_ORDINALS = {2: "the second", 3: "the third", 4: "the fourth", 5: "the fifth"}


def _id(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
