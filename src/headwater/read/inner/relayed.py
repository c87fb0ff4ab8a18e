"""More of what people are said to have said, inside what somebody says: orders passed on, words in papers, hearsay, plans.

Like the rules of `spoken`, each looks through one piece of a content and yields the parts of what it finds; `within` decides
whether it is new. A rule looks first for a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.inner.spoken import until_stop
from headwater.read.wording.found import NO_SUBJECT, WORD, Found

_NP = rf"(?:(?i:the|a|an|his|her|their|its|our|my|your|this|that|these|those|some|many|one) (?:{WORD} ){{0,4}}?{WORD}|[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){{0,3}})"
_WHO = rf"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Pp]eople|{_NP})"
_HELP = r"(?: (?:has|had|have|also|never|now|later|still|already|once|plainly|clearly|\w+ly))*"

_SHOWS = re.compile(
    rf"\b(?P<source>{_NP}){_HELP} (?P<cue>showed|shows|show|reaffirms?|reaffirmed|proves?|proved|sends?|sent|teach(?:es)?|taught|sets? out|lays? down|states?|stated|says|reads?)"
    r"(?: (?:a|an|one|the|this) (?:[\w-]+ ){0,2}(?:principle|message|lesson|point|fact|truth|rule|thing|signal))?: +(?=[\w‘'])"
)


def shows_colon(text: str, start: int, end: int) -> Iterator[Found]:
    """ "What his own letters showed: he knew", "the ruling reaffirms a principle: voters keep their rights"."""
    if text.find(": ", start, end) < 0:
        return
    for match in _SHOWS.finditer(text, start, end):
        until = _sentence(text, match.end(), end)
        if until > match.end() and not NO_SUBJECT.match(match.group("source")):
            yield Found(match.span("source"), match.span("cue"), ((match.end(), until),))


_RESOLVES = re.compile(
    rf"\b(?P<source>{_NP})(?:['’]s)? (?P<cue>(?:vote|decision|motion|resolution|bill|move|ruling) to (?:reaffirm|affirm|declare|find|rule|recogni[sz]e|proclaim|state|insist))"
    r" (?:that )?(?=[\w“\"‘])"
)
_RESOLVING = re.compile(r"(?:vote|decision|motion|resolution|bill|move|ruling) to ")


def resolves(text: str, start: int, end: int) -> Iterator[Found]:
    """ "The assembly vote to reaffirm that the river is a border is no help": the assembly says so."""
    if not _RESOLVING.search(text, start, end):
        return
    for match in _RESOLVES.finditer(text, start, end):
        until = _sentence(text, match.end(), end)
        first = _FINITE.search(text, match.end(), until)
        main = _MAIN_VERB.search(text, first.end(), until) if first else None
        until = main.start() if main else until
        if until > match.end():
            yield Found(match.span("source"), match.span("cue"), ((match.end(), until),))


_FINITE = re.compile(r" (?:is|was|are|were|has|had|have|will|would|can|could|must|should) ")
_MAIN_VERB = re.compile(
    r"(?<=[\w”\"’]) (?:is|was|are|were|has|had|will|would) (?=[“\"]?(?:not|no|a|an|the|nothing|only|just) )"
)
_BOASTS = re.compile(
    rf"\b(?P<source>{_WHO})(?: (?:is|are|was|were|been))?{_HELP} (?P<cue>boast(?:s|ed|ing)?|brag(?:s|ged|ging)?|complain(?:s|ed|ing)?|confess(?:es|ed|ing)?|admit(?:s|ted|ting)?) (?:of|to|about) "
    r"(?=(?:having|being|not|never) \w)"
)


def boasts_of(text: str, start: int, end: int) -> Iterator[Found]:
    """ "… that the warders were boasting of having drowned the dog"."""
    if text.find("ing ", start, end) < 0:
        return
    for match in _BOASTS.finditer(text, start, end):
        until = _sentence(text, match.end(), end)
        low, high = match.span("source")
        low += 5 if text.startswith("that ", low) and " " in text[low + 5 : high] else 0
        if until > match.end() and not NO_SUBJECT.match(text[low:high]):
            yield Found((low, high), match.span("cue"), ((match.end(), until),))


_LINE = re.compile(
    rf"\b(?:phrase|line|words|saying|verse|motto|passage|proverb|sentence|message|lesson) (?:from|in|of|on) (?P<source>{_NP}) "
    r"(?P<cue>is|was|says|said|goes|reads|ran|runs|were|are)(?:,| that)? (?=[\w‘'])"
)


def line_from(text: str, start: int, end: int) -> Iterator[Found]:
    """ "That phrase from the Psalms is the last shall be first": the words are the book's."""
    for match in _LINE.finditer(text, start, end):
        until = _sentence(text, match.end(), end)
        if until > match.end() and (text[match.end()] in "‘'" or _CLAUSE.match(text, match.end(), until)):
            yield Found(match.span("source"), match.span("cue"), ((match.end(), until),))


_CLAUSE = re.compile(
    r"(?:it|he|she|they|we|you|I|there|nobody|everyone)(?:['’]\w+)? |(?:[\w’'-]+ ){1,7}(?:is|are|was|were|will|would|can|could|should|must|shall|"
    r"have|has|had|need|needs|do|does|did|helps?|knows?|wants?|never|always|cannot|can['’]t|isn['’]t|don['’]t)\b",
    re.I,
)
_BLAMED_FOR = re.compile(
    rf"(?:^|(?<=\s))(?P<source>him|her|them|{_NP}) (?:for|of|after|over) (?:\w+ly )?(?P<cue>opposing|supporting|saying|claiming|denying|suggesting|arguing|"
    r"calling for|promising|pledging|asking for|demanding|threatening|insisting on|insisting|backing|endorsing|rejecting|predicting|believing|telling \w+|"
    r"advocating|refusing|proposing|favou?ring|questioning|doubting) (?:that )?(?=\w)"
)
_BLAMES = re.compile(
    r"\b(?:mock|critici[sz]|attack|accus|blam|prais|thank|laud|fault|ridicul|assail|chid|scold|rebuk|condemn|denounc|slamm|knock|pillor|suspend|sack|fir|"
    r"deride?|commend|hail|chastis|blast|credit|taunt|needl|challeng|applaud)\w*$",
    re.I,
)


def blamed_for(text: str, start: int, end: int) -> Iterator[Found]:
    """ "Roe mocked him for opposing the levy": he opposed it, as Roe tells it."""
    if text.find("ing ", start, end) < 0:
        return
    for match in _BLAMED_FOR.finditer(text, start, end):
        if not _BLAMES.search(text[max(0, match.start() - 24) : match.start()].rstrip()):
            continue
        until = _until_and(text, match.end(), end)
        if until > match.end():
            yield Found(match.span("source"), match.span("cue"), ((match.end(), until),))


def _until_and(text: str, begin: int, end: int) -> int:
    stop = re.compile(r",|;|[.!?](?:\s|$)| (?:and|yet|but|while) (?:\w+ing|then)\b|[”\"]").search(text, begin, end)
    return stop.start() if stop else end


_ORDERS = re.compile(
    r"\b(?P<verb>(?:has |have |had |will |would )?(?:sent|sends?|gave|gives?|given|issued?|issues|passed|put out|sending|giving)) (?:(?:a|an|the|out|down|strict|clear) ){0,2}"
    r"(?P<cue>(?:marching |strict |clear |standing )?(?:orders?|instructions?|word|directives?|ultimatum|directions))"
    rf"(?: (?:to|for|out to) (?:(?!to\b){WORD} ){{0,6}}?(?!to\b){WORD})? (?P<content>(?:not )?to [a-z])"
)
_DOER = re.compile(
    r"(?:^|(?<=[,;.“\"] )|\b(?:that|and|but|said|says|think|thinks|when|because|if) )(?P<source>(?:he|she|they|we|I|[Tt]he|[Aa]n?|his|her|their|its|our|this|that|[A-Z])(?:[\w’'.-]*)"
    r"(?: [\w’'.-]+){0,6}) $"
)


def orders_to(text: str, start: int, end: int) -> Iterator[Found]:
    """ "The campaign has sent marching orders to its friends to plaster …"."""
    for match in _ORDERS.finditer(text, start, end):
        low = max(start, match.start() - 70)
        doer = _DOER.search(text[low : match.start()])
        begin = match.start("content")
        until = _sentence(text, begin, end)
        if doer and not NO_SUBJECT.match(doer.group("source")) and until > begin:
            source = (low + doer.start("source"), low + doer.end("source"))
            yield Found(source, match.span("cue"), ((begin, until),))


_MADE = re.compile(
    rf"\b(?P<cue>remarks|comments|statements|jokes|claims|allegations|accusations|insults|tweets|posts|things|promises|threats)(?: that| which)? (?P<source>{_WHO}) "
    r"(?:had |has |have |once |later |also )*(?:made|said|posted|written|tweeted|wrote|levelled|leveled|uttered) (?P<content>about [^,;.:“”\"—–]+)"
)


def remarks_made(text: str, start: int, end: int) -> Iterator[Found]:
    """ "She confronted him with remarks he had made about the flood"."""
    if text.find(" about ", start, end) < 0:
        return
    for match in _MADE.finditer(text, start, end):
        low, high = match.span("content")
        yield Found(match.span("source"), match.span("cue"), ((low, low + len(text[low:high].rstrip())),))


_TO_ASK = re.compile(
    rf"\b(?:push(?:es|ed|ing)?|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|tell(?:s|ing)?|told|order(?:s|ed|ing)?|wants?|wanted|requir(?:e|es|ed|ing)|allow(?:s|ed|ing)?|"
    rf"instruct(?:s|ed|ing)?|forc(?:e|es|ed|ing)|train(?:s|ed|ing)?|for) (?P<source>(?:(?!to\b){WORD} ){{0,4}}?(?!to\b){WORD}) to "
    rf"(?P<cue>ask|query|question|quiz|tell|remind|warn|advise|inform) (?:(?!about\b|whether\b|that\b){WORD} ){{0,4}}?(?!about\b|whether\b|that\b){WORD} (?P<how>about |whether |that )(?=\S)"
)


def to_ask(text: str, start: int, end: int) -> Iterator[Found]:
    """ "It is pushing private doctors to question patients about their war": what the doctors are to ask."""
    if text.find(" to ", start, end) < 0:
        return
    for match in _TO_ASK.finditer(text, max(0, start - 60), end):
        begin = match.start("how") if match.group("how") == "whether " else match.end()
        until = until_stop(text, begin, end)
        if match.start("cue") >= start and until > begin:
            yield Found(match.span("source"), match.span("cue"), ((begin, until),))


_OFTEN = re.compile(
    r"\b(?P<source>[Ww]e|[Pp]eople|[Tt]hey|[Ee]veryone|[Ee]verybody|[Ff]olks|[Ss]ome people|[Mm]any people|[Oo]thers) (?:often|usually|always|sometimes|generally|jokingly|"
    r"regularly|used to|like to|love to|frequently|tend to|never) (?P<cue>call|say|compare|liken|describe|refer to|joke|tell (?:them|people|us|me|him|her)|complain|ask) (?P<that>that )?(?=\w)"
)


def often_say(text: str, start: int, end: int) -> Iterator[Found]:
    """ "We often compare it to the early days of the epidemic": what a group is in the habit of saying."""
    for match in _OFTEN.finditer(text, start, end):
        until = until_stop(text, match.end(), end)
        stop = text.find(", ", match.end(), until)
        until = stop if stop > match.end() and match.group("cue") in ("compare", "liken", "call") else until
        if until > match.end():
            yield Found(match.span("source"), match.span("cue"), ((match.end(), until),))


_AS_YOU = re.compile(
    r"\b[Aa]s (?P<source>you|he|she|they|my \w+(?: \w+)?|our \w+(?: \w+)?|the [\w’'-]+(?: [\w’'-]+){0,2})(?:['’](?:ve|s|d))? (?:(?:very|just|so|have|has|had|rightly|once|always|\w+ly) ){0,3}"
    r"(?P<cue>pointed out|points? out|noted|said|says|say|mentioned|observed|put it|suggested|explained|used to say|told (?:me|us|them))"
    r"(?: (?:earlier|yesterday|before))?,(?: (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?),)? (?=\w)"
)


def as_you_said(text: str, start: int, end: int) -> Iterator[Found]:
    """ "As you rightly pointed out, Laura, people jumped to conclusions": Laura did."""
    if text.find("s ", start, end) < 0:
        return
    for match in _AS_YOU.finditer(text, start, end):
        until = _sentence(text, match.end(), end)
        named = match.group("source") == "you" and match.group("name")
        if match.group("name") and not named:
            continue
        if until > match.end():
            yield Found(
                match.span("name") if named else match.span("source"), match.span("cue"), ((match.end(), until),)
            )


_NOTION = re.compile(
    r"\b(?:the|this|any|a|an|no) (?:\w+ ){0,1}?(?P<cue>conclusion|notion|suggestion|allegation|claim|theory|myth|accusation|rumou?r|rumou?rs|allegations|claims|suggestions|"
    r"accusations|perception|speculation|misconception|criticism) that (?=\w)"
)


def notion_that(text: str, start: int, end: int) -> Iterator[Found]:
    """ "You cannot avoid the conclusion that …": nobody is named whose conclusion it is."""
    if text.find(" that ", start, end) < 0:
        return
    for match in _NOTION.finditer(text, start, end):
        until = until_stop(text, match.end(), end)
        if until > match.end():
            yield Found(None, match.span("cue"), ((match.end(), until),))


_RULES = re.compile(
    r"\b(?P<source>(?i:the|a|an|his|her|their|its|our|this|that|any|every) (?:[\w’'-]+ ){0,4}?(?:ruling|resolution|order|law|decision|statute|policy|rules?|contract|deal|agreement|act|"
    r"constitution|treaty|ordinance|regulations?|letter|code|charter|permit|injunction|subpoena|lease|guidelines?))"
    r" (?P<cue>(?:would |will |can |may |clearly |also |now )?(?:requires?|required|orders?|ordered|forbids?|forbade|compels?|demands?|states?|says?|mandates?|provides?)) (?:that )?(?=\w)"
)


def rule_requires(text: str, start: int, end: int) -> Iterator[Found]:
    """ "If the ruling requires us to reopen, we will appeal": the ruling's word."""
    for match in _RULES.finditer(text, start, end):
        until = until_stop(text, match.end(), end)
        if until > match.end():
            yield Found(match.span("source"), match.span("cue"), ((match.end(), until),))


_LAST_HEARD = re.compile(
    r"\b[Tt]he last (?:time )?(?:thing )?(?:I|we|he|she|they|anyone|[A-Z]\w+)(?:['’]d)? (?:had |has |have )?(?P<cue>heard|knew|was told|were told),? (?:was )?(?:that )?(?=\w)"
)


def last_heard(text: str, start: int, end: int) -> Iterator[Found]:
    """ "The last she had heard, the girl was still in hospital": nobody is named who told her."""
    for match in _LAST_HEARD.finditer(text, start, end):
        until = _sentence(text, match.end(), end)
        if until > match.end():
            yield Found(None, match.span("cue"), ((match.end(), until),))


_PLANS = re.compile(
    r"(?<=\s)(?P<cue>planned|plans?|intended|intends?|promised|promises|vowed|vows|agreed|refused|refuses|threatened|threatens|offered|pledged|pledges|swore)(?: on (?=\w+ing\b)| (?=(?:not )?to [a-z]))"
)
_BOUND = re.compile(r"(?:^|[,;:.“\"] ?|\b(?:that|and|but|because|if|when|as|while|says?|said|believes?|thinks?) )$")
_EITHER = frozenset("plan plans promise promises pledge pledges threat threats".split())
_SUBJECT = re.compile(
    rf"(?:^|[\s“\"])(?P<source>[Hh]e|[Ss]he|[Tt]hey|[Ii]t|{_NP})(?:['’](?:s|d|ve|re))?(?: (?:has|had|have|also|never|now|later|still|already|once|repeatedly|is|\w+ly))*$"
)
_SHARED = re.compile(
    r"\b(?P<source>[Hh]e|[Ss]he|[Tt]hey|[Tt]he [\w-]+(?: [\w-]+)?|[A-Z]\w+(?: [A-Z]\w+)?) (?:has|had|have) (?:also |\w+ly )?\w+(?:ed|en|rnt|old|aid|ade|ought)\b[^.;:“”\"]{0,120} and (?:has|had|have)(?: also)?$"
)


def plans_to(text: str, start: int, end: int) -> Iterator[Found]:
    """ "… that the boy had planned on being there", "the firm refused to pay": what others mean to do, as somebody tells it."""
    for match in _PLANS.finditer(text, start, end):
        before = text[max(start, match.start() - 200) : match.start()].rstrip()
        low = max(start, match.start() - 200)
        subject = _SHARED.search(before) or _SUBJECT.search(before[-90:])
        if subject is None or NO_SUBJECT.match(subject.group("source")) or subject.group("source") in ("I", "We"):
            continue
        shift = low if subject.re is _SHARED else low + max(0, len(before) - 90)
        at = shift + subject.start("source")
        if match.group("cue") in _EITHER and not _BOUND.search(text, max(start, at - 12), at):
            continue  # "the mayor's plan to …", "the cost of the plans to …": nouns
        if subject.group("source").endswith(("’s", "'s", "’", " the", " a", " of", " his", " her", " their", " its")):
            continue
        until = until_stop(text, match.end(), end)
        if until > match.end():
            source = (shift + subject.start("source"), shift + subject.end("source"))
            yield Found(source, match.span("cue"), ((match.end(), until),))


def _sentence(text: str, begin: int, end: int) -> int:
    """The end of the sentence, closing stop and marks left out."""
    shuts = {"“": "”", '"': '"'}.get(text[begin])
    opened = text.find(shuts, begin + 1, end) if shuts else -1
    stop = re.compile(r"[.!?](?:\s|$|[”\"])|[”\"]").search(text, max(begin, opened + 1), end)
    until = stop.start() if stop else end
    shut = re.compile(r"[.!?]?[’'](?=\s|$|[”\"])").search(text, begin + 1, end) if text[begin] in "‘'" else None
    if shut:
        return shut.end()
    while until > begin and text[until - 1] in ' .,;:!?”"':
        until -= 1
    return until if text.count(" ", begin, until) >= 1 else begin


_SAID_LAST = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=[“\"])|(?<=\n))(?P<content>(?:The|A|An|[A-Z][\w’'-]*) [^.;:“”\"‘’\n]{{10,220}}), (?P<source>(?:(?i:the|a|an|his|her|its|their|one|two|three|several|some) )?(?:{WORD} ){{0,6}}?{WORD}) "
    r"(?P<cue>said|say|says|reported|claimed|claim|believe|believed|confirmed|warned|insisted|admitted)(?=[.,;]|$| (?:on|in|at|late|last|yesterday|this) )"
)


def said_last(text: str, start: int, end: int) -> Iterator[Found]:
    """ "“The canal will close at midnight, two officials said. …”": in a passage from a paper, the speaker comes behind."""
    if end - start < 40:
        return
    for match in _SAID_LAST.finditer(text, start, end):
        low, high = match.span("content")
        if _FINITE.search(text, low, high) and not NO_SUBJECT.match(match.group("source")):
            yield Found(match.span("source"), match.span("cue"), ((low, high),))


RELAYED = (
    boasts_of,
    said_last,
    shows_colon,
    resolves,
    line_from,
    blamed_for,
    orders_to,
    remarks_made,
    to_ask,
    often_say,
    as_you_said,
    notion_that,
    rule_requires,
    last_heard,
    plans_to,
)
