"""Markdown: its signs read off into markup, its words left as the text."""

from __future__ import annotations

import re

from headwater.model import Document, MarkupKind
from headwater.read.intake.assemble import About, Assembly
from headwater.read.intake.dates import iso_date
from headwater.read.intake.front import split_front
from headwater.read.intake.normalise import canonical, drop_invisible
from headwater.read.intake.page_meta import split_names
from headwater.read.intake.plain import add_form

_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+")
_RULE = re.compile(r"(?:[-*_=][ \t]*){3,}$")
_INLINE = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,500})\]\([^)\s]{0,2000}[^)\n]{0,200}\)"
    r"|\[(?P<words>[^\]\[\n]{1,500})\]\((?P<target>[^)\s]{1,2000})[^)\n]{0,200}\)"
    r"|<(?P<address>https?://[^>\s]{1,2000})>"
    r"|(?P<mark>\*{1,3}|(?<!\w)_{1,3}|`{1,3})(?P<body>[^\s*_`](?:[^*_`\n]{0,500}[^\s*_`])?)(?P=mark)(?!\w)"
)


def markdown_document(text: str, origin: str, about: About) -> Document:
    """The words of a Markdown text. Raises NoText, TooLarge or NotEnglish."""
    text = drop_invisible(canonical(text))
    front, text = split_front(text)
    _read_front(front, about)
    assembly = Assembly()
    for block in re.split(r"\n[ \t]*\n", text):
        _add_block(assembly, block, about)
    return add_form(assembly, origin, about)


def _read_front(front: dict[str, list[str]], about: About) -> None:
    for key, values in front.items():
        match key:
            case "title":
                about.title = values[0]
            case "author" | "authors":
                about.authors = split_names(", ".join(values))
            case "publisher":
                about.publisher = values[0]
            case "url":
                about.url = values[0]
            case "date" | "published":
                about.published = iso_date(values[0]) or about.published


def _add_block(assembly: Assembly, block: str, about: About) -> None:
    lines = [line.strip() for line in block.split("\n")]
    lines = [line for line in lines if line and not _RULE.fullmatch(line)]
    run: list[str] = []
    quoted = False
    tight = False
    for line in lines:
        heading = _HEADING.match(line)
        item = _ITEM.match(line)
        if run and (heading or item or line.startswith(">") != quoted):
            _add(assembly, " ".join(run), "quote" if quoted else None, tight)
            run, tight = [], bool(item)
        if heading:
            _add(assembly, heading.group(1), "heading", False)
            about.title = about.title or _plain(heading.group(1)) or None
            continue
        quoted = line.startswith(">")
        run.append(line.lstrip("> ") if quoted else line)
    if run:
        _add(assembly, " ".join(run), "quote" if quoted else None, tight)


def _plain(words: str) -> str:
    return _INLINE.sub(lambda m: m["alt"] or m["words"] or m["address"] or m["body"] or "", words).strip()


def _add(assembly: Assembly, words: str, kind: MarkupKind | None, tight: bool) -> None:
    pieces: list[str] = []
    links: list[tuple[int, int, str]] = []
    at = length = 0
    for match in _INLINE.finditer(words):
        inner = match["alt"] or match["words"] or match["address"] or match["body"] or ""
        pieces += [words[at : match.start()], inner]
        length += match.start() - at
        if match["target"] or match["address"]:
            links.append((length, length + len(inner), match["target"] or match["address"]))
        length += len(inner)
        at = match.end()
    pieces.append(words[at:])
    text = "".join(pieces)
    if not text.strip():
        return
    start = assembly.add(text, "\n" if tight else "\n\n")
    if kind:
        assembly.mark(start, start + len(text), kind)
    for low, high, target in links:
        assembly.mark(start + low, start + high, "link", target)
