"""Parents and chains of a document's attributions after verdicts have taken some away and brought others in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, text

from headwater.store import schema
from headwater.store.ledger import ledger
from headwater.store.names import Piece, attribution_subject
from headwater.store.readings import HUMAN, relays_of

_QUERY = """
SELECT c.id, c.state, c.verdict_id, t.local, t.parent_id, t.found_parent, t.found_chain, t.voice_id, t.source_start,
  t.source_end, v.subject, d.key
FROM claims c JOIN attributions t ON t.id = c.id JOIN documents d ON d.id = c.document_id
LEFT JOIN verdicts v ON v.id = c.verdict_id
WHERE c.document_id = :id ORDER BY c.id"""


@dataclass
class _Node:
    id: int
    state: str
    verdict_id: int | None
    voice_id: int
    parent_id: int | None
    found_parent: int | None = None
    found_chain: list[int] = field(default_factory=list)


def settle(connection: Connection, document_id: int) -> None:
    """Write the live parent and chain of every attribution of the document where it differs from what is there."""
    nodes = _nodes(connection, document_id)
    stands_for = {n.verdict_id: n.id for n in nodes.values() if n.state in HUMAN}
    present = _relays(connection, document_id)
    for node in nodes.values():
        parent = _live_parent(node, nodes, stands_for)
        chain = relays_of(_chain(node, nodes, stands_for), node.voice_id)
        if parent != node.parent_id:
            query = text("UPDATE attributions SET parent_id = :parent WHERE id = :id")
            connection.execute(query, {"parent": parent, "id": node.id})
        if chain != present.get(node.id, []):
            connection.execute(delete(schema.relays).where(schema.relays.c.attribution_id == node.id))
            rows = [{"attribution_id": node.id, "n": n, "voice_id": v} for n, v in enumerate(chain)]
            if rows:
                ledger(connection).insert_many("relays", rows)


def _nodes(connection: Connection, document_id: int) -> dict[int, _Node]:
    rows = connection.execute(text(_QUERY), {"id": document_id}).all()
    contents = _contents(connection, document_id)
    local = {r.local: r.id for r in rows}
    voices: dict[str, int] = dict(
        connection.execute(text("SELECT local, id FROM voices WHERE document_id = :id"), {"id": document_id}).all()
    )
    subjects: dict[str, int] = {}
    for r in rows:
        source = None if r.source_start is None else (r.source_start, r.source_end)
        subjects[attribution_subject(r.key, source, contents.get(r.id, []))] = r.id
    subjects.update({r.subject: r.id for r in rows if r.state in HUMAN})
    nodes = {}
    for r in rows:
        nodes[r.id] = _Node(r.id, r.state, r.verdict_id, r.voice_id, r.parent_id)
        if r.state in HUMAN:
            nodes[r.id].found_parent = subjects.get(_here(r.found_parent, r.key)) if r.found_parent else None
        else:
            nodes[r.id].found_parent = local.get(r.found_parent)
            nodes[r.id].found_chain = [voices[v] for v in json.loads(r.found_chain)] if r.found_chain else [r.voice_id]
    return nodes


def _here(subject: str, key: str) -> str:
    """The same words in this version: a carried verdict names its parent in the version it was given on."""
    return f"attribution:{key}:{subject.rsplit(':', 1)[1]}"


def _contents(connection: Connection, document_id: int) -> dict[int, list[Piece]]:
    query = text(
        'SELECT c.id, coalesce(s."start", c."start"), coalesce(s."end", c."end") FROM claims c LEFT JOIN spans s '
        "ON s.claim_id = c.id AND s.role = 'content' WHERE c.document_id = :id ORDER BY c.id, s.n"
    )
    found: dict[int, list[Piece]] = {}
    for number, start, end in connection.execute(query, {"id": document_id}):
        found.setdefault(number, []).append((start, end))
    return found


def _relays(connection: Connection, document_id: int) -> dict[int, list[int]]:
    query = text(
        "SELECT h.attribution_id, h.voice_id FROM claims c JOIN relays h ON h.attribution_id = c.id "
        "WHERE c.document_id = :id ORDER BY h.attribution_id, h.n"
    )
    found: dict[int, list[int]] = {}
    for number, voice in connection.execute(query, {"id": document_id}):
        found.setdefault(number, []).append(voice)
    return found


def _live_parent(node: _Node, nodes: Mapping[int, _Node], stands_for: Mapping[int | None, int]) -> int | None:
    """The nearest attribution above that still stands: a replaced one's successor, a rejected one's own parent."""
    seen = {node.id}
    number = node.found_parent
    while number is not None and number not in seen:
        seen.add(number)
        above = nodes[number]
        if above.state == "replaced":
            number = stands_for.get(above.verdict_id, above.found_parent)
        elif above.state == "rejected":
            number = above.found_parent
        else:
            return number
    return None


def _chain(node: _Node, nodes: Mapping[int, _Node], stands_for: Mapping[int | None, int]) -> list[int]:
    """As read where nothing above was judged otherwise; else the parent's chain and the voice itself."""
    if node.state not in HUMAN and _untouched(node, nodes):
        return node.found_chain
    chain: list[int] = []
    seen: set[int] = set()
    at: _Node | None = node
    while at is not None and at.id not in seen:
        seen.add(at.id)
        chain.append(at.voice_id)
        parent = _live_parent(at, nodes, stands_for)
        at = nodes[parent] if parent is not None else None
    return _without_repeats(chain[::-1])


def _without_repeats(chain: Sequence[int]) -> list[int]:
    return [v for n, v in enumerate(chain) if n == 0 or v != chain[n - 1]]


def _untouched(node: _Node, nodes: Mapping[int, _Node]) -> bool:
    seen: set[int] = set()
    number = node.found_parent
    while number is not None and number not in seen:
        seen.add(number)
        above = nodes[number]
        if above.state not in ("read", "accepted"):
            return False
        number = above.found_parent
    return True
