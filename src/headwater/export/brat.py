"""brat standoff: a folder with ``NAME.txt`` and ``NAME.ann`` for each document, and the ``annotation.conf`` that brat needs.

An attribution is a ``Content`` with its relations: ``SaidBy`` a ``Source``, ``CuedBy`` a ``Cue``, ``Inside`` another ``Content``.
Form, stance, basis and certainty are attributes. What brat has no place for (the voice, ranges, ids) stands as JSON in a
note. brat can't mark a line's end, so a passage over several lines is one annotation in several fragments.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from headwater.export.contents import CaseDocument, Contents, Statement
from headwater.export.ids import file_name
from headwater.export.words import one_line
from headwater.model import Basis, CertaintyLabel, Form, Stance
from headwater.store.said import Range
from headwater.store.verdicts import Verdict

PARTS = {
    "source": ("Source", "SaidBy"),
    "cue": ("Cue", "CuedBy"),
    "marker": ("Marker", "HedgedBy"),
    "evidence": ("Evidence", "ShownBy"),
    "future": ("Horizon", "ForeseenFor"),
}
"""Parts of an attribution beside its content: the type of the words, and of the relation to them."""

CONTENT, OWN, INSIDE = "Content", "OwnStatement", "Inside"
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "Form": get_args(Form),
    "Stance": get_args(Stance),
    "Basis": get_args(Basis),
    "Certainty": get_args(CertaintyLabel),
}

_BREAKS = re.compile("[\n\r\t\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_TITLE = 48


def write(contents: Contents, folder: Path) -> int:
    """Write a folder for brat; how many documents."""
    (folder / "annotation.conf").write_text(configuration(), encoding="utf-8")
    count = 0
    for document in contents.documents():
        count += 1
        name = f"{count:05d}-{_slug(document)}"
        (folder / f"{name}.txt").write_bytes(document.text.encode("utf-8", "surrogatepass"))
        with (folder / f"{name}.ann").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines(document, contents.verdict_of))
    return count


def _slug(document: CaseDocument) -> str:
    """A title as a file name that every system takes."""
    title = _NOT_PLAIN.sub("-", one_line(document.title or file_name(document.origin)).casefold()).strip("-")
    return title[:_TITLE].strip("-") or document.key


def configuration() -> str:
    """What brat must be told of the types: ``annotation.conf``."""
    entities = [CONTENT, OWN, *(entity for entity, _ in PARTS.values())]
    relations = [f"{name}\tArg1:{CONTENT}, Arg2:{entity}" for entity, name in PARTS.values()]
    relations += [f"{INSIDE}\tArg1:{CONTENT}, Arg2:{CONTENT}"]
    relations += [
        f"{name}\tArg1:{OWN}, Arg2:{PARTS[part][0]}"
        for part, (_, name) in PARTS.items()
        if part in ("marker", "future")
    ]
    relations += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"]
    attributes = [
        f"{name}\tArg:{CONTENT}{'|' + OWN if name == 'Certainty' else ''}, Value:{'|'.join(map(plain, values))}"
        for name, values in ATTRIBUTES.items()
    ]
    blocks = {"entities": entities, "relations": relations, "events": [], "attributes": attributes}
    return "\n".join(line for name, block in blocks.items() for line in (f"[{name}]", *block, ""))


def plain(value: str) -> str:
    """A value as brat can hold it: without spaces."""
    return value.replace(" ", "-")


def lines(document: CaseDocument, verdicts: Mapping[int, Verdict]) -> Iterator[str]:
    """The lines of one document's ``.ann``. ``verdicts`` are those in force, by number."""
    numbers = _Numbers()
    spans: dict[tuple[str, tuple[Range, ...]], str] = {}
    contents = {statement.id: numbers.next("T") for statement in document.statements}

    for statement in document.statements:
        mine = contents[statement.id]
        yield _bound(mine, OWN if statement.own else CONTENT, statement.content, document.text)
        for part, pieces in _parts(statement):
            entity, relation = PARTS[part]
            key = entity, pieces
            if key not in spans:
                spans[key] = numbers.next("T")
                yield _bound(spans[key], entity, pieces, document.text)
            yield f"{numbers.next('R')}\t{relation} Arg1:{mine} Arg2:{spans[key]}"
        if statement.parent in contents:
            yield f"{numbers.next('R')}\t{INSIDE} Arg1:{mine} Arg2:{contents[statement.parent]}"
        for name, value in attributes(statement):
            yield f"{numbers.next('A')}\t{name} {mine} {plain(value)}"
        yield f"{numbers.next('#')}\tAnnotatorNotes {mine}\t{_json(note(statement, document, verdicts))}"


class _Numbers:
    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def next(self, letter: str) -> str:
        self._last[letter] = self._last.get(letter, 0) + 1
        return f"{letter}{self._last[letter]}"


def _parts(statement: Statement) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """Each part beside the content. A cue in several pieces is one; several markers are several."""
    for name, pieces in statement.parts().items():
        if name != "content":
            for group in _groups(name, pieces):
                yield name, group


def _groups(name: str, pieces: tuple[Range, ...]) -> list[tuple[Range, ...]]:
    """The pieces that are marked together."""
    if name in ("content", "cue"):
        return [pieces] if pieces else []
    return [(piece,) for piece in pieces]


def attributes(statement: Statement) -> list[tuple[str, str]]:
    """The attributes that brat shows."""
    if statement.own:
        return [("Certainty", statement.certainty)]
    return [
        ("Form", statement.form or "indirect"),
        ("Stance", statement.stance),
        ("Basis", statement.basis),
        ("Certainty", statement.certainty),
    ]


def note(statement: Statement, document: CaseDocument, verdicts: Mapping[int, Verdict]) -> dict[str, Any]:
    """What brat has no place for. ``pieces`` gives the exact pieces of what the fragments alone would not give back.

    ``given`` says who gave the attribution, or accepted it, and why; ``as`` is the hash by which the way in sees whether it is
    still as they left it.
    """
    text = document.text
    found: dict[str, Any] = {"id": statement.id, "document": document.key}
    found["certainty"] = [statement.certainty, statement.low, statement.high]
    if statement.voice:
        voice = statement.voice
        found["voice"] = {"key": voice.key, "name": voice.name, "kind": voice.kind, "named": voice.named}
        found["through"] = [v.name for v in statement.chain[:-1]]
        found["source"] = list(statement.source) if statement.source else None
    if statement.confidence is not None:
        found["confidence"] = statement.confidence
    verdict = verdicts.get(statement.verdict_id or 0)
    if verdict is not None and not statement.own:
        found["given"] = {"kind": verdict.kind, "author": verdict.author, "reason": verdict.reason,
                          "subject": statement.subject, "as": fingerprint(as_given(statement))}  # fmt: skip
    exact = {}
    for name, pieces in statement.parts().items():
        cut = sorted(one for group in _groups(name, pieces) for one in fragments(group, text))
        if pieces and merged(cut, text) != [list(p) for p in pieces]:
            exact[name] = {"fragments": cut, "pieces": [list(p) for p in pieces]}
    return found | ({"pieces": exact} if exact else {})


def as_given(statement: Statement) -> dict[str, Any]:
    """The attribution in the form of a verdict, but for its voice and what it stands in."""
    certainty = {"label": statement.certainty, "low": statement.low, "high": statement.high}
    return {
        "source": statement.source, "cue": statement.cue, "content": statement.content, "form": statement.form,
        "stance": statement.stance, "basis": statement.basis, "certainty": certainty, "markers": statement.markers,
        "evidence": statement.evidence, "future": statement.future,
    }  # fmt: skip


def fingerprint(now: Mapping[str, Any]) -> str:
    """Sixteen hex digits of an attribution without its voice and what it stands in."""
    known = {name: value or None for name, value in now.items() if name not in ("voice", "parent")}
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:16]


def fragments(pieces: Sequence[Range], text: str) -> list[list[int]]:
    """The pieces cut where a line ends, which no fragment may contain."""
    found = []
    for start, end in pieces:
        at = start
        for gap in _BREAKS.finditer(text, start, end):
            if gap.start() > at:
                found.append([at, gap.start()])
            at = gap.end()
        if at < end:
            found.append([at, end])
    return found or [[a, b] for a, b in pieces]


def merged(cut: Sequence[Sequence[int]], text: str) -> list[list[int]]:
    """Fragments with nothing but ends of lines between them as the one piece they were."""
    found: list[list[int]] = []
    for start, end in cut:
        if found and found[-1][1] < start and _BREAKS.fullmatch(text, found[-1][1], start):
            found[-1][1] = end
        else:
            found.append([start, end])
    return found


def _bound(name: str, entity: str, pieces: Sequence[Range], text: str) -> str:
    cut = fragments(pieces, text)
    words = " ".join(_BREAKS.sub(" ", text[a:b]) for a, b in cut)
    return f"{name}\t{entity} {';'.join(f'{a} {b}' for a, b in cut)}\t{words}".encode("utf-8", "replace").decode()


def _json(value: Any) -> str:
    """JSON without a character that any program could take for the end of a line."""
    return _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False))
