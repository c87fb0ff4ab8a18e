"""The pages about weighing: the matrices of the case, and each with its standings and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.routing import BaseRoute

from headwater import weighing as joined
from headwater.errors import HeadwaterError
from headwater.settled import scores
from headwater.show.phrases import count, day, one_line, shorten
from headwater.show.workbench import weighing_charts as charts
from headwater.show.workbench.desk import Desk, NotFound, address, view
from headwater.store.weighed import FamilyEvidence, MatrixParts
from headwater.weigh.asof import Step, as_of, dates, replay, undated
from headwater.weigh.checks import Problem, problems
from headwater.weigh.explain import explain
from headwater.weigh.matrix import Item, Matrix
from headwater.weigh.matrix_json import matrix_to_json
from headwater.weigh.pooling import Pool, pool
from headwater.weigh.rests_on import RestsOn, rests_on
from headwater.weigh.words import word_for

SHORT = 90
MOST_LOSSES = 12
TELLING = 1.2
"""How many times more or less probable than on average an item must be to speak for or against an explanation."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A matrix in the list."""

    title: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class Matrices:
    """The list of matrices, with a form to begin one."""

    title: str
    rows: Sequence[Listed]


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


@dataclass(frozen=True, slots=True)
class Lost:
    """What would change without something."""

    what: str
    moved: str
    leader: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the replay and what happened on it."""

    day: str
    href: str
    leader: str
    news: str


@dataclass(frozen=True, slots=True)
class Together:
    """Several analysts: each one's leader, how far they agree, where they differ most."""

    analysts: Sequence[tuple[str, str, str]]
    agreement: str
    pooled: str
    differ: Sequence[str]


@dataclass(frozen=True, slots=True)
class Scored:
    """How a voice, a hedge or an analyst did, now that the truth is known."""

    what: str
    name: str
    reports: str
    right: str
    log_score: str
    brier: str
    suggested: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """The page of a matrix. ``rows`` is empty while it can't be weighed; ``problems`` then say why."""

    title: str
    id: str
    analyst: str
    analysts: Sequence[tuple[str, str, bool]]
    mine: bool
    problems: Sequence[str]
    notices: Sequence[str]
    rows: Sequence[Row]
    columns: Sequence[Column]
    hypotheses: Sequence[tuple[str, str]]
    said: Sequence[str]
    prompts: Sequence[str]
    fall: charts.Fall | None
    fall_about: str
    losses: Sequence[Lost]
    days: Sequence[Day]
    history: charts.History | None
    as_of: str
    day_number: int
    together: Together | None
    assumptions: Sequence[str]
    outcome: str
    records: Sequence[Scored]
    families: Sequence[tuple[str, str]]


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of these pages."""
    return [
        view(desk, "/weigh", "weigh_list.html.j2", matrices),
        view(desk, "/weigh/{name}", "weigh.html.j2", weighed),
    ]


def page_of(matrix: str) -> str:
    """The address of a matrix."""
    return f"/weigh/{quote(matrix, safe='')}"


def matrices(desk: Desk, request: Request) -> Matrices:
    """All matrices of the case."""
    return Matrices("Weighing", [_listed(parts) for parts in joined.case_matrices(desk.case)])


def _listed(parts: MatrixParts) -> Listed:
    about = f"{count(len(parts.hypotheses), 'explanation')}, {count(len(parts.items), 'item')} of evidence"
    by = f", rated by {', '.join(parts.ratings)}" if parts.ratings else ", not rated yet"
    return Listed(one_line(parts.title), page_of(parts.id), about + one_line(by))


def weighed(desk: Desk, request: Request) -> Weighed:
    """The page of one matrix. Raises NotFound."""
    name = request.path_params["name"]
    known = {parts.id: parts for parts in joined.case_matrices(desk.case)}
    if name not in known:
        raise NotFound("There is no such matrix in this case.")
    asked = request.query_params.get("analyst", "")
    parts = known[name]
    analyst = asked if asked in parts.ratings else (desk.author if desk.author in parts.ratings else None)
    try:
        found = joined.case_matrix(desk.case, name, analyst)
    except HeadwaterError as error:
        return _unweighed(parts, desk, [str(error)], None)
    fatal = [str(p) for p in problems(found.matrix) if p.fatal]
    if fatal:
        return _unweighed(parts, desk, fatal, found)
    days = dates(found.matrix)
    at, number = _when(request, days)
    matrix = as_of(found.matrix, at) if at else found.matrix
    try:
        return _page(desk, found, matrix, _rests_on(matrix), days, at, number)
    except HeadwaterError as error:
        return _unweighed(parts, desk, [str(error)], found)


KEPT = 32
"""Weighings kept in memory, so that only a change is worked out again."""

_kept: dict[str, RestsOn] = {}


def _rests_on(matrix: Matrix) -> RestsOn:
    """What a matrix rests on; the same matrix is weighed once."""
    key = matrix_to_json(matrix)
    found = _kept.get(key)
    if found is None:
        found = rests_on(matrix)
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = found
    return found


def _when(request: Request, days: Sequence[str]) -> tuple[str, int]:
    """The day asked for, and its number; the newest stands for now."""
    asked = request.query_params.get("day", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else len(days)
    if request.query_params.get("as-of", "") in days:
        number = days.index(request.query_params["as-of"])
    return (days[number], number) if number < len(days) else ("", len(days))


def _unweighed(parts: MatrixParts, desk: Desk, why: Sequence[str], found: joined.CaseMatrix | None) -> Weighed:
    """A matrix that can't be weighed yet: everything that can be filled in, and what is missing."""
    matrix = found.matrix if found else None
    columns = [_column(item, matrix, found, {}, {}, {}) for item in matrix.items] if matrix and found else []
    hypotheses = [(h.id, one_line(h.text)) for h in matrix.hypotheses] if matrix else []
    nothing: tuple[str, ...] = ()
    return Weighed(
        title=one_line(parts.title), id=parts.id, analyst=one_line(desk.author), analysts=(), mine=True,
        problems=[one_line(w) for w in why], notices=nothing, rows=(), columns=columns, hypotheses=hypotheses,
        said=nothing, prompts=nothing, fall=None, fall_about="", losses=(), days=(), history=None, as_of="",
        day_number=0, together=None, assumptions=nothing, outcome="", records=(), families=_families(desk),
    )  # fmt: skip


def _page(
    desk: Desk, found: joined.CaseMatrix, matrix: Matrix, rests: RestsOn, days: Sequence[str], at: str, number: int
) -> Weighed:
    here = page_of(found.parts.id)
    names = {
        item.id: f"{item.id}: {shorten(one_line(item.text), 26)}"
        if len(item.id) < 6
        else shorten(one_line(item.id), 34)
        for item in matrix.items
    }
    fall = rests.standings.high.log_odds(*rests.standings.high.ranking[:2])
    terms = dict(fall.terms)
    diagnosticity = dict(rests.diagnosticity)
    columns = [_column(matrix.item(id_), matrix, found, rests.standings.counts, diagnosticity, terms)
               for id_, _ in rests.diagnosticity]  # fmt: skip
    steps = replay(found.matrix) if len(days) <= 60 else ()
    who = found.analyst or ""
    return Weighed(
        title=one_line(found.parts.title),
        id=found.parts.id,
        analyst=one_line(who or desk.author),
        analysts=[(one_line(a), address(here, analyst=a), a == who) for a in found.analysts],
        mine=who in ("", desk.author),
        problems=(),
        notices=[one_line(n) for n in (*found.notices, *_of_date(found.matrix, at), *_plain(rests.standings.notices))],
        rows=_rows(rests),
        columns=columns,
        hypotheses=[(h.id, one_line(h.text)) for h in matrix.hypotheses],
        said=[one_line(s) for s in explain(rests)],
        prompts=_prompts(rests),
        fall=charts.waterfall(fall, names),
        fall_about=f"{_called(matrix, fall.first)} against {_called(matrix, fall.second)}",
        losses=_losses(rests),
        days=[_day(step, matrix, here, who, found) for step in steps],
        history=_history(steps, matrix, here, who, at or (days[-1] if days else "")) if len(steps) > 1 else None,
        as_of=at,
        day_number=number,
        together=_together(desk, found),
        assumptions=[one_line(a.text) for a in matrix.assumptions],
        outcome=_outcome(found),
        records=_records(desk, found),
        families=_families(desk),
    )


def _of_date(matrix: Matrix, at: str) -> list[str]:
    left = undated(matrix) if at else ()
    return [f"As of {day(at)}; left out for want of a date: {', '.join(left)}."] if left else []


def _plain(notices: Sequence[Problem]) -> list[str]:
    return [str(n) for n in notices]


def _called(matrix: Matrix, hypothesis: str) -> str:
    return f"“{one_line(matrix.text_of(hypothesis))}”"


def _rows(rests: RestsOn) -> list[Row]:
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
                f"{high.of(id_):.0%}",
                f"{low.of(id_):.0%}",
                f"{band[0]:.0%} to {band[1]:.0%}",
                first if first == second else f"{second}; {first}",
                f"{rests.ach[n].inconsistency:.2f}",
                h.is_none,
            )
        )
    return rows


_KIND_WORDS = {"typed": "typed in", "expected": "not reported yet"}


def _column(
    item: Item,
    matrix: Matrix,
    found: joined.CaseMatrix,
    counts: dict[str, tuple[int, int]],
    diagnosticity: dict[str, float],
    terms: dict[str, float],
) -> Column:
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


def _prompts(rests: RestsOn) -> list[str]:
    """What to look for before more of the same: against the leader first."""
    matrix, high = rests.matrix, rests.standings.high
    first, second = high.ranking[:2]
    against = [i.id for i in matrix.items if lean(matrix, i.id, first) == "against"]
    name = _called(matrix, first)
    found = [
        f"If {name} were wrong, what should be seen that nobody has looked for? Add it as an item that is expected."
    ]
    if against:
        found.append(f"Against {name} speak {', '.join(against)}. Can any of them be checked at another origin?")
    else:
        found.append(f"Nothing entered speaks against {name}. Is that because nobody looked?")
    blank = [i.id for i in matrix.items if matrix.rating(i.id, first).unknown]
    if blank:
        found.append(f"Not rated under {name}: {', '.join(blank)}.")
    found.append(f"What would tell {name} from {_called(matrix, second)}, and who would know?")
    return found


def _losses(rests: RestsOn) -> list[Lost]:
    """What moves most if it is dropped. An origin that is all its voice says is named once."""
    labels = {o.id: o.voice for item in rests.matrix.items for o in item.origins}
    found: dict[tuple[str, str], Lost] = {}
    for loss in rests.losses["high"]:
        if loss.size < 0.005 or len(found) == MOST_LOSSES:
            break
        if loss.kind == "item":
            called = f"{loss.id}: {shorten(rests.matrix.item(loss.id).text, 70)}"
        else:
            called = labels.get(loss.id, loss.id)
        moved = f"{loss.size:.0%}"
        leader = rests.matrix.text_of(loss.leader) if loss.leader else "nobody"
        changes = loss.leader != rests.standings.high.leader
        found.setdefault((called, moved), Lost(one_line(called), moved, one_line(leader) if changes else ""))
    return list(found.values())


def _day(step: Step, matrix: Matrix, here: str, analyst: str, found: joined.CaseMatrix) -> Day:
    leader = step.standings.high.leader
    said = f"{_called(matrix, leader)} {step.standings.high.of(leader):.0%}" if leader else "nobody leads"
    items = sorted({item for item, _ in step.arrived})
    gone = sorted({item for item, _ in step.withdrawn})
    news = [f"new: {', '.join(items)}"] if items else []
    news += [f"withdrawn: {', '.join(gone)}"] if gone else []
    return Day(day(step.date), address(here, {"as-of": step.date}, analyst=analyst), said, "; ".join(news))


def _history(steps: Sequence[Step], matrix: Matrix, here: str, analyst: str, now: str) -> charts.History:
    shares = [step.standings.high.posterior.tolist() for step in steps]
    hrefs = [address(here, {"as-of": step.date}, analyst=analyst) for step in steps]
    names = [shorten(one_line(h.text), 42) for h in matrix.hypotheses]
    return charts.history([step.date for step in steps], shares, names, hrefs, now)


def _together(desk: Desk, found: joined.CaseMatrix) -> Together | None:
    """All analysts side by side, where there are several."""
    if len(found.analysts) < 2:
        return None
    try:
        each = joined.each_analyst(desk.case, found.parts.id)
        result: Pool = pool([one.matrix for one in each])
    except HeadwaterError:
        return None
    matrix = found.matrix
    texts = [h.text for h in matrix.hypotheses]
    rows = []
    for name, shares in zip(result.analysts, result.posteriors, strict=True):
        best = int(shares.argmax())
        rows.append((one_line(name), one_line(texts[best]), f"{shares[best]:.0%}"))
    pooled = ", ".join(f"{one_line(t)} {p:.0%}" for t, p in zip(texts, result.linear, strict=True))
    differ = [
        f"{d.item} if {_called(matrix, d.hypothesis)}: {d.lowest} {d.low:.0%}, {d.highest} {d.high:.0%}"
        for d in result.disagreements[:5]
        if d.spread > 0.1
    ]
    return Together(rows, f"{result.agreement:.0%}", pooled, [one_line(d) for d in differ])


def _outcome(found: joined.CaseMatrix) -> str:
    outcome = found.parts.outcome
    if not outcome:
        return ""
    when = f", {day(outcome['date'])}" if outcome.get("date") else ""
    return one_line(f"{_called(found.matrix, outcome['hypothesis'])}{when}")


def _records(desk: Desk, found: joined.CaseMatrix) -> list[Scored]:
    """Voices, hedges and analysts with their scores; nothing until the matrix is settled."""
    result = scores(desk.case, found)
    rows = [
        Scored(
            what,
            one_line(r.name),
            str(r.reports),
            f"{r.right} ({r.rate.low:.0%} to {r.rate.high:.0%})",
            f"{r.log_score:.2f}",
            f"{r.brier:.2f}",
            r.suggested or "",
        )
        for what, records in (("voice", result.voices), ("hedge", result.hedges))
        for r in records
    ]
    analysts = [
        Scored("analyst", one_line(a.analyst), "", "", f"{a.log_score:.2f}", f"{a.brier:.2f}", "")
        for a in result.analysts
    ]
    return [*analysts, *rows]


def _families(desk: Desk) -> list[tuple[str, str]]:
    """Families to choose from when an item is tied, the most carried first."""
    with desk.case.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT f.key, c.text, f.documents FROM families f JOIN traced_claims c ON c.id = f.head_id "
            "ORDER BY f.documents DESC, f.id LIMIT 200"
        ).all()
    return [(key, f"{shorten(one_line(words), SHORT)} ({count(number, 'document')})") for key, words, number in rows]
