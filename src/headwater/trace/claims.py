"""Claims: what one reading's attributions and own statements say, sentence by sentence, with all that comparing needs."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from headwater.model import Attribution, Certainty, Quantity, Reading, Span, Stance, Time
from headwater.model_trace import Amount, Claim, Polarity, Source
from headwater.trace.amounts import MOST as MOST_NUMBERS
from headwater.trace.amounts import amounts_of
from headwater.trace.calling import as_said
from headwater.trace.naming import names_in
from headwater.trace.parts import actor_of, negated
from headwater.trace.scraps import leaves_open, says_nothing
from headwater.trace.wording import fold, wording

LEAST_WORDS = 2
"""Words with meaning that a claim must have."""
LEAST_SCRAP = 3
"""The same for the author's own words that are no whole sentence: scraps between attributions."""
COVERED = 0.6
"""A content of which inner attributions hold this share says no more than they do."""
MOST_CLAIMS = 4000
"""Claims of one document that are kept; a page with more is a list or a book."""
_SETTING = 800
"""Code points of the opening that show what a document is about."""

_FIRST = re.compile(r"^\W*(?:I|we|my|our)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"^\W*(?:he|she|they|it)\b", re.IGNORECASE)

Piece = tuple[int, int]
T = TypeVar("T")


def claims_of(source: Source) -> tuple[Claim, ...]:
    """The claims of one document, in reading order.

    A content or statement of several sentences gives one claim a sentence. What merely wraps an inner attribution ("officials
    reported that …") is left to the inner one, whose chain names both.
    """
    reading = source.reading
    cut = _Cutter(reading)
    page = _page(reading)
    drafts = [d for a in _bare(reading) for d in _of_attribution(source, a, cut)]
    drafts += list(_own(source, cut))
    made: dict[str, Claim] = {}
    for attribution, pieces, certainty in sorted(
        drafts, key=lambda d: (d[1][0][0], d[1][-1][1], d[0].id if d[0] else "")
    ):
        claim = _claim(source, attribution, pieces, certainty, page)
        if claim is not None:
            made.setdefault(claim.id, claim)
        if len(made) >= MOST_CLAIMS:
            break
    return tuple(made.values())


Draft = tuple[Attribution | None, tuple[Piece, ...], Certainty]


class _Sorted(Generic[T]):
    """Things with their places, so that those within a claim are found without looking at all of them."""

    def __init__(self, items: Iterable[tuple[int, T]]) -> None:
        ordered = sorted(items, key=lambda item: item[0])
        self._starts = [start for start, _ in ordered]
        self._items = [item for _, item in ordered]

    def within(self, start: int, end: int) -> list[T]:
        """Those that begin in ``[start, end)``, in order."""
        return self._items[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]


@dataclass(frozen=True, slots=True)
class _Page:
    """What all claims of a document share: the names it opens with, and where named voices are mentioned."""

    setting: tuple[str, ...]
    mentions: _Sorted[tuple[str, Span]]
    quantities: _Sorted[Quantity]
    times: _Sorted[Time]


class _Cutter:
    """Cuts pieces at the document's sentences and leaves out residue."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.document.text
        self.bounds = sorted({s.start for s in reading.sentences})
        self.residue = [(r.start, r.end) for r in reading.document.residue]

    def sentences(self, pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
        """The pieces, grouped by the sentence they stand in."""
        grouped: dict[int, list[Piece]] = {}
        for start, end in pieces:
            for a, b in self._without_residue(start, end):
                cuts = self.bounds[bisect.bisect_right(self.bounds, a) : bisect.bisect_left(self.bounds, b)]
                edges = [a, *cuts, b]
                for x, y in pairwise(edges):
                    trimmed = self._trim(x, y)
                    if trimmed:
                        grouped.setdefault(bisect.bisect_right(self.bounds, x), []).append(trimmed)
        for key in sorted(grouped):
            yield tuple(grouped[key])

    def _without_residue(self, start: int, end: int) -> Iterator[Piece]:
        for a, b in self.residue:
            if a < end and start < b:
                if start < a:
                    yield start, a
                start = max(start, b)
        if start < end:
            yield start, end

    def _trim(self, start: int, end: int) -> Piece | None:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None


def _bare(reading: Reading) -> list[Attribution]:
    """Attributions whose content is more than a wrapping of inner ones."""
    inner: dict[str, list[Piece]] = {}
    for a in reading.attributions:
        if a.parent:
            spans = [*a.content, *a.cue, *([a.source] if a.source else [])]
            inner.setdefault(a.parent, []).extend((s.start, s.end) for s in spans)
    kept = []
    for a in reading.attributions:
        covered = sum(_overlap(c.start, c.end, inner.get(a.id, [])) for c in a.content)
        if covered < COVERED * sum(c.end - c.start for c in a.content):
            kept.append(a)
    return kept


def _overlap(start: int, end: int, pieces: list[Piece]) -> int:
    total, reached = 0, start
    for low, high in sorted(pieces):
        a, b = max(low, reached), min(high, end)
        if a < b:
            total += b - a
            reached = b
    return total


def _of_attribution(source: Source, attribution: Attribution, cut: _Cutter) -> Iterator[Draft]:
    for pieces in cut.sentences((c.start, c.end) for c in attribution.content):
        yield attribution, pieces, attribution.certainty


def _own(source: Source, cut: _Cutter) -> Iterator[Draft]:
    skipped = [(m.start, m.end) for m in source.reading.document.markup if m.kind == "byline"]
    for statement in source.reading.own_statements:
        span = statement.span
        if any(a < span.end and span.start < b for a, b in skipped):
            continue
        for pieces in cut.sentences([(span.start, span.end)]):
            yield None, pieces, statement.certainty


def _claim(
    source: Source,
    attribution: Attribution | None,
    pieces: tuple[Piece, ...],
    certainty: Certainty,
    page: _Page,
) -> Claim | None:
    reading = source.reading
    text = reading.document.text
    start, end = pieces[0][0], pieces[-1][1]
    words = " ".join(text[a:b] for a, b in pieces)
    found = wording(words)
    whole = bool(attribution) or (words[:1].isupper() and words.endswith((".", "!", "?", "”", '"')))
    if len(found.content) < (LEAST_WORDS if whole else LEAST_SCRAP):
        return None
    voices = dict(source.voices)
    voice = voices.get(attribution.voice, attribution.voice) if attribution else None
    if attribution and attribution.form == "indirect":
        if says_nothing(words, certainty.label == "Uu") or leaves_open(words, attribution.stance):
            return None
    stance, certainty = as_said(attribution, words) or (_stance(attribution, words), certainty)
    key = f"{attribution.id if attribution else 'own'}.{start}"
    return Claim(
        id=f"{source.document}.{key}",
        document=source.document,
        attribution=attribution.id if attribution else None,
        start=start,
        end=end,
        pieces=pieces,
        text=words,
        voice=voice,
        chain=tuple(voices.get(v, v) for v in attribution.chain) if attribution else (),
        certainty=certainty,
        stance=stance,
        polarity=_polarity(words, certainty),
        actor=_actor(reading, attribution, words, pieces, page),
        names=tuple(dict.fromkeys(n.text for n in names_in(words))) + _resolved(pieces, page),
        amounts=_amounts(reading, pieces, page),
        days=_days(pieces, page),
        basis=attribution.basis if attribution else "not stated",
        basis_words="; ".join(e.text for e in attribution.evidence) or None if attribution else None,
        direct=bool(attribution and attribution.form == "direct"),
        setting=page.setting,
        dated=source.published,
    )


def _stance(attribution: Attribution | None, words: str) -> Stance:
    """What somebody answered to a question, in quotation marks, is asserted; only words that ask are asked."""
    if attribution:
        answered = attribution.stance == "asks" and attribution.form == "direct" and "?" not in words
        return "asserts" if answered else attribution.stance
    return "asks" if words.rstrip("\"'”’ ").endswith("?") else "asserts"


def _polarity(words: str, certainty: Certainty) -> Polarity:
    """Minus for a negated or denied claim; a denial of a negative is plus again."""
    denied = certainty.label.endswith("-")
    return "-" if negated(words) != denied else "+"


def _amounts(reading: Reading, pieces: tuple[Piece, ...], page: _Page) -> tuple[Amount, ...]:
    start, end = pieces[0][0], pieces[-1][1]
    timed = [t.span for t in page.times.within(start, end) if t.span.end <= end][:MOST_NUMBERS]
    inside = [
        q
        for q in page.quantities.within(start, end)[:MOST_NUMBERS]
        if not any(t.start < q.span.end and q.span.start < t.end for t in timed)
    ]
    text = list(reading.document.text[start:end])
    for t in timed:
        text[t.start - start : t.end - start] = " " * (t.end - t.start)
    return amounts_of("".join(text), start, pieces, inside)


def _days(pieces: tuple[Piece, ...], page: _Page) -> tuple[str, ...]:
    days = []
    for start, end in pieces:
        for time in page.times.within(start, end):
            if time.span.end <= end and time.value and time.type in ("DATE", "TIME"):
                match = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|T)", time.value)
                if match:
                    days.append(match.group())
    return tuple(dict.fromkeys(days))


def _actor(
    reading: Reading, attribution: Attribution | None, words: str, pieces: tuple[Piece, ...], page: _Page
) -> str | None:
    if attribution and _FIRST.match(words):
        return reading.voice_by_id[attribution.voice].name
    if _PRONOUN.match(words):
        opening = re.search(r"\w", words)
        place = pieces[0][0] + (opening.start() if opening else 0)
        return next((name for name, _ in page.mentions.within(place, place + 1)), None)
    return actor_of(words)


def _resolved(pieces: tuple[Piece, ...], page: _Page) -> tuple[str, ...]:
    """Names behind the pronouns and descriptions of a claim, where the reading knows them."""
    found = []
    for start, end in pieces:
        for name, mention in page.mentions.within(start, end):
            if mention.end <= end and len(mention.text) < len(name) and name not in mention.text:
                found.append(name)
    return tuple(dict.fromkeys(found))


def _page(reading: Reading) -> _Page:
    return _Page(
        setting_of(reading),
        _Sorted((m.start, (v.name, m)) for v in reading.voices if v.named for m in v.mentions),
        _Sorted((q.span.start, q) for q in reading.quantities),
        _Sorted((t.span.start, t) for t in reading.times),
    )


def setting_of(reading: Reading) -> tuple[str, ...]:
    """Names in the opening sentences and the title: what the document is about."""
    document = reading.document
    opening = document.text[:_SETTING]
    title = document.title or ""
    found = [n.text for n in names_in(fold(opening))] + [n.text for n in names_in(fold(title))]
    return tuple(dict.fromkeys(found))
