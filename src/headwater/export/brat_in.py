"""brat standoff in: a folder that Headwater wrote and people worked on in brat, or any other with the same types.

The text decides which document is meant. Where the lines and the note disagree, the lines hold: they are what an annotator
sees and changes.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from headwater.errors import NoText, NotReadable, TooLarge
from headwater.export import brat
from headwater.export.verdicts_in import Arrived, Finder, Incoming, Judgement, Now, Unplaced
from headwater.export.words import one_line
from headwater.store.kinds import RANGES

LARGEST = 1 << 26
"""Bytes of one file that are read."""

MOST_COPIES = 1_000
"""Documents with one text that are told apart."""

_KEY = re.compile(r'"document": "([0-9a-f]{16})"')
_BOUND = re.compile(r"(T\S*)\t(\S+) ([\d ;]+?)(?:\t.*)?", re.DOTALL)
_RELATION = re.compile(r"(R\S*)\t(\S+) Arg1:(\S+) Arg2:(\S+)\s*")
_ATTRIBUTE = re.compile(r"([AM]\S*)\t(\S+) (\S+)(?: (.+))?", re.DOTALL)
_NOTE = re.compile(r"(#\S*)\t(\S+) (\S+)\t(.*)", re.DOTALL)
_WRITTEN = {name: {brat.plain(v): v for v in values} for name, values in brat.ATTRIBUTES.items()}


@dataclass
class _Sheet:
    """One ``.ann``, taken apart."""

    types: dict[str, str] = field(default_factory=dict)
    places: dict[str, list[list[int]]] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)
    remarks: dict[str, tuple[str, str]] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)


def arrive(path: Path, finder: Finder) -> Arrived:
    """What a folder of ``.txt`` and ``.ann``, or one ``.ann`` beside its ``.txt``, holds. Raises an InputError if there is none."""
    files = sorted(path.rglob("*.ann")) if path.is_dir() else [path]
    if not files:
        raise NoText(str(path), "holds no .ann files", "give a folder of brat standoff files")
    arrived = Arrived()
    for file in files:
        _take_file(file, finder, arrived)
    return arrived


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise TooLarge(str(path), f"is larger than {LARGEST >> 20} MiB", "split it")
        return path.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise NotReadable(str(path), f"can't be read ({error.strerror})", "check the path") from error


def _take_file(path: Path, finder: Finder, arrived: Arrived) -> None:
    lines = [line.rstrip("\r") for line in _read(path).split("\n")]
    try:
        text = _read(path.with_suffix(".txt"))
    except NotReadable:
        text = ""
    key = _KEY.search("\n".join(lines))
    row = _document(text, key[1] if key else "", finder, arrived)
    if row is None and "\r\n" in text:  # a copy that another system's line ends were put into
        text = text.replace("\r\n", "\n")
        row = _document(text, key[1] if key else "", finder, arrived)
    if row is None:
        why = "no document of the case has the text beside it" if text else "its .txt is missing or empty"
        arrived.unplaced += [Unplaced(f"{path.name}:{n}", why, line) for n, line in enumerate(lines, 1) if line.strip()]
        return
    arrived.rows.add(row)
    sheet = _Sheet()
    for number, line in enumerate(lines, 1):
        problem = _take_line(sheet, line, len(text)) if line.strip() else None
        if problem:
            arrived.unplaced.append(Unplaced(f"{path.name}:{number}", problem, line))
    used: set[str] = set()
    for name, kind in sheet.types.items():
        if kind == brat.OWN:
            arrived.passed += 1
            used.add(name)
        elif kind == brat.CONTENT:
            used |= _attribution(sheet, name, f"{path.name}:{name}", row, finder, text, arrived)
    for name in sorted(sheet.types.keys() - used - _owned(sheet)):
        arrived.unplaced.append(Unplaced(f"{path.name}:{name}", "belongs to no Content", sheet.lines[name]))


def _document(text: str, key: str, finder: Finder, arrived: Arrived) -> int | None:
    """The document with this text: of several the one whose key the notes give, else the next that no file was about yet."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    row = finder.find(key=key, sha256=digest)
    turn = 0
    while row in arrived.rows and row != finder.find(key=key) and turn < MOST_COPIES:
        turn += 1
        row = finder.find(sha256=digest, turn=turn)
    return row


def _owned(sheet: _Sheet) -> set[str]:
    """What statements of pages' own authors are related to."""
    return {
        other
        for name, kind in sheet.types.items()
        if kind == brat.OWN
        for _, other in sheet.relations.get(name, ())
    }  # fmt: skip


def _take_line(sheet: _Sheet, line: str, size: int) -> str | None:
    """Put one line into the sheet; what is wrong with it, if something is."""
    if bound := _BOUND.fullmatch(line):
        places = [[int(n[:12]) for n in part.split()] for part in bound[3].split(";")]
        if not all(len(p) == 2 and 0 <= p[0] < p[1] <= size for p in places):
            return "its offsets do not lie in the text"
        sheet.types[bound[1]], sheet.places[bound[1]], sheet.lines[bound[1]] = bound[2], sorted(places), line
    elif relation := _RELATION.fullmatch(line):
        sheet.relations.setdefault(relation[3], []).append((relation[2], relation[4]))
    elif attribute := _ATTRIBUTE.fullmatch(line):
        sheet.attributes.setdefault(attribute[3], {})[attribute[2]] = (attribute[4] or "").strip()
    elif note := _NOTE.fullmatch(line):
        return _take_note(sheet, note[3], note[4], line)
    else:
        return "a line that Headwater has no use for"
    return None


def _take_note(sheet: _Sheet, about: str, words: str, line: str) -> str | None:
    """Headwater's own note, or what a person remarks on a ``Content``: the reason of the verdict that comes of it."""
    try:
        value = json.loads(words)
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict):
        sheet.notes[about] = value
    elif sheet.types.get(about) == brat.CONTENT and about not in sheet.remarks and words.strip():
        sheet.remarks[about] = one_line(words), line
    else:
        return "a note in words: read it and decide"
    return None


def _attribution(
    sheet: _Sheet, name: str, shown: str, row: int, finder: Finder, text: str, arrived: Arrived
) -> set[str]:
    """Add what one ``Content`` says to ``arrived``; the names of the annotations that went into it."""
    note = sheet.notes.get(name, {})
    parts: dict[str, list[str]] = {}
    for relation, other in sheet.relations.get(name, ()):
        parts.setdefault(relation, []).append(other)
    used = {name, *(o for r, others in parts.items() if r != brat.INSIDE for o in others)}
    cue = sorted(p for o in parts.get("CuedBy", ()) for p in sheet.places.get(o, ()))
    sources = [p for o in parts.get("SaidBy", ()) for p in _exact(note, "source", sheet.places.get(o, []), text)]
    source = [min(p[0] for p in sources), max(p[1] for p in sources)] if sources else None
    voice = _voice(note, source, row, finder, text)
    if voice is None:
        arrived.unplaced.append(Unplaced(shown, "it does not say who is said to have said this", sheet.lines[name]))
        return used
    now: Now = {
        "source": source,
        "cue": _exact(note, "cue", cue, text),
        "content": _exact(note, "content", sheet.places[name], text),
        "voice": voice,
        **_manner(sheet.attributes.get(name, {}), note),
        **_shown(sheet, parts, note, text),
    }
    inside = parts.get(brat.INSIDE, [""])[0]
    parent = _id(sheet, inside, row) if inside else None
    author, reason = _given(note, now, shown, row, arrived)
    words, line = sheet.remarks.get(name, ("", ""))
    arrived.incoming.append(Incoming(shown, _id(sheet, name, row), row, now, parent, author, words or reason, line))
    return used


def _given(note: dict[str, Any], now: Now, shown: str, row: int, arrived: Arrived) -> tuple[str, str]:
    """Who gave an attribution and why, if it is still as they gave it. What somebody accepted is judged so here too."""
    given = note.get("given")
    if not isinstance(given, dict) or given.get("as") != brat.fingerprint(now):
        return "", ""
    author, reason, subject, key = (one_line(str(x or "")) for x in (
        given.get("author"), given.get("reason"), given.get("subject"), note.get("document"),
    ))  # fmt: skip
    arrived.keys[key] = row
    if given.get("kind") == "accept":
        arrived.judgements.append(Judgement(shown, "accept", subject, {}, author, reason, json.dumps(given)))
    return author, reason


def _shown(sheet: _Sheet, parts: dict[str, list[str]], note: dict[str, Any], text: str) -> Now:
    """The words that show certainty, basis and horizon. A file of another tool says only what there is of them."""
    found: Now = {}
    for name, part in (("markers", "marker"), ("evidence", "evidence"), ("future", "future")):
        places = sorted(p for other in parts.get(brat.PARTS[part][1], ()) for p in sheet.places.get(other, ()))
        if places or "id" in note:
            found[name] = _exact(note, part, places, text)
    if "future" in found:
        cut = found["future"]
        found["future"] = [cut[0][0], cut[-1][1]] if cut else None
    return found


def _id(sheet: _Sheet, name: str, row: int) -> str:
    given = sheet.notes.get(name, {}).get("id")
    return given if isinstance(given, str) else f"{row}:{name}"


def _exact(note: dict[str, Any], part: str, cut: list[list[int]], text: str) -> list[list[int]]:
    """The pieces as they were before they were cut at the ends of lines, if nobody has moved a fragment since."""
    pieces = note.get("pieces")
    kept = pieces.get(part) if isinstance(pieces, dict) else None
    if isinstance(kept, dict) and kept.get("fragments") == cut and _fits(kept.get("pieces"), len(text)):
        return [list(p) for p in kept["pieces"]]
    return brat.merged(cut, text)


def _fits(pieces: Any, size: int) -> bool:
    return isinstance(pieces, list) and all(
        isinstance(p, list) and len(p) == 2 and all(type(x) is int for x in p) and 0 <= p[0] < p[1] <= size
        for p in pieces
    )


def _manner(attributes: dict[str, str], note: dict[str, Any]) -> Now:
    """Form, stance, basis and certainty. The range in the note goes with its label; another label has its own."""
    label = _WRITTEN["Certainty"].get(attributes.get("Certainty", "CT+"), attributes.get("Certainty", "CT+"))
    kept = note.get("certainty")
    low, high = RANGES.get(label, (None, None))
    if isinstance(kept, list) and len(kept) == 3 and kept[0] == label:
        low, high = kept[1:]
    plain = {"Form": "indirect", "Stance": "asserts", "Basis": "not-stated"}
    found = {name: attributes.get(name) or usual for name, usual in plain.items()}
    return {
        **{name.lower(): _WRITTEN[name].get(value, value) for name, value in found.items()},
        "certainty": {"label": label, "low": low, "high": high},
    }


def _voice(note: dict[str, Any], source: list[int] | None, row: int, finder: Finder, text: str) -> Now | None:
    """The voice in the note as long as the source is the one it was for; else the one that these words name."""
    kept = note.get("voice")
    if isinstance(kept, dict) and note.get("source") == source:
        return dict(kept)
    if source is None:
        return None
    found = finder.voice_at(row, source)
    words = " ".join(text[source[0] : source[1]].split())
    inside = source[0] > 1 and text[source[0] - 2].isalpha()  # a capital in the middle of a sentence
    named = any(w[:1].isupper() for w in words.split()[0 if inside else 1 :])
    return found or {"name": words, "kind": "unknown", "named": named}
