"""Statements in plain words, for the parts of a format that people read."""

from __future__ import annotations

from collections.abc import Sequence

from headwater import plain_words
from headwater.export.contents import CaseDocument, Statement
from headwater.export.flows import Family
from headwater.export.ids import file_name
from headwater.store.said import Speaker

CERTAINTIES = {
    "CT+": "flatly",
    "PR+": "as probable",
    "PS+": "as possible",
    "CT-": "as not so",
    "PR-": "as probably not so",
    "PS-": "as possibly not so",
    "Uu": "without commitment",
}
KINDS = plain_words.KINDS
BASES = {"saw": "saw it", "told": "was told", "document": "from a document", "reasoning": "by reasoning"}
RELIABILITIES = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITIES = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}


count = plain_words.count
one_line = plain_words.one_line


def title(document: CaseDocument) -> str:
    """The document's title; without one, the name of its file or its address."""
    return one_line(document.title or "") or one_line(file_name(document.origin)) or "Untitled"


NOBODY = "nobody named"


def called(name: str) -> str:
    """A voice's name on one line; what stands for "no source is given" in words that no reader takes for a name."""
    plain = one_line(name)
    return NOBODY if plain in ("", "not named") else plain


def speaker(voice: Speaker) -> str:
    """A voice with what kind it is: “Mara Teld (person)”, “two officials (not named)”."""
    if called(voice.name) == NOBODY:
        return NOBODY
    kind = KINDS.get(voice.kind, voice.kind)
    if not voice.named and voice.kind not in ("unnamed", "document", "author"):
        kind += ", not named"
    return f"{one_line(voice.name)} ({kind})"


def chain(voices: Sequence[Speaker]) -> str:
    """Who says it, through whom: “two officials (not named), through the Courier (publication)”."""
    if not voices:
        return "the page’s own author"
    through = [speaker(v) for v in voices[:-1]]
    return speaker(voices[-1]) + (f", through {', then '.join(through)}" if through else "")


def certainty(statement: Statement) -> str:
    """How sure the voice sounded, with the range where there is one."""
    words = CERTAINTIES.get(statement.certainty, statement.certainty)
    if statement.certainty in ("CT+", "CT-") or statement.low is None or statement.high is None:
        return words
    return f"{words}, {round(100 * statement.low)}–{round(100 * statement.high)} %"


def origins(family: Family) -> str:
    """How many independent origins stand behind a family: “1 to 3 independent origins”."""
    if family.low == family.high:
        return count(family.low, "independent origin")
    return f"{family.low} to {family.high} independent origins"


def summary(statement: Statement) -> str:
    """One line on whose word a statement stands and how it was put."""
    parts = [f"{chain(statement.chain)} {statement.stance}, {certainty(statement)}"]
    if statement.basis in BASES:
        parts.append(BASES[statement.basis])
    return "; ".join(parts)
