"""Contents that state nothing: "her position on the bridge", "the speech", "the Harbour Board and the Pilots".

Somebody criticised, discussed or supported such a thing; what is said about it stands elsewhere. What has a verb, stands in quotation
marks, or is told as something that there is ("gunfire near the school", "a clamp on the pipe") is a claim like any other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from headwater.model import Stance
from headwater.trace.naming import names_in
from headwater.trace.vocabulary import IRREGULAR
from headwater.trace.wording import Token, stems_of, wording

_KNOWN = re.compile(
    r"^\W*(?:the|this|that|these|those|his|her|its|their|our|my|your|him|them|it|us|such|any|all|[\w’'. -]{1,40}?['’]s?)\s",
    re.IGNORECASE,
)
"""Begins as things do that are already known: "her stance", "the speech", "Ms Wynn's plan"."""
_VERBS = frozenset(
    "is are was were be been being am has have had having do does did can could will would may might must shall should to not n't 'd 'll 've 're 'm "
    "he she they we i you who which that what how why whether where when if because".split()
)
_HAPPENED = stems_of(
    "death dead died dying killed killing injury injured fire explosion blast crash arrest attack shooting theft collapse".split()
)
"""What happens and is named by a noun: "the death of the pilot" is told as much as meant."""
_SAID = re.compile(r"[“\"‘]|\bas\b|^\W*that\s|\b(?:that|it|he|she|there|what|who)['’]s\b", re.IGNORECASE)
"""Shows that something is said: quotation marks, a "that", "it as a nuisance", a shortened verb."""
_ASKED = re.compile(r"^\W*(?:what|how|why|who|whom|where|when|which)\b", re.IGNORECASE)
"""Begins an embedded question."""
MOST = 9
"""Words with meaning that a scrap has at most."""


@lru_cache(maxsize=50_000)
def says_nothing(text: str, open_label: bool = False) -> bool:
    """Whether a content is a thing that is known already, or mere names, and no verb says anything of it.

    ``open_label`` tells that the reading leaves open whether it is so: then no other noun alone says anything either.
    """
    found = wording(text)
    if len(found.content) > MOST or _SAID.search(text) or any(c.isdigit() for c in text):
        return False
    if says_something(found.tokens):
        return False
    if _HAPPENED & found.stems:
        return False
    return open_label or bool(_KNOWN.match(text)) or _names_only(text)


def leaves_open(text: str, stance: Stance) -> bool:
    """Whether a content is a question that somebody merely doubts or denies to know: "can't imagine what the town would be"."""
    return stance in ("doubts", "denies") and bool(_ASKED.match(text))


def says_something(tokens: tuple[Token, ...]) -> bool:
    """Whether a verb may stand among these words."""
    return any(_is_verb(tokens, i) for i in range(len(tokens)))


def _names_only(text: str) -> bool:
    names = names_in(text)
    inside = sum(n.start <= t.start < n.end for t in wording(text).tokens for n in names)
    return bool(names) and inside >= sum(t.stem in wording(text).stems for t in wording(text).tokens)


def _is_verb(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a word may be a verb: a helping one, an irregular past, or one in -ed or -ing that stands before no noun."""
    low = tokens[i].text.lower()
    if low in _VERBS and (i or low not in ("that",)):
        return True
    if tokens[i].capital and i:
        return False
    if low in IRREGULAR and not low.endswith("s"):
        return True
    return low.endswith(("ed", "ing")) and len(low) > 4
