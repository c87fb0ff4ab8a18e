"""Rules for lengths of time and for what lies so long before or after: "two weeks", "two weeks ago".

Each builder takes a match and returns its meaning, or None when the words around it show that it is no time.
"""

from __future__ import annotations

from headwater.read.numbers.calendar_words import PARTS, UNITS
from headwater.read.numbers.grammar import ANY_DATE, GRAMMAR
from headwater.read.numbers.lengths import Away, Length
from headwater.read.numbers.meanings import Clock, Fixed, Meaning
from headwater.read.numbers.rules import Found

_VAGUE = "(?:{approx}|{more}{than}|{at}{least}|{up}{upto}|{as}{early_as|many}{as})"


def _aged(found: Found) -> bool:
    """Whether the length is an age: "21-year-old", "22 years old", "six weeks of age"."""
    first, second = found.following(), found.following(1)
    return (
        first in ("old", "olds", "age", "yo")
        or (first == "-" and second in ("old", "olds"))
        or (first, second) == ("of", "age")
    )


def _unit(found: Found, name: str) -> str | None:
    word = found.low(name)
    if word in ("second", "sec", "min", "night", "morning", "evening", "afternoon") and not found.has("n"):
        return None
    return UNITS[word]


@GRAMMAR.rule(
    0,
    "DUR",
    f"(?P<mod>{_VAGUE}{{a}}?)?(?P<n>{{num}})(?:(?:{{upto}}|{{hyphen}}|{{or}})(?P<n2>{{num}}))?{{hyphen}}?(?:{{whole}})?(?P<u>{{unit|units}})(?:{{hyphen}}?{{long}})?",
)
def _length(found: Found) -> Meaning | None:
    unit = _unit(found, "u")
    number = found.number("n")
    if unit is None or number is None or _aged(found) or number.kind == "ordinal":
        return None
    if unit == "Q" and number.kind == "fraction":
        return None
    count = number.value
    word = found.low("u")
    if word in ("morning", "afternoon", "evening", "night") and "-" not in found.low_all():
        return Clock(PARTS[word]) if count == 1 and not found.has("mod") else None
    if found.low("u").startswith("fortnight"):
        count *= 2
    return Length(((count, unit),))


@GRAMMAR.rule(
    0,
    "DUR",
    f"(?P<mod>{_VAGUE})?(?P<n>{{a}})(?:{{whole}}|{{few}})?{{hyphen}}?(?P<u>{{unit|units}})(?:{{hyphen}}?{{long}})?(?P<h>{{and}}{{a}}{{half}}|{{and}}{{half}})?",
    f"(?P<mod>{_VAGUE})?(?P<half>{{half}}){{a}}?{{hyphen}}?(?P<u>{{unit}})(?P<h>{{zone}}{{zone}})?(?P<n>{{zone}}{{zone}})?",
    "(?P<n>{the}?{few}{of}?)(?:{more}|{whole})?(?P<u>{units})(?P<h>{zone}{zone})?(?P<mod>{zone}{zone})?",
    "(?P<mod>{approx})?(?P<n>{a}{few}{of}?)(?:{more}|{whole})?(?P<u>{units})(?P<h>{zone}{zone})?",
)
def _vague_length(found: Found) -> Meaning | None:
    groups = found.match.re.groupindex
    unit = UNITS[found.low("u")]
    if _aged(found) or found.low("u") in (
        "second",
        "night",
        "evening",
        "morning",
        "afternoon",
        "quarter",
        "min",
        "sec",
    ):
        if found.low("n") not in ("a", "an") or found.low("u") not in ("second", "min", "sec") or not found.has("mod"):
            return None
    if "half" in groups:
        return Length(((0.5, unit),)) if unit != "Q" else None
    words = found.low("n")
    if any(word in words for word in ("few", "several", "couple", "many", "some", "numerous")):
        return Length(((2.0 if "couple" in words else None, unit),))
    if found.before() in (
        "what",
        "such",
        "quite",
        "half",
        "times",
        "once",
        "twice",
        "percent",
        "%",
    ) or found.following() in ("'s", "'"):
        return None
    if found.low("n") in ("a", "an") and found.first > 1 and found.before(2) in ("$", "€", "£", "¥"):
        return None  # "$1,200 a month" is a rate
    if found.has("h"):
        return Length(((1.5, unit),))
    if found.low("u") == "fortnight":
        return Length(((2.0, unit),))
    matched = found.pieces.low[found.first : found.after]
    if "few" in matched or "several" in matched:
        return Length(((None, unit),))
    if "couple" in matched:
        return Length(((2.0, unit),))
    if found.has("mod") or found.following() in _LENGTH_FOLLOWS or found.before() in _LENGTH_BEFORE:
        return Length(((1.0, unit),))
    return None


_LENGTH_FOLLOWS = frozenset("ago earlier later before after from in and long or of . , ; ) long-term".split()) | {""}


_LENGTH_BEFORE = frozenset(
    "for in within over after than took last lasted about nearly almost spent under during".split()
)


@GRAMMAR.rule(0, "DUR", "(?P<u>{units})")
def _bare_units(found: Found) -> Meaning | None:
    unit = UNITS[found.low("u")]
    if found.low("u") in ("seconds", "quarters", "nights", "evenings", "mornings", "afternoons", "weekends") or _aged(
        found
    ):
        return None
    if found.before() in ("for", "within", "took", "lasted", "spent", "after", "over", "in") or found.following() in (
        "ago",
        "later",
        "earlier",
        "after",
        "before",
    ):
        return Length(((None, unit),))
    return None


@GRAMMAR.rule(0, "DUR", "(?P<w>{another}){hyphen}?(?P<u>{bigunit})(?!{hyphen})")
def _whole_unit(found: Found) -> Meaning | None:
    word = found.low("w")
    before = found.before()
    if found.low("u") == "weekend" or (
        word in ("full", "whole", "entire") and before not in ("a", "the", "for", "one", "this")
    ):
        return None
    return Length(((1.0, UNITS[found.low("u")]),))


@GRAMMAR.rule(0, "DUR", "(?P<u>{unit})(?:{hyphen}{long})")
def _unit_long(found: Found) -> Meaning | None:
    return Length(((1.0, UNITS[found.low("u")]),))


@GRAMMAR.rule(1, "DUR", "(?P<a>{DUR})(?:{comma}?{and})?{comma}?(?P<b>{DUR})(?:(?:{comma}?{and})?{comma}?(?P<c>{DUR}))?")
def _joined_lengths(found: Found) -> Meaning | None:
    parts: list[tuple[float | None, str]] = []
    order = "CEYQMWDhms"
    for name in "abc":
        if found.has(name):
            part = found.meaning(name)
            if not isinstance(part, Length) or any(
                order.index(unit) >= order.index(part.parts[0][1]) for _, unit in parts
            ):
                return None
            parts.extend(part.parts)
    return Length(tuple(parts))


@GRAMMAR.rule(
    1,
    "DUR",
    "{the}?(?:{last|next|ord|this|following|prior})(?P<d>{DUR})(?P<of>{of}(?P<x>{YEAR|MONTH|DATE|SEASON|DEC}))?",
)
def _bounded_length(found: Found) -> Meaning | None:
    return found.meaning("d")


@GRAMMAR.rule(
    0,
    "DUR",
    "{the}?(?P<n>{num|few|a}{few}?{of}?)(?:{last|next})(?P<u>{units})",
    "{the}?(?:{last|next|ord|following|prior})(?P<n>{num|few|a}{few}?{of}?)(?P<u>{units})",
)
def _count_last(found: Found) -> Meaning | None:
    number = found.number("n")
    if (
        number is None
        and "few" not in found.low("n")
        and "couple" not in found.low("n")
        and "several" not in found.low("n")
    ):
        return None
    return Length(((number.value if number else 2.0 if "couple" in found.low("n") else None, UNITS[found.low("u")]),))


@GRAMMAR.rule(
    2,
    "DATE",
    "(?P<d>{DUR})(?P<w>{ago})",
    "(?P<d>{DUR})(?P<w>{earlier|later})(?P<x>{DATE|WEEKDAY|MONTH|YEAR|REF})?",
    f"(?P<d>{{DUR}})(?P<w>{{before|after|from|since|prior|from_}}){{the}}?(?P<x>{ANY_DATE}|{{REF}})",
)
def _away(found: Found) -> Meaning | None:
    length = found.meaning("d")
    word = found.low("w")
    if not isinstance(length, Length) or word == "since":
        return None
    sign = -1 if word in ("ago", "back", "earlier", "before", "previously", "prior", "previous", "preceding") else 1
    if word == "back" and found.following() not in ("", ".", ",", ";", ")", "”", '"'):
        return None  # "two weeks back home"
    if word in ("ago", "back"):
        return Away(length, -1)
    if "x" in found.match.re.groupindex and found.has("x"):
        node = found.meaning("x")
        if isinstance(node, Fixed) and node.value == "PRESENT_REF":
            return Away(length, sign)
        return Away(length, sign, node) if word in ("before", "after", "from", "prior") else None
    if word in ("before", "after") and found.following() not in (
        "",
        ".",
        ",",
        ";",
        ")",
        "”",
        '"',
        ":",
        "and",
        "but",
        "in",
        "by",
        "when",
        "with",
    ):
        return None
    return Away(length, sign, "anchor" if word == "hence" else "focus")
