"""GraphML: documents, voices and statements as nodes; who says what, through whom, where it stands, and what came before."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from headwater.export import words
from headwater.export.contents import CaseDocument, CaseVoice, Contents, Statement, voice_urn
from headwater.export.flows import Family

NODE_KEYS = {
    "sort": "string", "label": "string", "kind": "string", "named": "boolean", "reliability": "string", "url": "string",
    "sha256": "string", "publisher": "string", "published": "string", "version": "int", "own": "boolean", "words": "string",
    "start": "int", "end": "int", "form": "string", "stance": "string", "basis": "string", "certainty": "string",
    "low": "double", "high": "double", "confidence": "double", "state": "string", "credibility": "int", "value": "string", "origins_low": "int", "origins_high": "int", "outlets": "int",
}  # fmt: skip
"""Attributes of nodes with their types; ``sort`` is document, voice, statement or family."""

EDGE_KEYS = {"relation": "string", "place": "int", "known": "boolean", "certain": "boolean", "reason": "string"}
"""Attributes of edges: ``says``, ``relays`` (``place`` counts from the outermost), ``stands in``, ``inside``, ``revises``, ``one of`` (a family),
and how a family travelled: ``copies``, ``quotes``, ``cites``, ``same voice``, ``same basis``."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
Value = str | int | float | bool | None
Edge = tuple[str, str, dict[str, Value]]


def write(contents: Contents, path: Path) -> int:
    """Write one directed graph; how many nodes."""
    with path.open("w", encoding="utf-8") as file, tempfile.TemporaryFile("w+", encoding="utf-8") as edges:
        file.write(_HEAD)
        for which, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
            for name, kind in keys.items():
                file.write(f'<key id="{which[0]}_{name}" for="{which}" attr.name="{name}" attr.type="{kind}"/>\n')
        file.write(f'<graph id={_quoted(contents.id)} edgedefault="directed">\n')
        count = 0
        for nodes, links in _parts(contents):
            for identifier, values in nodes:
                file.write(_item(f"<node id={_quoted(identifier)}>", "n", values, "</node>"))
                count += 1
            for one, other, values in links:
                edges.write(_item(f"<edge source={_quoted(one)} target={_quoted(other)}>", "e", values, "</edge>"))
        _append(edges, file)
        file.write("</graph>\n</graphml>\n")
    return count


def _append(edges: IO[str], file: IO[str]) -> None:
    edges.seek(0)
    while chunk := edges.read(1 << 20):
        file.write(chunk)


def _parts(contents: Contents) -> Iterator[tuple[list[tuple[str, dict[str, Value]]], list[Edge]]]:
    yield [(v.id, _voice(v)) for v in contents.voices], []
    for document in contents.documents():
        nodes = [(document.id, _document(document)), *((s.id, _statement(document, s)) for s in document.statements)]
        yield nodes, list(_edges(document))
    for family in contents.families():
        yield [(family.id, _family(family))], list(_flow(family))


def _family(family: Family) -> dict[str, Value]:
    return {
        "sort": "family", "label": words.one_line(family.words), "words": family.words, "value": family.value,
        "origins_low": family.low, "origins_high": family.high, "outlets": family.outlets, "published": family.first,
    }  # fmt: skip


def _flow(family: Family) -> Iterator[Edge]:
    """Members, and the family's way from upstream to downstream. An edge with ``known`` false has no known direction."""
    for member in family.members:
        yield member, family.id, {"relation": "one of"}
    for step in family.steps:
        values: dict[str, Value] = {
            "relation": step.kind, "known": step.directed, "certain": step.certain, "reason": step.reason,
        }  # fmt: skip
        yield step.upstream, step.downstream, values


def _edges(document: CaseDocument) -> Iterator[Edge]:
    if document.previous:
        yield document.id, document.previous, {"relation": "revises"}
    for statement in document.statements:
        yield statement.id, document.id, {"relation": "stands in"}
        if statement.parent:
            yield statement.id, statement.parent, {"relation": "inside"}
        for place, voice in enumerate(statement.chain):
            relation = "says" if place == len(statement.chain) - 1 else "relays"
            yield voice_urn(voice.key), statement.id, {"relation": relation, "place": place}


def _voice(voice: CaseVoice) -> dict[str, Value]:
    return {
        "sort": "voice", "label": words.one_line(voice.name), "kind": voice.kind, "named": voice.named,
        "reliability": voice.reliability,
    }  # fmt: skip


def _document(document: CaseDocument) -> dict[str, Value]:
    return {
        "sort": "document", "label": words.title(document), "url": document.address, "sha256": document.sha256,
        "publisher": document.publisher, "published": document.published, "version": document.version,
    }  # fmt: skip


def _statement(document: CaseDocument, statement: Statement) -> dict[str, Value]:
    return {
        "sort": "statement", "label": words.summary(statement), "own": statement.own,
        "words": document.words(statement.content), "start": statement.content[0][0], "end": statement.content[-1][1],
        "form": statement.form, "stance": statement.stance, "basis": statement.basis, "certainty": statement.certainty,
        "low": statement.low, "high": statement.high, "confidence": statement.confidence, "state": statement.state, "credibility": statement.credibility,
    }  # fmt: skip


def _item(opening: str, prefix: str, values: dict[str, Value], closing: str) -> str:
    data = "".join(f'<data key="{prefix}_{k}">{_text(v)}</data>' for k, v in values.items() if v is not None)
    return f"{opening}{data}{closing}\n"


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(_NO_XML.sub("\ufffd", str(value)), {"\r": "&#13;"})


def _quoted(value: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", value))
