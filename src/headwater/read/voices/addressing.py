"""Pronouns whose place in the story tells whom they name: the one written to replies, the subject goes on."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.read.frame import Frame
from headwater.read.voices.closed import ADVERBS, POSSESSIVES, PUNCTUATION, word_set

_RESPONSES = word_set("response reply answer retort")
_REPLIES = word_set(
    "replied replies reply signaled signalled nodded answered answers answer responded responds respond agreed agrees refused refuses declined "
    "promised promises retorted consented complied objected demurred"
)
_ADDRESSES = word_set(
    "wrote told ask asked urged warned ordered begged invited appealed complained accused questioned challenged pressed "
    "reminded informed instructed implored advised summoned"
)
_DENIALS = word_set("denied denies admitted admits conceded insisted")
_CHALLENGES = word_set("asked accused questioned challenged pressed")
_OPENERS = frozenset({"when", "after", "before", "as", "once", "while", "because", "although", "though"})
_BOUNDARY = frozenset({"and", "but", "so", "then"})


def addressed_at(frame: Frame, at: int) -> int | None:
    """The word at which the figure begins to whom the clause before the pronoun at ``at`` speaks, if ``at`` replies.

    "The board wrote to Roe. He replied": the index of "Roe".
    """
    words = frame.words.text
    verb = _next_verb(words, at)
    if words[at].lower() in POSSESSIVES and verb in _RESPONSES:
        verb = "replied"  # "His response: “…”"
    if not _opens_clause(frame, at) or verb not in _REPLIES | _DENIALS:
        return None
    addresses = _ADDRESSES if verb in _REPLIES else _CHALLENGES
    sentence = frame.sentence_of[at]
    low = frame.first_of_sentence[max(0, sentence - 1)]
    for i in range(at - 1, max(low, at - 60) - 1, -1):
        if words[i].lower() in addresses and i + 1 < at:
            return i + 2 if words[i + 1].lower() == "to" else i + 1
    return None


def opening_clause(frame: Frame, at: int) -> tuple[int, int] | None:
    """The words of the clause that opens the sentence, if the pronoun at ``at`` stands right behind it.

    "When Roe met Doe, he said": the words of "Roe met Doe".
    """
    words = frame.words.text
    first = frame.first_of_sentence[frame.sentence_of[at]]
    while first < at and (words[first] in PUNCTUATION or words[first].lower() in _BOUNDARY):
        first += 1
    if first >= at or words[first].lower() not in _OPENERS or words[at - 1] != "," or at - first > 40:
        return None
    return (first + 1, at - 1)


def _opens_clause(frame: Frame, at: int) -> bool:
    words = frame.words.text
    if at == frame.first_of_sentence[frame.sentence_of[at]] or words[at - 1] in (";", "”", '"', "—", ","):
        return True
    return words[at - 1].lower() in _BOUNDARY


def _next_verb(words: Sequence[str], at: int) -> str:
    i = at + 1
    while i < len(words) and (words[i].lower() in ADVERBS or words[i].lower().endswith("ly")) and i < at + 4:
        i += 1
    return words[i].lower() if i < len(words) else ""
