"""What only looks like a statement: "spoke on condition that …", "nothing he said is true", "the inquest heard a recording".

`leave_out_hollow` drops such drafts before the rest of a text is read; what lies inside them moves up a level.
"""

from __future__ import annotations

import re

from headwater.read.frame import Draft, leave_out
from headwater.read.left_out.deeds import is_plural_noun
from headwater.read.wording.found import FINITE

_ON_TERMS = re.compile(r"sp(?:oke|eak|eaks|eaking|oken)(?: to \w+)? (?:only )?on (?:the )?condition")
_HEARS = re.compile(r"(?:has |had |also |later )?(?:heard|hears)")
_COURT = re.compile(
    r"(?:the |an? )?(?:\w+ )?(?:court|inquiry|inquest|jury|trial|tribunal|hearing|committee|panel|commission|parliament)",
    re.I,
)
_EVIDENCE = re.compile(
    r"(?:a |an |the |two |three )?(?:\w+ )?(?:recordings?|evidence|testimony|tapes?|calls?|messages?|statements?|arguments?|details|from|audio)\b"
)


def _is_set(text: str, draft: Draft) -> bool:
    """Set phrases and hearings: "spoke on condition that …", "the inquest heard a recording in which …"."""
    if _ON_TERMS.search(text, draft.cue[0][0], draft.cue[-1][1] + 1):
        return True
    court = draft.source is not None and _COURT.fullmatch(text, *draft.source)
    heard = _HEARS.fullmatch(text, *draft.cue[-1]) and _EVIDENCE.match(text, draft.content[0][0])
    return bool(court and heard)


_NO_VERB = re.compile(
    r"(?:(?!allegedly|reportedly|supposedly|purportedly)\w+ly|all|both|too|well|is|are|was|were|be|been|do|does|did|didn[’']t|don[’']t|doesn[’']t|not|"
    r"has|have|had|will|would|appears?|seems?|focusing|inspired|inscribed|encourages?|encouraged|would award)(?: (?:all|not|also|too|well))?",
    re.I,
)
_POINTS = re.compile(r"(?:show|prove|indicate|suggest|reveal|implie|imply)(?:s|d|ed)?")
_OBJECT_OF = re.compile(r"\b(?:to [a-z]{3,}|(?<!the )(?<!a )[a-z]{3,}ing) $")
"""A verb right before a noun: what follows is its object, not the subject of the next."""
_SEEMS = re.compile(r"(?:would |has |had |also )?(?:appears?|appeared|seems?|seemed|looks|looked)", re.I)
"""With "it" before it, how sure the speaker is, not another's word."""
_STANDS_ON = re.compile(r"(?:has |had |have )?(?:assert|invok)(?:e|es|s|ed|ing)?", re.I)
_RIGHT = re.compile(
    r"(?:(?:his|her|their|its|the|a) )?(?:[\w’'-]+ ){0,3}?(?:rights?|privileges?|immunity|amendment)\b", re.I
)
"""What somebody stands on, which is no statement: "asserted her right to counsel"."""
_FREQUENCY = re.compile(
    r"(?:(?:many|several|a few|countless|numerous|\d+|two|three) times(?: (?:before|already|now))?|before|earlier|again|so|\(.*|(?:at|in|on|during|before) [^“\"]*)$",
    re.S,
)
_HEADLESS = re.compile(
    r"\b(?:things?|what|whatever|everything|anything|nothing|something|all|words?) (?:that )?(?:\w+ )?$", re.I
)
_PREDICATE = re.compile(
    r"(?:(?:today|yesterday|now|then|here|there|tonight|about it) )?(?:is|are|was|were|has|have|had|will|would|can|makes?|made) "
)


def _says_nothing(text: str, draft: Draft) -> bool:
    """Inside other speech: "nothing he said is true", "as I have said many times", a cue that is no verb of saying."""
    if draft.parent is None or draft.form == "direct" or "construction" in draft.notes:
        return False
    if _SEEMS.fullmatch(text, *draft.cue[0]) and (draft.source is None or text[slice(*draft.source)].lower() == "it"):
        return True
    low, high = draft.content[0]
    if draft.source and _POINTS.fullmatch(text, *draft.cue[-1]):
        if _OBJECT_OF.search(text, max(0, draft.source[0] - 30), draft.source[0]):
            return True  # "her wish to keep the quay showed that …": the wish does, not the quay
    if _STANDS_ON.fullmatch(text, *draft.cue[-1]) and _RIGHT.match(text, low):
        return True
    if len(draft.cue) == 1 and "within" not in draft.notes and _NO_VERB.fullmatch(text, *draft.cue[0]):
        return True
    if len(draft.content) > 1 or low < draft.cue[-1][1]:
        return False
    words = text[low:high]
    if _FREQUENCY.fullmatch(words) and not FINITE.search(words):
        return True
    start = min(draft.cue[0][0], draft.source[0] if draft.source else low)
    return bool(_PREDICATE.match(words) and _HEADLESS.search(text, max(0, start - 24), start))


_MAY = re.compile(
    r"(?:(?:might|may|could|can|would|should|must|[’']d|will|[’']ll|want to|have to|need to|should have|ought to have|could have) )+(?:\w+ly |also |just |even )?"
    r"(?!be |have been )\w+(?: \w+)?",
    re.I,
)
_CAN = re.compile(r"\b(?:can|could|would|will|might|may|should) $", re.I)
_ANYBODY = re.compile(r"you|somebody|someone|anybody|anyone|one|people", re.I)


def _is_supposed(text: str, draft: Draft) -> bool:
    """ "You might think it is fine", "somebody should have told him": nobody has thought or said so."""
    if draft.parent is None or draft.source is None or draft.form == "direct":
        return False
    start = draft.source[0]
    asked = _CAN.search(text, max(0, start - 8), start) is not None
    may = asked or _MAY.fullmatch(text, *draft.cue[-1]) is not None
    return may and _ANYBODY.fullmatch(text, *draft.source) is not None


_NAMED_AS = re.compile(r"\b(?:known|referred to|described|called) $")


def _is_name(text: str, draft: Draft) -> bool:
    """ "Willing to use what's known | as the “slow gate”": what a thing is called is no statement of whoever uses it."""
    low = draft.content[0][0]
    return (
        draft.parent is not None
        and text.startswith("as ", low)
        and draft.cue[-1][1] + 1 < low
        and _NAMED_AS.search(text, draft.cue[-1][1], low) is not None
    )


_DETERMINED = re.compile(r"\b(?:an?|the|this|that|any|some|his|her|its|their) (?:\w+ly )?$", re.I)
_PARTICIPLE = re.compile(r"(?:alleged|supposed|reported|claimed|promised|expected|proposed|suspected|rumou?red)", re.I)


def _says_which(text: str, draft: Draft) -> bool:
    """ "After an | alleged | poll": a participle that only says which poll."""
    low, high = draft.cue[0]
    return (
        len(draft.cue) == 1
        and draft.content[0][0] <= high + 1
        and _PARTICIPLE.fullmatch(text, low, high) is not None
        and _DETERMINED.search(text, max(0, low - 24), low) is not None
    )


_PUTS = re.compile(r"(?:\w+ )?(?:puts?|putting|leaves?|left|leaving|plac(?:e|es|ed|ing))", re.I)
_AT_RISK = re.compile(r"(?:\S+ ){1,5}at (?:\w+ )?(?:risk|odds|stake|the mercy)\b", re.I)


def _puts_at_risk(text: str, draft: Draft) -> bool:
    """ "His refusal | puts | him at risk": what happens, not what anybody says."""
    return _PUTS.fullmatch(text, *draft.cue[-1]) is not None and _AT_RISK.match(text, *draft.content[0]) is not None


_GIVES_A_THING = re.compile(
    r"(?:(?:has|have|had|also|just|recently|already|later|first|jointly) )*(?:announc|propos|unveil|outlin|releas|publish|issu|made|make|makes|wrote|writes|written|send|sends|sent|"
    r"post|present|deliver|describ|discuss|mention|rais|offer|gave|give|receiv|endors|back|support|approv|reject|order|request|demand)\w*",
    re.I,
)
"""Verbs whose object is a thing: in "the deal that they announced is good" nobody announces anything but the deal."""
_RELATES = re.compile(
    r"\b(?!say |says |said |think |believe |claim |told |added |noted )[\w’'-]+ (?:that |which )?$", re.I
)


def _object_of_relative(text: str, draft: Draft) -> bool:
    """ "The deal that they | announced | is stimulative": the predicate belongs to the deal."""
    if draft.source is None or len(draft.cue) != 1 or len(draft.content) > 1 or draft.form == "direct":
        return False
    low, high = draft.content[0]
    start, end = draft.source
    return (
        0 <= low - draft.cue[0][1] <= 1
        and 0 < draft.cue[0][0] - end <= 2
        and _PREDICATE.match(text, low, high) is not None
        and _GIVES_A_THING.fullmatch(text, *draft.cue[0]) is not None
        and _RELATES.search(text, max(0, start - 40), start) is not None
    )


_NOUN_CUE = re.compile(
    r"remarks?|comments?|statements?|claims?|words|speech|account|report|letter|message|tweets?|posts?", re.I
)
_PASSIVE = re.compile(r"(?:was|were|is|are|has been|have been|had been|being) (?:\w+ly )?\w+(?:ed|en|wn|de|nt|ld)\b")


def _belongs_to_a_clause(text: str, draft: Draft) -> bool:
    """ "A video of | his | remarks | that | was circulated on Friday |": the clause tells what became of the video."""
    low, high = draft.content[0]
    noun = len(draft.cue) == 1 and _NOUN_CUE.fullmatch(text, *draft.cue[0]) is not None
    return noun and low > draft.cue[0][1] and _PASSIVE.match(text, low, high) is not None


_HOLLOW = (
    _belongs_to_a_clause,
    _object_of_relative,
    _puts_at_risk,
    _says_which,
    _is_set,
    _says_nothing,
    _is_supposed,
    _is_name,
    is_plural_noun,
)


def leave_out_hollow(text: str, drafts: list[Draft]) -> None:
    """Drop what nobody says, in place."""
    leave_out(drafts, {i for i, d in enumerate(drafts) if d.cue and any(f(text, d) for f in _HOLLOW)})
