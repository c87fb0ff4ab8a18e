"""Statements about the future: their horizon ("as early as May", "within a decade"), or the words that mark them."""

from __future__ import annotations

from headwater.read.certainty.scope import Text, is_name, main_clause
from headwater.read.certainty.words import Phrases, phrase_words
from headwater.read.frame import Range

_MODALS = frozenset("will 'll wo shall gonna".split())
_MAY = frozenset("could may might would".split())
_MARKS = Phrases(
    (phrase_words(p), p)
    for p in (
        "going to;expected to;is expected;are expected;likely to;set to;due to be;due on;due in;due by;poised to;"
        "slated to;"
        "scheduled to;plans to;plan to;planning to;intends to;intend to;on track to;on course to;bound to;about to;"
        "forecast to;projected to;predicted to;to be announced;to be decided;is to be;are to be;looks set"
    ).split(";")
)
_UNITS = frozenset(
    "minute minutes hour hours day days week weeks month months year years decade decades century quarter season "
    "weekend".split()
)
_WHEN = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september "
    "october november december spring summer autumn fall winter tomorrow tonight weekend morning afternoon evening "
    "midnight noon jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_SHORT_MONTHS = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec".split())
_LEADS = tuple(
    phrase_words(p)
    for p in (
        "as early as;as soon as;as late as;no later than;no earlier than;not before;by the end of;before the end of;"
        "at the end of;by the start of;by early;by late;by mid;by next;by this;by the;by;within the next;within;"
        "in the coming;in the next;over the next;over the coming;in coming;in the weeks;in the days;later this;"
        "later in;later;"
        "early next;late next;next;this coming;until;before;after;starting;beginning;from;on;in;for the next;"
        "earlier than;"
        "for at least;for another;for"
    ).split(";")
)
_LEADS_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _lead in _LEADS:
    _LEADS_BY_FIRST.setdefault(_lead[0], []).append(_lead)
REACH = 25
"""Words within which "could" or "may" must meet a time to come."""
_OWNERS = frozenset("his her its their our my your 's".split())
_NOUN_BEFORE = frozenset("the a an this that any no with about of on for against over behind in new".split())
_BY = (("by",), ("by", "the"))
_BARE = frozenset("tomorrow tonight soon shortly eventually imminently someday".split())
_AFTER_LEAD = frozenset(
    "the a an next this coming end of early late mid few several couple two three four five six seven eight nine "
    "ten twelve".split()
)


def future_span(text: Text, first: int, after: int, *, planned: bool = False, reported: bool = False) -> Range | None:
    """The horizon of a stretch about the future, else the words that make it one; None when it is not a forecast.

    ``planned`` says that the cue already speaks of the future ("predicted", "plans"); ``reported`` that the stretch is
    indirect speech, where "would" is the reporter's "will".
    """
    start, end = main_clause(text, first, after)
    mark = _mark(text, start, end, reported=reported)
    if mark is None and not planned:
        return None
    stop = _sentence_end(text, first, after)
    horizon = _horizon(text, mark[0] if mark else first, stop) or (_horizon(text, first, mark[0]) if mark else None)
    if horizon is not None:
        return text.chars(*horizon)
    return text.chars(*mark) if mark else None


def _sentence_end(text: Text, first: int, after: int) -> int:
    sentence = text.frame.sentence_of
    end = first
    while end < after and sentence[end] == sentence[first]:
        end += 1
    return end


def _mark(text: Text, start: int, end: int, *, reported: bool) -> Range | None:
    """The first words that put a stretch in the future."""
    lower = text.lower
    for i in range(start, end):
        word = lower[i]
        if word in _MODALS and not is_name(text, i):
            return i, i + (2 if word == "wo" and i + 1 < end else 1)
        if word in _MAY and not is_name(text, i) and _looks_ahead(text, i, end, reported=reported):
            return i, i + 1
        hit = _MARKS.at(lower, i, end)
        if hit and word == "due" and lower[i + 2 : i + 3] in (["part"], ["large"], ["no"], ["some"]):
            continue  # "due in part to"
        if hit and word == "about" and lower[i - 1] in ("was", "were"):
            continue
        if hit and not (word.startswith("plan") and _is_noun(text, i, start)):
            return i, i + hit[0]
    return None


def _is_noun(text: Text, i: int, start: int) -> bool:
    """Whether "plan" or "plans" is a thing somebody has ("problems with plans to"), and not what the stretch is about."""
    before = text.lower[i - 1] if i else ""
    return before in _NOUN_BEFORE or (before in _OWNERS and i > start + 1)


def _looks_ahead(text: Text, i: int, end: int, *, reported: bool) -> bool:
    """Whether "could", "may" or "would" at ``i`` is about a time to come, not a supposition or a guess at the past."""
    following = text.lower[i + 1 : i + 5]
    if "have" in following or "been" in following:
        return False
    if text.lower[i] == "would" and reported:
        return "if" not in text.lower[max(0, i - 12) : i + 12] and "like" not in following
    return _horizon(text, i, min(end, i + REACH)) is not None


def _horizon(text: Text, start: int, end: int) -> Range | None:
    """The first expression of a time to come in ``[start, end)``."""
    lower = text.lower
    for i in range(start, end):
        if lower[i] in _BARE:
            return i, i + 1
        if lower[i] in _WEEKDAYS and i > start and is_name(text, i):
            return i, _time_end(text, i, end, ("on",)) or i + 1
        for lead in _LEADS_BY_FIRST.get(lower[i], ()):
            if tuple(lower[i : i + len(lead)]) == lead:
                stop = _time_end(text, i + len(lead), end, lead)
                if stop is not None:
                    return i, stop
    return None


def _time_end(text: Text, i: int, end: int, lead: tuple[str, ...]) -> int | None:
    """Where the time expression that begins at word ``i`` ends, or None when there is none."""
    stop = None
    for k in range(i, min(end, i + 6)):
        word = text.lower[k]
        day_of_month = stop == k and word.isdigit() and text.lower[k - 1] in _WHEN
        if day_of_month or _names_time(text, k, lead):
            stop = k + 1
        elif word == "," and stop == k and k + 1 < end and _dates_on(text, k + 1):
            continue
        elif word not in _AFTER_LEAD and not word.isdigit():
            break
    return stop


def _dates_on(text: Text, k: int) -> bool:
    """Whether a date goes on behind a comma: "on Tuesday, Aug. 2", "on Aug. 2, 2031"."""
    return (
        (text.lower[k] in _WHEN and is_name(text, k))
        or text.lower[k].rstrip(".") in _SHORT_MONTHS
        or _is_year(text.lower[k])
    )


def _names_time(text: Text, k: int, lead: tuple[str, ...]) -> bool:
    word = text.lower[k]
    if word in _WHEN:
        return word != "may" or is_name(text, k)
    if word in _UNITS:
        return lead not in _BY
    return _is_year(word) or (word == "today" and lead == ("later",))


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20", "21")
