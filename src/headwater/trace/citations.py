"""Which publications a document names, links to or credits, and where in its text.

Names come from the documents of the case themselves, so an outlet is found whether or not the reader took it for one. "The
Courier" counts for The Mirane Courier where no other publisher of the case ends in the same word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from headwater.model_trace import Source
from headwater.trace.outside import first_reported_by
from headwater.trace.parties import fold, publisher_key

_TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_CREDIT_REACH = 3
"""Sentences on either side within which "first reported by" speaks of a statement: it tells of the news, not of a detail."""
_NEAR = 400
"""Characters: how far the neighbouring sentence may reach."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a publisher in a document: by name at ``start``, or by a link (``start`` None)."""

    publisher: str
    start: int | None
    exact: str | None = None


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _plain(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    return f"{_host(address)}{parts.path.rstrip('/')}"


def _words(text: str) -> list[str]:
    return [fold(m.group()) or m.group() for m in _TOKEN.finditer(text)]


def name_forms(publishers: Iterable[str]) -> dict[tuple[str, ...], str]:
    """Ways of naming each publisher (given by folded name): whole, last word where it is nobody else's, initials of three or more."""
    keys = sorted({p for p in publishers if not p.startswith("document ")})
    forms: dict[tuple[str, ...], str] = {}
    short: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key in keys:
        words = tuple(key.split())
        forms[words] = key
        if len(words) > 1:
            short[words[-1:]].add(key)
        if len(words) > 2:
            short[("".join(w[0] for w in words),)].add(key)
    for form, owners in sorted(short.items()):
        if len(owners) == 1 and form not in forms:
            forms[form] = next(iter(owners))
    return forms


def all_forms(names: Iterable[str]) -> dict[tuple[str, ...], str]:
    """Ways of naming publishers and agencies (given by folded name), those that are the initials of another among them."""
    folded = list(names)
    return name_forms(folded) | {(short,): long for short, long in _initials(folded).items()}


def changed_forms(before: Iterable[str], now: Iterable[str]) -> set[tuple[str, ...]]:
    """Ways of naming a publisher that mean another one, or nobody, since these (as written) stand in the place of others.

    Names that are spelt otherwise now count as changed.
    """
    old, new = set(before), set(now)
    one, two = (all_forms({key for key in map(fold, names) if key}) for names in (old, new))
    spelt = {fold(name) for name in old ^ new}
    return {f for f in one.keys() | two.keys() if f and (one.get(f) != two.get(f) or one.get(f) in spelt)}


class Citations:
    """Who names whom. Documents are searched when first asked about, once."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = {s.document: s for s in sources}
        self._own = {s.document: publisher_key(s) for s in sources}
        written = [name for s in sources for name in (s.agency, s.publisher) if name and fold(name)]
        self._labels = {fold(name): name for name in sorted(written, reverse=True)}
        self._forms = all_forms(self._labels)
        self._bounds: dict[str, list[int]] = {}
        self._credited: dict[str, list[tuple[int, str]]] = {}
        self._longest: dict[str, int] = {}
        for form in filter(None, self._forms):
            self._longest[form[0]] = max(len(form), self._longest.get(form[0], 0))
        self._hosts = _unique_hosts(sources, self._own)
        self._pages = {_plain(s.address): self._own[s.document] for s in sources if s.address and _host(s.address)}
        self._found: dict[str, tuple[Citation, ...]] = {}

    def canonical(self, name: str) -> str:
        """The publisher that a name stands for: itself, or the one whose short form it is."""
        folded = fold(name)
        return self._forms.get(tuple(folded.split()), folded)

    def is_publisher(self, name: str) -> bool:
        """Whether a document of the case has this (folded) name as its publisher or agency."""
        return name in self._labels

    def label(self, publisher: str) -> str:
        """The publisher as its own documents write it, or the name as given."""
        return self._labels.get(publisher, publisher)

    def of(self, document: str) -> tuple[Citation, ...]:
        """Every mention of another publisher in this document, names by place, then links."""
        if document not in self._found:
            source = self._sources[document]
            own = self._own[document]
            named = [c for c in self._named(source) if c.publisher != own]
            linked = [c for c in self._linked(source) if c.publisher != own]
            self._found[document] = (*named, *linked)
        return self._found[document]

    def near(self, document: str, start: int, end: int) -> frozenset[str]:
        """Publishers named in the sentences of a range of the text, or in the one before or after."""
        places = [c for c in self.of(document) if c.start is not None]
        if not places:
            return frozenset()
        low, high = self._beside(document, start, end)
        starts = [c.start or 0 for c in places]
        return frozenset(c.publisher for c in places[bisect_left(starts, low) : bisect_left(starts, high)])

    def credited(self, document: str, start: int, end: int) -> str | None:
        """The paper that was "first to report" by the sentences of a range or those near it, as the article names it."""
        if document not in self._credited:
            self._credited[document] = first_reported_by(self._sources[document])
        if not self._credited[document]:
            return None
        low, high = self._beside(document, start, end, _CREDIT_REACH)
        return next((name for at, name in self._credited[document] if low <= at < high), None)

    def _beside(self, document: str, start: int, end: int, sentences: int = 1) -> tuple[int, int]:
        """A range of the text, widened to its sentences and so many before and after."""
        bounds = self._sentences(document)
        first = bounds[max(0, bisect_right(bounds, start) - 1 - sentences)]
        after = bisect_right(bounds, max(start, end - 1)) + sentences
        last = bounds[after] if after < len(bounds) else end + _NEAR
        return max(first, start - _NEAR), min(last, end + _NEAR)

    def _sentences(self, document: str) -> list[int]:
        if document not in self._bounds:
            self._bounds[document] = [0, *sorted({s.start for s in self._sources[document].reading.sentences})]
        return self._bounds[document]

    def anywhere(self, document: str) -> frozenset[str]:
        """Publishers that the document names or links to."""
        return frozenset(c.publisher for c in self.of(document))

    def links_page(self, document: str, other: Source) -> bool:
        """Whether the document links to this very page."""
        return bool(other.address) and any(c.exact == _plain(other.address or "") for c in self.of(document) if c.exact)

    def _named(self, source: Source) -> list[Citation]:
        places, folded, capital = _words_of(source.reading.document.text)
        found, free = [], 0
        for at in capital:
            if at >= free and folded[at] in self._longest:
                length, publisher = self._longest_form(folded, capital, at)
                if publisher:
                    found.append(Citation(publisher, places[at]))
                    free = at + length
        return found

    def _longest_form(self, folded: Sequence[str], capital: Collection[int], at: int) -> tuple[int, str | None]:
        for length in range(min(self._longest[folded[at]], len(folded) - at), 0, -1):
            publisher = self._forms.get(tuple(folded[at : at + length]))
            if publisher and at + length - 1 in capital and self._fits(folded, at, length, publisher):
                return length, publisher
        return 0, None

    def _fits(self, folded: Sequence[str], at: int, length: int, publisher: str) -> bool:
        """A last word alone ("the Courier") needs the article; whole names and initials don't."""
        short = length == 1 and publisher.rsplit(maxsplit=1)[-1] == folded[at] and " " in publisher
        return not short or (at > 0 and folded[at - 1] == "the")

    def _linked(self, source: Source) -> list[Citation]:
        found = []
        for link in source.links:
            page = _plain(link)
            publisher = self._pages.get(page) or self._hosts.get(_host(link))
            if publisher:
                found.append(Citation(publisher, None, page))
        return found


@lru_cache(maxsize=512)
def _words_of(text: str) -> tuple[tuple[int, ...], tuple[str, ...], dict[int, None]]:
    """The words of a text: where they begin, each folded, and which are written with a capital, in order."""
    tokens = [(m.start(), m.group()) for m in _TOKEN.finditer(text)]
    return (
        tuple(start for start, _ in tokens),
        tuple(fold(word) for _, word in tokens),
        {at: None for at, (_, word) in enumerate(tokens) if word[0].isupper()},
    )


def _initials(names: Iterable[str]) -> dict[str, str]:
    """Names that are the initials of exactly one other name of three words or more: CPA, the Corvessan Press Agency."""
    whole: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(name.split()) > 2:
            whole["".join(w[0] for w in name.split())].append(name)
    return {name: whole[name][0] for name in names if len(whole.get(name, ())) == 1}


def _unique_hosts(sources: Sequence[Source], own: dict[str, str]) -> dict[str, str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        if source.address and _host(source.address):
            owners[_host(source.address)].add(own[source.document])
    return {host: next(iter(keys)) for host, keys in owners.items() if len(keys) == 1}
