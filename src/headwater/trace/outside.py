"""Papers that an article names as the first to report, whether or not they are in the case."""

from __future__ import annotations

import re

from headwater.model_trace import Source
from headwater.trace.parties import fold
from headwater.trace.publishers import is_listed

_NAME = r"(?:[Tt]he )?(?P<name>[A-Z][\w.&’'-]*(?: (?:of |for |and |the )?[A-Z][\w.&’'-]*){0,4})"
_BY = re.compile(
    r"\b(?:first|originally|previously|initially|earlier)[ -](?:reported|published|disclosed|revealed|broken|carried) (?:by|in) "
    + _NAME
)
_PRESS = frozenset(
    "post times news journal herald press tribune gazette chronicle guardian observer telegraph mail express mirror star sun standard "
    "examiner globe register courier dispatch daily weekly magazine review channel radio television tv broadcasting agency wire echo ledger "
    "sentinel inquirer independent today week monthly report insider".split()
)
"""Words in names of publications, so that "first reported by" a person or an office is none. Names without such a word are looked up
in the table of publishers."""


def first_reported_by(source: Source) -> list[tuple[int, str]]:
    """Places and names of papers to which an article credits its news ("first reported by The Ferry")."""
    reading = source.reading
    papers = {fold(v.name) for v in reading.voices if v.kind == "publication"}
    found = []
    for match in _BY.finditer(reading.document.text):
        name = match["name"].rstrip(".,’'")
        if name and (fold(name) in papers or set(fold(name).split()) & _PRESS or is_listed(name)):
            found.append((match.start(), name))
    return found
