"""PDF: pages to lines, lines to paragraphs; running heads and page numbers marked as residue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from headwater.errors import BadFormat, NoText, TooLarge
from headwater.model import Document
from headwater.read.intake import limits
from headwater.read.intake.assemble import About, Assembly
from headwater.read.intake.normalise import canonical, drop_invisible
from headwater.read.intake.plain import add_form

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_WIDE_GAP = 1.45
_SHORT_LINE = 0.8
_INDENT = 6.0
_BIGGER = 1.15
_MOST_RUNS = 20_000
_EDGE_LINES = 2
_APART = 2.0
_SAME_HEIGHT = 4.0
_LONGEST_HEAD = 120
_HEADLIKE = 0.6
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:][”\"’')\]]*$")


@dataclass(slots=True)
class _Line:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    page: int
    running: bool = False

    @property
    def height(self) -> float:
        return self.top - self.bottom


def read_pdf(data: bytes, origin: str) -> Document:
    """The text of a PDF. Raises BadFormat (encrypted, broken), NoText (a scan) or TooLarge."""
    if len(data) > limits.FILE_BYTES:
        raise TooLarge(origin, f"is a PDF of more than {limits.FILE_BYTES // limits.MEBIBYTE} MiB", "split it")
    pdf = _open(data, origin)
    try:
        lines = _lines(pdf, origin)
        title = canonical(str(pdf.get_metadata_value("Title") or "")).strip()
    finally:
        pdf.close()
    if not lines:
        raise NoText(
            origin, "is a PDF without text, perhaps a scan", "run it through character recognition (OCR) first"
        )
    _find_running(lines)
    return _document(lines, origin, title if " " in title else "")


def _open(data: bytes, origin: str) -> PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise BadFormat(origin, "is an encrypted PDF", "remove the password first") from error
        raise BadFormat(origin, "is a broken PDF", "save or download it again") from error


def _lines(pdf: PdfDocument, origin: str) -> list[_Line]:
    import pypdfium2

    if len(pdf) > limits.PDF_PAGES:
        raise TooLarge(origin, f"has more than {limits.PDF_PAGES:,} pages", "split it")
    lines: list[_Line] = []
    characters = 0
    for number in range(len(pdf)):
        try:
            page = pdf[number]
        except pypdfium2.PdfiumError:
            continue  # one broken page does not spoil the others
        try:
            found = _page_lines(page, number)
        except pypdfium2.PdfiumError:
            continue
        finally:
            page.close()
        characters += sum(len(line.text) for line in found)
        if characters > limits.TEXT_CHARACTERS:
            raise TooLarge(origin, f"holds more than {limits.TEXT_CHARACTERS:,} characters of text", "split it")
        lines.extend(found)
    return lines


def _page_lines(page: PdfPage, number: int) -> list[_Line]:
    """Runs of text joined into lines, in the order the page draws them."""
    text_page = page.get_textpage()
    lines: list[_Line] = []
    try:
        for i in range(min(text_page.count_rects(), _MOST_RUNS)):
            left, bottom, right, top = text_page.get_rect(i)
            words = _clean(text_page.get_text_bounded(left, bottom, right, top))
            if not words:
                continue
            last = lines[-1] if lines else None
            if last is not None and _same_line(last, left, bottom, top):
                gap = "" if left - last.right < 0.12 * max(1.0, last.height) or last.text.endswith(" ") else " "
                last.text += gap + words
                last.right, last.top, last.bottom = max(last.right, right), max(last.top, top), min(last.bottom, bottom)
            else:
                lines.append(_Line(words, left, right, top, bottom, number))
    finally:
        text_page.close()
    for line in lines:
        line.text = " ".join(line.text.split())
    return [line for line in lines if line.text]


def _clean(text: str) -> str:
    text = text.replace("\x02", "-").replace("\ufffe", "-")
    return drop_invisible(canonical(text)).replace("\n", " ").strip("\r\n")


def _same_line(last: _Line, left: float, bottom: float, top: float) -> bool:
    overlap = min(last.top, top) - max(last.bottom, bottom)
    return overlap > 0.5 * min(last.height, top - bottom) and left >= last.right - 2.0


def _find_running(lines: Sequence[_Line]) -> None:
    """Mark heads, feet and page numbers: lines at a page's edge that return, digits aside, at the same height on other pages."""
    pages: dict[int, list[_Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges = [line for page in pages.values() for line in _edges(page)]
    counts = Counter(_look(line) for line in edges)
    for line in edges:
        returns = len(pages) > 1 and counts[_look(line)] >= max(2, len(pages) // 2) and len(line.text) < _LONGEST_HEAD
        line.running = returns or bool(_PAGE_NUMBER.fullmatch(line.text))


def _edges(page: list[_Line]) -> list[_Line]:
    """The highest and the lowest lines of a page that stand apart from its text."""
    ranked = sorted(page, key=lambda line: -line.top)
    found: list[_Line] = []
    for order in (ranked, ranked[::-1]):
        for line, following in zip(order[:_EDGE_LINES], [*order[1 : _EDGE_LINES + 1], None], strict=False):
            found.append(line)
            if following is None or abs(line.bottom - following.bottom) > _APART * max(line.height, following.height):
                break
        else:
            del found[-_EDGE_LINES:]
    return list({id(line): line for line in found}.values())


def _look(line: _Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.bottom / _SAME_HEIGHT)


def _document(lines: Sequence[_Line], origin: str, title: str) -> Document:
    """Lines joined into paragraphs. Running lines wait for a paragraph's end, so that none is broken by a page's foot."""
    body = [line for line in lines if not line.running] or list(lines)
    height = median(line.height for line in body)
    width = median(sorted(line.right - line.left for line in body)[len(body) // 2 :])
    paragraphs: list[tuple[str, bool]] = []
    waiting: list[str] = []
    current = ""
    last: _Line | None = None
    for line in lines:
        if line.running:
            waiting.append(line.text)
            continue
        if last is None or _breaks(last, line, height, width):
            paragraphs += [(current, False), *((text, True) for text in waiting)]
            current, waiting = "", []
        current = _joined(current, line.text)
        last = line
    paragraphs += [(current, False), *((text, True) for text in waiting)]
    assembly = Assembly()
    for text, running in paragraphs:
        if text:
            start = assembly.add(text)
            if running:
                assembly.drop(start, start + len(text), "boilerplate")
    return add_form(assembly, origin, About(title=_shown_title(body, height) or title or None))


def _joined(current: str, words: str) -> str:
    if not current:
        return words
    if current.endswith("-") and words[0].islower() and current[-2:-1].isalpha():
        return current[:-1] + words
    return f"{current} {words}"


def _carries_on(last: _Line, line: _Line) -> bool:
    return not _SENTENCE_END.search(last.text) and line.text[0].islower()


def _breaks(last: _Line, line: _Line, height: float, width: float) -> bool:
    """Whether ``line`` begins a paragraph: a wide gap, another size, an indent, or a short line that ends a sentence before it."""
    if line.page != last.page:
        return not _carries_on(last, line)
    if abs(line.height - last.height) > (_BIGGER - 1) * 2 * height:
        return True
    drop = last.bottom - line.top
    if drop > (_WIDE_GAP - 1) * 1.6 * height or drop < -3 * height:
        return drop > 0 or not _carries_on(last, line)
    length = last.right - last.left
    if _SENTENCE_END.search(last.text):
        return length < _SHORT_LINE * width or line.left > last.left + _INDENT
    return length < _HEADLIKE * width and not line.text[0].islower()


def _shown_title(body: Sequence[_Line], height: float) -> str | None:
    """The largest words at the head of the first page, where they stand out."""
    first = [line for line in body if line.page == body[0].page][:12]
    largest = max(line.height for line in first)
    if largest < _BIGGER * height:
        return None
    title: list[str] = []
    for line in first:
        if line.height > 0.9 * largest:
            title.append(line.text)
        elif title:
            break
    shown = " ".join(title)
    return shown if 3 <= len(shown) <= 300 else None
