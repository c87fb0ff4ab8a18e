"""Where a missing quotation mark must have stood, said by the words around it.

A rule fires only where the grammar is plain; otherwise a mark stays missing and its half of a pair counts for what it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from headwater.read.tagging.marks import Gap, Mark, gaps, given_marks
from headwater.read.verbs import participle, told
from headwater.read.words import Words, sentence_starts

_SAID = f"say|{told('say')}|" + (
    "asks|asked|continues|continued|concludes|responds|responded|answers|answered|shouted|yelled|exclaimed|commented|charged|"
    "confessed|reads"
)
_TOLD = f"tell|{told('tell')}"
_SAY = f"{_SAID}|{_TOLD}"
_SAYING = f"{participle('say', 'tell')}|asking|shouting|chanting|yelling|reading|reads?"
_WORD = (
    r"(?!(?:and|but|or|that|which|who|if|when|because|while|so|as|is|are|was|were|has|had|have|he|she|they|I|we|you|it|not|no|"
    r"there|to|in|on|at|with|from)\b)[\w’'.@#-]+"
)
_ASIDE = r"(?:, (?:the|a|an|who|whose|which|one|his|her|its|their|(?-i:[\dA-Z]))[^,.!?“”\"]{1,120},)?"
_WHO = rf"(?:he|she|they|I|we|(?:{_WORD} ){{0,6}}?{_WORD}{_ASIDE})"
_ENDS = (
    r"(?=[.;”\"]|, (?!(?-i:[A-Z])|[“\"‘])| (?-i:[A-Z])| (?:in|on|at|of|to|during|after|before|when|while|as|from|with|via|"
    r"through|about|last|this|earlier|later|recently)\b)"
)
_TAG = re.compile(
    rf"(?:{_SAID})(?: (?:in|on|at|of|to|during|after) [^,.]{{2,40}})?(?: {_WHO}\b(?! (?:{_SAY})\b)|[.,])"
    rf"|{_WHO} (?:(?:has|had|have|also|then|later|once|\w+ly) )*"
    rf"(?:(?:{_SAID})(?: (?:me|us|him|her|them|reporters))?|(?:{_TOLD})(?: {_WORD}| her| him){{1,3}}){_ENDS}",
    re.I,
)
"""What stands behind quoted words and says whose they are: "the mayor said", "said Mr Roe". No statement follows it."""
_LEAD = re.compile(
    rf"(?:\b(?:{_SAY}|{_SAYING})(?: (?!and\b|but\b)[\w’'.-]+){{0,4}},"
    rf"|\b(?:{_SAY}|{_SAYING}|is|was|statement|message|post|tweet)\b[^:.!?]{{0,80}}:)\s*$",
    re.I,
)
"""What stands before quoted sentences: "she added," or a colon."""
_NAMING = re.compile(
    r"\b(?:(?:call(?:s|ed|ing)?|labell?ed|dubbed|termed|branded|deemed)(?: (?!the\b|an?\b)[\w’'-]+){1,3}(?: an?| the)?|"
    r"(?:describ|denounc|dismiss|referr|refer)\w*(?: [\w’'-]+){1,4} as(?: an?| the)?|so-called|"
    r"(?:the )?(?:word|words|phrase|slogan|motto|term|chants? of|chanting|titled|entitled|headlined))\s*$",
    re.I,
)
_REACH = 140
"""Code points in which a lead or a tag must show itself."""


def read_marks(text: str, words: Words) -> list[Mark]:
    """The marks of a paragraph in order of its words, those that are missing among them as far as the words tell."""
    given = given_marks(words)
    holes = gaps(given, len(words)) if given else []
    if not holes:
        return given
    starts = sentence_starts(words.text)
    found = list(given)
    for gap in holes:
        place = _opening(text, words, starts, gap) if gap.opens else _closing(text, words, starts, gap)
        if place is not None:
            found.append(Mark(place, gap.opens, there=False))
    return sorted(found, key=lambda m: (m.word, m.there))


def continued_marks(text: str, words: Words) -> list[Mark]:
    """The marks of a paragraph before one that opens with a mark: by the printers' rule such a quotation need not close."""
    given = given_marks(words)
    if given and given[0].word == 0 and gaps(given, len(words)) == [Gap(False, 1, len(words))]:
        return given
    return read_marks(text, words)


def _at(words: Words, i: int) -> int:
    return words.start[i] if i < len(words) else words.end[-1]


def leads(text: str, words: Words, i: int) -> bool:
    """Whether what stands before word ``i`` introduces quoted sentences."""
    if not i or words.text[i - 1] not in (",", ":"):
        return False
    return _LEAD.search(text, max(words.start[0], words.start[i] - _REACH), words.start[i]) is not None


def tag_follows(text: str, words: Words, i: int) -> bool:
    """Whether word ``i`` begins what says whose the words before it are."""
    if i >= len(words) or not words.text[i][0].isalpha():
        return False
    return _TAG.match(text, _at(words, i), min(words.end[-1], _at(words, i) + _REACH)) is not None


def _closing(text: str, words: Words, starts: Sequence[int], gap: Gap) -> int | None:
    """The word before which a quotation that opens at ``gap.low`` must have closed."""
    for i in range(gap.low + 1, min(gap.high, len(words))):
        if words.text[i - 1] in (",", "?", "!", "—") and tag_follows(text, words, i):
            return i
    if gap.low >= gap.high:
        return None
    behind = starts[bisect_right(starts, gap.low) : bisect_right(starts, gap.high)]
    if words.text[gap.low][0].islower():
        return behind[0] if behind else None
    if gap.high == len(words) or not behind:
        return None
    return behind[-1]


def _opening(text: str, words: Words, starts: Sequence[int], gap: Gap) -> int | None:
    """The word before which a quotation that closes at ``gap.high`` must have opened."""
    if gap.low >= gap.high:
        return None
    for i in range(gap.high - 1, gap.low, -1):
        if words.text[i][0].isupper() or words.text[i - 1] == ":":
            if leads(text, words, i):
                return i
    ends_phrase = words.text[gap.high - 1] not in (",", ".", "?", "!", "…", "—")
    if ends_phrase:
        return _naming(text, words, gap)
    first = starts[bisect_left(starts, gap.low) : bisect_left(starts, gap.high)]
    if not first:
        return None
    if gap.low:
        return first[0]
    tagged = [i for i in range(1, gap.high) if words.text[i - 1] in (",", "?", "!") and tag_follows(text, words, i)]
    if tagged:
        later = [s for s in first if s > tagged[-1]]
        return later[0] if later else None
    ends = [*first[1:], gap.high]
    spoken = [s for s, e in zip(first, ends, strict=True) if is_first_person(words, s, e)]
    if spoken and spoken[0] == first[0]:
        return first[0]
    if tag_follows(text, words, gap.high + 1):
        return spoken[0] if spoken else first[-1]
    return None


_PERSON = frozenset("i we you my our your me us".split())


def is_first_person(words: Words, first: int, after: int) -> bool:
    """Whether words ``[first, after)`` are somebody's own, by a pronoun of the first or second person."""
    return any(word.lower() in _PERSON for word in words.text[first:after])


def _naming(text: str, words: Words, gap: Gap) -> int | None:
    """Behind "called it a" and the like, for a phrase of a few words."""
    for i in range(gap.high - 1, max(gap.low, gap.high - 8), -1):
        if _NAMING.search(text, max(words.start[0], words.start[i] - _REACH), words.start[i]):
            return i
    return None
