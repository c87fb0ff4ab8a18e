"""What stands where a speaker stands and is none: the place people speak in, the means by which they were told.

`leave_the_place` mends the source of one draft in place; a source that `is_means` names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Draft, Frame
from headwater.read.wording.found import NO_SUBJECT

_IN = re.compile(r"(?:^|[.!?:;“\"\n]\s*|, )(?:In|At|Across|Around|Outside|in|at|across|around|outside) (?:the )?$")
_PEOPLE = re.compile(
    r" (?P<people>(?:(?:some|many|several|most|other|local|the|its|few|a few|one|an?) )?(?:[a-z]+ ){0,2}(?:people|residents|officials|police|doctors|"
    r"neighbours|neighbors|witnesses|fishermen|locals|villagers|workers|traders|parents|teachers|survivors|families|drivers|protesters|"
    r"shopkeepers|officers|inspectors|investigators|prosecutors)(?: (?:on|at|in|near|from|of|along|outside|around) (?:the )?(?:[\w’'-]+ ){0,3}?[\w’'-]+)?) $"
)
_MEANS = re.compile(
    r"(?:an? )?(?:text|text messages?|texts?|e-?mails?|phone|telephone|letter|post|radio|loudspeakers?|tannoy|fax|megaphone|mobile phone|leaflets?)",
    re.I,
)


def leave_the_place(text: str, draft: Draft) -> None:
    """ "In Tarn people on the quay | said": the people speak, not the place."""
    if draft.source is None or not draft.cue or not text[draft.source[0]].isupper():
        return
    start, end = draft.source
    if not end < draft.cue[0][0] <= end + 90 or not _IN.search(text, max(0, start - 12), start):
        return
    people = _PEOPLE.fullmatch(text, end, draft.cue[0][0])
    if people:
        draft.source = people.span("people")


def is_means(text: str, draft: Draft) -> bool:
    """Whether a source is only how somebody was told: "parents were told by text message to stay"."""
    if draft.source is None or not draft.cue or draft.source[0] < draft.cue[0][0]:
        return False
    before = text[max(0, draft.source[0] - 4) : draft.source[0]]
    return before.endswith(("by ", "via ")) and _MEANS.fullmatch(text, *draft.source) is not None


_ADJECTIVE = re.compile(
    r"(?:(?:who|that|which|when|where|as) )?(?P<who>(?:[A-Z][\w-]+ )?[A-Z][\w-]*(?:an|ish|ese|eli|aqi|ani|ench|utch|reek|wiss))"
)
_PEOPLE_OF_IT = re.compile(
    r"(?: [a-z][\w-]+){0,2} (?:people|police|government|military|media|troops|forces|minister|official|officer|diplomat|"
    r"[a-z]*(?:ials|[td]ors|ators|[tdckgyn]ers|mats|cies|voys|ists|ants|ents|tives|aides|allies|ities|ians))(?= )"
)
_NOT_OF_IT = re.compile(
    r" (?:has|have|had|is|are|was|were|and|or|to|of|told|said|says|want|wants|urged|warned|press\w*|asked) "
)


def with_its_noun(text: str, draft: Draft) -> None:
    """ "who Norlish | envoys said": an adjective of origin speaks only with the noun behind it."""
    if draft.source is None or not draft.cue or not draft.source[1] < draft.cue[0][0] <= draft.source[1] + 60:
        return
    adjective = _ADJECTIVE.fullmatch(text, *draft.source)
    noun = _PEOPLE_OF_IT.match(text, draft.source[1], draft.cue[0][0]) if adjective else None
    if adjective is None or noun is None or _NOT_OF_IT.search(noun.group() + " "):
        return
    if not any(a < noun.end() and noun.start() < b for a, b in draft.content):
        draft.source = (adjective.start("who"), noun.end())


_NO_END = re.compile(
    r"(?:(?:(?:^|\s)(?:the|an?|whose)|\s(?:his|its|their|our|my))(?: (?:first|second|last|own|final|only))?"
    r"|(?:^|\s)(?:his|her|its|their|our|my) (?:first|second|last|own|final|only))$",
    re.I,
)
_TO_THE_VERB = re.compile(r"(?: (?!(?:has|have|had|also|later|then|was|were|is|are)\b)[\w’'.-]+){1,6}")


def to_the_noun(text: str, draft: Draft) -> None:
    """ "Rescuers at the | mine say": a source goes on to the noun of its last phrase."""
    if draft.source is None or not draft.cue or not _NO_END.search(text, max(0, draft.source[1] - 16), draft.source[1]):
        return
    end, verb = draft.source[1], draft.cue[0][0] - 1
    noun = _TO_THE_VERB.match(text, end, verb) if end < verb <= end + 60 else None
    if noun and not any(a < noun.end() and end < b for a, b in draft.content):
        draft.source = (draft.source[0], noun.end())


_WHEN_ASKED = re.compile(r"\b(?:when|if|once|after being|when he was|when she was) (?:asked|questioned|pressed)$")


_APART = re.compile(r"(?!.* (?:\w+ed|went|came|took|sat|stood|rose|turned|was|is|had|has)\b)(?:\S+ ){0,5}[^\s,]+, ")
_ASKED = re.compile(r"(?:later |once )?(?:asked|questioned|pressed|quizzed)(?: by \w+)? (?=if|wh|how|about)")
"""Behind a comma: "Roe, asked how he felt, shrugged"."""


def asked_by_nobody(frame: Frame, draft: Draft) -> None:
    """ "Quint demurred when asked whether …": somebody asked Quint, and the text does not say who."""
    text = frame.text
    if draft.cue and draft.source is not None and draft.content and _opens_asked(frame, draft):
        draft.source = None
        draft.notes.append("agentless")
        return
    if not draft.cue or (draft.source is not None and draft.source[1] > draft.cue[0][0]):
        return
    low, high = draft.cue[0]
    begin = frame.sentences[frame.sentence_at(low)][0] if draft.source is None else draft.source[0]
    if _APART.fullmatch(text, begin, low) and _ASKED.match(text, low):
        draft.source = None
        draft.notes.append("agentless")
    if draft.source is None or (text.startswith("once ", low) and draft.source[1] == low - 1):
        return  # "I once asked a surveyor"
    if _WHEN_ASKED.search(text[max(0, low - 20) : high]):
        draft.source = None
        draft.notes.append("agentless")


_OPENS_ASKED = re.compile(
    r"(?:(?:when|once|after being|being) )?(?:repeatedly )?(?:asked|questioned|pressed)(?= |$)", re.I
)


def _opens_asked(frame: Frame, draft: Draft) -> bool:
    """Whether the source is whom the next clause is about: "Asked what went wrong, | the coach | shrugged"."""
    begin, low = frame.sentences[frame.sentence_at(draft.cue[0][0])][0], draft.cue[0][0]
    behind = draft.source is not None and draft.source[0] >= draft.content[-1][1] and low < draft.content[0][0]
    match = _OPENS_ASKED.match(frame.text, begin)
    return bool(behind and match and match.end() > low)


_DOING = re.compile(r"[A-Z][a-z]+ing (?=(?:the|a|an|his|her|its|their|this|that) )")


_SALUTATION = re.compile(r"(?:Dear )?(?:Sirs?|Madam|Sir or Madam|Editor),? ?[—–-]? (?=\w)")


def leave_the_salutation(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "Sir, | Your correspondent says": a letter's first word speaks to the editor and is no speaker."""
    match = _SALUTATION.match(text, *draft.source) if draft.source is not None else None
    if match and "," in match.group():
        draft.source = (match.end(), draft.source[1]) if draft.source is not None else None


def leave_the_participle(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "Retweeting the department's assurance that …": the department gave it."""
    if draft.source is None:
        return
    doing = _DOING.match(text, *draft.source)
    opens = (
        draft.source[0] == 0 or text[draft.source[0] - 1] in '\n“"' or text[: draft.source[0]].endswith((". ", "” "))
    )
    if doing and opens:
        draft.source = (doing.end(), draft.source[1])


_SAYING = re.compile(
    r"(?:say|tell|claim|complain|argu|insist|boast|shout|warn|promis|explain|admit|deny|mutter|ask)ing\b"
)
_HEARD = re.compile(
    r"(?P<who>him|her|them|me|us|you|(?:(?:the|a|an|his|her|their|my|our|one) )?(?:[\w’'.-]+ ){0,4}?[\w’'-]+) $", re.I
)


def heard_saying(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "The aunt recalled him saying that it was warm": he said so, and the aunt tells of it."""
    if draft.parent is None or not draft.cue or not _SAYING.match(text, draft.cue[0][0], draft.cue[0][1]):
        return
    outer = next((a for a, b in drafts[draft.parent].content if a <= draft.cue[0][0] < b), None)
    if outer is None or (draft.source is not None and draft.source[0] >= outer):
        return
    match = _HEARD.fullmatch(text, outer, draft.cue[0][0])
    if match and not NO_SUBJECT.match(match.group("who")):
        draft.source = match.span("who")
