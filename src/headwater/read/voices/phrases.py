"""What the words of a source span are: a pronoun, a name, a description, or several joined."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from headwater.read.voices.closed import (
    ARTICLES,
    CLITIC,
    CLOSED,
    DETERMINERS,
    NUMBERS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    word_set,
)
from headwater.read.voices.finite import finite_verb
from headwater.read.voices.gazetteer import Gazetteer, singular
from headwater.read.voices.mentions import Mention

Shape = Literal["pronoun", "relative", "name", "description", "joint", "empty"]
_LEADING = word_set(
    "by from according to as in per via with for said says even only just both the and but or if when because so while "
    "whereas although though"
) - {
    "the",
    "both",
}
_WHEN = word_set("this last next earlier monday tuesday wednesday thursday friday saturday sunday yesterday today")
_FREE_RELATIVES = RELATIVES - {"who"}
_TRAILING = frozenset({"himself", "herself", "itself", "themselves", "alone", "also", "too"})
_BREAKS = word_set(", ( — – -- ; : who whom whose which that where when while")
_PARTITIVE = word_set(
    "one two three four five six some many most several all both each none any few neither either half members "
    "another others second third first group number dozens hundreds thousands majority pair couple"
)


@dataclass(slots=True)
class Phrase:
    """Parts of a source span, as indices of words.

    ``[first, after)`` are its words without what stands around it, ``[first, core)`` those before any apposition or relative
    clause. ``head`` is the folded singular of the head noun of a description; ``name`` the mention that names it;
    ``owner`` the words that own it ("Roe's lawyer").
    """

    shape: Shape
    first: int
    after: int
    core: int = 0
    head: str = ""
    noun: str = ""
    determiner: str = ""
    modifiers: frozenset[str] = frozenset()
    name: Mention | None = None
    owner: tuple[int, int] | None = None
    plural: bool = False
    parts: list[Phrase] = field(default_factory=list)
    role: tuple[int, int] | None = None


class Parser:
    """Reads source spans; knows where the names of the document stand."""

    def __init__(self, words: Sequence[str], names: Sequence[Mention], lists: Gazetteer) -> None:
        self._words = words
        self._names = names
        self._firsts = [m.first for m in names]
        self._starts = [m.start for m in names]
        self._lists = lists

    def parse(self, first: int, after: int, *, top: bool = True) -> Phrase:
        """The phrase at words ``[first, after)``."""
        first, after = self._trim(first, after)
        if top:
            after = self._complete(first, after)
        if first >= after:
            return Phrase("empty", first, after, after)
        while first + 1 < after and self._words[first].lower() in _FREE_RELATIVES and self._is_figure(first + 1, after):
            first += 1
        words = [w.lower() for w in self._words[first:after]]
        alone = len(words) == 1 or (words[0] not in POSSESSIVES and words[1] != "and") or words[1] in PUNCTUATION
        if words[0] in PERSONAL and alone:
            return Phrase("pronoun", first, after, first + 1, head=words[0])
        if words[0] in RELATIVES and (len(words) == 1 or words[0] != "whose"):
            return Phrase("relative", first, after, first + 1, head=words[0])
        if top:
            parts = self._conjuncts(first, after)
            if parts:
                return Phrase("joint", first, after, parts[-1].core, plural=True, parts=parts)
        return self._simple(first, after)

    def _trim(self, first: int, after: int) -> tuple[int, int]:
        words = self._words
        while first < after and (
            words[first] in PUNCTUATION or words[first].lower() in _LEADING or words[first] in CLITIC
        ):
            first += 1
        if after - first > 1 and words[first].lower() in ("who", "whom", "which"):
            follow = words[first + 1]
            if follow[0].isupper() or follow.lower() in self._lists.nouns | {"the"}:
                first += 1  # "who police say": the police speak
        while after > first and (
            words[after - 1] in PUNCTUATION or words[after - 1] in CLITIC or words[after - 1].lower() in _TRAILING
        ):
            if after - first == 1:
                break
            after -= 1
        return first, after

    def _complete(self, first: int, after: int) -> int:
        """Go on to the end of the phrase when it was cut off behind an article, a title or inside a name."""
        words = self._words
        if first >= after:
            return after
        over = self._name_over(after - 1)
        if over is not None and over.first < after:
            return max(after, over.after)
        last = words[after - 1].lower()
        limit = min(len(words), after + 5)
        if (
            last not in ARTICLES
            and last not in ("its", "our", "my", "their", "of", "in", "at", "for")
            and last.rstrip(".") not in self._lists.honorific
            and not self._titled(after - 1)
        ):
            return after
        if last in self._lists.nouns and not words[after - 1][0].isupper():
            return after
        end = after
        while end < limit:
            name = self._name_over(end)
            if name is not None:
                return name.after
            word = words[end].lower()
            if (
                words[end] in PUNCTUATION
                or words[end] in CLITIC
                or (word in CLOSED and word not in DETERMINERS and word not in PERSONAL)
            ):
                break
            if end > after and finite_verb(words, end, end + 1, behind_subject=True) is not None:
                break  # "the teen | dreamed"
            end += 1
            if word in self._lists.nouns or word in NUMBERS or word in PERSONAL:
                break
        return end if end > after else after

    def _core_end(self, first: int, after: int) -> int:
        """Where apposition or relative clause begins."""
        for i in range(first + 1, after):
            word = self._words[i].lower()
            if word in _BREAKS and not self._inside_name(i):
                return i
        return after

    def _inside_name(self, i: int) -> bool:
        """Whether the word stands inside a name or among the titles before it."""
        k = bisect_left(self._starts, i + 1) - 1
        return k >= 0 and self._names[k].start < i < self._names[k].after

    def _name_over(self, i: int) -> Mention | None:
        k = bisect_left(self._firsts, i + 1) - 1
        if k >= 0 and self._names[k].first <= i < self._names[k].after:
            return self._names[k]
        return None

    def _names_in(self, first: int, after: int) -> list[Mention]:
        k = max(0, bisect_left(self._firsts, first))
        found = []
        while k < len(self._names) and self._names[k].first < after:
            found.append(self._names[k])
            k += 1
        return found

    def _conjuncts(self, first: int, after: int) -> list[Phrase]:
        """Parts of "A and B" and "A, B and C", or nothing when one figure is meant."""
        words = self._words
        joins = [
            i for i in range(first + 1, after - 1) if words[i].lower() in ("and", "&") and not self._inside_name(i)
        ]
        if not joins:
            return []
        at = joins[0]
        stop = next((i for i in range(first, at) if words[i].lower() in RELATIVES and not self._inside_name(i)), None)
        if stop is not None or not self._starts_figure(at + 1):
            return []
        if self._under_preposition(first, at) or ("," in words[first:at] and not self._lists_names(first, at)):
            return []
        cuts = [first]
        if self._lists_names(first, at):
            cuts += [i + 1 for i in range(first, at) if words[i] == ","]
        cuts.append(at + 1)
        ends = [*[c - 1 for c in cuts[1:]], after]
        pieces = self._appositions(list(zip(cuts, ends, strict=True)))
        parts = [self.parse(a, b, top=False) for a, b in pieces]
        parts = [p for p in parts if p.shape != "empty"]
        if len(parts) == 2 and self._two_roles(parts[0], parts[1]):
            return []
        return parts if len(parts) > 1 else []

    def _two_roles(self, first: Phrase, second: Phrase) -> bool:
        """Whether one person has two roles: "Founder and president Ada Quint"."""
        bare = (
            first.shape == "description" and not first.determiner and not first.plural and first.after - first.first < 3
        )
        role = first.head in self._lists.person | self._lists.title
        other = self._words[second.first].lower() in self._lists.person | self._lists.title
        return bare and role and other and second.shape == "name"

    def _appositions(self, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Join "his brother" and "Rolf Ketter" when the comma between them makes one figure of them."""
        joined: list[tuple[int, int]] = []
        for begin, end in pieces:
            if joined and self._name_over(begin) is not None:
                before = self.parse(*joined[-1], top=False)
                if before.shape == "description" and not before.plural and before.head in self._lists.person:
                    joined[-1] = (joined[-1][0], end)
                    continue
            joined.append((begin, end))
        return joined

    def _starts_figure(self, i: int) -> bool:
        word = self._words[i].lower()
        over = self._name_over(i)
        if over is not None:
            return True
        return word in DETERMINERS or self._titled(i) or singular(word) in self._lists.nouns

    def _is_figure(self, first: int, after: int) -> bool:
        return self._starts_figure(first) or singular(self._words[after - 1].lower()) in self._lists.nouns

    def _titled(self, i: int) -> bool:
        return self._words[i][0].isupper() and self._words[i].lower().rstrip(".") in self._lists.title

    def _under_preposition(self, first: int, at: int) -> bool:
        """Whether "and" joins two things under one preposition: "a spokesman for the army and the navy"."""
        for i in range(first, at):
            if self._words[i].lower() in PREPOSITIONS and not self._inside_name(i):
                return (
                    self._words[first].lower() in ("a", "an", "one", "the")
                    or singular(self._words[i - 1].lower()) in self._lists.nouns
                )
            if self._words[i] == ",":
                return False
        return False

    def _lists_names(self, first: int, at: int) -> bool:
        return "," in self._words[first:at] and all(
            self._starts_figure(i + 1) and self._name_over(i + 1) is not None
            for i in range(first, at)
            if self._words[i] == "," and i + 1 < at
        )

    def _simple(self, first: int, after: int) -> Phrase:
        core = self._core_end(first, after)
        end = self._head_end(first, core)
        phrase = Phrase("description", first, after, core)
        last = self._name_over(end - 1)
        if last is not None and last.after >= end and not self._is_owner(end, core):
            phrase.shape, phrase.name = "name", last
            phrase.head = singular(last.tokens[-1].lower())
            if last.first > first:
                phrase.role = (first, last.first)
            elif core < after:
                phrase.role = self._behind(core, after)
            self._describe(phrase, first, last.first)
            return phrase
        self._describe(phrase, first, end)
        named = self._named_behind(core, after)
        if named is not None:
            phrase.shape, phrase.name, phrase.role = "name", named, (first, core)
        return phrase

    def _is_owner(self, end: int, core: int) -> bool:
        return end < core and self._words[end] in CLITIC

    def _head_end(self, first: int, core: int) -> int:
        """Where the head noun ends: before the first preposition outside names."""
        words = self._words
        i = first
        while i < core:
            lower = words[i].lower()
            if lower in PREPOSITIONS and i > first and not self._inside_name(i):
                if lower in ("of", "in", "among", "from") and self._partitive(first, i):
                    return self._after_partitive(i + 1, core)
                return i
            if lower in _WHEN and i > first and singular(words[i - 1].lower()) in self._lists.nouns:
                return i
            if (
                i > first
                and (lower.endswith(("ing", "ed")) or lower in ("s", "to", "seen", "made", "shown"))
                and lower not in self._lists.nouns
                and not words[i][0].isupper()
            ):
                before = self._words[i - 1].lower()
                owned = lower.endswith("ed") and before.endswith("s") and len(before) > 3 and before not in CLOSED
                if singular(before) in self._lists.nouns or owned:
                    return i
            i += 1
        return core

    def _partitive(self, first: int, i: int) -> bool:
        return i - first <= 2 and self._words[i - 1].lower() in _PARTITIVE

    def _after_partitive(self, i: int, core: int) -> int:
        for k in range(i, core):
            if self._words[k].lower() in PREPOSITIONS and not self._inside_name(k) and k > i:
                return k
        return core

    def _describe(self, phrase: Phrase, first: int, end: int) -> None:
        """Determiner, owner, modifiers and head of ``[first, end)``."""
        words = self._words
        if first >= end:
            return
        phrase.determiner = words[first].lower() if words[first].lower() in DETERMINERS else ""
        for i in range(end - 1, first - 1, -1):
            if words[i] in CLITIC or (
                words[i] in ("'", "’") and i > first and words[i - 1].endswith("s") and i < end - 1
            ):
                phrase.owner = (first, i)
                break
            if words[i].lower() in POSSESSIVES:
                phrase.owner = (i, i + 1)
                break
        head = end - 1
        while head > first and (words[head] in PUNCTUATION or words[head] in CLITIC or (words[head].isdigit())):
            head -= 1
        noun = words[head].lower()
        begin = phrase.owner[1] if phrase.owner else first
        phrase.noun = noun
        if phrase.shape != "name":
            phrase.head = singular(noun)
            phrase.plural = self._plural(noun, words[first : head + 1])
        phrase.modifiers = frozenset(
            w.lower()
            for w in words[begin:head]
            if w.lower() not in ARTICLES and w not in PUNCTUATION and w not in CLITIC and w.lower() not in PREPOSITIONS
        )

    def _plural(self, noun: str, words: Sequence[str]) -> bool:
        first = words[0].lower()
        if first in ("one", "another", "a", "an", "each", "either", "neither"):
            return False
        if noun in self._lists.group and noun not in ("reader",):
            return True
        return (noun != singular(noun) and noun not in self._lists.person) or first in NUMBERS or first.isdigit()

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
            if name.start == core + 1 or name.first == core + 1:
                return name
            return None
        return None

    def _place_before(self, core: int) -> bool:
        """Whether a place stands before the comma: "a review of the attack in Tarn, Ostria," names nobody."""
        name = self._name_over(core - 1)
        return name is not None and name.first > 0 and self._words[name.first - 1].lower() in ("in", "at", "near")
