"""Names in a text, by their capitals, and whether two of them may name one thing.

No list of persons or parties is used. The only list is that of all states with their capitals and demonyms, because a
capital, a people and a state may stand for one government; it is complete and even-handed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA

from headwater.trace.vocabulary import ABBREVIATIONS, BODIES, NUMBER_WORDS
from headwater.trace.wording import LONGEST_TEXT, fold, ordinary_words, stem, stems_of

PLACE_WORDS = frozenset(
    "in at near from to outside off around inside across throughout into toward towards via of".split()
)
_FIRM_PLACE = frozenset("in at near outside off inside throughout across".split())
_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun am pm a.m p.m gmt bst cet est edt pst pdt easter christmas "
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays".split()
)
_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady dame prof professor president minister prime premier chancellor senator sen rep representative gov governor gen general col colonel capt captain "
    "commander lt sgt sergeant judge justice chief mayor secretary king queen prince princess pope bishop father mother brother sister deputy former vice foreign interior defence defense officer detective the rev st".split()
)
HONORIFICS = frozenset("mr mrs ms miss dr".split())
_NAME = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*(?:['-][^\W\d_][^\W_]*)*(?:'[^\W\d_]+)?",
)
_JOIN = frozenset("of for de la le del der van von bin ibn al el da di du".split())
_PRONOUNS = frozenset("i i'm i'd i've i'll".split())
_SHORTENED = re.compile(r"\w+'(?:ve|re|ll|m)", re.IGNORECASE)
""" "They've": a pronoun with its verb, whatever it is written after."""


_BODIES = stems_of(BODIES)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, the words it is compared by, whether the word before makes a place of it, and where it stands."""

    text: str
    words: frozenset[str]
    place: bool
    start: int
    end: int


@lru_cache(maxsize=50_000)
def names_in(text: str) -> tuple[Name, ...]:
    """The names of a text, in order: runs of capitalised words, days and months left out.

    A word that opens a sentence counts where the lexicon of ordinary words does not have it. In a text all in capitals nothing shows.
    """
    plain = fold(text[:LONGEST_TEXT])
    letters = [c for c in plain if c.isalpha()]
    if letters and sum(c.isupper() for c in letters) > 0.6 * len(letters):
        return ()
    words = list(_NAME.finditer(plain))
    found: list[Name] = []
    k = 0
    while k < len(words):
        if not plain[words[k].start()].isupper():
            k += 1
            continue
        opens = k == 0 or _opens(plain, words[k - 1].end(), words[k].start())
        if not _is_name(words[k].group(), opens=opens):
            k += 1
            continue
        last = _run_end(plain, words, k)
        before = "" if opens or k == 0 else words[k - 1].group().lower()
        if before == "the" and k > 1:
            before = words[k - 2].group().lower()
        name = _made(plain, words[k].start(), words[last].end(), before)
        if name:
            found.append(name)
        k = last + 1
    return tuple(found)


def _run_end(plain: str, words: list[re.Match[str]], k: int) -> int:
    """The last word of the name that begins with word ``k``: capitals side by side, small words only between capitals."""
    while k + 1 < len(words) and not _possessive(words[k].group()):
        if not _adjoins(plain, words[k].end(), words[k + 1].start()):
            break
        step = 1
        while k + step < len(words) and step < 3 and words[k + step].group() in _JOIN:
            step += 1
        if k + step >= len(words) or not _is_name(words[k + step].group(), opens=False):
            break
        if step > 1 and not all(_adjoins(plain, words[k + i].end(), words[k + i + 1].start()) for i in range(step)):
            break
        k += step
    return k


def _possessive(word: str) -> bool:
    return word.endswith(("'s", "s'"))


def _made(plain: str, start: int, end: int, before: str) -> Name | None:
    text = plain[start:end].removesuffix("'s").removesuffix("'")
    words = name_words(text)
    return Name(text, words, before in _FIRM_PLACE, start, start + len(text)) if words else None


def _opens(plain: str, end: int, start: int) -> bool:
    return any(c in plain[end:start] for c in '.!?:"“”\n(;—') or plain[end:start].count("'") > 0


def _adjoins(plain: str, end: int, start: int) -> bool:
    return plain[end:start] in (" ", ". ", "  ", "&", " & ", "\n") or plain[end:start] == "-"


def _is_name(word: str, *, opens: bool) -> bool:
    low = word.lower().removesuffix("'s")
    if (
        not word[0].isupper()
        or any(c.isdigit() for c in word)
        or low in _DATES
        or low in _PRONOUNS
        or _SHORTENED.fullmatch(low)
        or low in NUMBER_WORDS
        or (len(low) == 1 and opens)
    ):
        return False
    if "-" in low and any(part in ordinary_words() and part.islower() for part in word.split("-")[1:]):
        return False
    return not opens or (low not in ordinary_words() and not word.isdigit() and not _bodies(low))


def _bodies(low: str) -> bool:
    """Whether a word is a noun for people in the plural: "Divers", which opens a sentence, is no name."""
    return low.endswith(("s", "men")) and stem(low) in _BODIES


@lru_cache(maxsize=50_000)
def name_words(name: str) -> frozenset[str]:
    """The words a name is compared by: lower case, titles and small words gone, states for their capitals and peoples."""
    low = fold(name).lower().replace(".", "")
    whole = states().get(low)
    if whole:
        return frozenset((whole,))
    parts = [p.removesuffix("'s").strip("'") for p in re.split(r"[\s&-]+", low)]
    for length in (3, 2):
        opening = states().get(" ".join(parts[:length]))
        if opening and len(parts) > length:
            parts[:length] = [opening]
    parts = [p if p in states() else ABBREVIATIONS.get(p, p) for p in parts]
    kept = [p for p in parts if p and p not in _TITLES and p not in _JOIN]
    if not kept and len(parts) > 1 and parts[0] in HONORIFICS:  # Mr King is a name
        kept = parts[-1:]
    return frozenset(states().get(p, p) for p in kept)


def alike(a: Name, b: Name) -> bool:
    """Whether two names may name one thing: shared words, one the initials of the other, one spelling slip."""
    if a.words == b.words:
        return True
    return _alike(a.text, a.words, b.text, b.words) if a.text <= b.text else _alike(b.text, b.words, a.text, a.words)


@lru_cache(maxsize=100_000)
def _alike(a: str, one: frozenset[str], b: str, two: frozenset[str]) -> bool:
    both = one & two
    if both and (_compatible(one - two, two - one) or len(both) >= 3):
        return True
    left, right = one - two, two - one
    if len(left) == len(right) and all(any(_slip(x, y) for y in right) for x in left):
        return True
    whole, other = _letters(a), _letters(b)
    if whole == other or (
        min(len(whole), len(other)) >= 4
        and (f" {a.lower()} " in f" {b.lower()} " or f" {b.lower()} " in f" {a.lower()} ")
    ):
        return True
    return _initials(a, b) or _initials(b, a)


def _letters(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _compatible(left: frozenset[str], right: frozenset[str]) -> bool:
    """One within the other, or nothing but nouns for bodies left over on both sides."""
    if not left or not right:
        return True
    return all(stem(w) in _BODIES for w in left | right) and left == right


def _slip(x: str, y: str) -> bool:
    """One word written two ways: a letter or two apart in a long word, or one the beginning of the other."""
    short, long = sorted((x, y), key=len)
    if long == short + "s" or (len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 3):
        return True
    return len(short) >= 6 and short[0] == long[0] and OSA.distance(short, long) <= len(short) // 6


def _initials(short: str, long: str) -> bool:
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 6 and letters.isupper()):
        return False
    words = [w for w in re.split(r"[\s-]+", long) if w]
    capitals = "".join(w[0] for w in words if w[0].isupper())
    whole = "".join(w[0] for w in words).upper()
    return letters in (capitals, whole) or (
        len(letters) >= 3 and (capitals.startswith(letters) or (letters.startswith(capitals) and len(capitals) >= 3))
    )


@lru_cache(maxsize=1)
def states() -> dict[str, str]:
    """States, seats of government, peoples and adjectives, lower case, to one name of the state."""
    path = files("headwater") / "read" / "data" / "states.txt"
    table: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        parts = [[x.strip().lower() for x in part.split(",")] for part in line.split("|")]
        first = fold(parts[0][0]).replace(".", "")
        for form in (form for part in parts for form in part if form):
            table.setdefault(fold(form).replace(".", ""), first)
            table.setdefault(fold(form).replace(".", "") + "s", first)
    table.update(
        {
            "united nations": "un",
            "us": "united states",
            "usa": "united states",
            "america": "united states",
            "uk": "united kingdom",
            "britain": "united kingdom",
        }
    )
    return table
