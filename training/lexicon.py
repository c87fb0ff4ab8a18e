"""Build the lexicon of ordinary words: those that open sentences without being names.

Counts words in lower case against words capitalised in mid-sentence; names are rarely in lower case.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from headwater.read.words import sentence_starts, split_words
from training.authored import Authored, read_texts

LEAST_COUNT = 3
LEAST_SHARE = 0.5


def texts(data: Path) -> Iterator[str]:
    """All running text that may be learned from, one article at a time."""
    for name, field in (
        ("attribution/polnear_train", "text"),
        ("events/three_outlets_dev", "text"),
        ("incidents/articles_dev", "content"),
    ):
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as rows:
            for row in rows:
                yield json.loads(row)[field]


def ordinary_words(data: Path) -> list[str]:
    """Words whose lower-case form outweighs their capitalised form in mid-sentence, sorted."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts(data):
        for paragraph in text.split("\n"):
            words = split_words(paragraph).text
            opening = set(sentence_starts(words))
            for i, word in enumerate(words):
                if word.islower():
                    lower[word] += 1
                elif word[0].isupper() and i not in opening:
                    capital[word.lower()] += 1
    return sorted(
        word
        for word, count in lower.items()
        if count >= LEAST_COUNT and count >= LEAST_SHARE * (count + capital[word]) and word[0].isalpha()
    )


LEAST_CUE_SHARE = 0.15
"""Of a word's uses in the corpus. Contents without any cue word are not read again: 97 % of those of our texts that hold an attribution have
one, and only a third of the words in those that hold none."""

LEAST_OWN_SHARE = 0.3
"""The same for our own texts, which are small and full of cues."""


def cue_words(data: Path, own: Sequence[Authored]) -> list[str]:
    """Words that stand in a cue often enough to make a content worth reading again."""
    inside: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    with gzip.open(data / "attribution/polnear_train.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in rows:
            for line in json.loads(row)["lines"]:
                for token, label in zip(line["tokens"], line["labels"], strict=True):
                    everywhere[token.lower()] += 1
                    inside[token.lower()] += label.endswith("cue")
    words = {w for w, count in inside.items() if count >= 2 and count >= LEAST_CUE_SHARE * everywhere[w]}
    return sorted(word for word in words | _own_cue_words(own, everywhere) if word.isalpha())


def _own_cue_words(own: Sequence[Authored], everywhere: Counter[str]) -> set[str]:
    inside: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text in own:
        words = split_words(text.text)
        cues = [m for m in text.marks if m.kind == "cue"]
        for word, start, end in zip(words.text, words.start, words.end, strict=True):
            total[word.lower()] += 1
            inside[word.lower()] += any(m.start <= start and end <= m.end for m in cues)
    # A very common word ("to", "was") marks nothing by itself.
    return {w for w, n in inside.items() if n >= LEAST_OWN_SHARE * total[w] and everywhere[w] < 400 and len(w) > 3}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path, help="folder for lexicon.txt and cues.txt")
    arguments = parser.parse_args()
    own = list(read_texts(Path(__file__).parent / "texts"))
    for name, words in (("lexicon", ordinary_words(arguments.data)), ("cues", cue_words(arguments.data, own))):
        (arguments.out / f"{name}.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
        print(f"{name}: {len(words)} words")


if __name__ == "__main__":
    main()
