"""How far two people agree on who says what: annotators of the same PolNeAR articles, scored against each other.

    python -m benchmarks.annotators ../shared/data

The published measure, one annotator taken for the truth and the other for the prediction, every ordered pair of two who read the
same article, in train and dev together. What a tagger reaches beyond these figures is agreement with the habits of the corpus.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

from benchmarks.attribution import score
from benchmarks.common import data_folder, rows, table

Row = dict[str, Any]
Piece = tuple[int, int]
KINDS = ("source", "cue", "content")


def as_prediction(article: Row, name: str) -> Row:
    """An annotation in the form the scorer takes of a prediction, under the name of the one it is held against."""
    found = [a for line in article["lines"] for a in _attributions(line)]
    return {"article": name, "attributions": found}


def _attributions(line: Row) -> Iterator[dict[str, list[Piece]]]:
    """The attributions of a line; a span that belongs to none is one by itself, for the measure counts it too."""
    found: dict[int, dict[str, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    before: tuple[int, str] | None = None
    for start, end, label, relation in zip(line["start"], line["end"], line["labels"], line["relation"], strict=True):
        if label == "O":
            before = None
            continue
        kind = label[2:]
        belongs = before[0] if before and label[0] == "I" and before[1] == kind and relation < 0 else relation
        if belongs < 0 and (label[0] == "B" or before is None):
            belongs = -1 - start
        pieces = found[belongs][kind]
        if pieces and label[0] == "I" and before == (belongs, kind):
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
        before = (belongs, kind)
    yield from ({kind: list(pieces) for kind, pieces in one.items()} for one in found.values())


def pairs(articles: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Two annotations of one article by different people, either way round."""
    versions: dict[str, list[Row]] = defaultdict(list)
    for article in articles:
        versions[article["article"]].append(article)
    for some in versions.values():
        yield from ((one, other) for one, other in permutations(some, 2) if one["annotator"] != other["annotator"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    data = data_folder(parser.parse_args().data)
    articles = [row for part in ("train", "dev") for row in rows(data / f"attribution/polnear_{part}.jsonl.gz")]
    gold: list[Row] = []
    predicted: list[Row] = []
    for at, (one, other) in enumerate(pairs(articles)):
        gold.append({**one, "article": str(at)})
        predicted.append(as_prediction(other, str(at)))
    got = score(data.parent / "score/attribution.py", gold, predicted)
    head = ("", "pairs", *KINDS, *(f"soft {kind}" for kind in KINDS), "link")
    figures = [got[kind] for kind in (*KINDS, *(f"{kind} soft" for kind in KINDS), "link")]
    print("One annotator against another: exact F1, soft F1, link recall (percent)")
    print(table(head, [("annotators", str(len(gold)), *(f"{figure:.1f}" for figure in figures))]))


if __name__ == "__main__":
    main()
