"""Words that a verdict took an attribution from go back to the page's author.

What nobody is said to have said, the page says itself: where a verdict rejected an attribution, or gave it narrower words,
the words left over become own statements again, by the rule by which reading finds them. They are rows of ``claims`` with
``own`` 1 and state ``added``; own statements that they take in are ``replaced``.
"""

# Only names of tables and numbers are put into SQL; what people write is always a parameter.

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from headwater.model import Certainty
from headwater.ranges import Cover
from headwater.store import readings
from headwater.store.ledger import ledger
from headwater.store.names import Piece

LEAST_WORDS = 3
"""Scraps of fewer words say nothing of their own; the same as when a page is read."""

FLAT = Certainty("CT+", 0.99, 1.0)
"""How sure the author sounds where no word left over says otherwise."""

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_STOPS = ".?!"
_OPENING = '“‘«„"'


@dataclass(frozen=True)
class _Claim:
    """A claim with all its words: ``frame`` is cue and source, ``markers`` what shows its certainty."""

    id: int
    own: bool
    state: str
    verdict_id: int | None
    certainty: Certainty
    content: tuple[Piece, ...]
    frame: tuple[Piece, ...]
    markers: tuple[Piece, ...]

    @property
    def dead(self) -> bool:
        """Whether a verdict took its words away from whoever was said to have said them."""
        return not self.own and self.state in ("rejected", "replaced")

    @property
    def left(self) -> tuple[Piece, ...]:
        """The words that a verdict set free. Who edits words keeps the words that name the source from being a statement."""
        return (*self.content, *self.frame) if self.state == "rejected" else self.content if self.dead else ()

    @property
    def taken(self) -> tuple[Piece, ...]:
        """The words that are not the page's own while this stands as it does."""
        return () if self.own or self.state == "rejected" else self.frame if self.dead else (*self.content, *self.frame)

    def shared(self, start: int, end: int) -> int:
        """How many code points of it lie in a range."""
        pieces = self.left if self.dead else self.content
        return sum(max(0, min(b, end) - max(a, start)) for a, b in pieces)

    def markers_in(self, start: int, end: int) -> tuple[Piece, ...]:
        """Its markers in a range."""
        return tuple(m for m in self.markers if start <= m[0] and m[1] <= end)


@dataclass(frozen=True)
class Returned:
    """One statement that goes back to the author."""

    start: int
    end: int
    verdict_id: int
    certainty: Certainty
    markers: tuple[Piece, ...] = ()
    instead_of: tuple[int, ...] = field(default=(), compare=False)


def settle(connection: Connection, document_id: int, stage: int) -> None:
    """Bring the document's returned statements up to date. Call it when the states of its attributions are."""
    claims = _claims(connection, document_id)
    present = {c.id: c for c in claims if c.own and c.state == "added"}
    wanted: list[Returned] = []
    if any(c.dead for c in claims):
        wanted = returned(*_text(connection, document_id), [c for c in claims if c.id not in present])
    for one in wanted:
        values = [(one.verdict_id, number) for number in one.instead_of]
        if values:
            sql = "UPDATE claims SET state = 'replaced', verdict_id = ?, live = 0 WHERE id = ? AND state = 'read'"
            connection.exec_driver_sql(sql, values)
    kept = {_same(c): c.id for c in present.values()}
    keys = [(w.start, w.end, w.verdict_id, w.certainty, w.markers) for w in wanted]
    _drop(connection, document_id, [number for key, number in kept.items() if key not in keys])
    _insert(connection, document_id, [w for w, key in zip(wanted, keys, strict=True) if key not in kept], stage)


def returned(
    text: str, sentences: Iterable[Piece], residue: Iterable[Piece], claims: Sequence[_Claim]
) -> list[Returned]:
    """What goes back to the author in a text, in order."""
    dead = [c for c in claims if c.dead]
    cover = Cover([*(p for c in claims for p in c.taken), *residue])
    found: list[Returned] = []
    for start, end in sentences:
        here = [c for c in dead if c.shared(start, end)]
        if not here:
            continue
        for low, high in _runs(text, start, end, cover):
            behind = [c for c in here if c.shared(low, high)]
            if behind:
                own = [c for c in claims if c.own and c.state == "read" and c.shared(low, high)]
                found.append(_statement(low, high, behind, own))
    return found


def _statement(start: int, end: int, dead: Sequence[_Claim], own: Sequence[_Claim]) -> Returned:
    """As sure as the words left over sound: as what was read in them, if the words that showed it are among them."""
    hedged = [c for c in (*dead, *own) if c.markers_in(start, end)]
    most = max(hedged, key=lambda c: (c.shared(start, end), -c.id), default=None)
    return Returned(
        start,
        end,
        verdict_id=max(c.verdict_id or 0 for c in dead),
        certainty=most.certainty if most else FLAT,
        markers=most.markers_in(start, end) if most else (),
        instead_of=tuple(c.id for c in own),
    )


def _runs(text: str, start: int, end: int, cover: Cover) -> list[Piece]:
    """Runs of words outside the cover that are long enough to say something, with the stop that ends them."""
    runs: list[list[Piece]] = [[]]
    for match in _WORD.finditer(text, start, end):
        if cover.touches(*match.span()):
            runs.append([])
        else:
            runs[-1].append(match.span())
    found = []
    for run in runs:
        if len(run) >= LEAST_WORDS:
            first, stop = run[0][0], run[-1][1]
            first -= first > start and text[first - 1] in _OPENING and not cover.touches(first - 1, first)
            found.append((first, stop + 1 if stop < end and text[stop] in _STOPS else stop))
    return found


_CLAIMS = """
SELECT c.id, c.own, c.state, c.verdict_id, c."start", c."end", y.label, y.low, y.high, t.source_start, t.source_end,
  t.cue_start, t.cue_end, s.role, s."start", s."end"
FROM claims c JOIN certainties y ON y.id = c.certainty_id LEFT JOIN attributions t ON t.id = c.id
LEFT JOIN spans s ON s.claim_id = c.id AND s.role IN ('content', 'cue', 'marker')
WHERE c.document_id = ? ORDER BY c.id, s.role, s.n"""


def _claims(connection: Connection, document_id: int) -> list[_Claim]:
    rows: dict[int, Any] = {}
    pieces: dict[tuple[int, str], list[Piece]] = {}
    for row in connection.exec_driver_sql(_CLAIMS, (document_id,)):
        rows[row[0]] = row
        if row[13] is not None:
            pieces.setdefault((row[0], row[13]), []).append((row[14], row[15]))
    found = []
    for n, r in rows.items():
        frame = list(pieces.get((n, "cue"), [] if r[11] is None else [(r[11], r[12])]))
        frame += [] if r[9] is None else [(r[9], r[10])]
        content = tuple(pieces.get((n, "content"), ((r[4], r[5]),)))
        markers = tuple(pieces.get((n, "marker"), ()))
        found.append(_Claim(n, bool(r[1]), r[2], r[3], Certainty(r[6], r[7], r[8]), content, tuple(frame), markers))
    return found


def _text(connection: Connection, document_id: int) -> tuple[str, list[Piece], list[Piece]]:
    sql = (
        "SELECT d.text, r.sentences FROM documents d LEFT JOIN readings r ON r.document_id = d.id AND r.current = 1 "
        "WHERE d.id = ?"
    )
    text, sentences = connection.exec_driver_sql(sql, (document_id,)).one()
    residue = connection.exec_driver_sql('SELECT "start", "end" FROM residue WHERE document_id = ?', (document_id,))
    # a reading that did not cut its text into sentences is taken line by line
    cut = [(a, b) for a, b in json.loads(sentences or "[]")] or [m.span() for m in re.finditer(r"[^\n]+", text)]
    return text, cut, [(r[0], r[1]) for r in residue]


def _same(claim: _Claim) -> tuple[Any, ...]:
    start, end = claim.content[0]
    return start, end, claim.verdict_id, claim.certainty, claim.markers


def _drop(connection: Connection, document_id: int, ids: Sequence[int]) -> None:
    if ids:
        readings.unindex(connection, document_id, ids)
        connection.exec_driver_sql("DELETE FROM claims WHERE id = ?", [(number,) for number in ids])


def _insert(connection: Connection, document_id: int, wanted: Sequence[Returned], stage: int) -> None:
    sql = "SELECT text, removed IS NULL FROM documents WHERE id = ?"
    text, live = connection.exec_driver_sql(sql, (document_id,)).one()
    books = ledger(connection)
    for one in wanted:
        number = books.number("claims")
        row = {
            "id": number, "document_id": document_id, "own": 1, "start": one.start, "end": one.end,
            "certainty_id": books.certainty(one.certainty), "state": "added", "live": live,
            "verdict_id": one.verdict_id, "stage_id": stage,
        }  # fmt: skip
        books.insert_many("claims", [row])
        books.insert_many(
            "spans",
            [
                {"claim_id": number, "role": "marker", "n": n, "start": a, "end": b}
                for n, (a, b) in enumerate(one.markers)
            ],
        )
        readings.index(connection, {number: text[one.start : one.end]})
