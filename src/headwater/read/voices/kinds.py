"""What kind of voice a figure is, from its names, titles, roles and the words it is described with."""

from __future__ import annotations

import re

from headwater.model import VoiceKind
from headwater.read.voices.closed import NUMBERS, SINGULAR_PERSON, THING, word_set
from headwater.read.voices.figures import Figure, fold, key_of
from headwater.read.voices.gazetteer import Gazetteer, singular
from headwater.read.voices.phrases import Phrase
from headwater.read.voices.public_bodies import is_public_body
from headwater.read.voices.sayings import SAYINGS

_GENERATIONS = frozenset({"jr", "sr", "ii", "iii"})
_STATE_WORDS = word_set(
    "department ministry court police parliament senate congress navy army administration government sheriff "
    "county state treasury cabinet bureau house commission office attorney embassy palace legislature coastguard "
    "city council tribunal assembly authority force constabulary prosecutor"
)
_BUSINESS = word_set(
    "company inc corp ltd plc llc bank group holdings airlines university church party union club foundation campaign"
)
_FIRM_ENDS = word_set(
    "rail railway railways airways airline airlines aviation works foods farms motors energy homes steel media systems "
    "industries mutual partners telecom insurance pharma pharmaceuticals laboratories labs shipping logistics stores "
    "supermarkets brewery mining resources capital ventures solutions technologies software networks pictures studios "
    "hotels resorts entertainment electric petroleum chemicals textiles properties dynamics instruments air lines construction builders rovers wanderers albion athletic united town"
)
"""Last words of the names of firms that are hardly ever surnames."""


def kind_of_name(figure: Figure, lists: Gazetteer, evidence: Evidence) -> VoiceKind:
    """Kind of a figure that has a name."""
    key = key_of(figure.full())
    joined = " ".join(key)
    surface = " ".join(figure.full()).lower()
    if joined in lists.outlet or surface in lists.outlet:
        return "publication"
    if surface in lists.states or joined in lists.states or joined in lists.seats.values():
        return "government"
    if figure.titles & lists.honorific or (len(key) > 2 and key[-1] in _GENERATIONS):
        return "person"
    if _is_station(figure.full(), lists):
        return "publication"
    if is_public_body(key):
        return "government"
    if len(key) > 1 and _initialed(figure.full()):
        return "organization"
    if (
        evidence.works.get(figure.number, 0) * 2 >= sum(figure.names.values())
        and figure.number in evidence.works
        and not figure.titles
    ):
        return "document"
    last = singular(key[-1]) if key else ""
    if len(key) > 1 and key[-1] in _MATTERS:
        return _kind_of_roles(figure, lists) or ("document" if key[-1] in _ACTS else "unknown")
    by_word = _by_words(key, last, lists)
    if by_word == "organization" and figure.number in evidence.called and len(key) == 2:
        return "person"  # "Roe spokesman Ivo Steel"
    number = figure.number
    human = evidence.human.get(number, 0) > evidence.the.get(number, 0) + evidence.thing.get(number, 0)
    firm = last in _FIRM or not _BUSINESS.isdisjoint(key) or key[-1] in _FIRM_ENDS
    human = human or (not firm and evidence.who.get(number, 0) > evidence.which.get(number, 0))
    if by_word == "document" and not evidence.the.get(figure.number, 0):
        by_word = None
    if by_word == "unknown" and figure.heads:
        by_word = _kind_of_roles(figure, lists) or by_word
    if by_word and (by_word == "group" or last in _FIRM or not (human and len(key) == 2)):
        return by_word
    if figure.titles:
        return "person"
    if surface in lists.bodies or joined in lists.bodies:
        return "organization"
    if figure.number in evidence.prints:
        return "publication"
    role = _kind_of_roles(figure, lists)
    if role and not (role == "organization" and len(key) > 1 and _speaks_as_person(figure.number, evidence)):
        return role
    return _by_shape(figure, key, evidence)


def _initialed(name: tuple[str, ...]) -> bool:
    """Whether a name ends with the initials of a body: "Tarn ISD", but not "Ivo Brack III" or "Ada Quint MD"."""
    last = name[-1]
    plain = last.isalpha() and last.isupper() and 2 < len(last) < 6 and not set(last) <= set("IVX")
    return plain and last not in ("PHD", "ESQ") and not any(word.isupper() for word in name[:-1])


def _speaks_as_person(number: int, evidence: Evidence) -> bool:
    human = evidence.human.get(number, 0) + evidence.who.get(number, 0)
    return human > evidence.thing.get(number, 0) + evidence.which.get(number, 0)


class Evidence:
    """What the text around the names says: how often each stands behind "the", behind "in", before "its"."""

    def __init__(self) -> None:
        self.the: dict[int, int] = {}
        self.place: dict[int, int] = {}
        self.of: dict[int, int] = {}
        self.thing: dict[int, int] = {}
        self.human: dict[int, int] = {}
        self.which: dict[int, int] = {}
        self.who: dict[int, int] = {}
        self.state: dict[int, int] = {}
        self.beside: dict[int, int] = {}
        """How often a name of one word only belongs to what stands behind it: "Tank 7", "Tarnian crews"."""
        self.prints: set[int] = set()
        self.works: dict[int, int] = {}
        """How often figures are called a book, a film or a song: "the novel “Golden Harbour”"."""
        self.called: set[int] = set()
        """Figures whose name stands right behind a noun for a person: "spokesman Ivo Brack"."""

    def add(self, word: str, number: int) -> None:
        """Count a lower-case word that stands a little behind a figure's name."""
        counter = (
            self.thing
            if word in THING
            else self.human
            if word in SINGULAR_PERSON
            else self.state
            if word in _OF_STATES
            else None
        )
        if counter is not None:
            counter[number] = counter.get(number, 0) + 1

    def relative(self, word: str, number: int) -> None:
        """Count the relative pronoun behind a figure's name."""
        counter = self.which if word == "which" else self.who if word in ("who", "whom") else None
        if counter is not None:
            counter[number] = counter.get(number, 0) + 1


_OF_STATES = word_set(
    "ambassador ambassadors consulate consulates embassy embassies border borders treaty ceasefire troops airspace allies "
    "sovereignty parliament sanctions neighbours neighbors currency territory navy cabinet"
)


_PLACES = word_set(
    "street road avenue boulevard highway lane drive bridge airport square mall plaza beach mountain river creek lake harbour harbor island islands peninsula canyon campus stadium arena cemetery ballpark"
)
"""Last words of the names of places that say nothing."""


_FIRM = word_set(
    "police court ministry senate parliament council constabulary news times tv radio magazine newspaper tribune gazette hospital "
    "university college school clinic company corporation department office association foundation institute institution agency "
    "committee commission authority administration bureau embassy federation airline airlines airport museum library society union "
    "party league club group coalition alliance"
)
"""Last words of names that are no surnames, whatever pronoun stands near."""
_ACTS = word_set(
    "act agreement accord accords treaty amendment resolution declaration convention protocol proposition referendum"
)
_MATTERS = _ACTS | word_set(
    "security program programme initiative crisis summit olympics championship championships festival scheme strategy reform "
    "insurance medicare medicaid assistance welfare pensions benefits deal"
)
"""Last words of the names of laws, programmes and meetings, which are never surnames."""


_PLACE_OPENS = word_set("port fort mount mt cape")
"""First words of the names of towns."""
_SCRIPTURES = word_set("bible quran koran torah talmud constitution")
_STATION = re.compile(r"[A-Z]{3,5}(?:TV|FM|AM)|[A-Za-z]+-(?:TV|FM|AM)|[KW][A-Z]{3}")
"""Names and call signs of stations as they are written: "KTRN-TV", "WTRN"."""
_NUMBERED = re.compile(r"([A-Za-z]+)\d+")


def _is_station(name: tuple[str, ...], lists: Gazetteer) -> bool:
    """Whether a name is a station's: "KTRN-TV", "Fox 5", "CBS2"."""
    if not name:
        return False
    if len(name) == 2 and name[0].lower() in lists.outlet:
        return name[1].isdigit() or name[1].lower() in lists.states  # "Fox 5", "Tribune London"
    numbered = _NUMBERED.fullmatch(name[-1])
    called = numbered.group(1).lower() if numbered else ""
    return bool(_STATION.fullmatch(name[-1])) or called in lists.outlet or called == "news"


def _by_words(key: tuple[str, ...], last: str, lists: Gazetteer) -> VoiceKind | None:
    words = set(key)
    if len(key) > 1 and key[-1] in lists.group and not words & {"of", "for", "and", "the"}:
        return "group"
    if key and last in _SCRIPTURES:
        return "document"
    if (
        {last, last.rpartition("-")[2], key[-1] if key else ""} & lists.publication
        and (len(key) > 1 or "-" in last)
        and last not in ("agency", "network", "station")
    ):
        return "publication"
    if key and key[0] in ("radio", "tv", "news") and len(key) > 1:
        return "publication"
    if len(key) > 1 and words & {"court", "police", "ministry", "senate", "parliament"}:
        return "government"
    if words & _BUSINESS or (len(key) > 1 and key[-1] in _FIRM_ENDS):
        return "organization"
    if last in _STATE_WORDS or (key and key[0] in _STATE_WORDS and len(key) > 2 and "of" in words):
        return "government"
    if len(key) > 1 and (last in lists.document) and last not in lists.person:
        return "document"
    if last in lists.organization or words & {
        "association",
        "institute",
        "committee",
        "coalition",
        "alliance",
        "federation",
        "league",
        "society",
    }:
        return "organization"
    if last in lists.government:
        return "government"
    if last in lists.group and len(key) == 1:
        return "group"
    if len(key) == 1 and last != key[0] and last in lists.person:
        return "group"  # "Trustees"
    if len(key) > 2 and last in ("day", "week", "month"):
        return "unknown"
    if len(key) > 1 and last in _PLACES:
        return "unknown"
    return None


def _kind_of_roles(figure: Figure, lists: Gazetteer) -> VoiceKind | None:
    if "broadcaster" in figure.heads and figure.words & {"state", "public", "national", "private", "commercial"}:
        return "publication"
    for head in figure.heads:
        if head in lists.person or head in lists.title:
            return "person"
    for head in figure.heads:
        kind = kind_of_head(head, lists)
        if kind not in ("unknown", "document"):
            return "person" if kind == "unnamed" else kind
    return None


def _by_shape(figure: Figure, key: tuple[str, ...], evidence: Evidence) -> VoiceKind:
    count = sum(figure.names.values())
    n = figure.number
    full = figure.full()
    if full and full[0].startswith("@"):
        return "unnamed"
    if len(key) == 1 and len(full[0]) < 6 and full[0][:-1].isupper() and full[0][2:].endswith("s"):
        return "group"  # "MPs"
    if len(key) == 1 and full[0].isupper() and 1 < len(key[0]) <= 6 and count:
        return "organization"
    if len(key) == 1 and 0 < count <= evidence.beside.get(n, 0):
        return "unknown"
    if len(key) == 2 and key[0] in _PLACE_OPENS:
        return "government"
    if evidence.the.get(n, 0) * 2 > count or any(w in ("of", "for", "and", "the") for w in key):
        return "organization"
    if evidence.which.get(n, 0) > evidence.who.get(n, 0) and not evidence.human.get(n, 0):
        return "organization"
    if evidence.place.get(n, 0) * 2 >= count and not evidence.human.get(n, 0):
        return "government"
    if len(key) >= 2:
        return "organization" if len(key) > 2 and _shortened(figure) and not evidence.human.get(n, 0) else "person"
    alone = evidence.place.get(n, 0) + evidence.of.get(n, 0)
    if figure.bare() and alone * 2 >= count and not evidence.human.get(n, 0):
        return "government"
    if evidence.state.get(n, 0) > evidence.human.get(n, 0):
        return "government"
    if evidence.place.get(n, 0):
        return "government"
    if evidence.thing.get(n, 0) > evidence.human.get(n, 0):
        return "organization"
    return "person"


def _shortened(figure: Figure) -> bool:
    """Whether a text shortens a name to its initials, as it does with a body's: "Ostrian Tarn Copper", "OTC"."""
    return any(len(name) == 1 and name[0].isupper() and len(name[0]) > 2 for name in figure.names)


def kind_of_head(head: str, lists: Gazetteer) -> VoiceKind:
    """Kind that a noun stands for when nobody's name is given."""
    noun = fold(head)
    if noun in lists.government or (noun in _STATE_WORDS and noun not in lists.person):
        return "government"
    if noun in (
        "newspaper",
        "paper",
        "magazine",
        "broadcaster",
        "outlet",
        "tabloid",
        "daily",
        "newscast",
        "website",
        "blog",
        "newswire",
    ):
        return "publication"
    if noun in ("agency", "network", "chain", "station", "press-office"):
        return "organization"
    if noun in lists.person:
        return "unnamed"
    if noun in lists.document or singular(noun) in lists.document:
        return "document"
    if noun in lists.publication:
        return "publication"
    if noun in lists.organization:
        return "organization"
    if noun in lists.group:
        return "group"
    if noun in lists.title:
        return "unnamed"
    if noun.endswith(("ist", "ian", "man", "woman", "yer", "ologist", "eer", "ee", "-old")):
        return "unnamed"
    return "unknown"


_UNCOUNTED = word_set("some many most several few dozens hundreds thousands scores numerous others")
_PROSECUTING = word_set("district federal state county city u.s prosecuting")
_LOOSE_BODIES = word_set("group organization organisation team crew faction")
"""Bodies of which many together are a crowd: "environmental groups"."""
_PAPERS = frozenset({"ledger", "register", "record", "log", "journal", "diary", "logbook"})
"""Names of newspapers too, but papers of another sort where they are only described."""


def kind_of_description(phrase: Phrase, words: frozenset[str], lists: Gazetteer) -> VoiceKind:
    """Kind of a figure that is only described, from the head noun of its description and all its ``words``."""
    head, noun, determiner, plural = phrase.head, phrase.noun, phrase.determiner, phrase.plural
    if noun in ("anyone", "someone", "somebody", "anybody"):
        return "unnamed"
    single = determiner in ("one", "another", "each", "either", "a", "an")
    if single and plural is False and head in lists.person:
        return "unnamed"
    if determiner in _UNCOUNTED and (plural or head in lists.organization):
        return "group"  # "several lawmakers", "some in the party"
    if noun in ("officials", "sources", "aides") or (
        plural and (determiner in NUMBERS or determiner.isdigit()) and head in lists.person
    ):
        return "group" if noun in ("officials", "aides") and determiner not in NUMBERS else "unnamed"
    if head == "examiner":
        return "government" if "medical" in words else "unnamed"
    if noun == "attorneys" and not words & _PROSECUTING:
        return "group"
    if noun in lists.government or (head in _STATE_WORDS and (plural or head not in lists.person)):
        return "government"
    if plural and noun.endswith("s") and singular(noun) in _LOOSE_BODIES:
        return "group"
    if plural and (noun in lists.group or head in lists.person or head in lists.demonyms or head == "person"):
        return "group"
    kind = kind_of_head(head, lists)
    if noun in lists.document or head in _PAPERS:
        kind = "document"
    if kind == "organization" and words & {
        "court",
        "police",
        "ministry",
        "government",
        "senate",
        "parliament",
        "congress",
    }:
        return "government"
    if kind == "unknown":
        if singular(noun) in SAYINGS:
            return "document"
        if noun in lists.group or noun in lists.demonyms:
            return "group"
        if determiner in ("one", "another", "each", "either") or head in (
            "one",
            "another",
            "other",
            "third",
            "second",
            "first",
            "former",
            "latter",
        ):
            return "unnamed"
        return "group" if plural else "unnamed"
    if kind == "unnamed" and plural and determiner not in NUMBERS and not determiner.isdigit():
        return "group"  # "attendees"
    return kind
