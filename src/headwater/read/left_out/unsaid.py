"""What a reading leaves out again: acts, likings, topics, looks of things and silences.

The corpus that the tagger learned from counts "praised the crew" and "spoke about the flood", and who does so is worth knowing when
pronouns are resolved; but nothing is on anybody's word there. So these are read, resolved, and then left out, by what
``stated.py`` has learnt from attributions judged one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.model import Voice
from headwater.read.frame import Draft
from headwater.read.left_out.signs import is_own_thought
from headwater.read.left_out.stated import LEAST, chance

SURE_ACTIVE = 0.45
"""Of words with neither a speaker nor a verb of saying."""
_GRASP = re.compile(r"(?:better |poor |own )?understanding of", re.I)
"""A mind, not words: "his understanding of the valley"."""
_CHARGED = re.compile(r"(?:\w+ )*?charg(?:e|es|ed|ing)(?: with)?", re.I)
_WITH = re.compile(r"(?:[^,;.]{0,80} )?with ")
"""A charge is an act of the law: "charged three men with their part in the fire"."""
_SENDS = re.compile(r"(?:had |has )?(?:sent|exchanged|received)", re.I)
"""Behind which "that" tells of a thing: "texts he sent that suggested …"."""
_KNOWN_TO = re.compile(r"known to (?:the )?\w{1,6}", re.I)
"""Whom somebody is known to: "two men known to police for theft"."""


def is_unsaid(text: str, draft: Draft, same: bool = False) -> bool:
    """Whether nobody's words are in an attribution, only what somebody did, liked, tried, spoke of or kept back.

    ``same`` says that its voice is also that of the words it stands in.
    """
    if "cited" in draft.notes:
        return False
    if same and _is_thought(text, draft):
        return True
    if draft.cue and not draft.block and _SENDS.fullmatch(text, *draft.cue[-1]):
        if text.startswith("that ", draft.content[0][0]):
            return True
    if not draft.cue and draft.form == "indirect" and not draft.block:
        return (
            draft.source is None
            and draft.parent is None
            and (draft.confidence < SURE_ACTIVE or text.startswith("to ", draft.content[0][0]))
            and not _behind_colon(text, draft)
        )
    return is_weighed(text, draft) and (_is_set(text, draft) or chance(text, draft, same) < LEAST)


def _is_thought(text: str, draft: Draft) -> bool:
    """What somebody believes, hopes or doubts: in their own words, "she said she believed …", one statement with the outer one."""
    return (
        draft.form != "direct"
        and bool(draft.cue)
        and is_own_thought(text[draft.cue[0][0] : draft.cue[-1][1]])
        and draft.content[0][0] >= draft.cue[-1][1]
    )


def is_weighed(text: str, draft: Draft) -> bool:
    """Whether a draft may be left out at all: quotations of the page's own, and what has no word for a cue, always stay."""
    if draft.block or (draft.parent is None and draft.form == "direct"):
        return False
    return any(text[low].isalnum() for low, _ in draft.cue)


def _is_set(text: str, draft: Draft) -> bool:
    """Set phrases that say nothing: "known to police for theft", "charged with arson", "a book titled"."""
    if draft.form != "indirect":
        return False
    if _KNOWN_TO.fullmatch(text, draft.cue[0][0], draft.content[0][0] + 6) and draft.cue[0][0] < draft.content[0][0]:
        return True
    cue = text[draft.cue[0][0] : draft.cue[-1][1]]
    if _CHARGED.fullmatch(cue) and not text.startswith(("that ", "he ", "she ", "they "), draft.content[0][0]):
        return cue.endswith(" with") or _WITH.match(text, draft.cue[-1][1] + 1) is not None
    return _GRASP.fullmatch(cue) is not None or cue.lower() in ("titled", "entitled")


def _behind_colon(text: str, draft: Draft) -> bool:
    """Whether words stand behind "Report:", which says that they are somebody's."""
    start = draft.content[0][0]
    return text[max(0, start - 3) : start].rstrip().endswith(":")


def still_heard(voices: Sequence[Voice], before: Sequence[str], after: Sequence[str]) -> tuple[Voice, ...]:
    """The voices without those that only what was left out had."""
    silent = set(before) - set(after)
    return tuple(voice for voice in voices if voice.id not in silent)
