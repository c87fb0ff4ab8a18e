"""The sentence before is somebody's: "The bridge will close. That is according to the county", "… So says the engineer".

What the sentence before says, unless somebody said it already, is the word of whoever is named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.frame import Draft, Frame, Range
from headwater.read.verbs import finite
from headwater.read.wording.found import NO_SUBJECT, WORD

_SAYS = finite("say", "think")
_WHO = (
    rf"(?:(?:the|a|an|his|her|its|their|our|one|some|many|most|several|both) (?:{WORD} ){{0,6}}?{WORD}|[a-z]{{4,}}s|[A-Z]{WORD}(?: (?:of |the )?[A-Z]{WORD}){{0,4}})"
    r"(?:, (?:[A-Z]|a |an |the |who |which )[^,.;:“”\"]{2,60})?(?<!\.)"
)
_PLAIN = "say|says|said|claim|claims|claimed|argue|argues|argued|insist|insists|insisted|believe|believes|reckon|reckons|reckoned|maintain|maintains|think|thinks"
"""Verbs that only say: "So the board agreed" tells what followed."""
_ENDS = r"(?=[.,;!?]|$| (?:who|which|and|in|on|at|as|but|after)\b)"
_BACK = (
    re.compile(
        rf"(?:(?:And|But|Or) so|So)(?:, at least,| at least)? (?:(?P<cue>{_SAYS}) (?P<source>{_WHO}){_ENDS}|(?P<source2>{_WHO}|he|she|they) (?P<cue2>{_PLAIN})(?=[.,;!?]|$))"
    ),
    re.compile(
        rf"(?:(?:And|But) )?(?:That|This)(?:, at least,)?(?:['’]s| is| was| comes)(?:, at least,| at least| all| also)? (?P<cue>according to|the (?:view|opinion|verdict|conclusion|assessment|claim|theory|belief|contention|argument|finding|judge?ment|word|warning|fear|hope|prediction|forecast) (?:of|from)) (?P<source>{_WHO}){_ENDS}"
    ),
    re.compile(
        rf"(?:(?:And|But) )?(?:That|This)(?:, at least,)?(?:['’]s| is| was)(?:, at least,| at least)? what (?P<source>{_WHO}|he|she|they) (?P<cue>{_PLAIN})(?=[.,;!?]|$)"
    ),
)
_AND_SO = re.compile(
    rf"[,;]? and so(?:, [^,;:“”\"]{{3,40}},)?(?: too)? (?P<cue>{_SAYS}|do|does|did) (?P<source>{_WHO}){_ENDS}"
)
_SHORTEST, _LONGEST = 12, 400
"""Code points of a sentence that may be somebody's as a whole."""


def point_back(frame: Frame, drafts: list[Draft]) -> None:
    """Give the sentence before to whom such a wording names, in place."""
    for number in range(1, len(frame.sentences)):
        low, high = frame.sentences[number]
        words = frame.text[low:high]
        if not words.startswith(("So", "That", "This", "And so", "Or so", "But ", "And ")):
            continue
        found = [((a + low, b + low), (c + low, d + low)) for (a, b), (c, d) in _named(words)]
        if found:
            _give(frame, drafts, number, found)


def _named(words: str) -> Iterator[tuple[Range, Range]]:
    """Who is named, and by which words."""
    for pattern in _BACK:
        match = pattern.match(words)
        if match is None:
            continue
        two = "2" if "source2" in pattern.groupindex and match.group("source2") else ""
        if NO_SUBJECT.match(match.group("source" + two).split(",")[0]):
            return
        yield match.span("source" + two), match.span("cue" + two)
        more = _AND_SO.match(words, match.end())
        if more:
            yield more.span("source"), more.span("cue")
        return


def _give(frame: Frame, drafts: list[Draft], number: int, found: list[tuple[Range, Range]]) -> None:
    low, high = frame.sentences[number - 1]
    here = frame.sentences[number]
    before = [d for d in drafts if d.parent is None and low <= d.content[0][0] and d.content[-1][1] <= high]
    if any(d.source is not None and d.cue for d in before) or not _SHORTEST <= high - low <= _LONGEST:
        return  # what somebody says is handed on by `repairs`, or by nobody
    end = high - (frame.text[high - 1] in ".")
    spare = [d for d in drafts if any(here[0] <= a < here[1] for a, _ in d.cue)] + before
    for source, cue in found:
        draft = next((d for d in spare if d.form != "direct"), None)
        if draft is None:
            draft = Draft(None, [], [], confidence=0.7)
            drafts.append(draft)
        else:
            spare.remove(draft)
        draft.source, draft.cue, draft.content, draft.parent = source, [cue], [(low, end)], None
        draft.notes.append("construction")
        draft.form = "indirect"
