"""Documents and their captures: saved once, never changed."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, insert, select, text

from headwater.errors import BadFormat
from headwater.model import Document, Markup, Residue
from headwater.model_json import document_to_dict
from headwater.store import schema
from headwater.store.names import address_of, archived_time

_RAW = 256
"""Originals shorter than this, or that compression makes no smaller, are kept as they are."""


@dataclass(frozen=True)
class Original:
    """The bytes as captured, ready to be kept: hashed and compressed outside the writer's transaction."""

    sha256: str
    length: int
    packing: str
    packed: bytes
    media: str | None = None

    @classmethod
    def of(cls, data: bytes, media: str | None = None) -> Original:
        """Hash and compress ``data``."""
        packed = zlib.compress(data, 6) if len(data) >= _RAW else data
        packing = "zlib" if len(packed) < len(data) else "none"
        return cls(hashlib.sha256(data).hexdigest(), len(data), packing, packed if packing == "zlib" else data, media)


@dataclass(frozen=True)
class Capture:
    """One document as it was captured: its text, the bytes it was made from, and when (UTC, ISO).

    ``fetched`` says the bytes came over the network, so that the same bytes may be captured again later.
    """

    document: Document
    original: Original
    captured: str = field(default_factory=schema.now)
    fetched: bool = False


@dataclass(frozen=True)
class Saved:
    """What became of a capture: the document's row, and whether the text or only the capture is new."""

    document_id: int
    version: int
    new_text: bool
    new_capture: bool


def stage_id(connection: Connection, name: str, version: str) -> int:
    """The row of a stage at a version; made if it is new."""
    table = schema.stages
    query = select(table.c.id).where(table.c.name == name, table.c.version == version)
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        found = connection.execute(insert(table).returning(table.c.id), {"name": name, "version": version}).scalar_one()
    return int(found)


def known(connection: Connection, document: Document) -> int | None:
    """The row of this text at this address, if the case has it."""
    table, addresses = schema.documents, schema.addresses
    query = (
        select(table.c.id)
        .join(addresses, addresses.c.id == table.c.address_id)
        .where(
            (table.c.key == document.id)
            | ((addresses.c.address == _clean(address_of(document))) & (table.c.sha256 == document.sha256))
        )
        .order_by(table.c.key != document.id)
        .limit(1)
    )
    found = connection.execute(query).scalar_one_or_none()
    return found if found is not None or document.url else _same_words(connection, document)


def _same_words(connection: Connection, document: Document) -> int | None:
    """A file without an address of its own is the same document wherever a copy of it lies."""
    table = schema.documents
    query = select(table.c.id).where(
        table.c.sha256 == document.sha256, table.c.url.is_(None), table.c.title.is_(document.title)
    )
    return connection.execute(query.order_by(table.c.id).limit(1)).scalar_one_or_none()


def save(connection: Connection, capture: Capture, stage: int) -> Saved:
    """Save a capture: the text if it is new at its address, the capture if it is new. Raises BadFormat for text SQLite
    can't hold.
    """
    document = capture.document
    _refuse_unstorable(document)
    document_id = known(connection, document)
    new_text = document_id is None
    if document_id is None:
        document_id = _insert(connection, document, stage)
    new_capture = _save_capture(connection, capture, document_id)
    table = schema.documents
    version = connection.execute(select(table.c.version).where(table.c.id == document_id)).scalar_one()
    return Saved(document_id, version, new_text, new_capture)


def _refuse_unstorable(document: Document) -> None:
    try:
        document.text.encode("utf-8")
    except UnicodeEncodeError:
        problem = "the text holds half characters (lone surrogates)"
    else:
        if "\x00" not in document.text:
            return
        problem = "the text holds NUL characters"
    raise BadFormat(document.origin, problem, "a case file can't keep it; save the page again as UTF-8")


def _insert(connection: Connection, document: Document, stage: int) -> int:
    address_id = _address_id(connection, address_of(document))
    table = schema.documents
    last = connection.execute(select(func.max(table.c.version)).where(table.c.address_id == address_id)).scalar_one()
    row = {
        "key": document.id,
        "address_id": address_id,
        "version": (last or 0) + 1,
        "sha256": document.sha256,
        **{name: _clean(getattr(document, name)) for name in ("origin", "url", "title", "publisher", "published")},
        "authors": json.dumps([_clean(a) for a in document.authors], ensure_ascii=False),
        "language": document.language,
        "added": schema.now(),
        "stage_id": stage,
        "digest": digest(document),
        "text": document.text,
    }
    document_id = int(connection.execute(insert(table).returning(table.c.id), row).scalar_one())
    _insert_ranges(connection, document, document_id)
    connection.execute(
        text("INSERT INTO text_index (rowid, title, text) VALUES (:id, :title, :text)"),
        {"id": document_id, "title": row["title"], "text": document.text},
    )
    return document_id


def _clean(value: str | None) -> str | None:
    """Metadata as SQLite can hold it; unlike the text, it carries no offsets."""
    return None if value is None else value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def digest(document: Document) -> str:
    """SHA-256 over everything of a document, as the case can hold it."""
    data = document_to_dict(document)
    del data["id"]  # made from the uncleaned origin
    for name in ("origin", "url", "title", "publisher", "published"):
        data[name] = _clean(data[name])
    data["authors"] = [_clean(a) for a in data["authors"]]
    data["markup"] = [{**m, "target": _clean(m["target"])} for m in data["markup"]]
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _address_id(connection: Connection, address: str) -> int:
    table = schema.addresses
    address = _clean(address) or ""
    found = connection.execute(select(table.c.id).where(table.c.address == address)).scalar_one_or_none()
    if found is None:
        found = connection.execute(insert(table).returning(table.c.id), {"address": address}).scalar_one()
    return int(found)


def _insert_ranges(connection: Connection, document: Document, document_id: int) -> None:
    if document.markup:
        connection.execute(
            insert(schema.markup),
            [
                {
                    "document_id": document_id,
                    "n": n,
                    "start": m.start,
                    "end": m.end,
                    "kind": m.kind,
                    "target": _clean(m.target),
                }
                for n, m in enumerate(document.markup)
            ],
        )
    if document.residue:
        connection.execute(
            insert(schema.residue),
            [
                {"document_id": document_id, "n": n, "start": r.start, "end": r.end, "kind": r.kind}
                for n, r in enumerate(document.residue)
            ],
        )


def _save_capture(connection: Connection, capture: Capture, document_id: int) -> bool:
    """Whether a row was written. A file seen before is not captured again; an address is, once its text has changed."""
    original_id = _original_id(connection, capture.original)
    origin = _clean(capture.document.origin)
    table = schema.captures
    same = select(table.c.id).where(
        table.c.document_id == document_id, table.c.original_id == original_id, table.c.origin == origin
    )
    last = select(table.c.document_id).where(table.c.origin == origin).order_by(table.c.id.desc()).limit(1)
    seen = connection.execute(same.limit(1)).scalar_one_or_none() is not None
    if seen and (not capture.fetched or connection.execute(last).scalar_one_or_none() == document_id):
        return False
    captured = archived_time(capture.document.origin) or capture.captured
    row: dict[str, Any] = {"origin": origin, "captured": captured, "added": schema.now()}
    row["digest"] = capture_digest(document_id, capture.original.sha256, **row)
    connection.execute(insert(table), {"document_id": document_id, "original_id": original_id, **row})
    return True


def capture_digest(document_id: int, original: str, origin: str, captured: str, added: str) -> str:
    """SHA-256 that ``check`` compares."""
    return hashlib.sha256(json.dumps([document_id, original, origin, captured, added]).encode()).hexdigest()


def _original_id(connection: Connection, original: Original) -> int:
    table = schema.originals
    found = connection.execute(select(table.c.id).where(table.c.sha256 == original.sha256)).scalar_one_or_none()
    if found is None:
        row = {
            "sha256": original.sha256,
            "length": original.length,
            "media": original.media,
            "packing": original.packing,
            "bytes": original.packed,
        }
        found = connection.execute(insert(table).returning(table.c.id), row).scalar_one()
    return int(found)


def load(connection: Connection, document_id: int) -> Document:
    """The document as it was saved. Raises LookupError if there is none of this number."""
    table = schema.documents
    row = connection.execute(select(*table.c).where(table.c.id == document_id)).mappings().one_or_none()
    if row is None:
        raise LookupError(f"no document {document_id}")
    return Document(
        origin=row["origin"],
        text=row["text"],
        title=row["title"],
        authors=tuple(json.loads(row["authors"])),
        publisher=row["publisher"],
        published=row["published"],
        url=row["url"],
        language=row["language"],
        markup=tuple(Markup(*r) for r in _ranges(connection, "markup", "target", document_id)),
        residue=tuple(Residue(*r[:3]) for r in _ranges(connection, "residue", "NULL", document_id)),
    )


def _ranges(connection: Connection, name: str, last: str, document_id: int) -> Iterable[Any]:
    query = text(f'SELECT "start", "end", kind, {last} FROM {name} WHERE document_id = :id ORDER BY n')  # noqa: S608
    return [tuple(row) for row in connection.execute(query, {"id": document_id})]


def original_bytes(connection: Connection, original_id: int) -> bytes:
    """The bytes as captured. Raises zlib.error if what is kept of them was damaged."""
    table = schema.originals
    row = connection.execute(select(table.c.packing, table.c.bytes).where(table.c.id == original_id)).one()
    return zlib.decompress(row.bytes) if row.packing == "zlib" else bytes(row.bytes)
