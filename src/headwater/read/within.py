"""Plain speech inside what somebody says: "the foreman says the office told him …".

The tagger has learnt from a corpus that marks only the outermost attributions, so it finds fewer of the inner ones. Inside
a content the common verbs of saying and thinking with a subject right before them are therefore read by rule as well.
Nothing outside a content is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.constructions import MOST_DRAFTS
from headwater.read.frame import Draft, Frame, Range

DEEPEST = 6
"""Levels of attribution inside attribution."""

_LONGEST = 4000
"""Code points of one piece of content that are looked through; longer ones are whole documents in marks."""

_CONFIDENCE = 0.65

_SAY = (
    "said|says|say|saying|claimed|claims|claim|insisted|insists|insist|denied|denies|deny|alleged|alleges|admitted|admits|"
    "warned|warns|argued|argues|argue|announced|announces|promised|promises|reported|reports|swears|swore|stated|states|"
    "testified|testifies|confirmed|suggested|suggests|complained|complains|concluded|concludes|acknowledged|acknowledges"
)
_THINK = "believed|believes|believe|thought|thinks|think|suspected|suspects|suspect|feared|fears|fear|hoped|hopes|hope|wanted|wants"
_TELL = (
    "told|tells|assured|assures|informed|informs|reminded|reminds|warned|warns|asked|asks|urged|urges|ordered|orders"
)
_WHOM = r"(?:me|him|her|them|us|you|it|the \w+|[A-Z]\w+|\w+s)"
_VERB = re.compile(
    rf"(?<=\s)(?:(?P<say>(?:{_SAY}|{_THINK}))(?P<that> that)?|(?P<tell>(?:{_TELL})) {_WHOM}(?P<how> that| if| whether| to)?) (?=\S)"
)
_SUBJECT = re.compile(
    r"(?:(?P<pronoun>\b(?i:he|she|they|we|i|you|it|who|nobody|anyone|everyone|somebody|someone|people|some|many|others))"
    r"|(?P<noun>(?:\b\w+ of )?\b(?i:the|a|an|his|her|their|its|my|our|your|some|many|two|three|several|every|those|these|one|both) "
    r"(?:[\w’'-]+ ){0,4}?[\w’'-]+)"
    r"|(?P<name>(?:\b[A-Z][\w’'.-]+ ){0,4}\b[A-Z][\w’'-]+)"
    r"|(?P<plural>(?:^|(?<=[,;“\"] )|(?<=that ))(?:\w+ )?\w+s))"
    r"(?P<between>(?: (?:has|had|have|having|also|never|now|then|once|later|still|already|did not|does not|do not|don['’]t|"
    r"doesn['’]t|didn['’]t|would|will|can|could|may|might|just|only|\w+ly)){0,3})$",
)
_STOP = re.compile(
    r"[;:.!?](?:\s|$|[”\"’'])|, (?:and|but|while|though|although|who|which|so|because|when|where) |[”\"]| [—–] "
)
_NO_OTHER = frozenset({"i", "we", "you", "it", "some", "many"})


def read_within(frame: Frame, drafts: list[Draft]) -> None:
    """Add the plain speech inside the contents of ``drafts``, in place; levels below are reached in turn."""
    if len(drafts) > MOST_DRAFTS:
        return
    depth = _depths(drafts)
    number = 0
    while number < min(len(drafts), MOST_DRAFTS):
        if depth[number] < DEEPEST:
            for found in _found_in(frame.text, drafts[number]):
                if _is_new(drafts, number, found):
                    found.parent = number
                    found.confidence *= drafts[number].confidence
                    drafts.append(found)
                    depth.append(depth[number] + 1)
        number += 1


def _depths(drafts: list[Draft]) -> list[int]:
    depth: list[int] = []
    for draft in drafts:
        level, above = 0, draft.parent
        while above is not None and level <= DEEPEST:  # a parent may stand behind its child
            level, above = level + 1, drafts[above].parent
        depth.append(level)
    return depth


def _found_in(text: str, outer: Draft) -> Iterator[Draft]:
    for start, end in outer.content:
        if end - start > _LONGEST:
            continue
        for match in _VERB.finditer(text, start, end):
            subject = _subject(text, start, match.start())
            if subject is None:
                continue
            if text[subject[0] : subject[1]].lower() in _NO_OTHER:
                continue  # "I think that …" is how one speaks, not another speech
            content = _content(text, match, end)
            if content:
                cue = match.span("say") if match.group("say") else match.span("tell")
                yield Draft(subject, [cue], [content], confidence=_CONFIDENCE, notes=["within"])


def _subject(text: str, start: int, verb: int) -> Range | None:
    """The subject right before a verb, auxiliaries and adverbs left out."""
    low = max(start, verb - 70)
    match = _SUBJECT.search(text[low : verb - 1])
    if match is None:
        return None
    for name in ("pronoun", "noun", "name", "plural"):
        if match.group(name):
            return low + match.start(name), low + match.end(name)
    return None


def _content(text: str, match: re.Match[str], end: int) -> Range | None:
    """What follows the verb to the end of its clause; two words at least."""
    begin = match.end()
    if match.group("how") in (" to", " if", " whether"):
        begin = match.start("how") + 1
    stop = _STOP.search(text, begin, end)
    until = stop.start() if stop else end
    while until > begin and text[until - 1] in " .,;:!?”\"’'":
        until -= 1
    return (begin, until) if text[begin:until].count(" ") >= 1 else None


def _is_new(drafts: list[Draft], number: int, found: Draft) -> bool:
    """Whether nothing inside the same content has that verb already, and it is not the outer attribution itself."""
    low, high = found.cue[0]
    for other, draft in enumerate(drafts):
        if any(a < high and low < b for a, b in draft.cue):
            return False
        inside = draft.parent == number and other != number
        if inside and any(a <= low and high <= b for a, b in draft.content):
            return False  # it belongs to that one, a level below
    return True
