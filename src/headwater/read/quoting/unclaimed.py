"""Quoted sentences that no verb claims, whose speaker stands before them: "Dr Pell was blunt." and then his words.

The network leaves such a quotation to nobody, or sees none. It belongs to whoever was being quoted where the paragraph before
ends, or else to the one person that the sentence before is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Draft, Frame, Range
from headwater.read.quoting.quotations import Quotation, find_blocks
from headwater.read.voices.gazetteer import gazetteer, singular

_LEAST_WORDS = 3
_CONFIDENCE = 0.6
_LONGEST_BEFORE = 240
"""Code points of the sentence before; a longer one is about more than its subject."""
_SUBJECT = re.compile(
    r"(?:(?:But|And|Yet|Still|So),? )?(?P<who>(?:He|She)(?= )"
    r"|(?:The|A|An|His|Her|Their|Its|One) (?:[\w’'-]+ ){0,3}?(?P<noun>[a-z][\w-]+)(?: (?:of|from|at|in) (?:the )?(?:[\w’'-]+ ){0,2}?[\w’'-]+)?"
    r"|(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|[A-Z][a-z]+)\.? ){0,3}[A-Z][\w’'-]+)(?:, [^,.;:“”\"]{1,70},)? (?P<verb>[a-z][\w’'-]*)\b"
)
_VERB = re.compile(
    r"(?:is|was|has|had|did|does|could|can|would|will|put|set|sat|stood|shook|took|gave|leaned|went|came|looked|remembers?|knew|knows|felt|"
    r"laughs|shrugs|sighs|smiles|nods|pauses|[a-z]+ed|[a-z]+[^s]s)\b"
)
_MARKS = re.compile(r"[“”\"«»]")


def claim_shown(frame: Frame, drafts: list[Draft], quotations: Sequence[Quotation]) -> None:
    """Add the quoted sentences that no draft holds and whose speaker shows, in place."""
    blocks = find_blocks(frame, list(quotations))
    single = [
        (q.start, q.end)
        for q in quotations
        if q.opened and q.closed and not any(a <= q.start < b for a, b in blocks) and _whole_sentence(frame, q)
    ]
    for start, end in sorted((*blocks, *single)):
        if any(a < end and start < b for draft in drafts for a, b in draft.content):
            continue
        source = _gone_on(frame, drafts, start) or shown_before(frame, start)
        if source is not None:
            draft = Draft(source, [], [(start, end)], block=(start, end) in blocks, confidence=_CONFIDENCE)
            drafts.append(draft)
            drafts.sort(key=lambda d: d.content[0])


def _whole_sentence(frame: Frame, quotation: Quotation) -> bool:
    text = frame.text
    words = text[quotation.start + 1 : quotation.end - 1]
    behind = text[quotation.end : quotation.end + 2].strip()
    return (
        words[:1].isupper()
        and words.rstrip()[-1:] in (".", "!", "?", "…")
        and words.count(" ") >= _LEAST_WORDS - 1
        and (not behind or text[quotation.end] == "\n" or behind.isupper())
    )


def _gone_on(frame: Frame, drafts: Sequence[Draft], at: int) -> Range | None:
    """Who was quoted up to the end of the paragraph before the one that opens at ``at``."""
    number = frame.paragraph_at(at)
    if number == 0 or frame.paragraphs[number][0] != at:
        return None
    end = frame.paragraphs[number - 1][1]
    for draft in drafts:
        reach = max(b for _, b in (*draft.cue, *draft.content, *([draft.source] if draft.source else [])))
        if (
            draft.parent is None
            and draft.source
            and end - 2 <= reach <= end
            and _MARKS.match(frame.text, draft.content[-1][0])
        ):
            return draft.source
    return None


def shown_before(frame: Frame, at: int) -> Range | None:
    """The person whom the sentence right before a quotation at ``at`` is about, if it has no quotation of its own."""
    number = frame.sentence_at(at)
    if number == 0 or frame.sentences[number][0] < at:
        return None
    low, high = frame.sentences[number - 1]
    here, before = frame.paragraph_at(at), frame.paragraph_at(low)
    near = here == before or (here == before + 1 and frame.paragraphs[here][0] == at)
    if not near or high - low > _LONGEST_BEFORE or _MARKS.search(frame.text, low, high):
        return None
    match = _SUBJECT.match(frame.text, low, high)
    if match is None or not _VERB.match(match.group("verb")):
        return None
    noun = match.group("noun")
    if noun is not None:
        person = noun.lower() in gazetteer().person and singular(noun) == noun
        return match.span("who") if person else None
    if match.group("who") in ("He", "She"):
        return match.span("who")
    return match.span("who") if _is_name(frame, *match.span("who")) else None


def _is_name(frame: Frame, start: int, end: int) -> bool:
    """Whether the words hold a proper name, which the mask hides from the network."""
    number = frame.paragraph_at(start)
    paragraph, last = frame.cut[number], frame.words_in(start, end)
    base = frame.first_word[number]
    units = zip(paragraph.units.form, paragraph.units.first, paragraph.units.last, strict=True)
    return any(form is None and low <= last[-1] - base <= high for form, low, high in units)
