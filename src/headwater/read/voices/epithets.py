"""Whom a description names by what the text says of somebody: "the musician", "the 63-year-old", "the seller", "the couple".

Each rule answers only when one figure is left that fits. A description that fits nobody, or two, stays a voice of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from headwater.read.frame import Frame
from headwater.read.voices.closed import CLITIC, NUMBERS, SPEECH, word_set
from headwater.read.voices.facts import PARTS, Facts
from headwater.read.voices.figures import Figure
from headwater.read.voices.gazetteer import Gazetteer
from headwater.read.voices.phrases import Phrase
from headwater.read.voices.sayings import SAYINGS
from headwater.read.voices.senses import senses

_WINDOW = 200
"""Words before a description in which somebody of that trade must have been named."""
_PEOPLES = ("ese", "ish", "ch", "ss")
_PEOPLE = frozenset({"person"})
_THINGS = frozenset({"organization", "publication"})
_NEAR = 2
"""Sentences before a description in which whoever is only called by age or country must have been named."""
_JUST = 60
"""Words within which somebody is not called by a second description of another sort."""
_PARENTS = word_set("mother father grandmother grandfather dad mum mom grandad")
_YOUNGER = frozenset({"younger", "youngest", "newer"})
_OLDER = frozenset({"older", "elder", "eldest", "oldest"})
_AGES = {
    **dict.fromkeys(word_set("teenager teen youngster schoolboy schoolgirl"), range(10, 20)),
    **dict.fromkeys(word_set("pensioner retiree"), range(58, 120)),
    "sexagenarian": range(60, 70), "septuagenarian": range(70, 80), "octogenarian": range(80, 90),
    "nonagenarian": range(90, 100), "centenarian": range(100, 120),
}  # fmt: skip
"""Nouns that say an age, with the years they may stand for."""
_BIOGRAPHY = word_set(
    "former retired ex onetime one-time veteran widowed divorced bearded self-taught disgraced convicted"
)
"""What a report adds to a trade when it calls somebody a second time: "the retired teacher"."""
_MANY_HOLD = word_set(
    "councillor councilman councilwoman councilor alderman alderwoman senator congressman congresswoman assemblyman assemblywoman "
    "sergeant constable detective corporal lieutenant colonel professor"
)
"""Offices that many hold at once: "the senator" is somebody named before, where "the mayor" may be any town's."""
_HOLDERS = {"incoming": "successor", "outgoing": "predecessor"}
"""What tells which holder of a post is meant, whatever the post is called."""
_CHILDREN = word_set("son daughter boy girl child baby grandson granddaughter")
_COUPLES = word_set("couple pair duo newlyweds")
_SEVERAL = word_set(
    "men women brothers sisters siblings friends partners players artists singers writers politicians leaders twins"
)
_ANYBODY = word_set(
    "man woman girl boy lady lad child youngster person resident native citizen villager neighbour neighbor star hero celebrity veteran fan guest "
    "friend colleague partner teammate roommate husband wife widow widower spouse brother sister sibling twin uncle aunt cousin nephew niece relative "
    "parent mother father son daughter grandmother grandfather grandson granddaughter mum dad mom boyfriend girlfriend survivor victim witness suspect "
    "candidate nominee member leader founder co-founder volunteer activist newcomer immigrant migrant refugee retiree pensioner graduate winner "
    "champion finalist participant lead someone somebody figure insider critic supporter opponent ally rival"
)
"""Nouns for people of any calling; whoever is called so may have any trade besides."""
_HAPPENED = word_set(
    "driver suspect victim witness officer official owner caller shooter gunman operator source leader chief head boss manager "
    "spokesman spokeswoman spokesperson guard worker resident neighbour neighbor patient expert investigator worker"
)
"""Nouns that bring in somebody by what has happened: after a crash "the driver" is nobody who was named."""


class Epithets:
    """Finds the one named figure that fits a description without a word in common."""

    def __init__(
        self,
        frame: Frame,
        named: Mapping[int, Figure],
        starts: Mapping[int, int],
        lists: Gazetteer,
    ) -> None:
        self._frame = frame
        self._words: Sequence[str] = frame.words.text
        self._named = named
        self._starts = starts
        self._ends = sorted(named)
        self._lists = lists
        self._facts = Facts(self._words, named, starts)
        self._bound: dict[int, tuple[str, int]] = {}
        """The noun by which a figure was described last, and where."""
        self._spoke: dict[int, tuple[str, int]] = {}

    def find(self, phrase: Phrase, speaker: Figure | None, *, nested: bool) -> Figure | None:
        """The figure that a definite description names, or None; not ``speaker``, who uses the words.

        ``nested``: inside somebody's words, where whoever was named last is seldom the one meant.
        """
        if phrase.determiner != "the" or phrase.owner is not None or self._of_another(phrase):
            return None
        if phrase.plural:
            return self._by_part(phrase)
        figure = self._older(phrase) or self._by_age(phrase) or self._by_trade(phrase)
        if figure is None and not nested:
            figure = self._by_life(phrase) or self._left(phrase) or self._ahead(phrase)
        if figure is speaker:
            return None
        if figure is not None:
            self.bind(figure, phrase)
        return figure

    def bind(self, figure: Figure, phrase: Phrase) -> None:
        """Remember that a description names a figure, which another of another sort then hardly does."""
        self._bound[figure.number] = (phrase.head, phrase.first)

    def note(self, figure: Figure, phrase: Phrase) -> None:
        """Remember that somebody spoke under a noun the text gives them, so that another noun is the other one's."""
        self._spoke[figure.number] = (phrase.head, phrase.first)

    def _of_another(self, phrase: Phrase) -> bool:
        """Whether a name in the description says whose it is: "the Ulver historian"; a country tells only where one is from."""
        words = self._words[phrase.first + 1 : phrase.core]
        named = [w for w in words if w[0].isupper() and not w.endswith(("-born", "-based", "-bred"))]
        return any(w.lower() not in self._lists.demonyms for w in named)

    def several(self, phrase: Phrase) -> list[Figure]:
        """The two people whom "the couple" or "the two men" names: all that the sentence before names, if two."""
        counted = phrase.modifiers & NUMBERS
        both = phrase.determiner == "both" or "two" in counted
        if not (
            phrase.determiner in ("the", "both") and (phrase.head in _COUPLES or (phrase.noun in _SEVERAL and both))
        ):
            return []
        for back in (0, 1, 2):
            people = self._people(phrase.first, back, back)
            if people:
                return people if len(people) == 2 else []
        return []

    def _people(self, at: int, least: int, most: int, kinds: frozenset[str] = _PEOPLE) -> list[Figure]:
        """Who is named between ``most`` and ``least`` sentences before a word, in order of their last mention."""
        here = self._frame.sentence_of[at]
        low = self._frame.first_of_sentence[max(0, here - most)]
        high = at if not least else self._frame.first_of_sentence[max(0, here - least + 1)]
        found: dict[int, Figure] = {}
        for end in self._ends[bisect_left(self._ends, low) : bisect_left(self._ends, min(at, high))]:
            figure = self._named[end]
            if figure.kind in kinds and not self._mere_place(end):
                found.pop(figure.number, None)
                found[figure.number] = figure
        return list(found.values())

    def _mere_place(self, end: int) -> bool:
        """Whether a name by itself stands behind "in" or "from": a place, whatever it was taken for."""
        start = self._starts.get(end, end)
        lone = start == end and self._named[end].bare()
        if lone and self._words[end + 1 : end + 2] and self._words[end + 1] in CLITIC:
            return True  # "rugby's Ada Quint"
        if lone and self._words[end].isupper():
            return True  # the place that opens a report
        return lone and start > 0 and self._words[start - 1].lower() in ("in", "from", "of", "at", "near", "to")

    def _window(self, at: int) -> list[Figure]:
        low = bisect_left(self._ends, at - _WINDOW)
        found = {self._named[e].number: self._named[e] for e in self._ends[low : bisect_left(self._ends, at)]}
        return [figure for figure in found.values() if figure.kind in _PEOPLE | _THINGS]

    def _older(self, phrase: Phrase) -> Figure | None:
        """ "The older man", "the younger": of those named just before whose age or year the text gives."""
        words = {phrase.head, *phrase.modifiers}
        side = 1 if words & _YOUNGER else -1 if words & _OLDER else 0
        if not side:
            return None
        thing = phrase.head in self._lists.organization
        kinds = _THINGS if thing else _PEOPLE | _THINGS if phrase.head in _YOUNGER | _OLDER else _PEOPLE
        near = self._people(phrase.first, 0, _NEAR + 1, kinds)
        known = {f: born for f in near if (born := self._facts.born(f)) is not None}
        return max(known, key=lambda f: side * known[f]) if len(set(known.values())) > 1 else None

    def _by_age(self, phrase: Phrase) -> Figure | None:
        """ "The 63-year-old", whose age the text gives, or gives of nobody else named just before."""
        old = next((w for w in (phrase.head, *phrase.modifiers) if w.endswith("-year-old")), "")
        years = old.partition("-")[0]
        if years.isdigit():
            same = [f for f in self._window(phrase.first) if self._facts.age(f) == int(years)]
            return same[0] if len(same) == 1 else None
        if phrase.head in _AGES:
            same = [f for f in self._window(phrase.first) if (self._facts.age(f) or 0) in _AGES[phrase.head]]
            return same[0] if len(same) == 1 else None
        return None

    def _by_trade(self, phrase: Phrase) -> Figure | None:
        """ "The musician", where one pianist was named; "the seller", where one sold something."""
        known = senses()
        head = next((_HOLDERS[w] for w in phrase.modifiers if w in _HOLDERS), phrase.head.removeprefix("ex-"))
        if head not in known.covers and head not in PARTS and head == phrase.head:
            return None
        fitting = [f for f in self._window(phrase.first) if known.fits(head, self._facts.nouns(f))]
        return fitting[0] if len(fitting) == 1 else None

    def _by_part(self, phrase: Phrase) -> Figure | None:
        """ "The sellers", where one family or body sold something."""
        if phrase.head not in PARTS:
            return None
        fitting = [f for f in self._window(phrase.first) if phrase.head in self._facts.nouns(f)]
        return fitting[0] if len(fitting) == 1 and fitting[0].kind != "person" else None

    def _by_life(self, phrase: Phrase) -> Figure | None:
        """The only person named just before, called by age, country, children or a trade that is not another's."""
        head = phrase.head
        one = head in self._lists.demonyms and not head.endswith(_PEOPLES)  # "the Chinese" are many
        lives = head.endswith("-year-old") or one or head in _PARENTS
        many = head in _MANY_HOLD or head not in self._lists.title
        trade = head in senses().trades and head not in _HAPPENED and many
        told = bool(phrase.modifiers & _BIOGRAPHY) and head in self._lists.person and many
        if not (lives or trade or told):
            return None
        near = self._people(phrase.first, 0, _NEAR)
        family = head in _PARENTS and any(self._facts.nouns(f) & _CHILDREN for f in near)
        if self._complement(phrase) and not family:
            return None
        fitting = [f for f in near if not self._against(phrase, f)]
        if len(fitting) > 1:  # a lone word that is nowhere part of a full name may well be a place or a club
            fitting = [f for f in fitting if len(f.full()) > 1 or f.titles]
        return fitting[0] if len(fitting) == 1 else None

    def _complement(self, phrase: Phrase) -> bool:
        """Whether "of" behind the noun brings in others than a number of children: "the mother of the boy"."""
        follow = [w.lower() for w in self._words[phrase.core : phrase.core + 2]]
        tail = [w.lower() for w in self._words[phrase.first : phrase.after]]
        if "of" in tail:
            follow = tail[tail.index("of") :]
        if follow[:1] != ["of"]:
            return phrase.head in _PARENTS
        return not (follow[1:2] and (follow[1] in NUMBERS or follow[1] == "one" or follow[1].isdigit()))

    def _against(self, phrase: Phrase, figure: Figure) -> bool:
        old = next((w for w in (phrase.head, *phrase.modifiers) if w.endswith("-year-old")), "")
        if old and self._facts.age(figure) is not None:
            return True
        if self._just_called(figure, phrase) and not old:
            return True
        nouns = self._facts.nouns(figure)
        if phrase.head in _PARENTS and nouns & _CHILDREN:
            return True
        if phrase.head in _MANY_HOLD and nouns & (self._lists.title | self._lists.person):
            return not senses().fits(phrase.head, nouns)  # of another office or trade
        return senses().differs(phrase.head, nouns) or self._works_otherwise(phrase.head, nouns)

    def _works_otherwise(self, head: str, nouns: frozenset[str]) -> bool:
        """Whether the text gives somebody a calling that no trade lists, and ``head`` is another: an assessor is no mate."""
        known = senses()
        if head not in known.trades or head in nouns or any(noun in known.trades for noun in nouns):
            return False
        return any(n in self._lists.person and n not in _ANYBODY and n not in PARTS for n in nouns)

    def _left(self, phrase: Phrase) -> Figure | None:
        """The other of two named just before, where one has been called by another description a moment ago."""
        near, pair = self._rivals(phrase)
        if phrase.head in _HAPPENED and not pair:
            return None
        called = [f for f in near if self._just_called(f, phrase) or (pair and self._just_spoke(f, phrase))]
        rest = [f for f in near if f not in called]
        if len(called) != 1 or len(rest) != 1 or senses().differs(phrase.head, self._facts.nouns(rest[0])):
            return None
        return rest[0]

    def _ahead(self, phrase: Phrase) -> Figure | None:
        """The other of two named in one sentence, where a description that speaks soon fits one of them alone."""
        near, pair = self._rivals(phrase)
        if not pair:
            return None
        words = self._words
        for i in range(phrase.after, min(phrase.after + _JUST, len(words) - 2)):
            noun = words[i + 1].lower()
            if words[i].lower() != "the" or noun == phrase.head or words[i + 2].lower() not in SPEECH:
                continue
            fits = [f for f in near if senses().fits(noun, self._facts.nouns(f))]
            rest = [f for f in near if f not in fits]
            if len(fits) == 1:
                return None if senses().differs(phrase.head, self._facts.nouns(rest[0])) else rest[0]
        return None

    def _rivals(self, phrase: Phrase) -> tuple[list[Figure], bool]:
        """Whom a description by part or trade may name besides each other, and whether they are two named in one sentence."""
        head = phrase.head
        thing = head in self._lists.organization
        person = head in self._lists.person or head not in self._lists.nouns | SAYINGS  # "the star", who speaks
        if (person is thing and head not in PARTS) or head in self._lists.title or self._complement(phrase):
            return [], False
        kinds = _PEOPLE | _THINGS if head in PARTS else _PEOPLE if person else _THINGS
        near = self._people(phrase.first, 0, _NEAR + 1, kinds)
        sides = [self._people(phrase.first, back, back, kinds) for back in range(1, _NEAR + 2)]
        return near, len(near) == 2 and any(len(side) == 2 for side in sides)

    def _just_called(self, figure: Figure, phrase: Phrase) -> bool:
        noun, at = self._bound.get(figure.number, ("", 0))
        return bool(noun) and noun != phrase.head and phrase.first - at < _JUST

    def _just_spoke(self, figure: Figure, phrase: Phrase) -> bool:
        noun, at = self._spoke.get(figure.number, ("", 0))
        return bool(noun) and noun != phrase.head and phrase.first - at < _JUST

    def owned(self, phrase: Phrase) -> Figure | None:
        """ "Her accuser", "its former tenant": the only one shortly before who took that part in anything."""
        if phrase.plural or phrase.head not in PARTS:
            return None
        fitting = [f for f in self._window(phrase.first) if phrase.head in self._facts.nouns(f)]
        return fitting[0] if len(fitting) == 1 else None
