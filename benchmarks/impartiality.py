"""Does it matter who is named? Articles are read twice, before and after their parties change places.

Run as ``python -m benchmarks.impartiality DATA_DIR [--limit N] [--show N] [--swap NAME]``. For every kind of swap the table gives the share of
attributions, of either reading, that agree in each respect once offsets are carried over. The aim is 99.5 % in all.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import headwater
from benchmarks.common import data_folder, rows, table
from benchmarks.swaps import HARD_SWAPS, SWAPS, Swapped, persons_of
from headwater.model import Attribution, Reading
from headwater.read.tagging.encoding import Window
from headwater.read.tagging.tagger import TaggedWindow, Tagger

AIM = 0.995
ASPECTS = ("spans", "structure", "form", "stance", "certainty", "basis", "kind", "voice")

Carry = Callable[[int, int], tuple[int, int]]
Key = tuple[tuple[int, int], ...]


def articles(folder: Path) -> list[tuple[str, str | None]]:
    """Text and publisher of every article, each text once, ordered so that a limit takes from both sets."""
    seen: dict[str, str | None] = {}
    for row in rows(folder / "attribution" / "polnear_dev.jsonl.gz"):
        seen.setdefault(row["text"], row["publisher"])
    for row in rows(folder / "events" / "three_outlets_dev.jsonl.gz"):
        seen.setdefault(row["text"], row.get("outlet") or row.get("publisher"))
    found = list(seen.items())
    random.Random(0).shuffle(found)
    return found


def same(start: int, end: int) -> tuple[int, int]:
    """Offsets as they are."""
    return start, end


def facts(reading: Reading, carry: Carry) -> dict[Key, dict[str, object]]:
    """What a reading says about each attribution, by its content and cue, in offsets carried by ``carry``."""
    keys = {a.id: _key(a, carry) for a in reading.attributions}
    first: dict[str, Key] = {}
    for a in reading.attributions:
        first.setdefault(a.voice, keys[a.id])
    kinds = {voice.id: (voice.kind, voice.named) for voice in reading.voices}
    return {
        keys[a.id]: {
            "spans": carry(a.source.start, a.source.end) if a.source else None,
            "structure": (keys[a.parent] if a.parent else None, len(a.chain)),
            "form": a.form,
            "stance": a.stance,
            "certainty": (a.certainty.label, a.certainty.low, a.certainty.high),
            "basis": a.basis,
            "kind": [kinds[v] for v in a.chain],
            "voice": first[a.voice],
        }
        for a in reading.attributions
    }


def _key(a: Attribution, carry: Carry) -> Key:
    return tuple(carry(s.start, s.end) for s in (*a.content, *a.cue))


def other_facts(reading: Reading, carry: Carry) -> set[object]:
    """Own statements with their certainty, quantities, times and corrections, by place."""
    found: set[object] = set()
    for own in reading.own_statements:
        found.add(("own", carry(own.span.start, own.span.end), own.certainty.label, own.certainty.low))
    for quantity in reading.quantities:
        found.add(("quantity", carry(quantity.span.start, quantity.span.end), quantity.value))
    for time in reading.times:
        found.add(("time", carry(time.span.start, time.span.end), time.value))
    for correction in reading.corrections:
        found.add(("correction", carry(correction.span.start, correction.span.end), correction.kind))
    return found


@dataclass
class Tally:
    """Counts for one kind of swap."""

    articles: int = 0
    pairs: int = 0
    replaced: int = 0
    agree: Counter[str] = field(default_factory=Counter)
    others: int = 0
    others_agree: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, before: Reading, after: Reading, swapped: Swapped) -> None:
        """Compare two readings."""
        self.articles += 1
        self.replaced += len(swapped.replacements)
        one, two = facts(before, swapped.range), facts(after, same)
        for key in {**one, **two}:
            self.pairs += 1
            a, b = one.get(key), two.get(key)
            wrong = [x for x in ASPECTS if a is None or b is None or a[x] != b[x]]
            self.agree.update(x for x in ASPECTS if x not in wrong)
            self.agree["all"] += not wrong
            if wrong:
                self.examples.append(_example(after, key, wrong, a, b))
        old, new = other_facts(before, swapped.range), other_facts(after, same)
        self.others += len(old | new)
        self.others_agree += len(old & new)
        self.examples += [f"  other: {'-' if x in old else '+'} {x}" for x in sorted(old ^ new, key=str)]

    def line(self, name: str) -> list[str]:
        """The row of the table."""
        shares = [_percent(self.agree[x], self.pairs) for x in ("all", *ASPECTS)]
        return [
            name,
            str(self.articles),
            str(self.replaced),
            str(self.pairs),
            *shares,
            _percent(self.others_agree, self.others),
        ]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "-"


def _example(
    reading: Reading, key: Key, wrong: list[str], a: dict[str, object] | None, b: dict[str, object] | None
) -> str:
    text = reading.document.text
    low, high = min(s for s, _ in key), max(e for _, e in key)
    words = " ".join(text[max(0, low - 60) : high + 60].split())
    if a is None or b is None:
        return f"  {'only after' if a is None else 'only before'}: {words[:260]}"
    return f"  {', '.join(f'{x}: {a[x]} -> {b[x]}' for x in wrong)}: {words[:260]}"


@contextmanager
def remembering() -> Iterator[dict[object, TaggedWindow]]:
    """Give the same answer to the same input without running the network again: it is a function, and the slow part."""
    known: dict[object, TaggedWindow] = {}
    run = Tagger.tag_windows

    def tag_windows(self: Tagger, windows: Sequence[Window]) -> list[TaggedWindow]:
        keys = [(tuple(w.pieces), tuple(w.features)) for w in windows]
        missing = [i for i, key in enumerate(keys) if key not in known]
        for i, answer in zip(missing, run(self, [windows[i] for i in missing]), strict=True):
            known[keys[i]] = answer
        return [replace(known[key], window=window) for key, window in zip(keys, windows, strict=True)]

    Tagger.tag_windows = tag_windows  # type: ignore[method-assign]
    try:
        yield known
    finally:
        Tagger.tag_windows = run  # type: ignore[method-assign]


def measure(found: list[tuple[str, str | None]], kinds: list[str]) -> Iterator[tuple[str, Tally]]:
    """Tallies by kind of swap."""
    tallies = {kind: Tally() for kind in kinds}
    with remembering() as known:
        for number, article in enumerate(found):
            known.clear()
            _measure_one(number, *article, tallies)
    yield from tallies.items()


def _measure_one(number: int, text: str, publisher: str | None, tallies: dict[str, Tally]) -> None:
    before = headwater.read_text(text, publisher=publisher)
    persons = persons_of((v.name, len(v.mentions)) for v in before.voices if v.kind == "person" and v.named)
    for kind, tally in tallies.items():
        swap = SWAPS.get(kind) or HARD_SWAPS[kind]
        swapped = swap(before.document.text, persons, random.Random(f"{kind} {number}"))
        if not swapped.replacements:
            continue
        after = headwater.read_text(swapped.text, publisher=publisher)
        if after.document.text == swapped.text:
            tally.add(before, after, swapped)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="read only so many articles")
    parser.add_argument("--show", type=int, default=0, help="print so many disagreements of each kind")
    parser.add_argument("--swap", action="append", choices=[*SWAPS, *HARD_SWAPS], help="only this kind of swap")
    options = parser.parse_args()
    found = articles(data_folder(options.data))[: options.limit]
    results = dict(measure(found, options.swap or [*SWAPS, *HARD_SWAPS]))
    for kind, tally in results.items():
        for example in tally.examples[: options.show]:
            print(f"{kind}:{example}")
    head = ["swap", "articles", "replaced", "attributions", "all", *ASPECTS, "the rest"]
    print(f"{len(found)} articles; percent of attributions that agree; aim {100 * AIM:.1f}")
    print(table(head, [tally.line(kind) for kind, tally in results.items()]))
    counted = [tally for kind, tally in results.items() if kind in SWAPS]
    agree, pairs = sum(t.agree["all"] for t in counted), sum(t.pairs for t in counted)
    spans, kinds = (sum(t.agree[x] for t in counted) for x in ("spans", "kind"))
    print(
        f"all swaps but names like words: {_percent(agree, pairs)} agree in everything, {_percent(spans, pairs)} in spans, {_percent(kinds, pairs)} in kind"
    )


__all__ = ["main", "measure"]

if __name__ == "__main__":
    main()
