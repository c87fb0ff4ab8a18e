"""Verbs for what is done or felt rather than said: with a bare noun behind them nobody states anything.

"The maker recalled 9,000 kettles", "she praised Cowan", "he loves the school": a careful reader marks no statement there. The
list is of verbs that report an act, an attitude to a person or thing, or a look of things; the same verb with a clause, an
infinitive or quoted words behind it stays an attribution.
"""

from __future__ import annotations

import re

from headwater.read.frame import Draft
from headwater.read.wording.found import PARTICLES

_STEMS = (
    "respect(?:s|ed|ing)?$ prais cheer applaud celebrat lov lik hat enjoy ador admir mourn miss resent attack blast slam lash hammer chastis scold thank "
    "congratulat greet welcom meet met order recall launch provid supply deliver impos introduc requir obligat "
    "prevent allow help shift focus refocus cent(?:er|re) rally fil(?:e|ed|es|ing)$ hir appoint fir nam nominat draft tackl push pursu seek sought "
    "need wish spot embod creat build buy sell bought sold sing read play laugh smil tussl clash fight fought argu(?:ed|ing)$ "
    "appear seem look sound feel felt manag interview titl entitl hit poke echo evok mock ridicul contact "
    "visit(?:ed|s)$ phon assum accept inherit lead led join back pick choos chose select hand(?:ed)? carry carri use used hold held "
    "releas circulat outrag host chronicl explor unveil halt suspend examin address(?:ed|es|ing)$ su(?:ed|es|ing)$ discover enact pass(?:ed|es|ing)$ "
    "give gave giv mak(?:e|es|ing) made prompt trigger spark draw drew want document review overturn overrul sid(?:ed|es|ing)$ shar(?:ed|es|ing)$ "
    "sign sponsor air broadcast stag cancel postpon delay attend skip watch monitor rais donat contribut spend spent win won lose lost "
    "remov delet restrict regulat approv block retweet collect gather obtain enter destroy damag kill shoot shot"
).split()
ACT = re.compile(
    rf"(?:{'|'.join(stem if stem.endswith('$') else stem + '(?:e|es|ed|s|ing|ied|ies|ned|ting|ning)?$' for stem in _STEMS)})"
)
THINGS_ONLY = re.compile(
    r"(?:provid|suppl(?:y|ies|ied)|deliver|nominat|appoint|hir(?:e|ed|es|ing)$|overturn|overrul|review|remov|delet|sign(?:s|ed|ing)?$|document(?:s|ed|ing)$|"
    r"broadcast|circulat|cancel|postpon|donat|attend|follow|releas|launch|enact|sponsor|unveil|suspend|examin|collect|obtain|host|offer|approv)"
)
"""Stems of verbs behind which only a thing can stand, whatever clause is told of that thing."""
SAYS_INSIDE = re.compile(
    r"\b(?:saying|arguing|claiming|warning|stating|insisting|alleging|declaring|denying|suggesting|urging|demanding|accusing|calling) "
    r"|\b(?:assurances?|evidence|proof|explanations?|theory|accounts?|arguments?|testimony|opinions?|claims?|reasons?|promises?|views?|guarantees?|warnings?|"
    r"statements?|word|letters?|findings?|rulings?) (?:that|for)\b"
)
_OPENS_CLAUSE = re.compile(
    r"(?:that|to|if|whether|how|why|what|who|when|where|he|she|they|we|i|you|there|not|as)\b", re.I
)
_FUNCTION = frozenset("of on for to about with in at as up out by against from over off into back".split())
_AUXILIARY = frozenset(
    "has have had is are was were be been being also will would could can may might not never officially repeatedly later".split()
)
_CLAUSE = re.compile(
    r"(?:that|to|if|whether|how|why|what|who|when|where|he|she|they|it|we|i|you|there|not|on \w+ing|as)\b|.*\b(?:is|are|was|were|will|would|"
    r"could|should|may|might|must|has|have|had|cannot|did|does|do)\b|.* (?:as|to|for|over) ",
    re.I | re.S,
)
_NAME = re.compile(
    rf"(?:(?:{PARTICLES}(?= [A-Z]|(?: {PARTICLES})+ [A-Z])|[A-Z][\w’'.-]*|one|him|her|them|it|his|the|of|for)(?: |$))+"
)


def is_act(text: str, draft: Draft) -> bool:
    """Whether a draft's cue is an act and its content a bare noun phrase."""
    if not draft.cue:
        return False
    content = text[draft.content[0][0] : draft.content[-1][1]]
    if any(mark in content for mark in '“”"‘«') or SAYS_INSIDE.search(content):
        return False
    words = [
        w
        for w in text[draft.cue[0][0] : draft.cue[-1][1]].lower().split()
        if w not in _FUNCTION and w not in _AUXILIARY
    ]
    if not words:
        return False
    if draft.content[0][0] >= draft.cue[-1][1] and THINGS_ONLY.match(words[-1]) and not _OPENS_CLAUSE.match(content):
        return True
    return len(content) <= 200 and not _CLAUSE.match(content) and ACT.match(words[-1]) is not None


def names_only(text: str, draft: Draft) -> bool:
    """Whether a content is nothing but a name or a pronoun: "endorsed Ms Quint"."""
    if len(draft.content) > 1:
        return False
    start, end = draft.content[0]
    return end - start < 30 and _NAME.fullmatch(text, start, end) is not None
