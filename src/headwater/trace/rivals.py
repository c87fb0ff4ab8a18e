"""Are two claims that differ in something rival answers to one question? Most that differ are merely about other things.

A rival answer says nearly the same with something else in one place, or counts the same dead. One speaker does not contradict
himself within a document, and a long list of names with others in it answers nothing.
"""

from __future__ import annotations

from collections.abc import Collection

from headwater.model_trace import Claim
from headwater.trace.cuts import one_event, plain_stems
from headwater.trace.forbids import around_whole, opposite
from headwater.trace.opposed import opposed
from headwater.trace.wording import wording

LEAST_SHARED = 3
"""Words that rivals have in common at least, names and numbers apart."""
SHARE_OF_LONGER, SHARE_OF_SHORTER = 0.4, 0.75
"""Rivals share so much of the longer one's words, or of the shorter one's."""
LEAST_DENIED, SHARE_DENIED = 4, 0.5
"""Words, names among them, that a denial and what it denies have in common, and the part of the shorter one that they make up."""
TELLING_NAMES = 3
"""Documents that open with so many names each, and not the same ones, are about two events."""
MANY_NAMES = 4
"""A claim with so many names is a list."""
DATED_ALIKE = 0.75
"""What is dated or placed differently, or differs in two ways at once, is one thing only if nearly all else is said alike: the
one place may hold the other."""

_AGAINST = frozenset(("denies", "doubts"))


def may_answer_one_question(a: Claim, b: Claim, by: Collection[str]) -> bool:
    """Whether what two claims differ in (kinds ``by``) can be two answers to one question."""
    if a.document == b.document and (a.voice == b.voice or _overlap(a, b)) and "number" not in by:
        return False
    if "asks" in (a.stance, b.stance):
        return False
    if min(len(a.setting), len(b.setting)) >= TELLING_NAMES and not one_event(a, b):
        return False
    one, two = plain_stems(a.text), plain_stems(b.text)
    shared, least, most = len(one & two), min(len(one), len(two)), max(len(one), len(two))
    if {"number", "date"} <= set(by):
        return False  # figures of two days are two figures
    if "number" in by:
        names = bool(a.names and b.names)
        return shared >= LEAST_SHARED or (shared >= LEAST_SHARED - 1 and (names or shared >= 0.6 * most))
    if (
        set(by) == {"polarity"}
        and shared == least >= LEAST_SHARED - 1
        and "turned" in (around_whole(a.text, b.text), around_whole(b.text, a.text))
    ):
        return True
    if set(by) == {"polarity"}:
        if denies_what_is_said(a, b):
            return True
        if _by_words(a, b) and not opposed(a.text, b.text) and not opposite(a.text, b.text):
            return False
    if shared < LEAST_SHARED or not (shared >= SHARE_OF_LONGER * most or shared >= SHARE_OF_SHORTER * least):
        return False
    if set(by) <= {"actor", "place"} and max(len(set(a.names)), len(set(b.names))) >= MANY_NAMES:
        return False
    return set(by) in ({"actor"}, {"polarity"}) or shared >= DATED_ALIKE * most


def denies_what_is_said(a: Claim, b: Claim) -> bool:
    """Whether one claim is denied, the other not, and both are about one event and say much the same, names included."""
    if (a.certainty.label == "CT-") == (b.certainty.label == "CT-") or any(
        c.certainty.label in ("PR-", "PS-", "Uu") for c in (a, b)
    ):
        return False
    if not one_event(a, b):
        return False
    one, two = wording(a.text).stems, wording(b.text).stems
    shared = len(one & two)
    return shared >= LEAST_DENIED and shared >= SHARE_DENIED * min(len(one), len(two))


def _by_words(a: Claim, b: Claim) -> bool:
    """Whether the words themselves, and not somebody's denial of them, say that it is not so."""
    return (a.stance in _AGAINST) == (b.stance in _AGAINST)


def _overlap(a: Claim, b: Claim) -> bool:
    return a.start < b.end and b.start < a.end
