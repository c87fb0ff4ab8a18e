"""Headlines that name their speaker last: "Half of schools unsafe – report", "Bank ‘hid losses for years’ — auditor"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.voices.gazetteer import gazetteer, singular
from headwater.read.wording.found import WORD, Found

_SIGNED = re.compile(
    rf"(?P<content>[A-Z“\"‘'][^.!?;\n]{{8,110}}?) ?(?<!\d)(?P<cue>[–—]| - |: )(?P<gap> ?)(?P<source>(?:{WORD} ){{0,3}}{WORD})"
)
_MARKED = re.compile(r"[“\"‘]")
_NO_SOURCE = frozenset(
    "analysis review opinion editorial comment video live watch pictures photos picture photo interview obituary profile column podcast audio "
    "story update map chart data poll results result trial plan bill law order list page day night week war game match film show book novel album "
    "letter letters radio television tv game song play model board will case".split()
)
_WRITINGS = frozenset(
    "report reports study survey inquiry inquest audit memo lawsuit filing indictment watchdog".split()
)


def headline_signed(sentence: str) -> Iterator[Found]:
    """ "Half of schools unsafe – report": behind the last dash of a headline stands who says so."""
    match = _SIGNED.fullmatch(sentence)
    if match is None or len(match.group("content").split()) < 3:
        return
    words = match.group("source").split()
    if match.group("cue") == ": " and not _MARKED.search(match.group("content")[:2]):
        return  # "Quarry collapse: report" has its speaker behind a quotation only
    if _speaks(words, quoted=_MARKED.search(match.group("content")) is not None):
        yield Found(match.span("source"), match.span("cue"), (match.span("content"),), exact=True, speaker=True)


def _speaks(words: list[str], *, quoted: bool) -> bool:
    """Whether the words behind the dash are a speaker: a noun for one, or a name where something is quoted."""
    last = words[-1].lower()
    if last in _NO_SOURCE or words[0].lower() in (
        "and",
        "but",
        "with",
        "in",
        "on",
        "at",
        "for",
        "by",
        "to",
        "not",
        "as",
    ):
        return False
    lists = gazetteer()
    nouns = lists.person | lists.group | lists.organization | lists.government | lists.title | _WRITINGS
    if last in nouns or singular(last) in nouns or last in ("police", "un", "eu", "officials", "sources"):
        return True
    return quoted and all(word[0].isupper() for word in words) and not _MARKED.search(" ".join(words))


HEADLINES = (headline_signed,)
