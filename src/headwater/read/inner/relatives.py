"""A verb of saying inside the noun phrase that only looks like its speaker.

"The exercise announced in February had been called off" announces nothing: "announced" belongs to the exercise, and the verb of
the clause comes later. "The notice that announced the exercise was cancelled": the one finite verb behind
"announced" is the notice's own, since a subject needs a verb.
"""

from __future__ import annotations

import re

from headwater.read.frame import Draft, Frame
from headwater.read.voices.finite import finite_verb

_AUXILIARY = "is|are|was|were|has|had|have|will|would|can|could|may|might|must|should"
_WHEN = (
    r"(?:(?:in|on|at|by|over|during|for|since|before|after|from|last|this|earlier|late|early|next) ?)+"
    r"(?:(?:last|this|early|late|the (?=week|month|year|summer|winter|spring|autumn)|\d+|[A-Z][a-z]+|week|weekend|month|year|summer|winter|spring|autumn|"
    r"morning|afternoon|evening|night) ?){1,4}"
)
_REDUCED = re.compile(rf"(?:{_WHEN}|earlier |later |yesterday |today )(?:{_AUXILIARY})\b")
_RELATIVE = re.compile(r"(?:.* )?(?:that|which|who) ", re.I | re.S)


def inside_noun_phrase(frame: Frame, draft: Draft, outer: Draft | None = None) -> bool:
    """Whether a draft's verb only describes the noun taken for its source. ``outer`` holds the draft in its content."""
    if (
        draft.source is None
        or not draft.cue
        or draft.source[1] > draft.cue[0][0]
        or draft.content[0][0] < draft.cue[-1][1]
    ):
        return False
    between = frame.text[draft.source[1] : draft.cue[0][0]]
    if len(between) > 12 or draft.content[0][0] - draft.cue[-1][1] > 2:
        return False
    content = frame.text[draft.content[0][0] : draft.content[0][1]]
    cue = frame.text[draft.cue[0][0] : draft.cue[-1][1]]
    if not between.strip() and cue.endswith("ed") and " " not in cue and _REDUCED.match(content):
        return True
    behind = bool(_RELATIVE.fullmatch(between) or _RELATIVE.fullmatch(frame.text[slice(*draft.source)] + " "))
    return behind and _opens_clause(frame, draft, outer) and _verbs_behind(frame, draft) == 1


def _opens_clause(frame: Frame, draft: Draft, outer: Draft | None) -> bool:
    assert draft.source is not None
    starts = [frame.sentences[frame.sentence_at(draft.source[0])][0]]
    starts += [start for start, _ in outer.content] if outer is not None else []
    return any(0 <= draft.source[0] - start <= 1 for start in starts)


def _verbs_behind(frame: Frame, draft: Draft) -> int:
    """Finite verbs between the cue and the next comma or the end of the sentence; two is as far as it counts."""
    words = frame.words
    first = frame.words_in(*draft.content[0]).start
    after = first
    end = frame.sentences[frame.sentence_at(draft.content[0][0])][1]
    while after < len(words) and words.start[after] < end and words.text[after] not in ",;:—–":
        after += 1
    one = finite_verb(words.text, first, after)
    if one is None:
        return 0
    two = one + 1
    while two < after and words.text[two].lower() in _GROUP:
        two += 1
    return 2 if finite_verb(words.text, two, after) is not None else 1


_GROUP = frozenset("be been being have has had not n't never also now still".split())
"""Words that go on a group of verbs: "had been called off" has one finite verb."""
