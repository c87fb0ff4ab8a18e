"""The figures of one document and what is known of them, shared by the steps of resolution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import zip_longest

from headwater.model import Document, VoiceKind
from headwater.read.frame import Draft, Frame, Range, Signals
from headwater.read.voices.bridging import Bridge, predicate_noun
from headwater.read.voices.closed import (
    CLITIC,
    CLOSED,
    PREPOSITIONS,
    PUNCTUATION,
    word_set,
)
from headwater.read.voices.descriptions import Memory
from headwater.read.voices.epithets import Epithets
from headwater.read.voices.figures import Figure
from headwater.read.voices.gazetteer import Gazetteer, gazetteer, singular
from headwater.read.voices.kinds import Evidence, kind_of_name
from headwater.read.voices.mentions import Mention, find_names
from headwater.read.voices.phrases import Parser, Phrase
from headwater.read.voices.pronouns import Chooser
from headwater.read.voices.register import Register
from headwater.read.voices.roles import affiliation

NOT_NAMED = "not named"
_CALLED = (("called",), ("named",), ("titled",), ("entitled",))


class Scene:
    """Names, figures and memory of one document; `Resolver` completes it."""

    def __init__(self, frame: Frame, drafts: Sequence[Draft], document: Document, signals: Signals | None) -> None:
        self.frame = frame
        self.words = frame.words.text
        self.drafts = drafts
        self.document = document
        self.lists = gazetteer()
        self.names = find_names(frame, self.lists)
        self.register = Register(self.lists, self.words, frame.sentence_of, frame.paragraph_of)
        self.register.fill(self.names)
        self.parser = Parser(self.words, self.names, self.lists)
        self.memory = Memory(self.lists)
        self.bridge = Bridge(self.words, self.register.at)
        self.chooser = Chooser(frame, signals, document.title)
        self.voice_of: dict[int, Figure] = {}
        self.by_source: dict[Range, Figure] = {}
        self._joint: dict[frozenset[int], Figure] = {}
        self._special: dict[str, Figure] = {}
        self._busy: set[int] = set()
        self._openers = set(frame.first_word)
        self._role_of_name: dict[int, Figure] = {}
        """Figure by the first word of the apposition behind its name."""
        self._starts = {m.after - 1: m.start for m in self.names}
        self._lasts = {m.start: m.after - 1 for m in self.names}
        self.epithets = Epithets(frame, self.register.at, self._starts, self.lists)

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """Words written with a capital in mid-sentence somewhere in the text, outside headlines."""
        words, frame = self.words, self.frame
        opening = ("“", "‘", '"', "'", ":", "—", "–", "•", "*")
        inside = (i for i in range(1, len(words)) if frame.first_of_sentence[frame.sentence_of[i]] != i)
        return frozenset(
            words[i] for i in inside if words[i].istitle() and words[i - 1] not in opening and words[i - 1][0].islower()
        )

    def _classify(self) -> None:
        evidence = self._evidence()
        self._learn_predicates()
        self._learn_seats()
        for figure in self.register.figures:
            if not figure.names:
                continue
            for low, high in figure.roles:
                self._learn_role(figure, low, high)
                if low and self.words[low - 1] == ",":
                    self._role_of_name[low] = figure
            figure.heads |= figure.titles & (self.lists.title | self.lists.person)
            figure.words |= figure.seat
            figure.kind = kind_of_name(figure, self.lists, evidence)
            figure.words |= {w.lower() for name in figure.names for w in name} | figure.titles
            if figure.kind in ("publication", "government"):
                self._leave_to_others(figure)
            if figure.kind not in ("person",):
                own = {w for name in figure.names for w in _heads_of(name)}
                forms = {w.lower() for w in own} | {_lower_singular(w) for w in own}
                figure.heads |= forms & self.lists.nouns
            figure.plural = figure.kind == "group"

    def _leave_to_others(self, figure: Figure) -> None:
        """Take from a body what only a person can be: "In a call to the Herald, the boy's mother, who …"."""
        for role in [r for r in figure.roles if r[0] in self._role_of_name and self._head_of_role(*r) in _KIN]:
            figure.roles.remove(role)
            figure.heads.discard(self._head_of_role(*role))
            del self._role_of_name[role[0]]

    def _learn_predicates(self) -> None:
        """Nouns from "Roe was a captain; so was Doe"."""
        last = ""
        nouns = self.lists.person | self.lists.title
        for mention in self.names:
            figure = self.register.at.get(mention.after - 1)
            if figure is None:
                continue
            before = tuple(w.lower() for w in self.words[max(0, mention.start - 2) : mention.start])
            if before[-1:] in _CALLED:
                figure.heads |= self._called_so(mention.start - 1)
            noun = last if before in (("so", "was"), ("so", "is")) else ""
            noun = noun or predicate_noun(self.words, mention.after, nouns)
            if noun:
                last = noun
                figure.heads.add(noun)

    def _called_so(self, at: int) -> set[str]:
        """The noun for a body before "called": "a coalition of groups called Save Tarn"."""
        for i in range(at - 1, max(-1, at - 4), -1):
            noun = singular(self.words[i].lower())
            body = noun in self.lists.organization or noun in self.lists.publication or noun in self.lists.document
            if body and self.words[i].islower():
                return {noun}
        return set()

    def _learn_seats(self) -> None:
        """Where members sit, and for which party: "Ada Quint (D-Va.)", "Senator Quint of Tarn"."""
        for mention, follow in zip_longest(self.names, self.names[1:]):
            figure = self.register.at.get(mention.after - 1)
            if figure is None or not (figure.titles or figure.roles):
                continue
            behind = affiliation(self.words, mention.after, self.lists)
            if behind is not None:
                party, seat = behind
                figure.heads |= {party} - {""}
                figure.seat |= seat
            elif follow is not None and follow.first == mention.after + 1 and self.words[mention.after] == "of":
                figure.seat |= {w.lower() for w in follow.tokens}

    def _learn_role(self, figure: Figure, low: int, high: int) -> None:
        words = [w.lower().rstrip(".") or w for w in self.words[low:high]]
        figure.words.update(w for w in words if w not in CLOSED and w not in PUNCTUATION)
        head = self._head_of_role(low, high)
        if head:
            figure.heads.add(head)

    def _head_of_role(self, low: int, high: int) -> str:
        """The noun that says what somebody is: "mother" of "Roe's mother, who", "professor" of "a Tarn College of Law professor"."""
        words = [w.lower().rstrip(".") or w for w in self.words[low:high]]
        ends = (i for i, w in enumerate(words) if i and (w in PREPOSITIONS or w in ("who", "whom", "whose")))
        end = next((i for i in ends if not self._of_a_name(low + i, high)), len(words))
        end = next((i for i in range(1, end) if self._takes_part(words[i - 1], words[i])), end)
        while end > 0 and (words[end - 1] in PUNCTUATION or words[end - 1] in CLITIC):
            end -= 1
        return singular(words[end - 1].rstrip(".")) if end else ""

    def _takes_part(self, noun: str, word: str) -> bool:
        """Whether a participle behind a noun for a person begins what that person does: "the lawyer | representing the family"."""
        person = noun in self.lists.person or noun in self.lists.title
        return person and word.endswith(("ing", "ed")) and len(word) > 4 and word not in self.lists.nouns

    def _of_a_name(self, at: int, high: int) -> bool:
        """Whether an "of" belongs to a name before a noun for a person: "a Tarn College of Law professor"."""
        words = self.words
        after = next((i for i in range(at + 1, high) if not words[i][0].isupper()), high)
        named = words[at].lower() == "of" and words[at - 1][0].isupper() and after > at + 1
        return named and after < high and words[after] in self.lists.person | self.lists.title

    def _evidence(self) -> Evidence:
        evidence = Evidence()
        words = self.words
        at = self.register.at
        for mention in self.names:
            figure = at.get(mention.after - 1)
            if figure is None:
                continue
            before = words[mention.start - 1].lower() if mention.start else ""
            if before in self.lists.person and words[mention.start - 1].islower():
                evidence.called.add(figure.number)
            marked = before in _MARKS and mention.start > 1
            if (self.words[mention.start - 2].lower() if marked else before) in _WORKS:
                evidence.works[figure.number] = evidence.works.get(figure.number, 0) + 1
            counter = None
            if before == "the":
                counter = evidence.the
            elif before in ("in", "at", "near", "outside", "inside", "throughout"):
                counter = evidence.place
            elif before in ("of", "from") and at.get(mention.start - 2) is not None:
                counter = evidence.of  # "Ada Quint of Tarnmark"
            if counter is not None:
                counter[figure.number] = counter.get(figure.number, 0) + 1
            if _belongs_behind(mention, words, self.lists):
                evidence.beside[figure.number] = evidence.beside.get(figure.number, 0) + 1
            for word in words[mention.after : mention.after + 14]:
                evidence.add(word.lower(), figure.number)
            follow = [w.lower() for w in words[mention.after : mention.after + 2]]
            if before == "the" and follow[:1] and follow[0] in _PRINTS:
                evidence.prints.add(figure.number)
            for word in follow if follow[:1] == [","] else ():
                evidence.relative(word, figure.number)
        return evidence

    def _see(self, figure: Figure, phrase: Phrase) -> None:
        at = max(phrase.first, phrase.core - 1)
        figure.places.append(at)
        self.memory.note(figure, at)
        self.chooser.see(figure, phrase.first, at)

    def _nobody(self) -> Figure:
        return self._one(NOT_NAMED, NOT_NAMED, "unknown")

    def _one(self, key: str, label: str, kind: VoiceKind, *, plural: bool = False) -> Figure:
        figure = self._special.get(key)
        if figure is None:
            figure = self.register.new()
            figure.label, figure.kind, figure.named, figure.plural = label, kind, False, plural
            self._special[key] = figure
        return figure

    def author(self) -> Figure:
        """The page's own author."""
        figure = self._one("author", " and ".join(self.document.authors) or "the author", "author")
        figure.named = bool(self.document.authors)
        return figure

    def _pair(self, members: list[Figure]) -> Figure:
        key = frozenset(m.number for m in members)
        figure = self._joint.get(key) or self.register.new()
        if key not in self._joint:
            self._joint[key] = figure
            figure.named = any(m.named for m in members)
            figure.kind = "group"
            figure.plural = True
            figure.members = tuple(members)
            figure.words = set().union(*(m.words for m in members))
        return figure

    def _text(self, first: int, after: int) -> str:
        while (
            after > first
            and (self.words[after - 1] in PUNCTUATION or self.words[after - 1] in CLITIC)
            and self.words[after - 1] not in (")", "”", '"')
        ):
            after -= 1
        if first >= after:
            return ""
        raw = self.frame.text[self.frame.words.start[first] : self.frame.words.end[after - 1]]
        return " ".join(raw.split())

    def _name_of(self, figure: Figure) -> str:
        if figure.members:
            return _list_words([self._name_of(m) for m in figure.members])
        if figure.label and (not figure.names or figure.members):
            return figure.label
        name = figure.full()
        text = " ".join(name)
        if len(name) == 1 and self._shared_surname(name[0]):
            text = f"{self._telling_title(figure)} {text}".strip()
        return text or figure.label or NOT_NAMED

    def _shared_surname(self, name: str) -> bool:
        return len([f for f in self.register.figures if f.names and f.full()[-1] == name]) > 1

    def _telling_title(self, figure: Figure) -> str:
        """The title that says which of several of one surname: an office before "Mr"; "" where none was written."""
        offices = sorted(figure.titles - self.lists.honorific)
        honorifics = sorted(figure.titles & self.lists.honorific) if figure.gender else []
        return next(iter([*offices, *honorifics]), "").capitalize()

    def _as_written(self, figure: Figure, name: tuple[str, ...]) -> str:
        mention = next((m for m in self._mentions_of(figure) if m.tokens == name), None)
        return self._text(mention.first, mention.after) if mention else " ".join(name)

    def _mentions_of(self, figure: Figure) -> list[Mention]:
        if not hasattr(self, "_by_figure"):
            self._by_figure: dict[int, list[Mention]] = {}
            for mention in self.names:
                owner = self.register.at.get(mention.after - 1)
                if owner is not None:
                    self._by_figure.setdefault(owner.number, []).append(mention)
        return self._by_figure.get(figure.number, [])


_JOINING = frozenset({"of", "for", "and", "in", "on"})
_KIN = word_set(
    "mother father son daughter wife husband brother sister uncle aunt cousin nephew niece grandmother grandfather widow girlfriend boyfriend "
    "friend neighbor neighbour lawyer attorney spokesman spokeswoman"
)
_WORKS = word_set(
    "book novel film movie song album play musical series sitcom documentary podcast poem memoir thriller ballad"
)
_MARKS = frozenset({"“", '"', "‘", "'", "``"})
_PRINTS = frozenset({"printed", "prints", "published", "publishes", "ran", "reprinted", "serialised", "serialized"})


def _heads_of(name: Sequence[str]) -> Iterator[str]:
    """The words of a body's name that may stand for it by themselves: no plural that says which ("United States Constitution")."""
    for word, after in zip(name, (*name[1:], ""), strict=True):
        if not after or after.lower() in _JOINING or not word.endswith("s"):
            yield word


def _lower_singular(word: str) -> str:
    return singular(word.lower())


def _list_words(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


_OF_PEOPLES = ("an", "ese", "ish")


def _belongs_behind(mention: Mention, words: Sequence[str], lists: Gazetteer) -> bool:
    """Whether a name of one word only says which: "Tank 7", "Tarnian crews"."""
    if len(mention.tokens) != 1 or mention.titles or mention.after >= len(words):
        return False
    behind = words[mention.after]
    if behind.isdigit():
        return True
    plain = behind.islower() and (behind in lists.nouns or singular(behind) in lists.nouns or behind.endswith("s"))
    return plain and mention.tokens[0].endswith(_OF_PEOPLES)
