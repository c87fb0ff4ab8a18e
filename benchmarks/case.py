"""The case file on many articles: reading beside adding, opening, verdicts, search, lists, size.

``python -m benchmarks.case DATA_DIR [--articles N] [--jobs N] [--kills N] [--case FILE]``

Needs DATA_DIR/incidents. ``--case`` keeps the case, or measures one that was kept without adding again. ``--kills`` also
kills writers at random moments and looks for what is lost. Times are wall-clock; run it on a quiet machine.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.common import case_arguments, data_folder, rows, table
from headwater.adding import add
from headwater.errors import InputError
from headwater.pipeline import read_many
from headwater.store import loading, overview, said, search
from headwater.store.case import Case
from headwater.store.check import check
from headwater.store.verdicts import Draft

QUERIES = (
    "police", "police said", "shooting", "witness", "hospital", "coroner", "the", "man shot", '"police said"',
    '"shots were fired"', "gunm*", "suspect -police", "detective arrest warrant", "sheriff deputy", "teenager", "vehicle",
    "homicide unit", "accident*", "mother", '"no arrests"',
)  # fmt: skip
FILTERS = (
    search.Filters(),
    search.Filters(kinds=("unnamed",)),
    search.Filters(named=True, since="2016"),
    search.Filters(certainty=("PR+", "PS+")),
)
ROUNDS = 3
"""Runs of reading and adding in turn, so that a busy machine slows both alike."""


def main() -> None:
    parser = case_arguments(__doc__)
    parser.add_argument("--kills", type=int, default=0)
    given = parser.parse_args()
    folder = data_folder(given.data)
    with tempfile.TemporaryDirectory() as temporary:
        path = given.case or Path(temporary) / "benchmark.headwater"
        lines: list[tuple[str, str, str]] = []
        if not path.exists():
            lines += list(_adding(folder, Path(temporary), path, given.articles, given.jobs))
        lines += list(_using(path))
    print(table(("measure", "found", "wanted"), lines))
    if given.kills:
        from tests.store.killing import main as kill

        kill(given.kills)


def write_articles(folder: Path, temporary: Path, first: int, count: int) -> str:
    """Articles as JSON Lines; those of the data, again from the beginning with other addresses when there are too few."""
    path = temporary / f"articles-{first}.jsonl"
    articles = rows(folder / "incidents" / "articles_dev.jsonl.gz")
    with path.open("w", encoding="utf-8") as file:
        for number in range(first, first + count):
            row = articles[number % len(articles)]
            address = row["uri"] + (f"#{number // len(articles)}" if number >= len(articles) else "")
            new = {"title": row["title"], "published": row["dct"], "url": address, "text": row["content"]}
            file.write(json.dumps(new, ensure_ascii=False) + "\n")
    return str(path)


def _adding(folder: Path, temporary: Path, path: Path, count: int, jobs: int) -> Iterator[tuple[str, str, str]]:
    Case.create(path).close()
    bare, added, used = [], [], []
    part = count // ROUNDS
    for turn in range(ROUNDS):
        here = part if turn < ROUNDS - 1 else count - part * (ROUNDS - 1)
        target = write_articles(folder, temporary, turn * part, here)
        before = _processor()
        bare.append(seconds(partial(_read_all, target, jobs)) / here)
        between = _processor()
        with Case.open(path) as case:
            added.append(seconds(partial(_add_all, case, target, jobs)) / here)
        used.append((_processor() - between) / (between - before) - 1)
    slower = [a / b - 1 for a, b in zip(added, bare, strict=True)]
    yield f"reading, ms an article ({jobs} jobs)", f"{1000 * statistics.mean(bare):.1f}", ""
    yield f"adding, ms an article ({jobs} jobs)", f"{1000 * statistics.mean(added):.1f}", ""
    yield "adding slower than reading", f"{100 * statistics.mean(slower):+.1f} %", "15 %"
    yield "the same in processor time", f"{100 * statistics.mean(used):+.1f} %", "15 %"


def _processor() -> float:
    """Seconds of processor time used by this process and by its workers that have ended; a busy machine changes it less."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, kinds))


def _read_all(target: str, jobs: int) -> int:
    return sum(not isinstance(outcome, InputError) for outcome in read_many([target], jobs=jobs))


def _add_all(case: Case, target: str, jobs: int) -> int:
    return sum(1 for _ in add(case, [target], jobs=jobs))


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _using(path: Path) -> Iterator[tuple[str, str, str]]:
    opening = [seconds(lambda: Case.open(path).close()) for _ in range(5)]
    with Case.open(path) as case:
        documents, text_bytes = size_of_text(case)
        yield "articles", f"{documents:,}", ""
        yield "opening, ms", middle(opening), "1,000"
        yield "a verdict saved, ms", middle(list(verdict_times(case))), "50"
        yield "search, ms", middle(list(search_times(case))), "100"
        for name, times in _pages(case).items():
            yield f"{name}, ms", middle(times), "50"
        began = time.perf_counter()
        report = check(case)
        yield f"check ({'clean' if report.clean else 'FAULTS'}), s", f"{time.perf_counter() - began:.1f}", ""
    yield "file, times the text", f"{path.stat().st_size / text_bytes:.2f}", "5"


def middle(times: list[float]) -> str:
    return f"{1000 * statistics.median(times):.1f} (p95 {1000 * slowest(times):.1f})"


def slowest(times: list[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def size_of_text(case: Case) -> tuple[int, int]:
    """How many documents a case has, and how many bytes their texts take."""
    with case.reading() as connection:
        size = "SELECT count(*), sum(length(CAST(text AS BLOB))) FROM documents"
        documents, text_bytes = connection.exec_driver_sql(size).one()
    return int(documents), int(text_bytes)


def verdict_times(case: Case) -> Iterator[float]:
    """Accept, reject, edit and undo on random documents; merge and grade voices."""
    chance = random.Random(1)
    with case.reading() as connection:
        numbers = [d.id for d in overview.documents(connection) if d.attributions]
        voices = said.voices(connection, limit=40)
    drafts: list[Draft] = []
    for number in chance.sample(numbers, min(40, len(numbers))):
        with case.reading() as connection:
            free = [s for s in said.attributions(connection, number) if s.state == "read"]
        drafts += [Draft(chance.choice(("accept", "reject")), s.subject, {}, "benchmark") for s in free[:2]]
    for one, other in zip(voices[::2], voices[1::2], strict=False):
        drafts.append(Draft("grade", f"voice:{one.key}", {"reliability": "C"}, "benchmark"))
        drafts.append(Draft("merge", f"voice:{one.key}", {"into": other.key}, "benchmark"))
    for draft in drafts:
        began = time.perf_counter()
        verdict = case.give(draft)
        yield time.perf_counter() - began
        began = time.perf_counter()
        case.undo(verdict.id, author="benchmark")
        yield time.perf_counter() - began


def search_times(case: Case) -> Iterator[float]:
    with case.reading() as connection:
        for find in (search.search_text, search.search_claims, search.search_voices):
            for filters in FILTERS:
                for query in QUERIES:
                    yield seconds(partial(find, connection, query, filters))


def _pages(case: Case) -> dict[str, list[float]]:
    """What each page of a workbench asks."""
    chance = random.Random(2)
    with case.reading() as connection:
        numbers = chance.sample([d.id for d in overview.documents(connection)], 60)
        voices = [v.id for v in said.voices(connection, limit=60)]

        def front() -> None:
            overview.overview(connection)
            overview.documents(connection, limit=100)
            said.voices(connection, limit=20)
            overview.question_counts(connection)
            overview.new_since(connection, "2031", 0)

        def article(number: int) -> None:
            overview.document(connection, number)
            said.attributions(connection, number, everything=True)
            overview.captures(connection, number)
            loading.load(connection, number)

        def person(number: int) -> None:
            said.voice(connection, number)
            said.aliases(connection, number)
            said.said_by(connection, number)
            said.said_by(connection, number, relayed=True)

        return {
            "overview": [seconds(front) for _ in range(30)],
            "reading view": [seconds(partial(article, n)) for n in numbers],
            "voice": [seconds(partial(person, n)) for n in voices],
            "all documents": [seconds(lambda: overview.documents(connection)) for _ in range(20)],
            "open questions": [seconds(lambda: overview.questions(connection, "unsure")) for _ in range(20)],
        }


if __name__ == "__main__":
    main()
