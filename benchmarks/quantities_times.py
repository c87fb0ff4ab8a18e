"""How well and how fast quantities and times are read.

    python -m benchmarks.quantities_times DATA_DIR [--errors N] [--half tune|check|all] [--peers --limit N]

Three sets under ``DATA_DIR``: ``quantities_times/recognizers_english`` (short commands; the kinds that occur in news),
``quantities_times/wikiwars_timex2`` (histories with TIMEX2) and ``voices/articles_dev`` (news). Spans are scored
exactly
and by overlap; a leading preposition in the gold span ("after", "from") is left out, since TIMEX3 leaves it out. A
range is two times for us and one for the first set, so neighbours joined by "to" or "and" are joined before scoring.
Values count when they are the same day, week, interval or length. Cases are split into two halves by hash.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.common import data_folder, rows
from benchmarks.quantities_times_commands import NEWS_MODELS, fair, score_quantities, score_times
from benchmarks.quantities_times_histories import score_wikiwars
from benchmarks.quantities_times_news import score_articles
from benchmarks.quantities_times_spans import Found, Read, half_of, our_times
from headwater.read.frame import Frame, cut_text
from headwater.read.numbers.lexing import cut
from headwater.read.quantities import quantities
from headwater.read.times import find, times


def peers() -> Iterator[tuple[str, Read]]:
    try:
        from recognizers_date_time import recognize_datetime  # type: ignore
    except ImportError:
        print("recognizers-text-suite is not installed: not compared")
    else:

        def with_recognizers(text: str, reference: str | None) -> list[Found]:
            base = datetime.fromisoformat(reference) if reference else None
            return [
                (m.start, m.end + 1, "DATE", (m.resolution or {}).get("values", [{}])[0].get("timex"))
                for m in recognize_datetime(text, "en-us", reference=base)
            ]

        yield "recognizers-text", with_recognizers
    try:
        from dateparser.search import search_dates  # type: ignore
    except ImportError:
        print("dateparser is not installed: not compared")
    else:

        def with_dateparser(text: str, reference: str | None) -> list[Found]:
            settings = {"RELATIVE_BASE": datetime.fromisoformat(reference)} if reference else None
            found, at = [], 0
            for words, when in search_dates(text, languages=["en"], settings=settings) or []:
                start = text.find(words, at)
                if start >= 0:
                    found.append((start, start + len(words), "DATE", when.date().isoformat()))
                    at = start + len(words)
            return found

        yield "dateparser", with_dateparser


def speed(articles: list[dict[str, Any]]) -> None:
    frames = [cut_text(row["text"], frozenset()) for row in articles]
    words = sum(len(frame.words) for frame in frames)

    def together(frame: Frame) -> None:
        pieces = cut(frame)
        found = find(pieces)
        quantities(frame, pieces, found)
        times(frame, "2031-05-02", pieces=pieces, found=found)

    runs: dict[str, Callable[[Frame], object]] = {
        "quantities alone": quantities,
        "times alone": lambda frame: times(frame, "2031-05-02"),
        "both, sharing the first steps": together,
    }
    for name, run in runs.items():
        begin = time.process_time()
        for frame in frames:
            run(frame)
        print(f"  {name}: {1e6 * (time.process_time() - begin) / words:.2f} µs a word over {words} words")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--half", choices=("tune", "check", "all"), default="all")
    parser.add_argument("--only", choices=("times", "numbers", "wikiwars", "articles"))
    parser.add_argument("--peers", action="store_true")
    parser.add_argument(
        "--limit", type=int, default=10**6, help="cases and hundredths of documents to read; peers are slow"
    )
    args = parser.parse_args()
    data_folder(args.data)
    cases = [
        c
        for c in rows(args.data / "quantities_times/recognizers_english.jsonl.gz")
        if args.half in ("all", half_of(c["input"]))
    ]
    documents = [
        d
        for d in rows(args.data / "quantities_times/wikiwars_timex2.jsonl.gz")
        if args.half in ("all", half_of(d["document"]))
    ]
    articles = rows(args.data / "voices/articles_dev.jsonl.gz")
    cases, documents = cases[: args.limit], documents[: max(1, args.limit // 100)]
    readers = [("headwater", our_times), *(peers() if args.peers else ())]
    for name, read in readers:
        begin = time.process_time()
        if args.only in (None, "times"):
            print(f"\n{name}: dates and times in commands")
            score_times([c for c in cases if c["model"] in NEWS_MODELS and fair(c)], read, args.errors)
        if args.only in (None, "wikiwars"):
            print(f"\n{name}: dates in histories")
            score_wikiwars(documents, read, args.errors)
        print(f"  {time.process_time() - begin:.1f} s")
    if args.only in (None, "numbers"):
        print("\nheadwater: numbers and units in commands")
        score_quantities(
            [c for c in cases if c["kind"] in ("Number", "NumberWithUnit") and "Ordinal" not in c["model"]], args.errors
        )
    if args.only in (None, "articles"):
        print("\nheadwater: quantities in news")
        score_articles(articles, args.errors)
        speed(articles)


if __name__ == "__main__":
    main()
