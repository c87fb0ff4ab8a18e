"""What forbids that two claims are one, however alike their words: another actor, number, polarity, place or date.

Each rule is one function that returns the words that show it, or None. ``differences`` runs them all.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Literal

from headwater.model_trace import Claim, RivalBy
from headwater.trace.cuts import longest_run
from headwater.trace.forbids_figures import day, number
from headwater.trace.naming import Name, alike, name_words, names_in
from headwater.trace.parts import (
    Entity,
    entities,
    flatly_negated,
    hedges,
    idle,
    may_be_one,
    negated_stems,
    negations,
    roles,
    same_entity,
)
from headwater.trace.slots import same_slot, slots
from headwater.trace.vocabulary import (
    FAILS,
    NEGATIONS,
    SMALL,
    SOFT_NEGATIVES,
    TELLING,
)
from headwater.trace.wording import Token, acting_nouns, opposites, stems_of, wording

Difference = tuple[RivalBy, str]

_FIRST = re.compile(r"^\W*(?:I|we|my|our)\b", re.IGNORECASE)
_SOFT = stems_of(SOFT_NEGATIVES | FAILS)
TIGHT = 3
"""Words of a slot in which another name is another one even if the first stands elsewhere in the sentence."""
LEAST_LETTERS = 2
"""Capitals that shorten a name."""
LEAST_UTTERED = 12
"""Words in a row that two people don't say of themselves by chance."""
LEAST_ROW, LONGEST = 4, 120
"""Words of a text that stands whole in another, and words of a text that are looked at."""
NEAR = 4
"""Words beside it that can turn it round."""
_UNTRUE = stems_of("false untrue wrong lie lies denied rejected doubtful unlikely".split())
_STRENGTH = {"CT+": 3, "CT-": 3, "PR+": 2, "PR-": 2, "PS+": 1, "PS-": 1}


def differences(a: Claim, b: Claim) -> tuple[Difference, ...]:
    """Everything in which two claims differ that makes rivals of them, with the words that show it."""
    found: list[Difference] = []
    for by, rule in (
        ("actor", _actor),
        ("number", number),
        ("polarity", _polarity),
        ("place", _place),
        ("date", day),
    ):
        words = rule(a, b)
        if words and by not in {f[0] for f in found}:
            found.append((by, words))  # type: ignore[arg-type]
    return tuple(found)


def certainty_differs(a: Claim, b: Claim) -> str | None:
    """The words that show that one is said more surely than the other; None when they are equally sure."""
    one, two = strength(a), strength(b)
    if one != two:
        return f"{_how_sure(a, one)} against {_how_sure(b, two)}"
    here, there = hedges(a.text), hedges(b.text)
    if len(here) != len(there):
        more = here if len(here) > len(there) else there
        rest = Counter(w for w, _ in more) - Counter(w for w, _ in (there if more is here else here))
        return f"one also has “{min(rest)}”" if rest else None
    return None


def strength(claim: Claim) -> int:
    """3 for flat, 2 for probable, 1 for possible, 0 for open, by the reading's label and the hedges in the words."""
    label = _STRENGTH.get(claim.certainty.label, 0)
    words = [force for _, force in hedges(claim.text)]
    return min([label, *words])


def _how_sure(claim: Claim, level: int) -> str:
    words = [w for w, _ in hedges(claim.text)] or [m.text for m in claim.certainty.markers]
    shown = f" (“{words[0]}”)" if words else ""
    return ("open", "possible", "probable", "flat")[level] + (shown if level < 3 else "")


# actors and places


def _actor(a: Claim, b: Claim) -> str | None:
    """Who did it: "I" of two voices, roles turned round about one verb, or another actor in the same place."""
    first_person = _FIRST.match(a.text) and _FIRST.match(b.text) and a.actor and b.actor
    if first_person and not _one_speaker(a.actor or "", b.actor or "") and not _one_utterance(a, b):
        return f"“{a.actor}” speaks of itself in one, “{b.actor}” in the other"
    return (
        _turned_round(a.text, b.text)
        or _replaced(a, b, place=False)
        or _replaced_noun(a.text, b.text)
        or _other_doer(a, b)
    )


def _place(a: Claim, b: Claim) -> str | None:
    """Another place name in the same place of the sentence."""
    return _replaced(a, b, place=True) or _other_place(a, b)


def _one_speaker(a: str, b: str) -> bool:
    """Whether two voices may be one: a name in common, or one of them without a name ("the nominee of the Reform Party")."""
    if a[:1].islower() or b[:1].islower():
        return True
    one, two = names_in(a), names_in(b)
    if not one or not two:
        return True
    return any(x.words & y.words or alike(x, y) for x in one for y in two)


def _one_utterance(a: Claim, b: Claim) -> bool:
    """Whether both are quoted in the same words, so many that they were said once, whoever is named for them."""
    first, second = sorted((a.text, b.text))
    words = longest_run(first, second)[1]
    return a.direct and b.direct and words >= LEAST_UTTERED and words >= 0.8 * len(wording(first).tokens)


def _turned_round(a: str, b: str) -> str | None:
    one, two = roles(a), roles(b)
    for verb in sorted(one.keys() & two.keys()):
        x, y = one[verb], two[verb]
        if not (x.agent and y.agent and x.patient and y.patient) or same_entity(x.agent, x.patient):
            continue
        if same_entity(x.agent, y.patient) and same_entity(x.patient, y.agent) and not same_entity(x.agent, y.agent):
            return f"“{x.agent.text}” before “{x.patient.text}” in one, the other way round in the other"
    return None


def _apart(a: Claim, b: Claim) -> tuple[list[Entity], list[Entity]]:
    """Entities of each claim that nothing in the other can be."""
    one, two = entities(a.text), entities(b.text)
    known_a, known_b = _spelt(a.names), _spelt(b.names)
    left = [e for e in one if not any(same_entity(e, f) for f in two) and not _listed(e, known_b)]
    right = [e for e in two if not any(same_entity(e, f) for f in one) and not _listed(e, known_a)]
    return left, right


def _listed(entity: Entity, names: tuple[Name, ...]) -> bool:
    return entity.named and any(alike(Name(entity.text, entity.words, False, 0, 0), name) for name in names)


def _replaced(a: Claim, b: Claim, *, place: bool) -> str | None:
    """A name for another name, or an acting noun for another, between words that both claims share.

    One of the two must be new: names that merely change places are no replacement.
    """
    left, right = _apart(a, b)
    if not left and not right:
        return None
    for x, y in same_slot(a.text, b.text):
        here = [e for e in entities(a.text) if _overlap(e, x)]
        there = [f for f in entities(b.text) if _overlap(f, y)]
        for e in here:
            for f in there:
                if e.named != f.named or (e.place or f.place) != place or same_entity(e, f):
                    continue
                if (e in left and f in right) or ((e in left or f in right) and max(len(x), len(y)) <= TIGHT):
                    return f"“{e.text}” in one, “{f.text}” in the other"
    return None


def _replaced_noun(a: str, b: str) -> str | None:
    """One noun for people or bodies in the place of another that can't mean the same ones."""
    one, two = wording(a).tokens, wording(b).tokens
    for x, y in same_slot(a, b):
        here, there = [one[i] for i in x if _acts(one[i])], [two[i] for i in y if _acts(two[i])]
        if (
            not here
            or not there
            or max(len(x), len(y)) > TIGHT
            or _shortens(one, x, two, y)
            or _shortens(two, y, one, x)
        ):
            continue
        new = any(t.stem not in all_stems(b) for t in here) or any(t.stem not in all_stems(a) for t in there)
        if new and not any(may_be_one(t.stem, u.stem) for t in here for u in there):
            return f"“{here[0].text}” in one, “{there[0].text}” in the other"
    return None


def _shortens(one: tuple[Token, ...], short: range, two: tuple[Token, ...], long: range) -> bool:
    """Whether one stretch of words is the other in capitals: the CIA, the Central Intelligence Agency."""
    letters = "".join(two[i].text[0] for i in long if two[i].capital)
    return len(letters) >= LEAST_LETTERS and any(one[i].text.replace(".", "") == letters for i in short)


def _acts(token: Token) -> bool:
    return token.stem in acting_nouns() and not token.text.lower().endswith(("ed", "ing"))


def _overlap(entity: Entity, place: range) -> bool:
    return entity.first < place.stop and place.start < entity.last


def _other_doer(a: Claim, b: Claim) -> str | None:
    """Different names before one and the same verb, neither of which the other claim has."""
    left, right = _apart(a, b)
    one, two = roles(a.text), roles(b.text)
    for verb in sorted(one.keys() & two.keys()):
        x, y = one[verb].agent, two[verb].agent
        if x in left and y in right and x and y and x.named and y.named and not x.place and not y.place:
            return f"“{x.text}” in one, “{y.text}” in the other"
    return None


def _other_place(a: Claim, b: Claim) -> str | None:
    left, right = _apart(a, b)
    places_a, places_b = [e for e in left if e.place], [e for e in right if e.place]
    if len(places_a) == 1 and len(places_b) == 1 and len(entities(a.text)) == len(entities(b.text)):
        return f"“{places_a[0].text}” in one, “{places_b[0].text}” in the other"
    return None


@lru_cache(maxsize=50_000)
def _spelt(names: tuple[str, ...]) -> tuple[Name, ...]:
    return tuple(Name(n, name_words(n), False, 0, 0) for n in names if name_words(n))


# polarity


def _polarity(a: Claim, b: Claim) -> str | None:
    """A negation or denial on one side only, or an opposite in the same place; two of them cancel out."""
    denied = _one_denied(a, b)
    if not denied and "plain" in (around_whole(a.text, b.text), around_whole(b.text, a.text)):
        return None  # the other negations of the longer are about something else
    turned = _negation(a.text, b.text)
    against = opposite(a.text, b.text)
    if (denied + bool(turned) + bool(against)) % 2 == 0:
        return None
    return turned or against or "denied in one, asserted in the other"


def _one_denied(a: Claim, b: Claim) -> bool:
    """Whether one is denied and the other is not.

    "To meet", denied because of the words "his refusal" before it, says what "his refusal to meet" says.
    """
    minus = [c.certainty.label.endswith("-") for c in (a, b)]
    if minus[0] == minus[1]:
        return False
    short, long = (a.text, b.text) if minus[0] else (b.text, a.text)
    return around_whole(short, long) != "turned"


@lru_cache(maxsize=20_000)
def around_whole(short: str, long: str) -> Literal["plain", "turned"] | None:
    """Whether the shorter text stands word for word in the longer, and words that turn it round stand beside it there."""
    one, two = ([t.stem for t in wording(text).tokens[:LONGEST]] for text in (short, long))
    for k in range(len(two) - len(one) + 1) if LEAST_ROW <= len(one) < len(two) else ():
        if two[k : k + len(one)] == one:
            beside = two[max(0, k - NEAR) : k] + two[k + len(one) : k + len(one) + NEAR]
            turned = any(s in NEGATIONS or s in _UNTRUE or s.startswith(tuple(FAILS)) for s in beside)
            return "turned" if turned else "plain"
    return None


def _negation(a: str, b: str) -> str | None:
    """One side negates what the other says plainly, and the other has no word of its own that could carry a negation."""
    even = negations(a) == negations(b)
    one, two = (flatly_negated(a), flatly_negated(b)) if even else (negated_stems(a), negated_stems(b))
    if even and (not one or not two or one & two):
        return None
    for here, there, text, other in ((one, two, a, b), (two, one, b, a)):
        if not even and (there - here or _soft(other) - _soft(text)):
            continue
        for stem in sorted(here - there):
            if stem in all_stems(other) and (stem not in SMALL or stem in TELLING):
                return f"“{stem}” is negated in one, not in the other"
    if even:
        return None
    return _put_in(a, b) or _put_in(b, a)


def _put_in(plain: str, other: str) -> str | None:
    """A negation that the other sentence has in a place where this one has nothing of the kind, all around being equal."""
    one, two = wording(plain).tokens, wording(other).tokens
    for slot in slots(plain, other):
        negations = [two[i].text for i in slot.right if two[i].text.lower() in NEGATIONS and not idle(two, i)]
        replaced = [t for t in (*(one[i] for i in slot.left), *(two[i] for i in slot.right)) if _telling(t)]
        if len(negations) == 1 and not replaced and len(slot.right) <= TIGHT and not _soft(plain) - _soft(other):
            return f"“{negations[0]}” stands in one, not in the other"
    return None


def _telling(token: Token) -> bool:
    return token.stem not in SMALL and token.text.lower() not in NEGATIONS


@lru_cache(maxsize=50_000)
def _soft(text: str) -> frozenset[str]:
    """Words that could carry a negation: "stop", "lack", "overturn", "only", and "not" itself."""
    return frozenset(t.stem for t in wording(text).tokens if t.stem in _SOFT or t.text.lower() in NEGATIONS)


@lru_cache(maxsize=50_000)
def all_stems(text: str) -> frozenset[str]:
    """Stems of all words of a text but its negations."""
    return frozenset(t.stem for t in wording(text).tokens if t.stem not in NEGATIONS)


def opposite(a: str, b: str) -> str | None:
    """A word and its opposite in one place of the two sentences, if there is one."""
    tokens_a: tuple[Token, ...] = wording(a).tokens
    tokens_b: tuple[Token, ...] = wording(b).tokens
    for one, two in same_slot(a, b):
        for i in one:
            for k in two:
                if (
                    frozenset((tokens_a[i].stem, tokens_b[k].stem)) in opposites()
                    and tokens_a[i].stem != tokens_b[k].stem
                ):
                    return f"“{tokens_a[i].text}” in one, “{tokens_b[k].text}” in the other"
    return None
