"""The counts behind the report and the page: whose words a text is made of, voice by voice and line by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from headwater.model import Attribution, Quantity, Reading, Span, Voice
from headwater.show.phrases import is_nobody, nameless

Share = Literal["own", "named", "unnamed", "document"]

SHARES: tuple[tuple[Share, str], ...] = (
    ("own", "the page’s own voice"),
    ("named", "named voices"),
    ("unnamed", "voices not named"),
    ("document", "documents"),
)

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_FREE = -1  # painted by nobody: the page's own words
_FRAME = -2  # “she said”: words that only name a voice and its act, counted for nobody
_LEFT_OUT = -3  # residue and bylines


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """One voice of the ledger. ``words`` rest on it and on nobody further in; ``number`` is its rank, from 1."""

    number: int
    voice: Voice
    words: int
    statements: tuple[Attribution, ...]


@dataclass(frozen=True)
class Summary:
    """Counts of one reading. Make it with ``summarise``."""

    reading: Reading
    words: int
    shares: dict[Share, int]
    ledger: tuple[VoiceEntry, ...]
    _line_starts: list[int] = field(repr=False)
    _word_starts: list[int] = field(repr=False)
    _owner: list[int] = field(repr=False)

    def line(self, position: int) -> int:
        """Number of the line of the canonical text, from 1, that holds a code point."""
        return bisect_right(self._line_starts, position)

    def share(self, which: Share) -> float:
        """Part of all counted words, 0 to 1."""
        return self.shares[which] / self.words if self.words else 0.0

    def holder(self, span: Span) -> Attribution | None:
        """The innermost attribution on which the first word of ``span`` rests; None for the page's own."""
        index = max(0, bisect_right(self._word_starts, span.start) - 1)
        owner = self._owner[index] if self._owner else _FREE
        return self.reading.attributions[owner] if owner >= 0 else None

    def chain(self, attribution: Attribution) -> list[Voice]:
        """The voices a statement passed through, outermost first, ending with its own."""
        voices = [self.reading.voice_by_id[id] for id in attribution.chain]
        if not voices or voices[-1].id != attribution.voice:
            voices.append(self.reading.voice_by_id[attribution.voice])
        return voices

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Ranks in the ledger by voice id."""
        return {entry.voice.id: entry.number for entry in self.ledger}

    @cached_property
    def children(self) -> dict[str, list[Attribution]]:
        """Attributions directly inside each attribution, by its id, in order of the text."""
        inside: dict[str, list[Attribution]] = defaultdict(list)
        for attribution in sorted(self.reading.attributions, key=lambda a: (a.start, -a.end)):
            if attribution.parent is not None:
                inside[attribution.parent].append(attribution)
        return inside

    @cached_property
    def figures(self) -> list[Quantity]:
        """The quantities worth a line of their own: those that count something named."""
        return [q for q in self.reading.quantities if q.unit]


def summarise(reading: Reading) -> Summary:
    """Count a reading's words once, each for the innermost voice it rests on."""
    text = reading.document.text
    starts = [m.start() for m in _WORD.finditer(text)]
    owner = _paint(reading, starts)
    counted: dict[int, int] = defaultdict(int)
    for index in owner:
        counted[index] += 1
    shares = _shares(reading, counted)
    line_starts = [0, *(m.end() for m in re.finditer("\n", text))]
    ledger = _ledger(reading, counted)
    return Summary(reading, sum(shares.values()), shares, ledger, line_starts, starts, owner)


def depths(attributions: Sequence[Attribution]) -> dict[str, int]:
    """How many attributions each stands inside, by id. A ring of parents, which would be a bug, counts as 0."""
    parents = {a.id: a.parent for a in attributions}
    found: dict[str, int] = {}
    for id in parents:
        path: list[str] = []
        at: str | None = id
        while at is not None and at in parents and at not in found and len(path) <= len(parents):
            path.append(at)
            at = parents[at]
        base = found.get(at, -1) if at is not None else -1
        for step, one in enumerate(reversed(path), start=1):
            found[one] = base + step
    return found


def _paint(reading: Reading, starts: list[int]) -> list[int]:
    """For each word the index of its innermost attribution, or one of the constants above."""
    owner = [_FREE] * len(starts)
    attributions = reading.attributions

    def paint(start: int, end: int, value: int) -> None:
        first, last = bisect_right(starts, start - 1), bisect_right(starts, end - 1)
        owner[first:last] = [value] * (last - first)

    for a in attributions:
        for span in (*a.cue, *((a.source,) if a.source else ())):
            paint(span.start, span.end, _FRAME)
    depth = depths(attributions)
    for index in sorted(range(len(attributions)), key=lambda i: (depth[attributions[i].id], -_length(attributions[i]))):
        for span in attributions[index].content:
            paint(span.start, span.end, index)
    document = reading.document
    left_out = [(r.start, r.end) for r in document.residue]
    left_out += [(m.start, m.end) for m in document.markup if m.kind == "byline"]
    for start, end in left_out:
        paint(start, end, _LEFT_OUT)
    return owner


def _length(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _shares(reading: Reading, counted: dict[int, int]) -> dict[Share, int]:
    shares: dict[Share, int] = dict.fromkeys((which for which, _ in SHARES), 0)
    shares["own"] = counted.get(_FREE, 0)
    for index, attribution in enumerate(reading.attributions):
        shares[share_of(reading.voice_by_id[attribution.voice])] += counted.get(index, 0)
    return shares


def share_of(voice: Voice) -> Share:
    """To which of the four shares a voice's words belong."""
    if voice.kind == "author":
        return "own"
    if voice.kind == "document":
        return "document"
    return "unnamed" if nameless(voice) else "named"


def percent(part: float) -> str:
    """A share as whole percent; “<1%” rather than a false nought."""
    return "<1%" if 0 < part < 0.005 else f"{round(100 * part)}%"


def _ledger(reading: Reading, counted: dict[int, int]) -> tuple[VoiceEntry, ...]:
    """Voices with at least one statement, by words resting on them, then statements, then first appearance.

    What the text gives no source for at all comes last: it is no voice, however many words it has.
    """
    said: dict[str, list[int]] = defaultdict(list)
    for index, attribution in enumerate(reading.attributions):
        said[attribution.voice].append(index)
    rows = []
    for voice_id, indices in said.items():
        statements = sorted((reading.attributions[i] for i in indices), key=lambda a: (a.start, -a.end))
        rows.append((sum(counted.get(i, 0) for i in indices), tuple(statements), reading.voice_by_id[voice_id]))
    rows.sort(key=lambda row: (is_nobody(row[2]), -row[0], -len(row[1]), row[1][0].start))
    return tuple(VoiceEntry(n, voice, words, said_) for n, (words, said_, voice) in enumerate(rows, start=1))
