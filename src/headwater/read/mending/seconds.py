"""Second statements of one speaker, and those whom a paper cites: two attributions where the tagger read one.

"Marl Foods said it was recalling its soup | and advised customers not to eat it", "The Observer, citing a police report, said …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.frame import Draft, Frame, Range
from headwater.read.voices.finite import finite_verb

OPENING = '“"‘«'
"""Marks that open quoted words."""


def in_marks(text: str, low: int, at: int) -> bool:
    """Whether quotation marks opened behind ``low`` are still open at ``at``."""
    return text.count("“", low, at) > text.count("”", low, at) or text.count('"', low, at) % 2 == 1


_CITING = re.compile(
    r", (?P<cue>citing|quoting) (?P<who>(?:(?:the|a|an|its|his|her|one|two|three|four|several|some|unnamed|anonymous) )?(?:[^\s,;:“”\"]+ ){0,9}?[^\s,;:“”\"]+)(?=,|\.|;|$)"
)
_CITING_FIRST = re.compile(
    r"(?:^|(?<=[.!?”\"] )|(?<=\n))(?P<cue>Citing|Quoting) (?P<who>(?:(?:the|a|an|its|his|her|one|two|three|four|several|some|unnamed|anonymous) )?(?:[^\s,;:“”\"]+ ){0,9}?[^\s,;:“”\"]+), $"
)
_NO_SPEAKERS = re.compile(
    r".*\b(?:concerns?|fears?|safety|security|reasons?|costs?|risks?|lack|health|weather|privacy|need|examples?|pressure|differences|threats?|evidence|rules?|laws?|policy|amendment|grounds|conditions?|issues?|problems?|circumstances|failure|decision|inability|"
    r"history|delays?|conflicts?|interest|shortages?|use|rise|increase|drop|statistics)\b|.*['’]s? \w+",
    re.I,
)


_LONGEST_GROUND = 140
"""Characters of "Citing two officials in the ministry," before the paper."""


def cited(text: str, drafts: list[Draft], number: int) -> Iterator[Draft]:
    """ "The Observer, citing a police report, said …", "Citing a police report, the Observer said …": the paper passes it on."""
    draft = drafts[number]
    if (
        draft.source is None
        or draft.form == "direct"
        or any(d.parent == number and d.content == draft.content for d in drafts)
    ):
        return
    before = draft.source[1] - (1 if text[draft.source[1] - 1] == "," else 0)
    start = draft.source[0]
    first = _CITING_FIRST.search(text, max(0, start - _LONGEST_GROUND), start)
    match = _CITING.match(text, before) or _CITING.match(text, draft.cue[-1][1]) or first
    if match is None or _NO_SPEAKERS.fullmatch(match.group("who")) or draft.source[0] > draft.cue[0][0] + 200:
        return
    if not _REPORTS.search(text, draft.cue[0][0], draft.cue[-1][1]):
        return
    yield Draft(
        match.span("who"),
        [match.span("cue")],
        list(draft.content),
        parent=number,
        form=draft.form,
        confidence=draft.confidence,
        notes=["cited"],
    )


def pass_on(drafts: list[Draft], number: int) -> None:
    """What was read inside words that a paper takes from another lies inside that other's: "the Post, quoting diplomats, says Ostria …"."""
    for other in drafts:
        if other.parent == drafts[number].parent and other is not drafts[number]:
            other.parent = number


_REPORTS = re.compile(
    r"\b(?:report|reports|reported|said|says|say|wrote|writes|claimed|claims|disclosed|revealed|announced|alleged|stated|added)\b"
)

_PAST = (
    "promised|vowed|insisted|denied|claimed|warned|admitted|alleged|pledged|threatened|suggested|predicted|urged|advised|demanded|asked|blamed|accused|argued|"
    "complained|announced|added|said|told|called|ordered|instructed|maintained|acknowledged|conceded|apologised|apologized|appealed"
)
_PRESENT = (
    "promises|vows|insists|denies|claims|warns|admits|alleges|pledges|threatens|suggests|predicts|urges|advises|demands|asks|blames|accuses|argues|complains|"
    "adds|says|tells|calls|maintains|acknowledges|concedes|expects|believes|hopes|thinks|wants"
)
_NEXT = {
    "past": re.compile(rf",? and (?:also |later |then )?(?P<cue>{_PAST}) (?P<that>that )?(?=\S)"),
    "present": re.compile(rf",? and (?:also |now |still )?(?P<cue>{_PRESENT}) (?P<that>that )?(?=\S)"),
}
_TENSE = {
    "past": re.compile(rf"(?:{_PAST}|swore|wrote|thought|believed)"),
    "present": re.compile(rf"(?:{_PRESENT}|swears|writes)"),
}
_MODAL = frozenset("will would could can may might must should".split())
_BE = frozenset("is are was were am".split())


def second_statements(frame: Frame, draft: Draft) -> Iterator[tuple[Range, Range]]:
    """The second verb of a speaker and what follows it, where the first statement's own verb can't go on with it."""
    if draft.source is None or len(draft.content) != 1 or draft.source[0] > draft.cue[0][0]:
        return
    low, high = draft.content[0]
    verb = frame.text[slice(*draft.cue[-1])].split()[-1].strip(",:")
    if low < draft.cue[-1][1] or frame.text[low] in OPENING:
        return
    for tense, form in _TENSE.items():
        if not form.fullmatch(verb):
            continue
        match = _NEXT[tense].search(frame.text, low, high)
        if match and not in_marks(frame.text, low, match.start()) and _cannot_go_on(frame, low, match, tense):
            yield match.span("cue"), (match.end(), high)
            draft.content = [(low, match.start())]


def _cannot_go_on(frame: Frame, low: int, match: re.Match[str], tense: str) -> bool:
    """Whether the clause before "and" has a verb that the one behind it can't stand beside: "it was recalling … and advised"."""
    here = frame.words_in(low, match.start())
    words = frame.words.text
    first = finite_verb(words, here.start, here.stop) if here else None
    if first is None:
        return False
    verb, following = words[first].lower(), words[first + 1].lower() if first + 1 < here.stop else ""
    if any(
        mark in words[here.start : here.stop]
        for mark in (";", "who", "which", "whose", "where", "when", "if", "because")
    ):
        return False
    if verb in _MODAL:
        return True
    if verb in _BE:
        return (
            following.endswith("ing")
            or tense == "present"
            or following in ("a", "an", "the", "not", "no", "in", "on", "at", "too")
        )
    if verb in ("has", "have", "had"):
        return tense == "present"
    return False


def take_apart(drafts: list[Draft], number: int, second: tuple[Range, Range]) -> None:
    """Make a second statement its own attribution: the draft that has its verb already, or a new one."""
    cue, content = second
    outer = drafts[number]
    for other in drafts:
        if other is not outer and other.parent == number and any(a <= cue[0] < b for a, b in other.cue):
            other.parent, other.source = outer.parent, outer.source
            break
    else:
        new = Draft(outer.source, [cue], [content], parent=outer.parent, form=outer.form, confidence=outer.confidence)
        drafts.append(new)
    index = next(i for i, d in enumerate(drafts) if any(a <= cue[0] < b for a, b in d.cue) and d.parent == outer.parent)
    for i, other in enumerate(drafts):
        if other.parent == number and i != index and content[0] <= other.content[0][0]:
            other.parent = index
