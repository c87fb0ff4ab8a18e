"""The panel beside the article in which one attribution is judged, changed or added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from sqlalchemy import Connection

from headwater.model import Attribution, Basis, CertaintyLabel, Form, Span, Stance, VoiceKind
from headwater.show.article import FORMS, UNSURE
from headwater.show.phrases import (
    BASES,
    CERTAINTIES,
    KINDS,
    STANCES,
    chain_words,
    excerpt,
    manner,
    name,
    one_line,
    shorten,
)
from headwater.show.summary import Summary
from headwater.show.workbench.elsewhere import Link
from headwater.show.workbench.statements import Standing
from headwater.store import said
from headwater.store.verdicts import Verdict, get

Choice = tuple[str, str]

FORM_WORDS: tuple[Choice, ...] = tuple((value, FORMS[value]) for value in get_args(Form))
STANCE_WORDS: tuple[Choice, ...] = tuple((value, STANCES[value] or "says so") for value in get_args(Stance))
BASIS_WORDS: tuple[Choice, ...] = tuple((value, BASES[value] or "not stated") for value in get_args(Basis))
CERTAINTY_WORDS: tuple[Choice, ...] = tuple((value, CERTAINTIES[value]) for value in get_args(CertaintyLabel))
KIND_WORDS: tuple[Choice, ...] = tuple((value, KINDS[value]) for value in get_args(VoiceKind))

CREDIBILITY_WORDS: tuple[Choice, ...] = (
    ("1", "confirmed by other sources"),
    ("2", "probably true"),
    ("3", "possibly true"),
    ("4", "doubtful"),
    ("5", "improbable"),
    ("6", "cannot be judged"),
)
"""Credibility of a report in the Admiralty code. 6 is not the lowest: it says that nobody can tell."""

MOST_CHOICES = 400
"""Attributions offered as the one that this stands within."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a form: as text that can be typed over, and where they stood, as ``start-end`` joined by commas."""

    text: str
    places: str

    @classmethod
    def of(cls, spans: tuple[Span, ...]) -> Words:
        """One piece a line."""
        return cls("\n".join(one_line(s.text) for s in spans), ",".join(f"{s.start}-{s.end}" for s in spans))


@dataclass(frozen=True, slots=True)
class Editor:
    """The form of an attribution. ``claim`` is 0 for a new one; ``voice`` is the id of one of the document's voices."""

    claim: int
    source: Words
    cue: Words
    content: Words
    voice: str
    voices: tuple[Choice, ...]
    parent: str
    parents: tuple[Choice, ...]
    form: str
    stance: str
    basis: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One attribution in full. ``sure`` is the tool's own doubt; it has nothing to do with how sure the voice was."""

    claim: int
    local: str
    family: str
    who: str
    how: str
    words: str
    sure: str
    state: str
    verdict: int | None
    by: str
    reason: str
    carried: str
    voice: int
    voice_name: str
    reliability: str
    credibility: str
    credit: int | None
    credited: str
    elsewhere: Link | None


def panel(
    connection: Connection, summary: Summary, attribution: Attribution, standing: Standing, link: Link | None = None
) -> Panel:
    """The panel of an attribution."""
    from headwater.show.phrases import family

    who = chain_words(summary.chain(attribution), attribution.form)
    verdict = get(connection, standing.verdict) if standing.verdict is not None else None
    credit = get(connection, standing.credited_by) if standing.credited_by is not None else None
    line = said.attribution(connection, standing.claim)
    voice = summary.reading.voice_by_id[attribution.voice]
    how = " · ".join(part for part in (FORMS[attribution.form], manner(attribution, flat=True)) if part)
    return Panel(
        claim=standing.claim,
        local=attribution.id,
        family=family(voice),
        who=who[:1].upper() + who[1:],
        how=how,
        words=excerpt(attribution),
        sure="Headwater is unsure that it found this rightly." if attribution.confidence < UNSURE else "",
        state=standing.words,
        verdict=standing.verdict,
        by=_by(verdict),
        reason=one_line(verdict.reason) if verdict else "",
        carried=one_line(standing.why or "") if standing.carried == "carried" else "",
        voice=line.voice.case_voice_id if line else 0,
        voice_name=name(voice),
        reliability=_reliability(connection, line.voice.case_voice_id if line else 0),
        credibility=str(standing.credibility or ""),
        credit=standing.credited_by,
        credited=f"{_by(credit)}{f': {one_line(credit.reason)}' if credit and credit.reason else ''}",
        elsewhere=link,
    )


def _by(verdict: Verdict | None) -> str:
    """Who gave a verdict and when."""
    return f"{one_line(verdict.author)}, {verdict.time[:16].replace('T', ' ')} UTC" if verdict else ""


def _reliability(connection: Connection, case_voice_id: int) -> str:
    sql = "SELECT reliability FROM case_voices WHERE id = ?"
    return str(connection.exec_driver_sql(sql, (case_voice_id,)).scalar_one_or_none() or "")


def editor(
    summary: Summary, attribution: Attribution | None, standing: Standing | None, spans: tuple[Span, ...]
) -> Editor:
    """The form for an attribution, or for a new one with the words ``spans``."""
    reading = summary.reading
    voices = tuple((voice.id, shorten(name(voice), 60)) for voice in reading.voices)
    parents = _parents(summary, attribution)
    if attribution is None:
        holder = summary.holder(spans[0]) if spans else None
        parent = holder.id if holder and any(holder.id == id for id, _ in parents) else ""
        empty = Words("", "")
        return Editor(
            0, empty, empty, Words.of(spans), "", voices, parent, parents, "indirect", "asserts", "not stated", "CT+"
        )
    return Editor(
        claim=standing.claim if standing else 0,
        source=Words.of((attribution.source,) if attribution.source else ()),
        cue=Words.of(attribution.cue),
        content=Words.of(attribution.content),
        voice=attribution.voice,
        voices=voices,
        parent=attribution.parent or "",
        parents=parents,
        form=attribution.form,
        stance=attribution.stance,
        basis=attribution.basis,
        certainty=attribution.certainty.label,
    )


def _parents(summary: Summary, attribution: Attribution | None) -> tuple[Choice, ...]:
    """What an attribution could stand within: everything but itself and what stands within it."""
    below: set[str] = set()
    waiting = [attribution.id] if attribution else []
    while waiting:
        id = waiting.pop()
        if id not in below:
            below.add(id)
            waiting += [child.id for child in summary.children.get(id, ())]
    found = [
        (a.id, f"L{summary.line(a.start)} {name(summary.reading.voice_by_id[a.voice])}: {excerpt(a, 50)}")
        for a in sorted(summary.reading.attributions, key=lambda a: a.start)
        if a.id not in below
    ]
    return tuple(found[:MOST_CHOICES])
