"""What somebody is held to have said in a record, and what officials point to: two more constructions.

"The radio log has the master of the tug, Ada Quint, at 01:52: “…”": the words are hers. "Officials have pointed to divers
sent by …": what they point to is a claim when it says that something was done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.wording.found import NO_SUBJECT, WORD, Found, clause_end

_RECORD = (
    "log|logbook|logs|transcript|transcripts|recording|recordings|tape|tapes|minutes|diary|footage|video|film|record|records|report|"
    "book|memoir|email|e-mail|message|messages|text|thread|notes?|file|files|dispatch|audio"
)
_HAS = re.compile(
    rf"\b(?:{_RECORD})(?:, [^,;:“”\"]{{3,60}},)? (?P<cue>has|have|had|shows?|showed|records?|recorded|captures?|captured|quotes?|quoted|catches|caught) "
    rf"(?P<source>(?:(?:the|a|an|his|her|its|their|one) )?(?:{WORD} ){{0,7}}?{WORD}(?:, [A-Z]{WORD}(?: {WORD}){{0,3}})?)"
    r"(?:,? (?:at|on|in|as) [^,;“”\"]{1,40}?)?(?:,? (?:saying|telling [^:“\"]{2,30}|shouting|asking|replying))?[,:] (?=[“\"])"
)
_QUOTED = re.compile(r"“[^”]+(?:”|$)|\"[^\"]+(?:\"|$)")


def held_to_say(sentence: str) -> Iterator[Found]:
    """ "The log has the tug's master, Ada Quint, at 01:52: “…”"."""
    if "“" not in sentence and '"' not in sentence:
        return
    for match in _HAS.finditer(sentence):
        words = _QUOTED.match(sentence, match.end())
        if words is None or NO_SUBJECT.match(match.group("source").split(",")[0]):
            continue
        yield Found(match.span("source"), match.span("cue"), (words.span(),), speaker=True)


_SPEAKERS = (
    "officials?|sources?|critics|supporters|experts|analysts|prosecutors|investigators|diplomats|aides|lawmakers|ministers?|officers|"
    "scientists|researchers|economists|lawyers|campaigners|residents|witnesses|reports|accounts|police"
)
_POINTED = re.compile(
    rf"(?:^|[,;] (?:and |but |where |while |when |as )?|(?<=\s)(?:where|while|and|but) )(?P<source>(?:[\w’'-]+ ){{0,3}}?(?:{_SPEAKERS})) "
    r"(?P<cue>(?:(?:has|have|had) )?(?:also |repeatedly |since )?(?:pointed|point|points) to) "
    r"(?P<content>[^,;:“”\"—–]*?\b(?:probably|possibly|perhaps|being|having|\w{2,}(?:ed|ing)|sent|built|made|done|taken|left|led|shot|set) (?:by|as|in|on|at|to|from|for|with) [^;:“”\"—–]+)",
)


def pointed_to(sentence: str) -> Iterator[Found]:
    """ "Unnamed officials have pointed to divers probably sent by a rival"."""
    if " to " not in sentence or "point" not in sentence:
        return
    for match in _POINTED.finditer(sentence):
        low, high = match.start("content"), clause_end(sentence, match.start("content"))
        if high > low:
            yield Found(match.span("source"), match.span("cue"), ((low, high),))


_SAID_BETWEEN = re.compile(
    rf"(?:^|; )(?P<first>(?:{WORD} ){{0,7}}{WORD}), (?P<cue>said|says|wrote|writes|argued|argues|added|adds|recalled|recalls|explained|explains) "
    rf"(?P<source>(?:[A-Z][\w’'.-]*|(?:the|a|an|his|her|their|one) [\w-]+)(?: [\w’'.-]+){{0,4}}?(?:, [^,;“”\"]{{3,70}})?), "
    r"(?P<rest>(?:is|are|was|were|has|had|have|will|would|could|can|should|must|may|might|did|does|[a-z]{3,}ed) [^;]+)"
)


def said_between(sentence: str) -> Iterator[Found]:
    """ "Her remarks, said Ada Quint, the clerk, are “in keeping with the rest”": a statement with its verb and speaker put into it."""
    if not any(
        f", {verb} " in sentence for verb in ("said", "says", "wrote", "argued", "added", "recalled", "explained")
    ):
        return
    for match in _SAID_BETWEEN.finditer(sentence):
        end = clause_end(sentence, match.start("rest"))
        if end > match.start("rest") and not NO_SUBJECT.match(match.group("first")):
            yield Found(
                match.span("source"),
                match.span("cue"),
                (match.span("first"), (match.start("rest"), end)),
                exact=True,
                speaker=True,
            )


_SHOWN = (
    "videos?|footage|film|clips?|photos?|photographs?|pictures?|images?|recordings?|tapes?|documents?|papers?|memos?|emails?|e-mails|letters?|messages?|"
    "screenshots?|transcripts?|files?|data|figures|audio|logs?|invoices?|receipts?|maps?"
)
_APPEARS = re.compile(
    rf"(?:^|[;:] |, (?:and |but |while )?|(?<=[”\"] ))(?P<source>(?:{WORD} ){{0,5}}?(?i:{_SHOWN})(?:(?: (?:obtained|published|posted|taken|shot|released|seen|reviewed|filmed|recorded|circulating|"
    r"shared|broadcast|from|of|by|on|in|at) [^,;:“”\"]{2,70}?)|, [^,;:“”\"]{3,70},)?) "
    r"(?P<cue>(?:also )?(?:appears?|appeared|seems?|seemed|purports?|purported|claims?|claimed) to (?:show|depict|capture|reveal|indicate|suggest|confirm|contain|prove|record)) (?=\w)"
)
_ANY_APPEARS = re.compile(r" to (?:show|depict|capture|reveal|indicate|suggest|confirm|contain|prove|record) ")


def appears_to_show(sentence: str) -> Iterator[Found]:
    """ "Film obtained by the paper appears to show two officers carrying boxes out"."""
    if not _ANY_APPEARS.search(sentence):
        return
    for match in _APPEARS.finditer(sentence):
        begin = match.end() + (5 if sentence.startswith("that ", match.end()) else 0)
        end = clause_end(sentence, begin)
        if end > begin and not NO_SUBJECT.match(match.group("source")):
            yield Found(match.span("source"), match.span("cue"), ((begin, end),), speaker=True)


_AS_NUMBER = re.compile(
    rf"(?:^|[;:] |, (?:and |but |while )?|(?<=\s)(?:and|but|while) )(?P<source>(?:{WORD} ){{0,6}}?{WORD}(?:, [^,;:“”\"]{{3,70}},)?) (?P<cue>(?:now |also |has |had )?(?:gives?|gave|records?|recorded|lists?|listed|states?|stated)) "
    rf"(?P<content>(?:it|them|him|her|(?:the|its|his|her|their) (?:[\w-]+ ){{0,4}}?[\w-]+) (?:only |simply |merely )?as [^,;:—–]+)"
)


def gives_as(sentence: str) -> Iterator[Found]:
    """ "The chart, last corrected in 1964, gives it as four"."""
    if " as " not in sentence:
        return
    for match in _AS_NUMBER.finditer(sentence):
        low = match.start("content")
        high = clause_end(sentence, low)
        if high > low and not NO_SUBJECT.match(match.group("source").split(",")[0]):
            yield Found(match.span("source"), match.span("cue"), ((low, high),), speaker=True)


_AS_SAYING = re.compile(
    rf"(?:^|[;:] |, (?:and |but |while )?|(?<=\s)(?:and|but|while|that) )(?:[Ii]n (?:{WORD} ){{1,4}})?(?P<source>(?:(?i:the|a|an|his|her|its|their|one) )?(?:{WORD} ){{0,6}}?{WORD}(?:, [^,;:“”\"]{{3,60}},)?) "
    r"(?P<cue>(?:is|are|was|were|has been|have been|had been) (?:\w+ly |also |later |since )?(?:recorded|quoted|reported|cited|noted|heard|filmed|shown|described|remembered|minuted) (?:as |in [\w’' -]{2,30} as )?"
    r"(?:saying|telling \w+|claiming|complaining|arguing|warning|asking|insisting|admitting|denying|boasting)) (?:that )?(?=\S)"
)


def as_saying(sentence: str) -> Iterator[Found]:
    """ "The treasurer, Ada Quint, is recorded as saying that …": the treasurer's words."""
    if "ing " not in sentence or not _ANY_AS.search(sentence):
        return
    for match in _AS_SAYING.finditer(sentence):
        end = clause_end(sentence, match.end())
        words = match.group("source")
        if end > match.end() and not NO_SUBJECT.match(words.split(",")[0]):
            yield Found(match.span("source"), match.span("cue"), ((match.end(), end),), speaker=True, gentle=True)


_ANY_AS = re.compile(
    r"(?:ed|rd|wn) (?:as |in [^.;]{2,30} as )?(?:saying|telling|claiming|complaining|arguing|warning|asking|insisting|admitting|denying|boasting) "
)

_QUOTES_AS = re.compile(
    rf"\b(?:quot(?:e|es|ed|ing)|cit(?:e|es|ed|ing)|record(?:s|ed|ing)?|remember(?:s|ed)?|recall(?:s|ed)?|report(?:s|ed)?) (?P<source>(?:(?:the|a|an|his|her|its|their|one|two) )?(?:{WORD} ){{0,6}}?{WORD}(?:, [^,;:“”\"]{{3,60}},)?) "
    r"(?P<cue>as (?:saying|having said|telling \w+|claiming|complaining|arguing|warning|asking|insisting|admitting|denying))(?P<how>(?: that)?,? )(?=\S)"
)


def quoted_as_saying(sentence: str) -> Iterator[Found]:
    """ "The housekeeper quoted the earl as saying, “Burn it”": the earl's words."""
    if " as " not in sentence:
        return
    for match in _QUOTES_AS.finditer(sentence):
        words = _QUOTED.match(sentence, match.end())
        end = words.end() if words else clause_end(sentence, match.end())
        if end > match.end() and not NO_SUBJECT.match(match.group("source").split(",")[0]):
            yield Found(match.span("source"), match.span("cue"), ((match.end(), end),), exact=bool(words), speaker=True)


HELD = (quoted_as_saying, as_saying, held_to_say, pointed_to, said_between, appears_to_show, gives_as)
