"""What a noun brings in: "a promise of | a refund", "his promise of a refund | and his offer to call"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from headwater.read.frame import Draft, Frame
from headwater.read.voices.closed import PREPOSITIONS
from headwater.read.voices.finite import finite_verb
from headwater.read.voices.gazetteer import singular
from headwater.read.voices.sayings import SAYINGS

_OF = re.compile(r"(?:of|about|over|regarding|concerning|for(?! [^,;.]{1,60} to ))(?: (?=[\w“\"]))")
_JOINS = re.compile(r",? and(?: (?:the|a|an|his|her|its|their|[\w-]+['’]s?))?(?: [\w-]+){0,4}? ?$")


def is_nominal(text: str, draft: Draft) -> bool:
    """Whether the last word of a draft's cue is a noun for something said: "promise"."""
    words = text[slice(*draft.cue[-1])].lower().split() if draft.cue else []
    if len(words) > 1 and words[-1] in ("by", "from", "of"):
        words.pop()
    return bool(words) and singular(words[-1]) in SAYINGS


def leave_the_of(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "a promise | of a refund": the small word belongs to the noun."""
    low, high = draft.content[0]
    if draft.form == "direct" or not is_nominal(text, draft) or low < draft.cue[-1][1]:
        return
    match = _OF.match(text, low, high)
    if match and high - match.end() > 3:
        draft.content[0] = (match.end(), high)


_OWNER = re.compile(
    r"(?:\b(?:the|a|an|his|her|its|their|our|my) (?:[\w-]+ ){0,3}[\w-]+|(?:\b[A-Z][\w.-]* ){0,3}\b[A-Z][\w.-]*)$"
)


_LEADS_UP = PREPOSITIONS | {"and", "or", "both", "all", "that", "who", "which"}


def leave_the_rejecter(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "The firm rejects | the regulator's | finding": whose the noun is said it, not who does something about it."""
    if draft.source is None or not is_nominal(text, draft):
        return
    start, end = draft.source
    owned = text[end : draft.cue[-1][0]].rstrip() in ("'s", "’s", "'", "’") or text[start:end].endswith(("'s", "’s"))
    bare = re.sub(r"['’]s?$", "", text[start:end])
    match = _OWNER.search(bare) if owned else None
    words = bare[: match.start()].split() if match else []
    if match is None or len(words) < 2:
        return
    acts = finite_verb(words, 1, len(words)) is not None
    apart = match.group()[0].islower() and words[-1][-1].isalpha() and words[-1].lower() not in _LEADS_UP
    if acts or apart:
        draft.source = (start + match.start(), end)


_DESCRIBES = re.compile(
    r"(?:(?:the|an?|these|those|such|some|any) )?(?:[a-z]+ing|repeated|renewed|alleged|reported|latest|recent|widespread)"
)
_FINITE = re.compile(r"(?<!\bto) (?:is|are|was|were|has|had|have|will|would|can|could|may|might|must|should) ")
_LEADS_IN = re.compile(
    r"\b(?:that|who|which|what|whether|if|when|where|how|why|because|as|and|but|while|he|she|it|they|we|you|I)\b"
)


def leave_the_description(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "She said | the mounting | calls | to remove him | were absurd": "mounting" says nothing, and "were" is her verb."""
    if not draft.cue or draft.source is None or not is_nominal(text, draft):
        return
    low, high = draft.content[0]
    if 0 <= draft.cue[0][0] - draft.source[1] <= 1 and _DESCRIBES.fullmatch(text, *draft.source):
        draft.source = None
    if low >= draft.cue[-1][1] and text.startswith("to ", low):
        verb = _FINITE.search(text, low, high)
        if verb and not _LEADS_IN.search(text, low, verb.start()):
            draft.content = [(low, verb.start())]


def part_nominals(frame: Frame, drafts: Sequence[Draft]) -> None:
    """ "the promise of a refund, | and its offer to call": the second noun brings in a statement of its own. In place."""
    nominal = sorted((d for d in drafts if is_nominal(frame.text, d)), key=lambda d: d.cue[0][0])
    for draft, other in pairwise(nominal):
        low, high = draft.content[-1]
        if draft.form != "indirect" or other.source is None or other.content[0][0] < other.cue[-1][1]:
            continue
        owned = other.source[0] < other.cue[0][0] <= other.source[1] + 2
        first = min(other.source[0], other.cue[0][0])
        match = _JOINS.search(frame.text, max(low, first - 60), first) if low < first < high and owned else None
        if match and match.start() > low:
            draft.content[-1] = (low, match.start())
            if other.parent is not None and drafts[other.parent] is draft:
                other.parent = draft.parent
