"""Speakers behind "by" and behind a list of those who say so, in front of the clause that names somebody else.

"Urged by his brothers to sell, and by his wife to wait, the miller did neither"; "Among those who say the gate was open is the
keeper, Ada Quint". Each rule reads one sentence; `constructions` settles what they find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.verbs import finite
from headwater.read.wording.found import WORD, Found

_BY = rf"by (?P<{{0}}>(?:(?:the|a|an|his|her|its|their|our|this|one|two|some|several|many|both) )?(?:{WORD} ){{{{0,6}}}}?{WORD})"
_REQUESTS = "urged|asked|begged|pressed|ordered|advised|instructed|invited|implored|encouraged|counselled|commanded|warned|told|forbidden|challenged"
_CHARGES = "accused|blamed|criticised|criticized|denounced|condemned|attacked|faulted|mocked|rebuked|ridiculed|praised|suspected"
_OPENS = r"(?:^|(?<=, )|(?<=, and )|(?<=, but )|(?<=, then ))"
_TO = r"(?:not )?to [a-z][^,;:“”\"]*"
_OF = r"[^,;:“”\"]{3,}"
_ASKED = re.compile(rf"{_OPENS}(?P<cue>(?i:{_REQUESTS})) {_BY.format('by')} (?P<what>{_TO})(?=,)")
_ASKED_TOO = re.compile(rf", (?:and |but )?{_BY.format('by')} (?P<what>{_TO})(?=,)")
_CHARGED = re.compile(rf"{_OPENS}(?P<cue>(?i:{_CHARGES})) {_BY.format('by')} (?P<how>of|for|over) (?P<what>{_OF})(?=,)")
_CHARGED_TOO = re.compile(rf", (?:and |but )?{_BY.format('by')} (?:of|for|over) (?P<what>{_OF})(?=,)")


def asked_by(sentence: str) -> Iterator[Found]:
    """ "Urged by his brothers to sell, and by his wife to wait, …": each asks for a thing of their own."""
    if " by " not in sentence or "," not in sentence:
        return
    for first, further in ((_ASKED, _ASKED_TOO), (_CHARGED, _CHARGED_TOO)):
        for match in first.finditer(sentence):
            cue = match.span("cue")
            found: re.Match[str] | None = match
            while found:
                yield Found(found.span("by"), cue, (found.span("what"),), exact=True, speaker=True)
                found = further.match(sentence, found.end())


_SAYS = finite("say", "think")
_AMONG = re.compile(
    rf"(?:Also )?(?:[Aa]mong|[Oo]ne of|[Ff]oremost among|[Cc]hief among|[Ff]irst among|[Pp]rominent among) (?:(?:those|them|the (?:{WORD} ){{0,2}}{WORD}|the \w+) )?who (?:(?:still|also|now|have|had|has) )*(?P<cue>{_SAYS}) "
    rf"(?:that )?(?P<what>[^;:“”\"]{{8,}}) (?:is|was|are|were) (?P<source>(?:the|a|an|his|her|its|their|one|two|[A-Z])[^;:“”\"]*?)(?=\.?$|, who\b|, which\b)"
)


def among_those(sentence: str) -> Iterator[Found]:
    """ "Among those who say the gate was open is the keeper, Ada Quint"."""
    if "mong " not in sentence[:20] and "ne of " not in sentence[:8]:
        return
    match = _AMONG.match(sentence)
    if match:
        yield Found(match.span("source"), match.span("cue"), (match.span("what"),), exact=True, speaker=True)


PARTICIPLES = (asked_by, among_those)
