"""W3C Web Annotation Data Model (Recommendation, 23 February 2017): one annotation for each statement, as JSON-LD.

Each target names the page, and the words twice over: by quotation with what stands around it (``TextQuoteSelector``) and by
position in the canonical text (``TextPositionSelector``). ``hw:role`` says which part the words play. What the standard has no
word for stands in ``hw:`` properties. The verdicts in force are annotations on annotations.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from headwater.export import words
from headwater.export.contents import CaseDocument, Contents, Statement, document_urn, voice_urn
from headwater.export.files import array_in, bare
from headwater.export.flows import Family
from headwater.export.ids import PREFIX, urn
from headwater.store.migrations import program
from headwater.store.said import Range, Speaker
from headwater.store.verdicts import Verdict

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"hw": PREFIX, "hw:chain": {"@id": f"{PREFIX}chain", "@container": "@list"}},  # outermost first: the order counts
]
AROUND = 32
"""Characters quoted before and after a passage."""

SOFTWARE = f"{PREFIX}software"
Json = dict[str, Any]


@cache
def made_with() -> str:
    """The program and its version, looked up once."""
    return f"Headwater {program()}"


def write(contents: Contents, path: Path) -> int:
    """Write an AnnotationCollection with one page that holds everything; how many annotations."""
    collection = f"{contents.id}#annotations"
    head = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationPage",
        "partOf": {"id": f"{collection}-all", "type": "AnnotationCollection", "label": contents.name},
    }
    with path.open("w", encoding="utf-8") as file, array_in(file, head, "items") as items:
        subjects: dict[str, str] = {}
        for document in contents.documents():
            for annotation, statement in of_document(contents, document):
                subjects.setdefault(statement.subject, statement.id)
                items.add(annotation)
        for family in contents.families():
            items.add(_linking(family))
        for verdict in contents.verdicts:
            items.add(assessment(verdict, subjects))
    return items.count


def of_document(contents: Contents, document: CaseDocument) -> Iterator[tuple[Json, Statement]]:
    """The annotations of one document."""
    source = bare({
        "id": document.address or document.id,
        "type": "Text",
        "language": document.language,
        "hw:document": {"id": document.id},
        "hw:key": document.key,
        "hw:sha256": document.sha256,
        "hw:title": document.title,
    })  # fmt: skip
    for statement in document.statements:
        yield _annotation(contents, document, statement, source), statement


def _annotation(contents: Contents, document: CaseDocument, statement: Statement, source: Json) -> Json:
    verdict = contents.verdict_of.get(statement.verdict_id or 0)
    given = verdict is not None and statement.state in ("edited", "added")
    made: Json = {"generator": {"id": SOFTWARE, "type": "Software", "name": made_with()}}
    if verdict is not None and given:
        made |= {"creator": {"type": "Person", "name": verdict.author}, "created": _seconds(verdict.time)}
        made |= {"hw:reason": verdict.reason} if verdict.reason else {}
    return {
        "id": statement.id,
        "type": "Annotation",
        "motivation": "identifying",
        **made,
        "body": _bodies(statement),
        "target": [_target(document, source, role, n, piece) for role, n, piece in _pieces(statement)],
    }


def _bodies(statement: Statement) -> list[Json]:
    tags = [statement.stance, statement.certainty, *((statement.voice.kind,) if statement.voice else ("author",))]
    return [
        {
            "type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en",
            "value": words.summary(statement),
        },
        *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags),
        _facts(statement),
    ]  # fmt: skip


def _facts(statement: Statement) -> Json:
    """The statement as data, in Headwater's own terms."""
    return bare({
        "id": f"{statement.id}#statement",
        "type": "hw:OwnStatement" if statement.own else "hw:Attribution",
        "hw:voice": voice(statement.voice) if statement.voice else None,
        "hw:chain": [voice(v) for v in statement.chain[:-1]],
        "hw:parent": {"id": statement.parent} if statement.parent else None,
        "hw:form": statement.form,
        "hw:stance": statement.stance,
        "hw:basis": statement.basis,
        "hw:certainty": statement.certainty,
        "hw:low": statement.low,
        "hw:high": statement.high,
        "hw:confidence": statement.confidence,
        "hw:state": statement.state,
        "hw:credibility": statement.credibility,
        "hw:subject": statement.subject,
    })  # fmt: skip


def voice(one: Speaker) -> Json:
    """A voice in Headwater's terms."""
    return {
        "id": voice_urn(one.key), "hw:key": one.key, "hw:name": one.name, "hw:kind": one.kind, "hw:named": one.named,
    }  # fmt: skip


def _pieces(statement: Statement) -> Iterator[tuple[str, int, Range]]:
    for role, pieces in statement.parts().items():
        for n, piece in enumerate(pieces):
            yield role, n, piece


def _target(document: CaseDocument, source: Json, role: str, n: int, piece: Range) -> Json:
    start, end = piece
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": document.text[start:end],
                "prefix": document.text[max(0, start - AROUND) : start],
                "suffix": document.text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
        "hw:role": role,
        "hw:n": n,
    }


def _linking(family: Family) -> Json:
    """A family as an annotation on the annotations of its statements."""
    facts = {
        "id": f"{family.id}#family", "type": "hw:Family", "hw:value": family.value, "hw:low": family.low, "hw:high": family.high,
        "hw:outlets": family.outlets, "hw:origin": list(family.origins), "hw:rival": [{"id": r} for r in family.rivals],
    }  # fmt: skip
    says = f"{len(family.documents)} documents, {words.origins(family)}: {words.one_line(family.words)}"
    return {
        "id": family.id,
        "type": "Annotation",
        "motivation": "linking",
        "generator": {"id": SOFTWARE, "type": "Software", "name": made_with()},
        "body": [{"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": says}, bare(facts)],
        "target": list(family.members),
    }


def assessment(verdict: Verdict, subjects: dict[str, str]) -> Json:
    """A verdict as an annotation on what it is about. ``subjects`` gives the annotations by the subjects of verdicts."""
    about, _, rest = verdict.subject.partition(":")
    ids = {"document": document_urn(rest), "voice": voice_urn(rest)}
    target = subjects.get(verdict.subject) or ids.get(about) or f"{PREFIX}{verdict.subject}"
    body = {
        "type": "TextualBody",
        "purpose": "assessing",
        "format": "text/plain",
        "value": verdict.reason or verdict.kind,
    }
    return {
        "id": urn("verdict", verdict.hash),
        "type": "Annotation",
        "motivation": "assessing",
        "creator": {"type": "Person", "name": verdict.author},
        "created": _seconds(verdict.time),
        "body": body,
        "target": target,
        "hw:verdict": verdict.kind,
        "hw:subject": verdict.subject,
        "hw:payload": {"type": "hw:Json", "hw:json": _payload(verdict)},
    }


def _payload(verdict: Verdict) -> str:
    return json.dumps(verdict.payload, ensure_ascii=False, sort_keys=True)


def _seconds(time: str) -> str:
    """The time as ``xsd:dateTime`` with seconds."""
    return time[:19] + "Z" if len(time) > 19 else time
