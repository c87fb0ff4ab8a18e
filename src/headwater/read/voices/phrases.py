"""What the words of a source span are: a pronoun, a name, a description, or several joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from headwater.read.voices.behind import Behind
from headwater.read.voices.closed import (
    ARTICLES,
    AUXILIARIES,
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
from headwater.read.voices.gazetteer import singular
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
_CONTENTS = frozenset({"details", "information", "language", "wording", "passages"})
"""What a paper holds; whoever wrote it speaks, or the paper."""
_HELD = frozenset({"contained", "included", "released", "found", "given", "set"})
_URGES = frozenset({"let", "lets"})
_BREAKS = word_set(", ( — – -- ; : who whom whose which that where when while")


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


class Parser(Behind):
    """Reads source spans; knows where the names of the document stand."""

    def parse(self, first: int, after: int, *, top: bool = True) -> Phrase:
        """The phrase at words ``[first, after)``."""
        first, after = self._trim(first, after)
        if top:
            after = self._complete(first, after)
        if first >= after:
            return Phrase("empty", first, after, after)
        while (
            first + 1 < after
            and self._words[first].lower() in _FREE_RELATIVES
            and self._words[first + 1].lower() not in AUXILIARIES
            and self._is_figure(first + 1, after)
        ):
            first += 1
        if first + 2 < after and self._words[first].lower() in PERSONAL and self._words[first + 1] in ("(", "["):
            named = self._name_over(first + 2)
            if named is not None:
                return Phrase("name", first, after, after, head=singular(named.tokens[-1].lower()), name=named)
        words = [w.lower() for w in self._words[first:after]]
        mined = words[0] == "mine" and len(words) > 1 and words[1].isalpha()  # "mine owner": the pit
        alone = (
            len(words) == 1
            or (not mined and (words[0] not in POSSESSIVES and words[1] != "and"))
            or words[1] in PUNCTUATION
        )
        if words[0] in PERSONAL and alone:
            return Phrase("pronoun", first, after, first + 1, head=words[0])
        if words[0] in RELATIVES and (len(words) == 1 or words[0] != "whose"):
            return Phrase("relative", first, after, first + 1, head=words[0])
        if len(words) == 1 and words[0] in AUXILIARIES | _URGES:
            return Phrase("empty", first, after, after)
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
        first = self._behind_contents(self._behind_object(first, after), after)
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
        last = words[after - 1].lower()
        which = self._only_says_which(after)
        if over is not None and over.first < after and not which:
            return max(after, over.after)
        limit = min(len(words), after + 5)
        if (
            not which
            and last not in ARTICLES
            and last not in ("its", "our", "my", "their", "of", "in", "at", "for")
            and last.rstrip(".") not in self._lists.honorific
            and not (self._titled(after - 1) and self._titles_one(after))
            and not self._cut_off(after)
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
                role = self._name_over(end) if (which or "-" in last) and end < limit else None
                return end if role is None else role.after
        return end if end > after else after

    def _behind_object(self, first: int, after: int) -> int:
        """Where the subject begins in "the weapons | the government (wants)": behind the thing it is about."""
        words = self._words
        if after - first < 3 or words[first].lower() not in ARTICLES:
            return first
        for i in range(first + 2, min(after - 1, first + 6)):
            if words[i] in ARTICLES:
                return first if words[i - 1].lower().endswith("ing") else i  # "a guard watching the gate" is the guard
            if not words[i - 1].isalpha() or words[i].lower() in CLOSED or words[i] in PUNCTUATION:
                break
        return first

    def _behind_contents(self, first: int, after: int) -> int:
        """ "new details in an affidavit": it is the affidavit that says so."""
        for i in range(first + 1, min(first + 5, after - 1)):
            if self._words[i].lower() in ("in", "from"):
                held = self._words[i - 1].lower()
                noun = self._words[i - 2].lower() if held in _HELD and i - first > 1 else held
                return i + 1 if noun in _CONTENTS else first
        return first

    def _cut_off(self, after: int) -> bool:
        """Whether a compound before a person's role and name lost them: "Talk-show | host Ada Quint"."""
        words = self._words
        return (
            "-" in words[after - 1][1:]
            and after + 1 < len(words)
            and words[after].lower() in self._lists.person
            and self._name_over(after + 1) is not None
        )

    def _core_end(self, first: int, after: int) -> int:
        """Where apposition or relative clause begins."""
        for i in range(first + 1, after):
            word = self._words[i].lower()
            if word in _BREAKS and not self._inside_name(i):
                return i
        return after

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
        cuts += [i + 1 for i in (at, *joins[1:]) if i == at or self._between_people(i)]
        ends = [*[c - 1 for c in cuts[1:]], after]
        pieces = self._appositions(list(zip(cuts, ends, strict=True)))
        parts = [self.parse(a, b, top=False) for a, b in pieces]
        parts = [p for p in parts if p.shape != "empty"]
        if len(parts) == 2 and self._two_roles(parts[0], parts[1]):
            return []
        return parts if len(parts) > 1 else []

    def _between_people(self, i: int) -> bool:
        """Whether an "and" stands between two full names: "Ada Quint, and Ivo Brack and Lena Gott of Tarn"."""
        before, behind = self._name_over(i - 1), self._name_over(i + 1)
        return before is not None and behind is not None and len(before.tokens) > 1 and len(behind.tokens) > 1

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
        called = self._called(first, core)
        if called is not None:
            return called
        end = self._head_end(first, core)
        holder = self._holder(first, end, core)
        if holder is not None:
            return _naming(first, after, core, holder, holder.first)
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
        several = self._several_behind(core, after) if phrase.plural else []
        if several:
            parts = [Phrase("name", m.start, m.after, m.after, head=m.tokens[-1].lower(), name=m) for m in several]
            return Phrase("joint", first, after, core, plural=True, parts=parts)
        named = self._named_behind(core, after)
        if named is not None:
            phrase.shape, phrase.name, phrase.role = "name", named, (first, core)
        told = not phrase.plural and phrase.determiner in ARTICLES and phrase.head in self._lists.person
        clause = self._behind_clause(core, after) if named is None and told else None
        if clause is not None:
            phrase.shape, phrase.name, phrase.role = "name", clause, (first, clause.first - 1)
        return phrase

    def _called(self, first: int, core: int) -> Phrase | None:
        """The name in "a group called Save Tarn"."""
        at = next((i for i in range(first + 1, core) if self._words[i].lower() in ("called", "named", "dubbed")), core)
        name = self._name_over(at + 1) if at + 1 < core else None
        if name is None or name.start != at + 1 or name.after < core:
            return None
        return _naming(first, core, core, name, at)

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
        if (noun in self._lists.group and noun not in ("reader",)) or noun in NUMBERS:
            return True
        return (noun != singular(noun) and noun not in self._lists.person) or first in NUMBERS or first.isdigit()


def _naming(first: int, after: int, core: int, name: Mention, at: int) -> Phrase:
    return Phrase("name", first, after, core, head=singular(name.tokens[-1].lower()), name=name, role=(first, at))
