"""Names in a text: where they stand, with the titles and roles that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Frame
from headwater.read.voices.closed import (
    CLITIC,
    CLOSED,
    PREPOSITIONS,
    word_set,
)
from headwater.read.voices.gazetteer import Gazetteer, singular
from headwater.read.voices.mention import Mention
from headwater.read.voices.name_parts import PLACE_LETTERS, joined, offices, studied, two_matters
from headwater.read.voices.openers import DATES, headline, may_be_given, one_each, with_openers
from headwater.read.voices.roles import AFFILIATION, is_told, named_after_role, of_a_post, role_after, role_before

_OF_HEADS = word_set(
    "department ministry office bureau university secretary minister institute board house bank court college "
    "council committee commission federation association union league society organization organisation "
    "association agency church school academy chamber coalition alliance center centre foundation guild director "
    "chief chairman chairwoman chair president governor speaker attorney republic kingdom bishop archbishop dean "
    "duke duchess prince princess king queen board conference congress parliament state city county isle gulf "
    "cape campaign friends sons daughters doctors reporters veterans citizens committee fund trust network "
    "campaign voice bay movement party front army ambassador port museum gallery library theatre theater diocese archdiocese"
)
_JOIN = frozenset({"of", "for", "on"})
_LINK = frozenset({"and", "&", "the"})
_OWNING = frozenset({"Your", "My", "Our", "Their", "His", "Her", "Its"})
"""Words that letters capitalise behind "Sir," and that name nobody."""
_MONTH_NAMES = frozenset({"Jan", "April", "May", "June", "August"})


def find_names(frame: Frame, lists: Gazetteer) -> list[Mention]:
    """All names of a document in order. Linear in its length."""
    words = frame.words.text
    mentions: list[Mention] = []
    for number, paragraph in enumerate(frame.cut):
        base = frame.first_word[number]
        flags = _flags(paragraph.units.form, paragraph.units.first, paragraph.units.last, len(paragraph.words))
        _leave_compounds(paragraph.words.text, flags)
        opens = {first - base for first in _sentence_openers(frame, number, base, len(flags))}
        tight = _in_title_case(paragraph.words.text)
        for first, after in _runs(paragraph.words.text, flags, opens, lists, tight):
            mentions.extend(_split(words, base + first, base + after, lists))
    one_each(frame, mentions)
    return with_openers(frame, mentions, lists)


def _sentence_openers(frame: Frame, number: int, base: int, count: int) -> list[int]:
    first = frame.sentence_of[base]
    last = frame.sentence_of[base + count - 1]
    return frame.first_of_sentence[first : last + 1]


def _flags(forms: Sequence[str | None], first: Sequence[int], last: Sequence[int], count: int) -> list[bool]:
    flags = [False] * count
    for form, low, high in zip(forms, first, last, strict=True):
        if form is None:
            for i in range(low, high + 1):
                flags[i] = True
    return flags


_COMPOUND = re.compile(
    r"\w+(?:-\w+)*-(?:based|born|backed|bred|led|era|style|trained|educated|owned|run|wide|bound|area|area's|show|host|elect|made|style|year|old|time|of-\w+)"
)


def _leave_compounds(words: Sequence[str], flags: list[bool]) -> None:
    """ "Tarn-based Ada Quint", "Talk-show host": a compound with a common word in it is no name."""
    for i, word in enumerate(words):
        if flags[i] and "-" in word and _COMPOUND.fullmatch(word):
            flags[i] = False


def _capital(word: str) -> bool:
    return word[0].isupper() or (word[0] == "@" and len(word) > 1) or _CAMEL.fullmatch(word) is not None


_CAMEL = re.compile(r"d[aeiu]?[A-Z][a-z]{3,}|(?:la|le|van|mac|ter|de[lr])[A-Z][a-z]{2,}")
"""Surnames with a small particle written together: "diBrack", "leQuint"."""


def _runs(
    words: Sequence[str], flags: Sequence[bool], opens: set[int], lists: Gazetteer, tight: Sequence[bool]
) -> list[tuple[int, int]]:
    """Runs of name words, with titles before them and small words inside them; ``tight`` are words whose capital says nothing."""
    runs: list[tuple[int, int]] = []
    count = len(words)
    i = 0
    while i < count:
        if not _begins(words, flags, i, lists):
            i += 1
            continue
        j = i + 1
        while j < count:
            if j in opens or (tight[j] and not flags[j]):
                break
            step = _extends(words, flags, i, j, lists)
            if not step:
                break
            j += step
        if any(flags[i:j]) or _roles_only(words[i:j], lists) or _CAMEL.fullmatch(words[j - 1]):
            runs.append((i - 1 if _given_before(words, flags, opens, runs, i, lists, strict=tight[i]) else i, j))
        i = j
    return runs


_LEAST_TITLE = 5
"""Words of a quotation that may be a headline; a shorter one is often a name."""


def _in_title_case(words: Sequence[str]) -> list[bool]:
    """Which words of a paragraph stand in a headline, or in a quoted one: "under the headline “Mill Puts Reeve on Notice”"."""
    tight = [headline(words)] * len(words)
    opened = None
    for i, word in enumerate(words):
        if word in ("“", '"') and (opened is None or word == "“"):
            opened = i
        elif word in ("”", '"') and opened is not None:
            inside = words[opened + 1 : i]
            if len(inside) >= _LEAST_TITLE and headline(inside):
                tight[opened + 1 : i] = [True] * len(inside)
            opened = None
    return tight


def _given_before(
    words: Sequence[str],
    flags: Sequence[bool],
    opens: set[int],
    runs: Sequence[tuple[int, int]],
    i: int,
    lists: Gazetteer,
    *,
    strict: bool,
) -> bool:
    """Whether the word before a run is a given name that is an ordinary word too: "said Precious Oyel"."""
    if strict or not i or not flags[i] or i - 1 in opens or (runs and runs[-1][1] > i - 1):
        return False
    return may_be_given(words[i - 1], lists)


def _begins(words: Sequence[str], flags: Sequence[bool], i: int, lists: Gazetteer) -> bool:
    word = words[i]
    if _CAMEL.fullmatch(word):
        return True
    if flags[i] or (
        word[0].isupper() and words[i - 1 : i] in (["the"], ["The"]) and two_matters(words, flags, i + 1, lists)
    ):
        return True
    if (
        word in _MONTH_NAMES
        and i + 1 < len(words)
        and flags[i + 1]
        and not (i and words[i - 1].lower() in PREPOSITIONS)
    ):
        return True
    lower = word.lower().rstrip(".")
    return (
        word[0].isupper()
        and (lower in lists.title or lower in lists.portfolio or lower in lists.demonyms)
        and lower not in CLOSED
    )


def _roles_only(run: Sequence[str], lists: Gazetteer) -> bool:
    return len(run) > 1 and run[-1].lower() in lists.hard_nouns


def _extends(words: Sequence[str], flags: Sequence[bool], i: int, j: int, lists: Gazetteer) -> int:
    """How many words at ``j`` continue the run begun at ``i``; 0 if it ends here."""
    word = words[j]
    if j == i + 1 and PLACE_LETTERS.fullmatch(words[i]) and i > 1 and words[i - 1] == ",":
        return 0  # "in Washington, D.C. Roe said"
    if _ends_place(words, i, j, lists):
        return 0
    if word.lower().endswith("day") and word.lower() in DATES and not (j + 1 < len(words) and _capital(words[j + 1])):
        return 0  # "Roe Monday"
    if flags[j] or (_capital(word) and word.lower() not in CLOSED and word.isalpha()):
        return 1
    if word.isdigit() and len(word) < 3 and words[j - 1].isupper() and words[j - 1].lower() in lists.outlet:
        return 1  # "CBS2"
    more = len(words) - j
    following = words[j + 1] if more > 1 else ""
    lower = word.lower()
    if word in CLITIC and following.istitle() and offices(words[j - 1], following, lists):
        return 2
    if lower in lists.particle and following and _capital(following):
        return 1
    if (
        word in ("“", '"', "‘", "'", "``")
        and more > 3
        and words[j + 2] in ("”", '"', "’", "'", "''")
        and _capital(words[j + 1])
        and _capital(words[j + 3])
    ):
        return 3  # a nickname between marks
    if word == "/" and following and _capital(following) and not (following.isupper() and words[j - 1].isupper()):
        return 1
    if lower in _JOIN and _of_head(words, i, j) and following and following.lower() not in DATES:
        if _capital(following):
            return 2
        if following.lower() == "the" and more > 2 and _capital(words[j + 2]):
            return 3
    if (
        lower in ("and", "&")
        and following
        and not (following.isupper() and words[j - 1].isupper())
        and _capital(following)
        and (
            _joins(words, i, j, lists, word)
            or two_matters(words, flags, j, lists)
            or studied(words[i : j + 2], flags[i : j + 2], lists)
        )
    ):
        return 2
    if (
        lower == ","
        and following
        and _capital(following)
        and following.rstrip(".").lower() in ("jr", "sr", "inc", "ltd")
    ):
        return 2
    return 0


def _ends_place(words: Sequence[str], i: int, j: int, lists: Gazetteer) -> bool:
    """Whether a person's name begins at ``j`` right behind the seat of the office: "governor of Ostria | Ada Quint said"."""
    if i < 2 or words[i - 1].lower() != "of" or j + 1 >= len(words):
        return False
    place = " ".join(words[i:j]).lower()
    if place not in lists.states and place not in lists.seats.values():
        return False
    given, surname = words[j], words[j + 1]
    return (
        _capital(surname)
        and surname.isalpha()
        and may_be_given(given, lists)
        and surname.lower() not in lists.hard_nouns
    )


def _of_head(words: Sequence[str], i: int, j: int) -> bool:
    return singular(words[j - 1].lower()) in _OF_HEADS or words[j - 1].lower() in _OF_HEADS


def _joins(words: Sequence[str], i: int, j: int, lists: Gazetteer, word: str) -> bool:
    """Whether "and" stands inside one name: "Department of Health and Human Services"."""
    if word == "&":
        return True
    inside = [w.lower() for w in words[i:j]]
    following = words[j + 1].lower()
    return (
        ("of" in inside or "for" in inside)
        and inside[-1] in lists.portfolio | lists.hard_nouns
        and following in lists.portfolio | lists.hard_nouns
    )


def _split(words: Sequence[str], first: int, after: int, lists: Gazetteer) -> list[Mention]:
    """Cut one run into titles and name: "House Oversight Chairman Ann Roe" is a role and a name."""
    name = _name_begins(words, first, after, lists)
    if name >= after:
        name = first if words[after - 1].lower() in lists.hard_nouns else after
    if (
        after - name > 1
        and first
        and words[first - 1].lower() in ("a", "an", "the")
        and _partisan(words[after - 1], lists)
    ):
        after -= 1  # "the Texas Republican": a member from Texas
    if after - name == 2 and words[name].lower() in ("house", "senate"):
        if _partisan(words[after - 1], lists) or words[after - 1].lower() in lists.group:
            return []  # "the No. 3 House Democrat", "House Democrats": described, wherever in a sentence it stands
    if name >= after or (name and words[name - 1] in (",", "(") and AFFILIATION.fullmatch(words[name])):
        return []
    tokens = joined(words[name:after])
    if len(tokens) == 1 and (
        len(tokens[0]) == 1
        or tokens[0] in _OWNING
        or (_common(tokens[0], lists) and not _courteous(words, after, lists))
    ):
        return []
    titles = tuple(w.lower().rstrip(".") for w in words[first:name])
    mention = Mention(name, after, first, tokens, titles)
    before = role_before(words, first, name, lists, owns=after < len(words) and words[after] in CLITIC)
    before = of_a_post(words, before, lists) if before else None
    mention.roles = tuple(
        r
        for r in (
            None if before and is_told(words, before, after) else before,
            role_after(words, after, lists, alone=_opens_clause(words, first)),
            *named_after_role(words, first, after, lists),
        )
        if r
    )
    return [mention]


def _opens_clause(words: Sequence[str], first: int) -> bool:
    """Whether a name stands right behind quoted words: "“…,” Ada Quint"."""
    return first > 1 and words[first - 1] in ("”", '"', "’", "''") and words[first - 2] in (",", "?", "!", "…")


def _partisan(word: str, lists: Gazetteer) -> bool:
    return word.lower() + "s" in lists.group and not (word.lower() in lists.nouns or word.lower() in lists.title)


def _common(token: str, lists: Gazetteer) -> bool:
    lower = token.lower()
    if token.isupper() and len(token) > 1:
        return False
    return (
        lower in lists.demonyms
        or lower == "house"
        or _partisan(token, lists)
        or (lower in lists.nouns and lower not in lists.outlet)
    )


def _courteous(words: Sequence[str], after: int, lists: Gazetteer) -> bool:
    """Whether the word before ``after`` is a surname because "Mr" or "Ms" stands before it: "Mr Page"."""
    return after > 1 and words[after - 2].lower().rstrip(".") in lists.honorific and words[after - 1].istitle()


_ALSO_TITLES = word_set("king bishop pope prince dean major marshal duke earl baron abbot")


def _is_surname(words: Sequence[str], name: int, at: int, lists: Gazetteer) -> bool:
    """Whether a title is a surname here: the last word behind a given name or a courtesy, "Peter King said", "Mr. Bishop"."""
    if words[at].lower() not in _ALSO_TITLES or not words[at].istitle():
        return False
    given = words[name]
    place = given.lower() in lists.states or given.lower() in lists.seats
    return (at > name and may_be_given(given, lists) and not place) or _courteous(words, at + 1, lists)


def _name_begins(words: Sequence[str], first: int, after: int, lists: Gazetteer) -> int:
    """Where the name proper begins behind leading titles."""
    last = words[after - 1].lower()
    whole = " ".join(words[first:after]).lower()
    if whole in lists.outlet or (
        last in lists.hard_nouns and last not in lists.title and not _courteous(words, after, lists)
    ):
        return first
    name = first
    i = first
    while i < after:
        lower = words[i].lower().rstrip(".")
        if lower in lists.title and not (i == after - 1 and _is_surname(words, name, i, lists)):
            i += 1
            if i < after and words[i].lower() in ("of", "for"):
                i += 1
                while i < after and words[i].lower() in lists.portfolio | {"the", "and", "house", "national"}:
                    i += 1
                # "Secretary for Diplomatic Security Ada Quint": up to the last matter that leaves a whole name
                i = next((k + 1 for k in range(after - 3, i, -1) if words[k].lower() in lists.portfolio), i)
            name = i
            continue
        i += 1
    return name


__all__ = ["Mention", "find_names"]
