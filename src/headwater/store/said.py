"""Who said what: the attributions of a document, the voices of the case, and everything one voice said."""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from headwater.store.names import Piece, attribution_subject

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice in a chain: the document's row, and the case voice it counts as."""

    voice_id: int
    case_voice_id: int
    key: str
    name: str
    kind: str
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A statement: who says it, the words that say so, and how it is put.

    ``subject`` is what a verdict on it is about. ``chain`` ends with the voice. Ranges are ``[start, end)`` in the document's
    text. ``certainty``, ``low`` and ``high`` are the voice's; ``confidence`` is the tool's own, None for what a person gave.
    ``credibility`` is what a person holds of the report, 1 to 6 (Admiralty).
    """

    subject: str
    chain: tuple[Speaker, ...]
    source: Range | None
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    markers: tuple[Range, ...]
    evidence: tuple[Range, ...]
    future: Range | None
    stance: str
    basis: str
    certainty: str
    low: float | None
    high: float | None
    confidence: float | None
    state: str
    verdict_id: int | None
    credibility: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Stated):
    """One attribution with all that a page shows of it.

    ``local`` is its id in the Reading. ``carried`` says ``stands``, ``carried`` or ``review`` where a verdict is behind ``state``,
    and ``why``.
    """

    claim_id: int
    local: str
    document_id: int
    title: str | None
    publisher: str | None
    published: str | None
    parent_id: int | None
    form: str
    live: bool
    carried: str | None
    why: str | None
    words: str

    @property
    def voice(self) -> Speaker:
        """Who says it."""
        return self.chain[-1]

    def now(self, parent: str | None = None) -> dict[str, Any]:
        """The attribution as the ``now`` of an ``edit`` verdict, to be changed where it is wrong.

        ``parent`` is the subject of the attribution it is to hang on.
        """
        return {
            **self.shown(),
            "source": list(self.source) if self.source else None,
            "cue": [list(piece) for piece in self.cue],
            "content": [list(piece) for piece in self.content],
            "voice": {
                "key": self.voice.key,
                "name": self.voice.name,
                "kind": self.voice.kind,
                "named": self.voice.named,
            },
            "parent": parent,
            "form": self.form,
            "stance": self.stance,
            "basis": self.basis,
            "certainty": {"label": self.certainty, "low": self.low, "high": self.high},
        }

    def shown(self) -> dict[str, Any]:
        """The words that show certainty, basis and horizon, as a verdict holds them: what there is of them."""
        found: dict[str, Any] = {
            "markers": [list(piece) for piece in self.markers],
            "evidence": [list(piece) for piece in self.evidence],
            "future": list(self.future) if self.future else None,
        }
        return {name: value for name, value in found.items() if value}


_SAID = """
SELECT c.id, t.local, c.document_id, d.title, d.publisher, d.published, d.key, c."start", c."end", c.future_start, c.future_end,
  c.state, c.live, c.verdict_id, t.parent_id, t.voice_id, t.source_start, t.source_end, t.cue_start, t.cue_end, t.confidence, t.credibility,
  m.form, m.stance, m.basis, y.label, y.low, y.high, r.state AS carried, r.why, u.subject AS given_subject,
  substr(d.text, c."start" + 1, c."end" - c."start") AS words
FROM claims c JOIN attributions t ON t.id = c.id JOIN documents d ON d.id = c.document_id
JOIN manners m ON m.id = t.manner_id JOIN certainties y ON y.id = c.certainty_id
LEFT JOIN carried r ON r.verdict_id = c.verdict_id AND r.document_id = c.document_id
LEFT JOIN verdicts u ON u.id = c.verdict_id AND c.state IN ('edited', 'added')
"""


def attributions(connection: Connection, document_id: int, *, everything: bool = False) -> list[Said]:
    """The attributions of a document in order of the text; with ``everything`` also rejected and replaced ones."""
    where = 'WHERE c.document_id = :id AND (c.live OR :everything) ORDER BY c."start", c."end" DESC, c.id'
    return _said(connection, f"{_SAID} {where}", {"id": document_id, "everything": everything})


def attribution(connection: Connection, claim_id: int) -> Said | None:
    """One attribution by the number of its claim."""
    found = _said(connection, f"{_SAID} WHERE c.id = :id", {"id": claim_id})
    return found[0] if found else None


def said_by(
    connection: Connection, case_voice_id: int, *, relayed: bool = False, limit: int = 50, offset: int = 0
) -> list[Said]:
    """Everything a voice said in the case, in order of time, each with the chain it came through.

    With ``relayed``: what others said through it.
    """
    ids = said_numbers(connection, case_voice_id, relayed=relayed, limit=limit, offset=offset)
    found = {s.claim_id: s for s in _said(connection, f"{_SAID} WHERE c.id IN ({','.join(map(str, ids))})", {})}
    return [found[i] for i in ids]


def said_numbers(
    connection: Connection, case_voice_id: int, *, relayed: bool = False, limit: int = 50, offset: int = 0
) -> list[int]:
    """The claims of everything a voice said (or that was said through it), in the order of ``said_by``."""
    which = (
        "SELECT h.attribution_id FROM voices v JOIN relays h ON h.voice_id = v.id WHERE v.case_voice_id = :id"
        if relayed
        else "SELECT t.id FROM voices v JOIN attributions t ON t.voice_id = v.id WHERE v.case_voice_id = :id"
    )
    sql = (
        f"SELECT c.id FROM claims c JOIN documents d ON d.id = c.document_id WHERE c.live AND c.id IN ({which}) "
        'ORDER BY d.published IS NULL, d.published, d.id, c."start", c.id LIMIT :limit OFFSET :offset'
    )
    values = {"id": case_voice_id, "limit": limit, "offset": offset}
    return [int(n) for n in connection.execute(text(sql), values).scalars()]


def _said(connection: Connection, sql: str, values: dict[str, Any]) -> list[Said]:
    rows = connection.execute(text(sql), values).all()
    ids = ",".join(str(row.id) for row in rows)
    spans = _spans(connection, ids)
    chains = _relays(connection, ids)
    speakers = _speakers(connection, {row.voice_id for row in rows} | {v for c in chains.values() for v in c})
    return [_one(row, spans, tuple(speakers[v] for v in (*chains.get(row.id, ()), row.voice_id))) for row in rows]


def _spans(connection: Connection, ids: str) -> dict[tuple[int, str], list[Piece]]:
    found: dict[tuple[int, str], list[Piece]] = defaultdict(list)
    sql = f'SELECT claim_id, role, "start", "end" FROM spans WHERE claim_id IN ({ids}) ORDER BY claim_id, role, n'
    for number, role, start, end in connection.exec_driver_sql(sql):
        found[number, role].append((start, end))
    return found


def _relays(connection: Connection, ids: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    sql = f"SELECT attribution_id, voice_id FROM relays WHERE attribution_id IN ({ids}) ORDER BY attribution_id, n"
    for number, voice in connection.exec_driver_sql(sql):
        found[number].append(voice)
    return found


def _speakers(connection: Connection, ids: Iterable[int]) -> dict[int, Speaker]:
    sql = (
        "SELECT v.id, c.id, c.key, c.name, c.kind, c.named FROM voices v JOIN case_voices c ON c.id = v.case_voice_id "
        f"WHERE v.id IN ({','.join(map(str, ids))})"
    )
    return {r[0]: Speaker(r[0], r[1], r[2], r[3], r[4], bool(r[5])) for r in connection.exec_driver_sql(sql)}


def _one(row: Any, spans: dict[tuple[int, str], list[Piece]], chain: tuple[Speaker, ...]) -> Said:
    def pieces(role: str, start: int | None, end: int | None) -> tuple[Range, ...]:
        whole = () if start is None or end is None else ((start, end),)
        return tuple(spans.get((row.id, role), whole))

    source = None if row.source_start is None else (row.source_start, row.source_end)
    content = pieces("content", row.start, row.end)
    return Said(
        claim_id=row.id,
        local=row.local,
        document_id=row.document_id,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        subject=row.given_subject or attribution_subject(row.key, source, content),
        parent_id=row.parent_id,
        chain=chain,
        source=source,
        cue=pieces("cue", row.cue_start, row.cue_end),
        content=content,
        markers=pieces("marker", None, None),
        evidence=pieces("evidence", None, None),
        future=None if row.future_start is None else (row.future_start, row.future_end),
        form=row.form,
        stance=row.stance,
        basis=row.basis,
        certainty=row.label,
        low=row.low,
        high=row.high,
        confidence=row.confidence,
        credibility=row.credibility,
        state=row.state,
        live=bool(row.live),
        verdict_id=row.verdict_id,
        carried=row.carried,
        why=row.why,
        words=row.words,
    )


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """A case voice in a list: how much it says in how many documents, first and last when; ``only`` who published the one."""

    id: int
    key: str
    name: str
    kind: str
    named: bool
    reliability: str | None
    statements: int
    documents: int
    first: str | None
    last: str | None
    only: str | None = None


_VOICES = """
SELECT cv.id, cv.key, cv.name, cv.kind, cv.named, cv.reliability, cv.statements, (
    SELECT count(DISTINCT v.document_id) FROM voices v WHERE v.case_voice_id = cv.id AND v.statements), (
    SELECT min(d.published) FROM voices v JOIN documents d ON d.id = v.document_id
    WHERE v.case_voice_id = cv.id AND v.statements), (
    SELECT max(d.published) FROM voices v JOIN documents d ON d.id = v.document_id
    WHERE v.case_voice_id = cv.id AND v.statements), (
    SELECT CASE WHEN count(DISTINCT d.id) = 1 THEN max(coalesce(d.publisher, d.title)) END FROM voices v
    JOIN documents d ON d.id = v.document_id WHERE v.case_voice_id = cv.id AND v.statements)
FROM case_voices cv WHERE cv.merged_into IS NULL AND """


def voices(
    connection: Connection,
    *,
    kinds: Sequence[str] = (),
    named: bool | None = None,
    silent: bool = False,
    limit: int = 100,
    offset: int = 0,
) -> list[VoiceLine]:
    """Case voices, those who say most first; ``silent`` also lists those who only relay or are mentioned."""
    keys = [f"kind{n}" for n in range(len(kinds))]
    where = [f"cv.kind IN ({', '.join(':' + k for k in keys)})"] if kinds else []
    where += ["(:silent OR cv.statements > 0)", "(:named IS NULL OR cv.named = :named)"]
    values: dict[str, Any] = dict(zip(keys, kinds, strict=True))
    values |= {"silent": silent, "named": named, "limit": limit, "offset": offset}
    order = "ORDER BY cv.statements DESC, cv.name, cv.id LIMIT :limit OFFSET :offset"
    rows = connection.execute(text(f"{_VOICES} {' AND '.join(where)} {order}"), values)
    return [_voice_line(row) for row in rows]


def voice(connection: Connection, case_voice_id: int) -> VoiceLine | None:
    """One case voice; of a voice merged into another, that other one."""
    sql = "SELECT coalesce(merged_into, id) FROM case_voices WHERE id = ?"
    root = connection.exec_driver_sql(sql, (case_voice_id,)).scalar_one_or_none()
    row = connection.exec_driver_sql(f"{_VOICES} cv.id = ?", (root,)).one_or_none() if root is not None else None
    return None if row is None else _voice_line(row)


def _voice_line(row: Any) -> VoiceLine:
    return VoiceLine(row[0], row[1], row[2], row[3], bool(row[4]), *row[5:11])


def voice_counts(connection: Connection) -> dict[tuple[str, bool], tuple[int, int]]:
    """For each kind, named or not: how many voices speak, and how much they say."""
    sql = "SELECT kind, named, count(*), sum(statements) FROM case_voices WHERE statements > 0 GROUP BY kind, named"
    return {(r[0], bool(r[1])): (r[2], r[3]) for r in connection.exec_driver_sql(sql)}


@dataclass(frozen=True, slots=True)
class Alias:
    """A name under which a case voice was found, in which documents, and why its spellings were joined there."""

    found_key: str
    name: str
    documents: tuple[int, ...]
    document_keys: tuple[str, ...]
    joined: tuple[str, ...]


def aliases(connection: Connection, case_voice_id: int) -> list[Alias]:
    """How the documents name a case voice, the commonest first. Splitting takes ``found_key`` and ``document_keys``."""
    sql = (
        "SELECT f.key, v.name, v.document_id, d.key AS document, v.joined FROM voices v "
        "JOIN case_voices f ON f.id = v.found_case_voice_id JOIN documents d ON d.id = v.document_id "
        "WHERE v.case_voice_id = ? ORDER BY v.document_id, v.id"
    )
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in connection.exec_driver_sql(sql, (case_voice_id,)):
        groups[row.key, row.name].append(row)
    found = [
        Alias(key, name, tuple(r.document_id for r in rows), tuple(r.document for r in rows),
              tuple(sorted({j for r in rows for j in _list(r.joined)})))
        for (key, name), rows in groups.items()
    ]  # fmt: skip
    return sorted(found, key=lambda a: (-len(a.documents), a.name))


def _list(value: str) -> list[str]:
    return [str(item) for item in json.loads(value)]
