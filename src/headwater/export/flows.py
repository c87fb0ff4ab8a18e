"""What tracing found, for exports: families of statements, how they travelled, and how many origins stand behind them.

A case that was not traced has none. Only families of two statements or more, or with rivals, are told: the others say no more
than the statement itself.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from headwater.export.ids import urn


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a family's way, between the ids of two statements. Without ``directed`` nothing shows which came first."""

    upstream: str
    downstream: str
    kind: str
    reason: str
    directed: bool
    certain: bool
    direction_by: str | None


@dataclass(frozen=True, slots=True)
class Family:
    """Statements that say the same thing. ``low`` to ``high`` independent origins stand behind them; ``outlets`` carry them.

    ``members`` are the ids of statements, ``documents`` of documents, earliest published first. ``rivals`` are the ids of families
    that answer the same question otherwise, ``value`` what this one answers, ``drifts`` what was lost or changed on the way.
    """

    key: str
    words: str
    value: str | None
    rivals: tuple[str, ...]
    by: tuple[str, ...]
    outlets: int
    low: int
    high: int
    first: str | None
    last: str | None
    members: tuple[str, ...]
    documents: tuple[str, ...]
    steps: tuple[Step, ...]
    origins: tuple[str, ...]
    drifts: tuple[tuple[str, str], ...]

    @property
    def id(self) -> str:
        """A ``urn:uuid:`` for the family."""
        return family_urn(self.key)


def family_urn(key: str) -> str:
    """The id of the family with this key."""
    return urn("family", key)


_TOLD = """
c.id IN (SELECT m.claim_id FROM family_claims m JOIN families f ON f.id = m.family_id JOIN questions q ON q.id = f.question_id
WHERE f.claims > 1 OR q.families > 1)"""

_ATTRIBUTED = f"""
SELECT c.id, k.id AS claim FROM traced_claims c JOIN claims k ON k.document_id = c.document_id AND k.live AND NOT k.own
JOIN attributions t ON t.id = k.id AND t.local = c.attribution WHERE {_TOLD}"""  # noqa: S608 - fixed parts

_OWN = f"""
SELECT c.id, k.id AS claim FROM traced_claims c JOIN claims k ON k.document_id = c.document_id AND k.live AND k.own
  AND k."start" < c."end" AND c."start" < k."end"
WHERE c.attribution IS NULL AND {_TOLD} ORDER BY c.id, abs(k."start" - c."start") DESC"""  # noqa: S608 - fixed parts

_FAMILIES = """
SELECT f.id, f.key, f.question_id, c.text AS words, f.value, q.rival_by, f.outlets, f.low, f.high, f.first, f.last
FROM families f JOIN questions q ON q.id = f.question_id JOIN traced_claims c ON c.id = f.head_id
WHERE f.claims > 1 OR q.families > 1 ORDER BY f.documents DESC, f.claims DESC, f.key"""


class Flows:
    """The families of a case. ``statements`` gives the ids of statements, ``documents`` of documents, by their rows."""

    def __init__(self, connection: Connection, statements: Mapping[int, str], documents: Mapping[int, str]) -> None:
        self._connection = connection
        self._statements = statements
        self._documents = documents

    def __iter__(self) -> Iterator[Family]:
        """The families, the most carried first."""
        if not has_flows(self._connection):
            return
        places = self._places()
        members, papers = self._members(places)
        steps, origins, drifts = (
            self._steps(places),
            self._texts("roots", "label"),
            self._texts("flow_drifts", "kind, words"),
        )
        rows = self._connection.exec_driver_sql(_FAMILIES).all()
        rivals: dict[int, list[str]] = defaultdict(list)
        for row in rows:
            rivals[row.question_id].append(family_urn(row.key))
        for r in rows:
            mine = family_urn(r.key)
            if not members[r.id]:
                continue  # all its statements were taken out since
            yield Family(
                key=r.key, words=r.words, value=r.value, rivals=tuple(x for x in rivals[r.question_id] if x != mine),
                by=tuple(json.loads(r.rival_by)), outlets=r.outlets, low=r.low, high=r.high, first=r.first, last=r.last,
                members=tuple(members[r.id]), documents=tuple(papers[r.id]), steps=tuple(steps[r.id]),
                origins=tuple(x[0] for x in origins[r.id]), drifts=tuple((x[0], x[1]) for x in drifts[r.id]),
            )  # fmt: skip

    def _places(self) -> dict[int, str]:
        """The statement that each traced claim is, or lies in: of several own statements the one that begins nearest."""
        rows = [r for sql in (_OWN, _ATTRIBUTED) for r in self._connection.exec_driver_sql(sql)]
        return {r.id: self._statements[r.claim] for r in rows if r.claim in self._statements}

    def _members(self, places: Mapping[int, str]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
        members: dict[int, list[str]] = defaultdict(list)
        papers: dict[int, list[str]] = defaultdict(list)
        sql = (
            "SELECT m.family_id, m.claim_id, c.document_id FROM family_claims m JOIN traced_claims c ON c.id = m.claim_id "
            'JOIN documents d ON d.id = c.document_id ORDER BY d.published IS NULL, d.published, d.id, c."start", c.id'
        )
        for family, claim, document in self._connection.exec_driver_sql(sql):
            if claim in places and document in self._documents:
                members[family].append(places[claim])
                papers[family].append(self._documents[document])
        return _unique(members), _unique(papers)

    def _steps(self, places: Mapping[int, str]) -> dict[int, list[Step]]:
        found: dict[int, list[Step]] = defaultdict(list)
        for r in self._connection.exec_driver_sql("SELECT * FROM edges ORDER BY family_id, n"):
            if r.upstream_id in places and r.downstream_id in places:
                ends = places[r.upstream_id], places[r.downstream_id]
                if ends[0] != ends[1]:
                    found[r.family_id].append(
                        Step(*ends, r.kind, r.reason, bool(r.directed), bool(r.certain), r.direction_by)
                    )
        return found

    def _texts(self, table: str, columns: str) -> dict[int, list[tuple[str, ...]]]:
        found: dict[int, list[tuple[str, ...]]] = defaultdict(list)
        sql = f"SELECT family_id, {columns} FROM {table} ORDER BY family_id, n"  # noqa: S608 - fixed names
        for row in self._connection.exec_driver_sql(sql):
            found[row[0]].append(tuple(row[1:]))
        return found


def _unique(found: dict[int, list[str]]) -> dict[int, list[str]]:
    return defaultdict(list, {key: list(dict.fromkeys(ids)) for key, ids in found.items()})


def has_flows(connection: Connection) -> bool:
    """Whether the case was traced."""
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'family_claims'"
    if connection.exec_driver_sql(sql).first() is None:
        return False
    return connection.exec_driver_sql("SELECT 1 FROM family_claims LIMIT 1").first() is not None
