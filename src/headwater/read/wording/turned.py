"""Statements turned round: "The roof will hold: so the architects insist", "That it was hers she did not dispute".

Each rule reads one sentence and looks first for a word of its own; `constructions` settles what they find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.verbs import finite, told
from headwater.read.wording.found import NO_SUBJECT, WORD, Found, clause_end

_SAYS = finite("say", "think", "tell")
_PLAIN = finite("say", "think")
_SAYING = told("say", "think")
_NAME = rf"(?:[a-z]{{4,}}s|(?:the|a|an|his|her|its|their|one|some) (?:{WORD} ){{0,5}}?{WORD}|[A-Z]{WORD}(?: [A-Z]{WORD}){{0,3}})"
_SO = re.compile(
    rf"(?P<before>[^:;“”\"]{{8,}}?)[:;] so (?:(?P<cue>{_SAYS}) (?P<source>{_NAME})|(?P<source2>{_NAME}) (?P<cue2>(?:all )?(?:{_SAYS})))"
    rf"(?:,? and so (?:(?:too )?(?P<cue3>{_SAYS}|do|does|did) (?P<source3>{_NAME})|(?P<source4>{_NAME}) (?P<cue4>{_SAYS})))?(?=[.,;]|$)"
)


def so_insist(sentence: str) -> Iterator[Found]:
    """ "The tunnel is safe: so say the engineers, and so says the ministry": both say the clause before."""
    if ": so " not in sentence and "; so " not in sentence:
        return
    match = _SO.match(sentence)
    if match is None:
        return
    for number in ("", "2", "3", "4"):
        if match.group("cue" + number):
            (low, high), cue = match.span("source" + number), match.span("cue" + number)
            high = low + len(sentence[low:high].rstrip("."))
            yield Found((low, high), cue, (match.span("before"),), exact=True, speaker=True)


_ADAMANT = re.compile(
    rf"(?:^|[;.] |, (?:and|but) )(?P<source>(?i:he|she|they|{_NAME})(?:, [^,:;“”\"]{{3,60}},)?) (?P<cue>(?:is|was|are|were|remains?|remained) (?:\w+ly |still |also |quite )?"
    r"(?:adamant|certain|sure|convinced|emphatic|categorical|insistent|unequivocal|in no doubt)(?: (?:on|about) [^:;,.“”\"]{3,30})?): (?=[\w])"
)


def adamant(sentence: str) -> Iterator[Found]:
    """ "The pensioners were adamant: nobody had knocked": only people are, and it is they who say so."""
    if ": " not in sentence:
        return
    for match in _ADAMANT.finditer(sentence):
        end = clause_end(sentence, match.end())
        if end > match.end():
            yield Found(match.span("source"), match.span("cue"), ((match.end(), end),), exact=True, speaker=True)


_FRONTED = re.compile(
    r"(?:^|(?<=; )|(?<=, and )|(?<=, but )|(?<=, yet ))(?P<that>(?:And |But |Yet )?[Tt]hat )(?P<rest>[^,;:“”\"]{6,120}?),? "
    rf"(?P<source>(?:(?:the|a|an|his|her|its|their|nobody|neither|no one|none|every|each|all|both|few|most|many|some|several|only) (?:{WORD} ){{0,5}}?{WORD}|nobody|everyone|he|she|they|(?:M(?:rs?|s)\.? |Dr\.? )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,2}}|[A-Z][\w’'-]+)) "
    r"(?P<cue>(?:(?:readily|freely|happily|cheerfully|grudgingly|at once|never|now|later|quickly|also) )?(?:admit(?:s|ted)?|conced(?:es?|ed)|accept(?:s|ed)?|agrees?|agreed|insist(?:s|ed)?|maintain(?:s|ed)?|sw(?:ear|ears|ore)|assert(?:s|ed)?|argue[sd]?|says?|said|believe[sd]?|knows?|knew|acknowledg(?:es?|ed)|den(?:y|ies|ied)|disput(?:es?|ed)|doubt(?:s|ed)?|grant(?:s|ed)?)"
    r"|(?:does|did|do|would|could|can|will) (?:not|never) (?:seriously |now |even )?(?:deny|dispute|contest|doubt|admit|accept)|(?:doesn|didn|wouldn|couldn|won)['’]t (?:deny|dispute|contest|doubt|admit|accept))(?=[.,;]|$)"
)


def fronted_that(sentence: str) -> Iterator[Found]:
    """ "That the van was hers Lotte Ambrosch did not dispute": the clause in front is what she grants."""
    if "That " not in sentence[:9] and ", but that " not in sentence and ", and that " not in sentence:
        return
    for match in _FRONTED.finditer(sentence):
        if _FINITE.search(f" {match.group('rest')} "):
            yield Found(match.span("source"), match.span("cue"), (match.span("rest"),), exact=True, speaker=True)


_FINITE = re.compile(
    r" (?:is|was|are|were|has|had|have|will|would|can|could|may|might|must|should|did|does|came|went|took|gave|knew|saw|lost|paid|sold|\w+ed) "
)
_TAIL = r"(?:(?:last|this|earlier this|late last) (?:week|month|year|night|spring|summer|autumn|winter)|in \w+|on \w+day|at the time|yesterday|first)"
_AS_PARTED = re.compile(
    rf"(?P<first>[A-Z][^,;:“”\"]{{4,90}}), as (?P<source>(?:(?:the|its|his|her|their|our|a|an|one) )?(?:{WORD} ){{0,5}}?{WORD}) "
    rf"(?P<cue>(?:(?:has|have|had|first|later|also) )?(?:{_SAYING}|revealed|discovered|concede|point out|note|report)|(?:is|are|was|were) (?:the )?(?:first|quick|keen|careful|at pains) to (?:report|reveal|admit|point out|say|note))"
    rf"(?: {_TAIL})?, (?P<rest>(?:for|in|on|at|by|with|from|to|without|since|until|only|not|is|was|are|were|has|had|have|will|would|could|can|must|may|might|should|does|did|[a-z]{{2,}}ed|lent|sold|built|made|gone|been|sent|left|lost|spent|paid) [^;:“”\"]+)"
)


def parted_by_as(sentence: str) -> Iterator[Found]:
    """ "The bridge was sold, as the Star revealed, for less than its paint": the statement goes on behind the aside."""
    if ", as " not in sentence:
        return
    match = _AS_PARTED.match(sentence)
    if match is None or NO_SUBJECT.match(match.group("source")):
        return
    end = clause_end(sentence, match.start("rest"))
    if end > match.start("rest"):
        pieces = (match.span("first"), (match.start("rest"), end))
        yield Found(match.span("source"), match.span("cue"), pieces, exact=True, speaker=True)


_LEADS = (
    "Never|Seldom|Rarely|Hardly|Scarcely|Nowhere|Little|Only|On no account|Under no circumstances?|At no (?:point|time)|In no (?:way|sense)|Not (?:until|once|since|only)|No longer|"
    "Should|Had|Were|Unless|Perhaps|Possibly|Probably|In all likelihood|Gone|Missing|Among|Such"
)
_NEGATED = re.compile(
    rf"(?P<first>(?:{_LEADS})(?: [^,;:“”\"]{{1,80}})?), (?:(?P<cue>{_PLAIN}|ventured|warns?|warned) (?P<source>{_NAME}(?: (?:of|at|from|in) (?:{WORD} ){{0,5}}?{WORD})?(?:, [^,;“”\"]{{3,60}})?)"
    rf"|(?P<source2>{_NAME}(?: (?:of|at|from|in) (?:{WORD} ){{0,4}}?{WORD})?) (?P<cue2>(?:{_SAYING}|reads|read|tells|told)(?: (?:the|a) \w+)?)), "
    r"(?P<rest>(?!and\b|but\b|who\b|which\b|“|\")[^;:“”\"]+)"
)


def fronted_lead(sentence: str) -> Iterator[Found]:
    """ "Never, wrote Ivo Brack in his last letter, had he been so warm", "Should it fail, says the clerk, two towns go dark"."""
    match = _NEGATED.match(sentence)
    if match is None:
        return
    number = "" if match.group("cue") else "2"
    end = clause_end(sentence, match.start("rest"))
    if end > match.start("rest"):
        pieces = (match.span("first"), (match.start("rest"), end))
        yield Found(match.span("source" + number), match.span("cue" + number), pieces, exact=True, speaker=True)


_NUMBER = r"(?:\d[\d.,:]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|noon|midnight|none|nothing)(?:-\w+)?"
_HOLDS_NUMBER = re.compile(
    rf"(?:^|[;:] |, (?:and |but |while )?)(?P<source>(?:(?i:the|his|her|its|their|a|an)|{WORD}['’]s) (?:{WORD} ){{0,4}}?(?:labels?|timetables?|plaques?|signs?|notices?|menus?|tickets?|receipts?|invoices?|charts?|maps?|brochures?|certificates?|"
    r"registers?|records|rolls?|ledgers?|manifests?|logs?|logbooks?|rosters?|catalogues?|inventory|census)(?: (?:on|of|at|in|for|from) "
    rf"(?:{WORD} ){{0,4}}?{WORD})?) (?P<cue>says?|said|lists?|listed|gives?|gave|shows?|showed|has|records?|recorded) (?P<content>{_NUMBER})(?=[.,;]|$)"
)


def holds_number(sentence: str) -> Iterator[Found]:
    """ "The register lists eleven", "the museum's label says sixteen": a bare figure that a paper gives."""
    match = _HOLDS_NUMBER.search(sentence)
    if match:
        yield Found(match.span("source"), match.span("cue"), (match.span("content"),), exact=True, speaker=True)


_AGREED = re.compile(
    rf"\b(?:[Tt]here (?:is|was|has been|remains)|[Ii]t is) (?:{WORD} ){{0,2}}?(?P<cue>agreement|consensus|unanimity|belief|conviction|certainty|confidence|concern|worry|anxiety|suspicion|recognition|acceptance|feeling|hope|fear|alarm) "
    rf"(?:among|between|in|from|within|by) (?P<by>(?:(?!that\b){WORD} ){{0,7}}?(?!that\b){WORD}) that (?=\S)"
)


def agreed_among(sentence: str) -> Iterator[Found]:
    """ "There is agreement among the surveyors that the tower leans"."""
    if " that " not in sentence:
        return
    for match in _AGREED.finditer(sentence):
        comma = sentence.find(", ", match.end())
        end = clause_end(sentence, match.end())
        end = comma if 0 <= comma < end else end
        if end > match.end():
            yield Found(match.span("by"), match.span("cue"), ((match.end(), end),), exact=True, speaker=True)


TURNED = (so_insist, adamant, fronted_that, parted_by_as, fronted_lead, holds_number, agreed_among)
