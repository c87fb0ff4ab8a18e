"""Mail as programs save it (``.eml``, RFC 5322): a statement or press release, with its subject, sender and day.

Of the parts of a message the plain text is read, or the web page in it where the text is a stub; attachments are not.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from headwater.errors import BadFormat, NoText
from headwater.model import Document
from headwater.read.intake.assemble import About
from headwater.read.intake.decode import decode
from headwater.read.intake.normalise import canonical
from headwater.read.intake.plain import text_document

_STUB = 200
"""Characters of plain text below which the web page of a message is read instead: "View this in your browser"."""
_LONGEST = 500
_PASSED_ON = re.compile(r"(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_SOFT_END = re.compile(r"(?<=\S) \r?\n(?=[^\s>-])")

Part = tuple[bytes, str | None]
"""The bytes of one part, and their encoding if it says so."""


def read_mail(data: bytes, name: str) -> Document:
    """The document of one message. Raises an InputError where it holds no words."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = dict(reversed(list(_parts(message))))
    except RecursionError as error:  # the library's parser goes down into parts of parts
        raise BadFormat(name, "holds parts nested too deep", "save the text of the message alone") from error
    about = _about(message)
    page = parts.get("text/html")
    words = _words(parts["text/plain"], message, name) if "text/plain" in parts else ""
    if page is not None and len(words.strip()) < _STUB:
        from headwater.read.intake.html import read_html

        found = read_html(page[0], name, charset=page[1])
        return replace(
            found, title=about.title or found.title, authors=about.authors or found.authors, published=about.published
        )
    if not words.strip():
        raise NoText(name, "is a message without words", "save what is attached to it, and give that")
    return text_document(words, name, about, check=True, unwrap=True)


def _parts(message: Message) -> Iterator[tuple[str, Part]]:
    """Plain texts and web pages of a message in order, without what is attached."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                yield kind, (payload, part.get_content_charset())


def _words(part: Part, message: Message, name: str) -> str:
    text = decode(part[0], name, part[1])
    flowed = "format=flowed" in str(message.get("Content-Type") or "").lower()
    return _SOFT_END.sub(" ", text) if flowed else text


def _about(message: Message) -> About:
    sender = parseaddr(_header(message, "From"))[0].strip()
    title = _PASSED_ON.sub("", _header(message, "Subject"), count=1).strip()
    return About(title=title or None, authors=(sender,) if sender else (), published=_sent(message))


def _header(message: Message, name: str) -> str:
    raw = str(message.get(name) or "")[:_LONGEST]
    try:
        value = str(make_header(decode_header(raw)))
    except (MessageError, ValueError, LookupError):
        value = raw
    return " ".join(canonical(value).split())


def _sent(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("Date") or "")[:_LONGEST]).isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
