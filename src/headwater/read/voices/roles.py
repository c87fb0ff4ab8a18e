"""What stands beside a name and says what its bearer is: "special counsel Ada Quint", "Ada Quint, the deputy harbourmaster,"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.voices.closed import (
    CLITIC,
    CLOSED,
    ORDINALS,
    POSSESSIVES,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    SPEECH,
    SUBORDINATORS,
    word_set,
)
from headwater.read.voices.finite import finite_verb
from headwater.read.voices.gazetteer import Gazetteer, singular

AFFILIATION = re.compile(r"([A-Z]{1,3})-([A-Z]\w*)\.?")
"""Party and seat behind a name, as in "D-Va."."""
_PARTIES = {"r": "republican", "d": "democrat", "i": "independent"}
_LEFT_LIMIT = 8
_RIGHT_LIMIT = 24
_JOIN = frozenset({"of", "for", "on"})
_TO_A_POST = frozenset({"as", "to", "the", "its", "his", "her", "their"})


def role_before(
    words: Sequence[str], first: int, name: int, lists: Gazetteer, *, owns: bool = False
) -> tuple[int, int] | None:
    """The role phrase that runs up to a name: "special counsel", "the county's transport lead,".

    ``owns``: the name only says whose the next noun is, so that a comma before it opens a clause: "to call the defendant's
    attorney, Roe's charges …".
    """
    i = first
    comma = i > 0 and words[i - 1] == ","
    if comma and owns:
        return (first, name) if first < name else None
    if comma:
        i -= 1
    end = i
    low = max(0, i - _LEFT_LIMIT)
    seen = False
    while i > low:
        word = words[i - 1]
        lower = word.lower()
        if lower in ("a", "an", "the") or lower in POSSESSIVES:
            i -= 1
            break
        if (
            word in CLITIC
            or (lower in _JOIN and seen and first == name and _office(words, i, lists))
            or (lower == "and" and seen and _noun(words[i - 2] if i > 1 else "", lists))
        ):
            i -= 1
            continue
        if lower in CLOSED or word in PUNCTUATION or not word[0].isalpha():
            break
        if not word[0].isupper():
            if lower.endswith(("ed", "ing")) and lower not in lists.nouns and not (seen and _opened(words, i - 1)):
                break
            if not seen and not (_noun(lower, lists) and (not comma or lower in lists.person or lower in lists.title)):
                break
            seen = True
        elif not seen and first == name:
            break
        i -= 1
    if not seen and first < name and not comma:
        return (first, name)
    apart = comma and _stands_apart(words, i)
    if (
        not seen
        or apart
        or (comma and words[i].lower() not in ("a", "an", "the") and words[i].lower() not in POSSESSIVES)
    ):
        return (first, name) if first < name else None
    return (i, end if comma else name)


_TELLING = word_set(
    "tell tells told telling warn warns warned warning inform informs informed informing assure assures assured remind reminds reminded notify "
    "notifies notified advise advises advised"
)
_CROWDS = frozenset({"police"})
"""Nouns that never stand as a role before one person's name."""


def is_told(words: Sequence[str], role: tuple[int, int], after: int) -> bool:
    """Whether what looks like a role before a name hears of its bearer: "told the court | Ada Quint had left", "told police | Quint".

    ``after``: the word behind the name.
    """
    first, end = role
    if end <= first or words[end - 1] == ",":
        return False
    if words[end - 1].lower() in _CROWDS:
        return True
    at = first - 1
    if at < 0 or words[at].lower() not in _TELLING or words[end - 1][0].isupper():
        return False
    if after < len(words) and (
        words[after] in ("also", "never", "once", "still", "now") or words[after].endswith("ly")
    ):
        after += 1
    return finite_verb(words, after, min(len(words), after + 1)) is not None


def of_a_post(words: Sequence[str], role: tuple[int, int], lists: Gazetteer) -> tuple[int, int]:
    """The role with the post whose seat it is: "head of | the state bank" before "Ada Quint", who is no bank."""
    first, end = role
    at = first - 2
    if at < 0 or end - first < 2 or words[end - 1] == "," or words[first].lower() != "the":
        return role
    noun = words[at].lower()
    held = words[first - 1] in ("of", "for") and (noun in lists.person or noun in lists.title)
    last = words[end - 1].lower()
    own = at == 0 or words[at - 1].lower() not in ("a", "an", "the")
    return (at, end) if held and own and last not in lists.person and last not in lists.title else role


def named_after_role(words: Sequence[str], first: int, after: int, lists: Gazetteer) -> list[tuple[int, int]]:
    """The roles in "the witness, a plumber named Ada Quint"; none in "a judge named Ada Quint as receiver", which is an act."""
    if first < 3 or words[first - 1] not in ("named", "called") or not words[first - 2].islower():
        return []
    if not _noun(words[first - 2], lists) or (words[after : after + 1] and words[after].lower() in _TO_A_POST):
        return []
    i = first - 2
    while i > 0 and first - i < _LEFT_LIMIT and words[i].islower() and words[i].lower() not in CLOSED:
        i -= 1
    if words[i].lower() not in ("a", "an", "one", "another"):
        return []
    apart = i > 2 and words[i - 1] == "," and words[i - 3].lower() in _DEFINITE and _noun(words[i - 2], lists)
    return [(i, first - 1), *([(i - 3, i - 1)] if apart else [])]


def _opened(words: Sequence[str], i: int) -> bool:
    """Whether an article stands before a participle: "a retired dentist", but not "he left the dancing dentist"."""
    return i > 0 and words[i - 1].lower() in ("a", "an", "the")


def _office(words: Sequence[str], i: int, lists: Gazetteer) -> bool:
    """Whether "of" before a word belongs to somebody's office: "the secretary of the board", not "the role of secretary"."""
    holder = words[i - 2].lower() if i > 1 else ""
    rest = words[i].lower() in lists.hard_nouns or words[i].lower() in ("the", "a")
    return rest and (holder in lists.person or holder in lists.title)


def _stands_apart(words: Sequence[str], i: int) -> bool:
    """Whether the phrase before a comma is somebody else: "According to the second official, Ms Roe asked"."""
    counted = i + 1 < len(words) and words[i + 1].lower() in ORDINALS
    return counted or (i > 1 and words[i - 1].lower() == "to" and words[i - 2].lower() == "according")


def _noun(word: str, lists: Gazetteer) -> bool:
    lower = word.lower()
    return (
        lower in lists.person
        or lower in lists.title
        or (lower in lists.nouns and lower not in lists.document)
        or lower.endswith(
            (
                "ologist",
                "-maker",
                "-owner",
                "-keeper",
                "-worker",
                "-driver",
                "ician",
                "-man",
                "-woman",
                "-leader",
                "-general",
                "-chief",
            )
        )
    )


_SHOWS = frozenset(
    {"show", "shows", "showed", "suggest", "suggests", "suggested", "indicate", "indicates", "indicated", "reveal"}
)
_BESIDE = frozenset(
    {"like", "unlike", "with", "alongside", "beside", "besides", "including", "plus", "echoing", "citing"}
)
_BESIDE_TWO = frozenset({("along", "with"), ("together", "with"), ("as", "well"), ("joined", "by"), ("flanked", "by")})
_DEFINITE = frozenset({"the", "his", "her", "its", "their", "our", "my"})
_ROLE_OPENERS = word_set("a an the one his her its their our my former then now formerly")


def tells_of_another(words: Sequence[str], start: int) -> bool:
    """Whether what follows a name there brings in somebody else: "Roe, along with the mayor"."""
    return words[start].lower() in _BESIDE or tuple(w.lower() for w in words[start : start + 2]) in _BESIDE_TWO


def role_after(words: Sequence[str], after: int, lists: Gazetteer, *, alone: bool = False) -> tuple[int, int] | None:
    """The apposition behind a name: ", the deputy harbourmaster at Vessenport,".

    ``alone``: nothing of the clause stands before the name, so that a verb of saying right behind the apposition is its bearer's:
    "“…,” Ada Quint, the boy's mother said."
    """
    count = len(words)
    i = after
    if i < count and words[i] == "(":
        close = next((k for k in range(i, min(count, i + 8)) if words[k] == ")"), None)
        if close is None:
            return None
        i = close + 1
    if i >= count or words[i] not in (",", "—", "–", "--"):
        return None
    i += 1
    if i + 1 < count and words[i].isdigit() and words[i + 1] == ",":
        i += 2
    elif i < count and AFFILIATION.fullmatch(words[i]):
        comma = next((k for k in range(i + 1, min(count, i + 6)) if words[k] == ","), None)
        i = i if comma is None else comma + 1
    end = i
    noun = False
    limit = min(count, i + _RIGHT_LIMIT)
    while end < limit:
        word = words[end]
        lower = word.lower()
        if (
            word in (",", ".", ";", ":", "—", "–", "--", "(", ")", "”", "“", '"')
            or lower in RELATIVES
            or lower in SPEECH
        ):
            break
        noun = noun or (end - i < 7 and (_noun(lower, lists) or singular(lower) in lists.person))
        end += 1
    dash = words[i - 1] in ("—", "–", "--")
    if end >= count or end in (limit, i) or (dash and words[end] not in ("—", "–", "--")):
        return None
    opener = words[i].lower()
    if tells_of_another(words, i):
        return None
    if opener in ("a", "an") and _is_thing(words, i, end, lists):
        return None  # "President Roe, a likeness shared with everyone"
    if not noun or (words[end].lower() in SPEECH and not (alone and words[end + 1 : end + 2] != [","])):
        return None
    if opener in ("a", "an") and finite_verb(words, i + 1, end) is not None and _place_before(words, after):
        return None  # "In nearby Tarn, a grand jury began …": a clause
    if _bodies(words, i, end):
        return None  # "Tarn Police, the Ulver Council and the Vessland Guard": a list
    if opener in POSSESSIVES and _goes_on(words, i, end):
        return None  # "Roe, his firms and his staff": a list
    if opener in _DEFINITE and (words[end - 1] in _SHOWS or finite_verb(words, i + 1, end) is not None):
        return None  # "…, the returns show": a clause
    owned = words[i + 1] in CLITIC or (i + 2 < end and words[i + 2] in CLITIC)
    if opener in _ROLE_OPENERS or ((owned or not words[i][0].isupper()) and _near_noun(words, i, end, lists)):
        return (i, end)
    if words[i][0].isupper() and opener.rstrip(".") in lists.title:
        return None if _titled_name(words, i, end, lists) else (i, end)
    return None


def _place_before(words: Sequence[str], after: int) -> bool:
    """Whether a name that ends before ``after`` opens a sentence behind "in" or "near": "In nearby Tarn,"."""
    i = after - 1
    while i > 0 and words[i][0].isupper() and words[i].lower() not in _PLACE_WORDS:
        i -= 1
    i -= words[i].lower() == "nearby"
    return words[i].lower() in _PLACE_WORDS


_PLACE_WORDS = frozenset({"in", "at", "near", "outside"})


def _is_thing(words: Sequence[str], i: int, end: int, lists: Gazetteer) -> bool:
    """Whether a phrase with "a" is about something else than a person or a body: its first noun ends like a quality."""
    head = next(
        (
            words[k - 1].lower()
            for k in range(i + 1, end)
            if words[k].lower() in PREPOSITIONS or words[k].endswith("ed")
        ),
        "",
    )
    return head.endswith(("ity", "ness", "ship", "ment", "tion", "ance", "ence")) and not _noun(head, lists)


def _goes_on(words: Sequence[str], i: int, end: int) -> bool:
    """Whether a phrase goes on to something else of the same owner: "his firms and his staff"."""
    return any(words[k] == "and" and words[k + 1].lower() in POSSESSIVES for k in range(i + 1, end - 1))


def left_to_the_next(words: Sequence[str], opens: int, name: int) -> bool:
    """Whether a phrase between two names says what the second one is, the first standing in a clause that leads up to it.

    "While panels traded views of Judge Roe, the Senate leader, Ada Quint, said": ``opens`` is where the sentence begins, ``name``
    where the first name does.
    """
    lead = words[opens].lower()
    leads = lead in SUBORDINATORS or lead in PREPOSITIONS or (lead.endswith("ing") and words[opens][0].isupper())
    return leads and opens < name


def _bodies(words: Sequence[str], i: int, end: int) -> bool:
    """Whether a phrase goes on to another with an article and a capital: "the Ulver Council and the Guard"."""
    return any(
        words[k].lower() == "and"
        and words[k - 1][0].isupper()
        and words[k + 1].lower() == "the"
        and words[k + 2][0].isupper()
        for k in range(i + 1, end - 2)
    )


def affiliation(words: Sequence[str], after: int, lists: Gazetteer) -> tuple[str, frozenset[str]] | None:
    """Party and words of the seat given behind a name that ends before ``after``: republican and virginia for "(R-Va.)"."""
    if after + 1 >= len(words) or words[after] not in (",", "("):
        return None
    match = AFFILIATION.fullmatch(words[after + 1])
    if match is None:
        return None
    end = next((k for k in range(after + 2, min(len(words), after + 8)) if words[k] in (",", ")", ";")), after + 2)
    tokens = [match.group(2), *words[after + 2 : end]]
    seat = "".join(tokens).rstrip(".").lower() if "." in tokens else " ".join(tokens).lower()
    return _PARTIES.get(match.group(1).lower(), ""), frozenset(lists.seats.get(seat, seat).split())


def _titled_name(words: Sequence[str], i: int, end: int, lists: Gazetteer) -> bool:
    """Whether a phrase is somebody else in a row of people: "President Roe, President Doe,"."""
    rest = [w for w in words[i + 1 : end] if w not in CLITIC]
    return bool(rest) and all(w[0].isupper() and not _noun(w, lists) for w in rest)


def _near_noun(words: Sequence[str], i: int, end: int, lists: Gazetteer) -> bool:
    for k in range(i, min(end, i + 4)):
        lower = words[k].lower()
        if _noun(lower, lists):
            return True
        if lower in CLOSED and words[k] not in CLITIC:
            return False
    return False
