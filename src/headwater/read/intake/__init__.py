"""Pages in, documents out: one module per format, chosen by what the bytes say.

``documents`` never raises for a bad input. It yields the error in the input's place, so that the rest of a batch is still read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from headwater.errors import InputError
from headwater.model import Document
from headwater.read.intake.assemble import About
from headwater.read.intake.files import documents_in_file, files_under, page_document
from headwater.read.intake.normalise import canonical
from headwater.read.intake.plain import text_document

__all__ = ["document_from_text", "documents"]


def documents(target: str | Path, *, allow_private: bool = False) -> Iterator[Document | InputError]:
    """Each document in a file, a folder or at an http(s) address, in a fixed order; errors stand in the place of what they concern.

    ``allow_private`` lets an address lead into a private network; it is meant for tests against a server on this machine.
    """
    if isinstance(target, str) and target.lower().startswith(("http://", "https://")):
        yield _address(target, allow_private)
        return
    for path in files_under(Path(target)):
        if isinstance(path, InputError):
            yield path
        else:
            yield from documents_in_file(path)


def _address(url: str, allow_private: bool) -> Document | InputError:
    from headwater.read.intake.fetch import fetch

    try:
        page = fetch(url, allow_private=allow_private)
        return page_document(page.data, url, page.url, page.content_type)
    except InputError as error:
        return error


def document_from_text(
    text: str,
    *,
    origin: str = "text",
    title: str | None = None,
    authors: Iterable[str] = (),
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Document:
    """A document of text in hand. The canonical text is ``text`` itself but for line ends, fixed spaces and NFC.

    ``published`` is an ISO date or date-time. Nothing is refused, not even an empty text.
    """
    about = About(title=title, authors=tuple(authors), publisher=publisher, published=published, url=url)
    return text_document(text, canonical(origin), about)
