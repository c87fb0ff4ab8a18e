"""Names that stay the same from one export to the next: UUIDs made from what they name, and addresses fit to be IRIs."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import PurePath
from urllib.parse import quote, urlsplit
from uuid import UUID

NAMESPACE = UUID("5ad1f5a1-7c0e-5d0c-9c43-8f3d0f7b2e61")
"""Every UUID below is made in this namespace; it is Headwater's and never changes."""

PREFIX = "urn:headwater:"
"""Begins the names of Headwater's own terms, which no standard has a word for."""

_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f]+", re.IGNORECASE)
_SAFE = "!#$%&'()*+,/:;=?@[]~-._"


def uid(kind: str, *parts: object) -> UUID:
    """The UUID (RFC 4122, version 5) of what ``kind`` and ``parts`` name: the same on every machine and in every run."""
    name = json.dumps([kind, *parts], ensure_ascii=True)
    digest = hashlib.sha1(NAMESPACE.bytes + name.encode(), usedforsecurity=False).digest()
    return UUID(bytes=digest[:16], version=5)


def urn(kind: str, *parts: object) -> str:
    """The same as ``urn:uuid:``."""
    return f"urn:uuid:{uid(kind, *parts)}"


def web_address(address: str | None) -> str | None:
    """An http(s) address with the characters an IRI can't hold escaped; None for anything else, above all for local paths."""
    if not address or not address.lower().startswith(("http://", "https://")):
        return None
    found = address if _IRI.fullmatch(address) else quote(address.strip(), safe=_SAFE, errors="replace")
    try:
        return found if urlsplit(found).hostname else None
    except ValueError:
        return None


def file_name(origin: str) -> str:
    """The last part of a path: whose machine and which folders a page was saved on is nobody's business."""
    return origin if "://" in origin else PurePath(origin.replace("\\", "/")).name or "document"
