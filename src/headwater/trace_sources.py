"""Documents of a case as tracing sees them: whole where they are compared, only their text where they need not be."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from headwater.model import Document, Markup, Reading, Residue
from headwater.model_trace import Source
from headwater.store import loading
from headwater.store.names import address_of
from headwater.store.traced import Traced

_LIGHT = """
SELECT d.id, d.key, d.origin, d.url, d.text, d.published, (SELECT min(c.captured) FROM captures c WHERE c.document_id = d.id)
  AS captured, d.address FROM documents d WHERE d.key IN (SELECT value FROM json_each(?)) ORDER BY d.id"""


class Sources(Mapping[str, Source]):
    """The sources of a case by document key, read from it when first asked for. Lives as long as ``connection``.

    ``known`` gives publisher and agency of documents that were traced before.
    """

    def __init__(self, connection: Connection, keys: Iterable[str], known: Mapping[str, Traced]) -> None:
        self._connection = connection
        self._whole: dict[str, Source] = {}
        self._light = {s.document: s for s in _light_sources(connection, keys, known)}
        self.numbers = {
            row[0]: int(row[1])
            for row in connection.exec_driver_sql("SELECT key, id FROM documents")
            if row[0] in self._light
        }

    def __getitem__(self, key: str) -> Source:
        """The whole source, reading and all."""
        if key not in self._whole:
            self._whole[key] = self._load(key)
        return self._whole[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._light)

    def __len__(self) -> int:
        return len(self._light)

    def light(self, key: str) -> Source:
        """The source with its text and what does not belong to it, but nothing that was read in it."""
        return self._whole.get(key) or self._light[key]

    def stub(self, key: str) -> Source:
        """The source without its text: who published it, and where."""
        light = self._light[key]
        return replace(light, reading=Reading(Document(light.reading.document.origin, "")))

    def beside(self) -> dict[str, str]:
        """What a document says beside its text, by key: its title and where its links lead."""
        found: dict[str, str] = defaultdict(str)
        for sql in (
            "SELECT key, title FROM documents WHERE title IS NOT NULL",
            "SELECT d.key, m.target FROM markup m JOIN documents d ON d.id = m.document_id WHERE m.target IS NOT NULL",
        ):
            for key, words in self._connection.exec_driver_sql(sql):
                found[key] += f" {words}"
        return found

    def learn(self, key: str, publisher: str | None, agency: str | None) -> None:
        """Know the publisher and the agency of a document."""
        self._light[key] = replace(self._light[key], publisher=publisher, agency=agency)
        if key in self._whole:
            self._whole[key] = replace(self._whole[key], publisher=publisher, agency=agency)

    def _load(self, key: str) -> Source:
        light = self._light[key]
        number = self.numbers[key]
        reading = loading.load(self._connection, number)
        sql = "SELECT v.local, c.key FROM voices v JOIN case_voices c ON c.id = v.case_voice_id WHERE v.document_id = ? ORDER BY v.id"
        voices = tuple((row[0], row[1]) for row in self._connection.exec_driver_sql(sql, (number,)))
        links = tuple(m.target for m in reading.document.markup if m.kind == "link" and m.target)
        return replace(light, reading=reading, voices=voices, links=links)


def _light_sources(connection: Connection, keys: Iterable[str], known: Mapping[str, Traced]) -> Iterator[Source]:
    import json

    residue: dict[int, list[Residue]] = defaultdict(list)
    for number, start, end, kind in connection.exec_driver_sql(
        'SELECT document_id, "start", "end", kind FROM residue ORDER BY document_id, n'
    ):
        residue[number].append(Residue(start, end, kind))
    quotes: dict[int, list[Markup]] = defaultdict(list)
    for number, start, end in connection.exec_driver_sql(
        'SELECT document_id, "start", "end" FROM markup WHERE kind = \'quote\' ORDER BY document_id, n'
    ):
        quotes[number].append(Markup(start, end, "quote"))
    for row in connection.exec_driver_sql(_LIGHT, (json.dumps(list(keys)),)):
        yield _light(row, tuple(quotes[row.id]), tuple(residue[row.id]), known.get(row.key))


def _light(row: Any, quotes: tuple[Markup, ...], residue: tuple[Residue, ...], known: Traced | None) -> Source:
    document = Document(row.origin, row.text, url=row.url, published=row.published, markup=quotes, residue=residue)
    return Source(
        document=row.key,
        reading=Reading(document),
        address=address_of(document),
        published=row.published,
        captured=row.captured,
        publisher=known.publisher if known else None,
        agency=known.agency if known else None,
    )


def digest(*parts: object) -> str:
    """Sixteen hex digits over plain values."""
    return hashlib.sha256("\n".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
