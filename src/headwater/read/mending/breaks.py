"""Where what one is said to say breaks off: another speaker, another verb of the same speaker, or the writer goes on.

"Marl Foods said it was recalling its soup | and advised customers not to eat it": two statements of one speaker. "“Nobody,” Roe
told a clerk who had found him asleep, “has rung”": what stands between the marks is the writer's. Each repair looks at one draft
after the ends of all are settled, and knows no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from headwater.read.frame import Draft, Frame
from headwater.read.mending.seconds import OPENING, cited, in_marks, pass_on, second_statements, take_apart

MOST_DRAFTS = 2000
"""A text with more attributions is no article, and is left alone."""

_CLOSING = '”"’»'


def settle_breaks(frame: Frame, drafts: list[Draft]) -> None:
    """Let the drafts of a text end where their words end, in place; second statements are added behind the others."""
    if len(drafts) > MOST_DRAFTS:
        return
    for number in range(len(drafts)):
        draft = drafts[number]
        if draft.block or not draft.cue:
            continue
        for naming in _leave_the_setting(frame.text, draft):
            _add(drafts, naming)
        for repair in _REPAIRS:
            repair(frame.text, draft)
        _leave_next_speaker(frame.text, drafts, number)
        _move_up(drafts, number)
        before = len(drafts)
        drafts.extend(cited(frame.text, drafts, number))
        if len(drafts) > before:
            pass_on(drafts, before)
        for second in second_statements(frame, draft):
            take_apart(drafts, number, second)


_DOING = re.compile(r"(?:\w+ing|with|in|to|from|his|her) [^,;:“”\"]{2,80}, (?=[“\"«])")
_INSERTED = re.compile(r"[,—–] (?=[“\"«][a-z])")


def _leave_what_interrupts(text: str, draft: Draft) -> None:
    """ "“Nobody,” Roe complained to | a clerk who had found him asleep, | “has rung”": only the words in marks are Roe's."""
    if len(draft.content) < 2 or not draft.cue:
        return
    (start, end), (low, high) = draft.content[0], draft.content[-1]
    if (
        text[start] not in OPENING
        and draft.source is not None
        and 0 < draft.source[0] - end <= 12
        and low - draft.cue[-1][1] <= 2
    ):
        doing = _DOING.match(text, low, high)  # "…, Roe told them, | tapping the map, | “had never been there”"
        if doing and text[high - 1] in _CLOSING:
            draft.content[-1] = (doing.end(), high)
        return
    broken_off = text[start] in OPENING and text[end - 1] in _CLOSING and text[end - 2] in ",—–"
    if not broken_off or low < draft.cue[0][0] or text[low] in OPENING or text[high - 1] not in _CLOSING:
        return
    goes_on = _INSERTED.search(text, low, high)
    if goes_on:
        draft.content[-1] = (goes_on.end(), high)


_NAMING = re.compile(
    r"(?P<cue>Calling|Describing|Branding|Labelling|Labeling|Dubbing|Terming|Denouncing|Dismissing|Condemning|Blaming|Accusing|Hailing|Praising|Likening|Comparing) (?=\S)"
)


def _leave_the_setting(text: str, draft: Draft) -> Iterator[Draft]:
    """ "Retweeting the claim, Roe added: “Untrue.”": with a whole quotation behind the verb, what stands before it is no part of it.

    "Calling it “a wall”, Roe said: “…”" is two statements of Roe's.
    """
    if len(draft.content) != 2 or draft.source is None:
        return
    (start, end), (low, high) = draft.content
    verb = draft.cue[-1][1]
    if end > draft.source[0] or text[start] in OPENING or not 0 <= low - verb <= 3 or text[low] not in OPENING:
        return
    if text[high - 1] not in _CLOSING or not text[low + 1].isupper():
        return
    naming = _NAMING.match(text, start, end)
    if naming:
        yield Draft(
            draft.source,
            [naming.span("cue")],
            [(naming.end(), _without_comma(text, end))],
            parent=draft.parent,
            form="mixed" if _MARK.search(text, start, end) else "indirect",
            confidence=draft.confidence,
        )
    if naming or text[end - 1] not in _CLOSING:
        draft.content, draft.form = [(low, high)], "direct"


_MARK = re.compile(r"[“\"«]")


def _add(drafts: list[Draft], new: Draft) -> None:
    """Add a draft, or give its source and place to the one that has its verb already."""
    for draft in drafts:
        if any(a < new.cue[0][1] and new.cue[0][0] < b for a, b in draft.cue):
            draft.source, draft.parent, draft.content = new.source, new.parent, new.content
            return
    drafts.append(new)


def _without_comma(text: str, end: int) -> int:
    while text[end - 1] in ", ":
        end -= 1
    return end


_TERMED = re.compile(
    r"(?:(?:for|to|about|as|against|at|of|over|with) )?what (?P<who>he|she|they|it|we|I|(?:the|a|an|his|her|its|their) (?:[\w’'-]+ ){0,4}?[\w’'-]+|(?:[A-Z][\w’'.-]* ){0,3}?[A-Z][\w’'-]*) "
    r"(?P<cue>(?:has |had |have |later |once )?(?:termed|terms?|called|calls?|described as|describes? as|dubbed|labelled|labeled|said (?:was|were|is|are)|says (?:is|are|was|were)|insists? (?:is|are|was|were)|insisted (?:was|were))) "
)


def _leave_what_is_named(text: str, draft: Draft) -> None:
    """ "apologised for what he termed “an unfortunate hat”": the words are the name that he gave it."""
    low, high = draft.content[-1]
    if low < draft.cue[-1][1] or draft.source is None:
        return
    match = _TERMED.match(text, low, high)
    if match and text[match.end()] in OPENING and text[high - 1] in _CLOSING:
        draft.cue, draft.content = [match.span("cue")], [(match.end(), high)]
        if match.group("who") not in ("he", "she", "they", "it", "we", "I"):
            draft.source = match.span("who")


_MANNER = re.compile(
    r"(?:with|without|in|on|at|by|after|through|under|to|from|not for the first time|once again|among|as)\b[^,;:“”\"]{1,60}, that (?=\S)"
)


def _leave_the_manner(text: str, draft: Draft) -> None:
    """ "has pointed out, | with some heat, that he holds three": how it was said is no part of it."""
    low, high = draft.content[0]
    if len(draft.content) == 1 and draft.cue and 0 < low - draft.cue[-1][1] <= 2 and text[low - 2 : low] == ", ":
        match = _MANNER.match(text, low, high)
        if match:
            draft.content = [(match.end(), high)]


_SILENT = "say|tell|comment|elaborate|specify|give|name|disclose|explain|swear|vouch|confirm|be drawn|be more specific|go into|go further|rule (?:it|that|them) out|offer|provide|identify|put a figure"
_REFUSES = re.compile(
    rf"(?:,? |\b)(?:and|but|yet|though|although) (?:(?:he|she|they|it) )?(?:(?:has|have|had|will|would|could|did|does|do|can) ?(?:not|n['’]t) (?:{_SILENT}|said|commented|elaborated|specified|given|named|disclosed|explained)"
    rf"|(?:cannot|won['’]t|wouldn['’]t|didn['’]t|hasn['’]t|couldn['’]t) (?:{_SILENT})|(?:has |have |had )?(?:declined|refused|declines|refuses) to (?:{_SILENT}|answer|discuss))\b"
    r"|,? without (?:saying|elaborating|specifying|giving|naming|disclosing|explaining|providing|offering|identifying|going into)\b"
)


def _leave_the_silence(text: str, draft: Draft) -> None:
    """ "says it offsets “every gram”, | and will not say where": what is not said is not said."""
    low, high = draft.content[-1]
    if low < draft.cue[-1][1] or text[low] in OPENING:
        return
    match = _REFUSES.search(text, low, high)
    if match and match.start() == low and len(draft.content) > 1:
        draft.content.pop()
        return
    if match and match.start() - low > 3 and not in_marks(text, low, match.start()):
        draft.content[-1] = (low, match.start())


_NEXT_MARKED = re.compile(r"[.!?] ‘(?=\w)")


def _leave_the_next_words(text: str, draft: Draft) -> None:
    """Inside a quotation, "promised a decision by spring. | ‘Which spring?’ asked Roe": the words in single marks are another's."""
    low, high = draft.content[-1]
    if draft.parent is None or low < draft.cue[-1][1] or text[low] in OPENING:
        return
    match = _NEXT_MARKED.search(text, low, high)
    if match:
        draft.content[-1] = (low, match.start())
        draft.form = "indirect"


_NEXT_VIEW = re.compile(
    r", (?:and|but|while|though) (?:in the (?:view|opinion|eyes|words|judgement|judgment) of|according to|by [^,;]{2,40}['’]s? (?:own )?(?:account|count|reckoning|estimate)|in [^,;]{2,40}['’]s? (?:view|opinion|account|telling))\b"
)


def _leave_the_next_view(text: str, draft: Draft) -> None:
    """ "police believe they had rented it, | and in the opinion of one detective never slept there": another's from there on."""
    low, high = draft.content[-1]
    match = _NEXT_VIEW.search(text, low, high)
    if match and text[low] not in OPENING and not in_marks(text, low, match.start()) and match.start() - low > 8:
        draft.content[-1] = (low, match.start())


_REPAIRS: tuple[Callable[[str, Draft], None], ...] = (
    _leave_what_interrupts,
    _leave_what_is_named,
    _leave_the_manner,
    _leave_the_silence,
    _leave_the_next_view,
    _leave_the_next_words,
)


def _leave_next_speaker(text: str, drafts: list[Draft], number: int) -> None:
    """ "the department's assurance that the beaches were clean, | Dr Roe added": another's name and verb end what was said before."""
    draft = drafts[number]
    low, high = draft.content[-1]
    if text[low] in OPENING or not _ENDS_SPEAKING.search(text, low, high):
        return
    for other in drafts:
        if other is draft or other.source is None or not other.cue or other.source[0] > other.cue[0][0]:
            continue
        inside = low + 8 < other.source[0] and high - 2 <= other.cue[-1][1] <= high + 2
        title = _TITLE.search(text, low, other.source[0]) if inside else None
        if title and all(a >= other.cue[-1][1] or b <= low for a, b in other.content):
            draft.content[-1] = (low, title.start())
            if draft.parent is not None and drafts[draft.parent] is other:
                draft.parent = other.parent
            return


_ENDS_SPEAKING = re.compile(
    r"\b(?:said|says|added|adds|wrote|writes|replied|told \w+|asked|argued|noted|warned|insisted|tweeted|posted|declared|announced|explained|recalled|commented|continued)$"
)
_TITLE = re.compile(r", (?:[A-Z][\w’'-]*\.? |the |a |an |his |her |their |[a-z]+ ){0,3}$")


def _move_up(drafts: list[Draft], number: int) -> None:
    """What no longer lies inside a draft's words belongs a level higher."""
    content = drafts[number].content
    for other in drafts:
        if other.parent == number and not any(a <= other.content[0][0] < b for a, b in content):
            other.parent = drafts[number].parent
