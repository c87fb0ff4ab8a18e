"""Whom a pronoun may name at all: by number, by kind, by the gender that the text itself shows."""

from __future__ import annotations

from headwater.read.voices.closed import MALE, PLURAL, SINGULAR_PERSON, THING, word_set
from headwater.read.voices.figures import Figure
from headwater.read.voices.gazetteer import gazetteer

_MEN = word_set(
    "man boy father son brother husband uncle nephew grandfather grandson stepfather spokesman chairman congressman businessman "
    "policeman king prince duke lord abbot monk widower groom headmaster schoolboy gentleman landlord fireman salesman nobleman"
)
_WOMEN = word_set(
    "woman girl mother daughter sister wife aunt niece spokeswoman chairwoman congresswoman businesswoman policewoman queen "
    "princess duchess lady actress grandmother granddaughter stepmother abbess nun widow bride headmistress schoolgirl "
    "gentlewoman landlady firewoman saleswoman noblewoman waitress heiress"
)


PLURAL_BODIES = word_set("police authorities investigators detectives prosecutors troops officials")
"""Bodies that are many: "police … they"."""


_MANY = word_set("police authority investigator detective prosecutor troop official")


def is_many(figure: Figure) -> bool:
    """Whether a body is spoken of as many."""
    return figure.kind == "government" and bool(figure.heads & _MANY)


def suits(word: str, figure: Figure) -> bool:
    """Whether a pronoun may name a figure by number, gender and kind."""
    if word in SINGULAR_PERSON:
        gender = "m" if word in MALE else "f"
        return figure.kind in ("person", "unnamed") and not figure.plural and figure.gender in ("", gender)
    if word in THING:
        return figure.kind in ("organization", "government", "publication", "document") and not figure.plural
    if word in PLURAL:
        return figure.plural or figure.kind in ("group", "organization", "government", "publication")
    return True


def is_state(figure: Figure) -> bool:
    """Whether a name is that of a state, a seat of government, or a body of one."""
    lists = gazetteer()
    names = [" ".join(name).lower() for name in figure.names]
    return any(name in lists.states for name in names) or bool(figure.heads & (lists.government | lists.organization))


def against(word: str, figure: Figure) -> bool:
    """Whether the text elsewhere speaks of the figure with another pronoun; the same rule for both."""
    if word not in SINGULAR_PERSON:
        return False
    wanted = "m" if word in MALE else "f"
    lean = _leaning(figure)
    return bool(lean) and lean != wanted


def known_gender(figure: Figure) -> str:
    """ "m", "f" or "" as titles, nouns and pronouns elsewhere in the text show it."""
    return figure.gender or _leaning(figure)


def _leaning(figure: Figure) -> str:
    return figure.leaning or ("m" if figure.heads & _MEN else "f" if figure.heads & _WOMEN else "")
