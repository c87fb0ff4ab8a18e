"""What "who" and "which" stand behind: signs of whom or what a relative pronoun means."""

from __future__ import annotations

from headwater.read.voices.closed import ARTICLES, CLITIC, CLOSED, POSSESSIVES, PREPOSITIONS
from headwater.read.voices.figures import Figure
from headwater.read.voices.finite import finite_verb
from headwater.read.voices.gazetteer import singular
from headwater.read.voices.phrases import Phrase
from headwater.read.voices.scene import Scene

_LONG = 14
"""Words more that an apposition may have than any other antecedent."""


class Antecedents(Scene):
    """The part of resolution that looks at the words before a relative pronoun."""

    def _crowd_by_itself(self, i: int) -> bool:
        """Whether a plural noun for people, without anything to it, stands before a preposition: "with Ostrians in June"."""
        before = self.words[i - 1].lower() if i else ""
        behind = self.words[i + 1].lower() if i + 1 < len(self.words) else ""
        return self._plural_people(i) and behind in PREPOSITIONS and (before in PREPOSITIONS or before.endswith("ed"))

    def _plural_people(self, i: int) -> bool:
        """Whether a word is a plural noun for people: "allies", "Ostrians"."""
        lower = self.words[i].lower()
        people = self.lists.person | self.lists.demonyms
        return lower in self.lists.group or (
            lower.endswith("s") and lower != singular(lower) and singular(lower) in people
        )

    def _set_apart(self, who: int, limit: int) -> Figure | None:
        """The person before an apposition: "Ada Quint of Tarn, a former reeve, who"."""
        words = self.words
        if words[who - 1] != ",":
            return None
        comma = next((k for k in range(who - 2, max(0, limit - _LONG), -1) if words[k] == ","), None)
        if comma is None or comma + 1 >= who - 1 or words[comma + 1].lower() in ("and", "or", "but", "including"):
            return None
        opens = words[comma + 1].lower()
        last = self._behind_title(comma + 1)
        if opens not in ARTICLES | POSSESSIVES and self.register.at.get(last) is not None and last > comma + 1:
            return None  # another name: a list
        owned = words[comma + 1].lower() in ARTICLES and any(w in CLITIC for w in words[comma + 1 : who - 1])
        if not owned and finite_verb(words, comma + 1, who - 1) is not None:
            return None
        at = comma - 1
        figure = self.register.at.get(at)
        start = self._starts.get(at, at)
        if figure is not None and words[start - 1].lower() in ("of", "from", "in") and figure.kind != "person":
            figure = self.register.at.get(start - 2)
        elif figure is not None and words[start - 1].lower() in ("of", "from") and start > 1:
            figure = self.register.at.get(start - 2) or figure
        return figure if figure is not None and figure.kind == "person" else None

    def _behind_title(self, first: int) -> int:
        """The last word of a name that begins at a word; the word itself where none does."""
        return next((last for last in range(first, first + 5) if self._starts.get(last) == first), first)

    def _modifies(self, at: int, end: int) -> bool:
        """Whether a name only describes the noun behind it: "Tarn supporters who say", "Reform primary voters who"."""
        if at + 1 >= end or not all(word.islower() and word.isalpha() for word in self.words[at + 1 : end]):
            return False
        word = self.words[at + 1]
        if word in self.lists.group or singular(word) in self.lists.person:
            return True
        last = self.words[end - 1]
        plain = not any(w in CLOSED for w in self.words[at + 1 : end])
        return plain and last.endswith("s") and (last in self.lists.group or singular(last) in self.lists.person)

    def _names_the_thing_behind(self, at: int, end: int) -> bool:
        """Whether a name only says which thing: "the Tarn inquiry, which"."""
        behind = self.words[at + 1 : end]
        return 0 < len(behind) < 4 and all(w.islower() and w.isalpha() and w not in CLOSED for w in behind)

    def _disagrees(self, who: int, figure: Figure) -> bool:
        """Whether the verb behind "who" shows that one person is not meant: "his allies, starting with Roe, who have"."""
        verb = self.words[who + 1].lower() if who + 1 < len(self.words) else ""
        return (
            verb in ("have", "are", "were") and figure.kind == "person" and not figure.plural and not self._listed(who)
        )

    def _listed(self, who: int) -> bool:
        """Whether an "and" or "or" stands shortly before "who": "Roe and Marl, who have"."""
        return any(word.lower() in ("and", "or") for word in self.words[max(0, who - 8) : who])

    def _human_part(self, part: Phrase, end: int) -> Phrase | None:
        """The people in "the needs of working-class voters, who": what is theirs says nothing."""
        if part.shape != "description" or part.head in self.lists.nouns or self.words[end - 1].lower() in CLOSED:
            return None
        last = self.words[end - 1].lower()
        if last not in self.lists.group | self.lists.demonyms and singular(last) not in self.lists.person:
            return None
        low = next((k + 1 for k in range(end - 2, part.first, -1) if self.words[k].lower() == "of"), None)
        return self.parser.parse(low, end, top=False) if low is not None else None

    def _human(self, figure: Figure) -> bool:
        """Whether a figure may be a "who": "the man", but not "the back"."""
        if figure.names or not figure.heads:
            return True
        nouns = self.lists.person | self.lists.title | self.lists.group | self.lists.demonyms
        return any(
            h in nouns or h.endswith(("er", "or", "ist", "ian", "ant", "ee", "one", "old")) for h in figure.heads
        )

    def _bare_noun(self, i: int) -> bool:
        """Whether a plural noun stands without article: "people who say"."""
        word = self.words[i]
        before = self.words[i - 1].lower() if i else ""
        lower = word.lower()
        people = lower in self.lists.group or (lower != singular(lower) and singular(lower) in self.lists.person)
        plural = people and (word.islower() or self.register.at.get(i) is None)
        return (
            plural
            and (before not in CLOSED or before in PREPOSITIONS or before in ("that", "and", "but"))
            and before not in self.lists.nouns
            and (before in PREPOSITIONS or not before.endswith(("al", "ed", "an", "er", "ic", "ish", "y", "ve")))
        )
