"""The text of a reading as HTML, its attributions as nested spans.

Spans that cross are split where they do, so that the markup always nests. Everything from the document is escaped, and
links are shown but lead nowhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from headwater.model import Attribution, Certainty, Document
from headwater.show.phrases import chain_words, count, family, manner, one_line, safe
from headwater.show.summary import Summary, depths

FORMS = {"direct": "quoted", "indirect": "in the page’s words", "mixed": "partly quoted"}
UNSURE = 0.5
"""Below this confidence the page says that the tool itself is unsure of an attribution."""

DEEPEST_LINE = 4
"""Underlines further in than this are drawn on one another."""

HEADLINE_WITHIN = 12
"""Blocks from the top among which the title is looked for."""

_LINE_KINDS = ("heading", "byline", "quote", "post", "caption", "note")


@dataclass(frozen=True, slots=True)
class Layer:
    """A stretch of text to be wrapped in an element.

    Layers are opened in the order of ``key``: where they begin, the longer first, then ``rank``. A layer that has to be
    split is opened with ``open`` and then with ``again``; its last part ends with ``finish``, the others with ``part``.
    """

    start: int
    end: int
    rank: int
    open: Markup
    again: Markup
    finish: Markup
    part: Markup

    @property
    def key(self) -> tuple[int, int, int]:
        """Where the layer stands in the order of opening."""
        return (self.start, -self.end, self.rank)


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the article as HTML, or a run of lines that are not the article's, folded away."""

    line: int
    kind: str
    html: Markup
    text: str = ""
    lines: int = 1


def blocks(summary: Summary, extra: Iterable[Layer] = (), classes: Mapping[str, str] | None = None) -> list[Block]:
    """The article, line by line; runs of lines that are residue throughout are one block of kind ``residue``.

    ``extra`` layers are drawn with the article's own; ``classes`` are added to the words of attributions, by their ids.
    """
    document = summary.reading.document
    layers = sorted((*_layers(summary, classes or {}), *extra), key=lambda layer: layer.key)
    kinds = _line_kinds(document)
    found: list[Block] = []
    open_layers: list[Layer] = []
    begin = upto = 0
    for number, line in enumerate(document.text.split("\n"), start=1):
        end = begin + len(line)
        while upto < len(layers) and layers[upto].start < end:
            open_layers.append(layers[upto])
            upto += 1
        open_layers = [layer for layer in open_layers if layer.end > begin]
        if line.strip():
            html = _wrap(document.text, begin, end, open_layers)
            _add(found, Block(number, kinds.get(begin, "paragraph"), html, line))
        begin = end + 1
    return found


def split_headline(found: list[Block], title: str) -> tuple[Block | None, list[Block]]:
    """The line near the top that is the title, if there is one, and all other blocks, so that it is shown once."""
    wanted = title.casefold()
    for index, block in enumerate(found[:HEADLINE_WITHIN]):
        if block.kind != "residue" and one_line(block.text).casefold() == wanted:
            return block, found[:index] + found[index + 1 :]
    return None, found


def _add(found: list[Block], block: Block) -> None:
    previous = found[-1] if found else None
    if block.kind == "residue" and previous is not None and previous.kind == "residue":
        html = previous.html + Markup("<br>") + block.html
        found[-1] = Block(previous.line, "residue", html, lines=previous.lines + 1)
    else:
        found.append(block)


def _line_kinds(document: Document) -> dict[int, str]:
    """What each line is, by the position where it begins: that of the markup that covers most of it."""
    starts = [0, *(i + 1 for i, c in enumerate(document.text) if c == "\n")]
    kinds: dict[int, str] = {}
    marks = [(m.start, m.end, m.kind) for m in document.markup if m.kind in _LINE_KINDS]
    for start, end, kind in [*marks, *_residue_lines(document)]:
        for index in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
            line = document.text[starts[index] : starts[index + 1] - 1 if index + 1 < len(starts) else None]
            covered = min(end, starts[index] + len(line)) - max(start, starts[index])
            if 2 * covered >= len(line.strip()) > 0:
                kinds[starts[index]] = kind
    return kinds


def _residue_lines(document: Document) -> Iterator[tuple[int, int, str]]:
    """Residue that covers whole lines; residue inside a line is a layer instead."""
    text = document.text
    for residue in document.residue:
        before = text[text.rfind("\n", 0, residue.start) + 1 : residue.start]
        after = text[residue.end : (text + "\n").find("\n", residue.end)]
        if not before.strip() and not after.strip():
            yield residue.start, residue.end, "residue"


def _wrap(text: str, begin: int, end: int, layers: list[Layer]) -> Markup:
    """``text[begin:end]`` with its layers opened and closed so that they nest. ``layers`` are sorted by key."""
    cuts = sorted({begin, end, *(p for layer in layers for p in (layer.start, layer.end) if begin < p < end)})
    out: list[Markup] = []
    stack: list[Layer] = []
    waiting = list(reversed(layers))
    for start, stop in pairwise(cuts):
        fresh: list[Layer] = []
        while waiting and waiting[-1].start <= start:
            fresh.append(waiting.pop())
        active = sorted([layer for layer in (*stack, *fresh) if layer.end > start], key=lambda layer: layer.key)
        keep = 0
        while keep < min(len(stack), len(active)) and stack[keep] is active[keep]:
            keep += 1
        _close(out, stack, keep, start)
        for layer in active[keep:]:
            out.append(layer.open if layer.start == start else layer.again)
            stack.append(layer)
        out.append(escape(safe(text[start:stop])))
    _close(out, stack, 0, end)
    return Markup("").join(out)


def _close(out: list[Markup], stack: list[Layer], keep: int, at: int) -> None:
    while len(stack) > keep:
        layer = stack.pop()
        out.append(layer.finish if layer.end <= at else layer.part)
        out.append(Markup("</span>"))


def _layers(summary: Summary, classes: Mapping[str, str]) -> Iterator[Layer]:
    reading = summary.reading
    depth = depths(reading.attributions)
    for attribution in reading.attributions:
        more = classes.get(attribution.id, "")
        yield from _content_layers(summary, attribution, depth[attribution.id], f" {more}" if more else "")
        yield from _naming_layers(summary, attribution)
    for span in reading.unattributed_quotations:
        tip = Markup('<span class="tip">Quoted, but nobody is said to have said it.</span>')
        yield _plain(span.start, span.end, 1, "a orphan", tip, focus=True)
    for link in reading.document.markup:
        if link.kind == "link":
            title = Markup(' title="links to {}"').format(one_line(link.target or "somewhere else"))
            yield _plain(link.start, link.end, 8, "lk", attributes=title)
    for residue in reading.document.residue:
        title = Markup(' title="not the article’s: {}"').format(residue.kind)
        yield _plain(residue.start, residue.end, 9, "residue", attributes=title)


def _content_layers(summary: Summary, attribution: Attribution, depth: int, more: str) -> Iterator[Layer]:
    voice = summary.reading.voice_by_id[attribution.voice]
    number = summary.numbers[voice.id]
    classes = f"a f-{family(voice)} {_line_style(attribution.certainty)} d{min(depth, DEEPEST_LINE)} w{number}{more}"
    tip = _tip(summary, attribution)
    note = Markup('<span class="tip"{}>{}</span>')
    part = note.format("", tip)
    reference = Markup('<a class="ref" href="#v{}" aria-describedby="t-{}">{}</a>')
    ending = reference.format(number, attribution.id, number)
    ending += note.format(Markup(' id="t-{}"').format(attribution.id), tip)
    again = Markup('<span class="{}" data-a="{}" tabindex="-1">').format(classes, attribution.id)
    first = Markup('<span class="{}" id="{}" data-a="{}" tabindex="-1">').format(
        classes, attribution.id, attribution.id
    )
    for index, span in enumerate(attribution.content):
        finish = ending if index == len(attribution.content) - 1 else part
        yield Layer(span.start, span.end, 2 + depth, again if index else first, again, finish, part)


def _tip(summary: Summary, attribution: Attribution) -> Markup:
    """Who says it, through whom, in what words, how surely. The tool's own doubt is a sentence apart."""
    who = chain_words(summary.chain(attribution), attribution.form)
    how = " · ".join(part for part in (FORMS[attribution.form], manner(attribution, flat=True)) if part)
    html = Markup("<b>{}</b> <span>{}</span>").format(who[:1].upper() + who[1:], how)
    if attribution.confidence < UNSURE:
        html += Markup(" <i>Headwater is unsure that it found this rightly.</i>")
    return html


def _naming_layers(summary: Summary, attribution: Attribution) -> Iterator[Layer]:
    voice = summary.reading.voice_by_id[attribution.voice]
    who = f"f-{family(voice)} w{summary.numbers[voice.id]}"
    if attribution.source:
        yield _plain(attribution.source.start, attribution.source.end, 6, f"src {who}")
    for span in attribution.cue:
        yield _plain(span.start, span.end, 7, f"cue {who}")
    for span in attribution.certainty.markers:
        yield _plain(span.start, span.end, 7, "mk")


def _plain(
    start: int,
    end: int,
    rank: int,
    classes: str,
    finish: Markup | None = None,
    *,
    attributes: Markup | None = None,
    focus: bool = False,
) -> Layer:
    stop = Markup(' tabindex="-1"') if focus else Markup("")
    opening = Markup('<span class="{}"{}{}>').format(classes, attributes or Markup(""), stop)
    ending = finish or Markup("")
    return Layer(start, end, rank, opening, opening, ending, ending)


def _line_style(certainty: Certainty) -> str:
    """The class of the underline: solid, dashed, dotted, double for “not so”, wavy for no commitment."""
    label = certainty.label
    return "c-uu" if label == "Uu" else "c-no" if label == "CT-" else f"c-{label[:2].lower()}"


def residue_label(block: Block) -> str:
    """What a folded block says of itself."""
    return f"{count(block.lines, 'line')} not of the article"


def legend() -> Iterable[tuple[str, str]]:
    """Underlines and what they mean, for the page's key."""
    return (
        ("c-ct", "said flatly"),
        ("c-pr", "probably"),
        ("c-ps", "possibly"),
        ("c-no", "said not to be so"),
        ("c-uu", "asked, or left open"),
    )
