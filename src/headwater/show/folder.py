"""Pages on disk: one page, or an index with a page for each document. A file is there whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from pathlib import Path
from types import TracebackType

from headwater.errors import InputError
from headwater.model import Reading
from headwater.show.page import IndexEntry, failed_entry, index, index_entry, page
from headwater.show.phrases import title_of

_PAGE = frozenset({".html", ".htm"})
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
LONGEST_NAME = 48


class Pages:
    """Writes readings as pages under ``out``; use as a context manager, which writes the index at the end.

    One document becomes one page: ``out`` itself if it ends in .html, otherwise ``out/index.html``. Several become
    numbered pages with an index: for ``out.html`` the index is ``out.html`` and the pages lie in the folder ``out``;
    otherwise everything lies in the folder ``out``. Raises OSError where nothing can be written.
    """

    def __init__(self, out: Path) -> None:
        single = out.suffix.lower() in _PAGE and not out.is_dir()
        self.main = out if single else out / "index.html"
        self._folder = out.with_suffix("") if single else out
        self._first: Reading | None = None
        self._entries: list[IndexEntry] = []
        self.documents = 0

    def add(self, outcome: Reading | InputError) -> None:
        """Add a reading, or the note that an input could not be read."""
        if isinstance(outcome, InputError):
            self._entries.append(failed_entry(outcome))
            return
        self.documents += 1
        if self.documents == 1:
            self._first = outcome
            self._entries.append(index_entry(outcome, self._href(outcome, 1)))
            return
        if self._first is not None:
            self._write_numbered(self._first, 1)
            self._first = None
        self._entries.append(index_entry(outcome, self._href(outcome, self.documents)))
        self._write_numbered(outcome, self.documents)

    def finish(self) -> None:
        """Write what is still to be written. Does nothing when there was no document."""
        if self._first is not None:
            write_whole(self.main, page(self._first))
        elif self.documents:
            write_whole(self.main, index(self._entries))

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self.finish()

    def _write_numbered(self, reading: Reading, number: int) -> None:
        write_whole(self._folder / file_name(reading, number), page(reading))

    def _href(self, reading: Reading, number: int) -> str:
        name = file_name(reading, number)
        return name if self._folder == self.main.parent else f"{quote(self._folder.name)}/{name}"


def file_name(reading: Reading, number: int) -> str:
    """Name of a numbered page: plain letters of the title, so that it is the same on every system."""
    plain = unicodedata.normalize("NFKD", title_of(reading.document)).encode("ascii", "ignore").decode().lower()
    slug = _NOT_PLAIN.sub("-", plain).strip("-")[:LONGEST_NAME].rstrip("-")
    return f"{number:03}-{slug or 'page'}.html"


def quote(name: str) -> str:
    """A file name as it stands in an address."""
    from urllib.parse import quote as percent_encode

    return percent_encode(name)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that nobody ever sees half of it: beside its place first, then moved there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:60]}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
