"""What an export says: the documents of a case with their live statements, its voices, and its live verdicts.

Documents come one after the other, so that a large case never has to be in memory whole.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property

from sqlalchemy import Connection

from headwater.export.flows import Family, Flows
from headwater.export.ids import urn, web_address
from headwater.store import said
from headwater.store.said import Range, Speaker, Stated
from headwater.store.verdicts import Verdict, log


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Stated):
    """One live claim: an attribution, or a statement of the page's own author (``own``, with no chain, cue and form).

    ``id`` is a ``urn:uuid:`` made from the document and the words, the same in every export; ``parent`` is the id of the
    attribution whose content contains this one.
    """

    id: str
    row: int
    own: bool
    parent: str | None
    form: str | None

    @property
    def voice(self) -> Speaker | None:
        """Who says it; None for the page's own author."""
        return self.chain[-1] if self.chain else None

    def parts(self) -> dict[str, tuple[Range, ...]]:
        """The passages by the part they play, the content first."""
        return {
            "content": self.content,
            "source": (self.source,) if self.source else (),
            "cue": self.cue,
            "marker": self.markers,
            "evidence": self.evidence,
            "future": (self.future,) if self.future else (),
        }


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """One document that counts. ``previous`` is the id of the version before it at the same address, if the case has one."""

    row: int
    key: str
    sha256: str
    origin: str
    url: str | None
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    published: str | None
    language: str
    version: int
    previous: str | None
    captured: str
    added: str
    text: str
    statements: tuple[Statement, ...]

    @property
    def id(self) -> str:
        """A ``urn:uuid:`` for this capture of the page."""
        return document_urn(self.key)

    @property
    def address(self) -> str | None:
        """Where the page is on the web, if it is known."""
        return web_address(self.url) or web_address(self.origin)

    def words(self, pieces: tuple[Range, ...]) -> str:
        """The words of ``pieces``, an ellipsis between them."""
        return " … ".join(self.text[a:b] for a, b in pieces)


@dataclass(frozen=True, slots=True)
class CaseVoice:
    """A voice of the case that says or relays something. ``aliases`` are other spellings it was found under."""

    key: str
    name: str
    kind: str
    named: bool
    reliability: str | None
    statements: int
    aliases: tuple[str, ...]

    @property
    def id(self) -> str:
        """A ``urn:uuid:`` for this voice."""
        return voice_urn(self.key)


def document_urn(key: str) -> str:
    """The id of the document with this key."""
    return urn("document", key)


def voice_urn(key: str) -> str:
    """The id of the case voice with this key."""
    return urn("voice", key)


_DOCUMENTS = """
SELECT d.id, d.key, d.sha256, d.origin, d.url, d.title, d.authors, d.publisher, d.published, d.language, d.version,
  (SELECT p.key FROM documents p WHERE p.address = d.address AND p.version < d.version AND p.removed IS NULL
   ORDER BY p.version DESC LIMIT 1) AS previous,
  coalesce((SELECT min(c.captured) FROM captures c WHERE c.document_id = d.id), d.added) AS captured, d.added, d.text
FROM documents d WHERE d.removed IS NULL ORDER BY d.id"""

_OWN = """
SELECT c.id, c."start", c."end", c.future_start, c.future_end, c.state, c.verdict_id, y.label, y.low, y.high
FROM claims c JOIN certainties y ON y.id = c.certainty_id
WHERE c.document_id = ? AND c.own AND c.live ORDER BY c."start", c."end", c.id"""

_OWN_MARKERS = """
SELECT s.claim_id, s."start", s."end" FROM claims c JOIN spans s ON s.claim_id = c.id AND s.role = 'marker'
WHERE c.document_id = ? AND c.own AND c.live ORDER BY s.claim_id, s.n"""

_VOICES = """
SELECT cv.id, cv.key, cv.name, cv.kind, cv.named, cv.reliability, cv.statements FROM case_voices cv
WHERE cv.merged_into IS NULL AND cv.id IN (SELECT v.case_voice_id FROM voices v JOIN documents d ON d.id = v.document_id
  WHERE d.removed IS NULL AND (v.statements > 0 OR v.id IN (SELECT voice_id FROM relays))) ORDER BY cv.key"""

_ALIASES = "SELECT DISTINCT case_voice_id, name FROM voices ORDER BY case_voice_id, name"


class Contents:
    """Everything that is live in one state of a case, read through one connection."""

    def __init__(self, connection: Connection, name: str) -> None:
        self.connection = connection
        self.name = name
        self._statement_ids: dict[int, str] = {}
        self._document_ids: dict[int, str] = {}

    @property
    def id(self) -> str:
        """A ``urn:uuid:`` for the case, made from its name and when it was begun."""
        sql = "SELECT value FROM case_info WHERE key = 'created'"
        return urn("case", self.name, self.connection.exec_driver_sql(sql).scalar_one_or_none())

    @cached_property
    def created(self) -> str:
        """When the case was begun (UTC, ISO)."""
        return str(self.connection.exec_driver_sql("SELECT value FROM case_info WHERE key = 'created'").scalar_one())

    @cached_property
    def changed(self) -> str:
        """When the last document or verdict came (UTC, ISO): the age of an export, whenever it is written."""
        sql = "SELECT max(coalesce((SELECT max(added) FROM documents), ''), coalesce((SELECT max(time) FROM verdicts), ''), ?)"
        return str(self.connection.exec_driver_sql(sql, (self.created,)).scalar_one())

    @cached_property
    def voices(self) -> list[CaseVoice]:
        """The voices that say or relay something, by key."""
        names: dict[int, list[str]] = defaultdict(list)
        for number, name in self.connection.exec_driver_sql(_ALIASES):
            names[number].append(name)
        return [
            CaseVoice(r.key, r.name, r.kind, bool(r.named), r.reliability, r.statements,
                      tuple(n for n in names[r.id] if n != r.name))
            for r in self.connection.exec_driver_sql(_VOICES)
        ]  # fmt: skip

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """The verdicts in force, in the order given; those that only undo others have done their work."""
        return [v for v in log(self.connection, live=True) if v.kind != "undo"]

    @cached_property
    def verdict_of(self) -> dict[int, Verdict]:
        """The verdicts in force by number."""
        return {v.id: v for v in self.verdicts}

    def documents(self) -> Iterator[CaseDocument]:
        """The documents that count, in the order they came in."""
        for row in self.connection.exec_driver_sql(_DOCUMENTS).mappings():
            values = dict(row)
            number = values.pop("id")
            previous = values.pop("previous")
            values["authors"] = tuple(json.loads(values["authors"]))
            statements = self._statements(number, row["key"])
            self._document_ids[number] = document_urn(row["key"])
            self._statement_ids |= {s.row: s.id for s in statements}
            yield CaseDocument(
                row=number, previous=document_urn(previous) if previous else None, statements=statements, **values
            )

    def families(self) -> Iterator[Family]:
        """What tracing found in the documents that ``documents`` has given by now."""
        yield from Flows(self.connection, self._statement_ids, self._document_ids)

    def _statements(self, number: int, key: str) -> tuple[Statement, ...]:
        attributed = said.attributions(self.connection, number)
        found = [*_attributed(attributed), *self._own(number, key)]
        return tuple(sorted(found, key=lambda s: (s.content[0][0], -s.content[-1][1], s.own, s.row)))

    def _own(self, number: int, key: str) -> Iterator[Statement]:
        markers: dict[int, list[Range]] = defaultdict(list)
        for claim, start, end in self.connection.exec_driver_sql(_OWN_MARKERS, (number,)):
            markers[claim].append((start, end))
        for r in self.connection.exec_driver_sql(_OWN, (number,)):
            subject = f"own:{key}:{r.start}-{r.end}"
            yield Statement(
                id=urn("statement", subject), row=r.id, subject=subject, own=True, parent=None, chain=(), source=None, cue=(),
                content=((r.start, r.end),), markers=tuple(markers[r.id]), evidence=(),
                future=None if r.future_start is None else (r.future_start, r.future_end), form=None, stance="asserts",
                basis="not stated", certainty=r.label, low=r.low, high=r.high, confidence=None, state=r.state,
                verdict_id=r.verdict_id,
            )  # fmt: skip


def statement_ids(found: Iterable[said.Said]) -> dict[int, str]:
    """The ids of attributions by the rows of their claims. Those with source and content in common are told apart by order."""
    seen: Counter[str] = Counter()
    ids: dict[int, str] = {}
    for one in sorted(found, key=lambda s: s.claim_id):
        seen[one.subject] += 1
        again = (seen[one.subject],) if seen[one.subject] > 1 else ()
        ids[one.claim_id] = urn("statement", one.subject, *again)
    return ids


def _attributed(found: list[said.Said]) -> Iterator[Statement]:
    ids = statement_ids(found)
    for s in found:
        yield Statement(
            id=ids[s.claim_id],
            row=s.claim_id,
            own=False,
            parent=None if s.parent_id is None else ids.get(s.parent_id),
            form=s.form,
            **{field.name: getattr(s, field.name) for field in fields(Stated)},
        )
