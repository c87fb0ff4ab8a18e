"""A matrix as CSV, as typed in a spreadsheet: hypotheses as rows, evidence items as columns.

::

    hypothesis,prior,E1: Trucks seen,E2: Port closed
    @origins,,"Gazette=B2, officials=F6",2-3
    H1: A drill,0.5,C,II
    H2: A blockade,0.4,CC,likely
    none of these,0.1,N,?

Rows that begin with ``@`` say something about each column: ``@kind``, ``@origins``, ``@may be one``, ``@date``,
``@credibility``, ``@relevance``, ``@depends on``, ``@family``. An item without origins was typed in. Places are rows
and columns as a spreadsheet shows them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from headwater.errors import WeighError
from headwater.weigh.fields import Notes, attempt
from headwater.weigh.matrix import (
    NONE_ID,
    NONE_TEXT,
    DependenceGroup,
    Hypothesis,
    Item,
    ItemKind,
    Level,
    Matrix,
    Merge,
    Origin,
    Report,
)
from headwater.weigh.matrix_json import KINDS, LEVELS
from headwater.weigh.ranges import Range, parse_number, parse_range
from headwater.weigh.words import Grade, Rating, parse_grade, parse_rating

_LABEL = re.compile(r"\s*([^\s:,;=+]{1,40})\s*:\s*(.*)", re.DOTALL)
_COUNT = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?(?:\s+([A-Fa-f]?[1-6]?))?")
MOST_ORIGINS = 1000
ABOUT = ("@kind", "@origins", "@may be one", "@date", "@credibility", "@relevance", "@depends on", "@family")


@dataclass(frozen=True)
class _Sheet:
    """The cells with the number of each row. ``first`` is the column of the first item."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    first: int

    def place(self, row: int, column: int) -> str:
        return f"row {row}, column {_letters(column)}"


About = dict[str, tuple[int, tuple[str, ...]]]


def matrix_from_csv(text: str, name: str = "matrix") -> Matrix:
    """Read a matrix. Raises BadMatrix with every problem at its row and column, or WeighError when it is no table."""
    notes = Notes()
    sheet = _sheet(text, name, notes)
    about = _about(sheet, notes)
    items, merges, groups = _columns(sheet, about, notes)
    hypotheses, ratings = _body(sheet, items, notes)
    notes.stop_if_any()
    return Matrix(tuple(hypotheses), tuple(items), ratings, tuple(merges), tuple(groups))


def _sheet(text: str, name: str, notes: Notes) -> _Sheet:
    text = text.removeprefix("\ufeff")
    opening = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=opening.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows = [(reader.line_num, tuple(row)) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise WeighError(
            f"{name}, line {reader.line_num}", f"is not CSV: {error}", "check the quotation marks"
        ) from None
    if not rows:
        raise WeighError(name, "is empty")
    header = rows[0][1]
    if header[0].strip().lower() not in ("hypothesis", "hypotheses"):
        advice = "hypotheses are rows and items columns; the first cell reads hypothesis"
        raise WeighError(f"{name}, row {rows[0][0]}", f"begins with {header[0]!r}", advice)
    body = [(number, _fit(number, row, len(header), notes)) for number, row in rows[1:]]
    first = 2 if len(header) > 1 and header[1].strip().lower() == "prior" else 1
    return _Sheet(header, tuple(body), first)


def _about(sheet: _Sheet, notes: Notes) -> About:
    about: About = {}
    for number, row in sheet.rows:
        label = row[0].strip().lower()
        if not label.startswith("@"):
            continue
        if label not in ABOUT:
            notes.add(f"row {number}", f"{label!r} is none of {', '.join(ABOUT)}")
        elif label in about:
            notes.add(f"row {number}", f"{label} appears again after row {about[label][0]}", "keep one of them")
        else:
            about[label] = (number, row)
    return about


def _fit(number: int, row: tuple[str, ...], width: int, notes: Notes) -> tuple[str, ...]:
    if len(row) != width:
        notes.add(
            f"row {number}", f"has {len(row)} cells, the first row has {width}", "a comma inside words needs quotes"
        )
    return (*row[:width], *("",) * (width - len(row)))


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _labelled(text: str, default: str) -> tuple[str, str]:
    match = _LABEL.fullmatch(text)
    if match and match[2].strip():
        return match[1], match[2].strip()
    return default, text.strip()


def _columns(sheet: _Sheet, about: About, notes: Notes) -> tuple[list[Item], list[Merge], list[DependenceGroup]]:
    items: list[Item] = []
    merges: list[Merge] = []
    groups: list[DependenceGroup] = []
    for column in range(sheet.first, len(sheet.header)):
        id_, text = _labelled(sheet.header[column], f"E{column - sheet.first + 1}")
        if not text:
            notes.add(sheet.place(1, column), "has no item", "name the column, or take it out")
        cells = {label: (sheet.place(n, column), row[column].strip()) for label, (n, row) in about.items()}
        items.append(_item(id_, text, cells, merges, notes))
        groups.extend(_depends(id_, cells, notes))
    return items, merges, groups


Cells = dict[str, tuple[str, str]]


def _item(id_: str, text: str, cells: Cells, merges: list[Merge], notes: Notes) -> Item:
    place, written = cells.get("@origins", ("", ""))
    origins = attempt(notes, place, lambda w: _origins(id_, w), written) or ()
    if (count := _COUNT.fullmatch(written)) and count[2] and len(origins) > int(count[1]):
        merges.append(Merge(tuple(o.id for o in origins[int(count[1]) - 1 :]), "origins counted as a range"))
    merges.extend(_merges(id_, origins, cells, notes))
    kind = _among(cells, "@kind", KINDS, notes) or ("reported" if origins else "typed")
    date = cells.get("@date", ("", ""))[1] or None
    if date and origins:
        origins = tuple(replace(o, reports=(Report(f"{o.id} report", published=date),)) for o in origins)
    return Item(
        id_,
        text,
        cast(ItemKind, kind),
        origins,
        cast("Level | None", _among(cells, "@credibility", LEVELS, notes)),
        cast("Level | None", _among(cells, "@relevance", LEVELS, notes)),
        cells.get("@family", ("", ""))[1] or None,
        None if origins else date,
    )


def _among(cells: Cells, label: str, choices: Sequence[str], notes: Notes) -> str | None:
    place, written = cells.get(label, ("", ""))
    plain = written.lower()
    plain = next((c for c in choices if label != "@kind" and plain == c[0]), plain)
    if plain and plain not in choices:
        notes.add(place, f"{written!r} is none of {', '.join(choices)}")
        return None
    return plain or None


def _origins(item: str, written: str) -> tuple[Origin, ...]:
    """``2``, ``2-3``, ``2 B2``, ``B2, C3`` or ``Gazette=B2, officials`` as origins; ``!`` marks one that denies."""
    if not written:
        return ()
    count = _COUNT.fullmatch(written)
    if count:
        low, high = int(count[1]), int(count[2] or count[1])
        if not low <= high <= MOST_ORIGINS or (low == 0 and high > 0):
            raise ValueError(f"{written!r} is not a count of origins such as 2 or 2-3, up to {MOST_ORIGINS}")
        grade = parse_grade(count[3]) if count[3] else Grade()
        return tuple(Origin(f"{item}:{n}", f"{item} origin {n}", grade) for n in range(1, high + 1))
    return tuple(_origin(item, n, part.strip()) for n, part in enumerate(re.split("[,;]", written), 1))


def _origin(item: str, number: int, written: str) -> Origin:
    denies = written.startswith("!")
    voice, equals, grade = written.removeprefix("!").rpartition("=")
    if equals:
        return Origin(f"{item}:{voice.strip()}", voice.strip(), parse_grade(grade), denies=denies)
    if re.fullmatch("[A-Fa-f][1-6]", grade):
        return Origin(f"{item}:{number}", f"{item} origin {number}", parse_grade(grade), denies=denies)
    if not grade.strip():
        raise ValueError(f"origin {number} has no name")
    return Origin(f"{item}:{grade.strip()}", grade.strip(), denies=denies)


def _merges(item: str, origins: tuple[Origin, ...], cells: Cells, notes: Notes) -> list[Merge]:
    place, written = cells.get("@may be one", ("", ""))
    known = {o.voice: o.id for o in origins} | {o.id.removeprefix(f"{item}:"): o.id for o in origins}
    found = []
    for part in filter(None, (p.strip() for p in re.split("[,;]", written))):
        names = [n.strip() for n in part.split("+")]
        unknown = [n for n in names if n not in known]
        if unknown or len(names) < 2:
            notes.add(place, f"{part!r} joins no origins of this column", "write them as Gazette+officials")
        else:
            found.append(Merge(tuple(known[n] for n in names), "marked as perhaps one"))
    return found


def _depends(item: str, cells: Cells, notes: Notes) -> list[DependenceGroup]:
    place, written = cells.get("@depends on", ("", ""))
    if not written:
        return []
    on, _, strength = written.rpartition(" ")
    range_ = attempt(notes, place, _strength, strength)
    if range_ is None or not on:
        notes.add(place, f"{written!r} does not say on which item and how strongly", "write E1 0.8")
        return []
    return [DependenceGroup(on.strip(), (item,), range_)]


def _strength(written: str) -> Range:
    range_ = parse_range(written)
    if range_ is None:
        raise ValueError(f"{written!r} is not a number from 0 to 1")
    return range_


def _body(sheet: _Sheet, items: Sequence[Item], notes: Notes) -> tuple[list[Hypothesis], dict[tuple[str, str], Rating]]:
    hypotheses: list[Hypothesis] = []
    ratings: dict[tuple[str, str], Rating] = {}
    for number, row in sheet.rows:
        if row[0].lstrip().startswith("@"):
            continue
        id_, text = _labelled(row[0], f"H{len(hypotheses) + 1}")
        if text.lower() == NONE_TEXT:
            id_, text = NONE_ID, NONE_TEXT
        if not text:
            notes.add(f"row {number}", "has ratings but no hypothesis", "name it, or take the row out")
        prior = attempt(notes, sheet.place(number, 1), _prior, row[1]) if sheet.first == 2 else None
        hypotheses.append(Hypothesis(id_, text, prior))
        for item, column in zip(items, range(sheet.first, len(row)), strict=True):
            rating = attempt(notes, sheet.place(number, column), parse_rating, row[column])
            if rating is not None:
                ratings[item.id, id_] = rating
    return hypotheses, ratings


def _prior(written: str) -> float | None:
    if not written.strip():
        return None
    value = parse_number(written)
    if value is None:
        raise ValueError(f"{written.strip()!r} is not a prior such as 0.3, 30% or 1/3")
    return value


def matrix_to_csv(matrix: Matrix) -> tuple[str, tuple[str, ...]]:
    """The matrix as CSV, and what of it the table can't hold and JSON can."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    with_priors = not matrix.even_priors
    pad = [""] if with_priors else []
    writer.writerow(["hypothesis", *(["prior"] if with_priors else []), *(f"{i.id}: {i.text}" for i in matrix.items)])
    for label in ABOUT:
        cells = [_ABOUT_OUT[label](matrix, item) for item in matrix.items]
        if any(cells):
            writer.writerow([label, *pad, *cells])
    for h in matrix.hypotheses:
        prior = [repr(h.prior)] if with_priors else []
        name = h.text if h.is_none else f"{h.id}: {h.text}"
        writer.writerow([name, *prior, *(matrix.rating(i.id, h.id).written for i in matrix.items)])
    return out.getvalue(), _left_out(matrix)


def _origins_out(_: Matrix, item: Item) -> str:
    return ", ".join(f"{'!' if o.denies else ''}{_name(o)}={o.grade}" for o in item.origins)


def _name(origin: Origin) -> str:
    return re.sub(r"[,;=+!]", " ", origin.voice).strip()


def _merges_out(matrix: Matrix, item: Item) -> str:
    names = {o.id: _name(o) for o in item.origins}
    parts = [[names[o] for o in merge.origins if o in names] for merge in matrix.merges]
    return ", ".join("+".join(part) for part in parts if len(part) > 1)


def _date_out(_: Matrix, item: Item) -> str:
    dates = sorted(r.published for o in item.origins for r in o.reports if r.published)
    return item.seen or (dates[0] if dates else "")


def _depends_out(matrix: Matrix, item: Item) -> str:
    for group in matrix.groups:
        if item.id in group.items and group.strength is not None:
            low, high = group.strength.low, group.strength.high
            return f"{group.on} {low!r}" + ("" if low == high else f"-{high!r}")
    return ""


_ABOUT_OUT: dict[str, Callable[[Matrix, Item], str]] = {
    "@kind": lambda _, item: item.kind,
    "@origins": _origins_out,
    "@may be one": _merges_out,
    "@date": _date_out,
    "@credibility": lambda _, item: item.credibility or "",
    "@relevance": lambda _, item: item.relevance or "",
    "@depends on": _depends_out,
    "@family": lambda _, item: item.family or "",
}


def _left_out(matrix: Matrix) -> tuple[str, ...]:
    origins = [o for item in matrix.items for o in item.origins]
    reports = [r for o in origins for r in o.reports]
    checks = {
        "rates given as numbers": any(o.rates for o in origins),
        "relays": any(r.relays for r in reports),
        "withdrawals": any(r.withdrawn for r in reports),
        "separate reports and their dates and outlets": any(len(o.reports) > 1 for o in origins)
        or any(r.outlet for r in reports)
        or any(len({r.published for o in i.origins for r in o.reports}) > 1 for i in matrix.items),
        "merges across items": any(
            not any({o.id for o in i.origins} >= set(m.origins) for i in matrix.items) for m in matrix.merges
        ),
        "ratings for when another item is false": any(g.otherwise for g in matrix.groups),
        "overlapping hypotheses": any(h.parts for h in matrix.hypotheses),
        "assumptions": bool(matrix.assumptions),
        "reasons": any(m.reason for m in matrix.merges) or any(g.reason for g in matrix.groups),
        "title and analyst": bool(matrix.title or matrix.analyst),
    }
    return tuple(what for what, lost in checks.items() if lost)
