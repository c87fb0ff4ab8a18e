"""A matrix on its page: explanations as rows with their standings, evidence as columns with what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from headwater import weighing as joined
from headwater.plain_words import chance
from headwater.show.phrases import day, one_line, shorten
from headwater.show.workbench import weighing_charts as charts
from headwater.store.weighed import FamilyEvidence
from headwater.weigh.matrix import Item, Matrix
from headwater.weigh.rests_on import RestsOn
from headwater.weigh.words import word_for

TELLING = 1.2
"""How many times more or less probable than on average an item must be to speak for or against an explanation."""


@dataclass(frozen=True, slots=True)
class Row:
    """An explanation with its standing. ``words`` is the term for the two posteriors, with its range."""

    id: str
    text: str
    prior: str
    bar: charts.Bar
    high: str
    low: str
    band: str
    words: str
    ach: str
    is_none: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A rating as written, and whether the item speaks for or against the explanation; ``lean`` is empty if unknown."""

    hypothesis: str
    item: str
    written: str
    lean: str
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """A report behind an item: words that lead to the page they stand on."""

    words: str
    href: str
    where: str
    note: str


@dataclass(frozen=True, slots=True)
class Behind:
    """An origin behind an item with its reports."""

    label: str
    grade: str
    href: str
    denies: bool
    reports: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Column:
    """An item: what it is, what stands behind it, how much it tells apart, and its cells in the order of the rows."""

    id: str
    text: str
    kind: str
    origins: str
    diagnosticity: str
    term: str
    href: str
    behind: Sequence[Behind]
    merges: Sequence[str]
    cells: Sequence[Cell]


def rows(rests: RestsOn) -> list[Row]:
    """Explanations in the order of their standing, the highest first."""
    matrix, low, high = rests.matrix, rests.standings.low, rests.standings.high
    index = {h.id: n for n, h in enumerate(matrix.hypotheses)}
    rows = []
    for id_ in high.ranking:
        n, h = index[id_], matrix.hypotheses[index[id_]]
        wide = [rests.bands["low"][n], rests.bands["high"][n]]
        band = (min(b.low for b in wide), max(b.high for b in wide))
        first, second = word_for(high.of(id_)), word_for(low.of(id_))
        rows.append(
            Row(
                id_,
                one_line(h.text),
                f"{matrix.priors[n]:.0%}",
                charts.bar(high.of(id_), low.of(id_), band),
                chance(high.of(id_)),
                chance(low.of(id_)),
                f"{band[0]:.0%} to {band[1]:.0%}",
                first if first == second else f"{second}; {first}",
                f"{rests.ach[n].inconsistency:.2f}",
                h.is_none,
            )
        )
    return rows


_KIND_WORDS = {"typed": "typed in", "expected": "not reported yet"}


def column(
    item: Item,
    matrix: Matrix,
    found: joined.CaseMatrix,
    counts: dict[str, tuple[int, int]],
    diagnosticity: dict[str, float],
    terms: dict[str, float],
) -> Column:
    """An item with its origins and ratings; what is not worked out yet is left empty."""
    low, high = counts.get(item.id, (0, 0))
    origins = f"{low}" if low == high else f"{low} to {high}"
    evidence = found.behind.get(item.id)
    about = (
        f"{origins} {'origin' if origins == '1' else 'origins'}" if item.kind == "reported" else _KIND_WORDS[item.kind]
    )
    return Column(
        item.id,
        one_line(item.text),
        item.kind,
        about if item.id in counts or item.kind != "reported" else "",
        f"{diagnosticity[item.id]:.2f}" if item.id in diagnosticity else "",
        f"{terms[item.id]:+.2f}" if item.id in terms else "",
        f"/families/{quote(evidence.family, safe='')}" if evidence else "",
        _behind(evidence) if evidence else [_typed_origin(o.voice, str(o.grade), o.denies) for o in item.origins],
        [one_line(reason) for _, _, reason in evidence.maybes] if evidence else (),
        [_cell(matrix, item, h.id, one_line(h.text)) for h in matrix.hypotheses],
    )


def _cell(matrix: Matrix, item: Item, hypothesis: str, text: str) -> Cell:
    rating = matrix.rating(item.id, hypothesis)
    name = f"{shorten(one_line(item.text), 60)} if {shorten(text, 60)}"
    return Cell(hypothesis, item.id, rating.written, "" if rating.unknown else lean(matrix, item.id, hypothesis), name)


def lean(matrix: Matrix, item: str, hypothesis: str) -> str:
    """Whether an item speaks "for" or "against" an explanation: more or less probable there than on average; else "even".

    What counts is the comparison along the column: an item that is improbable under every explanation speaks against none.
    """
    given = matrix.rating(item, hypothesis).range
    column = [r.range.point for r in matrix.column(item) if r.range is not None]
    if given is None or not column:
        return "even"
    mean = sum(column) / len(column)
    return "for" if given.point > mean * TELLING else "against" if given.point * TELLING < mean else "even"


def called(matrix: Matrix, hypothesis: str) -> str:
    """An explanation in quotation marks."""
    return f"“{one_line(matrix.text_of(hypothesis))}”"


def _typed_origin(voice: str, grade: str, denies: bool) -> Behind:
    return Behind(one_line(voice), grade, "", denies, ())


def _behind(evidence: FamilyEvidence) -> list[Behind]:
    return [
        Behind(
            one_line(root.label),
            f"{root.reliability or 'F'}{min((r.credibility for r in root.reports if r.credibility), default='6')}",
            "",
            any(r.denies for r in root.reports),
            [
                Told(
                    shorten(one_line(r.words), 240),
                    f"/documents/{r.document}",
                    f"{one_line(r.outlet or 'no publisher')}, {day(r.published) if r.published else 'no date'}",
                    _note(r.relays, r.withdrawn),
                )
                for r in root.reports
            ],
        )
        for root in evidence.roots
    ]


def _note(relays: Sequence[tuple[str, str | None]], withdrawn: str | None) -> str:
    parts = [f"through {', '.join(one_line(name) for name, _ in relays)}"] if relays else []
    return "; ".join([*parts, *([f"not carried since {day(withdrawn)}"] if withdrawn else [])])
