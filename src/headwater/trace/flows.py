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
from headwater.trace.copying import copied_from, quoted_claim
from headwater.trace.directions import Direction, direction
from headwater.trace.grounds import Ground
from headwater.trace.parties import publisher_label
from headwater.trace.scene import Scene
from headwater.trace.utterances import same_utterances
from headwater.trace.when import before, moment


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


_BESIDE = {"quotes", "same basis"}
"""Kinds that say more about a pair than how one had it from the other; they stand beside such an edge."""
_ALIKE = "the same words in quotation marks:"
_HANDED_ON = "the same"
"""Begins the reason of an edge for words of one speaker that only one of two papers has in quotation marks."""
_BESIDES = 15
"""Words that two articles share besides a quotation if they share more than what its speaker said."""
_MOST = 40
"""Reports of one publisher that are looked at for a citation: the first ones."""


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
        self.captures: dict[str, list[str]] = defaultdict(list)
        for document in sorted(self.by_document, key=lambda d: (_taken(scene.sources[d]), d)):
            self.captures[scene.sources[document].address or ""].append(document)
        self.by_publisher: dict[str, list[str]] = defaultdict(list)
        self.age = {d: n for n, d in enumerate(scene.in_order(self.by_document))}
        for document in self.age:
            self.by_publisher[scene.publisher[document]].append(document)

    def edges(self) -> tuple[Edge, ...]:
        found: dict[tuple[str, str, str], Edge] = {}
        for link in self._links():
            edge = self._edge(link)
            pair, turned = (edge.upstream, edge.downstream), (edge.downstream, edge.upstream)
            known = found.get((*pair, "")) or (None if edge.kind == "cites" else found.get((*turned, "")))
            if edge.kind in _BESIDE:
                found.setdefault((*pair, edge.kind), edge)
            elif known is None or (edge.certain and not known.certain):
                found[(*pair, "")] = edge
        return tuple(sorted(found.values(), key=lambda e: (self.rank[e.downstream], self.rank[e.upstream])))

    def _links(self) -> Iterator[_Link]:
        for claim in self.carriers:
            yield from self._earlier_capture(claim)
            yield from self._copied(claim)
            yield from self._cited(claim)
            yield from self._quoted(claim)
        for first, second, words in same_utterances(self.scene, self.carriers):
            yield _Link(
                first,
                second,
                "quotes",
                f"{_ALIKE} “{words}” in {self._both(first, second)}",
            )
        yield from self._same_voice()
        for first, second, reason, certain in shared_bases(self.scene, self.carriers, self.grounds):
            yield _Link(first, second, "same basis", reason, certain)

    # captures of one page

    def _earlier_capture(self, claim: Claim) -> Iterator[_Link]:
        address = self.scene.sources[claim.document].address
        if not address:
            return
        captures = self.captures[address]
        place = captures.index(claim.document)
        if place:
            earlier = self._counterpart(claim, [captures[place - 1]])
            yield _Link(
                earlier,
                claim,
                "copies",
                f"a later capture of one page of {publisher_label(self.scene.sources[claim.document])}",
            )

    # words taken over

    def _copied(self, claim: Claim) -> Iterator[_Link]:
        found = copied_from(self.scene, claim, self.by_document, self.age)
        if found is None:
            return
        if found.same_words and self._merely_spoken(claim, found.theirs, found.words):
            return
        both = self._both(claim, found.theirs)
        if found.same_words:
            yield _Link(found.theirs, claim, "copies", f"{found.words} words are the same in {both}", found.certain)
        elif self.grounds[claim.id].kind in {"own", "unnamed"}:
            reason = f"{both} share {found.words} words, and both say this"
            if direction(self.scene, found.theirs, claim).first == claim.document:
                return  # the other article was made from this one; its own claims tell of that
            yield _Link(found.theirs, claim, "copies", reason, found.certain)

    def _merely_spoken(self, claim: Claim, theirs: Claim, words: int) -> bool:
        """Whether two articles share what one speaker said, and hardly a word besides: each may have heard it."""
        one, two = self.grounds[claim.id], self.grounds[theirs.id]
        if not (claim.direct and theirs.direct and one.kind == "voice" and one.key == two.key):
            return False
        shared = self.scene.passages_between(claim.document, theirs.document)
        return sum(p.words for p in shared if p.kind == "copy") < words + _BESIDES

    def _quoted(self, claim: Claim) -> Iterator[_Link]:
        """Words of another document's own text that this one has in quotation marks."""
        for passage in self.scene.passages_of(claim.document):
            if not passage.quoted_first or passage.quoted_second or passage.second not in self.by_document:
                continue
            if passage.first_start < claim.end and claim.start < passage.first_end:
                theirs = quoted_claim(passage, self.by_document[passage.second])
                if theirs is not None and not self.scene.same_page(claim.document, passage.second):
                    yield self._quotation(claim, theirs, passage.words)

    def _quotation(self, claim: Claim, theirs: Claim, words: int) -> _Link:
        """Words in quotation marks on one side: of the other paper itself, or of a speaker whose words that one has without marks."""
        who, whom = (publisher_label(self.scene.sources[c.document]) for c in (claim, theirs))
        ground = self.grounds[claim.id]
        if ground.kind != "voice":
            return _Link(theirs, claim, "quotes", f"{who} quotes {words} words of {whom}")
        return _Link(
            theirs, claim, "quotes", f"{_HANDED_ON} {words} words of {ground.label} in {self._both(claim, theirs)}"
        )

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
        if not in_chain and (ground.itself or ground.kind not in {"own", "unnamed", "reports"}):
            return None
        carrying = self.by_publisher.get(publisher, ())[:_MOST]
        documents = self._as_it_stood([d for d in carrying if not self.scene.same_page(d, claim.document)], claim)
        if not documents:
            return None
        linked = [d for d in documents if self.scene.citations.links_page(claim.document, self.scene.sources[d])]
        earlier = [d for d in documents if direction(self.scene, self.by_document[d][0], claim).first == d]
        if not (in_chain or credited or linked or earlier):
            return None
        theirs = self._counterpart(claim, linked or earlier or documents)
        label = publisher_label(self.scene.sources[theirs.document])
        certain = in_chain or credited or near or (bool(linked or earlier) and ground.kind == "own")
        how = "says it has this from" if in_chain else "credits" if credited else "names" if near else "names elsewhere"
        reason = f"{publisher_label(self.scene.sources[claim.document])} {how} {label}, which has it too"
        return _Link(theirs, claim, "cites", reason, certain)

    def _as_it_stood(self, documents: Sequence[str], claim: Claim) -> list[str]:
        """Of several captures of a page the last that was taken before the citing page came out, or else the first."""
        when = self.scene.when[claim.document]
        kept: dict[str, str] = {}
        for document in sorted(documents, key=lambda d: (_taken(self.scene.sources[d]), d)):
            source = self.scene.sources[document]
            page = source.address or document
            if page not in kept or before(moment(source.captured), when):
                kept[page] = document
        chosen = set(kept.values())
        return [d for d in documents if d in chosen]

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
        heard = link.reason.startswith(_HANDED_ON) and (
            not link.reason.startswith(_ALIKE) or {self.grounds[c.id].kind for c in (up, down)} <= {"voice", "record"}
        )
        if link.kind in {"same voice", "same basis"} or heard:
            return Edge(self.family.id, up.id, down.id, link.kind, link.reason, False, None, link.certain)
        found = self._direction(link)
        if found.first == down.document:
            up, down = down, up
        reason = f"{link.reason}, {found.remark}" if found.remark else link.reason
        return Edge(self.family.id, up.id, down.id, link.kind, reason, found.first is not None, found.by, link.certain)

    def _direction(self, link: _Link) -> Direction:
        found = direction(self.scene, link.upstream, link.downstream)
        if link.kind == "quotes" and not link.reason.startswith(_HANDED_ON) and found.first is None:
            return Direction(link.upstream.document, "contains")
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

    def _counterpart(self, claim: Claim, others: Sequence[str]) -> Claim:
        """The claim of other documents that this one most likely goes back to.

        One with the same source, or one described alike; then one with any source rather than none; then the earliest.
        """
        mine = self.grounds[claim.id]

        def unlikely(theirs: Claim) -> tuple[bool, int, bool, int]:
            ground = self.grounds[theirs.id]
            return ground.key != mine.key, -len(ground.words & mine.words), ground.kind == "own", self.rank[theirs.id]

        return min((c for d in others for c in self.by_document[d]), key=unlikely)

    def _both(self, one: Claim, two: Claim) -> str:
        names = sorted({publisher_label(self.scene.sources[c.document]) for c in (one, two)})
        return " and ".join(names) if len(names) > 1 else f"two pages of {names[0]}"


def _taken(source: Source) -> str:
    """When a page was captured, as text that sorts; what isn't known comes first."""
    when = moment(source.captured)
    return str(when.first) if when else ""
