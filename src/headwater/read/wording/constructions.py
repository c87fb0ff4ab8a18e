"""Attributions that the wording itself gives away, for the ones the tagger leaves out or cuts wrongly.

"By the union's count, …", "…, which the operator denied", "It emerged on Monday that …", "… is said to …", "Organisers put the
crowd at 90,000, the police at 9,000": set constructions of news English whose parts can be told without a parse. Each rule
reads one sentence and knows no name. A construction the tagger has already read is corrected, not read twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from headwater.read.frame import Draft, Frame, Range
from headwater.read.mending.nominals import part_nominals
from headwater.read.wording.afterword import point_back
from headwater.read.wording.agentless import AGENTLESS
from headwater.read.wording.asides import ASIDES
from headwater.read.wording.between import BETWEEN
from headwater.read.wording.clauses import CLAUSES
from headwater.read.wording.found import DENIAL, Found
from headwater.read.wording.headlines import HEADLINES
from headwater.read.wording.hearsay import HEARSAY
from headwater.read.wording.held import HELD
from headwater.read.wording.naming import NAMING
from headwater.read.wording.nouns import NOUNS
from headwater.read.wording.participles import PARTICIPLES
from headwater.read.wording.turned import TURNED
from headwater.read.wording.wordings import WORDINGS
from headwater.read.wording.written import WRITTEN

_LONGEST_SENTENCE = 1500
"""Code points; a longer "sentence" is a table or a list."""

MOST_DRAFTS = 2000
"""A text with more attributions is no article; the rules, which compare drafts with each other, leave it alone."""

_CONFIDENCE = 0.7
"""Of a construction: about the share of them that agree with the annotated articles."""


def add_constructions(frame: Frame, drafts: list[Draft]) -> None:
    """Add the constructions of a text to its drafts, in place; drafts with the same cue get the construction's pieces."""
    if len(drafts) > MOST_DRAFTS:
        return
    for start, end in frame.sentences:
        if end - start > _LONGEST_SENTENCE:
            continue
        for found in _in_sentence(frame.text, start, end):
            _settle(frame, drafts, _with_source(drafts, found, start) if found.shared else found)
    point_back(frame, drafts)
    part_nominals(frame, drafts)
    if any(draft.parent is not None and draft.parent > number for number, draft in enumerate(drafts)):
        _outer_first(drafts)


def _outer_first(drafts: list[Draft]) -> None:
    """Put the drafts in order of depth again, as later stages expect."""
    depth: list[int] = []
    for draft in drafts:
        levels, at = 0, draft.parent
        while at is not None:
            levels, at = levels + 1, drafts[at].parent
        depth.append(levels)
    order = sorted(range(len(drafts)), key=lambda i: depth[i])
    place = {old: new for new, old in enumerate(order)}
    drafts[:] = [drafts[i] for i in order]
    for draft in drafts:
        draft.parent = None if draft.parent is None else place[draft.parent]


def _with_source(drafts: Sequence[Draft], found: Found, start: int) -> Found:
    """A shared source is that of the last draft of the sentence that spoke before."""
    before = [d for d in drafts if d.source and d.cue and start <= d.source[0] < d.cue[0][0] < found.cue[0]]
    return replace(found, source=max(before, key=lambda d: d.cue[0]).source) if before else found


def _in_sentence(text: str, start: int, end: int) -> Iterator[Found]:
    sentence = text[start:end]
    for rule in (
        *WORDINGS,
        *CLAUSES,
        *AGENTLESS,
        *HELD,
        *NAMING,
        *ASIDES,
        *BETWEEN,
        *HEARSAY,
        *TURNED,
        *WRITTEN,
        *PARTICIPLES,
        *NOUNS,
        *HEADLINES,
    ):
        for found in rule(sentence):
            whole = (*found.content, found.cue, *((found.source,) if found.source else ()))
            if any(a >= b for a, b in whole):
                continue  # an odd text, with nothing between the marks
            yield replace(
                found,
                source=_moved(found.source, start) if found.source else None,
                cue=_moved(found.cue, start),
                content=tuple(_moved(piece, start) for piece in found.content),
            )


def _moved(piece: Range, by: int) -> Range:
    return piece[0] + by, piece[1] + by


def _settle(frame: Frame, drafts: list[Draft], found: Found) -> None:
    """Correct the draft that has the construction's cue, or add a draft under the innermost content that holds it."""
    low = min(found.cue[0], *(a for a, _ in found.content))
    high = max(found.cue[1], *(b for _, b in found.content))
    for number, draft in enumerate(drafts):
        if found.speaker and draft.form == "direct" and draft.content[0][0] == found.content[0][0] > found.cue[0]:
            draft.source, draft.cue = found.source, [found.cue]
            return
        if any(a < found.cue[1] and found.cue[0] < b for a, b in draft.cue):
            if "construction" in draft.notes and draft.source != found.source:
                continue  # one verb for several speakers
            if _has_two(draft, found):
                _part(draft, found)
                continue
            if found.gentle:
                _complete(drafts, draft, found)
            elif found.source is None and draft.source and _says_more(draft, found):
                _wrap(drafts, number, found)
            else:
                _correct(frame.text, drafts, number, found)
            return
        if draft.source == found.source and _overlap(draft.content, found.content) > 0.6:
            return
    spare = next((d for d in drafts if found.exact and _is_nobodys(d, found)), None)
    if spare is not None:
        spare.source, spare.cue, spare.content = found.source, [found.cue], list(found.content)
        spare.confidence = max(spare.confidence, _CONFIDENCE)
        spare.notes.append("construction")
        return
    parent: int | None = None
    for number, draft in enumerate(drafts):
        if any(a <= low and high <= b for a, b in draft.content):
            if parent is None or _size(draft.content) <= _size(drafts[parent].content):
                parent = number
    if parent is not None and (found.gentle or found.source is None) and _denied(drafts[parent], found, frame.text):
        parent = drafts[parent].parent
    drafts.append(
        Draft(
            found.source,
            [found.cue],
            list(found.content),
            parent=parent,
            form=form_by_marks(frame.text, found.content),
            confidence=_CONFIDENCE,
            notes=["construction"],
        )
    )
    _adopt(drafts, len(drafts) - 1)


def _is_nobodys(draft: Draft, found: Found) -> bool:
    """Whether a draft has neither speaker nor verb, and nearly the words that the construction gives to somebody."""
    bare = draft.source is None and not draft.cue and draft.parent is None and not draft.block
    return bare and found.source is not None and _overlap(draft.content, found.content) > 0.6


def _adopt(drafts: Sequence[Draft], number: int) -> None:
    """What was read before inside the new draft's content, speaker, verb and words, was said through it."""
    outer = drafts[number]
    for other in drafts[:number]:
        ranges = [*([other.source] if other.source else []), *other.cue, *other.content]
        if other.parent == outer.parent and other.cue and all(_inside(r, outer.content) for r in ranges):
            other.parent = number


def _inside(part: Range, pieces: Sequence[Range]) -> bool:
    return any(a <= part[0] and part[1] <= b for a, b in pieces)


_MARKS = re.compile(r"[“”\"«»]")


def form_by_marks(text: str, content: Sequence[Range]) -> str:
    """The form of a new draft, by the marks that open and close its pieces."""
    if all(text[a] in '“"«' and text[b - 1] in '”"»' for a, b in content):
        return "direct"
    return "mixed" if any(_MARKS.search(text, a, b) for a, b in content) else "indirect"


def _denied(outer: Draft, found: Found, text: str) -> bool:
    """Whether a claim is what the outer voice denies or acts on, so that it reaches the page beside that voice and not through it."""
    return outer.content[0][0] <= found.cue[0] < outer.content[0][0] + 50 and any(
        DENIAL.search(text, *cue) or _ACTED_ON.search(text, *cue) for cue in outer.cue
    )


_ACTED_ON = re.compile(
    r" by$|\b(?:ignor|disregard|heed|obey|defi|shrug|wav|withdr|refus|rebuff|resist|accept|welcom|consider|discuss|turn|declin|overrul|grant)\w*",
    re.I,
)
"""What somebody does with another's plea or warning, and "were described by"."""


def _has_two(draft: Draft, found: Found) -> bool:
    """Whether the tagger took two verbs with two contents for one attribution, and the construction is the second."""
    first, last = draft.cue[0], draft.cue[-1]
    return (
        len(draft.cue) > 1
        and first[1] <= found.cue[0] < last[1]
        and not any(a < found.content[-1][1] and found.content[0][0] < b for a, b in draft.content[:1])
        and draft.content[0][1] <= found.cue[0]
    )


def _part(draft: Draft, found: Found) -> None:
    """Leave the second verb and what stands behind it to the construction."""
    draft.cue = [c for c in draft.cue if c[1] <= found.cue[0]]
    draft.content = [p for p in draft.content if p[1] <= found.cue[0]]


def _complete(drafts: Sequence[Draft], draft: Draft, found: Found) -> None:
    """Give a draft the source it lacks, and the rest of a content that breaks off."""
    draft.source = draft.source or found.source
    _take_cue(draft, found)
    (start, end), (low, high) = draft.content[0], found.content[0]
    spoken = any(end <= cue[0] < high for d in drafts for cue in d.cue)  # what goes on is another's
    if len(draft.content) == 1 and abs(start - low) <= 5 and (found.exact or (start < high <= end + 25 and not spoken)):
        draft.content = [(start, high if found.exact else max(end, high))]


def _take_cue(draft: Draft, found: Found) -> None:
    """Give a draft the whole of a cue that it has a part of: "let it | be known", "appears | to show"."""
    if found.cue[0] <= draft.cue[0][0] and draft.cue[-1][1] <= found.cue[1]:
        draft.cue = [found.cue]


def _says_more(draft: Draft, found: Found) -> bool:
    """Whether a draft's cue has a verb of its own beside the construction's, and its speaker stands in what nobody named says."""
    beyond = any(a < found.cue[0] or found.cue[1] < b for a, b in draft.cue)
    return beyond and draft.source is not None and any(a <= draft.source[0] < b for a, b in found.content)


def _wrap(drafts: list[Draft], number: int, found: Found) -> None:
    """ "He allegedly told officers …": what he told them lies inside what nobody named alleges."""
    draft = drafts[number]
    outer = Draft(None, [found.cue], list(found.content), parent=draft.parent, confidence=_CONFIDENCE)
    outer.notes.append("construction")
    draft.parent = len(drafts)
    drafts.append(outer)


def _correct(text: str, drafts: list[Draft], number: int, found: Found) -> None:
    draft = drafts[number]
    if draft.block or draft.form == "direct":
        return
    draft.content = list(found.content) if found.exact else _longer(draft.content, found)
    _take_cue(draft, found)
    draft.notes.append("construction")
    if found.exact and draft.form == "mixed" and form_by_marks(text, draft.content) == "direct":
        draft.form = "direct"
    if (
        found.speaker
        or draft.source is None
        or any(a < draft.source[1] and draft.source[0] < b for a, b in found.content)
    ):
        draft.source = found.source
    for other in drafts:
        first = (other.cue or other.content)[0][0]
        inside = any(a <= other.content[0][0] < b for a, b in draft.content)
        if other.parent == number and not (inside and any(a <= first < b for a, b in draft.content)):
            other.parent = draft.parent


def _longer(pieces: Sequence[Range], found: Found) -> list[Range]:
    """The construction's pieces; the last one as long as the tagger read it, where it read more."""
    start, end = found.content[-1]
    reach = max([end, *(b for a, b in pieces if a - 8 <= start < b and found.cue[0] < b)])
    return [*found.content[:-1], (start, reach if found.cue[0] < start else end)]


def _overlap(one: Sequence[Range], two: Sequence[Range]) -> float:
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in two)
    return shared / max(1, _size(one) + _size(two) - shared)


def _size(pieces: Sequence[Range]) -> int:
    return sum(b - a for a, b in pieces)
