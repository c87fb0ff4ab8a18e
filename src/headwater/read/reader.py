"""The reader: one document in, one Reading out, by an ordered list of stages.

Each stage is a callable that fills in its part of a ``Draftbook``; the list below is the whole of what happens to a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from headwater.model import (
    Attribution,
    Correction,
    Document,
    Drift,
    OwnStatement,
    Quantity,
    Reading,
    Span,
    Time,
    Voice,
)
from headwater.networks import DEFAULT
from headwater.ranges import Cover
from headwater.read import times
from headwater.read.attributions import find_attributions
from headwater.read.certainty.judge import Judge, Judgement, drift
from headwater.read.corrections import corrections
from headwater.read.frame import Draft, Frame, Range, Signals, leave_out, make_frame
from headwater.read.inner.chains import carry_documents
from headwater.read.left_out.unsaid import is_unsaid, still_heard
from headwater.read.mending.misnamed import is_means
from headwater.read.mending.sources import without_article, without_circumstances
from headwater.read.mending.subjects import is_acted_upon, is_told_of
from headwater.read.numbers.lexing import cut
from headwater.read.own import own_pieces
from headwater.read.quantities import quantities
from headwater.read.quoting.form import settle_forms
from headwater.read.quoting.quotations import find_quotations
from headwater.read.tagging.tagger import TaggedWindow, Tagger
from headwater.read.voices import resolve


@dataclass
class Draftbook:
    """Everything known about a document while it is being read; each stage reads some fields and fills others."""

    document: Document
    frame: Frame
    tagged: list[TaggedWindow] = field(default_factory=list)
    signals: Signals | None = None
    drafts: list[Draft] = field(default_factory=list)
    voices: tuple[Voice, ...] = ()
    voice_of: list[str] = field(default_factory=list)
    judge: Judge | None = None
    judgements: list[Judgement] = field(default_factory=list)
    own: list[OwnStatement] = field(default_factory=list)
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unattributed: list[Span] = field(default_factory=list)
    drifts: tuple[Drift, ...] = ()


class Reader:
    """Reads documents with one set of weights. ``Reader.load()`` takes a moment; reading is quick."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    @classmethod
    def load(cls, model: str = DEFAULT) -> Reader:
        """Load the weights ``model``. Raises ModelError when they are missing or not the ones that were shipped."""
        return cls(Tagger.load(model))

    @property
    def lexicon(self) -> Set[str]:
        """The ordinary words, which are no names."""
        return self._tagger.alphabet.lexicon

    @property
    def version(self) -> str:
        """Name and hash of the weights, for the record of every derived row."""
        return f"{self._tagger.card.get('name', 'model')}-{self._tagger.card['sha256'][self._tagger.file][:12]}"

    def read(self, document: Document) -> Reading:
        """Read one document. Deterministic: the same document gives the same reading."""
        book = Draftbook(document, make_frame(document, self.lexicon))
        for stage in self.stages():
            stage(book)
        return _finish(book)

    def stages(self) -> tuple[Callable[[Draftbook], None], ...]:
        """The stages in order."""
        return (
            self._tag,
            self._attribute,
            resolve_voices,
            _leave_out_unsaid,
            _settle_forms,
            _judge,
            _find_own_statements,
            _find_numbers,
            _find_corrections,
            _find_unattributed,
            _find_drift,
        )

    def _tag(self, book: Draftbook) -> None:
        """Words → tags, and the signals of the other heads."""
        book.tagged = self._tagger.tag(book.frame.cut)
        book.signals = signals_of(book.frame, book.tagged, self._tagger.name)

    def _attribute(self, book: Draftbook) -> None:
        """Tags → attributions, outer and inner."""
        apart = [(m.start, m.end) for m in book.document.markup if m.kind in ("quote", "post")]
        book.drafts = find_attributions(book.frame, self._tagger, book.tagged, apart)


def resolve_voices(book: Draftbook) -> None:
    """Sources → voices."""
    for draft in book.drafts:
        without_circumstances(book.document.text, draft)
        without_article(book.document.text, draft)
        outer = book.drafts[draft.parent] if draft.parent is not None else None
        text = book.document.text
        if is_acted_upon(text, draft) or is_means(text, draft) or is_told_of(text, draft, outer):
            draft.source = None
    book.voices, book.voice_of = resolve(book.frame, book.drafts, book.document, book.signals)
    carry_documents(book.frame, book.drafts, book.voices, book.voice_of)


def _leave_out_unsaid(book: Draftbook) -> None:
    """Acts, likings, topics, silences and a speaker's own thoughts, which the corpus counts and a reader does not."""
    dropped = {i for i, draft in enumerate(book.drafts) if is_unsaid(book.document.text, draft, in_own_words(book, i))}
    before = book.voice_of
    _leave_out(book, dropped)
    book.voices = still_heard(book.voices, before, book.voice_of)


def in_own_words(book: Draftbook, number: int) -> bool:
    """Whether a draft stands in the words of its own voice: "he said he believed …"."""
    parent = book.drafts[number].parent
    return parent is not None and book.voice_of[number] == book.voice_of[parent]


def _leave_out(book: Draftbook, dropped: Set[int]) -> None:
    """Take drafts out, with their place in the list of voices."""
    leave_out(book.drafts, dropped)
    book.voice_of = [voice for i, voice in enumerate(book.voice_of) if i not in dropped]


def _settle_forms(book: Draftbook) -> None:
    """Single marks, which the stages before leave alone, may make indirect speech direct or mixed."""
    settle_forms(book.frame, book.drafts)


def _judge(book: Draftbook) -> None:
    """Contents and cues → stance, certainty, basis."""
    book.judge = judge = Judge(book.frame, book.signals)
    kinds = {voice.id: voice.kind for voice in book.voices}
    inner: list[list[Draft]] = [[] for _ in book.drafts]
    for draft in book.drafts:
        if draft.parent is not None:
            inner[draft.parent].append(draft)
    book.judgements = [
        judge.judge(draft, voice_kind=kinds.get(voice), inner=inside)
        for draft, voice, inside in zip(book.drafts, book.voice_of, inner, strict=True)
    ]


def _find_own_statements(book: Draftbook) -> None:
    """Clauses that no attribution covers → the author's own statements."""
    judge = book.judge or Judge(book.frame, book.signals)
    bylines = [(m.start, m.end) for m in book.document.markup if m.kind == "byline"]
    for low, high in own_pieces(book.frame, book.drafts, bylines):
        certainty, future = judge.own(low, high)
        book.own.append(OwnStatement(book.document.span(low, high), certainty, future))


def _find_numbers(book: Draftbook) -> None:
    """Figures and dates, which share their cutting."""
    pieces = cut(book.frame)
    found = times.find(pieces)
    book.quantities = quantities(book.frame, pieces, found)
    book.times = times.times(book.frame, book.document.published, book.drafts, None, pieces, found)


def _find_corrections(book: Draftbook) -> None:
    book.corrections = corrections(book.frame, book.document)


def _find_unattributed(book: Draftbook) -> None:
    """Quotation marks that no attribution explains, such as scare quotes."""
    contents = Cover(piece for draft in book.drafts for piece in draft.content)
    for quotation in find_quotations(book.frame):
        if quotation.opened and quotation.closed and not contents.touches(quotation.start, quotation.end):
            book.unattributed.append(book.document.span(quotation.start, quotation.end))


def _find_drift(book: Draftbook) -> None:
    """The same claim made twice with different certainty."""
    book.drifts = drift(book.frame, book.drafts, book.judgements, book.own)


def signals_of(frame: Frame, tagged: Sequence[TaggedWindow], network: str = "fast") -> Signals:
    """Spread the per-unit answers of the network called ``network`` over the words of the frame."""
    certainty = [0.0] * len(frame.words)
    for answer in tagged:
        for first, last, value in zip(*_covered(frame, answer), answer.certainty.tolist(), strict=True):
            certainty[first] = value
            for word in range(first + 1, last + 1):
                certainty[word] = value
    return Signals(certainty, _Pronouns(frame, tagged), network)


def _covered(frame: Frame, answer: TaggedWindow) -> tuple[list[int], list[int]]:
    """First and last word of every unit of a window."""
    window = answer.window
    firsts: list[int] = []
    lasts: list[int] = []
    for paragraph, unit in zip(window.paragraph, window.unit, strict=True):
        units, base = frame.cut[paragraph].units, frame.first_word[paragraph]
        firsts.append(base + units.first[unit])
        lasts.append(base + units.last[unit])
    return firsts, lasts


class _Pronouns:
    """The network's score for a pronoun and a name, by word; places are worked out when first asked for."""

    def __init__(self, frame: Frame, tagged: Sequence[TaggedWindow]) -> None:
        self._frame, self._tagged = frame, tagged

    @cached_property
    def _place(self) -> dict[int, tuple[int, int]]:
        place: dict[int, tuple[int, int]] = {}
        for number, answer in enumerate(self._tagged):
            for i, (first, last) in enumerate(zip(*_covered(self._frame, answer), strict=True)):
                for word in range(first, last + 1):
                    place[word] = (number, i)
        return place

    def __call__(self, a: int, b: int) -> float | None:
        first, second = self._place.get(a), self._place.get(b)
        if first is None or second is None or first[0] != second[0]:
            return None
        answer = self._tagged[first[0]]
        width = len(answer.pronoun_from[0])
        return float(answer.pronoun_from[first[1]] @ answer.pronoun_to[second[1]] / np.sqrt(width))


def _finish(book: Draftbook) -> Reading:
    document = book.document

    def spans(pieces: Sequence[Range]) -> tuple[Span, ...]:
        return tuple(document.span(*piece) for piece in pieces)

    attributions: list[Attribution] = []
    order = _reading_order(book.drafts)
    name = {index: f"a{place + 1}" for place, index in enumerate(order)}
    for index in order:
        draft, judgement = book.drafts[index], book.judgements[index]
        attributions.append(
            Attribution(
                id=name[index],
                parent=name[draft.parent] if draft.parent is not None else None,
                voice=book.voice_of[index],
                chain=_chain(book, index),
                source=document.span(*draft.source) if draft.source else None,
                cue=spans(draft.cue),
                content=spans(draft.content),
                form=draft.form,  # type: ignore[arg-type]
                stance=judgement.stance,
                basis=judgement.basis,
                certainty=judgement.certainty,
                confidence=min(1.0, max(0.0, draft.confidence)),
                evidence=judgement.evidence,
                future=judgement.future,
            )
        )
    return Reading(
        document=document,
        sentences=spans(book.frame.sentences),
        voices=book.voices,
        attributions=tuple(attributions),
        own_statements=tuple(book.own),
        quantities=book.quantities,
        times=book.times,
        corrections=book.corrections,
        unattributed_quotations=tuple(book.unattributed),
        drifts=book.drifts,
    )


def _reading_order(drafts: Sequence[Draft]) -> list[int]:
    """By place in the text; an attribution before those inside it."""
    depth = [0] * len(drafts)
    for i, draft in enumerate(drafts):
        depth[i] = 0 if draft.parent is None else depth[draft.parent] + 1
    return sorted(range(len(drafts)), key=lambda i: (drafts[i].content[0][0], depth[i], -drafts[i].content[-1][1], i))


def _chain(book: Draftbook, index: int) -> tuple[str, ...]:
    """Voices outermost first; a voice that relays itself is named once, and the page's author, who heads every chain, is not."""
    chain: list[str] = []
    at: int | None = index
    while at is not None:
        if book.voice_of[at] not in chain:
            chain.append(book.voice_of[at])
        at = book.drafts[at].parent
    authors = {voice.id for voice in book.voices if voice.kind == "author"}
    while len(chain) > 1 and chain[-1] in authors:
        chain.pop()
    return tuple(reversed(chain))
