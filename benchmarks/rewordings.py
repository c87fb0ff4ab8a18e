"""Faithful ways to say a sentence again: other reporting verbs, active and passive, other forms of numbers and names, order, relays.

They alter nothing that matters and share no code with what they test.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_WORDS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
_VERBS = (
    "accused",
    "blamed",
    "attacked",
    "defeated",
    "killed",
    "criticized",
    "arrested",
    "asked",
    "sued",
    "fired",
    "praised",
    "endorsed",
    "urged",
    "supported",
    "opposed",
    "warned",
    "challenged",
    "mocked",
    "followed",
    "charged",
    "signed",
    "approved",
    "passed",
    "released",
    "introduced",
    "announced",
    "launched",
    "canceled",
    "visited",
    "rejected",
)
_NAME = r"(?:(?:Mr\.|Mrs\.|Ms\.|Sen\.|Rep\.|Gov\.|President|Police|Officials|Republicans|Democrats|Congress) ?)?(?:[A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
_OBJECT = r"(?:(?:the|a|an|his|her|its|their) )?(?:[a-z-]+ ){0,2}(?:[a-z]+|[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
_ACTIVE = re.compile(
    rf"^(?P<a>(?:The [a-z]+|{_NAME})) (?P<v>{'|'.join(_VERBS)}) (?P<b>{_OBJECT})(?P<rest>(?: (?:on|in|after|for|during|over|at|with) [^.]*)?\.)$"
)
_SHORT = (
    ("United States", "U.S."), ("percent", "%"), ("Senator ", "Sen. "), ("Sen. ", "Senator "), ("Rep. ", "Representative "), ("Gov. ", "Governor "), ("September", "Sept."), ("January", "Jan."), ("October", "Oct."),
    ("Department", "Dept."), ("November", "Nov."), ("December", "Dec."), ("February", "Feb."), ("August", "Aug."), ("U.S.", "United States"), ("Lt. ", "Lieutenant "), ("Sgt. ", "Sergeant "),
)  # fmt: skip
_SYNONYMS = (
    ("about", "around"), ("more than", "over"), ("killed", "slain"), ("car", "vehicle"), ("shot and killed", "fatally shot"), ("injured", "wounded"), ("wounded", "injured"), ("began", "started"), ("near", "close to"),
    ("because", "since"), ("however", "though"), ("also", "as well"), ("children", "kids"), ("buy", "purchase"), ("help", "assist"), ("former", "ex-"), ("whether", "if"), ("officers", "police officers"), ("house", "home"), ("big", "large"),
    ("said", "stated"), ("told", "informed"), ("asked", "requested"), ("plan", "proposal"), ("show", "indicate"), ("hospital", "medical center"), ("died", "passed away"), ("shooting", "gunfire"), ("vehicle", "car"), ("attorney", "lawyer"),
)  # fmt: skip
_HEDGES = (
    (" may have ", " might have "),
    (" may ", " might "),
    (" might ", " may "),
    ("probably", "likely"),
    ("possibly", "perhaps"),
    ("allegedly", "reportedly"),
    ("apparently", "it appears"),
    (" could have ", " might have "),
)
_SPEAKERS = (
    "officials said",
    "a spokeswoman said",
    "people familiar with the matter said",
    "the agency reported",
    "according to officials",
    "the newspaper reported",
    "a statement said",
)


def marks(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Numbers and capitalised words of a sentence, its first word left out: what a faithful retelling keeps."""
    words = re.findall(r"[\w$%.-]+", text)[1:]
    return (
        frozenset(w.strip(".") for w in words if any(c.isdigit() for c in w)),
        frozenset(w.strip(".").removesuffix("'s") for w in words if w[0].isupper()),
    )


def reworded(text: str, dice: random.Random) -> tuple[str | None, str]:
    """The sentence in other words, and which way was taken; None where no way is open."""
    ways = list(WAYS.items())
    dice.shuffle(ways)
    ways.sort(key=lambda way: "active" not in way[0])  # the rarest first
    for name, way in ways:
        said = way(text, dice)
        if said and said != text:
            return said, name
    return None, "none"


def _passive(text: str, dice: random.Random) -> str | None:
    match = _ACTIVE.match(text)
    if (
        not match
        or len(match.group("a").strip()) < 3
        or match.group("b").split()[0] in ("that", "to", "for", "him", "her", "it")
    ):
        return None
    subject, patient = match.group("a"), match.group("b")
    if subject.startswith(("The ", "Police", "Officials")):
        subject = subject[0].lower() + subject[1:]
    if subject == "the accused":
        return None
    be = "were" if patient.endswith("s") and not patient.endswith("ss") else "was"
    return f"{patient[0].upper()}{patient[1:]} {be} {match.group('v')} by {subject}{match.group('rest')}"


_BY = re.compile(
    r"^(?P<b>(?:The|A|An|[A-Z][a-z]+)(?: [A-Za-z-]+){0,4}) (?P<be>was|were) (?P<v>shot|struck|hit|found|[a-z]+ed) by (?P<a>(?:the |a |an )?(?:[A-Z]?[a-z]+)(?: [A-Z][a-z]+)?)"
    r"(?P<rest>(?:,? (?:on|in|after|for|during|over|at|with|when|while|as|and)\b [^.]*)?)\.$"
)


def _to_active(text: str, dice: random.Random) -> str | None:
    match = _BY.match(text)
    if not match or match.group("rest").startswith((" and", ", and")):
        return None
    doer, patient = match.group("a"), match.group("b")
    if patient.startswith(("The ", "A ", "An ")):
        patient = patient[0].lower() + patient[1:]
    return f"{doer[0].upper()}{doer[1:]} {match.group('v')} {patient}{match.group('rest')}."


def _numbers(text: str, dice: random.Random) -> str | None:
    match = re.search(r"(?<![\w.,:/$-])(?<!\. )([2-9]|1\d|20)(?= [a-z]{3,}s\b)", text)
    if match:
        return text[: match.start()] + _WORDS[int(match.group()) - 2] + text[match.end() :]
    match = re.search(rf"\b({'|'.join(_WORDS)})(?= [a-z]+s\b)", text)
    if match:
        return text[: match.start()] + str(_WORDS.index(match.group()) + 2) + text[match.end() :]
    match = re.search(r"\b(\d{1,3}),(\d{3}),000\b", text)
    if match:
        return text[: match.start()] + f"{float(match.group(1) + '.' + match.group(2)):g} million" + text[match.end() :]
    match = re.search(r"\b(\d{1,3}),(\d{3})\b", text)
    if match:
        return text[: match.start()] + match.group(1) + match.group(2) + text[match.end() :]
    return None


def _exchange(table: tuple[tuple[str, str], ...], text: str, dice: random.Random) -> str | None:
    found = [
        (a, b) for a, b in table if re.search(rf"(?<!\w){re.escape(a)}(?!\w)" if a.strip() == a else re.escape(a), text)
    ]
    if not found:
        return None
    old, new = dice.choice(found)
    if old == "percent":
        return re.sub(r" percent\b", "%", text, count=1)
    if new == "ex-":
        return re.sub(r"\bformer ", "ex-", text, count=1)
    pattern = rf"(?<!\w){re.escape(old)}(?!\w)" if old.strip() == old else re.escape(old)
    return re.sub(pattern, new, text, count=1)


def _moved(text: str, dice: random.Random) -> str | None:
    match = re.match(r"^((?:On|In|At|After|During|Since|Before|Until) [^,]{3,45}), ([A-Za-z][^“”\"]*)\.$", text)
    if match:
        opening, rest = match.groups()
        return f"{rest[0].upper()}{rest[1:]} {opening[0].lower()}{opening[1:]}."
    match = re.match(
        r"^((?:The|A|An|Police|Officials|Mr\.|Mrs\.|Ms\.) [^“”\",]*) (on (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))([^“”\"]*)\.$",
        text,
    )
    return (
        f"{match.group(2)[0].upper()}{match.group(2)[1:]}, {match.group(1)[0].lower() if not match.group(1).startswith('M') else 'M'}{match.group(1)[1:]}{match.group(3)}."
        if match
        else None
    )


def _shortened(text: str, dice: random.Random) -> str | None:
    match = re.search(r", (?:who|which) [^,.]{5,60},", text)
    return text[: match.start()] + text[match.end() :] if match else None


def _relayed(text: str, dice: random.Random) -> str | None:
    if re.search(r"[“”\"]|\b(?:said|told|according)\b", text):
        return None
    return f"{text[:-1]}, {dice.choice(_SPEAKERS)}."


def _reporting(text: str, dice: random.Random) -> str | None:
    match = re.search(r", ((?:[A-Z][\w.]+ ?){1,3}|[a-z]+ [a-z]+|police|officials) said\.$", text)
    if match:
        return f"According to {match.group(1)}, {text[: match.start()]}."
    return (
        re.sub(
            r"\bsaid\b(?! [a-z]+ing)", dice.choice(("stated", "told reporters", "added", "announced")), text, count=1
        )
        if re.search(r"\bsaid (?:that|the|he|she|it|they|in|on)\b|said\.$", text)
        else None
    )


WAYS: dict[str, Callable[[str, random.Random], str | None]] = {
    "active to passive": _passive,
    "passive to active": _to_active,
    "form of numbers": _numbers,
    "abbreviations": lambda t, d: _exchange(_SHORT, t, d),
    "near-synonyms": lambda t, d: _exchange(_SYNONYMS, t, d),
    "hedge kept": lambda t, d: _exchange(_HEDGES, t, d),
    "order": _moved,
    "aside left out": _shortened,
    "relay": _relayed,
    "reporting verb": _reporting,
}
