"""The subject of a verb of saying, found by its place when the tagger marked none.

"On Thursday the newspaper that had printed them said …": a verb that says something has somebody right before it. Only verbs
that hardly mean anything but speech are looked at, and only clauses that open with a determiner or a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Draft, Frame, Range
from headwater.read.verbs import told
from headwater.read.voices.finite import finite_verb
from headwater.read.when import TIME, is_time, without_time

SAYING = frozenset(f"{told('say', 'tell', 'show')}|say|tell|indicate|show|reveal|refused|denies|denied".split("|"))
_CLAUSE = re.compile(
    r"[;:—–“”\"] ?|, (?:and |but |while |though |although |because |as |so )?| (?:and|but|while|because|though|although|when|that|as|if) "
)
_LEAD = re.compile(
    r"(?:(?:and|but|while|though|however|meanwhile|still|then|also|so|yet|because|as|when|that|if),? )?"
    r"(?:(?:on|in|at|by|last|this|earlier|yesterday|late|early|after|before|during|since) (?:[\w’'-]+ ){0,3}?(?=the |a |an |his |her |its |their ))?",
    re.I,
)
_PHRASE = re.compile(
    r"(?:the|a|an|his|her|its|their|our|my|one|some|both|several|many|most|two|three|four|five|other|another|[A-Z][\w’'.-]*)"
    r"(?: [\w’'.-]+){0,13}"
)
_NOT_SUBJECT = re.compile(
    r".*\b(?:is|are|was|were|to|he|she|they|it|who|which|be|been|has|have|after|before|of|for|by|with|from|in|on|at|the|a|an|about)$"
    r"|(?:The|A|An|On|In|At|It|There|That|This)$|(?!.*\b(?:who|that|which)\b).*\b(?:is|was|are|were)\b.*",
    re.I,
)
_AUXILIARY = re.compile(
    r"(?: (?:has|had|have|also|now|then|later|still|once|never|not|did|does|do|will|would|can|could|may|might|repeatedly|\w+ly))+$"
)


_TURNED = re.compile(rf"(?:{told('say', 'think')}|asked|asks)", re.I)


def beside_another(text: str, draft: Draft, near: Sequence[Draft]) -> Range | None:
    """The source of another attribution that stands right beside this one's cue: one subject, two verbs.

    Before it, or behind a verb that follows what is said: "It will hold, | said | the engineer, adding …".
    """
    at, end = draft.cue[0][0], draft.cue[-1][1]
    turned = draft.content[0][1] <= at and _TURNED.fullmatch(text, at, end) is not None
    for other in near:
        if turned and other is not draft and other.source is not None and 0 <= other.source[0] - end <= 1:
            return other.source
        if other is draft or other.source is None or not 0 <= at - other.source[1] <= 30:
            continue
        between = text[other.source[1] : at].strip(" ,")
        if (
            not between
            or TIME.fullmatch(between)
            or re.fullmatch(r"(?:\w+ly|also|now|then|later|has|had|have| )+", between)
        ):
            return other.source
    return None


def subject_before(frame: Frame, draft: Draft) -> Range | None:
    """The noun phrase that opens the clause of an active verb of saying, up to that verb."""
    text = frame.text
    start = draft.cue[0][0]
    verbs = text[start : draft.cue[-1][1]].lower().split()
    if not any(verb.strip(":,") in SAYING for verb in verbs) or draft.content[-1][1] <= start:
        return None
    low = max(frame.sentences[frame.sentence_at(start)][0], start - 120)
    before = text[low : start - 1]
    auxiliary = _AUXILIARY.search(before)
    before = before[: auxiliary.start()] if auxiliary else before
    clauses = [0, *(m.end() for m in _CLAUSE.finditer(before) if m.end() < len(before))]
    for opens in reversed(clauses):
        lead = _LEAD.match(before, opens)
        at = lead.end() if lead else opens
        phrase = _PHRASE.fullmatch(before, at)
        if phrase and not _NOT_SUBJECT.fullmatch(phrase.group()) and not is_time(phrase.group()):
            found = (low + at, low + _before_verb(before, at))
            return None if any(a < found[1] and found[0] < b for a, b in draft.content) else found
        if len(before) - opens > 100:
            break
    return None


_RELATIVE = re.compile(r" (?:who|that|which|whose|whom) ")


def _before_verb(before: str, at: int) -> int:
    """Where the subject ends that begins at ``at``: before its first verb, "the guild | paid the clerk but denied"."""
    if _RELATIVE.search(before, at):
        return len(before)
    pieces = [(m.group(), m.start()) for m in re.finditer(r"\S+", before[at:])]
    verb = finite_verb([word for word, _ in pieces], 1, len(pieces)) if len(pieces) > 2 else None
    return at + pieces[verb][1] - 1 if verb is not None else len(before)


_PASSIVE = re.compile(
    r"(?:(?:has|have|had|will|would|can|could|may|might|must|should) )?(?:(?:also|now|not|never|widely|long|since|\w+ly) )*"
    r"(?:(?:is|are|was|were) being|is|are|am|was|were|be|been|being|got|gets|['’]s|['’]re|['’]m)(?: (?:also|now|not|never|widely|long|still|since|reportedly|once|\w+ly))* "
    r"(?P<verb>expected|believed|thought|said|alleged|reported|understood|rumoured|rumored|suspected|accused|considered|feared|presumed|"
    r"asked|told|assured|informed|notified|urged|ordered|advised|warned|described|regarded|seen|viewed|known|supposed|called|dubbed|deemed|blamed|identified|"
    r"criticised|criticized|estimated|assumed|requested|required|credited|quoted|cited)\b(?P<rest>.*)",
    re.I | re.S,
)

_YET_TO_SPEAK = re.compile(
    r"expected to (?:\w+ly |also |again )?(?:say|tell|announce|argue|claim|declare|insist|promise|warn|pledge|propose|call|urge|testify|"
    r"ask|demand|explain|outline|state|reply|deny|admit|acknowledge|apologi[sz]e|criticise|criticize|unveil|repeat|stress)\b.*",
    re.I | re.S,
)


_HEARD_OF = re.compile(r"(?:reports?|claims?|rumou?rs?|allegations?|suggestions?|speculation)", re.I)


def is_told_of(text: str, draft: Draft, outer: Draft | None) -> bool:
    """Whether a noun inside somebody's words got their source: "“reports that it sank are untrue”, Roe said" are not Roe's reports."""
    if outer is None or draft.source is None or len(draft.cue) != 1 or not _HEARD_OF.fullmatch(text, *draft.cue[0]):
        return False
    inside = any(a <= draft.source[0] < b for a, b in outer.content)
    return not inside and draft.source == outer.source


def is_acted_upon(text: str, draft: Draft) -> bool:
    """Whether the source is the subject of a passive, "Ms Roe is expected to …", so that the text names nobody who says so."""
    if draft.source is None or not draft.cue or draft.block or draft.source[0] > draft.cue[0][0]:
        return False  # "What readers of the Journal were told on Sunday:" hands a block over
    match = _PASSIVE.fullmatch(text[draft.cue[0][0] : draft.cue[-1][1]])
    if match is None or match.group("verb").lower() in ("quoted", "cited"):
        return False
    if re.search(r"\w{2}ing\b", match.group("rest")) or _YET_TO_SPEAK.fullmatch(
        match.group("verb") + match.group("rest")
    ):
        return False  # "a man is seen shouting", "she is expected to say": they are the ones who speak
    return " by" not in match.group("rest") and not re.match(
        r" (?:\w+ ){0,3}by ", text[draft.cue[-1][1] : draft.cue[-1][1] + 40]
    )


__all__ = ["SAYING", "beside_another", "is_acted_upon", "is_time", "subject_before", "without_time"]
