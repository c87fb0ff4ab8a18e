"""Attributions left out for want of content: a name or a scrap after a verb says nothing that could be on anybody's word.

The corpus the tagger learned from counts "blasted the bureau" and "endorsed Mrs. Clinton"; an editor does not. What
is short, unquoted and not surely tagged is left out, and so is a content with neither source nor quotation
marks unless the tagger was sure.
"""

from __future__ import annotations

import re

from headwater.read.frame import Draft, Frame
from headwater.read.inner.relatives import inside_noun_phrase
from headwater.read.left_out.acts import names_only

SHORT, BRIEF = 2, 4
"""Words: the shorter a content, the surer the tagger must have been of it."""

SURE_OF_NAME = 0.8
SURE_SHORT, SURE_BRIEF, SURE_SOURCELESS = 0.7, 0.5, 0.25


def doubtful(frame: Frame, draft: Draft, confidence: float) -> bool:
    """Whether a draft is better left out. ``confidence`` is calibrated, 0 to 1."""
    if draft.form != "direct" and not draft.block and _is_noun(frame.text, draft):
        return True
    if draft.form == "mixed" and not draft.block and _says_nothing(frame.text, draft):
        return True
    if draft.form == "direct" and draft.parent is not None and _says_nothing(frame.text, draft):
        return True
    if draft.form != "indirect" or draft.block:
        return False
    if not draft.cue and draft.source is None and frame.text.startswith("that ", draft.content[0][0]):
        return True  # "Readers will remember | that …": what followed a verb that nobody's saying is
    if not draft.cue and draft.source is None and _STUMP.search(frame.text, draft.content[-1][0], draft.content[-1][1]):
        return True
    if frame.text.startswith("to comment", draft.content[0][0]):
        return True  # to decline to comment is to say nothing
    if _is_nobodys(frame.text, draft):
        return True
    if inside_noun_phrase(frame, draft):
        return True
    if names_only(frame.text, draft):
        return confidence < SURE_OF_NAME
    words = sum(1 for a, b in draft.content for i in frame.words_in(a, b) if frame.words.text[i][0].isalnum())
    if words <= SHORT:
        return confidence < SURE_SHORT
    if words <= BRIEF:
        return confidence < SURE_BRIEF
    return draft.source is None and confidence < SURE_SOURCELESS


_STUMP = re.compile(r"\b(?:has|have|had|is|are|was|were|will|would|could|may|might|must|should)$")
"""The end of a subject whose verb was left behind: "The bridge had"."""

_EXPLETIVE = re.compile(
    r"(?:is|was|seems?|seemed|appears|appeared|looks|looked|remains|remained|becomes|became)(?: \w+ly| also| now| still| not)? "
    r"(?:un|im)?(?:likely|possible|probable|clear|certain|true|obvious|evident|plain|doubtful)|"
    r"(?:(?:also|still|now|then|has|had|have|would|\w+ly) )*(?:seem|appear)(?:s|ed)?(?: \w+ly| also| now| still| as)?",
    re.I,
)


_CHRISTENED = re.compile(
    r"(?:(?:is|was|are|were|been|being|has been|had been|also|better|widely|locally) )*(?:known|christened|nicknamed|named|titled|entitled|called|subtitled|branded)(?: as)?",
    re.I,
)
_ONLY_QUOTED = re.compile(r"(?:as )?(?:“[^”]*”|\"[^\"]*\"|‘[^’]*’)")


def _is_nobodys(text: str, draft: Draft) -> bool:
    """Whether a verb has no speaker: "it seems unlikely that" is the writer's own, "Roe, known as" a second name."""
    if not draft.cue:
        return False
    cue = text[draft.cue[0][0] : draft.cue[-1][1]]
    if draft.source is not None and text[slice(*draft.source)].lower() == "it" and _EXPLETIVE.fullmatch(cue):
        return True
    if _CHRISTENED.fullmatch(cue) and _ONLY_QUOTED.fullmatch(text, draft.content[0][0], draft.content[-1][1]):
        return True
    if cue.lower() in ("known", "known as", "known to") or _HAS_SEEN.fullmatch(cue) or _TO_BE_TOLD.search(cue):
        return True
    if draft.source is not None and text[slice(*draft.source)].lower() in ("them", "him", "me", "us"):
        return cue.lower().startswith(("to ", "not to "))
    if cue == ":" and draft.source is not None and _HEADING.fullmatch(text, *draft.source):
        return True
    return _says_nothing(text, draft)


def _says_nothing(text: str, draft: Draft) -> bool:
    """Whether no word of a cue says anything: "would", "'s", "has about", "actually"."""
    if not draft.cue:
        return False
    words = set(text[draft.cue[0][0] : draft.cue[-1][1]].lower().split()) - _SAYS_NOTHING
    return all(word.endswith("ly") and word not in _HEARSAY for word in words)


_HEARSAY = frozenset(
    "reportedly allegedly supposedly purportedly apparently seemingly reply rely imply apply likely unlikely".split()
)


def _is_noun(text: str, draft: Draft) -> bool:
    """Whether a cue is a noun that somebody else speaks of: "rated 32 % of the guild's | claims | as “false”"."""
    if len(draft.cue) != 1 or draft.source is None or draft.source[0] > draft.cue[0][0]:
        return False
    low, high = draft.cue[0]
    return text[low:high].lower() in ("claims", "claim", "statements") and text.startswith(
        ("as ", "was ", "were "), draft.content[0][0]
    )


_HAS_SEEN = re.compile(
    r"(?:has|have|had) (?:not |never |also |already |long |just )*seen|(?:will|would|could|may|might) (?:not |never |also |soon |then )*see",
    re.I,
)
_TO_BE_TOLD = re.compile(r"\b(?:need|needs|needed|ought|has|have|had) to be \w+", re.I)
_HEADING = re.compile(
    r"(?:breaking|latest|live|update|updated|related|watch|video|photos?|gallery|more|read more|also|exclusive|original report|correction|"
    r"clarification|note|editor['’]s note|caption|advertisement|source|sources|credit|photo credit|listen|developing)s?(?: news| story| stories)?",
    re.I,
)
_SAYS_NOTHING = frozenset(
    "is are was were be been being has have had do does did will would can could may might must should shall not never also "
    "'s ’s 's ’d in on at about with of to by from over than and but who which against through all both each".split()
)
