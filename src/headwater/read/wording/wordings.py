"""Set wordings of news English that say whose word something is; `constructions` settles what they find.

"By the union's count, …", "It emerged on Monday that …", "… is said to …", "Organisers put the crowd at 90,000, the police at
9,000". Each rule reads one sentence and knows no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.frame import Range
from headwater.read.verbs import finite
from headwater.read.voices.finite import finite_verb
from headwater.read.wording.found import Found

_WORDS = r"[^\s,;:“”\"()]+"
_CLAUSE = re.compile(r"; |: |[—–] | - |[“\"]|, (?:and|but|while|though|although|whereas|so|because) ")
_CLAUSE_END = re.compile(r"; |: |[—–] | - |[”\"]|, (?:and|but|while|though|although|whereas|so|because) ")
_CONJUNCTION = re.compile(r"(?:and|but|yet|so|while|though|although|whereas|because|meanwhile|also),? ", re.I)


def _clause_start(sentence: str, at: int) -> int:
    """Where the clause begins that goes on at ``at``."""
    start = 0
    for match in _CLAUSE.finditer(sentence, 0, at):
        start = match.end()
    lead = _CONJUNCTION.match(sentence, start)
    return lead.end() if lead and lead.end() < at else start


def _clause_end(sentence: str, at: int) -> int:
    """Where the clause ends that goes on at ``at``, closing stop and comma left out; quoted words belong to it."""
    end = len(sentence)
    in_marks = sentence.count('"', 0, at) % 2
    for match in _CLAUSE_END.finditer(sentence, at):
        here = match.start()
        closes = {
            '"': in_marks and sentence.count('"', at, here) % 2 == 0,
            "”": sentence.count("“", at, here) <= sentence.count("”", at, here),
        }
        if closes.get(match.group(), True):
            end = here
            break
    speaker = _SPEAKER_BEHIND.search(sentence, at, end)
    if speaker and not _NO_SPEAKER.match(sentence, speaker.start("who")):
        end = speaker.start()
    while end > at and sentence[end - 1] in " .,;:!?’":
        end -= 1
    return end


_SPEAKER_BEHIND = re.compile(
    rf", (?:according to \S|(?P<who>(?:{_WORDS} ){{1,7}}?)(?:said|says|say|told (?:the |a |an |his |her )?{_WORDS}(?: {_WORDS}){{0,3}}|added|wrote|reported|"
    r"announced|confirmed|warned|predicted)(?= (?:on |in |at |late |early |this |last |earlier |yesterday|today|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|[.,;]|$))"
)
"""The speaker of the whole clause, put behind it: "…, police said on Monday"."""
_NO_SPEAKER = re.compile(
    r"(?:who|which|that|as|and|but|when|if|while|where|because|so|or|though|although|has|had|was|is|he who|been)\b",
    re.I,
)


_SIGHT = "account|count|reckoning|estimate|calculation|calculations|telling|tally|admission|version|own words"
_MIND = "view|opinion|telling|words|eyes|estimation|judgement|judgment|account|reckoning|assessment"
_VIEW_NOUN = re.compile(rf"(?:{_SIGHT}|{_MIND})")
_FRONTED = re.compile(
    rf"(?:^|; |, (?:and|but|while) )(?P<cue>(?:[Bb]y (?P<a>(?:{_WORDS} ){{0,6}}{_WORDS})(?:['’]s?) (?:own )?(?:{_SIGHT}))"
    rf"|(?:[Ii]n the (?:{_MIND}) of (?P<b>(?:{_WORDS} ){{0,9}}{_WORDS})(?:, (?P<named>[A-Z]{_WORDS}(?: [A-Z]{_WORDS}){{0,4}}))?)(?=,)"
    rf"|(?:[Ii]n (?P<c>(?:{_WORDS} ){{0,6}}{_WORDS})['’]s? (?:{_MIND}))(?=,)"
    rf"|(?:(?:by|in) (?P<d>(?:{_WORDS} ){{0,4}}{_WORDS})['’]s?)(?=,)),? "
)


def _fronted(sentence: str) -> Iterator[Found]:
    """ "By the union's count, …"; "in the view of X, …"; and, behind one of these, "by the company's, …"."""
    seen = False
    if not _VIEW_NOUN.search(sentence):
        return
    for match in _FRONTED.finditer(sentence):
        name = next(g for g in "abcd" if match.group(g))
        if name == "d" and not seen:
            continue
        seen = True
        end = _clause_end(sentence, match.end())
        source = match.span("named") if match.group("named") else match.span(name)
        if end > match.end():
            yield Found(source, _around(match, name), ((match.end(), end),), speaker=bool(match.group("named")))


def _around(match: re.Match[str], name: str) -> Range:
    """The cue's words: those behind the source if there are some, else those before it."""
    source, whole = match.span(name), match.span("cue")
    if name == "b":
        return whole[0], source[0] - 1
    return (source[1] + 3, whole[1]) if whole[1] > source[1] + 3 else (whole[0], source[0] - 1)


_TOLD = "alleged|announced|reported|revealed|claimed|said|understood|believed|rumoured|rumored|suggested|feared|thought|disclosed"
_EMERGED = re.compile(
    r"\b[Ii]t (?P<cue>(?:has |had )?(?:since |also |later |first |then )?(?:emerged|transpired)"
    rf"|(?:is|was|has been|had been) (?:\w+ly |also |later |first |now |then )?(?:{_TOLD}))(?! by)(?P<gap>[^;.“”\"]{{0,80}}?) that "
)


def _emerged(sentence: str) -> Iterator[Found]:
    """ "It emerged on Monday that …", "it is widely believed that …": nobody is named."""
    for match in _EMERGED.finditer(sentence):
        end = _clause_end(sentence, match.end())
        if end > match.end():
            yield Found(None, match.span("cue"), ((match.end(), end),))


_SAID_TO = re.compile(
    r"(?P<cue>\b(?:is|are|was|were|has been|have been|had been) (?:(?:\w+ly|also|now|still|long) )?"
    r"(?:said|understood|thought|believed|reported|rumoured|rumored|alleged|expected|feared|presumed|suspected)) "
    r"(?P<to>to [a-z]|(?:dead|drowned|lost|missing|killed|injured|wounded|safe|alive|trapped|buried|extinct|stolen|destroyed|abandoned)\b)"
)
_FEARED = re.compile(r"(?:feared|thought|believed|presumed|reported|understood) [a-z]")
_BY = re.compile(r"[^.;]* by ")
_ASIDE = re.compile(
    r", (?:\w+ )?(?:said|understood|thought|believed|reported|rumou?red|alleged|feared|presumed) [^,]+, $"
)
"""Another such wording between subject and verb: "The hotel, once rumoured to be haunted, is said to be for sale"."""
_RELATIVE = re.compile(r"(?:^|[\s,])(?:who|which|that) $", re.I)


def _said_to(sentence: str) -> Iterator[Found]:
    """ "The fee is understood to be nine million", "three are feared dead": the subject and what is said of it, nobody named."""
    if " to " not in sentence and not _FEARED.search(sentence):
        return
    for match in _SAID_TO.finditer(sentence):
        if match.group("to")[:3] != "to " and _BY.match(sentence, match.end()):
            continue  # "was reported missing by his wife"
        begin, end = _clause_start(sentence, match.start()), _clause_end(sentence, match.start("to"))
        predicate = (match.start("to"), end)
        before = sentence[begin : match.start()]
        joined = before.endswith(
            (" and ", " but ", " or ")
        )  # "was found there and is believed to be": the subject stands far off
        if _RELATIVE.search(before) or joined or not before.strip() or len(before.split()) > 20:
            yield Found(None, match.span("cue"), (predicate,))
        else:
            aside = _ASIDE.search(before)
            subject = (begin, begin + aside.start() if aside else match.start() - 1)
            yield Found(None, match.span("cue"), (subject, predicate), exact=bool(aside))


def _has_verb(words: str) -> bool:
    pieces = words.split()
    return bool(pieces) and finite_verb(pieces, 0, len(pieces)) is not None


_ADVERB = re.compile(
    r"(?:(?<=\s)(?P<cue>reportedly|allegedly|purportedly|supposedly) |^(?P<first>Reportedly|Allegedly|Purportedly|Supposedly),? )"
)


def _adverb(sentence: str) -> Iterator[Found]:
    """ "The director reportedly took the money": the clause around the adverb, nobody named."""
    if "edly" not in sentence:
        return
    for match in _ADVERB.finditer(sentence):
        if match.group("first"):
            end = _clause_end(sentence, match.end())
            if _has_verb(sentence[match.end() : end]):
                yield Found(None, match.span("first"), ((match.end(), end),))
            continue
        begin, end = _clause_start(sentence, match.start()), _clause_end(sentence, match.end())
        closed = max(sentence.rfind("”", 0, match.start()), sentence.rfind('" ', 0, match.start()))
        if closed >= begin:
            begin = closed + 2  # "“…,” Roe reportedly said": the quotation is not part of the clause
            if sentence[match.end() : end].count(" ") == 0:
                continue
        before = sentence[begin : match.start() - 1].rstrip(" ,")
        if _HELD_BY.search(before) and not _NO_CLAUSE.match(sentence, match.end()):
            continue  # "on supposedly lesser matters" is a noun with its adjective
        if _NO_CLAUSE.match(sentence, match.end()) and (_HELD_BY.search(before) or _has_verb(before)):
            comma = sentence.find(", ", match.end(), end)
            yield Found(None, match.span("cue"), ((match.end(), comma if comma > 0 else end),), exact=True)
        elif relative := _WHO.search(before):
            end = _relative_end(sentence, match.end(), end, apart=relative.group().startswith(","))
            yield Found(None, match.span("cue"), ((match.end(), end),), exact=True)
        elif not before or len(before.split()) > 20:
            yield Found(None, match.span("cue"), ((match.end(), end),))
        else:
            own = _SUBORDINATE.search(before)
            if own and not _has_verb(before[own.end() :]):
                begin, before = begin + own.end(), before[own.end() :]
            yield Found(None, match.span("cue"), ((begin, begin + len(before)), (match.end(), end)))


_WHO = re.compile(r",? ?\b(?:who|which|that)\b(?!.*\b(?:who|which|that)\b)")
_SUBORDINATE = re.compile(
    r".*\b(?:after|before|because|when|while|if|since|until|although|though|where|once|whether) (?=\S)", re.S
)
"""What opens a clause of its own behind another: "were arrested after | they allegedly shot"."""
_JOINS = frozenset(
    {"and", "or", "but", "to", "that", "who", "which", "while", "when", "after", "before", "because", "if", "as"}
)


def _relative_end(sentence: str, at: int, end: int, *, apart: bool) -> int:
    """Where a relative clause ends: at its comma where it stands apart, else before the verb of the main clause."""
    if apart:
        comma = sentence.find(",", at, end)
        return comma if comma > 0 else end
    spans = [m.span() for m in re.finditer(r"[^\s,]+|,", sentence[:end][at:])]
    words = [sentence[at + a : at + b] for a, b in spans]
    first = finite_verb(words, 0, len(words), behind_subject=True)
    second = finite_verb(words, first + 1, len(words)) if first is not None and first + 1 < len(words) else None
    if first is None or second is None or not _JOINS.isdisjoint(w.lower() for w in words[first + 1 : second]):
        return end
    return at + spans[second][0] - 1


_HELD_BY = re.compile(
    r"(?:^|\b)(?:after|before|while|by|for|from|since|without|upon|with|of|on|in|at|to|about|over|despite|against|a|an|the|his|her|its|their)$",
    re.I,
)
_NO_CLAUSE = re.compile(
    r"(?:being |having )?(?:\w+ing|responsible|involved|behind|linked|tied|connected|armed|guilty|complicit)\b"
)
_NUMBER = (
    r"(?:about|around|nearly|almost|over|under|at least|more than|fewer than|only|just|up to)?\s*[“\"]?(?:[$£€]?\d(?:[\d.,]*\d)?%?|"
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|a third|a quarter|dozens|hundreds|"
    r"thousands|nobody|none|no one)(?:-\w+)?)"
)
_PUT = re.compile(
    rf"(?P<source>(?:{_WORDS} ){{0,7}}?{_WORDS}) (?P<cue>(?:now |has |have |had )?puts?(?: now)?) "
    rf"(?P<content>(?:{_WORDS} ){{1,8}}?at {_NUMBER}[^,;]*?)(?=$|[,;.] |[.]$|, )"
)
_AT = re.compile(
    rf",? (?:and )?(?P<source>(?:{_WORDS} ){{0,10}}?{_WORDS})(?:, [a-z]+ing [^,;]{{0,50}},)? at (?P<content>{_NUMBER}[^,;.]*)"
)


def _put_at(sentence: str) -> Iterator[Found]:
    """ "Organisers put the crowd at 90,000, the police at 9,000": one verb for several speakers."""
    if " put" not in sentence or " at " not in sentence:
        return
    for match in _PUT.finditer(sentence):
        begin = _clause_start(sentence, match.start("cue"))
        source = (max(begin, match.start("source")), match.end("source"))
        if source[0] >= source[1] or sentence[: source[1]].endswith((" to", " be", " not")):
            continue
        shared = sentence[: source[1]].endswith(" and")
        yield Found(None if shared else source, match.span("cue"), (_bare(match),), shared)
        at = match.end("content")
        while further := _AT.match(sentence, at):
            yield Found(further.span("source"), match.span("cue"), (_bare(further),), exact=True)
            at = further.end()


def _bare(match: re.Match[str]) -> Range:
    """The content without the stop behind it."""
    start = match.start("content")
    return start, start + len(match.group("content").rstrip(" .,"))


_AGENT = re.compile(
    r"^(?P<cue>Accused|Blamed|Described|Criticised|Criticized|Denounced|Dismissed|Condemned|Portrayed|Hailed|Praised|Derided|Mocked|Branded|Dubbed|Billed|Touted) by "
    rf"(?P<source>(?:{_WORDS} ){{0,9}}?{_WORDS}) (?:of|for|as|over) (?P<content>[^;]+?)(?=, )"
)
_AGENT_TOO = re.compile(
    rf", (?:and|but) (?:then |later )?(?P<cue>by) (?P<source>(?:(?:the|an?|his|her|its|their|others?|some|many) )?(?:{_WORDS} ){{0,6}}?{_WORDS}) as (?P<content>[^,;]+)(?=, )"
)


def _by_agent(sentence: str) -> Iterator[Found]:
    """ "Blamed by the mayor for the collapse, …", "Praised by the mayor as thrifty, and by the clerk as mean, …"."""
    match = _AGENT.match(sentence)
    if match:
        yield Found(match.span("source"), match.span("cue"), (match.span("content"),))
        second = _AGENT_TOO.match(sentence, match.end())
        if second:
            yield Found(second.span("source"), second.span("cue"), (second.span("content"),), exact=True)


_SAYING = finite("say", "think", "show")
_INSERTED = re.compile(
    rf"(?:^|; )(?P<first>(?:{_WORDS} ){{0,8}}{_WORDS}), (?P<source>(?:he|she|they)(?= (?:\w+|told (?:\w+ ){0, 2}\w+),)|(?:the|a|an|his|her|its|their|one|some|several|many|most|local|"
    rf"[A-Z]{_WORDS}|[a-z]+s)(?: {_WORDS}){{0,6}}?(?:, [A-Z]{_WORDS}(?: {_WORDS}){{0,3}},)?) "
    rf"(?P<cue>(?:(?:has|have|had) (?:since )?)?(?:{_SAYING}|told (?:the |a |an |his |her )?{_WORDS}(?: {_WORDS}){{0,2}})), (?P<rest>(?!although|though|but|who|which|while|because|whereas|yet|so\b)[^;]+)"
)
_SAYING_COMMA = re.compile(rf" (?:{_SAYING}|told [^,]{{2,40}}), ")
_NOT_A_SPEAKER = re.compile(
    r"\b(?:who|which|that|as|and|but|when|if|while|where|because|after|before|whom|whose|to|is|was)\b"
)

_DOING = re.compile(r"\w+ing [^,;:“”\"]{2,80}, (?=[“\"])")
_SENTENCE_IN_MARKS = re.compile(r"[“\"][A-Z]")
_CIRCUMSTANCE = re.compile(
    r"\w+ing\b|(?:\w+ (?:later|earlier|afterwards?)$|[Aa]sked|[Ss]peaking|[Aa]fterwards?|[Ll]ater|[Tt]hen|[Ii]n turn)\b"
)


def _inserted(sentence: str) -> Iterator[Found]:
    """ "The lighthouse, its last keeper recalls, was painted every spring": a statement with its speaker put into it."""
    if not _SAYING_COMMA.search(sentence):
        return
    for match in _INSERTED.finditer(sentence):
        if _NOT_A_SPEAKER.search(match.group("source")) or _CIRCUMSTANCE.match(match.group("first")):
            continue
        if _SENTENCE_IN_MARKS.match(match.group("rest")):
            continue  # "Of the mayor, he said, “I like him”": a quotation of its own
        doing = _DOING.match(sentence, match.start("rest"))  # "…, tapping the map, “had never been there”"
        begin = doing.end() if doing else match.start("rest")
        end = _clause_end(sentence, begin) + (1 if doing else 0)
        if end > begin:
            yield Found(
                match.span("source"), match.span("cue"), (match.span("first"), (begin, min(end, len(sentence))))
            )


WORDINGS = (_fronted, _emerged, _said_to, _adverb, _put_at, _by_agent, _inserted)
