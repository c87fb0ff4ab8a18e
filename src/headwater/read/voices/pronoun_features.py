"""What speaks for and against a pronoun naming a figure, as named numbers.

Everything is read off words and places; no feature looks at gender, and none at who somebody is. The weights are learned
by ``training/pronouns.py`` and kept in ``weights/pronouns.json``, where they can be read.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from headwater.read.frame import Frame
from headwater.read.voices.closed import (
    ADVERBS,
    AUXILIARIES,
    CLITIC,
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    FEMALE,
    MALE,
    PERSONAL,
    PLURAL,
    POSSESSIVES,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    SPEECH,
    SUBORDINATORS,
    THING,
)

SUBJECT, OBJECT, UNDER, OWNER, OTHER = "subject", "object", "under", "owner", "other"
LONG = 40
"""Words between name and pronoun beyond which the words between them are not looked at."""
_KIN = frozenset(
    [
        "mother",
        "father",
        "brother",
        "sister",
        "son",
        "daughter",
        "wife",
        "husband",
        "uncle",
        "aunt",
        "cousin",
        "nephew",
        "niece",
        "grandfather",
        "grandmother",
        "friend",
        "partner",
        "girlfriend",
        "boyfriend",
        "parents",
        "children",
        "stepfather",
        "stepmother",
        "fiance",
        "fiancee",
        "colleague",
        "rival",
        "boss",
    ]
)
_OPEN, _CLOSE = frozenset({"``", "“", '"'}), frozenset({"''", "”", '"'})


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a figure: its first and last word and what it does in its clause."""

    first: int
    last: int
    role: str


@dataclass(frozen=True, slots=True)
class Rival:
    """A figure that a pronoun could name: its mentions in order, and whether it was named in full at least once.

    ``titled`` says whether the text's title has a word of its name, and 2 whether that is the title's last word.
    """

    places: Sequence[Place]
    named: bool = True
    titled: int = 0


def title_words(title: str | None) -> tuple[str, ...]:
    """The words of a title that may be names, in lower case; what stands in brackets is left out."""
    bare = re.sub(r"\([^)]*\)", " ", title or "")
    return tuple(w.lower() for w in re.findall(r"[^\W\d_]+", bare) if w[0].isupper() and w.lower() not in CLOSED)


def titled(names: Iterable[Sequence[str]], title: Sequence[str]) -> int:
    """`Rival.titled` of a figure by its names."""
    words = {word.lower() for name in names for word in name}
    found = words.intersection(title)
    return (2 if title[-1] in words else 1) if found else 0


def role_of(words: Sequence[str], first: int, last: int) -> str:
    """What a noun phrase does, judged by the words around it."""
    count = len(words)
    after = _behind_apposition(words, last + 1)
    follow = words[after].lower() if after < count else "."
    if last + 1 < count and words[last + 1] in CLITIC and not (after < count and _verbal(words, last + 2)):
        return OWNER
    before = first - 1
    while (
        before >= 0
        and first - before < 6
        and not _closed(words[before])
        and words[before][0].islower()
        and _nounish(words[before])
    ):
        before -= 1
    prior = words[before].lower() if before >= 0 else "."
    if prior in DETERMINERS and before > 0:
        prior = words[before - 1].lower()
    if prior in PREPOSITIONS and prior not in SUBORDINATORS:
        return UNDER
    if follow == "," and prior == "," and after + 1 < count and _verbish(words[after + 1].lower()):
        return SUBJECT
    while follow in ADVERBS or (follow.endswith("ly") and follow.isalpha()):
        after += 1
        follow = words[after].lower() if after < count else "."
    if follow in AUXILIARIES or follow in SPEECH or _verbish(follow):
        return SUBJECT
    if prior in SPEECH:
        return SUBJECT
    if prior not in PUNCTUATION and prior not in CONJUNCTIONS and prior.isalpha() and prior not in DETERMINERS:
        return OBJECT
    if follow in RELATIVES:
        return SUBJECT if prior in PUNCTUATION else OBJECT
    return OTHER


def _verbal(words: Sequence[str], i: int) -> bool:
    return i < len(words) and words[i].lower().endswith(("ing", "ed")) and words[i].islower()


def _verbish(word: str) -> bool:
    if not word.isalpha() or word in PREPOSITIONS or word in CONJUNCTIONS or word in RELATIVES or word in DETERMINERS:
        return False
    return word.endswith(("ed", "s", "t", "d", "e", "k", "w", "n", "ng", "ew")) and word not in PERSONAL


def _nounish(word: str) -> bool:
    return word.isalpha() and word.endswith(
        (
            "er",
            "or",
            "ist",
            "ian",
            "man",
            "ant",
            "ent",
            "er",
            "end",
            "ter",
            "ther",
            "ard",
            "al",
            "ess",
            "te",
            "ng",
            "ef",
        )
    )


def _closed(word: str) -> bool:
    lower = word.lower()
    return (
        lower in DETERMINERS
        or lower in PREPOSITIONS
        or lower in CONJUNCTIONS
        or lower in AUXILIARIES
        or lower in PERSONAL
        or word in PUNCTUATION
    )


def _behind_apposition(words: Sequence[str], i: int) -> int:
    if i < len(words) and words[i] == "(":
        close = next((k for k in range(i, min(len(words), i + 10)) if words[k] == ")"), None)
        return close + 1 if close is not None else i
    if (
        i + 1 < len(words)
        and words[i] == ","
        and (words[i + 1].lower() in DETERMINERS or words[i + 1].lower() in RELATIVES or words[i + 1].isdigit())
    ):
        close = next((k for k in range(i + 2, min(len(words), i + 16)) if words[k] in (",", ".")), None)
        return close + 1 if close is not None and words[close] == "," else i
    return i


def pronoun_role(words: Sequence[str], at: int) -> str:
    """What a pronoun does in its clause; "her" counts as owner before a noun."""
    word = words[at].lower()
    follow = words[at + 1].lower() if at + 1 < len(words) else "."
    if word in ("he", "she", "they", "i", "we"):
        return SUBJECT
    if word in ("his", "hers", "its", "their"):
        return OWNER
    noun = follow[0].isalpha() and follow not in ADVERBS and (not _closed(follow))
    if word == "her" and noun:
        return OWNER
    prior = words[at - 1].lower() if at else "."
    if word == "it":
        return SUBJECT if follow in AUXILIARIES or _verbish(follow) or follow in SPEECH else OBJECT
    return UNDER if prior in PREPOSITIONS else OBJECT


def features(frame: Frame, at: int, rival: Rival, others: Sequence[Rival], mine: str | None = None) -> dict[str, float]:
    """Named numbers for the pronoun at word ``at`` and one figure, seen beside the ``others``.

    ``mine`` is what the pronoun does in its clause, where that is known better than its form shows.
    """
    words = frame.words.text
    mine = mine or pronoun_role(words, at)
    lasts = [p.last for p in rival.places]
    k = bisect_left(lasts, at)
    result: dict[str, float] = {"always": 1.0}
    sentence = frame.sentence_of[at]
    before = rival.places[:k]
    _chain(result, frame, at, rival, before)
    opening = _opening(words, at, frame.first_of_sentence[sentence])
    if before:
        _behind(result, frame, at, mine, before)
    else:
        _ahead(result, frame, at, mine, rival.places[k:])
    _topic(result, rival, others)
    result["mentions before"] = math.log1p(len(before))
    result["mentions"] = math.log1p(len(rival.places))
    result["as subject"] = sum(p.role == SUBJECT for p in before) / (1 + len(before))
    most = max((len(r.places) for r in others), default=0)
    result["most mentioned"] = float(len(rival.places) > most)
    first = min((r.places[0].first for r in others if r.places), default=10**9)
    result["first in text"] = float(bool(rival.places) and rival.places[0].first < first)
    nearest = before[-1].last if before else -1
    between = sum(1 for r in others if any(nearest < p.last < at for p in r.places))
    result["others between"] = min(between, 4) / 2.0
    result["none between"] = float(between == 0 and bool(before))
    here = [p for p in before if frame.sentence_of[p.last] == sentence]
    result["subject here"] = float(any(p.role == SUBJECT for p in here))
    rival_subject = any(
        p.role == SUBJECT and frame.sentence_of[p.last] == sentence and p.last < at for r in others for p in r.places
    )
    result["other subject here"] = float(rival_subject)
    previous = [p for p in before if frame.sentence_of[p.last] == sentence - 1]
    result["subject before"] = float(any(p.role == SUBJECT for p in previous))
    opener = frame.first_of_sentence[sentence - 1] if sentence else -1
    if before:
        gap = min(sentence - frame.sentence_of[before[-1].last], 2)
        result[f"{opening}, {before[-1].role}, {gap}, {mine}"] = 1.0
    rank = min(sum(1 for r in others if any(nearest < p.last < at for p in r.places)), 3)
    result[f"rank {rank}"] = 1.0
    subjects = [p.last for p in before if p.role == SUBJECT]
    rivals = [p.last for r in others for p in r.places if p.role == SUBJECT and p.last < at]
    result["last subject"] = float(bool(subjects) and subjects[-1] > max(rivals, default=-1))
    result["opens sentence before"] = float(any(p.first - opener < 3 for p in previous))
    return result


def _topic(result: dict[str, float], rival: Rival, others: Sequence[Rival]) -> None:
    """Whom the title names the text is about."""
    another = any(other.titled for other in others)
    result["in the title"] = float(rival.titled > 0)
    result["last in the title"] = float(rival.titled == 2)
    result["another in the title"] = float(another)
    result["nobody in the title"] = float(not another and not rival.titled)


def _chain(result: dict[str, float], frame: Frame, at: int, rival: Rival, before: Sequence[Place]) -> None:
    """Pronouns of the same set earlier in the text: a topic goes on."""
    words = frame.words.text
    word = words[at].lower()
    same = next((s for s in (MALE, FEMALE, THING, PLURAL) if word in s), frozenset({word}))
    low = max(0, at - 80)
    chain = [i for i in range(low, at) if words[i].lower() in same]
    if not chain or not rival.places:
        return
    result["comes after the pronouns"] = float(chain[0] < rival.places[0].first)
    if not before:
        return
    place = before[-1]
    between = [i for i in chain if i > place.last]
    result["pronouns between"] = min(len(between), 3) / 2.0
    sentence = frame.sentence_of[place.last]
    earlier = [i for i in chain if i < place.first and frame.sentence_of[i] == sentence]
    if earlier:
        stretch = words[earlier[-1] + 1 : place.first]
        clause = not any(w.lower() in CONJUNCTIONS or w.lower() in RELATIVES or w in PUNCTUATION for w in stretch)
        result["beside another pronoun"] = float(clause)
        result["pronoun earlier in its sentence"] = 1.0
    if between and frame.sentence_of[between[0]] == sentence:
        result["pronoun behind it"] = 1.0


def _opening(words: Sequence[str], at: int, start: int) -> str:
    """How the pronoun's clause begins before it."""
    if at == start or (at == start + 1 and words[start] in PUNCTUATION):
        return "opens sentence"
    prior = words[at - 1].lower()
    if prior in SUBORDINATORS:
        return "behind subordinator, opening" if at - 1 - start < 2 else "behind subordinator"
    if prior in ("and", "but", "or"):
        return "behind and"
    if prior in PUNCTUATION:
        return "behind mark"
    if prior in RELATIVES or prior == "that":
        return "behind relative"
    if prior in PREPOSITIONS:
        return "behind preposition"
    return "inside"


def _behind(result: dict[str, float], frame: Frame, at: int, mine: str, before: Sequence[Place]) -> None:
    words = frame.words.text
    place = before[-1]
    gap = frame.sentence_of[at] - frame.sentence_of[place.last]
    near = "here" if gap == 0 else "before" if gap == 1 else "far"
    result[f"{place.role} {near} for {mine}"] = 1.0
    result[f"{near}"] = 1.0
    result["distance"] = math.log1p(at - place.last) / 3.0
    start = frame.first_of_sentence[frame.sentence_of[place.last]]
    result[f"opens its sentence, {near}"] = float(place.first - start < 3)
    if gap == 0:
        _same_sentence(result, words, at, mine, place)
    prior = [w.lower() for w in words[max(0, place.first - 4) : place.first]]
    if any(w in POSSESSIVES for w in prior) and any(w in _KIN for w in prior):
        result["kin of another"] = 1.0
    if place.first and words[place.first - 1].lower() in ("and", "or"):
        result["joined behind and"] = 1.0
    if place.last + 1 < len(words) and words[place.last + 1].lower() in ("and", "or"):
        result["joined before and"] = 1.0
    follow = words[place.last + 1] if place.last + 1 < len(words) else ""
    result["in brackets"] = float(follow == ")" or words[place.first - 1 : place.first] == ["("])


def _same_sentence(result: dict[str, float], words: Sequence[str], at: int, mine: str, place: Place) -> None:
    stretch = [w.lower() for w in words[place.last + 1 : at]] if at - place.last < LONG else []
    cut = [w for w in stretch if w in CONJUNCTIONS or w in RELATIVES or w in PUNCTUATION]
    result[f"same clause, {place.role} for {mine}"] = float(not cut)
    if not cut and mine in (OBJECT, UNDER) and place.role == SUBJECT:
        result["would be himself"] = 1.0
    if stretch in (["and"], ["or"], ["with"], ["and", "with"]):
        result[f"beside it, {mine}"] = 1.0
    marks = sum(w in ("``", "''", '"', "“", "”") for w in stretch)
    result["quotation between"] = float(marks % 2 == 1)
    if stretch and stretch[-1] in SUBORDINATORS:
        result[f"behind {stretch[-1]}"] = 1.0
    if stretch and stretch[-1] in ("and", "but", ","):
        result[f"behind {stretch[-1]}, {place.role}"] = 1.0
    if any(w in SPEECH or w == "that" for w in stretch) and place.role == SUBJECT:
        result["speech between"] = 1.0
    if any(w in RELATIVES for w in stretch[:2]):
        result["in its relative clause"] = 1.0


def _ahead(result: dict[str, float], frame: Frame, at: int, mine: str, after: Sequence[Place]) -> None:
    if not after:
        return
    place = after[0]
    gap = frame.sentence_of[place.last] - frame.sentence_of[at]
    near = "later here" if gap == 0 else "later"
    result[f"{near}"] = 1.0
    result[f"{near} {place.role} for {mine}"] = 1.0
    result["distance ahead"] = math.log1p(place.first - at) / 3.0
    words = frame.words.text
    start = frame.first_of_sentence[frame.sentence_of[at]]
    if gap == 0 and at - start < 8 and "," in words[at : place.first]:
        result["behind opening clause"] = 1.0
