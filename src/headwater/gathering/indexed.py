"""Folders with an index: what auto-archiver, Hunchly and their kin leave behind, and Zotero's CSV.

An index is a CSV with a line for each page. Columns are known by their names, whoever wrote it; the page itself is a file in
the same folder, or stands in a column of its text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from headwater.errors import InputError, NoText
from headwater.gathering.items import Item, bytes_of, day_of, inside, time_of
from headwater.read.intake.decode import decode
from headwater.read.intake.files import shown

LARGEST = 1 << 27
MOST = 100_000
"""Bytes and lines of an index that are read."""

_HEAD = 65_536

COLUMNS: dict[str, tuple[str, ...]] = {
    "url": ("url", "link", "address", "page url", "source url", "original url", "page address"),
    "file": (
        "file attachments", "file", "filename", "file name", "path", "local path", "archive location", "wacz", "snapshot",
        "saved page", "html", "mhtml", "pdf",
    ),
    "text": ("text content", "text", "page text", "content"),
    "title": ("title", "page title", "upload title"),
    "captured": (
        "date captured", "captured", "archive date", "capture date", "access date", "date added", "timestamp", "created",
    ),
    "published": ("date", "published", "publication date", "upload timestamp"),
    "publisher": ("publication title", "publisher", "website", "site name"),
    "authors": ("author", "authors"),
}  # fmt: skip
"""What we want to know, and the names of columns that tell it, the best first."""

_PAGES = (".wacz", ".warc", ".html", ".htm", ".mhtml", ".mht", ".pdf", ".txt", ".docx", ".eml", ".gz")


def index_of(folder: Path) -> Path | None:
    """The index of a folder: the first CSV in it, by name, that names addresses or files."""
    for path in sorted(folder.glob("*.csv")):
        try:
            text = decode(bytes_of(path, LARGEST)[:_HEAD], shown(path), None)
            head = next(csv.reader(io.StringIO(text), delimiter=_between(text)), [])
        except (InputError, csv.Error):
            continue
        if is_index(head):
            return path
    return None


def is_index(head: list[str]) -> bool:
    """Whether these are columns of an index."""
    known = {c.strip().lower() for c in head}
    return bool(known & set(COLUMNS["url"])) and len(known) > 1


def _between(text: str) -> str:
    """What stands between columns: a comma, or what spreadsheets of other countries write in its place."""
    head = text.lstrip("\ufeff\r\n").partition("\n")[0]
    return max(",;\t", key=head.count)


def items(path: Path) -> Iterator[Item | InputError]:
    """The pages that an index lists. Raises an InputError if it can't be read."""
    text = decode(bytes_of(path, LARGEST), shown(path), None)
    rows = csv.DictReader(io.StringIO(text), delimiter=_between(text))
    if not is_index(list(rows.fieldnames or [])):
        raise NoText(shown(path), "has no column for addresses", "one must be called URL or Link")
    try:
        for number, row in enumerate(rows, 2):
            if number > MOST:
                yield NoText(shown(path), f"has more than {MOST:,} lines", "split it")
                return
            yield _item(path, number, {(k or "").strip().lower(): v for k, v in row.items() if isinstance(v, str)})
    except csv.Error as error:
        yield NoText(shown(path), f"is no CSV from here on ({error})", "check it in a spreadsheet")


def _item(path: Path, number: int, row: Mapping[str, str]) -> Item:
    def first(what: str) -> str | None:
        return next((row[c].strip() for c in COLUMNS[what] if row.get(c, "").strip()), None)

    url = first("url")
    authors = tuple(a.strip() for a in (first("authors") or "").split(";") if a.strip())
    return Item(
        name=f"{shown(path)}#{number}",
        path=_file(path.parent, row),
        url=url if url and url.lower().startswith(("http://", "https://")) else None,
        text=first("text"),
        title=first("title"),
        authors=tuple(_straight(a) for a in authors),
        publisher=first("publisher"),
        published=day_of(first("published")),
        captured=time_of(first("captured")),
    )


def _file(folder: Path, row: Mapping[str, str]) -> Path | None:
    """The first file that the columns name and that is there, pages before anything else."""
    names = [n for c in COLUMNS["file"] for n in re.split(r";\s*", row.get(c, "")) if n.strip()]
    for name in names:
        found = inside(folder, name)
        if found is not None and found.suffix.lower() in _PAGES:
            return found
    return None


def _straight(author: str) -> str:
    """“Quill, Ada” as “Ada Quill”."""
    last, comma, first = author.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else author
