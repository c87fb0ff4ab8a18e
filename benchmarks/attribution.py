"""Attribution spans on PolNeAR dev: the published measure, per publisher, on damaged text, with calibration.

    python -m benchmarks.attribution ../shared/data [--model fast|accurate] [--quick]

Runs the scorer that comes with the data (``score/attribution.py`` beside the data folder). "As shown" is a whole reading, from which
acts, likings and topics are left out again that the corpus counts as attributions; all other lines are before that. Where a damaged
text has lost a token, such as a quotation mark, the token is taken out of the annotation too: nobody can find what isn't there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.common import data_folder, rows, table
from headwater.model import Document, Span
from headwater.networks import ACCURATE, DEFAULT, FAST
from headwater.read.attributions import find_attributions
from headwater.read.frame import Draft, cut_text
from headwater.read.reader import Reader
from headwater.read.tagging.tagger import Tagger

Row = dict[str, Any]


def predict(tagger: Tagger, text: str) -> list[Draft]:
    """The attributions of a text."""
    frame = cut_text(text, tagger.alphabet.lexicon)
    return find_attributions(frame, tagger, tagger.tag(frame.cut))


def as_prediction(article: Row, drafts: Iterable[Draft]) -> Row:
    """Outermost attributions in the form the scorer takes; the corpus is flat."""
    flat = [
        {"source": [d.source] if d.source else [], "cue": d.cue, "content": d.content}
        for d in drafts
        if d.parent is None
    ]
    return {"article": article["article"], "attributions": flat}


def as_shown(article: Row, reader: Reader) -> Row:
    """The outermost attributions that a reading shows: without the acts, likings and topics which the corpus counts."""
    reading = reader.read(Document(article["article"], article["text"]))

    def pieces(spans: Iterable[Span]) -> list[tuple[int, int]]:
        return [(span.start, span.end) for span in spans]

    shown = [
        {"source": pieces([a.source] if a.source else []), "cue": pieces(a.cue), "content": pieces(a.content)}
        for a in reading.attributions
        if a.parent is None
    ]
    return {"article": article["article"], "attributions": shown}


def score(scorer: Path, gold: list[Row], predictions: list[Row]) -> dict[str, float]:
    """Exact and soft F1 of each kind, and link recall, in percent."""
    with tempfile.TemporaryDirectory() as folder:
        gold_path, predicted_path = Path(folder) / "gold.jsonl.gz", Path(folder) / "predicted.jsonl"
        with gzip.open(gold_path, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in gold)
        predicted_path.write_text("".join(json.dumps(row) + "\n" for row in predictions), encoding="utf-8")
        out = subprocess.run(
            [sys.executable, str(scorer), str(gold_path), str(predicted_path)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    result: dict[str, float] = {}
    for line in out.splitlines():
        cells = line.split()
        if cells[0] in ("source", "cue", "content"):
            result[cells[0]] = float(cells[3])
            result[f"{cells[0]} soft"] = float(cells[4])
        elif cells[0] == "link":
            result["link"] = float(cells[2])
    return result


def variants() -> dict[str, Callable[[str], str]]:
    """The text as it comes, and damaged in four ways; offsets stay true."""
    rng = random.Random(7)

    def typos(text: str) -> str:
        return "".join(
            rng.choice("abcdefghijklmnopqrstuvwxyz") if c.islower() and rng.random() < 0.01 else c for c in text
        )

    return {
        "as it comes": lambda text: text,
        "lower case": lambda text: "".join(c.lower() if len(c.lower()) == 1 else c for c in text),
        "all capitals": lambda text: "".join(c.upper() if len(c.upper()) == 1 else c for c in text),
        "half the quotation marks gone": lambda text: re.sub(
            '[“”"]', lambda m: " " if rng.random() < 0.5 else m.group(), text
        ),
        "1 % typing errors": typos,
    }


def without_gone(article: Row, text: str) -> Row:
    """The annotation of an article without the tokens of which ``text``, damaged in place, has nothing left."""
    lines: list[Row] = []
    for line in article["lines"]:
        kept = [i for i, (a, b) in enumerate(zip(line["start"], line["end"], strict=True)) if text[a:b].strip()]
        begun = {i for i, label in enumerate(line["labels"]) if label[0] == "B"}
        labels: list[str] = []
        for before, i in zip([-1, *kept], kept, strict=False):
            label = line["labels"][i]
            opened = label[0] == "I" and any(k in begun for k in range(before + 1, i))
            labels.append("B" + label[1:] if opened else label)
        cut = {key: [line[key][i] for i in kept] for key in ("tokens", "start", "end", "relation")}
        lines.append({**line, **cut, "labels": labels})
    return {**article, "lines": lines}


def calibration(gold: list[Row], predicted: dict[str, list[Draft]], bins: int = 10) -> tuple[float, int]:
    """Expected calibration error of the confidence that content and source are found rightly, and how many were judged."""
    pairs = [(d.confidence, right) for article in gold for d, right in judged(article, predicted[article["article"]])]
    total = error = 0.0
    for b in range(bins):
        here = [(c, r) for c, r in pairs if min(bins - 1, int(c * bins)) == b]
        if here:
            error += abs(sum(c for c, _ in here) - sum(r for _, r in here))
            total += len(here)
    return error / max(1.0, total), len(pairs)


def judged(article: Row, drafts: list[Draft]) -> list[tuple[Draft, bool]]:
    """Each outermost attribution, and whether some gold attribution agrees.

    Agreement is the measure's own "link": half the gold content covered, and the source touched where there is one.
    """
    gold = gold_attributions(article)
    result: list[tuple[Draft, bool]] = []
    for draft in drafts:
        if draft.parent is not None:
            continue
        result.append((draft, any(_agrees(draft, g) for g in gold)))
    return result


def gold_attributions(article: Row) -> list[dict[str, set[int]]]:
    """Gold attributions as sets of character positions for each kind."""
    result: list[dict[str, set[int]]] = []
    for line in article["lines"]:
        relations: dict[int, dict[str, set[int]]] = {}
        for start, end, label, relation in zip(
            line["start"], line["end"], line["labels"], line["relation"], strict=True
        ):
            if label != "O" and relation >= 0:
                relations.setdefault(relation, {}).setdefault(label[2:], set()).update(range(start, end))
        result += [r for r in relations.values() if "content" in r]
    return result


def _agrees(draft: Draft, gold: dict[str, set[int]]) -> bool:
    content = {i for a, b in draft.content for i in range(a, b)}
    shared = len(content & gold["content"])
    if 2 * shared < len(gold["content"]) and 2 * shared < len(content):
        return False
    if shared == 0 or "source" not in gold:
        return shared > 0
    return draft.source is not None and any(i in gold["source"] for i in range(*draft.source))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default=DEFAULT, choices=(FAST, ACCURATE))
    parser.add_argument("--weights", type=Path, help="a folder of weights other than the shipped one")
    parser.add_argument("--quick", action="store_true", help="the plain text only")
    arguments = parser.parse_args()
    data = data_folder(arguments.data)
    scorer = data.parent / "score" / "attribution.py"
    gold = rows(data / "attribution/polnear_dev.jsonl.gz")
    tagger = Tagger.load(arguments.model, arguments.weights)
    lines: list[list[str]] = []

    def add(name: str, part: list[Row], change: Callable[[str], str]) -> dict[str, list[Draft]]:
        texts = {row["article"]: change(row["text"]) for row in part}
        found = {article: predict(tagger, text) for article, text in texts.items()}
        line(
            name,
            [without_gone(row, texts[row["article"]]) for row in part],
            [as_prediction(row, found[row["article"]]) for row in part],
        )
        return found

    def line(name: str, part: list[Row], predictions: list[Row]) -> None:
        s = score(scorer, part, predictions)
        kinds = ("source", "cue", "content")
        lines.append(
            [
                name,
                str(len(part)),
                *(f"{s[k]:.1f}" for k in kinds),
                *(f"{s[k + ' soft']:.1f}" for k in kinds),
                f"{s['link']:.1f}",
            ]
        )

    plain = variants()["as it comes"]
    found = add("all", gold, plain)
    ece, judged_count = calibration(gold, found)
    reader = Reader(tagger)
    line("all, as shown", gold, [as_shown(row, reader) for row in gold])
    if not arguments.quick:
        for publisher in sorted({row["publisher"] for row in gold}):
            add(publisher, [row for row in gold if row["publisher"] == publisher], plain)
        for name, change in variants().items():
            if change is not plain and name != "as it comes":
                add(name, gold, change)
    print(f"PolNeAR dev, model {arguments.model}: exact F1, soft F1, link recall (percent)")
    print(table(["text", "articles", "source", "cue", "content", "soft s", "soft cue", "soft con", "link"], lines))
    print(f"expected calibration error {ece:.3f} over {judged_count} attributions")


if __name__ == "__main__":
    main()
