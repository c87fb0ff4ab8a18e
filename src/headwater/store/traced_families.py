"""Families, their questions and all that was worked out from them, saved: only what changed is written."""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from headwater.model_trace import Edge, Family, FlowDrift, Origins, Question, VersionDiff
from headwater.store.ledger import ledger
from headwater.store.traced import Ids, plain_rows

Rows = list[dict[str, Any]]

UNTRACED = 0
"""The question of a family between two writes of one transaction."""


@dataclass(frozen=True)
class Worked:
    """A family with all that was worked out from it. ``documents`` are keys; ``first`` and ``last`` dates of publication."""

    family: Family
    print: str
    edges: tuple[Edge, ...]
    origins: Origins
    drifts: tuple[FlowDrift, ...]
    documents: tuple[str, ...]
    first: str | None
    last: str | None


def prints(connection: Connection) -> dict[str, str]:
    """What each family's flow was worked out from, by the family's key."""
    return dict(plain_rows(connection, "SELECT key, print FROM families"))


def standing(connection: Connection) -> list[tuple[str, str, str | None, str, str, str]]:
    """One row for each claim of each family: the family's key, head and value, its question with what that asks, the claim."""
    sql = (
        "SELECT f.key, h.key, f.value, q.key, q.rival_by, c.key FROM families f JOIN questions q ON q.id = f.question_id "
        "JOIN traced_claims h ON h.id = f.head_id JOIN family_claims m ON m.family_id = f.id "
        "JOIN traced_claims c ON c.id = m.claim_id"
    )
    return plain_rows(connection, sql)


def forget_families(connection: Connection, keys: Iterable[str]) -> None:
    """Take families away with all that hangs on them."""
    rows = [(key,) for key in keys]
    if rows:
        connection.exec_driver_sql("DELETE FROM families WHERE key = ?", rows)


def save_families(connection: Connection, found: Sequence[Worked], ids: Ids, stage: int) -> None:
    """Insert families that are new or were taken away; their questions come with ``save_questions``."""
    books = ledger(connection)
    rows: dict[str, Rows] = {name: [] for name in _TABLES}
    for one in found:
        number = books.number("families")
        rows["families"].append(_family_row(number, one, ids, stage))
        rows["family_claims"] += [{"claim_id": ids.claims[c], "family_id": number} for c in one.family.claims]
        rows["edges"] += [
            {"family_id": number, "n": n, **_ends(e, ids), **_take(e, "kind reason direction_by"),
             "directed": int(e.directed), "certain": int(e.certain)}
            for n, e in enumerate(one.edges)
        ]  # fmt: skip
        rows["flow_drifts"] += [
            {"family_id": number, "n": n, **_ends(d, ids), **_take(d, "kind before after words")}
            for n, d in enumerate(one.drifts)
        ]
        _origin_rows(rows, number, one.origins, ids)
    for name in _TABLES:
        books.insert_many(name, rows[name])


_TABLES = ("families", "family_claims", "edges", "roots", "root_claims", "merges", "flow_drifts")


def _take(item: object, names: str) -> dict[str, Any]:
    return {name: getattr(item, name) for name in names.split()}


def _ends(item: Edge | FlowDrift, ids: Ids) -> dict[str, int]:
    return {"upstream_id": ids.claims[item.upstream], "downstream_id": ids.claims[item.downstream]}


def _family_row(number: int, one: Worked, ids: Ids, stage: int) -> dict[str, Any]:
    return {
        "id": number,
        "key": one.family.id,
        "question_id": UNTRACED,
        "head_id": ids.claims[one.family.head],
        "value": one.family.value,
        "claims": len(one.family.claims),
        "documents": len(one.documents),
        "outlets": one.origins.outlets,
        "low": one.origins.low,
        "high": one.origins.high,
        "first": one.first,
        "last": one.last,
        "print": one.print,
        "stage_id": stage,
    }


def _origin_rows(rows: dict[str, Rows], number: int, origins: Origins, ids: Ids) -> None:
    for n, root in enumerate(origins.roots):
        rows["roots"].append(
            {"family_id": number, "n": n, "key": root.id, "label": root.label, "voice": root.voice,
             "outside": int(root.outside)}
        )  # fmt: skip
        rows["root_claims"] += [
            {"family_id": number, "n": n, "claim_id": ids.claims[c]} for c in dict.fromkeys(root.claims)
        ]
    rows["merges"] += [
        {"family_id": number, "n": n, **_take(m, "key first second reason"), "certain": int(m.certain)}
        for n, m in enumerate(origins.merges)
    ]


def save_questions(
    connection: Connection,
    questions: Sequence[Question],
    families: Sequence[Family],
    documents: Mapping[str, Collection[str]],
    stage: int,
) -> None:
    """Put these questions in the place of all that were there, and each family with its question, head and value.

    ``documents`` gives the documents that carry each family, by the family's key. Only rows that differ are written.
    """
    rows: Rows = []
    numbers: dict[str, int] = {}
    for number, question in enumerate(questions, 1):
        numbers[question.id] = number
        carried = [documents[f] for f in question.families]
        everybody = {d for some in carried for d in some}
        most = max(carried, key=len)
        rows.append(
            {
                "id": number,
                "key": question.id,
                "rival_by": json.dumps(question.by) if question.by else "[]",
                "families": len(question.families),
                "documents": len(everybody),
                "contested": len(everybody.difference(most)) if len(carried) > 1 else 0,
                "stage_id": stage,
            }
        )
    _replace_questions(connection, rows)
    known = plain_rows(
        connection,
        "SELECT f.key, f.question_id, f.value, c.key FROM families f JOIN traced_claims c ON c.id = f.head_id",
    )
    before = {row[0]: (row[1], row[2], row[3]) for row in known}
    sql = "UPDATE families SET question_id = ?, value = ?, head_id = (SELECT id FROM traced_claims WHERE key = ?) WHERE key = ?"
    after = {f.id: (numbers[f.question], f.value, f.head) for f in families}
    values = [(*new, key) for key, new in after.items() if before.get(key) != new]
    if values:
        connection.exec_driver_sql(sql, values)


_QUESTION = "key rival_by families documents contested".split()
_WRITTEN = itemgetter(*_QUESTION)


def _replace_questions(connection: Connection, rows: Rows) -> None:
    found = plain_rows(connection, f"SELECT id, {', '.join(_QUESTION)} FROM questions")
    before = {row[0]: row[1:] for row in found}
    new = [row for row in rows if before.get(row["id"]) != _WRITTEN(row)]
    gone = [(number,) for number in {*before} - {row["id"] for row in rows} | {row["id"] for row in new} & {*before}]
    if gone:
        connection.exec_driver_sql("DELETE FROM questions WHERE id = ?", gone)
    ledger(connection).insert_many("questions", new)


def comparison_prints(connection: Connection) -> dict[tuple[str, str], str]:
    """What each comparison of two captures was made from, by the documents' keys."""
    sql = (
        "SELECT a.key, b.key, c.print FROM comparisons c JOIN documents a ON a.id = c.before_id "
        "JOIN documents b ON b.id = c.after_id"
    )
    return {(row[0], row[1]): row[2] for row in connection.exec_driver_sql(sql)}


def forget_comparisons(connection: Connection, pairs: Iterable[tuple[str, str]], ids: Ids) -> None:
    """Take comparisons of captures away."""
    rows = [(ids.documents[a], ids.documents[b]) for a, b in pairs]
    if rows:
        connection.exec_driver_sql("DELETE FROM comparisons WHERE before_id = ? AND after_id = ?", rows)


def save_comparisons(connection: Connection, found: Sequence[tuple[VersionDiff, str]], ids: Ids, stage: int) -> None:
    """Insert comparisons, each with its print."""
    books = ledger(connection)
    for diff, print_ in found:
        pair = {"before_id": ids.documents[diff.before], "after_id": ids.documents[diff.after]}
        row = {**pair, "unchanged": diff.unchanged, "print": print_, "stage_id": stage}
        books.insert_many("comparisons", [row])
        books.insert_many(
            "changes",
            [
                {
                    **pair,
                    "n": n,
                    "kind": c.kind,
                    "before_start": c.before[0] if c.before else None,
                    "before_end": c.before[1] if c.before else None,
                    "after_start": c.after[0] if c.after else None,
                    "after_end": c.after[1] if c.after else None,
                    "matters": json.dumps(c.matters),
                    "words": c.words,
                    "announced": c.announced,
                }
                for n, c in enumerate(diff.changes)
            ],
        )
