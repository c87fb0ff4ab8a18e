"""Speakers put between the pieces of what they say, and one verb for several of them.

"Some 4,000 acres have burned, by the service's reckoning", "It is, in the words of one gondolier, “soup”", "Rarely, admitted the
foreman, had anyone asked", "Ottilie blames the stove, Marthe the cat". Each rule reads one sentence and looks first for a
word of its own; `constructions` settles what they find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.verbs import told
from headwater.read.wording.found import NO_SUBJECT, WORD, Found, clause_end

_OPENS = re.compile(r"[;:] |[“”\"] ?|, (?:and|but|while|whereas|so|although|though) |^(?:But|And|Yet|Still),? ")


def _clause_start(sentence: str, at: int) -> int:
    return max((m.end() for m in _OPENS.finditer(sentence, 0, at)), default=0)


_COUNT = re.compile(
    rf", (?P<cue>by|on|in) (?P<source>(?:(?:the|a|an|his|her|its|their|one|most|some) )?(?:{WORD} ){{0,5}}?{WORD})(?:['’]s?) (?:own |latest |best |first |rough )?"
    r"(?:reckoning|count|account|estimate|calculations?|tally|admission|telling|view|opinion|judgement|judgment|assessment|figures|showing|version|eyes|phrase|words)(?=[,.;]|$)"
)


def by_count(sentence: str) -> Iterator[Found]:
    """ "Some 4,000 acres have burned since Sunday, by the service's reckoning, and …": the clause before it."""
    for match in _COUNT.finditer(sentence):
        begin = _clause_start(sentence, match.start())
        words = sentence[begin : match.start()]
        rest = _GOES_ON.match(sentence, match.end())
        if rest and words and not _VERB.search(words) and not NO_SUBJECT.match(match.group("source")):
            pieces = ((begin, match.start()), (rest.start("rest"), clause_end(sentence, rest.start("rest"))))
            yield Found(match.span("source"), (match.end("source"), match.end()), pieces, exact=True, speaker=True)
        elif _OPEN_END.search(words) and sentence.startswith(", ", match.end()):
            pieces = ((begin, match.start()), (match.end() + 2, clause_end(sentence, match.end() + 2)))
            if pieces[1][1] > pieces[1][0]:
                yield Found(match.span("source"), (match.end("source"), match.end()), pieces, exact=True, speaker=True)
        elif words.count(" ") >= 2 and not NO_SUBJECT.match(match.group("source")) and _VERB.search(words):
            yield Found(
                match.span("source"),
                (match.end("source"), match.end()),
                ((begin, match.start()),),
                exact=True,
                speaker=True,
            )


_OPEN_END = re.compile(
    r" (?:(?:is|was|are|were|been) (?:\w+ing|now|still|worth|some)|is|was|are|were|has|have|had|cost|costs|left|killed|took|lost|owed|owes|carried|holds|held|lay|lies|stood|stands|sat|fell|rose|ran|came|went|began)$"
)
"""A clause broken off before its object: "The ferry was carrying, on the master's estimate, twice …"."""
_GOES_ON = re.compile(
    r", (?P<rest>(?:is|are|was|were|has|had|have|will|would|can|could|may|might|must|should|did|does|cost|costs|lost|made|took|fell|rose|went|came|lay|stood|sat|never|[a-z]{3,}ed) )"
)
_VERB = re.compile(
    r" (?:is|was|are|were|has|had|have|will|would|can|could|may|might|must|should|did|does|cost|put|set|cut|hit|\w+ed|\w+[a-z]s|"
    r"came|went|took|left|ran|fell|rose|made|died|held|lost|won|began|broke|grew|saw|knew)\b"
)
_IN_WORDS = re.compile(
    rf"(?P<first>[^,;:“”\"]{{2,70}}), (?P<cue>in the (?:words|view|opinion|estimation|judge?ment|eyes|assessment|telling) of|to quote|as in the words of|in the phrase of|to borrow the words of) (?P<source>(?:{WORD} ){{0,6}}?{WORD}(?:, [A-Z]{WORD}(?: {WORD}){{0,2}})?), (?P<rest>\S[^;]*)"
)


def in_the_words_of(sentence: str) -> Iterator[Found]:
    """ "It is, in the words of one gondolier, “soup”": both pieces are his."""
    if ", in the " not in sentence and ", to " not in sentence:
        return
    for match in _IN_WORDS.finditer(sentence):
        end = clause_end(sentence, match.start("rest"))
        if sentence[match.start("rest")] in '“"':
            shut = sentence.find({"“": "”"}.get(sentence[match.start("rest")], '"'), match.start("rest") + 1)
            end = shut + 1 if shut > 0 else end
        if end > match.start("rest"):
            begin = match.start() + _clause_start(match.group("first"), len(match.group("first")))
            pieces = ((begin, match.end("first")), (match.start("rest"), end))
            yield Found(match.span("source"), match.span("cue"), pieces, exact=True, speaker=True)


_SAYING = told("say", "think")
_INVERTED = re.compile(
    rf"(?:^|; )(?P<first>(?:{WORD} ){{0,8}}{WORD}), (?P<cue>{_SAYING}) (?P<source>(?:(?:the|a|an|his|her|its|their|one|another) (?:{WORD} ){{0,5}}?{WORD}|[A-Z]{WORD}(?: [A-Z]{WORD}){{0,3}})"
    rf"(?:, (?:[A-Z]{WORD}|the|a|an|who)(?: {WORD}){{0,8}})?), (?P<rest>(?![“\"]?[A-Z]|who|which|but|and|as|in a|on [A-Z]|(?:adding|saying|speaking|citing|pointing|referring|quoting|recalling|without|when asked)\b|(?:al)?though (?:he|she|they) (?:declined|refused|(?:would|could|did|does|do|can|had|has)(?: ?n[o'’]t|not)\b))[^;“”\"]+)"
)


def inverted(sentence: str) -> Iterator[Found]:
    """ "Rarely, admitted the foreman, Cato Brisk, had anyone asked": a statement on both sides of its verb of saying."""
    if ", " not in sentence or "“" in sentence[:3] or '"' in sentence[:3]:
        return
    for match in _INVERTED.finditer(sentence):
        if not _CLAUSAL.match(match.group("rest")) and not _VERB.search(" " + match.group("first").partition(" ")[2]):
            continue
        end = clause_end(sentence, match.start("rest"))
        if end > match.start("rest"):
            pieces = (match.span("first"), (match.start("rest"), end))
            yield Found(match.span("source"), match.span("cue"), pieces, exact=True, speaker=True)


_CLAUSAL = re.compile(
    r"(?:is|was|are|were|has|had|have|will|would|can|could|did|does|must|should|it|he|she|they|we|there|nobody|that|the|a|an|his|her|their|its|not|to|from|since|until|"
    r"all|no|every|six|two|\d+)\b"
)
_NUMBER = (
    r"(?:(?:about|around|nearly|almost|over|under|at least|more than|fewer than|only|just|some) )?(?:[$£€]?\d[\d.,]*%?|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens|hundreds|"
    r"thousands|nobody|none|no one|half)(?:-\w+)?)(?: (?:at all|of them|million|thousand|hundred|dead|injured|hurt|people|percent|per cent))?"
)
_SUBJECT = rf"(?:(?:the|a|an|his|her|its|their|our|one|most|many|some) (?:{WORD} ){{0,6}}?{WORD}|[A-Z]{WORD}(?: [A-Z]{WORD}){{0,3}})"
_THING = r"(?:the|a|an|his|her|its|their|my|our) [\w’'-]+(?: of [\w’'-]+| [\w’'-]+)?"
_GAPS_FIRST = re.compile(
    rf"(?:^|; |: |, (?:and|but) )(?P<source>(?i:{_SUBJECT})) (?P<cue>says?|said|claims?|claimed|reckons?|reckoned|counts?|counted|estimates?|estimated) (?:that )?(?P<content>{_NUMBER} [^,;.:“”\"]{{2,40}})(?=, )"
    rf"|(?:^|; |: |, (?:and|but) )(?P<source2>(?i:{_SUBJECT})) (?P<cue2>blames?|blamed|wants?|wanted|suspects?|suspected|favou?rs?|favou?red|says?|said|expects?|expected|predicts?|predicted|prefers?|preferred|forecasts?|remembers?|proposes?|proposed) (?P<content2>{_THING}|[a-z][\w-]+ of {_NUMBER}|{_NUMBER})(?=, )"
)
_GAP_NUMBER = re.compile(rf", (?:and )?(?P<source>(?i:{_SUBJECT})) (?P<content>{_NUMBER})(?=[,;.]|$)")
_GAP_THING = re.compile(
    rf", (?:and )?(?P<source>(?i:{_SUBJECT})) (?P<content>{_THING}|{_NUMBER}|(?:half|twice|double|neither|both|either)(?: {WORD}(?<!\.)){{0,2}})(?=[,;.]|$)"
)


def gapped(sentence: str) -> Iterator[Found]:
    """ "The army says nine died, the rebels forty", "Ottilie blames the stove, Marthe the cat": the verb is given once."""
    if ", " not in sentence:
        return
    for match in _GAPS_FIRST.finditer(sentence):
        two = "2" if match.group("cue2") else ""
        gap = _GAP_THING if two else _GAP_NUMBER
        further = gap.match(sentence, match.end())
        if further is None or NO_SUBJECT.match(match.group("source" + two)):
            continue
        cue = match.span("cue" + two)
        yield Found(match.span("source" + two), cue, (match.span("content" + two),), exact=True, speaker=True)
        while further:
            yield Found(further.span("source"), cue, (further.span("content"),), exact=True)
            further = gap.match(sentence, further.end())


_GIVES = re.compile(
    rf"(?:^|[;:] |, (?:and |but |while )?)(?P<source>(?i:{_SUBJECT})(?:, (?:who|which|a|an|the) [^,;:“”\"]{{3,70}},)?) (?P<cue>gives?|gave) (?P<content>(?:it|them|him|her|(?:the|his|its|their) {WORD}(?: {WORD})?) (?:(?:no more than|at most|at best|only|about|another|less than|up to) )?"
    r"(?:a|an|one|two|three|four|five|six|seven|ten|\d+|no|little|even|every|a fifty-fifty|a one-in-\w+)(?: [\w-]+)? (?:hours?|days?|weeks?|months?|years?|chance|odds|seasons?|minutes?))"
)


def gives_it(sentence: str) -> Iterator[Found]:
    """ "The colonel gives the truce a week": a forecast."""
    if " give" not in sentence and " gave " not in sentence:
        return
    for match in _GIVES.finditer(sentence):
        if not NO_SUBJECT.match(match.group("source").split(",")[0]):
            yield Found(match.span("source"), match.span("cue"), (match.span("content"),), exact=True, speaker=True)


_CLAIM = (
    "figures?|claims?|accounts?|versions?|reports?|allegations?|suggestions?|story|stories|statements?|numbers?|estimates?|assertions?|theory|accusations?|findings?|"
    "dates?|description|charges?|count|tally|conclusions?|assessment|characteri[sz]ation|rumou?rs?|interpretation"
)
_DISPUTED = re.compile(
    rf"(?:^|[;:] |, (?:and |but )|(?<=[a-z]) (?:but|and) )(?P<content>(?i:the|that|this|those|these|his|her|its|their|both|all|such|{WORD}['’]s) (?:{WORD} ){{0,3}}?(?:{_CLAIM})(?: (?:that|of|about) [^,;.:“”\"]{{3,80}}?)?) "
    rf"(?P<cue>(?:is|are|was|were|has been|have been|had been) (?:\w+ly |also |later |quickly )?(?:disputed|denied|rejected|contested|challenged|questioned|rubbished|refuted|disowned|confirmed|backed|echoed|corroborated|dismissed)) by "
    rf"(?P<source>(?:{WORD} ){{0,8}}?{WORD}(?<!\.))(?=[,;.]|$| (?:who|which|that|and|but|on|in|as|at)\b)"
)


def disputed_by(sentence: str) -> Iterator[Found]:
    """ "That figure was disputed by a security official, who counted fourteen"."""
    if "ed by " not in sentence:
        return
    for match in _DISPUTED.finditer(sentence):
        yield Found(match.span("source"), match.span("cue"), (match.span("content"),), exact=True, speaker=True)


_ASKING = re.compile(
    rf"(?:^|[.;] |, (?:and |but )?)(?P<source>(?i:he|she|they|we|it|{_SUBJECT})(?:, [^,;]{{2,60}},)?) (?:has |have |had |later |then |also )*(?:wrote|written|emailed|e-mailed|rang|telephoned|texted|cabled|petitioned|appealed|went|visited|turned|called|phoned)"
    rf" [^;:.“”\"]{{0,90}}?(?P<cue>asking|pleading|begging|demanding|requesting)(?: for)? (?P<content>(?:whether|if|why|how|that|(?:the|a|an|his|her|its|their|more|help|permission|money) ?)[^,;.:“”\"]*)"
)
_ASKING_WORDS = ("asking", "pleading", "begging", "demanding", "requesting")


def wrote_asking(sentence: str) -> Iterator[Found]:
    """ "Roe wrote to the developer, Marcus Lyle, in June asking for the survey"."""
    if not any(word in sentence for word in _ASKING_WORDS):
        return
    for match in _ASKING.finditer(sentence):
        low, high = match.span("content")
        high = low + len(sentence[low:high].rstrip())
        if high - low > 4 and not NO_SUBJECT.match(match.group("source").split(",")[0]):
            yield Found(match.span("source"), match.span("cue"), ((low, high),))


_RECORDS = re.compile(
    rf"(?:^|[;:] |, (?:and |but |while )?)(?P<source>(?:(?i:the|his|her|its|their|a|an|{WORD}['’]s) )?(?:{WORD} ){{0,3}}?(?i:records|registers?|rolls?|ledgers?|manifests?|logs?|logbook|diary|diaries|journal|minutes|chronicles?|rosters?|directory|directories|census|catalogue|invoices?|tax returns?)"
    rf"(?: (?:at|from|of|in|for|kept by|held by|filed by) (?:{WORD} ){{0,5}}?{WORD})?) (?P<cue>lists?|listed|records?|recorded|gives?|names?|named|puts?|has|have) (?P<content>(?!been\b|to\b|not\b|had\b|no longer\b|neither\b|nothing\b|none\b)[^,;:“”\"]+?)(?=[,;]|\.?$)"
)


def records_list(sentence: str) -> Iterator[Found]:
    """ "Records at the insurer list fourteen hands"."""
    match = _RECORDS.search(sentence)
    if match and not NO_SUBJECT.match(match.group("source")) and match.group("content").count(" ") >= 1:
        yield Found(match.span("source"), match.span("cue"), (match.span("content"),), speaker=True)


BETWEEN = (
    by_count,
    in_the_words_of,
    inverted,
    gapped,
    gives_it,
    disputed_by,
    wrote_asking,
    records_list,
)
