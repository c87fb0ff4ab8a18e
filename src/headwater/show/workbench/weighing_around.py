"""What the page of a matrix says around it: what to look for next, what would change, day by day, who else, how it came out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater import weighing as joined
from headwater.errors import HeadwaterError
from headwater.settled import scores
from headwater.show.phrases import count, day, one_line, shorten
from headwater.show.workbench import weighing_charts as charts
from headwater.show.workbench.desk import Desk, address
from headwater.show.workbench.weighing_matrix import called, lean
from headwater.weigh.asof import Step
from headwater.weigh.matrix import Matrix
from headwater.weigh.pooling import Pool, pool
from headwater.weigh.rests_on import RestsOn

SHORT = 90
MOST_LOSSES = 12


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


def prompts(rests: RestsOn) -> list[str]:
    """What to look for before more of the same: against the leader first."""
    matrix, high = rests.matrix, rests.standings.high
    first, second = high.ranking[:2]
    against = [i.id for i in matrix.items if lean(matrix, i.id, first) == "against"]
    name = called(matrix, first)
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
    found.append(f"What would tell {name} from {called(matrix, second)}, and who would know?")
    return found


def losses(rests: RestsOn) -> list[Lost]:
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


def day_of(step: Step, matrix: Matrix, here: str, analyst: str, found: joined.CaseMatrix) -> Day:
    """A day of the replay: who led then, and what came or went."""
    leader = step.standings.high.leader
    said = f"{called(matrix, leader)} {step.standings.high.of(leader):.0%}" if leader else "nobody leads"
    items = sorted({item for item, _ in step.arrived})
    gone = sorted({item for item, _ in step.withdrawn})
    news = [f"new: {', '.join(items)}"] if items else []
    news += [f"withdrawn: {', '.join(gone)}"] if gone else []
    return Day(day(step.date), address(here, {"as-of": step.date}, analyst=analyst), said, "; ".join(news))


def history(steps: Sequence[Step], matrix: Matrix, here: str, analyst: str, now: str) -> charts.History:
    """The posteriors day by day, as a chart; ``now`` is the day shown."""
    shares = [step.standings.high.posterior.tolist() for step in steps]
    hrefs = [address(here, {"as-of": step.date}, analyst=analyst) for step in steps]
    names = [shorten(one_line(h.text), 42) for h in matrix.hypotheses]
    return charts.history([step.date for step in steps], shares, names, hrefs, now)


def together(desk: Desk, found: joined.CaseMatrix) -> Together | None:
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
        f"{d.item} if {called(matrix, d.hypothesis)}: {d.lowest} {d.low:.0%}, {d.highest} {d.high:.0%}"
        for d in result.disagreements[:5]
        if d.spread > 0.1
    ]
    return Together(rows, f"{result.agreement:.0%}", pooled, [one_line(d) for d in differ])


def outcome(found: joined.CaseMatrix) -> str:
    """What turned out to be so, in words; empty until somebody said."""
    known = found.parts.outcome
    if not known:
        return ""
    when = f", {day(known['date'])}" if known.get("date") else ""
    return one_line(f"{called(found.matrix, known['hypothesis'])}{when}")


def records(desk: Desk, found: joined.CaseMatrix) -> list[Scored]:
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


def families(desk: Desk) -> list[tuple[str, str]]:
    """Families to choose from when an item is tied, the most carried first."""
    with desk.case.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT f.key, c.text, f.documents FROM families f JOIN traced_claims c ON c.id = f.head_id "
            "ORDER BY f.documents DESC, f.id LIMIT 200"
        ).all()
    return [(key, f"{shorten(one_line(words), SHORT)} ({count(number, 'document')})") for key, words, number in rows]
