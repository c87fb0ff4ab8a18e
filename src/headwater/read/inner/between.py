"""Whose words are quoted where one verb follows another: "“We lost,” aides said | Roe told his colleagues | . “It is our fault.”"."""

from __future__ import annotations

import re

from headwater.read.frame import Draft
from headwater.read.wording.found import NO_SUBJECT, WORD

_OPENING = '“"«'
_TELLS = re.compile(
    rf"(?:that )?(?P<who>(?:(?:the|an?|his|her|their|one|another) )?(?:{WORD} ){{0,5}}?{WORD}) (?:had |has |then |later |also )?"
    r"(?P<cue>told|said|wrote|texted|tweeted|yelled|shouted|asked|added|replied|explained|claimed|admitted|confessed)\b(?:(?!\bthat\b)[^“”\"])*"
)
"""Words between two quotations that say whose they are."""


def read_between(text: str, drafts: list[Draft]) -> None:
    """Give quotations to whom the words beside them name, through the speaker who tells of it, in place; new drafts stand at the end."""
    for number in range(len(drafts)):
        outer = drafts[number]
        quoted = [p for p in outer.content if text[p[0]] in _OPENING]
        told = [p for p in outer.content if text[p[0]] not in _OPENING]
        if not outer.cue or outer.source is None or not quoted or len(told) != 1 or told[0][0] < outer.cue[-1][1]:
            continue
        match = _TELLS.fullmatch(text, *told[0])
        if match is None or NO_SUBJECT.match(match.group("who")):
            continue
        if any(d.parent == number and d.cue and d.cue[0] == match.span("cue") for d in drafts):
            continue
        inner = Draft(match.span("who"), [match.span("cue")], quoted, number, "direct", confidence=outer.confidence)
        for other in drafts:
            if other.parent == number and any(a <= other.content[0][0] < b for a, b in quoted):
                other.parent = len(drafts)
        drafts.append(inner)
