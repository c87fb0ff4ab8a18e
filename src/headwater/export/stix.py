"""STIX 2.1 (OASIS Standard, 10 June 2021): one bundle.

A document is a *report*, a voice an *identity*. A statement is a *note* that holds the words, and an *opinion* on that note in
the name of its voice: how far the voice stands behind the words. The case is a *grouping*. What STIX has no property for stands
in one property extension. ``confidence`` is set only from a credibility that a person gave (Admiralty 1 to 5); the tool's own
confidence is in the extension, and a voice's certainty is never called confidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from headwater.export import words
from headwater.export.contents import CaseDocument, CaseVoice, Contents, Statement, voice_urn
from headwater.export.files import Listed, array_in, bare
from headwater.export.flows import Family
from headwater.export.ids import uid
from headwater.store.migrations import program
from headwater.store.verdicts import Verdict

CLASSES = {
    "person": "individual",
    "organization": "organization",
    "government": "organization",
    "publication": "organization",
    "group": "group",
    "author": "individual",
    "unnamed": "unknown",
    "unknown": "unknown",
    "document": "unspecified",
}
"""Kinds of voice as STIX's ``identity-class-ov``."""

CONFIDENCE = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}
"""Admiralty credibility as STIX confidence (STIX 2.1, appendix A). 6 cannot be judged: then there is none."""

OPINIONS = {
    "CT+": "strongly-agree",
    "PR+": "agree",
    "PS+": "agree",
    "Uu": "neutral",
    "PS-": "disagree",
    "PR-": "disagree",
    "CT-": "strongly-disagree",
}
"""How far a voice stands behind the words, as STIX's ``opinion-enum``. Doubting and asking without a label are ``disagree`` and ``neutral``."""

EXTENSION = f"extension-definition--{uid('stix', 'extension')}"
PROGRAM = f"identity--{uid('stix', 'program')}"
BEGUN = "2026-01-01T00:00:00.000Z"
"""When the two objects that are the same in every bundle were made."""

Json = dict[str, Any]


def write(contents: Contents, path: Path) -> int:
    """Write the bundle; how many objects."""
    head = {"type": "bundle", "id": f"bundle--{uid('stix', contents.id, contents.changed)}"}
    with path.open("w", encoding="utf-8") as file, array_in(file, head, "objects") as objects:
        for one in _constants():
            objects.add(one)
        for voice in contents.voices:
            objects.add(_identity(contents, voice))
        reports: list[str] = []
        known: dict[str, str] = {}
        for document in contents.documents():
            reports.append(_document(contents, document, objects, known))
        for family in contents.families():
            for one in _family(contents, family):
                objects.add(one)
        for verdict in contents.verdicts:
            for one in _verdict(verdict, known):
                objects.add(one)
        if reports:
            objects.add(_grouping(contents, reports))
    return objects.count


def ref(kind: str, urn: str) -> str:
    """The STIX identifier of what a ``urn:uuid:`` names."""
    return f"{kind}--{urn.rpartition(':')[2]}"


def moment(time: str) -> str:
    """A time as STIX writes it: UTC, milliseconds. A date is its first instant; what is no date is left out by the caller."""
    date, _, clock = time.partition("T")
    return f"{date}T{(clock.rstrip('Z') or '00:00:00').partition('.')[0][:8].ljust(8, '0')}.000Z"


def _object(kind: str, urn: str, created: str, modified: str, **more: Any) -> Json:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": ref(kind, urn),
        "created_by_ref": PROGRAM,
        "created": created,
        "modified": max(created, modified),
        **bare(more),
    }


def _constants() -> Iterator[Json]:
    base = {"spec_version": "2.1", "created": BEGUN, "modified": BEGUN}
    yield {"type": "identity", "id": PROGRAM, **base, "name": "Headwater", "identity_class": "system"}
    yield {
        "type": "extension-definition",
        "id": EXTENSION,
        **base,
        "created_by_ref": PROGRAM,
        "name": "Headwater attribution",
        "description": "On whose word a statement rests: chain of voices, form, stance, basis, certainty, places in the text.",
        "schema": "see docs/exports.md in Headwater's source",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _extension(**fields: Any) -> Json:
    return {EXTENSION: {"extension_type": "property-extension", **bare(fields)}}


def _identity(contents: Contents, voice: CaseVoice) -> Json:
    return _object(
        "identity",
        voice.id,
        moment(contents.created),
        moment(contents.created),
        name=words.one_line(voice.name) or "not named",
        identity_class=CLASSES.get(voice.kind, "unknown"),
        labels=["named" if voice.named else "not-named"],
        extensions=_extension(
            key=voice.key,
            kind=voice.kind,
            named=voice.named,
            reliability=voice.reliability,
            aliases=list(voice.aliases),
        ),
    )


def _document(contents: Contents, document: CaseDocument, objects: Listed, known: dict[str, str]) -> str:
    """Write a document's notes and opinions, then its report; the report's id."""
    added = moment(document.added)
    identities, inside = set(), []
    for statement in document.statements:
        note = _note(document, statement, added)
        objects.add(note)
        inside.append(note["id"])
        for voice in statement.chain:
            identities.add(ref("identity", voice_urn(voice.key)))
        if not statement.own:
            opinion = _opinion(contents, statement, note["id"], added)
            objects.add(opinion)
            inside.append(opinion["id"])
            known.setdefault(statement.subject, opinion["id"])
    published = _published(document)
    report = _object(
        "report",
        document.id,
        added,
        added,
        name=words.title(document),
        published=published,
        report_types=["news"],
        external_references=_references(document),
        object_refs=[*inside, *sorted(identities)] or [PROGRAM],
        lang=document.language,
        extensions=_extension(
            key=document.key, sha256=document.sha256, authors=list(document.authors), publisher=document.publisher,
            published=document.published, version=document.version, captured=document.captured,
            previous=ref("report", document.previous) if document.previous else None,
        ),
    )  # fmt: skip
    objects.add(report)
    return str(report["id"])


def _references(document: CaseDocument) -> list[Json]:
    source = words.one_line(document.publisher or "") or "page"
    return [{"source_name": source, "url": document.address}] if document.address else []


def _published(document: CaseDocument) -> str:
    """When the page was published; STIX demands it, so without one it is when the page was captured."""
    for time in (document.published, document.captured):
        try:
            found = datetime.fromisoformat(time or "")
        except ValueError:
            continue
        if found.tzinfo is not None:
            found = found.astimezone(UTC)
        return found.strftime("%Y-%m-%dT%H:%M:%S.000Z") if found.year >= 1000 else moment(document.added)
    return moment(document.added)


def _note(document: CaseDocument, statement: Statement, added: str) -> Json:
    speakers = [words.one_line(v.name) for v in statement.chain[-1:]] or list(document.authors)
    refs = [ref("report", document.id)]
    if statement.voice:
        refs.append(ref("identity", voice_urn(statement.voice.key)))
    return _object(
        "note",
        statement.id,
        added,
        added,
        abstract=words.summary(statement),
        content=document.words(statement.content),
        authors=[s for s in speakers if s],
        object_refs=refs,
        confidence=confidence(str(statement.credibility or "")),
        extensions=_extension(
            own=statement.own,
            source=list(statement.source) if statement.source else None,
            cue=[list(p) for p in statement.cue],
            content=[list(p) for p in statement.content],
            chain=[ref("identity", voice_urn(v.key)) for v in statement.chain],
            parent=ref("note", statement.parent) if statement.parent else None,
            form=statement.form,
            stance=statement.stance,
            basis=statement.basis,
            certainty=statement.certainty,
            low=statement.low,
            high=statement.high,
            tool_confidence=statement.confidence,
            state=statement.state,
            credibility=statement.credibility,
        ),
    )


def _opinion(contents: Contents, statement: Statement, note: str, added: str) -> Json:
    verdict = contents.verdict_of.get(statement.verdict_id or 0)
    voice = statement.voice
    return _object(
        "opinion",
        statement.id,
        added,
        moment(verdict.time) if verdict else added,
        opinion=opinion_of(statement),
        explanation=words.summary(statement),
        authors=[words.one_line(voice.name) or "not named"] if voice else [],
        object_refs=[note],
    )


def opinion_of(statement: Statement) -> str:
    """The stance and certainty of a voice in STIX's five words."""
    if statement.certainty == "CT+" and statement.stance == "doubts":
        return "disagree"
    if statement.certainty == "CT+" and statement.stance == "asks":
        return "neutral"
    return OPINIONS.get(statement.certainty, "neutral")


def confidence(credibility: str | None) -> int | None:
    """STIX confidence for an Admiralty credibility, alone (``2``) or with a reliability (``B2``); None where not judged."""
    return CONFIDENCE.get((credibility or "")[-1:])


def _verdict(verdict: Verdict, known: dict[str, str]) -> Iterator[Json]:
    """A person's verdict: agreement with an opinion as read, or a note on a voice."""
    time = moment(verdict.time)
    about, _, rest = verdict.subject.partition(":")
    urn = f"urn:uuid:{uid('verdict', verdict.hash)}"
    if verdict.subject in known:
        yield _object(
            "opinion", urn, time, time, opinion="strongly-agree", authors=[verdict.author], object_refs=[known[verdict.subject]],
            explanation=verdict.reason or f"{verdict.kind}: the attribution is right as it stands here",
        )  # fmt: skip
    elif about == "voice" and verdict.kind == "grade":
        letter = str(verdict.payload.get("reliability"))
        yield _object(
            "note", urn, time, time, authors=[verdict.author], object_refs=[ref("identity", voice_urn(rest))],
            abstract=f"Admiralty reliability {letter}: {words.RELIABILITIES.get(letter, letter)}",
            content=verdict.reason or f"Reliability {letter}",
        )  # fmt: skip


def _family(contents: Contents, family: Family) -> Iterator[Json]:
    """A family is a grouping of its notes; its steps are relationships, ``related-to`` where nothing shows which came first."""
    time = moment(contents.changed)
    yield _object(
        "grouping", family.id, time, time, name=words.one_line(family.words)[:200], context="unspecified",
        description=f"{words.count(len(family.documents), 'document')}, {words.origins(family)}",
        object_refs=[ref("note", member) for member in family.members],
        extensions=_extension(
            value=family.value, origins_low=family.low, origins_high=family.high, outlets=family.outlets,
            origins=list(family.origins), rivals=[ref("grouping", r) for r in family.rivals],
        ),
    )  # fmt: skip
    for n, step in enumerate(family.steps):
        urn = f"urn:uuid:{uid('step', family.key, step.upstream, step.downstream, step.kind, n)}"
        kind = "derived-from" if step.directed else "related-to"
        yield _object(
            "relationship", urn, time, time, relationship_type=kind, source_ref=ref("note", step.downstream),
            target_ref=ref("note", step.upstream), description=f"{step.kind}: {step.reason}",
        )  # fmt: skip


def _grouping(contents: Contents, reports: list[str]) -> Json:
    return _object(
        "grouping",
        contents.id,
        moment(contents.created),
        moment(contents.changed),
        name=contents.name,
        description=f"A case of Headwater {program()}",
        context="unspecified",
        object_refs=reports,
    )
