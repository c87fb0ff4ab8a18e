from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files

from headwater.model import Document, Voice
from headwater.read.frame import Draft, cut_text
from headwater.read.voices import resolve

LEXICON = frozenset((files("headwater") / "weights" / "lexicon.txt").read_text(encoding="utf-8").split())


def place(text: str, piece: str, after: int = 0) -> tuple[int, int]:
    found = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)").search(text, after)
    assert found, f"{piece!r} is not in {text!r}"
    return found.span()


def drafts_of(text: str, rows: Sequence[tuple[str | None, str] | tuple[str | None, str, dict]]) -> list[Draft]:
    """Drafts from (source, content) pairs of substrings, each looked for behind the one before."""
    drafts: list[Draft] = []
    at = 0
    for row in rows:
        source, content, more = row[0], row[1], (row[2] if len(row) > 2 else {})
        inside = more.get("parent") is not None
        low = drafts[more["parent"]].content[0][0] if inside else at
        span = place(text, content, low)
        where = place(text, source, low) if source is not None else None
        quoted = text[span[0]] in '"“'
        drafts.append(Draft(where, [], [span], parent=more.get("parent"), form="direct" if quoted else "indirect"))
        if not inside:
            at = min(span[0], where[0]) if where else span[0]
            at += 1
    return drafts


def voices_of(text: str, rows: Sequence, **meta) -> list[Voice]:
    """The voice of each row."""
    drafts = drafts_of(text, rows)
    document = Document("test", text, **meta)
    voices, ids = resolve(cut_text(text, LEXICON), drafts, document, None)
    by_id = {voice.id: voice for voice in voices}
    for voice in voices:
        for mention in voice.mentions:
            assert text[mention.start : mention.end] == mention.text
    return [by_id[i] for i in ids]


def names_of(text: str, rows: Sequence, **meta) -> list[str]:
    return [voice.name for voice in voices_of(text, rows, **meta)]
