"""schema.org: every statement a ``Claim`` that appears in an article; a ``ClaimReview`` only where a person wrote one.

Headwater never says what is true, so nothing here rates a claim. A review needs a person's own verdict on what was claimed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from headwater.export import words
from headwater.export.contents import CaseDocument, CaseVoice, Contents, Statement, voice_urn
from headwater.export.files import array_in, bare
from headwater.export.flows import Family
from headwater.export.ids import urn
from headwater.store.verdicts import Verdict

TYPES = {"person": "Person", "organization": "Organization", "government": "GovernmentOrganization",
         "publication": "NewsMediaOrganization", "group": "Organization", "document": "CreativeWork",
         "author": "Person"}  # fmt: skip
"""Kinds of voice that schema.org has a type for; the others are a ``Thing``."""

AGENTS = frozenset({"Person", "Organization", "GovernmentOrganization", "NewsMediaOrganization"})
Json = dict[str, Any]


def write(contents: Contents, path: Path) -> int:
    """Write a graph of claims, the articles they appear in, and who made them; how many claims."""
    count = 0
    with (
        path.open("w", encoding="utf-8") as file,
        array_in(file, {"@context": "https://schema.org"}, "@graph") as graph,
    ):
        known: dict[str, str] = {}
        kinds = {voice.key: _type(voice.kind) for voice in contents.voices}
        for voice in contents.voices:
            graph.add(_voice(voice))
        for document in contents.documents():
            graph.add(_article(document))
            for statement in document.statements:
                count += 1
                graph.add(_claim(document, statement, kinds))
                known.setdefault(statement.subject, statement.id)
        for family in contents.families():
            graph.add(_family(family))
        for verdict in contents.verdicts:
            if verdict.kind == "credit" and verdict.subject in known:
                graph.add(_review(verdict, known[verdict.subject]))
    return count


def _type(kind: str) -> str:
    return TYPES.get(kind, "Thing")


def _voice(voice: CaseVoice) -> Json:
    return bare({
        "@type": _type(voice.kind),
        "@id": voice.id,
        "name": words.one_line(voice.name) or "not named",
        "alternateName": list(voice.aliases),
        "description": None if voice.named else "not named in the text",
        "identifier": voice.key,
    })  # fmt: skip


def _article(document: CaseDocument) -> Json:
    return bare({
        "@type": "Article",
        "@id": document.id,
        "headline": words.title(document),
        "url": document.address,
        "datePublished": document.published,
        "inLanguage": document.language,
        "author": [{"@type": "Person", "name": words.one_line(a)} for a in document.authors],
        "publisher": {"@type": "Organization", "name": words.one_line(document.publisher)} if document.publisher else None,
        "isBasedOn": {"@id": document.previous} if document.previous else None,
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": document.sha256},
    })  # fmt: skip


def _claim(document: CaseDocument, statement: Statement, kinds: dict[str, str]) -> Json:
    """A claim. ``author`` is who makes it; a voice that is no person or organisation is what it is based on."""
    voice = statement.voice
    kind = kinds.get(voice.key, "Thing") if voice else ""
    ours = {"@id": voice_urn(voice.key)} if voice else None
    return bare({
        "@type": "Claim",
        "@id": statement.id,
        "text": document.words(statement.content),
        "abstract": words.summary(statement),
        "author": ours if kind in AGENTS else _authors(document) if voice is None else None,
        "isBasedOn": ours if kind == "CreativeWork" else None,
        "creditText": words.chain(statement.chain) if voice else None,
        "isPartOf": {"@id": statement.parent} if statement.parent else None,
        "appearance": {"@id": document.id},
    })  # fmt: skip


def _authors(document: CaseDocument) -> list[Json]:
    return [{"@type": "Person", "name": words.one_line(a)} for a in document.authors]


def _family(family: Family) -> Json:
    """What several statements say, as one claim with all its appearances."""
    return bare({
        "@type": "Claim",
        "@id": family.id,
        "text": words.one_line(family.words),
        "abstract": f"{words.count(len(family.documents), 'document')}, {words.origins(family)}",
        "firstAppearance": {"@id": family.documents[0]},
        "appearance": [{"@id": d} for d in family.documents],
        "hasPart": [{"@id": m} for m in family.members],
    })  # fmt: skip


def _review(verdict: Verdict, claim: str) -> Json:
    """A person's judgement of how credible a report is, in the words of the Admiralty code."""
    number = int(verdict.payload["credibility"])
    made = review(
        claim,
        author=verdict.author,
        time=verdict.time,
        body=verdict.reason,
        rating=words.CREDIBILITIES[number],
        mark=verdict.hash,
    )
    if number in range(1, 6):  # 6 cannot be judged, which is not the lowest
        made["reviewRating"] |= {"ratingValue": 6 - number, "bestRating": 5, "worstRating": 1}
    return bare(made)


def review(claim: str, *, author: str, time: str, body: str, rating: str, mark: str) -> Json:
    """A ``ClaimReview`` of the claim with the id ``claim``, as a person wrote it: the words of the rating are the person's."""
    return {
        "@type": "ClaimReview",
        "@id": urn("review", mark),
        "itemReviewed": {"@id": claim},
        "author": {"@type": "Person", "name": author},
        "datePublished": time[:10],
        "reviewBody": body,
        "reviewRating": {"@type": "Rating", "alternateName": rating},
    }
