"""Documents and their captures: saved once, never changed."""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from sqlalchemy import Connection, select, text

from headwater.errors import BadFormat
from headwater.model import Document, Markup, Residue
from headwater.model_json import document_to_dict
from headwater.store import schema
from headwater.store.ledger import ledger
from headwater.store.names import address_of, archived_time

_WINDOW = 32_768
"""How far back zlib looks, and so how much of a text can serve as a dictionary."""


@dataclass(frozen=True)
class Original:
    """The bytes as captured, ready to be kept: hashed and compressed outside the writer's transaction.

    They are compressed with the canonical text as zlib's dictionary (packing ``zlib+text``): most of a page's words stand
    there already.
    """

    sha256: str
    length: int
    packing: Literal["zlib+text", "none"]
    packed: bytes
    media: str | None = None

    @classmethod
    def of(cls, data: bytes, document: Document, media: str | None = None) -> Original:
        """Hash and compress ``data``, from which ``document`` was made."""
        words = _dictionary(_clean(document.title), _clean(document.url), document.text)
        packer = zlib.compressobj(9, zdict=words)
        packed = packer.compress(data) + packer.flush()
        digest_ = hashlib.sha256(data).hexdigest()
        if len(packed) < len(data):
            return cls(digest_, len(data), "zlib+text", packed, media)
        return cls(digest_, len(data), "none", data, media)


def _dictionary(title: str | None, url: str | None, words: str) -> bytes:
    return f"{words} {title} {url}".encode("utf-8", "replace")[-_WINDOW:]


@dataclass(frozen=True)
class Capture:
    """One document as it was captured: its text, the bytes it was made from, and when (UTC, ISO).

    ``fetched`` says the bytes came over the network, so that the same bytes may be captured again later.
    """

    document: Document
    original: Original
    captured: str = field(default_factory=schema.now)
    fetched: bool = False

    @cached_property
    def digest(self) -> str:
        """The seal over the document. Asked for once where it is read, it need not be made where it is saved."""
        return digest(self.document)


@dataclass(frozen=True)
class Saved:
    """What became of a capture: the document's row, and whether the text or only the capture is new."""

    document_id: int
    version: int
    new_text: bool
    new_capture: bool

    @property
    def what(self) -> Literal["new", "new version", "captured again", "known"]:
        """The same in words."""
        if self.new_text:
            return "new" if self.version == 1 else "new version"
        return "captured again" if self.new_capture else "known"


def _first(connection: Connection, sql: str, *values: Any) -> Any:
    """The first column of the first row, or None. Plain SQL, because these run several times for each document."""
    row = connection.exec_driver_sql(sql, values).first()
    return None if row is None else row[0]


def known(connection: Connection, document: Document) -> int | None:
    """The row of this text at this address, if the case has it.

    A file without an address of its own is the same document wherever a copy of it lies.
    """
    found = _first(connection, "SELECT id FROM documents WHERE key = ?", document.id)
    if found is None:
        same = "SELECT id FROM documents WHERE substr(sha256, 1, 20) = ? AND "
        short = document.sha256[:20]
        found = _first(connection, same + "address = ?", short, address_number(address_of(document)))
        if found is None and not document.url:
            title = _clean(document.title)
            found = _first(connection, same + "url IS NULL AND title IS ? ORDER BY id LIMIT 1", short, title)
    return None if found is None else int(found)


def seen(connection: Connection, origin: str, sha256: str) -> int | None:
    """The document that these very bytes gave when they were last captured from ``origin``."""
    sql = (
        "SELECT c.document_id FROM originals o JOIN captures c ON c.original_id = o.id "
        "WHERE substr(o.sha256, 1, 20) = ? AND c.origin = ? ORDER BY c.id DESC LIMIT 1"
    )
    found = _first(connection, sql, sha256[:20], _clean(origin))
    return None if found is None else int(found)


def save(connection: Connection, capture: Capture, stage: int) -> Saved:
    """Save a capture: the text if it is new at its address, the capture if it is new.

    Raises BadFormat for text SQLite can't hold.
    """
    document = capture.document
    _refuse_unstorable(document)
    document_id = known(connection, document)  # looked up again: another process may have added it since
    new_text = document_id is None
    if document_id is None:
        document_id = _insert(connection, capture, stage)
    new_capture = _save_capture(connection, capture, document_id)
    version = _first(connection, "SELECT version FROM documents WHERE id = ?", document_id)
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


def _insert(connection: Connection, capture: Capture, stage: int) -> int:
    document = capture.document
    address = address_number(address_of(document))
    last = _first(connection, "SELECT max(version) FROM documents WHERE address = ?", address)
    row = {
        "key": document.id,
        "address": address,
        "version": (last or 0) + 1,
        "sha256": document.sha256,
        **{name: _clean(getattr(document, name)) for name in ("origin", "url", "title", "publisher", "published")},
        "authors": json.dumps([_clean(a) for a in document.authors], ensure_ascii=False),
        "language": document.language,
        "added": schema.now(),
        "characters": len(document.text),
        "stage_id": stage,
        "digest": capture.digest,
        "text": document.text,
    }
    document_id = ledger(connection).insert("documents", row)
    _insert_ranges(connection, document, document_id)
    index = {"rowid": document_id, "title": row["title"], "text": document.text}
    ledger(connection).insert_many("text_index", [index])
    return document_id


def _clean(value: str | None) -> str | None:
    """Metadata as SQLite can hold it; unlike the text, it carries no offsets."""
    return None if value is None else value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def digest(document: Document) -> str:
    """The seal over everything of a document, as the case can hold it."""
    data = document_to_dict(document)
    del data["id"]  # made from the uncleaned origin
    for name in ("origin", "url", "title", "publisher", "published"):
        data[name] = _clean(data[name])
    data["authors"] = [_clean(a) for a in data["authors"]]
    data["markup"] = [{**m, "target": _clean(m["target"])} for m in data["markup"]]
    return seal(data)


def seal(data: Any) -> str:
    """The first thirty-two hex digits of the SHA-256 of plain data: enough to tell damage and tampering."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:32]


def address_number(address: str) -> int:
    """The first fifteen hex digits of an address's SHA-256, as a number."""
    return int(hashlib.sha256((_clean(address) or "").encode()).hexdigest()[:15], 16)


def address_of_row(document: Document) -> int:
    """What ``documents.address`` should be."""
    return address_number(address_of(document))


def _insert_ranges(connection: Connection, document: Document, document_id: int) -> None:
    markup = [
        {"document_id": document_id, "n": n, "start": m.start, "end": m.end, "kind": m.kind, "target": _clean(m.target)}
        for n, m in enumerate(document.markup)
    ]
    residue = [
        {"document_id": document_id, "n": n, "start": r.start, "end": r.end, "kind": r.kind}
        for n, r in enumerate(document.residue)
    ]
    ledger(connection).insert_many("markup", markup)
    ledger(connection).insert_many("residue", residue)


def _save_capture(connection: Connection, capture: Capture, document_id: int) -> bool:
    """Whether a row was written. A file seen before is not captured again; an address is, once its text has changed."""
    original_id = _original_id(connection, capture.original, document_id)
    origin = _clean(capture.document.origin)
    same = "SELECT 1 FROM captures WHERE document_id = ? AND original_id = ? AND origin = ?"
    last = "SELECT document_id FROM captures WHERE origin = ? ORDER BY id DESC LIMIT 1"
    if _first(connection, same, document_id, original_id, origin) is not None and (
        not capture.fetched or _first(connection, last, origin) == document_id
    ):
        return False
    captured = archived_time(capture.document.url or capture.document.origin) or capture.captured
    row: dict[str, Any] = {"origin": origin, "captured": captured, "added": schema.now()}
    row["digest"] = capture_digest(document_id, capture.original.sha256, **row)
    ledger(connection).insert("captures", {"document_id": document_id, "original_id": original_id, **row})
    return True


def capture_digest(document_id: int, original: str, origin: str, captured: str, added: str) -> str:
    """The seal over one capture."""
    return seal([document_id, original, origin, captured, added])


def _original_id(connection: Connection, original: Original, document_id: int) -> int:
    found = _first(connection, "SELECT id FROM originals WHERE substr(sha256, 1, 20) = ?", original.sha256[:20])
    if found is None:
        row = {
            "sha256": original.sha256,
            "length": original.length,
            "media": original.media,
            "document_id": document_id,
            "packing": original.packing,
            "bytes": original.packed,
        }
        found = ledger(connection).insert("originals", row)
    return int(found)


def load(connection: Connection, document_id: int, *, captured: bool = False) -> Document:
    """A document, with the date that a person gave it, or as it was ``captured``. Raises LookupError if there is none."""
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
        published=row["found_published" if captured and row["dated_by"] is not None else "published"],
        url=row["url"],
        language=row["language"],
        markup=tuple(Markup(*r) for r in _ranges(connection, "markup", "target", document_id)),
        residue=tuple(Residue(*r[:3]) for r in _ranges(connection, "residue", "NULL", document_id)),
    )


def _ranges(connection: Connection, name: str, last: str, document_id: int) -> Iterable[Any]:
    query = text(f'SELECT "start", "end", kind, {last} FROM {name} WHERE document_id = :id ORDER BY n')
    return [tuple(row) for row in connection.execute(query, {"id": document_id})]


def original_bytes(connection: Connection, original_id: int) -> bytes:
    """The bytes as captured. Raises zlib.error if what is kept of them was damaged."""
    query = text(
        "SELECT o.packing, o.bytes, d.title, d.url, d.text FROM originals o JOIN documents d ON d.id = o.document_id WHERE o.id = :id"
    )
    row = connection.execute(query, {"id": original_id}).one()
    if row.packing == "none":
        return bytes(row.bytes)
    unpacker = zlib.decompressobj(zdict=_dictionary(row.title, row.url, row.text))
    return unpacker.decompress(row.bytes) + unpacker.flush()
