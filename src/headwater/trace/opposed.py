"""Does one sentence deny just what the other says? Both must say it of their own, about the same things.

"Not" beside a word that the other sentence has too shows little: "officers were not injured" does not deny "the chief's injuries are
minor", and what is negated under an "if", behind a "who" or as a means ("by putting people to work") is not stated at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from headwater.trace.forbids_figures import DAY_STEMS
from headwater.trace.parts import idle
from headwater.trace.vocabulary import FAILS, NEGATIONS, SMALL, TELLING
from headwater.trace.wording import LONGEST_TEXT, Token, fold, wording

LEAST_ABOUT = 2
"""Words that both clauses have around the one that is negated in one of them."""
REACH = 3
"""Words with meaning behind a negation that it may turn round."""
_CONDITION = frozenset("if unless whether lest until should".split())
_RELATIVE = frozenset("who which that whom whose".split())
_MEANS = frozenset("by for of without from in".split())
_BREAKS = frozenset("and but while because so although though after before when where since if unless whether".split())
_STOPS = frozenset(',;:.!?—–"“”()')
_LIGHT = frozenset(
    "is are was were be been being am has have had do does did will would can could may might must shall should".split()
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause: its words with meaning, those that a negation reaches, and whether it is said at all."""

    stems: frozenset[str]
    turned: frozenset[str]
    stated: bool


def opposed(a: str, b: str) -> bool:
    """Whether a clause of one text negates what a clause of the other says plainly, about the same things."""
    return any(_turns(x, y) or _turns(y, x) for x in _clauses(a) for y in _clauses(b))


def _turns(denying: _Clause, plain: _Clause) -> bool:
    if not (denying.stated and plain.stated) or not denying.turned or plain.turned & denying.turned:
        return False
    for stem in denying.turned & plain.stems:
        about, there = denying.stems - {stem} - DAY_STEMS, plain.stems - {stem} - DAY_STEMS
        if len(about & there) >= min(LEAST_ABOUT, max(len(about), len(there))) or (there and there <= about):
            return True
    return False


@lru_cache(maxsize=20_000)
def _clauses(text: str) -> tuple[_Clause, ...]:
    tokens = wording(text).tokens
    plain = fold(text[:LONGEST_TEXT])
    parts: list[list[int]] = [[]]
    for i, token in enumerate(tokens):
        between = plain[tokens[i - 1].end : token.start] if i else ""
        if parts[-1] and (any(c in _STOPS for c in between) or token.text.lower() in _BREAKS):
            parts.append([])
        parts[-1].append(i)
    return tuple(_clause(tokens, part) for part in parts)


def _clause(tokens: tuple[Token, ...], part: list[int]) -> _Clause:
    stems = frozenset(tokens[i].stem for i in part if _says(tokens[i]))
    turned: set[str] = set()
    for at, i in enumerate(part):
        if (tokens[i].text.lower() in NEGATIONS and not idle(tokens, i)) or tokens[i].stem in FAILS:
            turned.update([tokens[k].stem for k in part[at + 1 :] if _says(tokens[k])][:REACH])
    return _Clause(stems, frozenset(turned), _is_stated(tokens, part))


def _says(token: Token) -> bool:
    return (token.stem not in SMALL or token.stem in TELLING) and token.text.lower() not in NEGATIONS


def _is_stated(tokens: tuple[Token, ...], part: list[int]) -> bool:
    """Not under a condition, not behind "who" or "which", and no mere means."""
    words = [tokens[i].text.lower() for i in part]
    if any(word in _CONDITION for word in words[:4]):
        return False
    for at, word in enumerate(words):
        if word in _RELATIVE and (at or part[0]) and _verb_follows(words, at):
            return False
        if word in _MEANS and at + 1 < len(words) and words[at + 1].endswith("ing"):
            return False
    return True


def _verb_follows(words: list[str], at: int) -> bool:
    """Whether "that" stands for somebody and doesn't open a statement: a verb comes right behind it."""
    return at + 1 < len(words) and words[at + 1] in _LIGHT
