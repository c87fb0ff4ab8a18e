"""MHTML: a page with all its parts in one file, as browsers save a "web page, single file" (RFC 2557)."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from email.message import Message

from headwater.errors import BadFormat


@dataclass(frozen=True, slots=True)
class Page:
    """The page itself: its bytes, their encoding and its address if the file says so, and the date as the file has it."""

    html: bytes
    charset: str | None
    url: str | None
    date: str | None


def page_in(data: bytes, name: str) -> Page:
    """The first HTML part of an MHTML file. Raises BadFormat if there is none or its parts are nested too deep."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
    except RecursionError as error:  # the library's parser goes down into parts of parts
        raise BadFormat(name, "holds parts nested too deep", "save it again as a web page") from error
    for part in message.walk():
        if part.get_content_type() == "text/html":
            html = part.get_payload(decode=True)
            if isinstance(html, bytes):
                url = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
                return Page(html, part.get_content_charset(), url, _header(message, "Date"))
    raise BadFormat(name, "holds no page", "save it again as a web page")


def _header(part: Message, name: str) -> str | None:
    value = str(part.get(name) or "").strip()
    return value or None
