"""Invented pages and files for the tests of intake."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from headwater.errors import InputError
from headwater.model import Document
from headwater.read.intake import documents

SENTENCE = "The mayor of Tavren said on Tuesday that the bridge would open again before the winter, and two officials denied it."
ARTICLE = "\n\n".join(
    [SENTENCE, "Nobody was hurt when the pier gave way, according to the harbour office in Velmis."] * 3
)


def own_text(document: Document) -> str:
    """The text outside residue."""
    left = list(document.text)
    for item in document.residue:
        left[item.start : item.end] = "\0" * (item.end - item.start)
    return "".join(left).replace("\0", "")


def marked(document: Document, kind: str) -> list[str]:
    return [document.text[m.start : m.end] for m in document.markup if m.kind == kind]


def residue(document: Document, kind: str | None = None) -> list[str]:
    return [document.text[r.start : r.end] for r in document.residue if kind in (None, r.kind)]


def read_all(target: Path | str) -> list[Document | InputError]:
    return list(documents(target))


def read_one(folder: Path, name: str, data: bytes | str) -> Document | InputError:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (only,) = read_all(path)
    return only


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def warc(
    pages: Iterable[tuple[str, bytes]], *, packed: bool = False, headers: tuple[tuple[str, str], ...] = ()
) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    target = io.BytesIO()
    writer = WARCWriter(target, gzip=packed)
    for address, data in pages:
        answer = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=utf-8"), *headers], protocol="HTTP/1.1"
        )
        writer.write_record(
            writer.create_warc_record(address, "response", payload=io.BytesIO(data), http_headers=answer)
        )
    return target.getvalue()
