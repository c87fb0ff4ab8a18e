"""Ways to make a sentence say something else: another actor, number, polarity, place, date or certainty.

Each takes a sentence, dice and a stock of names, and returns the altered sentence or None where it can't. They work on surface words alone
and share no code with what they test.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_ODD = "Sept The A An In On At But And He She They It We I His Her Former Rep Sen Democrats Republicans Doubles Secret Living Mr Mrs Ms Dr West East North South"
_NOT_NAMES = frozenset((*_DAYS, *_MONTHS, *(m[:3] for m in _MONTHS), *_ODD.split()))
_PERSON = re.compile(r"(?<![.\w] )(?<!^)\b[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]{2,}\b(?! (?:[A-Z]|of\b))")
_PLACE = re.compile(r"\b(in|near|from|at|outside) ([A-Z][a-z]{2,}(?: [A-Z][a-z]+)?)\b(?! [A-Z])(?=[ ,.])")
_SURNAME = re.compile(
    r"\b(?:Mr\.|Mrs\.|Ms\.|Sen\.|Rep\.|Gov\.|President|Judge|Secretary|Detective|Officer|Sgt\.|Capt\.|Chief) ([A-Z][a-z]{2,})\b(?! [A-Z])"
)
_ROLES = (
    ("police", "soldiers"), ("officials", "residents"), ("prosecutors", "defense lawyers"), ("Republicans", "Democrats"), ("Democrats", "Republicans"), ("the government", "the opposition"),
    ("soldiers", "rebels"), ("protesters", "police officers"), ("the Senate", "the Supreme Court"), ("the House", "the Senate"), ("the president", "the governor"), ("doctors", "teachers"),
    ("deputies", "firefighters"), ("investigators", "relatives"), ("the mayor", "the bishop"), ("the judge", "the prosecutor"), ("lawmakers", "judges"), ("witnesses", "officials"),
)  # fmt: skip
_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_AUXILIARY = re.compile(
    r"(?<=[a-z] )(is|are|was|were|has|have|had|will|would|can|could|should|did|does|do)(?= (?!not\b|n't)[a-z])"
)
_OPPOSITE = (
    ("rose", "fell"), ("fell", "rose"), ("increased", "decreased"), ("won", "lost"), ("lost", "won"), ("accepted", "rejected"), ("rejected", "accepted"), ("supported", "opposed"), ("opposed", "supported"),
    ("confirmed", "denied"), ("denied", "confirmed"), ("approved", "rejected"), ("supports", "opposes"), ("opposes", "supports"), ("guilty", "not guilty"), ("before", "after"), ("after", "before"),
)  # fmt: skip
_PAST = re.compile(r"(?<=[a-z] )(was|were|had|has|have|is|are) (?!n[o']t)(?=[a-z])")
_HEDGED = (
    ("may have ", "have "),
    (" might ", " will "),
    (" may ", " will "),
    ("allegedly ", ""),
    ("reportedly ", ""),
    ("apparently ", ""),
    (" probably", ""),
    (" possibly", ""),
    (" likely", ""),
    (" could ", " will "),
)


@dataclass(frozen=True)
class Stock:
    """Names to put in the place of others."""

    persons: tuple[str, ...]
    surnames: tuple[str, ...]
    places: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Stock:
        """The names of the texts that occur at least twice."""
        persons: Counter[str] = Counter(n for t in texts for n in _PERSON.findall(t) if _fit(n))
        surnames: Counter[str] = Counter(n for t in texts for n in _SURNAME.findall(t))
        places: Counter[str] = Counter(n for t in texts for _, n in _PLACE.findall(t) if _fit(n))
        return cls(*(tuple(sorted(n for n, k in c.items() if k > 1)) for c in (persons, surnames, places)))


def _fit(name: str) -> bool:
    return not _NOT_NAMES.intersection(name.split())


def actor(text: str, dice: random.Random, stock: Stock) -> str | None:
    """Another person, or another body of people."""
    for pattern, names in ((_PERSON, stock.persons), (_SURNAME, stock.surnames)):
        found = [m for m in pattern.finditer(text) if _fit(m.group(m.lastindex or 0))]
        if found:
            chosen = dice.choice(found)
            old = chosen.group(chosen.lastindex or 0)
            new = dice.choice(names)
            if not set(old.split()) & set(new.split()) and new not in text:
                return re.sub(rf"\b{re.escape(old)}\b", new, text)
    for old, new in _ROLES:
        match = re.search(rf"\b{old}\b(?! officer)(?<!police officers)", text, re.IGNORECASE)
        if match and not re.search(rf"\b{new.split()[-1]}\b", text, re.IGNORECASE):
            word = new[0].upper() + new[1:] if match.group()[0].isupper() else new
            return text[: match.start()] + word + text[match.end() :]
    return None


_VERB = r"(?:accused|blamed|attacked|defeated|killed|shot|criticized|arrested|told|asked|beat|sued|met|fired|praised|endorsed|called|urged|supported|opposed|warned|thanked|challenged|mocked|hit|married|stabbed|robbed|chased|replaced|followed|joined|interviewed)"
_NP = r"(?:(?:Mr\.|Mrs\.|Ms\.|Sen\.|Rep\.|Gov\.|President|Secretary) )?[A-Z][a-z]+(?: [A-Z][a-z]+)?"
_ACTIVE = re.compile(rf"(?P<a>{_NP}) (?P<v>(?:has |had |have )?{_VERB}) (?P<b>{_NP})(?=[ ,.])")


def exchanged(text: str, dice: random.Random, stock: Stock) -> str | None:
    """The doer and the one it was done to, exchanged."""
    match = _ACTIVE.search(text)
    if match and re.search(r"[A-Z]\w* $", text[: match.start()]):
        return None
    if not match or not _fit(match.group("a")) or not _fit(match.group("b")) or match.group("a") == match.group("b"):
        return None
    return text[: match.start()] + f"{match.group('b')} {match.group('v')} {match.group('a')}" + text[match.end() :]


def number(text: str, dice: random.Random, stock: Stock) -> str | None:
    """Another number; ages, years and numbers of things are left alone where they show as such."""
    found = list(
        re.finditer(r"(?<![\w.,:/$-])(\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d+)?)(?![\w:/-]|\.\d|,\d| [ap]\.?m)", text)
    )
    words = list(re.finditer(rf"\b({'|'.join(_WORDS)})\b(?=\s[a-z]+s\b)", text))
    found = [
        m
        for m in found
        if not re.search(
            r"(?:"
            + "|".join(_MONTHS)
            + r"|[A-Z][a-z]{2,3}\.|No\.|Route|Highway|Interstate|age|aged|Section|District)\s$",
            text[: m.start()],
        )
    ]
    if found:
        chosen = dice.choice(found)
        value = float(chosen.group().replace(",", ""))
        new = value + dice.choice((1, 2, 3, 5)) if value < 50 else value * dice.choice((0.5, 0.8, 1.2, 1.5, 2))
        shown = f"{new:,.1f}" if "." in chosen.group() else f"{round(new):,}"
        return text[: chosen.start()] + shown + text[chosen.end() :] if shown != chosen.group() else None
    if words:
        chosen = dice.choice(words)
        new_word = dice.choice([w for w in _WORDS if w != chosen.group()])
        return text[: chosen.start()] + new_word + text[chosen.end() :]
    return None


def polarity(text: str, dice: random.Random, stock: Stock) -> str | None:
    """A negation put in or taken out, or the opposite verb."""
    taken = re.search(r"\b(is|are|was|were|has|have|had|will|would|could|should|did|does|do)(?: not|n't|n’t)\b", text)
    if taken and taken.group(1) not in ("did", "does", "do"):
        return text[: taken.start()] + taken.group(1) + text[taken.end() :]
    if dice.random() < 0.4:
        for old, new in _OPPOSITE:
            match = re.search(rf"\b{old}\b", text)
            if match and not re.search(r"\bnot\b", text):
                return text[: match.start()] + new + text[match.end() :]
    match = _AUXILIARY.search(text)
    if match:
        return text[: match.end()] + " not" + text[match.end() :]
    return None


def place(text: str, dice: random.Random, stock: Stock) -> str | None:
    """Another place."""
    found = [m for m in _PLACE.finditer(text) if _fit(m.group(2))]
    if not found:
        return None
    old = dice.choice(found).group(2)
    new = dice.choice(stock.places)
    if set(old.split()) & set(new.split()) or new in text:
        return None
    return re.sub(rf"\b{re.escape(old)}\b", new, text)


def date(text: str, dice: random.Random, stock: Stock) -> str | None:
    """Another weekday, month, day of the month or year."""
    day = re.search(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})\b(?!\d)", text)
    if day:
        new = dice.choice([d for d in range(1, 29) if d != int(day.group(2))])
        return text[: day.start()] + f"{day.group(1)} {new}" + text[day.end() :]
    year = re.search(r"(?<![\w$,.-])(19|20)\d\d(?![\w,]|\.\d)", text)
    if year:
        return text[: year.start()] + str(int(year.group()) + dice.choice((-3, -2, -1, 1, 2, 3))) + text[year.end() :]
    for names in (_DAYS, _MONTHS):
        match = re.search(rf"\b({'|'.join(names)})\b(?! \w+ing)", text)
        if match and (match.group() != "May" or text[: match.start()].endswith("in ")):
            return (
                text[: match.start()]
                + dice.choice([n for n in names if n != match.group() and n != "May"])
                + text[match.end() :]
            )
    return None


def certainty(text: str, dice: random.Random, stock: Stock) -> str | None:
    """A hedge taken out, or one put in."""
    for old, new in _HEDGED:
        if old in text and not re.search(r"\d|not", text[text.index(old) : text.index(old) + len(old) + 3]):
            return text.replace(old, new, 1)
    match = _PAST.search(text)
    if match:
        word = dice.choice(("reportedly", "possibly", "allegedly", "probably", "apparently"))
        return text[: match.end()] + word + " " + text[match.end() :]
    return None
