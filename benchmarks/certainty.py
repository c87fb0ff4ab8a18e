"""How well certainty, stance and basis are read: ``python -m benchmarks.certainty DATA_DIR [PART …]``.

Parts: events (graded events of news sentences), hedged (sentences, cross-validated; needs scikit-learn), commitment
(CommitmentBank), given (gold contents of the behaviour cases and annotated articles, cues looked for beside them).
Add ``-v`` to see what is wrong in the last.
"""

from __future__ import annotations

import collections
import difflib
import gzip
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from headwater.errors import ModelError
from headwater.read.certainty.events import event_score
from headwater.read.certainty.judge import Judge
from headwater.read.certainty.scope import make_text
from headwater.read.certainty.words import cue_phrases, plain
from headwater.read.frame import Draft, Frame, Range, cut_text
from headwater.read.reader import signals_of as spread_signals
from headwater.read.tagging.tagger import Tagger
from headwater.read.words import split_words

PARTS = ("events", "hedged", "commitment", "given")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def guess_cue(frame: Frame, content: list[Range]) -> list[Range]:
    """The attributing words nearest to a gold content, which comes without them."""
    start, end = content[0][0], content[-1][1]
    words = frame.words_in(start, end)
    lower = [plain(word) for word in frame.words.text]
    sentence = frame.sentence_of
    before = words.start
    while before > 0 and words.start - before < 12 and sentence[before - 1] == sentence[max(0, words.start - 1)]:
        before -= 1
    after = words.stop
    while after < len(lower) and after - words.stop < 8 and sentence[after] == sentence[words.stop - 1]:
        after += 1
    gaps = [frame.words_in(a[1], b[0]) for a, b in itertools.pairwise(content)]
    stretches = [(g.start, g.stop) for g in gaps] + [(before, words.start), (words.stop, after)]
    if words.start > 0 and sentence[words.start - 1] != sentence[words.start] and lower[words.start - 1] not in ":,":
        stretches.remove((before, words.start))
    for first, stop in stretches:
        hits = list(cue_phrases().find(lower, first, stop))
        if hits:
            hit = hits[-1] if stop == words.start else hits[0]
            return [(frame.words.start[hit[0]], frame.words.end[hit[1] - 1])]
    return []


def gold(data: Path) -> Iterator[tuple[str, str, list[tuple[Draft, dict[str, Any]]]]]:
    for case in rows(data / "cases" / "attribution_cases_dev.jsonl.gz"):
        yield "cases", case["text"], [(Draft(None, [], _find(case["text"], e["content"])), e) for e in case["expect"]]
    for article in rows(data / "voices" / "articles_dev.jsonl.gz"):
        yield "voices", article["text"], [(Draft(None, [], [(g["start"], g["end"])]), g) for g in article["rows"]]


def _find(text: str, content: str | list[str]) -> list[Range]:
    out, at = [], 0
    for piece in [content] if isinstance(content, str) else content:
        start = text.find(piece, at)
        start = text.find(piece) if start < 0 else start
        out.append((start, start + len(piece)))
        at = start + len(piece)
    return out


def given(data: Path, verbose: bool) -> None:
    right: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for name, text, items in gold(data):
        frame = cut_text(text, frozenset())
        judge = Judge(frame)
        drafts = [draft for draft, _ in items]
        for draft, row in items:
            draft.cue = guess_cue(frame, draft.content)
            a, b = draft.content[0][0], draft.content[-1][1]
            inner = [d for d in drafts if d is not draft and a <= d.content[0][0] and d.content[-1][1] <= b]
            got = judge.judge(draft, inner=inner)
            also = row.get("also", {})
            label = got.certainty.label
            flat = name == "voices" and row["stance"] == "asserts" and {label, row["certainty"]} == {"CT+", "CT-"}
            ok = {
                "stance": got.stance in [row["stance"], *also.get("stance", [])],
                "certainty": flat or label in [row["certainty"], *also.get("certainty", [])],
                "basis": got.basis in [row["basis"], *also.get("basis", [])],
            }
            right[name].update(field for field, good in ok.items() if good)
            right[name]["n"] += 1
            if verbose and not all(ok.values()):
                cue = " ".join(text[s:e] for s, e in draft.cue)
                bad = {
                    f: (row[f], getattr(got, f) if f != "certainty" else label) for f, good in ok.items() if not good
                }
                print(
                    name,
                    bad,
                    f"<{cue}>",
                    text[max(0, a - 60) : a].replace("\n", "/"),
                    "[[",
                    text[a:b][:160].replace("\n", "/"),
                    "]]",
                    text[b : b + 30].replace("\n", "/"),
                )
    for name, counts in right.items():
        print(
            f"{name:8}{counts['n']:5} rows  "
            + "  ".join(f"{f} {counts[f] / counts['n']:.3f}" for f in ("stance", "certainty", "basis"))
        )


def graded_events(data: Path) -> None:
    """Grades by the words alone, by the network alone and by both, against the mean of the annotators."""
    tagger = _network()
    lexicon = tagger.alphabet.lexicon if tagger else frozenset()
    found: dict[str, list[float]] = {"words alone": [], "network alone": [], "both": []}
    grades: list[float] = []
    for row in rows(data / "certainty" / "uw_dev.jsonl.gz"):
        frame = cut_text(row["text"], lexicon)
        text = make_text(frame)
        signals = spread_signals(frame, tagger.tag(frame.cut)) if tagger else None
        starts = [0, *itertools.accumulate(len(token) + 1 for token in row["text"].split(" "))]
        for target in row["targets"]:
            place = starts[target["span1"][0]]
            for i in frame.words_in(place, place + 1)[:1]:
                grades.append(target["label"])
                found["words alone"].append(event_score(text, i))
                if signals:
                    found["network alone"].append(signals.certainty[i])
                    found["both"].append(event_score(text, i, signals))
    for name, scores in found.items():
        if scores:
            error = np.abs(np.array(scores) - np.array(grades)).mean()
            r = np.corrcoef(scores, grades)[0, 1]
            print(f"graded events, dev, {name:14} r {r:.3f}  MAE {error:.3f}  n {len(grades)}")


def _network() -> Tagger | None:
    try:
        return Tagger.load()
    except ModelError as error:
        print(f"graded events: no network ({error})")
        return None


def hedged_sentences(data: Path) -> None:
    try:
        from training.certainty import cross_validate_hedged
    except ImportError:
        print("hedged sentences: scikit-learn is missing")
        return
    print(f"hedged sentences, ten folds of whole blocks: F1 {cross_validate_hedged(data):.3f}")


def commitment(data: Path) -> None:
    by: dict[str, tuple[list[float], list[float]]] = collections.defaultdict(lambda: ([], []))
    for row in rows(data / "certainty" / "commitmentbank.jsonl.gz"):
        text = make_text(cut_text(row["Target"], frozenset()))
        prompt = [plain(word) for word in split_words(row["Prompt"]).text if word[0].isalnum()]
        match = difflib.SequenceMatcher(None, text.lower, prompt, autojunk=False).find_longest_match()
        held = range(match.a, match.a + match.size)
        if not held:
            continue
        score = float(np.mean([event_score(text, i) for i in held]))
        for name in ("all", row["Embedding"]):
            by[name][0].append(score)
            by[name][1].append(float(row["Mean"]))
    for name, (guess, gold_mean) in by.items():
        print(f"CommitmentBank {name:12} r {np.corrcoef(guess, gold_mean)[0, 1]:.3f}  n {len(guess)}")


def main(argv: list[str]) -> int:
    if not argv or not Path(argv[0]).is_dir():
        print("usage: python -m benchmarks.certainty DATA_DIR [PART …]; the data folder is missing")
        return 2
    parts = [part for part in argv[1:] if part in PARTS] or PARTS
    data = Path(argv[0])
    if "events" in parts:
        graded_events(data)
    if "hedged" in parts:
        hedged_sentences(data)
    if "commitment" in parts:
        commitment(data)
    if "given" in parts:
        given(data, "-v" in argv)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
