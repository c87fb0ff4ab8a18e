"""What goes round without a verb of speech: "word spread that …", "there were calls for him to go", "a threat from Rovers to …".

Each rule reads one sentence and looks first for a word of its own; `constructions` settles what they find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.wording.found import NO_SUBJECT, WORD, Found, clause_end

_SPREAD = re.compile(
    r"\b(?P<cue>(?:[Ww]ord|[Rr]umou?rs?|[Tt]alk|[Nn]ews(?! (?:is|was)\b)|[Ww]hispers|[Gg]ossip|[Ss]tories|[Tt]he story|[Ll]egend|[Tt]radition|[Ll]ocal lore|[Pp]opular belief|[Tt]he word) "
    r"(?:has |had |have |quickly |soon |then |also ){0,2}(?:spread|went round|went around|goes round|got (?:out|about|around|round)|gets? (?:out|about|around|round)|ran|reached|came|comes|circulated|"
    r"circulates?|holds?|has it|had it|is|was|persists?|persisted|swirled|flew)) (?P<gap>(?:[^\s,;:.“”\"]+ ){0,7}?)that (?=\w)"
)


def word_spread(sentence: str) -> Iterator[Found]:
    """ "Word spread through the market that the bank had shut its doors": nobody is named."""
    if " that " not in sentence:
        return
    for match in _SPREAD.finditer(sentence):
        end = clause_end(sentence, match.end())
        if end > match.end():
            yield Found(None, match.span("cue"), ((match.end(), end),), exact=True)


_HAD_IT = re.compile(
    rf"\b(?P<cue>(?:had|has|have|got|heard|learned|learnt) (?:it|this|word)?) ?(?:(?:straight |directly |only |second-hand |at second hand )*from (?P<by>(?:{WORD} ){{0,6}}?{WORD})|on (?:good|the best|high|unimpeachable) authority) that (?=\w)"
)


def had_it_from(sentence: str) -> Iterator[Found]:
    """ "The maid had it from the cook that the colonel was to go": the cook says so."""
    if " that " not in sentence:
        return
    for match in _HAD_IT.finditer(sentence):
        end = clause_end(sentence, match.end())
        if end > match.end():
            cue = match.span("cue")
            source = match.span("by") if match.group("by") else None
            yield Found(source, cue, ((match.end(), end),), speaker=True)


_GOING_ROUND = "rumou?rs|reports|claims?|suggestions?|speculation|allegations?|accusations?|whispers|talk|gossip|stories|fears|hopes|word"
_RUMOURS = re.compile(
    rf"(?:^|(?<=[;:] )|(?<=, but )|(?<=, and ))(?P<cue>(?:(?:[Tt]he|[Aa]ny|[Ss]ome|[Ee]arly|[Pp]ersistent|[Oo]nline|[Ll]ocal|[Ff]alse|[Uu]nconfirmed|[Ww]ild|[Ll]atest|[Pp]ress|[Mm]edia) ){{0,2}}"
    rf"(?i:{_GOING_ROUND})) that (?=\w)"
)
_COMES_TO_THAT = re.compile(
    r" (?:(?:has|have|had|quickly|soon|later|also|since|now|\w+ly) )*(?:proved?|proven|turned out|(?:was|were|is|are|been) (?:\w+ly )?(?:false|untrue|wrong|true|denied|dismissed|rejected|unfounded|nonsense|"
    r"described|branded|labelled|labeled|disputed|rubbished|challenged|withdrawn|dropped|met|contradicted|premature|confirmed|circulating|exaggerated|baseless)|swirled|spread|circulated|persisted?|began|surfaced|emerged|reached|prompted|led|sparked|fuelled|fueled|caused|triggered|followed|gained|grew|came)\b"
)


def rumours(sentence: str) -> Iterator[Found]:
    """ "Rumours that he had fled proved false": nobody is named, and what is said ends before the verb of the rumours."""
    if " that " not in sentence:
        return
    for match in _RUMOURS.finditer(sentence):
        end = clause_end(sentence, match.end())
        stop = _COMES_TO_THAT.search(sentence, match.end() + 4, end)
        if stop:
            yield Found(None, match.span("cue"), ((match.end(), stop.start()),), exact=True, speaker=True)


_CALLS = "calls?|demands?|appeals?|claims?|suggestions?|complaints?|warnings?|fears?|allegations?|accusations?|pleas?|concerns?|rumou?rs|whispers|reports|hints?|speculation|talk|murmurs"
_THERE_WERE = re.compile(
    rf"\b[Tt]here (?:were|was|have been|has been|had been|are|is)(?: also| now| even| already)? (?:(?!no\b)[\w-]+ ){{0,2}}?(?P<cue>{_CALLS})"
    rf"(?: (?:on|in|this|last|from|among|yesterday) (?:(?!for\b|that\b|to\b){WORD} ){{0,5}}?(?!for\b|that\b|to\b){WORD})? (?P<how>that |for (?:(?!to\b){WORD} ){{1,6}}?to |to (?=[a-z]))"
)
_FROM = re.compile(rf" from (?P<by>(?:{WORD} ){{0,5}}?{WORD}) (?:that|for|to)\b")


def there_were(sentence: str) -> Iterator[Found]:
    """ "There were calls on Monday for the referee to apologise"."""
    if "here " not in sentence:
        return
    for match in _THERE_WERE.finditer(sentence):
        begin = match.end() if match.group("how") == "that " else match.start("how")
        end = clause_end(sentence, begin)
        by = _FROM.search(sentence, match.end("cue"), match.end("how") + 1)
        if end > begin:
            source = by.span("by") if by else None
            yield Found(source, match.span("cue"), ((begin, end),), gentle=True)


_NOUN_FROM = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Tt]his|[Ff]resh|[Nn]ew|[Rr]epeated|[Aa]nother|[Oo]ne) (?:[\w-]+ )?(?P<cue>threats?|promises?|pledges?|vows?|offers?|refusals?|warnings?|requests?|appeals?|demands?|pleas?|orders?|instructions?|proposals?|undertakings?) "
    rf"(?:by|from) (?P<by>(?:(?!to\b|that\b|for\b){WORD} ){{0,6}}?(?!to\b|that\b|for\b){WORD}) (?P<how>(?:not )?to (?=[a-z]))"
)
_TO_WHOM = re.compile(r"to (?:the|a|an|his|her|its|their|all|every|this|those|these)\b")


def noun_from(sentence: str) -> Iterator[Found]:
    """ "A threat from Rovers to play no more matches": the threat is the club's."""
    if " to " not in sentence or (" by " not in sentence and " from " not in sentence):
        return
    for match in _NOUN_FROM.finditer(sentence):
        if _TO_WHOM.match(sentence, match.start("how")):
            continue
        begin = match.start("how")
        end = clause_end(sentence, begin)
        main = _MAIN.search(sentence, begin + 6, end)
        end = main.start() if main else end
        if end > begin:
            yield Found(match.span("by"), match.span("cue"), ((begin, end),), exact=bool(main), gentle=True)


_MAIN = re.compile(r" (?:was|were|is|are|has|have|had|led|came|went|drew|caused|met|prompted|will|would) ")
_PROMISED = re.compile(
    rf"(?P<cue>\b(?:is|are|was|were|been|being) (?:\w+ly |also |once |never )?(?:promised|offered|guaranteed|assured of|denied|refused)) (?P<content>(?!by\b|for\b|up\b|to\b|at\b|in\b)(?:(?:a|an|the|his|her|their|no|any|\d+) )?(?:(?:{WORD} ){{0,5}}?{WORD}|(?:{WORD} ){{0,3}}(?:“[^”]{{2,60}}”|\"[^\"]{{2,60}}\"))) by "
    rf"(?P<by>(?:(?:the|a|an|his|her|its|their|one|[A-Z]{WORD}) )(?:{WORD} ){{0,4}}?{WORD}|[A-Z]{WORD})(?=[.,;]|$| (?:in|on|at|last|when|before|after|who|and|but)\b)"
)


def promised_by(sentence: str) -> Iterator[Found]:
    """ "Her husband had been promised a pension by the foreman"."""
    if " by " not in sentence:
        return
    for match in _PROMISED.finditer(sentence):
        low, high = match.span("by")
        stop = len(sentence[low:high].rstrip(" ."))
        yield Found((low, low + stop), match.span("cue"), (match.span("content"),), exact=True, speaker=True)


_BELIEVED = re.compile(
    r"(?<=[a-z\w]) (?P<cue>believed|thought|understood|alleged|reported|suspected|rumou?red|presumed|feared|known|claimed) (?P<content>to (?:be|have) [^,;.:“”\"—–]+?)"
    r"(?= (?:was|were|is|are|has|had|have|will|would|and (?:was|were|is|are))\b|[,.;:]|$)"
)
_BE = re.compile(
    r"\b(?:is|are|was|were|been|be|being|has|have|had|he|she|they|it|we|I|who|['’]s)(?: \w+ly| also| still| now| not)?$",
    re.I,
)


def believed_to_be(sentence: str) -> Iterator[Found]:
    """ "A man believed to be the skipper was pulled from the water": what is believed ends with the noun phrase."""
    if " to " not in sentence:
        return
    for match in _BELIEVED.finditer(sentence):
        if _BE.search(sentence, max(0, match.start() - 24), match.start()):
            continue
        yield Found(None, match.span("cue"), (match.span("content"),), exact=True)


_SCORN = re.compile(
    rf"(?:^|[,;:] (?:and |but |while )?|(?<=“))(?P<source>(?:{WORD} ){{0,7}}?{WORD}) (?P<cue>(?:has |have |had |also |later |promptly |quickly ){{0,2}}(?:pour(?:s|ed)? (?:cold water|scorn) on|casts? doubt on|threw doubt on|"
    r"throws? doubt on|takes? issue with|took issue with|scoff(?:s|ed) at|laugh(?:s|ed) off|laugh(?:s|ed) at|made light of|makes? light of|gave short shrift to|gives? short shrift to|waved away|waves? away|"
    r"brush(?:es|ed) aside|shrug(?:s|ged) off|rubbish(?:es|ed)|play(?:s|ed) down|push(?:es|ed) back (?:on|against))) (?P<what>(?:the|a|an|any|his|her|their|its|[\w’'-]+['’]s?) (?:[\w’'-]+ ){0,3}?[\w’'-]+(?:, [^,;.“”\"]{3,60},)?) that (?=\S)"
)


def pours_scorn(sentence: str) -> Iterator[Found]:
    """ "Police pour cold water on the theory, popular in bars, that the stones never left": police doubt it."""
    if " that " not in sentence:
        return
    for match in _SCORN.finditer(sentence):
        if NO_SUBJECT.match(match.group("source")):
            continue
        end = clause_end(sentence, match.end())
        if end > match.end():
            yield Found(match.span("source"), match.span("cue"), ((match.end(), end),), speaker=True)


_RULED_OUT = re.compile(
    rf"(?:^|[,;:] (?:and |but |while |although |though )?|(?<=although )|(?<=but )|(?<=and )|(?<=that ))(?P<source>(?:{WORD} ){{0,4}}?{WORD}) (?P<cue>(?:has|have|had|did|does|do|could|can|would|will) not (?:yet )?(?:ruled? out|excluded?) |"
    r"(?:cannot|can['’]t|couldn['’]t|won['’]t|wouldn['’]t|hasn['’]t|haven['’]t|didn['’]t) (?:rule|ruled) out |(?:refused|refuses|declined|declines) to rule out )(?P<content>(?!it\b|that\b|them\b)[^,;.:“”\"—–]+)"
)


def not_ruled_out(sentence: str) -> Iterator[Found]:
    """ "… although they have not ruled out a mechanical fault"."""
    if " rule" not in sentence and " exclude" not in sentence:
        return
    for match in _RULED_OUT.finditer(sentence):
        if NO_SUBJECT.match(match.group("source")):
            continue
        low, high = match.span("cue")
        begin, end = match.span("content")
        yield Found(
            match.span("source"),
            (low, low + len(sentence[low:high].rstrip())),
            ((begin, begin + len(sentence[begin:end].rstrip())),),
        )


_ACCOUNTS = r"(?i:by|on|according to) (?:all|most|many|some|several|other|various|one|another|early|contemporary|local) accounts?"
_BY_ACCOUNTS = re.compile(rf"(?:^|; |, (?:and|but) )(?P<cue>{_ACCOUNTS}),? (?=[\w“])")
_ACCOUNTS_WITHIN = re.compile(rf"(?P<first>[^,;:“”\"]{{2,120}}), (?P<cue>{_ACCOUNTS}), (?P<rest>[^;:“”\"]{{3,240}})")
_ACCOUNTS_LAST = re.compile(rf"(?P<first>[^;:“”\"]{{8,240}}),? (?P<cue>{_ACCOUNTS})(?=\.?$)")


def by_accounts(sentence: str) -> Iterator[Found]:
    """ "By most accounts the deal was never on": nobody is named."""
    if " account" not in sentence:
        return
    found = False
    for match in _BY_ACCOUNTS.finditer(sentence):
        end = clause_end(sentence, match.end())
        if end > match.end():
            found = True
            yield Found(None, match.span("cue"), ((match.end(), end),), exact=True, speaker=True)
    within = None if found else _ACCOUNTS_WITHIN.match(sentence)
    if within:
        end = clause_end(sentence, within.start("rest"))
        yield Found(
            None, within.span("cue"), (within.span("first"), (within.start("rest"), end)), exact=True, speaker=True
        )
    last = None if found or within else _ACCOUNTS_LAST.match(sentence)
    if last:
        high = last.start("first") + len(last.group("first").rstrip(" ,"))
        yield Found(None, last.span("cue"), ((last.start("first"), high),), exact=True, speaker=True)


HEARSAY = (
    by_accounts,
    word_spread,
    rumours,
    had_it_from,
    there_were,
    noun_from,
    promised_by,
    believed_to_be,
    pours_scorn,
    not_ruled_out,
)
