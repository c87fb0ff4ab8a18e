"""RSS, Atom and OPML. An entry that carries its article is taken as it is; the others need their address fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from headwater.errors import BadFormat, InputError, NoText
from headwater.gathering.items import Item, Rules, bytes_of, day_of
from headwater.read.intake.files import shown

LARGEST = 1 << 25
MOST = 10_000
"""Bytes of a feed, and entries or feeds of one file, that are read."""

_TAG = re.compile(r"\{[^}]*\}")
_FIRST = re.compile(rb"<(?:\w+:)?(rss|feed|RDF|opml)[\s>]", re.IGNORECASE)


def is_feed(head: bytes) -> bool:
    """Whether a file begins as a feed or a list of feeds does."""
    return _FIRST.search(head[:2_000]) is not None and b"<html" not in head[:2_000].lower()


def items(path: Path, rules: Rules) -> Iterator[Item | InputError]:
    """The entries of a feed, or of all feeds of an OPML file if they may be fetched. Raises an InputError for no feed."""
    root = _parse(bytes_of(path, LARGEST), shown(path))
    if _name(root) != "opml":
        yield from _entries(root, shown(path))
        return
    addresses = [o.get("xmlUrl") for o in root.iter() if isinstance(o.tag, str) and o.get("xmlUrl")]
    for address in list(dict.fromkeys(addresses))[:MOST]:
        if not rules.fetch:
            yield NoText(shown(path), f"lists a feed that was not fetched: {address}", "import with --fetch")
            continue
        try:
            yield from _entries(_fetched(str(address), rules), str(address))
        except InputError as error:
            yield error


def _fetched(address: str, rules: Rules) -> Any:
    from headwater.read.intake.fetch import fetch

    return _parse(fetch(address, allow_private=rules.allow_private).data, address)


def _parse(data: bytes, name: str) -> Any:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        return fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise BadFormat(name, "is no sound XML, or declares entities", "save the feed again") from error


def _name(element: Any) -> str:
    return _TAG.sub("", element.tag).lower() if isinstance(element.tag, str) else ""


def _texts(element: Any, *names: str) -> str | None:
    """The text of the first child with one of these names."""
    for name in names:
        for child in element:
            if _name(child) == name and (words := "".join(child.itertext()).strip()):
                return words
    return None


def _entries(root: Any, name: str) -> Iterator[Item | InputError]:
    channel = next((c for c in root if _name(c) == "channel"), root)
    publisher = _texts(channel, "title")
    entries = [e for e in root.iter() if _name(e) in ("item", "entry")]
    if not entries:
        yield NoText(name, "has no entries", "give a feed in RSS or Atom")
    for number, entry in enumerate(entries[:MOST], 1):
        yield _entry(entry, f"{name}#{number}", publisher)


def _entry(entry: Any, name: str, publisher: str | None) -> Item:
    words = _texts(entry, "encoded", "content", "description", "summary")
    title = _texts(entry, "title")
    return Item(
        name=name,
        url=_link(entry),
        html=_page(title, words) if words else None,
        title=title,
        authors=tuple(a for a in (_texts(entry, "creator"), _author(entry)) if a)[:1],
        publisher=publisher,
        published=day_of(_texts(entry, "published", "pubdate", "date", "updated")),
    )


def _page(title: str | None, words: str) -> str | None:
    """The entry as a page, if its words are an article and no teaser."""
    plain = re.sub(r"<[^>]*>", " ", words)
    if len(plain.split()) < 60:
        return None
    body = words if re.search(r"<(p|div|br)\b", words, re.IGNORECASE) else f"<p>{escape(words)}</p>"
    heading = f"<h1>{escape(title)}</h1>" if title else ""
    return (
        f"<html><head><title>{escape(title or '')}</title></head><body><article>{heading}{body}</article></body></html>"
    )


def _link(entry: Any) -> str | None:
    for child in entry:
        if _name(child) == "link":
            found = (child.get("href") or child.text or "").strip()
            if found.startswith(("http://", "https://")) and child.get("rel", "alternate") == "alternate":
                return found
    return None


def _author(entry: Any) -> str | None:
    for child in entry:
        if _name(child) == "author":
            return _texts(child, "name") or (child.text or "").strip() or None
    return None
