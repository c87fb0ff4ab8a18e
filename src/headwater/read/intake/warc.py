"""Web archives: every page in a WARC file or a WACZ package, each with the address and time of its capture."""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING

from headwater.errors import BadFormat, InputError, NoText, TooLarge
from headwater.model import Document
from headwater.read.intake import limits
from headwater.read.intake.archives import Gunzip, Stream, is_safe_name, open_zip
from headwater.read.intake.normalise import printable

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

ReadPage = Callable[[bytes, str, str, str], Document]
"""Reads one payload: bytes, name, address, content type."""

Keep = Callable[[str, bytes, str | None], None]
"""Is told each page's name, bytes and time of capture before it is read."""

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf")
_OK = "200"
_BROKEN = (
    EOFError,
    OSError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    ArithmeticError,
    RecursionError,
    zlib.error,
)
"""What the library lets through, besides its own error, when headers or lengths are nonsense."""


def read_warc(
    stream: Stream, origin: str, read_page: ReadPage, keep: Keep | None = None
) -> Iterator[Document | InputError]:
    """Each page captured in a WARC stream (already decompressed), in order. What can't be read is yielded as its error."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    pages = 0
    last: Document | InputError | None = None
    try:
        for count, record in enumerate(_quietly(ArchiveIterator(stream))):
            if count >= limits.ARCHIVE_MEMBERS:
                raise TooLarge(origin, f"holds more than {limits.ARCHIVE_MEMBERS:,} records", "split it")
            if not _is_page(record):
                continue
            pages += 1
            last = _read_record(record, origin, pages, read_page, keep)
            yield last
            if _is_cut_off(record):
                raise BadFormat(origin, "is cut off in the middle of a record", "download it again")
    except InputError as error:
        if str(error) != str(last):  # the stream's own error may have come up in the record already
            yield error
        return
    except (ArchiveLoadFailed, *_BROKEN):
        yield BadFormat(
            origin,
            "is a broken web archive",
            "download it again" if not pages else f"{pages} pages before the break were read",
        )
        return
    if not pages:
        yield NoText(origin, "is a web archive without pages")


def _quietly(records: Iterator[ArcWarcRecord]) -> Iterator[ArcWarcRecord]:
    """The records, without the warnings that the library prints: what is wrong is told as an error, once."""
    while True:
        with contextlib.redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type == "response":
        headers = record.http_headers
        if headers is None or headers.get_statuscode() != _OK:
            return False
        kind = headers.get_header("Content-Type") or ""
    elif record.rec_type in ("resource", "conversion"):
        kind = record.rec_headers.get_header("Content-Type") or ""
    else:
        return False
    return kind.partition(";")[0].strip().lower() in _PAGE_TYPES


def _read_record(
    record: ArcWarcRecord, origin: str, number: int, read_page: ReadPage, keep: Keep | None
) -> Document | InputError:
    address = printable((record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> "))
    name = f"{origin}#{address or number}"
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    kind = headers.get_header("Content-Type") or ""
    try:
        data = record.content_stream().read(limits.PAGE_BYTES + 1)
        if len(data) > limits.PAGE_BYTES:
            return TooLarge(name, f"is a page of more than {limits.PAGE_BYTES // limits.MEBIBYTE} MiB")
        if keep:
            keep(name, data, record.rec_headers.get_header("WARC-Date"))
        return read_page(data, name, address, kind)
    except InputError as error:
        return error


def _is_cut_off(record: ArcWarcRecord) -> bool:
    """Whether the stream ended before the record's stated length: what is left unread is then really missing."""
    raw = record.raw_stream
    while getattr(raw, "limit", 0) > 0:
        if not raw.read(1 << 16):
            return True
    return False


def read_wacz(
    source: IO[bytes], origin: str, read_page: ReadPage, keep: Keep | None = None
) -> Iterator[Document | InputError]:
    """Each page of every WARC in a WACZ package, the WARCs in order of name."""
    try:
        archive = open_zip(source, origin)
    except InputError as error:
        yield error
        return
    with archive:
        found = False
        for member in sorted(archive.infolist(), key=lambda m: m.filename):
            if not member.filename.lower().endswith((".warc", ".warc.gz")):
                continue
            found = True
            name = f"{origin}!{printable(member.filename, 200)}"
            if not is_safe_name(member.filename):
                yield BadFormat(name, "has a path that leads out of its archive", "don't open this archive")
                continue
            yield from _read_member(archive, member.filename, name, read_page, keep)
        if not found:
            yield NoText(origin, "is an archive without web captures", "unpack it and give the folder")


def _read_member(
    archive: object, filename: str, name: str, read_page: ReadPage, keep: Keep | None
) -> Iterator[Document | InputError]:
    import zipfile

    assert isinstance(archive, zipfile.ZipFile)
    try:
        with archive.open(filename) as packed:
            head = packed.read(2)
            packed.seek(0)
            stream: Stream = Gunzip(packed, name) if head == b"\x1f\x8b" else packed
            yield from read_warc(stream, name, read_page, keep)
    except (zipfile.BadZipFile, OSError, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        yield BadFormat(name, "is a broken archive member", "download it again")
