"""Where each attribution of a reading stands in the case: its claim, its verdict, and how the page marks it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from headwater.model import Attribution
from headwater.show.phrases import nameless
from headwater.show.summary import Summary, share_of

STATES = {
    "read": "",
    "accepted": "accepted",
    "rejected": "rejected",
    "replaced": "replaced",
    "edited": "changed by a person",
    "added": "added by a person",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """An attribution's number in the case, its state, what became of the verdict behind it, and how credible it is held."""

    claim: int
    local: str
    state: str
    verdict: int | None
    carried: str | None
    why: str | None
    credibility: int | None = None
    credited_by: int | None = None

    @property
    def words(self) -> str:
        """The state in words; empty where nobody has judged."""
        found = STATES[self.state]
        return f"{found}, carried over" if found and self.carried == "carried" else found


_SQL = """
SELECT c.id, t.local, c.state, c.verdict_id, r.state, r.why, t.credibility, t.credited_by FROM claims c JOIN attributions t ON t.id = c.id
LEFT JOIN carried r ON r.verdict_id = c.verdict_id AND r.document_id = c.document_id
WHERE c.document_id = ? AND c.live"""


def standings(connection: Connection, document_id: int) -> dict[str, Standing]:
    """The live attributions of a document by their ids in the reading."""
    rows = connection.exec_driver_sql(_SQL, (document_id,))
    return {row[1]: Standing(*row) for row in rows}


def classes(summary: Summary, standing: dict[str, Standing]) -> dict[str, str]:
    """Classes for the words of each attribution: by who speaks, how sure, and whether anybody has judged."""
    found = {}
    for attribution in summary.reading.attributions:
        found[attribution.id] = " ".join(sorted(tags(summary, attribution, standing.get(attribution.id))))
    return found


def tags(summary: Summary, attribution: Attribution, standing: Standing | None) -> set[str]:
    """What a filter can ask of an attribution."""
    voice = summary.reading.voice_by_id[attribution.voice]
    state = standing.state if standing else "read"
    found = {f"s-{share_of(voice)}", f"st-{state}"}
    if nameless(voice):
        found.add("t-nameless")
    if attribution.certainty.label != "CT+":
        found.add("t-hedged")
    if state == "read":
        found.add("t-unjudged")
    if len(attribution.chain) > 1:
        found.add("t-relayed")
    return found


FILTERS = (
    ("", "all", ""),
    ("unnamed", "not named", "s-unnamed"),
    ("named", "named", "s-named"),
    ("document", "documents", "s-document"),
    ("relayed", "passed on", "t-relayed"),
    ("hedged", "not flatly said", "t-hedged"),
    ("unjudged", "not yet judged", "t-unjudged"),
)
"""Filters of the reading view: name in the address, label, and the tag they ask for."""
