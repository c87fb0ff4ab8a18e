"""When: time expressions with TIMEX3 types and values, each counted from the right day.

The author's "yesterday" is counted from the publication date; inside a quoted older document the same word is counted
from that document's own date if it is known, and otherwise left open. A date without a year in a history is of the
story's year, in news the nearest that fits the tense. ``Time.anchor`` says which it was: "published", "quoted",
"context", or None for a value that needs no anchor and for one that could not be resolved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headwater.model import Span, Time
from headwater.read.frame import Draft, Frame
from headwater.read.numbers import (  # noqa: F401  (importing the rules adds them to the grammar)
    clock_rules,
    day_rules,
    length_rules,
    period_rules,
    range_rules,
    relative_rules,
    set_rules,
    year_rules,
)
from headwater.read.numbers.calendar_words import classes_of, known_classes
from headwater.read.numbers.grammar import GRAMMAR
from headwater.read.numbers.holidays import HEADS, Holiday, holiday_at
from headwater.read.numbers.lengths import Away, Length, Shift
from headwater.read.numbers.lexing import cut
from headwater.read.numbers.meanings import Clock, Day, Fixed, Meaning, Now, Period, Weekday
from headwater.read.numbers.moments import Moment, parse_moment
from headwater.read.numbers.parts import Pair
from headwater.read.numbers.pieces import Pieces
from headwater.read.numbers.rules import OTHER, Node

_GRAMMAR = GRAMMAR
_GRAMMAR.compile(known_classes())
_MADE = {_GRAMMAR.letter(frozenset([name])): name for name in _GRAMMAR.made}
_HOLIDAY = _GRAMMAR.letter(frozenset(["HOLIDAY"]))
_TRIGGERS = frozenset(
    "slash anymonth weekday weekdays unit units season seasonweak part parts overnight noon today set ref year iso "
    "slashed clock am "
    "bc ad oclock decadeword q presentpast tens tens2 anyweekday zone zeroed".split()
)

FUTURE = frozenset("will 'll ’ll shall tomorrow scheduled due planned plans plan expected upcoming going".split())
_PAST = frozenset(
    "was were had did said told has have been after since killed died held began fell left took came went made saw met won lost "
    "found shot ran wrote gave broke spoke struck sent rose grew drew became brought bought caught felt fought got knew led paid "
    "sat stood taught thought understood wore drove flew hid chose froze stole swore threw woke".split()
)
_OLDER_DOCUMENT = re.compile(
    r"\b(?:report|letter|memo|memorandum|e-?mails?|filing|indictment|affidavit|complaint|article|book|diary|transcript|recording|"
    r"document|documents|lawsuit|cable|dispatch|manuscript|treaty|editorial|essay|column|notes?|journal|archive|"
    r"story|magazine|newspaper|post|posts|tweet|tweets|thread|message|messages)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression before it is resolved: pieces ``[first, after)`` and what they mean."""

    first: int
    after: int
    meaning: Meaning


def find(pieces: Pieces) -> list[Expression]:
    """Every time expression of the pieces, in order, none overlapping."""
    found: list[Expression] = []
    cache: dict[frozenset[str], str] = _GRAMMAR.letters
    begin, count = 0, len(pieces)
    sentence = pieces.sentence
    while begin < count:
        end = begin + 1
        while end < count and sentence[end] == sentence[begin]:
            end += 1
        nodes: list[Node] = []
        triggered = False
        skip = -1
        for i in range(begin, end):
            if i < skip:
                continue
            if pieces.low[i] in HEADS and (named := holiday_at(pieces.low, pieces.capital, i, end)):
                skip, triggered = named[0], True
                nodes.append(Node(_HOLIDAY, i, skip, Holiday(named[1])))
                continue
            classes = classes_of(pieces, i)
            if classes:
                triggered = triggered or not _TRIGGERS.isdisjoint(classes)
                nodes.append(Node(cache[classes], i, i + 1))
            else:
                nodes.append(Node(OTHER, i, i + 1))
        if triggered:
            for node in _GRAMMAR.run(nodes, pieces):
                if node.meaning is not None:
                    found.extend(_expressions(node))
        begin = end
    return found


def _expressions(node: Node) -> list[Expression]:
    meaning = node.meaning
    if isinstance(meaning, Pair):
        (first, last), (again, after) = meaning.ends
        return [Expression(first, last, meaning.first), Expression(again, after, meaning.last)]
    return [Expression(node.first, node.after, meaning)] if meaning is not None else []


def times(
    frame: Frame,
    published: str | None,
    drafts: Sequence[Draft] = (),
    document_dates: Mapping[int, str] | None = None,
    pieces: Pieces | None = None,
    found: Sequence[Expression] | None = None,
) -> tuple[Time, ...]:
    """The time expressions of a document in order.

    ``published`` is an ISO date or date-time. ``document_dates`` gives, by index into ``drafts``, the date of the
    document
    a draft quotes, where the caller knows it; otherwise a date in the sentence of the draft's cue serves.
    ``pieces`` and ``found`` (of ``find``) spare doing that work again.
    """
    pieces = pieces if pieces is not None else cut(frame)
    expressions = found if found is not None else find(pieces)
    anchor = parse_moment(published)
    narrative = _is_narrative(expressions, anchor)
    quoted = _quotations(frame, drafts, document_dates or {})
    results: list[Time] = []
    deferred: list[tuple[int, Expression]] = []
    focus: Moment | None = None
    said: tuple[Moment, int] | None = None  # the last date of the words themselves, and its sentence
    sentence, explicit, focused = -1, False, -1
    for found_expression in expressions:
        expression = found_expression
        start = pieces.start[expression.first]
        here = pieces.sentence[expression.first]
        if here != sentence:
            sentence, explicit = here, False
        if any(a <= start < b for a, b, _ in quoted):
            deferred.append((len(results), expression))
            results.append(_time(pieces, expression, None, None))
            continue
        lean = _lean(pieces, expression)
        now = Now(anchor, "published", focus, lean, narrative or explicit)
        expression = _ahead(pieces, expression, lean)
        if said is not None and not narrative and here - said[1] <= 1 and _counts_on(expression.meaning):
            now.focus = said[0]
        value = expression.meaning.resolve(now)
        if value and value[0] == "T" and focus is not None and focus.day and (narrative or focused == here):
            value, now.used = focus.value() + value, "context"
        results.append(_time(pieces, expression, value, now.used))
        moment = parse_moment(value) if expression.meaning.kind in ("DATE", "TIME") else None
        if moment is not None:
            said = (moment, here) if now.used is None or now.used == "published" else said
            if _leads(pieces, expression, moment, focus) and not (narrative and now.used == "published"):
                focus, focused = moment, here
            explicit = explicit or (now.used is None and anchor is not None and moment.year < anchor.year)
    for position, expression in deferred:
        results[position] = _in_quotation(frame, pieces, expression, results, quoted)
    return tuple(results)


def _counts_on(meaning: Meaning) -> bool:
    """Whether a meaning is so long before or after the date last spoken of: "two years later", "the day before"."""
    return isinstance(meaning, Away | Shift | Period) and meaning.base in ("focus", "story")


def _time(pieces: Pieces, expression: Expression, value: str | None, anchor: str | None) -> Time:
    start, end = pieces.start[expression.first], pieces.end[expression.after - 1]
    return Time(Span(start, end, pieces.text[start:end]), expression.meaning.kind, value, anchor if value else None)


def _leads(pieces: Pieces, expression: Expression, moment: Moment, focus: Moment | None) -> bool:
    """Whether a date carries the text on, so that later open dates belong to its year.

    A bare year does only near the start of its sentence or close to the year at hand: "a study of 2005" in an account
    of 1940 does not.
    """
    if focus is None or moment.month or moment.year == focus.year:
        return focus is None or bool(moment.month) or not focus.month
    first = expression.first
    early = first < 5 or pieces.sentence[first - 5] != pieces.sentence[first]
    return early or 0 < moment.year - focus.year <= 1


def _is_narrative(expressions: Sequence[Expression], anchor: Moment | None) -> bool:
    """Whether the text tells of years long past, so that open dates belong to its own time and not to today's."""
    years = [year for expression in expressions if (year := _year_of(expression.meaning)) is not None]
    near = sum(1 for expression in expressions if isinstance(expression.meaning, Weekday | Shift | Period))
    if len(years) < 5 or near * 3 > len(years):
        return False
    past = sum(1 for year in years if anchor is None or year < anchor.year)
    long_past = sum(1 for year in years if anchor is None or year <= anchor.year - 3)
    return long_past >= 0.7 * len(years) or (len(years) >= 10 and past >= 0.8 * len(years) and near * 5 <= len(years))


def _year_of(meaning: Meaning) -> int | None:
    if isinstance(meaning, Day):
        return meaning.year
    if isinstance(meaning, Fixed) and meaning.kind == "DATE":
        moment = parse_moment(meaning.value)
        return moment.year if moment else None
    return None


def _lean(pieces: Pieces, expression: Expression) -> int:
    """1 when the clause around the expression speaks of the future, -1 of the past, 0 when nothing shows it."""
    sentence = pieces.sentence[expression.first]
    for i in range(expression.first - 1, max(-1, expression.first - 13), -1):
        low = pieces.low[i]
        if pieces.sentence[i] != sentence or low in (";", ":", "“", "”", '"'):
            break
        if low in FUTURE or (low == "be" and pieces.low[max(0, i - 2) : i] in (["is", "to"], ["are", "to"])):
            return 1
        if low in _PAST or (len(low) > 4 and low.endswith("ed")):
            if i > 1 and pieces.low[i - 1] == "be":  # "will be held"
                continue
            return -1
    if pieces.low[expression.after : expression.after + 1] in (["'s"], ["’s"]):
        return -1
    for i in range(expression.after, min(len(pieces), expression.after + 9)):
        low = pieces.low[i]
        if pieces.sentence[i] != sentence or low in (";", ":", "“", "”", '"'):
            break
        if low in FUTURE:
            return 1
        if low in _PAST or (len(low) > 4 and low.endswith("ed")):
            return -1
    return 0


def _ahead(pieces: Pieces, expression: Expression, lean: int) -> Expression:
    """ "in three months" in a clause that does not speak of the past is a date, not a length of time."""
    first = expression.first
    if lean < 0 or not isinstance(expression.meaning, Length) or first == 0 or pieces.low[first - 1] != "in":
        return expression
    if pieces.low[first] in ("the", "more", "less", "over") or pieces.sentence[first - 1] != pieces.sentence[first]:
        return expression
    return Expression(first, expression.after, Away(expression.meaning, 1))


Quotation = tuple[int, int, "Moment | Draft"]


def _quotations(frame: Frame, drafts: Sequence[Draft], dates: Mapping[int, str]) -> list[Quotation]:
    """Ranges of quoted older documents, each with its date or the draft whose cue sentence may hold one."""
    quoted: list[Quotation] = []
    for index, draft in enumerate(drafts):
        moment = parse_moment(dates.get(index))
        source = frame.text[slice(*draft.source)] if draft.source else ""
        older = draft.form == "direct" and _OLDER_DOCUMENT.search(source)
        if not (draft.block or older or moment):
            continue
        quoted.extend((start, end, moment or draft) for start, end in draft.content)
    return quoted


def _in_quotation(
    frame: Frame, pieces: Pieces, expression: Expression, known: Sequence[Time], quoted: Sequence[Quotation]
) -> Time:
    start = pieces.start[expression.first]
    inner = min((q for q in quoted if q[0] <= start < q[1]), key=lambda q: q[1] - q[0])
    date = inner[2] if isinstance(inner[2], Moment) else _cue_date(frame, inner[2], known)
    now = Now(date, "quoted", None, _lean(pieces, expression))
    value = expression.meaning.resolve(now)
    return _time(pieces, expression, value, now.used)


def _cue_date(frame: Frame, draft: Draft, known: Sequence[Time]) -> Moment | None:
    """The finest date in the sentences of the draft's cue and source, outside what it quotes."""
    sentences = {frame.sentence_at(start) for start, _ in (*draft.cue, *([draft.source] if draft.source else []))}
    ranges = [frame.sentences[s] for s in sentences]
    best: Moment | None = None
    for time in known:
        inside = any(a <= time.span.start < b for a, b in ranges)
        if not inside or any(a <= time.span.start < b for a, b in draft.content) or time.type not in ("DATE", "TIME"):
            continue
        moment = parse_moment(time.value)
        if moment and (best is None or (moment.month > 0, moment.day > 0) > (best.month > 0, best.day > 0)):
            best = moment
    return best


__all__ = ["Clock", "Expression", "Length", "find", "times"]
