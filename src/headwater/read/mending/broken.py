"""Statements that break off in front of a participle: "The board said a levy | , known as the harbour due, is not yet ready".

The words behind "said" are a noun so far, and nobody says a noun: the clause goes on behind the inserted part. What "known as"
or "referred to as" brings in there is no statement of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Draft, Frame, leave_out
from headwater.read.verbs import finite, participle
from headwater.read.voices.finite import finite_verb

_SAYS = re.compile(rf"(?:.* )?(?:{finite('say', 'think')}|{participle('say')})", re.I)
_INSERTED = re.compile(
    r", (?:also |often |widely |formally |once |previously |commonly )?(?:referred to|known|called|described|identified|dubbed|named|nicknamed|listed|labell?ed|billed|titled|branded|seen|viewed|regarded)\b"
)
_LONGEST = 600
"""Code points of a sentence that is put together again."""


def join_broken(frame: Frame, drafts: list[Draft]) -> None:
    """Let statements that broke off go on to the end of their sentence, in place; what was read in between goes."""
    if not any(_breaks_off(frame, draft) for draft in drafts):
        return
    gone: set[int] = set()
    for number, draft in enumerate(drafts):
        if number not in gone and _breaks_off(frame, draft):
            gone |= _go_on(frame, drafts, draft)
    leave_out(drafts, gone)


def _breaks_off(frame: Frame, draft: Draft) -> bool:
    low, high = draft.content[0]
    if draft.source is None or not draft.cue or draft.form == "direct" or draft.block or high - low > 120:
        return False
    if not draft.cue[-1][1] <= low <= draft.cue[-1][1] + 6 or not _INSERTED.match(frame.text, high):
        return False
    if not _SAYS.fullmatch(frame.text, draft.cue[-1][0], draft.cue[-1][1]):
        return False
    words = frame.words_in(low, high)
    return finite_verb(frame.words.text, words.start, words.stop) is None


def _go_on(frame: Frame, drafts: Sequence[Draft], draft: Draft) -> set[int]:
    """Widen ``draft`` over the rest of its sentence; the numbers of what stood there without a speaker of its own."""
    (low, high), text = draft.content[0], frame.text
    end = frame.sentences[frame.sentence_at(low)][1]
    while end > high and text[end - 1] in " .;!?\n":
        end -= 1
    comma = text.find(", ", high + 2, end)
    words = frame.words_in(comma + 1 if comma > 0 else high + 2, end)
    if end - low > _LONGEST or finite_verb(frame.words.text, words.start, words.stop, behind_subject=True) is None:
        return set()
    inside = {i for i, d in enumerate(drafts) if d is not draft and d.cue and high <= d.cue[0][0] < end}
    borrowed = {i for i in inside if drafts[i].cue[0][0] - high <= 3 and _lent(drafts[i], draft)}
    if any(drafts[i].source is not None for i in inside - borrowed):
        return set()
    draft.content = [(low, end)]
    return borrowed


def _lent(inner: Draft, outer: Draft) -> bool:
    return inner.source is None or inner.source == outer.source or "borrowed" in inner.notes
