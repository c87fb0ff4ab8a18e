"""Dates in histories: WikiWars with TIMEX2."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from benchmarks.quantities_times_spans import Read, rates, trimmed

_TAG = re.compile(r"<(/?)(TIMEX2|[A-Z]+)([^>]*)>")


def wikiwars(row: dict[str, Any]) -> tuple[str, str, list[tuple[int, int, str]]]:
    """Text, reference date and outermost TIMEX2 of a document."""
    marked = row["timex2"]
    published = re.search(r'<DATETIME>.*?val="([^"]+)"', marked, re.S)
    body = marked[marked.find("<TEXT>") + 6 : marked.find("</TEXT>")]
    text: list[str] = []
    golds: list[tuple[int, int, str]] = []
    stack: list[tuple[int, str]] = []
    at = 0
    length = 0
    for m in _TAG.finditer(body):
        text.append(body[at : m.start()])
        length += m.start() - at
        at = m.end()
        if m[2] != "TIMEX2":
            continue
        if m[1]:
            start, attributes = stack.pop()
            value = re.search(r'\bval="([^"]*)"', attributes)
            if not re.search(r'set="YES"', attributes):
                golds.append((start, length, value[1] if value else ""))
            else:
                golds.append((start, length, "SET"))
        else:
            stack.append((length, m[3]))
    text.append(body[at:])
    return "".join(text), published[1] if published else "", golds


def score_wikiwars(documents: list[dict[str, Any]], read: Read, errors: int) -> None:
    count: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    wrong: list[str] = []
    for row in documents:
        text, published, golds = wikiwars(row)
        found = read(text, published)
        count["found"] += len(found)
        used: set[int] = set()
        for start, end, value in golds:
            count["gold"] += 1
            hits = [i for i, f in enumerate(found) if f[0] < end and f[1] > start and i not in used]
            if not hits:
                misses[" ".join(text[start:end].split())[:40]] += 1
                continue
            best = max(
                hits, key=lambda i: min(found[i][1], end) - max(found[i][0], start) - abs(found[i][0] - start) * 0.01
            )
            used.add(best)
            count["overlap"] += 1
            count["exact"] += trimmed(text, *found[best][:2]) == trimmed(text, start, end)
            if value and value != "SET":
                count["valued"] += 1
                mine = found[best][3] or ""
                good = mine == value.replace("P1DE", "P10Y")
                count["value"] += good
                if not good:
                    wrong.append(
                        f"{row['document']}: {text[start:end]!r} gold {value}"
                        f" ours {text[found[best][0] : found[best][1]]!r} {mine}"
                    )
        count["used"] += len(used)
        for i, f in enumerate(found):
            if i not in used:
                misses["+" + " ".join(text[f[0] : f[1]].split())[:40]] += 1
    for name in ("overlap", "exact"):
        print(f"  {name}: {rates(count[name] / max(1, count['found']), count[name] / max(1, count['gold']))}")
    print(f"  value right where found: {count['value'] / max(1, count['valued']):.3f} of {count['valued']}")
    if errors:
        print("  ", misses.most_common(errors))
        for line in wrong[:: max(1, len(wrong) // errors)][:errors]:
            print("  ", line.replace("\n", " "))
