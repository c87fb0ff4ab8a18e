"""One thing that a collection lists, and how it becomes a capture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from headwater.errors import InputError, NoText, NotReadable
from headwater.model import Document
from headwater.read.intake import document_from_text
from headwater.read.intake.files import documents_in_file, page_document, shown
from headwater.store.documents import Capture, Original
from headwater.store.schema import now

LEAST = 400
"""Characters of text from which an entry of a feed or an index counts as the article itself and not as a teaser."""


@dataclass(frozen=True)
class Item:
    """What a collection knows of one page. ``path`` is a file of it, ``html`` or ``text`` its words, ``url`` where it was.

    ``captured`` and ``published`` are ISO times or None.
    """

    name: str
    path: Path | None = None
    url: str | None = None
    html: str | None = None
    text: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    captured: str | None = None


@dataclass(frozen=True)
class Rules:
    """How to gather. ``fetch`` lets addresses be fetched, ``allow_private`` also those on this machine and its network."""

    fetch: bool = False
    allow_private: bool = False


def captures(item: Item, rules: Rules) -> Iterator[Capture | InputError]:
    """The documents of an item: from its file, from its words, or, if allowed, from its address."""
    try:
        if item.path is not None:
            yield from _from_file(item, item.path)
        elif item.html is not None and len(item.html) >= LEAST:
            data = item.html.encode("utf-8", "replace")
            document = page_document(data, item.url or item.name, item.url or "", "text/html; charset=utf-8")
            yield _capture(item, document, data)
        elif item.text is not None and len(item.text) >= LEAST:
            document = document_from_text(item.text, origin=item.url or item.name)
            yield _capture(item, document, item.text.encode("utf-8", "replace"))
        elif item.url and rules.fetch:
            yield _fetched(item, item.url, rules)
        else:
            where = f": {item.url}" if item.url else ""
            raise NoText(item.name, f"is listed without its page{where}", "add its address, or import with --fetch")
    except InputError as error:
        yield error


def _from_file(item: Item, path: Path) -> Iterator[Capture | InputError]:
    kept: list[tuple[bytes, str | None]] = []
    for found in documents_in_file(path, lambda name, data, captured: kept.append((data, captured))):
        if isinstance(found, InputError):
            yield found
            continue
        data, captured = kept[-1] if kept else (found.text.encode("utf-8", "replace"), None)
        kept.clear()
        several = path.suffix.lower() in (".warc", ".wacz", ".gz", ".jsonl")
        known = Item(item.name) if several else item  # what is said of an archive is not said of each page in it
        yield _capture(replace(known, captured=captured or item.captured or written(path)), found, data)


def _fetched(item: Item, url: str, rules: Rules) -> Capture:
    from headwater.read.intake.fetch import fetch

    page = fetch(url, allow_private=rules.allow_private)
    document = described(page_document(page.data, url, page.url, page.content_type), item)
    return Capture(document, Original.of(page.data, document, page.content_type or None), now(), fetched=True)


def _capture(item: Item, document: Document, data: bytes) -> Capture:
    document = described(document, item)
    return Capture(document, Original.of(data, document), item.captured or now())


def described(document: Document, item: Item) -> Document:
    """The document with what only the collection knows of it. What the page says of itself stands."""
    return replace(
        document,
        url=document.url or item.url,
        title=document.title or item.title,
        authors=document.authors or item.authors,
        publisher=document.publisher or item.publisher,
        published=document.published or item.published,
    )


def written(path: Path) -> str:
    """When a file was last changed (UTC, ISO)."""
    try:
        return iso(datetime.fromtimestamp(path.stat().st_mtime, UTC))
    except OSError:
        return now()


def iso(when: datetime) -> str:
    """A time as the case writes it; one without a zone is taken as UTC."""
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_DIGITS = re.compile(r"\d{14}")


def time_of(words: str | None) -> str | None:
    """A time in any of the ways indexes write it (ISO, RFC 822, ``20310502041000``, seconds since 1970); None for anything else."""
    text = (words or "").strip()[:60]
    try:
        if _DIGITS.fullmatch(text):
            return iso(datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC))
        if text.isdecimal() and len(text) in (10, 13):
            return iso(datetime.fromtimestamp(int(text[:10]), UTC))
        return iso(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        pass
    try:
        return iso(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def day_of(words: str | None) -> str | None:
    """A date of publication: the time as given, as ISO to the second, or the day alone where that is all there is."""
    found = time_of(words)
    if found is None:
        return None
    return found[:10] if found.endswith("T00:00:00.000000Z") else found[:19] + "Z"


def inside(folder: Path, name: str) -> Path | None:
    """A file that an index names, if it lies in the index's folder. An absolute path counts if it leads there, or by its last parts."""
    plain = name.strip().strip('"').replace("\\", "/").removeprefix("file://")
    root = folder.resolve()
    parts = [p for p in plain.split("/") if p not in ("", ".")]
    tries = [folder / plain, *(folder.joinpath(*parts[-n:]) for n in (3, 2, 1) if len(parts) >= n)]
    for path in tries:
        try:
            real = path.resolve()
            if real.is_relative_to(root) and real.is_file():
                return real
        except (OSError, ValueError):
            continue
    return None


def bytes_of(path: Path, most: int) -> bytes:
    """A file's bytes. Raises NotReadable, also where there are more than ``most``."""
    try:
        if path.stat().st_size > most:
            raise NotReadable(shown(path), f"is larger than {most >> 20} MiB", "split it")
        return path.read_bytes()
    except OSError as error:
        raise NotReadable(shown(path), f"can't be read ({error.strerror})", "check the path") from error
