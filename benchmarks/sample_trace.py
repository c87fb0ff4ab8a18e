"""The whole path on the bundled sample: its pages read, traced, and compared with what is known because it was invented.

``python -m benchmarks.sample_trace [--case FILE] [--misses]`` (no data needed). ``--case`` takes a case of the sample that was read
before. A report is *held* when the claim that covers most of its words is in the family that holds most reports of its thing.
``sample/truth.json`` also lists words that merely show who was the source ("Petra Wynn spoke to the agency"); no family can hold all.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.common import table
from headwater import sample
from headwater.adding import add
from headwater.pipeline import Settings
from headwater.store.case import Case
from headwater.store.traced_pages import FamilyPage, family_page, questions
from headwater.tracing import trace

Truth = dict[str, Any]
COVERED = 0.5
"""Part of a report's words, or of the claim's, that must be the other's too."""


_VERSIONS = """
SELECT a.key, b.key, c.matters FROM changes c JOIN documents a ON a.id = c.before_id JOIN documents b ON b.id = c.after_id"""


@dataclass(frozen=True)
class Found:
    """What tracing made of the sample: texts by file, each claim with its place and family, pages of families, drifts."""

    texts: dict[str, str]
    claims: dict[str, list[tuple[int, int, str]]]
    family: dict[str, str]
    pages: dict[str, FamilyPage]
    files: dict[str, str]
    versions: dict[tuple[str, str], int]


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", type=Path, help="a case of the sample, read before; it is left as it is")
    parser.add_argument("--misses", action="store_true", help="list what was not found")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.headwater"
        if given.case:
            shutil.copy(given.case, path)
        with Case.open(path) if given.case else Case.create(path) as case:
            if not given.case:
                list(add(case, [str(file) for file in sample.files()], Settings()))
            trace(case)
            report(_found(case), sample.truth(), given.misses)


def report(found: Found, truth: Truth, misses: bool) -> None:
    """Print the tables."""
    lines, pairs, missed = [], [], []
    for claim in truth["claims"]:
        line, pair, left = claim_line(found, claim)
        lines.append(line)
        pairs.append(pair)
        missed += [f"{claim['id']}: {quote}" for quote in left]
    held, listed = sum(a for a, _ in pairs), sum(b for _, b in pairs)
    head = ("claim", "reports held", "others", "outlets", "origins", "fair", "in it", "contested by")
    print(table(head, lines))
    print(f"{held} of {listed} asserting reports held; {len(found.family)} claims in {len(found.pages)} families")
    for name, (got, wanted, left) in {
        "numbers": numbers(found, truth),
        "edges": edges(found, truth),
        "drift": drift(found, truth),
        "versions": versions(found, truth),
    }.items():
        print(f"{name}: {got} of {wanted}")
        missed += [f"{name}: {words}" for words in left]
    print(f"families without an origin: {sum(p.line.high == 0 for p in found.pages.values())}")
    if misses:
        print("\n".join(["", "not found", *missed]))


def claim_line(found: Found, claim: Truth) -> tuple[list[str], tuple[int, int], list[str]]:
    """One row of the table, the counts of held and listed reports, and the words of those not held."""
    asserted = [r for r in claim["reports"] if r["stance"] == "asserts"]
    placed = [(r, covering(found, r["file"], r["quote"])) for r in asserted]
    homes = Counter(found.family[c] for _, c in placed if c)
    if not homes:
        return [claim["id"], f"0/{len(asserted)}", *["-"] * 6], (0, len(asserted)), [r["quote"] for r in asserted]
    page = found.pages[homes.most_common(1)[0][0]]
    left = [f"{r['file'][:2]} {r['quote']}" for r, c in placed if not c or found.family[c] != page.line.key]
    known = {c for r in claim["reports"] if (c := covering(found, r["file"], r["quote"]))}
    others = sum(m.claim not in known for m in page.members)
    low, high = claim["fair_range"]
    fits = page.line.low <= claim["independent_origins"] <= page.line.high
    against = {
        found.family[c]
        for r in claim["reports"]
        if r["stance"] == "denies" and (c := covering(found, r["file"], r["quote"]))
    }
    rivals = _rivals(page)
    shown = f"{len(against & rivals)}/{len(against)}" if against else "-"
    held = len(asserted) - len(left)
    row = [
        claim["id"],
        f"{held}/{len(asserted)}",
        str(others),
        str(page.line.outlets),
        f"{page.line.low}–{page.line.high}",
    ]
    return [*row, f"{low}–{high}", "yes" if fits else "no", shown], (held, len(asserted)), left


def covering(found: Found, file: str, quote: str) -> str | None:
    """The claim of a document that shares most with a quotation, if it shares half of either."""
    start = found.texts[file].find(quote)
    if start < 0:
        return None
    end = start + len(quote)
    best, most = None, 0.0
    for a, b, key in found.claims[file]:
        shared = min(b, end) - max(a, start)
        if shared >= COVERED * min(b - a, end - start) and shared / (max(b, end) - min(a, start)) > most:
            best, most = key, shared / (max(b, end) - min(a, start))
    return best


Score = tuple[int, int, list[str]]


def numbers(found: Found, truth: Truth) -> Score:
    """Pairs of figures of one question: alike ones in one family, others in rival families of one question."""
    got, wanted, left = 0, 0, []
    for question in truth["numbers"]:
        values = [(v, covering(found, v["file"], v["quote"])) for v in question["values"]]
        for (v, a), (w, b) in combinations(values, 2):
            wanted += 1
            same = (v["value"], v["modifier"] == "more than") == (w["value"], w["modifier"] == "more than")
            if a and b and _as_wanted(found, found.family[a], found.family[b], same):
                got += 1
            else:
                left.append(f"{question['question']}: {v['quote']} ({v['file'][:2]}), {w['quote']} ({w['file'][:2]})")
    return got, wanted, left


def _as_wanted(found: Found, one: str, two: str, same: bool) -> bool:
    rivals = _rivals(found.pages[one])
    return one == two if same else two in rivals


def edges(found: Found, truth: Truth) -> Score:
    """Steps between documents that some family's flow has, of whatever kind; each capture stands for its page."""
    seen = set()
    for page in found.pages.values():
        of = {m.claim: found.files[m.document] for m in page.members}
        seen |= {frozenset((of[e.upstream], of[e.downstream])) for e in page.edges}
    left = [f"{e['from']} {e['type']} {e['to']}" for e in truth["flow"] if frozenset((e["from"], e["to"])) not in seen]
    return len(truth["flow"]) - len(left), len(truth["flow"]), left


def drift(found: Found, truth: Truth) -> Score:
    """Losses and changes between two documents, by kind."""
    seen = set()
    for page in found.pages.values():
        for d in page.drifts:
            seen.add((found.files[_document(d.upstream)], found.files[_document(d.downstream)], d.kind))
    left = [
        f"{d['from'][:2]} → {d['to'][:2]} {d['kind']}: {d['after']}"
        for d in truth["drift"]
        if (d["from"], d["to"], d["kind"]) not in seen
    ]
    return len(truth["drift"]) - len(left), len(truth["drift"]), left


def versions(found: Found, truth: Truth) -> Score:
    """Comparisons of captures that found at least as many things changed that matter: one sentence may change in several."""
    left = []
    for pair in truth["versions"]:
        least = sum(c["matters"] for c in pair["changes"])
        if found.versions.get((pair["earlier"], pair["later"]), 0) < least:
            left.append(f"{pair['earlier']} → {pair['later']}: fewer than {least}")
    return len(truth["versions"]) - len(left), len(truth["versions"]), left


def _rivals(page: FamilyPage) -> set[str]:
    return {f.key for f in page.question.families} - {page.line.key}


def _document(claim: str) -> str:
    return claim.partition(".")[0]


def _found(case: Case) -> Found:
    with case.reading() as connection:
        rows = connection.exec_driver_sql("SELECT key, origin, text FROM documents").fetchall()
        files = {row[0]: Path(row[1]).name for row in rows}
        texts = {files[row[0]]: row[2] for row in rows}
        keys = [f.key for q in questions(connection) for f in q.families]
        pages = {key: page for key in keys if (page := family_page(connection, key))}
        counted = connection.exec_driver_sql(_VERSIONS).fetchall()
    claims: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    family = {}
    for key, page in pages.items():
        for member in page.members:
            claims[files[member.document]].append((member.start, member.end, member.claim))
            family[member.claim] = key
    matters: Counter[tuple[str, str]] = Counter()
    for a, b, listed in counted:
        matters[files[a], files[b]] += len(set(json.loads(listed)) - {"wording"})
    return Found(texts, claims, family, pages, files, matters)


if __name__ == "__main__":
    main()
