"""Clauses inside speech that say in passing whose word they are: "the point he is making is that …", "Mr Roe, do you think …".

Each rule looks through one piece of a content and yields the parts of what it finds; `within` decides whether it is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.frame import Range
from headwater.read.wording.found import NO_SUBJECT, WORD, Found

_NOUN = (
    "point|argument|message|claim|criticism|complaint|charge|accusation|allegation|suggestion|theory|view|position|premise|answer|"
    "response|reply|excuse|thinking|idea|belief|contention|conclusion|assessment|verdict|explanation|understanding|question|word|story|"
    "promise|pledge|warning|prediction|concern|fear|hope|worry|objection|defence|defense|case"
)
_BE = r"(?:(?:is|was|has been|had been|remains)|(?<=\w)['’]s)"
_SPEECH_IS = re.compile(
    rf"\b(?:(?P<owner>(?i:his|her|their|its)|(?:(?i:the|a|an|some) )?(?:[\w’'.-]+ ){{0,3}}?[\w’'.-]+(?:['’]s|s['’])) (?:own |main |only |basic |whole |big |first |other )*"
    rf"|(?i:the|one|another|that) (?:only |main |basic |whole |big |first |other |real )*)(?P<cue>{_NOUN})"
    r"(?: (?:that )?(?P<maker>he|she|they|(?:(?:the|a|an|his|her|their|our|my) )?(?:[\w’'.-]+ ){0,3}?[\w’'.-]+) "
    r"(?:is|are|was|were|has been|have been|['’]s|['’]re|keeps?|kept) (?:making|trying to make|raising|sending|giving|putting))?"
    rf"(?: (?:about|on|of|against|for|from|to) (?:{WORD} ){{0,5}}?{WORD})?"
    rf" {_BE} (?:simply |just |really |always |basically |clearly |also |still |now )*(?P<that>that),?(?: you know,| look,| well,)? (?=\S)"
)
_ANY_SPEECH_IS = re.compile(rf"\b(?:{_NOUN})\b[^.;]{{0,60}} that\b")


def speech_is(text: str, start: int, end: int) -> Iterator[Found]:
    """ "His point was simply that …", "the argument the mayor is making is that …", "the criticism is that …"."""
    if text.find(" that", start, end) < 0 or not _ANY_SPEECH_IS.search(text, start, end):
        return
    for match in _SPEECH_IS.finditer(text, start, end):
        source = _maker(text, match)
        if source is None and not _STATED.fullmatch(match.group("cue")):
            continue  # "the point is that …": the speaker's own
        until = until_stop(text, match.end(), end)
        if until > match.end():
            yield Found(source, match.span("cue"), ((match.end(), until),))


_STATED = re.compile(r"criticism|complaint|charge|accusation|allegation|suggestion|claim", re.I)
_OWN = frozenset({"my", "our", "your", "one", "the"})


def _maker(text: str, match: re.Match[str]) -> Range | None:
    """Whose point it is: the one who makes it, or the owner of the noun."""
    if match.group("maker"):
        return None if NO_SUBJECT.match(match.group("maker")) else match.span("maker")
    if not match.group("owner"):
        return None
    low, high = match.span("owner")
    for ending in ("’s", "'s", "’", "'"):
        if text[low:high].endswith(ending):
            return low, high - len(ending)
    return low, high


_VOCATIVE = re.compile(
    r"(?:^|(?<=[.!?,] )|(?<=[“\"‘']))(?P<name>(?:(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep)\.? |Senator |Governor |Secretary |Minister |Mayor |President |Congressman |"
    r"Congresswoman |Councillor )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?), (?=(?:do|did|don['’]t|are|aren['’]t|were|have|haven['’]t|will|would|can|could|why|how|what|tell|if|you|is|was) )"
)
_YOU = re.compile(
    r"\b(?P<source>[Yy]ou)(?:['’]ve)? (?:(?:really|honestly|actually|still|truly|also|just|once|have|had|keep|kept) )*"
    r"(?P<cue>(?:think|believe|say|said|claim|claimed|argue|argued|told (?:us|me|them|people|voters)|promised|want|wanted|insist|insisted|know|deny|denied|predict|predicted|warned|pledged|vowed|suggest|suggested|saying|thinking|tweeted|wrote))"
    r" (?:(?P<to>to) (?=[a-z])|(?P<that>that )?(?=\S))"
)
_NO_NAMES = frozenset(
    "Well Look Now Yes No So Oh Again First Second Third Maybe Then But And Or Okay OK Listen See Hey Sure Right Today Tomorrow Yesterday Still "
    "However Also Here There Honestly Frankly Actually Sometimes Please Sorry Obviously Otherwise Instead Finally Wait Man Folks Guys".split()
)
_REACH = 700
"""Code points behind a name that was spoken to, within which "you" is still that one."""


def addressed(text: str, start: int, end: int) -> Iterator[Found]:
    """ "Mr Roe, do you really think that billionaires need help?": what the one spoken to is said to think or want."""
    if text.find("you", start, end) < 0 and text.find("You", start, end) < 0:
        return
    calls = [match for match in _VOCATIVE.finditer(text, start, end) if match.group("name") not in _NO_NAMES]
    if not calls:
        return
    for match in _YOU.finditer(text, calls[0].end(), end):
        last = next(call for call in reversed(calls) if call.end() <= match.start())
        if match.start() - last.end() > _REACH:
            continue
        wants = match.group("cue").startswith(("want", "promised", "pledged", "vowed"))
        if bool(match.group("to")) and not wants:
            continue
        low = match.start("to") if match.group("to") else match.end()
        if not match.group("to") and (wants or not _CLAUSE.match(text, low)) and not match.group("that"):
            continue
        until = until_stop(text, low, end)
        if until > low:
            yield Found(last.span("name"), match.span("cue"), ((low, until),))


_CLAUSE = re.compile(
    r"(?:it|he|she|they|we|you|I|there|this|that|these|those|nobody|everyone)(?:['’]\w+)? |(?:[\w’'-]+ ){1,7}(?:is|are|was|were|will|would|can|could|should|must|"
    r"have|has|had|need|needs|do|does|did)\b",
    re.I,
)
_SENDS = re.compile(
    r"\b(?P<verb>(?:will |would |can |could |may |should )?(?:sends?|sent|sending|gives?|gave|giving)) (?:(?:a|the|this|that) )?(?:\w+ ){0,2}?(?P<cue>message|signal|warning)"
    rf"(?: to (?:{WORD} ){{0,5}}?{WORD})? that (?=\S)"
)
_BEFORE = re.compile(
    r"(?:^|(?<=[,;.“\"] )|\b(?:that|hopes?|hoped|and|but|said|says|think|thinks|believes?) )(?P<source>(?:the|a|an|his|her|their|its|our|this|that|these|those|[A-Z])(?:[\w’'.-]+)?"
    r"(?: [\w’'.-]+){0,6}) $"
)


def sends_message(text: str, start: int, end: int) -> Iterator[Found]:
    """ "She hopes the day sends a message that …"."""
    if not any(text.find(noun, start, end) >= 0 for noun in (" message", " signal", " warning")):
        return
    for match in _SENDS.finditer(text, start, end):
        low = max(start, match.start() - 70)
        before = _BEFORE.search(text[low : match.start()])
        until = until_stop(text, match.end(), end)
        if before and not NO_SUBJECT.match(before.group("source")) and until > match.end():
            source = (low + before.start("source"), low + before.end("source"))
            yield Found(source, match.span("cue"), ((match.end(), until),))


_OF_SAYING = re.compile(
    r"\b(?:of|with|about|from|despite) (?P<source>(?:everybody|everyone|somebody|someone|nobody|people|(?:the|a|an|his|her|their|our|some|many) (?:[\w’'-]+ ){0,3}?[\w’'-]+|[A-Z][\w’'.-]+)) "
    r"(?P<cue>recogni[sz]ing|believing|saying|thinking|knowing|insisting|claiming|arguing|hoping|realising|realizing|understanding|warning|complaining|suggesting|admitting|denying) that (?=\S)"
    r"|\b(?P<policy>(?:the|a|an|his|her|their|its|our) (?:[\w’'-]+ ){0,3}?(?:policy|rule|law|practice|habit|strategy|approach)) of (?P<cue2>mandating|requiring|insisting|claiming|saying|demanding|arguing) that (?=\S)",
    re.I,
)


def of_saying(text: str, start: int, end: int) -> Iterator[Found]:
    """ "A process of everybody recognising that …", "the current policy of mandating that …"."""
    if text.find("ing that ", start, end) < 0:
        return
    for match in _OF_SAYING.finditer(text, start, end):
        source, cue = ("source", "cue") if match.group("source") else ("policy", "cue2")
        until = until_stop(text, match.end(), end)
        if until > match.end():
            yield Found(match.span(source), match.span(cue), ((match.end(), until),))


_AND_SAY = re.compile(
    r"\b(?P<source>I|[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Tt]hey|people)(?:['’](?:ve|ll|d|re))? (?:(?:just|really|also) )*(?:can|could|will|would|should|must|might|have to|had to|got to|need to|want to|"
    r"wanted to|going to|gonna)? ?[^.!?;:“”\"‘]{1,90}?(?:,| and|, and|, or| or| to(?= say, [‘'])) (?P<cue>say|tell (?:them|people|him|her|us|you|everyone|everybody)), "
    r"(?=[‘']|(?:I|we|you|he|she|they|it|this|that|there|no|yes|look|the|hey)(?:['’]\w+)?\b)"
)


def and_say(text: str, start: int, end: int) -> Iterator[Found]:
    """ "I think we've got to back away from that and say, we are not looking at …": what somebody is to say."""
    if text.find(" say, ", start, end) < 0 and text.find(" tell ", start, end) < 0:
        return
    for match in _AND_SAY.finditer(text, start, end):
        shut = _SHUTS.get(text[match.end()])
        until = until_stop(text, match.end(), end) if shut else _sentence_end(text, match.end(), end)
        if until > match.end():
            low = match.start()
            last = [m.span("who") for m in _HAS_TO.finditer(text, low, match.start("cue"))]
            yield Found(last[-1] if last else match.span("source"), match.span("cue"), ((match.end(), until),))


_HAS_TO = re.compile(
    r"\b(?P<who>I|[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Tt]hey|people)(?:['’](?:ve|ll|d|re))? (?:can|could|will|would|should|must|might|have to|had to|got to|need to|want to|going to)\b"
)


_LETS_SAY = re.compile(
    r"\b(?:[Ll]et[’']s|[Ll]et (?P<source>us)|(?P<we>[Ww]e)(?:['’]\w+)? (?:must|should|have to|need to|ought to|can)) (?:[\w’'-]+ ){0,5}?(?:to |of |with )(?P<cue>saying|telling \w+) (?:that )?(?=\w)"
)


def lets_say(text: str, start: int, end: int) -> Iterator[Found]:
    """ "Let's get back to saying our schools are ours": what all of us are to say."""
    if text.find("ing ", start, end) < 0:
        return
    for match in _LETS_SAY.finditer(text, start, end):
        until = _sentence_end(text, match.end(), end)
        if until > match.end():
            who = "source" if match.group("source") else "we" if match.group("we") else None
            yield Found(match.span(who) if who else None, match.span("cue"), ((match.end(), until),))


def _sentence_end(text: str, begin: int, end: int) -> int:
    """The end of the sentence; the next ones belong to it while they open with the same word, "We are not … We are …"."""
    until = _one_sentence(text, begin, end)
    first = re.compile(r"[\w’']+").match(text, begin, end)
    while first and (more := re.compile(r"[.!?] (?=\w)").match(text, until, end)):
        if not text[more.end() : end].lower().startswith(first.group().lower() + " "):
            break
        until = _one_sentence(text, more.end(), end)
    return until


def _one_sentence(text: str, begin: int, end: int) -> int:
    stop = re.compile(r"[.!?;](?:\s|$)|[”\"]").search(text, begin, end)
    until = stop.start() if stop else end
    while until > begin and text[until - 1] in ' .,;:!?”"':
        until -= 1
    return until


_STOP = re.compile(
    r"[;:!?](?:\s|$|[”\"’'])|(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bLt)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bSgt)(?<!\b[A-Z])[.](?:\s|$|[”\"’'])|"
    r", (?:and|but|while|though|although|who|which|so|because|when|where|I|we|he|she|they|it|you)\b|[”\"]| [—–] "
)
_SHUTS = {"‘": re.compile(r"(?<=[.,!?…\w])[’'](?!\w)"), "'": re.compile(r"(?<=[.,!?…\w])['’](?!\w)")}


def until_stop(text: str, begin: int, end: int) -> int:
    """Where the clause ends that begins at ``begin``; words in single marks end with the mark that closes them."""
    shuts = _SHUTS.get(text[begin : begin + 1])
    shut = shuts.search(text, begin + 2, end) if shuts else None
    if shut:
        return shut.end()
    stop = _STOP.search(text, begin, end)
    until = stop.start() if stop else end
    while until > begin and text[until - 1] in " .,;:!?”\"’'":
        until -= 1
    return until if text.count(" ", begin, until) >= 1 else begin


SPOKEN = (speech_is, addressed, sends_message, of_saying, and_say, lets_say)
