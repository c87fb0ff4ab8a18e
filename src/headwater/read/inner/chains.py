"""Chains that the sentence or the paragraph makes: "Roe said, according to the complaint", and what the complaint goes on to say.

`wrap_according` sets speech inside an "according to": the document relays what the speaker said. `carry_documents` keeps a
court paper in the chain when the paragraphs behind it go on telling what people told the police; a statement carried so
has the document's attribution for its parent though that one's content ended before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.model import Voice
from headwater.read.frame import Draft, Frame

_ACCORDING = "according to"
_SPOKE = re.compile(
    r"(?P<source>(?:[\w’'.-]+ ){0,6}?[\w’'.-]+),? (?P<cue>(?:later |also |then |has |had )?(?:said|says|stated|claimed|admitted|"
    r"denied|reported|explained|confessed|acknowledged|recalled|wrote|insisted|(?:told|informed|assured|warned) "
    r"(?:[\w’'-]+ ){0,2}?[\w’'-]+))(?: that)?,? "
)


def wrap_according(frame: Frame, drafts: list[Draft]) -> None:
    """Put speech under the "according to" of its sentence, in place; new drafts stand at the end."""
    for number in range(len(drafts)):
        outer = drafts[number]
        if not outer.cue or outer.source is None or outer.block:
            continue
        start, end = outer.cue[0]
        if frame.text[start:end].lower() != _ACCORDING:
            continue
        if start > outer.content[0][0] or frame.text[start].islower():
            _wrap_before(frame, drafts, number)
        else:
            _wrap_behind(frame, drafts, number)


def _wrap_before(frame: Frame, drafts: list[Draft], number: int) -> None:
    """ "“…,” Roe said, according to the video. “…”": the video relays all that Roe said."""
    outer = drafts[number]
    at = outer.cue[0][0]
    low = frame.sentences[frame.sentence_at(at)][0]
    for index, inner in enumerate(drafts):
        if inner.parent == number and _go_on(frame, drafts, index, at):
            return
        if inner is outer or inner.parent != outer.parent or not inner.cue or inner.source is None:
            continue
        spoken = [p for p in (inner.source, *inner.cue, *inner.content) if p[1] <= at]
        if not spoken or not low <= inner.cue[-1][0] < at or at - max(b for _, b in spoken) > 2:
            continue
        if inner.form != "indirect" and inner.content[0][0] < low - 2:
            continue
        begin = min(a for a, _ in spoken)
        behind = [p for p in outer.content if p[0] > at and frame.text[p[0]] in '“"']
        inner.content = sorted({*inner.content, *behind})
        rest = [p for p in inner.content if p[0] > at]
        outer.content = [(begin, max(b for _, b in spoken)), *rest]
        inner.parent = number
        return


def _go_on(frame: Frame, drafts: Sequence[Draft], index: int, at: int) -> bool:
    """Give the speaker right before an "according to" what the paper goes on to quote, in place, if so it is."""
    inner, outer = drafts[index], drafts[drafts[index].parent or 0]
    if inner.form != "direct" or not inner.cue or not 0 <= at - max(inner.cue[-1][1], (inner.source or (0, 0))[1]) <= 2:
        return False
    behind = [p for p in outer.content if p[0] > at and frame.text[p[0]] in '“"']
    inner.content = sorted({*inner.content, *behind})
    for other in drafts:
        if other.parent == inner.parent and any(a <= other.content[0][0] < b for a, b in behind):
            other.parent = index
    return True


def _wrap_behind(frame: Frame, drafts: list[Draft], number: int) -> None:
    """ "According to the complaint, Roe said that …": the complaint relays that Roe said so."""
    outer = drafts[number]
    assert outer.source is not None
    comma = re.compile(r",? ").match(frame.text, outer.source[1])
    begin, start = comma.end() if comma else outer.source[1], outer.content[0][0]
    if not 4 < start - begin < 90:
        return
    match = _SPOKE.fullmatch(frame.text, begin, start)
    if match is None:
        return
    inner = Draft(match.span("source"), [match.span("cue")], list(outer.content), parent=number, form=outer.form)
    inner.confidence = outer.confidence
    inner.notes.append("construction")
    for other in drafts:
        if other.parent == number:
            other.parent = len(drafts)
    outer.content = [(begin, outer.content[0][1]), *outer.content[1:]]
    drafts.append(inner)


_COURT_PAPER = re.compile(
    r"\b(?:complaint|affidavit|warrant|indictment|lawsuit|filings?|court (?:documents?|records?|papers)|charging documents?|"
    r"charges|deposition|transcript|petition|police report|arrest report|incident report|probable cause statement|documents)\b",
    re.I,
)
_TO_POLICE = re.compile(
    r"(?:told|tell|informed|admitted to|confessed to|said to) (?:the |a |an |one |two |\w+ )?(?:police|officers?|investigators?|detectives?|"
    r"deput(?:y|ies)|agents?|authorities|dispatchers?|troopers?|sheriff|inspectors?|constables?)\b",
    re.I,
)
_PERSONS = frozenset({"person", "unnamed", "group"})
_NEAR = 1
"""Paragraphs behind the last one that rests on the document."""


def carry_documents(frame: Frame, drafts: Sequence[Draft], voices: Sequence[Voice], voice_of: Sequence[str]) -> None:
    """Give the court paper as parent to what people told the police, or went on to say, just behind it; in place."""
    kinds = {voice.id: voice.kind for voice in voices}
    through: set[str] = set()
    paper: int | None = None
    last = -9
    order = sorted(range(len(drafts)), key=lambda i: drafts[i].content[0][0])
    for i in order:
        draft = drafts[i]
        paragraph = frame.paragraph_at(draft.content[0][0])
        if draft.parent is not None:
            if draft.parent == paper and kinds.get(voice_of[i]) in _PERSONS:
                through.add(voice_of[i])
            continue
        if draft.source and _COURT_PAPER.search(frame.text, *draft.source) and kinds.get(voice_of[i]) not in _PERSONS:
            if draft.cue and _SILENT.search(frame.text, draft.cue[0][0], draft.cue[-1][1]):
                paper = None  # what the paper leaves out is told by somebody else
                continue
            if paper is None or voice_of[paper] != voice_of[i]:
                through.clear()
            paper, last = i, paragraph
        elif paper is not None and paragraph - last <= _NEAR and kinds.get(voice_of[i]) in _PERSONS:
            if _spoke_to_police(frame, draft) or (voice_of[i] in through and not _said_elsewhere(frame, draft)):
                draft.parent, last = paper, paragraph
                draft.notes.append("carried")
                through.add(voice_of[i])


_SILENT = re.compile(r"\b(?:not|no|never|n[’']t)\b", re.I)
_ELSEWHERE = re.compile(
    r"\b(?:in|on|at|during|outside) (?:an? |the |his |her |their |its |several |social |recent |\w+ ){0,3}(?:interviews?|tweets?|posts?|statements?|speech(?:es)?|"
    r"press conference|news conference|rally|twitter|facebook|instagram|television|tv|radio|e-?mails?|courthouse|podcast)\b",
    re.I,
)
"""Where people speak when it is not to the police."""


def _said_elsewhere(frame: Frame, draft: Draft) -> bool:
    """Whether the sentence says that something was said in public, so that no court paper need have told the page."""
    low, high = frame.sentences[frame.sentence_at((draft.cue or draft.content)[0][0])]
    return _ELSEWHERE.search(frame.text, low, high) is not None


_POLICE = r"(?:police|officers?|investigators?|detectives?|deput(?:y|ies)|agents?|authorities|troopers?)"
_HEARD_BY_POLICE = re.compile(
    rf"\b{_POLICE} (?:then |also |later )?(?:(?:spoke|talked|met) (?:with|to)|interviewed|questioned) [^.;]*?,? who\b|"
    rf"\b(?:was|were) (?:later |then |also )?(?:interviewed|questioned) by {_POLICE}\b[^.;]*?\b(?:and|where)\b",
    re.I,
)
""" "Investigators spoke with a witness, who said": told to the police, though the verb does not say so."""


def _spoke_to_police(frame: Frame, draft: Draft) -> bool:
    if not draft.cue:
        return False
    start = draft.cue[0][0]
    low = frame.sentences[frame.sentence_at(start)][0]
    return (
        _TO_POLICE.match(frame.text, start) is not None or _HEARD_BY_POLICE.search(frame.text, low, start) is not None
    )
