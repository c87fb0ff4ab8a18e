"""Lines of a page that label and state nothing: a bare site title, a stamp of day and hour, whose picture it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.voices.finite import finite_verb, is_verb_form

MOST_WORDS = 6
"""Words of a line that may be a bare title; a longer one says something."""

_SMALL = frozenset("of the and & for a an".split())
_DAY = "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r?s?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    "dec(?:ember)?"
)
_STAMP = re.compile(
    r"(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|filed|recorded)\b:?\s+)?"
    rf"(?=.{{0,80}}\d)(?:\b(?:{_DAY}|{_MONTH}|on|at|\d{{1,4}}(?:st|nd|rd|th)?|[ap]\.?m\.?|[ecmp][sd]?t|gmt|utc|local|time)(?!\w)|[\s,:|./·–-])+\Z",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:file |staff |courtesy )?(?:photo|photos|photograph|image|images|picture|pictures|video|graphic|illustration)"
    r"(?: (?:credit|by|courtesy(?: of)?))?\s?[:/]|[^.:]{0,80}\b(?:photo )?credit:|[^.]{0,80}©|photos?\b[^.]{0,40} courtesy of\b|(?:quick|related|useful) links\b"
    r"|page \d+ of \d+|date: |source: \w+\Z"
    r"|more [^.]{0,60}\b(?:stories|news|headlines)\Z",
    re.IGNORECASE,
)


def is_stamp(sentence: str) -> bool:
    """Whether a sentence is nothing but a day and an hour, or says whose picture stands there."""
    return bool(_STAMP.match(sentence) or (sentence[-1:] not in ("?", "!") and _CREDIT.match(sentence)))


def is_bare_title(words: Sequence[str]) -> bool:
    """Whether a line is capitalised words alone, none of them a verb or a number: "The Harbour Gazette Online"."""
    if len(words) > MOST_WORDS or words[-1][-1] in ".?!" or any(c.isdigit() for word in words for c in word):
        return False
    if not all(word[0].isupper() or word in _SMALL or not word[0].isalnum() for word in words):
        return False
    lower = [word.lower() for word in words]
    return finite_verb(lower, 0, len(lower)) is None and not any(_may_act(word) for word in lower)


def _may_act(word: str) -> bool:
    return is_verb_form(word) or (word.endswith(("ed", "ing")) and len(word) > 4) or word in ("no", "not")
