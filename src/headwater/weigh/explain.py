"""What a standing rests on, in plain sentences. They say who leads on what was put in, and never what is true."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from headwater.weigh.bayes import Waterfall
from headwater.weigh.information import Question
from headwater.weigh.matrix import Matrix
from headwater.weigh.rests_on import RestsOn
from headwater.weigh.robustness import SmallestSet
from headwater.weigh.words import word_for

LISTED = 3
"""How many of a kind a sentence names before it says how many more there are."""


def explain(rests: RestsOn) -> tuple[str, ...]:
    """The sentences, the standing first, then what carries it, what would change it, and what is not known."""
    parts = (_standing, _band, _carries, _smallest, _loss, _voice, _ach, _unjudged, _silent, _missing, _question)
    return tuple(sentence for part in parts if (sentence := part(rests)))


def _standing(rests: RestsOn) -> str:
    result = rests.standings
    first = result.leader
    if first is None:
        low, high = result.low.leader, result.high.leader
        if low == high:
            return "On these ratings and grades, no explanation leads."
        return (
            f"On these ratings and grades, who leads depends on how many origins are counted: {_who(rests, high)} if "
            f"all are apart, {_who(rests, low)} if those that may be one are merged."
        )
    low_p, high_p = result.low.of(first), result.high.of(first)
    lead = f"On these ratings and grades, {_name(rests.matrix, first)} leads"
    if abs(low_p - high_p) < 0.0005:
        return f"{lead}: {word_for(high_p)}, at {_percent(high_p)}."
    words = word_for(low_p) if word_for(low_p) == word_for(high_p) else f"{word_for(low_p)} to {word_for(high_p)}"
    return (
        f"{lead}: {words}, at {_percent(high_p)} if all origins are apart and {_percent(low_p)} if those that may be "
        "one are merged."
    )


def _band(rests: RestsOn) -> str:
    first = rests.standings.leader
    if first is None:
        return ""
    index = [h.id for h in rests.matrix.hypotheses].index(first)
    both = [rests.bands["low"][index], rests.bands["high"][index]]
    low, high, leads = min(b.low for b in both), max(b.high for b in both), min(b.leads for b in both)
    return (
        f"With ratings and grades moved within their ranges, nine draws in ten put it between {_percent(low)} and "
        f"{_percent(high)}; it leads in {_percent(leads)} of the draws."
    )


def _carries(rests: RestsOn) -> str:
    weighing = rests.standings.high
    if rests.standings.leader is None or len(weighing.ranking) < 2:
        return ""
    fall = weighing.log_odds(*weighing.ranking[:2])
    against = _name(rests.matrix, fall.second)
    speaking = sorted((t for t in fall.terms if t[1] > 0.01), key=lambda t: (-t[1], t[0]))
    opposed = sorted((t for t in fall.terms if t[1] < -0.01), key=lambda t: (t[1], t[0]))
    text = f"Against {against}, which stands next, "
    if speaking:
        text += f"it is carried by {_terms(speaking)}"
    else:
        text += "it is carried by its prior and by nothing reported" if fall.prior > 0 else "no item carries it"
    return text + (f"; {_terms(opposed)} speak{'s' if len(opposed) == 1 else ''} the other way." if opposed else ".")


def _terms(terms: Sequence[tuple[str, float]]) -> str:
    return _list([f"{name} ({_times(value)})" for name, value in terms])


def _times(value: float) -> str:
    if math.isinf(value):
        return "leaves only one of them possible"
    return f"odds × {math.exp(min(abs(value), 700.0)):.3g}"


def _smallest(rests: RestsOn) -> str:
    low, high = rests.smallest["low"], rests.smallest["high"]
    if high is None or low is None:
        return ""
    if not high.origins and not low.origins:
        return "No loss of origins would put another explanation first."
    if low.origins == high.origins:
        said = _losing(rests.matrix, high)
        return f"{said[:1].upper()}{said[1:]}."
    apart, merged = _losing(rests.matrix, high), _losing(rests.matrix, low)
    return f"With all origins apart: {apart}. With those that may be one merged: {merged}."


def _losing(matrix: Matrix, small: SmallestSet) -> str:
    if not small.origins:
        return "no loss of origins would put another explanation first"
    then = f"{_name(matrix, small.leader)} would lead" if small.leader else "no explanation would lead"
    size = len(small.origins)
    count = "one origin" if size == 1 else f"{size} origins"
    sure = "" if small.proven else " (the smallest set found; a smaller one may exist)"
    return f"without {count}, {_list(small.origins)}, {then}{sure}"


def _loss(rests: RestsOn) -> str:
    return _most(rests, "item", "The item that moves most if dropped is")


def _voice(rests: RestsOn) -> str:
    return _most(rests, "voice", "The voice that moves most if left out is")


def _most(rests: RestsOn, kind: str, opening: str) -> str:
    found = next((loss for loss in rests.losses["high"] if loss.kind == kind and loss.size >= 0.005), None)
    if found is None:
        return ""
    points = f"{found.size * 100:.0f} percentage points" if found.size >= 0.015 else "1 percentage point"
    changed = ""
    if found.leader != rests.standings.high.leader:
        changed = f", and {_name(rests.matrix, found.leader)} would lead" if found.leader else ", and nobody would lead"
    return f"{opening} {found.id}: {points} would change hands{changed}."


def _ach(rests: RestsOn) -> str:
    best = max(score.inconsistency for score in rests.ach)
    ahead = [score.hypothesis for score in rests.ach if score.inconsistency == best and not score.unrated]
    if not ahead or rests.standings.leader is None or rests.standings.leader in ahead:
        return ""
    names = _list([_name(rests.matrix, h) for h in ahead])
    return f"By weighted inconsistency, which knows neither priors nor origins, {names} would stand first instead."


def _unjudged(rests: RestsOn) -> str:
    total = len({o.id for item in rests.matrix.items for o in item.origins})
    if not rests.unjudged:
        return ""
    verb = "has" if len(rests.unjudged) == 1 else "have"
    count = f"{len(rests.unjudged)} of {total} origins {verb} no grade"
    return f"{count}, which is not the same as a low one: {_list(rests.unjudged)}."


def _silent(rests: RestsOn) -> str:
    if not rests.undiscriminating:
        return ""
    verb = "tells" if len(rests.undiscriminating) == 1 else "tell"
    return f"{_list(rests.undiscriminating)} {verb} no two explanations apart."


def _missing(rests: RestsOn) -> str:
    if not rests.missing:
        return ""
    named = [f"{m.item} ({word_for(m.probability)} under {_name(rests.matrix, m.hypothesis)})" for m in rests.missing]
    return f"Expected but not reported: {_list(named)}."


def _question(rests: RestsOn) -> str:
    best = next((q for q in rests.questions if q.movement >= 0.005), None)
    if best is None:
        return ""
    points = f"{best.movement * 100:.0f} percentage points"
    return f"The answer that would move most is {_asked(rests.matrix, best)}: about {points}."


def _asked(matrix: Matrix, question: Question) -> str:
    if question.kind == "grade":
        return f"a grade for {question.voice}"
    if question.kind == "report":
        return f"whether {question.item} is reported"
    return f"how probable {question.item} is under {_name(matrix, question.hypothesis or '')}"


def _who(rests: RestsOn, hypothesis: str | None) -> str:
    return _name(rests.matrix, hypothesis) if hypothesis else "nobody"


def _name(matrix: Matrix, hypothesis: str) -> str:
    return f"“{matrix.text_of(hypothesis)}”"


def _percent(value: float) -> str:
    if 0 < value < 0.01:
        return "under 1%"
    return "over 99%" if 0.99 < value < 1 else f"{value:.0%}"


def _list(names: Iterable[str]) -> str:
    named = list(names)
    if len(named) > LISTED:
        named = [*named[:LISTED], f"{len(named) - LISTED} more"]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def waterfall_lines(fall: Waterfall) -> tuple[str, ...]:
    """Prior, terms and total of a waterfall, one a line, in natural log-odds."""
    rows = [("prior", fall.prior), *fall.terms, ("total", fall.total)]
    return tuple(f"{name}: {value:+.4f}" for name, value in rows)
