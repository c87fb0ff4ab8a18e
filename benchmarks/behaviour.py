"""Behaviour, capability by capability: the development cases, the hand-annotated articles, and the project's own cases.

    python -m benchmarks.behaviour ../shared/data [--verbose]

The first two tables come from the scorers that lie beside the data folder. The third measures ``tests/behaviour/cases.jsonl``
in the same way (``measure``), which the tests use too, so that they need no data: an expected row is found when a
predicted content overlaps it with Jaccard ≥ 0.7 in characters, and right when voice and chain agree as well; a ``not_expect``
string is attributed when a content that is not an expected one lies within it or covers more than half of it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import headwater
from benchmarks.common import data_folder, rows, table
from headwater.networks import ACCURATE, DEFAULT, FAST

Case = dict[str, Any]
OWN_CASES = Path(__file__).parents[1] / "tests/behaviour/cases.jsonl"
LEAST_OVERLAP = 0.7
FIELDS = ("form", "stance", "certainty", "kind", "basis")
_NAMELESS = frozenset({"not named", "unnamed", "unknown"})


@dataclass
class Tally:
    """Counts over some cases; ``failures`` has a line for everything that went wrong."""

    expected: int = 0
    found: int = 0
    right: int = 0
    must_not: int = 0
    attributed: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take in the counts of ``other``."""
        self.expected += other.expected
        self.found += other.found
        self.right += other.right
        self.must_not += other.must_not
        self.attributed += other.attributed
        self.fields.update(other.fields)
        self.failures += other.failures

    def share(self, name: str) -> float:
        """``found``, ``right`` or one of the fields (of found rows), 0 to 1; 1 where there is nothing to measure."""
        if name in FIELDS:
            return self.fields[name] / self.found if self.found else 1.0
        value: int = getattr(self, name)
        return value / self.expected if self.expected else 1.0


def own_cases() -> list[Case]:
    """The project's own behaviour cases."""
    return [json.loads(line) for line in OWN_CASES.read_text(encoding="utf-8").splitlines()]


def measure(cases: Iterable[Case], model: str = DEFAULT) -> dict[int, Tally]:
    """Read every case with the network ``model`` and compare; a tally for each capability."""
    tallies: dict[int, Tally] = defaultdict(Tally)
    for case in cases:
        tallies[case["capability"]].add(measure_case(case, headwater.read_text(case["text"], model=model).to_dict()))
    return dict(sorted(tallies.items()))


def measure_case(case: Case, reading: dict[str, Any]) -> Tally:
    """Compare one case with its reading in JSON form."""
    if reading["document"]["text"] != case["text"]:
        raise ValueError(f"{case['id']}: the reading's text differs from the case's text")
    tally = Tally()
    predicted = [({i for s in a["content"] for i in range(s["start"], s["end"])}, a) for a in reading["attributions"]]
    wanted = [_positions(case["text"], e["content"]) for e in case["expect"]]
    voices = {v["id"]: v for v in reading["voices"]}
    for expected, want in zip(case["expect"], wanted, strict=True):
        near = [a for content, a in predicted if _overlap(content, want) >= LEAST_OVERLAP]
        _compare(case["id"], expected, near, voices, tally)
    for text in case["not_expect"]:
        bad = _positions(case["text"], text)
        tally.must_not += 1
        for content, a in predicted:
            within = content <= bad or len(content & bad) > len(bad) / 2
            expected_one = any(_overlap(content, want) >= LEAST_OVERLAP for want in wanted)
            if within and not expected_one and voices[a["voice"]]["kind"] != "author":
                tally.attributed += 1
                tally.failures.append(f"{case['id']} must not be attributed: {text}")
                break
    return tally


def _compare(case: str, expected: Case, near: Sequence[Case], voices: dict[str, Case], tally: Tally) -> None:
    tally.expected += 1
    if not near:
        tally.failures.append(f"{case} not found: {expected['content']}")
        return
    tally.found += 1
    also = expected.get("also", {})
    chains = [expected["chain"], *also.get("chain", [])]
    full = [
        a
        for a in near
        if _says(voices[a["voice"]], expected["voice"]) and any(_chain_agrees(a, chain, voices) for chain in chains)
    ]
    tally.right += bool(full)
    best = (full or near)[0]
    if not full:
        through = [voices[v]["name"] for v in best["chain"]]
        tally.failures.append(
            f"{case} wrong voice or chain: {expected['content']} -> {through}, want {expected['voice']}"
        )
    label = {"kind": voices[best["voice"]]["kind"], "certainty": best["certainty"]["label"]}
    for name in FIELDS:
        value = label.get(name, best.get(name))
        if value in [expected[name], *also.get(name, [])]:
            tally.fields[name] += 1
        else:
            tally.failures.append(f"{case} {name} {value}, want {expected[name]}: {expected['content']}")


def _positions(text: str, content: str | Sequence[str]) -> set[int]:
    """The code points of a content, its pieces looked for one after the other."""
    found: set[int] = set()
    at = 0
    for piece in [content] if isinstance(content, str) else content:
        start = text.find(piece, at)
        start = text.index(piece) if start < 0 else start
        at = start + len(piece)
        found.update(range(start, at))
    return found


def _overlap(one: set[int], two: set[int]) -> float:
    return len(one & two) / max(1, len(one | two))


def _says(voice: Case, accepted: Sequence[str]) -> bool:
    words = " ".join(str(voice.get(k) or "") for k in ("name", "role", "kind")).lower()
    nameless = voice["kind"] in ("unknown", "unnamed")
    return any(a in words for a in accepted) or (nameless and not _NAMELESS.isdisjoint(accepted))


def _chain_agrees(attribution: Case, chain: Sequence[Sequence[str]], voices: dict[str, Case]) -> bool:
    outer = [v for v in attribution["chain"] if v != attribution["voice"]]
    if not chain:
        return not outer
    return all(any(_says(voices[v], accepted) for v in outer) for accepted in chain)


def as_table(cases: Sequence[Case], tallies: dict[int, Tally]) -> str:
    """The tallies as a table with a closing line."""
    names = {case["capability"]: case["name"] for case in cases}
    total = Tally()
    lines = []
    for number, t in tallies.items():
        total.add(t)
        bad = f"{t.attributed}/{t.must_not}"
        lines.append(
            [
                f"{number:2} {names[number][:48]}",
                str(t.expected),
                f"{t.share('found'):.2f}",
                f"{t.share('right'):.2f}",
                bad,
            ]
        )
    closing = ", ".join(f"{name} {total.share(name):.2f}" for name in FIELDS)
    return (
        table(["capability", "rows", "found", "right", "must not"], lines)
        + f"\nof found rows: {closing}"
        + f"\nall: found {total.share('found'):.3f} right {total.share('right'):.3f} must-not {total.attributed}/{total.must_not}"
    )


def _score_cases(data: Path, model: str, verbose: Sequence[str]) -> str:
    path = data / "cases/attribution_cases_dev.jsonl.gz"
    with tempfile.TemporaryDirectory() as folder:
        readings = Path(folder) / "readings.jsonl"
        with readings.open("w", encoding="utf-8") as file:
            for case in rows(path):
                reading = headwater.read_text(case["text"], model=model).to_dict()
                file.write(json.dumps({**reading, "case": case["id"]}) + "\n")
        return _run(data.parent / "score/cases.py", [str(path), str(readings), *verbose])


def _run(scorer: Path, arguments: Sequence[str]) -> str:
    done = subprocess.run([sys.executable, str(scorer), *arguments], check=False, capture_output=True, text=True)
    return done.stdout + done.stderr


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default=DEFAULT, choices=(FAST, ACCURATE))
    parser.add_argument("--verbose", action="store_true", help="also every row that went wrong")
    arguments = parser.parse_args()
    data = data_folder(arguments.data)
    verbose = ["-v"] if arguments.verbose else []
    print("Behaviour cases, development part")
    print(_score_cases(data, arguments.model, verbose))
    print("Hand-annotated articles")
    print(_run(data.parent / "score/voices.py", [str(data / "voices/articles_dev.jsonl.gz"), *verbose]))
    print("The project's own behaviour cases")
    cases = own_cases()
    tallies = measure(cases, arguments.model)
    if arguments.verbose:
        print("\n".join(line for tally in tallies.values() for line in tally.failures))
    print(as_table(cases, tallies))


if __name__ == "__main__":
    main()
