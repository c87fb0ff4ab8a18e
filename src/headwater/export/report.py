"""What the sourcing report of a case says, as page and as Markdown: collected in one pass, shortened where a case is large."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from headwater.export import words
from headwater.export.contents import CaseDocument, CaseVoice, Contents, Statement
from headwater.export.flows import Family
from headwater.export.ids import file_name
from headwater.plain_words import DIFFER
from headwater.store import overview
from headwater.store.said import Speaker
from headwater.store.verdicts import head

FULL = 150
"""Documents whose statements are printed; of a larger case the others are listed with their numbers only."""

MOST_PERIODS = 45
"""Bars of the chart of days."""

MOST_FAMILIES = 60
MOST_QUESTIONS = 30
MOST_ANSWERS = 12
"""Families shown, those that most documents carry first; questions with rival answers, and answers of each."""

MOST_VOICES = 40
MOST_LINES = 12
LONGEST = 400
WHERE = 60
"""Voices shown, statements shown of each, characters of a statement, and of where somebody without a name was heard."""

SPEAKERS = {
    "author": "the pages’ own authors",
    "named": "named voices",
    "unnamed": "voices not named",
    "document": "documents",
}

# Controls and the characters that turn the direction of what follows could hide or forge words on a page.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One statement as the report prints it."""

    anchor: str
    who: str
    words: str
    manner: str
    where: str
    document: int


@dataclass(slots=True)
class DocumentPart:
    """One document with its statements; none where the case is too large to print them."""

    number: int
    title: str
    about: str
    url: str | None
    sha256: str
    shares: list[tuple[str, int]]
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class VoicePart:
    """One voice with the first of what it says."""

    name: str
    kind: str
    grade: str | None
    statements: int
    documents: int
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FamilyPart:
    """What several documents say: in how many, on how many origins, with what lost on the way.

    ``rivals`` is the anchor of the question that others answer otherwise; empty where nobody does. ``lines`` are the anchors of
    its statements, with the number of the document of each.
    """

    words: str
    value: str
    documents: int
    outlets: int
    origins: str
    names: Sequence[str]
    drifts: Sequence[str]
    rivals: str
    lines: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """Rival answers to one question, the most carried first, and in what they differ. ``more`` are not shown."""

    anchor: str
    differ: str
    answers: Sequence[FamilyPart]
    more: int


@dataclass(frozen=True, slots=True)
class Report:
    """The sourcing report of a case."""

    name: str
    totals: overview.Overview
    statements: int
    shares: Sequence[tuple[str, int]]
    certainties: Sequence[tuple[str, int]]
    days: Sequence[tuple[str, int]]
    voices: Sequence[VoicePart]
    voices_in_all: int
    families: Sequence[FamilyPart]
    families_in_all: int
    contested: Sequence[QuestionPart]
    contested_in_all: int
    documents: Sequence[DocumentPart]
    printed: int
    questions: Sequence[tuple[str, int]]
    changed: str
    head: tuple[int, str]


def safe(text: str) -> str:
    """``text`` on one line, with every character replaced that could act on a page."""
    return words.one_line(_UNSAFE.sub("\ufffd", text))


def shortened(text: str, longest: int = LONGEST) -> str:
    """``text`` made safe and cut at a word."""
    plain = safe(text)
    return plain if len(plain) <= longest else plain[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def collect(contents: Contents) -> Report:
    """Everything the report needs."""
    gathered = _Gathered(contents)
    for number, document in enumerate(contents.documents(), 1):
        gathered.add(number, document)
    families = list(contents.families())
    questions = _questions(families)
    gathered.contested = {f.id for question in questions[:MOST_QUESTIONS] for f in question}
    shared = [f for f in families if len(f.documents) > 1 or f.id not in gathered.contested]
    totals = overview.overview(contents.connection)
    counts = overview.question_counts(contents.connection)
    return Report(
        name=safe(contents.name),
        totals=totals,
        statements=sum(totals.statements.values()),
        shares=[(label, totals.statements[key]) for key, label in SPEAKERS.items()],
        certainties=[(words.CERTAINTIES[k], gathered.certainties[k]) for k in words.CERTAINTIES],
        days=[*_periods(gathered.days), ("no date", gathered.undated)],
        voices=gathered.voice_parts(),
        voices_in_all=sum(1 for v in contents.voices if v.statements),
        families=[gathered.family_part(f) for f in shared[:MOST_FAMILIES]],
        families_in_all=len(shared),
        contested=[gathered.question_part(q) for q in questions[:MOST_QUESTIONS]],
        contested_in_all=len(questions),
        documents=gathered.documents,
        printed=min(FULL, len(gathered.documents)),
        questions=[(label, counts[kind]) for kind, label in overview.QUESTIONS.items() if counts[kind]],
        changed=contents.changed,
        head=head(contents.connection),
    )


def period(totals: overview.Overview) -> str:
    """When the documents were published: “, 2031-05-01 to 2031-05-03”; nothing where no page says."""
    if not totals.first or not totals.last:
        return ""
    first, last = totals.first[:10], totals.last[:10]
    return f", {first}" if first == last else f", {first} to {last}"


def _periods(days: Counter[str]) -> list[tuple[str, int]]:
    """Documents by day, or by month or year where the days would be too many to see."""
    for length in (10, 7, 4):
        found: Counter[str] = Counter()
        for day, number in days.items():
            found[day[:length]] += number
        if len(found) <= MOST_PERIODS:
            break
    return sorted(found.items())


class _Gathered:
    def __init__(self, contents: Contents) -> None:
        self.documents: list[DocumentPart] = []
        self.certainties: Counter[str] = Counter()
        self.days: Counter[str] = Counter()
        self.undated = 0
        self.contested: set[str] = set()
        ranked = sorted((v for v in contents.voices if v.statements), key=lambda v: (-v.statements, v.name, v.key))
        self._voices: dict[str, CaseVoice] = {v.key: v for v in ranked[:MOST_VOICES]}
        self._lines: dict[str, list[Line]] = defaultdict(list)
        self._spoke: Counter[str] = Counter()
        self._heard: dict[str, str] = {}
        self._anchors: dict[str, tuple[str, int]] = {}

    def add(self, number: int, document: CaseDocument) -> None:
        """Take one document in."""
        shares: Counter[str] = Counter(_sort(s.voice) for s in document.statements)
        dates = [(document.published or "")[:10], safe(document.publisher or "")]
        part = DocumentPart(
            number=number,
            title=safe(words.title(document)),
            about=", ".join(d for d in (dates[1], dates[0]) if d),
            url=document.address,
            sha256=document.sha256,
            shares=[(label, shares[key]) for key, label in SPEAKERS.items()],
        )
        if dates[0]:
            self.days[safe(dates[0])] += 1
        else:
            self.undated += 1
        for key in {s.voice.key for s in document.statements if s.voice}:
            self._spoke[key] += 1
            self._heard[key] = safe(document.publisher or "") or part.title
        for n, statement in enumerate(document.statements, 1):
            self.certainties[statement.certainty] += 1
            self._line(part, f"d{number}s{n}", document, statement)
        self.documents.append(part)

    def _line(self, part: DocumentPart, anchor: str, document: CaseDocument, statement: Statement) -> None:
        key = statement.voice.key if statement.voice else ""
        wanted = key in self._voices and len(self._lines[key]) < MOST_LINES
        if part.number > FULL and not wanted:
            return
        line = Line(
            anchor=anchor,
            who=safe(words.chain(statement.chain)),
            words=shortened(document.words(statement.content)),
            manner="; ".join(
                p for p in (statement.stance, words.certainty(statement), words.BASES.get(statement.basis)) if p
            ),
            where=f"{statement.content[0][0]}–{statement.content[-1][1]}",
            document=part.number,
        )
        if part.number <= FULL:
            part.lines.append(line)
            self._anchors[statement.id] = anchor, part.number
        if wanted:
            self._lines[key].append(line)

    def family_part(self, f: Family) -> FamilyPart:
        """One family as the report prints it."""
        return FamilyPart(
            words=shortened(f.words),
            value=safe(f.value or ""),
            documents=len(f.documents),
            outlets=f.outlets,
            origins=str(f.low) if f.low == f.high else f"{f.low}–{f.high}",
            names=[safe(name) for name in f.origins],
            drifts=[
                safe(f"{kind}: {what}") + (f" ({n} times)" if n > 1 else "")
                for (kind, what), n in Counter(f.drifts).items()
            ],
            rivals=_anchor(f) if f.id in self.contested else "",
            lines=sorted((self._anchors[m] for m in f.members if m in self._anchors), key=lambda line: line[1]),
        )

    def question_part(self, answers: Sequence[Family]) -> QuestionPart:
        """One question with its rival answers."""
        differ = " and ".join(DIFFER.get(by, by) for by in answers[0].by)
        shown = [self.family_part(f) for f in answers[:MOST_ANSWERS]]
        return QuestionPart(_anchor(answers[0]), safe(differ), shown, len(answers) - len(shown))

    def _kind(self, v: CaseVoice) -> str:
        """What a voice is, and of one without a name where it was heard."""
        if words.called(v.name) == words.NOBODY:
            return "no source is given"
        kind = words.KINDS.get(v.kind, v.kind)
        if not v.named and v.kind not in ("unnamed", "document", "author"):
            kind += ", not named"
        return kind if v.named or self._spoke[v.key] != 1 else f"{kind}, in {shortened(self._heard[v.key], WHERE)}"

    def voice_parts(self) -> list[VoicePart]:
        """The voices that say most."""
        return [
            VoicePart(
                name=words.called(safe(v.name)),
                kind=self._kind(v),
                grade=f"{v.reliability}: {words.RELIABILITIES[v.reliability]}" if v.reliability else None,
                statements=v.statements,
                documents=self._spoke[v.key],
                lines=self._lines[v.key],
            )
            for v in self._voices.values()
        ]


def _questions(families: Sequence[Family]) -> list[list[Family]]:
    """Families that answer one question otherwise, together; the questions that most documents speak of first."""
    found: dict[str, list[Family]] = {}
    for family in families:
        found.setdefault(_anchor(family), []).append(family)
    several = [group for group in found.values() if len(group) > 1]
    return sorted(several, key=lambda group: -len({d for f in group for d in f.documents}))


def _anchor(family: Family) -> str:
    """The place of a family's question on the page: named after the least of its rivals and itself."""
    return f"q-{min(family.id, *family.rivals).rsplit(':', 1)[-1]}" if family.rivals else f"f-{family.key}"


def _sort(voice: Speaker | None) -> str:
    """Who speaks, in the four sorts that the case counts."""
    if voice is None or voice.kind == "author":
        return "author"
    if voice.kind == "document":
        return "document"
    return "named" if voice.named else "unnamed"


def place(document: CaseDocument) -> str:
    """Where a document came from, as it may be shown to others."""
    return document.address or file_name(document.origin)
