"""Who in a case still carries what a later capture of a page has taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection

from headwater.model_trace import Change, Claim, Family, VersionDiff
from headwater.store import traced
from headwater.store.traced_versions import Comparison
from headwater.trace.versions import still_carried


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """A claim of another document that still says what was withdrawn: its key, place and words, and those withdrawn.

    ``change`` is the place of the change in its comparison; ``by`` is family, number or words.
    """

    change: int
    withdrawn: str
    withdrawn_words: str
    claim: str
    document_id: int
    title: str
    start: int
    end: int
    words: str
    by: str


def carried_lines(connection: Connection, comparison: Comparison) -> list[CarriedLine]:
    """The claims that still say what the later capture of a comparison took back, in the order of its changes.

    Documents that a later capture of their own page has replaced are left out, and so are removed ones.
    """
    keys, ids, titles, replaced = _documents(connection)
    before, after = (keys[v.document_id] for v in (comparison.before, comparison.after))
    changes = tuple(
        Change(cast(Any, c.kind), c.before, c.after, cast(Any, c.matters), c.words, c.announced)
        for c in comparison.changes
    )
    claims = traced.claims(connection)
    by_id = {claim.id: claim for claim in claims}
    diff = VersionDiff(before, after, changes, comparison.unchanged)
    found = still_carried(diff, claims, _families(connection, by_id), replaced - {before, after})
    lines = []
    for one in found:
        old, new = by_id[one.withdrawn], by_id[one.claim]
        document = ids[new.document]
        place = changes.index(one.change)
        text = old.text, new.id, document, titles[document], new.start, new.end, new.text, one.by
        lines.append(CarriedLine(place, old.id, *text))
    return sorted(lines, key=lambda line: (line.change, line.document_id, line.start, line.claim))


def _documents(connection: Connection) -> tuple[dict[int, str], dict[str, int], dict[int, str], set[str]]:
    """Keys by number, numbers by key, titles by number, and the keys of captures that a later one has replaced."""
    rows = connection.exec_driver_sql(
        "SELECT id, key, coalesce(title, origin) AS title, address, version, removed FROM documents ORDER BY id"
    ).all()
    latest: dict[int, int] = {}
    for row in rows:
        if row.removed:
            continue  # a capture that was taken out replaces none
        latest[row.address] = max(latest.get(row.address, 0), row.version)
    replaced = {row.key for row in rows if row.removed or row.version < latest.get(row.address, 0)}
    return {r.id: r.key for r in rows}, {r.key: r.id for r in rows}, {r.id: r.title for r in rows}, replaced


def _families(connection: Connection, claims: dict[str, Claim]) -> Iterable[Family]:
    members: dict[int, list[str]] = defaultdict(list)
    sql = "SELECT c.family_id, t.key FROM family_claims c JOIN traced_claims t ON t.id = c.claim_id ORDER BY t.id"
    for family, key in connection.exec_driver_sql(sql):
        if key in claims:
            members[family].append(key)
    return [Family(str(family), keys[0], tuple(keys), "") for family, keys in members.items()]
