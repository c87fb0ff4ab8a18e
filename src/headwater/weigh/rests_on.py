"""Everything about one matrix in one place: standings and what they rest on, as structures and as plain data."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from headwater.weigh.ach import AchScore, ach_scores, by_diagnosticity
from headwater.weigh.bands import Band, bands
from headwater.weigh.bayes import Standings, Waterfall, Weighing, standings
from headwater.weigh.information import Question, questions
from headwater.weigh.matrix import Assumption, Matrix
from headwater.weigh.origins import Count
from headwater.weigh.robustness import SmallestSet, smallest_set
from headwater.weigh.sensitivity import Loss, Missing, expected_and_missing, losses, undiscriminating
from headwater.weigh.tables import lay_out
from headwater.weigh.words import word_for

SCHEMA = "headwater.standings/1"
COUNTS: tuple[Count, ...] = ("low", "high")


@dataclass(frozen=True)
class RestsOn:
    """What a standing rests on. Mappings by count hold "low" (whatever may be one merged) and "high" (all apart)."""

    standings: Standings
    ach: tuple[AchScore, ...]
    diagnosticity: tuple[tuple[str, float], ...]
    losses: Mapping[Count, tuple[Loss, ...]]
    bands: Mapping[Count, tuple[Band, ...]]
    smallest: Mapping[Count, SmallestSet | None]
    questions: tuple[Question, ...]
    undiscriminating: tuple[str, ...]
    missing: tuple[Missing, ...]
    unjudged: tuple[str, ...]
    seed: int

    @property
    def matrix(self) -> Matrix:
        """The matrix that was weighed."""
        return self.standings.matrix


def rests_on(matrix: Matrix, seed: int = 0) -> RestsOn:
    """Weigh a matrix and everything it rests on. Raises BadMatrix or Contradiction."""
    result = standings(matrix)
    tables = lay_out(matrix)
    live = {vote.origin for votes in tables.votes for vote in votes}
    return RestsOn(
        standings=result,
        ach=ach_scores(matrix),
        diagnosticity=by_diagnosticity(matrix),
        losses={count: losses(matrix, count, tables) for count in COUNTS},
        bands=bands(matrix, seed, tables=tables),
        smallest={count: smallest_set(matrix, count, tables) for count in COUNTS},
        questions=questions(matrix, "high", tables),
        undiscriminating=undiscriminating(result),
        missing=expected_and_missing(matrix),
        unjudged=tuple(sorted({o.id for i in matrix.items for o in i.origins if not o.judged and o.id in live})),
        seed=seed,
    )


def to_dict(rests: RestsOn) -> dict[str, Any]:
    """Plain data in the form of schema ``headwater.standings/1``. Infinite log-odds are the words "inf" and "-inf"."""
    result, matrix = rests.standings, rests.matrix
    return {
        "schema": SCHEMA,
        "title": matrix.title,
        "analyst": matrix.analyst,
        "leader": result.leader,
        "hypotheses": [_hypothesis(rests, index) for index in range(len(matrix.hypotheses))],
        "items": [_item(rests, index) for index in range(len(matrix.items))],
        "log_odds": {count: [_waterfall(w) for w in waterfalls(_of(result, count))] for count in COUNTS},
        "losses": {count: [_loss(rests, loss) for loss in rests.losses[count]] for count in COUNTS},
        "smallest_set": {count: (_plain(s) if (s := rests.smallest[count]) else None) for count in COUNTS},
        "questions": [_plain(q) for q in rests.questions],
        "undiscriminating": list(rests.undiscriminating),
        "expected_and_missing": [_plain(m) for m in rests.missing],
        "unjudged_origins": list(rests.unjudged),
        "assumptions": [_plain(a) for a in matrix.assumptions],
        "notices": [str(n) for n in result.notices],
        "seed": rests.seed,
    }


def _plain(value: SmallestSet | Question | Missing | Assumption) -> dict[str, Any]:
    return {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(value).items()}


def waterfalls(weighing: Weighing) -> tuple[Waterfall, ...]:
    """The first of the ranking against each of the others still possible."""
    first, *others = weighing.ranking
    return tuple(weighing.log_odds(first, other) for other in others if weighing.of(other) > 0)


def _of(result: Standings, count: Count) -> Weighing:
    return result.low if count == "low" else result.high


def _hypothesis(rests: RestsOn, index: int) -> dict[str, Any]:
    result, h = rests.standings, rests.matrix.hypotheses[index]
    entry: dict[str, Any] = {"id": h.id, "text": h.text, "parts": list(h.parts), "prior": rests.matrix.priors[index]}
    for count in COUNTS:
        band, value = rests.bands[count][index], _of(result, count).of(h.id)
        entry[count] = {
            "posterior": value,
            "words": word_for(value),
            "band": [band.low, band.high],
            "leads": band.leads,
        }
        entry[count]["with_overlap"] = result.overlapping(count)[h.id]
    entry["inconsistency"] = rests.ach[index].inconsistency
    entry["unrated_cells"] = rests.ach[index].unrated
    return entry


def _item(rests: RestsOn, index: int) -> dict[str, Any]:
    item = rests.matrix.items[index]
    low, high = rests.standings.counts[item.id]
    return {
        "id": item.id,
        "text": item.text,
        "kind": item.kind,
        "origins": {"low": low, "high": high},
        "diagnosticity": dict(rests.diagnosticity)[item.id],
        "ratings": {h.id: rests.matrix.rating(item.id, h.id).written or None for h in rests.matrix.hypotheses},
    }


def _waterfall(fall: Waterfall) -> dict[str, Any]:
    return {
        "first": fall.first,
        "second": fall.second,
        "prior": _number(fall.prior),
        "terms": {name: _number(value) for name, value in fall.terms},
        "total": _number(fall.total),
    }


def _number(value: float) -> float | str:
    return str(value) if math.isinf(value) else value


def _loss(rests: RestsOn, loss: Loss) -> dict[str, Any]:
    change = dict(zip((h.id for h in rests.matrix.hypotheses), loss.change, strict=True))
    return {"kind": loss.kind, "id": loss.id, "size": loss.size, "change": change, "leader": loss.leader}
