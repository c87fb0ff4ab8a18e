"""Constructions in which the text does not say who says so: "were told that", "asked about", "after reports of".

Where such a wording does name somebody ("told by a clerk that", "described by the mayor as"), that one is the source. Each rule
reads one sentence and looks first for a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.frame import Range
from headwater.read.when import is_time
from headwater.read.wording.found import PARTICLES, WORD, Found, clause_end

_TELL = "told|informed|assured|warned|advised|notified|reminded"
_BE = "was|were|is|are|am|been|being|be|get|got|getting|['’]re|['’]m"
_TOLD = re.compile(
    rf"(?:(?<=\s)(?P<be>(?:{_BE}) (?:\w+ly |also |since |now |never |not |then |later |repeatedly )?)|(?<=\s)|^)"
    rf"(?P<cue>(?i:{_TELL})) (?:by (?P<by>(?:{WORD} ){{0,7}}?{WORD}) (?P<that>that |to (?=[a-z]))|(?P<bare>that )?)(?=[^\s.,;:])"
)
_CLAUSAL = re.compile(
    r"(?:(?:he|she|it|they|we|i|you|there|this|that|these|those|nobody|everyone|the|a|an|his|her|its|their|our|my|your|all|no|"
    rf"some|[A-Z]\w+) (?:{WORD} ){{0,6}}?(?:is|was|are|were|has|had|have|will|would|can|could|may|might|must|should|did|do|"
    r"does|never|need|needs|cannot|can['’]t|won['’]t|don['’]t|\w+n['’]t|\w+ed|went|came|left|took|made|ran|lay)\b)"
)
_HEARD = re.compile(
    rf"(?<=\s)(?P<cue>heard|learned|learnt|hears|learns) (?:\w+ )?from (?P<by>(?:{WORD} ){{0,7}}?{WORD}) that (?=\w)"
)


def heard(sentence: str) -> Iterator[Found]:
    """ "The coroner heard from a nurse that …": the nurse says so."""
    if " from " not in sentence or " that " not in sentence:
        return
    for match in _HEARD.finditer(sentence):
        end = clause_end(sentence, match.end())
        if end > match.end():
            yield Found(match.span("by"), match.span("cue"), ((match.end(), end),), speaker=True)


_TOLD_LAST = re.compile(
    rf"(?P<content>[^;“”\"]{{8,240}}), (?:(?:the|a|an|his|her|its|their|our|[A-Z]{WORD}) )?(?:{WORD} ){{0,3}}?{WORD} "
    rf"(?P<cue>(?:was|were|has been|have been) (?:also |later |then )?(?:{_TELL})|heard|learned|learnt) (?:by|from) "
    rf"(?P<by>(?:(?:the|a|an|his|her|its|their|one|two|several|[A-Z]{WORD}) )?(?:{WORD} ){{0,5}}?{WORD}(?<!\.))(?=,|\.|;| on | in | this | last |$)"
)
_ANY_TOLD_LAST = re.compile(rf" (?:{_TELL}|heard|learned|learnt) (?:by|from) ")


def told_last(sentence: str) -> Iterator[Found]:
    """ "The pump was off, the inquiry was told by a fitter", "…, the jury heard from her sister"."""
    if not _ANY_TOLD_LAST.search(sentence):
        return
    match = _TOLD_LAST.match(sentence)
    if match and _CLAUSAL.search(sentence, match.start(), match.end("content")):
        yield Found(match.span("by"), match.span("cue"), (match.span("content"),), exact=True, speaker=True)


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
        end = clause_end(sentence, begin)
        comma = sentence.find(", ", begin, end) if match.start("cue") == 0 else -1
        end = comma if comma > 0 else end  # "Told by doctors that he would not walk again, he …"
        if (
            end > begin
            and not sentence.startswith(
                ("by ", "about ", "of ", "to ", "off ", "in ", "at ", "on "), match.end("cue") + 1
            )
        ) or (end > begin and match.group("by")):
            yield Found(source, match.span("cue"), ((begin, end),))


_ANY_TOLD = re.compile(rf"\b(?i:{_TELL}) ")
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
        end = clause_end(sentence, match.end())
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


_REQUESTED = re.compile(
    r"\b(?P<cue>(?:is|are|was|were|been|being) (?:being |also |again |now )?(?:asked|urged|encouraged|requested|instructed|ordered))"
    r"(?: by (?P<by>(?:the|a|an|his|her|its|their|[A-Z])[^,;.“”\"]{1,60}?))? (?P<what>(?:not )?to [a-z])"
)


def requested(sentence: str) -> Iterator[Found]:
    """ "Anyone who saw the car is asked to call the harbour office": somebody asks, unnamed unless "by" names them."""
    if "ed to " not in sentence and "ed by " not in sentence and "ed not " not in sentence:
        return
    for match in _REQUESTED.finditer(sentence):
        end = clause_end(sentence, match.start("what"))
        yield Found(match.span("by") if match.group("by") else None, match.span("cue"), ((match.start("what"), end),))


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
        if is_time(match.group("content")):
            continue  # "Asked on Monday, he said"
        source = None
        if match.group("by"):
            by = re.match(r"(?:[\w’'-]+ ?){1,6}?(?= (?:who|that|he|she|they|in|on|at|whom)\b|$)", match.group("by"))
            source = (match.start("by"), match.start("by") + len((by.group() if by else match.group("by")).rstrip()))
        yield Found(source, match.span("cue"), (match.span("content"),), exact=True)


_ANY_ASKED = re.compile(r"(?:[Aa]sked|uestioned|ressed|uizzed)\b.* (?:about|on) ")
_REPORT_OF = re.compile(
    r"\b(?:after|following|to|for|on|received|receiving|hearing|heard|amid|despite|fielded|got|of) (?:(?:a|an|the|several|multiple|many|numerous|some|unconfirmed|early|initial|two|three) )*"
    r"(?P<cue>(?:911 |emergency |phone )?(?:reports?|calls?|rumou?rs|tips?|complaints?)) (?:of|about|that) (?P<content>(?!the report\b)[^,;.“”\"]{4,110}?)"
    r"(?=[,;]|\.(?!m)|$| (?:at|on|in|near|around|shortly|just|before|after|when|where|outside|inside) | about \d|\s[—–])"
)


def report_of(sentence: str) -> Iterator[Found]:
    """ "Officers were called there after reports of gunfire": somebody reported it, and the text does not say who."""
    if not _ANY_REPORT.search(sentence):
        return
    for match in _REPORT_OF.finditer(sentence):
        low, high = match.span("content")
        if sentence.startswith("that ", match.end("cue") + 1):
            high = max(high, clause_end(sentence, low))
        yield Found(None, match.span("cue"), ((low, high),))


_ANY_REPORT = re.compile(r" (?:reports?|calls?|rumou?rs|tips?|complaints?) (?:of|about|that) ")
_SUSPECTED = re.compile(
    r"(?P<cue>(?<=\s)(?:suspected|accused|alleged)) (?P<content>(?:of|in|to have) [^,;.“”\"—–]{4,160}?)(?= (?:was|were|is|are|has|had|have|will|who|which|and)\b|[,;.]|$|[“”\"—–])"
)
_ALLEGED = re.compile(
    rf"(?P<content>(?:(?:the|a|an|his|her|its|their|any|(?:{PARTICLES} )*[\w-]+['’]s) )?(?P<cue>alleged) (?:\w+ ){{0,2}}?(?:participation|involvement|role|roles|links?|ties|abuse|"
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


AGENTLESS = (heard, told_last, told, described, asked_about, requested, report_of, suspected)
