"""What speaks for and against a pronoun naming a figure, as named numbers.

Everything is read off words and places; no number looks at gender, and none at who somebody is. What they weigh is learned by
``training/pronouns.py`` and kept in ``weights/pronouns.json``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from headwater.read.voices.closed import POSSESSIVES, word_set
from headwater.read.voices.pronoun_context import KIN, Context, forms_of
from headwater.read.voices.pronoun_features import (
    OBJECT,
    OWNER,
    SUBJECT,
    UNDER,
    Place,
    Rival,
    pronoun_role,
)

WINDOW = 150
"""Words before a pronoun in which other pronouns are looked for."""
FAR = 8.0
"""Stands for the logarithm of a distance where there is none."""
_TOLD = word_set(
    "tells told tell informs informed asks asked reminds reminded convinces convinced persuades persuaded warns warned orders ordered"
)
_PHRASE = frozenset({"kin", "word", "s", "adverb", "ing", "verb", "number"})
_COMMA = frozenset({","})


@dataclass(frozen=True)
class Question:
    """A pronoun and everybody whom it could name; what is worked out here serves all of them."""

    context: Context
    at: int
    rivals: Sequence[Rival]

    @cached_property
    def forms(self) -> frozenset[str]:
        """All forms of the pronoun."""
        return forms_of(self.context.lower[self.at])

    @cached_property
    def role(self) -> str:
        """What the pronoun does in its clause."""
        return pronoun_role(self.context.words, self.at)

    @cached_property
    def shared(self) -> dict[str, float]:
        """Numbers about the pronoun alone."""
        context, at = self.context, self.at
        first = self.sentence_bounds(0)[0]
        earlier = context.count(self.forms, max(0, at - WINDOW), at)
        return {
            f"is {self.role}": 1.0,
            f"behind {context.kind(at - 1)}": 1.0,
            f"before {context.kind(at + 1)}": 1.0,
            f"in a clause of kind {context.clause(at)[1]}": 1.0,
            "words into its sentence": math.log1p(at - first),
            "is quoted": float(context.quoted(at)),
            "earlier in its sentence": float(context.count(self.forms, first, at) > 0),
            "pronouns before": float(min(earlier, 5)),
            "figures": float(min(len(self.rivals), 12)),
        }

    @cached_property
    def noun_after(self) -> int:
        """Where the noun phrase that a possessive pronoun opens ends: "his late brother" -> the word after."""
        stop = self.at + 1
        while stop < self.at + 6 and self.context.kind(stop) in _PHRASE:
            stop += 1
        return stop

    @cached_property
    def latest(self) -> dict[int, int]:
        """Last word of the last mention before the pronoun, by number of the rival; -1 without one."""
        return {
            i: max((p.last for p in rival.places if p.last < self.at), default=-1)
            for i, rival in enumerate(self.rivals)
        }

    @cached_property
    def latest_subject(self) -> int:
        """Last word of the last subject before the pronoun that is a rival's name; -1 without one."""
        return max(
            (p.last for r in self.rivals for p in r.places if p.last < self.at and p.role == SUBJECT), default=-1
        )

    def sentence_bounds(self, back: int) -> tuple[int, int]:
        """First word and word after the last of the pronoun's sentence, or of one before it."""
        frame = self.context.frame
        number = frame.sentence_of[self.at] - back
        if number < 0:
            return 0, 0
        starts = frame.first_of_sentence
        return starts[number], starts[number + 1] if number + 1 < len(starts) else len(frame.words)

    @cached_property
    def ends_of_sentences(self) -> dict[str, int]:
        """Who is named first and last, and is the first and last subject, in this sentence and the one before, up to the pronoun."""
        found: dict[str, int] = {}
        for name, back in (("this sentence", 0), ("the sentence before", 1)):
            low, high = self.sentence_bounds(back)
            inside = sorted(
                (p.first, i, p.role == SUBJECT)
                for i, rival in enumerate(self.rivals)
                for p in rival.places
                if low <= p.first < min(high, self.at)
            )
            subjects = [item for item in inside if item[2]]
            for what, items in (("name", inside), ("subject", subjects)):
                if items:
                    found[f"first {what} of {name}"] = items[0][1]
                    found[f"last {what} of {name}"] = items[-1][1]
        return found


def evidence(question: Question, number: int, mention: Place | None = None) -> dict[str, float]:
    """Named numbers for one rival of a question, by its ``mention``: unless given, the last before the pronoun, or the next."""
    rival = question.rivals[number]
    if not rival.places:
        return dict(question.shared)
    before = [p for p in rival.places if p.last < question.at]
    if mention is None:
        mention = before[-1] if before else rival.places[0]
    result = dict(question.shared)
    _place(result, question, mention)
    _surroundings(result, question, mention)
    _history(result, question, number, mention, before)
    if question.role == OWNER:
        _owned(result, question, mention)
    return result


def likeliest_others(favour: Sequence[float]) -> list[int] | None:
    """For each candidate the likeliest of the others, by ``favour``; None where there is only one."""
    if len(favour) < 2:
        return None
    first, second = sorted(range(len(favour)), key=lambda i: -favour[i])[:2]
    return [second if i == first else first for i in range(len(favour))]


def _place(result: dict[str, float], question: Question, mention: Place) -> None:
    """How far off the mention is, and what stands between."""
    context, at = question.context, question.at
    sentence = context.frame.sentence_of
    first, last = mention.first, mention.last
    gap = sentence[at] - sentence[last]
    low, high = (last + 1, at) if last < at else (at + 1, first)
    result["sentences off"] = float(gap)
    result["words off"] = math.log1p(abs(at - last))
    result["words off, ahead below nought"] = math.copysign(math.log1p(abs(at - last)), at - last)
    result["commas between"] = float(min(context.count(_COMMA, low, high), 4))
    result["same pronouns between"] = float(min(context.count(question.forms, low, high), 4))
    result["other pronouns between"] = float(min(context.count(context.rivals_of(question.forms), low, high), 3))
    clause, opened = context.clause(last)
    clauses = abs(context.clause(at)[0] - clause) if gap == 0 else 6
    same = clauses == 0
    result["clauses between"] = float(min(clauses, 6))
    result["in the same clause"] = float(same)
    result[f"name in a clause of kind {opened}"] = 1.0
    result["name in the first clause"] = float(clause == 0)
    result[f"name is {mention.role}"] = 1.0
    result["both do the same"] = float(question.role == mention.role)
    result[f"{mention.role} for {question.role}, {min(max(gap, -1), 2)}"] = 1.0
    itself = same and mention.role == SUBJECT and question.role in (OBJECT, UNDER)
    result["would be itself"] = float(itself)


def _surroundings(result: dict[str, float], question: Question, mention: Place) -> None:
    """What stands beside the mention."""
    context = question.context
    words = context.lower
    first, last = mention.first, mention.last
    prior, follow = context.kind(first - 1), context.kind(last + 1)
    result[f"name behind {prior}"] = 1.0
    result[f"name before {follow}"] = 1.0
    result[f"name two before {context.kind(last + 2)}"] = 1.0
    result["words of the name"] = float(last - first + 1)
    sentence = context.frame.sentence_of[last]
    start = context.frame.first_of_sentence[sentence]
    result["name's words into its sentence"] = math.log1p(max(0, first - start))
    back = words[max(0, first - 6) : first]
    opened = max((i for i, word in enumerate(back) if word in "(["), default=-1)
    result["name in brackets"] = float(opened >= 0 and ")" not in back[opened:])
    quoted = context.quoted(last)
    result["name quoted"] = float(quoted)
    result["one quoted, one not"] = float(quoted != context.quoted(question.at))
    result["listed"] = float((prior in ("comma", "and")) + (follow in ("comma", "and")))
    result["pronoun before it in its sentence"] = float(context.count(question.forms, start, first) > 0)
    result["has kin"] = float(follow == "clitic" and any(w in KIN for w in words[last + 2 : last + 5]))
    near = words[max(0, first - 5) : first]
    result["kin of another"] = float(any(w in POSSESSIVES for w in near) and any(w in KIN for w in near))
    result["told"] = float(first > 0 and words[first - 1] in _TOLD)


def _history(
    result: dict[str, float], question: Question, number: int, mention: Place, before: Sequence[Place]
) -> None:
    """How often, where and as what the figure was mentioned, beside the others."""
    rival, at = question.rivals[number], question.at
    sentence = question.context.frame.sentence_of
    places = rival.places
    here = sentence[at]
    result["first mention"] = float(places[0].last == mention.last)
    result["mentions before"] = float(len(before))
    result["mentions after"] = float(len(places) - len(before))
    result["mentions in this sentence"] = float(sum(sentence[p.last] == here for p in places))
    result["mentions in the sentence before"] = float(sum(sentence[p.last] == here - 1 for p in places))
    result["words from the last mention"] = math.log1p(at - before[-1].last) if before else FAR
    result["last mention is a subject"] = float(bool(before) and before[-1].role == SUBJECT)
    result["share of subjects"] = sum(p.role == SUBJECT for p in places) / len(places)
    result["is the latest subject"] = float(question.latest_subject >= 0 and _has(before, question.latest_subject))
    result["in the title"] = float(rival.titled)
    result["first of all"] = float(all(places[0].first <= r.places[0].first for r in question.rivals if r.places))
    earlier = question.context.count(question.forms, max(0, at - WINDOW), min(at, places[0].first))
    result["pronouns before its first mention"] = float(earlier > 0)
    low, high = (mention.last + 1, at) if mention.last < at else (at + 1, mention.first)
    others = [r for i, r in enumerate(question.rivals) if i != number]
    between = sum(any(low <= p.last < high for p in r.places) for r in others)
    result["figures between"] = float(min(between, 4))
    mine = question.latest[number]
    result["rank"] = float(min(sum(last > mine for last in question.latest.values()), 6))
    result["mentions more than any other"] = float(len(places) - max((len(r.places) for r in others), default=0))
    for name, who in question.ends_of_sentences.items():
        result[name] = float(who == number)


def _has(places: Sequence[Place], last: int) -> bool:
    return any(p.last == last for p in places)


def _owned(result: dict[str, float], question: Question, mention: Place) -> None:
    """A possessive pronoun beside a name: "her brother Roe", "Roe and her brother", "Roe as her brother"."""
    context, at = question.context, question.at
    stop = question.noun_after
    gap = at - mention.last
    prior = context.lower[at - 1] if at else ""
    result["named by what it owns"] = float(mention.first > at and mention.first in (stop, stop + 1))
    result["joined to what it owns"] = float(gap == 2 and prior in ("and", "with"))
    result["comma, what it owns"] = float(gap == 2 and prior == ",")
    result["as what it owns"] = float(0 < gap <= 3 and prior == "as")
    result["owns kin"] = float(any(w in KIN for w in context.lower[at + 1 : at + 4]))


__all__ = ["Question", "evidence", "likeliest_others"]
