"""Form, settled last: single marks inside other marks and in headlines quote as well as double ones do.

The stages before look at double marks, which hold whole paragraphs together. A headline ("Calls the plan ‘a disgrace’") and
words inside somebody's words ("and I said, ‘the wall just got taller’") are quoted in single marks, and those are only
told from apostrophes where it no longer matters for the cutting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Draft, Frame, Range

_ELIDED = r"(?:em|til|till|cause|tis|twas|twere|bout|round|cos|n|neath|n’|\d\ds?)\b"
_OPENS = re.compile(rf"(?<![\w’'])[‘'](?=\w)(?!{_ELIDED})|(?<![\w’'])[‘'](?=[“\"\[(])", re.IGNORECASE)
_SHUTS = re.compile(r"(?<=[\w.,!?…)\]])[’'](?![\w])")
_LONGEST = 600
"""Characters in which a single mark must be closed; apostrophes further on are none of its business."""
_WHOLE = 0.95
_DOUBLE = '“"'


def settle_forms(frame: Frame, drafts: Sequence[Draft]) -> None:
    """Raise "indirect" to "direct" or "mixed" where single marks, or a mark of its own left open, show it."""
    for draft in drafts:
        if draft.form == "indirect" and not draft.block:
            draft.form = _form(frame.text, draft.content)


def _form(text: str, pieces: Sequence[Range]) -> str:
    if len(pieces) == 1 and _opened_only(text, *pieces[0]):
        return "direct"
    total = quoted = 0
    for start, end in pieces:
        total += _letters(text, start, end)
        quoted += sum(_letters(text, *inside) for inside in _single(text, start, end))
    if quoted < 2:
        return "indirect"
    return "direct" if quoted >= _WHOLE * total else "mixed"


def _opened_only(text: str, start: int, end: int) -> bool:
    """Whether words begin with a mark that is closed right behind them, or not at all in their sentence."""
    if text[start] in _DOUBLE:
        rest = text[start + 1 : end]
        return "”" not in rest and '"' not in rest and bool(re.match(r"[.,!?]?[”\"’']", text[end : end + 2]))
    return bool(_OPENS.match(text, start)) and not _SHUTS.search(text, start + 1, end)


def _single(text: str, start: int, end: int) -> list[Range]:
    """The stretches in single marks within ``[start, end)``, a mark closed right behind the end counted in."""
    found: list[Range] = []
    at = start
    while (opening := _OPENS.search(text, at, end)) is not None:
        closing = _closing(text, opening.end(), min(len(text), end + 2, opening.end() + _LONGEST))
        if closing is None:
            at = opening.end()
            continue
        found.append((opening.end(), min(closing, end)))
        at = closing + 1
    return found


def _closing(text: str, start: int, limit: int) -> int | None:
    """The mark that closes what opened before ``start``: an owner's apostrophe ("workers’ rights") only if no other does."""
    following = _OPENS.search(text, start, limit)
    marks = [m.start() for m in _SHUTS.finditer(text, start, following.start() if following else limit)]
    closing = [at for at in marks if not (text[at - 1] == "s" and re.match(r" [a-z]", text[at + 1 : at + 3]))]
    return next(iter(closing or marks), None)


def _letters(text: str, start: int, end: int) -> int:
    return sum(1 for c in text[start:end] if c.isalnum())
