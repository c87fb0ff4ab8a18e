"""The sample as a whole case: added, traced, and with the matrix that an invented analyst filled in.

What the analyst knew is in ``sample/truth.json``. Items are tied to families by the words they are about, as a person would tie
them; where tracing has not brought the reports of one thing together, the family that holds most of them is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text

from headwater import sample
from headwater.store.case import Case
from headwater.store.matrix_kinds import subject
from headwater.store.verdicts import Draft
from headwater.store.weighed import family_evidence
from headwater.tracing import trace

MATRIX = "cause"
ANALYST = "Sample analyst"
_LEVELS = {"L": "low", "M": "medium", "H": "high"}


def complete(case: Case) -> None:
    """Trace the sample's documents, grade its voices and fill its matrix. What people gave before stays as it is."""
    trace(case)
    with case.reading() as connection:
        if connection.execute(text("SELECT 1 FROM verdicts WHERE subject = :it"), {"it": f"matrix:{MATRIX}"}).first():
            return
    for draft in _drafts(case):
        case.give(draft)


def _drafts(case: Case) -> Iterable[Draft]:
    truth = sample.truth()
    claims = {claim["id"]: claim for claim in truth["claims"]}
    with case.reading() as connection:
        families = {key: _family(connection, claim) for key, claim in claims.items()}
        grades = _grades(connection, claims, families)
    for voice, (letter, why) in grades.items():
        yield Draft("grade", f"voice:{voice}", {"reliability": letter}, ANALYST, why)
    yield _draft("question", ("matrix",), {"title": truth["event"]["question"]})
    for hypothesis in truth["hypotheses"]:
        if hypothesis["text"] != "None of these.":
            yield _draft("explain", ("hypothesis", hypothesis["id"]), {"text": hypothesis["text"].rstrip(".")})
    for item in truth["evidence"]:
        yield from _item(item, claims[item["claim"]], families[item["claim"]])


def _draft(kind: str, names: tuple[str, ...], payload: dict[str, Any], reason: str = "") -> Draft:
    return Draft(kind, subject(names[0], MATRIX, *names[1:]), payload, ANALYST, reason)


def _item(item: dict[str, Any], claim: dict[str, Any], family: str | None) -> Iterable[Draft]:
    payload: dict[str, Any] = {
        "text": claim["text"].rstrip("."),
        "relevance": _LEVELS[item["relevance"]],
        **({"family": family, "kind": "reported"} if family else {"kind": "expected"}),
    }
    name = item["claim"]
    yield _draft("evidence", ("item", name), payload, item["reason"])
    for hypothesis, value in item["probability"].items():
        row = "none" if hypothesis == "H5" else hypothesis
        yield _draft("rate", ("rating", name, row, ANALYST), {"rating": value})


def _family(connection: Connection, claim: dict[str, Any]) -> str | None:
    """The family that holds most of the reports of a thing."""
    found = [
        key for report in claim["reports"] if report["stance"] == "asserts" for key in _holding(connection, report)
    ]
    return Counter(found).most_common(1)[0][0] if found else None


_HOLDING = """
SELECT f.key FROM documents d JOIN traced_claims t ON t.document_id = d.id JOIN family_claims m ON m.claim_id = t.id
JOIN families f ON f.id = m.family_id
WHERE d.origin LIKE '%' || :file AND instr(d.text, :quote) > 0 AND t.start < instr(d.text, :quote) - 1 + length(:quote)
  AND t."end" > instr(d.text, :quote) - 1
ORDER BY min(t."end", instr(d.text, :quote) - 1 + length(:quote)) - max(t.start, instr(d.text, :quote) - 1) DESC,
  t."end" - t.start LIMIT 1
"""


def _holding(connection: Connection, report: dict[str, Any]) -> list[str]:
    """The family of the claim that covers most of a quotation."""
    values = {"file": report["file"], "quote": report["quote"]}
    return list(connection.execute(text(_HOLDING), values).scalars())


def _grades(
    connection: Connection, claims: dict[str, Any], families: dict[str, str | None]
) -> dict[str, tuple[str, str]]:
    """The analyst's letter for each voice that stands at an origin, with the reason."""
    found: dict[str, tuple[str, str]] = {}
    for key, claim in claims.items():
        evidence = family_evidence(connection, families[key]) if families[key] else None  # type: ignore[arg-type]
        known = {o["id"]: o for o in (*claim["origins"], *claim["against"])}
        for root in evidence.roots if evidence else ():
            origin = known.get(_origin(claim, [r.words for r in root.reports]) or "")
            if root.voice and origin:
                found.setdefault(root.voice, (origin["grade"][0], origin["why"]))
    return found


def _origin(claim: dict[str, Any], words: list[str]) -> str | None:
    """Which of the truth's origins the reports of a root are of."""
    named = [r["origin"] for r in claim["reports"] for said in words if r["origin"] and _alike(r["quote"], said)]
    return Counter(named).most_common(1)[0][0] if named else None


def _alike(first: str, second: str) -> bool:
    a, b = first.strip().casefold(), second.strip().casefold()
    return a in b or b in a
