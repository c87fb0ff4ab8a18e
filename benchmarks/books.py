"""Truth discovery on book shops' author lists: which method finds the checked authors, and how fast.

Run as ``python -m benchmarks.books DATA_DIR``; needs ``conflicts/book_{claims,truth}.jsonl.gz`` there.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import sys
import time
import unicodedata
from pathlib import Path

from headwater.weigh.dependence import Claims, Finding, Settings, accu, accu_copy, collect, truth_finder, vote

_STRONG = re.compile(
    r";|/|\||&|\band\b|\bwith\b|\bby\b\s*\(?(?:author|editor)?\)?|\((?:[^()]*)\)|\[(?:[^\[\]]*)\]|\bet\.? al\b",
    re.IGNORECASE,
)
_SUFFIX = {
    "jr",
    "sr",
    "ii",
    "iii",
    "iv",
    "phd",
    "ph",
    "md",
    "dr",
    "prof",
    "mr",
    "mrs",
    "ms",
    "esq",
    "inc",
    "et",
    "al",
    "others",
}
_NOBODY = {"", "not available", "unknown", "various", "n a", "na", "none", "author", "anonymous", "not applicable"}


def surnames(written: str) -> str:
    """An author list as its surnames, folded and sorted: names in any order and form read the same. Empty when none."""
    plain = unicodedata.normalize("NFKD", html.unescape(html.unescape(written))).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    if re.sub(r"[^a-z ]+", " ", plain).strip() in _NOBODY:
        return ""
    found: set[str] = set()
    for chunk in _STRONG.split(plain):
        found.update(filter(None, (_surname(name) for name in _names(chunk))))
    return " ".join(sorted(found))


def _words(text: str) -> list[str]:
    words = re.sub(r"[’'`]", "", text)
    return [w for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", words) if w not in _SUFFIX]


def _names(chunk: str) -> list[list[str]]:
    """The names in a stretch without strong separators, each as words with the surname last."""
    parts = [words for part in chunk.split(",") if (words := _words(part))]
    if len(parts) < 2:
        return parts
    if len(parts) % 2 == 0 and all(_family(part) for part in parts[::2]) and not all(_full(part) for part in parts):
        return [given + family for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if all(_family(part) for part in parts) or all(_full(part) for part in parts):
        return parts
    return [*_names_of_mixed(parts)]


def _names_of_mixed(parts: list[list[str]]) -> list[list[str]]:
    """A run such as "calvert | kenneth l donahoo | michael j": the surname of the next name ends the part before."""
    if not _family(parts[0]):
        return [part for part in parts if len(part[-1]) > 1]
    names, family = [], parts[0]
    for part in parts[1:-1]:
        given, following = (part[:-1], part[-1:]) if len(part) > 1 else ([], part)
        names.append(given + family)
        family = following
    return [*names, parts[-1] + family]


def _family(words: list[str]) -> bool:
    particles = {"de", "del", "van", "von", "der", "den", "la", "le", "di", "da", "el", "al", "st", "ten", "ter"}
    return len([w for w in words if w not in particles]) == 1


def _full(words: list[str]) -> bool:
    return len(words) > 1 and len(words[-1]) > 1


def _surname(words: list[str]) -> str:
    long = [w for w in words if len(w) > 1]
    return long[-1].split("-")[-1] if long else ""


def likeness(first: str, second: str) -> float:
    """Share of surnames in common."""
    one, two = set(first.split()), set(second.split())
    return len(one & two) / len(one | two)


def load(folder: Path) -> tuple[list[tuple[str, str, str]], dict[str, str]]:
    with gzip.open(folder / "book_claims.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line)["row"] for line in file]
    with gzip.open(folder / "book_truth.jsonl.gz", "rt", encoding="utf-8") as file:
        truths = [json.loads(line)["row"] for line in file]
    raw = [(row[0].strip(), row[1].strip(), row[-1]) for row in rows if len(row) >= 4]
    return raw, {row[0].strip(): surnames(row[1]) for row in truths if len(row) >= 2}


def methods(claims: Claims) -> list[tuple[str, Finding, float]]:
    settings, similar = Settings(), Settings(influence=0.5)
    runs = [
        ("vote", lambda: vote(claims)),
        ("TruthFinder", lambda: truth_finder(claims)),
        ("TruthFinder, similar values", lambda: truth_finder(claims, similar)),
        ("ACCU", lambda: accu(claims, settings)),
        ("ACCU, similar values", lambda: accu(claims, similar)),
        ("ACCUCOPY", lambda: accu_copy(claims, settings)),
        ("ACCUCOPY, similar values", lambda: accu_copy(claims, similar)),
    ]
    table = []
    for name, run in runs:
        start = time.perf_counter()
        found = run()
        table.append((name, found, time.perf_counter() - start))
    return table


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0] if arguments else "data") / "conflicts"
    if not (folder / "book_claims.jsonl.gz").exists():
        print(f"{folder}: no book_claims.jsonl.gz here; give the data folder as the argument")
        return 2
    raw, truth = load(folder)
    start = time.perf_counter()
    rows = [(source, item, value) for source, item, written in raw if (value := surnames(written))]
    claims = collect(rows, likeness)
    ready = time.perf_counter() - start
    given = {item for item, _ in claims.values}
    reachable = sum(1 for item, value in truth.items() if (item, value) in set(claims.values))
    print(f"{len(raw):,} claims, {len(rows):,} with names, {len(claims.sources)} sources, {len(claims.items)} items")
    print(f"{len(truth)} checked, {len(set(truth) & given)} of them claimed, {reachable} rightly by somebody")
    print(f"reading names and collecting: {ready:.2f} s")
    print(f"{'method':32}{'right':>7}{'seconds':>9}")
    for name, found, seconds in methods(claims):
        right = sum(found.chosen.get(item) == value for item, value in truth.items())
        print(f"{name:32}{right / len(truth):>7.3f}{seconds:>9.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
