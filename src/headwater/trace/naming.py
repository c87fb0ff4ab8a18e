"""Names in a text, by their capitals, and whether two of them may name one thing.

No list of persons or parties is used. The only list is that of all states with their capitals and demonyms, because a
capital, a people and a state may stand for one government; it is complete and even-handed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from headwater.trace.vocabulary import BODIES
from headwater.trace.wording import fold, ordinary_words, stem

PLACE_WORDS = frozenset(
    "in at near from to outside off around inside across throughout into toward towards via of".split()
)
_FIRM_PLACE = frozenset("in at near outside off inside throughout across".split())
_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun am pm a.m p.m gmt bst cet est edt pst pdt easter christmas".split()
)
_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady dame prof professor president minister prime premier chancellor senator sen rep representative gov governor gen general col colonel capt captain "
    "commander lt sgt sergeant judge justice chief mayor secretary king queen prince princess pope bishop father sister deputy former vice foreign interior defence defense officer detective the rev st".split()
)
_NAME = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*(?:['-][^\W\d_][^\W_]*)*(?:'[^\W\d_]+)?",
)
_JOIN = frozenset("of the de la le del der van von bin ibn al el da di du and & for".split())
_PRONOUNS = frozenset("i i'm i'd i've i'll".split())


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
    plain = fold(text)
    letters = [c for c in plain if c.isalpha()]
    if letters and sum(c.isupper() for c in letters) > 0.6 * len(letters):
        return ()
    words = list(_NAME.finditer(plain))
    found: list[Name] = []
    run: list[re.Match[str]] = []
    before = ""
    for k, match in enumerate(words):
        opens = k == 0 or _opens(plain, words[k - 1].end(), match.start())
        if run and not _adjoins(plain, run[-1].end(), match.start()):
            _close(found, run, before, plain)
            run = []
        if _is_name(match.group(), opens=opens and not run):
            if not run:
                before = words[k - 1].group().lower() if k and not opens else ""
            run.append(match)
        elif (
            run
            and match.group().lower() in _JOIN
            and k + 1 < len(words)
            and match.group().lower() not in ("and", "&", "for", "the")
        ):
            follows = words[k + 1]
            joined = _is_name(follows.group(), opens=False) or follows.group().lower() in _JOIN
            if joined and _adjoins(plain, match.end(), follows.start()) and match.group().lower() != "of":
                run.append(match)
            else:
                _close(found, run, before, plain)
                run = []
        elif run:
            _close(found, run, before, plain)
            run = []
    if run:
        _close(found, run, before, plain)
    return tuple(found)


def _opens(plain: str, end: int, start: int) -> bool:
    return any(c in plain[end:start] for c in '.!?:"“”\n(;—') or plain[end:start].count("'") > 0


def _adjoins(plain: str, end: int, start: int) -> bool:
    return plain[end:start] in (" ", ". ", "  ", "&", " & ", "\n") or plain[end:start] == "-"


def _is_name(word: str, *, opens: bool) -> bool:
    low = word.lower().removesuffix("'s")
    if not word[0].isupper() or low in _DATES or low in _PRONOUNS or (len(low) == 1 and opens):
        return False
    return not opens or (low not in ordinary_words() and not word.isdigit())


def _close(found: list[Name], run: list[re.Match[str]], before: str, plain: str) -> None:
    while run and run[-1].group().lower() in _JOIN:
        run.pop()
    if not run:
        return
    text = plain[run[0].start() : run[-1].end()]
    text = text.removesuffix("'s").removesuffix("'")
    words = name_words(text)
    if words:
        found.append(Name(text, words, before in _FIRM_PLACE, run[0].start(), run[0].start() + len(text)))


@lru_cache(maxsize=50_000)
def name_words(name: str) -> frozenset[str]:
    """The words a name is compared by: lower case, titles and small words gone, states for their capitals and peoples."""
    low = fold(name).lower().replace(".", "")
    whole = states().get(low)
    if whole:
        return frozenset((whole,))
    parts = [p.removesuffix("'s").strip("'") for p in re.split(r"[\s&-]+", low)]
    kept = [p for p in parts if p and p not in _TITLES and p not in _JOIN]
    return frozenset(states().get(p, p) for p in kept)


def alike(a: Name, b: Name) -> bool:
    """Whether two names may name one thing: shared words, one the initials of the other."""
    if a.words & b.words:
        return _compatible(a.words, b.words)
    return _initials(a.text, b.text) or _initials(b.text, a.text) or _shortened(a.words, b.words)


def _compatible(a: frozenset[str], b: frozenset[str]) -> bool:
    """One within the other, or nothing but ordinary words of bodies left over on one of the sides."""
    left, right = a - b, b - a
    if not left or not right:
        return True
    return all(stem(w) in BODIES for w in left) and all(stem(w) in BODIES for w in right) and left == right


def _initials(short: str, long: str) -> bool:
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 6 and letters.isupper()):
        return False
    words = [w for w in re.split(r"[\s-]+", long) if w]
    capitals = "".join(w[0] for w in words if w[0].isupper())
    return letters in (capitals, "".join(w[0] for w in words).upper())


def _shortened(a: frozenset[str], b: frozenset[str]) -> bool:
    """'Fed' for 'Federal', 'Merck' for 'Merck's': one word the beginning of the other."""
    return len(a) == len(b) == 1 and any(
        min(x, y, key=len) == max(x, y, key=len)[: min(len(x), len(y))] and min(len(x), len(y)) > 3
        for x in a
        for y in b
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
    table.update(
        {
            "us": "united states",
            "usa": "united states",
            "america": "united states",
            "uk": "united kingdom",
            "britain": "united kingdom",
        }
    )
    return table
