"""How the innermost voice knows: it saw, was told, has a document, or reasoned; otherwise not stated.

Only words on the page count. A voice's mere nearness to the event is not a basis; its own "I saw" is.
"""

from __future__ import annotations

from collections.abc import Sequence

from headwater.model import Basis
from headwater.read.certainty_scope import Text
from headwater.read.certainty_words import Phrases, phrase_words, word_forms
from headwater.read.frame import Draft, Range

_PEOPLE = frozenset(
    "i we he she they it who me us him her them police investigators officers officer deputies dispatcher dispatchers "
    "reporters detectives authorities".split()
)


def _table(phrases: str, *, inflect: bool = False) -> Phrases[str]:
    entries = []
    for phrase in phrases.split(";"):
        words = phrase_words(phrase.strip())
        for form in word_forms(words[0]) if inflect else (words[0],):
            entries.append(((form, *words[1:]), phrase.strip()))
    return Phrases(entries)


_SEEING_CUES = _table("recall;remember;witness;watch;recount", inflect=True)
_REASONING_CUES = _table(
    "conclude;deduce;infer;extrapolate;estimate;calculate;reason;surmise;judge;theorise;theorize;deem;work out;"
    "interpret;put down to;diagnose;determine",
    inflect=True,
)
_REASONING = _table(
    "judging by;judging from;extrapolating from;based on;on the basis of;by my reckoning;by our reckoning;"
    "stands to reason;which suggests;which means;must have been;from the angle of;by the look of;going by;evidence of"
)
_DOCUMENTS_SHOWN = _table(
    "as the report makes clear;relying on;citing a;citing the;citing an;citing documents;citing records;according to documents;"
    "according to records;according to court;records show;documents show;the report says;the report found;in the report;"
    "written words;pointed to a document;quoting from;reading from;reviewed by"
)
_DOCUMENT_SOURCES = frozenset(
    "report survey poll polls study analysis audit table invoice receipt ledger inspection autopsy census diary petition "
    "memo file files data statistics figures records record counter-filing transcript minutes log logs email emails "
    "documents document papers".split()
)
_SAW = _table(
    "i saw;we saw;he saw;she saw;they saw;i watched;we watched;he watched;she watched;they watched;i heard a;i heard the;"
    "heard gunshots;heard shots;heard gunfire;heard the gunshots;heard the shots;heard an explosion;heard screaming;"
    "he heard a;she heard a;he heard the;she heard the;i could see;you could see;we could see;he could see;she could see;"
    "they could see;i witnessed;i was there;i was the;we were there;i looked;she looked;he looked;i noticed;i found;saw that;"
    "with my own eyes;in front of me;i was standing;i was sitting;i was walking;i drove;i was holding;was holding;i ran;i felt;"
    "i awoke;he awoke;she awoke;i woke;she woke;he woke;witnessed;had been in the room;had been on duty;went from house to house;"
    "to hear her;to hear his;i just closed;i was driving;i was on the;i was in the;i pulled;i picked;i grabbed;we ran;i got there"
)
_VISUAL_SOURCES = frozenset("video footage photograph photographs photo photos image images film cctv dashcam".split())
_WITNESS_SOURCES = frozenset("witness witnesses eyewitness eyewitnesses bystander bystanders onlooker onlookers survivor".split())
_TOLD = _table(
    "was told;were told;been told;told me;told us;told him that;told them that;told her that;told it that;i heard that;"
    "i had heard;we heard that;have heard;has heard;had heard;i heard the head;was informed;were informed;been informed;"
    "informed them;informed him;informed us;informed me;been assured;was assured;were assured;had learned;has learned;"
    "have learned;told police;told officers;told investigators;told deputies;told detectives;told authorities;"
    "told a dispatcher;told dispatchers;told the deputy;told his father;told her mother;i'm told;i am told;from what i heard;"
    "the last she had heard;word reached;had testified;according to"
)


def read_basis(
    text: Text,
    draft: Draft,
    cue: Sequence[Range],
    source: Range | None,
    content: Sequence[Range],
    *,
    voice_kind: str | None = None,
    inner: Sequence[Draft] = (),
) -> tuple[Basis, tuple[Range, ...]]:
    """The basis and the ranges (code points) of the words that show it."""
    first, after = content[0][0], content[-1][1]
    cues = [hit for begin, end in cue for hit in _REASONING_CUES.find(text.lower, begin, end)]
    if cues:
        return "reasoning", (text.chars(cues[0][0], cues[0][1]),)
    for table, basis in ((_TOLD, "told"), (_SAW, "saw"), (_REASONING, "reasoning"), (_DOCUMENTS_SHOWN, "document")):
        hit = next(table.find(text.lower, first, after), None)
        if hit is not None:
            return basis, (text.chars(hit[0], hit[1]),)  # type: ignore[return-value]
    seen = [hit for begin, end in cue for hit in _SEEING_CUES.find(text.lower, begin, end)]
    if seen:
        return "saw", (text.chars(seen[0][0], seen[0][1]),)
    return _by_source(text, source)


def _by_source(text: Text, source: Range | None) -> tuple[Basis, tuple[Range, ...]]:
    if source is None:
        return "not stated", ()
    for i in range(*source):
        word = text.lower[i]
        if word in _VISUAL_SOURCES or word in _WITNESS_SOURCES:
            return "saw", (text.chars(i, i + 1),)
        if word in _DOCUMENT_SOURCES:
            return "document", (text.chars(i, i + 1),)
    return "not stated", ()
