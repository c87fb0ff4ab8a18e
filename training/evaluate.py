"""Quick development figures during training: tags by exact match, links, pronouns, certainty."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import torch

from headwater.read.tagging.decoding import best_tags, tag_spans
from headwater.read.tagging.encoding import Alphabet
from training.data import KINDS, Example, attribution_examples, certainty_examples, pronoun_examples, rows
from training.model import LINK, Reader


def evaluate(model: Reader, alphabet: Alphabet, data: Path) -> dict[str, float]:
    """Exact F1 of units a kind, share of right links among gold spans, GAP F1, and Pearson r of certainty."""
    model.eval()
    right, gold, found = ([0, 0, 0] for _ in range(3))
    linked = links = 0
    for article in rows(data / "attribution/polnear_dev.jsonl.gz"):
        for example in attribution_examples(article, alphabet):
            tags, link, _, _ = _run(model, example)
            position = example.window.position
            predicted = set(_line_spans(best_tags(tags[position]), example.window.paragraph))
            wanted = set(_line_spans(np.array(example.tags), example.window.paragraph))
            for kind in range(3):
                p, g = ({s for s in spans if s[0] == kind} for spans in (predicted, wanted))
                right[kind] += len(p & g)
                found[kind] += len(p)
                gold[kind] += len(g)
            cues = [0, *(position[s[1]] for s in wanted if s[0] == 1)]
            for a, b in example.links:
                links += 1
                linked += max(cues, key=lambda c: float(link[a, :LINK] @ link[c, LINK:])) == b
    result = {f"F1 {k}": round(200 * right[i] / max(1, found[i] + gold[i]), 2) for i, k in enumerate(KINDS)}
    result["link"] = round(100 * linked / max(1, links), 2)
    result["gap"] = _gap(model, list(pronoun_examples(data / "pronouns/gap_validation.jsonl.gz", alphabet)))
    result["uw r"] = _certainty(model, list(certainty_examples(data / "certainty/uw_dev.jsonl.gz", alphabet)))
    return result


def _run(model: Reader, example: Example) -> tuple[np.ndarray, ...]:
    window = example.window
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        ids = torch.tensor([window.pieces])
        outputs = model(ids, torch.tensor([window.features]), torch.ones_like(ids))
    return tuple(o[0].float().numpy() for o in outputs)


def _line_spans(tags: np.ndarray, paragraph: list[int]) -> list[tuple[int, int, int]]:
    """Spans cut at paragraph ends, as the measure does."""
    spans: list[tuple[int, int, int]] = []
    begin = 0
    for i in range(1, len(paragraph) + 1):
        if i == len(paragraph) or paragraph[i] != paragraph[begin]:
            spans += [(k, begin + s, begin + e) for k, s, e in tag_spans(tags[begin:i])]
            begin = i
    return spans


def _gap(model: Reader, examples: list[Example]) -> float:
    tp = fp = fn = 0
    for example in examples:
        _, _, pronoun, _ = _run(model, example)
        for a, b, same in example.mentions:
            yes = float(pronoun[a, :LINK] @ pronoun[b, LINK:]) > 0
            tp += yes and same > 0.5
            fp += yes and same < 0.5
            fn += not yes and same > 0.5
    return round(200 * tp / max(1, 2 * tp + fp + fn), 2)


def _certainty(model: Reader, examples: list[Example]) -> float:
    guess, want = [], []
    for example in examples:
        _, _, _, sure = _run(model, example)
        for i, c in enumerate(example.certainty):
            if c is not None:
                guess.append(float(sure[example.window.position[i]]))
                want.append(c)
    r = float(np.corrcoef(guess, want)[0, 1])
    return 0.0 if math.isnan(r) else round(r, 4)
