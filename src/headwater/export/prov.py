"""W3C PROV (Recommendation, 30 April 2013) as PROV-JSON: where the words come from, and who vouches for them.

Documents and statements are entities, voices and people are agents. A statement *was quoted from* its document, *was attributed
to* its voice and to those it came through (``hw:part``), and *was derived from* the statement it stands inside. A document *had
primary source* the page at its address, and *was revision of* the version before it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from headwater.export.contents import CaseDocument, CaseVoice, Contents, Statement, voice_urn
from headwater.export.files import bare, dumps
from headwater.export.flows import Family
from headwater.export.ids import PREFIX, urn
from headwater.store.migrations import program
from headwater.store.verdicts import Verdict

KINDS = {"person": "prov:Person", "organization": "prov:Organization", "government": "prov:Organization",
         "publication": "prov:Organization"}  # fmt: skip
"""What PROV calls a kind of voice; it has no word for the others."""

SECTIONS = (
    "entity",
    "agent",
    "activity",
    "wasDerivedFrom",
    "wasAttributedTo",
    "wasGeneratedBy",
    "wasAssociatedWith",
    "used",
    "hadMember",
    "alternateOf",
)
_SPOOL = 1 << 22
Json = dict[str, Any]


def write(contents: Contents, path: Path) -> int:
    """Write PROV-JSON; how many entities, agents and relations."""
    with path.open("w", encoding="utf-8") as file, _Sections(file) as sections:
        for voice in contents.voices:
            sections.add("agent", name(voice.id), _voice(voice))
        _program(sections)
        known: dict[str, str] = {}
        for document in contents.documents():
            _document(sections, document)
            for statement in document.statements:
                known.setdefault(statement.subject, name(statement.id))
                _statement(sections, document, statement)
        for family in contents.families():
            _family(sections, family)
        for verdict in contents.verdicts:
            _verdict(sections, verdict, known)
        return sections.count


def name(urn_: str) -> str:
    """A ``urn:uuid:`` as a qualified name."""
    return f"hw:{urn_.rpartition(':')[2]}"


class _Sections:
    """PROV-JSON puts all things of one sort together, so each sort waits in a file of its own until all is known."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._stack = ExitStack()
        self._parts: dict[str, IO[str]] = {}
        self._relations = 0
        self.count = 0
        self._seen: set[str] = set()

    def __enter__(self) -> Self:
        for section in SECTIONS:
            spool = tempfile.SpooledTemporaryFile(_SPOOL, "w+", encoding="utf-8")
            self._parts[section] = self._stack.enter_context(spool)
        return self

    def add(self, section: str, identifier: str, properties: Mapping[str, Any]) -> None:
        """One thing with its name; a name that was there before is passed over."""
        if f"{section} {identifier}" in self._seen:
            return
        if section in ("entity", "agent"):
            self._seen.add(f"{section} {identifier}")
        self._parts[section].write(f",\n{dumps(identifier)}:{dumps(dict(properties))}")
        self.count += 1

    def relate(self, section: str, properties: Mapping[str, Any]) -> None:
        """One relation; it needs no name."""
        self._relations += 1
        self.add(section, f"_:r{self._relations}", properties)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack:
            if error is None:
                self._join()

    def _join(self) -> None:
        self._file.write(f'{{"prefix":{dumps({"hw": PREFIX})}')
        for section, part in self._parts.items():
            part.seek(0)
            part.read(1)  # the first comma
            first = part.read(_SPOOL)
            if first:
                self._file.write(f',\n"{section}":{{{first}')
                while chunk := part.read(_SPOOL):
                    self._file.write(chunk)
                self._file.write("}")
        self._file.write("\n}\n")


def _typed(value: Any, kind: str) -> Json:
    return {"$": value, "type": kind}


def _voice(voice: CaseVoice) -> Json:
    types = [_typed(t, "prov:QUALIFIED_NAME") for t in ("hw:Voice", KINDS.get(voice.kind)) if t]
    return bare({
        "prov:type": types if len(types) > 1 else types[0],
        "prov:label": voice.name,
        "hw:kind": voice.kind,
        "hw:named": voice.named,
        "hw:reliability": voice.reliability,
        "hw:alias": list(voice.aliases),
    })  # fmt: skip


def _program(sections: _Sections) -> None:
    sections.add("agent", "hw:software", {
        "prov:type": _typed("prov:SoftwareAgent", "prov:QUALIFIED_NAME"), "prov:label": f"Headwater {program()}",
    })  # fmt: skip
    sections.add("activity", "hw:reading", {"prov:type": _typed("hw:Reading", "prov:QUALIFIED_NAME")})
    sections.relate("wasAssociatedWith", {"prov:activity": "hw:reading", "prov:agent": "hw:software"})


def _document(sections: _Sections, document: CaseDocument) -> None:
    this = name(document.id)
    sections.add("entity", this, bare({
        "prov:type": _typed("hw:Document", "prov:QUALIFIED_NAME"),
        "prov:label": document.title,
        "prov:location": document.address,
        "hw:key": document.key,
        "hw:sha256": document.sha256,
        "hw:published": document.published,
        "hw:captured": _typed(document.captured, "xsd:dateTime"),
        "hw:version": document.version,
        "hw:language": document.language,
    }))  # fmt: skip
    sections.relate("used", {"prov:activity": "hw:reading", "prov:entity": this})
    if document.address:
        page = name(urn("page", document.address))
        sections.add("entity", page, {
            "prov:type": _typed("hw:Page", "prov:QUALIFIED_NAME"), "prov:location": document.address,
        })  # fmt: skip
        _derived(sections, this, page, "prov:PrimarySource")
    if document.previous:
        _derived(sections, this, name(document.previous), "prov:Revision")
    for agent, kind, part in _makers(document):
        maker = name(urn("maker", kind, agent))
        sections.add("agent", maker, {"prov:type": _typed(kind, "prov:QUALIFIED_NAME"), "prov:label": agent})
        sections.relate("wasAttributedTo", {"prov:entity": this, "prov:agent": maker, "hw:part": part})


def _makers(document: CaseDocument) -> Iterator[tuple[str, str, str]]:
    for author in document.authors:
        yield author, "prov:Person", "author"
    if document.publisher:
        yield document.publisher, "prov:Organization", "publisher"


def _derived(sections: _Sections, this: str, other: str, kind: str | None = None) -> None:
    relation: Json = {"prov:generatedEntity": this, "prov:usedEntity": other}
    if kind:
        relation["prov:type"] = _typed(kind, "prov:QUALIFIED_NAME")
    sections.relate("wasDerivedFrom", relation)


def _statement(sections: _Sections, document: CaseDocument, statement: Statement) -> None:
    this = name(statement.id)
    kind = "hw:OwnStatement" if statement.own else "hw:Attribution"
    sections.add("entity", this, bare({
        "prov:type": _typed(kind, "prov:QUALIFIED_NAME"),
        "prov:value": document.words(statement.content),
        "hw:content": [f"{a}-{b}" for a, b in statement.content],
        "hw:source": f"{statement.source[0]}-{statement.source[1]}" if statement.source else None,
        "hw:cue": [f"{a}-{b}" for a, b in statement.cue],
        "hw:form": statement.form,
        "hw:stance": statement.stance,
        "hw:basis": statement.basis,
        "hw:certainty": statement.certainty,
        "hw:low": _number(statement.low),
        "hw:high": _number(statement.high),
        "hw:confidence": _number(statement.confidence),
        "hw:state": statement.state,
        "hw:credibility": statement.credibility,
    }))  # fmt: skip
    _derived(sections, this, name(document.id), "prov:Quotation")
    sections.relate("wasGeneratedBy", {"prov:entity": this, "prov:activity": "hw:reading"})
    if statement.parent:
        _derived(sections, this, name(statement.parent))
    for place, voice in enumerate(statement.chain):
        part = "voice" if place == len(statement.chain) - 1 else "relay"
        relation = {"prov:entity": this, "prov:agent": name(voice_urn(voice.key)), "hw:part": part, "hw:place": place}
        sections.relate("wasAttributedTo", relation)


def _family(sections: _Sections, family: Family) -> None:
    """A family is a collection of its statements; what came later *was derived from* what came before, where that is known."""
    this = name(family.id)
    sections.add("entity", this, bare({
        "prov:type": [_typed("prov:Collection", "prov:QUALIFIED_NAME"), _typed("hw:Family", "prov:QUALIFIED_NAME")],
        "prov:label": family.words,
        "hw:value": family.value,
        "hw:low": family.low,
        "hw:high": family.high,
        "hw:outlets": family.outlets,
        "hw:origin": list(dict.fromkeys(family.origins)),
    }))  # fmt: skip
    for member in family.members:
        sections.relate("hadMember", {"prov:collection": this, "prov:entity": name(member)})
    for step in family.steps:
        if step.directed:
            kind = "prov:Quotation" if step.kind == "quotes" else f"hw:{step.kind.replace(' ', '-')}"
            _derived(sections, name(step.downstream), name(step.upstream), kind)
        else:
            sections.relate(
                "alternateOf", {"prov:alternate1": name(step.upstream), "prov:alternate2": name(step.downstream)}
            )


def _number(value: float | None) -> Json | None:
    return None if value is None else _typed(repr(float(value)), "xsd:double")


def _verdict(sections: _Sections, verdict: Verdict, known: Mapping[str, str]) -> None:
    this, person = name(urn("verdict", verdict.hash)), name(urn("person", verdict.author))
    about = known.get(verdict.subject)
    sections.add("agent", person, {
        "prov:type": _typed("prov:Person", "prov:QUALIFIED_NAME"), "prov:label": verdict.author,
    })  # fmt: skip
    sections.add("entity", this, bare({
        "prov:type": _typed("hw:Verdict", "prov:QUALIFIED_NAME"),
        "prov:label": verdict.kind,
        "hw:subject": verdict.subject,
        "hw:reason": verdict.reason,
        "hw:time": _typed(verdict.time, "xsd:dateTime"),
        "hw:payload": dumps(verdict.payload) if verdict.payload else None,
    }))  # fmt: skip
    sections.relate("wasAttributedTo", {"prov:entity": this, "prov:agent": person})
    if about and verdict.kind in ("edit", "add"):
        _derived(sections, about, this)
    elif about:
        _derived(sections, this, about)
