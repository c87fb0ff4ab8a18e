"""Who calls something by a quoted name: "the word on the petition is “abandonment”", "“Rubbish” was how he described it".

Each rule reads one sentence and looks first for a word of its own; `constructions` settles what they find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.wording.found import NO_SUBJECT, WORD, Found, clause_end

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


_SUCH = "stark|blunt|simple|clear|plain|short|brief|terse|bleak|damning|the same|different|unambiguous|unchanged|familiar|succinct|withering|scathing|kinder|harsher"
_IS_SUCH = re.compile(
    rf"(?:^|; |, (?:and|but|while) |(?<=[Bb]ut )|(?<=[Aa]nd ))(?P<owner>(?:(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Mm]y|[Aa]n?) )?(?:{WORD} ){{0,3}}?{WORD}?)(?:(?<=\w)(?:['’]s?)|(?<=[Hh]is)|(?<=[Hh]er)|(?<=[Tt]heir)|(?<=[Ii]ts)|(?<=[Mm]y)) "
    r"(?:own |latest |final |first )?(?P<noun>conclusion|message|verdict|advice|answer|reply|warning|view|position|argument|point|response|explanation|theory|prediction|forecast|"
    r"defence|defense|excuse|complaint|demand|assessment|judgement|judgment|reasoning|plea|account|diagnosis|version)"
    rf"(?: (?:is|was|remains|remained) (?:\w+ly |just as |as |equally |even |rather )?(?:{_SUCH}))?: (?P<said>{_QUOTED}|[a-z][^“”\"]+)"
)


def is_such(sentence: str) -> Iterator[Found]:
    """ "The report's conclusion is stark: “No one was in charge”", "Her advice: leave at once"."""
    if ": " not in sentence:
        return
    match = _IS_SUCH.search(sentence)
    if match:
        low, high = match.span("said")
        high = high if sentence[low] in '“"' else clause_end(sentence, low)
        yield Found(match.span("owner"), match.span("noun"), ((low, high),), exact=True, speaker=True)


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


NAMING = (word_is, is_such, was_how, as_put)
