"""The trace in words: how many carry a claim, on how many origins it rests and why, what a step is, what was lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater import plain_words
from headwater.model_trace import Edge, Origins, Root
from headwater.show.phrases import CERTAINTIES, count, one_line, shorten, within, without_that
from headwater.store.traced_pages import FamilyLine, Member

LONG = 160
NAMED = 3
"""Origins and reasons told in a sentence before the rest is counted."""

DIFFER = plain_words.DIFFER

STEPS = {
    "copies": "copies",
    "quotes": "quotes",
    "cites": "cites",
    "same voice": "same voice",
    "same basis": "same basis",
}
"""What an edge of the flow is called beside its line."""

DIRECTIONS = {
    "published": "first by date of publication",
    "cites": "first, because the other names it",
    "contains": "first, because the other is contained in it",
    "credit": "first by the credit line",
}


_ONE_OF_SEVERAL = re.compile(r", the (?:second|third|fourth|fifth)$")
"""How tracing tells the second of “two officials” from the first."""
_MARKS = ' “”"‘'


def quoted(words: str, limit: int = LONG) -> str:
    """A claim's words in quotation marks, cut to length, without the "that" which only ties them to who says them."""
    bare = without_that(one_line(words).strip(_MARKS)).strip(_MARKS)
    return f"“{shorten(bare, limit)}”"


def origins_words(low: int, high: int) -> str:
    """A range of origins: “1 independent origin”, “2 to 4 independent origins”; none for what is only asked or doubted."""
    if high == 0:
        return "no origin: it is only asked or doubted"
    if low == high:
        return count(low, "independent origin")
    return f"{low:,} to {count(high, 'independent origin')}"


def answer_words(line: FamilyLine, origins: Origins) -> str:
    """The answer in one sentence: carried by how many, on how many origins it rests, because of what."""
    outlets = f" of {count(line.outlets, 'outlet')}" if line.documents > 1 else ""
    lead = f"Carried by {count(line.documents, 'document')}{outlets}; {origins_words(line.low, line.high)}"
    return f"{lead}, {because(line, origins)}."


def because(line: FamilyLine, origins: Origins) -> str:
    """Why there are so many origins and not as many as there are documents."""
    roots = origins.roots
    if not roots:
        return "because nobody asserts it: it is only asked or doubted"
    if line.low == 0:
        return f"because nothing but {listed([_name(r) for r in roots])} stands behind it"
    if len(roots) == 1:
        root = roots[0]
        where = ", of whom the case holds no report of its own" if root.outside else ""
        if line.documents == 1:
            return f"because it rests on {_name(root)} alone{where}"
        return f"because all of it goes back to {_name(root)}{where}"
    names = list(dict.fromkeys(_ONE_OF_SEVERAL.sub("", _name(r)) for r in roots))
    back = f"because it goes back to {listed(names)}"
    if line.low == line.high:
        return f"{back}, and nothing shows that any of them is one with another"
    if len(names) == 1:
        return f"{back}, who may be one or may have it from one"
    maybe = [m for m in origins.merges if not m.certain]
    return f"{back}, of which some may be one{f': {plain(maybe[0].reason)}' if maybe else ''}"


def _name(root: Root) -> str:
    return within(shorten(one_line(root.label), 90))


def plain(reason: str) -> str:
    """A reason as it stands inside a sentence."""
    return one_line(reason).rstrip(".")


def listed(names: Sequence[str]) -> str:
    """Names in a row: “A, B and 2 others”."""
    if len(names) <= NAMED:
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return f"{', '.join(names[:NAMED])} and {count(len(names) - NAMED, 'other')}"


def chain(member: Member) -> str:
    """On whose word a claim stands, outermost first, in words; empty where the page says it itself."""
    voice = one_line(member.voice or "")
    if not voice:
        return ""
    through = [within(one_line(name)) for name in member.through]
    return f"{within(voice)} through {' and '.join(through)}" if through else within(voice)


def sure(member: Member) -> str:
    """How sure it sounds, with the range where there is one."""
    word = CERTAINTIES.get(member.certainty, "")
    if member.certainty in ("CT+", "CT-") or member.low is None or member.high is None:
        return word
    return f"{word}, {round(100 * member.low)}–{round(100 * member.high)}%"


def outlet(member: Member) -> str:
    """The publisher, or the title where none is known."""
    return one_line(member.publisher or "") or shorten(one_line(member.title), 60)


def order_words(edge: Edge) -> str:
    """How the direction of a step is known."""
    if not edge.directed:
        return "which came first is not known"
    return DIRECTIONS.get(edge.direction_by or "", "")
