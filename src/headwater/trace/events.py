"""Which documents report one incident: place, day, people, ages and rare words decide; later figures supersede earlier ones.

Documents meet through rare words within a window of days; a regression over a few named features gives the probability that two
report one incident; average linkage groups them, so that a round-up does not chain two incidents together.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from headwater.model_trace import Claim, Source
from headwater.trace.casualties import Toll, toll_of
from headwater.trace.event_weights import CONSTANT, WEIGHTS
from headwater.trace.naming import names_in
from headwater.trace.vocabulary import SMALL
from headwater.trace.wording import wording

READ = 4000
"""Code points of a document that are looked at."""
COMMON = 40
"""A word in more documents than this brings none together."""
NEIGHBOURS = 25
"""Documents a document is compared with, at most: those that share the most rare words."""
JOIN_FROM = 0.4
"""Mean probability from which two groups join."""

_AGE = re.compile(r"\b(\d{1,3})[- ](?:year|month|week)s?[- ]olds?\b|(?<=[a-z]), (\d{1,2})(?=[,;.])", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b(?:(\d{2,5})(?:th|st|nd|rd)? block of\s+)?((?:[NSEW]\.? |North |South |East |West )?(?:[A-Z][a-z]+ |\d+(?:st|nd|rd|th) ){1,2})(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Boulevard|Blvd|Place|Pl|Way|Highway|Hwy|Circle|Terrace|Parkway|Pike)\b"
)


@dataclass(frozen=True, slots=True)
class Report:
    """One document as far as it tells which incident it reports. ``words`` are counts of stems; ``dated`` an ISO day or None."""

    document: str
    dated: str | None
    days: frozenset[str]
    names: frozenset[str]
    ages: frozenset[str]
    addresses: frozenset[str]
    words: Mapping[str, float]
    toll: Toll


@dataclass(frozen=True, slots=True)
class Incident:
    """Documents that report one incident, by date, with the figures as the latest of them state them.

    ``superseded`` lists earlier figures that later ones replaced: (document, killed, injured).
    """

    documents: tuple[str, ...]
    killed: int | None
    injured: int | None
    superseded: tuple[tuple[str, int | None, int | None], ...] = ()


def report_of(source: Source, claims: Iterable[Claim]) -> Report:
    """What one document tells of its incident. ``claims`` are the document's."""
    document = source.reading.document
    return report_from(
        source.document,
        document.title or "",
        document.text,
        source.published or source.captured,
        (d for c in claims for d in c.days),
    )


def report_from(document: str, title: str, text: str, dated: str | None, days: Iterable[str]) -> Report:
    """The same from plain parts. ``days`` are ISO dates the text mentions."""
    body = " ".join(text[:READ].split())
    counts: Counter[str] = (
        Counter(wording(title).content) + Counter(wording(title).content) + Counter(wording(body).content)
    )
    names = frozenset(w for n in (*names_in(body), *names_in(title)) for w in n.words)
    ages = frozenset(a or b for a, b in _AGE.findall(body))
    addresses = frozenset(" ".join((block + " " + street).lower().split()) for block, street in _ADDRESS.findall(body))
    return Report(
        document,
        dated[:10] if dated else None,
        frozenset(d for d in days if len(d) == len("2031-05-02")),
        names,
        ages,
        addresses,
        {w: 1 + math.log(c) for w, c in sorted(counts.items()) if w not in SMALL and len(w) > 1},
        toll_of(title, text),
    )


class Comparer:
    """Compares reports of one collection; knows how rare each word is in it."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = reports
        count: Counter[str] = Counter(w for r in reports for w in r.words)
        self.count = count
        self.rarity = {w: math.log((1 + len(reports)) / (1 + c)) + 0.1 for w, c in count.items()}
        self.norm = [math.sqrt(sum((v * self.rarity[w]) ** 2 for w, v in r.words.items())) or 1.0 for r in reports]

    def pairs(self) -> list[tuple[int, int]]:
        """Pairs worth comparing: each report with those it shares the most rare words with."""
        where: dict[str, list[int]] = defaultdict(list)
        for i, report in enumerate(self.reports):
            for word in report.words:
                if 1 < self.count[word] <= COMMON:
                    where[word].append(i)
        found: set[tuple[int, int]] = set()
        for i, report in enumerate(self.reports):
            shared: dict[int, float] = defaultdict(float)
            for word in report.words:
                for j in where.get(word, ()):
                    if j != i:
                        shared[j] += self.rarity[word]
            best = heapq.nlargest(NEIGHBOURS, shared.items(), key=lambda item: (item[1], -item[0]))
            found.update((min(i, j), max(i, j)) for j, _ in best)
        return sorted(found)

    def values(self, i: int, j: int) -> list[float]:
        """The features of a pair, in the order of ``FEATURES``."""
        a, b = self.reports[i], self.reports[j]
        small, large = sorted((a.words, b.words), key=len)
        cosine = sum(v * large[w] * self.rarity[w] ** 2 for w, v in small.items() if w in large) / (
            self.norm[i] * self.norm[j]
        )
        gap = _gap(a.dated, b.dated)
        same_day = bool(a.days & b.days)
        return [
            cosine,
            math.sqrt(cosine),
            self._shared(a.names, b.names),
            float(same_day),
            float(bool(a.days and b.days) and not same_day),
            math.log1p(min(gap, 60.0)),
            float(gap > 14),
            min(2.0, len(a.ages & b.ages)),
            float(bool(a.ages and b.ages) and not a.ages & b.ages),
            float(bool(a.addresses & b.addresses)),
            float(bool(a.addresses and b.addresses) and not a.addresses & b.addresses),
            float(a.toll.killed == b.toll.killed is not None),
            float(a.toll.injured == b.toll.injured is not None),
        ]

    def _shared(self, one: frozenset[str], two: frozenset[str]) -> float:
        """Share of the rarer names of the one with fewer that the other has too, by rarity."""
        small = one if len(one) <= len(two) else two
        total = sum(self._rare(w) for w in small)
        return sum(self._rare(w) for w in one & two) / total if total else 0.0

    def _rare(self, name: str) -> float:
        return self.rarity.get(name, 3.0)

    def probability(self, i: int, j: int) -> float:
        """How likely two reports are of one incident, 0 to 1."""
        total = CONSTANT + sum(WEIGHTS[name] * v for name, v in zip(FEATURES, self.values(i, j), strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


FEATURES = (
    "words",
    "words, square root",
    "names",
    "same day",
    "other day",
    "days between",
    "weeks between",
    "same ages",
    "other ages",
    "same address",
    "other address",
    "same killed",
    "same injured",
)


def _gap(a: str | None, b: str | None) -> float:
    try:
        return abs((date.fromisoformat(a or "") - date.fromisoformat(b or "")).days)
    except ValueError:
        return 7.0


def incidents(reports: Sequence[Report], join_from: float = JOIN_FROM) -> tuple[Incident, ...]:
    """The incidents that documents report, in the order of their first document."""
    comparer = Comparer(reports)
    scores = {(i, j): comparer.probability(i, j) for i, j in comparer.pairs()}
    return tuple(_incident([reports[i] for i in members]) for members in linked(len(reports), scores, join_from))


def linked(count: int, scores: Mapping[tuple[int, int], float], join_from: float) -> list[list[int]]:
    """Average linkage over sparse pairs: groups join while the mean score over all their pairs is at least ``join_from``."""
    groups = {i: [i] for i in range(count)}
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), score in scores.items():
        if score > 0.05:
            links[i][j] = links[j][i] = score
    heap = [(-score, i, j) for i in links for j, score in links[i].items() if i < j]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups or b not in links[a]:
            continue
        mean = links[a][b] / (len(groups[a]) * len(groups[b]))
        if mean < join_from:
            continue
        if abs(mean + score) > 1e-9:
            heapq.heappush(heap, (-mean, a, b))
            continue
        groups[a] += groups.pop(b)
        for other, value in links.pop(b).items():
            links[other].pop(b, None)
            if other != a:
                links[a][other] = links[other][a] = links[a].get(other, 0.0) + value
        for other, value in links[a].items():
            heapq.heappush(heap, (-value / (len(groups[a]) * len(groups[other])), min(a, other), max(a, other)))
    return [sorted(groups[key]) for key in sorted(groups, key=lambda k: min(groups[k]))]


def _incident(reports: Sequence[Report]) -> Incident:
    """For killed and injured each, the figure of the latest report that gives one; earlier reports that differ are superseded."""
    ordered = sorted(reports, key=lambda r: (r.dated or "9999", r.document))
    killed, injured = (_latest(ordered, lambda t: t.killed), _latest(ordered, lambda t: t.injured))
    earlier = tuple(
        (r.document, r.toll.killed, r.toll.injured)
        for r in ordered
        if (r.toll.killed is not None and r.toll.killed != killed)
        or (r.toll.injured is not None and r.toll.injured != injured)
    )
    return Incident(tuple(r.document for r in ordered), killed, injured, earlier)


def _latest(reports: Sequence[Report], figure: Callable[[Toll], int | None]) -> int | None:
    """The latest figure: of reports of this incident alone before round-ups, of stated numbers before what nouns suggest."""
    giving = [r for r in reports if figure(r.toll) is not None]
    giving = [r for r in giving if not r.toll.several] or giving
    giving = [r for r in giving if r.toll.stated] or giving
    return figure(giving[-1].toll) if giving else None
