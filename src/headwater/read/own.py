"""What the author says in the author's own name: the words no attribution covers, where they make a clause.

Around an attribution words are left over that say nothing by themselves: "on Tuesday", "in a statement to the council",
"speaking on the radio", "one of the nine who voted against". A stretch that is only part of its sentence is a statement when it
holds a finite verb that says more than that somebody spoke. "Ada Quint / was late, / saying …" has lost its subject
to the attribution behind; the subject is given back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.ranges import Cover
from headwater.read.frame import Draft, Frame, Range
from headwater.read.labels import is_bare_title, is_stamp
from headwater.read.mending.nominals import is_nominal
from headwater.read.mending.subjects import SAYING
from headwater.read.voices.closed import (
    ADVERBS,
    ARTICLES,
    CONJUNCTIONS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    SUBORDINATORS,
)
from headwater.read.voices.finite import finite_verb

LEAST_WORDS = 3
"""Scraps of fewer words between attributions are connecting words, not statements."""

_JOINS = frozenset({"and", "but", "or", "so", "yet", "nor"})
_ENDS_WELL = frozenset({"up", "out", "off", "down", "over", "that", "since", "before", "on", "in", "her"})
_DANGLING = (CONJUNCTIONS | PREPOSITIONS | RELATIVES | ARTICLES | POSSESSIVES) - _ENDS_WELL
"""Words that lead up to something; at the end of a stretch they belong to what follows it."""
_TELLS_TIME = frozenset(
    "on in at by late early last this next monday tuesday wednesday thursday friday saturday sunday today yesterday week month "
    "year morning afternoon evening night january february march april may june july august september october november december "
    "has have had also later earlier".split()
)
_SPEAKS = frozenset({"said", "says", "told", "tells", "added", "adds", "asked", "spoke", "speaks"})
_OPENS_ADJUNCT = PREPOSITIONS - SUBORDINATORS
_HEARD = frozenset({"learned", "reported", "understands", "confirmed", "wrote", "tweeted"})
_ASKED = frozenset({"asked", "pressed", "questioned", "challenged", "reached"})
_WHEN = frozenset({"when", "if", "while", "as", "after", "once", "though", "although"})

Run = list[int]


def own_pieces(frame: Frame, drafts: Sequence[Draft], bylines: Sequence[Range] = ()) -> list[Range]:
    """Ranges of the author's own statements, in order; each lies inside one sentence. Bylines state nothing."""
    said = (
        piece for draft in drafts for piece in (*draft.content, *draft.cue, *((draft.source,) if draft.source else ()))
    )
    covered = Cover((*said, *bylines))
    subjects = {draft.source[1]: draft.source[0] for draft in drafts if draft.source}
    owned = {d.source[0]: d.cue[-1][1] for d in drafts if d.source and _owns(frame.text, d)}
    found: list[Range] = []
    for start, end in frame.sentences:
        words = frame.words_in(start, end)
        for run in _runs(frame, words, covered):
            piece = _statement(frame, run, len(run) == len(words), subjects)
            if piece is not None:
                found.append((piece[0], owned.get(piece[1] + 1, piece[1])))
    return found


def _owns(text: str, draft: Draft) -> bool:
    """Whether the source is whose the cue is: "ignored | the agency's | warning"."""
    if draft.source is None or not draft.cue or draft.source[1] > draft.cue[0][0]:
        return False
    mark = text[max(draft.source[0], draft.source[1] - 2) : draft.cue[0][0]].rstrip()
    return mark.endswith(("'s", "’s", "s'", "s’")) and is_nominal(text, draft)


def _runs(frame: Frame, words: range, covered: Cover) -> list[Run]:
    """Stretches of words that no attribution touches."""
    runs: list[Run] = [[]]
    for i in words:
        if not covered.touches(frame.words.start[i], frame.words.end[i]):
            runs[-1].append(i)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _statement(frame: Frame, run: Run, whole: bool, subjects: dict[int, int]) -> Range | None:
    """The range of what a stretch states; None when it states nothing. A whole sentence always does."""
    words = frame.words
    wordlike = [i for i in run if words.text[i][0].isalnum()]
    if len(wordlike) < LEAST_WORDS:
        return None
    low, high = words.start[wordlike[0]], words.end[run[-1] if words.text[run[-1]] in ".?!" else wordlike[-1]]
    if whole:
        return None if _NOTICE.match(frame.text, low, high) or _is_label(frame, run, low, high) else (low, high)
    kept = _trimmed(frame, wordlike)
    if len(kept) < 2:
        return None
    subject = subjects.get(words.start[kept[0]] - 1)
    behind = subject is not None or kept[0] > wordlike[0]
    verb = finite_verb(words.text, kept[0], kept[-1] + 1, behind_subject=behind)
    if verb is None or _is_circumstance(
        frame, kept, verb, run[0] == frame.first_of_sentence[frame.sentence_of[run[0]]]
    ):
        return None
    high = high if kept[-1] == wordlike[-1] else words.end[kept[-1]]
    if subject is not None and all(_adverb(words.text[i]) for i in range(kept[0], verb)):
        return subject, high
    return (words.start[kept[0]], high) if len(kept) >= LEAST_WORDS else None


def _is_label(frame: Frame, run: Run, low: int, high: int) -> bool:
    """Whether a sentence is a stamp or a credit, or a whole line that only names something."""
    if is_stamp(frame.text[low:high]):
        return True
    start, end = frame.words.start[run[0]], frame.words.end[run[-1]]
    line = frame.paragraphs[frame.paragraph_of[run[0]]] == (start, end)
    return line and is_bare_title(frame.words.text[run[0] : run[-1] + 1])


_NOTICE = re.compile(
    r"(?:(?:you can |please )?(?:follow|reach|contact|email|e-mail|call) (?:him|her|them|us|me|the (?:author|writer|reporter)|@\w+|our)\b|copyright\b|all rights reserved|"
    r"read (?:or share|more|the latest|also|next)\b|sign up (?:for|to)\b|subscribe (?:to|now|here)\b|click here\b|look for an update\b|stay with\b|please (?:enable|turn on|update|disable)\b|"
    r"(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.uk|gov|edu)/?\S*$|caption\b"
    r"|[^.]{0,120}\b(?:contributed (?:reporting|to this (?:report|story|article))|is a (?:staff|contributing) (?:writer|reporter|editor)|can be reached at)\b)",
    re.I,
)
"""Openings of lines that the site puts under a text, which state nothing about what it reports."""


def _adverb(word: str) -> bool:
    return word.lower() in ADVERBS or word.endswith("ly")


def _trimmed(frame: Frame, run: Run) -> Run:
    """Without "and" before it and "where", "after it" behind it."""
    text = frame.words.text
    low, high = 0, len(run)
    while low < high and text[run[low]].lower() in _JOINS:
        low += 1
    while high > low:
        last = text[run[high - 1]].lower()
        bare = last in PERSONAL and high - low > 1 and text[run[high - 2]].lower() in CONJUNCTIONS | RELATIVES
        if last not in _DANGLING and not bare:
            break
        high -= 1
    return run[low:high]


def _is_circumstance(frame: Frame, run: Run, verb: int, opens: bool) -> bool:
    """Whether a stretch only says how, where or to whom somebody spoke: "…, the station has learned", "when asked why"."""
    text = [w.lower() for w in frame.words.text[run[0] : run[-1] + 1]]
    at = verb - run[0]
    if text[0] in _WHEN and _ASKED.intersection(text[1:4]):
        return True
    if not opens and text[0] in _OPENS_ADJUNCT and not any(w in PUNCTUATION or w in _JOINS for w in text[:at]):
        return True
    rest = text[at:]
    if rest[0] in _SPEAKS:
        return finite_verb(frame.words.text, verb + 1, run[-1] + 1) is None
    speaks = any(w in SAYING or w in _HEARD for w in rest[:3])
    return speaks and all(w in SAYING or w in _HEARD or w in _TELLS_TIME or not w.isalpha() for w in rest)
