"""Are two claims that differ in something rival answers to one question? Most that differ are merely about other things.

A rival answer says nearly the same with something else in one place, or counts the same dead. One speaker does not contradict
himself within a document, and a long list of names with others in it answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from headwater.model_trace import Claim
from headwater.trace.cuts import one_event, plain_stems
from headwater.trace.forbids import around_whole, opposite
from headwater.trace.forbids_figures import DAY_STEMS
from headwater.trace.naming import Name, alike, name_words, names_in
from headwater.trace.opposed import opposed
from headwater.trace.parts import roles
from headwater.trace.wording import fold, stems_of, wording

LEAST_SHARED = 3
"""Words that rivals have in common at least, names and numbers apart."""
LEAST_SHORT = 2
"""The same where all words of the shorter one are in common, and one of them says that it is not so."""
SHARE_OF_LONGER, SHARE_OF_SHORTER = 0.4, 0.75
"""Rivals share so much of the longer one's words, or of the shorter one's."""
LEAST_DENIED, SHARE_DENIED = 4, 0.5
"""Words, names among them, that a denial and what it denies have in common, and the part of the shorter one that they make up."""
LEAST_PLAIN = 2
"""Of those, words that are no names: "to meet Judge Tarn" and "Judge Tarn was named by President Quint" only share whom they are about."""
TELLING_NAMES = 3
"""Documents that open with so many names each, and not the same ones, are about two events."""
MANY_NAMES = 4
"""A claim with so many names is a list."""
DATED_ALIKE = 0.75
"""What is dated or placed differently, or differs in two ways at once, is one thing only if nearly all else is said alike: the
one place may hold the other."""

_AGED = re.compile(r"\b\d{1,3}-year-old ((?:[A-Z][\w'-]+ ?)+)")
_GROWING = stems_of("by rise rose risen grew climbed now toll since far".split())
_AGAINST = frozenset(("denies", "doubts"))


def may_answer_one_question(a: Claim, b: Claim, by: Collection[str]) -> bool:
    """Whether what two claims differ in (kinds ``by``) can be two answers to one question."""
    if a.document == b.document and (a.voice == b.voice or None in (a.voice, b.voice) or _overlap(a, b)):
        return False  # nobody contradicts himself within a page, nor a page those whom it reports without saying so
    if "asks" in (a.stance, b.stance):
        return False
    if min(len(a.setting), len(b.setting)) >= TELLING_NAMES and not one_event(a, b):
        return False
    one, two = plain_stems(a.text), plain_stems(b.text)
    shared, least, most = len(one & two), min(len(one), len(two)), max(len(one), len(two))
    if {"number", "date"} <= set(by) or {"number", "actor"} <= set(by):
        return False  # figures of two days, or of two people, are two figures
    if "number" in by and _ages_of_two(a.text, b.text):
        return False
    if "actor" not in by and "polarity" not in by and _of_two_people(a, b):
        return False
    if set(by) == {"actor"} and not _does_the_same(a, b):
        return False
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
        if _all_of_the_shorter(one, two) and one_event(a, b):
            return True
    if shared < LEAST_SHARED or not (shared >= SHARE_OF_LONGER * most or shared >= SHARE_OF_SHORTER * least):
        return False
    if set(by) <= {"actor", "place"} and max(len(set(a.names)), len(set(b.names))) >= MANY_NAMES:
        return False
    return set(by) in ({"actor"}, {"polarity"}) or shared >= DATED_ALIKE * most


def _all_of_the_shorter(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether one claim has all words of the other, days left out: "the pumps were switched off", "... in March", "... were not ..."."""
    short, long = sorted((one - DAY_STEMS, two - DAY_STEMS), key=len)
    return len(short) >= LEAST_SHORT and short <= long


def denies_what_is_said(a: Claim, b: Claim) -> bool:
    """Whether one claim is denied, the other not, and both are about one event and say much the same, names included."""
    if (a.certainty.label == "CT-") == (b.certainty.label == "CT-") or any(
        c.certainty.label in ("PR-", "PS-", "Uu") for c in (a, b)
    ):
        return False
    if not one_event(a, b):
        return False
    one, two = wording(a.text).stems, wording(b.text).stems
    shared, plain = len(one & two), len(plain_stems(a.text) & plain_stems(b.text))
    return shared >= LEAST_DENIED and plain >= LEAST_PLAIN and shared >= SHARE_DENIED * min(len(one), len(two))


def _by_words(a: Claim, b: Claim) -> bool:
    """Whether the words themselves, and not somebody's denial of them, say that it is not so."""
    return (a.stance in _AGAINST) == (b.stance in _AGAINST)


def _ages_of_two(a: str, b: str) -> bool:
    """Whether both give ages, and each of somebody else by name: "17-year-old Bram Oster" and "20-year-old Dora Pellam"."""
    one, two = ([Name(m[1], name_words(m[1]), False, 0, 0) for m in _AGED.finditer(fold(text))] for text in (a, b))
    return bool(one and two) and not any(alike(x, y) for x in one for y in two)


def _of_two_people(a: Claim, b: Claim) -> bool:
    """Whether two claims begin with other names: what one was charged with is no answer to what the other was."""
    one, two = names_in(a.actor or ""), names_in(b.actor or "")
    return bool(one and two) and not any(alike(x, y) for x in one for y in two)


def counts_of_two_days(a: Claim, b: Claim, by: Collection[str]) -> bool:
    """Whether two counts say themselves of which day they are, and none tells how a number grew."""
    return "date" in by and not any(t.stem in _GROWING for c in (a, b) for t in wording(c.text).tokens)


def _does_the_same(a: Claim, b: Claim) -> bool:
    """Whether one verb in both has somebody before or behind it: two actors are two answers only to who did one thing.

    Where a sentence has none ("the navy was behind it") nothing shows that they did not.
    """
    one, two = roles(a.text).keys(), roles(b.text).keys()
    return not one or not two or not one.isdisjoint(two)


def _overlap(a: Claim, b: Claim) -> bool:
    return a.start < b.end and b.start < a.end
