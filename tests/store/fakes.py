"""A reader that needs no weights, and cases filled without one. Invented places and people only."""

from __future__ import annotations

import re
from pathlib import Path

from headwater.model import Attribution, Certainty, Document, OwnStatement, Quantity, Reading, Span, Voice
from headwater.store.case import Case, Read
from headwater.store.documents import Capture, Original
from headwater.store.names import subject_of

STAGES = {"intake": "1", "reading": "1"}
_SAID = re.compile(r"(?P<source>[A-Z]\w+(?: [A-Z]\w+)?) (?P<cue>said|warned) (?P<content>[^.]+)\.")
_SENTENCE = re.compile(r"[^.\s][^.\n]*\.")
SURE = Certainty("CT+", 0.99, 1.0)


class FakeReader:
    """Reads "Name said something." and nothing else."""

    version = "fake-1"

    def read(self, document: Document) -> Reading:
        voices: dict[str, list[Span]] = {}
        found = []
        for match in _SAID.finditer(document.text):
            source, cue, content = (document.span(*match.span(g)) for g in ("source", "cue", "content"))
            voices.setdefault(source.text, []).append(source)
            found.append((source, cue, content))
        ids = {name: f"v{n}" for n, name in enumerate(voices, 1)}
        covered = [(s.start, c.end) for s, _, c in found]
        sentences = [document.span(*m.span()) for m in _SENTENCE.finditer(document.text) if m[0].strip(" .")]
        return Reading(
            document,
            tuple(sentences),
            tuple(Voice(ids[n], n, "person", True, None, tuple(m)) for n, m in voices.items()),
            tuple(
                Attribution(f"a{n}", None, ids[s.text], (ids[s.text],), s, (q,), (c,), "indirect", "asserts", "not stated",
                            SURE, 0.75)
                for n, (s, q, c) in enumerate(found, 1)
            ),
            tuple(OwnStatement(s, SURE) for s in sentences if not any(a < s.end and s.start < b for a, b in covered)),
            tuple(Quantity(document.span(*m.span()), float(m[0]), None, None, None, None)
                  for m in re.finditer(r"\d+", document.text)),
        )  # fmt: skip


def load_fake(model: str) -> FakeReader:
    """Stands in for ``pipeline.load_reader``; importable, so that worker processes can have it."""
    return FakeReader()


def read(text: str, origin: str = "a.txt", **more: object) -> Reading:
    return FakeReader().read(Document(origin, text, **more))  # type: ignore[arg-type]


def item(reading: Reading, original: bytes | None = None, **more: object) -> Read:
    data = reading.document.text.encode() if original is None else original
    return Read(Capture(reading.document, Original.of(data, reading.document), **more), reading, STAGES)  # type: ignore[arg-type]


def put(case: Case, *readings: Reading) -> list[int]:
    """Save readings; the rows of their documents."""
    return [saved.document_id for saved in case.save([item(r) for r in readings])]  # type: ignore[union-attr]


def subjects(case: Case, document_id: int) -> dict[str, str]:
    """The subjects of a document's attributions, by the words of their content."""
    reading = case.load(document_id, live=False)
    with case.reading() as connection:
        sql = "SELECT key FROM documents WHERE id = ?"
        key = connection.exec_driver_sql(sql, (document_id,)).scalar_one()
    return {a.content[0].text: subject_of(key, a) for a in reading.attributions}


def now(reading: Reading, content: str, source: str | None, name: str, **more: object) -> dict[str, object]:
    """What an ``edit`` or ``add`` says the attribution is."""
    text = reading.document.text

    def at(words: str) -> list[int]:
        return [text.index(words), text.index(words) + len(words)]

    return {
        "source": at(source) if source else None,
        "cue": [],
        "content": [at(content)],
        "voice": {"name": name, "kind": "person", "named": True},
        "form": "indirect",
        "stance": "asserts",
        "basis": "not stated",
        "certainty": {"label": "PR+", "low": 0.55, "high": 0.8},
        **more,
    }


def new_case(folder: Path) -> Case:
    return Case.create(folder / "test.headwater", "Test")
