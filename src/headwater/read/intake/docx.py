"""Word documents: paragraphs and tables in order, with headings, quotations, captions and links."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from headwater.errors import BadFormat, NoText
from headwater.model import Document, MarkupKind
from headwater.read.intake.archives import open_zip
from headwater.read.intake.assemble import About, Assembly
from headwater.read.intake.normalise import canonical, drop_invisible
from headwater.read.intake.plain import add_form

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

_PLACEHOLDERS = frozenset(
    ("", "python-docx", "user", "admin", "administrator", "unknown", "author", "microsoft office user", "windows user")
)


_BROKEN = (
    KeyError, ValueError, AttributeError, TypeError, IndexError, OSError, EOFError, NotImplementedError, RecursionError, RuntimeError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What the library lets through, besides its own errors, when parts of a document are missing, cut or of another kind."""


def read_docx(data: bytes, origin: str) -> Document:
    """Return the text of a Word document. Raises BadFormat, NoText or TooLarge."""
    open_zip(io.BytesIO(data), origin).close()
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    assembly = Assembly()
    try:
        word = docx.Document(io.BytesIO(data))
        about = _describe(word)
        _collect(word, assembly, about)
    except (OpcError, LxmlError, *_BROKEN) as error:
        raise BadFormat(origin, "is a broken Word document", "open and save it again") from error
    if not assembly.pieces:
        raise NoText(origin, "is a Word document without text")
    return add_form(assembly, origin, about)


def _collect(word: Word, assembly: Assembly, about: About) -> None:
    for paragraph, tight in _paragraphs(word):
        text = drop_invisible(canonical(paragraph.text)).strip()
        if not text:
            continue
        start = assembly.add(text, "\n" if tight else "\n\n")
        kind = _kind(paragraph)
        if kind != "paragraph":
            assembly.mark(start, start + len(text), kind)
        if kind == "heading" and not about.title and start == 0:
            about.title = text
        _mark_links(assembly, paragraph, text, start)


def _describe(word: Word) -> About:
    properties = word.core_properties
    title = canonical(properties.title or "").strip()
    author = canonical(properties.author or "").strip()
    return About(title=title or None, authors=(author,) if author.lower() not in _PLACEHOLDERS else ())


def _paragraphs(word: Word) -> Iterator[tuple[Paragraph, bool]]:
    """All paragraphs in reading order; those of one table row stand tight."""
    from docx.table import Table

    for item in word.iter_inner_content():
        if not isinstance(item, Table):
            yield item, False
            continue
        seen: set[object] = set()
        for row in item.rows:
            for number, cell in enumerate(row.cells):
                if cell._tc in seen:
                    continue
                seen.add(cell._tc)
                for paragraph in cell.paragraphs:
                    yield paragraph, number > 0


def _kind(paragraph: Paragraph) -> MarkupKind:
    style = paragraph.style
    name = (style.name or "").lower() if style is not None else ""
    if name.startswith(("heading", "title")):
        return "heading"
    if "quote" in name:
        return "quote"
    return "caption" if name == "caption" else "paragraph"


def _mark_links(assembly: Assembly, paragraph: Paragraph, text: str, start: int) -> None:
    at = 0
    for link in paragraph.hyperlinks:
        words = drop_invisible(canonical(link.text)).strip()
        found = text.find(words, at) if words else -1
        if found >= 0:
            at = found + len(words)
            assembly.mark(start + found, start + at, "link", link.url or None)
