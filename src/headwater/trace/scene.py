"""What tracing one family needs to know of all documents, worked out once: order, citations, voices, passages by document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from headwater.model import Attribution
from headwater.model_trace import Claim, Family, Passage, Source
from headwater.trace.citations import Citations
from headwater.trace.grounds import Ground, ground_of
from headwater.trace.parties import Directory, content_words, publisher_key
from headwater.trace.when import Moment, order_key, published


class Scene:
    """All documents, claims and passages of a case, indexed. Make one and use it for every family."""

    def __init__(self, claims: Iterable[Claim], sources: Iterable[Source], passages: Iterable[Passage] = ()) -> None:
        self.sources = {s.document: s for s in sources}
        self.claims = {c.id: c for c in claims if c.document in self.sources}
        ordered = [self.sources[key] for key in sorted(self.sources)]
        self.directory = Directory(ordered)
        self.citations = Citations(ordered)
        self.publisher = {s.document: publisher_key(s) for s in ordered}
        self.when: dict[str, Moment | None] = {s.document: published(s) for s in ordered}
        self._order = {s.document: order_key(s) for s in ordered}
        self._attributions: dict[str, dict[str, Attribution]] = {}
        self.looked_at: dict[str, dict[str, list[str]]] = {}
        """What each voice of a document says it looked at, once ``bases`` has asked: worked out once for all its claims."""
        self._between: dict[frozenset[str], list[Passage]] = defaultdict(list)
        self._ordered: dict[tuple[str, str], list[Passage]] = {}
        self._passages: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages:
            if passage.kind != "boilerplate" and {passage.first, passage.second} <= self.sources.keys():
                self._between[frozenset((passage.first, passage.second))].append(passage)
                self._passages[passage.first].append(passage)
                self._passages[passage.second].append(turned(passage))

    @cached_property
    def publishers(self) -> frozenset[str]:
        """Publishers with a document in the case."""
        return frozenset(self.publisher.values())

    def attribution(self, document: str, id: str | None) -> Attribution | None:
        """The attribution of this id in a document, if there is one."""
        if document not in self._attributions:
            self._attributions[document] = {a.id: a for a in self.sources[document].reading.attributions}
        return self._attributions[document].get(id or "")

    def passages_of(self, document: str) -> Sequence[Passage]:
        """Passages this document shares, itself first in each."""
        return self._passages.get(document, ())

    def passages_between(self, one: str, two: str) -> Sequence[Passage]:
        """Passages that two documents share, ``one`` first in each."""
        if (one, two) not in self._ordered:
            between = self._between.get(frozenset((one, two)), ())
            self._ordered[one, two] = [p if p.first == one else turned(p) for p in between]
        return self._ordered[one, two]

    def agency(self, document: str) -> str | None:
        """The folded agency whose copy a document says it carries, unless it is the agency's own."""
        named = self.citations.canonical(self.sources[document].agency or "")
        return named if named and named != self.publisher[document] else None

    def in_order(self, documents: Iterable[str]) -> list[str]:
        """Documents by time, undated ones last."""
        return sorted(documents, key=lambda d: self._order[d])

    def same_page(self, one: str, two: str) -> bool:
        """Whether two documents are captures of one page."""
        a, b = self.sources[one].address, self.sources[two].address
        return one == two or (a is not None and a == b)

    def carriers(self, family: Family) -> list[Claim]:
        """The family's claims by time of their documents and place in them."""
        found = {c: self.claims[c] for c in family.claims if c in self.claims}
        return sorted(found.values(), key=lambda c: (self._order[c.document], c.start, c.end, c.id))

    def grounds(self, carriers: Sequence[Claim]) -> dict[str, Ground]:
        """The ground of each claim, by claim id.

        The outlet's own words belong to the agency it credits, unless the agency's own report is at hand and doesn't say this.
        """
        carrying = {self.publisher[c.document] for c in carriers}
        grounds = {}
        for claim in carriers:
            agency = self.agency(claim.document)
            if agency and agency in self.publishers and agency not in carrying:
                agency = None
            grounds[claim.id] = ground_of(claim, self.sources[claim.document], self.directory, self.citations, agency)
        return _told_of_others(carriers, grounds)


def _told_of_others(carriers: Sequence[Claim], grounds: dict[str, Ground]) -> dict[str, Ground]:
    """An outlet's own words that tell what a person saw or said rest on that person, who speaks for himself in the family."""
    people = {g.key: g for g in grounds.values() if g.kind == "voice" and g.person and g.words}
    for claim in carriers if people else ():
        if grounds[claim.id].kind == "own":
            words = content_words(claim.text)
            named = [g for g in people.values() if g.words <= words]
            if len(named) == 1:
                grounds[claim.id] = named[0]
    return grounds


def turned(passage: Passage) -> Passage:
    """The same passage with its sides exchanged."""
    return replace(
        passage,
        first=passage.second,
        first_start=passage.second_start,
        first_end=passage.second_end,
        second=passage.first,
        second_start=passage.first_start,
        second_end=passage.first_end,
        quoted_first=passage.quoted_second,
        quoted_second=passage.quoted_first,
    )
