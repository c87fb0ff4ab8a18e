"""A name misspelt: forms that differ by a letter or two, where nobody else has a claim to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from headwater.read.voices.figures import Figure, key_of
from headwater.read.voices.gazetteer import Gazetteer


def misspellings(figures: Sequence[Figure], lists: Gazetteer) -> list[tuple[Figure, Figure, str]]:
    """Figures that are one, as (the one that stays, the one that goes, the reason). Roughly linear in the number of figures."""
    forms: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        key = key_of(figure.full())
        if key and _may_be_misspelt(key, lists):
            forms[key[-1]].append(figure)
    near: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        for shorter in _deletions(form):
            near[shorter].append(form)
    done: set[tuple[str, str]] = set()
    gone: set[int] = set()
    found: list[tuple[Figure, Figure, str]] = []
    for bucket in near.values():
        for a, b in pairwise(bucket):
            if a == b or (a, b) in done or _singular_pair(a, b):
                continue
            done.add((a, b))
            if len(forms[a]) == len(forms[b]) == 1:
                pair = _one(forms[a][0], forms[b][0])
                if pair is not None and not gone & {pair[0].number, pair[1].number}:
                    found.append(pair)
                    gone.add(pair[1].number)
    return found


def _may_be_misspelt(key: tuple[str, ...], lists: Gazetteer) -> bool:
    last = key[-1]
    if not last.isalpha() or len(last) < (5 if len(key) > 1 else 6) or " ".join(key) in lists.states:
        return False
    return last not in lists.demonyms and not any(w in lists.nouns for w in key)


def _one(one: Figure, two: Figure) -> tuple[Figure, Figure, str] | None:
    first, second = key_of(one.full()), key_of(two.full())
    if one is two or not _given_agree(first, second) or (one.gender and two.gender and one.gender != two.gender):
        return None
    if len(first) == len(second) == 1:
        return None
    a, b = sum(one.names.values()), sum(two.names.values())
    into, gone = (one, two) if (len(first), a) >= (len(second), b) else (two, one)
    if first[0] != second[0] and min(a, b) > 2:
        return None  # both spellings are in steady use: likely two people
    return into, gone, f'"{" ".join(gone.full())}": taken as a misspelling of "{" ".join(into.full())}"'


def _singular_pair(a: str, b: str) -> bool:
    """Whether two forms differ only by a plural or possessive ending, which is no misspelling."""
    return a + "s" == b or b + "s" == a


def _given_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if len(a) == 1 or len(b) == 1:
        return True
    return a[0] == b[0] or (a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0])))


def _deletions(word: str) -> set[str]:
    """The word and every form with one letter left out: two words that share one are an edit apart."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}
