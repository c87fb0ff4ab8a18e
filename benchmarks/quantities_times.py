"""How well and how fast quantities and times are read.

    python -m benchmarks.quantities_times DATA_DIR [--errors N] [--half tune|check|all] [--peers --limit N]

Three sets under ``DATA_DIR``: ``quantities_times/recognizers_english`` (short commands; the kinds that occur in news),
``quantities_times/wikiwars_timex2`` (histories with TIMEX2) and ``voices/articles_dev`` (news). Spans are scored
exactly
and by overlap; a leading preposition in the gold span ("after", "from") is left out, since TIMEX3 leaves it out. A
range is two times for us and one for the first set, so neighbours joined by "to" or "and" are joined before scoring.
Values count when they are the same day, week, interval or length. Cases are split into two halves by hash.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from headwater.model import Quantity
from headwater.read.frame import Frame, cut_text
from headwater.read.numbers.lexing import cut
from headwater.read.numbers.moments import week_day
from headwater.read.quantities import quantities
from headwater.read.times import find, times

Found = tuple[int, int, str, Any]  # start, end, kind, value
_LEADING = re.compile(
    r"(?:in|on|at|by|from|between|since|until|till|before|after|during|for|the|of|to|prior to|this coming)\s+", re.I
)
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


def rows(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        sys.exit(f"{path}: missing; give the folder that holds quantities_times/ and voices/")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def half_of(text: str) -> str:
    return "tune" if hashlib.sha256(text.encode()).digest()[0] % 2 else "check"


# --- intervals ------------------------------------------------------------------------------------------------------


def interval(value: str | None) -> tuple[str, str] | None:
    """The first day and the day after the last of a TIMEX3 date value, or an instant twice."""
    if not value:
        return None
    if "/" in value:
        first, last = (interval(part) for part in value.split("/", 1))
        return (first[0], last[0]) if first and last else None
    m = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
    if m:
        year, month, day = int(m[1]), int(m[2] or 0), int(m[3] or 0)
        try:
            if day:
                start = date(year, month, day)
                return start.isoformat(), (start + timedelta(days=1)).isoformat()
            if month:
                return date(year, month, 1).isoformat(), date(year + month // 12, month % 12 + 1, 1).isoformat()
            return date(year, 1, 1).isoformat(), date(year + 1, 1, 1).isoformat()
        except (ValueError, OverflowError):
            return None
    m = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value)
    if m:
        monday = week_day(int(m[1]), int(m[2]))
        start = monday or date.min
        if monday:
            return ((start + timedelta(days=5 if m[3] else 0)).isoformat(), (start + timedelta(days=7)).isoformat())
    m = re.fullmatch(r"(\d{4})-([QH])(\d)", value)
    if m:
        length = 3 if m[2] == "Q" else 6
        opening = (int(m[3]) - 1) * length + 1
        after = opening + length
        return f"{m[1]}-{opening:02}-01", f"{int(m[1]) + (after > 12):04}-{(after - 1) % 12 + 1:02}-01"
    m = re.fullmatch(r"(\d{3})", value)
    if m:
        return f"{m[1]}0-01-01", f"{int(m[1]) + 1}0-01-01"
    return (value, value)


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


# --- recognizers ----------------------------------------------------------------------------------------------------


def our_times(text: str, published: str | None) -> list[Found]:
    return [(t.span.start, t.span.end, t.type, t.value) for t in times(cut_text(text, frozenset()), published)]


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


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while (m := _LEADING.match(text, start, end)) and m.end() < end:
        start = m.end()
    return start, end


def score_times(cases: list[dict[str, Any]], read: Callable[[str, str | None], list[Found]], errors: int) -> None:
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
        print(f"  {name}: {_rates(total[name] / max(1, found), total[name] / max(1, total['gold']))}")


def _rates(precision: float, recall: float) -> str:
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"


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


# --- WikiWars -------------------------------------------------------------------------------------------------------

_TAG = re.compile(r"<(/?)(TIMEX2|[A-Z]+)([^>]*)>")


def wikiwars(row: dict[str, Any]) -> tuple[str, str, list[tuple[int, int, str]]]:
    """Text, reference date and outermost TIMEX2 of a document."""
    marked = row["timex2"]
    published = re.search(r'<DATETIME>.*?val="([^"]+)"', marked, re.S)
    body = marked[marked.find("<TEXT>") + 6 : marked.find("</TEXT>")]
    text: list[str] = []
    golds: list[tuple[int, int, str]] = []
    stack: list[tuple[int, str]] = []
    at = 0
    length = 0
    for m in _TAG.finditer(body):
        text.append(body[at : m.start()])
        length += m.start() - at
        at = m.end()
        if m[2] != "TIMEX2":
            continue
        if m[1]:
            start, attributes = stack.pop()
            value = re.search(r'\bval="([^"]*)"', attributes)
            if not re.search(r'set="YES"', attributes):
                golds.append((start, length, value[1] if value else ""))
            else:
                golds.append((start, length, "SET"))
        else:
            stack.append((length, m[3]))
    text.append(body[at:])
    return "".join(text), published[1] if published else "", golds


def score_wikiwars(
    documents: list[dict[str, Any]], read: Callable[[str, str | None], list[Found]], errors: int
) -> None:
    count: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    wrong: list[str] = []
    for row in documents:
        text, published, golds = wikiwars(row)
        found = read(text, published)
        count["found"] += len(found)
        used: set[int] = set()
        for start, end, value in golds:
            count["gold"] += 1
            hits = [i for i, f in enumerate(found) if f[0] < end and f[1] > start and i not in used]
            if not hits:
                misses[" ".join(text[start:end].split())[:40]] += 1
                continue
            best = max(
                hits, key=lambda i: min(found[i][1], end) - max(found[i][0], start) - abs(found[i][0] - start) * 0.01
            )
            used.add(best)
            count["overlap"] += 1
            count["exact"] += trimmed(text, *found[best][:2]) == trimmed(text, start, end)
            if value and value != "SET":
                count["valued"] += 1
                mine = found[best][3] or ""
                good = mine == value.replace("P1DE", "P10Y")
                count["value"] += good
                if not good:
                    wrong.append(
                        f"{row['document']}: {text[start:end]!r} gold {value}"
                        f" ours {text[found[best][0] : found[best][1]]!r} {mine}"
                    )
        count["used"] += len(used)
        for i, f in enumerate(found):
            if i not in used:
                misses["+" + " ".join(text[f[0] : f[1]].split())[:40]] += 1
    for name in ("overlap", "exact"):
        print(f"  {name}: {_rates(count[name] / max(1, count['found']), count[name] / max(1, count['gold']))}")
    print(f"  value right where found: {count['value'] / max(1, count['valued']):.3f} of {count['valued']}")
    if errors:
        print("  ", misses.most_common(errors))
        for line in wrong[:: max(1, len(wrong) // errors)][:errors]:
            print("  ", line.replace("\n", " "))


# --- news -----------------------------------------------------------------------------------------------------------

_SAME_UNIT = {
    "usd": "dollar",
    "people": "person",
    "men": "person",
    "man": "person",
    "women": "person",
    "woman": "person",
}


def score_articles(articles: list[dict[str, Any]], errors: int) -> None:
    count: Counter[str] = Counter()
    for row in articles:
        text = row["text"]
        found = quantities(cut_text(text, frozenset()))
        for words, value, unit, modifier in row["quantities"]:
            if (unit in ("year", "o'clock") and re.search(r"\d{4}|m\.", words)) or (unit or "").startswith("year ("):
                continue
            at = [m.start() for m in re.finditer(re.escape(words), text)]
            count["gold"] += 1
            hits = [q for q in found if any(q.span.start < a + len(words) and q.span.end > a for a in at)]
            match = next((q for q in hits if _value_fits(q, value)), hits[0] if hits else None)
            if match is None:
                if errors:
                    print("  missed", repr(words), "in", repr(text[max(0, (at or [0])[0] - 40) : (at or [0])[0] + 50]))
                continue
            count["found"] += 1
            count["value"] += _value_fits(match, value)
            fits = _unit(match.unit) == _unit(unit) or (_unit(unit) or "").endswith(_unit(match.unit) or "?")
            count["unit"] += fits
            count["modified"] += bool(modifier and modifier in words.lower())
            count["modifier"] += bool(modifier and modifier in words.lower() and match.modifier == modifier)
            if errors and not (fits and _value_fits(match, value)):
                print(
                    f"  {words!r} gold {value} {unit} {modifier} ours {match.span.text!r} {match.value} {match.low} "
                    f"{match.unit} {match.modifier}"
                )
    print(
        f"  gold {count['gold']} found {count['found'] / count['gold']:.3f} value {count['value'] / count['gold']:.3f} "
        f"unit {count['unit'] / count['gold']:.3f}; modifier {count['modifier']}/{count['modified']}"
    )


def _value_fits(q: Quantity, value: object) -> bool:
    if not isinstance(value, int | float):
        return False
    return any(mine is not None and abs(mine - value) < 0.01 * max(1, abs(value)) for mine in (q.value, q.low))


def _unit(unit: str | None) -> str | None:
    if unit is None:
        return None
    words = unit.lower().split()
    last = words[-1]
    last = _SAME_UNIT.get(last, last)
    return last[:-1] if last.endswith("s") else last


# --- peers and speed ------------------------------------------------------------------------------------------------


def peers() -> Iterator[tuple[str, Callable[[str, str | None], list[Found]]]]:
    try:
        from recognizers_date_time import recognize_datetime  # type: ignore
    except ImportError:
        print("recognizers-text-suite is not installed: not compared")
    else:

        def with_recognizers(text: str, reference: str | None) -> list[Found]:
            base = datetime.fromisoformat(reference) if reference else None
            return [
                (m.start, m.end + 1, "DATE", (m.resolution or {}).get("values", [{}])[0].get("timex"))
                for m in recognize_datetime(text, "en-us", reference=base)
            ]

        yield "recognizers-text", with_recognizers
    try:
        from dateparser.search import search_dates  # type: ignore
    except ImportError:
        print("dateparser is not installed: not compared")
    else:

        def with_dateparser(text: str, reference: str | None) -> list[Found]:
            settings = {"RELATIVE_BASE": datetime.fromisoformat(reference)} if reference else None
            found, at = [], 0
            for words, when in search_dates(text, languages=["en"], settings=settings) or []:
                start = text.find(words, at)
                if start >= 0:
                    found.append((start, start + len(words), "DATE", when.date().isoformat()))
                    at = start + len(words)
            return found

        yield "dateparser", with_dateparser


def speed(articles: list[dict[str, Any]]) -> None:
    frames = [cut_text(row["text"], frozenset()) for row in articles]
    words = sum(len(frame.words) for frame in frames)

    def together(frame: Frame) -> None:
        pieces = cut(frame)
        found = find(pieces)
        quantities(frame, pieces, found)
        times(frame, "2031-05-02", pieces=pieces, found=found)

    runs: dict[str, Callable[[Frame], object]] = {
        "quantities alone": quantities,
        "times alone": lambda frame: times(frame, "2031-05-02"),
        "both, sharing the first steps": together,
    }
    for name, run in runs.items():
        begin = time.process_time()
        for frame in frames:
            run(frame)
        print(f"  {name}: {1e6 * (time.process_time() - begin) / words:.2f} µs a word over {words} words")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--half", choices=("tune", "check", "all"), default="all")
    parser.add_argument("--only", choices=("times", "numbers", "wikiwars", "articles"))
    parser.add_argument("--peers", action="store_true")
    parser.add_argument(
        "--limit", type=int, default=10**6, help="cases and hundredths of documents to read; peers are slow"
    )
    args = parser.parse_args()
    cases = [
        c
        for c in rows(args.data / "quantities_times/recognizers_english.jsonl.gz")
        if args.half in ("all", half_of(c["input"]))
    ]
    documents = [
        d
        for d in rows(args.data / "quantities_times/wikiwars_timex2.jsonl.gz")
        if args.half in ("all", half_of(d["document"]))
    ]
    articles = rows(args.data / "voices/articles_dev.jsonl.gz")
    cases, documents = cases[: args.limit], documents[: max(1, args.limit // 100)]
    readers = [("headwater", our_times), *(peers() if args.peers else ())]
    for name, read in readers:
        begin = time.process_time()
        if args.only in (None, "times"):
            print(f"\n{name}: dates and times in commands")
            score_times([c for c in cases if c["model"] in NEWS_MODELS and _fair(c)], read, args.errors)
        if args.only in (None, "wikiwars"):
            print(f"\n{name}: dates in histories")
            score_wikiwars(documents, read, args.errors)
        print(f"  {time.process_time() - begin:.1f} s")
    if args.only in (None, "numbers"):
        print("\nheadwater: numbers and units in commands")
        score_quantities(
            [c for c in cases if c["kind"] in ("Number", "NumberWithUnit") and "Ordinal" not in c["model"]], args.errors
        )
    if args.only in (None, "articles"):
        print("\nheadwater: quantities in news")
        score_articles(articles, args.errors)
        speed(articles)


def _fair(case: dict[str, Any]) -> bool:
    """Whether everything asked for is marked: one extractor marks only its kind, so its empty cases prove nothing."""
    return bool(case["results"]) or case["model"] not in SINGLE


if __name__ == "__main__":
    main()
