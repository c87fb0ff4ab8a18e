"""Quotation blocks: passages that belong as a whole to one voice, over one paragraph or many.

Three kinds: a quotation in marks that runs over paragraphs, a passage the page itself sets apart (``<blockquote>``, an
embedded post), and a paragraph that a line ending in a colon hands over to somebody ("As the Ledger reported:"). A block goes
to the attribution that already holds part of it with a source outside it; otherwise its introduction is searched for one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Draft, Frame, Range
from headwater.read.quoting.quotations import Quotation, find_blocks
from headwater.read.tagging.linking import Group
from headwater.read.tagging.spans import TagSpan

_LONGEST_INTRODUCTION = 60
"""Words; a longer paragraph that ends in a colon introduces something else."""

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
    for block in (*set_apart, *_introduced(frame, groups, quotations)):
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


def _introduced(frame: Frame, groups: Sequence[Group], quotations: Sequence[Quotation]) -> list[Range]:
    """Paragraphs handed over by a short line before them that ends in a colon and has a cue, or says what follows, in it."""
    cues = sorted(span.start for group in groups for span in group.cue)
    blocks: list[Range] = []
    for number in range(len(frame.paragraphs) - 1):
        start, end = frame.paragraphs[number]
        words = len(frame.cut[number].words)
        tells = frame.text[end - 1] in ".," and _tells_it(frame, number)
        if (frame.text[end - 1] != ":" and not tells) or words > _LONGEST_INTRODUCTION:
            continue
        says_so = _HANDS_OVER.search(frame.text, start, end) or _TAKEN_FROM.fullmatch(frame.text, start, end)
        handed_over = (says_so or tells) and _who_prints(frame, number) is not None
        following = number + 1
        if is_insertion(frame, following):
            following += 1
        handed_over = handed_over or _opens_on_name(frame, number, following)
        if (handed_over or any(start <= cue < end for cue in cues)) and _is_prose(frame, following):
            blocks.append(_without_rest(frame, following, quotations))
    return blocks


_MOST_BEFORE = 3
"""Words of an introduction before the name that hands over: "The Tolvey Mercury was less polite:"."""


def _opens_on_name(frame: Frame, number: int, following: int) -> bool:
    """Whether a line opens on a name and ends in a colon before a paragraph that is all in quotation marks."""
    if following >= len(frame.paragraphs) or frame.text[frame.paragraphs[number][1] - 1] != ":":
        return False
    low, high = frame.paragraphs[following]
    name = _first_name(frame, number)
    if name is None or frame.text[low] not in '“"«' or frame.text[high - 1] not in '”"»':
        return False
    if (
        _COMES_FROM.search(frame.text, frame.paragraphs[number][0], name[0])
        and name[1] == frame.paragraphs[number][1] - 1
    ):
        return True
    before = frame.text[frame.paragraphs[number][0] : name[0]].split()
    return len(before) <= _MOST_BEFORE and not any(word.lower() in _PLACED for word in before)


_COMES_FROM = re.compile(r"\bfrom (?:the )?$")
_PLACED = frozenset("in at on from near outside across around for to of with by over under after before".split())

_HANDS_OVER = re.compile(
    r"\b(?:the following|as follows|put it|puts it|puts? the matter|this|account|version|report|reported|passage|extract|excerpt|paragraph|bulletin|dispatch|worth (?:reading|quoting|repeating)|readers (?:of|were)|wrote|writes|printed|published|broadcast|aired|filed|had to say|has to say|carried|"
    r"carries|ran|runs|words|headline|front page|had it|has it)\b",
    re.I,
)
_TAKEN_FROM = re.compile(
    r"(?:From|In) (?:[^\s,;:]+ ){0,7}[^\s,;:]+(?:, [^,;:]{3,30})?:|(?:I|We|Let me) (?:quote|cite)\b[^:]{3,80}:"
)
"""A line that only says where what follows was printed: "From Thursday's Isthmus Times:"."""
_TELLS_IT = re.compile(
    r"\b(?:tells?|told|puts?|remembers?|remembered|recalls?|recalled|reports?|reported|gives?|gave|has|had|offers?|offered) (?:it (?:differently|otherwise|thus|like this|this way|in its own way|another way)|"
    r"(?:a|the|another|this|its own|quite a) (?:different |fuller |longer |rather different )?(?:story|tale|account|version)(?: of it| of events)?)\.$"
)


_AS_PUT = re.compile(r"(?:As|According to|In the words of) [^.:;“”\"]{4,200},")
"""A line that hands over with a comma: "As its correspondent put it in a dispatch,"."""


def _tells_it(frame: Frame, number: int) -> bool:
    """Whether a paragraph hands the quotation behind it over without a colon: "The Times of Lagash tells it differently."."""
    if number + 1 >= len(frame.paragraphs) or frame.text[frame.paragraphs[number + 1][0]] not in '“"«':
        return False
    line = frame.paragraphs[number]
    return (_TELLS_IT.search(frame.text, *line) or _AS_PUT.fullmatch(frame.text, *line)) is not None


_LIST_MARK = re.compile(r"[-*•·–]\s|\d{1,2}[.)]\s")


def _is_prose(frame: Frame, number: int) -> bool:
    """Whether a paragraph can be a passage of somebody's: sentences, not an item of a list, not another heading."""
    start, end = frame.paragraphs[number]
    return not _LIST_MARK.match(frame.text, start) and frame.text[end - 1] in ".!?”\"’'»"


_INSERTED = re.compile(
    r"(?:[A-Z]{3,}(?: [A-Z]+)*\b|Advertisement|Story continues|Article continues|Continue reading|Scroll|Related|Read (?:more|also)|See also|Watch|Sign up|Share|Subscribe)",
    re.S,
)


def is_insertion(frame: Frame, number: int) -> bool:
    """Whether a paragraph is the site's own ("READ MORE: …"), put between an introduction and the quotation behind it."""
    if number + 1 >= len(frame.paragraphs):
        return False
    start, end = frame.paragraphs[number]
    if end - start > 120 or frame.text[end - 1] in '.!?:”"' or not _INSERTED.match(frame.text, start):
        return False
    return frame.text[frame.paragraphs[number + 1][0]] in '“"‘«'


def _without_rest(frame: Frame, number: int, quotations: Sequence[Quotation]) -> Range:
    """The paragraph, or the quotation that opens it where it has one."""
    start, end = frame.paragraphs[number]
    for quotation in quotations:
        if quotation.start == start and quotation.closed:
            return start, quotation.end
    return start, end


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
    low, high = frame.paragraphs[number - 1]
    if frame.text[high - 1] != ":" and not _tells_it(frame, number - 1):
        return None
    cues = _within([s for g in groups for s in g.cue], low, high)
    sources = _within([s for g in groups for s in g.sources], low, high)
    source = sources[-1] if sources else _who_prints(frame, number - 1)
    if source is not None and frame.text[slice(*source)] in _WRITER and _QUOTES.search(frame.text, source[1], high):
        source = _first_name(frame, number - 1) or source  # "I quote the Advertiser in full:"
    if source is None:
        return None
    cue = [c for c in cues[-1:] if c != source]
    for draft in drafts:
        if draft.source == source and all(low <= a and b <= high for a, b in draft.content) and draft.cue == cue:
            drafts.remove(draft)  # it took a scrap of the introduction for its content
            break
    return Draft(source=source, cue=cue, content=[block], block=True, confidence=0.8)


_WRITER = frozenset({"I", "we", "We"})
_QUOTES = re.compile(r"\b(?:quote|cite|reproduce|print|give)\b")


def _within(spans: Sequence[TagSpan], low: int, high: int) -> list[Range]:
    return sorted((s.start, s.end) for s in spans if low <= s.start and s.end <= high)


_PAPER = re.compile(
    r"(?:The|Its|This|That|Our|Their) (?:[\w’'-]+ ){0,4}?(?:newspaper|paper|agency|magazine|weekly|daily|broadcaster|station|journal|report|bulletin|dispatch|newsletter|notice|memo|letter|statement)\b(?!['’])"
)


def _who_prints(frame: Frame, number: int) -> Range | None:
    """The first name of an introduction, or else the paper or writing that opens it: "The agency's first bulletin …:"."""
    paper = _PAPER.match(frame.text, *frame.paragraphs[number])
    return _first_name(frame, number) or (paper.span() if paper else None)


def _first_name(frame: Frame, number: int) -> Range | None:
    paragraph = frame.cut[number]
    for form, first, last in zip(paragraph.units.form, paragraph.units.first, paragraph.units.last, strict=True):
        if form is None:
            start, end = paragraph.words.start[first], paragraph.words.end[last]
            lead = _NAME_LEAD.search(frame.text, frame.paragraphs[number][0], start)
            rest = _NAME_TAIL.match(frame.text, end)
            return lead.start() if lead else start, rest.end() if rest else end
    return None


_NAME_LEAD = re.compile(r"(?:Radio|TV|Channel|News|Daily|Sunday|Weekly|Evening|Morning) $")
_NAME_TAIL = re.compile(r"(?: [A-Z][\w-]+){1,4}")
