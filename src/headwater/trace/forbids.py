"""What forbids that two claims are one, however alike their words: another actor, number, polarity, place or date.

Each rule is one function that returns the words that show it, or None. ``differences`` runs them all.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from headwater.model_trace import Amount, Claim, RivalBy
from headwater.trace.amounts import differ, written
from headwater.trace.naming import Name, alike, names_in
from headwater.trace.parts import Entity, entities, hedges, negated_stems, roles, same_entity
from headwater.trace.vocabulary import NEGATIONS, OPPOSITES, SMALL
from headwater.trace.wording import Token, wording

Difference = tuple[RivalBy, str]

_FIRST = re.compile(r"^\W*(?:I|we|my|our)\b", re.IGNORECASE)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?m\b", re.IGNORECASE)
_STRENGTH = {"CT+": 3, "CT-": 3, "PR+": 2, "PR-": 2, "PS+": 1, "PS-": 1}


def differences(a: Claim, b: Claim) -> tuple[Difference, ...]:
    """Everything in which two claims differ that makes rivals of them, with the words that show it."""
    found: list[Difference] = []
    for by, rule in (
        ("actor", _actor),
        ("actor", _names),
        ("number", _number),
        ("polarity", _polarity),
        ("place", _place),
        ("date", _date),
    ):
        words = rule(a, b)
        if words and by not in {f[0] for f in found}:
            found.append((by, words))  # type: ignore[arg-type]
    return tuple(found)


def certainty_differs(a: Claim, b: Claim) -> str | None:
    """The words that show that one is said more surely than the other; None when they are equally sure."""
    one, two = strength(a), strength(b)
    if one == two:
        return None
    return f"{_how_sure(a, one)} against {_how_sure(b, two)}"


def strength(claim: Claim) -> int:
    """3 for flat, 2 for probable, 1 for possible, 0 for open, by the reading's label and the hedges in the words."""
    label = _STRENGTH.get(claim.certainty.label, 0)
    words = [force for _, force in hedges(claim.text)]
    return min([label, *words])


def _how_sure(claim: Claim, level: int) -> str:
    words = [w for w, _ in hedges(claim.text)] or [m.text for m in claim.certainty.markers]
    shown = f" (“{words[0]}”)" if words else ""
    return ("open", "possible", "probable", "flat")[level] + (shown if level < 3 else "")


# actors


def _actor(a: Claim, b: Claim) -> str | None:
    """Who did it: roles turned round about one verb, or another acting noun in the same place."""
    if _FIRST.match(a.text) and _FIRST.match(b.text) and a.actor and b.actor and a.document != b.document:
        if not _one_name(a.actor, b.actor):
            return f"“{a.actor}” speaks of itself in one, “{b.actor}” in the other"
    return _turned_round(a.text, b.text) or _replaced_noun(a, b)


def _one_name(a: str, b: str) -> bool:
    one, two = names_in(a), names_in(b)
    if not one or not two:
        return a.lower() == b.lower()
    return any(alike(x, y) for x in one for y in two)


def _turned_round(a: str, b: str) -> str | None:
    one, two = roles(a), roles(b)
    for verb in one.keys() & two.keys():
        x, y = one[verb], two[verb]
        if x.agent and y.agent and x.patient and y.patient and not same_entity(x.agent, x.patient):
            if same_entity(x.agent, y.patient) and same_entity(x.patient, y.agent):
                return f"“{x.agent.text}” before “{x.patient.text}” in one, the other way round in the other"
        if _given_away(x.agent, y.patient, y.agent) or _given_away(y.agent, x.patient, x.agent):
            if x.agent and y.agent and not same_entity(x.agent, y.agent):
                return f"“{x.agent.text}” does it in one, “{y.agent.text}” in the other"
    return None


def _given_away(agent: Entity | None, other_patient: Entity | None, other_agent: Entity | None) -> bool:
    return bool(
        agent
        and other_patient
        and other_agent
        and same_entity(agent, other_patient)
        and not same_entity(agent, other_agent)
    )


def _replaced_noun(a: Claim, b: Claim) -> str | None:
    one, two = entities(a.text), entities(b.text)
    left = [e for e in one if not any(same_entity(e, f) for f in two)]
    right = [e for e in two if not any(same_entity(e, f) for f in one)]
    for x, y in _same_slot(a.text, b.text):
        for e in left:
            for f in right:
                if e.first in x and f.first in y and not (e.named and f.named):
                    return f"“{e.text}” in one, “{f.text}” in the other"
    return None


def _names(a: Claim, b: Claim) -> str | None:
    """Names of which each claim has one that the other has not, none of them a place."""
    pair = _unmatched(a, b, places=False)
    return f"“{pair[0].text}” in one, “{pair[1].text}” in the other" if pair else None


def _place(a: Claim, b: Claim) -> str | None:
    pair = _unmatched(a, b, places=True)
    return f"“{pair[0].text}” in one, “{pair[1].text}” in the other" if pair else None


def _unmatched(a: Claim, b: Claim, *, places: bool) -> tuple[Name, Name] | None:
    known_a, known_b = _known(a), _known(b)
    left = [n for n in names_in(a.text) if not any(alike(n, m) for m in known_b)]
    right = [n for n in names_in(b.text) if not any(alike(n, m) for m in known_a)]
    for x in left:
        for y in right:
            if x.place == y.place == places:
                return x, y
            if x.place != y.place and not places and _slot_of(a.text, b.text, x, y):
                return x, y
    return None


@lru_cache(maxsize=50_000)
def _spelt(names: tuple[str, ...]) -> tuple[Name, ...]:
    from headwater.trace.naming import name_words

    return tuple(Name(n, name_words(n), False, 0, 0) for n in names if name_words(n))


def _known(claim: Claim) -> tuple[Name, ...]:
    return names_in(claim.text) + _spelt(claim.names)


def _slot_of(a: str, b: str, x: Name, y: Name) -> bool:
    tokens_a, tokens_b = wording(a).tokens, wording(b).tokens
    for one, two in _same_slot(a, b):
        if any(x.start <= tokens_a[i].start < x.end for i in one) and any(
            y.start <= tokens_b[i].start < y.end for i in two
        ):
            return True
    return False


@lru_cache(maxsize=20_000)
def _same_slot(a: str, b: str) -> tuple[tuple[range, range], ...]:
    """Stretches of words that stand in the same place of two sentences, between words that both share."""
    one, two = [t.stem for t in wording(a).tokens][:80], [t.stem for t in wording(b).tokens][:80]
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return tuple(
        (range(i, j), range(k, m))
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag == "replace" and j - i <= 6 and m - k <= 6
    )


# numbers and dates


def _number(a: Claim, b: Claim) -> str | None:
    left = [x for x in a.amounts if not any(_comparable(x, y) and not differ(x, y) for y in b.amounts)]
    right = [y for y in b.amounts if not any(_comparable(x, y) and not differ(x, y) for x in a.amounts)]
    for x in left:
        for y in right:
            if _comparable(x, y):
                return f"{written(x)} against {written(y)}"
    return None


_PEOPLE = frozenset(("killed", "injured", "person", "people", None))


def _comparable(x: Amount, y: Amount) -> bool:
    if x.unit == y.unit or x.unit is None or y.unit is None:
        return True
    return x.unit in _PEOPLE and y.unit in _PEOPLE and not {x.unit, y.unit} == {"killed", "injured"}


def _date(a: Claim, b: Claim) -> str | None:
    left = [x for x in a.days if not any(_within(x, y) for y in b.days)]
    right = [y for y in b.days if not any(_within(x, y) for x in a.days)]
    if left and right:
        return f"{left[0]} against {right[0]}"
    if not (a.days and b.days):
        for kind in (_WEEKDAYS, _MONTHS):
            one, two = _calendar(a.text, kind), _calendar(b.text, kind)
            if one - two and two - one:
                return f"{min(one - two).title()} against {min(two - one).title()}"
    one_clock, two_clock = _clocks(a.text), _clocks(b.text)
    if one_clock and two_clock and not one_clock & two_clock:
        return f"{min(one_clock)} against {min(two_clock)}"
    return None


def _within(x: str, y: str) -> bool:
    return x.startswith(y) or y.startswith(x)


@lru_cache(maxsize=50_000)
def _calendar(text: str, kind: frozenset[str]) -> frozenset[str]:
    return frozenset(t.stem for t in wording(text).tokens if t.stem in kind and t.capital)


@lru_cache(maxsize=50_000)
def _clocks(text: str) -> frozenset[str]:
    return frozenset(f"{int(h)}:{m or '00'} {p.lower()}m" for h, m, p in _CLOCK.findall(text))


# polarity


def _polarity(a: Claim, b: Claim) -> str | None:
    """A negation or denial on one side only, or an opposite in the same place; two of them cancel out."""
    denied = a.certainty.label.endswith("-") != b.certainty.label.endswith("-")
    turned = _negation(a.text, b.text)
    opposite = _opposite(a.text, b.text)
    if (denied + bool(turned) + bool(opposite)) % 2 == 0:
        return None
    return turned or opposite or "denied in one, asserted in the other"


def _negation(a: str, b: str) -> str | None:
    one, two = negated_stems(a), negated_stems(b)
    in_a, in_b = _all_stems(a), _all_stems(b)
    for stem in sorted((one - two) & in_b) + sorted((two - one) & in_a):
        if stem in SMALL and stem not in _TELLING:
            continue
        if (one if stem in one else two) and not _answered(one, two, stem):
            return f"“{stem}” is negated in one, not in the other"
    return None


_TELLING = frozenset("behind under over up down off out in".split())


def _answered(one: frozenset[str], two: frozenset[str], stem: str) -> bool:
    """Both sides negate something else of what they share: the same negation with the words in another order."""
    return bool(one & two)


@lru_cache(maxsize=50_000)
def _all_stems(text: str) -> frozenset[str]:
    return frozenset(t.stem for t in wording(text).tokens if t.stem not in NEGATIONS)


def _opposite(a: str, b: str) -> str | None:
    tokens_a: tuple[Token, ...] = wording(a).tokens
    tokens_b: tuple[Token, ...] = wording(b).tokens
    for one, two in _same_slot(a, b):
        for i in one:
            for k in two:
                if (
                    frozenset((tokens_a[i].stem, tokens_b[k].stem)) in OPPOSITES
                    and tokens_a[i].stem != tokens_b[k].stem
                ):
                    return f"“{tokens_a[i].text}” in one, “{tokens_b[k].text}” in the other"
    return None
