"""Quotation blocks: passages that belong as a whole to one voice, over one paragraph or many.

Three kinds: a quotation in marks that runs over paragraphs, a passage the page itself sets apart (``<blockquote>``, an
embedded post), and a paragraph that a line ending in a colon hands over to somebody ("As the Ledger reported:"). A block goes
to the attribution that already holds part of it with a source outside it; otherwise its introduction is searched for one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Draft, Frame, Range
from headwater.read.quoting.introductions import introduced, is_insertion, is_introduction, last_sentence, who_prints
from headwater.read.quoting.quotations import Quotation, find_blocks
from headwater.read.tagging.linking import Group
from headwater.read.tagging.spans import TagSpan

_SIGNATURE = re.compile(r"[ \t\n]*(?:—|–|--)[ \t]*([^\n(]{2,60}?)[ \t]*(?:\(@\w{1,40}\)|\n|$|,)")
"""The line under an embedded post: "— Name (@handle) date"."""
_REACHED_AT = re.compile(
    r"\s*(?:[\w.+-]+@[\w-]+\.\w|(?:Twitter|Follow|Contact|Reach|E-?mail|Phone|Tel|Call)\b|\+?\(?\d{3}\)?[-. ]\d{3}|"
    r"\d{1,5} (?:[A-Z]\w+ ){1,3}(?:Street|Road|Avenue|Lane|Drive|Square|St\.|Rd\.|Ave\.))"
)
"""How the writer of the page is reached: what stands before it is a byline at the end, and signs no quotation."""


def settle_blocks(
    frame: Frame, groups: Sequence[Group], drafts: list[Draft], quotations: list[Quotation], set_apart: Sequence[Range]
) -> None:
    """Give every quotation block to one draft, in place; drafts inside a block are dropped, to be read again in it."""
    in_marks = find_blocks(frame, quotations)
    for block in in_marks:
        _settle(frame, groups, drafts, block)
    cues = sorted(span.start for group in groups for span in group.cue)
    for block in (*set_apart, *introduced(frame, quotations, cues)):
        if not any(a <= block[0] and block[1] <= b for a, b in in_marks):
            _settle(frame, groups, drafts, block)


def sign_posts(frame: Frame, drafts: list[Draft], quotations: Sequence[Quotation]) -> None:
    """Give a quoted post the name it is signed with, in place; one that nobody holds yet becomes a draft."""
    for quotation in quotations:
        match = _SIGNATURE.match(frame.text, quotation.end, quotation.end + 120)
        if not match or not quotation.closed or quotation.start != frame.paragraphs[quotation.paragraph][0]:
            continue
        if _REACHED_AT.match(frame.text, match.end()):
            continue
        name = match.span(1)
        holders = [d for d in drafts if d.content[0][0] < quotation.start + 3 and quotation.end - 3 < d.content[-1][1]]
        for draft in holders:
            if draft.source is None or draft.source == name:
                draft.source, draft.content = name, [(quotation.start, quotation.end)]
        if not holders:
            inside = [d for d in drafts if quotation.start <= d.content[0][0] < quotation.end]
            drafts[:] = [d for d in drafts if d not in inside]  # read again inside the post
            drafts.append(Draft(source=name, cue=[], content=[(quotation.start, quotation.end)], confidence=0.8))
            drafts.sort(key=lambda d: d.content[0])


_READERS = re.compile(r"(?:its |the )?(?:readers|listeners|viewers|subscribers) (?:of|to) ")
""" "This is what readers of the Journal were told:" hands over the Journal's words."""


def _settle(frame: Frame, groups: Sequence[Group], drafts: list[Draft], block: Range) -> None:
    start, end = block
    holders = [d for d in drafts if any(a < end and b > start for a, b in d.content)]
    outside = [d for d in holders if d.source and not start <= d.source[0] < end]
    owner = outside[0] if outside else _from_introduction(frame, groups, drafts, block)
    if owner is not None and owner.source is not None:
        told = _READERS.match(frame.text, *owner.source)
        owner.source = (told.end(), owner.source[1]) if told else owner.source
    if owner is None:
        if not holders or any(d.source for d in holders):
            return
        owner = holders[0]
    owner.content = sorted([*((a, b) for a, b in owner.content if b <= start or a >= end), block])
    owner.block = True
    for other in holders:
        if other is not owner and all(start <= a and b <= end for a, b in other.content):
            drafts.remove(other)
    if owner not in drafts:
        drafts.append(owner)
        drafts.sort(key=lambda d: d.content[0])


def _from_introduction(frame: Frame, groups: Sequence[Group], drafts: list[Draft], block: Range) -> Draft | None:
    """The attribution that the paragraph before a block begins, if it ends in a colon and has nothing else to say."""
    number = frame.paragraph_at(block[0])
    if number == 0:
        return None
    number -= 1 if number > 1 and is_insertion(frame, number - 1) else 0
    if not is_introduction(frame, number - 1):
        return None
    low, high = last_sentence(frame, number - 1)
    cues = _within([s for g in groups for s in g.cue], low, high)
    heard = _within([s for g in groups for s in g.sources], *frame.paragraphs[number - 1])
    source = who_prints(frame, number - 1, heard)
    if source is not None and frame.text[slice(*source)] in _WRITER and _QUOTES.search(frame.text, source[1], high):
        source = who_prints(frame, number - 1) or source  # "I quote the Advertiser in full:"
    if source is None:
        return None
    cue = [c for c in cues[-1:] if c != source and not frame.text.startswith("to ", c[0])]
    for draft in drafts:
        if draft.source == source and all(low <= a and b <= high for a, b in draft.content) and draft.cue == cue:
            begin, end = draft.content[-1]
            if _CLAUSE.match(frame.text, *draft.content[0]):
                draft.content[-1] = (begin, end - frame.text.endswith(":", begin, end))
            else:
                drafts.remove(draft)  # it took a scrap of the introduction for its content
            break
    return Draft(source=source, cue=cue, content=[block], block=True, confidence=0.8)


_CLAUSE = re.compile(r"(?:[\w’'-]+ ){0,3}?that (?:[^\s:]+ ){5}")
"""What an introduction says in words of its own: "reported that the reading was a first: | “…”"."""
_WRITER = frozenset({"I", "we", "We"})
_QUOTES = re.compile(r"\b(?:quote|cite|reproduce|print|give)\b")


def _within(spans: Sequence[TagSpan], low: int, high: int) -> list[Range]:
    return sorted((s.start, s.end) for s in spans if low <= s.start and s.end <= high)
