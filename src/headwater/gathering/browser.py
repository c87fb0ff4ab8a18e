"""Pages saved by a browser: ``Page.html`` beside its folder ``Page_files``, and MHTML, one file with all parts of a page."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

from headwater.errors import BadFormat, InputError
from headwater.gathering.items import Item, bytes_of, time_of
from headwater.read.intake.decode import decode
from headwater.read.intake.files import files_under, shown

LARGEST = 1 << 27
SIDE = ("_files", "-Dateien", "_fichiers", "_archivos", "_file", "_bestanden", "_filer", "_soubory", "_pliki", ".files")
"""How browsers, in several languages, end the name of the folder beside a saved page."""

MHTML = (".mhtml", ".mht")
_SAVED_FROM = re.compile(rb"<!--\s{0,9}saved from url=\(\d{1,6}\)(https?://[^\s>]{1,2000})", re.IGNORECASE)
_SINGLE_FILE = re.compile(rb"Page saved with SingleFile\s{1,9}url:\s{0,9}(https?://[^\s>]{1,2000})")


def items(folder: Path) -> Iterator[Item | InputError]:
    """The pages of a folder, without what browsers saved beside them."""
    for path in files_under(folder):
        if isinstance(path, InputError):
            yield path
        elif not _beside(path, folder):
            yield _item(path)


def _beside(path: Path, folder: Path) -> bool:
    """Whether some folder above a file belongs to a saved page."""
    return any(_is_side(p) for p in path.parents if p != folder and folder in p.parents)


def _is_side(folder: Path) -> bool:
    """Whether a folder is the one beside a saved page: by its name, and by the page being there."""
    for ending in SIDE:
        if folder.name.endswith(ending):
            stem = folder.name.removesuffix(ending)
            return any((folder.parent / f"{stem}{suffix}").is_file() for suffix in (".html", ".htm", ".xhtml"))
    return False


def _item(path: Path) -> Item | InputError:
    if path.suffix.lower() in MHTML:
        try:
            return mhtml(path)
        except InputError as error:
            return error
    return Item(name=shown(path), path=path, url=_saved_from(path))


def _saved_from(path: Path) -> str | None:
    """Where a browser or SingleFile says that it saved the page from."""
    try:
        with path.open("rb") as file:
            head = file.read(4_096)
    except OSError:
        return None  # reading it will say why
    found = _SAVED_FROM.search(head) or _SINGLE_FILE.search(head)
    return found[1].decode("ascii", "replace") if found else None


def mhtml(path: Path) -> Item:
    """The page in an MHTML file. Raises an InputError if there is none."""
    message = email.message_from_bytes(bytes_of(path, LARGEST), policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            data = part.get_payload(decode=True)
            if isinstance(data, bytes):
                charset = part.get_content_charset()
                return Item(
                    name=shown(path),
                    html=decode(data, shown(path), charset),
                    url=_header(message, "Snapshot-Content-Location") or _header(part, "Content-Location"),
                    captured=time_of(_header(message, "Date")),
                )
    raise BadFormat(shown(path), "holds no page", "save it again as a web page")


def _header(part: Message, name: str) -> str | None:
    value = str(part.get(name) or "").strip()
    return value or None
