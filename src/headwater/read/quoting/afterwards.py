"""Quotations whose speaker the next sentence names: "“Get off the roof.” That was the order the superintendent gave"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Draft, Frame
from headwater.read.quoting.quotations import Quotation
from headwater.read.wording.found import NO_SUBJECT

_REACH = 200
"""Code points behind a quotation in which its speaker is looked for."""

_NOUN = (
    "order|verdict|message|answer|reply|advice|warning|reaction|response|view|opinion|assessment|conclusion|instruction|question|judgement|judgment|greeting|"
    "complaint|promise|claim|slogan|plea|appeal|line|headline|defence|defense|explanation|comment|summary|description|sentiment|motto|admission|boast|refrain|cry|post|tweet|entry|signal|transmission|text|"
    "telegram|caption|thought|word"
)
_NP = r"(?:[^\s,;:.“”\"()]+ ){0,7}?[^\s,;:.“”\"()]+"
_AFTER = re.compile(
    rf" (?:(?:That|This|Such) (?:is|was|has been|remains) (?:the|his|her|their|a|an)? ?(?:[\w-]+ ){{0,2}}?(?P<noun>{_NOUN})(?: (?:of|from|by|given by|sent by) (?P<from>{_NP})(?=[.,;—–]| (?:on|in|at|after|when|as|to|late|last|this|before|about|who)\b)"
    rf"|(?: that| which)? (?P<giver>{_NP}) (?:gave|gives|issued|sent|wrote|left|delivered|offered|made|posted|shouted|put out|handed down|put to)\b)"
    rf"|(?:That|This) (?:is|was) (?P<how>how|what) (?P<teller>{_NP}) (?:describe[sd]?|puts?|summed|sums|sees?|saw|recall(?:s|ed)?|remember(?:s|ed)?|explain(?:s|ed)?|characteri[sz]e[sd]?|said|says|told|wrote|shouted|heard)\b"
    rf"|So (?P<so>said|says|wrote|writes|spoke|ran|runs|declared|began|begins) (?P<behind>{_NP})(?=[.,;—–]| (?:on|in|at|after|when|as|to|late|last|this|before|about|who)\b)"
    rf"|(?:These|Those|They) (?:are|were) (?:among )?(?P<words>the (?:last |first |opening |closing |exact )?words) of (?P<owner>{_NP})(?=[.,;—–]| (?:on|in|at|after|when|as|to|late|last|this|before|who)\b)"
    rf"|The (?P<speaker>speaker|writer|author|voice) (?:is|was) (?P<named>{_NP}(?:, [^,;.]{{2,40}})?)(?=[.,;—–]))"
)
_PAIRS = (
    ("noun", "from"),
    ("noun", "giver"),
    ("how", "teller"),
    ("so", "behind"),
    ("words", "owner"),
    ("speaker", "named"),
)


def name_afterwards(frame: Frame, drafts: list[Draft], quotations: Sequence[Quotation]) -> None:
    """Give quotations to whom the next sentence names, in place; one that stood with other words is taken out of them."""
    for quotation in quotations:
        if not (quotation.opened and quotation.closed) or frame.text[quotation.end - 2] not in ".!?…":
            continue
        match = _AFTER.match(frame.text, quotation.end, quotation.end + _REACH)
        if match is None:
            continue
        cue, source = next((c, s) for c, s in _PAIRS if match.group(c) and match.group(s))
        if NO_SUBJECT.match(match.group(source)):
            continue
        _give(
            drafts,
            quotation,
            Draft(match.span(source), [match.span(cue)], [(quotation.start, quotation.end)], confidence=0.7),
        )


def _give(drafts: list[Draft], quotation: Quotation, owner: Draft) -> None:
    """Put ``owner`` in the place of whatever held the quotation."""
    for draft in drafts:
        draft.content = [(a, b) for a, b in draft.content if b <= quotation.start or quotation.end <= a]
    drafts[:] = [draft for draft in drafts if draft.content]
    drafts.append(owner)
    drafts.sort(key=lambda draft: draft.content[0])
