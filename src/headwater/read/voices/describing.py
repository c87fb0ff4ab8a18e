"""Descriptions inside a document: resolved to a figure known before, or introducing a new one."""

from __future__ import annotations

from headwater.read.voices.closed import (
    ARTICLES,
    CLITIC,
    CLOSED,
    NUMBERS,
    PERSONAL,
    POSSESSIVES,
    PUNCTUATION,
    RELATIVES,
    word_set,
)
from headwater.read.voices.figures import Figure
from headwater.read.voices.gazetteer import singular
from headwater.read.voices.kinds import kind_of_description
from headwater.read.voices.otherwise import Otherwise
from headwater.read.voices.phrases import Phrase
from headwater.read.voices.sayings import SAYINGS
from headwater.read.voices.scene import NOT_NAMED

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_INDEFINITE = word_set("a an some any every each no many most several few one another other") | NUMBERS
_INSTRUMENTS = word_set(
    "clock timestamp gauge meter counter sensor sensors display label stamp odometer speedometer altimeter dial needle readout"
)
"""Parts of a thing that show something; "its clock" is a camera's, not that of a body named before."""
_SEATS = word_set("city town county village district borough island region port state country province")
_SOON = 150
"""Words within which the holder of an office is named after the office."""
_SPOKEN = SAYINGS | {"release", "report", "filing", "affidavit", "briefing", "conference", "memo", "video", "notice"}
_SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_OTHER = frozenset({"another", "other", "others"})


class Describing(Otherwise):
    """The part of resolution that reads descriptions."""

    def _described(self, phrase: Phrase, number: int | None = None) -> Figure:
        special = self._out_of(phrase, number) or self._counted(phrase) or self._named_office(phrase)
        special = special or self._named_soon(phrase) or self._spoke_before(phrase)
        if special is None and number is not None:
            special = self._both(phrase)
        if special is not None:
            return special
        owner = self._owner(phrase, number)
        if owner is None and phrase.head in SAYINGS and number is not None:
            owner = self._written_by(phrase)
            if owner is not None:
                return owner
        if owner is not None and phrase.noun and singular(phrase.noun) in SAYINGS and number is not None:
            return owner
        words = tuple(w.lower() for w in self.words[phrase.first : phrase.core])
        first = words[0]
        if first in ARTICLES and len(words) > 1:
            words = words[1:]
        new = phrase.determiner in _INDEFINITE or bool(_OTHER & {first, phrase.head, *phrase.modifiers})
        if not new:
            known = self.memory.by_label(words) if owner is None else None
            if known is None or phrase.determiner in _DEFINITE:
                known = self._known(phrase, owner, number) or known
            if known is not None:
                return known
        return self._introduce(phrase, owner, words)

    def _named_office(self, phrase: Phrase) -> Figure | None:
        """ "The sheriff's office", where the text names one "Tarn Sheriff's Office" and no other."""
        if phrase.noun not in ("office", "department", "bureau") or self.words[phrase.first].lower() != "the":
            return None
        written = self._text(phrase.first + 1, phrase.core).lower().replace("’", "'")
        ends = {f for f in self.register.figures if f.names and _ends_with(f, written)} if "'s " in written else set()
        return ends.pop() if len(ends) == 1 else None

    def _named_soon(self, phrase: Phrase) -> Figure | None:
        """ "The city's fire chief", where "Fire Chief Ada Quint" follows soon and no other fire chief is named."""
        after = phrase.owner[1] + (self.words[phrase.owner[1]] in CLITIC) if phrase.owner else phrase.first + 1
        seat = self.words[phrase.owner[1] - 1].lower() if phrase.owner else ""
        office = tuple(w.lower() for w in self.words[after : phrase.core])
        if (
            self.words[phrase.first].lower() != "the"
            or len(office) not in (2, 3)
            or (phrase.owner and seat not in _SEATS)
        ):
            return None
        if office[-1] not in self.lists.title | self.lists.person or self.memory.by_label(office) is not None:
            return None
        size = len(office)
        called = [
            m for m in self.names if tuple(w.lower() for w in self.words[max(0, m.first - size) : m.first]) == office
        ]
        figures = {self.register.at[m.after - 1] for m in called if m.after - 1 in self.register.at}
        soon = called and phrase.first < called[0].first <= phrase.first + _SOON
        return figures.pop() if soon and len(figures) == 1 else None

    def _spoke_before(self, phrase: Phrase) -> Figure | None:
        """ "A spokesman said", where one unnamed spokesman of somebody has spoken before, and no other."""
        words = [w.lower() for w in self.words[phrase.first : phrase.after]]
        if len(words) != 2 or words[0] != "a" or words[1] not in _SPOKESMEN:
            return None
        if self.words[phrase.after : phrase.after + 1] and self.words[phrase.after].lower() in (
            "for",
            "from",
            "of",
            "at",
        ):
            return None
        spoke = {f for f in self.register.figures if f.heads & _SPOKESMEN and f.places and f.places[0] < phrase.first}
        return spoke.pop() if len(spoke) == 1 and not next(iter(spoke)).named else None

    def _written_by(self, phrase: Phrase) -> Figure | None:
        """The person in "one Roe text": a name right before a noun for something said."""
        for i in range(phrase.core - 1, phrase.first, -1):
            if self.words[i].lower() == phrase.noun:
                figure = self.register.at.get(i - 1)
                return figure if figure is not None and figure.kind == "person" else None
        return None

    def _out_of(self, phrase: Phrase, number: int | None) -> Figure | None:
        """The figure of "one of them" and "one of the three": described by the group it comes from."""
        words = [w.lower() for w in self.words[phrase.first : phrase.core]]
        if "of" not in words[1:3] or len(words) > words.index("of") + 3:
            return None
        if words[-1] == "of" and self.words[phrase.core : phrase.core + 1]:
            return self._out_of_these(phrase, words, number)
        at = phrase.first + words.index("of")
        rest = words[words.index("of") + 1 :]
        if rest in (["them"], ["those"]):
            group = self.chooser.choose(at, "them", None, None)
        elif len(rest) == 2 and rest[0] == "the" and rest[1] in NUMBERS:
            group = self.memory.counted(rest[1])
        else:
            return None
        if group is None or group.kind in ("publication", "document"):
            return None  # "One of them told this newspaper": no paper has told itself
        return self._some_of(group, phrase.first, at)

    def _out_of_these(self, phrase: Phrase, words: list[str], number: int | None) -> Figure | None:
        """ "One of whom", "all of which": of the people or things right before; all of them are themselves."""
        head = self.words[phrase.core].lower()
        if head not in ("whom", "which"):
            return None
        group = self._relative(Phrase("relative", phrase.first, phrase.core, phrase.first + 1, head=head), number)
        if group.label == NOT_NAMED or words[0] in ("all", "both"):
            return group
        return self._some_of(group, phrase.first, phrase.core - 1)

    def _some_of(self, group: Figure, first: int, of: int) -> Figure:
        """A new figure for "one of" a group: unnamed, however well the group is known."""
        figure = self.register.new()
        figure.named = False
        figure.plural = self.words[first].lower() not in ("one", "another", "either", "neither", "each")
        figure.kind = "unnamed"
        figure.heads = {singular(h) for h in group.heads}
        figure.words = set(group.words)
        picked = self._text(first, of)
        figure.label = f"{picked[:1].lower()}{picked[1:]} of {self._name_of(group)}"
        return figure

    def _counted(self, phrase: Phrase) -> Figure | None:
        """The figure of "the first", "the latter", "the other man": one of two described before."""
        words = [w.lower() for w in self.words[phrase.first : phrase.core]]
        if (
            words[0] != "the"
            or len(words) not in (2, 3)
            or words[1] not in ("first", "second", "former", "latter", "other")
        ):
            return None
        if len(words) == 3 and not (words[1] == "other" and singular(words[2]) in self.lists.person):
            return None
        two = self.chooser.last_two(phrase.first, described=words[1] in ("first", "second"))
        if len(two) < 2:
            return None
        earlier, later = two
        if words[1] == "other":
            last = self.chooser.last_speaker(phrase.first)
            return later if last is earlier else earlier if last is later else None
        return earlier if words[1] in ("first", "former") else later

    def _known(self, phrase: Phrase, owner: Figure | None, number: int | None) -> Figure | None:
        bare = not phrase.determiner and owner is None
        if bare and phrase.plural and phrase.noun not in self.lists.government:
            return None
        found = None if bare else self.bridge.find(phrase, owner)
        if found is not None and number is not None:
            self.epithets.bind(found, phrase)
        if found is None:
            found = self.memory.find(phrase, phrase.first, owner, self.words)
            if found is not None and found.named and number is not None and owner is None:
                self.epithets.note(found, phrase)
        if found is None and owner is not None and number is not None:
            found = self.epithets.owned(phrase)
        if bare or owner is not None:
            return found
        if found is not None:
            mere = not found.named and not found.spans and found.label.startswith("the ")
            return (self._told_otherwise(phrase, number) if mere else None) or found
        two = self.epithets.several(phrase) if number is not None else []
        if two:
            return self._pair(two)
        doer = self._doer(phrase)
        if doer is not None and number is not None:
            self.epithets.bind(doer, phrase)
        return doer or self._epithet(phrase, number) or self._told_otherwise(phrase, number)

    def _epithet(self, phrase: Phrase, number: int | None) -> Figure | None:
        """Whom the description of a voice names by what the text says of somebody."""
        if number is None:
            return None
        nested = self.drafts[number].parent is not None
        return self.epithets.find(phrase, self._speaker(phrase.first, number), nested=nested)

    def _doer(self, phrase: Phrase) -> Figure | None:
        """Who did what a noun says: "the translator" after "a novel that Roe translated"."""
        head = phrase.head
        if len(head) < 7 or not head.endswith(("er", "or")) or len(phrase.modifiers) > 1:
            return None
        stem = head[:-2]
        low = max(0, phrase.first - 80)
        for i in range(phrase.first - 1, low, -1):
            word = self.words[i].lower()
            if word.startswith(stem) and word.endswith(("ed", "es", "s", "e")) and word != head + "s":
                if self.words[i + 1].lower() == "by":  # done by whoever is named behind
                    return next((f for k in range(i + 2, i + 7) if (f := self.register.at.get(k)) is not None), None)
                for k in range(i - 1, max(low, i - 6), -1):
                    figure = self.register.at.get(k)
                    if figure is not None:
                        return figure
        return None

    def _owner(self, phrase: Phrase, number: int | None) -> Figure | None:
        if phrase.owner is None:
            return None
        first, after = phrase.owner
        word = self.words[first].lower()
        if after - first == 1 and word in POSSESSIVES:
            own = word == "its" and phrase.head in _INSTRUMENTS
            return None if own or word == "whose" else self._pronoun(first, number)
        if after - first > 12 or after >= phrase.core:
            return None
        part = self.parser.parse(first, after, top=False)
        if part.shape == "name" and part.name is not None:
            return self.register.at.get(part.name.after - 1)
        return self._described(part) if part.shape == "description" else None

    def _introduce(self, phrase: Phrase, owner: Figure | None, words: tuple[str, ...]) -> Figure:
        figure = self.register.new()
        figure.named = False
        figure.plural = phrase.plural
        figure.heads.add(phrase.head)
        figure.words = {w for w in words if w not in PUNCTUATION}
        figure.kind = kind_of_description(phrase, frozenset(words), self.lists)
        figure.label = self._label(phrase, owner)
        if owner is not None:
            figure.detail = f"owner {owner.number}"
            figure.words |= {w.lower() for name in owner.names for w in name}
        else:
            self.memory.note_label(words, figure)
        lone = phrase.after - phrase.core == 2 and self.words[phrase.after - 1].endswith("ed")  # "her master, reached"
        if phrase.core < phrase.after and not lone:
            relative = self.words[phrase.core].lower() in RELATIVES  # "a clerk who lives in Tarn" keeps its "who"
            figure.roles.append((phrase.core + (not relative), phrase.after))
        return figure

    def _label(self, phrase: Phrase, owner: Figure | None) -> str:
        text = self._text(phrase.first, self._without_place(phrase))
        if owner is not None and phrase.owner is not None and self.words[phrase.owner[0]].lower() in POSSESSIVES:
            rest = self._text(phrase.owner[1], phrase.core)
            name = self._name_of(owner)
            if name.startswith("we (") and rest:
                return f"our {rest} ({name[4:].removesuffix(')').removesuffix(' and others')})"
            if name.lower() not in PERSONAL:
                before = self._text(phrase.first, phrase.owner[0])
                ending = "’" if name.endswith("s") and (owner.plural or owner.kind != "person") else "’s"
                text = f"{before} {name}{ending} {rest}".strip() if rest else name
        start, _, rest = text.partition(" ")
        if owner is None and start.lower() == "its" and rest:
            return f"the {rest}"  # a camera's clock: the text says whose, but not by name
        noun = start.lower() in self.lists.nouns and not rest[:1].isupper() and not self._proper(start)
        if start.lower() in CLOSED or noun or self._only_opens(phrase.first):
            text = text[:1].lower() + text[1:]
        return text

    def _without_place(self, phrase: Phrase) -> int:
        """Where a description ends before the place in which it speaks: "investigators | in a press release"."""
        words = self.words
        for i in range(phrase.first + 1, phrase.core - 2):
            if (
                words[i] == "in"
                and words[i + 1] in ("a", "an")
                and _SPOKEN & {w.lower() for w in words[i + 2 : phrase.core]}
            ):
                return i
        return phrase.core

    def _proper(self, word: str) -> bool:
        """Whether a word has its capital by right: initials, or written so in mid-sentence ("Liberals")."""
        return word[1:] != word[1:].lower() or word in self._capitals

    def _only_opens(self, at: int) -> bool:
        """Whether a word has a capital only because it opens a sentence."""
        word = self.words[at]
        opens = self.frame.first_of_sentence[self.frame.sentence_of[at]] == at
        return opens and "-" in word and word[0].isupper() and word[1:].islower() and not self._proper(word)


def _ends_with(figure: Figure, written: str) -> bool:
    name = " ".join(figure.full()).lower().replace("’", "'")
    return name == written or name.endswith(" " + written)
