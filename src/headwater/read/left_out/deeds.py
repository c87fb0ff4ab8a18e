"""Deeds inside what somebody says: "she said the clerk had picked a keeper", "he thinks they might announce a levy".

The tagger marks a verb and a noun inside other speech much as it marks "he praised the crew" outside it. There a reader counts
speech, belief, plans, votes and orders; what somebody merely did, felt or may yet do is the outer speaker's own account. A
clause or quoted words behind the verb stay whatever the verb is.
"""

from __future__ import annotations

import re

from headwater.read.frame import Draft

STATING = re.compile(
    r"(?:sa(?:y|id|ying)|t(?:ell|old)|claim|alleg|accus|acknowledg|admi[ts]|argu|assert|insist|warn|announc|promis|pledg|vow|swear|swore|testif|"
    r"report|disclos|confirm|confess|suggest|indicat|conclu|predict|project|estimat|forecast|believ|belief|think|thought|suspec|know|knew|expect|call|"
    r"describ|character|label|brand|portray|depict|dub|blam|fault|critici[sz]|condemn|denounc|reject|rebuff|den[iy]|disput|question|ask|demand|urg|plead|"
    r"request|recommend|propos|advis|advice|order|direct|instruct|command|vot|rul|decid|decision|decree|plan|intend|intention|want|wish|threat|"
    r"consider|regard|compar|liken|view|opinion|see[ns]?$|saw$|oppos|object|agree|disagree|endors|favo[u]?r|prefer|contend|contention|maintain|mention|stress|emphasi|"
    r"not(?:e|es|ed|ing)$|cit(?:e|es|ed|ing)$|explain|explanation|answer|repl|respon|wr[io]t|tweet|post|quot|refer|rate[sd]?$|guess|speculat|rumou?r|assum|presum|"
    r"imagin|clear|detail|desire|s[ck]eptic|requir|mandat|forb[ia]|express|hop(?:e|es|ed|ing)$|fear|doubt|worr|concern|apolog|attribut|offer|declar|stat(?:e|es|ed|ing|ement)$|remark|comment|word|accord|assess|evaluat|"
    r"understood|conce[de]|challeng|appeal|petition|lobb|press(?:ed|es|ing)?$|push|call|identif|defend|justif|rebut|refut|contradict|boast|brag|complain|joke|"
    r"find|found|show|reveal|prov(?:e|es|ed|en|ing)$|lie[sd]?$|lying|lied|mean|list|record|put|mistak|seek|sought|aim|hear|tip|proclaim|insinuat|impl[iy]|hint|signal|accept|"
    r"insistence|assertion|allegation|accusation|criticism|denial|refus|suspicion|prediction|warning|proposal|request|reportedly|allegedly|supposedly|purportedly|"
    r"teach|taught|preach|speak|spoke|talk|discuss|caution|advocat|account|version|that|as$|for$|by$)"
)
"""Stems of words that make a statement, a belief, a plan, a vote or an order of what follows; nouns and verbs."""

_QUOTED = re.compile(r"[“”\"«»‘]|(?<!\w)'")
_CLAUSE = re.compile(
    r"(?:that|if|whether|how|why|what|who|when|where|he|she|they|it|we|i|you|there|not)\b|"
    r".*\b(?:is|are|was|were|will|would|could|should|must|cannot|has|have|had|did|does|do|need|needs|[a-z]+n[’']t|[’'](?:s|re|ll|d) (?:a|the|not))\b",
    re.I | re.S,
)
_RELATIVE = re.compile(
    r" (?:that|who|which|whose|whom|where|when|because|after|before|while|as|since|until|if|in order)\b|, "
)
_HEDGED = re.compile(
    r"(?:(?:also|still|never|now|then|not|only|just|even|can|\w+ly) )*(?:would|might|could|may|must|should|can|cannot|to|don[’']?t|doesn[’']?t|didn[’']?t|do not|does not|did not)"
    r"(?: (?:also|still|never|now|then|not|only|just|even|be|themselves|\w+ly))* (?P<verb>[\w-]+)(?: \w+)?",
    re.I,
)
_UNAWARE = re.compile(r"reali[sz]e|know|understand|remember|notice|grasp")
_OPEN_ACT = re.compile(
    r"(?:forc|announc|propos|report|release|declar|reveal|disclos|direct|order|call|suggest|petition|accept|address|apolog|offer|consider|discuss|push|seek|lobby|press)"
)
_REFUSES = re.compile(
    r"refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)|eager|determined|about|ready|free|able|likely|hesitant|loath|reluctant"
)
_NOT_SAYING = re.compile(
    r"to (?!say\b|tell\b|acknowledge|admit|concede|believe|accept|recogni[sz]e|condemn|denounce|rule|confirm|deny|endorse|support|apologi[sz]e|vote|back\b|pay\b)\w+"
)
_IDIOM = re.compile(
    r"(?:\w+ )*?call(?:s|ed|ing)? (?:it (?:quits|a day|a night)|the shots|time on)\b|(?:is|are|was|were) “[\w ]{3,20}” to \w+ing\b"
)
"""Set phrases in which nothing is called anything, and quoted words that only say how near a deed is."""


def is_deed(text: str, draft: Draft) -> bool:
    """Whether an inner draft tells what somebody did, felt or may do, with no words or thought of his."""
    if draft.parent is None or not draft.cue or draft.form != "indirect" or len(draft.content) > 1:
        return False
    low, high = draft.content[0]
    if draft.cue[-1][1] <= low and _IDIOM.match(text, draft.cue[-1][0]):
        return True
    if draft.cue[-1][1] > low or _QUOTED.search(text, draft.cue[0][0], high):
        return False
    cue, content = text[draft.cue[0][0] : draft.cue[-1][1]].lower(), text[low:high]
    hedged = _HEDGED.fullmatch(cue)
    if hedged and _UNAWARE.match(hedged.group("verb")):
        return draft.source is not None and content.startswith("that ") and _negated(cue)
    relative = _RELATIVE.search(content)
    if _CLAUSE.match(content[: relative.start()] if relative else content):
        return False
    if hedged and _OPEN_ACT.match(hedged.group("verb")):
        return True
    words = cue.split()
    if _REFUSES.fullmatch(words[-1]) and _NOT_SAYING.match(content):
        return True
    return not any(STATING.match(word) for word in words)


def _negated(cue: str) -> bool:
    return re.search(r"n[’']?t\b|\bnot\b", cue) is not None


_COUNT = re.compile(
    r"(?:all|both|many|most|some|several|few|other|others|these|those|two|three|four|five|six|seven|eight|nine|ten|\d[\d,.]*|no|more|any|such|"
    r"(?:all|the|these|those|some|many|most|any|no|two|three|four|five|several|his|her|its|their|our|my) (?:of the )?"
    r"(?:other|two|three|four|five|six|\d+|remaining|same|many|few|several|first|last|latest|early|earlier|recent|such|various|new|own|main|armed|alleged|false|public))",
    re.I,
)
_PLURAL = re.compile(
    r"(?:suspects|claims|fears|hopes|reports|doubts|views|demands|requests|estimates|notes|promises|calls|finds|shows|thinks|plans|offers|orders|charges|"
    r"votes|warnings|answers|questions|complaints|threats|remarks|comments|concerns|worries|states|records|posts|tweets|signals|proposals)",
    re.I,
)
_ONE = re.compile(
    r"one|another|each|every|this|that|(?:the|his|her|its|their) (?:first|last|latest|main|only|other|same|one)", re.I
)
_SINGULAR = re.compile(
    r"demand|claim|report|fear|hope|doubt|view|request|estimate|promise|plan|offer|order|charge|question|threat|remark|proposal",
    re.I,
)


def is_plural_noun(text: str, draft: Draft) -> bool:
    """Whether a cue is the noun of its "source": "all | suspects | have been found", "one | demand | she made was …".

    A verb in -s has a singular subject, one without -s a plural one.
    """
    if draft.source is None or len(draft.cue) != 1 or not 0 <= draft.cue[0][0] - draft.source[1] <= 1:
        return False
    if _ONE.fullmatch(text, *draft.source) and _SINGULAR.fullmatch(text, *draft.cue[0]):
        return True
    return _PLURAL.fullmatch(text, *draft.cue[0]) is not None and _COUNT.fullmatch(text, *draft.source) is not None
