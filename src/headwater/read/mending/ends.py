"""Where words begin and end once everybody's are known: what one attribution took that is another's, or left behind.

"He denied it and Tarnmark | has denied helping": Tarnmark is the second speaker, not a part of what the first denied. Each
repair looks at attributions of one level side by side, and knows no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from headwater.read.frame import Draft, Frame, Range
from headwater.read.verbs import told
from headwater.read.voices.finite import finite_verb
from headwater.read.wording.found import PARTICLES

REACH = 3
"""Drafts before and after one, in order of the text, that a repair looks at."""

MOST_DRAFTS = 2000
"""A text with more attributions is no article, and is left alone."""


def settle_ends(frame: Frame, drafts: list[Draft]) -> None:
    """Put the pieces of a text's drafts right, in place; none is added, and none left without words."""
    if len(drafts) > MOST_DRAFTS:
        return
    for draft in drafts:
        if not draft.block:
            _without_scraps(frame.text, draft)
            _that_clause_alone(frame.text, draft)
            _without_day(frame.text, draft)
            _without_author(frame.text, draft)
            _one_sentence(frame, draft)
    levels: dict[int | None, list[Draft]] = {}
    for draft in drafts:
        if not draft.block:
            levels.setdefault(draft.parent, []).append(draft)
    for level in levels.values():
        level.sort(key=lambda d: (d.content[0][0], d.cue[0][0] if d.cue else -1))
        for i, draft in enumerate(level):
            near = [d for d in level[max(0, i - REACH) : i + REACH + 1] if d is not draft]
            for repair in _BESIDE:
                repair(frame, draft, near)
    for draft in drafts:
        if not draft.block:
            _whole_phrases(frame.text, draft)


_AGENCY = re.compile(r",? ?\([A-Z][\w. ]{1,20}\) ?[–—-]+ ?")
"""Behind the place of a dateline: "Oyel (TVR) – "."""
_EMPTY = frozenset('a an the that and or but of to it in on his her their its , . “ ” "'.split())


def _without_scraps(text: str, draft: Draft) -> None:
    """Leave out pieces that are a bare article, a conjunction or the place of a dateline, where others say something."""
    kept = [(a, b) for a, b in draft.content if set(text[a:b].lower().split()) - _EMPTY]
    if len(kept) > 1 and _AGENCY.fullmatch(text, kept[0][1], kept[1][0]):
        kept = kept[1:]
    draft.content = kept or draft.content


def _that_clause_alone(text: str, draft: Draft) -> None:
    """ "After sorting the papers, Roe conceded | that …": behind a verb that goes straight on, nothing before it is said.

    Nor is the relative clause behind a quotation: "“It burned,” Roe said in a note | that named the clerk".
    """
    if len(draft.content) < 2 or not draft.cue or draft.source is None:
        return
    after, before = draft.cue[-1][1], min(draft.source[0], draft.cue[0][0])
    kept = draft.content
    if any(0 <= a - after <= 1 and text[a] not in _OPENING for a, _ in kept):
        kept = [(a, b) for a, b in kept if a > before or text[a] in _OPENING]
    if text[kept[0][0]] in _OPENING and kept[0][1] <= before:
        kept = [(a, b) for a, b in kept if not (a - after > 1 and text.startswith(("that ", "which "), a))]
    if len(kept) > 1 and kept[0][0] > after and text.startswith("that ", kept[-1][0]) and text[after:].startswith(","):
        kept = [(a, b) for a, b in kept if not _ASIDE.match(text, a)] or kept
    draft.content = kept or draft.content


_ASIDE = re.compile(r"(?:on|despite|after|in|with|without|from|citing|against|contrary|relying|like|as|for|at) ")
"""What stands between commas behind a verb and before its "that": "insists, | on the strength of a letter, | that"."""
_AUTHOR = re.compile(r", (?:though|although|but|and|while|which|something) I (?!am told)\w")


def _without_author(text: str, draft: Draft) -> None:
    """ "The operator insists it is full, | though I crossed with two nuns": "I" in indirect speech is the page's author."""
    low, high = draft.content[-1]
    if draft.parent is not None or draft.source is None or draft.form != "indirect":
        return
    if text[slice(*draft.source)] in ("I", "We", "we", "My", "my"):
        return
    match = _AUTHOR.search(text, low, high)
    if match and not any(mark in text[low:high] for mark in '“”"‘'):
        draft.content = [*draft.content[:-1], (low, match.start())]


def _one_sentence(frame: Frame, draft: Draft) -> None:
    """Inside other speech what is told indirectly ends with its sentence: "“Everyone says he may build. | The question is …”"."""
    if draft.parent is None or draft.form != "indirect" or len(draft.content) > 1 or not draft.cue:
        return
    low, high = draft.content[0]
    after = frame.sentence_at(low) + 1
    if draft.cue[-1][1] > low or after >= len(frame.sentences):
        return
    end = frame.sentences[after - 1][1]
    if low < end < high and frame.text[end - 1] in ".?!" and frame.text[frame.sentences[after][0]].isupper():
        draft.content[0] = (low, end - 1)


_HANGS = re.compile(r" (?:via|at|from|of|by|with|in|on|for|per)$")
_GOES_ON = re.compile(r" (?=[\w“\"])")


def _whole_phrases(text: str, draft: Draft) -> None:
    """A piece begins with a word, and does not end on a preposition whose noun stands right behind it."""
    pieces: list[Range] = []
    for low, last in draft.content:
        start, high = low, _to_the_end_of(text, draft, last)
        while start < high and text[start] in ", ;":
            start += 1
        while high > start and text[high - 1] in " -–—" and draft.form == "indirect":
            high -= 1
        end = high
        hangs = _HANGS.search(text, start, high)
        if hangs and hangs.start() - start > 8 and _GOES_ON.match(text, high) and not _follows(draft, high):
            end = hangs.start()
        pieces.append((start, end) if start < end else (low, high))
    draft.content = pieces


_FIGURE = re.compile(r"\d(?P<rest> (?:million|billion|trillion|percent|per cent|[ap]\.m\.))(?!\w)")
_TITLE = re.compile(r"\b(?:Sens?|Reps?|Gov|Mr|Mrs|Ms|Dr|Gen|Lt|Sgt|Col|Capt|Rev)(?P<rest>\.?(?: [A-Z][\w’'-]+){1,3})")

_NO_END = re.compile(r"\s(?:the|an?|his|its|their|our|my)$")
"""A piece cannot end before the noun of its last phrase: "dead on the | north face of Tarn Horn"."""
_NOUN = re.compile(r"(?: [^\s,;:.“”\"()—–]+(?:\.\d[^\s,;:.]*)?)+")


def _to_the_end_of(text: str, draft: Draft, high: int) -> int:
    """The end of the figure or the titled name that a piece breaks off in: "about $74 | million", "vacated by Sen | . Chris Roe"."""
    noun = _NOUN.match(text, high) if _NO_END.search(text, max(0, high - 8), high) else None
    if noun and not any(high <= a < noun.end() for a, _ in _others(draft)):
        return noun.end()
    for match in (_FIGURE.match(text, high - 1), _TITLE.search(text, max(0, high - 5), high + 60)):
        if match and match.start("rest") in (high, high - 1) and match.end() > high:
            return high if any(high <= a < match.end() for a, _ in _others(draft)) else match.end()
    return high


def _follows(draft: Draft, end: int) -> bool:
    """Whether the speaker or the verb stands right behind a piece: "the yard he works for | police said"."""
    return any(0 <= a - end <= 2 for a, _ in _others(draft))


def _others(draft: Draft) -> list[Range]:
    return [*draft.cue, *([draft.source] if draft.source else [])]


_OPENING = "“\"‘«'"
_DAY = re.compile(
    r"(?:(?:on|late|early|earlier|last) )*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)(?: (?:morning|afternoon|evening|night))? "
    r"(?=(?:that|he|she|they|it|we|there|the|a|an|his|her|its|their|no|all|some|[A-Z][\w’'.-]*) )"
)
_SAID = re.compile(
    r"\b(?:said|told|announced|confirmed|reported|warned|argued|claimed|tweeted|testified|added|insisted|acknowledged)$"
)


def _without_day(text: str, draft: Draft) -> None:
    """ "said | Tuesday they had sailed": the day is when it was said."""
    if not draft.cue or not _SAID.search(text, draft.cue[-1][0], draft.cue[-1][1]):
        return
    start, end = draft.content[0]
    match = _DAY.match(text, start, end) if 0 <= start - draft.cue[-1][1] <= 1 else None
    if match:
        draft.content[0] = (match.end(), end)


_TAIL = re.compile(
    rf",? (?:and|but|while|as|though) (?P<who>(?:(?:the|a|an|his|her|its|their|some|many|other) (?:[\w’'-]+ ){{0,3}}[\w’'-]+"
    rf"|(?:(?:{PARTICLES}|[A-Z][\w’'.-]*) ){{0,4}}[A-Z][\w’'.-]*|he|she|they))$"
)


_DANGLES = re.compile(
    r"(?:,[^,;“”\"]{0,60})? (?:from|of|by|with|for|at|about|over|under|in which|on which|in whom|which|whose|and|but|or)$"
)


def _without_loose_end(frame: Frame, draft: Draft, near: Sequence[Draft]) -> None:
    """ "…, an admission from | a man who has said nothing": an end that hangs on another's source is no end."""
    low, high = draft.content[-1]
    if not any(d.source is not None and 0 <= d.source[0] - high <= 1 for d in near):
        return
    match = _DANGLES.search(frame.text, low, high)
    if match and match.start() - low > 20:
        draft.content[-1] = (low, match.start())


def _next_subject(frame: Frame, draft: Draft, near: Sequence[Draft]) -> None:
    """ "denied it and Tarnmark | has denied …": who stands right before another verb of saying is its subject."""
    low, high = draft.content[-1]
    for other in near:
        if not other.cue or not 0 <= other.cue[0][0] - high <= 1 or other.content[0][0] < other.cue[-1][1]:
            continue
        if other.source is not None and other.source != draft.source:
            continue
        match = _TAIL.search(frame.text, max(low, high - 90), high)
        if match and match.start() - low > 8:
            draft.content[-1] = (low, match.start())
            other.source = match.span("who")
        return


def _from_the_beginning(frame: Frame, draft: Draft, near: Sequence[Draft]) -> None:
    """ "He jumped from the van | and hid in a barn, police said": what police said begins with the sentence."""
    if len(draft.content) != 1 or draft.source is None or not draft.cue or draft.form == "direct":
        return
    start, end = draft.content[0]
    if not 0 <= min(draft.source[0], draft.cue[0][0]) - end <= 3:
        return
    low = frame.sentences[frame.sentence_at(start)][0]
    gap = frame.text[low:start]
    if start - low < 4 or start - low > 250 or _BREAKS.search(gap) or not _goes_on(frame, start, end):
        return
    busy = [piece for d in near for piece in (*d.content, *d.cue, *([d.source] if d.source else []))]
    if draft.parent is None and not any(a < start and low < b for a, b in busy):
        lead = _LEAD.match(frame.text, low, start)
        draft.content[0] = (lead.end() if lead else low, end)


_BREAKS = re.compile(r"[“”\"‘;—–]|: ")
_LEAD = re.compile(r"(?:Meanwhile|However|But|And|Still|Instead|Also|Now|Later|Then),? ")


def _goes_on(frame: Frame, start: int, end: int) -> bool:
    """Whether words open with "and" or with a finite verb, so that their subject stands before them."""
    here = frame.words_in(start, end)
    if not here:
        return False
    first = here[0]
    if frame.words.text[first] in ("and", "or"):
        first += 1
    return (
        first < here[-1]
        and finite_verb(frame.words.text, first, min(first + 2, here[-1]), behind_subject=True) == first
    )


def _leave_what_others_say(frame: Frame, draft: Draft, near: Sequence[Draft]) -> None:
    """A piece in another sentence than the cue's is another's who has it whole, with a cue beside it."""
    if len(draft.content) < 2 or not draft.cue:
        return
    own = frame.sentence_at(draft.cue[0][0])
    kept: list[Range] = []
    for a, b in draft.content:
        sentence = frame.sentence_at(a)
        taken = sentence != own and any(
            d.cue
            and frame.sentence_at(d.cue[0][0]) == sentence
            and any(low <= a and b <= high for low, high in d.content)
            for d in near
        )
        if not taken:
            kept.append((a, b))
    draft.content = kept or draft.content


_LAST_QUOTED = re.compile(r"[“\"][^“”\"]+[,?!—][”\"]$")
_SAYS = re.compile(rf"(?:also |later |then )?(?:{told('say', 'tell')}|asks|asked)\b")


def _hand_over(frame: Frame, draft: Draft, near: Sequence[Draft]) -> None:
    """ "called it “a siege.” “It was new,” he added": the quotation before "he added" is what he added."""
    low, high = draft.content[-1]
    if not draft.cue or low < draft.cue[-1][1]:
        return
    match = _LAST_QUOTED.search(frame.text, low, high)
    if match is None or match.start() - low < 4 or not frame.text[match.start() + 1].isupper():
        return
    for other in near:
        if other.source is None or not other.cue or not 0 <= min(other.source[0], other.cue[0][0]) - high <= 2:
            continue
        if not _SAYS.match(frame.text, other.cue[0][0]):
            continue
        end = match.start()
        while end > low and frame.text[end - 1] in " ,":
            end -= 1
        draft.content[-1] = (low, end)
        if not any(a <= match.start() and high <= b for a, b in other.content):
            other.content = sorted([(match.start(), high), *other.content])
        return


_BESIDE: tuple[Callable[[Frame, Draft, Sequence[Draft]], None], ...] = (
    _next_subject,
    _without_loose_end,
    _from_the_beginning,
    _leave_what_others_say,
    _hand_over,
)
