"""Notes that take words out of one mouth and put them into another: "the remark was wrongly attributed to Ms Roe; Mr Doe made it".

The words are the one's whom the note names as their speaker. Where it names none they are on nobody's word: the one thing
such a note is sure of is who did not say them.
"""

from __future__ import annotations

import re

from headwater.read.frame import Draft, Frame, Range

_SAID = "quotations?|quotes?|remarks?|comments?|statements?|lines?|words?|phrases?|sentences?|claims?"
_MOVED = re.compile(
    r"\b(?:attributed|credited|ascribed)\b[^.;“\"]{0,60} to |\b(?:wrongly|incorrectly|mistakenly|erroneously|falsely) (?:attributed|credited|quoted|ascribed)\b"
    r"|\bmisquoted\b|\bmisattributed\b|\battributed the (?:" + _SAID + r")\b"
)
_QUOTED = re.compile(r"“[^”]+”|\"[^\"]+\"")
_NAME = r"(?:(?:the|a|an|his|her|its|their) )?(?:[\w’'.-]+ ){0,7}?[\w’'-]+(?:, (?:[A-Z][\w’'.-]* ?){1,4}(?=[,.;]|$))?"
_RIGHT = re.compile(
    rf"\b[Tt]he (?:actual |real )?speaker(?: (?:is|was)|,) (?:in fact |actually )?(?P<speaker>{_NAME})(?=,|\.|;| (?:and|who|not|rather)\b|$)"
    rf"|\b(?:[Ii]t|[Tt]hey|[Tt]he (?:{_SAID})|that|which|but) (?:was|were|is|are) (?:in fact |actually |really )?"
    rf"(?:(?:made|said|spoken|uttered|written|given|posted) by|those of|from) (?P<agent>{_NAME})(?=,|\.|;| (?:and|who|not|rather)\b|$)"
    rf"|\b(?:should have been|should be|ought to have been) (?:attributed|credited) to (?P<due>{_NAME})(?=,|\.|;| (?:and|who|not|rather)\b|$)"
    rf"|\b[Ii]t was (?P<cleft>{_NAME}) who said (?:it|so|this|that|them)\b"
)
_LONGEST = 1500
"""Code points of a paragraph; a note is short."""


def mend_misquoted(frame: Frame, drafts: list[Draft]) -> None:
    """Give the words that a note puts right to their speaker, in place."""
    for low, high in frame.paragraphs:
        if high - low > _LONGEST:
            continue
        wrong = _MOVED.search(frame.text, low, high)
        quoted = _QUOTED.search(frame.text, low, high) if wrong else None
        if wrong is None or quoted is None or not _is_note(frame.text, low, wrong):
            continue
        if _SAID_RIGHT.search(frame.text, wrong.end(), quoted.start()):
            continue
        _give(frame, drafts, (low, high), wrong.span(), quoted.span())


_SAID_RIGHT = re.compile(r"[.;] [^.;“\"]{0,60}\b(?:said|says|wrote|told|called)\b[^.;“\"]*$")
"""A sentence of its own that says right who said what: "… misquoted the clerk. He said the door was “locked”"."""
_NOTE = re.compile(
    r"(?:[“\"(*\[—–-]+ ?)?(?:correction|clarification|editor['’]?s?['’]? note|update|updated|note|amended|an earlier version|a previous version|"
    r"this (?:article|story|report|post|piece|column)|we |in )",
    re.I,
)
_WRONGLY = re.compile(r"wrongly|incorrectly|mistakenly|erroneously|falsely|misquoted|misattributed", re.I)


def _is_note(text: str, low: int, wrong: re.Match[str]) -> bool:
    """Whether a paragraph is a note on the page itself, or says at least that the words were put wrongly."""
    return _NOTE.match(text, low) is not None or _WRONGLY.search(wrong.group()) is not None


def _give(frame: Frame, drafts: list[Draft], paragraph: Range, wrong: Range, quoted: Range) -> None:
    low, high = paragraph
    right = next((m for m in _RIGHT.finditer(frame.text, low, high) if not _inside(m.span(), quoted)), None)
    speaker = right.span(str(right.lastgroup)) if right else None
    if speaker and frame.text[speaker[1] - 1] == ".":
        speaker = (speaker[0], speaker[1] - 1)
    cue = (right.start(), speaker[0] - 1) if right and speaker and speaker[0] - 1 > right.start() else wrong
    touched = {i for i, d in enumerate(drafts) if _concerns(d, wrong, quoted, low, high)}
    if any(d.parent in touched and i not in touched for i, d in enumerate(drafts)):
        return  # more hangs on it than the words themselves
    place = {old: new for new, old in enumerate(i for i in range(len(drafts)) if i not in touched)}
    drafts[:] = [d for i, d in enumerate(drafts) if i not in touched]
    for draft in drafts:
        draft.parent = None if draft.parent is None else place[draft.parent]
    drafts.append(Draft(speaker, [cue], [quoted], form="direct", confidence=0.7, notes=["construction", "agentless"]))


def _concerns(draft: Draft, wrong: Range, quoted: Range, low: int, high: int) -> bool:
    """Whether a draft reads the wrong attribution, or the words under it."""
    if not low <= draft.content[0][0] < high:
        return False
    pieces = (*draft.cue, *draft.content)
    return any(_inside(p, quoted) or _inside(quoted, p) for p in draft.content) or any(
        a < wrong[1] and wrong[0] < b for a, b in pieces
    )


def _inside(one: Range, two: Range) -> bool:
    return two[0] <= one[0] and one[1] <= two[1]
