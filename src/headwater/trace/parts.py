"""Who did what to whom in a sentence, by word order alone: actors, what is negated, what is hedged.

No parser: English news puts the doer before an active verb and after "by" behind a passive one, and that is enough to tell
"A blamed B" from "B blamed A". Where the words do not show it, nothing is claimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from headwater.trace.naming import HONORIFICS, Name, name_words, names_in
from headwater.trace.vocabulary import ALIKE, BODIES, FAILS, HEDGES, NEGATIONS, NUMBER_WORDS, SMALL, TELLING
from headwater.trace.wording import Token, ordinary_words, stems_of, wording

_BE = frozenset("is are was were be been being am get got gets".split())
_AUXILIARY = _BE | frozenset(
    "has have had do does did will would can could may might must shall should 's 'd 'll 've wo ca".split()
)
_SKIPPED = frozenset(
    "to the a an any of been be being have had has yet ever even only just be it that this his her their its".split()
)
_RELATIVE = frozenset(
    "who which that whom whose when where because although though while if as after before until since".split()
)
_VERB_ENDING = re.compile(r"(?:ed|ing|s)$")
_BODIES = stems_of(BODIES)
_ALIKE = tuple(stems_of(group) for group in ALIKE)
_FAILS = stems_of(FAILS)
_NOT = frozenset(("not", "n't", "never"))
_REACH = 1
"""Words behind a negation that it surely reaches."""
_BEFORE_NOUNS = (
    frozenset("a an the this these those his her its their our my your no any some every each several".split())
    | frozenset("of in at on for with from by before after during since until".split())
    | frozenset(NUMBER_WORDS)
)
"""What stands right behind one of these is no verb, unless it ends in -ing: "two weeks", "before the elections"."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name or a noun that can act: its words for comparing, how it is written, and the tokens it covers (half open)."""

    words: frozenset[str]
    text: str
    first: int
    last: int
    named: bool
    place: bool = False


@dataclass(frozen=True, slots=True)
class Roles:
    """Who stands where around one verb: the doer and the one it is done to, as far as word order shows."""

    agent: Entity | None
    patient: Entity | None


@lru_cache(maxsize=50_000)
def entities(text: str) -> tuple[Entity, ...]:
    """Names and acting nouns of a text, in order; a noun beside a name ("Minister Teld") belongs to it."""
    tokens = wording(text).tokens
    found: list[Entity] = []
    taken: set[int] = set()
    for name in names_in(text):
        inside = [i for i, t in enumerate(tokens) if name.start <= t.start and t.end <= name.end]
        if not inside:
            continue
        last = tokens[inside[-1]]
        plain = (
            last.stem in _BODIES
            and tokens[inside[0]].text.lower() not in HONORIFICS
            and all(tokens[i].text.lower() in ordinary_words() for i in inside)
        )
        words = frozenset((last.stem,)) if plain else name.words
        found.append(Entity(words, name.text, inside[0], inside[-1] + 1, not plain, name.place and not plain))
        taken.update(inside)
    for i, token in enumerate(tokens):
        if i in taken or token.stem not in _BODIES or i + 1 in taken or i - 1 in taken:
            continue
        if token.text.lower().endswith(("ed", "ing")) or (i + 1 < len(tokens) and tokens[i + 1].stem in _BODIES):
            continue
        found.append(Entity(frozenset((token.stem,)), token.text, i, i + 1, False))
    return tuple(sorted(found, key=lambda e: e.first))


@lru_cache(maxsize=50_000)
def roles(text: str) -> dict[str, Roles]:
    """The verbs of a text (by stem; the first use of each) with whoever stands before and behind them."""
    tokens = wording(text).tokens
    people = entities(text)
    covered = {i for e in people for i in range(e.first, e.last)}
    table: dict[str, Roles] = {}
    for i, token in enumerate(tokens):
        if i in covered or token.stem in table or not _verb_like(token) or _noun_here(tokens, i):
            continue
        before = next((e for e in reversed(people) if e.last <= i and i - e.last <= 6), None)
        behind = next((e for e in people if e.first > i and e.first - i <= 5), None)
        if before is None and behind is None:
            continue
        table[token.stem] = _placed(tokens, i, before, behind, people)
    return table


def _placed(
    tokens: tuple[Token, ...], i: int, before: Entity | None, behind: Entity | None, people: tuple[Entity, ...]
) -> Roles:
    by = next(
        (
            e
            for e in people
            if e.first > i
            and any(tokens[k].text.lower() == "by" for k in range(max(i + 1, e.first - 3), e.first))
            and e.first - i <= 8
        ),
        None,
    )
    passive = any(tokens[k].text.lower() in _BE for k in range(max(0, i - 3), i)) and not tokens[
        i
    ].text.lower().endswith("ing")
    if passive or (
        by is not None and by.first - i <= 4 and tokens[i].text.lower().endswith(("ed", "en", "t", "d", "n"))
    ):
        return Roles(by, before)
    return Roles(before, behind)


def _verb_like(token: Token) -> bool:
    low = token.text.lower()
    return (
        token.stem not in SMALL
        and token.stem not in _BODIES
        and low.isalpha()
        and (low != token.stem or bool(_VERB_ENDING.search(low)))
    )


def _noun_here(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the word before shows that what looks like a verb is a noun."""
    before = tokens[i - 1].text.lower() if i else ""
    if tokens[i].text.lower().endswith("ing"):
        return False
    return before in _BEFORE_NOUNS or before[:1].isdecimal()


def actor_of(text: str) -> str | None:
    """Whoever stands first before a verb, or behind "by" after a passive one; None where the words do not show it."""
    people = entities(text)
    if not people:
        return None
    for verb in roles(text).values():
        return verb.agent.text if verb.agent else None
    return people[0].text if people[0].first <= 3 else None


@lru_cache(maxsize=50_000)
def negated_stems(text: str) -> frozenset[str]:
    """Stems that a negation reaches: the first words behind "not", "never", "no", "failed to"."""
    tokens = wording(text).tokens
    reached: set[str] = set()
    for i, token in enumerate(tokens):
        if token.text.lower() in NEGATIONS or token.stem in _FAILS:
            if token.text.lower() in ("not", "no") and idle(tokens, i):
                continue
            reached.update(_behind(tokens, i))
            if token.text.lower() in ("no", "nobody", "none", "nothing", "neither"):
                reached.update(_predicate(tokens, i))
    return frozenset(reached)


@lru_cache(maxsize=50_000)
def flatly_negated(text: str) -> frozenset[str]:
    """Stems right behind "not" or "never", which reaches them without doubt."""
    tokens = wording(text).tokens
    found = [
        s for i, t in enumerate(tokens) if t.text.lower() in _NOT and not idle(tokens, i) for s in _behind(tokens, i)
    ]
    return frozenset(found)


def idle(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a negation turns nothing round: "not only", "no doubt", "whether or not", "No. 2"."""
    behind = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
    before = tokens[i - 1].text.lower() if i else ""
    if tokens[i].text == "No" and behind.isdecimal():
        return True
    return (
        behind in ("only", "just", "doubt", "matter", "least", "later", "more", "less", "fewer", "sooner")
        or before == "or"
    )


def _behind(tokens: tuple[Token, ...], i: int) -> list[str]:
    found: list[str] = []
    for token in tokens[i + 1 : i + 7]:
        low = token.text.lower()
        if low in _SKIPPED or low in _AUXILIARY or low.endswith("ly") or (low in SMALL and low not in TELLING):
            continue
        found.append(token.stem)
        if len(found) == _REACH:
            break
    return found


def _predicate(tokens: tuple[Token, ...], i: int) -> list[str]:
    """What is said of a "no …" subject: the first words behind the next auxiliary or verb."""
    for k in range(i + 1, min(len(tokens), i + 12)):
        if tokens[k].text.lower() in _AUXILIARY:
            return _behind(tokens, k)
    return []


def negated(text: str) -> bool:
    """Whether the main clause is negated: an odd number of negations before the first subordinate one."""
    tokens = wording(text).tokens
    count = 0
    for i, token in enumerate(tokens):
        low = token.text.lower()
        if i > 3 and low in _RELATIVE and count == 0 and i > len(tokens) // 2:
            break
        if (low in NEGATIONS and not idle(tokens, i)) or (
            token.stem == "fail" and i + 1 < len(tokens) and tokens[i + 1].text.lower() == "to"
        ):
            count += 1
    return count % 2 == 1


@lru_cache(maxsize=50_000)
def negations(text: str) -> int:
    """How many negations a text has, "failed to" and "refused" included."""
    tokens = wording(text).tokens
    return sum((t.text.lower() in NEGATIONS and not idle(tokens, i)) or t.stem in _FAILS for i, t in enumerate(tokens))


@lru_cache(maxsize=50_000)
def hedges(text: str) -> tuple[tuple[str, int], ...]:
    """Hedging words of a text with their force: 1 leaves it open, 2 makes it probable. A month is no "may"."""
    tokens = wording(text).tokens
    found = []
    for i, token in enumerate(tokens):
        low = token.text.lower()
        if low not in HEDGES or low == "should":
            continue
        if low == "may" and ((token.capital and i > 0) or (i + 1 < len(tokens) and tokens[i + 1].text[:1].isdecimal())):
            continue
        if low in ("could", "can") and any(t.text.lower() in NEGATIONS for t in tokens[i + 1 : i + 2]):
            continue
        if low in ("suspect", "suspects", "suspected") and _is_noun(tokens, i):
            continue
        if low in ("thought", "believed") and not _passive(tokens, i):
            continue
        found.append((low, HEDGES[low]))
    return tuple(found)


def _is_noun(tokens: tuple[Token, ...], i: int) -> bool:
    before = tokens[i - 1].text.lower() if i else ""
    behind = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
    return before in (
        "the",
        "a",
        "two",
        "three",
        "main",
        "prime",
        "his",
        "her",
        "their",
        "another",
        "both",
    ) or behind in (
        "was",
        "were",
        "is",
        "are",
        "in",
        "had",
        "has",
    )


def _passive(tokens: tuple[Token, ...], i: int) -> bool:
    return any(t.text.lower() in _BE for t in tokens[max(0, i - 2) : i]) or i == 0


def same_entity(a: Entity, b: Entity) -> bool:
    """Whether two may be one: names by their words, nouns by what they can be called."""
    from headwater.trace.naming import alike

    if a.named and b.named:
        return alike(Name(a.text, a.words, False, 0, 0), Name(b.text, b.words, False, 0, 0))
    if a.words & b.words:
        return True
    if a.named or b.named:
        noun, name = (b, a) if a.named else (a, b)
        return bool(noun.words & frozenset(_stems(name)))
    return any(a.words <= group and b.words <= group for group in _ALIKE)


def may_be_one(noun: str, other: str) -> bool:
    """Whether two stems of acting nouns may name the same people."""
    return noun == other or any(noun in group and other in group for group in _ALIKE)


def _stems(name: Entity) -> set[str]:
    from headwater.trace.wording import stem

    return {stem(word) for word in name_words(name.text)}
