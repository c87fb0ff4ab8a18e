"""Whether some newsrooms are read worse than others, or only seem to be: PolNeAR dev by publisher, against chance.

    python -m benchmarks.publishers ../shared/data [--model fast|accurate] [--shuffles 2000]

Exact-match F1 by publisher (the measure of ``benchmarks.attribution``) with an interval from articles drawn with replacement. Between the best
and the worst of seven small samples there is always a gap. How large it is where the publisher plays no part is measured by dealing
the articles out at random, to each publisher as many as it has: "by chance" is the mean gap of such deals and what 95 in 100 of them
stay below. The last column of the first table is the share of contents found that a publisher would have if its contents were
quoted and long as often as everybody's: contents are split by quotation marks and by length, and each part counts as in the whole.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from types import ModuleType
from typing import Any, NamedTuple

from benchmarks.attribution import as_prediction, predict
from benchmarks.common import data_folder, rows, table
from headwater.networks import ACCURATE, DEFAULT, FAST
from headwater.read.tagging.tagger import Tagger

Row = dict[str, Any]
KINDS = ("source", "cue", "content")
MARKS = frozenset({"“", "”", '"', "``", "''"})
LONG = 12  # tokens; about half of all contents are longer


class Content(NamedTuple):
    """A content of the annotation: its part of the corpus (quoted, long), and whether it was found exactly."""

    part: tuple[bool, bool]
    found: bool


class Counted(NamedTuple):
    """An annotated article: spans hit, annotated and predicted of each kind, and its contents."""

    publisher: str
    spans: Counter[tuple[str, str]]
    contents: list[Content]


def count(scorer: ModuleType, article: Row, prediction: Row) -> Counted:
    """What the published measure counts in one article."""
    spans: Counter[tuple[str, str]] = Counter()
    contents: list[Content] = []
    for line in article["lines"]:
        if not line["tokens"]:
            continue
        gold = set(scorer.gold_spans(line))
        pieces = ((kind, a.get(kind) or []) for a in prediction["attributions"] for kind in KINDS)
        found = {span for kind, spans in pieces for span in scorer.to_tokens(line, kind, spans)}
        for name, some in (("gold", gold), ("found", found), ("hit", gold & found)):
            spans.update((kind, name) for kind, *_ in some)
        contents += [
            Content((any(t in MARKS for t in line["tokens"][start:end]), end - start > LONG), span in found)
            for span in gold
            for kind, start, end in [span]
            if kind == "content"
        ]
    return Counted(article["publisher"], spans, contents)


def f1(articles: Iterable[Counted], kind: str) -> float:
    """F1 of a kind over some articles, in percent."""
    total: Counter[str] = Counter()
    for article in articles:
        total.update({name: article.spans[kind, name] for name in ("gold", "found", "hit")})
    return 200 * total["hit"] / max(1, total["gold"] + total["found"])


def gap(groups: Iterable[Sequence[Counted]], kind: str) -> float:
    """Points of F1 between the best and the worst group."""
    scores = [f1(group, kind) for group in groups]
    return max(scores) - min(scores)


def deals(groups: Sequence[Sequence[Counted]], times: int) -> Iterator[list[list[Counted]]]:
    """The articles dealt out at random to groups of the same sizes, again and again."""
    rng = random.Random(7)
    everything = [article for group in groups for article in group]
    for _ in range(times):
        rng.shuffle(everything)
        left = iter(everything)
        yield [[next(left) for _ in group] for group in groups]


def interval(articles: Sequence[Counted], kind: str, times: int) -> tuple[float, float]:
    """Where F1 lies in 95 of 100 draws of as many articles, with replacement."""
    rng = random.Random(11)
    drawn = sorted(f1(rng.choices(articles, k=len(articles)), kind) for _ in range(times))
    return drawn[int(0.025 * times)], drawn[int(0.975 * times)]


def alike(articles: Sequence[Counted], everything: Sequence[Counted]) -> float:
    """Percent of contents found exactly, were the articles' contents quoted and long as often as those of ``everything``."""
    weights = Counter(content.part for article in everything for content in article.contents)
    found: dict[tuple[bool, bool], list[bool]] = defaultdict(list)
    for article in articles:
        for content in article.contents:
            found[content.part].append(content.found)
    return 100 * sum(weights[part] * fmean(hits) for part, hits in found.items()) / sum(weights[part] for part in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default=DEFAULT, choices=(FAST, ACCURATE))
    parser.add_argument("--shuffles", type=int, default=2_000)
    given = parser.parse_args()
    data = data_folder(given.data)
    scorer = _scorer(data.parent / "score/attribution.py")
    tagger = Tagger.load(given.model)
    predicted: dict[str, Row] = {}
    groups: dict[str, list[Counted]] = defaultdict(list)
    for article in rows(data / "attribution/polnear_dev.jsonl.gz"):
        name = article["article"]
        if name not in predicted:
            predicted[name] = as_prediction(article, predict(tagger, article["text"]))
        groups[article["publisher"]].append(count(scorer, article, predicted[name]))
    print(f"PolNeAR dev by publisher, model {given.model}: exact F1 [95 % interval], percent")
    print(
        table(
            ("publisher", "articles", "quoted", "long", *KINDS, "content, alike"), list(_lines(groups, given.shuffles))
        )
    )
    print("\nThe gap between the best and the worst publisher, points of F1")
    print(table(("", "measured", "by chance", "95 in 100 below", "deals above"), list(_gaps(groups, given.shuffles))))


def _lines(groups: dict[str, list[Counted]], times: int) -> Iterator[tuple[str, ...]]:
    everything = [article for group in groups.values() for article in group]
    for name, group in [*sorted(groups.items()), ("all", everything)]:
        parts = [content.part for article in group for content in article.contents]
        shares = [f"{100 * fmean(part[at] for part in parts):.0f} %" for at in (0, 1)]
        scores = []
        for kind in KINDS:
            low, high = interval(group, kind, times)
            scores.append(f"{f1(group, kind):.1f} [{low:.0f}, {high:.0f}]")
        yield name, str(len(group)), *shares, *scores, f"{alike(group, everything):.1f}"


def _gaps(groups: dict[str, list[Counted]], times: int) -> Iterator[tuple[str, ...]]:
    for kind in KINDS:
        measured = gap(groups.values(), kind)
        chance = sorted(gap(dealt, kind) for dealt in deals(list(groups.values()), times))
        above = sum(g >= measured for g in chance) / times
        yield (
            kind,
            f"{measured:.1f}",
            f"{fmean(chance):.1f}",
            f"{chance[int(0.95 * times)]:.1f}",
            f"{100 * above:.0f} %",
        )


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("published_measure", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SystemExit(f"{path}: the published measure is missing; it lies beside the data folder")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
