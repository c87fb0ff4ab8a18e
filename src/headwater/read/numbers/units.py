"""Units of measure and money, counted nouns and their singulars."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

CURRENCY_SIGNS = {
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
    "₹": "rupee",
    "₽": "ruble",
    "₩": "won",
    "₪": "shekel",
} | {
    "₺": "lira",
    "₴": "hryvnia",
    "₦": "naira",
    "฿": "baht",
}
CURRENCY_PREFIXES = {
    "us": "dollar",
    "u.s.": "dollar",
    "a": "Australian dollar",
    "au": "Australian dollar",
    "c": "Canadian dollar",
    "ca": "Canadian dollar",
    "nz": "New Zealand dollar",
    "hk": "Hong Kong dollar",
    "s": "Singapore dollar",
    "r": "real",
}
_IRREGULAR = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "geese": "goose",
    "oxen": "ox",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "wolves": "wolf",
    "leaves": "leaf",
    "thieves": "thief",
    "halves": "half",
    "shelves": "shelf",
    "loaves": "loaf",
    "calves": "calf",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "crises": "crisis",
    "analyses": "analysis",
    "diagnoses": "diagnosis",
    "hypotheses": "hypothesis",
    "bases": "base",
    "buses": "bus",
    "viruses": "virus",
    "campuses": "campus",
    "gases": "gas",
    "movies": "movie",
    "cookies": "cookie",
    "zombies": "zombie",
    "selfies": "selfie",
    "rookies": "rookie",
    "calories": "calorie",
    "ties": "tie",
    "pies": "pie",
    "shoes": "shoe",
    "heroes": "hero",
    "potatoes": "potato",
    "tomatoes": "tomato",
    "vetoes": "veto",
    "torpedoes": "torpedo",
    "echoes": "echo",
    "volcanoes": "volcano",
    "aircraft": "aircraft",
    "spacecraft": "spacecraft",
    "troops": "troop",
    "police": "police",
    "species": "species",
    "series": "series",
    "cattle": "cattle",
    "sheep": "sheep",
    "fish": "fish",
    "personnel": "personnel",
    "dead": "person",
    "wounded": "person",
    "injured": "person",
    "missing": "person",
    "folks": "person",
    "alumni": "alumnus",
    "bacteria": "bacterium",
    "headquarters": "headquarters",
    "gallows": "gallows",
    "policemen": "policeman",
    "policewomen": "policewoman",
    "gunmen": "gunman",
    "servicemen": "serviceman",
    "congressmen": "congressman",
    "fishermen": "fisherman",
    "businessmen": "businessman",
    "clergymen": "clergyman",
    "grandchildren": "grandchild",
    "schoolchildren": "schoolchild",
    "schoolgirls": "schoolgirl",
}
_NOT_PLURAL = frozenset(
    "is was has does his hers its this thus us less plus minus across always perhaps besides towards versus as yes "
    "says goes "
    "gas bus news politics economics athletics mathematics series congress press business access process success "
    "progress "
    "focus status virus campus census bonus chaos previous serious various religious dangerous famous numerous "
    "anonymous "
    "continuous nervous precious obvious tremendous enormous consecutive straight basis crisis analysis thesis else "
    "ours "
    "yours theirs afterwards downstairs upstairs sometimes indoors outdoors overseas alias canvas christmas texas "
    "kansas "
    "plus arkansas illinois massachusetts paris les james thomas".split()
)


def plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural noun."""
    if word in _IRREGULAR:
        return True
    return (
        len(word) > 2
        and word.endswith("s")
        and not word.endswith(("ss", "ous", "'s", "’s"))
        and word not in _NOT_PLURAL
        and word.isalpha()
    )


def singular(word: str) -> str:
    """The singular of a lower-case noun, by rule and a list of exceptions."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > 5:
        return word[:-3] + "man"
    if not plural(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


@cache
def measures() -> dict[str, str]:
    """From a unit's form (words joined by "_") to its name."""
    table: dict[str, str] = {}
    text = files("headwater.read").joinpath("data/units.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, forms = line.split("\t")
            table.update(dict.fromkeys(forms.split(), name))
    return table
