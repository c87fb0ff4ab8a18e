"""Nouns for what somebody says or thinks."""

from __future__ import annotations

from headwater.read.voices.closed import word_set

SAYINGS = word_set(
    "statement remark comment tweet post speech words word claim denial announcement testimony account letter "
    "email e-mail text message argument assertion accusation allegation warning suggestion assurance pledge "
    "threat promise complaint criticism view opinion belief insistence call plea appeal explanation admission "
    "interview description estimate prediction answer response reply reckoning telling judgment judgement concern "
    "question request order demand decision ruling proposal plan suspicion impression hunch guess conclusion position stance "
    "offer objection boast hint apology forecast reminder advice confession retort revelation ultimatum rebuttal recollection "
    "theory contention insistence fear hope verdict refusal vow message understanding discussion monologue estimation rhetoric tirade rant"
)
"""Nouns for what somebody said or thinks: "Roe's denial" is Roe's word, not a document's."""
