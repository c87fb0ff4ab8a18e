"""Pronouns whose place in the story tells whom they name: the one written to replies, the subject goes on."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.read.frame import Frame
from headwater.read.voices.closed import ADVERBS, AUXILIARIES, FEMALE, MALE, POSSESSIVES, PUNCTUATION, word_set

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
_TELLS = word_set(
    "told tells tell asked asks assured warned informed reminded advised urged ordered begged promised promises answered thanked"
)
_BEHIND_HER = word_set(
    "that to the a an he she it they there his her its their not how why what where when who whether if in on at by about of as and"
)
_SAYS_TO = word_set("said says wrote writes explained explains confided complained replied admitted suggested lied")
_TOLD_WITHIN = 20
"""Words behind a speaker within which, in the same sentence, a pronoun says who was told."""


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


def answers(frame: Frame, at: int) -> bool:
    """Whether the possessive at a word owns an answer: "Its reply, that", which is never the last speaker's own."""
    return frame.words.text[at].lower() in POSSESSIVES and _next_verb(frame.words.text, at) in _RESPONSES


def told_pronoun(frame: Frame, speaker: int, word: str) -> bool:
    """Whether the one speaking at a word told "her" or "him" something, and ``word`` is that same pronoun now speaking.

    "A lawyer told her the case was weak. She said": whoever was told, not the lawyer.
    """
    words = frame.words.text
    kind = FEMALE if word in FEMALE else MALE if word in MALE else frozenset()
    if not kind or words[speaker].lower() in kind:
        return False
    sentence = frame.sentence_of[speaker]
    for i in range(speaker + 1, min(speaker + _TOLD_WITHIN, len(words) - 1)):
        if frame.sentence_of[i] != sentence:
            return False
        lower = words[i].lower()
        to = words[i + 1].lower() == "to"
        if lower in _TELLS or (lower in _SAYS_TO and to):
            whom = i + 2 if to else i + 1
            behind = words[whom + 1].lower() if whom + 1 < len(words) else ""
            return words[whom].lower() in kind and (words[whom].lower() == "him" or _no_owner(behind))
    return False


def _no_owner(behind: str) -> bool:
    """Whether what follows "her" shows that it owns nothing: "told her that", not "told her lawyer"."""
    return behind in PUNCTUATION or behind in _BEHIND_HER or behind in AUXILIARIES


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
    while i < min(len(words), at + 4) and (words[i].lower() in ADVERBS or words[i].lower().endswith("ly")):
        if words[i].lower() in _RESPONSES:
            break  # "reply" is no adverb
        i += 1
    if words[i + 1 : i + 2] == ["back"]:
        return "replied"  # "he wrote back that"
    return words[i].lower() if i < len(words) else ""
