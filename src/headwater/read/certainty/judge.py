"""How sure a voice sounded, where it stood, and how it knows.

Certainty is about the content as written: a flatly stated negative ("there was no order") is ``CT+``, because the
voice is sure of what it says; ``CT-`` is kept for a denial of the content ("denied that there was an order").
Ranges come from the words used; where a word of probability and a cue both hedge, the range is lowered and the
label is the less committed one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.model import Basis, Certainty, Drift, OwnStatement, Span, Stance
from headwater.read.certainty.basis import read_basis
from headwater.read.certainty.cues import FACTUAL, CueReading, read_cue
from headwater.read.certainty.drift import find_drift, make_claim
from headwater.read.certainty.forecast import future_span
from headwater.read.certainty.scope import FLAT, UNSETTLED, Heard, Text, hear, make_text, weaker
from headwater.read.certainty.words import Grade
from headwater.read.frame import Draft, Frame, Range, Signals

_QUOTES = frozenset("“ ” \" ' ‘ ’ `` ''".split())
_PRONOUNS = frozenset("i we he she they it".split())
_HELPING = frozenset("could may might will would 'll wo can must not n't probably possibly likely be have".split())
_ADVICE = frozenset(("should", "must", "ought"))
"""A belief that something should be done is firm advice, not an unsure report."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Stance, certainty and basis of one attribution, the words that show the basis, and a forecast's horizon."""

    stance: Stance
    certainty: Certainty
    basis: Basis
    evidence: tuple[Span, ...] = ()
    future: Span | None = None


class Judge:
    """Judges the attributions and own statements of one document; makes its tables once."""

    def __init__(self, frame: Frame, signals: Signals | None = None) -> None:
        self.frame = frame
        self.signals = signals
        self.text: Text = make_text(frame)

    def judge(self, draft: Draft, *, voice_kind: str | None = None, inner: Sequence[Draft] = ()) -> Judgement:
        """Judge one attribution. ``inner`` are those inside its content; their hedges are not its own."""
        words = [_word_range(self.frame, piece) for piece in draft.content]
        pieces = [piece for piece in words if piece[0] < piece[1]]
        if not pieces:
            return Judgement("asserts", self._certainty(FLAT, ()), "not stated")
        cue = [piece for piece in (_word_range(self.frame, c) for c in draft.cue) if piece[0] < piece[1]]
        source = _word_range(self.frame, draft.source) if draft.source else None
        spoken = read_cue(self.text, cue, source if source and source[0] < source[1] else None, pieces[0])
        others = [child for child in inner if not self._speaks_on(child, pieces[0][0])]
        skip = [*cue, *(_word_range(self.frame, c) for child in others for c in child.content)]
        skip += [self._bare_cue(_word_range(self.frame, c)) for child in others for c in child.cue]
        heard = self._content(pieces, skip)
        stance, grade = self._combine(spoken, heard, pieces)
        basis, evidence = read_basis(self.text, draft, cue, source, pieces, voice_kind=voice_kind, inner=inner)
        markers = sorted({*spoken.markers, *heard.markers}) if grade.label != "CT+" or heard.markers else []
        future = self._future(pieces, spoken)
        return Judgement(stance, self._certainty(grade, markers), basis, self._spans(evidence), self._span(future))

    def _future(self, pieces: Sequence[Range], spoken: CueReading) -> Range | None:
        """The horizon in the first piece that speaks of the future; the words between the pieces are not the voice's."""
        reported = spoken.kind in ("say", "verify", "forecast", "plan")
        for first, after in pieces:
            found = future_span(
                self.text,
                first,
                after,
                planned=spoken.kind in ("forecast", "plan"),
                reported=reported and self.text.lower[first] not in _QUOTES,
            )
            if found is not None:
                return found
        return None

    def own(self, start: int, end: int) -> tuple[Certainty, Span | None]:
        """How sure the author sounds in ``[start, end)``, and the horizon when it is about the future."""
        first, after = _word_range(self.frame, (start, end))
        if first >= after:
            return self._certainty(FLAT, ()), None
        heard = hear(self.text, first, after, reports=True)
        grade = UNSETTLED if _asks(self.text, first, after) else heard.grade
        return self._certainty(grade, heard.markers), self._span(future_span(self.text, first, after))

    def _speaks_on(self, child: Draft, first: int) -> bool:
        """Whether an inner attribution is the same voice's own thinking ("said he hopes that")."""
        if child.source is None:
            return False
        start, end = _word_range(self.frame, child.source)
        return end - start == 1 and start <= first + 3 and self.text.lower[start] in _PRONOUNS

    def _bare_cue(self, cue: Range) -> Range:
        """An inner cue without the helping verbs before it: in "he said the mayor could agree" the doubt is his."""
        start, end = cue
        while start < end - 1 and self.text.lower[start] in _HELPING:
            start += 1
        return start, end

    def _content(self, pieces: Sequence[Range], skip: Sequence[Range]) -> Heard:
        """The first sentence of the content decides; it may run over two pieces."""
        first, after = pieces[0][0], pieces[-1][1]
        sentence = self.frame.sentence_of
        end = first
        while end < after and sentence[end] == sentence[first]:
            end += 1
        return hear(self.text, first, end, skip)

    def _combine(self, spoken: CueReading, heard: Heard, pieces: Sequence[Range]) -> tuple[Stance, Grade]:
        """Put together what the cue and the content say."""
        if spoken.stance != "asserts" or spoken.grade.low is None:
            if spoken.kind == "request" and self._quoted_question(pieces):
                return "asks", UNSETTLED  # "“Who is to pay?” demanded the clerk"
            return spoken.stance, spoken.grade
        if spoken.kind in FACTUAL:
            turned = self._unasserted(heard, pieces)
            if turned is not None:
                return turned, UNSETTLED
        base = FLAT if self._firm_anyway(spoken, pieces) else spoken.grade
        return "asserts", weaker(base, heard.grade)

    def _quoted_question(self, pieces: Sequence[Range]) -> bool:
        """Whether the words are a question in marks."""
        return self.text.lower[pieces[0][0]] in _QUOTES and _asks(self.text, *pieces[-1])

    def _unasserted(self, heard: Heard, pieces: Sequence[Range]) -> Stance | None:
        """The stance of a content that asserts nothing after plain "said": a question, ignorance, an exhortation."""
        first, after = pieces[0][0], pieces[-1][1]
        if _asks(self.text, first, pieces[0][1]):
            return "asks"
        if heard.ignorant:
            return "doubts"
        return "asserts" if _urges(self.text, first, after) else None

    def _firm_anyway(self, spoken: CueReading, pieces: Sequence[Range]) -> bool:
        """An undertaking told with "would", and a belief that something should be done, are said without doubt."""
        opening = self.text.lower[pieces[0][0] : min(pieces[-1][1], pieces[0][0] + 12)]
        if spoken.kind == "plan":
            return opening[0] != "to" and "would" in opening
        return spoken.kind == "believe" and bool(_ADVICE.intersection(opening))

    def _certainty(self, grade: Grade, markers: Sequence[Range]) -> Certainty:
        return Certainty(grade.label, grade.low, grade.high, self._spans(markers))

    def _spans(self, ranges: Sequence[Range]) -> tuple[Span, ...]:
        return tuple(Span(start, end, self.frame.text[start:end]) for start, end in ranges)

    def _span(self, place: Range | None) -> Span | None:
        return Span(*place, self.frame.text[place[0] : place[1]]) if place else None


def judge(
    frame: Frame, draft: Draft, signals: Signals, *, voice_kind: str | None = None, inner: Sequence[Draft] = ()
) -> Judgement:
    """Judge one attribution; for many of one document use ``Judge``, which makes its tables once."""
    return Judge(frame, signals).judge(draft, voice_kind=voice_kind, inner=inner)


def judge_own(frame: Frame, start: int, end: int, signals: Signals) -> tuple[Certainty, Span | None]:
    """How sure the author sounds in ``[start, end)``; for many of one document use ``Judge``."""
    return Judge(frame, signals).own(start, end)


def drift(
    frame: Frame, drafts: Sequence[Draft], judgements: Sequence[Judgement], own: Sequence[OwnStatement]
) -> tuple[Drift, ...]:
    """The same claim made twice in one text with different certainty, or once attributed and once flat."""
    claims = [
        make_claim(frame, d.content, j.certainty, attributed=True, denied=j.stance in ("denies", "doubts", "asks"))
        for d, j in zip(drafts, judgements, strict=True)
    ]
    claims += [make_claim(frame, [(o.span.start, o.span.end)], o.certainty, attributed=False) for o in own]
    return find_drift(frame, claims)


def _word_range(frame: Frame, place: Range) -> Range:
    words = frame.words_in(*place)
    return words.start, words.stop


def _asks(text: Text, first: int, after: int) -> bool:
    """Whether every sentence of a stretch is a question."""
    sentence = text.frame.sentence_of
    for i in range(first, after):
        if i + 1 == after or sentence[i + 1] != sentence[i]:
            tail = i
            while tail > first and text.lower[tail] in _QUOTES:
                tail -= 1
            if text.lower[tail] != "?":
                return False
    return True


def _urges(text: Text, first: int, after: int) -> bool:
    """Whether a quotation opens with an exhortation ("Let's go back", "Don't hide")."""
    i = first
    while i < after and text.lower[i] in _QUOTES:
        i += 1
    if i == first or i + 1 >= after:
        return False
    follows = text.lower[i + 1]
    return (
        (text.lower[i] == "let" and follows in ("'s", "us", "me"))
        or (text.lower[i] == "do" and follows in ("n't", "not"))
        or text.lower[i] in ("please", "hopefully")
    )
