"""Exchanging who is named in a text, with the way back: each swap keeps what is said and changes only who says it.

A swap is a list of replacements of stretches of the text. ``Swapped`` applies them and carries offsets of the old
text over to the new one. The lists here are the benchmark's own and owe nothing to those of the reader.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

Person = tuple[str, ...]
"""A full name, word by word."""


@dataclass(frozen=True)
class Swapped:
    """A text after its replacements, which are disjoint (start, end, new words) of the old text, in order."""

    old: str
    replacements: tuple[tuple[int, int, str], ...]
    text: str = field(init=False)
    _shift: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        parts: list[str] = []
        shift: list[int] = []
        at = moved = 0
        for start, end, new in self.replacements:
            parts += [self.old[at:start], new]
            shift.append(moved)
            moved += len(new) - (end - start)
            at = end
        parts.append(self.old[at:])
        object.__setattr__(self, "text", "".join(parts))
        object.__setattr__(self, "_shift", (*shift, moved))

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Where the words at ``[start, end)`` stand now; ends inside a replacement move to its edges."""
        return self._place(start, is_end=False), self._place(end, is_end=True)

    def _place(self, at: int, *, is_end: bool) -> int:
        i = bisect_right([r[0] for r in self.replacements], at - is_end) - 1
        if i < 0:
            return at
        start, end, new = self.replacements[i]
        if at >= end:
            return at + self._shift[i + 1]
        first = start + self._shift[i]
        return first + len(new) if is_end else first


Swap = Callable[[str, Sequence[Person], random.Random], Swapped]
"""From a text and its persons, most mentioned first, to the swapped text."""


def replace_words(text: str, table: Mapping[str, str]) -> Swapped:
    """Replace whole words and phrases, longest first, also in capitals; "a" and "an" before them are put right."""
    full = {**{k.upper(): v.upper() for k, v in table.items() if len(k) > 3}, **table}
    if not full:
        return Swapped(text, ())
    longest = sorted(full, key=lambda phrase: -len(phrase))
    pattern = re.compile(rf"(?<![\w@#.])(?:{'|'.join(map(re.escape, longest))})(?![\w@])")
    found = [(m.start(), m.end(), _as_opened(text, m.start(), full[m.group()])) for m in pattern.finditer(text)]
    return Swapped(text, tuple(with_articles(text, found)))


_OPENS = re.compile(r"(?:^|[.!?\n])[\"'“”‘’)\s]*$")


def _as_opened(text: str, start: int, new: str) -> str:
    """A new name with a capital where it opens a sentence: "De la Cruz said"."""
    return new[0].upper() + new[1:] if new[0].islower() and _OPENS.search(text, max(0, start - 4), start) else new


_ARTICLE = re.compile(r"(?<!\w)([Aa])(n?) $")
_VOWEL_SOUND = re.compile(r"[AEIOaeio]|U[bdgklmnprst](?!ni)|[FLMNRSX](?:[A-Z]{2}|\.)")


def with_articles(text: str, found: Iterable[tuple[int, int, str]]) -> Iterable[tuple[int, int, str]]:
    """Add the changes of "a" to "an" and back that the new words call for."""
    for start, end, new in found:
        article = _ARTICLE.search(text, max(0, start - 3), start)
        if article:
            was = bool(_VOWEL_SOUND.match(text[start:end]))
            now = bool(_VOWEL_SOUND.match(new))
            if was != now:
                yield article.start(), start - 1, article.group(1) + ("n" if now else "")
        yield start, end, new


def _turned(items: Sequence[str], by: int) -> dict[str, str]:
    """Each item onto one further on in the circle."""
    return {item: items[(i + by) % len(items)] for i, item in enumerate(items)}


# Persons.

_TITLES = frozenset(
    "Mr Mrs Ms Dr Miss Mr. Mrs. Ms. Dr. Sen. Rep. Gov. Gen. Lt. Col. Capt. Sgt. Prof. Rev. Jr. Sr. Judge Justice Sheriff "
    "President Senator Governor Mayor Secretary Chief Officer Detective Pope King Queen Prince Princess".split()
)
_ELSEWHERE_GIVEN = (
    "Oluwaseun Nguyet Jean-Luc Siobhán Ji Anastasiya Xiulan Iñigo Tadeusz Aroha Bartholomew Wahyu Rukmini Thandiwe Zoltán Lupe"
).split()
_ELSEWHERE_LAST = (
    "Adebayo-Cole O'Shaughnessy Al-Rashidi Li Wojciechowski Ngata Ramaswamy Þórsdóttir Mbeki-Zuma Yamaguchi Ó'Briain "
    "Kowalczyk Sithole D'Angelo Qureshi Tuilagi"
).split()
_PARTICLES = (
    "van der Meulen",
    "de la Cruz",
    "bin Rashid",
    "von Arnheim",
    "del Valle",
    "da Silva",
    "ter Horst",
    "al Masri",
)
_ORDINARY_GIVEN = "Grace Rose Mark Faith Frank Hope Will Bill Sunny Jack Pat Art".split()
_ORDINARY_LAST = "Brown Young Price Law Long Short Cook May Banks Field Woods Little".split()


def exchange_persons(text: str, persons: Sequence[Person], _: random.Random) -> Swapped:
    """The two most mentioned persons change places: given name for given name, surname for surname."""
    free = usable(text, persons)[:2]
    if len(free) < 2:
        return Swapped(text, ())
    one, two = free
    table: dict[str, str] = {}
    for a, b in ((one[0], two[0]), (one[-1], two[-1])):
        if a != b and a not in table and b not in table:
            table |= {a: b, b: a, a + "s": b + "s", b + "s": a + "s"}
    return replace_words(text, table)


def rename_persons(given: Sequence[str], last: Sequence[str]) -> Swap:
    """A swap that gives the persons new names; an empty ``given`` leaves given names as they are."""

    def swap(text: str, persons: Sequence[Person], chance: random.Random) -> Swapped:
        known = usable(text, persons)
        table = _renamed([p[-1] for p in known], _not_in(text, last, chance))
        table |= {f"{a}s": f"{b}s" for a, b in table.items()}
        firsts = _renamed([p[0] for p in known], _not_in(text, given, chance))
        return replace_words(text, {**firsts, **table})

    return swap


def _renamed(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    return dict(zip(dict.fromkeys(old), new, strict=False))


def _not_in(text: str, names: Sequence[str], chance: random.Random) -> list[str]:
    """The names that the text does not have yet, in some order: two persons must not become one."""
    free = [name for name in names if name not in text]
    chance.shuffle(free)
    return free


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset((files("headwater") / "weights" / "lexicon.txt").read_text(encoding="utf-8").split())


def usable(text: str, persons: Sequence[Person]) -> list[Person]:
    """Persons of two or more names, none of them an ordinary English word or part of another proper name."""
    taken = _BODIES | {word for phrase in (*OUTLET_WORDS, *_COUNTRIES, *_PEOPLES) for word in phrase.split()}
    chosen: list[Person] = []
    for person in persons:
        if len(person) < 2 or any(
            len(w) < 3 or not w.isalpha() or w.isupper() or w in taken for w in (person[0], person[-1])
        ):
            continue
        if any(w.lower() in _ordinary_words() for w in (person[0], person[-1])):
            continue
        chosen.append(person)
    return chosen


_BODIES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Universe Security House Senate Congress Democrats Republicans Democratic Republican Democrat Party State States White New North South East West "
    "Tea Supreme United National County City Court Police Department University Committee Street Avenue Center".split()
)

# Parties, countries, outlets.


def exchange_parties(text: str, _persons: Sequence[Person], _: random.Random) -> Swapped:
    """Republicans and Democrats, conservatives and liberals change places."""
    pairs = (
        "Republicans Democrats",
        "conservatives liberals",
        "conservative liberal",
        "Conservatives Liberals",
        "Conservative Liberal",
    )
    table = {a: b for pair in pairs for a, b in (pair.split(), pair.split()[::-1])}
    table |= {"Democrat": "Republican", "Democratic": "Republican", "GOP": "SDP", "G.O.P.": "S.D.P."}
    swapped = replace_words(text, table)
    nouns = [(m.start(), m.end(), _party(text, m)) for m in re.finditer(r"(?<![\w@#])Republican(?![\w@])", text)]
    return Swapped(text, tuple(sorted({*swapped.replacements, *with_articles(text, nouns)})))


def _party(text: str, found: re.Match[str]) -> str:
    return "Democratic" if re.match(r" [A-Za-z]", text[found.end() : found.end() + 2]) else "Democrat"


_COUNTRIES = (
    "Russia China Iran Germany Mexico Israel Syria France Iraq Ukraine Canada Turkey Egypt India Japan Brazil Pakistan Afghanistan Cuba "
    "Libya Italy Spain Poland Greece Venezuela Yemen Lebanon Vietnam Kenya Nigeria Sweden Norway Australia Argentina Somalia Hungary"
).split()
_CAPITALS = (
    "Moscow Beijing Tehran Berlin Damascus Paris Baghdad Kyiv Ottawa Ankara Cairo Tokyo Islamabad Kabul Havana Tripoli Rome Madrid Warsaw "
    "Athens Caracas Beirut Hanoi Nairobi Stockholm Oslo Canberra Budapest"
).split()
_PEOPLES = (
    "Russian American Iranian German Mexican Israeli Syrian Iraqi Ukrainian Canadian Egyptian Indian Brazilian Pakistani Cuban Libyan "
    "Italian Venezuelan Yemeni Kenyan Nigerian Norwegian Australian Somali Hungarian Palestinian European"
).split()
_ADJECTIVES = "Chinese French Japanese Lebanese Turkish Spanish Polish Swedish Irish Danish Dutch Portuguese".split()
_ARTICLED = ("United States", "Netherlands", "Philippines", "United Kingdom", "Czech Republic")


def exchange_countries(text: str, _persons: Sequence[Person], chance: random.Random) -> Swapped:
    """Every country, capital and people becomes another."""
    table: dict[str, str] = {}
    for items in (_COUNTRIES, _CAPITALS, _ADJECTIVES):
        table |= _turned(items, chance.randrange(1, len(items)))
    peoples = _turned(_PEOPLES, chance.randrange(1, len(_PEOPLES)))
    table |= peoples | {a + "s": b + "s" for a, b in peoples.items()}
    lands = _turned(_ARTICLED, chance.randrange(1, len(_ARTICLED)))
    table |= {f"{the} {a}": f"{the} {b}" for a, b in lands.items() for the in ("the", "The")}
    return replace_words(text, table)


_PAPERS = (
    "New York Times|Times",
    "Washington Post|Post",
    "Wall Street Journal|Journal",
    "Guardian|Guardian",
    "Boston Globe|Globe",
    "Daily Telegraph|Telegraph",
    "Chicago Tribune|Tribune",
    "Miami Herald|Herald",
    "Financial Times|Times",
    "Daily Beast|Beast",
)
_PLAIN = (
    "Fox News",
    "CNN",
    "MSNBC",
    "NBC News",
    "CBS News",
    "ABC News",
    "CNBC",
    "BBC",
    "NPR",
    "PBS",
    "Al Jazeera",
    "Sky News",
)
_SITES = (
    "Politico",
    "Breitbart",
    "BuzzFeed",
    "HuffPost",
    "Axios",
    "Reuters",
    "Bloomberg",
    "Newsweek",
    "Vox",
    "ProPublica",
)
OUTLET_WORDS = (*(paper.split("|")[0] for paper in _PAPERS), *_PLAIN, *_SITES)


def exchange_outlets(text: str, _persons: Sequence[Person], chance: random.Random) -> Swapped:
    """Every newspaper, broadcaster and news site becomes another."""
    table: dict[str, str] = {}
    step = chance.randrange(1, len(_PAPERS))
    for old, new in _turned(_PAPERS, step).items():
        (full, short), (other, brief) = old.split("|"), new.split("|")
        table[full] = other
        if full in text:
            table |= {f"the {short}": f"the {brief}", f"The {short}": f"The {brief}"}
    table |= _turned(_PLAIN, chance.randrange(1, len(_PLAIN)))
    table |= _turned(_SITES, chance.randrange(1, len(_SITES)))
    return replace_words(text, table)


# Gender.

_PAIRS = (
    "he she|himself herself|man woman|men women|boy girl|boys girls|father mother|fathers mothers|son daughter|sons daughters|"
    "husband wife|brother sister|brothers sisters|uncle aunt|nephew niece|grandfather grandmother|boyfriend girlfriend|"
    "male female|chairman chairwoman|"
    "spokesman spokeswoman|congressman congresswoman|businessman businesswoman|councilman councilwoman|policeman policewoman|"
    "assemblyman assemblywoman|actor actress|king queen|prince princess|waiter waitress|dad mom|stepfather stepmother"
)
_GENDER = {a: b for pair in _PAIRS.split("|") for a, b in (pair.split(), pair.split()[::-1])}
_GENDERED = re.compile(
    rf"(?<![\w@#-])(?:({'|'.join(_GENDER)})|(him)|(his)|(her)|(hers)|(mr)|(mrs|ms))(?![\w@-])", re.IGNORECASE
)
_NOT_OWNED = frozenset(
    "to and that at in for as the a an of on with from by about or but because when if while after before into than "
    "over during is was were are be not what how why who whether up down out off back away again too also through "
    "until since this last next i he she they we you it there here all both any every once only just".split()
)


def exchange_genders(text: str, _persons: Sequence[Person], _: random.Random) -> Swapped:
    """He for she, her for his or him by what follows, Mr for Ms, -man for -woman."""
    found = [(m.start(), m.end(), _other_gender(text, m)) for m in _GENDERED.finditer(text)]
    return Swapped(text, tuple(found))


def _other_gender(text: str, found: re.Match[str]) -> str:
    plain, him, his, her, hers, mr, ms = found.groups()
    follow = re.match(r"[  ](?:[“\"'‘])?([\w-]+)", text[found.end() :][:40])
    owned = follow is not None and follow.group(1).lower() not in _NOT_OWNED
    new = ""
    if plain:
        new = _GENDER[plain.lower()]
    elif him:
        new = "her"
    elif his:
        new = "her" if owned else "hers"
    elif her:
        new = "his" if owned else "him"
    elif hers:
        new = "his"
    elif mr or ms:
        new = "ms" if mr else "mr"
    word = found.group()
    return new.upper() if word.isupper() and len(word) > 1 else new.capitalize() if word[0].isupper() else new


SWAPS: dict[str, Swap] = {
    "two persons": exchange_persons,
    "names from elsewhere": rename_persons(_ELSEWHERE_GIVEN, _ELSEWHERE_LAST),
    "surnames of several words": rename_persons((), _PARTICLES),
    "parties": exchange_parties,
    "countries": exchange_countries,
    "publications": exchange_outlets,
    "genders": exchange_genders,
}
"""The swaps that count."""

HARD_SWAPS: dict[str, Swap] = {"names like words": rename_persons(_ORDINARY_GIVEN, _ORDINARY_LAST)}
"""Reported beside the others: where a sentence opens with "Will" or "Grace", capitals can't tell a name from a word."""


def persons_of(names: Iterable[tuple[str, int]]) -> list[Person]:
    """Persons, most mentioned first, from pairs of name and number of mentions."""
    counts: Counter[str] = Counter()
    for name, count in names:
        counts[name] += count
    order = sorted(counts, key=lambda name: (-counts[name], name))
    return [tuple(word for word in name.split() if word[0].isalpha() and word not in _TITLES) for name in order]
