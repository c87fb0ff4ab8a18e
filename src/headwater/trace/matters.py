"""What matters about a changed sentence: the words that changed, and what the reading knows of them.

A changed word matters as what it is part of: a number, a date, the words naming a source or attributing, a marker of
certainty, a negation, a name. A comma, an article, "said that" for "said" are wording. No rule asks who is named.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from headwater.model import Reading
from headwater.model_trace import Matter
from headwater.trace.sentences import Range, Sentence

ORDER: tuple[Matter, ...] = ("number", "date", "actor", "polarity", "certainty", "attribution")
"""The order in which matters are listed; wording stands alone."""

_LIGHT = frozenset(
    "a an the that which who of to in on at by for with from as and or it its this these those is are was were be been being "
    "has have had do does did 's said says say also then there so up out".split()
)
_NEGATIONS = frozenset(
    "not never no nobody none nothing neither nor without cannot hardly scarcely denies denied deny denying".split()
)
_HEDGES = frozenset(
    "may might could would perhaps maybe possibly possible probably probable apparently apparent allegedly alleged "
    "reportedly reported suspected suspect suspects likely unlikely presumably presumed seemingly seems seemed appears appeared "
    "believed believe believes thought thinks purported purportedly unconfirmed confirmed claimed claims potential potentially "
    "certain certainly definitely surely uncertain unclear if suggests suggested".split()
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion "
    "dozen dozens half third quarter double doubled tripled".split()
)
_BOUNDS = frozenset(
    "least most more than less fewer about around nearly almost over under some several few approximately".split()
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_NEGATED = re.compile(r"n['’]t$")
_CLIP = 160


@dataclass(frozen=True)
class Known:
    """Where a reading's numbers, times, sources, cues and markers of certainty stand, sorted, for quick look-up."""

    reading: Reading

    @cached_property
    def text(self) -> str:
        """The document's text."""
        return self.reading.document.text

    @cached_property
    def numbers(self) -> Places:
        """Quantities."""
        return Places((q.span.start, q.span.end) for q in self.reading.quantities)

    @cached_property
    def dates(self) -> Places:
        """Dates and times of day; durations are numbers."""
        return Places((t.span.start, t.span.end) for t in self.reading.times if t.type in ("DATE", "TIME"))

    @cached_property
    def sources(self) -> Places:
        """The words that name sources."""
        return Places((a.source.start, a.source.end) for a in self.reading.attributions if a.source)

    @cached_property
    def cues(self) -> Places:
        """The words that attribute."""
        return Places((c.start, c.end) for a in self.reading.attributions for c in a.cue)

    @cached_property
    def markers(self) -> Places:
        """The words that show how sure a voice is."""
        held = [a.certainty for a in self.reading.attributions] + [s.certainty for s in self.reading.own_statements]
        return Places((m.start, m.end) for certainty in held for m in certainty.markers)

    @cached_property
    def names(self) -> frozenset[str]:
        """Capitalised words that don't open a sentence, in lower case."""
        opening = {re.search(r"\w|$", s.text).start() + s.start for s in self.reading.sentences}  # type: ignore[union-attr]
        found = (m for m in re.finditer(r"\b[A-Z][\w’'-]*", self.text) if m.start() not in opening)
        return frozenset(m[0].casefold() for m in found) - _DAYS


class Places:
    """Ranges that can be asked whether they touch another; made in sorted order, overlaps joined."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        joined: list[Range] = []
        for start, end in sorted(ranges):
            if joined and start <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((start, end))
        self._starts = [start for start, _ in joined]
        self._ends = [end for _, end in joined]

    def touch(self, start: int, end: int) -> bool:
        """Whether one of the ranges overlaps ``[start, end)``."""
        place = bisect_left(self._ends, start + 1)
        return place < len(self._ends) and self._starts[place] < end


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of a sentence that were replaced: ranges of words before and after, one of them maybe empty."""

    before: tuple[Range, ...]
    after: tuple[Range, ...]


def edits(before: Sentence, after: Sentence) -> list[Edit]:
    """What changed between two sentences, word by word; edits with one small word between them are joined."""
    found: list[list[int]] = []
    for code in Indel.opcodes(before.keys, after.keys):
        if code.tag == "equal":
            continue
        if found and code.src_start - found[-1][1] <= 1 and code.dest_start - found[-1][3] <= 1:
            found[-1][1], found[-1][3] = code.src_end, code.dest_end
        else:
            found.append([code.src_start, code.src_end, code.dest_start, code.dest_end])
    return [Edit(before.words[a:b], after.words[c:d]) for a, b, c, d in found]


def matters_of(changes: Sequence[Edit], before: Known, after: Known) -> tuple[Matter, ...]:
    """What the edits of one sentence touch, in the order of ``ORDER``; ("wording",) when nothing that matters."""
    found: set[Matter] = set()
    for edit in changes:
        mine = dict(_of_words(edit.before, before))
        theirs = dict(_of_words(edit.after, after))
        found.update(m for m in {*mine, *theirs} if mine.get(m) != theirs.get(m))
    return tuple(m for m in ORDER if m in found) or ("wording",)


def contents_of(sentence: Sentence, known: Known) -> tuple[Matter, ...]:
    """What a sentence that stands in one capture only holds; ("wording",) for none of the kinds."""
    found = {matter for matter, _ in _of_words(sentence.words, known)}
    return tuple(m for m in ORDER if m in found) or ("wording",)


def words_of(changes: Sequence[Edit], before: Known, after: Known) -> str:
    """The edits as a person reads them: “eleven” → “nine”; nothing reads as (nothing)."""
    return "; ".join(f"{_quoted(e.before, before.text)} → {_quoted(e.after, after.text)}" for e in changes)


def clipped(text: str) -> str:
    """A text in quotation marks on one line, shortened when long."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _CLIP else line[: _CLIP - 1].rstrip() + '…'}”"


def _quoted(words: Sequence[Range], text: str) -> str:
    return clipped(text[words[0][0] : words[-1][1]]) if words else "(nothing)"


def _of_words(words: Sequence[Range], known: Known) -> Iterator[tuple[Matter, str]]:
    """What each of some words is part of, together with the words of that kind."""
    held: dict[Matter, list[str]] = {}
    for start, end in words:
        word = known.text[start:end].casefold().replace("’", "'")
        for matter in _kinds(word, known.text[start:end], start, end, known):
            held.setdefault(matter, []).append(word)
    for matter, found in held.items():
        yield matter, " ".join(found)


def _kinds(word: str, written: str, start: int, end: int, known: Known) -> Iterator[Matter]:
    if word in _NEGATIONS or _NEGATED.search(word):
        yield "polarity"
    if known.markers.touch(start, end) or word in _HEDGES:
        yield "certainty"
        return
    attributing = known.sources.touch(start, end) or known.cues.touch(start, end)
    if word in _LIGHT:
        return
    if attributing:
        yield "attribution"
    if known.dates.touch(start, end):
        yield "date"
    elif not attributing and (_is_number(word) or (word in _BOUNDS and known.numbers.touch(start, end))):
        yield "number"
    elif not attributing and written[0].isupper() and word in known.names:
        yield "actor"


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in _NUMBERS
