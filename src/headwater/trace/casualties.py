"""How many were killed and hurt, as one document states it: numbers first, single people named by a noun after.

Figures a document gives for other things (shots, suspects, past years) are passed over as far as the words around them show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.trace.vocabulary import NUMBER_WORDS

_NUMBER = r"(?P<n>\d{1,3}|" + "|".join(w for w in NUMBER_WORDS if w not in ("zero", "hundred", "dozen")) + r"|a|an|the)"
_PEOPLE = (
    r"(?:people|persons?|men|man|women|woman|boys?|girls?|teens?|teenagers?|victims?|children|child|kids?|students?|officers?|adults?|others?|brothers?|sisters?|infants?|toddlers?|babies|baby|"
    r"males?|females?|residents?|bystanders?|soldiers?|deputies|deputy|employees?|customers?|workers?|youths?|juveniles?|minors?|family members?|friends?|suspects?|gun(?:wo)?m[ae]n|shooters?|attackers?)"
)
_FILL = r"(?:(?!(?:\d+|" + "|".join(NUMBER_WORDS) + r"|said|says)\s)[\w'’-]+\s+){0,3}?"
"""Words between a number and the people; another number counts for itself ("the ward said 17 people were hurt")."""
_DEAD = (
    r"(?:dead|killed|fatally\s+(?:shot|wounded|injured)|shot\s+(?:and|to)\s+(?:killed|death)|slain|murdered|died|dies)"
)
_HURT = (
    r"(?:injured|wounded|hurt|hospitali[sz]ed|injur(?:es|ing)|wound(?:s|ing)|treated(?=\s+(?:in|at|for|by)\b|\s*[,.;]))"
)
_BE = r"(?:(?:was|were|are|is|have|has|had|been|being|left|found|critically|seriously|slightly|also|and|reported|declared|pronounced|in)\s+){0,3}"

_DEAD_AFTER = re.compile(rf"\b{_NUMBER}\s+(?:{_FILL}{_PEOPLE}\s+)?(?:who\s+)?{_BE}{_DEAD}\b", re.IGNORECASE)
_DEAD_BEFORE = re.compile(
    rf"\b(?:kill(?:s|ed|ing)|claim(?:s|ed|ing)(?:\s+the\s+lives\s+of)?|leav(?:es|ing)|left)\s+(?:at\s+least\s+)?{_NUMBER}\b(?:\s+{_FILL}{_PEOPLE})?(?P<dead>\s+{_BE}dead)?",
    re.IGNORECASE,
)
_HURT_AFTER = re.compile(rf"\b{_NUMBER}\s+(?:{_FILL}{_PEOPLE}\s+)?(?:who\s+)?{_BE}{_HURT}\b", re.IGNORECASE)
_HURT_BEFORE = re.compile(
    rf"\b(?:injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?)\s+(?:at\s+least\s+)?{_NUMBER}\b", re.IGNORECASE
)
_SHOT = re.compile(
    rf"\b{_NUMBER}\s+(?:{_FILL}{_PEOPLE}\s+)?{_BE}shot\b(?!\s+(?:and|to)\s+(?:killed|death))", re.IGNORECASE
)
_ONE_DEAD = re.compile(
    r"\b(?:died|killed|dead|fatal(?:ly)?|homicide|murder(?:ed)?|slain|deceased|pronounced|passed\s+away|slaying|succumbed|medical\s+examiner|coroner|autopsy|manslaughter)\b",
    re.IGNORECASE,
)
_NOT_DEAD = re.compile(
    r"\b(?:non-?fatal|not?\s+(?:killed|dead)|nearly\s+(?:killed|died)|could\s+have\s+(?:killed|died))\b", re.IGNORECASE
)
_ONE_HURT = re.compile(
    r"\b(?:injur(?:ed|y|ies|ing)|wound(?:ed|s|ing)?|hospitali[sz]ed|(?:critical|stable|serious|fair|good)\s+condition|life-?threatening|expected\s+to\s+(?:survive|recover|be\s+ok)|recovering|shot\s+(?:himself|herself|themsel(?:f|ves))|grazed)\b",
    re.IGNORECASE,
)
_MULTIPLES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
_MULTIPLE = re.compile(
    r"\b(double|triple|quadruple|quintuple)[- ](?:homicide|murder|killing|slaying|fatal)", re.IGNORECASE
)
_MURDER_SUICIDE = re.compile(
    r"\bmurder[- /]suicide\b|\bkill(?:s|ed)\b[^.]{0,60}\b(?:then\s+)?(?:himself|herself|themsel(?:f|ves)|self)\b",
    re.IGNORECASE,
)
LEAST_NAMED = 2
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+$|\d[,.:]?\s*$", re.IGNORECASE
)
_OPENING = 1500
"""Code points in which a report says what happened; what follows is often background."""


_SEVERAL = re.compile(
    r"\b(?:shootings|murders|homicides|killings|stabbings|separate\s+(?:incidents|scenes|cases|attacks))\b",
    re.IGNORECASE,
)
_ATTEMPTED = re.compile(
    r"\b(?:attempted\s+(?:\w+[- ]\w+\s+)?(?:murder|homicide|manslaughter)|(?:homicide|murder)\s+(?:detectives?|units?|squad|division|investigators?))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Toll:
    """Killed and injured as one document has it; None where it says nothing of them.

    ``stated`` if a number was given, not just a noun ("a man"). ``several`` if the document sums up several incidents, so that its
    figures are those of none.
    """

    killed: int | None
    injured: int | None
    stated: bool
    several: bool = False


def toll_of(title: str, text: str) -> Toll:
    """The figures of one document: from its title and opening, the largest that its words give for the one event."""
    opening = f"{title}. {text[:_OPENING]}"
    killed, killed_stated = _largest(opening, _DEAD_AFTER, _DEAD_BEFORE)
    injured, injured_stated = _largest(opening, _HURT_AFTER, _HURT_BEFORE)
    shot, shot_stated = _largest(opening, _SHOT)
    named = _named_count(opening)
    if named and named > (killed or 0):
        killed, killed_stated = named, killed_stated or named > LEAST_NAMED
    if killed is None and _ONE_DEAD.search(_ATTEMPTED.sub(" ", _NOT_DEAD.sub(" ", opening))):
        killed = 1
    if shot_stated and shot and shot > (killed or 0) + (injured or 0):
        injured, injured_stated = shot - (killed or 0), True
    if injured is None and killed is None and _ONE_HURT.search(opening):
        injured = 1
    several = bool(_SEVERAL.search(f"{title}. {text[:300]}"))
    return Toll(killed, injured, killed_stated or injured_stated, several)


def _named_count(text: str) -> int | None:
    """A count in a name: "double homicide", "murder-suicide" (two at least)."""
    match = _MULTIPLE.search(text)
    if match:
        return _MULTIPLES[match.group(1).lower()]
    return LEAST_NAMED if _MURDER_SUICIDE.search(text) else None


def _largest(text: str, *patterns: re.Pattern[str]) -> tuple[int | None, bool]:
    """The largest number any of the patterns finds, and whether it was a number (not "a man")."""
    best: int | None = None
    stated = False
    for pattern in patterns:
        for match in pattern.finditer(text):
            if pattern is _DEAD_BEFORE and match.group(0).lower().startswith("l") and not match.group("dead"):
                continue
            value = _value(match.group("n"))
            if value is None or re.match(
                r"\s*[-‐]?(?:year|day|time|shot|round|hour|minute|block|a\.m|p\.m|percent|%|:|\.\d)",
                text[match.end("n") : match.end("n") + 9],
                re.IGNORECASE,
            ):
                continue
            if _MONTH.search(text[max(0, match.start("n") - 12) : match.start("n")]):
                continue
            if best is None or value > best:
                best, stated = value, match.group("n").lower() not in ("a", "an", "the")
    return best, stated


def _value(word: str) -> int | None:
    low = word.lower()
    if low in ("a", "an", "the"):
        return 1
    value = int(low) if low.isdecimal() else int(NUMBER_WORDS.get(low, 0))  # 0: a dotless "fıve", a long-s "ſix"
    return value if 0 < value < 500 else None
