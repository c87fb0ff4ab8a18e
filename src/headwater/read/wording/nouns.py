"""Nouns for what somebody says, apart from whoever says it, and what holds if somebody is right.

"A request from the islanders for a second reading", "the airline's offer of a study", "the claim that it was open drew a denial
from the warden", "the charge that he sold it, brought by two ringers", "the warning of a flood
came from a teacher", "the bridge, if the engineer is to be believed, has ten years left". Each rule reads one sentence;
`constructions` settles what they find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.when import is_time
from headwater.read.wording.found import NO_SUBJECT, WORD, Found, clause_end

_NOUN = (
    "requests?|appeals?|calls?|demands?|pleas?|petitions?|proposals?|promises?|pledges?|offers?|warnings?|complaints?|threats?|claims?|"
    "accusations?|allegations?|suggestions?|predictions?|forecasts?|assurances?|hints?|objections?|protests?|charges?|rumou?rs?|theory"
)
_BY = rf"(?:(?:the|a|an|his|her|its|their|our|one|two|three|some|several|many|both) )?(?:(?!that\b|to\b|of\b|for\b|about\b){WORD} ){{0,5}}?(?!that\b|to\b|of\b|for\b|about\b){WORD}"
_THING = rf"(?:(?:a|an|the|any|no|more|less|better|further|his|her|its|their|\d+|two|three|four|five) )?(?:(?!and\b|was\b|were\b|has\b|had\b|is\b|are\b){WORD} ){{0,6}}?(?!and\b|was\b|were\b|has\b|had\b|is\b|are\b){WORD}"
_VERB = (
    r"(?=,? (?:and|but|was|were|is|are|has|have|had|led|came|went|drew|met|prompted|will|would|arrived|reached|fell|followed|remains?|remained|by|after|before|last|yesterday|"
    r"(?:in|on|at) (?:\w+day|the (?:morning|afternoon|evening|night)|a (?:letter|statement|speech|post|note)|January|February|March|April|May|June|July|August|September|October|November|December|\d))\b|[.,;]|$)"
)
_FROM = re.compile(
    rf"(?:^|(?<=\s))(?P<cue>(?i:{_NOUN})) (?:by|from) (?P<by>{_BY}) (?:of|for|about|against) (?P<content>{_THING}(?<!\.)){_VERB}"
)


def noun_by_of(sentence: str) -> Iterator[Found]:
    """ "A request from the islanders for a second reading", "a claim by the guild of three dead"."""
    if " by " not in sentence and " from " not in sentence:
        return
    for match in _FROM.finditer(sentence):
        plain = match.group("content").count(" ") > 0 and not is_time(match.group("content"))
        if plain and not NO_SUBJECT.match(match.group("by")) and not is_time(match.group("by")):
            yield Found(match.span("by"), match.span("cue"), (match.span("content"),), exact=True, gentle=True)


_OWNED = re.compile(
    rf"(?:^|(?<=\s))(?P<by>(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur) (?:[\w-]+ ){{0,4}}?[\w-]+|[A-Z][\w-]+(?: [A-Z][\w-]+){{0,3}})(?:['’]s|(?<=s)['’])) (?:[\w-]+ )?"
    rf"(?P<cue>(?:{_NOUN})) (?:of|for) (?P<content>{_THING}(?<!\.)){_VERB}"
)


def owned_noun_of(sentence: str) -> Iterator[Found]:
    """ "It met with the airline's offer of a study"."""
    if "’" not in sentence and "'" not in sentence:
        return
    for match in _OWNED.finditer(sentence):
        if match.group("content").count(" ") > 0 and not is_time(match.group("content")):
            yield Found(match.span("by"), match.span("cue"), (match.span("content"),), gentle=True)


_ANSWERED = re.compile(
    rf"\b(?:claims?|charges?|allegations?|accusations?|suggestions?|reports?|rumou?rs?|complaints?|theory|warnings?|assertions?|testimony|story)(?: (?:by|from|in) {WORD}(?: {WORD}){{0,5}}?)? that "
    r"(?P<content>[^,;:“”\"]{6,160}?) (?:drew|brought|prompted|provoked|triggered|met(?: with)?|(?:was|were) met (?:with|by)|earned|received|elicited) (?:an?|the) (?:[\w-]+ ){0,2}?"
    rf"(?P<cue>denials?|rebuttal|rejection|contradiction) (?:from|by) (?P<by>{_BY}(?:, [A-Z]{WORD}(?: [A-Z]{WORD}){{1,2}})?(?<!\.))(?=[,.;]|$| (?:in|on|at|last|who|and|but)\b)"
)


def noun_answered(sentence: str) -> Iterator[Found]:
    """ "The claim that the gate was open drew a flat denial from the warden": who denies it says so of the same words."""
    for match in (
        _ANSWERED.finditer(sentence) if " that " in sentence and (" from " in sentence or " by " in sentence) else ()
    ):
        yield Found(match.span("by"), match.span("cue"), (match.span("content"),), exact=True, speaker=True)


_CLAIM = "charges?|claims?|allegations?|accusations?|suggestions?|complaints?|warnings?|rumou?rs?|theory|idea|notion|story|belief|objections?|assertions?|argument|question"
_MADE = "made|brought|levelled|leveled|raised|voiced|repeated|spread|advanced|put (?:about|forward)|circulated|floated|aired|echoed|shared|championed|peddled"
_BROUGHT = re.compile(
    rf"\b(?P<cue>(?:{_CLAIM})) that (?P<content>[^,;:“”\"]{{6,160}}), (?:(?:first|most recently|repeatedly|later|also|most loudly|widely) )?(?:{_MADE}) by (?P<by>{WORD}(?: {WORD}){{0,7}}?(?<!\.))(?=,|\.?$|;| (?:in|on|at|last) )"
)
_CAME = re.compile(
    rf"\b(?P<cue>(?:{_NOUN}|idea|tip|news|word)) (?P<how>that|to|of|for) (?P<content>[^,;:“”\"]{{4,120}}?) (?:came|comes|has come|had come|came first|came only) from (?P<by>{_BY}(?:, [A-Z]{WORD}(?: [A-Z]{WORD}){{1,2}})?(?<!\.))(?=[,.;]|$| (?:in|on|at|last|who|and)\b)"
)


def noun_made_by(sentence: str) -> Iterator[Found]:
    """ "The charge that he sold it, brought by two ringers", "the warning of a flood came from a teacher"."""
    for match in _BROUGHT.finditer(sentence) if " by " in sentence and " that " in sentence else ():
        yield Found(match.span("by"), match.span("cue"), (match.span("content"),), exact=True, speaker=True)
    for match in _CAME.finditer(sentence) if " from " in sentence else ():
        low, high = match.span("content")
        low = match.start("how") if match.group("how") == "to" else low
        yield Found(match.span("by"), match.span("cue"), ((low, high),), exact=True, speaker=True)


_WHO = rf"(?P<by>(?:(?:the|a|an|his|her|its|their|our|local|some|most|these) )?(?:{WORD} ){{0,6}}?{WORD})"
_BELIEVED = rf"(?:[Ii]f {_WHO} (?P<cue>(?:is|are|was|were) to be (?:believed|trusted)))"
_IF_FIRST = re.compile(rf"^(?:(?:And|But) )?{_BELIEVED}, (?=\w)")
_IF_WITHIN = re.compile(
    rf"^(?P<first>[^,;:“”\"]{{2,90}}), {_BELIEVED}, (?P<rest>(?!and\b|but\b|who\b|which\b)[^;:“”\"]+)"
)
_IF_LAST = re.compile(rf"^(?P<first>[^;:“”\"]{{12,200}}), {_BELIEVED}(?=\.?$)")


def if_believed(sentence: str) -> Iterator[Found]:
    """ "The bridge, if the engineer is to be believed, has ten years left"."""
    if " to be " not in sentence:
        return
    first = _IF_FIRST.match(sentence)
    if first:
        end = clause_end(sentence, first.end())
        yield Found(first.span("by"), first.span("cue"), ((first.end(), end),), exact=True, speaker=True)
        return
    match = _IF_WITHIN.match(sentence) or _IF_LAST.match(sentence)
    if match and not NO_SUBJECT.match(match.group("by")):
        pieces = [match.span("first")]
        if "rest" in match.re.groupindex:
            low = match.start("rest")
            pieces.append((low, clause_end(sentence, low)))
        if all(b > a for a, b in pieces):
            yield Found(match.span("by"), match.span("cue"), tuple(pieces), exact=True, speaker=True)


NOUNS = (noun_by_of, owned_noun_of, noun_answered, noun_made_by, if_believed)
