"""More constructions that say by their wording whose word something is; `constructions` settles what they find.

"My own view is that …", "the yard, which police say has …, is shut", "as the report makes clear, …", "the maker puts them down
to …", "accusations by farmers that …". Each rule reads one sentence and looks first for a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.frame import Range
from headwater.read.verbs import finite
from headwater.read.when import is_time
from headwater.read.wording.found import NO_SUBJECT, PARTICLES, WORD, Found, clause_end

_NOUN = (
    "view|opinion|position|argument|point|contention|theory|belief|message|verdict|conclusion|case|explanation|complaint|"
    "claim|stance|guess|impression|understanding|hunch|suspicion|fear|assessment|criticism|thesis|line|defence|defense|reply|answer"
)
_NOUN_IS = re.compile(
    rf"(?:(?<=^)|(?<=[\s“\"]))(?P<source>(?i:my|his|her|their|our|its|(?:(?:the|a|an|one|his|her|their) )?(?:{WORD} ){{0,4}}?{WORD})(?:(?<=\w)['’]s?)?)"
    rf" (?:own |first |only |main |private |personal |official |stated |settled )?(?P<cue>{_NOUN})(?P<aside>, [^,.;]{{1,50}},)? "
    r"(?:is|was|remains|remained|has been|had been|has always been) that "
)
_ANY_NOUN_IS = re.compile(rf" (?:{_NOUN})(?:, [^,.;]{{1,50}},)? (?:is|was|remains|remained|has|had) [^.;]{{0,20}}that ")
_OWNER = re.compile(r"(?:my|his|her|their|our|its|.*['’]s?)", re.I)


def view_is(sentence: str) -> Iterator[Found]:
    """ "My own view, for what it is worth, is that …", "the union's position is that …"."""
    if " that " not in sentence or not _ANY_NOUN_IS.search(sentence):
        return
    for match in _NOUN_IS.finditer(sentence):
        low, high = match.span("source")
        words = sentence[low:high]
        if not _OWNER.fullmatch(words):
            continue
        if words.endswith(("s", "’", "'")) and not words.lower().endswith((" his", " its")) and " " in words:
            low = _start_of_phrase(sentence, low, high)
        end = clause_end(sentence, match.end())
        if end > match.end():
            yield Found((low, high), match.span("cue"), ((match.end(), end),))


_DETERMINER = re.compile(r"(?:(?<=^)|(?<=\s))(?:the|a|an|one|his|her|its|their|our|my|some|both) ", re.I)


def _start_of_phrase(sentence: str, low: int, high: int) -> int:
    starts = [match.start() for match in _DETERMINER.finditer(sentence, low, high)]
    return starts[-1] if starts else low


_SAYS = finite("say", "think")
_FINITE = (
    "is|are|was|were|has|had|have|will|would|could|can|may|might|must|should|did|does|do|cannot|never|still|no|"
    r"[a-z]{3,}(?:ed|es|s)"
)
_RELATIVE_SAYS = re.compile(
    r"(?P<comma>,)? ?(?:\b)(?:which|who|that|whom|whose (?:\w+ ){1,3}?)(?:(?<= )| )"
    rf"(?P<source>he|she|they|we|I|it|(?:(?:the|a|an|his|her|its|their|our|some|many|most|several) )?(?:{WORD} ){{0,4}}?{WORD}) "
    rf"(?P<cue>(?:has |have |had )?(?:{_SAYS})) (?P<content>(?:{_FINITE}) [^,;.:“”\"—–]+)"
)


def relative_says(sentence: str) -> Iterator[Found]:
    """ "The yard, which police say has a history of fires, is shut": what police say ends with the relative clause."""
    if not _WH.search(sentence):
        return
    for match in _RELATIVE_SAYS.finditer(sentence):
        if NO_SUBJECT.match(match.group("source")) or _BARE.fullmatch(match.group("source")):
            continue
        low, high = match.span("content")
        high = _restricted(sentence, match) if not match.group("comma") else high
        stop = re.search(r" (?:but|and|although|while) (?:is|are|was|were|has|had|have|will)\b", sentence[low:high])
        high = low + stop.start() if stop else high
        high = low + len(sentence[low:high].rstrip(" ’'"))
        yield Found(
            match.span("source"),
            match.span("cue"),
            ((low, high),),
            exact=bool(match.group("comma")) or high < match.end(),
        )


_OPENS_NOUN = re.compile(r"(?:The|A|An|One|Two|Three|His|Her|Their|Its|Those|Some|Many)?(?: ?[\w’'-]+){1,4} ?")
_MAIN = re.compile(r" (?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did) ")


def _restricted(sentence: str, match: re.Match[str]) -> int:
    """Where "who police say started the fire" ends when the noun before "who" opens the sentence: before its own verb."""
    if not _OPENS_NOUN.fullmatch(sentence, 0, match.start()):
        return match.end("content")
    first = match.start("content") + sentence[match.start("content") : match.end("content")].find(" ")
    main = _MAIN.search(sentence, first + 1, match.end("content") + 1)
    return main.start() if main else match.end("content")


_BARE = re.compile(r"(?:the|a|an|his|her|its|their|our|my|some|no|any|other|new|two|three|four|five|six|\d+)", re.I)
_WH = re.compile(r"\b(?:which|who|that|whom|whose) ")
_PLACED = re.compile(
    rf"(?:^|[;,] (?:and |but |while )?|(?<=\s)(?:and|but|while) )(?P<source>(?:(?:{WORD} ){{0,6}}?{WORD}|{WORD}(?: {WORD}){{0,3}}, [^,;]{{2,40}},)) "
    r"(?P<cue>(?:now |has |have |had |also |instead )*(?:puts?|places?|placed|dates?|dated|traces?|traced|blames?|blamed|attributes?|attributed|ascribes?|ascribed|"
    r"likens?|likened|compares?|compared)) (?P<content>(?:it|them|this|that|these|those|him|her|(?:the|its|his|her|their) (?:[\w-]+ ){0,2}?[\w-]+(?= down to)) "
    r"(?:(?:down |back |squarely |mainly |partly )?(?:to|on|at|in|before|after) )[^,;“”\"—–]+)"
)


def placed(sentence: str) -> Iterator[Found]:
    """ "The manufacturer put them down to faulty bolts", "its editor places it in the week before the signing"."""
    if not _IT_THEM.search(sentence):
        return
    for match in _PLACED.finditer(sentence):
        verb = match.group("cue").split()[-1]
        words = match.group("content").split()
        to = "down" if "down" in words[:6] else words[1]
        if verb in ("put", "puts") and to not in ("down", "at"):
            continue  # "put it on the table" is no statement
        if verb in ("place", "places", "placed") and to not in ("in", "at", "before", "after"):
            continue
        if NO_SUBJECT.match(match.group("source")) or match.group("source").lower() in ("to", "not"):
            continue
        low, high = match.span("content")
        yield Found(match.span("source"), match.span("cue"), ((low, low + len(sentence[low:high].rstrip(" .’'?!"))),))


_IT_THEM = re.compile(
    r"(?:put|puts|place|places|placed|date|dates|dated|trace|traces|traced|blame|blames|blamed|likens?|likened|compares?|compared|attributes?|attributed|ascribes?|ascribed) (?:the|its|his|their|it|them|this|that|these|those|him|her) "
)
_HOLD = "holds|hold|deduces|deduced|infers|inferred|reckons|reckoned|surmises|surmised|attests|attested|avers|averred|posits|posited|contends|contended|maintains|theorised|theorized|radioed|texted|emailed|e-mailed|cabled|scrawled|decreed|ruled|swears|swore|confided|boasted|joked|recounted|recounts"
_THAT = re.compile(
    rf"(?:^|; |, (?:and |but |while )?)(?P<source>(?:(?:{WORD} ){{0,7}}?{WORD})|(?:(?:{WORD} ){{0,5}}?{WORD}, [^,;]{{2,70}},)) "
    rf"(?P<cue>(?:has |have |had |also |now |still |later |privately )*(?:{_HOLD}))(?:, [^,;]{{2,60}},)? that (?=\w)"
)


def holds_that(sentence: str) -> Iterator[Found]:
    """ "The navy, relying on a sonar trace, holds that …": verbs of judging that are rare in the news."""
    if " that " not in sentence or not _ANY_HOLD.search(sentence):
        return
    for match in _THAT.finditer(sentence):
        words = match.group("source")
        if NO_SUBJECT.match(words.split(",")[0]):
            continue
        end = clause_end(sentence, match.end())
        if end > match.end():
            yield Found(match.span("source"), match.span("cue"), ((match.end(), end),))


_ANY_HOLD = re.compile(rf" (?:{_HOLD})\b")
_AS = re.compile(
    rf"(?:(?<=^)|(?<=^[“\"])|(?<=, )|(?<=\. ))(?P<as>[Aa]s) (?P<source>(?:(?:the|a|an|his|her|its|their|our|my|one) )?(?:{WORD} ){{0,5}}?{WORD}) "
    r"(?P<cue>makes? (?:it )?clear|made (?:it )?clear|points? out|pointed out|puts? it|put it|sees? it|saw it|tells? it|told it|has it|had it|"
    r"says?|said|notes?|noted|observes?|observed|reported|reports?|remarked|showed|shows?), (?=\S)"
)


def as_said(sentence: str) -> Iterator[Found]:
    """ "As the review makes clear, the picture remains mixed"."""
    if "s " not in sentence[:4] and ", as " not in sentence and ". As " not in sentence:
        return
    for match in _AS.finditer(sentence):
        if NO_SUBJECT.match(match.group("source")):
            continue
        end = clause_end(sentence, match.end())
        if end > match.end() and sentence[match.start() - 2 : match.start()] != ", ":
            yield Found(match.span("source"), match.span("cue"), ((match.end(), end),))


_CLAIMS = (
    "claims?|allegations?|accusations?|warnings?|suggestions?|assurances?|assertions?|insistence|contention|admissions?|arguments?|"
    "reports?|rumou?rs|fears?|suspicions?|beliefs?|theory|concerns?|worries|worry|convictions?|consensus|boasts?|opinions?|hypothesis|conclusions?|acknowledge?ments?|confessions?|forecasts?|predictions?|complaints?|statements?|findings?|denials?|reminders?|decisions?|rulings?|objections?|discovery|discoveries|protests?|observations?|remarks?|hints?|calculations?|revelations?|realisation|realization|testimony"
)
_DET = r"(?:the|a|an|his|her|its|their|our)"
_PLEDGES = "pledges?|promises?|threats?|vows?|refusals?|offers?|demands?|requests?|appeals?"
_NOMINAL = re.compile(
    rf"(?:(?P<cue>\b(?i:{_CLAIMS}|{_PLEDGES})) (?:by|from|of|among|in) (?P<of>(?:(?!that\b){WORD} ){{0,7}}?(?!that\b){WORD})"
    rf"|(?P<owner>\b(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur) (?:(?:of|for|at|in|on|and) {_DET} |(?!{_DET}\b)[\w.-]+ ){{0,4}}?)?(?:{PARTICLES} )*[\w-]+)(?:['’]s|s['’]) (?:\w+ )?(?P<cue2>{_CLAIMS}|{_PLEDGES})"
    rf"|(?P<poss>\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur)) (?:\w+ )?(?P<cue3>{_CLAIMS}|{_PLEDGES}))"
    r" (?P<how>that|to(?! (?:the|a|an|his|her|its|their|those|this|all|any)\b)) (?=[a-z“\"]|(?<=that )\w)"
)
_AFTER_CLAIM = re.compile(
    r" (?:turned out|led to|proved|prompted|sparked|drew|arrived|kept (?:the|a|them|him|her)|came (?:as|after|from|to)|has been (?:met|dismissed|rejected)|were (?:false|wrong|"
    r"true|denied|dismissed|rejected)|was (?:false|wrong|untrue|true|denied|dismissed|rejected)|is (?:false|wrong|untrue|nonsense))\b"
)
_ANOTHER = re.compile(rf" and (?:[\w-]+ ){{0,4}}[\w-]+['’]s? (?:\w+ )?(?:{_CLAIMS}|{_PLEDGES}) (?:that|to) ")
_OPENS = re.compile(r"(?:[Aa]ny|[Ee]very|[Nn]o|An?|The|Some|Several|Many|New|Later|Early|His|Her|Their)?(?: \w+)? ?")
_THEN = re.compile(r"(?<!\bto) (?:is|was|are|were|has|had|have|will|would) (?=\w)")
"""The verb of the sentence, behind what somebody offered or refused to do: "the refusal to pay | was met"."""
_WITHIN = re.compile(
    r" (?:that|who|which|what|whether|if|when|where|how|why|because|as|while|he|she|it|they|we|you|I)\b"
)
_FINITE_VERB = re.compile(r" (?:is|was|are|were|has|had|have|will|would|can|could|may|might|must|should|did|\w+ed) ")
_MAIN_VERB = re.compile(
    r"(?<! and)(?<! or)(?<! but)(?<! who)(?<! which)(?<! that)(?<! he)(?<! she)(?<! it)(?<! they)(?<! there)(?<! what)(?<! if)(?<! when)"
    r" (?:was|were|is|are|has|have|had|led|came|went|drew|caused|made|brought|set|sent|left|met|reached|spread|followed|appeared|rests?|rested|remains?|stands|stood|grew|grows|comes|"
    r"raises|raised|hangs|hung|lasted|earned|won|cost|pushed|ended|angered|surprised|sparked|prompted|provoked|stunned|infuriated|alarmed|depends|carries|sounds|seems?|seemed) "
)
_CHANGED = re.compile(
    r"(?<! and)(?<! or)(?<! but)(?<! to)(?<! was)(?<! were)(?<! is)(?<! are)(?<! be)(?<! been)(?<! being)(?<! has)(?<! have)(?<! had)(?<! got)(?<! not)(?<!ly)(?<!,) [a-z]{2,}ed (?!by\b|to\b|in\b|at\b|on\b|from\b)"
)
"""A past tense behind a clause that has its verb already: "the reminder that he was under oath | changed nothing"."""
_RELATIVE = re.compile(r" (?:who|which|whom|whose|that|he|she|it|they|we|you|I) ")
_TO_DO = re.compile(rf"(?:{_PLEDGES})", re.I)


_HAS_SAID = re.compile(r" (?:said|says|told|wrote|reported)$")
"""At the end of what looks like a source: "in our report of Monday we said that"."""


def nominal(sentence: str) -> Iterator[Found]:
    """ "Accusations by farmers that …", "her lawyers' insistence that …", "the bank's refusal to …"."""
    if not _ANY_CLAIM.search(sentence):
        return
    for match in _NOMINAL.finditer(sentence):
        name = next(g for g in ("cue", "cue2", "cue3") if match.group(g))
        source = next(match.span(g) for g in ("of", "owner", "poss") if match.group(g))
        if match.group("owner") and sentence[source[1] : source[1] + 1] == "s":
            source = (source[0], source[1] + 1)
        if match.group("how") == "to" and not _TO_DO.fullmatch(match.group(name)):
            continue
        words = sentence[slice(*source)]
        if (match.group("of") and match.group("how") == "to") or is_time(words) or _HAS_SAID.search(words):
            continue
        yield from _claimed(sentence, source, match.span(name), match)


def _claimed(sentence: str, source: Range | None, cue: Range, match: re.Match[str]) -> Iterator[Found]:
    low = match.start("how") if match.group("how") == "to" else match.end()
    high = clause_end(sentence, low)
    comma = sentence.find(",", low, high) if match.group("how") == "to" else -1
    high = comma if comma > low else high
    stops = (_AFTER_CLAIM.search(sentence, low + 8, high), _ANOTHER.search(sentence, low, high))
    stop = min((s for s in stops if s), key=lambda s: s.start(), default=None)
    first = min(cue[0], source[0] if source else cue[0])
    begins = max(sentence.rfind("“", 0, first), sentence.rfind('"', 0, first)) + 1
    if stop is None and match.group("how") == "to":
        verb = _THEN.search(sentence, low, high)
        stop = verb if verb and not _WITHIN.search(sentence, low, verb.start()) else None
    if stop is None and _OPENS.fullmatch(sentence, begins, first):
        finite = _FINITE_VERB.search(sentence, low, high)
        stop = _MAIN_VERB.search(sentence, finite.end(), high) if finite else None
        if finite and stop is None and not _RELATIVE.search(sentence, finite.end() - 1, high):
            stop = _CHANGED.search(sentence, finite.end(), high)
    high = low + len(sentence[low : stop.start()].rstrip(" ,")) if stop else high
    if high > low:
        yield Found(source, cue, ((low, high),), exact=bool(stop), gentle=True)


_ANY_CLAIM = re.compile(
    r"(?:laim|legation|usation|arning|estion|urance|ertion|sistence|ention|ission|gument|eport|umor|umour|fear|Fear|picion|elief|theory|"
    r"iction|viction|oncern|orrie|orry|onsensu|oast|pinion|ypothesi|lusion|ment|fession|orecast|plaint|tatement|inding|enial|minder|ecision|uling|ledge|omise|hreat|vow|efusal|ffer|emand|equest|ppeal|bjection|iscovery|iscoverie|rotest|bservation|emark|int|alculation|velation|ation|stimony)s? "
    r"(?:that|to|by|from|of|among|in) "
)
"""Ends of the nouns, so that one quick search tells whether to look closer."""
_DISCOVERED = re.compile(
    rf", as (?P<source>(?:{WORD} ){{0,5}}?{WORD}(?:, [A-Z][^,;]{{2,40}},)?) (?:first |later |also |has |had |once |rightly |himself |herself |themselves )*"
    r"(?P<cue>discovered|found|noted|notes|observed|observes|pointed out|points out|remarked|reported|reports|(?:puts?|tells?|told|sees|saw|has|had|remembers?|remembered) it(?: to (?:[\w’'-]+ ){0,3}?[\w’'-]+)?|recalled|recalls|conceded|concedes|"
    r"admitted|admits|revealed|said|says|warned|argued|showed|shows|acknowledged|explained|explains|predicted|feared)(?=[.,;!?]|$)"
)


_STATED_BY = re.compile(
    r",? as (?:first |also |once |repeatedly |widely )?(?P<cue>(?:stated|claimed|alleged|reported|described|noted|suggested|asserted|explained|predicted|argued|admitted|confirmed) by) "
    rf"(?P<source>(?:(?:the|a|an|his|her|its|their|one|several|some) )?(?:{WORD} ){{0,6}}?{WORD}(?<!\.))(?=[.,;!?”\"]|$| (?:in|on|at|last|this|and|but)\b)"
)
_OPENS_CLAUSE = re.compile(
    r"[;:] |[“”\"]|, (?:and|but|while|whereas|so) |\b(?:if|that|whether|because|although|though|when) |(?<=^)[A-Z]\w+, "
)


def as_stated_by(sentence: str) -> Iterator[Found]:
    """ "He was prescribed the tablets, as stated by his mother"."""
    if " as " not in sentence or " by " not in sentence:
        return
    for match in _STATED_BY.finditer(sentence):
        begin = max([0, *(m.end() for m in _OPENS_CLAUSE.finditer(sentence, 0, match.start()))])
        words = sentence[begin : match.start()]
        if words.count(" ") >= 2 and _FINITE_VERB.search(words):
            yield Found(match.span("source"), match.span("cue"), ((begin, match.start()),), exact=True, speaker=True)


_SAME_WAY = re.compile(
    r"(?:(?:In |Much |Just )?(?:the|much the) same way|Likewise|Similarly|Or rather|Then|And|But|So)", re.I
)


def as_found(sentence: str) -> Iterator[Found]:
    """ "The statue was cast in lead, as its restorer, Ambra Kiss, discovered"."""
    if ", as " not in sentence:
        return
    for match in _DISCOVERED.finditer(sentence):
        if NO_SUBJECT.match(match.group("source").split(",")[0]):
            continue
        begin = 0
        if _SAME_WAY.fullmatch(sentence, 0, match.start()):
            continue
        for cut in re.finditer(r"[;:] |[“”\"]|, (?:and|but|while|whereas|so) ", sentence[: match.start()]):
            begin = cut.end()
        if match.start() - begin > 8:
            rest = sentence[match.end() :]
            after = re.match(r", (?!and|but|who|which|when|where)(?P<rest>[^,;:]+?)(?=[.;]?$)", rest)
            pieces = [(begin, match.start())]
            if after and len(sentence[begin : match.start()].split()) < 6:
                pieces.append((match.end() + after.start("rest"), match.end() + after.end("rest")))
            yield Found(match.span("source"), match.span("cue"), tuple(pieces))


CLAUSES = (nominal, as_found, as_stated_by, view_is, relative_says, placed, holds_that, as_said)
