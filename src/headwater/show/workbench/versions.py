"""The captures of one page compared: what changed sentence by sentence, what matters about it, who still carries what is gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.routing import BaseRoute

from headwater.show.phrases import count, day, one_line, safe, shorten
from headwater.show.workbench.desk import Desk, NotFound, moment, view
from headwater.show.workbench.lists import words_href
from headwater.show.workbench.traced import TraceState, trace_state
from headwater.store import overview
from headwater.store.traced_links import Keeper, keepers
from headwater.store.traced_versions import ChangeLine, Comparison, Version, comparisons, versions

MOST_WORDS = 600
"""Words of a sentence up to which its two forms are compared word by word."""
MOST_KEEPERS = 12

_TAGS = {"del": Markup("<del>{}</del>"), "ins": Markup("<ins>{}</ins>")}
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Capture:
    """One captured text of the page."""

    version: int
    href: str
    about: str
    here: bool


@dataclass(frozen=True, slots=True)
class StillCarried:
    """Another page that still says what this one took back."""

    where: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A changed sentence. ``before`` and ``after`` have the words that differ marked; ``matters`` is empty for mere wording."""

    kind: str
    matters: Sequence[str]
    before: Markup
    before_href: str
    after: Markup
    after_href: str
    announced: str
    keepers: Sequence[StillCarried]
    more_keepers: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Two captures, one after the other. ``telling`` changes matter; ``wording`` are the others."""

    title: str
    summary: str
    silent: int
    telling: Sequence[ChangeView]
    wording: Sequence[ChangeView]


@dataclass(frozen=True, slots=True)
class Versions:
    """The page of a document's versions."""

    title: str
    document: overview.DocumentLine
    state: TraceState
    captures: Sequence[Capture]
    compared: Sequence[Compared]


def routes(desk: Desk) -> list[BaseRoute]:
    """The route of this page."""
    return [view(desk, "/documents/{id:number}/versions", "versions.html.j2", document_versions)]


def document_versions(desk: Desk, request: Request) -> Versions:
    """The versions of a document's page. Raises NotFound."""
    number = request.path_params["id"]
    with desk.case.reading() as connection:
        line = overview.document(connection, number)
        if line is None:
            raise NotFound(f"There is no document {number} in this case.")
        known = versions(connection, number)
        return Versions(
            title=shorten(one_line(line.title or line.origin), 120),
            document=line,
            state=trace_state(desk, connection),
            captures=[_capture(v, number) for v in known],
            compared=[_compared(connection, one) for one in reversed(comparisons(connection, number))],
        )


def _capture(version: Version, here: int) -> Capture:
    parts = (
        f"dated {day(version.published)}" if version.published else "",
        f"captured {moment(version.captured)}" if version.captured else "",
        "taken out of the case" if version.removed else "",
    )
    return Capture(
        version.version,
        f"/documents/{version.document_id}",
        ", ".join(filter(None, parts)),
        version.document_id == here,
    )


def _compared(connection: Connection, one: Comparison) -> Compared:
    kept = keepers(connection, one.before.document_id, one.after.document_id)
    views = [(change, _change(one, change, kept.get(n, ()))) for n, change in enumerate(one.changes)]
    telling = [v for c, v in views if _matters(c)]
    silent = sum(not c.announced for c, _ in views if _matters(c))
    return Compared(
        f"Version {one.before.version} to version {one.after.version}",
        _summary(one, len(telling), silent),
        silent,
        telling,
        [v for c, v in views if not _matters(c)],
    )


def _matters(change: ChangeLine) -> bool:
    """Whether a change is more than wording: a sentence that came or went always is."""
    return change.kind != "changed" or any(m != "wording" for m in change.matters)


def _summary(one: Comparison, telling: int, silent: int) -> str:
    """What happened between two captures, in a sentence."""
    kinds = Counter(c.kind for c in one.changes)
    what = ", ".join(f"{kinds[kind]} {kind}" for kind in ("changed", "removed", "added") if kinds[kind])
    if not what:
        return f"Nothing changed: all {count(one.unchanged, 'sentence')} are as before."
    told = (
        "none of it was announced"
        if silent == telling
        else f"{silent} of these silently"
        if silent
        else "all of it was announced"
    )
    matter = f"{count(telling, 'change')} may matter, {told}" if telling else "none of it is more than wording"
    return f"{count(len(one.changes), 'sentence differs', 'sentences differ')} ({what}), {one.unchanged:,} {'is' if one.unchanged == 1 else 'are'} as before; {matter}."


def _change(one: Comparison, change: ChangeLine, kept: Sequence[Keeper]) -> ChangeView:
    before, after = marked(change.before_words or "", change.after_words or "")
    return ChangeView(
        change.kind,
        [m for m in change.matters if m != "wording"],
        before,
        words_href(one.before.document_id, *change.before) if change.before else "",
        after,
        words_href(one.after.document_id, *change.after) if change.after else "",
        one_line(change.announced or ""),
        [_keeper(k) for k in kept[:MOST_KEEPERS]],
        max(0, len(kept) - MOST_KEEPERS),
    )


def _keeper(keeper: Keeper) -> StillCarried:
    where = ", ".join(x for x in (one_line(keeper.publisher or shorten(keeper.title, 60)), day(keeper.published)) if x)
    href = words_href(keeper.document_id, keeper.start, keeper.end)
    return StillCarried(where, shorten(one_line(keeper.words), 160), href)


def marked(before: str, after: str) -> tuple[Markup, Markup]:
    """Both sentences with the words that only one has in ``del`` and ``ins``; very long ones without marks."""
    first, second = (_WORD.findall(one_line(safe(words))) for words in (before, after))
    if not first or not second or max(len(first), len(second)) > 2 * MOST_WORDS:
        return escape("".join(first)), escape("".join(second))
    steps = _smoothed(SequenceMatcher(None, first, second, autojunk=False).get_opcodes(), first)
    old, new = Markup(""), Markup("")
    for same, a, b, c, d in steps:
        old += _part("".join(first[a:b]), "" if same else "del")
        new += _part("".join(second[c:d]), "" if same else "ins")
    return old, new


def _part(words: str, tag: str) -> Markup:
    if not tag or not words:
        return escape(words)
    return _TAGS[tag].format(words)


def _smoothed(
    steps: Sequence[tuple[str, int, int, int, int]], first: Sequence[str]
) -> Iterator[tuple[bool, int, int, int, int]]:
    """Steps with a lone space or comma between two changes taken as changed too, so that marks are whole phrases."""
    held: tuple[int, int, int, int] | None = None
    for n, (name, a, b, c, d) in enumerate(steps):
        tiny = name == "equal" and 0 < n < len(steps) - 1 and not any(w[0].isalnum() for w in first[a:b])
        if name != "equal" or tiny:
            held = (held[0], b, held[2], d) if held else (a, b, c, d)
            continue
        if held:
            yield False, *held
            held = None
        yield True, a, b, c, d
    if held:
        yield False, *held
