"""Dates, times and numbers in short commands: the cases of Recognizers-Text, the kinds that occur in news."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from typing import Any

from benchmarks.quantities_times_spans import Found, Read, interval, rates, trimmed
from headwater.model import Quantity
from headwater.read.frame import cut_text
from headwater.read.quantities import quantities

_JOINT = re.compile(r"\s*(?:-|–|—|to|and|until|till|through|thru)\s*(?:the\s+|at\s+)?", re.I)
NEWS_MODELS = (
    "DateTimeModel",
    "DateTimeModelComplexCalendar",
    "DateTimeModelExperimentalMode",
    "DateParser",
    "DatePeriodParser",
    "MergedParser",
    "TimeParser",
    "DateTimeParser",
    "DateExtractor",
    "DatePeriodExtractor",
    "DateTimePeriodParser",
    "TimePeriodParser",
    "DurationParser",
    "DurationExtractor",
    "SetParser",
    "SetExtractor",
    "HolidayParser",
    "MergedExtractor",
    "TimeExtractor",
    "DateTimeExtractor",
    "DateTimePeriodExtractor",
    "TimePeriodExtractor",
    "DateTimeModelCalendarMode",
    "HolidayExtractor",
)
SINGLE = (
    "DateParser",
    "DateExtractor",
    "DatePeriodParser",
    "DatePeriodExtractor",
    "TimeParser",
    "TimeExtractor",
    "TimePeriodParser",
    "TimePeriodExtractor",
    "DateTimeParser",
    "DateTimeExtractor",
    "DateTimePeriodParser",
    "DateTimePeriodExtractor",
    "DurationParser",
    "DurationExtractor",
    "SetParser",
    "SetExtractor",
    "HolidayParser",
    "HolidayExtractor",
)


def gold_values(result: dict[str, Any]) -> tuple[list[str], list[tuple[str, str]]]:
    """Timexes and intervals that a case accepts."""
    value = result.get("Resolution") or result.get("Value") or {}
    timexes: list[str] = []
    spans: list[tuple[str, str]] = []
    options = value.get("values") if isinstance(value, dict) else None
    if options is None and isinstance(value, dict):
        timexes.append(value.get("Timex") or "")
        options = [value.get("FutureResolution") or {}, value.get("PastResolution") or {}]
    for option in options or []:
        timexes.append(option.get("timex") or "")
        one = option.get("value") or option.get("date") or option.get("dateTime")
        if one and re.match(r"\d{4}-", str(one)):
            spans.extend([i] if (i := interval(str(one)[:10])) and len(str(one)) == 10 else [(_iso(one), _iso(one))])
        start = option.get("start") or option.get("startDate") or option.get("startDateTime")
        end = option.get("end") or option.get("endDate") or option.get("endDateTime")
        if start and end:
            spans.append((_iso(start), _iso(end)))
    return [t for t in timexes if t], spans


def _iso(text: str) -> str:
    text = str(text).replace(" ", "T")
    return re.sub(r":00$", "", text)


def same_value(ours: str | None, result: dict[str, Any], kind: str) -> bool:
    timexes, spans = gold_values(result)
    if ours is None:
        return False
    if any(ours == t or _plain(ours) == _plain(t) for t in timexes):
        return True
    if any("X" in t and _fits_open(ours, t) for t in timexes):
        return True
    mine = interval(ours)
    if mine and mine in spans:
        return True
    if "/" in ours and mine and (after := interval(ours.split("/", 1)[1])) and (mine[0], after[1]) in spans:
        return True
    if mine and any(_iso(mine[0]) == a and (_iso(mine[1]) == b or mine[0] == mine[1]) for a, b in spans):
        return True
    if mine and len(ours) in (4, 7, 8) and any(a == b[:10] or a < b for a, b in spans):
        # "two weeks ago" is as coarse as its unit for us and a day for them
        if any(
            mine[0] <= a < mine[1] and (date.fromisoformat(b[:10]) - date.fromisoformat(a[:10])).days <= 1
            for a, b in spans
        ):
            return True
    if ours.startswith("P") and any(_plain(ours).replace("X", "3") == t for t in timexes):
        return True  # "several weeks" is three for them
    for t in timexes:
        if t.startswith("(") and ours.startswith("P"):
            return _plain(t.rstrip(")").split(",")[-1]) == _plain(ours)
        if t.startswith("(") and "/" in ours:
            a, b = ours.split("/", 1)
            parts = t.strip("()").split(",")
            if _plain(a) == _plain(parts[0]) and _plain(b) == _plain(parts[1]):
                return True
    return False


def _fits_open(ours: str, timex: str) -> bool:
    """Whether our day and time fit a timex whose year or week is open: any year, that weekday."""
    day, _, clock = timex.partition("T")
    our_day, _, our_clock = _plain(ours).partition("T")
    if clock != _plain("T" + our_clock)[1:] and (clock or our_clock):
        return False
    weekday = re.fullmatch(r"XXXX-WXX-(\d)", day)
    if weekday:
        try:
            return date.fromisoformat(our_day).isoweekday() == int(weekday[1])
        except ValueError:
            return False
    return re.fullmatch(day.replace("X", r"\d"), our_day) is not None


def _plain(value: str) -> str:
    value = re.sub(r"T(\d\d)(?::00)?(?::00)?$", r"T\1", value)
    return re.sub(r"^T(\d\d:\d\d):00$", r"T\1", value)


def joined(text: str, found: list[Found]) -> list[Found]:
    out: list[Found] = []
    for item in found:
        joint = text[out[-1][1] : item[0]] if out else ""
        between = re.search(r"\bbetween\s+(?:the\s+)?$", text[: out[-1][0]], re.I) if out else None
        if (
            out
            and "DURATION" not in (item[2], out[-1][2])
            and _JOINT.fullmatch(joint)
            and ("and" not in joint.lower() or between)
        ):
            first = out.pop()
            out.append((first[0], item[1], item[2], f"{first[3]}/{item[3]}" if first[3] and item[3] else None))
        else:
            out.append(item)
    return out


def score_times(cases: list[dict[str, Any]], read: Read, errors: int) -> None:
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    shown = 0
    for case in cases:
        text = case["input"]
        reference = (case.get("context") or {}).get("ReferenceDateTime")
        found = joined(text, read(text, reference))
        golds = [r for r in case["results"] if "timezone" not in str(r.get("TypeName") or r.get("Type"))]
        used: set[int] = set()
        for gold in golds:
            kind = (gold.get("TypeName") or gold.get("Type") or "?").split(".")[-1]
            start = gold["Start"]
            end = gold["End"] + 1 if "End" in gold else start + gold["Length"]
            count = tally[kind]
            count["gold"] += 1
            inside = trimmed(text, start, end)
            hits = [i for i, f in enumerate(found) if f[0] < end and f[1] > start and i not in used]
            has_value = any(gold_values(gold))
            count["valued"] += has_value
            good = False
            if hits:
                best = max(hits, key=lambda i: min(found[i][1], end) - max(found[i][0], start))
                used.add(best)
                count["overlap"] += 1
                mine = trimmed(text, found[best][0], found[best][1])
                count["exact"] += mine == inside
                good = has_value and same_value(found[best][3], gold, kind)
                count["value"] += good
            if not good and has_value and shown < errors:
                shown += 1
                print(
                    f"  [{kind}] {text!r} gold {text[start:end]!r} {gold_values(gold)} "
                    f"ours {[(text[f[0] : f[1]], f[3]) for f in found]}"
                )
        spurious = len(found) - len(used)
        tally["spurious"]["gold"] += spurious
        if spurious and shown < errors:
            shown += 1
            print(
                f"  [spurious] {text!r} {[text[f[0] : f[1]] for i, f in enumerate(found) if i not in used]} gold "
                f"{[g.get('Text') for g in golds]}"
            )
    table(tally)


def table(tally: dict[str, Counter[str]]) -> None:
    spurious = tally.pop("spurious", Counter())["gold"]
    print(f"{'kind':<16}{'gold':>6}{'overlap':>9}{'exact':>8}{'value':>8}")
    total: Counter[str] = Counter()
    for kind, count in sorted(tally.items()):
        total.update(count)
        _line(kind, count)
    _line("all", total)
    for name in ("overlap", "exact"):
        found = total["overlap"] + spurious
        print(f"  {name}: {rates(total[name] / max(1, found), total[name] / max(1, total['gold']))}")


def _line(kind: str, count: Counter[str]) -> None:
    gold, valued = max(1, count["gold"]), max(1, count["valued"])
    print(
        f"{kind:<16}{count['gold']:>6}{count['overlap'] / gold:>9.3f}"
        f"{count['exact'] / gold:>8.3f}{count['value'] / valued:>8.3f}"
    )


def score_quantities(cases: list[dict[str, Any]], errors: int) -> None:
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    shown = 0
    for case in cases:
        text = case["input"]
        found = quantities(cut_text(text, frozenset()))
        used: set[int] = set()
        for gold in case["results"]:
            kind = (gold.get("TypeName") or "?").split(".")[-1]
            resolution = gold.get("Resolution") or {}
            value = str(resolution.get("value"))
            if kind.startswith("ordinal") or value in ("None", "null"):
                continue
            start, end = gold["Start"], gold["End"] + 1
            count = tally[kind]
            count["gold"] += 1
            count["valued"] += 1
            hits = [i for i, q in enumerate(found) if q.span.start < end and q.span.end > start and i not in used]
            good = False
            if hits:
                count["overlap"] += 1
                best = hits[0]
                used.add(best)
                q = found[best]
                count["exact"] += q.span.start <= start and q.span.end >= end
                good = same_number(q, value, kind)
                count["value"] += good
            if not good and shown < errors:
                shown += 1
                print(
                    f"  [{kind}] {text!r} gold {text[start:end]!r} {resolution} ours "
                    f"{[(q.span.text, q.value, q.low, q.high, q.unit) for q in found]}"
                )
        if not case["results"]:
            tally["spurious"]["gold"] += len(found)
    table(tally)


def same_number(q: Quantity, value: str, kind: str) -> bool:
    m = re.fullmatch(r"([\[(])([-\d.eE+]*),([-\d.eE+]*)([\])])", value)
    if m:
        low = float(m[2]) if m[2] else None
        high = float(m[3]) if m[3] else None
        return q.low == low and q.high == high
    try:
        number = float(value.rstrip("%"))
    except ValueError:
        return False
    mine = q.value if q.value is not None else q.low
    if mine is None:
        return False
    if kind == "percentage" and q.unit == "fraction":
        mine *= 100
    return abs(mine - number) <= 1e-4 * max(1.0, abs(number)) or abs(abs(mine) - abs(number)) <= 1e-9


def fair(case: dict[str, Any]) -> bool:
    """Whether everything asked for is marked: one extractor marks only its kind, so its empty cases prove nothing."""
    return bool(case["results"]) or case["model"] not in SINGLE
