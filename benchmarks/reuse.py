"""Text reuse: levels of revision, simulated wire copy, near-duplicates in local news, and what it costs.

python -m benchmarks.reuse DATA_DIR [levels] [wire] [near] [cost]

Without a choice all four parts run. ``cost`` and ``near`` measure datasketch beside Headwater in the same run
(pip install datasketch), if it is there. Times are processor seconds of one thread; memory is the process's peak so far.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.common import data_folder, rows, table
from benchmarks.wire import Made, paragraphs, rewrite
from headwater.model import Document, Reading
from headwater.model_trace import Passage, Source
from headwater.trace.cutting import Wording, wording_of
from headwater.trace.fingerprints import candidates, grams
from headwater.trace.publishers import host_of
from headwater.trace.reuse import LEVEL_FROM, reuse, taken_over

COPIED = 20
"""Copied words from which a pair counts as one that copies."""
SKETCHED = 3_200
"""Documents up to which datasketch is measured; it would take too long for more."""


def main(data: Path, parts: Sequence[str]) -> None:
    data_folder(data)
    for name, part in PARTS.items():
        if not parts or name in parts:
            print(f"\n{name}: {(part.__doc__ or '').splitlines()[0]}\n")
            part(data)


# levels


def levels(data: Path) -> None:
    """Four levels of revision (Clough and Stevenson): none, heavy, light, near copy."""
    found = [row["row"] for row in rows(data / "reuse" / "clough_stevenson.jsonl.gz")]
    part = np.array([taken_over(answer, source) for answer, source, _ in found])
    truth = np.array([int(level) for _, _, level in found])
    tasks = np.array([source for _, source, _ in found])
    shipped = np.searchsorted(LEVEL_FROM, part, side="right")
    left_out = np.empty(len(truth), dtype=int)
    for task in set(tasks.tolist()):
        here = tasks == task
        left_out[here] = np.searchsorted(_thresholds(part[~here], truth[~here]), part[here])
    lines = [
        ["shipped thresholds", f"{(shipped == truth).mean():.3f}", f"{_correlation(part, truth):.3f}"],
        ["each task left out in turn", f"{(left_out == truth).mean():.3f}", ""],
        ["always the commonest", f"{np.bincount(truth).max() / len(truth):.3f}", ""],
    ]
    print(table(["", "accuracy", "rank correlation"], lines))
    names = ["none", "heavy", "light", "near copy"]
    confused = [[names[t], *(str(int(((truth == t) & (shipped == s)).sum())) for s in range(4))] for t in range(4)]
    print("\n" + table(["truth, told as", *names], confused))


def _thresholds(part: np.ndarray, truth: np.ndarray) -> np.ndarray:
    options = np.quantile(np.unique(part), np.linspace(0.02, 0.98, 30))
    scored = [((np.searchsorted(t, part) == truth).mean(), t) for t in combinations(options, 3)]
    best = max(score for score, _ in scored)
    return np.mean([t for score, t in scored if score == best], axis=0)


def _correlation(first: np.ndarray, second: np.ndarray) -> float:
    ranks = [np.array([np.mean(np.flatnonzero(np.sort(x) == v)) for v in x]) for x in (first, second)]
    return float(np.corrcoef(*ranks)[0, 1])


# wire


class Article(NamedTuple):
    """A text of the data with its outlet and day."""

    text: str
    outlet: str | None
    day: str | None


def wire(data: Path) -> None:
    """Simulated wire copy among articles of other incidents: pairs, and words of the copies."""
    bases = _one_an_incident(data)
    rng = random.Random(11)
    rng.shuffle(bases)
    subjects, donors = bases[:300], bases[300:700]
    lines = []
    for label, noise in (("clean", 0.0), ("3 % of words misread", 0.03), ("10 % of words misread", 0.1)):
        lent = {f"{c}{n}": rng.randrange(len(donors)) for n in range(len(subjects)) for c in "mn"}
        copies = {
            key: rewrite(
                subjects[int(key[1:])].text, donors[donor].text, 7 * int(key[1:]) + (key[0] == "n"), noise=noise
            )
            for key, donor in lent.items()
        }
        lines.append([label, *_measured(subjects, copies, donors, lent)])
    head = ["", "pairs", "precision", "recall", "of both copies", "words: precision", "recall"]
    print(table(head, lines))


def _measured(
    subjects: list[Article], copies: dict[str, Made], donors: list[Article], lent: dict[str, int]
) -> list[str]:
    articles = {f"b{n}": a for n, a in enumerate(subjects)} | {f"d{n}": a for n, a in enumerate(donors)}
    sources = [_source(key, a.text, a.outlet, None, a.day) for key, a in articles.items()]
    sources += [_source(k, m.text, f"Paper {k}", None, subjects[int(k[1:])].day) for k, m in copies.items()]
    by_pair: dict[frozenset[str], list[Passage]] = defaultdict(list)
    for passage in reuse(sources):
        if passage.kind != "boilerplate":
            by_pair[frozenset((passage.first, passage.second))].append(passage)
    said = {pair for pair, found in by_pair.items() if sum(p.words for p in found) >= COPIED}
    near = {frozenset((key, f"b{key[1:]}")) for key in copies}
    both = {frozenset((f"m{n}", f"n{n}")) for n in range(len(subjects))}
    holders: dict[str, list[str]] = defaultdict(list)
    for key, donor in lent.items():
        holders[f"d{donor}"].append(key)
    given = {frozenset(pair) for donor, keys in holders.items() for pair in combinations([donor, *keys], 2)}
    covered, taken, hit = 0, 0, 0
    for key, made in copies.items():
        inside = _inside(key, by_pair.get(frozenset((key, f"b{key[1:]}")), []))
        for start, end, of_base in made.words:
            there = any(a <= start and end <= b + 1 for a, b in inside)
            covered, taken, hit = covered + there, taken + of_base, hit + (there and of_base)
    right = len(said & (near | both))
    wrong = len(said - near - both - given)
    figures = [right / max(1, right + wrong), len(said & near) / len(near), len(said & both) / len(both)]
    return [str(len(near | both)), *(f"{f:.3f}" for f in (*figures, hit / max(1, covered), hit / max(1, taken)))]


def _inside(key: str, passages: Iterable[Passage]) -> list[tuple[int, int]]:
    return [(p.first_start, p.first_end) if p.first == key else (p.second_start, p.second_end) for p in passages]


def _one_an_incident(data: Path) -> list[Article]:
    seen: dict[str, Article] = {}
    for row in rows(data / "incidents" / "articles_dev.jsonl.gz"):
        if len(paragraphs(row["content"])) >= 4 and 120 <= len(row["content"].split()) <= 900:
            seen.setdefault(row["incident"], Article(row["content"], host_of(row["uri"]), row["dct"]))
    return [seen[key] for key in sorted(seen)]


# near-duplicates


def near(data: Path) -> None:
    """Local news: candidates against all pairs compared, and what copied pairs report."""
    articles = _articles(data, 3_104)
    cut = [wording_of(source) for source, _ in articles]
    likeness = _all_pairs(cut)
    found = set(candidates([w.prints for w in cut]))
    lines = []
    sketched = _sketched(cut, 0.5)
    for least in (0.8, 0.5, 0.3, 0.2):
        alike = {pair for pair, score in likeness.items() if score >= least}
        other = f"{len(alike & sketched) / max(1, len(alike)):.3f}" if sketched is not None else "-"
        lines.append([f"Jaccard ≥ {least}", str(len(alike)), f"{len(alike & found) / max(1, len(alike)):.3f}", other])
    lines.append(["candidates", "", str(len(found)), str(len(sketched)) if sketched is not None else "-"])
    print(table(["", "pairs", "recall", "datasketch LSH at 0.5"], lines))
    incident = {source.document: key for source, key in articles}
    address = {source.document: source.address for source, _ in articles}
    copied: Counter[tuple[str, str]] = Counter()
    for p in reuse([source for source, _ in articles]):
        if p.kind == "copy" and address[p.first] != address[p.second]:
            copied[p.first, p.second] += p.words
    shown = []
    for low, high in ((8, 20), (20, 50), (50, 100), (100, 10**9)):
        pairs = [pair for pair, words in copied.items() if low <= words < high]
        same = sum(incident[a] == incident[b] for a, b in pairs)
        shown.append(
            [f"{low} words or more" if high > 10**6 else f"{low} to {high - 1} words", str(len(pairs)), str(same)]
        )
    print("\n" + table(["pairs of addresses that copy", "pairs", "of one incident"], shown))


def _all_pairs(cut: Sequence[Wording]) -> dict[tuple[int, int], float]:
    """Jaccard of all pairs that share a run of words, exactly."""
    from scipy.sparse import csr_matrix

    sets = [np.unique(grams(w.words)) for w in cut]
    vocabulary, columns = np.unique(np.concatenate(sets), return_inverse=True)
    sizes = np.array([len(s) for s in sets])
    matrix = csr_matrix(
        (np.ones(len(columns), np.int32), columns, np.concatenate([[0], np.cumsum(sizes)])),
        (len(sets), len(vocabulary)),
    )
    both = (matrix @ matrix.T).tocoo()
    upper = both.row < both.col
    i, j, shared = both.row[upper], both.col[upper], both.data[upper]
    score = shared / (sizes[i] + sizes[j] - shared)
    return {(int(a), int(b)): float(s) for a, b, s in zip(i, j, score, strict=True) if s >= 0.2}


def _sketched(cut: Sequence[Wording], threshold: float) -> set[tuple[int, int]] | None:
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        return None
    index = MinHashLSH(threshold=threshold, num_perm=128)
    pairs = set()
    for n, wording in enumerate(cut):
        sketch = MinHash(num_perm=128, hashfunc=lambda value: value & 0xFFFFFFFF)
        sketch.update_batch([int(v) for v in np.unique(grams(wording.words))])
        pairs.update((other, n) for other in index.query(sketch))
        index.insert(n, sketch)
    return pairs


# cost


def cost(data: Path) -> None:
    """Seconds and memory: growing numbers of articles, and an enormous footer under all of them."""
    lines = []
    for count in (1_000, 3_000):
        sources = [source for source, _ in _articles(data, count)]
        lines.append([f"{count:,} articles", *_timed(sources)])
    for count in (1_000, 10_000):
        lines.append([f"{count:,} made, a footer of 300 words", *_timed(_footed(count))])
    copies = [_source(f"c{n}", " ".join(_nonsense(5, 400)), f"Paper {n}") for n in range(1_000)]
    lines.append(["1,000 copies of one article", *_timed(copies)])
    print(table(["", "candidates s", "datasketch s", "all s", "passages", "peak MB"], lines))


def _timed(sources: Sequence[Source]) -> list[str]:
    first = _seconds(lambda: candidates([wording_of(s).prints for s in sources]))
    compared = len(sources) <= SKETCHED and _sketched([], 0.5) is not None
    other = _seconds(lambda: _sketched([wording_of(s) for s in sources], 0.5)) if compared else 0.0
    found: list[Any] = []
    everything = _seconds(lambda: found.extend(reuse(sources)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sketch = f"{other:.1f}" if compared else "-"
    return [f"{first:.1f}", sketch, f"{everything:.1f}", f"{len(found):,}", f"{peak:.0f}"]


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _nonsense(seed: int, count: int) -> list[str]:
    rng = random.Random(seed)
    return [
        "".join(rng.choices("bdfgklmnprst", k=2)) + rng.choice("aeiou") * 2 + str(rng.randint(1, 400))
        for _ in range(count)
    ]


def _footed(count: int) -> list[Source]:
    footer = " ".join(_nonsense(1, 300))
    return [_source(f"f{n}", " ".join(_nonsense(n + 2, 150)) + "\n" + footer, f"Paper {n % 7}") for n in range(count)]


def _articles(data: Path, count: int) -> list[tuple[Source, str]]:
    found = rows(data / "incidents" / "articles_dev.jsonl.gz")[:count]
    return [
        (_source(str(n), r["content"], host_of(r["uri"]), r["uri"], r["dct"]), r["incident"])
        for n, r in enumerate(found)
    ]


def _source(
    key: str, text: str, publisher: str | None = None, address: str | None = None, day: str | None = None
) -> Source:
    reading = Reading(Document(origin=key, text=text))
    return Source(key, reading, address or key, day, None, publisher)


PARTS: dict[str, Callable[[Path], None]] = {"levels": levels, "wire": wire, "near": near, "cost": cost}

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
