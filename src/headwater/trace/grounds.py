"""What each claim rests on by its own words: a voice that is known, somebody unnamed, another paper, or the outlet itself.

A ground is what would be an origin if nothing showed that the claim was taken from elsewhere. Two claims with one ground key
rest on the same thing; different keys may still be merged, with a reason, by ``origins``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from headwater.model_trace import Claim, Source
from headwater.trace.citations import Citations
from headwater.trace.parties import (
    GENERIC,
    REPORTS,
    Directory,
    Party,
    content_words,
    fold,
    how_many,
    publisher_key,
    publisher_label,
)

_DESCRIBED = 3
"""Words that tell a paper from others of its kind: "a maintenance order of the company", and not "the report"."""

_KNEW = re.compile(r"(?:had |has |have )?(?:knew|knows?|known|was aware|were aware|is aware)(?: that)?", re.IGNORECASE)
GroundKind = Literal["voice", "witness", "record", "unnamed", "own", "paper", "reports"]


@dataclass(frozen=True, slots=True)
class Ground:
    """What one claim rests on.

    ``key`` names the ground over all documents. ``anchors`` are the keys of every known voice in the chain, ``papers`` the
    publishers it came through, ``count`` how many unnamed people it speaks of.
    ``told`` marks a known voice that has it from somebody unnamed, and a record that isn't described.
    """

    key: str
    kind: GroundKind
    label: str
    voice: str | None = None
    anchors: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    count: int = 1
    told: bool = False
    words: frozenset[str] = field(default_factory=frozenset)
    role: str = ""
    name: str = ""
    person: bool = False
    itself: bool = False


def ground_of(
    claim: Claim, source: Source, directory: Directory, citations: Citations, agency: str | None = None
) -> Ground:
    """The ground of one claim, from its chain of voices; the outlet itself where it has none.

    ``agency`` is the (folded) agency to which the document's own words belong, if its copy is an agency's.
    """
    own = agency or publisher_key(source)
    parties = [(id, directory.party(claim.document, id)) for id in claim.chain]
    named = {k: p.name for _, p in parties if (k := _paper(p, citations)) and k != own}
    papers = tuple(named)
    voices = [
        (id, p) for id, p in parties if p.kind != "unknown" and not _paper(p, citations) and not _own_voice(p, source)
    ]
    if len(voices) == 1 and not papers and _is_thought_to_know(claim, source):
        voices, parties = [], []
    if not voices and claim.direct and claim.attribution:
        return _quoted_ground(own, claim, papers, source)
    if not voices and not papers:
        itself = any(p.kind != "unknown" for _, p in parties) and claim.attribution is not None
        paper = None if itself else _credited(claim, citations)
        return paper or _own_ground(own, claim, source, itself)
    if not voices:
        return _paper_ground(named, citations)
    id, last = voices[-1]
    if papers and fold(last.name) in REPORTS:
        return _paper_ground(named, citations)
    known = [(i, p) for i, p in voices if p.known]
    if known:
        return _voice_ground(known, last, papers)
    if (
        content_words(last.name)
        and content_words(last.name) <= (REPORTS | GENERIC)
        and content_words(last.name) & REPORTS
    ):
        return Ground("reports", "reports", "reports that are not named", id, papers=papers)
    if last.kind == "document":
        return _record_ground(id, last, papers, source)
    if papers:
        return _paper_ground(named, citations, last.name)
    return _unnamed_ground(own, id, last, papers, source)


def _is_thought_to_know(claim: Claim, source: Source) -> bool:
    """Whether the article says that somebody *knew* it: then the article says so, and that somebody has said nothing."""
    attribution = next((a for a in source.reading.attributions if a.id == claim.attribution), None)
    return attribution is not None and any(_KNEW.fullmatch(c.text.strip()) for c in attribution.cue)


def _paper(party: Party, citations: Citations) -> str | None:
    """The publisher that a voice is, if it is one: by kind, or because a document of the case has it as its publisher."""
    canonical = citations.canonical(party.name)
    if party.kind == "publication" and party.known:
        return canonical
    return canonical if citations.is_publisher(canonical) else None


def _own_voice(party: Party, source: Source) -> bool:
    """Whether a voice is the page's own author or outlet ("this newspaper has learned")."""
    own = source.publisher and fold(source.publisher)
    return party.kind == "author" or (bool(own) and party.folded == own)


def _paper_ground(named: dict[str, str], citations: Citations, through: str = "") -> Ground:
    """Another paper's report, whoever unnamed stands behind it there (``through``)."""
    key = list(named)[-1]
    label = citations.label(key) if citations.is_publisher(key) else named[key]
    return Ground(f"paper {key}", "paper", f"{through}, through {label}" if through else label, papers=tuple(named))


def _quoted_ground(own: str, claim: Claim, papers: tuple[str, ...], source: Source) -> Ground:
    """Words in quotation marks are somebody's, even where no speaker was found."""
    label = f"somebody quoted by {publisher_label(source)}"
    return Ground(f"unnamed {own} {claim.document} {claim.attribution}", "unnamed", label, None, papers=papers)


def _credited(claim: Claim, citations: Citations) -> Ground | None:
    """The paper that the article credits with the news beside a flat statement, if the case doesn't hold any page of it."""
    name = citations.credited(claim.document, claim.start, claim.end)
    key = citations.canonical(name) if name else ""
    if not name or not key or citations.is_publisher(key):
        return None
    return Ground(f"paper {key}", "paper", name, papers=(key,))


def _own_ground(own: str, claim: Claim, source: Source, itself: bool = False) -> Ground:
    """The outlet's own word.

    Where it says that it saw for itself, it is a witness like any other; what it says to have confirmed itself (``itself``) was not
    simply taken from the paper that it names beside it.
    """
    label = publisher_label(source) if own == publisher_key(source) else source.agency or own
    if claim.attribution is not None and claim.basis == "saw":
        return Ground(f"witness {own}", "witness", f"{label}, which says it saw this")
    if itself:
        return Ground(f"own {own} itself", "own", f"{label}, by its own account", itself=True)
    return Ground(f"own {own}", "own", label)


def _voice_ground(known: list[tuple[str, Party]], last: Party, papers: tuple[str, ...]) -> Ground:
    id, party = known[-1]
    return Ground(
        f"voice {party.key}",
        "voice",
        party.name,
        id,
        anchors=tuple(p.key for _, p in known),
        papers=papers,
        told=last.key != party.key and last.kind != "document",
        words=content_words(party.name),
        role=party.role,
        name=party.name,
        person=party.kind == "person",
    )


def _record_ground(id: str, party: Party, papers: tuple[str, ...], source: Source) -> Ground:
    words = content_words(party.name)
    vague = len(words) < _DESCRIBED
    label = f"{party.name} ({publisher_label(source)})"
    return Ground(f"record {party.key}", "record", label, id, papers=papers, told=vague, words=words, role=party.role)


def _unnamed_ground(own: str, id: str, party: Party, papers: tuple[str, ...], source: Source) -> Ground:
    return Ground(
        f"unnamed {own} {party.key}",
        "unnamed",
        f"{party.name} ({publisher_label(source)})",
        id,
        papers=papers,
        count=how_many(party.name),
        words=content_words(party.name),
        role=party.role,
        name=party.name,
    )
