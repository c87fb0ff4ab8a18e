"""Sources that an attribution borrows: the corpus marks a source once, but a sentence may go on speaking with it.

"Halvtern blamed the frost, promised bread and denied hoarding" has one source and three cues; a quotation without a cue belongs to
whoever was speaking. An attribution without a source borrows the words of a near one, if the grammar between
them allows; otherwise it stays without, and its voice is honestly *not named*.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from headwater.read.frame import Draft, Frame, Range
from headwater.read.mending.another_clause import in_another_clause
from headwater.read.mending.sources import behind_the_verb
from headwater.read.mending.subjects import beside_another, subject_before
from headwater.read.quoting.introductions import is_insertion
from headwater.read.quoting.quotations import Quotation
from headwater.read.quoting.unclaimed import shown_before
from headwater.read.tagging.masking import NAME
from headwater.read.when import is_time, without_time

_GOES_ON = frozenset({",", "and", "but", "or", ";", "then", "nor", "yet", "—", "–", "-", "”", '"', "’", "''"})
_ADVERBS = frozenset(
    {"also", "later", "then", "now", "even", "still", "again", "instead", "once", "never", "not", "further"}
)
_ASIDES = frozenset("however meanwhile too though therefore instead then nevertheless moreover".split())
_AGENTLESS = frozenset(
    "reportedly allegedly supposedly apparently purportedly it there rumoured rumored alleged reported reports rumours "
    "rumors speculation".split()
)
_BE = frozenset("is are was were be been being has have had 's ’s".split())
_PRONOUNS = frozenset("he she they we i who it".split())


def lend_sources(frame: Frame, drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> None:
    """Give sources to drafts that lack one, in place; only drafts of one level, in order of the text."""
    opening = {q.start for q in quotations}
    for draft in drafts:
        if draft.source is not None and draft.cue and is_time(frame.text[slice(*draft.source)]):
            draft.source = None  # "last year announced": a time says nothing
        if draft.source is not None and frame.text[slice(*draft.source)].lower() in ("the same", "the same time"):
            draft.source = None  # "at the same time acknowledged"
    for i, draft in enumerate(drafts):
        if draft.source is not None or "agentless" in draft.notes:
            continue
        if draft.cue:
            near = drafts[max(0, i - 4) : i + 4]
            draft.source = (
                behind_the_verb(frame.text, draft)
                or _doer(frame, draft)
                or _main_subject(frame, draft, near)
                or (
                    beside_another(frame.text, draft, near)
                    or _beside(frame, draft)
                    or _with_cue(frame, near, draft)
                    or subject_before(frame, draft)
                )
            )
        elif draft.content[0][0] in opening or draft.form == "direct":
            draft.source = _without_cue(frame, drafts, i)
        if draft.source is not None and any(a <= draft.source[0] < b for a, b in draft.content):
            draft.source = None  # "“I will pay,” …": who stands in what is said does not say it
        if draft.source is not None:
            draft.notes.append("borrowed")
    for draft in drafts:
        if draft.source is not None and draft.cue:
            draft.source = _goer(frame, draft) or draft.source


_TOOK_TO = re.compile(r"\b(?:took|takes|take|taking|went|goes|turned|turns|returned) (?:back )?(?:to|on) (?:the )?$")


def _goer(frame: Frame, draft: Draft) -> Range | None:
    """Who speaks in "Roe took to Chirper to explain", where the place was taken for the speaker."""
    assert draft.source is not None
    start, end = draft.source
    if not 0 <= draft.cue[0][0] - end <= 1 or not frame.text.startswith("to ", draft.cue[0][0]):
        return None
    took = _TOOK_TO.search(frame.text, max(0, start - 30), start)
    at = frame.words_in(took.start(), took.end()).start - 1 if took else -1
    first = frame.first_of_sentence[frame.sentence_at(start)]
    return _noun_ending_at(frame, first, at) if at >= first else None


def _doer(frame: Frame, draft: Draft) -> Range | None:
    """Who opens the sentence, for an infinitive: "Roe took to the stage to explain"."""
    if not frame.text.startswith("to ", draft.cue[0][0]):
        return None
    here = frame.words_in(*draft.cue[0])
    return _subject(frame, frame.first_of_sentence[frame.sentence_of[here[0]]], here[0]) if here else None


_NAMES = re.compile(
    r"(?:Calling|Describing|Branding|Labelling|Labeling|Dubbing|Terming|Denouncing|Dismissing|Condemning|Blaming|Accusing|Hailing|Praising|Likening|Comparing|Warning|Insisting|"
    r"Saying|Claiming|Arguing|Citing|Noting|Promising|Vowing|Complaining|Suggesting|Stressing|Admitting|Acknowledging|Conceding|Denying|Urging|Asking|Telling|Declaring)\b"
)
_NEXT_NOUN = re.compile(
    r"[”\"]?, (?P<who>(?:(?:the|a|an|his|her|its|their|one|some|many|several|two|three) )?(?:[\w’'.-]+ ){0,6}?[\w’'.-]+)(?:, [^,;“”\"]{2,60},)? "
    r"(?:also |then |later |now |has |have |had )*(?:said|says|say|told|tells|added|wrote|writes|called|urged|asked|demanded|announced|vowed|promised|warned|insisted|argued|left|took|went|came|signed|voted|rejected|"
    r"refused|declined|resigned|ordered|suspended|withdrew|moved|filed|sued|dismissed|appealed|closed|walked)\b"
)


def _main_subject(frame: Frame, draft: Draft, near: Sequence[Draft]) -> Range | None:
    """Whose participle opens a sentence: "Calling the ruling “a licence to flood”, farmers said they would …": the farmers'."""
    low, high = frame.sentences[frame.sentence_at(draft.cue[0][0])]
    if draft.cue[0][0] > low + 1 or not _NAMES.match(frame.text, draft.cue[0][0]) or draft.content[0][0] < low:
        return None
    end = draft.content[-1][1]
    for other in near:
        if other.source is not None and end < other.source[0] <= end + 4 and other.source[1] < high:
            return other.source
    match = _NEXT_NOUN.match(frame.text, end, high) or _NEXT_NOUN.match(frame.text, max(end - 1, low), high)
    return match.span("who") if match else None


def _beside(frame: Frame, draft: Draft) -> Range | None:
    """The name, pronoun or short plain subject right before an active cue, or the name right behind it."""
    words = frame.words.text
    here = frame.words_in(draft.cue[0][0], draft.cue[-1][1])
    if not here or _passive([words[i].lower() for i in here]):
        return None
    first = frame.first_of_sentence[frame.sentence_of[here[0]]]
    at = here[0] - 1
    while at > first and _is_adverb(words[at].lower()):
        at -= 1
    if at - 2 > first and words[at] == "," and words[at - 1].lower() in _ASIDES and words[at - 2] == ",":
        at -= 3  # "Roe, however, is not worried"
    found = _noun_ending_at(frame, first, at) if at >= first else None
    after = here[-1] + 1
    if found is None and after < len(words) and draft.content[0][1] <= draft.cue[0][0]:
        found = _name_at(frame, after)
    if found and any(a < found[1] and found[0] < b for a, b in draft.content):
        return None
    return found


def _passive(cue: Sequence[str]) -> bool:
    agentless = _AGENTLESS.intersection(cue)
    return bool(agentless) or (cue[0] in _BE and len(cue) > 1 and not cue[-1].endswith("ing"))


def _noun_ending_at(frame: Frame, first: int, at: int) -> Range | None:
    words = frame.words
    number = frame.paragraph_of[at]
    base = frame.first_word[number]
    units = frame.cut[number].units
    unit = bisect_right(units.first, at - base) - 1
    low = base + units.first[unit]
    if units.form[unit] is None:
        while low > first and words.text[low - 1].lower() in _TITLES:
            low -= 1
        return words.start[low], words.end[at]
    if units.form[unit] in _PRONOUNS:
        return words.start[at], words.end[at]
    # "Demonstrators said", "Republican officials told": everything from the beginning of the sentence.
    plain = range(first, at + 1)
    if len(plain) <= LONGEST_SUBJECT and words.text[at].endswith("s") and all(words.text[i].isalpha() for i in plain):
        return words.start[first], words.end[at]
    return None


def _name_at(frame: Frame, at: int) -> Range | None:
    number = frame.paragraph_of[at]
    base = frame.first_word[number]
    units = frame.cut[number].units
    start = at
    while start - base < units.last[-1] and frame.words.text[start].lower() in _TITLES:
        start += 1
    unit = bisect_right(units.first, start - base) - 1
    if units.form[unit] is None and base + units.first[unit] == start:
        return frame.words.start[at], frame.words.end[base + units.last[unit]]
    return None


LONGEST_SUBJECT = 4
"""Words; a longer stretch before a verb is not taken for a plain subject."""

_TITLES = frozenset(
    "mr. mrs. ms. mr mrs ms dr. dr sir dame lord lady president minister secretary senator sen. sen rep. rep gov. gov "
    "governor mayor judge justice chief officer chairman chairwoman director commissioner professor prof. captain capt. "
    "sergeant sgt. lieutenant lt. colonel col. major maj. general gen. detective det. sheriff deputy councillor cllr. "
    "representative congressman congresswoman speaker king queen prince princess pope father sister rev. reverend "
    "inspector superintendent ambassador prime vice attorney".split()
)


def _with_cue(frame: Frame, near: Sequence[Draft], draft: Draft) -> Range | None:
    """The subject that a further verb of the same sentence shares."""
    here = frame.words_in(*draft.cue[0])
    if not here:
        return None
    cue = [frame.words.text[i].lower() for i in frame.words_in(draft.cue[0][0], draft.cue[-1][1])]
    if _passive(cue):
        return None
    first = frame.first_of_sentence[frame.sentence_of[here[0]]]
    before = without_time(frame.text, frame.words.start[first], draft.cue[0][0] - 1)
    link = here[0] - 1
    while link > first and frame.words.end[link] > before:
        link -= 1
    while link > first and _is_adverb(frame.words.text[link].lower()):
        link -= 1
    joined = link >= first and frame.words.text[link].lower() in _GOES_ON
    participle = cue[0].endswith("ing")
    if not joined and not participle:
        return None
    start = frame.words.start[first]
    for other in sorted((d for d in near if d.source), key=lambda d: d.source or (0, 0), reverse=True):
        if other.source and start <= other.source[0] < draft.cue[0][0]:
            return other.source
    return _subject(frame, first, here[0])


def _is_adverb(word: str) -> bool:
    return word in _ADVERBS or (word.endswith("ly") and len(word) > 4)


def _subject(frame: Frame, first: int, before: int) -> Range | None:
    """The name or pronoun that opens a sentence, if one does within its first six words."""
    number = frame.paragraph_of[first]
    base = frame.first_word[number]
    units = frame.cut[number].units
    for form, feature, low, high in zip(units.form, units.feature, units.first, units.last, strict=True):
        if base + low < first:
            continue
        if base + low >= min(before, first + 6):
            return None
        if feature // 3 == NAME or form in _PRONOUNS:
            return frame.words.start[base + low], frame.words.end[base + high]
    return None


def _without_cue(frame: Frame, drafts: Sequence[Draft], i: int) -> Range | None:
    """Whoever speaks just before a bare quotation in its paragraph, or just after, or went on from the paragraph before."""
    draft = drafts[i]
    number = frame.paragraph_at(draft.content[0][0])
    low, high = frame.paragraphs[number]
    before = next((d for d in reversed(drafts[max(0, i - 4) : i]) if d.source), None)
    if before and before.content[-1][1] > low and before.source:
        end = max(before.content[-1][1], before.source[1], *(b for _, b in before.cue))
        return None if in_another_clause(frame.text, end, draft.content[0][0]) else before.source
    after = next((d for d in drafts[i + 1 : i + 3] if d.source), None)
    if (
        after
        and after.source
        and after.content[0][0] < high
        and after.source[0] < high
        and not _replies(frame, draft, after)
    ):
        return after.source
    sentence = frame.sentence_at(draft.content[0][0])
    if sentence and frame.sentences[sentence - 1][0] >= low:
        first = frame.first_of_sentence[sentence - 1]
        return _subject(frame, first, frame.first_of_sentence[sentence]) or shown_before(frame, draft.content[0][0])
    if number and draft.content[0][0] == low and before and before.source:
        over = 2 if number > 1 and is_insertion(frame, number - 1) else 1
        if before.content[-1][1] > frame.paragraphs[number - over][0]:
            return before.source
    if draft.content[0][0] == low and len(draft.content) == 1:
        return _named_below(frame, drafts, i) or shown_before(frame, draft.content[0][0])
    return None


_MOST_BELOW = 3
"""Paragraphs below a quotation in which its speaker may still be named, all of them quotations."""


def _named_below(frame: Frame, drafts: Sequence[Draft], i: int) -> Range | None:
    """The speaker of a quotation that opens its paragraph, named with the quotation that opens the next one or one soon after."""
    number = frame.paragraph_at(drafts[i].content[0][0])
    rest = drafts[i].content[0][1] + 1
    if rest < frame.paragraphs[number][1]:
        first = frame.words_in(rest, rest + 1)
        after = _name_at(frame, first.start) if first else None
        if after is not None or frame.text[rest - 2 : rest] != frame.text[rest - 2] + " ":
            return after
    for below, draft in enumerate(drafts[i + 1 : i + 1 + _MOST_BELOW], start=number + 1):
        if (
            below >= len(frame.paragraphs)
            or draft.form != "direct"
            or draft.content[0][0] != frame.paragraphs[below][0]
        ):
            return None
        if draft.source is not None:
            return draft.source
        if draft.content != [frame.paragraphs[below]]:
            return None
    return None


def _replies(frame: Frame, draft: Draft, after: Draft) -> bool:
    """Whether a quotation ended before the next speaker's sentence, which has words of its own behind its verb."""
    end = draft.content[-1][1]
    if after.source is None or not after.cue or frame.text[end - 2 : end - 1] not in (".", "!", "?"):
        return False
    return after.source[0] - end <= 2 and after.content[0][0] >= after.cue[-1][1]
