"""Party-blind input: names are replaced by neutral pseudonyms before the tagger sees a text.

Who is named must not change what is found (design.md, invariant 7). The tagger therefore never reads a name: every run of
name words becomes one pseudonym, chosen by the order in which the names first appear, and gendered
pronouns and titles become one form. Swapping the names of the parties leaves the tagger's input, and so every
span, exactly as it was. It also keeps the tagger from learning the people of its training corpus by heart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

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


def mask(words: Sequence[str], lexicon: Set[str], opens: Mapping[int, bool] | None = None) -> Units:
    """Turn the words of one paragraph into units, names masked.

    ``lexicon`` holds the lower-case words that open sentences without being names. ``opens`` says of quotation marks, by word,
    whether they open; without it their shape and turn do.
    """
    vocabulary = _vocabulary(frozenset(lexicon))
    traits = [vocabulary[word] for word in words]
    name = _name_flags(traits)
    forms: list[str | None] = []
    keys: list[str] = []
    features: list[int] = []
    firsts: list[int] = []
    lasts: list[int] = []
    inside = False
    count = len(words)
    i = 0
    while i < count:
        trait = traits[i]
        j = i
        if name[i]:
            while j + 1 < count and name[j + 1]:
                j += 1
            forms.append(None)
            key = traits[j].lower
            keys.append(_KEYS.get(key, key))
            case = NAME
        else:
            before_name = trait.lower == "an" and i + 1 < count and name[i + 1]
            forms.append("a" if before_name else trait.form)
            keys.append("")
            case = trait.case
        if trait.double:
            quotation = MARK
            inside = _inside_after(words[i], inside) if opens is None else opens.get(i, inside)
        else:
            quotation = INSIDE if inside else OUTSIDE
        features.append(case * 3 + quotation)
        firsts.append(i)
        lasts.append(j)
        i = j + 1
    return Units(forms, keys, features, firsts, lasts)


NEVER, UNLESS_EXPECTED, ALWAYS = range(3)
"""When a word is a name: where its capital is not due to its place, for the middle one."""


class _Trait:
    """What masking asks of one word, whatever stands around it."""

    __slots__ = (
        "alike",
        "alnum",
        "capital",
        "case",
        "counts",
        "double",
        "ends",
        "form",
        "lower",
        "mark",
        "named",
        "particle",
    )

    def __init__(self, word: str, lexicon: Set[str]) -> None:
        self.lower = word.lower()
        self.form = _neutral(word, lexicon)
        self.case = _case(word)
        self.named = _named(word, self.lower, lexicon)
        self.particle = self.lower in _PARTICLES
        self.counts = word[0].isalpha() and _counts(word)
        self.capital = self.counts and word[0].isupper()
        self.alike = self.counts and word.isupper()
        self.alnum = word[0].isalnum()
        self.double = word in _DOUBLE_MARKS
        self.ends = word in _BEFORE_SENTENCE
        self.mark = word in CLOSING or word in OPENING


class _Vocabulary(dict[str, _Trait]):
    """Traits of words, remembered; text repeats its words."""

    LIMIT, LONGEST = 40_000, 40

    def __init__(self, lexicon: Set[str]) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, word: str) -> _Trait:
        trait = _Trait(word, self.lexicon)
        if len(word) <= self.LONGEST:
            if len(self) >= self.LIMIT:
                self.clear()
            self[word] = trait
        return trait


@lru_cache(maxsize=2)
def _vocabulary(lexicon: frozenset[str]) -> _Vocabulary:
    return _Vocabulary(lexicon)


def _named(word: str, lower: str, lexicon: Set[str]) -> int:
    first = word[0]
    if first.isupper():
        if lower.rstrip(".") in _KEPT:
            return NEVER
        if len(word) > 1 and word.isupper():
            return ALWAYS
        known = lower in lexicon or lower in _CANONICAL or lower in _NEUTRAL
        return UNLESS_EXPECTED if known else ALWAYS
    if (first == "@" and len(word) > 1) or (first in "aedlu" and _PARTICLE_WORD.fullmatch(word)):
        return ALWAYS
    return NEVER


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


def _name_flags(traits: Sequence[_Trait]) -> list[bool]:
    flags = _capital_flags(traits)
    i, count = 0, len(traits)
    while i < count:
        if not traits[i].particle:
            i += 1
            continue
        j = i
        while j < count and traits[j].particle:
            j += 1
        if j < count and flags[j] and _opens_name(traits, flags, i, j):
            flags[i:j] = [True] * (j - i)
        i = j
    return flags


def _opens_name(traits: Sequence[_Trait], flags: Sequence[bool], i: int, j: int) -> bool:
    """Whether the particles at ``[i, j)`` belong to the name at ``j``."""
    if j - i > 1 or (i and flags[i - 1]):
        return j - i <= LONGEST_PARTICLES
    word = traits[i].lower
    return word not in _ORDINARY_PARTICLES and not (word == "van" and i and traits[i - 1].lower in _BEFORE_NOUN)


LONGEST_PARTICLES = 3


def _capital_flags(traits: Sequence[_Trait]) -> list[bool]:
    letters = sum([trait.counts for trait in traits])
    if letters > 2 and sum([trait.alike for trait in traits]) > 0.6 * letters:
        return [False] * len(traits)
    # In a headline in title case a capital says nothing: only words unknown to the lexicon are names.
    headline = letters > 2 and sum([trait.capital for trait in traits]) > 0.6 * letters
    flags: list[bool] = []
    opens = True
    for trait in traits:
        flags.append(trait.named == ALWAYS or (trait.named == UNLESS_EXPECTED and not opens and not headline))
        opens = trait.ends or (opens and trait.mark)
        if len(flags) == 1 and not trait.alnum:
            opens = True
    return flags


def _counts(word: str) -> bool:
    """Whether a word is long enough for its capital to count; "woman" no more than "man"."""
    return len(word) > 3 and (word[0] not in "wW" or word.lower() not in ("woman", "women"))
