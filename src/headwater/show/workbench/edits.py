"""Forms turned into verdicts: what a person typed or selected becomes exact places in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from headwater.model import Attribution, Reading
from headwater.show.phrases import safe
from headwater.store.kinds import RANGES
from headwater.store.names import subject_of

_SPACE = re.compile(r"\s+")
MOST_PIECES = 50


class Unclear(ValueError):
    """A form that can't be understood; the message is for the person who filled it in."""


def attribution_of(fields: Mapping[str, str], reading: Reading, key: str, old: Attribution | None) -> dict[str, Any]:
    """The ``now`` of a verdict from the fields of the editor. Raises Unclear."""
    now: dict[str, Any] = {
        "content": pieces(fields, "content", reading),
        "cue": pieces(fields, "cue", reading),
        "source": None,
        "voice": _voice(fields, reading),
        "form": fields.get("form", "indirect"),
        "stance": fields.get("stance", "asserts"),
        "basis": fields.get("basis", "not stated"),
        "certainty": _certainty(fields.get("certainty", "CT+"), old),
    }
    if not now["content"]:
        raise Unclear("Say which words are attributed: what was said can’t be empty.")
    source = pieces(fields, "source", reading)
    if len(source) > 1:
        raise Unclear("The words that name the source must be in one piece.")
    now["source"] = source[0] if source else None
    parent = next((a for a in reading.attributions if a.id == fields.get("parent")), None)
    if parent is not None:
        now["parent"] = subject_of(key, parent)
    return now | (_shown(old, now) if old is not None else {})


def _shown(old: Attribution, now: Mapping[str, Any]) -> dict[str, Any]:
    """The words that show certainty, basis and horizon, as read, as long as what they show stays."""
    found = {
        "markers": old.certainty.markers if old.certainty.label == now["certainty"]["label"] else (),
        "evidence": old.evidence if old.basis == now["basis"] else (),
    }
    shown: dict[str, Any] = {name: [[s.start, s.end] for s in spans] for name, spans in found.items() if spans}
    return shown | ({"future": [old.future.start, old.future.end]} if old.future else {})


def _certainty(label: str, old: Attribution | None) -> dict[str, Any]:
    """The range as read where the label stays, so that a change of something else does not change it."""
    if old is not None and old.certainty.label == label:
        return {"label": label, "low": old.certainty.low, "high": old.certainty.high}
    low, high = RANGES.get(label, (None, None))
    return {"label": label, "low": low, "high": high}


def _voice(fields: Mapping[str, str], reading: Reading) -> dict[str, Any]:
    """One of the document's voices, or a new one by name and kind."""
    named = " ".join(fields.get("voice_name", "").split())
    if named:
        kind = fields.get("voice_kind", "person")
        return {"name": named, "kind": kind, "named": fields.get("voice_named", "") != "no"}
    voice = next((v for v in reading.voices if v.id == fields.get("voice")), None)
    if voice is None:
        raise Unclear("Say who says it: choose a voice, or write a name or a description.")
    return {"name": voice.name, "kind": voice.kind, "named": voice.named}


def pieces(fields: Mapping[str, str], name: str, reading: Reading) -> list[list[int]]:
    """Where the words of one field stand, a list of ``[start, end)``, one for each line. Raises Unclear.

    Places that came with the form hold as long as their words were not typed over; other words are looked for, nearest
    to where the field's words, or else the attribution's, stood.
    """
    text = reading.document.text
    lines = [line.strip() for line in fields.get(name, "").splitlines() if line.strip()]
    if len(lines) > MOST_PIECES:
        raise Unclear(f"More than {MOST_PIECES} pieces can’t be right.")
    known = _places(fields.get(f"{name}_at", ""), len(text))
    if (
        lines
        and len(known) == len(lines)
        and all(_plain(text[a:b]) == _plain(line) for (a, b), line in zip(known, lines, strict=True))
    ):
        return [list(place) for place in known]
    near = known or _places(fields.get("content_at", ""), len(text))
    at = near[0][0] if near else 0
    found: list[list[int]] = []
    for line in lines:
        place = _nearest(line, text, at)
        if place is None:
            raise Unclear(f"These words do not stand in the text: “{line[:80]}”.")
        found.append(list(place))
        at = place[1]
    return sorted(found)


def _places(value: str, size: int) -> list[tuple[int, int]]:
    found = []
    for part in value.split(",")[:MOST_PIECES]:
        match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", part.strip(), re.ASCII)
        if match and int(match[1]) < int(match[2]) <= size:
            found.append((int(match[1]), int(match[2])))
    return found


def _plain(words: str) -> str:
    return _SPACE.sub(" ", safe(words)).strip()


def _nearest(words: str, text: str, at: int) -> tuple[int, int] | None:
    """The occurrence of ``words`` nearest to ``at``, spaces and unsafe characters compared loosely."""
    shown = safe(text)  # as the page shows it, so that what was copied from there is found
    pattern = re.compile(r"\s+".join(re.escape(word) for word in safe(words).split()))
    best: tuple[int, int] | None = None
    for match in pattern.finditer(shown):
        if best is None or abs(match.start() - at) < abs(best[0] - at):
            best = match.span()
        elif match.start() > at:
            break
    return best
