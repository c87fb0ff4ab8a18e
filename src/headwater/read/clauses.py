"""More constructions that say by their wording whose word something is; `constructions` settles what they find.

"We were told that …", "told by a clerk that …", "my own view is that …", "the yard, which police say has …, is shut", "as the
report makes clear, …", "the maker puts them down to …". Each rule reads one sentence and looks first for a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from headwater.read.frame import Range
from headwater.read.subjects import is_time


@dataclass(frozen=True, slots=True)
class Found:
    """A construction: ranges of the text.

    ``shared`` means that its source is that of the verb before it; ``exact`` that its content ends where it says,
    whatever the tagger read; ``speaker`` that its source does; ``gentle`` that it only completes what the tagger read.
    """

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    shared: bool = False
    exact: bool = False
    speaker: bool = False
    gentle: bool = False


_WORD = r"[^\s,;:“”\"()]+"
_END = re.compile(r"; |: |[—–] | - |[“”\"]|, (?:and|but|while|though|although|whereas|so|because|which|who|where) ")
_TELL = "told|informed|assured|warned|advised|notified|reminded"
_BE = "was|were|is|are|am|been|being|be|get|got|getting|['’]re|['’]m"
_TOLD = re.compile(
    rf"(?:(?<=\s)(?P<be>(?:{_BE}) (?:\w+ly |also |since |now |never |not |then |later |repeatedly )?)|(?<=\s))"
    rf"(?P<cue>{_TELL}) (?:by (?P<by>(?:{_WORD} ){{0,7}}?{_WORD}) (?P<that>that |to (?=[a-z]))|(?P<bare>that )?)(?=[^\s.,;:])"
)
_CLAUSAL = re.compile(
    r"(?:(?:he|she|it|they|we|i|you|there|this|that|these|those|nobody|everyone|the|a|an|his|her|its|their|our|my|your|all|no|"
    rf"some|[A-Z]\w+) (?:{_WORD} ){{0,6}}?(?:is|was|are|were|has|had|have|will|would|can|could|may|might|must|should|did|do|"
    r"does|never|need|needs|cannot|can['’]t|won['’]t|don['’]t|\w+n['’]t|\w+ed|went|came|left|took|made|ran|lay)\b)"
)


_HEARD = re.compile(
    rf"(?<=\s)(?P<cue>heard|learned|learnt|hears|learns) (?:\w+ )?from (?P<by>(?:{_WORD} ){{0,7}}?{_WORD}) that (?=\w)"
)


def heard(sentence: str) -> Iterator[Found]:
    """ "The coroner heard from a nurse that …": the nurse says so."""
    if " from " not in sentence or " that " not in sentence:
        return
    for match in _HEARD.finditer(sentence):
        end = _clause_end(sentence, match.end())
        if end > match.end():
            yield Found(match.span("by"), match.span("cue"), ((match.end(), end),), speaker=True)


def told(sentence: str) -> Iterator[Found]:
    """ "We were told there was a tree down": nobody named; "told by the clerk that …": the clerk."""
    if not _ANY_TOLD.search(sentence):
        return
    for match in _TOLD.finditer(sentence):
        begin = match.end()
        if match.group("by"):
            source: Range | None = match.span("by")
            begin = match.start("that") if match.group("that") != "that " else begin
        elif match.group("be") and (match.group("bare") or _CLAUSAL.match(sentence, begin)):
            source = None
        else:
            continue
        end = _clause_end(sentence, begin)
        if (
            end > begin
            and not sentence.startswith(
                ("by ", "about ", "of ", "to ", "off ", "in ", "at ", "on "), match.end("cue") + 1
            )
        ) or (end > begin and match.group("by")):
            yield Found(source, match.span("cue"), ((begin, end),))


_ANY_TOLD = re.compile(rf" (?:{_TELL}) ")

_NOUN = (
    "view|opinion|position|argument|point|contention|theory|belief|message|verdict|conclusion|case|explanation|complaint|"
    "claim|stance|guess|impression|understanding|hunch|suspicion|fear|assessment|criticism|thesis|line|defence|defense|reply|answer"
)
_NOUN_IS = re.compile(
    rf"(?:(?<=^)|(?<=[\s“\"]))(?P<source>(?i:my|his|her|their|our|its|(?:(?:the|a|an|one|his|her|their) )?(?:{_WORD} ){{0,4}}?{_WORD})(?:(?<=\w)['’]s?)?)"
    rf" (?:own |first |only |main |private |personal |official |stated |settled )?(?P<cue>{_NOUN})(?P<aside>, [^,.;]{{1,50}},)? "
    r"(?:is|was|remains|remained|has been|had been|has always been) that "
)
_OWNER = re.compile(r"(?:my|his|her|their|our|its|.*['’]s?)", re.I)


def view_is(sentence: str) -> Iterator[Found]:
    """ "My own view, for what it is worth, is that …", "the union's position is that …"."""
    if " that " not in sentence:
        return
    for match in _NOUN_IS.finditer(sentence):
        low, high = match.span("source")
        words = sentence[low:high]
        if not _OWNER.fullmatch(words):
            continue
        if words.endswith(("s", "’", "'")) and not words.lower().endswith((" his", " its")) and " " in words:
            low = _start_of_phrase(sentence, low, high)
        end = _clause_end(sentence, match.end())
        if end > match.end():
            yield Found((low, high), match.span("cue"), ((match.end(), end),))


_DETERMINER = re.compile(r"(?:(?<=^)|(?<=\s))(?:the|a|an|one|his|her|its|their|our|my|some|both) ", re.I)


def _start_of_phrase(sentence: str, low: int, high: int) -> int:
    starts = [match.start() for match in _DETERMINER.finditer(sentence, low, high)]
    return starts[-1] if starts else low


_SAYS = (
    "say|says|said|believe|believes|believed|claim|claims|claimed|contend|contends|contended|insist|insists|insisted|think|"
    "thinks|thought|allege|alleges|alleged|argue|argues|argued|maintain|maintains|maintained|fear|fears|feared|suspect|"
    "suspects|suspected|hope|hopes|hoped|report|reports|reported|warn|warns|warned|estimate|estimates|estimated"
)
_FINITE = (
    "is|are|was|were|has|had|have|will|would|could|can|may|might|must|should|did|does|do|cannot|never|still|no|"
    r"[a-z]{3,}(?:ed|es|s)"
)
_RELATIVE_SAYS = re.compile(
    r"(?P<comma>,)? ?(?:\b)(?:which|who|that|whom|whose (?:\w+ ){1,3}?)(?:(?<= )| )"
    rf"(?P<source>he|she|they|we|I|it|(?:(?:the|a|an|his|her|its|their|our|some|many|most|several) )?(?:{_WORD} ){{0,4}}?{_WORD}) "
    rf"(?P<cue>(?:has |have |had )?(?:{_SAYS})) (?P<content>(?:{_FINITE}) [^,;.:“”\"—–]+)"
)
_NO_SUBJECT = re.compile(
    r"(?:is|are|was|were|has|had|have|will|would|could|can|may|might|must|should|did|does|do|to|not|be|been|also|and|or|that|"
    r"who|which|in|on|at|of|for|from|by|with|[a-z]+ed)\b|.*n[’']t$|.*\b(?:is|are|was|were|has|had|have|will|would|who|which|that|to|and|but|when|if|because|after)\b"
)


def relative_says(sentence: str) -> Iterator[Found]:
    """ "The yard, which police say has a history of fires, is shut": what police say ends with the relative clause."""
    if not _WH.search(sentence):
        return
    for match in _RELATIVE_SAYS.finditer(sentence):
        if _NO_SUBJECT.match(match.group("source")) or _BARE.fullmatch(match.group("source")):
            continue
        low, high = match.span("content")
        stop = re.search(r" (?:but|and|although|while) (?:is|are|was|were|has|had|have|will)\b", sentence[low:high])
        high = low + stop.start() if stop else high
        high = low + len(sentence[low:high].rstrip(" ’'"))
        yield Found(match.span("source"), match.span("cue"), ((low, high),), exact=bool(match.group("comma")))


_BARE = re.compile(r"(?:the|a|an|his|her|its|their|our|my|some|no|any|other|new|two|three|four|five|six|\d+)", re.I)
_WH = re.compile(r"\b(?:which|who|that|whom|whose) ")

_PLACED = re.compile(
    rf"(?:^|[;,] (?:and |but |while )?|(?<=\s)(?:and|but|while) )(?P<source>(?:(?:{_WORD} ){{0,6}}?{_WORD}|{_WORD}(?: {_WORD}){{0,3}}, [^,;]{{2,40}},)) "
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
        if _NO_SUBJECT.match(match.group("source")) or match.group("source").lower() in ("to", "not"):
            continue
        low, high = match.span("content")
        yield Found(match.span("source"), match.span("cue"), ((low, low + len(sentence[low:high].rstrip(" .’'?!"))),))


_IT_THEM = re.compile(
    r"(?:put|puts|place|places|placed|date|dates|dated|trace|traces|traced|blame|blames|blamed|likens?|likened|compares?|compared|\w+butes?|\w+buted|\w+cribed?s?) (?:the|its|his|their|it|them|this|that|these|those|him|her) "
)

_HOLD = "holds|hold|deduces|deduced|infers|inferred|reckons|reckoned|surmises|surmised|attests|attested|avers|averred|posits|posited|contends|contended|maintains|theorised|theorized|radioed|texted|emailed|e-mailed|cabled|scrawled|decreed|ruled|swears|swore|confided|boasted|joked|recounted|recounts"
_THAT = re.compile(
    rf"(?:^|; |, (?:and |but |while )?)(?P<source>(?:(?:{_WORD} ){{0,7}}?{_WORD})|(?:(?:{_WORD} ){{0,5}}?{_WORD}, [^,;]{{2,70}},)) "
    rf"(?P<cue>(?:has |have |had |also |now |still |later |privately )*(?:{_HOLD}))(?:, [^,;]{{2,60}},)? that (?=\w)"
)


def holds_that(sentence: str) -> Iterator[Found]:
    """ "The navy, relying on a sonar trace, holds that …": verbs of judging that are rare in the news."""
    if " that " not in sentence or not _ANY_HOLD.search(sentence):
        return
    for match in _THAT.finditer(sentence):
        words = match.group("source")
        if _NO_SUBJECT.match(words.split(",")[0]):
            continue
        end = _clause_end(sentence, match.end())
        if end > match.end():
            yield Found(match.span("source"), match.span("cue"), ((match.end(), end),))


_ANY_HOLD = re.compile(rf" (?:{_HOLD})\b")

_AS = re.compile(
    rf"(?:(?<=^)|(?<=^[“\"])|(?<=, )|(?<=\. ))(?P<as>[Aa]s) (?P<source>(?:(?:the|a|an|his|her|its|their|our|my|one) )?(?:{_WORD} ){{0,5}}?{_WORD}) "
    r"(?P<cue>makes? (?:it )?clear|made (?:it )?clear|points? out|pointed out|puts? it|put it|sees? it|saw it|tells? it|told it|has it|had it|"
    r"says?|said|notes?|noted|observes?|observed|reported|reports?|remarked|showed|shows?), (?=\S)"
)


def as_said(sentence: str) -> Iterator[Found]:
    """ "As the review makes clear, the picture remains mixed"."""
    if "s " not in sentence[:3] and ", as " not in sentence and ". As " not in sentence:
        return
    for match in _AS.finditer(sentence):
        if _NO_SUBJECT.match(match.group("source")):
            continue
        end = _clause_end(sentence, match.end())
        if end > match.end() and sentence[match.start() - 2 : match.start()] != ", ":
            yield Found(match.span("source"), match.span("cue"), ((match.end(), end),))


_DESCRIBED = re.compile(
    r"(?P<cue>\b(?:(?:is|are|was|were|been|being) )?(?:\w+ly |also |often |at first |now |still )?"
    r"(?:described|portrayed|depicted|labelled|labeled|branded|billed|criticised|criticized|characterised|characterized|regarded|viewed))"
    r"(?: (?:at first|initially|widely|by (?P<by>[^,;.“”\"]{3,60}?)|elsewhere|later))? as (?=\S)"
)


def described(sentence: str) -> Iterator[Found]:
    """ "The incident was described at first as a shootout", "the men, described as armed": nobody named, or whoever "by" names."""
    if " as " not in sentence or not _ANY_DESCRIBED.search(sentence):
        return
    for match in _DESCRIBED.finditer(sentence):
        cue, source = match.span("cue"), match.span("by") if match.group("by") else None
        finite = re.match(r"(?:is|are|was|were) ", match.group("cue"))
        before = sentence[: match.start()].rstrip()
        participle = not finite and (
            not before or before.endswith((",", "—", "–", "-", "(", "men", "man", "woman", "women", "people"))
        )
        if not finite and not participle:
            continue
        end = _clause_end(sentence, match.end())
        comma = sentence.find(",", match.end(), end)
        end = comma if comma > 0 and not finite else end
        if end <= match.end():
            continue
        begin = _subject_start(sentence, match.start()) if finite else None
        what = (match.end() - 3, end) if begin is not None else (match.end(), end)
        yield Found(source, cue, ((begin, match.start() - 1), what) if begin is not None else (what,))


_ANY_DESCRIBED = re.compile(r"(?:bed|yed|ted|lled|led|ded|sed|zed|wed) ")
_CUT = re.compile(r"[,;:—–“”\"(] ?|\b(?:that|and|but|while|although|though|because|which|who|when|if|as) ", re.I)


def _subject_start(sentence: str, at: int) -> int | None:
    """Where the plain subject right before a finite verb begins; None behind a relative pronoun or when there is none."""
    starts = [0, *(m.end() for m in _CUT.finditer(sentence, 0, at))]
    if re.search(r"\b(?:who|which|that|what)\s?$", sentence[:at], re.I) or at - starts[-1] < 3 or at - starts[-1] > 120:
        return None
    return starts[-1]


_ASKED = re.compile(
    r"(?:^|(?<=[.,;] )|(?<=“)|(?<=\bwas )|(?<=\bwere )|(?<=\bbeen ))(?:[Ww]hen |[Oo]nce |[Aa]fter being |[Bb]eing )?(?P<cue>[Aa]sked|[Qq]uestioned|[Pp]ressed|[Qq]uizzed)"
    r"(?: (?!about\b|to\b)[^,;“”\"]{1,40}?)? (?:about|on) (?P<content>(?:the|a|an|his|her|its|their|any|why|how|what|whether|reports|claims|[A-Z])[^,;“”\".]*?)"
    r"(?=, |\.|$| by (?P<by>(?:the|a|an|his|her|one|another|reporters|[A-Z])[^,;.“”\"]*))"
)


def asked_about(sentence: str) -> Iterator[Found]:
    """ "Asked about his taxes, he said …": somebody asked; "was asked about the fire by a deputy": the deputy did."""
    if "ed" not in sentence or not _ANY_ASKED.search(sentence):
        return
    for match in _ASKED.finditer(sentence):
        source = None
        if match.group("by"):
            by = re.match(r"(?:[\w’'-]+ ?){1,6}?(?= (?:who|that|he|she|they|in|on|at|whom)\b|$)", match.group("by"))
            source = (match.start("by"), match.start("by") + len((by.group() if by else match.group("by")).rstrip()))
        yield Found(source, match.span("cue"), (match.span("content"),), exact=True)


_ANY_ASKED = re.compile(r"(?:[Aa]sked|uestioned|ressed|uizzed)\b.* (?:about|on) ")

_REPORT_OF = re.compile(
    r"\b(?:after|following|to|for|on|received|receiving|amid|despite|fielded|got|of) (?:(?:a|an|the|several|multiple|many|numerous|some|unconfirmed|early|initial|two|three) )*"
    r"(?P<cue>(?:911 |emergency |phone )?(?:reports?|calls?|rumou?rs|tips?|complaints?)) (?:of|about|that) (?P<content>(?!the report\b)[^,;.“”\"]{4,110}?)"
    r"(?=[,.;]|$| (?:at|on|in|near|around|shortly|just|before|after|when|where|outside|inside) |\s[—–])"
)


def report_of(sentence: str) -> Iterator[Found]:
    """ "Officers were called there after reports of gunfire": somebody reported it, and the text does not say who."""
    if not _ANY_REPORT.search(sentence):
        return
    for match in _REPORT_OF.finditer(sentence):
        low, high = match.span("content")
        if sentence.startswith("that ", match.end("cue") + 1):
            high = max(high, _clause_end(sentence, low))
        yield Found(None, match.span("cue"), ((low, high),))


_ANY_REPORT = re.compile(r" (?:reports?|calls?|rumou?rs|tips?|complaints?) (?:of|about|that) ")

_SUSPECTED = re.compile(
    r"(?P<cue>(?<=\s)(?:suspected|accused|alleged)) (?P<content>(?:of|in|to have) [^,;.“”\"—–]{4,160}?)(?= (?:was|were|is|are|has|had|have|will|who|which|and)\b|[,;.]|$|[“”\"—–])"
)
_ALLEGED = re.compile(
    r"(?P<content>(?:(?:the|a|an|his|her|its|their|any|[\w-]+['’]s) )?(?P<cue>alleged) (?:\w+ ){0,2}?(?:participation|involvement|role|roles|links?|ties|abuse|"
    r"plot|conspiracy|theft|fraud|attack|assault|misconduct|bribery|corruption|failure|failures|violations?|collusion|conduct|crimes?|plan|threats?|rape|murder|killing|cover-up|coverup) "
    r"(?:in|of|with|to|by|against|on) [^,;.“”\"—–]{3,100}?)(?= (?:was|were|is|are|has|had|have|will|accepted|said|pleaded)\b|[,;.]|$|[“”\"—–])"
)


def suspected(sentence: str) -> Iterator[Found]:
    """ "Roe, who was suspected in two robberies", "their alleged part in the plot": nobody is named who suspects."""
    if "suspected " in sentence or "accused of" in sentence:
        for match in _SUSPECTED.finditer(sentence):
            before = sentence[: match.start()]
            if match.group("cue") == "suspected" and not match.group("content").startswith(("of ", "in ")):
                continue
            if match.group("cue") != "suspected" and not re.search(
                r"(?:^|\b(?:was|were|is|are|been|being|who|people|men|man|woman|women|those|stand|stands),?) $", before
            ):
                continue
            yield Found(None, match.span("cue"), (match.span("content"),))
    if "alleged " in sentence:
        for match in _ALLEGED.finditer(sentence):
            yield Found(None, match.span("cue"), (match.span("content"),))


_CLAIMS = (
    "claims?|allegations?|accusations?|warnings?|suggestions?|assurances?|assertions?|insistence|contention|admissions?|arguments?|"
    "reports?|rumou?rs|fears?|suspicions?|beliefs?|theory|predictions?|complaints?|statements?|findings?|denials?|reminders?|decisions?|rulings?"
)
_PLEDGES = "pledges?|promises?|threats?|vows?|refusals?|offers?|demands?|requests?|appeals?"
_NOMINAL = re.compile(
    rf"(?:(?P<cue>\b(?i:{_CLAIMS}|{_PLEDGES})) (?:by|from|of|among|in) (?P<of>(?:(?!that\b){_WORD} ){{0,7}}?(?!that\b){_WORD})"
    rf"|(?P<owner>\b(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur) (?:[\w.-]+ ){{0,4}}?)?[\w-]+)(?:['’]s|s['’]) (?:\w+ )?(?P<cue2>{_CLAIMS}|{_PLEDGES})"
    rf"|(?P<poss>\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur)) (?:\w+ )?(?P<cue3>{_CLAIMS}|{_PLEDGES}))"
    r" (?P<how>that|to(?! (?:the|a|an|his|her|its|their|those|this|all|any)\b)) (?=[a-z“\"]|(?<=that )\w)"
)
_AFTER_CLAIM = re.compile(
    r" (?:turned out|led to|proved|prompted|sparked|drew|arrived|kept (?:the|a|them|him|her)|came (?:as|after|from|to)|has been (?:met|dismissed|rejected)|were (?:false|wrong|"
    r"true|denied|dismissed|rejected)|was (?:false|wrong|untrue|true|denied|dismissed|rejected)|is (?:false|wrong|untrue|nonsense))\b"
)
_ANOTHER = re.compile(rf" and (?:[\w-]+ ){{0,4}}[\w-]+['’]s? (?:\w+ )?(?:{_CLAIMS}|{_PLEDGES}) (?:that|to) ")
_OPENS = re.compile(r"(?:An?|The|Some|Several|Many|New|Later|Early|His|Her|Their)?(?: \w+)? ?")
_FINITE_VERB = re.compile(r" (?:is|was|are|were|has|had|have|will|would|can|could|may|might|must|should|did|\w+ed) ")
_MAIN_VERB = re.compile(
    r" (?:was|were|is|are|has|have|had|led|came|went|drew|caused|made|brought|set|sent|left|met|reached|spread|followed|appeared) "
)
_TO_DO = re.compile(rf"(?:{_PLEDGES})", re.I)


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
        if (match.group("of") and match.group("how") == "to") or is_time(sentence[slice(*source)]):
            continue
        yield from _claimed(sentence, source, match.span(name), match)


def _claimed(sentence: str, source: Range | None, cue: Range, match: re.Match[str]) -> Iterator[Found]:
    low = match.start("how") if match.group("how") == "to" else match.end()
    high = _clause_end(sentence, low)
    stop = _AFTER_CLAIM.search(sentence, low + 12, high) or _ANOTHER.search(sentence, low, high)
    if stop is None and _OPENS.fullmatch(sentence, 0, min(cue[0], source[0] if source else cue[0])):
        finite = _FINITE_VERB.search(sentence, low, high)
        stop = _MAIN_VERB.search(sentence, finite.end(), high) if finite else None
    high = stop.start() if stop else high
    if high > low:
        yield Found(source, cue, ((low, high),), exact=bool(stop), gentle=True)


_ANY_CLAIM = re.compile(rf"(?:{_CLAIMS}|{_PLEDGES}) (?:that|to|by|from|of|among|in) ", re.I)

_DISCOVERED = re.compile(
    rf", as (?P<source>(?:{_WORD} ){{0,5}}?{_WORD}(?:, [A-Z][^,;]{{2,40}},)?) (?:first |later |also |has |had |once |rightly |himself |herself |themselves )*"
    r"(?P<cue>discovered|found|noted|notes|observed|observes|pointed out|points out|remarked|reported|reports|put it|puts it|recalled|recalls|conceded|concedes|"
    r"admitted|admits|revealed|said|says|warned|argued|showed|shows|acknowledged|explained|explains|predicted|feared)(?=[.,;!?]|$)"
)


def as_found(sentence: str) -> Iterator[Found]:
    """ "The statue was cast in lead, as its restorer, Ambra Kiss, discovered"."""
    if ", as " not in sentence:
        return
    for match in _DISCOVERED.finditer(sentence):
        if _NO_SUBJECT.match(match.group("source").split(",")[0]):
            continue
        begin = 0
        for cut in re.finditer(r"[;:] |[“”\"]|, (?:and|but|while|whereas|so) ", sentence[: match.start()]):
            begin = cut.end()
        if match.start() - begin > 8:
            rest = sentence[match.end() :]
            after = re.match(r", (?!and|but|who|which|when|where)(?P<rest>[^,;:“”\"]+?)(?=[.;]?$)", rest)
            pieces = [(begin, match.start())]
            if after and len(sentence[begin : match.start()].split()) < 6:
                pieces.append((match.end() + after.start("rest"), match.end() + after.end("rest")))
            yield Found(match.span("source"), match.span("cue"), tuple(pieces))


RULES = (
    nominal,
    as_found,
    heard,
    told,
    view_is,
    relative_says,
    placed,
    holds_that,
    as_said,
    described,
    asked_about,
    report_of,
    suspected,
)


def _clause_end(sentence: str, at: int) -> int:
    """Where the clause that goes on at ``at`` ends; quoted words that open inside it belong to it."""
    end = len(sentence)
    for match in _END.finditer(sentence, at):
        here = match.start()
        mark = match.group()
        if mark == "“" or (
            mark == '"' and sentence.count('"', at, here) % 2 == 0 and sentence.count('"', 0, at) % 2 == 0
        ):
            continue
        if mark == "”" and sentence.count("“", at, here) > sentence.count("”", at, here):
            continue
        if mark == '"' and sentence.count('"', 0, at) % 2 == 0:
            continue
        if sentence.count("“", at, here) > sentence.count("”", at, here):
            continue
        end = here
        break
    while end > at and sentence[end - 1] in " .,;:!?’'":
        end -= 1
    return end
