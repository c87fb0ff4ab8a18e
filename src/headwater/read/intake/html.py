"""Saved web pages: the article's own words in order, with what carries attribution, and the page's furniture marked."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from headwater.errors import BadFormat, NoText, TooLarge
from headwater.model import Document, MarkupKind
from headwater.read.intake import limits
from headwater.read.intake.assemble import About, Assembly
from headwater.read.intake.blocks import Block, Walker
from headwater.read.intake.choose import Choice, choose
from headwater.read.intake.dates import iso_date
from headwater.read.intake.decode import decode
from headwater.read.intake.page_meta import describe, split_names
from headwater.read.intake.residue import shares_inside
from headwater.read.intake.saved import saved_from
from headwater.read.intake.watermarks import watermarks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KINDS: dict[str, MarkupKind] = {
    "paragraph": "paragraph", "heading": "heading", "quote": "quote", "caption": "caption", "item": "paragraph",
    "cell": "paragraph", "post": "post", "code": "paragraph", "byline": "byline", "note": "note",
}  # fmt: skip
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_BARE_NAME = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}")
_WHEN = re.compile(r"\s*(?:[|•·–—]|\b\d)")
_EVIDENCE_CHARACTERS = 3 * limits.MEBIBYTE
_SCRIPTED = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "canvas",
    "link",
    "select",
    "textarea",
)
_EVIDENCE_BLOCKS = 5_000
_OF_HEAD = frozenset(("title", "meta", "link", "base", "script", "style", "noscript", "template", "object"))


def read_html(data: bytes, origin: str, *, url: str | None = None, charset: str | None = None) -> Document:
    """The article of a page. Raises an InputError that says why there is none."""
    if len(data) > limits.PAGE_BYTES:
        raise TooLarge(
            origin, f"is a page of more than {limits.PAGE_BYTES // limits.MEBIBYTE} MiB", "save the article alone"
        )
    return html_document(decode(data, origin, charset, markup=True), origin, url=url or saved_from(data))


def html_document(source: str, origin: str, *, url: str | None = None) -> Document:
    """The article of a page given as text. Markup is never run, nor are its links followed."""
    root = _parse(source, origin)
    about = describe(root)
    about.url = about.url or url
    body = root.find("body")
    walker = Walker()
    walker.walk(root if body is None else body)
    if not walker.blocks:
        raise NoText(origin, "is a page without text", "pages built by scripts must be saved after they have loaded")
    choice = choose(walker.blocks, walker.boxes, _main_text(root, len(source), len(walker.blocks)), about.title)
    if not choice.blocks:
        raise NoText(origin, "is a page without an article", "give the address or file of the article itself")
    return _document(choice, origin, about)


def _parse(source: str, origin: str) -> HtmlElement:
    from lxml import etree, html

    source = _DECLARATION.sub("", source.replace("\0", ""))
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
    # lxml.html's own lookup asks Python for the class of every element; one class for all is enough here
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadFormat(origin, "can't be read as HTML", str(error)[:80]) from error
    _check_shape(root, origin)
    _end_head(root)
    return root


def _end_head(root: HtmlElement) -> None:
    """Where a page leaves out ``</head>`` and ``<body>``, as HTML lets it, end the head before what can't stand in one.

    The parser does so itself only for the elements it knows, which are those of HTML 4.
    """
    head = root.find("head")
    stray = next((n for n, child in enumerate(head) if child.tag not in _OF_HEAD), None) if head is not None else None
    if head is None or stray is None:
        return
    body = root.find("body")
    if body is None:
        body = root.makeelement("body")
        root.append(body)
    moved = head[stray:]
    if body.text:
        moved[-1].tail = (moved[-1].tail or "") + body.text
        body.text = None
    body[:0] = moved


def _check_shape(root: HtmlElement, origin: str) -> None:
    """Refuse what no page written by people looks like, before anything recursive meets it."""
    if root.xpath("count(//*)") > limits.MARKUP_ELEMENTS or root.xpath("boolean(/*" + "/*" * limits.MARKUP_DEPTH + ")"):
        raise TooLarge(
            origin,
            "holds more markup than a page can (nested too deep or too many elements)",
            "save the article as text",
        )


def _main_text(root: HtmlElement, length: int, blocks: int) -> str | None:
    """Return what a general extractor takes for the main text, or None. Scripts and the like are taken out of ``root``."""
    if length > _EVIDENCE_CHARACTERS or blocks > _EVIDENCE_BLOCKS:
        return None
    import trafilatura
    from lxml import etree

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    etree.strip_elements(root, *_SCRIPTED, with_tail=False)  # the extractor copies the tree several times
    try:
        text = trafilatura.extract(root, include_comments=False, include_tables=True, favor_recall=True, fast=True)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return None  # evidence is optional: on markup that the extractor can't take, the page is judged without it
    return text or None


def _document(choice: Choice, origin: str, about: About) -> Document:
    assembly = Assembly()
    for block, residue, role in zip(choice.blocks, choice.residue, choice.role, strict=True):
        start = assembly.add(block.text, "\n" if block.tight else "\n\n")
        end = start + len(block.text)
        assembly.mark(start, end, _KINDS[role or block.kind])
        for low, high, target in block.links:
            assembly.mark(start + low, start + high, "link", target or None)
        if residue:
            assembly.drop(start, end, residue)
        else:
            for counter in shares_inside(block.text):
                assembly.drop(start + counter.start, start + counter.end, counter.kind)
        if block.level == 1 and not about.title:
            about.title = block.text
        if role == "byline":
            _learn(block, about)
    assembly.residue.extend(watermarks("".join(assembly.pieces)))
    return assembly.document(origin, about)


def _learn(block: Block, about: About) -> None:
    """Take author and date from a visible byline where the page's own data gave none."""
    if not about.authors and (block.text.lower().startswith("by") or _BARE_NAME.fullmatch(block.text)):
        about.authors = split_names(_WHEN.split(block.text)[0])
    if not about.published:
        about.published = next((found for time in block.times if (found := iso_date(time))), None) or iso_date(
            block.text
        )
