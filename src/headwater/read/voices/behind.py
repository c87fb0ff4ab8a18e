"""What stands behind the core of a phrase: an apposition, a name, several names, or what "some of" is taken from."""

from __future__ import annotations

from headwater.read.voices.closed import ARTICLES, CLOSED, PREPOSITIONS, RELATIVES, word_set
from headwater.read.voices.gazetteer import singular
from headwater.read.voices.mentions import Mention
from headwater.read.voices.name_places import NamePlaces
from headwater.read.voices.posts import holds_post

_PARTITIVE = word_set(
    "one two three four five six some many most several all both each none any few neither either half members "
    "another others second third first group number dozens hundreds thousands majority pair couple"
)
_CROWDS = word_set("panels team teams crowd crowds parade handful string bunch chorus host")
"""Of whom many together are spoken of: "panels of witnesses" are witnesses."""


class Behind(NamePlaces):
    """The part of reading phrases that looks behind their core."""

    def _holder(self, first: int, end: int, core: int) -> Mention | None:
        """The name that ends "spokesman for the harbour police Ada Quint", whose head noun ends at ``end``."""
        name = self._name_over(core - 1) if end < core else None
        if name is None or name.after != core or not holds_post(self._words, first, end, name, self._lists):
            return None
        return name

    def _behind(self, core: int, after: int) -> tuple[int, int] | None:
        """The apposition inside the span."""
        if (
            self._words[core] not in (",", "—", "–", "--")
            or core + 1 >= after
            or self._words[core + 1].lower() in RELATIVES
        ):
            return None
        end = core + 1
        while (
            end < after
            and self._words[end] not in (",", "—", "–", "--", ";")
            and self._words[end].lower() not in RELATIVES
        ):
            end += 1
        return (core + 1, end)

    def _named_behind(self, core: int, after: int) -> Mention | None:
        """The name in apposition: "a spokesman for the port, Ivo Brack,"."""
        if core >= after or self._words[core] not in (",", "—", "–", "--") or self._place_before(core):
            return None
        for name in self._names_in(core + 1, after):
            written = " ".join(name.tokens).lower()
            if (written.isalpha() and len(written) < 3) or written in self._lists.states or written in self._seats:
                return None  # "the mayor of Washington, DC,"
            if name.start == core + 1 or name.first == core + 1 or self._described_name(core, name):
                return name
            return None
        return None

    def _behind_clause(self, core: int, after: int) -> Mention | None:
        """The name that ends "the nurse who found him, Ada Quint"."""
        if core >= after or self._words[core].lower() not in ("who", "that"):
            return None
        name = self._name_over(after - 1)
        apart = name is not None and name.after >= after and name.first > core and self._words[name.first - 1] == ","
        return name if name is not None and apart and len(name.tokens) > 1 else None

    def _described_name(self, core: int, name: Mention) -> bool:
        """Whether only words that say what somebody is stand between a comma and a name: ", former Mayor Ada Quint", ", 22-year-old Ada Quint"."""
        before = self._words[core + 1 : name.start]
        telling = [word for word in before if word.lower() not in ARTICLES]
        plain = all(word[0].isalnum() and word.lower() not in CLOSED for word in telling)
        person = len(name.tokens) > 1 and name.tokens[-1].lower() not in self._lists.hard_nouns
        what = any(
            w.lower() in self._lists.person or w.lower() in self._lists.title or w.endswith("-old") for w in telling
        )
        return 0 < len(before) < 6 and plain and person and (what or bool(name.titles))

    def _titles_one(self, after: int) -> bool:
        """Whether a title before ``after`` may lack its name: "Senators" stands by itself unless a name follows."""
        word = self._words[after - 1].lower()
        return word == singular(word) or self._name_over(after) is not None

    def _only_says_which(self, after: int) -> bool:
        """Whether the last word before ``after`` belongs to the noun behind it: "the Tarnish | leader", "congressional | investigators"."""
        words = self._words
        if after >= len(words) or not words[after].islower():
            return False
        last, noun = words[after - 1].lower(), words[after]
        two = " ".join(words[max(0, after - 2) : after]).lower()
        if (last in self._lists.nations or two in self._lists.nations) and not last.endswith("s"):
            return noun in self._lists.nouns
        plural = noun in self._lists.group or (noun.endswith("s") and singular(noun) in self._lists.person)
        return (
            plural
            and last.endswith(("al", "ive", "ic"))
            and words[after - 1].islower()
            and last not in self._lists.nouns
        )

    def _several_behind(self, core: int, after: int) -> list[Mention]:
        """The names in "two lawmakers, Ada Quint, D-Va., and Ivo Brack": those that open a part of the list."""
        if core + 1 >= after or self._words[core] not in (",", "—", "–", "--", ":"):
            return []
        words = self._words
        listed = [m for m in self._names_in(core + 1, after) if words[m.start - 1] in (",", "and", words[core])]
        people = [m for m in listed if len(m.tokens) > 1 and m.tokens[-1].lower() not in self._lists.hard_nouns]
        joined = any(words[m.start - 1] == "and" for m in people)
        return people if len(people) > 1 and people[0].start == core + 1 and joined else []

    def _place_before(self, core: int) -> bool:
        """Whether a place stands before the comma: "a review of the attack in Tarn, Ostria," names nobody."""
        name = self._name_over(core - 1)
        return name is not None and name.first > 0 and self._words[name.first - 1].lower() in ("in", "at", "near")

    def _partitive(self, first: int, i: int) -> bool:
        noun = self._words[i - 1].lower()
        crowd = noun in _CROWDS and self._words[i].lower() == "of" and self._words[i + 1].lower() not in ARTICLES
        return i - first <= 2 and (crowd or noun in _PARTITIVE)

    def _after_partitive(self, i: int, core: int) -> int:
        for k in range(i, core):
            word = self._words[k].lower()
            if word in PREPOSITIONS and not self._inside_name(k) and k > i:
                return k
            if k > i and word.endswith(("ed", "ing")) and singular(self._words[k - 1].lower()) in self._lists.nouns:
                return k  # "panels of witnesses | picked by"
        return core
