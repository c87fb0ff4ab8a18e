"""Annotations that people made elsewhere, as verdicts: what each means, what it is about here, and what could not be placed.

Nothing is lost silently: an annotation that fits no document, whose words are not there, or that makes no sense is listed
with the reason. Nothing is overwritten: verdicts supersede each other, and each can be undone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from sqlalchemy import Connection

from headwater.errors import BadVerdict
from headwater.export.contents import document_urn, statement_ids
from headwater.export.files import dumps
from headwater.export.ids import web_address
from headwater.store import said
from headwater.store.case import Case
from headwater.store.kinds import attribution_problem
from headwater.store.said import Said
from headwater.store.subjects import addition_subject
from headwater.store.verdicts import Draft, log

Now = dict[str, Any]
What = Literal["same", "accepted", "edited", "added", "rejected", "judged"]

JUDGED = frozenset({"accept", "reject", "credit", "grade", "name", "merge"})
"""Kinds of verdict that hold in another case as they stand. What was edited or added comes as the attribution itself."""

_NOTED = frozenset({"was", "words", "reading", "into_name"})
"""What a verdict notes of the case it was given in."""


@dataclass(frozen=True)
class Incoming:
    """One attribution as somebody else annotated it. ``now`` is it in the form of a verdict (see ``store.kinds``).

    ``name`` tells people where it stood; ``id`` and ``parent`` are ids within the file; ``author`` is who made it and ``reason``
    why, if it says; ``remark`` is the reason's own line where a person wrote one. ``row`` is the document it was matched with.
    """

    name: str
    id: str
    row: int
    now: Now
    parent: str | None = None
    author: str = ""
    reason: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Unplaced:
    """What could not be turned into a verdict, and why. ``what`` is it as it stood in the file."""

    name: str
    why: str
    what: str


@dataclass(frozen=True)
class Judgement:
    """A verdict as another case gave it. ``what`` is it as it stood in the file."""

    name: str
    kind: str
    subject: str
    payload: Now
    author: str
    reason: str
    what: str


@dataclass
class Arrived:
    """All that one file or folder holds.

    ``rows`` are the documents it is about, ``keys`` finds them by the keys that the file gives them; ``passed`` counts statements of pages' own authors: there is nothing to decide.
    """

    incoming: list[Incoming] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    passed: int = 0


@dataclass(frozen=True)
class Step:
    """What is to be done about one attribution. ``draft`` is None where nothing is; ``held`` is it as it stood in the file."""

    what: What
    name: str
    draft: Draft | None = None
    held: str = ""


@dataclass
class Outcome:
    """What an import did: how many attributions of each sort, and everything that could not be placed."""

    counts: Counter[str] = field(default_factory=Counter)
    unplaced: list[Unplaced] = field(default_factory=list)
    passed: int = 0


class Finder:
    """Finds the documents of a case by the hash of their text, their address, or their key."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._text: tuple[int, str] = -1, ""
        sql = "SELECT id, key, sha256, url, origin FROM documents WHERE removed IS NULL ORDER BY id"
        self._keys: dict[str, int] = {}
        self._addresses: dict[str, int] = {}
        self._hashes: dict[str, list[int]] = {}
        for row in connection.exec_driver_sql(sql):
            self._keys[row.key] = row.id
            self._hashes.setdefault(row.sha256, []).append(row.id)
            for address in (row.url, row.origin, web_address(row.url), web_address(row.origin), document_urn(row.key)):
                if address:
                    self._addresses[address] = row.id  # the newest version of an address

    def find(self, *, key: str = "", sha256: str = "", address: str = "", turn: int = 0) -> int | None:
        """The document. A hash decides alone: another text is another document, whatever its key or address.

        Of several documents with one text it is the one with this key, with this address, or the ``turn``-th.
        """
        named = (self._keys.get(key), self._addresses.get(address))
        if not sha256:
            return next((row for row in named if row is not None), None)
        rows = self._hashes.get(sha256, [])
        found = next((row for row in named if row in rows), None)
        return found if found is not None else rows[min(turn, len(rows) - 1)] if rows else None

    def text(self, row: int) -> str:
        """The text of a document. The last one is kept at hand, as annotations come document by document."""
        if self._text[0] != row:
            sql = "SELECT text FROM documents WHERE id = ?"
            self._text = row, str(self._connection.exec_driver_sql(sql, (row,)).scalar_one())
        return self._text[1]

    def voice_at(self, row: int, source: Sequence[int] | None) -> Now | None:
        """The voice that the tool found to be named by these words, as a verdict names voices."""
        if source is None:
            return None
        sql = (
            "SELECT c.key, c.name, c.kind, c.named FROM mentions m JOIN voices v ON v.id = m.voice_id JOIN case_voices c "
            'ON c.id = v.case_voice_id WHERE v.document_id = ? AND m."start" < ? AND m."end" > ? '
            'ORDER BY (m."start" = ? AND m."end" = ?) DESC, m."end" - m."start" DESC, v.id LIMIT 1'
        )
        values = (row, source[1], source[0], source[0], source[1])
        found = self._connection.exec_driver_sql(sql, values).first()
        return None if found is None else {
            "key": found.key, "name": found.name, "kind": found.kind, "named": bool(found.named),
        }  # fmt: skip


def plan(connection: Connection, arrived: Arrived, *, author: str, reason: str, complete: bool = False) -> list[Step]:
    """What is to be done about each incoming attribution, document by document. Adds to ``arrived.unplaced``.

    Those that say what the case says already need nothing; with ``complete`` they are accepted, and what the file does not
    have of its documents is rejected.
    """
    steps: list[Step] = []
    by_row: dict[int, list[Incoming]] = {}
    for one in arrived.incoming:
        by_row.setdefault(one.row, []).append(one)
    for row in sorted(arrived.rows):
        steps += _plan_document(connection, row, by_row.get(row, []), arrived.unplaced, author, reason, complete)
    steps = _in_the_name_of(connection, arrived, steps)
    given = {step.draft.subject for step in steps if step.draft}
    return [*steps, *_judged(connection, arrived, given, author, reason)]


def _in_the_name_of(connection: Connection, arrived: Arrived, steps: list[Step]) -> list[Step]:
    """What somebody accepted elsewhere, and the tool did not find here, is added in their name and for their reason."""
    accepted = {_here(connection, j.subject, arrived.keys): j for j in arrived.judgements if j.kind == "accept"}
    found = []
    for step in steps:
        by = accepted.get(step.draft.subject) if step.draft and step.draft.kind == "add" else None
        if by is not None and step.draft is not None:
            draft = replace(step.draft, author=by.author or step.draft.author, reason=by.reason or step.draft.reason)
            found.append(replace(step, draft=draft))
        else:
            found.append(step)
    return found


def _judged(
    connection: Connection, arrived: Arrived, given: Collection[str], author: str, reason: str
) -> Iterator[Step]:
    """Verdicts that another case, or this one, gave: those in force here already need nothing.

    ``given`` are the subjects of the verdicts to be given before: what these bring in needs no accepting.
    """
    live = {(v.kind, v.subject, _core(v.payload)) for v in log(connection, live=True)}
    for one in arrived.judgements:
        subject = _here(connection, one.subject, arrived.keys)
        if subject is None:
            arrived.unplaced.append(Unplaced(one.name, "no document of the case has the text it is about", one.what))
        elif (one.kind, subject, _core(one.payload)) in live or (one.kind == "accept" and subject in given):
            yield Step("same", one.name)
        elif one.kind in ("edit", "add"):
            arrived.passed += 1
        elif one.kind not in JUDGED:
            arrived.unplaced.append(
                Unplaced(one.name, f"a verdict ({one.kind}) that only its own case can hold", one.what)
            )
        else:
            payload = {k: v for k, v in one.payload.items() if k not in _NOTED}
            draft = Draft(one.kind, subject, payload, one.author or author, one.reason or reason)
            yield Step("judged", one.name, draft, one.what)


def _core(payload: Mapping[str, Any]) -> str:
    return json.dumps({k: v for k, v in payload.items() if k not in _NOTED}, sort_keys=True, default=str)


def _here(connection: Connection, subject: str, keys: Mapping[str, int]) -> str | None:
    """The subject with the key that its document has in this case."""
    about, _, rest = subject.partition(":")
    if about not in ("attribution", "document"):
        return subject
    key, colon, tail = rest.partition(":")
    row = keys.get(key)
    sql = "SELECT key FROM documents WHERE id = ? OR (? IS NULL AND key = ?)"
    found = connection.exec_driver_sql(sql, (row, row, key)).scalar()
    return None if found is None else f"{about}:{found}{colon}{tail}"


def _plan_document(
    connection: Connection,
    row: int,
    here: list[Incoming],
    unplaced: list[Unplaced],
    author: str,
    reason: str,
    complete: bool,
) -> list[Step]:
    standing = said.attributions(connection, row)
    key = str(connection.exec_driver_sql("SELECT key FROM documents WHERE id = ?", (row,)).scalar_one())
    good: list[Incoming] = []
    for one in here:
        problem = attribution_problem(one.now)
        if problem:
            unplaced.append(Unplaced(one.name, problem, dumps(one.now)))
        else:
            good.append(one)
    matched = _matches(good, standing)
    subjects = {i.id: m.subject if m else addition_subject(key, i.now) for i, m in zip(good, matched, strict=True)}
    parents = {s.claim_id: s.subject for s in standing}
    steps = []
    given: set[str] = set()
    for one, match in zip(good, matched, strict=True):
        now = {**one.now, "parent": subjects.get(one.parent or "")}
        draft = Draft(
            "add",
            match.subject if match else addition_subject(key, one.now),
            {"now": now},
            one.author or author,
            one.reason or reason,
        )
        if draft.subject in given:
            unplaced.append(
                Unplaced(one.name, "the same words from the same source stand in the file before", dumps(now))
            )
            continue
        given.add(draft.subject)
        if match is None:
            steps.append(Step("added", one.name, draft))
        elif _alike(match.now(parents.get(match.parent_id or -1)), now):
            steps.append(_agreed(one, match, author, reason, complete))
            if one.remark and steps[-1].draft is None:
                unplaced.append(
                    Unplaced(one.name, "a note in words on what is as it was: read it and decide", one.remark)
                )
        else:
            steps.append(Step("edited", one.name, replace(draft, kind="edit")))
    if complete:
        kept = {m.claim_id for m in matched if m}
        gone = [s for s in standing if s.claim_id not in kept]
        steps += [Step("rejected", s.words[:80], Draft("reject", s.subject, {}, author, reason)) for s in gone]
    return steps


def _agreed(one: Incoming, match: Said, author: str, reason: str, complete: bool) -> Step:
    if not complete or match.state != "read":
        return Step("same", one.name)
    return Step("accepted", one.name, Draft("accept", match.subject, {}, one.author or author, one.reason or reason))


def _matches(here: list[Incoming], standing: list[Said]) -> list[Said | None]:
    """For each incoming attribution the one in the case that it is about: by its words, by its id, then by its content alone."""
    ids = statement_ids(standing)
    levels: tuple[tuple[Callable[[Incoming], Hashable], Callable[[Said], Hashable]], ...] = (
        (lambda i: (_where(i.now), i.id), lambda s: ((s.source, s.content), ids[s.claim_id])),
        (lambda i: _where(i.now), lambda s: (s.source, s.content)),
        (lambda i: i.id, lambda s: ids[s.claim_id]),
        (lambda i: (_where(i.now)[1], _cue(i.now)), lambda s: (s.content, s.cue)),
    )
    free = dict(enumerate(standing))
    found: dict[int, Said] = {}
    for key_in, key_here in levels:
        waiting: dict[Hashable, list[int]] = {}
        for n in reversed(free):
            waiting.setdefault(key_here(free[n]), []).append(n)
        for n, one in enumerate(here):
            if n not in found and waiting.get(key_in(one)):
                found[n] = free.pop(waiting[key_in(one)].pop())
    return [found.get(n) for n in range(len(here))]


def _where(now: Now) -> tuple[tuple[int, ...] | None, tuple[tuple[int, ...], ...]]:
    return tuple(now["source"]) if now.get("source") else None, tuple(tuple(p) for p in now["content"])


def _cue(now: Now) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(p) for p in now.get("cue", []))


_SHOWN = {"markers", "evidence", "future"}
"""What only files that Headwater wrote, and those that say it, have: what is left out is as it stands."""


def _alike(standing: Now, incoming: Now) -> bool:
    """Whether two attributions say the same. A voice without a key is compared by what is known of it."""
    fields = ("source", "cue", "content", "parent", "form", "stance", "basis", "certainty")
    if any(standing.get(f) != incoming.get(f) for f in fields):
        return False
    if any((standing.get(f) or None) != (incoming[f] or None) for f in _SHOWN & incoming.keys()):
        return False
    here, there = standing["voice"], incoming["voice"]
    names = ("key",) if there.get("key") else ("name", "kind", "named")
    return all(here[n] == there.get(n) for n in names)


def carry_out(case: Case, arrived: Arrived, steps: Iterable[Step]) -> Outcome:
    """Give the verdicts. One that the case refuses is listed with its reason."""
    outcome = Outcome(unplaced=list(arrived.unplaced), passed=arrived.passed)
    for step in steps:
        if step.draft is not None:
            try:
                case.give(step.draft)
            except BadVerdict as error:
                outcome.unplaced.append(
                    Unplaced(step.name, error.problem, step.held or dumps(dict(step.draft.payload)))
                )
                continue
        outcome.counts[step.what] += 1
    return outcome


__all__ = ["Arrived", "Finder", "Incoming", "Judgement", "Outcome", "Step", "Unplaced", "carry_out", "plan"]
