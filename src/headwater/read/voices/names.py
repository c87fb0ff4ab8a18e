"""Whether two written names could be one person's or body's: a score with its reasons.

A list of small functions, each returning a number between 0 and 1 and the words that explain it; ``WEIGHTS`` says how much each counts,
in log-odds. Used across documents, where nothing but the names is known; inside one document ``figures.py`` decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from headwater.read.voices.closed import word_set

THRESHOLD = -0.25
"""Log-odds above which two names are taken as one; chosen by cross-validation (``benchmarks/names.py``)."""

_TITLES = word_set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady hon rev sen senator rep gov governor gen general col colonel capt captain lt "
    "maj sgt president minister chairman shaikh sheikh sheik haji hajji mullah maulavi mawlawi ayatollah sayyid sayed imam judge the of and & a"
)
_FORMS = {
    "incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd", "aktiengesellschaft": "ag", "gesellschaft": "ges",
    "ltda": "ltd", "limitada": "ltd", "private": "pvt", "public": "plc", "ooo": "llc", "oao": "jsc", "zao": "jsc", "pao": "jsc", "sarl": "llc",
    "gmbh": "llc", "organisation": "organization", "centre": "center", "intl": "international", "int'l": "international", "bros": "brothers",
    "st": "saint", "ind": "industries", "mfg": "manufacturing", "natl": "national", "univ": "university", "dept": "department",
    "assn": "association", "govt": "government", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "min": "ministry", "bin": "ibn", "ben": "ibn", "binti": "bint", "mohamed": "muhammad", "mohammed": "muhammad",
    "mohammad": "muhammad", "muhammed": "muhammad", "mohamad": "muhammad", "mohd": "muhammad", "md": "muhammad", "ahmad": "ahmed", "abdel": "abd", "abdul": "abd", "abdal": "abd",
}  # fmt: skip
_COMPANY = word_set(
    "inc corp co ltd ag llc plc jsc sa nv bv se spa srl oy ab as kg lp llp gmbh pvt holding holdings group company bank limited trust fund ges kk pte sas"
)
_ROMAN = re.compile(r"[ivx]+|\d+")
_DIGITS = str.maketrans("0134578", "oleasty"[:7])


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """A name's words in a comparable form: no accents, case, marks or titles; usual variants of one word as one."""
    plain = latin(_split_camel(name)).lower()
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", plain.replace("&", " and "))
    words = [_unleet(w.replace("'", "").replace("’", "")) for w in words]
    kept = [_FORMS.get(w, w) for w in words if w not in _TITLES]
    return tuple(kept or words)


def latin(text: str) -> str:
    """Letters of any alphabet as Latin ones, by the names Unicode gives them; a rough transliteration for comparing."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if ord(c) < 0x300 or not unicodedata.combining(c))
    if plain.isascii():
        return plain
    return "".join(c if c.isascii() else _letter(c) for c in unicodedata.normalize("NFC", plain))


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    name = unicodedata.name(char, "")
    match = re.fullmatch(
        r"(\w+) (?:CAPITAL |SMALL )*(?:FINAL )?(?:LETTER|SYLLABLE|VOWEL SIGN|LIGATURE) (?:SMALL |SHORT |FINAL )*([\w ]+?)(?: WITH .*| SIGN)?",
        name,
    )
    if not match:
        return char if char.isalpha() else " " if char.isspace() or char in "·・-" else ""
    script, letter = match.group(1), match.group(2).lower().split()[-1]
    if script == "CYRILLIC":
        return _CYRILLIC.get(letter, letter[0])
    if script == "GREEK":
        return _GREEK.get(letter, letter[0])
    if script in ("ARABIC", "HEBREW", "ARMENIAN", "GEORGIAN"):
        cluster = re.match(r"[^aeiou]+|[aeiou]", letter)
        return cluster.group() if cluster and letter != "ain" else ""
    return (
        letter
        if "VOWEL" in name or script in ("HANGUL", "KATAKANA", "HIRAGANA", "ETHIOPIC")
        else letter.removesuffix("a")
    )


_CYRILLIC = {
    "be": "b", "ve": "v", "ghe": "g", "de": "d", "ie": "e", "io": "yo", "zhe": "zh", "ze": "z", "ka": "k", "el": "l", "em": "m", "en": "n",
    "pe": "p", "er": "r", "es": "s", "te": "t", "ef": "f", "ha": "kh", "tse": "ts", "che": "ch", "sha": "sh", "shcha": "shch", "yeru": "y",
    "yu": "yu", "ya": "ya", "yi": "yi", "je": "j", "lje": "lj", "nje": "nj", "tshe": "c", "dzhe": "dz", "sign": "",
}  # fmt: skip
_GREEK = {"theta": "th", "phi": "f", "chi": "ch", "psi": "ps", "eta": "i", "upsilon": "y", "beta": "v"}


def _split_camel(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", name)


def _unleet(word: str) -> str:
    if word.isalpha() or word.isdigit():
        return word
    return word.translate(_DIGITS)


def similar(a: str, b: str) -> float:
    """How alike two words are, 0 to 1: spelling and sound-alike spelling, initials counting a little."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.6 if a[0] == b[0] else 0.0
    if a.isdigit() or b.isdigit():
        return 0.0
    close = JaroWinkler.similarity(a, b)
    sound = JaroWinkler.similarity(_sound(a), _sound(b))
    distance = DamerauLevenshtein.distance(a, b)
    if distance == 1 and min(len(a), len(b)) > 3:
        close = max(close, 0.92)
    return max(close, 0.97 * sound) if max(close, sound) > 0.8 else 0.5 * close


_SOUNDS = [
    (re.compile(p), r)
    for p, r in (
        ("[ao]u|w", "v"), ("ph", "f"), ("ck|q|kh|ch|c", "k"), ("sch|sh|zh|tsch|ts|cz|sz|z", "s"), ("dj|dzh|j|y|iy|ij|ie|ei|ee|i", "i"),
        ("gh", "g"), ("th|dh", "t"), ("(.)\\1+", "\\1"), ("[aeou]+", "a"), ("h", ""), ("x", "ks"),
    )
]  # fmt: skip


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=2048)
def _paired(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[tuple[float, str, str], ...]:
    """Best pairing of the words of two names, greedily from the most alike; leftover words pair with nothing."""
    scored = sorted(
        ((similar(a, b) - 0.001 * abs(i - j), i, j) for i, a in enumerate(one) for j, b in enumerate(two)), reverse=True
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    pairs: list[tuple[float, str, str]] = []
    for value, i, j in scored:
        if i not in used_a and j not in used_b and value > 0.45:
            used_a.add(i)
            used_b.add(j)
            pairs.append((value, one[i], two[j]))
    pairs += [(0.0, a, "") for i, a in enumerate(one) if i not in used_a]
    pairs += [(0.0, "", b) for j, b in enumerate(two) if j not in used_b]
    return tuple(pairs)


Feature = Callable[[tuple[str, ...], tuple[str, ...]], float]


def same_words(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The names have the same words in the same order."""
    return float(a == b)


def same_letters(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The names have the same letters, whatever the spaces and the order of words."""
    return float("".join(a) == "".join(b) or (sorted(a) == sorted(b) and len(a) > 2))


def turned_round(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Two words in reverse order, without a comma to explain it."""
    return float(len(a) == len(b) == 2 and a[0] == b[1] and a[1] == b[0])


def worst_pair(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How unlike the least similar words are that stand opposite each other."""
    values = [v for v, x, y in _paired(a, b) if x and y and not (x in _COMPANY or y in _COMPANY)]
    return 1.0 - min(values, default=0.0)


def unlike_pairs(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Some word on each side has no counterpart on the other."""
    left = [x for v, x, y in _paired(a, b) if not y and x not in _COMPANY]
    right = [y for v, x, y in _paired(a, b) if not x and y not in _COMPANY]
    return float(min(len(left), len(right), 2)) / 2


def left_over(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Share of words that only one of the names has."""
    pairs = _paired(a, b)
    alone = [x or y for v, x, y in pairs if not (x and y) and (x or y) not in _COMPANY]
    return len(alone) / max(len(a), len(b), 1)


def mean_likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How alike the paired words are on average, long words counting more."""
    pairs = [(v, max(len(x), len(y))) for v, x, y in _paired(a, b) if x and y]
    total = sum(n for _, n in pairs)
    return sum(v * n for v, n in pairs) / total if total else 0.0


def ends_agree(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """First and last words agree."""
    return similar(a[0], b[0]) * similar(a[-1], b[-1])


def last_differs(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The last words differ while the first agree."""
    return float(similar(a[0], b[0]) > 0.9 and similar(a[-1], b[-1]) < 0.85)


def first_differs(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The first words differ while the last agree."""
    return float(similar(a[-1], b[-1]) > 0.9 and similar(a[0], b[0]) < 0.85)


def numbers_differ(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The names hold different numbers."""
    one, two = ([w for w in n if _ROMAN.fullmatch(w)] for n in (a, b))
    return float(bool(one) and bool(two) and one != two)


def initials(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """One name is the initials of the other."""
    short, long = sorted((a, b), key=len)
    return float(len(short) == 1 and len(long) > 1 and len(short[0]) > 1 and short[0] == "".join(w[0] for w in long))


def whole_likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Likeness of the names written without spaces."""
    return DamerauLevenshtein.normalized_similarity("".join(a), "".join(b))


def short_name(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """One of the names is a single word."""
    return float(min(len(a), len(b)) == 1 and len(a) != len(b))


def few_edits(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The names differ by at most two letters altogether."""
    distance = DamerauLevenshtein.distance("".join(a), "".join(b))
    return (3 - distance) / 3 if distance < 3 else 0.0


def far_pair(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """A word is three letters or more away from the one opposite."""
    pairs = [(x, y) for v, x, y in _paired(a, b) if x and y and min(len(x), len(y)) > 1]
    return float(any(DamerauLevenshtein.distance(x, y) >= 3 for x, y in pairs))


def two_edits(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """A word is two letters away from the one opposite."""
    pairs = [(x, y) for v, x, y in _paired(a, b) if x and y and min(len(x), len(y)) > 1]
    return float(max((DamerauLevenshtein.distance(x, y) for x, y in pairs), default=0) == 2)


def sounds_same(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Every pair of words sounds the same."""
    pairs = [(x, y) for v, x, y in _paired(a, b) if x and y]
    return float(bool(pairs) and all(_sound(x) == _sound(y) for x, y in pairs))


def within(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """All words of one name stand in the other."""
    short, long = sorted((set(a), set(b)), key=len)
    return float(short < long)


def one_unlike(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """All words but one on each side are the same."""
    return float(len(set(a) - set(b)) == 1 and len(set(b) - set(a)) == 1 and len(a) > 1)


def other_order(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The same words in another order."""
    return float(a != b and sorted(a) == sorted(b))


def initial_for_word(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """An initial stands for a word."""
    return float(any(v and 1 in (len(x), len(y)) and x != y for v, x, y in _paired(a, b) if x and y))


def body(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """One of the names is a company's."""
    return float(any(w in _COMPANY for w in (*a, *b)))


def form_differs(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Both name a legal form, and not the same."""
    one, two = ({w for w in n if w in _COMPANY} for n in (a, b))
    return float(bool(one) and bool(two) and not one & two)


def always(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Any two names, before they are looked at."""
    return 1.0


FEATURES: tuple[Feature, ...] = (
    always, same_words, same_letters, turned_round, worst_pair, unlike_pairs, left_over, mean_likeness, ends_agree, last_differs,
    first_differs, numbers_differ, initials, whole_likeness, short_name, few_edits, far_pair, two_edits, sounds_same, within, one_unlike,
    other_order, initial_for_word, body, form_differs,
)  # fmt: skip

WEIGHTS: dict[str, float] = {
    "always": 1.60,
    "same_words": 0.57,
    "same_letters": 0.32,
    "turned_round": 0.30,
    "worst_pair": -0.04,
    "unlike_pairs": -3.66,
    "left_over": -0.15,
    "mean_likeness": -0.46,
    "ends_agree": -0.69,
    "last_differs": -0.45,
    "first_differs": -0.29,
    "numbers_differ": 1.44,
    "initials": 0.54,
    "whole_likeness": -0.13,
    "short_name": -0.23,
    "few_edits": 4.03,
    "far_pair": -1.59,
    "two_edits": 0.50,
    "sounds_same": -0.36,
    "within": 0.79,
    "one_unlike": -0.32,
    "other_order": -0.31,
    "initial_for_word": -0.15,
    "body": 0.06,
    "form_differs": -0.10,
}
"""Log-odds for one unit of each feature, fitted by ``python -m benchmarks.names DATA_DIR --fit``."""


def values(a: str, b: str) -> list[float]:
    """The features' values for two names, in the order of ``FEATURES``."""
    one, two = sorted((parts(a), parts(b)))
    if not one or not two:
        return [1.0] + [0.0] * (len(FEATURES) - 1)
    return [feature(one, two) for feature in FEATURES]


def same_name(a: str, b: str) -> tuple[float, str]:
    """Log-odds that two names are one person's or body's, and the reasons that weigh most.

    Symmetric. Above ``THRESHOLD`` the names are taken as one.
    """
    terms = [(WEIGHTS[f.__name__] * v, f) for f, v in zip(FEATURES, values(a, b), strict=True)]
    total = sum(term for term, _ in terms)
    return total, _reasons(terms)


def _reasons(terms: Sequence[tuple[float, Feature]]) -> str:
    strong = sorted((t for t in terms if t[1] is not always and abs(t[0]) >= 0.3), key=lambda t: -abs(t[0]))[:3]
    return "; ".join(f"{(f.__doc__ or '').rstrip('.')} ({term:+.1f})" for term, f in strong)
