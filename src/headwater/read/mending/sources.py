"""What clings to a source and is no part of it, and what looks like one: an adverbial, a decade, an article alone.

"After long thought I | concluded", "the reeve once famously | said", "fears in the 1950s that": whoever speaks is a person, a body or a
paper, not the circumstances. `without_circumstances` cuts a source; `paper_speaks` gives what "a report claiming" claims to the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Draft, Range
from headwater.read.verbs import participle, past
from headwater.read.voices.gazetteer import gazetteer, singular
from headwater.read.wording.found import NO_SUBJECT

_LED = re.compile(
    r"(?:After|Before|In|On|At|For|With|Without|During|Since|Despite|Following|Upon|Under|Through|As|By|Over|Until)\b[^.;:,“”\"]{2,80}[ ,]"
    r"(?P<who>I|we|he|she|they|you)",
    re.I,
)
_ADVERBS = re.compile(
    r"(?>,? (?:(?:(?:very|quite|perfectly|full|all too|too|so|once|as) )?(?:well|too|also|probably|really|surely|famously)|(?!family|assembly|ally|bully|monopoly|reply|supply|anomaly|homily|weekly|"
    r"daily|monthly|quarterly|elderly|butterfly|fly)[a-z]{3,}ly|once|also|then|now|later|still|never|always|often|again|soon|twice|even|already|is|are|was|were|has|have|had))++$"
)
"""Each adverb is taken once and for all (``(?>``, ``++``): "also" fits twice, and a hundred of them would be tried in every way."""
_NOBODY = re.compile(
    r"(?:numerous|various|multiple|certain|recent)|"
    r"(?:(?:in|during|by|since) )?(?:the )?(?:(?:early|late|mid)[- ])?(?:1[5-9]|20)\d\d(?:[’']?s)?",
    re.I,
)
_ARTICLE = re.compile(r"an?|the", re.I)
"""Right before a cue: "the | claim that", "a | reference to"."""


def without_circumstances(text: str, draft: Draft) -> None:
    """Cut the adverbial before a source and the adverbs behind it, in place; a source in which nobody is left goes."""
    if draft.source is None or not draft.cue:
        return
    start, end = draft.source
    led = _LED.fullmatch(text, start, end)
    if led:
        start = led.start("who")
    adverbs = _ADVERBS.search(text, start, end)
    if adverbs and adverbs.start() > start:
        end = adverbs.start()
    article = draft.cue[0][0] == end + 1 and _ARTICLE.fullmatch(text, start, end)
    draft.source = None if article or _NOBODY.fullmatch(text, start, end) else (start, end)


_LOOSE = re.compile(r"(?<=\w)(?: (?:in|on|to|for|at|of|with|from|by))?(?: (?:the|an?))$", re.I)


def without_article(text: str, draft: Draft) -> None:
    """Cut an article that ends a cue, with the preposition before it, in place: "wrote | in The | Post"."""
    if draft.cue:
        low, high = draft.cue[-1]
        match = _LOOSE.search(text, low, high)
        if match and match.start() > low:
            draft.cue[-1] = (low, match.start())


_TURNED = re.compile(rf"(?:{past('say')}|{participle('say')}|says|asks|asked)", re.I)
_BEHIND = re.compile(
    r" (?P<who>(?:the|an?|his|her|its|their|our|my|one|another) (?:[\w’'-]+ ){0,6}?[\w’'-]+)(?=[,.;]| (?:who|in|on|after|at|during|when|as|while)\b)"
)


def behind_the_verb(text: str, draft: Draft) -> Range | None:
    """Who stands behind a verb that follows quoted words: "“…,” said the reeve, speaking of the dam"."""
    if len(draft.cue) != 1 or not draft.content:
        return None
    low, high = draft.cue[0]
    first = draft.content[0]
    quoted = text[first[0]] in '“"‘«' and 0 <= low - first[1] <= 2
    if not quoted or _TURNED.fullmatch(text, low, high) is None:
        return None
    match = _BEHIND.match(text, high)
    return match.span("who") if match else None


_TELLING = re.compile(
    rf"(?:{participle('say', 'tell', 'show')}|calling|accusing|blaming|criticizing|criticising|urging|asking)\b"
)
_PAPER = re.compile(
    r"\b(?P<led>to|of|about|against|over|at|after|amid|despite|following|citing|cites|cited|received|receives|got|read|saw|rejected|"
    r"disputed|dismissed|denounced|criticized|criticised|(?:back|react|responded|hit|comment(?:ed)?|based|seized|pounced|elaborate) on|back on|back against) "
    r"(?P<who>(?:(?:an?|the|another|one|this|that|new|recent) )(?:[\w’'-]+ ){0,4}?(?P<noun>[\w-]+)) $"
)
_REACH = 100


def paper_speaks(text: str, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "The guild pushed back on a report claiming that …": the report claims it, not the guild; in place."""
    if draft.source is None or not draft.cue or draft.block or draft.form == "direct":
        return
    at = draft.cue[0][0]
    if not draft.source[1] < at <= draft.source[1] + _REACH or not _TELLING.match(text, at):
        return
    match = _PAPER.search(text, draft.source[1], at)
    if match is None or any(a < match.end() and match.start() < b for a, b in draft.content):
        return
    noun = match.group("noun").lower()
    if singular(noun) in gazetteer().document or noun in gazetteer().document:
        draft.source = match.span("who")


_LONGEST_SPEAKER = 5
"""Words of a piece before the verb that may be who speaks."""


def speaker_from_content(text: str, draft: Draft) -> None:
    """ "| Roe | confirmed | that it was late |", both read as said: a name before the verb and "that" behind it speaks. In place."""
    if draft.source is not None or len(draft.content) != 2 or len(draft.cue) != 1:
        return
    (low, high), (begin, _) = draft.content
    verb = draft.cue[0]
    beside = 0 < verb[0] - high <= 2 and 0 < begin - verb[1] <= 2 and text.startswith("that ", begin)
    words = text[low:high].split()
    if beside and len(words) <= _LONGEST_SPEAKER and words[-1][:1].isupper() and not NO_SUBJECT.match(text[low:high]):
        draft.source, draft.content = (low, high), [draft.content[1]]
