"""Search over the words of documents, over claims and over voices, with filters; each hit says where its words stand.

A query is words, ``"words in quotation marks"`` that must follow each other, ``word*`` for beginnings and ``-word`` for
what must not occur. All must occur together: in one document, or in one claim. Endings are ignored (officials, official).
"""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from headwater.store.names import fold
from headwater.store.query import LONGEST, Query, follows, word_places

_MARKS = (("\ufdd0", "\ufdd1"), ("\ufdd2", "\ufdd3"), ("\ufdd4", "\ufdd5"))

AROUND = 70
"""Code points shown either side of a hit."""

LONGEST_PLACE = 240
"""Code points from the first to the last hit shown together."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents, voices and claims to keep; None or empty keeps all. Dates are ISO and inclusive."""

    kinds: tuple[str, ...] = ()
    named: bool | None = None
    certainty: tuple[str, ...] = ()
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    document_id: int | None = None
    case_voice_id: int | None = None
    own: bool | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a document around a hit: ``text`` is what stands at ``[start, end)``, ``hits`` lie inside it."""

    start: int
    end: int
    text: str
    hits: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class TextHit:
    """A document whose words match, with the places in order."""

    document_id: int
    title: str | None
    publisher: str | None
    published: str | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ClaimHit:
    """A claim whose words match. ``voice`` is None for the page's author; ``hits`` are offsets in the document."""

    claim_id: int
    document_id: int
    title: str | None
    publisher: str | None
    published: str | None
    own: bool
    case_voice_id: int | None
    voice: str | None
    kind: str | None
    certainty: str
    state: str
    start: int
    end: int
    text: str
    hits: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Found:
    """One page of results, and how many there are in all."""

    total: int
    hits: Sequence[Any] = field(default_factory=tuple)


def search_text(
    connection: Connection,
    words: str,
    filters: Filters | None = None,
    *,
    limit: int = 20,
    offset: int = 0,
    places: int = 3,
) -> Found:
    """Documents whose title or text has all the words, best first, with up to ``places`` places each."""
    query = Query.of(words).match()
    if not query:
        return Found(0)
    where, values = _document_filter(filters or Filters())
    values |= {"match": query, "limit": limit, "offset": offset}
    base = f"FROM text_index i JOIN documents d ON d.id = i.rowid WHERE text_index MATCH :match AND {where}"
    total = connection.execute(text(f"SELECT count(*) {base}"), values).scalar_one()
    columns = (
        "SELECT d.id, d.title, d.publisher, d.published, d.text, highlight(text_index, 1, :open, :close) AS marked "
    )
    # FTS5 sorts by rank itself and only then makes the marks, so they are made for one page, not for all that match
    order = "ORDER BY i.rank LIMIT :limit OFFSET :offset"
    values |= dict(zip(("open", "close"), _MARKS[0], strict=True))
    rows = connection.execute(text(f"{columns} {base} {order}"), values).all()
    hits = [
        TextHit(r.id, r.title, r.publisher, r.published, tuple(_places(connection, query, r, places))) for r in rows
    ]
    return Found(total, hits)


def _document_filter(filters: Filters) -> tuple[str, dict[str, Any]]:
    """Conditions on ``documents d``. Filters on voices and certainty keep documents that have such a claim."""
    where = ["d.removed IS NULL"]
    values: dict[str, Any] = {}
    for name, condition in (
        ("publisher", "d.publisher = :publisher"),
        ("since", "d.published >= :since"),
        ("until", "substr(d.published, 1, length(:until)) <= :until"),
        ("document_id", "d.id = :document_id"),
    ):
        if (value := getattr(filters, name)) is not None:
            where.append(condition)
            values[name] = value
    claim, more = _claim_filter(filters)
    if claim:
        where.append(
            "EXISTS (SELECT 1 FROM claims c LEFT JOIN attributions t ON t.id = c.id LEFT JOIN voices v ON v.id = t.voice_id "
            "LEFT JOIN case_voices cv ON cv.id = v.case_voice_id JOIN certainties y ON y.id = c.certainty_id "
            f"WHERE c.document_id = d.id AND c.live AND {' AND '.join(claim)})"
        )
    return " AND ".join(where), values | more


def _claim_filter(filters: Filters) -> tuple[list[str], dict[str, Any]]:
    """Conditions on ``claims c``, ``certainties y`` and ``case_voices cv``; the page's author is a voice of kind author."""
    where: list[str] = []
    values: dict[str, Any] = {}
    for name, choices in (("kind", filters.kinds), ("certainty", filters.certainty)):
        if choices:
            keys = [f"{name}{n}" for n in range(len(choices))]
            column = "coalesce(cv.kind, 'author')" if name == "kind" else "y.label"
            where.append(f"{column} IN ({', '.join(':' + k for k in keys)})")
            values |= dict(zip(keys, choices, strict=True))
    for name, condition in (
        ("named", "cv.named = :named"),
        ("case_voice_id", "cv.id = :case_voice_id"),
        ("own", "c.own = :own"),
    ):
        if (value := getattr(filters, name)) is not None:
            where.append(condition)
            values[name] = int(value)
    return where, values


def _places(connection: Connection, query: str, row: Any, most: int) -> list[Place]:
    """The hits in one document, neighbours shown together. A text that holds the marks itself is marked with others."""
    marked = row.marked
    for opening, closing in _MARKS:
        if opening not in row.text and closing not in row.text:
            if marked is None:
                sql = "SELECT highlight(text_index, 1, ?, ?) FROM text_index WHERE text_index MATCH ? AND rowid = ?"
                marked = connection.exec_driver_sql(sql, (opening, closing, query, row.id)).scalar_one()
            return _around(row.text, _marked(marked, opening, closing), most)
        marked = None
    return []


def _marked(marked: str, opening: str, closing: str) -> list[tuple[int, int]]:
    """Where the marked words stand in the text without the marks."""
    first, *rest = marked.split(opening)
    at, hits = len(first), []
    for part in rest:
        word, _, after = part.partition(closing)
        hits.append((at, at + len(word)))
        at += len(word) + len(after)
    return hits


def _around(words: str, hits: Sequence[tuple[int, int]], most: int) -> list[Place]:
    groups: list[list[tuple[int, int]]] = []
    for hit in hits:
        near = groups and hit[0] - groups[-1][-1][1] < 2 * AROUND
        if near and hit[1] - groups[-1][0][0] < LONGEST_PLACE:
            groups[-1].append(hit)
        elif len(groups) < most:
            groups.append([hit])
        else:
            break
    places = []
    for group in groups:
        start, end = _whole_words(words, max(0, group[0][0] - AROUND), min(len(words), group[-1][1] + AROUND))
        places.append(Place(start, end, words[start:end], tuple(group)))
    return places


def _whole_words(words: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends inward to spaces, unless that is far."""
    if start > 0 and (space := words.find(" ", start, start + 20)) >= 0:
        start = space + 1
    if end < len(words) and (space := words.rfind(" ", end - 20, end)) >= 0:
        end = space
    return start, end


_CLAIM_COLUMNS = """
SELECT c.id, c.document_id, d.title, d.publisher, d.published, c.own, cv.id AS case_voice_id, cv.name AS voice, cv.kind,
  y.label AS certainty, c.state, c."start", c."end"
FROM claims c JOIN documents d ON d.id = c.document_id JOIN certainties y ON y.id = c.certainty_id
LEFT JOIN attributions t ON t.id = c.id LEFT JOIN voices v ON v.id = t.voice_id
LEFT JOIN case_voices cv ON cv.id = v.case_voice_id
WHERE c.id IN """


def search_claims(
    connection: Connection, words: str, filters: Filters | None = None, *, limit: int = 20, offset: int = 0
) -> Found:
    """Live claims that have all the words, newest document first."""
    query = Query.of(words)
    match = query.match(phrases=False)
    if not match:
        return Found(0)
    matching, values = _matching_claims(match, filters or Filters())
    if query.has_phrases:
        ids = list(connection.execute(text(f"SELECT c.id {matching} {_NEWEST}"), values).scalars())
        texts = _texts(connection, ids)
        ids = [i for i in ids if follows(texts[i], query)]
        total, page = len(ids), ids[offset : offset + limit]
    else:
        # a common word is in half of all claims: the database counts and sorts them without handing them over
        total = connection.execute(text(f"SELECT count(*) {matching}"), values).scalar_one()
        some = f"SELECT c.id {matching} {_NEWEST} LIMIT :limit OFFSET :offset"
        page = list(connection.execute(text(some), values | {"limit": limit, "offset": offset}).scalars())
    sql = f"{_CLAIM_COLUMNS} ({','.join(map(str, page))})"
    rows = {int(row["id"]): dict(row) for row in connection.exec_driver_sql(sql).mappings()}
    texts = _texts(connection, page)
    return Found(total, [_claim_hit(rows[i], texts[i], query) for i in page])


_NEWEST = (
    'ORDER BY (SELECT published FROM documents WHERE id = c.document_id) DESC, c.document_id DESC, c."start", c.id'
)


def _matching_claims(match: str, filters: Filters) -> tuple[str, dict[str, Any]]:
    """What comes after SELECT for all claims that match. Joins only what a filter needs: common words match most claims."""
    document, values = _document_filter(Filters(**{k: getattr(filters, k) for k in _OF_DOCUMENTS}))
    claim, more = _claim_filter(filters)
    joins = [
        "JOIN documents d ON d.id = c.document_id" if len(values) else "",
        "JOIN certainties y ON y.id = c.certainty_id LEFT JOIN attributions t ON t.id = c.id LEFT JOIN voices v "
        "ON v.id = t.voice_id LEFT JOIN case_voices cv ON cv.id = v.case_voice_id" if claim else "",
    ]  # fmt: skip
    where = " AND ".join(["claim_index MATCH :match", "c.live", *([document] if len(values) else []), *claim])
    found = f"FROM claim_index i JOIN claims c ON c.id = i.rowid {' '.join(joins)} WHERE {where}"
    return found, values | more | {"match": match}


_OF_DOCUMENTS = ("publisher", "since", "until", "document_id")


def _texts(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for at in range(0, len(ids), 500):
        some = ",".join(map(str, ids[at : at + 500]))
        found.update(
            (r[0], r[1]) for r in connection.exec_driver_sql(f"SELECT id, text FROM claim_texts WHERE id IN ({some})")
        )
    return found


def _claim_hit(row: Mapping[str, Any], words: str, query: Query) -> ClaimHit:
    hits: tuple[tuple[int, int], ...] = ()
    if len(words) == row["end"] - row["start"]:  # in one piece, so that places in it are places in the document
        hits = tuple((row["start"] + a, row["start"] + b) for a, b in word_places(words, query))
    return ClaimHit(
        claim_id=row["id"], own=bool(row["own"]), text=words, hits=hits,
        **{k: row[k] for k in ("document_id", "title", "publisher", "published", "case_voice_id", "voice", "kind",
                               "certainty", "state", "start", "end")},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class VoiceHit:
    """A case voice one of whose names matches. ``matched`` is the name found, which may be one merged into it."""

    case_voice_id: int
    key: str
    name: str
    kind: str
    named: bool
    matched: str
    statements: int


def search_voices(
    connection: Connection, words: str, filters: Filters | None = None, *, limit: int = 20, offset: int = 0
) -> Found:
    """Case voices with all the words somewhere in a name, those who say most first."""
    parts = fold(words[:200]).split()[:LONGEST]
    if not parts:
        return Found(0)
    filters = filters or Filters()
    where: list[str] = []
    values: dict[str, Any] = {}
    for n, part in enumerate(parts):
        where.append(f"f.folded LIKE :part{n} ESCAPE '\\'")
        values[f"part{n}"] = "%" + re.sub(r"([%_\\])", r"\\\1", part) + "%"
    claim, more = _claim_filter(Filters(kinds=filters.kinds, named=filters.named))
    sql = (
        "SELECT cv.id, cv.key, cv.name, cv.kind, cv.named, f.name AS matched, "
        "cv.statements "
        "FROM case_voices f JOIN case_voices cv ON cv.id = coalesce(f.merged_into, f.id) "
        f"WHERE {' AND '.join([*where, *claim])} "
        "GROUP BY cv.id ORDER BY cv.statements DESC, cv.name, cv.id"
    )
    rows = connection.execute(text(sql), values | more).all()
    hits = [
        VoiceHit(r.id, r.key, r.name, r.kind, bool(r.named), r.matched, r.statements)
        for r in rows[offset : offset + limit]
    ]
    return Found(len(rows), hits)
