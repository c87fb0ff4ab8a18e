"""Party-blind input: names are replaced by neutral pseudonyms before the tagger sees a text.

Who is named must not change what is found (design.md, invariant 7). The tagger therefore never reads a name: every run of
name words becomes one pseudonym, chosen by the order in which the names first appear, and gendered
pronouns and titles become one form. Swapping the names of the parties leaves the tagger's input, and so every
span, exactly as it was. It also keeps the tagger from learning the people of its training corpus by heart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from headwater.read.words import CLOSING, OPENING

# Ordinary surnames that the encoder knows as single tokens; the n-th name of a window becomes the n-th of these.
PSEUDONYMS = tuple(
    "smith jones miller wilson taylor anderson thompson martin white harris clark lewis robinson walker hall allen "
    "king wright hill scott green adams baker nelson carter mitchell turner phillips campbell parker evans edwards "
    "collins stewart morris rogers reed cook morgan bell murphy bailey cooper richardson cox howard ward peterson".split()
)

_CANONICAL = {
    "she": "he",
    "her": "his",
    "hers": "his",
    "him": "his",
    "herself": "himself",
    "mr.": "mr",
    "mrs.": "mr",
    "ms.": "mr",
    "mx.": "mr",
    "miss": "mr",
    "mrs": "mr",
    "ms": "mr",
    "sir": "mr",
    "dame": "mr",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "spokeswomen": "spokesmen",
    "spokespeople": "spokesmen",
    "chairwoman": "chairman",
    "chairperson": "chairman",
    "congresswoman": "congressman",
    "councilwoman": "councilman",
    "businesswoman": "businessman",
    "policewoman": "policeman",
    "woman": "man",
    "women": "men",
    "girl": "boy",
    "girls": "boys",
    "mother": "father",
    "wife": "husband",
    "daughter": "son",
    "daughters": "sons",
    "sister": "brother",
    "sisters": "brothers",
    "widow": "husband",
    "widower": "husband",
    "actress": "actor",
    "queen": "king",
    "princess": "prince",
    "female": "male",
    "females": "males",
    "mothers": "fathers",
    "mom": "father",
    "mum": "father",
    "dad": "father",
    "wives": "husbands",
    "widows": "husbands",
    "aunt": "uncle",
    "aunts": "uncles",
    "niece": "nephew",
    "nieces": "nephews",
    "grandmother": "grandfather",
    "grandmothers": "grandfathers",
    "granddaughter": "grandson",
    "granddaughters": "grandsons",
    "stepmother": "stepfather",
    "stepdaughter": "stepson",
    "stepsister": "stepbrother",
    "girlfriend": "boyfriend",
    "girlfriends": "boyfriends",
    "fiancée": "fiancé",
    "fiancee": "fiance",
    "bride": "groom",
    "actresses": "actors",
    "waitress": "waiter",
    "hostess": "host",
    "heroine": "hero",
    "landlady": "landlord",
    "queens": "kings",
    "duchess": "duke",
    "ladies": "gentlemen",
    "madam": "mr",
    # Sides of an argument that would otherwise be told apart.
    "liberal": "conservative",
    "liberals": "conservatives",
    "leftist": "rightist",
    "leftists": "rightists",
    "left-wing": "right-wing",
    "“": '"',
    "”": '"',
    "``": '"',
    "''": '"',
    "‘": "'",
    "’": "'",
    "’s": "'s",
    "’t": "'t",
    "n’t": "n't",
    "’re": "'re",
    "’ve": "'ve",
    "’ll": "'ll",
    "’d": "'d",
    "’m": "'m",
    "–": "—",
    "--": "—",
    "…": "...",
}

_NEUTRAL = frozenset(word for word in _CANONICAL.values() if word.isalpha())

# Capitalised words that are no names: titles and roles, days, months, and function words inside longer names.
_KEPT = frozenset(
    "i president vice prime minister secretary senator congressman congresswoman representative governor mayor judge "
    "justice attorney general chief officer chairman chairwoman director commissioner ambassador professor doctor "
    "captain sergeant lieutenant colonel major detective sheriff deputy councilman councilwoman councillor speaker "
    "spokesman spokeswoman spokesperson pope king queen prince princess sir dame lord lady mr mrs ms miss dr sen rep gov "
    "gen lt col prof rev sgt capt "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sept sep oct nov dec a an the of and or for in on at to by from with but as is are was were be it "
    "he she they we you this that these those not no his her him hers himself herself their our my its if when while after before".split()
)

_KEYS = {"democratic": "democrat"}
"""Forms of one name that English makes for some names only: a Republican is of the Republican party, a Democrat of the Democratic."""

LOWER, CAPITAL, UPPER, DIGIT, NAME = range(5)
OUTSIDE, INSIDE, MARK = range(3)
FEATURES = 15
"""Number of distinct feature values: five classes of letter case times three of quotation."""

_DOUBLE_MARKS = frozenset(['"', "“", "”", "``", "''", "«", "»", "„"])
_BEFORE_SENTENCE = frozenset(".!?:;…") | OPENING | frozenset(["...", "--", "—", "–", "•", "|"])


@dataclass(frozen=True, slots=True)
class Units:
    """One paragraph as the encoder reads it.

    ``form`` holds the lower-case word, or ``None`` where the unit is a name; ``key`` then tells names apart.
    ``feature`` is case times three plus quotation. ``first`` and ``last`` are the words a unit covers, inclusive.
    """

    form: list[str | None]
    key: list[str]
    feature: list[int]
    first: list[int]
    last: list[int]


def mask(words: Sequence[str], lexicon: Set[str]) -> Units:
    """Turn the words of one paragraph into units, names masked.

    ``lexicon`` holds the lower-case words that open sentences without being names.
    """
    name = _name_flags(words, lexicon)
    units = Units([], [], [], [], [])
    inside = False
    count = len(words)
    i = 0
    while i < count:
        word = words[i]
        j = i
        if name[i]:
            while j + 1 < count and name[j + 1]:
                j += 1
            units.form.append(None)
            key = words[j].lower()
            units.key.append(_KEYS.get(key, key))
            case = NAME
        else:
            before_name = i + 1 < count and name[i + 1]
            units.form.append("a" if before_name and word.lower() == "an" else _neutral(word, lexicon))
            units.key.append("")
            case = _case(word)
        if word in _DOUBLE_MARKS:
            quotation = MARK
            inside = _inside_after(word, inside)
        else:
            quotation = INSIDE if inside else OUTSIDE
        units.feature.append(case * 3 + quotation)
        units.first.append(i)
        units.last.append(j)
        i = j + 1
    return units


def _neutral(word: str, lexicon: Set[str]) -> str:
    """The lower-case form of a word that is no name, without the gender or the party it may carry."""
    lowered = word.lower()
    form = _CANONICAL.get(lowered)
    if form is not None:
        return form
    if lowered.endswith("woman"):
        return lowered[:-5] + "man"
    if lowered.endswith("women"):
        return lowered[:-5] + "men"
    prefix, hyphen, rest = word.partition("-")
    if hyphen and len(prefix) > 3 and prefix.lower() in _CANONICAL:
        return f"{_CANONICAL[prefix.lower()]}-{rest.lower()}"  # "liberal-leaning", "daughter-in-law"
    if hyphen and prefix.islower() and rest[:1].isupper() and rest.lower() not in _KEPT and rest.lower() not in lexicon:
        return f"{prefix}-party"  # "anti-Quint": whoever it is against
    return lowered


def _inside_after(mark: str, inside: bool) -> bool:
    if mark == '"':
        return not inside
    return mark in OPENING or mark == "``"


def _case(word: str) -> int:
    if word[0].isdigit() or (len(word) > 1 and word[0] in "$€£¥"):
        return DIGIT
    if word[0].isupper():
        return UPPER if len(word) > 1 and word.isupper() else CAPITAL
    return LOWER


# Small words that begin or join surnames: "Ada van der Quint", "said al Hathari", "Mr. de Lorne".
_PARTICLES = frozenset(
    "van von der den de la le del della di da das dos do du al el bin bint ibn abu ben ter ten af av zu zur".split()
)
_ORDINARY_PARTICLES = frozenset("den do ten ben".split())
"""Particles that open no name by themselves: they count only behind a name or another particle."""
_BEFORE_NOUN = frozenset("a an the his her its their our my your this that white black grey blue red police".split())
_PARTICLE_WORD = re.compile(
    r"(?:al|el|an|ar|as|ash|at|ad|az|ul|d|l|de|da|dell)[-‐‑’'](?=[^\W\d_a-z])[^\W\d_]+(?:[-’'][^\W\d_]+)*"
)


def _name_flags(words: Sequence[str], lexicon: Set[str]) -> list[bool]:
    flags = _capital_flags(words, lexicon)
    i = 0
    while i < len(words):
        j = i
        while j < len(words) and words[j].lower() in _PARTICLES:
            j += 1
        if j > i and j < len(words) and flags[j] and _opens_name(words, flags, i, j):
            flags[i:j] = [True] * (j - i)
        i = max(j, i + 1)
    return flags


def _opens_name(words: Sequence[str], flags: Sequence[bool], i: int, j: int) -> bool:
    """Whether the particles at ``[i, j)`` belong to the name at ``j``."""
    if j - i > 1 or (i and flags[i - 1]):
        return j - i <= LONGEST_PARTICLES
    word = words[i].lower()
    return word not in _ORDINARY_PARTICLES and not (word == "van" and i and words[i - 1].lower() in _BEFORE_NOUN)


LONGEST_PARTICLES = 3


def _capital_flags(words: Sequence[str], lexicon: Set[str]) -> list[bool]:
    letters = [word for word in words if word[0].isalpha() and _counts(word)]
    capitals = sum(1 for word in letters if word[0].isupper())
    shouted = sum(1 for word in letters if word.isupper())
    if len(letters) > 2 and shouted > 0.6 * len(letters):
        return [False] * len(words)
    # In a headline in title case a capital says nothing: only words unknown to the lexicon are names.
    headline = len(letters) > 2 and capitals > 0.6 * len(letters)
    flags: list[bool] = []
    opens = True
    for i, word in enumerate(words):
        first = word[0]
        if first.isupper():
            lowered = word.lower()
            if lowered.rstrip(".") in _KEPT:
                flag = False
            elif (opens or headline) and not (len(word) > 1 and word.isupper()):
                flag = lowered not in lexicon and lowered not in _CANONICAL and lowered not in _NEUTRAL
            else:
                flag = True
        elif (first == "@" and len(word) > 1) or (first in "aedlu" and _PARTICLE_WORD.fullmatch(word)):
            flag = True
        else:
            flag = False
        flags.append(flag)
        opens = word in _BEFORE_SENTENCE or (opens and (word in CLOSING or word in OPENING))
        if i == 0 and not first.isalnum():
            opens = True
    return flags


def _counts(word: str) -> bool:
    """Whether a word is long enough for its capital to count; "woman" no more than "man"."""
    return len(word) > 3 and (word[0] not in "wW" or word.lower() not in ("woman", "women"))
