"""FollowTheMoney entities, one a line, as Aleph and its kin load them.

Documents are ``Article``, voices are people and organisations, statements are ``Note`` about their voice with the article as proof,
``Documentation`` joins a voice to each article it speaks in. A voice that is not named carries where it spoke in its name, so
that no program takes "two officials" of one page for those of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from headwater.export import words
from headwater.export.contents import CaseDocument, CaseVoice, Contents, Statement, voice_urn
from headwater.export.files import dumps
from headwater.export.flows import Family
from headwater.export.ids import uid

SCHEMATA = {
    "person": "Person",
    "author": "Person",
    "organization": "Organization",
    "publication": "Organization",
    "government": "PublicBody",
    "document": "Document",
}
"""Kinds of voice as FollowTheMoney has them; the others are a ``LegalEntity``, which says least."""

LANGUAGES = {"en": "eng"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
Json = dict[str, Any]


def write(contents: Contents, path: Path) -> int:
    """Write entities; how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for one in _entities(contents):
            file.write(dumps(one) + "\n")
            count += 1
    return count


def identifier(urn: str) -> str:
    """The entity's id for a ``urn:uuid:``."""
    return f"headwater-{urn.rpartition(':')[2]}"


def entity(urn: str, schema: str, **properties: Any) -> Json:
    """An entity. Properties hold lists of texts, each once; those with nothing in them are left out."""
    found: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = value if isinstance(value, list) else [value]
        texts = list(dict.fromkeys(t for t in (str(v).strip() for v in values if v is not None) if t))
        if texts:
            found[name] = texts
    return {"id": identifier(urn), "schema": schema, "properties": found}


def _entities(contents: Contents) -> Iterator[Json]:
    named = {v.key: v for v in contents.voices if v.named or v.kind in ("document", "author")}
    for voice in named.values():
        yield _voice(voice)
    unnamed = {v.key: v for v in contents.voices if v.key not in named}
    links: set[str] = set()
    for document in contents.documents():
        yield _article(document)
        for one in _inside(document, unnamed):
            if one["schema"] == "Note" or one["id"] not in links:
                links.add(one["id"])
                yield one
    for family in contents.families():
        yield _family(family)


def _family(family: Family) -> Json:
    return entity(
        family.id,
        "Note",
        name=f"{words.count(len(family.documents), 'document')}, {words.origins(family)}",
        description=words.one_line(family.words),
        proof=[identifier(d) for d in family.documents],
        keywords=["family"],
    )


def _voice(voice: CaseVoice, place: str = "") -> Json:
    schema = SCHEMATA.get(voice.kind, "LegalEntity")
    name = words.one_line(voice.name) or "not named"
    grade = f"Admiralty reliability {voice.reliability}" if voice.reliability else None
    shown = f"{name} (not named; {place})" if place else name
    title = {"title": shown} if schema == "Document" else {"name": shown}
    return entity(
        voice.id,
        schema,
        **title,
        alias=list(voice.aliases) if not place else None,
        notes=grade,
        summary=words.KINDS.get(voice.kind),
    )


def day(published: str | None) -> str | None:
    """A date that the calendar has, or None."""
    found = _DATE.match(published or "")
    try:
        return date.fromisoformat(found[0]).isoformat() if found else None
    except ValueError:
        return None


def _article(document: CaseDocument) -> Json:
    return entity(
        document.id,
        "Article",
        title=words.title(document),
        author=[words.one_line(a) for a in document.authors],
        publisher=words.one_line(document.publisher or ""),
        publishedAt=day(document.published),
        retrievedAt=day(document.captured),
        sourceUrl=document.address,
        language=LANGUAGES.get(document.language),
        bodyText=document.text,
        notes=f"sha256 of the text: {document.sha256}",
    )


def _inside(document: CaseDocument, unnamed: dict[str, CaseVoice]) -> Iterator[Json]:
    """What a document brings with it: its unnamed voices, its statements, and links."""
    place = ", ".join(p for p in (words.one_line(document.publisher or ""), day(document.published)) if p)
    place = place or words.title(document)
    for statement in document.statements:
        for voice in statement.chain:
            if voice.key in unnamed:
                yield _voice(unnamed[voice.key], place)
        yield _note(document, statement)
        if statement.voice:
            yield _documentation(document, statement.voice.key)
        yield from _relays(document, statement)
    if document.previous:
        yield _link(document.id, document.previous, "is a later version of", document)


def _note(document: CaseDocument, statement: Statement) -> Json:
    return entity(
        statement.id,
        "Note",
        name=words.summary(statement),
        description=document.words(statement.content),
        entity=identifier(voice_urn(statement.voice.key)) if statement.voice else None,
        proof=identifier(document.id),
        sourceUrl=document.address,
        publisher=words.one_line(document.publisher or ""),
        keywords=[
            statement.stance,
            statement.certainty,
            *([statement.form] if statement.form else []),
            statement.basis,
        ],
        notes=f"characters {', '.join(f'{a}–{b}' for a, b in statement.content)} of the text",
    )


def _documentation(document: CaseDocument, key: str) -> Json:
    urn = f"urn:uuid:{uid('documentation', document.id, key)}"
    ends = {"document": identifier(document.id), "entity": identifier(voice_urn(key))}
    return entity(urn, "Documentation", **ends, role="speaks in it", date=day(document.published))


def _relays(document: CaseDocument, statement: Statement) -> Iterator[Json]:
    for outer, inner in zip(statement.chain, statement.chain[1:], strict=False):
        yield _link(voice_urn(outer.key), voice_urn(inner.key), "relays the words of", document)


def _link(one: str, other: str, role: str, document: CaseDocument) -> Json:
    urn = f"urn:uuid:{uid('link', one, other, role, document.id)}"
    ends = {"subject": identifier(one), "object": identifier(other)}
    return entity(urn, "UnknownLink", **ends, role=role, proof=identifier(document.id))
