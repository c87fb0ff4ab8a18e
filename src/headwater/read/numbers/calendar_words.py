"""The words of the calendar and the clock, by class, and the letters of their numbers."""

from __future__ import annotations

from headwater.read.numbers.pieces import Pieces
from headwater.read.numbers.rules import lexicon

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        ),
        start=1,
    )
    for name in names.split()
}
UNITS = {
    name: unit
    for unit, names in {
        "s": "second seconds sec secs",
        "m": "minute minutes min mins",
        "h": "hour hours hr hrs",
        "D": "day days night nights evening evenings morning mornings afternoon afternoons",
        "W": "week weeks wk wks weekend weekends fortnight fortnights",
        "M": "month months",
        "Q": "quarter quarters",
        "Y": "year years yr yrs season seasons",
        "E": "decade decades",
        "C": "century centuries",
    }.items()
    for name in names.split()
}
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"} | {
    name + "s": value for name, value in {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}.items()
}
PARTS = {
    "morning": "MO",
    "mornings": "MO",
    "afternoon": "AF",
    "afternoons": "AF",
    "evening": "EV",
    "evenings": "EV",
    "night": "NI",
    "nights": "NI",
    "dawn": "MO",
    "sunrise": "MO",
    "daybreak": "MO",
    "dusk": "EV",
    "sunset": "EV",
    "daytime": "DT",
    "overnight": "NI",
}
NOONS = {"noon": "12:00", "midday": "12:00", "noontime": "12:00", "midnight": "00:00"}
SETS = {
    "daily": "P1D",
    "everyday": "P1D",
    "nightly": "TNI",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "quarterly": "P3M",
    "yearly": "P1Y",
    "annually": "P1Y",
    "annual": "P1Y",
    "hourly": "PT1H",
    "biannual": "P0.5Y",
    "biannually": "P0.5Y",
    "semiannual": "P0.5Y",
    "semiannually": "P0.5Y",
    "biennial": "P2Y",
}
REFERENCES = {
    "now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "recently": "PAST_REF",
    "lately": "PAST_REF",
}

STREETS = frozenset(
    "street st road rd "
    "avenue ave boulevard blvd lane drive dr court way place highway parkway square terrace block".split()
)

_TABLE = {
    "month": " ".join(m for m in MONTHS if m not in ("mar", "may", "march", "jan", "dec", "jun", "sep")),
    "monthweak": "mar may march jan dec jun sep",
    "anymonth": " ".join(MONTHS),
    "weekday": "monday tuesday wednesday thursday friday saturday sunday",
    "weekdays": "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    "anyweekday": " ".join(WEEKDAYS),
    "unit": "second minute hour day week month quarter year decade century hr min sec yr wk weekend fortnight night "
    "evening morning afternoon",
    "units": " ".join(u for u in UNITS if u.endswith(("s", "ies")) and u != "seasons"),
    "bigunit": "day week month quarter year decade century weekend",
    "season": "spring summer autumn winter springs summers winters",
    "seasonweak": "fall",
    "anyseason": "spring summer autumn winter fall",
    "part": " ".join(p for p in PARTS if p not in ("overnight", "mornings", "nights", "evenings", "afternoons")),
    "parts": "mornings nights evenings afternoons",
    "overnight": "overnight",
    "noon": "noon midday noontime midnight",
    "today": "today tonight tonite tomorrow yesterday tmr tmrw",
    "set": " ".join(SETS),
    "ref": " ".join(REFERENCES),
    "the": "the",
    "a": "a an",
    "of": "of",
    "in": "in during",
    "on": "on",
    "at": "at by around about",
    "to": "to until till through thru and or",
    "upto": "to until till through thru",
    "and": "and",
    "or": "or",
    "from": "from",
    "between": "between",
    "last": "last past previous",
    "next": "next coming upcoming",
    "this": "this",
    "that": "that",
    "same": "same",
    "following": "following ensuing subsequent",
    "prior": "previous preceding prior",
    "ago": "ago back",
    "earlier": "earlier before previously",
    "later": "later after afterwards afterward hence thereafter",
    "after": "after",
    "before": "before",
    "since": "since",
    "every": "every each",
    "once": "once twice",
    "early": "early late mid earlier later",
    "edge": "beginning start end middle close eve dawn",
    "rest": "rest remainder",
    "hours": "hours",
    "per": "per",
    "open": "( [",
    "sign_at": "@",
    "for": "for",
    "half": "half",
    "past": "past after",
    "till": "to till before",
    "quarter": "quarter",
    "oclock": "o'clock o’clock oclock",
    "am": "am pm",
    "p": "p a",
    "bc": "bc bce",
    "ad": "ad ce",
    "few": "several few couple many some numerous",
    "approx": "about around nearly almost roughly approximately some over under exactly just only",
    "more": "more less fewer",
    "than": "than",
    "up": "up",
    "as": "as",
    "least": "least most",
    "early_as": "early late recently far",
    "many": "many much long little few",
    "now": "now",
    "from_": "from",
    "time": "time",
    "long": "long",
    "old": "old",
    "hyphen": "- ‐ ‑ – —",
    "slash": "/",
    "comma": ",",
    "colon": ":",
    "dot": ".",
    "apostrophe": "' ’ ‘",
    "s": "s 's ’s",
    "t": "t",
    "z": "z",
    "plus": "+",
    "other": "other",
    "whole": "whole entire full past single",
    "thesedays": "these",
    "presentpast": "present past future moment",
    "fiscal": "fiscal fy financial",
    "q": "q h",
    "another": "another all full whole entire",
    "decadeword": "twenties thirties forties fifties sixties seventies eighties nineties",
    "weekpart": "week",
    "later_": "later earlier",
    "day_": "day",
    "year_": "year",
    "zone": "et est edt "
    "aest aedt awst msk jst hkt wat eat sast ct cst cdt mt mst mdt "
    "pt pst pdt gmt utc bst cet cest ist eastern central pacific",
    "zonename": "local mountain atlantic",
    "daylight": "standard daylight summer",
}
WORDS = lexicon(_TABLE)

_ISO = frozenset(["iso"])
_SLASHED = frozenset(["slashed"])
_CLOCK = frozenset(["clock"])
_NOTHING: frozenset[str] = frozenset()


def _number_classes() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for written in ("digits", "word"):
        common = {"num", written}
        for name, more in {
            "zero": {"int", "hour", "minute"},
            "12": {"int", "day", "hour", "hour12", "minute", "monthnumber"},
            "24": {"int", "day", "hour", "minute"},
            "31": {"int", "day", "minute"},
            "59": {"int", "minute"},
            "99": {"int"},
            "999": {"int", "y3"},
            "year": {"int", "year"},
            "decade": {"int", "year", "tens"},
            "tens": {"int", "tens2", "minute"},
            "big": {"int"},
            "zeroed": {"int", "zeroed"},
            "decimal": {"decimal"},
        }.items():
            table[f"{written} {name}"] = frozenset(common | more)
    table["ordinal day"] = frozenset({"ord", "dayord"})
    table["ordinal"] = frozenset({"ord"})
    table["fraction"] = frozenset({"num", "fraction"})
    table["half"] = frozenset({"num", "fraction", "half"})
    return table


_NUMBERS = _number_classes()


def known_classes() -> set[frozenset[str]]:
    """Every set of classes a piece may have."""
    known = set(WORDS.values()) | set(_NUMBERS.values()) | {_ISO, _SLASHED, _CLOCK}
    both = {WORDS[word] | _NUMBERS["ordinal day"] for word in ("second",)}
    return known | both


def classes_of(pieces: Pieces, i: int) -> frozenset[str]:
    """The classes of piece ``i``."""
    low = pieces.low[i]
    number = pieces.number[i]
    if number is not None:
        if low == "second":
            return WORDS["second"] | _NUMBERS["ordinal day"]
        return _NUMBERS[_number_class(pieces, i)]
    if low[0].isdecimal() and len(low) > 1:
        if ":" in low:
            return _CLOCK
        return (
            _ISO
            if low.count("-") == 2 and len(low) >= 8
            else _SLASHED
            if low.count("/") == 2 or low.count(".") == 2
            else _NOTHING
        )
    return WORDS.get(low, _NOTHING)


def _number_class(pieces: Pieces, i: int) -> str:
    number = pieces.number[i]
    assert number is not None
    value = number.value
    if number.kind == "ordinal":
        return "ordinal day" if 1 <= value <= 31 else "ordinal"
    if number.kind == "fraction":
        return "half" if value == 0.5 else "fraction"
    written = "digits" if number.digits else "word"
    if value != int(value) or number.grouped:
        return f"{written} decimal"
    if number.digits and len(pieces.low[i]) == 4 and pieces.low[i][0] == "0":
        return "digits zeroed"  # "0430": a clock without its colon
    if value < 100:
        if value % 10 == 0 and value >= 20 and number.digits and value > 31:
            return f"{written} tens" if value < 60 else f"{written} 99"
        for limit in (0, 12, 24, 31, 59, 99):
            if value <= limit:
                return f"{written} {limit or 'zero'}"
    if value < 1000:
        return f"{written} 999"
    if (value <= 2199 and len(pieces.low[i]) <= 4) or (not number.digits and 1100 <= value <= 2199):
        return f"{written} decade" if value % 10 == 0 else f"{written} year"
    return f"{written} big"
