"""The steps of tracing a case, each over all of it and each told what it need not do again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from headwater.errors import HeadwaterError
from headwater.model_trace import Claim, Family, FlowDrift, Match, Passage, Question, Source
from headwater.pool import Pool
from headwater.store.traced_families import Worked
from headwater.trace.cutting import Wording, wording_of
from headwater.trace.drift import drifts_in, rival_drifts_in
from headwater.trace.families import FamilyVerdict, candidate_pairs, group
from headwater.trace.fingerprints import candidates
from headwater.trace.flows import flow_in
from headwater.trace.origins import origins_in
from headwater.trace.reuse import shared
from headwater.trace.same import compare_claims
from headwater.trace.scene import Scene
from headwater.trace.standing import Commonness, standing_in
from headwater.trace_documents import unpacked
from headwater.trace_sources import Sources, digest

Tell = Callable[[str, int, int], None]
Pair = tuple[str, str]

PAIRS = "pairs"
"""Where, beside the digests of documents, the pairs are remembered that were compared."""
TASK = 500
"""Pairs of claims that a process compares at once."""
MANY = 10_000
"""Pairs from which on several processes are worth starting."""
MOST_RIVALS = 40
"""A question with more answers is a muddle, and nothing is said about how one answer became another."""
EVERY = 200
"""Comparisons between two words of progress."""


def document_of(claim: str) -> str:
    """The document of a claim's id."""
    return claim.partition(".")[0]


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """By time, as far as it is known, then by document and place: the same whatever was added when."""
    return sorted(claims, key=lambda c: (c.dated or "9999", c.document, c.start, c.end, c.id))


# passages


def all_passages(
    sources: Sources, changed: Sequence[str], old: Sequence[Passage], before: Mapping[str, str], tell: Tell
) -> tuple[list[Passage], dict[str, str]]:
    """The passages of all pairs, those of unchanged pairs taken from ``old``; and what was compared, for the next time.

    ``before`` holds for each document a digest of its fingerprints (standing paragraphs left out) the last time. Which passages
    are boilerplate is told anew, because every document bears on it.
    """
    ordered = sorted((sources.light(key) for key in sources), key=_order)
    cut = []
    for done, source in enumerate(ordered):
        if done % EVERY == 0:
            tell("cutting documents into words", done, len(ordered))
        cut.append(wording_of(source))
    standing = standing_in(cut, ordered)
    wordings = [wording.knowing(standing) for wording in cut]
    keys = [source.document for source in ordered]
    after = {w.document: digest(w.prints.tobytes(), w.footing.tobytes()) for w in wordings}
    fresh = {key for key in keys if before.get(key) != after[key]}.union(changed)
    pairs = [(keys[i], keys[j]) for i, j in candidates([w.prints for w in wordings])]
    known = _known_passages(old, before.get(PAIRS, ""), fresh)
    whole: dict[str, Wording] = {}
    found: list[Passage] = []
    for n, pair in enumerate(pairs):
        if n % EVERY == 0:
            tell("finding shared passages", n, len(pairs))
        if pair in known:
            found += known[pair]
            continue
        for key in pair:
            if key not in whole:
                whole[key] = wording_of(sources[key]).knowing(standing)
        found += shared(whole[pair[0]], whole[pair[1]])
    judged = Commonness(wordings, {s.document: s.published for s in ordered}).judged(found)
    return judged, {**after, PAIRS: " ".join(key for pair in pairs for key in pair)}


def _known_passages(old: Sequence[Passage], pairs: str, fresh: set[str]) -> dict[Pair, list[Passage]]:
    """The passages of each pair that was compared the last time and has not changed since."""
    names = pairs.split()
    known: dict[Pair, list[Passage]] = {
        pair: [] for pair in zip(names[::2], names[1::2], strict=True) if not fresh.intersection(pair)
    }
    for passage in old:
        if (passage.first, passage.second) in known:
            known[passage.first, passage.second].append(passage)
    return known


def _order(source: Source) -> tuple[str, str, str]:
    return source.published or "9999", source.captured or "9999", source.document


# claims compared


def compared(
    claims: Sequence[Claim], vectors: Mapping[str, bytes], old: Mapping[Pair, Match], tell: Tell, jobs: int = 1
) -> list[Match]:
    """All pairs of claims that may be the same or rivals, compared unless they are in ``old``, by ``jobs`` processes if many.

    Raises HeadwaterError when a process died.
    """
    tell("looking for claims to compare", 0, 1)
    pairs = candidate_pairs(claims, unpacked([vectors[c.id] for c in claims]))
    due = [(i, j, cosine) for i, j, cosine in pairs if (claims[i].id, claims[j].id) not in old]
    made = {(m.first, m.second): m for m in _compared(claims, due, tell, jobs)}
    return [old.get(key) or made[key] for i, j, _ in pairs for key in [(claims[i].id, claims[j].id)]]


def _compared(claims: Sequence[Claim], due: Sequence[tuple[int, int, float]], tell: Tell, jobs: int) -> Iterator[Match]:
    tasks = [
        [(claims[i], claims[j], round(cosine, 4)) for i, j, cosine in due[n : n + TASK]]
        for n in range(0, len(due), TASK)
    ]
    if jobs <= 1 or len(due) < MANY:
        results: Iterable[list[Match] | HeadwaterError] = map(_some_compared, tasks)
        yield from _told(results, len(tasks), tell)
        return
    with Pool(_comparing, _died, jobs) as pool:
        yield from _told(pool.map(tasks), len(tasks), tell)


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
    """Families and questions. ``verdicts`` are pairs of claims with whether a person says that they are the same.

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
        claims: Sequence[Claim],
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
        self._claims = {c.id: c for c in claims}
        self._passages = passages
        self._sources = sources
        self._prints = prints
        self._undone = undone
        self._shared: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for passage in passages:
            self._shared[passage.first][passage.second].append(repr(passage))
        stubs = (sources.light(key) for key in sources)
        self._context = digest(sorted({(s.publisher or "", s.agency or "", host(s.address)) for s in stubs}))

    def print(self, family: Family) -> str:
        """Of all that the family's flow is worked out from."""
        claims = sorted(self._around(family))
        documents = sorted({document_of(c) for c in claims})
        shared = []
        if len(documents) > 1:
            inside = set(documents)
            shared = [
                p for a in documents for b in inside.intersection(self._shared.get(a, ())) for p in self._shared[a][b]
            ]
        states = [self._prints[d] for d in documents]
        undone = sorted(self._undone.get(family.id, ()))
        return digest(self._context, sorted(family.claims), claims, states, sorted(shared), undone)

    def _around(self, family: Family) -> set[str]:
        """The family's claims and those of its rivals."""
        return {c for f in (family, *self._rivals.get(family.id, ())) for c in f.claims}

    def work(self, families: Sequence[Family], prints: Mapping[str, str], tell: Tell) -> list[Worked]:
        """Edges, origins and drifts of these families."""
        if not families:
            return []
        around = {c: None for f in families for c in sorted(self._around(f))}
        needed = {document_of(c) for c in around}
        sources = [self._sources[key] if key in needed else self._sources.stub(key) for key in self._sources]
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


def host(address: str | None) -> str:
    """The part of an address that tells its site."""
    return address.split("/")[2] if address and address.count("/") > 2 else ""
