"""Small invented cases for tests of flow and origins: pages written down in a line or two each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from headwater.model import Attribution, Certainty, Document, OwnStatement, Reading, Span, Voice
from headwater.model_trace import Claim, Edge, Family, Origins, Passage, Source
from headwater.trace.flows import flow
from headwater.trace.origins import origins
from headwater.trace.reuse import reuse

SURE = Certainty("CT+", 0.99, 1.0)
KINDS = {"the ": "unnamed", "a ": "unnamed", "an ": "unnamed", "two ": "unnamed", "officials": "group"}


@dataclass(frozen=True)
class Said:
    """One sentence of a page. ``claim`` are the words of the family's claim in it, ``by`` its chain of voices, outermost first."""

    text: str
    claim: str | None = None
    by: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


def said(text: str, claim: str | None = None, *by: str, **more: Any) -> Said:
    """A sentence; a voice's name may carry its kind ("publication:The Echo"); else it is a person, or unnamed with an article."""
    return Said(text, claim, by, more)


def own(claim: str) -> Said:
    """The outlet's own statement."""
    return Said(f"{claim}.", claim)


@dataclass(frozen=True)
class Told:
    """A case and what was found in it."""

    family: Family
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    edges: tuple[Edge, ...]
    origins: Origins

    @property
    def range(self) -> tuple[int, int]:
        return self.origins.low, self.origins.high

    def between(self, kind: str | None = None) -> list[tuple[str, str]]:
        """Documents joined by edges, in the direction found."""
        document = {c.id: c.document for c in self.claims}
        return [(document[e.upstream], document[e.downstream]) for e in self.edges if kind in {None, e.kind}]


def page(id: str, outlet: str | None, *sentences: Said | str, **more: Any) -> tuple[Source, tuple[Claim, ...]]:
    """One document with its reading and claims."""
    text = ""
    starts = []
    told = [said(s) if isinstance(s, str) else s for s in sentences]
    for sentence in told:
        starts.append(len(text))
        text += sentence.text + "\n\n"
    document = Document(id, text, publisher=outlet, published=more.get("published"))
    voices: dict[str, Voice] = {}
    attributions: list[Attribution] = []
    statements: list[OwnStatement] = []
    claims: list[Claim] = []
    for start, sentence in zip(starts, told, strict=True):
        if sentence.claim is None:
            continue
        at = start + sentence.text.index(sentence.claim)
        span = document.span(at, at + len(sentence.claim))
        chain = tuple(_voice(voices, name) for name in sentence.by)
        certainty = sentence.more.get("certainty", SURE)
        attribution = None
        if chain:
            attribution = f"a{len(attributions)}"
            attributions.append(_attribution(attribution, chain, span, certainty))
        else:
            statements.append(OwnStatement(span, certainty))
        claims.append(_claim(id, attribution, span, chain, {"certainty": certainty, **sentence.more}))
    sentences_ = tuple(document.span(a, a + len(s.text)) for a, s in zip(starts, told, strict=True))
    reading = Reading(document, sentences_, tuple(voices.values()), tuple(attributions), tuple(statements))
    mapped = tuple((v.id, _case_id(v, id)) for v in voices.values())
    fixed = tuple(replace(c, chain=ids, voice=ids[-1] if ids else None) for c in claims for ids in [_cased(c, mapped)])
    known = {k: more.get(k) for k in ("address", "published", "captured", "agency")}
    source = Source(id, reading, publisher=outlet, links=more.get("links", ()), voices=mapped, **known)
    return source, fixed


def _cased(claim: Claim, mapped: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    ids = dict(mapped)
    return tuple(ids[v] for v in claim.chain)


def _case_id(voice: Voice, document: str) -> str:
    return f"{voice.kind} {voice.name}" if voice.named else f"{document} {voice.name}"


def _voice(voices: dict[str, Voice], written: str) -> str:
    kind, _, name = written.rpartition(":")
    name, _, role = name.partition(", ")
    kind = kind or next((k for start, k in KINDS.items() if name.startswith(start)), "person")
    known = next((v for v in voices.values() if v.name == name), None)
    if known is None:
        named = kind not in {"unnamed", "group", "unknown"} and name[0].isupper()
        known = Voice(f"v{len(voices)}", name, kind, named, role or None)  # type: ignore[arg-type]
        voices[known.id] = known
    return known.id


def _attribution(id: str, chain: tuple[str, ...], span: Span, certainty: Certainty) -> Attribution:
    return Attribution(
        id, None, chain[-1], chain, None, (), (span,), "indirect", "asserts", "not stated", certainty, 0.9
    )


def _claim(document: str, attribution: str | None, span: Span, chain: tuple[str, ...], more: dict[str, Any]) -> Claim:
    settings: dict[str, Any] = {"stance": "asserts", "polarity": "+", **more}
    return Claim(
        id=f"{document}:{span.start}",
        document=document,
        attribution=attribution,
        start=span.start,
        end=span.end,
        pieces=((span.start, span.end),),
        text=span.text,
        voice=None,
        chain=chain,
        **settings,
    )


def tell(*pages: tuple[Source, tuple[Claim, ...]], undone: Iterable[str] = ()) -> Told:
    """All claims of these pages as one family, with its flow and origins."""
    sources = tuple(s for s, _ in pages)
    claims = tuple(c for _, found in pages for c in found)
    family = Family("f", claims[0].id, tuple(c.id for c in claims), "q")
    passages = reuse(sources)
    edges = flow(family, claims, sources, passages)
    return Told(
        family,
        claims,
        sources,
        passages,
        edges,
        origins(family, edges, claims, sources, frozenset(undone)),
    )


STORY = (
    "Nineteen lorries stood along Weaver Yard when the water came over the lower quay on Tuesday.",
    "The market hall lost its stoves, and a baker carried forty crates of bread up to the chapel roof.",
    "By noon the ferry had taken on two hundred people, most of them from the streets behind the mill.",
    "Nobody could say when the trams would run again, and the library closed its cellar for good.",
)
