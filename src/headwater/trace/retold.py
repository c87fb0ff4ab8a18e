"""Two reports of one event that tell the same, each in its own words.

What a pair of sentences needs in common in a corpus is more than what it needs among the reports of one event, and something else:
there the names with which everybody opens show little, and a figure or a name that few mention shows much. So the score that
``same`` gives to any two sentences is only one of the features here. The weights come from ``training/retold.py``.
"""

from __future__ import annotations

import math
from functools import lru_cache

from headwater.model_trace import Amount, Claim
from headwater.trace.amounts import differ, written
from headwater.trace.cuts import longest_run, one_event, plain_stems, tells
from headwater.trace.naming import Name, alike, name_words, names_in
from headwater.trace.parts import negations
from headwater.trace.retold_weights import CONSTANT, WEIGHTS
from headwater.trace.scraps import says_something
from headwater.trace.wording import ordinary_words, stems_of, wording

FLOOR = 0.12
"""Score of two sentences below which nothing makes them one."""
MOST_COUNTED = 2
"""Figures in common that are counted: more of them show no more."""
MOST_RARE, LONGEST_ROW = 3, 8
LEAST_ROW = 6
"""Words in a row in both that show that they say one thing although only one of them has a "not"."""
MOST_SHOWN = 3
BARELY = 0.5
"""What is left of the probability where only a subject or names are in common; less than joins any two."""
SCRAP, SUBJECT = 3, 1
"""A claim of so few words says what another says only with all of them; so few plain words in common only name a subject,"""
LEAST_LEFT = 3
"""Words in a row that name a subject, and words of the shorter claim besides, from which what is shared may be no more than it."""
MANY_SHARED, SHARE_NAMED = 6, 0.7
"""unless so many words are shared, names among them, or such a part of the shorter claim's."""
TELLING_FROM = 100
"""A bare number below this, or one of a single digit, stands in too many sentences to show anything."""
FEATURES = ("likeness", "figures", "share of words", "rare words", "row of words")


def retold(a: Claim, b: Claim, score: float) -> tuple[float, str] | None:
    """The probability that two claims of two reports of one event say the same, with what shows it; None for any others.

    ``score`` is what ``same`` makes of the two sentences alone. That somebody was told something is another claim than what it was;
    such pairs are left to ``same``.
    """
    if score < FLOOR or a.document == b.document or tells(a.text) != tells(b.text) or not one_event(a, b):
        return None
    if negations(a.text) != negations(b.text) and _row(a, b) < LEAST_ROW:
        return None  # in other words it doesn't show what a "not" belongs to
    names, figures = _telling_names(a, b), _shared_figures(a, b)
    found = _values(a, b, score, figures)
    total = CONSTANT + sum(WEIGHTS.get(name, 0.0) * value for name, value in zip(FEATURES, found, strict=True))
    shown = [n.text for n in names][:MOST_SHOWN] + [written(f) for f in figures][:MOST_SHOWN]
    chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    if not figures and not (_quoted(a) and _quoted(b)) and _names_a_subject_only(a, b):
        chance = min(chance, BARELY)
    words = "reports of one event" + (f" that both tell of {', '.join(dict.fromkeys(shown))}" if shown else "")
    return chance, words


def _names_a_subject_only(a: Claim, b: Claim) -> bool:
    """Whether two claims are about one thing and say something else of it.

    "Her stance on the harbour tax" and "lowering the harbour tax"; "Ada Quint, the former mayor, was there" and "the former mayor Ada
    Quint had asked for the post".
    """
    one, two = wording(a.text).stems, wording(b.text).stems
    shared, least = one & two, min(len(one), len(two))
    if any(c.isdigit() for stem in shared for c in stem):
        return False
    if least <= SCRAP:
        return len(shared) < least
    plain = len(plain_stems(a.text) & plain_stems(b.text))
    if plain <= SUBJECT and len(shared) < min(MANY_SHARED, SHARE_NAMED * least):
        return True
    return _share_a_phrase_only(a.text, b.text, shared, least)


def _share_a_phrase_only(a: str, b: str, shared: frozenset[str], least: int) -> bool:
    """Whether all that two texts share is a row of words in which nothing is said: "the inquiry into the fire at the depot"."""
    first, second = sorted((a, b))
    start, length = longest_run(first, second)
    row = wording(first).tokens[start : start + length]
    inside = shared & {t.stem for t in row}
    only = len(shared - inside) <= SUBJECT and len(inside) >= LEAST_LEFT
    return only and least - len(shared) >= LEAST_LEFT and not says_something(row)


def _quoted(claim: Claim) -> bool:
    """Whether somebody's own words are given: two papers may quote different ends of them."""
    return claim.direct or any(mark in claim.text for mark in '“”"‘')


def values(a: Claim, b: Claim, score: float) -> list[float]:
    """The features' values, in the order of ``FEATURES``, for training."""
    return _values(a, b, score, _shared_figures(a, b))


def _values(a: Claim, b: Claim, score: float, figures: list[Amount]) -> list[float]:
    one, two = plain_stems(a.text), plain_stems(b.text)
    return [
        math.log(max(score, 1e-6) / max(1 - score, 1e-6)),
        float(min(MOST_COUNTED, len(figures))),
        len(one & two) / max(1, min(len(one), len(two))),
        float(min(MOST_RARE, len((_rare(a.text) & _rare(b.text)) - _opening(a) - _opening(b)))),
        float(min(LONGEST_ROW, _plain_row(a, b))),
    ]


def _row(a: Claim, b: Claim) -> int:
    first, second = sorted((a.text, b.text))
    return longest_run(first, second)[1]


def _plain_row(a: Claim, b: Claim) -> int:
    """The same without names: "the Harbour Board at Port Marram" is no wording."""
    first, second = sorted((a.text, b.text))
    start, length = longest_run(first, second)
    names = names_in(first)
    run = wording(first).tokens[start : start + length]
    return sum(not any(n.start <= t.start < n.end for n in names) for t in run)


def _telling_names(a: Claim, b: Claim) -> list[Name]:
    """Names in both that neither document opens with."""
    known = _words_of_names(a.setting) | _words_of_names(b.setting)
    theirs = names_in(b.text)
    return [n for n in names_in(a.text) if not n.words <= known and any(alike(n, m) for m in theirs)]


@lru_cache(maxsize=20_000)
def _words_of_names(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in name_words(name))


def _opening(claim: Claim) -> frozenset[str]:
    """Stems of the names with which a claim's document opens."""
    return stems_of(_words_of_names(claim.setting))


def _shared_figures(a: Claim, b: Claim) -> list[Amount]:
    """Figures of one claim that the other has too, of the same thing, as far as that is known."""
    return [
        x
        for x in a.amounts
        if _is_telling(x)
        and any(
            _is_telling(y) and (x.unit == y.unit or not x.unit or not y.unit) and not differ(x, y) for y in b.amounts
        )
    ]


def _is_telling(amount: Amount) -> bool:
    value = amount.low if amount.low is not None else amount.high
    if value is None or not math.isfinite(value):
        return False
    digits = len(f"{value:.11e}".partition("e")[0].replace(".", "").rstrip("0"))
    return (digits > 1 or value >= 10 * TELLING_FROM) and (amount.unit is not None or value >= TELLING_FROM)


@lru_cache(maxsize=50_000)
def _rare(text: str) -> frozenset[str]:
    """Stems of words that are in no lexicon of ordinary words, names among them."""
    common, found = ordinary_words(), wording(text)
    return frozenset(t.stem for t in found.tokens if t.stem in found.stems and t.text.lower() not in common)
