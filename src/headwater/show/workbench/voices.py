"""The voices of the case: a list of them, and a page for each with everything it said."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.routing import BaseRoute

from headwater.show.phrases import KINDS, count, one_line
from headwater.show.workbench.desk import Desk, NotFound, address, view
from headwater.show.workbench.lists import (
    PAGE,
    Heading,
    Line,
    Pager,
    claim_lines,
    heading,
    offset_of,
    pager,
    voice_heading,
)
from headwater.show.workbench.panel import KIND_WORDS, Choice
from headwater.store import said
from headwater.store.names import fold
from headwater.store.verdicts import Verdict, get

GRADES = (
    ("A", "completely reliable"),
    ("B", "usually reliable"),
    ("C", "fairly reliable"),
    ("D", "not usually reliable"),
    ("E", "unreliable"),
    ("F", "cannot be judged"),
)
"""Reliability in the Admiralty code. F is not the lowest: it says that nobody can tell."""

MOST_NAMES = 1_000
MOST_ALIKE = 12


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A voice in the list."""

    heading: Heading
    line: said.VoiceLine


@dataclass(frozen=True, slots=True)
class KindOption:
    """A filter of the list: kind of voice, how many voices and statements, whether it is on."""

    label: str
    voices: int
    statements: int
    on: bool
    href: str


@dataclass(frozen=True, slots=True)
class Voices:
    """The list of voices."""

    title: str
    rows: Sequence[VoiceRow]
    options: Sequence[KindOption]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Name:
    """A name under which the voice was found. ``members`` are what splits it off: ``document:found``."""

    name: str
    documents: Sequence[tuple[int, str]]
    members: Sequence[str]
    joined: Sequence[str]


@dataclass(frozen=True, slots=True)
class Alike:
    """A voice that this one may be, to be merged by a person: the less fully named ``one`` into the ``other``."""

    heading: Heading
    about: str
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class VoicePage:
    """Everything about one voice of the case."""

    title: str
    heading: Heading
    line: said.VoiceLine
    names: Sequence[Name]
    relayed_by: Sequence[tuple[Heading, int]]
    relays: int
    statements: Sequence[Line]
    pager: Pager
    view: str
    grades: Sequence[Choice]
    grade: Verdict | None
    merged: Sequence[tuple[str, int]]
    others: Sequence[tuple[int, str]]
    alike: Sequence[Alike]
    kinds: Sequence[Choice]


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of these pages."""
    return [
        view(desk, "/voices", "voices.html.j2", voices),
        view(desk, "/voices/{id:number}", "voice.html.j2", voice),
    ]


def voices(desk: Desk, request: Request) -> Voices:
    """The voices who say something, those who say most first."""
    query = request.query_params
    kind: str = query.get("kind", "")
    kind = kind if kind in KINDS else ""
    named = {"yes": True, "no": False}.get(query.get("named", ""))
    with desk.case.reading() as connection:
        counts = said.voice_counts(connection)
        found = said.voices(
            connection, kinds=(kind,) if kind else (), named=named, limit=PAGE, offset=offset_of(request)
        )
    total = sum(n for (k, is_named), (n, _) in counts.items() if (not kind or k == kind) and named in (None, is_named))
    rows = [VoiceRow(voice_heading(line), line) for line in found]
    return Voices("Voices", rows, _options(counts, kind, named), pager(request, total))


def _options(counts: dict[tuple[str, bool], tuple[int, int]], kind: str, named: bool | None) -> list[KindOption]:
    by_kind: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    for (one, _), (number, statements) in counts.items():
        by_kind[one] += number
        spoken[one] += statements
    unnamed = [v for (_, is_named), v in counts.items() if not is_named]
    found = [KindOption("all", by_kind.total(), spoken.total(), not kind and named is None, "/voices")]
    found.append(
        KindOption(
            "not named", sum(n for n, _ in unnamed), sum(s for _, s in unnamed), named is False, "/voices?named=no"
        )
    )
    return found + [
        KindOption(KINDS[one], number, spoken[one], one == kind, address("/voices", kind=one))
        for one, number in by_kind.most_common()
        if one != "unnamed"
    ]


def voice(desk: Desk, request: Request) -> VoicePage:
    """The page of one voice. Raises NotFound."""
    with desk.case.reading() as connection:
        line = said.voice(connection, request.path_params["id"])
        if line is None:
            raise NotFound(f"There is no voice {request.path_params['id']} in this case.")
        return _page(connection, request, line)


def _page(connection: Connection, request: Request, line: said.VoiceLine) -> VoicePage:
    showing = "relayed" if request.query_params.get("show") == "relayed" else "said"
    relays = _relayed_number(connection, line.id)
    total = relays if showing == "relayed" else line.statements
    found = said.said_numbers(connection, line.id, relayed=showing == "relayed", limit=PAGE, offset=offset_of(request))
    top = voice_heading(line)
    return VoicePage(
        title=top.name,
        heading=top,
        line=line,
        names=_names(connection, line.id),
        relayed_by=_relayed_by(connection, line.id),
        relays=relays,
        statements=claim_lines(connection, found),
        pager=pager(request, total),
        view=showing,
        grades=GRADES,
        grade=_grade(connection, line.id),
        merged=_merged(connection, line),
        others=_others(connection, line.id),
        alike=_alike(connection, line),
        kinds=KIND_WORDS,
    )


def _names(connection: Connection, voice_id: int) -> list[Name]:
    titles = {r[0]: one_line(r[1]) for r in connection.exec_driver_sql(
        "SELECT DISTINCT d.id, coalesce(d.publisher || ', ', '') || coalesce(d.title, d.origin) FROM voices v "
        "JOIN documents d ON d.id = v.document_id WHERE v.case_voice_id = ?", (voice_id,))}  # fmt: skip
    return [
        Name(
            one_line(alias.name),
            [(n, titles.get(n, "")) for n in dict.fromkeys(alias.documents)],
            [f"{key}:{alias.found_key}" for key in dict.fromkeys(alias.document_keys)],
            [one_line(reason) for reason in alias.joined],
        )
        for alias in said.aliases(connection, voice_id)
    ]


def _relayed_number(connection: Connection, voice_id: int) -> int:
    sql = (
        "SELECT count(DISTINCT h.attribution_id) FROM voices v JOIN relays h ON h.voice_id = v.id "
        "JOIN claims c ON c.id = h.attribution_id AND c.live WHERE v.case_voice_id = ?"
    )
    return int(connection.exec_driver_sql(sql, (voice_id,)).scalar_one())


def _relayed_by(connection: Connection, voice_id: int) -> list[tuple[Heading, int]]:
    """Through whom this voice's statements came, the most frequent first."""
    sql = (
        "SELECT w.id, w.name, w.kind, w.named, count(*) FROM voices v JOIN attributions t ON t.voice_id = v.id "
        "JOIN claims c ON c.id = t.id AND c.live JOIN relays h ON h.attribution_id = t.id JOIN voices z ON z.id = h.voice_id "
        "JOIN case_voices w ON w.id = z.case_voice_id WHERE v.case_voice_id = ? GROUP BY w.id ORDER BY 5 DESC, 2"
    )
    return [(heading(r[0], r[1], r[2], bool(r[3])), r[4]) for r in connection.exec_driver_sql(sql, (voice_id,))]


def _grade(connection: Connection, voice_id: int) -> Verdict | None:
    number = connection.exec_driver_sql("SELECT graded_by FROM case_voices WHERE id = ?", (voice_id,)).scalar_one()
    return get(connection, number) if number is not None else None


def _merged(connection: Connection, line: said.VoiceLine) -> list[tuple[str, int]]:
    """Voices that a person merged into this one, with the verdicts that did it."""
    sql = (
        "SELECT v.id, v.subject, v.payload FROM case_voices m JOIN verdicts v ON v.subject = 'voice:' || m.key "
        "JOIN standing s ON s.verdict_id = v.id AND s.live WHERE m.merged_into = ? AND v.kind = 'merge' ORDER BY v.id"
    )
    found = []
    for number, _, payload in connection.exec_driver_sql(sql, (line.id,)):
        found.append((one_line(json.loads(payload).get("was", {}).get("name", "")), int(number)))
    return found


def _others(connection: Connection, voice_id: int) -> list[tuple[int, str]]:
    """Voices that this one could be merged into, for the form's list."""
    sql = (
        "SELECT id, name FROM case_voices WHERE merged_into IS NULL AND id != ? AND kind != 'author' "
        "ORDER BY statements DESC, name LIMIT ?"
    )
    return [(r[0], one_line(r[1])) for r in connection.exec_driver_sql(sql, (voice_id, MOST_NAMES))]


def _alike(connection: Connection, line: said.VoiceLine) -> list[Alike]:
    """People of the same last name, those who say most first. Only a person can say whether they are one."""
    words = fold(line.name).split()
    if line.kind != "person" or not words:
        return []
    sql = (
        "SELECT id FROM case_voices WHERE merged_into IS NULL AND id != ? AND kind = 'person' AND statements > 0 "
        "AND (folded = ? OR folded LIKE ? ESCAPE '\\') ORDER BY statements DESC, id LIMIT ?"
    )
    last = words[-1]
    ending = "% " + re.sub(r"([%_\\])", r"\\\1", last)
    found = connection.exec_driver_sql(sql, (line.id, last, ending, MOST_ALIKE)).scalars().all()
    lines = [other for number in found if (other := said.voice(connection, number))]
    alike = []
    for v in lines:
        one, other = sorted((line, v), key=lambda x: (_fullness(x.name), x.statements, -x.id))
        about = " · ".join(x for x in (count(v.statements, "statement"), one_line(v.only or "")) if x)
        alike.append(Alike(voice_heading(v), about, one.id, other.id))
    return alike


_TITLES = frozenset("mr mrs ms miss mx dr sir dame lord lady".split())


def _fullness(name: str) -> int:
    """How many words of a name are not a form of address."""
    return sum(word not in _TITLES for word in fold(name).split())
