"""The steps of tracing a case, each over all of it and each told what it need not do again."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.errors import HeadwaterError
from headwater.model_trace import Claim, Family, FlowDrift, Match, Passage, Question, Source
from headwater.pool import Pool
from headwater.store.traced_families import Worked
from headwater.trace.blocking import Candidates, candidate_pairs
from headwater.trace.citations import changed_forms
from headwater.trace.drift import drifts_in, rival_drifts_in
from headwater.trace.families import FamilyVerdict, group
from headwater.trace.flows import flow_in
from headwater.trace.origins import origins_in
from headwater.trace.parties import fold
from headwater.trace.same import compare_claims
from headwater.trace.scene import Scene
from headwater.trace_claims import Claims, document_of
from headwater.trace_documents import Vectors, unpacked
from headwater.trace_sources import Sources, digest

Tell = Callable[[str, int, int], None]

TASK = 500
"""Pairs of claims that a process compares at once."""
MANY = 10_000
"""Pairs from which on several processes are worth starting."""
MOST_RIVALS = 40
"""A question with more answers is a muddle, and nothing is said about how one answer became another."""
EVERY = 200
"""Comparisons between two words of progress."""


# claims compared


@dataclass(frozen=True)
class Pairs:
    """The pairs of claims to compare: places among ``keys``, which are all claims in order; ``due`` are those not known yet."""

    keys: Sequence[str]
    found: Candidates
    due: NDArray[np.intp]

    def ids(self) -> Iterator[tuple[str, str]]:
        """Both claims of every pair."""
        for i, j in zip(self.found.first.tolist(), self.found.second.tolist(), strict=True):
            yield self.keys[i], self.keys[j]

    def worded(self, which: NDArray[np.intp] | slice = slice(None)) -> list[str]:
        """Claims in pairs that are not copies of each other: those whose likeness in meaning counts."""
        found = self.found
        plain = ~found.copies[which]
        places = np.unique(np.concatenate([found.first[which][plain], found.second[which][plain]]))
        return [self.keys[i] for i in places.tolist()]


def pairs_of(claims: Claims, known: Mapping[str, int], compared: NDArray[np.int64], tell: Tell) -> Pairs:
    """The pairs of claims to compare. ``compared`` are the codes of pairs that were, by the numbers in ``known``, sorted."""
    tell("looking for claims to compare", 0, 1)
    keys = list(claims)
    found = candidate_pairs([claims.marks[key] for key in keys])
    codes = pair_codes(keys, found, known)
    return Pairs(keys, found, np.flatnonzero(~np.isin(codes, compared)))


def pair_codes(keys: Sequence[str], found: Candidates, known: Mapping[str, int]) -> NDArray[np.int64]:
    """One number for each pair of claims, from the numbers of both; 0 where one has none."""
    numbers = np.array([known.get(key, 0) for key in keys], dtype=np.int64)
    if not len(numbers):
        return numbers
    one, two = numbers[found.first], numbers[found.second]
    return np.where((one > 0) & (two > 0), np.minimum(one, two) << 32 | np.maximum(one, two), 0)


def without_vectors(claims: Claims, pairs: Pairs, kept: Collection[str]) -> dict[str, list[str]]:
    """The claims that are to be compared and have no vector yet, by their words."""
    due = [key for key in pairs.worded(pairs.due) if key not in kept]
    claims.fetch(due)
    by_text: dict[str, list[str]] = defaultdict(list)
    for key in due:
        by_text[claims[key].text].append(key)
    return by_text


def gathered(by_text: Mapping[str, Sequence[str]], made: Iterable[Vectors], tell: Tell) -> dict[str, bytes]:
    """The vector of each claim in ``by_text``, as its words get theirs."""
    found: dict[str, bytes] = {}
    total = sum(map(len, by_text.values()))
    for texts, vectors in made:
        tell("reading what claims mean", len(found), total)
        found.update((key, vector) for text, vector in zip(texts, vectors, strict=True) for key in by_text[text])
    return found


def compared(claims: Claims, pairs: Pairs, vectors: Mapping[str, bytes], tell: Tell, jobs: int = 1) -> list[Match]:
    """The due pairs compared, by ``jobs`` processes if many.

    Raises HeadwaterError when a process died.
    """
    due = list(zip(*(part[pairs.due].tolist() for part in (pairs.found.first, pairs.found.second)), strict=True))
    claims.fetch(pairs.keys[i] for pair in due for i in pair)
    cosines = _cosines(pairs, vectors)
    tasks = [
        [(claims[pairs.keys[i]], claims[pairs.keys[j]], c) for (i, j), c in zip(due[n:m], cosines[n:m], strict=True)]
        for n, m in ((n, n + TASK) for n in range(0, len(due), TASK))
    ]
    if jobs <= 1 or len(due) < MANY:
        return list(_told(map(_some_compared, tasks), len(tasks), tell))
    with Pool(_comparing, _died, jobs) as pool:
        return list(_told(pool.map(tasks), len(tasks), tell))


def _cosines(pairs: Pairs, vectors: Mapping[str, bytes]) -> list[float]:
    """How alike in meaning the claims of each due pair are; copies are quite alike."""
    worded = pairs.worded(pairs.due)
    rows = np.zeros(len(pairs.keys), dtype=np.intp)
    number = {key: i for i, key in enumerate(pairs.keys)}
    rows[[number[key] for key in worded]] = np.arange(len(worded))
    table = unpacked([vectors[key] for key in worded])
    found = pairs.found
    cosines = np.ones(len(pairs.due), dtype=np.float32)
    plain = np.flatnonzero(~found.copies[pairs.due])
    for start in range(0, len(plain), BLOCK):
        some = plain[start : start + BLOCK]
        one, two = rows[found.first[pairs.due[some]]], rows[found.second[pairs.due[some]]]
        cosines[some] = np.einsum("ij,ij->i", table[one], table[two])
    return [round(c, 4) for c in cosines.tolist()]


BLOCK = 4096


def _told(results: Iterable[list[Match] | HeadwaterError], total: int, tell: Tell) -> Iterator[Match]:
    for done, found in enumerate(results):
        tell("comparing claims", done, total)
        if isinstance(found, HeadwaterError):
            raise found
        yield from found


_Comparison = tuple[Claim, Claim, float]


def _some_compared(pairs: Sequence[_Comparison]) -> list[Match]:
    return [compare_claims(a, b, cosine) for a, b, cosine in pairs]


def _comparing() -> Callable[[Sequence[_Comparison]], list[Match] | HeadwaterError]:
    return _some_compared


def _died(_: Sequence[_Comparison]) -> list[Match] | HeadwaterError:
    return HeadwaterError("a process that compared claims was killed (it may need more memory; try --jobs 1)")


def grouped(
    claims: Sequence[Claim], matches: Sequence[Match], verdicts: Sequence[tuple[str, str, bool]]
) -> tuple[tuple[Family, ...], tuple[Question, ...]]:
    """Families and questions of some claims. ``verdicts`` are pairs of claims with whether a person says that they are the same.

    Two claims that are the same bring their families with them, whatever else would keep those apart.
    """
    near = [m for m in matches if m.relation != "different"]
    parted = [FamilyVerdict("split", first, second) for first, second, same in verdicts if not same]
    joined = [(first, second) for first, second, same in verdicts if same]
    if not joined:
        return group(claims, near, parted)
    members = {claim: f.claims for f in group(claims, near, parted)[0] for claim in f.claims}
    whole = [
        FamilyVerdict("merge", first, other)
        for first, second in joined
        for other in (*members.get(first, ()), *members.get(second, ()))
        if other != first
    ]
    return group(claims, near, [*parted, *whole])


# families worked out


class Flows:
    """How families travelled: each worked out from its own claims and documents, and from the publishers of the case."""

    def __init__(
        self,
        claims: Claims,
        passages: Sequence[Passage],
        sources: Sources,
        prints: Mapping[str, str],
        undone: Mapping[str, frozenset[str]],
        families: Sequence[Family] = (),
        questions: Sequence[Question] = (),
    ) -> None:
        known = {f.id: f for f in families}
        self._rivals = {
            key: tuple(known[k] for k in question.families)
            for question in questions
            if 1 < len(question.families) <= MOST_RIVALS
            for key in question.families
        }
        self._rival_drifts: dict[str, tuple[FlowDrift, ...]] = {}
        self._claims = claims
        self._passages = passages
        self._sources = sources
        self._prints = prints
        self._undone = undone
        self._shared: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for passage in passages:
            self._shared[passage.first][passage.second].append(repr(passage))

    def print(self, family: Family) -> str:
        """Of all that the family's flow is worked out from, but the names of the case's publishers (``strangers``)."""
        claims = sorted(self.around(family))
        documents = sorted({document_of(c) for c in claims})
        shared = []
        if len(documents) > 1:
            inside = set(documents)
            shared = [
                p for a in documents for b in inside.intersection(self._shared.get(a, ())) for p in self._shared[a][b]
            ]
        states = [self._prints[d] for d in documents]
        undone = sorted(self._undone.get(family.id, ()))
        return digest(sorted(family.claims), claims, states, sorted(shared), undone)

    def around(self, family: Family) -> set[str]:
        """The family's claims and those of its rivals."""
        return {c for f in (family, *self._rivals.get(family.id, ())) for c in f.claims}

    def work(self, families: Sequence[Family], prints: Mapping[str, str], tell: Tell) -> list[Worked]:
        """Edges, origins and drifts of these families."""
        if not families:
            return []
        around = {c: None for f in families for c in sorted(self.around(f))}
        needed = {document_of(c) for c in around}
        sources = [self._sources[key] if key in needed else self._sources.stub(key) for key in self._sources]
        self._claims.fetch(around)
        claims = [self._claims[c] for c in around]
        scene = Scene(claims, sources, [p for p in self._passages if p.first in needed and p.second in needed])
        found = []
        for n, family in enumerate(families):
            if n % EVERY == 0:
                tell("following claims to their origins", n, len(families))
            found.append(self._worked(scene, family, prints[family.id]))
        return found

    def _worked(self, scene: Scene, family: Family, print_: str) -> Worked:
        edges = flow_in(scene, family)
        origins = origins_in(scene, family, edges, self._undone.get(family.id, frozenset()))
        documents = tuple(sorted({document_of(c) for c in family.claims}))
        dates = sorted(d for key in documents if (d := self._sources.light(key).published))
        first, last = (dates[0], dates[-1]) if dates else (None, None)
        drifts = (*drifts_in(scene, family, edges), *self._from_rivals(scene, family))
        return Worked(family, print_, edges, origins, drifts, documents, first, last)

    def _from_rivals(self, scene: Scene, family: Family) -> Iterator[FlowDrift]:
        """What became this family's claims on the way and was a rival claim before."""
        rivals = self._rivals.get(family.id, ())
        if not rivals:
            return
        if rivals[0].id not in self._rival_drifts:
            self._rival_drifts[rivals[0].id] = rival_drifts_in(scene, rivals)
        yield from (d for d in self._rival_drifts[rivals[0].id] if d.family == family.id)


def publishers_of(sources: Sources) -> list[list[str]]:
    """Every publisher of the case with agency and site: what a document can cite."""
    stubs = (sources.light(key) for key in sources)
    return [list(t) for t in sorted({(s.publisher or "", s.agency or "", host(s.address)) for s in stubs}) if any(t)]


def strangers(sources: Sources, before: Sequence[Sequence[str]]) -> set[str]:
    """Documents that may name or link to a publisher who came or went since, or was the only one of that short name."""
    now = publishers_of(sources)
    forms = changed_forms(*({n for t in some for n in t[:2] if n} for some in (before, now)))
    forms |= {tuple(fold(name).split()) for name in {t[0] for t in before} ^ {t[0] for t in now}} - {()}
    ways = [r"\W+".join(map(re.escape, form)) for form in sorted(forms)]
    old, new = _sites(before), _sites(now)
    ways += [re.escape(site) for site in sorted(old.keys() | new.keys()) if old.get(site) != new.get(site)]
    if not ways:
        return set()
    named = re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])")
    beside = sources.beside()
    return {key for key in sources if named.search(_folded(_said(sources.light(key), beside.get(key, ""))))}


def _sites(publishers: Iterable[Sequence[str]]) -> dict[str, frozenset[str]]:
    """Whose pages each site has."""
    owners: dict[str, set[str]] = defaultdict(set)
    for publisher, _, site in publishers:
        owners[site].add(publisher)
    return {site: frozenset(names) for site, names in owners.items() if site}


def _said(source: Source, beside: str) -> str:
    """All words of a document that may name a publisher."""
    return " ".join((source.reading.document.text, source.publisher or "", source.agency or "", beside))


def _folded(text: str) -> str:
    """Without case and accents, as names are compared."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return plain if plain.isascii() else _MARKS.sub("", plain)


_MARKS = re.compile(r"[\u0300-\u036f]")


def host(address: str | None) -> str:
    """The part of an address that tells its site; a file has none."""
    return address.split("/")[2] if address and "://" in address else ""
