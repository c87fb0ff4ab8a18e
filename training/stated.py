"""Fits what is left out of a reading: ``python -m training.stated DATA_DIR [OUT]``.

`stated_labels.jsonl` holds attributions of unread articles that a person judged one by one: stated, or an act, a topic or
nothing. No text is kept, only where in which article of DATA_DIR (its hash) cue and content stand. The annotated articles and the
behaviour cases of DATA_DIR add theirs. A logistic regression over the signs of ``left_out/signs.py``; ten-fold figures
held out by article are printed. Counts of verbs come from the attribution corpus.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from headwater.model import Document
from headwater.read.frame import Draft, make_frame
from headwater.read.left_out.signs import SAID, head, shape, signs
from headwater.read.left_out.stated import LEAST
from headwater.read.left_out.unsaid import is_weighed
from headwater.read.reader import Draftbook, Reader, in_own_words, resolve_voices
from training.joined import joined
from training.logistic import Floats, fit, folds

OWN_CASES = Path(__file__).parent.parent / "tests" / "behaviour" / "cases.jsonl"
LABELS = Path(__file__).parent / "stated_labels.jsonl"
PENALTY = 20.0
NEAR = 0.8
"""Overlap of contents from which on a label is taken for that of the draft."""
MATCHES = 0.5
"""Overlap with an annotated content from which on a draft counts as found, as the scorers of the data count."""
TIMES = {"articles": 2, "cases": 2}
"""How often a row of a set counts; what was annotated with care counts more than what was judged in passing."""
LEAST_SEEN = 3
"""Attributions with a verb below which its counts are not kept."""

Key = tuple[int, int, int]


@dataclass
class Judged:
    """Signs of drafts, with a label each and the number of their article; ``where`` is the set they come from."""

    signs: list[dict[str, float]] = field(default_factory=list)
    stated: list[bool] = field(default_factory=list)
    article: list[int] = field(default_factory=list)
    where: list[str] = field(default_factory=list)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def texts(data: Path) -> Iterator[str]:
    """The texts that labels may stand in."""
    for row in rows(data / "events/newswcl50.jsonl.gz"):
        yield joined(row["sentences"])
    for row in rows(data / "events/three_outlets_dev.jsonl.gz"):
        yield row["text"]
    for row in rows(data / "incidents/articles_dev.jsonl.gz"):
        yield row["content"]
    for row in rows(data / "attribution/polnear_train.jsonl.gz"):
        yield row["text"]


def drafts_of(reader: Reader, text: str) -> Draftbook:
    """A text read as far as the voices, with nothing left out for saying nothing."""
    document = Document("training", text)
    book = Draftbook(document, make_frame(document, reader.lexicon))
    for stage in reader.stages()[: reader.stages().index(resolve_voices) + 1]:
        stage(book)
    return book


def key_of(draft: Draft) -> Key:
    return draft.cue[-1][0], draft.content[0][0], draft.content[-1][1]


def overlap(a: Sequence[int], b: Sequence[int]) -> float:
    """Shared length of two ranges over the length of both."""
    both = max(a[1], b[1]) - min(a[0], b[0])
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / both if both else 0.0


def judged_by_hand(reader: Reader, data: Path, into: Judged) -> None:
    """Labels of the file beside this one, of drafts that are still read much as they were judged."""
    labels = {row["text"]: row for row in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())}
    for text in texts(data):
        row = labels.pop(hashlib.sha256(Document("training", text).text.encode()).hexdigest()[:16], None)
        if row is None:
            continue
        known = [(k, True) for k in row["stated"]] + [(k, False) for k in row["not"]]
        book = drafts_of(reader, text)
        for number, draft in enumerate(book.drafts):
            if not is_weighed(book.document.text, draft):
                continue
            here = key_of(draft)
            label = next((y for k, y in known if k[0] == here[0] and overlap(k[1:], here[1:]) >= NEAR), None)
            if label is not None:
                _add(into, book, number, label, row["set"], row["text"])
    if labels:
        print(f"{len(labels)} labelled articles are not in {data}")


def annotated(reader: Reader, data: Path, into: Judged) -> None:
    """Drafts of the annotated articles and of the behaviour cases, ours among them: stated where an annotation agrees."""
    for row in rows(data / "voices/articles_dev.jsonl.gz"):
        text = row["text"].replace("\xa0", " ")
        _compare(reader, text, [set(range(r["start"], r["end"])) for r in row["rows"]], "articles", into)
    own = map(json.loads, OWN_CASES.read_text(encoding="utf-8").splitlines())
    for row in chain(rows(data / "cases/attribution_cases_dev.jsonl.gz"), own):
        wanted = []
        for expected in row["expect"]:
            pieces = expected["content"] if isinstance(expected["content"], list) else [expected["content"]]
            at = [(row["text"].find(piece), len(piece)) for piece in pieces]
            wanted.append({i for start, length in at if start >= 0 for i in range(start, start + length)})
        _compare(reader, row["text"], wanted, "cases", into)


def _compare(reader: Reader, text: str, wanted: Sequence[set[int]], where: str, into: Judged) -> None:
    book = drafts_of(reader, text)
    for number, draft in enumerate(book.drafts):
        if is_weighed(text, draft):
            here = {i for a, b in draft.content for i in range(a, b)}
            found = any(len(here & w) >= MATCHES * len(here | w) for w in wanted if w)
            _add(into, book, number, found, where, text)


def _add(into: Judged, book: Draftbook, number: int, stated: bool, where: str, article: str) -> None:
    draft, text = book.drafts[number], book.document.text
    into.signs.append(signs(text, draft, in_own_words(book, number)))
    into.stated.append(stated)
    into.article.append(int(hashlib.sha256(article.encode()).hexdigest()[:8], 16))
    into.where.append(where)


def cue_verbs(data: Path, lexicon: Set[str]) -> dict[str, list[int]]:
    """By head of a cue: attributions with it in the corpus, those with words behind it, and times it stands there."""
    stands: Counter[str] = Counter()
    attributing: Counter[str] = Counter()
    wording: Counter[str] = Counter()
    for row in rows(data / "attribution/polnear_train.jsonl.gz"):
        for line in row["lines"]:
            stands.update(word.lower() for word in line["tokens"])
            for cue, content in _relations(line):
                word = head(" ".join(row["text"][a:b] for a, b in cue))
                attributing[word] += 1
                whole = row["text"][content[0][0] : content[-1][1]]
                wording[word] += shape(whole, content[0][0] < cue[0][0]) in SAID
    kept = sorted(word for word, count in attributing.items() if count >= LEAST_SEEN and word in lexicon | {":"})
    return {word: [attributing[word], wording[word], max(stands[word], attributing[word])] for word in kept}


def _relations(line: dict[str, Any]) -> Iterator[tuple[list[tuple[int, int]], list[tuple[int, int]]]]:
    """Cue and content of each attribution of a line that has both, word by word."""
    found: dict[int, dict[str, list[tuple[int, int]]]] = {}
    for start, end, label, relation in zip(line["start"], line["end"], line["labels"], line["relation"], strict=True):
        found.setdefault(relation, {}).setdefault(label.split("-")[-1], []).append((start, end))
    for spans in found.values():
        if "cue" in spans and "content" in spans:
            yield spans["cue"], spans["content"]


def weights_of(judged: Judged, names: Sequence[str], chosen: Floats) -> dict[str, float]:
    """Weights by name for signs as they are, from a fit of signs made equally wide."""
    matrix = np.array([[row[name] for name in names] for row in judged.signs])
    mean, wide = matrix.mean(0), matrix.std(0) + 1e-9
    ones = np.ones((len(matrix), 1))
    counts = [TIMES.get(where, 1) * int(use) for where, use in zip(judged.where, chosen, strict=True)]
    scaled = np.repeat(np.hstack([ones, (matrix - mean) / wide]), counts, axis=0)
    fitted = fit(scaled, [bool(y) for y in np.repeat(judged.stated, counts)], PENALTY)
    plain = {name: float(w / s) for name, w, s in zip(names, fitted[1:], wide, strict=True)}
    base = float(fitted[0] - sum(plain[name] * m for name, m in zip(names, mean, strict=True)))
    return {"base": base} | plain


def chances(judged: Judged, weights: dict[str, float]) -> Floats:
    total = np.array([sum(weights[n] * v for n, v in row.items()) for row in judged.signs]) + weights["base"]
    return 1 / (1 + np.exp(-np.clip(total, -30, 30)))


def report(judged: Judged, names: Sequence[str]) -> None:
    """Figures held out by article."""
    articles = sorted(set(judged.article))
    part = dict(zip(articles, folds(len(articles), 10), strict=True))
    mine = np.array([part[a] for a in judged.article])
    held = np.zeros(len(mine))
    for fold in range(10):
        held[mine == fold] = chances(judged, weights_of(judged, names, (mine != fold).astype(float)))[mine == fold]
    stated, where = np.array(judged.stated), np.array(judged.where)
    for name in sorted(set(judged.where)):
        here = where == name
        kept = here & (held >= LEAST)
        print(
            f"{name:18} stated {(stated & here).sum():5} kept {(stated & kept).sum():5}   "
            f"not stated {(~stated & here).sum():4} kept {(~stated & kept).sum():4}"
        )


def main() -> None:
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("python -m training.stated DATA_DIR [OUT]: the folder of development data is missing")
    data = Path(sys.argv[1])
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(str(files("headwater") / "weights"))
    reader = Reader.load()
    verbs = cue_verbs(data, reader.lexicon)
    (out / "cue_verbs.json").write_text(_lines(verbs), encoding="utf-8")
    judged = Judged()
    judged_by_hand(reader, data, judged)
    annotated(reader, data, judged)
    names = sorted(judged.signs[0])
    report(judged, names)
    weights = weights_of(judged, names, np.ones(len(judged.stated)))
    (out / "stated.json").write_text(_lines({n: round(w, 4) for n, w in weights.items()}), encoding="utf-8")


def _lines(table: dict[str, Any]) -> str:
    """A table as JSON with an entry a line, for a readable history."""
    entries = ",\n".join(f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in table.items())
    return "{\n" + entries + "\n}\n"


if __name__ == "__main__":
    main()
