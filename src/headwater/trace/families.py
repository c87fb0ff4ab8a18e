"""Families: claims grouped so that those found to differ in actor, number, polarity, place or date do not stand together.

Average-linkage clustering under cannot-link constraints, over the pairs that were compared: the likeliest pair joins first, two groups
join only where two thirds of their pairs, or half of more than one, were found to be the same and nothing keeps a member of one from
a member of the other, as far as the rules see it and a few of each are looked at. So no chain of near-matches runs through a middle. What
people merged or split overrides all of it.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from headwater.model_trace import Amount, Claim, Family, Match, Question, RivalBy
from headwater.trace.amounts import written
from headwater.trace.forbids import differences
from headwater.trace.forbids_figures import values_in
from headwater.trace.marks import text_key
from headwater.trace.same import differs_in_nothing

__all__ = ["FamilyVerdict", "group"]

JOIN_FROM = 0.55
"""Mean score of the pairs of two groups from which they join."""
STEP = 0.05
"""Means that differ by less are as good as equal."""
LEAST_LINKED, LEAST_LINKED_TWICE = 0.67, 0.5
"""Part of the pairs of two groups that must be the same, less where it is more than one pair; what is missing of it counts as 0."""
NESTED, DEEPEST = 0.8, 8
"""A claim within another is nested if it is so much shorter; so many around it are looked at."""
MOST_SHOWN = 2
"""Things that stand against its rivals' words by which an answer is called."""
_NUMBERS = re.compile("(.+) against (.+)")
_IN_ONE = re.compile("“([^”]+)” in one, “([^”]+)” in the other")
SHOWN = 6
"""Members of each group that are checked for what forbids them to be one."""


@dataclass(frozen=True, slots=True)
class FamilyVerdict:
    """What a person decided about two claims: that they belong in one family, or that they don't."""

    kind: Literal["merge", "split"]
    first: str
    second: str


def group(
    claims: Sequence[Claim], matches: Iterable[Match], verdicts: Iterable[FamilyVerdict] = ()
) -> tuple[tuple[Family, ...], tuple[Question, ...]]:
    """Families of all claims, those that stand alone included, and the questions that rivals answer differently.

    ``claims`` are in order of time, as far as it is known: a family takes its id from the first of its claims. The result
    does not depend on the order of ``matches``.
    """
    matches = sorted(matches, key=lambda m: (m.first, m.second))
    work = _Clusters(claims, matches, tuple(verdicts))
    work.join()
    return _named(claims, work.members(), matches)


class _Clusters:
    """The groups while they grow. Each is known by the place of its first claim."""

    def __init__(self, claims: Sequence[Claim], matches: Sequence[Match], verdicts: tuple[FamilyVerdict, ...]) -> None:
        self.claims = claims
        self.place = {claim.id: i for i, claim in enumerate(claims)}
        self.of = list(range(len(claims)))
        self.groups: dict[int, list[int]] = {i: [i] for i in range(len(claims))}
        self.links: dict[int, dict[int, float]] = defaultdict(dict)
        self.linked: dict[int, dict[int, int]] = defaultdict(dict)
        self.apart: dict[int, set[int]] = defaultdict(set)
        self.alike: set[tuple[int, int]] = set()
        self.weight = [1] * len(claims)
        self._take_verdicts(verdicts)
        self._take_copies()
        self._hold_nested_apart()
        self._take_matches(matches)

    def _take_verdicts(self, verdicts: tuple[FamilyVerdict, ...]) -> None:
        known = [v for v in verdicts if v.first in self.place and v.second in self.place]
        self.split = {frozenset((self.place[v.first], self.place[v.second])) for v in known if v.kind == "split"}
        for one, two in (sorted(pair) for pair in self.split if len(pair) == 2):
            self.apart[one].add(two)
            self.apart[two].add(one)
        for verdict in known:
            if verdict.kind == "merge":
                self._unite(self.of[self.place[verdict.first]], self.of[self.place[verdict.second]])

    def _take_copies(self) -> None:
        """Nothing yet joins here; copies are joined by their matches. The distinct texts of a group set its weight."""
        self.keys = [text_key(claim) for claim in self.claims]

    def _hold_nested_apart(self) -> None:
        """ "She was told that X" is not X, though it holds all its words: no claim is one with a claim around it."""
        places: dict[str, list[int]] = defaultdict(list)
        for i, claim in enumerate(self.claims):
            places[claim.document].append(i)
        for members in places.values():
            members.sort(key=lambda i: (self.claims[i].start, -self.claims[i].end, i))
            around: list[int] = []
            for i in members:
                claim = self.claims[i]
                around = [k for k in around if self.claims[k].end > claim.start][-DEEPEST:]
                for k in around:
                    if len(claim.text) < NESTED * len(self.claims[k].text) and self.of[i] != self.of[k]:
                        self.apart[self.of[i]].add(self.of[k])
                        self.apart[self.of[k]].add(self.of[i])
                around.append(i)

    def _take_matches(self, matches: Sequence[Match]) -> None:
        for match in matches:
            if match.first not in self.place or match.second not in self.place:
                continue
            one, two = self.place[match.first], self.place[match.second]
            if differs_in_nothing(match):
                self.alike.add((one, two))
            a, b = self.of[one], self.of[two]
            if a == b:
                continue
            if match.relation == "rival":
                self.apart[a].add(b)
                self.apart[b].add(a)
            elif match.relation == "same":
                self._link(a, b, match.score, 1)

    def _link(self, a: int, b: int, score: float, pairs: int) -> None:
        for one, two in ((a, b), (b, a)):
            self.links[one][two] = self.links[one].get(two, 0.0) + score
            self.linked[one][two] = self.linked[one].get(two, 0) + pairs

    def join(self) -> None:
        """Join groups, likeliest first, until none may."""
        self._join_copies()
        heap = [(*self._rank(a, b), a, b) for a in self.links for b in self.links[a] if a < b]
        heapq.heapify(heap)
        while heap:
            score, pairs, a, b = heapq.heappop(heap)
            if a not in self.groups or b not in self.groups or b not in self.links[a]:
                continue
            if self._mean(a, b) < JOIN_FROM:
                continue
            now = self._rank(a, b)
            if now > (score, pairs):
                heapq.heappush(heap, (*now, a, b))
                continue
            if self._forbidden(a, b):
                del self.links[a][b], self.links[b][a], self.linked[a][b], self.linked[b][a]
                continue
            one = self._unite(a, b)
            for other in self.links[one]:
                heapq.heappush(heap, (*self._rank(one, other), min(one, other), max(one, other)))

    def _join_copies(self) -> None:
        """Claims in the same words are one point, so that a thousand copies weigh as one."""
        for a in sorted(self.links):
            for b in sorted(self.links.get(a, ())):
                if a in self.groups and b in self.groups and self._same_words(a, b) and not self._forbidden(a, b):
                    self._unite(a, b)
        for number, members in self.groups.items():
            self.weight[number] = len({self.keys[i] for i in members})

    def _same_words(self, a: int, b: int) -> bool:
        return self.keys[self.groups[a][0]] == self.keys[self.groups[b][0]]

    def _rank(self, a: int, b: int) -> tuple[float, int]:
        """Likeliest first; of nearly equal ones those that more pairs speak for."""
        return -round(self._mean(a, b) / STEP) * STEP, -self.linked[a][b]

    def _mean(self, a: int, b: int) -> float:
        pairs = self.linked[a][b]
        share = LEAST_LINKED if pairs == 1 else LEAST_LINKED_TWICE
        return min(1.0, self.links[a][b] / max(1.0, share * self.weight[a] * self.weight[b], pairs))

    def _forbidden(self, a: int, b: int) -> bool:
        if b in self.apart[a]:
            return True
        one, two = self._distinct(a), self._distinct(b)
        pairs = ((i, j) for i in one for j in two if (i, j) not in self.alike)
        return any(differences(self.claims[i], self.claims[j]) for i, j in pairs)

    def _distinct(self, number: int) -> list[int]:
        seen: dict[str, int] = {}
        for i in self.groups[number]:
            seen.setdefault(self.keys[i], i)
            if len(seen) == SHOWN:
                break
        return list(seen.values())

    def _unite(self, a: int, b: int) -> int:
        if a == b:
            return a
        a, b = min(a, b), max(a, b)
        for i in self.groups[b]:
            self.of[i] = a
        self.groups[a] = sorted(self.groups[a] + self.groups.pop(b))
        self.weight[a] += self.weight[b]
        pairs = self.linked.pop(b, {})
        for other, score in self.links.pop(b, {}).items():
            self.links[other].pop(b, None)
            self.linked[other].pop(b, None)
            if other != a:
                self._link(a, other, score, pairs[other])
        for other in self.apart.pop(b, set()):
            self.apart[other].discard(b)
            if other != a:
                self.apart[other].add(a)
                self.apart[a].add(other)
        return a

    def members(self) -> list[list[int]]:
        """The groups, by their first claim."""
        return [self.groups[number] for number in sorted(self.groups)]


def _named(
    claims: Sequence[Claim], groups: list[list[int]], matches: Sequence[Match]
) -> tuple[tuple[Family, ...], tuple[Question, ...]]:
    of = {claims[i].id: number for number, members in enumerate(groups) for i in members}
    rivals: dict[tuple[int, int], set[RivalBy]] = defaultdict(set)
    shown: dict[int, Counter[str]] = defaultdict(Counter)
    for match in matches:
        if match.relation == "rival" and match.first in of and match.second in of:
            a, b = of[match.first], of[match.second]
            if a != b:
                rivals[min(a, b), max(a, b)].update(match.by)
                for here, there in _against(match):
                    shown[a][here] += 1
                    shown[b][there] += 1
    asked = _questions(len(groups), rivals)
    differing: dict[int, set[RivalBy]] = defaultdict(set)
    for pair, kinds in rivals.items():
        for number in pair:
            differing[number] |= kinds
    families = []
    for number, members in enumerate(groups):
        by = differing[number]
        first = claims[members[0]].id
        value = _value([claims[i] for i in members], by, shown[number]) if by else None
        families.append(
            Family(
                id=f"f.{first}",
                head=_head(claims, _showing(claims, members, value)),
                claims=tuple(claims[i].id for i in members),
                question=f"q.{claims[groups[asked[number]][0]].id}",
                value=value,
            )
        )
    return tuple(families), _gathered(families, rivals, asked)


def _questions(count: int, rivals: dict[tuple[int, int], set[RivalBy]]) -> list[int]:
    """For each family the first family of its question: rivals of one another, followed through."""
    first = list(range(count))

    def root(x: int) -> int:
        while first[x] != x:
            first[x] = first[first[x]]
            x = first[x]
        return x

    for a, b in sorted(rivals):
        one, two = sorted((root(a), root(b)))
        first[two] = one
    return [root(i) for i in range(count)]


def _gathered(
    families: Sequence[Family], rivals: dict[tuple[int, int], set[RivalBy]], asked: list[int]
) -> tuple[Question, ...]:
    by: dict[int, set[RivalBy]] = defaultdict(set)
    for (a, _), kinds in rivals.items():
        by[asked[a]].update(kinds)
    members: dict[int, list[int]] = defaultdict(list)
    for number, question in enumerate(asked):
        members[question].append(number)
    order: tuple[RivalBy, ...] = ("actor", "number", "polarity", "place", "date")
    return tuple(
        Question(families[q].question, tuple(families[i].id for i in members[q]), tuple(k for k in order if k in by[q]))
        for q in sorted(members)
    )


def _showing(claims: Sequence[Claim], members: Sequence[int], value: str | None) -> Sequence[int]:
    """Members that have the figures by which the family is called; all of them where there are none."""
    figures = values_in(value or "")
    return [i for i in members if figures & values_in(claims[i].text)] or members


def _head(claims: Sequence[Claim], members: Sequence[int]) -> str:
    """The claim that stands for all: of middling length, not hedged more than the others, earliest of equals."""
    lengths = sorted(len(claims[i].text) for i in members)
    middle = lengths[len(lengths) // 2]
    return claims[min(members, key=lambda i: (abs(len(claims[i].text) - middle), i))].id


def _against(match: Match) -> Iterator[tuple[str, str]]:
    """What stands in one claim against what stands in the other, as the reasons of two rivals tell it."""
    for reason in match.reasons:
        form = _NUMBERS if reason.name == "number" else _IN_ONE
        found = form.fullmatch(reason.words) if reason.name in match.by else None
        if found:
            yield found[1], found[2]


def _value(claims: Sequence[Claim], by: set[RivalBy], shown: Counter[str]) -> str | None:
    """What the family answers: what most often stands against its rivals' words, its number, or what its first claim shows."""
    if shown:
        often = sorted(w for w in shown if 2 * shown[w] >= max(shown.values()))
        return ", ".join([w for w in often if not any(o.startswith(f"{w} ") for o in often)][:MOST_SHOWN])
    if "number" in by and (amounts := _most_said(claims)):
        return ", ".join(written(a) for a in amounts)
    for claim in claims:
        if "actor" in by and claim.actor:
            return claim.actor
        if "date" in by and claim.days:
            return ", ".join(claim.days[:2])
        if "place" in by and claim.names:
            return claim.names[-1]
    if "polarity" in by:
        return "not so" if claims[0].polarity == "-" else "so"
    return None


def _most_said(claims: Sequence[Claim]) -> list[Amount]:
    """The amounts that half of a family's claims give, or the one given most often; the dead and hurt before all else."""
    count = Counter(a for c in claims for a in dict.fromkeys(c.amounts))
    tolls = {a: n for a, n in count.items() if a.unit in ("killed", "injured")}
    count = Counter(tolls) or count
    most = [a for a, n in count.items() if 2 * n >= len(claims)] or [a for a, _ in count.most_common(1)]
    return most[:3]
