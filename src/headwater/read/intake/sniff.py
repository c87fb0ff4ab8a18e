"""Which format is it: by what the bytes say first, by the name's ending only where they leave it open."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

Format = Literal[
    "empty",
    "html",
    "text",
    "markdown",
    "pdf",
    "docx",
    "warc",
    "wacz",
    "mhtml",
    "mail",
    "jsonl",
    "gzip",
    "zip",
    "binary",
]

_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|meta|title|script|div|p|h[1-6]|table|section|main)[\s>/]",
    re.IGNORECASE,
)
_MHTML = re.compile(rb"^Content-Type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(rb"[!-9;-~]+:|[ \t]")
_SENT = re.compile(
    rb"^(?:Received|Return-Path|Delivered-To|Message-ID|DKIM-Signature|ARC-Seal|To):", re.IGNORECASE | re.MULTILINE
)
"""Headers that only mail has, not a page that a browser saved as a message."""
_MAIL = tuple(
    re.compile(rb"^(?:" + names + rb"):[ \t]*\S", re.IGNORECASE | re.MULTILINE)
    for names in (rb"From", rb"Date|Subject", rb"Message-ID|MIME-Version|Received|Return-Path|Content-Type")
)
"""Headers of a message, one of each row. A transcript that begins with "From:" and "Date:" alone is a text."""
_TRANSPORT = re.compile(rb"(?:Received|Return-Path|Delivered-To|DKIM-Signature|ARC-Seal|X-[A-Za-z-]+):", re.IGNORECASE)
_MAGIC_BINARY = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x7fELF", b"MZ", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ",
    b"BZh", b"\x28\xb5\x2f\xfd", b"ID3", b"OggS", b"SQLite format 3", b"PAR1", b"\0\0\0",
)  # fmt: skip
_SUFFIXES: dict[str, Format] = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip


def sniff(data: bytes, name: str = "", content_type: str = "") -> Format:
    """The format of ``data``, given its first bytes (4 KiB are enough), its name and its media type, if known."""
    if not data.strip(b"\0 \t\r\n\x0b\x0c\xef\xbb\xbf"):
        return "empty"
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if re.match(rb"WARC/[01]\.\d+\r?\n", data):
        return "warc"
    if data.startswith(_MAGIC_BINARY):
        return "binary"
    return _kind_of_text(data, name, content_type)


def _kind_of_zip(data: bytes, name: str) -> Format:
    suffix = PurePath(name).suffix.lower()
    if suffix == ".wacz" or b"datapackage" in data[:200] or b"archive/" in data[:200]:
        return "wacz"
    if suffix == ".docx" or b"[Content_Types].xml" in data[:4096] or b"word/" in data[:4096]:
        return "docx"
    return "zip"


def _kind_of_text(data: bytes, name: str, content_type: str) -> Format:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\0", b"")
    if _MHTML.search(head) and re.match(rb"[A-Za-z-]+:", head) and not _SENT.search(_headers(head)):
        return "mhtml"
    if _is_mail(head):
        return "mail"
    if re.match(rb"(?:\[\s*)?\{\s*\"", head):
        return "jsonl"
    if re.match(rb"<(?:!--|!doctype|\?xml|html|head|body|[a-z][a-z0-9]*[\s>])", head, re.IGNORECASE) and _HTML.search(
        head
    ):
        return "html"
    media = content_type.partition(";")[0].strip().lower()
    if media in ("text/html", "application/xhtml+xml"):
        return "html"
    if media in ("text/plain", "text/markdown"):
        return "markdown" if media.endswith("markdown") else "text"
    suffix = PurePath(name).suffix.lower()
    if suffix == ".jsonl" and not head.startswith(b"{"):
        return "text"
    return _SUFFIXES.get(suffix, "text")


def _headers(head: bytes) -> bytes:
    """What stands above the first empty line."""
    return re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]


def _is_mail(head: bytes) -> bool:
    """Whether this is the beginning of a message: nothing but headers above an empty line, and those of mail among them.

    The stations a message came through can fill all that is looked at.
    """
    headers = _headers(head)
    lines = headers.splitlines()
    if lines and lines[0].startswith(b"From "):
        del lines[0]
    if not lines or not all(_HEADER.match(line) for line in lines[:30]):
        return False
    return all(one.search(headers) for one in _MAIL) or (
        headers == head and len(lines) > 1 and _TRANSPORT.match(lines[0]) is not None
    )
