"""Which kinds of collection there are, and which one a file or folder is."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from headwater.errors import InputError, NotReadable
from headwater.gathering import browser, feeds, indexed, zotero
from headwater.gathering.items import Item, Rules, bytes_of, captures
from headwater.read.intake.files import shown
from headwater.store.documents import Capture


class Kind(StrEnum):
    """A kind of collection."""

    browser = "browser"
    indexed = "index"
    zotero = "zotero"
    feed = "feed"


KINDS: dict[str, str] = {
    Kind.browser: "a folder of pages saved by a browser, with MHTML",
    Kind.indexed: "a folder with a CSV index: auto-archiver, Hunchly and their kin, Zotero's CSV",
    Kind.zotero: "Zotero RDF with files",
    Kind.feed: "RSS, Atom, or an OPML list of feeds",
}
"""The kinds with what they are."""

_HEAD = 4_096


def recognise(path: Path) -> Kind | None:
    """The kind of a file or folder; None for what is no collection."""
    if path.is_dir():
        if indexed.index_of(path) is not None:
            return Kind.indexed
        return Kind.zotero if _rdf_in(path) else Kind.browser
    if path.suffix.lower() == ".csv":
        return Kind.indexed
    if path.suffix.lower() in browser.MHTML:
        return Kind.browser
    head = bytes_of(path, 1 << 30)[:_HEAD] if path.is_file() else b""
    if zotero.is_zotero(head):
        return Kind.zotero
    return Kind.feed if feeds.is_feed(head) else None


def gather(path: Path, kind: Kind | None = None, rules: Rules | None = None) -> Iterator[Capture | InputError]:
    """The documents of a collection, each as a capture; what can't be read as the error in its place."""
    rules = rules or Rules()
    try:
        if not path.exists():
            raise NotReadable(shown(path), "doesn't exist", "check the path")
        chosen = kind or recognise(path)
        if chosen is None:
            raise NotReadable(shown(path), "is no collection that is known here", "headwater add takes single pages")
        for item in _items(path, chosen, rules):
            if isinstance(item, InputError):
                yield item
            else:
                yield from captures(item, rules)
    except InputError as error:
        yield error


def _items(path: Path, kind: Kind, rules: Rules) -> Iterator[Item | InputError]:
    if kind is Kind.indexed:
        index = indexed.index_of(path) if path.is_dir() else path
        if index is None:
            raise NotReadable(shown(path), "holds no CSV that lists pages", "one column must be called URL or Link")
        return indexed.items(index)
    if kind is Kind.zotero:
        return zotero.items(_rdf_in(path) or path if path.is_dir() else path)
    if kind is Kind.feed:
        return feeds.items(path, rules)
    return browser.items(path) if path.is_dir() else iter([browser.mhtml(path)])


def _rdf_in(folder: Path) -> Path | None:
    for path in sorted(folder.glob("*.rdf")):
        with path.open("rb") as file:
            if zotero.is_zotero(file.read(_HEAD)):
                return path
    return None
