"""What a reading is made of: frozen types with their invariants, no input or output.

All offsets are half-open ``[start, end)`` in Unicode code points of ``Document.text``. A ``Span`` carries its words, and
``Reading`` checks on construction that every span says what the document says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from headwater.errors import AnchorError

SCHEMA = "headwater.reading/1"

MarkupKind = Literal["heading", "paragraph", "quote", "caption", "link", "byline", "post", "note"]
ResidueKind = Literal["watermark", "navigation", "plug", "share", "biography", "boilerplate"]
VoiceKind = Literal[
    "person", "organization", "government", "publication", "document", "group", "unnamed", "author", "unknown"
]
Form = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "denies", "doubts", "asks"]
Basis = Literal["saw", "told", "document", "reasoning", "not stated"]
CertaintyLabel = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a document: ``text`` is what stands at ``[start, end)``. Never empty."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise AnchorError(f"span [{self.start}, {self.end}) can't hold {self.text!r}")

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Markup:
    """Structure of the page kept beside the text. ``target`` is a link's address as written; never followed."""

    start: int
    end: int
    kind: MarkupKind
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Residue:
    """Text on the page that is not the article's: kept, marked, and skipped by later stages."""

    start: int
    end: int
    kind: ResidueKind


@dataclass(frozen=True)
class Document:
    """One captured text at one time. ``text`` is canonical and never changes; ``sha256`` is of its UTF-8 bytes.

    ``id`` is the first 16 hex digits of the hash of origin and text. ``published`` is an ISO date or date-time, or None.
    ``origin`` is the path or address as the user gave it. ``url`` is the page's own canonical address, if known.
    """

    origin: str
    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "en"
    markup: tuple[Markup, ...] = ()
    residue: tuple[Residue, ...] = ()

    def __post_init__(self) -> None:
        places: list[tuple[str, int, int]] = [(m.kind, m.start, m.end) for m in self.markup]
        places += [(r.kind, r.start, r.end) for r in self.residue]
        for kind, start, end in places:
            if not 0 <= start < end <= len(self.text):
                raise AnchorError(f"{self.origin}: {kind} [{start}, {end}) lies outside the text")

    @cached_property
    def sha256(self) -> str:
        """Hash of the canonical text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def id(self) -> str:
        """Sixteen hex digits that name this capture."""
        return hashlib.sha256(f"{self.origin}\n{self.sha256}".encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def span(self, start: int, end: int) -> Span:
        """The words at ``[start, end)``. Raises AnchorError when the range is empty or outside the text."""
        return Span(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Voice:
    """Whoever source spans refer to. ``name`` is the fullest form given; for the unnamed, the description.

    ``role`` is the role or description as the text gives it. ``joined`` says why spellings were taken as one voice.
    """

    id: str
    name: str
    kind: VoiceKind
    named: bool
    role: str | None = None
    mentions: tuple[Span, ...] = ()
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the voice sounded about the content as written: FactBank label and probability range, 0 to 1.

    ``markers`` are the words that show it. ``low`` and ``high`` are None where no range can be given (``Uu``).
    """

    label: CertaintyLabel
    low: float | None
    high: float | None
    markers: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: on whose word (``voice``, through ``chain``) stands what (``content``).

    ``parent`` is the id of the attribution whose content contains this one. ``chain`` lists voice ids outermost
    first, ending with ``voice``; the page's author, who heads every chain, is left out. ``confidence`` is the tool's own, 0 to 1, and
    says how likely the content and its source were found rightly; it has nothing to do with ``certainty``.
    ``evidence`` are words that show the basis, if any. ``future`` is the horizon words of a forecast, if it is one.
    """

    id: str
    parent: str | None
    voice: str
    chain: tuple[str, ...]
    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    stance: Stance
    basis: Basis
    certainty: Certainty
    confidence: float
    evidence: tuple[Span, ...] = ()
    future: Span | None = None

    def __post_init__(self) -> None:
        if not self.content:
            raise AnchorError(f"attribution {self.id} has no content")
        if not 0.0 <= self.confidence <= 1.0:
            raise AnchorError(f"attribution {self.id}: confidence {self.confidence} is not between 0 and 1")

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1].end


@dataclass(frozen=True, slots=True)
class OwnStatement:
    """A sentence, or the part of one, that no attribution covers: the page's author says it."""

    span: Span
    certainty: Certainty
    future: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: ``value`` between ``low`` and ``high`` (None where open), the unit and the modifier as words."""

    span: Span
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    modifier: str | None


@dataclass(frozen=True, slots=True)
class Time:
    """When: a TIMEX3 type and value; ``anchor`` says what a relative time was counted from (None if unresolved)."""

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A note that the page was changed: what was wrong, what replaced it, and where that stands now, if found."""

    span: Span
    wrong: str | None
    right: str | None
    kind: Literal["correction", "update", "clarification", "retraction"]
    concerns: Span | None = None


@dataclass(frozen=True, slots=True)
class Drift:
    """The same claim made twice in one text with different certainty: ids of two attributions or statements."""

    first: Span
    second: Span
    reason: str


@dataclass(frozen=True)
class Reading:
    """Everything read from one document. Construction checks every span against the text."""

    document: Document
    sentences: tuple[Span, ...] = ()
    voices: tuple[Voice, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    own_statements: tuple[OwnStatement, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unattributed_quotations: tuple[Span, ...] = ()
    drifts: tuple[Drift, ...] = ()

    def __post_init__(self) -> None:
        text = self.document.text
        for span in self.spans():
            if text[span.start : span.end] != span.text:
                raise AnchorError(
                    f"{self.document.origin}: [{span.start}, {span.end}) reads {text[span.start : span.end]!r}, not {span.text!r}"
                )
        known = {voice.id for voice in self.voices}
        for attribution in self.attributions:
            if not known.issuperset((attribution.voice, *attribution.chain)):
                raise AnchorError(
                    f"{self.document.origin}: attribution {attribution.id} names a voice that is not listed"
                )

    def spans(self) -> Iterator[Span]:
        """Every span of the reading."""
        yield from self.sentences
        for voice in self.voices:
            yield from voice.mentions
        for a in self.attributions:
            if a.source:
                yield a.source
            if a.future:
                yield a.future
            yield from (*a.cue, *a.content, *a.certainty.markers, *a.evidence)
        for statement in self.own_statements:
            yield statement.span
            yield from statement.certainty.markers
            if statement.future:
                yield statement.future
        yield from (q.span for q in self.quantities)
        yield from (t.span for t in self.times)
        for correction in self.corrections:
            yield correction.span
            if correction.concerns:
                yield correction.concerns
        yield from self.unattributed_quotations
        for drift in self.drifts:
            yield from (drift.first, drift.second)

    @cached_property
    def voice_by_id(self) -> dict[str, Voice]:
        """Voices by their ids."""
        return {voice.id: voice for voice in self.voices}

    def to_dict(self) -> dict[str, Any]:
        """The reading as plain data, in the form of schema ``headwater.reading/1``."""
        from headwater.model_json import reading_to_dict

        return reading_to_dict(self)

    def to_json(self) -> str:
        """The reading as one line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def __repr__(self) -> str:
        title = self.document.title or self.document.origin
        return f"<Reading of {title!r}: {len(self.attributions)} attributions, {len(self.voices)} voices>"

    def _repr_html_(self) -> str | None:
        """What a notebook shows: the reading's page, once something has been set to draw it."""
        return render_html(self) if render_html else None


render_html: Callable[[Reading], str] | None = None
"""Draws a reading for notebooks. ``headwater`` sets it, so that the types need not know what shows them."""
