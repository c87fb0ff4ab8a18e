"""Re-posters' watermarks: the same mark dropped again and again into the middle of somebody else's text.

A mark is bracketed, holds an address or a handle, runs words together, or shouts several words. It counts as a watermark when it
returns and mostly stands where no sentence has a place for it: alone on a line, glued to a full stop, or between two lower-case words of one clause.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from headwater.model import Residue
from headwater.read.intake.phrases import words_of

_LEAD = (
    r"(?:(?:©|\(c\)|(?:re)?posted (?:by|on|from|at)|copied from|originally (?:published|posted) (?:on|at|by)|source:|via|visit|"
    r"read (?:more|the full story|it all)? ?(?:at|on)|more (?:at|on)|full story (?:at|on)|shared (?:by|via|from)|for more) )?"
)
_KINDS = (
    # a cheap sign that the mark may be there, and the mark itself
    (re.compile(r"[\[({<|~*«]"), re.compile(r"[\[({<|~*«]{1,3} ?[^\[\](){}<>|~*«»\n]{3,60}?(?: ?[\])}>|~*»]){1,3}")),
    (
        re.compile(r"\w\.[A-Za-z]{2}|@\w"),
        re.compile(
            rf"{_LEAD}(?:(?:https?://)?(?<![A-Za-z0-9-])(?:[A-Za-z0-9-]{{2,30}}\.){{1,4}}[A-Za-z]{{2,12}}(?:/[\w./-]{{0,40}})?|@\w{{3,30}})\b",
            re.IGNORECASE,
        ),
    ),
    (re.compile(r"[A-Z]{2} [A-Z]{2}"), re.compile(r"\b[A-Z]{2,30}(?:[ .&-][A-Z0-9]{2,30}){1,5}\b")),
    (re.compile(r"[a-z][A-Z][a-z]"), re.compile(r"\b(?:[A-Z][a-z]{1,20}){2,5}[A-Z]{0,3}\b")),
)
_FOREIGN = re.compile(
    r"©|\(c\)|posted|copied|source:|\bvia\b|visit|read |full story|shared|www\.|https?:|subscribe|follow", re.IGNORECASE
)
_LEADS_IN = words_of(
    """
    the a an to by from for with on at via of in into and or as that told its his her their our this my than but about
    against between over under after before during through website site outlet newspaper magazine agency account user
    group company called named
    """
)
_LEADS_OUT = words_of(
    """
    said says reported reports told tells wrote writes has had is was are were will would and or which who that spokesman
    spokeswoman spokesperson reporter correspondent published added noted announced claimed confirmed denied also at for in
    on to with by from of about after before
    """
)
_BEFORE = re.compile(r"(\S{1,40}) ?$")
_AFTER = re.compile(r" ?(\S{1,40})")
_FRAMES = "[{<|~*«"
_TIMES = 3
_TIMES_FOREIGN = 2
_SHARE = 0.5
_MOST_MARKS = 5_000
_NEAR = 60


def watermarks(text: str) -> Iterator[Residue]:
    """Find marks that stand at least thrice in a text, or twice if their own words say that they were added."""
    for sign, mark in _KINDS:
        if _returns(sign, text):
            yield from _repeated(mark, text)


def _returns(sign: re.Pattern[str], text: str) -> bool:
    found = sign.finditer(text)
    return next(found, None) is not None and next(found, None) is not None


def _repeated(mark: re.Pattern[str], text: str) -> Iterator[Residue]:
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, match in enumerate(mark.finditer(text)):
        if number >= _MOST_MARKS:
            break
        places[match.group().strip()].append((match.start(), match.end()))
    for words, spans in places.items():
        added = bool(_FOREIGN.search(words))
        if not added and not _may_be_a_mark(words):
            continue
        needed = _TIMES_FOREIGN if added else _TIMES
        if len(spans) < needed:
            continue
        framed = words[0] in _FRAMES and _KINDS[1][0].search(words)  # an address in a frame is no part of any sentence
        inserted = spans if framed else [span for span in spans if _is_inserted(text, *span)]
        if len(inserted) >= needed - 1 and len(inserted) > _SHARE * len(spans):
            yield from (Residue(start, end, "watermark") for start, end in inserted)


def _may_be_a_mark(words: str) -> bool:
    """Handles are mentioned, and lower-case or single words in brackets are an editor's, far more often than they are marks."""
    if words[0].isalnum():
        return True
    inner = words.strip("[](){}<>|~*«» ")
    return words[0] != "@" and " " in inner and inner[0].isupper()


def _is_inserted(text: str, start: int, end: int) -> bool:
    """Whether a mark stands alone on its line, is glued to a sentence's end, or breaks a clause in two."""
    line_start = text.rfind("\n", max(0, start - _NEAR), start) + 1 or max(0, start - _NEAR)
    line_end = text.find("\n", end, end + _NEAR)
    line_end = min(len(text), end + _NEAR) if line_end < 0 else line_end
    before = _BEFORE.search(text[line_start:start])
    after = _AFTER.match(text[end:line_end])
    if before is None and after is None:
        return True
    if before is not None and text[start - 1] in '.!?”",':
        return True
    if before is None or after is None:
        return False
    return _in_mid_clause(before.group(1), after.group(1))


def _in_mid_clause(left: str, right: str) -> bool:
    if not (left.islower() and right.islower() and right[0].isalpha()):
        return False
    return left not in _LEADS_IN and right.rstrip(".,;:") not in _LEADS_OUT
