"""Matrices of a case: what the live verdicts about explanations, evidence and ratings amount to, as plain data.

A matrix lives in the log alone. It is put together here on every use, so that undo, history and several analysts need no
tables of their own.
"""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, text

from headwater.errors import BadVerdict
from headwater.store.matrix_kinds import PARTS, names_in, subject
from headwater.store.verdicts import Draft

Part = dict[str, Any]


@dataclass(frozen=True)
class MatrixParts:
    """One matrix as people gave it. Lists are in the order in which their parts first came.

    ``ratings`` are by analyst, then by (item, hypothesis). ``log`` are the numbers of the verdicts that count.
    """

    id: str
    title: str
    hypotheses: list[Part] = field(default_factory=list)
    items: list[Part] = field(default_factory=list)
    ratings: dict[str, dict[tuple[str, str], Any]] = field(default_factory=dict)
    groups: list[Part] = field(default_factory=list)
    assumptions: list[Part] = field(default_factory=list)
    maybes: list[Part] = field(default_factory=list)
    outcome: Part | None = None
    log: tuple[int, ...] = ()


@dataclass(frozen=True)
class FamilyRoot:
    """An origin of a family: its key, the voice reached and that voice's reliability (None: not graded)."""

    key: str
    label: str
    voice: str | None
    reliability: str | None
    outside: bool
    reports: tuple[FamilyReport, ...]


@dataclass(frozen=True)
class FamilyReport:
    """One claim of a family on one page, as weighing needs it.

    ``relays`` are (name, reliability) of the voices it passed through, outermost first; ``outlet`` is the page's publisher.
    ``withdrawn`` is when a later capture of the page no longer carries it. ``low`` to ``high`` is how sure it sounded, 0 to 1,
    and ``hedge`` the first word that shows it.
    """

    claim: str
    document: int
    title: str
    words: str
    outlet: str | None
    published: str | None
    withdrawn: str | None
    relays: tuple[tuple[str, str | None], ...]
    credibility: str | None
    denies: bool
    low: float | None = None
    high: float | None = None
    hedge: str | None = None


@dataclass(frozen=True)
class FamilyEvidence:
    """What stands behind an item tied to a family: its origins and those pairs of them that may be one."""

    family: str
    head: str
    claims: frozenset[str]
    roots: tuple[FamilyRoot, ...]
    maybes: tuple[tuple[str, str, str], ...]
    low: int
    high: int


def complete(connection: Connection, name: str, draft: Draft) -> Draft:
    """The draft, its references checked against the case. Raises BadVerdict."""
    try:
        about, names = names_in(draft.subject)
    except ValueError as error:
        raise BadVerdict(name, str(error)) from None
    if about == "matrix" or draft.payload.get("gone"):
        return draft
    parts = load(connection, names[0])
    if parts is None:
        raise BadVerdict(name, f"there is no matrix {names[0]!r}", "name its question first")
    if about in ("rating", "dependence"):
        _require(name, "item", names[1], {i["id"] for i in parts.items})
    if about == "rating":
        _require(name, "explanation", names[2], {h["id"] for h in parts.hypotheses} | {"none"})
    if about == "outcome":
        _require(name, "explanation", draft.payload["hypothesis"], {h["id"] for h in parts.hypotheses} | {"none"})
    if about == "item" and draft.payload.get("family"):
        return _tied(connection, name, draft)
    return draft


def _require(name: str, what: str, key: str, known: set[str]) -> None:
    if key not in known:
        raise BadVerdict(name, f"there is no {what} {key!r} in the matrix", "add it first")


def _tied(connection: Connection, name: str, draft: Draft) -> Draft:
    """Note the family's words and claims as they are now, so that a later split can be told."""
    found = family_evidence(connection, str(draft.payload["family"]))
    if found is None:
        raise BadVerdict(name, f"there is no family {draft.payload['family'][:60]!r}", "headwater claims lists them")
    note = {"head": found.head, "claims": sorted(found.claims)}
    return replace(draft, payload={**draft.payload, "tied": note})


def matrices(connection: Connection) -> list[MatrixParts]:
    """All matrices of the case, in the order in which they were begun."""
    order: dict[str, None] = {}
    query = text("SELECT subject FROM verdicts WHERE subject >= 'matrix:' AND subject < 'matrix;' ORDER BY id")
    for row in connection.execute(query):
        order.setdefault(names_in(row.subject)[1][0])
    found = [load(connection, key) for key in order]
    return [parts for parts in found if parts is not None]


def load(connection: Connection, matrix: str) -> MatrixParts | None:
    """One matrix by its id; None if there is none, or it was taken out."""
    live = {about: _live(connection, about, matrix) for about in PARTS}
    about_it = live["matrix"]
    if not about_it:
        return None
    (_, title, _), *_ = about_it
    listed = {
        about: [{"id": names[-1], **_said(payload)} for names, payload, _ in live[about]]
        for about in ("hypothesis", "item", "assumption")
    }
    ratings: dict[str, dict[tuple[str, str], Any]] = {}
    items, rows = ({p["id"] for p in listed[k]} for k in ("item", "hypothesis"))
    for names, payload, _ in live["rating"]:
        if names[1] in items and names[2] in rows | {"none"} and payload["rating"] not in ("", None):
            ratings.setdefault(names[3], {})[names[1], names[2]] = payload["rating"]
    outcome = [payload for _, payload, _ in live["outcome"]]
    return MatrixParts(
        matrix,
        title["title"],
        listed["hypothesis"],
        listed["item"],
        ratings,
        [{"on": names[1], **_said(payload)} for names, payload, _ in live["dependence"]],
        listed["assumption"],
        [_said(payload) for _, payload, _ in live["maybe"]],
        outcome[0] if outcome else None,
        tuple(sorted(number for found in live.values() for _, _, number in found)),
    )


def _said(payload: Mapping[str, Any]) -> Part:
    return {key: value for key, value in payload.items() if key != "gone"}


def _live(connection: Connection, about: str, matrix: str) -> list[tuple[list[str], Part, int]]:
    """Live parts of one sort, in the order in which they first came: names, payload, number of the verdict."""
    low = subject(about, matrix)
    query = text(
        "SELECT v.id, v.subject, v.payload, (SELECT min(f.id) FROM verdicts f WHERE f.subject = v.subject) AS came "
        "FROM verdicts v JOIN standing s ON s.verdict_id = v.id AND s.live "
        "WHERE v.kind != 'undo' AND (v.subject = :low OR (v.subject > :low || '/' AND v.subject < :low || '0')) ORDER BY came"
    )
    rows = connection.execute(query, {"low": low})
    found = [(names_in(row.subject)[1], json.loads(row.payload), row.id) for row in rows]
    return [part for part in found if not part[1].get("gone")]


def family_evidence(connection: Connection, key: str) -> FamilyEvidence | None:
    """The origins behind a family, with what denies it: those of its rivals that differ from it in polarity alone."""
    query = text(
        "SELECT f.*, c.text AS head FROM families f JOIN traced_claims c ON c.id = f.head_id "
        "WHERE f.key = :key OR f.id = (SELECT m.family_id FROM family_claims m JOIN traced_claims t ON t.id = m.claim_id "
        "WHERE t.key = :key)"
    )
    row = connection.execute(query, {"key": key}).one_or_none()
    if row is None:
        return None
    claims = connection.execute(
        text("SELECT t.key FROM family_claims m JOIN traced_claims t ON t.id = m.claim_id WHERE m.family_id = :id"),
        {"id": row.id},
    ).scalars()
    roots = _roots(connection, row.id, denies=False)
    for rival in _denials(connection, row.id):
        roots += _roots(connection, rival, denies=True)
    merges = connection.execute(
        text("SELECT first, second, reason FROM merges WHERE family_id = :id AND NOT certain ORDER BY n"),
        {"id": row.id},
    )
    maybes = tuple((m.first, m.second, m.reason) for m in merges)
    return FamilyEvidence(row.key, row.head, frozenset(claims), tuple(roots), maybes, row.low, row.high)


def _denials(connection: Connection, family: int) -> list[int]:
    query = text(
        "SELECT DISTINCT o.family_id FROM family_claims m JOIN traced_claims t ON t.id = m.claim_id "
        "JOIN (SELECT first_id AS a, second_id AS b, relation, rival_by FROM matches UNION ALL "
        "SELECT second_id, first_id, relation, rival_by FROM matches) x ON x.a = m.claim_id "
        "JOIN family_claims o ON o.claim_id = x.b AND o.family_id != m.family_id "
        "WHERE m.family_id = :id AND x.relation = 'rival' AND x.rival_by = '[\"polarity\"]' ORDER BY o.family_id"
    )
    return list(connection.execute(query, {"id": family}).scalars())


_REPORTS = """
SELECT r.n, r.key, r.label, r.voice, r.outside, t.key AS claim, t.text, t.chain, d.id AS document, d.title, d.published,
  y.low, y.high, substr(d.text, json_extract(t.markers, '$[0][0]') + 1,
    json_extract(t.markers, '$[0][1]') - json_extract(t.markers, '$[0][0]')) AS hedge,
  td.publisher,
  (SELECT a.credibility FROM claims k JOIN attributions a ON a.id = k.id
    WHERE k.document_id = d.id AND k.live AND a.local = t.attribution) AS credibility,
  (SELECT min(b.captured) FROM documents o JOIN captures b ON b.document_id = o.id
    WHERE o.address = d.address AND o.version > d.version AND o.removed IS NULL
      AND EXISTS (SELECT 1 FROM traced_documents z WHERE z.document_id = o.id) AND NOT EXISTS (
      SELECT 1 FROM traced_claims w JOIN family_claims g ON g.claim_id = w.id
      WHERE w.document_id = o.id AND g.family_id = r.family_id)) AS gone
FROM roots r JOIN root_claims rc ON rc.family_id = r.family_id AND rc.n = r.n
JOIN traced_claims t ON t.id = rc.claim_id JOIN documents d ON d.id = t.document_id
JOIN certainties y ON y.id = t.certainty_id
LEFT JOIN traced_documents td ON td.document_id = d.id
WHERE r.family_id = :id AND d.removed IS NULL ORDER BY r.n, d.published, t.id
"""


def _roots(connection: Connection, family: int, *, denies: bool) -> list[FamilyRoot]:
    rows = list(connection.execute(text(_REPORTS), {"id": family}))
    keys = {key for row in rows for key in [*json.loads(row.chain), row.voice] if key}
    voices = _voices(connection, keys)
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return [
        FamilyRoot(
            key,
            some[0].label,
            some[0].voice,
            voices.get(some[0].voice, (None, None))[1],
            bool(some[0].outside),
            tuple(_report(row, voices, denies) for row in some),
        )
        for key, some in found.items()
    ]


def _report(row: Any, voices: Mapping[str, tuple[str, str | None]], denies: bool) -> FamilyReport:
    chain = [key for key in json.loads(row.chain) if key != row.voice]
    return FamilyReport(
        row.claim,
        row.document,
        row.title or "",
        row.text,
        row.publisher,
        row.published,
        row.gone,
        tuple(voices[key] for key in chain if key in voices),
        str(row.credibility) if row.credibility is not None else None,
        denies,
        row.low,
        row.high,
        row.hedge.lower() if row.hedge else None,
    )


def _voices(connection: Connection, keys: set[str]) -> dict[str, tuple[str, str | None]]:
    """Name and reliability of voices by key, merged ones under the voice they became."""
    query = text(
        "SELECT v.key, coalesce(m.name, v.name) AS name, coalesce(m.reliability, v.reliability) AS reliability "
        "FROM case_voices v LEFT JOIN case_voices m ON m.id = v.merged_into "
        "WHERE v.key IN (SELECT value FROM json_each(:keys))"
    )
    rows = connection.execute(query, {"keys": json.dumps(sorted(keys))})
    return {row.key: (row.name, row.reliability) for row in rows}
