"""Who else carries what a document says: from each statement of the reading view to the claim's own page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from headwater.show.phrases import count, one_line, shorten
from headwater.show.workbench.families import page_of
from headwater.show.workbench.lists import words_href
from headwater.store.traced_links import Carried, carried

MOST_OWN = 12
"""Own statements that are listed beside the article."""
EXCERPT = 110


@dataclass(frozen=True, slots=True)
class Link:
    """The way to a claim's page: ``words`` for a list (“4 documents, 1 origin”), ``sentence`` for the panel."""

    href: str
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class OwnLink:
    """A statement in the page's own voice that other documents have too, or contest."""

    line: int
    words: str
    href: str
    link: Link


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The links of a document: ``of`` its attributions by local id, and of its ``own`` statements."""

    of: dict[str, Link]
    own: Sequence[OwnLink]


def elsewhere(connection: Connection, document_id: int, text: str) -> Elsewhere:
    """The links of a document; none where the case was not traced."""
    found = carried(connection, document_id)
    best: dict[str, Carried] = {}
    for one in found:
        if one.attribution and (one.attribution not in best or one.documents > best[one.attribution].documents):
            best[one.attribution] = one
    return Elsewhere({local: link(one) for local, one in best.items()}, _own(document_id, text, found))


def _own(document_id: int, text: str, found: Iterable[Carried]) -> list[OwnLink]:
    shared = [one for one in found if one.attribution is None and (one.documents > 1 or one.rivals)]
    chosen = sorted(shared, key=lambda one: (-(one.rivals > 0), -one.documents, one.start))[:MOST_OWN]
    return [
        OwnLink(
            text.count("\n", 0, one.start) + 1,
            shorten(one_line(text[one.start : one.end]), EXCERPT),
            words_href(document_id, one.start, one.end),
            link(one),
        )
        for one in sorted(chosen, key=lambda one: one.start)
    ]


def link(one: Carried) -> Link:
    """Where a claim is shown with all who carry it, and how many origins that makes."""
    origins = f"{one.low:,}" if one.low == one.high else f"{one.low:,} to {one.high:,}"
    noun = "origin" if origins == "1" else "origins"
    rivals = ", contested" if one.rivals else ""
    words = f"{count(one.documents, 'document')}, {origins} {noun}{rivals}" if one.documents > 1 or one.rivals else ""
    others = one.documents - 1
    who = f"Carried by {count(others, 'other document')} too" if others else "Only this document carries it"
    contested = "; others say otherwise" if one.rivals else ""
    return Link(page_of(one.family), words, f"{who}; {origins} independent {noun}{contested}")
