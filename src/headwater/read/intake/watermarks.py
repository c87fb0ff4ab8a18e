"""Re-posters' watermarks: the same mark dropped again and again into the middle of somebody else's text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from headwater.model import Residue
from headwater.read.intake.phrases import words_of

_MARK = re.compile(
    r"[\[({<|~*«]{1,3}[ ]?[^\[\](){}<>|~*«»\n]{3,60}?[ ]?[\])}>|~*»]{1,3}"  # bracketed
    r"|(?:(?:©|\(c\)|(?:[Rr]e)?[Pp]osted (?:by|on|from|at)|[Cc]opied from|[Oo]riginally (?:published|"
    r"posted) (?:on|at|by)|[Ss]ource:|[Vv]ia|[Vv]isit|"
    r"[Rr]ead (?:more|the full story|it all)? ?(?:at|on)|READ MORE (?:AT|ON)|[Mm]ore (?:at|"
    r"on)|[Ff]ull story (?:at|on)|[Ss]hared (?:by|via|from)|FOR MORE) )?"
    r"(?:(?:https?://)?(?:www\.)?[A-Za-z0-9-]{2,40}(?:\.[A-Za-z0-9-]{2,20})*\.[A-Za-z]{2,12}(?:/[\w./-]{0,40"
    r"})?|@\w{3,30})\b"  # an address
    r"|\b[A-Z]{2,}[A-Z0-9.-]*(?: [A-Z0-9&.-]{2,}){1,5}\b"  # several words in capitals
    r"|\b(?:[A-Z][a-z]+){2,5}[A-Z]?[a-z]*\d*\b"  # WordsRunTogether
)
_FOREIGN = re.compile(
    r"©|\(c\)|posted|copied|source:|\bvia\b|visit|read |full story|shared|www\.|https?:|subscribe|follow", re.IGNORECASE
)
_LEADS_IN = words_of(
    """
    the a an to by from for with on at via of in into and or as that told its his her their our this my than but
    about against between over under after before during through website site outlet newspaper magazine agency
    account user group company called named
    """
)
_LEADS_OUT = words_of(
    """
    said says reported reports told tells wrote writes has had is was are were will would and or which who that
    spokesman spokeswoman spokesperson reporter correspondent published added noted announced claimed confirmed
    denied also
    """
)
_BEFORE = re.compile(r"(\S+)[ ]?$")
_AFTER = re.compile(r"[ ]?(\S+)")
_TIMES = 3
_TIMES_FOREIGN = 2
_SHARE = 0.5
_MOST_MARKS = 5_000


def watermarks(text: str) -> Iterator[Residue]:
    """Marks that stand at least thrice in a text (twice, if their own words say that they were added), and mostly where no sentence has a place for them."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, match in enumerate(_MARK.finditer(text)):
        if number >= _MOST_MARKS:
            break
        places[match.group().strip()].append((match.start(), match.end()))
    for mark, spans in places.items():
        needed = _TIMES_FOREIGN if _FOREIGN.search(mark) else _TIMES
        if len(spans) < needed:
            continue
        inserted = [span for span in spans if _is_inserted(text, *span)]
        if len(inserted) >= needed - 1 and len(inserted) > _SHARE * len(spans):
            for start, end in inserted:
                yield Residue(start, end, "watermark")


def _is_inserted(text: str, start: int, end: int) -> bool:
    """Whether a mark stands alone on its line, is glued to a sentence's end, or breaks a clause in two."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before = _BEFORE.search(text, max(line_start, start - 60), start)
    after = _AFTER.match(text, end, min(line_end, end + 60))
    if before is None and after is None:
        return True
    if before is not None and text[start - 1] in '.!?”",' and start > line_start:
        return True
    if before is None or after is None:
        return False
    left, right = before.group(1), after.group(1)
    return (
        left.islower()
        and right.islower()
        and right[0].isalpha()
        and left not in _LEADS_IN
        and right.rstrip(".,;:") not in _LEADS_OUT
    )
