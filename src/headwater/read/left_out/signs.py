"""What tells a statement from an act, a liking or a topic: named signs of a draft, each a plain number.

``stated.py`` weighs them. They are about the words of the cue, the shape of what follows, the place of the draft and how sure
the tagger was; none looks at a name.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from importlib.resources import files

from headwater.read.frame import Draft
from headwater.read.left_out.acts import ACT, SAYS_INSIDE, THINGS_ONLY
from headwater.read.left_out.deeds import STATING, is_deed
from headwater.read.left_out.topics import gives_a_piece, is_look, is_silence, is_topic
from headwater.read.tagging.confidence import logit
from headwater.read.voices.finite import finite_verb
from headwater.read.words import split_words

_HELPERS = frozenset(
    "has have had is are was were be been being will would can could may might must shall should do does did to not n't never also still "
    "now then just only again once later first long often already ever even both 's ’s 've ’ve 're ’re 'd ’d 'll ’ll as that so too all "
    "and or".split()
)
_PREPOSITIONS = frozenset(
    "of on for about with in at up out by against from over off into back toward towards to upon around through after before during "
    "regarding".split()
)
_LIGHT = frozenset(
    "make makes made making give gives gave giving take takes took taking issue issues issued issuing express expresses expressed expressing "
    "go goes went going continue continues continued begin begins began seek seeks sought try tries tried want wants wanted come comes came "
    "a an the his her its their voiced released posted filed drew".split()
)
"""Words of a cue that leave it to the next to say what was done: "expressed concern", "made it clear"."""
_HEARSAY = frozenset("reply imply rely allegedly reportedly supposedly purportedly apparently".split())
_WORDS = re.compile(r"[a-z’'-]+|:")


def head(cue: str) -> str:
    """The word of a cue, in lower case, that says what was done; "" for a cue without words."""
    words: list[str] = _WORDS.findall(cue.lower())
    full = [w for w in words if w not in _HELPERS and w not in _PREPOSITIONS]
    full = [w for w in full if not w.endswith("ly") or w in _HEARSAY]
    if not full:
        return words[-1] if words else ""
    return full[-1] if full[0] in _LIGHT else full[0]


_QUOTED = re.compile(r"[“”\"«»‘]|(?<!\w)'(?!s\b)")
_OPENS = re.compile(
    r"(?P<that>that)\b|(?P<wh>if|whether|how|why|what|who|when|where|which)\b|(?P<to>(?:not )?to \w)", re.I
)
_RELATIVE = re.compile(
    r"\b(?:that|who|which|whose|whom|where|when|because|after|before|while|as|since|until|if)\b|, ", re.I
)
_PRONOUN = re.compile(r"(?:he|she|they|we|i|it|there|you)\b", re.I)
_ROLE = re.compile(r" (?:as|of \w+ing|for \w+ing|from \w+ing|over \w+ing)\b")
_PREPOSITION = re.compile(r"(?:of|for|on|about|with|in|against|as)\b", re.I)
SHAPES = (
    "quote", "that", "wh", "to", "clause", "noun to", "noun as", "ing", "preposition", "noun quoted", "noun and clause", "short noun",
)  # fmt: skip
SAID = frozenset(SHAPES[:5])
"""Shapes that only words have, whatever the verb; all others are noun phrases."""
_SHORT = 25


def shape(content: str, before: bool) -> str:
    """What a content looks like: one of ``SHAPES``, or "noun". ``before`` says that it stands before its cue."""
    words = content.strip()
    if words[:1] in ("“", '"', "‘", "«"):
        return "quote"
    opens = _OPENS.match(words)
    if opens:
        return str(opens.lastgroup)
    relative = _RELATIVE.search(words)
    first = words[: relative.start()] if relative else words
    pronoun = _PRONOUN.match(words) is not None and " " in first.strip()
    if _has_verb(first) or pronoun:
        return "clause"
    behind_comma = before or (relative is not None and relative.group() == ", ")
    if relative and behind_comma and _has_verb(words):
        return "clause"
    return _noun_shape(words, first)


def _noun_shape(words: str, first: str) -> str:
    if re.search(r"\w to [a-z]", first):
        return "noun to"
    if _ROLE.search(" " + words):
        return "noun as"
    if re.match(r"\w+ing\b", words):
        return "ing"
    if _PREPOSITION.match(words):
        return "preposition"
    if _QUOTED.search(words):
        return "noun quoted"
    if _has_verb(words):
        return "noun and clause"
    return "short noun" if len(words) < _SHORT else "noun"


def _has_verb(words: str) -> bool:
    cut = split_words(words).text
    return bool(cut) and finite_verb(cut, 0, len(cut)) is not None


_NOT = re.compile(
    r"(?:n[’']t|\bnot|\bnever)\b(?! (?:\w+ly )?(?:be )?(?:only|rul(?:e|ed|ing)? out|disput|den(?:y|ied)|surpris|doubt))|\bno (?!doubt)|\bnothing\b|"
    r"\bfail",
    re.I,
)
"""Saying nothing, or not doing; two denials that make a statement are none ("have not ruled out")."""
_REFUSE = re.compile(r"\b(?:declin|refus)", re.I)
_TRY = re.compile(r"\b(?:seek\w*|sought|try|tries|tried|trying|appear\w*|seem\w*|attempt\w*|manag\w*)\b", re.I)
_FOR = re.compile(r"\b(?:for|of|as|over|from|against) (?:not |being |having )?\w+(?:ing|ed)?\b")
_OF_MIND = frozenset(
    "think thinks thought believe believes believed feel feels felt hope hopes hoped know knows knew expect expects expected agree "
    "agrees agreed disagree disagrees disagreed oppose opposes opposed support supports supported looking looks looked confirm find "
    "finds found consider considers considered remember remembers decision plan plans want wants wanted doubt doubts doubted "
    "suspect suspects suspected wish wished fear fears feared aim aims aimed intend intends intended prefer prefers preferred determined aware "
    "understand understands understood hopeful confident convinced optimistic pessimistic sceptical skeptical afraid worried concerned thankful "
    "grateful glad proud".split()
)
_POINTS_OUT = re.compile(r"\bpoint(?:s|ed|ing)? out\b")
_CAN_SAY = ("can say", "can't say", "can’t say", "cannot say", "could say", "would say", "must say", "have to say")


def is_own_thought(cue: str) -> bool:
    """Whether a cue is a belief or a stand, or only how one speaks: "he said he believed …" is one statement."""
    lower = cue.lower()
    return bool(_OF_MIND.intersection(lower.split())) or lower.startswith(_CAN_SAY)


def signs(text: str, draft: Draft, same: bool) -> dict[str, float]:
    """The signs of a draft with a cue, by name. ``same`` says that its voice is also that of the words it stands in.

    Confidence must be calibrated.
    """
    cue = text[draft.cue[0][0] : draft.cue[-1][1]]
    content = text[draft.content[0][0] : draft.content[-1][1]]
    nested = draft.parent is not None
    kind = shape(content, draft.content[0][0] < draft.cue[0][0])
    said = kind in SAID
    found: dict[str, float] = {f"shape {name}": float(name == kind) for name in SHAPES}
    found |= _of_place(draft, nested, same, said)
    found |= _of_verb(cue, said)
    found |= _of_lists(cue, content, kind)
    found["own thought"] = float(same and is_own_thought(cue))
    found["deed"] = float(is_deed(text, draft))
    length = math.log1p(len(content)) - 4.0
    found |= {"length": length, "length of noun": 0.0 if said else length, "short": float(len(content) < _SHORT)}
    found["nested saying"] = float(nested) * found["saying"]
    return found


def _of_place(draft: Draft, nested: bool, same: bool, said: bool) -> dict[str, float]:
    sure = logit(draft.confidence)
    return {
        "sure": sure,
        "nested": float(nested),
        "nested sure": sure * nested,
        "same voice": float(same),
        "mixed": float(draft.form == "mixed"),
        "direct": float(draft.form == "direct"),
        "no source": float(draft.source is None),
        "before": float(draft.content[0][0] < draft.cue[0][0]),
        "pieces": float(len(draft.content) > 1),
        "said": float(said),
    }


def _of_verb(cue: str, said: bool) -> dict[str, float]:
    """What the corpus tells of a verb: how often words stand behind it, how often it attributes at all, how well it is known."""
    attributing, wording, seen = _verbs().get(head(cue), (0, 0, 0))
    words = logit((wording + 4 * 0.45) / (attributing + 4))
    return {
        "verb of words": words,
        "verb of words, said": words * said,
        "verb of words, noun": words * (not said),
        "verb attributes": logit((attributing + 0.1) / (seen + 2)),
        "verb known": math.log1p(attributing) - 3.0,
    }


def _of_lists(cue: str, content: str, kind: str) -> dict[str, float]:
    lower, said = cue.lower(), kind in SAID
    full = [w for w in _WORDS.findall(lower) if w not in _HELPERS and w not in _PREPOSITIONS]
    last = lower.split()[-1] if lower.split() else ""
    act = bool(full) and ACT.match(full[-1]) is not None
    inside = SAYS_INSIDE.search(content) is not None
    weighty = said or inside or kind in ("noun as", "noun to")
    saying = _POINTS_OUT.search(lower) is not None or any(STATING.match(word) for word in full)
    because = _FOR.search(content[:120]) is not None or kind == "noun as"
    noun = not said and kind != "noun quoted"
    return {
        "judges": float(noun and not because and _JUDGES.search(lower) is not None),
        "judges for": float(noun and because and _JUDGES.search(lower) is not None),
        "a piece of news": float(not said and _A_PIECE.match(content) is not None),
        "with a participle": float(kind == "clause" and _PARTICIPLE.match(content) is not None),
        "to do": float(kind == "to" and _WILL.search(lower) is not None and _TO_SPEAK.match(content) is None),
        "mentions": float(not said and _MENTIONS.search(lower) is not None),
        "act": float(act and not weighty),
        "act with words": float(act and weighty),
        "says inside": float(inside),
        "only of things": float(bool(full) and not said and THINGS_ONLY.match(full[-1]) is not None),
        "saying": float(saying),
        "saying noun": float(saying and not said),
        "topic": float(is_topic(cue, content)),
        "look": float(is_look(cue, content)),
        "piece": float(gives_a_piece(cue, content)),
        "silence": float(is_silence(cue, content)),
        "not": float(_NOT.search(cue) is not None),
        "refuse": float(_REFUSE.search(cue) is not None),
        "try": float(_TRY.search(cue) is not None),
        "about": float(last in ("about", "on", "of", "to", "over", "regarding")),
        "for or against": float(last in ("for", "against", "with", "at")),
        "as or by": float(last in ("as", "by")),
        "for what": float(not said and _FOR.search(content[:120]) is not None),
        "that inside": float(re.search(r"\bthat\b", content) is not None),
        "words of cue": float(min(6, len(lower.split())) - 2),
    }


_JUDGES = re.compile(
    r"\b(?:critici[sz]|bash|blast|attack|slam|assail|ripp|denounc|condemn|prais|laud|applaud|endors|congratulat|thank|defend|back(?:s|ed|ing)?\b|support|oppos|favo[u]?r|"
    r"mock|ridicul|scold|rebuk|challeng|champion|embrac|relish|lament|decr(?:y|ied)|question(?:s|ed|ing)?\b)"
)
"""Verbs that judge somebody or something: over a bare noun, a stand; "for" or "as" gives its ground."""
_A_PIECE = re.compile(
    r"(?:an?|the|his|her|its|their|this|that|several|some|two|three|more|more than [\d,]+|about [\d,]+|[\d,]+) (?:[\w’'-]+ ){0,3}?"
    r"(?:links?|photos?|pictures?|images?|videos?|recordings?|e-?mails?|tweets?|posts?|stor(?:y|ies)|questions?|details?|clips?|footage|passages?|pages|references?|times?|"
    r"steps?|events?|meetings?|interviews?|options?|performance|deals?|plans?|ads?|campaigns?|articles?|polic(?:y|ies)|laws?|investigations?|bills?|system)\b",
    re.I,
)
"""What is handed out, shown or done; no words of anybody's."""
_PARTICIPLE = re.compile(
    r"(?:an?|the|his|her|its|their|more than|several|some) (?:[\w’',-]+ ){0,5}?(?:called|named|titled|related|codenamed|included|based) "
)
"""A noun with a participle, which looks like a clause: "a link to a video called “Mill”"."""
_WILL = re.compile(
    r"\b(?:opt(?:s|ed|ing)\b|chose|choos|sought|seek|hop(?:e|es|ed|ing)\b|intent|keen|eager|reluctant|determined|agree|sign(?:s|ed|ing)? up|offer|prepared|willing|"
    r"want(?:s|ed)?\b|need|order|direct|asked\b|purport)"
)
_TO_SPEAK = re.compile(
    r"(?:not )?to (?:\w+ly )?(?:say|tell|admit|acknowledge|concede|believe|accept|recogni[sz]e|condemn|denounce|rule|confirm|deny|apologi[sz]e|vote|pay|be|have|see|show|make clear)\b"
)
_MENTIONS = re.compile(
    r"\b(?:mention|referenc|recount|invok|talk|spoke|speak|touch|cit(?:e|es|ed|ing)\b|discuss|report on|reports on|referr|referenc|respond|skirt|address|told|tell|tweet|shar)"
)


@cache
def _verbs() -> dict[str, tuple[int, int, int]]:
    """By head of a cue: attributions with it, those of them with words behind it, times it stands in the corpus."""
    path = files("headwater").joinpath("weights", "cue_verbs.json")
    return {word: (a, b, c) for word, (a, b, c) in json.loads(path.read_text(encoding="utf-8")).items()}
