"""What a reading leaves out again: acts, likings, topics, looks of things and silences.

The corpus that the tagger learned from counts "praised the crew" and "spoke about the flood", and who does so is worth knowing when
pronouns are resolved; but nothing is on anybody's word there. So these are read, resolved, and then left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.model import Voice
from headwater.read.frame import Draft
from headwater.read.left_out.acts import is_act
from headwater.read.left_out.deeds import is_deed
from headwater.read.left_out.topics import gives_a_piece, is_look, is_silence, is_topic

SURE_ACTIVE = 0.45
"""Of a verb without a speaker that ought to have one, neither passive nor "reportedly" nor a noun such as "reports"."""
_WITHOUT_SPEAKER = re.compile(
    r"\b(?:is|are|was|were|be|been|being|it|there|\w+ly|reports?|reported|rumou?r\w*|alleg\w*|accus\w*|suspect\w*|claims?|claimed|calls?|complaints?|tips?|"
    r"questions?|concerns?|fears?|speculation|suspicions?|charges?|charged|identified|described|known|believed|expected|considered|thought|feared|said|"
    r"asked|told|according|warnings?|threats?|demands?|criticism|denials?|evidence|signs?)\b|^:$",
    re.I,
)


_GRASP = re.compile(r"(?:better |poor |own )?understanding of", re.I)
"""A mind, not words: "his understanding of the valley"."""
_SENDS = re.compile(r"(?:had |has )?(?:sent|exchanged|received)", re.I)
"""Behind which "that" tells of a thing: "texts he sent that suggested …"."""
_KNOWN_TO = re.compile(r"known to (?:the )?\w{1,6}", re.I)
"""Whom somebody is known to: "two men known to police for theft"."""


def is_unsaid(text: str, draft: Draft) -> bool:
    """Whether nobody's words are in an attribution, only what somebody did, liked, tried, spoke of or kept back."""
    if draft.cue and not draft.block and _SENDS.fullmatch(text, *draft.cue[-1]):
        if text.startswith("that ", draft.content[0][0]):
            return True
    if draft.form != "indirect" or draft.block or "cited" in draft.notes:
        return False
    if not draft.cue:
        return (
            draft.source is None
            and draft.parent is None
            and draft.confidence < SURE_ACTIVE
            and not _behind_colon(text, draft)
        )
    if _KNOWN_TO.fullmatch(text, draft.cue[0][0], draft.content[0][0] + 6) and draft.cue[0][0] < draft.content[0][0]:
        return True
    if is_act(text, draft) or is_deed(text, draft) or _lacks_its_speaker(text, draft):
        return True
    cue = text[draft.cue[0][0] : draft.cue[-1][1]]
    content = text[draft.content[0][0] : draft.content[-1][1]]
    if _GRASP.fullmatch(cue) or cue.lower() in ("titled", "entitled"):
        return True
    return any(kind(cue, content) for kind in (is_topic, gives_a_piece, is_look, is_silence))


def _behind_colon(text: str, draft: Draft) -> bool:
    """Whether words stand behind "Report:", which says that they are somebody's."""
    start = draft.content[0][0]
    return text[max(0, start - 3) : start].rstrip().endswith(":")


def _lacks_its_speaker(text: str, draft: Draft) -> bool:
    """Whether an active verb stands there without anybody, and the tagger was not sure of it either."""
    return (
        draft.source is None
        and draft.parent is None
        and draft.confidence < SURE_ACTIVE
        and not _WITHOUT_SPEAKER.search(text, draft.cue[0][0], draft.cue[-1][1])
    )


_OF_MIND = frozenset(
    "think thinks thought believe believes believed feel feels felt hope hopes hoped know knows knew expect expects expected agree "
    "agrees agreed disagree disagrees disagreed oppose opposes opposed support supports supported looking looks looked confirm find "
    "finds found consider considers considered remember remembers decision plan plans want wants wanted doubt doubts doubted "
    "suspect suspects suspected wish wished fear fears feared".split()
)
_CAN_SAY = ("can say", "can't say", "can’t say", "cannot say", "could say", "would say", "must say", "have to say")


def is_own_thought(text: str, draft: Draft) -> bool:
    """Whether a cue inside its own voice's words is a belief or a stand, or only how one speaks: "he said he believed …"."""
    cues = [text[a:b].lower() for a, b in draft.cue]
    return any(_OF_MIND.intersection(cue.split()) or cue.startswith(_CAN_SAY) for cue in cues)


def still_heard(voices: Sequence[Voice], before: Sequence[str], after: Sequence[str]) -> tuple[Voice, ...]:
    """The voices without those that only what was left out had."""
    silent = set(before) - set(after)
    return tuple(voice for voice in voices if voice.id not in silent)
