"""Pages saved by a browser: ``Page.html`` beside its folder ``Page_files``, and MHTML, one file with all parts of a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from headwater.errors import InputError
from headwater.gathering.items import Item, bytes_of, time_of
from headwater.read.intake.decode import decode
from headwater.read.intake.files import files_under, shown
from headwater.read.intake.mhtml import page_in

LARGEST = 1 << 27
MHTML = (".mhtml", ".mht")


def items(folder: Path) -> Iterator[Item | InputError]:
    """The pages of a folder, without what browsers saved beside them."""
    for path in files_under(folder):
        yield path if isinstance(path, InputError) else _item(path)


def _item(path: Path) -> Item | InputError:
    if path.suffix.lower() in MHTML:
        try:
            return mhtml(path)
        except InputError as error:
            return error
    return Item(name=shown(path), path=path)


def mhtml(path: Path) -> Item:
    """The page in an MHTML file. Raises an InputError if there is none."""
    page = page_in(bytes_of(path, LARGEST), shown(path))
    html = decode(page.html, shown(path), page.charset)
    return Item(name=shown(path), html=html, url=page.url, captured=time_of(page.date))
