"""What a text is about, and words that nobody gave: more that only looks like an attribution.

"Referring to the dam", "a critic of the levy", "issued a statement on the flood", "appeared to limp", "did not return calls": each
names a topic, a stand, an act or a silence, and no reader learns from it what anybody said. A clause, an infinitive of
saying or quoted words behind the same cue are left to be shown.
"""

from __future__ import annotations

import re

_TALKS = (
    r"referenc(?:es?|ed|ing)|talk(?:s|ed|ing)?(?: \w+){0,3} about|"
    r"sp(?:eak|eaks|oke|oken|eaking)(?: \w+){0,4} (?:about|of|on)|discuss(?:es|ed|ing)?|debat(?:es?|ed|ing)|comment(?:s|ed|ing)? on|"
    r"(?:comments?|remarks?)(?: \w+){0,3} (?:about|on|regarding)|(?:draws?|drew|drawn|drawing|calls?|called|calling) attention to|"
    r"tell(?:s|ing)? (?:the )?(?:story|stories|tales?) (?:of|about)|told (?:the )?(?:story|stories|tales?) (?:of|about)|touch(?:es|ed|ing)? (?:up)?on|"
    r"elaborat(?:es?|ed|ing) on|weigh(?:s|ed|ing)? in (?:on|with)|(?:draws?|drew) (?:a )?distinctions?(?: between)?|"
    r"cit(?:es?|ed|ing)|(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )describ(?:es?|ed|ing)|speculat(?:es?|ed|ing) (?:about|on|over)|(?:concerned|worried|excited|unsettled|surprised|"
    r"delighted|irritated|annoyed|angered) (?:about|by|at|over|with)|(?:concerns?|debates?|views?|"
    r"opinions?|thoughts?|alarm|anger|frustration|reservations|ideas?|quotes?|details|stories|story) (?:about|over|on|regarding|of)|bring(?:s|ing)? up|brought up|respond(?:s|ed|ing)? to|react(?:s|ed|ing)? to|repl(?:y|ies|ied|ying) to"
)
_STANDS = (
    r"(?:critics?|supporters?|opponents?|advocates?|disdain|contempt|admiration|respect|affection|sympathy|enthusiasm|endorsements?|criticisms?|"
    r"critical|supportive|dismissive|proud|fond|wary|tired) (?:of|for|to|toward|towards)|call(?:s|ed|ing)? out|"
    r"(?:rall(?:y|ied|ies)|show(?:s|ed|n)?) support(?: for)?|(?:fil(?:es?|ed|ing)|brought) (?:a )?(?:law)?suits?(?: \w+ing)?"
)
_ABOUT = re.compile(rf"(?:.*\b)?(?:{_TALKS}|{_STANDS})", re.I | re.S)
_MORE_THAN_TOPIC = re.compile(
    r"(?:that|to|if|whether|how|why|what|who|when|where|he|she|they|we|i|you|there|not|as)\b|.* (?:as|to (?!the|a|an|his|her|its|their)\w+|for \w+ing) ",
    re.I | re.S,
)
_POINTS = re.compile(
    r"(?:.*\b)?(?:refer(?:s|red|ring)? to|allud(?:es?|ed|ing) to|(?:un)?aware of|critics? of|opponents? of|(?:took|takes?|drew|draws?|drawn|fac(?:es?|ed)|received?|met with|came under|come under)"
    r"(?: \w+)? (?:criticism|fire|heat|praise|ridicule|backlash|scrutiny)(?: \w+)?|doubl(?:es?|ed|ing) down on)",
    re.I | re.S,
)
"""Cues behind which a thing stands, whatever clause is told of that thing."""
_OPENS_CLAUSE = re.compile(r"(?:that|if|whether|how|why|what|who|when|where)\b", re.I)
_FEELS = re.compile(r"(?:.*\b)?express(?:es|ed|ing)?(?: .*)?", re.I | re.S)
_FEELING = re.compile(
    r"(?:(?:a|an|his|her|its|their|no|some|much|great|deep) )*(?:[\w-]+ )?(?:interest|distaste|sympathy|sympathies|condolences|outrage|anger|regrets?|disappointment|"
    r"frustration|gratitude|thanks|surprise|dismay|relief|joy|pride|sorrow|sadness|solidarity|appreciation|delight)\b(?! that\b)",
    re.I,
)
LONGEST_TOPIC = 110
"""Code points; what is longer usually has a clause in it."""


def is_topic(cue: str, content: str) -> bool:
    """Whether a cue only brings in what somebody spoke of or stood for, with a noun phrase behind it."""
    if _POINTS.fullmatch(cue):
        return not _OPENS_CLAUSE.match(content) and " as " not in content
    if _FEELS.fullmatch(cue):
        return _FEELING.match(content) is not None
    return len(content) <= LONGEST_TOPIC and _ABOUT.fullmatch(cue) is not None and not _MORE_THAN_TOPIC.match(content)


_GIVES = re.compile(
    r"(?:.*\b)?(?:post(?:s|ed|ing)?|issu(?:es?|ed|ing)|sen(?:ds?|t|ding)|writ(?:es?|ing)|wrote|written|releas(?:es?|ed|ing)|offer(?:s|ed|ing)?|ma(?:kes?|de|king)|"
    r"g(?:ives?|ave|iven|iving)|shar(?:es?|ed|ing)|publish(?:es|ed|ing)?|read(?:s|ing)?|draft(?:s|ed|ing)?|craft(?:s|ed|ing)?|deliver(?:s|ed|ing)?|"
    r"provid(?:es?|ed|ing)|e-?mail(?:s|ed|ing)?|circulat(?:es?|ed|ing)|remov(?:es?|ed|ing)|record(?:s|ed|ing)?|air(?:s|ed|ing)?)(?: (?:to|out|up|for))?",
    re.I | re.S,
)
_PIECE = re.compile(
    r"(?:(?:an?|the|his|her|its|their|my|our|your|some|several|two|three|many|few|no|only|more) )(?:[\w’'-]+ ){0,3}?"
    r"(?:letter|statement|memo|memorandum|e-?mail|tweet|photo|photograph|picture|image|video|post|message|note|report|comment|remark|apology|response|reply|"
    r"answer|speech|critique|advice|suggestion|change|reference|list|explanation|testimony|account|interview|presentation|copy|copie|draft|document|record)s?\b"
    r"(?! (?:that|saying|arguing|claiming|warning|calling|urging|demanding|accusing|denying)\b[^.]* )",
    re.I,
)


def gives_a_piece(cue: str, content: str) -> bool:
    """Whether words were only handed out, "issued an apology for the flood", with nothing of what they say."""
    return _GIVES.fullmatch(cue) is not None and _PIECE.match(content) is not None


_SEEMS = re.compile(
    r"(?:(?:has|have|had|also|still|now|then|would|will|might|may|did|does|not|never|\w+ly) )*(?:appear|seem)(?:s|ed)?(?P<how> (?!to\b)\w+)?",
    re.I,
)
_TRIES = re.compile(
    r"(?:.*\b)?(?:seek|seeks|sought|seeking|try|tries|tried|trying|attempt(?:s|ed|ing)?|manag(?:es?|ed|ing)|struggl(?:es?|ed|ing)|(?:is|are|was|were) (?:intended|designed|meant))",
    re.I | re.S,
)
_TO_SAY = re.compile(
    r"to (?:make|say|explain|persuade|convince|portray|paint|argue|show|suggest|tell|assure|reassure|remind|warn|present|cast|frame|describe|"
    r"justify|clarify|deny|blame|prove|discredit)\b",
    re.I,
)


def is_look(cue: str, content: str) -> bool:
    """Whether a verb tells how somebody looked to the writer, or what somebody tried: "appeared to limp", "sought to leave"."""
    seems = _SEEMS.fullmatch(cue)
    if seems:
        return content.startswith("to ") if seems.group("how") else not content.startswith("that ")
    return content.startswith("to ") and _TRIES.fullmatch(cue) is not None and not _TO_SAY.match(content)


_SILENT = re.compile(
    r"(?:.*\b)?(?:declin(?:es?|ed|ing)|refus(?:es?|ed|ing)|unavailable|unable|could(?: not|n[’']t)|wouldn[’']t|would not|not available|unwilling)",
    re.I | re.S,
)
_TO_ANSWER = re.compile(
    r"(?:to )?(?:comment|be (?:identified|named|interviewed|quoted|reached)|give (?:(?:his|her|their) )?(?:(?:last|full|first|real|own) )?names?|"
    r"identify (?:himself|herself|themselves)|elaborate|speak (?:to|with)|talk (?:to|with)|answer|respond|provide (?:any |further |more |additional )?(?:details|comment|information)|"
    r"discuss)\b",
    re.I,
)
_NO_REPLY = re.compile(
    r"(?:.*\b)?(?:not|never|n[’']t|neither|nor|yet to|fail(?:s|ed) to)\b.*(?:respond|repl(?:y|ied)|return|answer|acknowledge)(?:ed)?(?: to)?",
    re.I | re.S,
)
_KEPT_BACK = re.compile(
    r"(?:\w+ )?(?:did|does|do|has|have|had|would|could)(?: not|n[’']t) (?:\w+ly )?(?:releas|provid|giv|offer|disclos|shar)(?:e|es|ed)? "
    r"(?:any )?(?:further |more |other |additional )?(?:information|details|comment)(?: (?:on|about|of))?",
    re.I,
)
_ASKED_FOR = re.compile(
    r"(?:(?:a|an|the|his|her|its|their|any|several|multiple|repeated|numerous|our|this|two|questions|\w+['’]s?) )*(?:\w+ )?"
    r"(?:requests?|calls?|messages?|e-?mails?|inquir(?:y|ies)|enquir(?:y|ies)|texts?|voicemails?|phone calls?)\b",
    re.I,
)


def is_silence(cue: str, content: str) -> bool:
    """Whether somebody said nothing: "declined to give her name", "did not return a call"."""
    if _SILENT.fullmatch(cue) and _TO_ANSWER.match(content):
        return True
    if _KEPT_BACK.fullmatch(cue):
        return not _OPENS_CLAUSE.match(content)
    return _NO_REPLY.fullmatch(cue) is not None and _ASKED_FOR.match(content) is not None
