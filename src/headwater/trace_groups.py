"""Families and questions of a case: groups of linked claims worked out one by one, those of which nothing moved taken as they were."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from headwater.model_trace import Family, Match, Question
from headwater.trace.connected import connected
from headwater.trace_claims import Claims
from headwater.trace_steps import grouped

Verdict = tuple[str, str, bool]


@dataclass(frozen=True)
class Standing:
    """The families and questions of the last time: families by each of their claims, what is asked by question."""

    families: Mapping[str, Family]
    asked: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str | None, str, str, str]]) -> Standing:
        """From the rows of ``traced_families.standing``."""
        members: dict[str, list[str]] = defaultdict(list)
        plain: dict[str, tuple[str, str | None, str]] = {}
        asked: dict[str, tuple[str, ...]] = {}
        for key, head, value, question, by, claim in rows:
            members[key].append(claim)
            if key not in plain:
                plain[key] = (head, value, question)
                if question not in asked:
                    asked[question] = tuple(json.loads(by)) if by != "[]" else ()
        families = {
            claim: Family(key, head, tuple(members[key]), question, value)
            for key, (head, value, question) in plain.items()
            for claim in members[key][:1]
        }
        return cls({c: f for f in families.values() for c in f.claims}, asked)


class Groups:
    """Claims grouped. A claim without links is a family of its own."""

    def __init__(
        self, claims: Claims, links: Sequence[tuple[str, str]], moved: Collection[str], verdicts: Sequence[Verdict]
    ) -> None:
        self._claims = claims
        self._place = {key: i for i, key in enumerate(claims)}
        self._verdicts = [v for v in verdicts if v[0] in claims and v[1] in claims]
        found = connected([*links, *((a, b) for a, b, _ in self._verdicts)])
        self._groups = [sorted(group, key=self._place.__getitem__) for group in found]
        moved = set(moved)
        self.still = [group for group in self._groups if moved.isdisjoint(group)]
        self._moving = [group for group in self._groups if not moved.isdisjoint(group)]
        self.touched = {claim for group in self._moving for claim in group}
        """Claims whose groups are worked out anew."""
        self.families: list[Family] = []
        self.questions: list[Question] = []

    def take(self, standing: Standing, matches: Sequence[Match]) -> None:
        """Work the moved groups out from ``matches``, take the others from ``standing``."""
        self._claims.fetch(self.touched)
        number = {claim: n for n, group in enumerate(self._moving) for claim in group}
        own: dict[int, list[Match]] = defaultdict(list)
        for match in matches:
            own[number[match.first]].append(match)
        said: dict[int, list[Verdict]] = defaultdict(list)
        for verdict in self._verdicts:
            if verdict[0] in number:
                said[number[verdict[0]]].append(verdict)
        for n, group in enumerate(self._moving):
            families, questions = grouped([self._claims[c] for c in group], own[n], said[n])
            self.families += families
            self.questions += questions
        for group in self.still:
            self._keep(group, standing)
        self._take_single()
        self.families.sort(key=lambda f: self._place[f.claims[0]])
        self.questions.sort(key=lambda q: self._place[q.id.partition(".")[2]])

    def _keep(self, group: Sequence[str], standing: Standing) -> None:
        by_question: dict[str, list[Family]] = defaultdict(list)
        seen: set[str] = set()
        for claim in group:
            family = standing.families[claim]
            if family.id not in seen:
                seen.add(family.id)
                members = tuple(sorted(family.claims, key=self._place.__getitem__))
                family = Family(family.id, family.head, members, family.question, family.value)
                self.families.append(family)
                by_question[family.question].append(family)
        for key, families in by_question.items():
            self.questions.append(Question(key, tuple(f.id for f in families), standing.asked[key]))  # type: ignore[arg-type]

    def _take_single(self) -> None:
        linked = {claim for group in self._groups for claim in group}
        for claim in self._place:
            if claim not in linked:
                self.families.append(Family(f"f.{claim}", claim, (claim,), f"q.{claim}"))
                self.questions.append(Question(f"q.{claim}", (f"f.{claim}",)))
