"""Joins store and trace: loads what changed since the last time, works out what that touches, saves it.

A trace made in steps is the same as one made at once. What is kept and not worked out again: the claims of unchanged
documents, their marks and vectors, comparisons of unchanged claims, passages of unchanged pairs, groups of claims and the flow of
families of which nothing changed. Which claims are worth comparing is found anew each time; that takes little.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise
from operator import attrgetter

import numpy as np
from sqlalchemy import Connection

from headwater.errors import CaseLocked
from headwater.meanwhile import Meanwhile
from headwater.model_trace import Claim, Family, Match, Passage, Question, VersionDiff
from headwater.store import traced, traced_families
from headwater.store.case import Case
from headwater.store.ledger import ledger
from headwater.store.migrations import program
from headwater.store.traced import Ids, Traced
from headwater.store.traced_families import Worked
from headwater.store.traced_state import VERSION_KEY, document_prints
from headwater.store.verdicts import live_about
from headwater.trace.marks import Marks
from headwater.trace.versions import compare
from headwater.trace_claims import Claims, document_of, forget_marks, remember_marks
from headwater.trace_documents import all_vectors, each_alone
from headwater.trace_groups import Groups, Standing
from headwater.trace_passages import Reuse, all_passages, remember_passages
from headwater.trace_sources import Sources, digest
from headwater.trace_steps import (
    Flows,
    Pairs,
    compared,
    gathered,
    pair_codes,
    pairs_of,
    publishers_of,
    strangers,
    without_vectors,
)

Progress = Callable[[str, int, int], None]
"""Told the name of a step, how much of it is done, and how much there is."""

STAGE = "trace"
VERSION = "5"
"""Counts up when anything in ``trace`` changes what is found; then everything is traced again."""

GENERATION = "generation"
DECIDED = "decided"
"""Where a print of the verdicts on claims and origins is remembered."""
COMPARED_CLAIMS = "compared claims"
"""Where the pairs of claims are remembered that were compared, whatever was found."""
PUBLISHERS = "publishers"
JUDGED = "judged"
"""Where the claims and families are remembered that verdicts were about."""
_IN_ORDER = attrgetter(*(part.name for part in fields(Passage)))
"""What passages are sorted by: all that they are."""


@dataclass(frozen=True)
class Report:
    """What a tracing did: documents traced anew, taken out, and in all; what there is now; what was worked out anew."""

    documents: int
    changed: int
    gone: int
    claims: int
    families: int
    questions: int
    contested: int
    compared: int
    flows: int


@dataclass
class _Found:
    """All that one tracing found, before it is saved."""

    due: dict[str, str]
    known: dict[str, Traced]
    changed: list[str]
    gone: list[str]
    generation: bytes
    decided: bytes
    new_claims: dict[str, list[tuple[Claim, Marks]]] = field(default_factory=dict)
    claims: int = 0
    vectors: dict[str, bytes] = field(default_factory=dict)
    idle: set[str] = field(default_factory=set)
    old_passages: list[Passage] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    reused: Reuse | None = None
    pairs: Pairs | None = None
    matches: list[Match] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    kept: set[tuple[str, str]] = field(default_factory=set)
    """Pairs that were found the same or rivals before and still are; those of documents traced anew are compared anew."""
    families: Sequence[Family] = ()
    questions: Sequence[Question] = ()
    moved: set[str] = field(default_factory=set)
    """Claims that are new or of which any match is new or gone; then also those whose groups were worked out anew for it."""
    judged: bytes = b""
    publishers: bytes = b""
    stale: list[str] = field(default_factory=list)
    worked: list[Worked] = field(default_factory=list)
    diffs: list[tuple[VersionDiff, str]] = field(default_factory=list)
    old_diffs: list[tuple[str, str]] = field(default_factory=list)
    traced: dict[str, Traced] = field(default_factory=dict)


def trace(case: Case, progress: Progress | None = None, *, everything: bool = False, jobs: int = 1) -> Report:
    """Trace what was added, removed, judged or read again since the last time; ``everything`` anew if asked.

    ``jobs`` processes share the work on many documents; the result does not depend on their number. Raises the CaseErrors, and ModelError without the encoder's file. Nothing is written before all is worked out.
    """
    tell = progress or (lambda *_: None)
    with case.reading() as connection:
        found = _begin(connection, everything)
        if not everything and _nothing_new(connection, found):
            return _standing_report(connection, found)
        sources = Sources(connection, found.due, {k: t for k, t in found.known.items() if k not in set(found.changed)})
        claims = _claims(connection, case, found, sources, jobs, tell)
        _matches(connection, found, claims, sources, jobs, tell)
        _families(connection, found, claims, tell)
        _flows(connection, found, claims, sources, tell)
        _versions(connection, found, sources, tell)
    tell("saving", 0, 1)
    with case.writing() as connection:
        _save(connection, case, found)
    tell("saving", 1, 1)
    return _report(found)


def _begin(connection: Connection, everything: bool) -> _Found:
    due = document_prints(connection, f"{VERSION} {program()}")
    known = traced.traced_documents(connection)
    changed = [key for key, print_ in due.items() if everything or key not in known or known[key].print != print_]
    gone = [key for key in known if key not in due]
    return _Found(due, known, changed, gone, traced.recall(connection, GENERATION) or b"0", _decided(connection))


def _nothing_new(connection: Connection, found: _Found) -> bool:
    """Whether no document and no verdict changed since the last tracing, so that all it found still stands."""
    if found.changed or found.gone or traced.recall(connection, VERSION_KEY) != _version():
        return False
    return traced.recall(connection, DECIDED) == _decided(connection)


def _version() -> bytes:
    return f"{VERSION} {program()}".encode()


def _decided(connection: Connection) -> bytes:
    """A print of all that people decided about claims and origins."""
    undone = sorted((family, sorted(keys)) for family, keys in undone_merges(connection).items())
    return digest(repr(pair_verdicts(connection)), repr(undone)).encode()


def _standing_report(connection: Connection, found: _Found) -> Report:
    """What there is, where nothing was done."""
    claims, families, questions, contested = connection.exec_driver_sql(
        "SELECT (SELECT count(*) FROM traced_claims), (SELECT count(*) FROM families), "
        "(SELECT count(*) FROM questions), (SELECT count(*) FROM questions WHERE families > 1)"
    ).one()
    return Report(len(found.due), 0, 0, claims, families, questions, contested, compared=0, flows=0)


def _claims(connection: Connection, case: Case, found: _Found, sources: Sources, jobs: int, tell: Progress) -> Claims:
    for done, one in enumerate(each_alone(case.path, found.changed, sources, jobs)):
        tell("finding claims", done, len(found.changed))
        key = one.document
        sources.learn(key, one.publisher, one.agency)
        found.traced[key] = Traced(found.due[key], one.publisher, one.agency, one.owner)
        found.new_claims[key] = list(zip(one.claims, one.marks, strict=True))
    claims = Claims(connection, found.gone, found.new_claims)
    found.claims = len(claims)
    return claims


def _reuse(connection: Connection, found: _Found, sources: Sources, tell: Progress) -> None:
    changed = {*found.changed, *found.gone}
    found.old_passages = traced.passages(connection)
    old = [p for p in found.old_passages if p.first not in changed and p.second not in changed]
    found.reused = all_passages(connection, sources, set(found.changed), old, tell)
    found.passages = sorted(found.reused.passages, key=_IN_ORDER)


def _matches(
    connection: Connection, found: _Found, claims: Claims, sources: Sources, jobs: int, tell: Progress
) -> None:
    """Compare what was not compared yet. ``moved`` are the claims of which any match is new or gone.

    Passages are found here, too, while other processes work out vectors.
    """
    fresh = {claim.id for some in found.new_claims.values() for claim, _ in some}
    known = {key: number for key, number in Ids.of(connection).claims.items() if key in claims and key not in fresh}
    codes = np.frombuffer(traced.recall(connection, COMPARED_CLAIMS) or b"", dtype="<i8")
    pairs = found.pairs = pairs_of(claims, known, codes, tell)
    kept = traced.with_vectors(connection).intersection(known)
    texts = without_vectors(claims, pairs, kept)
    with Meanwhile(all_vectors(list(texts), jobs), beside=jobs > 1) as vectors:
        _reuse(connection, found, sources, tell)
        found.vectors = gathered(texts, vectors, tell)
    found.idle = kept.difference(pairs.worded())
    due = [key for key in pairs.worded(pairs.due) if key in kept]
    made = compared(claims, pairs, {**traced.vectors(connection, due), **found.vectors}, tell, jobs)
    found.matches = [m for m in made if m.relation != "different"]
    standing = set(pairs.ids())
    before = [(a, b) for a, b, _ in traced.compared_pairs(connection)]
    found.dropped = [(a, b) for a, b in before if (a, b) not in standing and a in known and b in known]
    found.kept = {pair for pair in before if pair in standing and pair[0] in known and pair[1] in known}
    lost = [pair for pair in before if pair not in found.kept]
    found.moved = {*fresh, *(c for m in found.matches for c in (m.first, m.second)), *(c for p in lost for c in p)}


def _families(connection: Connection, found: _Found, claims: Claims, tell: Progress) -> None:
    tell("grouping claims", 0, 1)
    verdicts = pair_verdicts(connection)
    judged = {"claims": sorted({c for a, b, _ in verdicts for c in (a, b)})}
    found.judged = json.dumps(judged).encode()
    if traced.recall(connection, DECIDED) != found.decided:
        before = json.loads(traced.recall(connection, JUDGED) or b"{}")
        found.moved.update(judged["claims"], before.get("claims", ()))
    links = sorted({*found.kept, *((m.first, m.second) for m in found.matches)})
    groups = Groups(claims, links, found.moved, verdicts)
    old = [] if not groups.still else traced_families.standing(connection)
    kept = [m for m in traced.matches_among(connection, sorted(groups.touched)) if (m.first, m.second) in found.kept]
    groups.take(Standing.of(old), [*kept, *found.matches])
    found.families, found.questions = groups.families, groups.questions
    found.moved |= groups.touched


def pair_verdicts(connection: Connection) -> list[tuple[str, str, bool]]:
    """Live verdicts on pairs of claims: both keys, and whether they say the same."""
    pairs = []
    for verdict in live_about(connection, "pair"):
        first, _, second = verdict.subject.removeprefix("pair:").partition("+")
        pairs.append((first, second, verdict.kind == "same"))
    return pairs


def undone_merges(connection: Connection, families: Sequence[Family] = ()) -> dict[str, frozenset[str]]:
    """Keys of merged origins that a person took apart, by the key of their family.

    A family that has another key now is found among ``families`` by the claims it had then; its merges are then named as
    ``origins_in`` takes them, with the old key before each.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    here = {family.id for family in families}
    home = {claim: family.id for family in families for claim in family.claims}
    for verdict in live_about(connection, "origins"):
        family, key = str(verdict.payload.get("family", "")), verdict.subject.removeprefix("origins:")
        held = Counter(home[c] for c in verdict.payload.get("claims", ()) if c in home)
        if families and family not in here and held:
            keys[min(held, key=lambda f: (-held[f], f))].add(f"{family} {key}")
        else:
            keys[family].add(key)
    return {family: frozenset(found) for family, found in keys.items()}


def _flows(connection: Connection, found: _Found, claims: Claims, sources: Sources, tell: Progress) -> None:
    undone = undone_merges(connection, found.families)
    found.judged = json.dumps({**json.loads(found.judged), "families": sorted(undone)}).encode()
    flows = Flows(claims, found.passages, sources, found.due, undone, found.families, found.questions)
    before = traced_families.prints(connection)
    affected = _affected(connection, found, sources)
    judged = {*undone, *json.loads(traced.recall(connection, JUDGED) or b"{}").get("families", ())}
    prints: dict[str, str] = {}
    anew: set[str] = set()
    for family in found.families:
        documents = set(map(document_of, flows.around(family)))
        if family.id not in before or family.id in judged or not found.moved.isdisjoint(family.claims):
            prints[family.id] = flows.print(family)
        elif affected.isdisjoint(documents) and found.moved.isdisjoint(flows.around(family)):
            prints[family.id] = before[family.id]
        else:
            prints[family.id] = flows.print(family)
        if not affected.isdisjoint(documents):
            anew.add(family.id)
    due = [f for f in found.families if f.id in anew or before.get(f.id) != prints[f.id]]
    found.stale = [key for key, print_ in before.items() if key in anew or prints.get(key) != print_]
    found.worked = flows.work(due, prints, tell)


def _affected(connection: Connection, found: _Found, sources: Sources) -> set[str]:
    """Documents of which the claims may have travelled otherwise now: changed, other passages, or naming a new publisher."""
    apart = set(found.old_passages) ^ set(found.passages)
    before = json.loads(traced.recall(connection, PUBLISHERS) or b"[]")
    found.publishers = json.dumps(publishers_of(sources)).encode()
    return {*found.changed, *(d for p in apart for d in (p.first, p.second)), *strangers(sources, before)}


def _versions(connection: Connection, found: _Found, sources: Sources, tell: Progress) -> None:
    before = traced_families.comparison_prints(connection)
    due: dict[tuple[str, str], str] = {}
    for keys in _addresses(connection, found.due):
        for a, b in pairwise(keys):
            due[a, b] = digest(found.due[a], found.due[b])
    found.old_diffs = [pair for pair, print_ in before.items() if due.get(pair) != print_]
    new = [pair for pair, print_ in due.items() if before.get(pair) != print_]
    for done, pair in enumerate(new):
        tell("comparing versions", done, len(new))
        diff = compare(sources[pair[0]].reading, sources[pair[1]].reading, pair)
        found.diffs.append((diff, due[pair]))


def _addresses(connection: Connection, due: Mapping[str, str]) -> Iterable[list[str]]:
    by_address: dict[int, list[str]] = defaultdict(list)
    for key, address in connection.exec_driver_sql("SELECT key, address FROM documents ORDER BY address, version"):
        if key in due:
            by_address[address].append(key)
    return by_address.values()


def _save(connection: Connection, case: Case, found: _Found) -> None:
    if (traced.recall(connection, GENERATION) or b"0") != found.generation:
        raise CaseLocked(str(case.path), "was traced by another program in the meantime", "run headwater trace again")
    stage = ledger(connection).stage(STAGE, f"{program()} {VERSION}")
    ids = Ids.of(connection)
    old = {key for key in found.changed if key in found.known} | set(found.gone)
    traced_families.forget_families(connection, found.stale)
    traced_families.forget_comparisons(connection, found.old_diffs, ids)
    traced.drop_matches(connection, found.dropped, ids)
    traced.forget_documents(connection, [ids.documents[key] for key in sorted({*found.changed, *found.gone})])
    traced.save_documents(connection, found.traced, ids, stage)
    forget_marks(connection, old)
    traced.save_claims(connection, [c for some in found.new_claims.values() for c, _ in some], ids, stage)
    for key, some in found.new_claims.items():
        remember_marks(connection, key, some)
    traced.save_vectors(connection, found.vectors, found.idle)
    if old or found.passages != found.old_passages:
        traced.replace_passages(connection, found.passages, ids, stage)
    traced.save_matches(connection, found.matches, ids, stage)
    traced_families.save_families(connection, found.worked, ids, stage)
    documents = {f.id: {document_of(c) for c in f.claims} for f in found.families}
    traced_families.save_questions(connection, found.questions, found.families, documents, stage)
    if found.pairs:
        codes = np.sort(pair_codes(found.pairs.keys, found.pairs.found, ids.claims))
        traced.remember(connection, COMPARED_CLAIMS, codes.astype("<i8").tobytes())
    traced.remember(connection, PUBLISHERS, found.publishers)
    traced.remember(connection, JUDGED, found.judged)
    traced_families.save_comparisons(connection, found.diffs, ids, stage)
    if found.reused:
        remember_passages(connection, found.reused, found.gone)
    traced.remember(connection, VERSION_KEY, _version())
    traced.remember(connection, DECIDED, found.decided)
    traced.remember(connection, GENERATION, str(int(found.generation) + 1).encode())


def _report(found: _Found) -> Report:
    return Report(
        documents=len(found.due),
        changed=len(found.changed),
        gone=len(found.gone),
        claims=found.claims,
        families=len(found.families),
        questions=len(found.questions),
        contested=sum(len(q.families) > 1 for q in found.questions),
        compared=len(found.pairs.due) if found.pairs else 0,
        flows=len(found.worked),
    )
