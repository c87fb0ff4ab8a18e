"""Conflicting numbers of a traced case, weighed by vote and by copy-aware truth discovery.

Items are the questions whose families differ in a number, sources are outlets, and how reports travelled, as traced, says how
likely each outlet is to have copied each other. With a handful of questions these methods know little; they show which
answer stands when copies are counted once, not which is true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from headwater.store.case import Case
from headwater.weigh.dependence import Claims, Finding, accu, accu_copy, collect, truth_finder, vote

COPIED = 0.8
"""Prior chance of copying between outlets of which the flow shows that one has it from the other."""

_VALUES = """
SELECT q.key AS question, f.value AS value, coalesce(t.publisher, d.publisher, d.origin) AS source, c.text AS words
FROM questions q JOIN families f ON f.question_id = q.id JOIN family_claims m ON m.family_id = f.id
JOIN traced_claims x ON x.id = m.claim_id JOIN documents d ON d.id = x.document_id
LEFT JOIN traced_documents t ON t.document_id = d.id JOIN traced_claims c ON c.id = f.head_id
WHERE q.families > 1 AND q.rival_by LIKE '%"number"%' AND f.value IS NOT NULL
ORDER BY coalesce(d.published, '9999'), x.id"""

_FLOW = """
SELECT DISTINCT coalesce(b.publisher, q.publisher, q.origin), coalesce(a.publisher, p.publisher, p.origin)
FROM edges e JOIN traced_claims u ON u.id = e.upstream_id JOIN traced_claims v ON v.id = e.downstream_id
JOIN documents p ON p.id = u.document_id JOIN documents q ON q.id = v.document_id
LEFT JOIN traced_documents a ON a.document_id = p.id LEFT JOIN traced_documents b ON b.document_id = q.id
WHERE e.directed AND e.kind IN ('copies', 'cites')"""


@dataclass(frozen=True)
class Answer:
    """One value given to a question: who gives it last, and how probable each method makes it, 0 to 1."""

    value: str
    outlets: tuple[str, ...]
    by_method: Mapping[str, float]


@dataclass(frozen=True)
class Conflict:
    """A question with several values, the most carried first. ``words`` are those of its first family."""

    question: str
    words: str
    answers: tuple[Answer, ...]


def conflicts(case: Case) -> tuple[Conflict, ...]:
    """Every question of the case whose answers differ in a number, under each method. Nothing if it was not traced."""
    with case.reading() as connection:
        rows = connection.exec_driver_sql(_VALUES).all()
        flow = _flow(connection)
    if not rows:
        return ()
    claims = collect((row.source, row.question, row.value) for row in rows)
    known = set(claims.sources)
    pairs = {pair: COPIED for pair in flow if pair[0] != pair[1] and known.issuperset(pair)}
    found = [vote(claims), truth_finder(claims), accu(claims), accu_copy(claims, flow=_one_way(pairs))]
    words: dict[str, str] = {}
    for row in rows:
        words.setdefault(row.question, row.words)
    conflicting = [_conflict(claims, found, key, words[key]) for key in words if key in claims.items]
    return tuple(one for one in conflicting if len(one.answers) > 1)


def _flow(connection: Connection) -> list[tuple[str, str]]:
    """Pairs of outlets of which the first has something from the second."""
    return sorted((row[0], row[1]) for row in connection.exec_driver_sql(_FLOW))


def _one_way(pairs: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Where two outlets took from each other, the chance is shared between the directions."""
    return {(a, b): chance / 2 if (b, a) in pairs else chance for (a, b), chance in pairs.items()}


def _conflict(claims: Claims, found: list[Finding], question: str, words: str) -> Conflict:
    answers = []
    for index, (item, value) in enumerate(claims.values):
        if item != question:
            continue
        outlets = tuple(
            claims.sources[s] for s, v in zip(claims.source.tolist(), claims.value.tolist(), strict=True) if v == index
        )
        answers.append(Answer(value, outlets, {f.method: float(f.probability[index]) for f in found}))
    return Conflict(question, words, tuple(sorted(answers, key=lambda a: (-len(a.outlets), a.value))))
