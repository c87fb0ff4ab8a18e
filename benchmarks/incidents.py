"""Articles grouped by the incident they report, against the registry; casualty figures; later figures superseding earlier ones.

python -m benchmarks.incidents DATA_DIR [--write]

Incidents are split in halves by a hash of their number: weights and the joining threshold were fitted on the first half, the figures to judge by
are those of the second. Only titles, texts and dates are read, by rules. ``--write`` fits the weights anew and writes
``src/headwater/trace/event_weights.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from training.logistic import fit

from benchmarks.common import data_folder, rows, table
from benchmarks.plain import days_of
from headwater.trace.events import FEATURES, JOIN_FROM, Comparer, Incident, Report, incidents, linked, report_from

TARGET = Path("src/headwater/trace/event_weights.py")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    data = data_folder(arguments.data)
    articles = rows(data / "incidents" / "articles_dev.jsonl.gz")
    registry = {row["incident_uri"]: row for row in rows(data / "incidents" / "registry_dev.jsonl.gz")}
    halves = [[a for a in articles if half(a["incident"]) == h] for h in (0, 1)]
    reports = [[report(a, i) for i, a in enumerate(part)] for part in halves]
    if arguments.write:
        write(reports[0], [a["incident"] for a in halves[0]])
        return
    lines = []
    for name, part, known in zip(("first half (tuned on)", "second half (held out)"), halves, reports, strict=True):
        truth = [a["incident"] for a in part]
        began = time.monotonic()
        found = incidents(known)
        seconds = time.monotonic() - began
        place = {r.document: i for i, r in enumerate(known)}
        groups = [[place[d] for d in incident.documents] for incident in found]
        p, r, f = b_cubed(groups, truth)
        lines.append([name, str(len(part)), str(len(set(truth))), f"{p:.3f}", f"{r:.3f}", f"{f:.3f}", f"{seconds:.1f}"])
        print(figures(name, found, known, truth, registry))
    print(table(["", "articles", "incidents", "B³ precision", "recall", "F1", "seconds"], lines))


def half(incident: str) -> int:
    """Which half an incident is in."""
    return int(hashlib.sha256(incident.encode()).hexdigest()[:8], 16) % 2


def report(article: dict[str, Any], number: int) -> Report:
    """An article as a report."""
    text = article["content"]
    return report_from(
        f"{number:05}", article["title"] or "", text, article["dct"], days_of(text[:4000], article["dct"])
    )


def b_cubed(groups: Sequence[Sequence[int]], truth: Sequence[str]) -> tuple[float, float, float]:
    """B³ precision, recall and F1 (Bagga and Baldwin 1998), mean over articles."""
    size = Counter(truth)
    precision = recall = 0.0
    for group in groups:
        here = Counter(truth[i] for i in group)
        precision += sum(n * n for n in here.values()) / len(group)
        recall += sum(n * n / size[t] for t, n in here.items())
    p, r = precision / len(truth), recall / len(truth)
    return p, r, 2 * p * r / (p + r)


def figures(
    name: str, found: Sequence[Incident], reports: Sequence[Report], truth: Sequence[str], registry: dict[str, Any]
) -> str:
    """How often the figure of an incident is the registry's, over groups as found (by the incident most of each reports).

    "Some article has it": at least one article of the group states the registry's figure; then the question is whether the
    right article was believed. "Figures changed": the articles state different ones.
    """
    place = {r.document: i for i, r in enumerate(reports)}
    count: Counter[tuple[str, str]] = Counter()
    for incident in found:
        members = [place[d] for d in incident.documents]
        row = registry.get(Counter(truth[i] for i in members).most_common(1)[0][0])
        if row is None:
            continue
        for key in ("killed", "injured"):
            answer, right = getattr(incident, key), row[f"num_{key}"]
            said = [getattr(reports[i].toll, key) for i in members]
            said = [value for value in said if value is not None]
            if answer is None:
                continue
            kinds = ["any figure"]
            kinds += ["some article has it"] if right in said else []
            kinds += ["some article has it, figures changed"] if right in said and len(set(said)) > 1 else []
            for kind in kinds:
                count[kind, key] += 1
                count[kind, f"{key} right"] += answer == right
    lines = []
    for kind in ("some article has it", "some article has it, figures changed", "any figure"):
        cells = []
        for key in ("killed", "injured"):
            n = count[kind, key]
            cells += [str(n), f"{count[kind, f'{key} right'] / max(1, n):.1%}"]
        lines.append([f"{name}: {kind}", *cells])
    return table(["figures agreeing with the registry", "incidents", "killed", "incidents", "injured"], lines)


def write(reports: Sequence[Report], truth: Sequence[str]) -> None:
    """Fit the weights on the pairs of the first half and print B³ for several thresholds."""
    comparer = Comparer(reports)
    pairs = comparer.pairs()
    x = np.array([[1.0, *comparer.values(i, j)] for i, j in pairs])
    y = [truth[i] == truth[j] for i, j in pairs]
    whole = defaultdict(int, Counter(truth))
    possible = sum(n * (n - 1) // 2 for n in whole.values())
    print(f"{len(pairs)} pairs compared, {sum(y)} of {possible} that belong together among them")
    weights = fit(x, y, 1.0)
    scores = 1 / (1 + np.exp(-(x @ weights)))
    for threshold in (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        groups = linked(len(reports), {pair: float(s) for pair, s in zip(pairs, scores, strict=True)}, threshold)
        print(threshold, *(f"{v:.3f}" for v in b_cubed(groups, truth)))
    lines = [f'    "{name}": {weight:.3f},' for name, weight in zip(FEATURES, weights[1:], strict=True)]
    TARGET.write_text(
        '"""Weights of the features of ``events``, in log-odds; written by ``python -m benchmarks.incidents DATA --write``."""\n\n'
        f"from __future__ import annotations\n\nCONSTANT = {weights[0]:.3f}\nWEIGHTS = {{\n"
        + "\n".join(lines)
        + "\n}\n",
        encoding="utf-8",
    )
    print(f"joins from {JOIN_FROM}")


if __name__ == "__main__":
    main()
