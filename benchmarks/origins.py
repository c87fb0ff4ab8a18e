"""How often the range of origins contains the truth, on invented worlds where it is known.

    python -m benchmarks.origins [DATA_DIR] [--worlds 200] [--seed 1]

No data are needed; DATA_DIR is taken and ignored, so that all benchmarks are called alike. The worlds are described in
``origin_worlds``; the method sees only the articles (``origin_texts``) and works out their shared passages itself. The regimes
under "held out" were never looked into while the rules were made, though their totals were printed along the way; another
``--seed`` gives worlds that nobody has seen.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

import headwater
from benchmarks.common import table
from benchmarks.origin_texts import Writer, family_of, source_of
from benchmarks.origin_worlds import Regime, World, drawn, regimes, world
from headwater.model_trace import Claim, Edge, Origins, Source
from headwater.store.names import voice_keys
from headwater.trace.claims import claims_of
from headwater.trace.flows import flow_in
from headwater.trace.origins import origins_in
from headwater.trace.reuse import reuse
from headwater.trace.scene import Scene


@dataclass
class Tally:
    """What is counted for one regime."""

    worlds: int = 0
    within: int = 0
    low_above: int = 0
    high_below: int = 0
    width: int = 0
    naive_off: int = 0
    naive_right: int = 0
    edges: Counter[str] = field(default_factory=Counter)

    def add(self, truth: int, found: Origins) -> None:
        """Count one world."""
        self.worlds += 1
        self.within += found.low <= truth <= found.high
        self.low_above += found.low > truth
        self.high_below += found.high < truth
        self.width += found.high - found.low
        self.naive_off += abs(found.outlets - truth)
        self.naive_right += found.outlets == truth

    def line(self, name: str) -> list[str]:
        """A row of the table."""
        decided = self.edges["right"] + self.edges["wrong"]
        return [
            name,
            str(self.worlds),
            f"{self.within / self.worlds:.1%}",
            f"{self.low_above / self.worlds:.1%}",
            f"{self.high_below / self.worlds:.1%}",
            f"{self.width / self.worlds:.2f}",
            f"{self.naive_right / self.worlds:.1%}",
            f"{self.naive_off / self.worlds:.2f}",
            f"{self.edges['right'] / decided:.1%}" if decided else "none",
            str(decided),
            str(self.edges["undecided"]),
            str(self.edges["unrelated"]),
        ]


HEAD = [
    "regime", "worlds", "in range", "low too high", "high too low", "width", "outlets right", "outlets off by", "direction", "decided",
    "undecided", "unrelated",
]  # fmt: skip


def as_read(source: Source, claims: Sequence[Claim]) -> tuple[Source, list[Claim]]:
    """The same article as the reader reads it, and what it makes of the sentences that hold the claims."""
    document = source.reading.document
    reading = headwater.read_text(document.text, origin=document.origin, published=document.published)
    reading = replace(reading, document=replace(reading.document, publisher=document.publisher))
    keys = voice_keys(reading.voices, source.address or document.origin)
    read = replace(source, reading=reading, voices=tuple((v.id, k) for v, k in zip(reading.voices, keys, strict=True)))
    found = [
        c
        for c in claims_of(read)
        if any(min(c.end, t.end) - max(c.start, t.start) > (t.end - t.start) / 2 for t in claims)
    ]
    return read, found


def run(made: World, random: Random, read: bool = False) -> tuple[Origins, tuple[Edge, ...], list[Claim]]:
    """Write a world's articles and trace them; ``read`` has them read by the reader first."""
    writer = Writer(made, random)
    writer.articles(made.everything)
    sources: list[Source] = []
    claims: list[Claim] = []
    for page in made.pages:
        source, said = source_of(page, writer.written[page.number], writer)
        if read:
            source, said = as_read(source, said)
        sources.append(source)
        claims += said
    scene = Scene(claims, sources, reuse(sources))
    family = family_of(claims)
    edges = flow_in(scene, family)
    return origins_in(scene, family, edges), edges, claims


def score_edges(tally: Tally, made: World, edges: Sequence[Edge], claims: Sequence[Claim]) -> None:
    """Count directions: right and wrong where one page truly descends from the other."""
    page = {c.id: int(c.document[1:]) for c in claims}
    for edge in edges:
        up, down = page[edge.upstream], page[edge.downstream]
        if edge.kind not in {"copies", "cites", "quotes"} or up == down:
            continue
        forwards, backwards = up in made.ancestors[down], down in made.ancestors[up]
        if forwards == backwards:
            tally.edges["circle" if forwards else "unrelated"] += 1
        elif not edge.directed:
            tally.edges["undecided"] += 1
        else:
            tally.edges["right" if forwards else "wrong"] += 1


def measure(regime: Regime | None, worlds: int, seed: int, read: bool = False) -> Tally:
    """Trace so many worlds of a regime, or of a new random regime each time (None)."""
    tally = Tally()
    for number in range(worlds):
        random = Random(f"{regime.name if regime else 'drawn'} {seed} {number}")
        made = world(regime or drawn(random), random)
        found, edges, claims = run(made, random, read)
        tally.add(made.truth, found)
        score_edges(tally, made, edges, claims)
    return tally


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", help="not needed")
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--read", type=int, default=0, metavar="N", help="also N worlds of three regimes through the reader"
    )
    parser.add_argument("--tuned", action="store_true", help="only the regimes that were tuned on")
    given = parser.parse_args()
    lines = [measure(r, given.worlds, given.seed).line(r.name) for r in regimes(held_out=False)]
    if not given.tuned:
        lines += [measure(r, given.worlds, given.seed).line(f"{r.name} (held out)") for r in regimes(held_out=True)]
        lines.append(measure(None, given.worlds, given.seed).line("drawn at random (held out)"))
    for regime in (
        (regimes(held_out=False)[0], regimes(held_out=False)[3], regimes(held_out=True)[1]) if given.read else ()
    ):
        lines.append(measure(regime, given.read, given.seed, read=True).line(f"{regime.name}, read by the reader"))
    print(table(HEAD, lines))


if __name__ == "__main__":
    main()
