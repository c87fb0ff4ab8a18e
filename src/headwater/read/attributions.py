"""From spans to attributions: grouping, quotation blocks, continued quotations, and reading again inside contents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Draft, Frame, Range, leave_out
from headwater.read.inner.between import read_between
from headwater.read.inner.chains import wrap_according
from headwater.read.inner.quoted import settle_quoted
from headwater.read.inner.within import read_within
from headwater.read.left_out.doubtful import doubtful
from headwater.read.left_out.hollow import leave_out_hollow
from headwater.read.mending.breaks import settle_breaks
from headwater.read.mending.ends import settle_ends
from headwater.read.mending.lending import lend_sources
from headwater.read.mending.mended import mend
from headwater.read.mending.pieces import leave_loose_end
from headwater.read.mending.repairs import in_set_phrase, repair, trim_source
from headwater.read.quoting.afterwards import name_afterwards
from headwater.read.quoting.blocks import settle_blocks, sign_posts
from headwater.read.quoting.misquoted import mend_misquoted
from headwater.read.quoting.posts import sign_set_apart
from headwater.read.quoting.quotations import Quotation, find_quotations, form_of
from headwater.read.quoting.unclaimed import claim_shown
from headwater.read.tagging.confidence import calibrated
from headwater.read.tagging.encoding import Paragraph, Window, cut_paragraph, fill_windows
from headwater.read.tagging.linking import Group, link_spans
from headwater.read.tagging.spans import TagSpan, find_spans
from headwater.read.tagging.tagger import TaggedWindow, Tagger
from headwater.read.wording.constructions import add_constructions
from headwater.read.wording.found import DENIAL

DEPTH = 6
"""How many levels of attribution inside attribution are read; deeper ones have not been seen in the press."""

LEAST_WORDS = 4
"""Contents shorter than this are not read again."""


def find_attributions(
    frame: Frame, tagger: Tagger, tagged: Sequence[TaggedWindow], set_apart: Sequence[Range] = ()
) -> list[Draft]:
    """All attributions of a document as drafts, outer before inner, each level in order of the text.

    ``set_apart`` are passages that the page marks as quotations or posts.
    """
    quotations = find_quotations(frame)
    drafts = _outer(frame, tagged, quotations, set_apart)
    drafts = [d for d in drafts if not doubtful(frame, d, calibrated(d, tagger.card))]
    level = list(range(len(drafts)))
    for _ in range(DEPTH):
        level = _read_inside(frame, tagger, drafts, level, quotations)
        if not level:
            break
    wrap_according(frame, drafts)
    mend(frame, drafts)
    settle_ends(frame, drafts)
    settle_breaks(frame, drafts)
    add_constructions(frame, drafts)
    read_within(frame, drafts)
    read_between(frame.text, drafts)
    settle_quoted(frame, drafts)
    leave_out_hollow(frame.text, drafts)
    _once(frame, drafts)
    mend_misquoted(frame, drafts)
    for draft in drafts:
        draft.confidence = calibrated(draft, tagger.card)
    return drafts


def _once(frame: Frame, drafts: list[Draft]) -> None:
    """Leave out what was read twice, by itself and inside another's words, in place: the inner one stays.

    Inside a denial it is the other one that stays: the claim reaches the page beside the denial, not through it.
    """
    flat = {
        (d.cue[0], d.source): i for i, d in enumerate(drafts) if d.parent is None and d.cue and d.source is not None
    }
    held = {d.parent for d in drafts}
    gone: set[int] = set()
    for i, draft in enumerate(drafts):
        if draft.parent is None or draft.source is None or not draft.cue:
            continue
        twin = flat.get((draft.cue[0], draft.source))
        if twin is None:
            continue
        denied = any(DENIAL.search(frame.text, *cue) for cue in drafts[draft.parent].cue)
        out = i if denied else twin
        if out not in held:
            gone.add(out)
    leave_out(drafts, gone)


def _outer(
    frame: Frame, tagged: Sequence[TaggedWindow], quotations: list[Quotation], set_apart: Sequence[Range]
) -> list[Draft]:
    groups = link_spans(find_spans(tagged, frame.cut), tagged)
    drafts = [d for g in groups if (d := _draft(frame.text, g, quotations)) is not None]
    repair(frame, drafts, quotations)
    name_afterwards(frame, drafts, quotations)
    settle_blocks(frame, groups, drafts, quotations, set_apart)
    sign_posts(frame, drafts, quotations)
    sign_set_apart(frame, drafts, set_apart)
    claim_shown(frame, drafts, quotations)
    for draft in drafts:
        draft.form = "direct" if draft.block else form_of(frame.text, draft.content, quotations)
    lend_sources(frame, drafts, quotations)
    return drafts


def _draft(text: str, group: Group, quotations: list[Quotation]) -> Draft | None:
    contents = _without_scraps(group.contents)
    if not contents:
        return None
    people = [s for s in group.sources if text[s.start : s.end].lower() not in ("and", "or", "but")]
    source = max(people, key=lambda s: s.confidence, default=None)
    content = _joined(text, sorted((s.start, s.end) for s in contents))
    confidence = min(s.confidence for s in contents) * group.link
    return Draft(
        source=(source.start, source.end) if source else None,
        cue=sorted((s.start, s.end) for s in group.cue),
        content=content,
        confidence=confidence,
    )


def _joined(text: str, pieces: list[Range]) -> list[Range]:
    """Pieces with nothing but a space between them as one, unless a quotation begins or ends there."""
    joined = pieces[:1]
    for start, end in pieces[1:]:
        before = joined[-1][1]
        apart = text[before:start].strip(" ") or text[before - 1] in _MARKS or text[start] in _MARKS
        if apart:
            joined.append((start, end))
        else:
            joined[-1] = (joined[-1][0], end)
    return joined


_MARKS = frozenset("“”\"‘’'«»`")

_SCRAP = 3
"""Words; so short a piece counts only where the tagger is sure of it."""

_SURE = 0.5


def _without_scraps(contents: Sequence[TagSpan]) -> list[TagSpan]:
    """Leave out pieces of a few words that the tagger was unsure of."""
    return [s for s in contents if s.last - s.unit + 1 > _SCRAP or s.confidence >= _SURE]


def _read_inside(
    frame: Frame, tagger: Tagger, drafts: list[Draft], level: Sequence[int], quotations: list[Quotation]
) -> list[int]:
    """Read the contents of ``level`` again, each by itself; returns the indices of the drafts found in them."""
    cut: list[list[Paragraph]] = []
    parents: list[int] = []
    for index in level:
        paragraphs = _pieces(frame, drafts[index], tagger)
        if paragraphs:
            cut.append(paragraphs)
            parents.append(index)
    windows: list[Window] = []
    owner: list[int] = []
    for i, paragraphs in enumerate(cut):
        for window in fill_windows(paragraphs, tagger.alphabet):
            windows.append(window)
            owner.append(i)
    answers: list[list[TaggedWindow]] = [[] for _ in cut]
    for answer, i in zip(tagger.tag_windows(windows), owner, strict=True):
        answers[i].append(answer)
    found: list[int] = []
    for i, paragraphs in enumerate(cut):
        groups = link_spans(find_spans(answers[i], paragraphs), answers[i])
        inner = [d for g in groups if (d := _inner(frame, g, drafts, parents[i], quotations)) is not None]
        lend_sources(frame, inner, ())
        for draft in inner:
            trim_source(frame, draft)
        inner = [d for d in inner if not doubtful(frame, d, calibrated(d, tagger.card))]
        found.extend(range(len(drafts), len(drafts) + len(inner)))
        drafts.extend(inner)
    return found


def _pieces(frame: Frame, draft: Draft, tagger: Tagger) -> list[Paragraph]:
    """The content's words, cut afresh, if they could hold an attribution at all."""
    paragraphs: list[Paragraph] = []
    likely = False
    for start, end in draft.content:
        for low, high in _lines(frame.text, start, end, draft.block):
            paragraph = cut_paragraph(frame.text, low, high, tagger.alphabet.lexicon)
            if paragraph.words.text:
                paragraphs.append(paragraph)
                likely = likely or any(form in tagger.cues for form in paragraph.units.form)
    if not likely or sum(len(p.words) for p in paragraphs) < LEAST_WORDS:
        return []
    return paragraphs


def _lines(text: str, start: int, end: int, block: bool) -> list[Range]:
    """The lines of a content; those of a block without the marks around the whole, which open no quotation inside it."""
    ranges: list[Range] = []
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            around = _AROUND.fullmatch(line) if block else None
            ranges.append((at + around.start(1), at + around.end(1)) if around else (at, at + len(line)))
        at += len(line) + 1
    return ranges


_AROUND = re.compile(r"[“\"«]([^“”\"«»]+)[”\"»]?")


_FIRST_PERSON = frozenset({"i", "we"})
_SPOKEN = frozenset(
    "said told asked wrote warned promised tweeted posted texted testified replied answered announced quote quoted argued claimed "
    "suggested reported insisted denied predicted added explained swore complained proposed called urged advised recommended".split()
)


def _inner(frame: Frame, group: Group, drafts: list[Draft], parent: int, quotations: list[Quotation]) -> Draft | None:
    draft = _draft(frame.text, group, quotations)
    if (
        draft is None
        or not draft.cue
        or in_set_phrase(frame.text, draft)
        or (draft.source is None and draft.confidence < 0.5)
    ):
        return None
    outer = drafts[parent]
    trim_source(frame, draft)
    leave_loose_end(frame.text, draft)
    if _length(draft.content) > 0.95 * _length(outer.content):
        return None
    if draft.source is not None:
        words = frame.text[draft.source[0] : draft.source[1]].lower()
        cue = frame.text[draft.cue[0][0] : draft.cue[0][1]].lower().split()
        # "I think that …", "I support …" inside one's own words is how one speaks, not another speech; "I told them …" is.
        if words in _FIRST_PERSON and not _SPOKEN.intersection(cue):
            return None
    draft.parent = parent
    draft.confidence *= outer.confidence
    draft.content = [_shut(frame.text, a, b, outer.content[-1][1]) for a, b in draft.content]
    draft.form = form_of(frame.text, draft.content, _inner_marks(frame, outer, quotations))
    if draft.form == "indirect" and all(_in_own_marks(frame.text[a:b]) for a, b in draft.content):
        draft.form = "direct"
    return draft


_CLOSES = {"‘": re.compile(r"[,.!?]?’(?!\w)"), "'": re.compile(r"[,.!?]?'(?!\w)")}


def _shut(text: str, start: int, end: int, limit: int) -> Range:
    """Words that open with a single mark, with the mark that closes them right behind."""
    closes = _CLOSES.get(text[start])
    match = closes.match(text, end, limit) if closes and text[end - 1] not in "’'" else None
    return (start, match.end()) if match else (start, end)


_PAIRS = {"“": "”", "‘": "’", '"': '"', "'": "'"}


def _in_own_marks(words: str) -> bool:
    """Whether words stand in marks of their own, inside whatever marks are around them."""
    return len(words) > 2 and words.endswith(_PAIRS.get(words[0], "\n"))


def _inner_marks(frame: Frame, outer: Draft, quotations: list[Quotation]) -> list[Quotation]:
    """Inside a direct quotation the outer marks say nothing; inside indirect speech every mark counts."""
    if outer.form == "direct":
        return []
    return quotations


def _length(pieces: Sequence[Range]) -> int:
    return sum(b - a for a, b in pieces)
