"""Descriptions: "a senior official", "the newspaper", "his lawyer", and whom each goes back to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from headwater.read.voices.closed import ARTICLES, NUMBERS, ORDINALS
from headwater.read.voices.figures import Figure
from headwater.read.voices.gazetteer import Gazetteer, singular
from headwater.read.voices.kinds import kind_of_head
from headwater.read.voices.phrases import Phrase

_SAME = (
    "attorney lawyer counsel solicitor barrister advocate",
    "newspaper paper daily broadsheet tabloid publication gazette times post herald courier enquirer",
    "magazine weekly",
    "network channel station broadcaster",
    "article story report piece",
    "report study review assessment analysis",
    "survey poll",
    "company firm corporation business manufacturer maker",
    "agency bureau service",
    "spokesman spokesperson",
    "spokeswoman spokesperson",
    "chairman chairperson chair",
    "chairwoman chairperson chair",
    "councillor councilor councilman cllr",
    "councillor councilor councilwoman cllr",
    "senator sen lawmaker legislator",
    "governor gov",
    "representative rep congressman lawmaker legislator",
    "representative rep congresswoman lawmaker legislator",
    "general gen",
    "doctor dr",
    "professor prof",
    "lieutenant lt",
    "colonel col",
    "captain capt",
    "sergeant sgt",
    "officer policeman policewoman cop",
    "headteacher head headmaster headmistress principal",
    "prosecutor attorney",
    "boy son child",
    "girl daughter child",
    "leader chief head",
    "minister secretary premier",
    "document filing complaint affidavit",
    "video footage clip film",
    "message text post tweet",
    "group organization organisation body association union coalition alliance",
    "victim man",
    "victim woman",
    "watchdog regulator inspectorate",
    "retailer supermarket chain grocer",
    "carrier airline",
    "lender bank",
    "insurer underwriter",
)
_GENERAL = {
    "company": "organization", "firm": "organization", "group": "organization", "organization": "organization",
    "organisation": "organization", "agency": "organization", "union": "organization",
    "newspaper": "publication", "paper": "publication", "magazine": "publication", "network": "publication",
    "outlet": "publication", "publication": "publication", "website": "publication", "article": "publication",
    "story": "publication", "report": "document", "document": "document", "station": "publication", "broadcaster": "publication",
    "ministry": "government", "government": "government", "department": "government", "book": "document", "film": "document",
}  # fmt: skip
_SENSE = {
    word: frozenset(other for line in _SAME if word in line.split() for other in line.split())
    for word in {w for line in _SAME for w in line.split()}
}
_LOOSE = (
    ORDINALS
    | NUMBERS
    | ARTICLES
    | frozenset({"former", "own", "same", "one", "new", "old", "late", "then", "current", "top", "senior"})
)
_DEPUTIES = frozenset({"vice", "deputy", "assistant", "associate"})
"""What makes another office of an office."""
_RANKS = frozenset(
    "general brigadier colonel major captain lieutenant sergeant corporal private admiral commodore commander".split()
)
_NO_FIRM = frozenset(
    "union party church court club charity association university school hospital council police".split()
)
_POSTED = frozenset({"post", "posts", "times"})
_OFFICES = frozenset({"department", "ministry"})
_MOODS = frozenset(
    "tearful grieving heartbroken distraught devastated emotional weeping sobbing shaken angry anguished bereaved frantic mourning "
    "furious proud worried relieved stunned smiling visibly clearly".split()
)
"""How somebody looks, which never tells who is meant: "the tearful mother"."""
_JUST_SPOKEN_OF = 50
"""Words within which "the group" goes back to several people just mentioned."""
FAR = 900
"""Words beyond which a general noun ("the company") no longer reaches back."""


class Memory:
    """Figures by the nouns that describe them, most recent last."""

    def __init__(self, lists: Gazetteer) -> None:
        self._lists = lists
        self._by_head: dict[str, list[tuple[int, Figure]]] = defaultdict(list)
        self._by_kind: dict[str, list[tuple[int, Figure]]] = defaultdict(list)
        self._numbers: dict[str, Figure] = {}
        self._labels: dict[tuple[str, ...], Figure] = {}

    def note(self, figure: Figure, at: int) -> None:
        """Remember that a figure was mentioned at a word."""
        for head in figure.heads:
            _push(self._by_head[head], at, figure)
        _push(self._by_kind[figure.kind], at, figure)

    def note_label(self, label: tuple[str, ...], figure: Figure) -> None:
        """Remember a figure by the exact words of its description."""
        self._labels.setdefault(label, figure)
        if label and label[0] in NUMBERS:
            self._numbers[label[0]] = figure

    def by_label(self, label: tuple[str, ...]) -> Figure | None:
        """The figure described by exactly these words."""
        return self._labels.get(label)

    def counted(self, number: str) -> Figure | None:
        """The group last described with a number word."""
        return self._numbers.get(number)

    def find(self, phrase: Phrase, at: int, owner: Figure | None, words: Sequence[str]) -> Figure | None:
        """Whom a definite description goes back to, or None when it introduces somebody new."""
        heads = {phrase.head, singular(phrase.head), phrase.noun, phrase.head.removeprefix("ex-")}
        proper = (
            frozenset(w.lower() for w in words[phrase.first + 1 : phrase.core] if w[0].isupper()) & phrase.modifiers
        )
        found = self._match(heads, phrase, owner, proper)
        alike = next((head for head in (phrase.head.removeprefix("ex-"), phrase.noun) if head in _SENSE), None)
        if found is None and alike is not None:
            found = self._match(set(_SENSE[alike]) - heads, phrase, owner, proper)
        if found is None and owner is None:
            found = self._general(phrase, at)
        return found

    def _match(self, heads: set[str], phrase: Phrase, owner: Figure | None, proper: frozenset[str]) -> Figure | None:
        pool = [item for head in heads for item in self._by_head.get(head, ())[-12:]]
        pool.sort(key=lambda item: -item[0])
        best: Figure | None = None
        score = 0.0
        for rank, (_, figure) in enumerate(pool):
            value = self._agree(phrase, figure, owner) - 0.02 * min(rank, 20)
            posted = phrase.noun in _POSTED and figure.kind == "publication"  # "the posts" are not the Post
            if value > score and not posted and not self._elsewhere(figure, proper):
                best, score = figure, value
        return best

    def _agree(self, phrase: Phrase, figure: Figure, owner: Figure | None) -> float:
        if phrase.plural != figure.plural and (not figure.named or figure.kind in ("person", "unnamed", "group")):
            return 0.0
        if phrase.head in _RANKS and figure.titles & _RANKS and phrase.head not in figure.titles:
            return 0.0  # "the captain" is not Colonel Roe, whatever Roe once was
        if phrase.head in figure.titles and bool(phrase.modifiers & _DEPUTIES) != bool(figure.titles & _DEPUTIES):
            return 0.1  # "the president" is hardly Vice President Roe
        if owner is not None:
            return 2.0 if _owned_by(figure, owner) else 0.0
        if figure.named and (phrase.modifiers & ORDINALS) - figure.words:
            return 0.0  # "the second official" counts among the unnamed; to give it a name would be an overclaim
        wanted = phrase.modifiers - _LOOSE - _MOODS
        ordinal = phrase.modifiers & (ORDINALS - {"first"})
        if ordinal and not ordinal <= figure.words:
            return 0.0
        if not ordinal and figure.words & (ORDINALS - {"first"}) and not figure.named:
            return 0.6
        nations = self._lists.nations
        fitting = {w for w in wanted - figure.words if w in nations and self._of_nation(figure, nations[w])}
        missing = wanted - figure.words - fitting
        if any(word.isdigit() for word in missing):
            return 0.0  # "the 45-year-old man" is not the one of 36
        if not missing:
            return 1.0 + 0.3 * len(wanted)
        own = (
            figure.words
            - figure.heads
            - figure.seat
            - self._lists.states.keys()
            - _LOOSE
            - {w.lower() for n in figure.names for w in n}
        )
        if own and not (wanted & figure.words):
            return 0.0
        return 0.5 if figure.named and len(missing) < 3 else (0.3 if wanted & figure.words else 0.0)

    def _elsewhere(self, figure: Figure, proper: frozenset[str]) -> bool:
        """Whether a description says of a person a country or a seat that the text does not give that person.

        "The Ostrian president" is not President Roe of another country, "the Tarn lawmaker" not the one from Ulver.
        """
        if figure.kind != "person":
            return False
        nations = {self._lists.nations[word] for word in proper if word in self._lists.nations}
        if any(not self._of_nation(figure, nation) for nation in nations):
            return True
        return bool(figure.seat) and not (proper - figure.words - self._lists.demonyms) <= figure.seat

    def _of_nation(self, figure: Figure, nation: str) -> bool:
        words = figure.words
        if any(self._lists.nations.get(w) == nation or self._lists.states.get(w) == nation for w in words):
            return True
        return all(word in words for word in nation.lower().split())

    def _general(self, phrase: Phrase, at: int) -> Figure | None:
        kind = _GENERAL.get(phrase.head)
        if kind is None or phrase.plural or phrase.modifiers - _LOOSE:
            return None
        pool = self._by_kind.get(kind, [])
        if phrase.head in _OFFICES:
            pool = [item for item in pool if item[1].heads & _OFFICES]  # "the department" is no state
        if not pool and phrase.head == "report":
            pool = self._by_kind.get("publication", [])
        crowd = self._by_kind.get("group", [])[-1:] if phrase.head == "group" else []
        if crowd and at - crowd[0][0] < _JUST_SPOKEN_OF:
            return crowd[0][1]  # "The members … accused him. The group said"
        if not pool or at - pool[-1][0] > FAR:
            return None
        named = [f for _, f in pool[-6:] if f.named and not (f.heads & _NO_FIRM and phrase.head in _SENSE["company"])]
        if named:
            return named[-1]
        last = pool[-1][1]  # "the company" is not the union described before
        return last if not last.heads or kind == "document" else None


def _push(pool: list[tuple[int, Figure]], at: int, figure: Figure) -> None:
    if pool and pool[-1][1] is figure:
        pool[-1] = (at, figure)
    else:
        pool.append((at, figure))


def _owned_by(figure: Figure, owner: Figure) -> bool:
    names = {w.lower() for name in owner.names for w in name if w[0].isupper()}
    return figure.detail == f"owner {owner.number}" or bool(
        names & figure.words and not names & {w.lower() for n in figure.names for w in n}
    )


def head_kind(head: str, lists: Gazetteer) -> str:
    """Kind of the noun, for choosing among antecedents."""
    return kind_of_head(head, lists)
