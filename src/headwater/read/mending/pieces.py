"""Which pieces of a content belong together: what lies in another sentence, or behind another verb, is somebody's else.

The tagger marks runs of words and links each to a cue; now and then it links what stands a sentence away, or reads on
over "…, claiming that …" and "…, and he promised to …", which have a verb of saying of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from headwater.read.frame import Draft, Frame, Range
from headwater.read.quoting.quotations import Quotation
from headwater.read.verbs import participle, past

_MARKS = "“\"‘«`'"


def settle_pieces(frame: Frame, drafts: list[Draft], quotations: Sequence[Quotation]) -> None:
    """Give every piece of the drafts of one level to the verb that it belongs to, in place."""
    text = frame.text
    opened = {q.start for q in quotations}
    for draft in list(drafts):
        _trim(text, draft)
        _stop_at_semicolon(text, draft)
        leave_loose_end(text, draft)
        if draft.cue:
            drafts.extend(_stay_near(frame, draft, opened))
            drafts.extend(_part(frame, draft))
    _go_on(frame, drafts)
    _take_heavy(frame, drafts)


def _stop_at_semicolon(text: str, draft: Draft) -> None:
    """Drop pieces behind a semicolon that the verb stands before, unless they go on with "that" or in quotation marks."""
    if len(draft.content) < 2 or not draft.cue:
        return
    after = draft.cue[-1][1]
    kept = [
        (a, b)
        for a, b in draft.content
        if a < after or text[a] in _MARKS or text.startswith("that ", a) or "; " not in text[after:a]
    ]
    draft.content = kept if any(b > after for _, b in kept) else draft.content


_CIRCUMSTANCE = re.compile(r",? (?:after|before|while|when|as|during|upon|following|by|without|in) (?:[\w’'-]+ ){1,3}$")


def leave_loose_end(text: str, draft: Draft) -> None:
    """ "told her “no” after seeing | the letter": what stands behind a quotation and a circumstance is no part of it."""
    if len(draft.content) != 2 or not draft.cue:
        return
    (a, b), (c, _) = draft.content
    whole = text[a] in '“"' and text[b - 1] in '”"'
    loose = text[c] not in _MARKS and not text.startswith(("that ", "whether ", "if ", "to "), c)
    if whole and loose and draft.cue[-1][1] <= a and _CIRCUMSTANCE.fullmatch(text, b, c):
        draft.content = [(a, b)]


def _stay_near(frame: Frame, draft: Draft, opened: Set[int]) -> list[Draft]:
    """Drop unquoted pieces of other sentences than the cue's, and part a quotation that ended before "The mayor replied that"."""
    text = frame.text
    first, last = frame.sentence_at(draft.cue[0][0]), frame.sentence_at(draft.cue[-1][0])
    low, high = frame.sentences[first][0], frame.sentences[last][1]
    here = [p for p in draft.content if p[0] < high and p[1] > low]
    if not here:
        return []
    kept: list[Range] = []
    parted: list[Draft] = []
    for piece in draft.content:
        if text[piece[0]] in _MARKS or piece[0] in opened or _goes_on_speaking(frame, draft, piece):
            if _is_told_before(frame, draft, piece, low):
                parted.append(Draft(source=None, cue=[], content=[piece], confidence=draft.confidence))
            else:
                kept.append(piece)
        elif piece in here:
            kept.append(_within(text, piece, low, high))
    if any(a < b for a, b in kept):
        draft.content = [(a, b) for a, b in kept if a < b]
        return parted
    return []


def _goes_on_speaking(frame: Frame, draft: Draft, piece: Range) -> bool:
    """Whether a piece of whole sentences is speech gone on behind "…, she said." on a page that loses its marks."""
    if not frame.broken or piece[0] < draft.cue[-1][1] or draft.content[0][0] > draft.cue[0][0]:
        return False
    return frame.sentences[frame.sentence_at(piece[0])][0] == piece[0]


def _is_told_before(frame: Frame, draft: Draft, piece: Range, low: int) -> bool:
    """Whether a quotation stood complete in a sentence before the one in which the cue has a content of its own behind it."""
    text = frame.text
    if piece[1] > low or text[piece[1] - 2 : piece[1] - 1] not in (".", "!", "?"):
        return False
    opens = draft.source is not None and draft.source[0] <= low + 2
    behind = [p for p in draft.content if p[0] >= draft.cue[-1][1]]
    return opens and bool(behind) and text.startswith(("that ", "to ", "if ", "whether "), behind[0][0])


def _within(text: str, piece: Range, low: int, high: int) -> Range:
    """The part of a piece inside a sentence, for a piece without quotation marks."""
    if any(mark in text[piece[0] : piece[1]] for mark in ("“", "”", '"', "«", "»", "``", "''")):
        return piece
    return max(piece[0], low), min(piece[1], high)


_RELAYS = re.compile(
    r"(?:said|says|say|told|reported|reports|relayed|wrote|writes|argued|claimed|believe|believes|adds|added|stated)\b",
    re.I,
)


def _go_on(frame: Frame, drafts: list[Draft]) -> None:
    """ "Reporters said that people there | cited the film": a clause cut at its own verb goes on to the end of what that verb governs."""
    text = frame.text
    for inner in drafts:
        if inner.source is not None or not inner.cue or inner.content[0][0] < inner.cue[-1][1]:
            continue
        start = inner.cue[0][0]
        for outer in drafts:
            low, high = outer.content[-1]
            if (
                outer is inner
                or not outer.cue
                or outer.source is None
                or not 0 <= start - high <= 1
                or low < outer.cue[-1][1]
            ):
                continue
            if text.startswith("that ", low) and _RELAYS.search(text, *outer.cue[-1]):
                inner.source = (low + 5, high)
                outer.content[-1] = (low, inner.content[-1][1])
                break


_SAYING = participle("say", "tell") + (
    "|accusing|asking|denying|urging|calling|describing|blaming|pointing out|citing|finding|deeming|dubbing|branding|labelling|labeling|"
    "terming|judging|pronouncing"
)
_PARTICIPLE = re.compile(rf", (?:(?:and|but|while|also|later|instead) ){{0,2}}(?P<cue>{_SAYING}) ")
_SECOND = re.compile(
    r", (?:and|but|while|though|although) (?P<source>he|she|they|it|(?:[A-Z][\w’'-]+ ){0,2}[A-Z][\w’'-]+) "
    rf"(?P<cue>(?:also |later |then |has |had |have )?(?:says|{past('say')}|threatened))(?P<that> that)? "
)


def _part(frame: Frame, draft: Draft) -> list[Draft]:
    """Cut a content before a second verb of saying with the same speaker; returns what that verb governs."""
    text = frame.text
    if draft.block or draft.source is None:
        return []
    for number, (low, high) in enumerate(draft.content):
        if text[low] in _MARKS or low < draft.cue[0][0]:
            continue
        match = _PARTICIPLE.search(text, low, high) or _SECOND.search(text, low, high)
        if not match or _in_marks(text, low, match.start()) or match.end() >= high:
            continue
        second = "source" in match.re.groupindex
        source = match.span("source") if second else draft.source
        begin = match.end()
        rest = [(begin, high), *draft.content[number + 1 :]]
        draft.content = [*draft.content[:number], (low, match.start())]
        return [Draft(source=source, cue=[match.span("cue")], content=rest, confidence=draft.confidence)]
    return []


def _in_marks(text: str, low: int, at: int) -> bool:
    return text.count("“", low, at) > text.count("”", low, at) or text.count('"', low, at) % 2 == 1


_NAMING = re.compile(
    r"(?:on |in |of |at |from )?(?P<cue>(?:calling|describing|branding|labelling|labeling|dubbing|terming|saying|insisting)) "
)
_THE_WORDS = re.compile(r"(?:the |those |these )?(?:word|words|phrase|term|slogan|motto|message|headline)s? (?=[“\"‘])")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_DANGLING = re.compile(r"(?:what|which|who|that|whom|whose|as|of|in|on)\b", re.I)
_AS_QUOTED = re.compile(r"as [“\"]")


def _trim(text: str, draft: Draft) -> None:
    """ "insists on calling a “pause”": the naming belongs to the cue; "the words “in principle”" are the words alone."""
    after = draft.cue[-1][1] if draft.cue else None
    pieces: list[Range] = []
    for low, high in draft.content:
        start = low
        naming = _NAMING.match(text, low, high) if after is not None and low - after <= 1 else None
        if naming and after is not None and naming.end() < high:
            draft.cue[-1] = (draft.cue[-1][0], naming.end("cue"))
            start = naming.end()
        start = _asked_of_us(text, draft, start, high)
        words = _THE_WORDS.match(text, start, high)
        alone = _QUOTED.match(text, words.end(), high) if words else None
        named = _NAMED.match(text, start, high) if _is_cleft(text, draft) else None
        more = _MORE_THAN.match(text, start, high)
        start = more.end() if more else start
        end = alone.end() if alone else named.end() if named else high
        pieces.append((words.end() if words else start, end))
    if len(pieces) > 1 and draft.cue and _dangles(text, pieces[0], draft.cue[0][0], pieces[1][0]):
        pieces = pieces[1:]
    if len(pieces) == 2 and _AS_QUOTED.match(text, pieces[0][0]) and _HEAVY.fullmatch(text, pieces[0][1], pieces[1][0]):
        draft.cue = [*draft.cue, pieces[0]]
        pieces = [(pieces[0][1] + 1, pieces[1][1])]
    draft.content = pieces


_NAMED = re.compile(r"(?:(?:a|an|the|his|her|its|their|our) )?(?:“[^”]+”|\"[^\"]+\")(?= [a-z])")
_MORE_THAN = re.compile(r"(?:no |nothing |any |anything )?(?:more|other|further|less) than that (?=\w)")
_OF_US = re.compile(
    r"to (?P<verb>make (?:it )?clear|point out|clarify|state|stress|note|say|add|record|emphasi[sz]e) that (?=\S)", re.I
)
_ASKED_US = re.compile(
    r"\b(?:ask|asks|asked|asking|wishes|wish|wants|would like)\b(?: us| this \w+| the (?:paper|newspaper|site))?$"
)


def _is_cleft(text: str, draft: Draft) -> bool:
    """Whether a naming opens the sentence: "What the council calls its “vision” has cost nine trees"."""
    return draft.source is not None and text[max(0, draft.source[0] - 5) : draft.source[0]] in ("What ", "what ")


def _asked_of_us(text: str, draft: Draft, low: int, high: int) -> int:
    """Where the statement begins in "has asked us to make clear that he was not there"."""
    if not draft.cue or not 0 <= low - draft.cue[-1][1] <= 14:
        return low
    match = _OF_US.match(text, low, high)
    if match is None or not _ASKED_US.search(text, draft.cue[0][0], low - 1):
        return low
    draft.cue = [match.span("verb")]
    return match.end()


def _take_heavy(frame: Frame, drafts: list[Draft]) -> None:
    """ "rejected as “pure invention” a claim in the Post that …": what was rejected is the claim, not the words about it."""
    text = frame.text
    for draft in drafts:
        if not draft.cue or draft.source is None or len(draft.content) != 1:
            continue
        low, high = draft.content[0]
        if not 0 <= low - draft.cue[-1][1] <= 1 or not _AS_QUOTED.match(text, low) or text[high - 1] not in '”"':
            continue
        sentence = frame.sentences[frame.sentence_at(low)][1]
        for other in drafts:
            begin = other.content[0][0]
            if (
                other is not draft
                and high < begin < sentence
                and text.startswith("that ", begin)
                and _HEAVY.fullmatch(text, high, begin)
            ):
                draft.cue = [*draft.cue, (low, high)]
                draft.content = [(high + 1, other.content[-1][1])]
                break


_HEAVY = re.compile(r",? (?:the|a|an|any|all|his|her|its|their|those|these) (?:[\w’'-]+ ){0,9}")


def _dangles(text: str, piece: Range, cue: int, following: int) -> bool:
    """Whether a piece before the cue is a bare relative word, or a relative clause of something else."""
    words = text[slice(*piece)]
    if piece[1] <= cue and _DANGLING.match(words) and " " not in words.strip():
        return True
    return words.startswith("that ") and piece[1] <= cue <= following
