"""How a family travelled: which document has its claim from which other one, as what, and how that is known.

Each claim is joined to few others (the capture before it, the best source of its copied words, each paper it cites, the first
report of the same voice), so that the number of edges grows with the number of claims and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from headwater.model_trace import Claim, Edge, EdgeKind, Family, Passage, Source
from headwater.trace.bases import shared_bases
from headwater.trace.directions import Direction, direction
from headwater.trace.grounds import Ground
from headwater.trace.parties import publisher_label
from headwater.trace.scene import Scene
from headwater.trace.utterances import same_utterances
from headwater.trace.when import moment

_MUCH = 0.15
"""Part of a document's text: one that has this much word for word from another is built on it."""


def flow(
    family: Family, claims: Iterable[Claim], sources: Iterable[Source], passages: Iterable[Passage]
) -> tuple[Edge, ...]:
    """Every known step of a family's way. For many families make one ``Scene`` and call ``flow_in``."""
    return flow_in(Scene(claims, sources, passages), family)


def flow_in(scene: Scene, family: Family) -> tuple[Edge, ...]:
    """The family's edges, in the order of the claims that they lead to."""
    return _Flow(scene, family).edges()


@dataclass(frozen=True, slots=True)
class _Link:
    """A step before its direction is known."""

    upstream: Claim
    downstream: Claim
    kind: EdgeKind
    reason: str
    certain: bool = True


class _Flow:
    def __init__(self, scene: Scene, family: Family) -> None:
        self.scene = scene
        self.family = family
        self.carriers = scene.carriers(family)
        self.grounds = scene.grounds(self.carriers)
        self.rank = {c.id: n for n, c in enumerate(self.carriers)}
        self.by_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.carriers:
            self.by_document[claim.document].append(claim)
        self.by_publisher: dict[str, list[str]] = defaultdict(list)
        for document in scene.in_order(self.by_document):
            self.by_publisher[scene.publisher[document]].append(document)

    def edges(self) -> tuple[Edge, ...]:
        found: dict[tuple[str, str], Edge] = {}
        for link in self._links():
            edge = self._edge(link)
            pair, turned = (edge.upstream, edge.downstream), (edge.downstream, edge.upstream)
            known = found.get(pair) or (None if edge.kind == "cites" else found.get(turned))
            if known is None or (edge.certain and not known.certain):
                found[pair] = edge
        return tuple(sorted(found.values(), key=lambda e: (self.rank[e.downstream], self.rank[e.upstream])))

    def _links(self) -> Iterator[_Link]:
        for claim in self.carriers:
            yield from self._earlier_capture(claim)
            yield from self._copied(claim)
            yield from self._cited(claim)
        for first, second, words in same_utterances(self.scene, self.carriers):
            yield _Link(
                first,
                second,
                "quotes",
                f"{self._both(first, second)} have the same words in quotation marks: “{words}”",
            )
        yield from self._same_voice()
        for first, second, reason, certain in shared_bases(self.scene, self.carriers, self.grounds):
            yield _Link(first, second, "same basis", reason, certain)

    # captures of one page

    def _earlier_capture(self, claim: Claim) -> Iterator[_Link]:
        address = self.scene.sources[claim.document].address
        if not address:
            return
        captures = [d for d in self.by_document if self.scene.sources[d].address == address]
        captures.sort(key=lambda d: (str(m.first) if (m := moment(self.scene.sources[d].captured)) else "", d))
        place = captures.index(claim.document)
        if place:
            earlier = self._counterpart(claim, captures[place - 1])
            yield _Link(
                earlier,
                claim,
                "copies",
                f"a later capture of one page of {publisher_label(self.scene.sources[claim.document])}",
            )

    # words taken over

    def _copied(self, claim: Claim) -> Iterator[_Link]:
        shared: dict[str, list[Passage]] = defaultdict(list)
        for passage in self.scene.passages_of(claim.document):
            if passage.second in self.by_document:
                shared[passage.second].append(passage)
        best = max(
            ((self._copy_weight(claim, d, p), d) for d, p in sorted(shared.items())),
            key=lambda x: x[0],
            default=None,
        )
        if best is None or best[0] <= (0.0,):
            return
        other = best[1]
        yield from self._copy_link(claim, other, shared[other])

    def _copy_weight(self, claim: Claim, other: str, shared: Sequence[Passage]) -> tuple[float, ...]:
        """How likely ``other`` is where the claim's words come from: words shared with it, the agency first, then age."""
        if self._same_page(claim.document, other):
            return (0.0,)
        covered = max((_overlap(p, claim) for p in shared if p.kind == "copy"), default=0.0)
        much = self._part_copied(claim.document, shared)
        if covered < 0.5 and much < _MUCH:
            return (0.0,)
        agency = self.scene.agency(claim.document) == self.scene.publisher[other]
        age = -self.scene.in_order(self.by_document).index(other)
        return (1.0 + (covered >= 0.5), float(agency), round(covered, 1), float(age))

    def _copy_link(self, claim: Claim, other: str, shared: Sequence[Passage]) -> Iterator[_Link]:
        copied = [p for p in shared if p.kind == "copy" and _overlap(p, claim) >= 0.5]
        for passage in sorted(copied, key=lambda p: -_overlap(p, claim)):
            for theirs in self.by_document[other]:
                if theirs.start < passage.second_end and passage.second_start < theirs.end:
                    yield _Link(
                        theirs, claim, "copies", f"{passage.words} words are the same in {self._both(claim, theirs)}"
                    )
                    return
        if self.grounds[claim.id].kind in {"own", "unnamed"}:
            words = sum(p.words for p in shared if p.kind == "copy")
            theirs = self._counterpart(claim, other)
            yield _Link(theirs, claim, "copies", f"{self._both(claim, theirs)} share {words} words, and both say this")

    def _part_copied(self, document: str, shared: Sequence[Passage]) -> float:
        words = sum(p.first_end - p.first_start for p in shared if p.kind == "copy")
        return words / max(1, len(self.scene.sources[document].reading.document.text))

    # papers named

    def _cited(self, claim: Claim) -> Iterator[_Link]:
        ground = self.grounds[claim.id]
        near = self.scene.citations.near(claim.document, claim.start, claim.end)
        anywhere = self.scene.citations.anywhere(claim.document)
        agency = self.scene.agency(claim.document)
        for publisher in sorted({*ground.papers, *near, *anywhere, *({agency} if agency else ())}):
            if publisher == self.scene.publisher[claim.document]:
                continue
            link = self._cites_paper(claim, ground, publisher, publisher in near)
            if link:
                yield link

    def _cites_paper(self, claim: Claim, ground: Ground, publisher: str, near: bool) -> _Link | None:
        in_chain = publisher in ground.papers
        credited = publisher == self.scene.agency(claim.document)
        if not in_chain and ground.kind not in {"own", "unnamed", "reports"}:
            return None
        documents = [d for d in self.by_publisher.get(publisher, ()) if not self._same_page(d, claim.document)]
        if not documents:
            return None
        linked = [d for d in documents if self.scene.citations.links_page(claim.document, self.scene.sources[d])]
        earlier = [d for d in documents if direction(self.scene, self.by_document[d][0], claim).first == d]
        other = (linked or earlier or documents)[0]
        if not (in_chain or credited or linked or earlier):
            return None
        label = publisher_label(self.scene.sources[other])
        certain = in_chain or credited or near or (bool(linked) and ground.kind == "own")
        how = "says it has this from" if in_chain else "credits" if credited else "names" if near else "names elsewhere"
        reason = f"{publisher_label(self.scene.sources[claim.document])} {how} {label}, which has it too"
        return _Link(self._counterpart(claim, other), claim, "cites", reason, certain)

    # one speaker in several documents

    def _same_voice(self) -> Iterator[_Link]:
        first: dict[str, Claim] = {}
        for claim in self.carriers:
            ground = self.grounds[claim.id]
            if ground.kind != "voice":
                continue
            earlier = first.setdefault(ground.key, claim)
            if earlier.document != claim.document:
                yield _Link(earlier, claim, "same voice", f"{ground.label} is given for it in both")

    # direction and choice

    def _edge(self, link: _Link) -> Edge:
        up, down = link.upstream, link.downstream
        heard = link.kind == "quotes" and {self.grounds[c.id].kind for c in (up, down)} <= {"voice", "record"}
        if link.kind in {"same voice", "same basis"} or heard:
            return Edge(self.family.id, up.id, down.id, link.kind, link.reason, False, None, link.certain)
        found = self._direction(link)
        if found.first == down.document:
            up, down = down, up
        reason = f"{link.reason}, {found.remark}" if found.remark else link.reason
        return Edge(self.family.id, up.id, down.id, link.kind, reason, found.first is not None, found.by, link.certain)

    def _direction(self, link: _Link) -> Direction:
        found = direction(self.scene, link.upstream, link.downstream)
        if link.kind == "cites" and found.first != link.upstream.document:
            # who says that he has it from another has it from another; his own clock may still be the earlier one
            return self._cites_against_clock(link, found)
        return found

    def _cites_against_clock(self, link: _Link, found: Direction) -> Direction:
        remark = (
            ""
            if found.first is None
            else "although its date is later: the clocks disagree, or an earlier report is missing"
        )
        return Direction(link.upstream.document, "cites", remark)

    def _counterpart(self, claim: Claim, other: str) -> Claim:
        """The claim of another document that this one most likely goes back to: with a source rather than without, then the first."""
        theirs = self.by_document[other]
        return min(theirs, key=lambda c: (self.grounds[c.id].kind == "own", self.rank[c.id]))

    def _both(self, one: Claim, two: Claim) -> str:
        names = sorted({publisher_label(self.scene.sources[c.document]) for c in (one, two)})
        return " and ".join(names) if len(names) > 1 else f"two pages of {names[0]}"

    def _same_page(self, one: str, two: str) -> bool:
        a, b = self.scene.sources[one], self.scene.sources[two]
        return one == two or (a.address is not None and a.address == b.address)


def _overlap(passage: Passage, claim: Claim) -> float:
    """The part of a claim's range that a passage (its document first) covers."""
    common = min(passage.first_end, claim.end) - max(passage.first_start, claim.start)
    return max(0.0, common / max(1, claim.end - claim.start))
