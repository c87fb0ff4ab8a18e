"""One statement cut in two ways: the same words quoted at different lengths, or one claim that stands whole within another.

That two sentences share words shows little in a corpus and much among the reports of one event. So both documents must be about one
event (``one_event``), and nothing may keep the claims apart.
"""

from __future__ import annotations

from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from headwater.model_trace import Claim
from headwater.trace.naming import names_in
from headwater.trace.parts import negations
from headwater.trace.vocabulary import HEDGES, NUMBER_WORDS
from headwater.trace.wording import stems_of, wording

_TELLING = stems_of("told informed warned advised briefed knew known know aware learned".split())
WITHIN_DAYS, WITHIN_WEEK = 30, 7
LEAST_NAMES = 2
"""Names that the openings of two documents share when they are taken to be about one event."""
LEAST_NAME_WORDS = 4
"""Or words of those names: "Gannet Quay", and "Port Aldane" within "the Port Aldane Observer"."""
SHARE_OF_NAMES = 0.2
"""The part that they are of the names with which one of them opens."""
LEAST_WITHIN = 4
"""Words with meaning of a claim that stands whole within another."""
LEAST_PLAIN = 3
"""Those of them that are no names: names and a subject alone say nothing."""
LEAST_NEARLY, SHARE_NEARLY = 6, 0.7
"""Words that two claims share, and the part of the shorter one that they make up, where little is left over."""
LEAST_RUN = 8
"""Words in a row, small ones included, that are the same words and no accident."""
LEAST_TELLING = 3
"""Words with meaning among them."""
SHARE_OF_RUN = 0.4
"""Part of the shorter claim that the row makes up."""
LONGEST = 120
MOST_BEFORE = 2
"""Words before a name with which a claim begins: "that the", "“In"."""


def one_event(a: Claim, b: Claim) -> bool:
    """Whether two claims stand in one document, or in two that open with the same names and came out within days of each other."""
    if a.document == b.document:
        return True
    for least, here, there in (
        (LEAST_NAMES, _lower(a.setting), _lower(b.setting)),
        (LEAST_NAME_WORDS, _name_words(a.setting), _name_words(b.setting)),
    ):
        shared = len(here & there)
        if shared >= least and shared >= SHARE_OF_NAMES * min(len(here), len(there)):
            return near_in_time(a.dated, b.dated)
    return False


@lru_cache(maxsize=20_000)
def _lower(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(n.lower() for n in names)


@lru_cache(maxsize=20_000)
def _name_words(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in name.lower().split() if len(word) > LEAST_NAMES)


def near_in_time(a: str | None, b: str | None, days: int = WITHIN_DAYS) -> bool:
    """Whether two dates are within so many days of each other; unknown ones are."""
    try:
        return abs((date.fromisoformat((a or "")[:10]) - date.fromisoformat((b or "")[:10])).days) <= days
    except ValueError:
        return True


def two_stories(a: Claim, b: Claim) -> bool:
    """Whether two claims that read alike tell of two events, and do not say of whom or of what.

    Their documents came out a month apart, or a week where nothing shows that they are about one event. "No one is in custody" and
    "the man was taken to the hospital in Dunmere" mean something else in every story; what begins with a name, or holds two, stands
    by itself.
    """
    if a.document == b.document or (by_itself(a.text) and by_itself(b.text)):
        return False
    return not near_in_time(a.dated, b.dated, WITHIN_DAYS if one_event(a, b) else WITHIN_WEEK)


@lru_cache(maxsize=50_000)
def by_itself(text: str) -> bool:
    """Whether a text says of whom or of what it is: it begins with a name, or holds two."""
    names = names_in(text)
    opening = sum(1 for t in wording(text).tokens if names and t.start < names[0].start)
    return len(names) >= LEAST_NAMES or (bool(names) and opening <= MOST_BEFORE)


def cut_alike(a: Claim, b: Claim) -> str | None:
    """The words that show that two claims of one event are one statement, cut differently; None if nothing does."""
    if not one_event(a, b):
        return None
    one, two = _said(a.text), _said(b.text)
    shared, least = one & two, min(len(one), len(two))
    if len(shared) < LEAST_TELLING:
        return None
    told = tells(a.text) != tells(b.text)
    held_apart = told or negations(a.text) != negations(b.text)
    if not held_apart and len(shared) == least >= LEAST_WITHIN and _plainly(a, b) >= LEAST_PLAIN:
        return "all that the shorter says stands in the longer"
    nearly = len(shared) >= LEAST_NEARLY and len(shared) >= SHARE_NEARLY * least
    if not held_apart and nearly and _plainly(a, b) >= LEAST_PLAIN:
        return f"nearly all that the shorter says stands in the longer: {', '.join(sorted(shared)[:5])}"
    first, second = sorted((a.text, b.text))
    return _one_row(first, second, told)


def _one_row(first: str, second: str, told: bool) -> str | None:
    """The long row of words that both texts have. If one tells what somebody was told, it must be quoted."""
    start, length = longest_run(first, second)
    tokens, stems = wording(first).tokens, wording(first).stems
    run = tokens[start : start + length]
    shorter = min(len(tokens), len(wording(second).tokens))
    if length < LEAST_RUN or length < SHARE_OF_RUN * shorter or sum(t.stem in stems for t in run) < LEAST_TELLING:
        return None
    words = first[run[0].start : run[-1].end]
    if told and not any(mark in words or mark in first[max(0, run[0].start - 2) : run[0].start] for mark in '“"‘'):
        return None
    return f"both have the words “{words}”"


@lru_cache(maxsize=50_000)
def tells(text: str) -> bool:
    """Whether a text says that somebody was told or knew something: that is another claim than what they were told."""
    return any(t.stem in _TELLING for t in wording(text).tokens)


@lru_cache(maxsize=50_000)
def _said(text: str) -> frozenset[str]:
    """Stems of the words with meaning but hedges: how sure somebody is belongs to drift."""
    return frozenset(t.stem for t in wording(text).tokens if t.text.lower() not in HEDGES) & wording(text).stems


def _plainly(a: Claim, b: Claim) -> int:
    return len(plain_stems(a.text) & plain_stems(b.text))


@lru_cache(maxsize=20_000)
def longest_run(a: str, b: str) -> tuple[int, int]:
    """Where in ``a`` the longest row of words begins that ``b`` has too, and how many words it has."""
    one, two = ([t.stem for t in wording(text).tokens[:LONGEST]] for text in (a, b))
    found = SequenceMatcher(None, one, two, autojunk=False).find_longest_match()
    return found.a, found.size


@lru_cache(maxsize=50_000)
def plain_stems(text: str) -> frozenset[str]:
    """Stems of the words with meaning that are neither names nor numbers."""
    named = {t.stem for n in names_in(text) for t in wording(text).tokens if n.start <= t.start < n.end}
    return frozenset(s for s in wording(text).stems if s.isalpha() and s not in named and s not in NUMBER_WORDS)
