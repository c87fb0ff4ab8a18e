"""W3C Web Annotations in: those that Headwater wrote, whatever was changed in them, and those of other tools.

An annotation is an attribution if it has a body of type ``hw:Attribution``, or one that names the voice: a ``TextualBody`` with
the purpose ``identifying``. Targets without ``hw:role`` are the content. Words are looked for at their position first, then by
quotation with what stands around it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headwater.errors import BadFormat, NoText, NotReadable, TooLarge
from headwater.export.files import dumps
from headwater.export.verdicts_in import Arrived, Finder, Incoming, Judgement, Now, Unplaced
from headwater.export.words import one_line

LARGEST = 1 << 29
"""Bytes of a file of annotations that are read."""

Json = dict[str, Any]


class _Unfit(Exception):
    """Why an annotation can't be placed."""


def arrive(path: Path, finder: Finder) -> Arrived:
    """What a file of annotations holds. Raises an InputError if it is none."""
    arrived = Arrived()
    loaded = _load(path)
    annotations = list(_annotations(loaded))
    if not annotations and not _is_empty_page(loaded):
        advice = "give Web Annotations; pages that other programs collected come as CSV, RDF, RSS, OPML or WACZ"
        raise NoText(str(path), "holds no annotations", advice)
    for number, annotation in enumerate(annotations, 1):
        name = f"{path.name}#{number}"
        try:
            _take(annotation, name, finder, arrived)
        except _Unfit as problem:
            arrived.unplaced.append(Unplaced(name, str(problem), dumps(annotation)))
    return arrived


def _load(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST:
            raise TooLarge(str(path), f"is larger than {LARGEST >> 20} MiB", "split it")
        data = path.read_bytes()
    except OSError as error:
        raise NotReadable(str(path), f"can't be read ({error.strerror})", "check the path") from error
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(line) for line in data.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise BadFormat(str(path), "is no JSON", "give a file of Web Annotations (JSON-LD)") from error


def _annotations(data: Any) -> Iterator[Json]:
    """The annotations in a page, a collection with its first page inside, a list, or one by itself."""
    if isinstance(data, list):
        for item in data:
            yield from _annotations(item)
    elif isinstance(data, dict):
        if "Annotation" in _listed(data.get("type")):
            yield data
            return
        for inner in ("items", "first", "annotations", "@graph", "rows"):
            if isinstance(data.get(inner), (list, dict)):
                yield from _annotations(data[inner])


def _is_empty_page(data: Any) -> bool:
    """Whether a file says that it is a page of annotations, and there are none to hold: of a text in which nobody speaks."""
    return isinstance(data, dict) and bool(
        {"AnnotationPage", "AnnotationCollection"}.intersection(map(str, _listed(data.get("type"))))
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _take(annotation: Json, name: str, finder: Finder, arrived: Arrived) -> None:
    bodies = [b for b in _listed(annotation.get("body")) if isinstance(b, dict)]
    facts = next((b for b in bodies if str(b.get("type", "")).startswith("hw:")), {})
    if facts.get("type") == "hw:Family":
        arrived.passed += 1  # tracing makes it again
        return
    if annotation.get("hw:verdict"):
        arrived.judgements.append(_judgement(annotation, name))
        return
    row, pieces = _places(annotation, finder)
    if row is not None:
        arrived.rows.add(row)
        arrived.keys.update((key, row) for key in _keys(annotation))
    if facts.get("type") == "hw:OwnStatement":
        if row is None or not pieces.get("content"):
            raise _Unfit("no document of the case has these words")
        arrived.passed += 1
        return
    if row is None:
        raise _Unfit("no document of the case has this text")
    if not pieces.get("content"):
        raise _Unfit("its words do not stand in the document")
    source = pieces["source"][0] if pieces.get("source") else None
    voice = _voice(facts, bodies) or finder.voice_at(row, source)
    if voice is None:
        raise _Unfit("it does not say who is said to have said this")
    arrived.incoming.append(
        Incoming(
            name=name,
            id=_text(annotation.get("id")) or name,
            row=row,
            now=_now(facts, pieces, voice),
            parent=_text(facts["hw:parent"].get("id")) if isinstance(facts.get("hw:parent"), dict) else None,
            author=_author(annotation),
            reason=one_line(_text(annotation.get("hw:reason"))),
        )
    )


def _judgement(annotation: Json, name: str) -> Judgement:
    """A verdict. Raises _Unfit where it is none."""
    packed = annotation.get("hw:payload")
    try:
        payload = json.loads(packed["hw:json"]) if isinstance(packed, dict) else {}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _Unfit("a verdict that does not say what it decides") from error
    kind, subject = _text(annotation.get("hw:verdict")), _text(annotation.get("hw:subject"))
    if not isinstance(payload, dict) or not subject:
        raise _Unfit("a verdict that does not say what it decides")
    body = annotation.get("body")
    reason = _text(body.get("value")) if isinstance(body, dict) else ""
    return Judgement(
        name, kind, subject, payload, _author(annotation), "" if reason == kind else reason, dumps(annotation)
    )


def _keys(annotation: Json) -> Iterator[str]:
    """The keys that the file gives to the documents of an annotation."""
    for target in _listed(annotation.get("target")):
        source = target.get("source") if isinstance(target, dict) else None
        if isinstance(source, dict) and _text(source.get("hw:key")):
            yield source["hw:key"]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _author(annotation: Json) -> str:
    for creator in _listed(annotation.get("creator")):
        if isinstance(creator, dict) and _text(creator.get("name")).strip():
            return one_line(creator["name"])[:200]
        if isinstance(creator, str) and creator.strip():
            return one_line(creator)[:200]
    return ""


def _now(facts: Json, pieces: dict[str, list[list[int]]], voice: Now) -> Now:
    label = facts.get("hw:certainty", "CT+")
    plain = "hw:certainty" not in facts and label == "CT+"
    return {
        "source": pieces["source"][0] if pieces.get("source") else None,
        "cue": pieces.get("cue", []),
        "content": pieces["content"],
        "voice": voice,
        "form": facts.get("hw:form", "indirect"),
        "stance": facts.get("hw:stance", "asserts"),
        "basis": facts.get("hw:basis", "not stated"),
        "certainty": {
            "label": label,
            "low": 0.99 if plain else facts.get("hw:low"),
            "high": 1.0 if plain else facts.get("hw:high"),
        },
        **(_shown(pieces) if facts else {}),
    }


def _shown(pieces: dict[str, list[list[int]]]) -> Now:
    """The words that show certainty, basis and horizon. Another tool's annotation says nothing of them."""
    future = pieces.get("future", [])
    return {
        "markers": pieces.get("marker", []),
        "evidence": pieces.get("evidence", []),
        "future": future[0] if future else None,
    }


def _voice(facts: Json, bodies: list[Json]) -> Now | None:
    given = facts.get("hw:voice")
    if isinstance(given, dict):
        voice = {
            "name": given.get("hw:name"), "kind": given.get("hw:kind", "unknown"), "named": given.get("hw:named", True),
        }  # fmt: skip
        return {"key": given["hw:key"], **voice} if isinstance(given.get("hw:key"), str) else voice
    for body in bodies:
        if "identifying" in _listed(body.get("purpose")) and _text(body.get("value")).strip():
            return {"name": one_line(body["value"]), "kind": "unknown", "named": True}
    return None


def _places(annotation: Json, finder: Finder) -> tuple[int | None, dict[str, list[list[int]]]]:
    """The document that the targets are in, and where their words stand, by role. Raises _Unfit where some are not found."""
    pieces: dict[str, list[tuple[int, list[int]]]] = {}
    row: int | None = None
    for place, target in enumerate(_listed(annotation.get("target"))):
        if not isinstance(target, dict):
            continue
        here = _document(target.get("source"), finder)
        if here is None:
            return None, {}
        if row not in (None, here):
            raise _Unfit("its targets lie in several documents")
        row = here
        found = _anchor(_selectors(target), finder.text(row))
        if found is None:
            raise _Unfit("its words do not stand in the document, or stand there several times")
        n = target.get("hw:n")
        role = _text(target.get("hw:role")) or "content"
        pieces.setdefault(role, []).append((n if isinstance(n, int) else place, found))
    ordered = {role: [p for _, p in sorted(found, key=lambda f: f[0])] for role, found in pieces.items()}
    if any("hw:role" not in t for t in _listed(annotation.get("target")) if isinstance(t, dict)):
        ordered = {role: sorted(found) for role, found in ordered.items()}
    return row, ordered


def _document(source: Any, finder: Finder) -> int | None:
    if isinstance(source, str):
        return finder.find(address=source)
    if not isinstance(source, dict):
        return None
    return finder.find(
        key=_text(source.get("hw:key")), sha256=_text(source.get("hw:sha256")), address=_text(source.get("id"))
    )


def _selectors(target: Json) -> dict[str, Json]:
    """The selectors by type, however they hang together."""
    found: dict[str, Json] = {}
    waiting = _listed(target.get("selector"))[:20]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, dict):
            found.setdefault(str(one.get("type")), one)
            waiting += _listed(one.get("refinedBy"))[:20]
    return found


def _anchor(selectors: dict[str, Json], text: str) -> list[int] | None:
    """Where the words stand. A position counts only if the quotation, where there is one, stands there."""
    quote, position = selectors.get("TextQuoteSelector", {}), selectors.get("TextPositionSelector", {})
    exact = _text(quote.get("exact"))
    start, end = position.get("start"), position.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
        if not exact or text[start:end] == exact:
            return [start, end]
    return _quoted(exact, _text(quote.get("prefix")), _text(quote.get("suffix")), text) if exact else None


def _quoted(exact: str, prefix: str, suffix: str, text: str) -> list[int] | None:
    """The one place where the words stand; among several the one with the right surroundings."""
    found: list[int] = []
    at = text.find(exact)
    while at >= 0 and len(found) < 1_000:
        found.append(at)
        at = text.find(exact, at + 1)
    if len(found) > 1:
        found = [a for a in found if _before(text, a, prefix) and text.startswith(suffix, a + len(exact))]
    return [found[0], found[0] + len(exact)] if len(found) == 1 else None


def _before(text: str, at: int, prefix: str) -> bool:
    return at >= len(prefix) and text.startswith(prefix, at - len(prefix))
