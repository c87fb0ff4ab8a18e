"""Zotero's RDF export with files: items, and the snapshots and PDFs attached to them. Its CSV is an index like others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headwater.errors import BadFormat, InputError, NoText
from headwater.gathering.items import Item, bytes_of, day_of, inside, time_of
from headwater.read.intake.files import shown

LARGEST = 1 << 27
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_Z = "{http://www.zotero.org/namespaces/export#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCT = "{http://purl.org/dc/terms/}"
_LINK = "{http://purl.org/rss/1.0/modules/link/}"
_FOAF = "{http://xmlns.com/foaf/0.1/}"


def is_zotero(head: bytes) -> bool:
    """Whether a file begins as Zotero's RDF does."""
    return b"http://www.zotero.org/namespaces/export#" in head[:4_000]


def items(path: Path) -> Iterator[Item | InputError]:
    """Each attached file with what Zotero knows of it; an item without files by its address. Raises an InputError."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(bytes_of(path, LARGEST), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise BadFormat(shown(path), "is no sound XML, or declares entities", "export it from Zotero again") from error
    attached = {a.get(f"{_RDF}about"): a for a in root.iter(f"{_Z}Attachment")}
    found = False
    for element in root:
        if element.tag != f"{_Z}Attachment" and element.find(f"{_Z}itemType") is not None:
            found = True
            yield from _item(path, element, attached)
    if not found:
        yield NoText(shown(path), "lists no items", "export a collection from Zotero as Zotero RDF, with files")


def _item(path: Path, element: Any, attached: dict[Any, Any]) -> Iterator[Item | InputError]:
    url = _address(element)
    known = {
        "title": element.findtext(f"{_DC}title"),
        "authors": tuple(_people(element)),
        "publisher": _publisher(element),
        "published": day_of(element.findtext(f"{_DC}date")),
    }
    name = f"{shown(path)}#{known['title'] or url or 'item'}"[:200]
    links = [attached[k] for k in (x.get(f"{_RDF}resource") for x in element.findall(f"{_LINK}link")) if k in attached]
    any_file = False
    for link in links:
        resource = link.find(f"{_RDF}resource")
        file = inside(path.parent, (resource.get(f"{_RDF}resource") or "") if resource is not None else "")
        if file is not None:
            any_file = True
            captured = time_of(link.findtext(f"{_DCT}dateSubmitted") or element.findtext(f"{_DCT}dateSubmitted"))
            yield Item(name=name, path=file, url=_address(link) or url, captured=captured, **known)
    if not any_file:
        yield Item(name=name, url=url, **known)


def _address(element: Any) -> str | None:
    found = element.findtext(f"{_DC}identifier/{_DCT}URI/{_RDF}value") or element.get(f"{_RDF}about") or ""
    return found if found.startswith(("http://", "https://")) else None


def _people(element: Any) -> Iterator[str]:
    for person in element.iter(f"{_FOAF}Person"):
        names = (person.findtext(f"{_FOAF}givenName"), person.findtext(f"{_FOAF}surname"))
        if words := " ".join(n.strip() for n in names if n and n.strip()):
            yield words


def _publisher(element: Any) -> str | None:
    part = element.find(f"{_DCT}isPartOf")
    title = next((t.text for t in part.iter(f"{_DC}title")), None) if part is not None else None
    found: str | None = title or element.findtext(f"{_DC}publisher")
    return found
