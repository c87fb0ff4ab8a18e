"""Who calls something by a quoted name: "the word on the petition is “abandonment”", "“Rubbish” was how he described it".

Each rule reads one sentence and looks first for a word of its own; `constructions` settles what they find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.wording.found import NO_SUBJECT, WORD, Found

_QUOTED = r"(?:“[^”]+”|\"[^\"]+\")"
_NOUN = "words?|terms?|phrases?|slogans?|mottos?|mottoes|nicknames?|labels?|headlines?|message|verdict|answer|reply"
_WORD_IS = re.compile(
    rf"\b(?:[Tt]he (?P<noun>{_NOUN}) (?:on|in|of|among|from|at|across) (?P<among>(?:{WORD} ){{0,6}}?{WORD})(?: (?:there|now|here))?"
    rf"|(?P<owner>(?:(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Mm]y) (?:[\w-]+ ){{0,3}}?)?[\w-]+['’]s?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Mm]y) "
    rf"(?:own |preferred |usual |only |first |new )?(?P<noun2>{_NOUN}|names? for (?:it|this|that|him|her|them))(?: for (?:it|this|that|him|her|them))?)"
    rf" (?:is|was|are|were|remains|reads?) (?:simply |now |still |just )?(?P<quoted>{_QUOTED})"
)
_ANY_WORD = re.compile(rf" (?:{_NOUN}|names? for) ")


def word_is(sentence: str) -> Iterator[Found]:
    """ "The word on the petition is “abandonment”", "the unions' word is “cut”"."""
    if ("“" not in sentence and '"' not in sentence) or not _ANY_WORD.search(sentence):
        return
    for match in _WORD_IS.finditer(sentence):
        low, high = match.span("among" if match.group("among") else "owner")
        if sentence[low:high].endswith(("’s", "'s")):
            high -= 2
        elif sentence[low:high].endswith(("’", "'")):
            high -= 1
        cue = match.span("noun" if match.group("noun") else "noun2")
        yield Found((low, high), cue, (match.span("quoted"),), exact=True, speaker=True)


_HOW = re.compile(
    rf"(?P<quoted>{_QUOTED}),? (?:is|was) (?:how|what) (?P<source>(?:{WORD} ){{0,6}}?{WORD}) "
    r"(?P<cue>(?:has |have |had |once |later )?(?:described|describes|put|puts|summed up|sums up|saw|sees|called|calls|characterised|characterized|"
    r"termed|terms|said|says|wrote|shouted|replied|answered))\b"
)


def was_how(sentence: str) -> Iterator[Found]:
    """ "“Rubbish” was how the minister described the report"."""
    if " how " not in sentence and " what " not in sentence:
        return
    for match in _HOW.finditer(sentence):
        if not NO_SUBJECT.match(match.group("source")):
            yield Found(match.span("source"), match.span("cue"), (match.span("quoted"),), exact=True, speaker=True)


_PUT_IT = re.compile(
    rf"(?P<quoted>{_QUOTED}),? as (?P<source>(?:{WORD} ){{0,6}}?{WORD}) "
    r"(?P<cue>(?:has |have |had |once |later )?(?:puts?|called|calls?|termed|terms|described|describes|styled|styles|phrased|phrases|dubbed|says?|said)(?: it| them| him| her)?)(?=[,.;)—–]|$)"
)


def as_put(sentence: str) -> Iterator[Found]:
    """ "The firm's “apology”, as the union put it, ran to nine words"."""
    if " as " not in sentence:
        return
    for match in _PUT_IT.finditer(sentence):
        if not NO_SUBJECT.match(match.group("source")):
            yield Found(match.span("source"), match.span("cue"), (match.span("quoted"),), exact=True, speaker=True)


NAMING = (word_is, was_how, as_put)
