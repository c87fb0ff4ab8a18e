"""Makes the two PDFs of the sample case from their source text.

Run as ``python tests/tools/make_sample_pdf.py [OUT_FOLDER]``; without a folder it writes into the package. The same
source gives the same bytes with the same version of reportlab (no dates, no random identifiers), and only the standard
fonts are used, so that the files stay small and keep a plain text layer.

Source lines: ``@name value`` sets publisher, running line, author, byline or date; ``# `` is the title, ``## `` a
heading, ``> `` a paragraph of a block quotation, ``~ `` a note at the foot; anything else is a paragraph.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

SOURCES = Path(__file__).parent / "sample_pdf"
PACKAGE = Path(__file__).parents[2] / "src" / "headwater" / "sample"
PDFS = {"ledger": "13-merrow-shipping-ledger.pdf", "open_basin": "16-open-basin-note.pdf"}

_BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10.5, leading=14, spaceAfter=7)
_STYLES = {
    "body": _BODY,
    "title": ParagraphStyle("title", _BODY, fontName="Times-Bold", fontSize=13.5, leading=18, spaceAfter=8),
    "heading": ParagraphStyle("heading", _BODY, fontName="Times-Bold", fontSize=11, spaceBefore=6, keepWithNext=1),
    "quote": ParagraphStyle("quote", _BODY, leftIndent=22, rightIndent=22),
    "note": ParagraphStyle("note", _BODY, fontName="Times-Italic", fontSize=9.5, leading=12, spaceBefore=8),
    "byline": ParagraphStyle("byline", _BODY, fontName="Times-Italic", spaceAfter=6),
}
_MARKS = {"# ": "title", "## ": "heading", "> ": "quote", "~ ": "note"}


def parse(source: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Split source text into its settings and its blocks, each ``(style name, text)``, in reading order."""
    settings: dict[str, str] = {}
    blocks: list[tuple[str, str]] = []
    for line in filter(None, map(str.strip, source.splitlines())):
        if line.startswith("@"):
            name, _, value = line[1:].partition(" ")
            settings[name] = value
            if name in {"byline", "date"}:
                blocks.append(("byline", value))
            continue
        mark = next((m for m in _MARKS if line.startswith(m)), "")
        blocks.append((_MARKS.get(mark, "body"), line[len(mark) :]))
    return settings, blocks


def write(source: Path, target: Path) -> None:
    """Typeset ``source`` as a PDF at ``target``, with a running line and the page number at the foot of every page."""
    settings, blocks = parse(source.read_text("utf-8"))

    def foot(canvas: Canvas, _document: BaseDocTemplate) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(62, 36, settings["running"])
        canvas.drawRightString(A4[0] - 62, 36, f"Page {canvas.getPageNumber()}")

    title = next(text for style, text in blocks if style == "title")
    document = BaseDocTemplate(
        str(target), pagesize=A4, title=title, author=settings["author"], subject=settings["publisher"], invariant=1
    )
    frame = Frame(56, 56, A4[0] - 112, A4[1] - 112)
    document.addPageTemplates([PageTemplate("page", [frame], onPageEnd=foot)])
    story: list[Flowable] = [Paragraph(escape(text, quote=False), _STYLES[style]) for style, text in blocks]
    document.build(story)


def main(folder: Path) -> None:
    """Write every PDF of the sample into ``folder``."""
    for name, file in PDFS.items():
        write(SOURCES / f"{name}.txt", folder / file)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE)
