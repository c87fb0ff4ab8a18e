"""A matrix as JSON, in the form of schema ``headwater.matrix/1``, out and in without loss."""

from __future__ import annotations

import json
from typing import Any, cast

from headwater.errors import WeighError
from headwater.weigh.fields import Fields, Notes, attempt
from headwater.weigh.matrix import (
    Assumption,
    DependenceGroup,
    Hypothesis,
    Item,
    ItemKind,
    Level,
    Matrix,
    Merge,
    Origin,
    Rates,
    Relay,
    Report,
)
from headwater.weigh.ranges import Range, parse_number
from headwater.weigh.words import Grade, Rating, parse_grade, parse_rating, rating_from

SCHEMA = "headwater.matrix/1"
KINDS = ("reported", "typed", "expected")
LEVELS = ("low", "medium", "high")


def matrix_to_json(matrix: Matrix) -> str:
    """The matrix as indented JSON ending in a line break."""
    return json.dumps(matrix_to_dict(matrix), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def matrix_to_dict(matrix: Matrix) -> dict[str, Any]:
    """The matrix as plain data. Fields that hold nothing are left out."""
    ratings: dict[str, dict[str, Any]] = {}
    for (item, hypothesis), rating in matrix.ratings.items():
        ratings.setdefault(item, {})[hypothesis] = _rating_out(rating)
    return {
        "schema": SCHEMA,
        **_kept(title=matrix.title, analyst=matrix.analyst),
        "hypotheses": [_kept(id=h.id, text=h.text, prior=h.prior, parts=list(h.parts)) for h in matrix.hypotheses],
        "items": [_item_out(item) for item in matrix.items],
        "ratings": ratings,
        **_kept(
            merges=[_kept(origins=list(m.origins), reason=m.reason) for m in matrix.merges],
            groups=[_group_out(group) for group in matrix.groups],
            assumptions=[
                _kept(id=a.id, text=a.text, items=list(a.items), hypotheses=list(a.hypotheses))
                for a in matrix.assumptions
            ],
        ),
    }


def _kept(**fields: Any) -> dict[str, Any]:  # plain data of any kind
    return {key: value for key, value in fields.items() if value is not None and value not in ("", [], {}, False)}


def _item_out(item: Item) -> dict[str, Any]:
    return _kept(
        id=item.id,
        text=item.text,
        kind=item.kind,
        credibility=item.credibility,
        relevance=item.relevance,
        family=item.family,
        seen=item.seen,
        origins=[_origin_out(origin) for origin in item.origins],
    )


def _origin_out(origin: Origin) -> dict[str, Any]:
    return _kept(
        id=origin.id,
        voice=origin.voice,
        grade=str(origin.grade),
        rates=_rates_out(origin.rates) if origin.rates else None,
        denies=origin.denies,
        reports=[
            _kept(
                id=r.id,
                published=r.published,
                withdrawn=r.withdrawn,
                outlet=r.outlet,
                relays=[{"voice": relay.voice, "rates": _rates_out(relay.rates)} for relay in r.relays],
            )
            for r in origin.reports
        ],
    )


def _rates_out(rates: Rates) -> dict[str, Any]:
    return {"hit": _range_out(rates.hit), "false_alarm": _range_out(rates.false_alarm)}


def _range_out(range_: Range) -> float | list[float]:
    return range_.point if range_.width == 0 else [range_.low, range_.point, range_.high]


def _rating_out(rating: Rating) -> str | list[float] | float:
    """The words as written where they say the same again; otherwise the numbers."""
    try:
        if parse_rating(rating.written) == rating:
            return rating.written
    except ValueError:
        pass
    return _range_out(rating.range) if rating.range else ("NA" if rating.not_applicable else "")


def _group_out(group: DependenceGroup) -> dict[str, Any]:
    otherwise: dict[str, dict[str, Any]] = {}
    for (item, hypothesis), rating in group.otherwise.items():
        otherwise.setdefault(item, {})[hypothesis] = _rating_out(rating)
    strength = _range_out(group.strength) if group.strength else None
    kept = _kept(on=group.on, items=list(group.items), otherwise=otherwise, reason=group.reason)
    return kept if strength is None else {**kept, "strength": strength}


def matrix_from_json(text: str, name: str = "matrix") -> Matrix:
    """Read a matrix. Raises BadMatrix with every problem at its place, or WeighError when it isn't JSON at all."""
    try:
        data = json.loads(text, parse_constant=_refuse, object_pairs_hook=_pairs)
    except RecursionError:
        raise WeighError(name, "is nested too deeply to be a matrix") from None
    except json.JSONDecodeError as error:
        raise WeighError(f"{name}, line {error.lineno}, column {error.colno}", f"is not JSON: {error.msg}") from None
    except ValueError as error:
        raise WeighError(name, f"is not JSON: {error}") from None
    return matrix_from_dict(data)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"{twice!r} appears twice in one object")
    return found


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not a number here")


def matrix_from_dict(data: Any) -> Matrix:  # checked field by field
    """Read a matrix from plain data. Raises BadMatrix with every problem, placed as ``items[2].origins[0].grade``."""
    notes = Notes()
    fields = Fields(data, "", notes)
    schema = fields.text("schema", SCHEMA)
    if schema != SCHEMA:
        notes.add("schema", f"is {schema!r}, not {SCHEMA!r}")
    matrix = Matrix(
        tuple(_hypothesis_in(f) for f in fields.objects("hypotheses")),
        tuple(_item_in(f) for f in fields.objects("items")),
        _ratings_in(fields, "ratings"),
        tuple(_merge_in(f) for f in fields.objects("merges")),
        tuple(_group_in(f) for f in fields.objects("groups")),
        tuple(_assumption_in(f) for f in fields.objects("assumptions")),
        fields.text("analyst"),
        fields.text("title"),
    )
    fields.close()
    notes.stop_if_any()
    return matrix


def _hypothesis_in(fields: Fields) -> Hypothesis:
    id_ = fields.text("id", "", required=True) or ""
    found = Hypothesis(id_, fields.text("text", id_) or id_, fields.parsed("prior", _number_in), fields.texts("parts"))
    fields.close()
    return found


def _item_in(fields: Fields) -> Item:
    id_ = fields.text("id", "", required=True) or ""
    origins = tuple(_origin_in(f) for f in fields.objects("origins"))
    found = Item(
        id_,
        fields.text("text", id_) or id_,
        cast(ItemKind, fields.choice("kind", KINDS, "reported" if origins else "typed")),
        origins,
        cast("Level | None", fields.choice("credibility", LEVELS)),
        cast("Level | None", fields.choice("relevance", LEVELS)),
        fields.text("family"),
        fields.text("seen"),
    )
    fields.close()
    return found


def _origin_in(fields: Fields) -> Origin:
    id_ = fields.text("id", "", required=True) or ""
    found = Origin(
        id_,
        fields.text("voice", id_) or id_,
        fields.parsed("grade", _grade_in) or Grade(),
        _rates_in(fields),
        tuple(_report_in(f) for f in fields.objects("reports")),
        fields.flag("denies"),
    )
    fields.close()
    return found


def _rates_in(fields: Fields) -> Rates | None:
    if fields.raw("rates") is None:
        return None
    inner = Fields(fields.raw("rates"), fields.at("rates"), fields.notes)
    hit, alarm = inner.parsed("hit", range_in), inner.parsed("false_alarm", range_in)
    inner.close()
    if hit is None or alarm is None:
        fields.notes.add(inner.place, "needs both hit and false_alarm, each a number or a list of two or three")
        return None
    return Rates(hit, alarm)


def _report_in(fields: Fields) -> Report:
    relays = tuple(_relay_in(f) for f in fields.objects("relays"))
    id_ = fields.text("id", "", required=True) or ""
    found = Report(id_, fields.text("published"), fields.text("withdrawn"), relays, fields.text("outlet"))
    fields.close()
    return found


def _relay_in(fields: Fields) -> Relay:
    voice = fields.text("voice", "", required=True) or ""
    grade = fields.parsed("grade", _grade_in)
    found = Relay(voice, _rates_in(fields) or Rates.of(grade or Grade()))
    fields.close()
    return found


def _merge_in(fields: Fields) -> Merge:
    found = Merge(fields.texts("origins"), fields.text("reason", "") or "")
    if len(found.origins) < 2:
        fields.notes.add(fields.at("origins"), "needs at least two origins")
    fields.close()
    return found


def _group_in(fields: Fields) -> DependenceGroup:
    found = DependenceGroup(
        fields.text("on", "", required=True) or "",
        fields.texts("items"),
        fields.parsed("strength", range_in),
        _ratings_in(fields, "otherwise"),
        fields.text("reason", "") or "",
    )
    fields.close()
    return found


def _assumption_in(fields: Fields) -> Assumption:
    id_, text = fields.text("id", "", required=True) or "", fields.text("text", "", required=True) or ""
    found = Assumption(id_, text, fields.texts("items"), fields.texts("hypotheses"))
    fields.close()
    return found


def _ratings_in(fields: Fields, key: str) -> dict[tuple[str, str], Rating]:
    found: dict[tuple[str, str], Rating] = {}
    for place, item, column in fields.mapping(key):
        if not isinstance(column, dict):
            fields.notes.add(place, "does not map hypotheses to ratings")
            continue
        for hypothesis, value in column.items():
            rating = attempt(fields.notes, f"{place}.{hypothesis}", _rating_in, value)
            if rating is not None:
                found[item, hypothesis] = rating
    return found


def _rating_in(value: Any) -> Rating:  # whatever JSON held
    if value is None:
        return parse_rating("")
    return parse_rating(value) if isinstance(value, str) else rating_from(range_in(value))


def _grade_in(value: Any) -> Grade:
    if not isinstance(value, str):
        raise ValueError("is not an Admiralty grade such as B2")
    return parse_grade(value)


def _number_in(value: Any) -> float:
    if isinstance(value, str):
        value = parse_number(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("is not a number")
    return float(min(max(value, -1e9), 1e9))


def range_in(value: Any) -> Range:
    """A number, two limits, or low, point and high, as a range. Raises ValueError for anything else."""
    numbers = [_number_in(v) for v in value] if isinstance(value, list) else [_number_in(value)]
    if len(numbers) == 1:
        return Range.exactly(numbers[0])
    if len(numbers) == 2:
        return Range.between(*numbers)
    if len(numbers) == 3:
        return Range(*numbers)
    raise ValueError("is not a number or a list of two or three")
