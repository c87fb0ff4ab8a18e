"""A reading as a report for the terminal: readable in 80 columns, without colour, and in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from headwater.model import Attribution, Reading, Span
from headwater.show.figures import about, authors, note, role, stands_before
from headwater.show.phrases import (
    Family,
    certainty_words,
    chain_words,
    count,
    excerpt,
    family,
    kind_words,
    manner,
    name,
    nameless,
    one_line,
    shorten,
    title_of,
)
from headwater.show.summary import SHARES, Share, Summary, VoiceEntry, percent, summarise

WIDEST = 100
"""Lines longer than this are hard to read, however wide the window."""

COLOURS: dict[Family, str] = {
    "own": "default",
    "person": "cyan",
    "institution": "blue",
    "publication": "magenta",
    "document": "yellow",
    "group": "green",
    "unnamed": "red",
}
SHARE_COLOURS: dict[Share, str] = {"own": "default", "named": "cyan", "unnamed": "red", "document": "yellow"}

EXCERPT = 320
"""Characters of a statement shown before it is cut; the page and the JSON have it whole."""

BRIEF = 90
"""Characters of a nested statement shown under the one that contains it."""

BAR = 32
MINI_BAR = 20
DEEPEST = 8


@dataclass(frozen=True)
class Marks:
    """What lines and bars are drawn with."""

    rule: str
    bar: str
    branch: str
    last: str
    down: str
    shares: Mapping[Share, str]


UNICODE = Marks("─", "█", "├─ ", "└─ ", "│  ", {"own": "░", "named": "█", "unnamed": "▒", "document": "▓"})
ASCII = Marks("-", "#", "|- ", "`- ", "|  ", {"own": ".", "named": "#", "unnamed": "?", "document": "="})


def report_text(reading: Reading, console: Console) -> str:
    """The report of one reading, as wide as ``console`` and with as much colour as it has."""
    return _drawn(Report(summarise(reading), min(console.width, WIDEST), _marks(console)).lines(), console)


def overview_text(readings: Sequence[Reading], console: Console) -> str:
    """One line for each of several readings: its shares as a bar, its date, its title."""
    return _drawn(_overview(readings, min(console.width, WIDEST), _marks(console)), console)


def _drawn(lines: Iterable[Text], console: Console) -> str:
    with console.capture() as captured:
        for line in lines:
            line.rstrip()
            console.print(line, soft_wrap=True, highlight=False)
    return captured.get()


def _marks(console: Console) -> Marks:
    return UNICODE if (console.encoding or "").lower().startswith("utf") else ASCII


def _overview(readings: Sequence[Reading], width: int, marks: Marks) -> Iterator[Text]:
    yield Text(f"{count(len(readings), 'article')}, and on whose word they rest", style="bold")
    yield Text()
    key = Text()
    for which, label in SHARES:
        key.append(f"  {marks.shares[which]} ", style=f"not bold {SHARE_COLOURS[which]}").append(
            label, style="not bold"
        )
    yield from key.wrap(_MEASURE, width)
    yield Text()
    for reading in readings:
        summary = summarise(reading)
        line = Text("  ")
        for which, length in _parts(summary):
            line.append(marks.shares[which] * length, style=SHARE_COLOURS[which])
        about = title_of(reading.document)
        if reading.document.publisher:
            about = f"{one_line(reading.document.publisher)}: {about}"
        line.append(" " * (MINI_BAR + 4 - len(line)))
        yield line.append(shorten(about, max(20, width - MINI_BAR - 4)))
    yield Text()


def _parts(summary: Summary) -> Iterator[tuple[Share, int]]:
    """Lengths of the parts of one bar; they add up to its length where there are words at all."""
    counted = 0
    for which, _ in SHARES:
        before = round(MINI_BAR * counted / summary.words) if summary.words else 0
        counted += summary.shares[which]
        yield which, (round(MINI_BAR * counted / summary.words) if summary.words else 0) - before


@dataclass(frozen=True)
class Report:
    """The lines of one report, each at most ``width`` columns wide."""

    summary: Summary
    width: int
    marks: Marks

    def lines(self) -> Iterator[Text]:
        """The whole report, from the title down."""
        yield from self.head()
        yield from self.shares()
        yield from self.voices()
        yield from self.quotations()
        yield from self.figures()
        yield from self.drifts()
        yield from self.corrections()
        yield Text()

    def head(self) -> Iterator[Text]:
        """Title, publisher, date, authors, origin."""
        document = self.summary.reading.document
        yield Text(self.marks.rule * self.width, style="dim")
        yield from self.wrap(Text(title_of(document), style="bold"), "", "")
        words = " · ".join(part for part in (about(document), authors(document)) if part)
        if words:
            yield from self.wrap(Text(words), "", "")
        yield from self.wrap(Text(one_line(document.origin), style="dim"), "", "")
        yield Text()

    def shares(self) -> Iterator[Text]:
        """On whose word the text rests, as four bars."""
        if not self.summary.words:
            yield Text("No words of its own.")
            return
        yield Text(f"ON WHOSE WORD ({count(self.summary.words, 'word')})", style="bold")
        room = max(8, min(BAR, self.width - 32))
        for which, label in SHARES:
            part = self.summary.share(which)
            length = round(part * room) or (1 if part else 0)
            line = Text(f"  {label:<20}{percent(part):>6}  ")
            yield line.append(self.marks.bar * length, style=SHARE_COLOURS[which])
        yield Text()

    def voices(self) -> Iterator[Text]:
        """Each voice, the weightiest first, and what it is said to have said."""
        if not self.summary.ledger:
            nobody = "Nobody is said to have said anything: the page says it all in its own voice."
            yield from self.wrap(Text(nobody), "", "")
            return
        yield Text("VOICES", style="bold")
        for entry in self.summary.ledger:
            yield from self.voice(entry)

    def voice(self, entry: VoiceEntry) -> Iterator[Text]:
        """One voice: its line, then its statements."""
        voice = entry.voice
        before, what = stands_before(voice, self.summary.reading.document), role(voice)
        head = Text(f"{what} " if what and before else "")
        head.append(name(voice), style=f"bold {COLOURS[family(voice)]}")
        if what and not before:
            head.append(f", {what}")
        kind = kind_words(voice)
        head.append("  ")
        if kind:
            head.append(f"{kind}, ", style="not bold red" if nameless(voice) else "not bold dim default")
        said = f"{count(len(entry.statements), 'statement')}, {count(entry.words, 'word')}"
        head.append(said, style="not bold dim default")
        yield from self.wrap(head, f"{entry.number:>2}  ", "    ")
        own = {statement.id for statement in entry.statements}
        for statement in entry.statements:
            if statement.parent not in own:  # what stands inside another statement of the voice is a branch there
                yield from self.statement(statement)

    def statement(self, attribution: Attribution) -> Iterator[Text]:
        """One statement with its line, how it was said, and what it contains of others' words."""
        line = Text(excerpt(attribution, EXCERPT))
        how = note(self.summary, attribution)
        if how:
            line.append(f"  ({how})", style="dim")
        yield from self.wrap(line, f"    {self.anchor(attribution.content[0]):<6}", " " * 10)
        yield from self.tree(attribution, " " * 10, {attribution.id})

    def tree(self, parent: Attribution, lead: str, seen: set[str]) -> Iterator[Text]:
        """What stands inside a statement on somebody else's word, as branches."""
        children = [child for child in self.summary.children.get(parent.id, []) if child.id not in seen]
        if len(seen) > DEEPEST:
            return
        for child in children:
            final = child is children[-1]
            below = lead + ("   " if final else self.marks.down)
            voice = self.summary.reading.voice_by_id[child.voice]
            line = Text(chain_words([voice]), style=COLOURS[family(voice)])
            line.append(f": {excerpt(child, BRIEF)}", style="default")
            how = manner(child)
            if how:
                line.append(f"  ({how})", style="dim default")
            yield from self.wrap(line, lead + (self.marks.last if final else self.marks.branch), below)
            yield from self.tree(child, below, seen | {child.id})

    def quotations(self) -> Iterator[Text]:
        """Words in quotation marks that nobody is named for."""
        spans = self.summary.reading.unattributed_quotations
        yield from self.section(
            "QUOTED, BUT NOBODY IS SAID TO HAVE SAID IT", [(s, Text(one_line(s.text))) for s in spans]
        )

    def figures(self) -> Iterator[Text]:
        """Numbers, each with the voice it rests on."""
        rows = []
        for quantity in self.summary.figures:
            holder = self.summary.holder(quantity.span)
            line = Text(one_line(quantity.span.text))
            if holder is None:
                line.append("  the page’s own", style="dim")
            else:
                voice = self.summary.reading.voice_by_id[holder.voice]
                line.append(f"  {chain_words(self.summary.chain(holder))}", style=COLOURS[family(voice)])
                sure = holder.certainty.label
                line.append(f"  ({certainty_words(holder.certainty)})" if sure != "CT+" else "", style="dim default")
            rows.append((quantity.span, line))
        yield from self.section("NUMBERS, AND ON WHOSE WORD", rows)

    def drifts(self) -> Iterator[Text]:
        """The same thing said twice with different certainty."""
        rows = []
        for drift in self.summary.reading.drifts:
            second = f"{self.anchor(drift.second)} {shorten(one_line(drift.second.text), BRIEF)}"
            text = f"{shorten(one_line(drift.first.text), BRIEF)} / {second}  ({one_line(drift.reason)})"
            rows.append((drift.first, Text(text)))
        yield from self.section("SAID TWICE, NOT EQUALLY SURELY", rows)

    def corrections(self) -> Iterator[Text]:
        """Notes that the page was changed."""
        rows = []
        for correction in self.summary.reading.corrections:
            line = Text(f"{correction.kind}: ", style="bold")
            if correction.wrong and correction.right:
                line.append(f"“{one_line(correction.wrong)}” became “{one_line(correction.right)}”", style="not bold")
                if correction.concerns:
                    line.append(f"  (see {self.anchor(correction.concerns)})", style="not bold dim")
            else:
                line.append(shorten(one_line(correction.span.text), EXCERPT), style="not bold")
            rows.append((correction.span, line))
        yield from self.section("CHANGES THE PAGE OWNS UP TO", rows)

    def section(self, title: str, rows: list[tuple[Span, Text]]) -> Iterator[Text]:
        """A heading and its anchored lines; nothing when there are none."""
        if not rows:
            return
        yield Text()
        yield from self.wrap(Text(title, style="bold"), "", "")
        for span, line in rows:
            yield from self.wrap(line, f"    {self.anchor(span):<6}", " " * 10)

    def anchor(self, span: Span) -> str:
        """Where a span begins, as a line of the canonical text: L12."""
        return f"L{self.summary.line(span.start)}"

    def wrap(self, text: Text, first: str, rest: str) -> Iterator[Text]:
        """``text`` in lines of at most the width, the first led by ``first``, the others by ``rest``."""
        room = max(20, self.width - max(len(first), len(rest)))
        pieces = text.wrap(_MEASURE, room, overflow="fold", tab_size=4)
        for number, piece in enumerate(pieces):
            piece.rstrip()
            yield Text(rest if number else first, style="dim") + piece


_MEASURE = Console(width=WIDEST, file=None, force_terminal=False)
"""Only for measuring text; nothing is printed on it."""
