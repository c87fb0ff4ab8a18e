"""Words that only tell a time: "last year", "at the same time"."""

from __future__ import annotations

import re

TIME = re.compile(
    r",? ?(?:(?:the|this|that|one|every|each|last|next|late|earlier|early|over the|on|in|at|a|over) ?)*\b(?:same time|same moment|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday|today|yesterday|tomorrow|tonight|week|weekend|month|year|morning|afternoon|evening|night|days?|january|february|"
    r"march|april|june|july|august|september|october|november|december)(?: ago| morning| afternoon| evening| night)?",
    re.I,
)

_TIME_LAST = re.compile(
    r" (?:(?:on|over|late|earlier|early|last|this|next|the|that) )*(?:(?:the|this|last|that|next) (?:week|weekend|month|year|morning|"
    r"afternoon|evening|night)|yesterday|today|tonight|a (?:week|month|year|day)(?: ago)?|earlier|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?),?$"
)


def is_time(words: str) -> bool:
    """Whether a source is nothing but a time: "last year"."""
    return TIME.fullmatch(words) is not None


def without_time(text: str, start: int, end: int) -> int:
    """Where the words of ``text[start:end]`` end when a time at their end is left out: "the court this month"."""
    match = _TIME_LAST.search(text, max(start, end - 40), end)
    return match.start() if match and match.start() > start else end
