"""Articles with the output beside them, for reading by hand as a sceptical editor reads.

    python -m benchmarks.hand_read ../shared/data [--first 0] [--count 3]

Prints articles of the hand-annotated set (their texts stay in the data folder), each sentence followed by the attributions that begin
in it: who, through whom, certainty, stance, basis, and the words. An attribution that the annotators have too is marked "+", any
other "?"; what they have and the reader has not follows as "-".
"""

from __future__ import annotations

import argparse
import textwrap
from pathlib import Path
from typing import Any

import headwater
from benchmarks.common import data_folder, rows
from headwater.model import Attribution, Reading

LEAST_OVERLAP = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=3)
    arguments = parser.parse_args()
    articles = rows(data_folder(arguments.data) / "voices/articles_dev.jsonl.gz")
    for number, article in enumerate(articles[arguments.first : arguments.first + arguments.count], arguments.first):
        print(f"\n=== article {number}")
        show(article)


def show(article: dict[str, Any]) -> None:
    """Print one article with the reader's attributions and the annotators' that it has not."""
    reading = headwater.read_text(article["text"])
    same_text = len(reading.document.text) == len(article["text"])
    gold = [(set(range(row["start"], row["end"])), row) for row in article["rows"]] if same_text else []
    taken: set[int] = set()
    ours: list[tuple[int, str]] = []
    for attribution in reading.attributions:
        content = {i for span in attribution.content for i in range(span.start, span.end)}
        hits = {n for n, (want, _) in enumerate(gold) if len(content & want) >= LEAST_OVERLAP * len(content | want)}
        taken |= hits
        ours.append((attribution.content[0].start, f"  {'+' if hits else '?'} {_line(reading, attribution)}"))
    theirs = [
        (row["start"], f"  - {row['voice'][0]} ({row['certainty']}, {row['stance']}): {row['text']}")
        for n, (_, row) in enumerate(gold)
        if n not in taken
    ]
    notes = sorted([*ours, *theirs])
    for sentence in reading.sentences:
        print(textwrap.fill(sentence.text, 118))
        for _, line in (note for note in notes if sentence.start <= note[0] < sentence.end):
            print("  " + textwrap.shorten(line, 150))


def _line(reading: Reading, attribution: Attribution) -> str:
    names = {voice.id: voice.name for voice in reading.voices}
    chain = " > ".join(names[v] for v in attribution.chain)
    words = " … ".join(span.text for span in attribution.content)
    return f"{chain} ({attribution.certainty.label}, {attribution.stance}, {attribution.basis}): {words}"


if __name__ == "__main__":
    main()
