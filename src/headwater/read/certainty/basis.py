"""How the innermost voice knows: it saw, was told, has a document, or reasoned; otherwise not stated.

Only words on the page count. A voice's mere nearness to the event is not a basis; its own "I saw" is.
"""

from __future__ import annotations

from collections.abc import Sequence

from headwater.model import Basis
from headwater.read.certainty.scope import NEGATIONS, Text
from headwater.read.certainty.words import Phrases, phrase_words, word_forms
from headwater.read.frame import Draft, Range


def _table(phrases: str, *, inflect: bool = False) -> Phrases[str]:
    entries: list[tuple[tuple[str, ...], str]] = []
    for phrase in phrases.split(";"):
        words = phrase_words(phrase.strip())
        forms = word_forms(words[0]) if inflect else (words[0],)
        entries.extend(((form, *words[1:]), phrase.strip()) for form in forms)
    return Phrases(entries)


_SEEING_CUES = _table("recall;remember;witness;watch;recount", inflect=True)
_REASONING_CUES = _table(
    "conclude;deduce;infer;extrapolate;estimate;calculate;reason;surmise;judge;theorise;theorize;deem;work out;"
    "interpret;put down to;diagnose;conclusion;inference",
    inflect=True,
)
_REASONING = _table(
    "judging by;judging from;extrapolating from;based on;on the basis of;by my reckoning;by our reckoning;"
    "stands to reason;which suggests;which means;must have been;from the angle of;by the look of;going by;pointing to evidence of;citing evidence of;based on evidence of"
)
_DOCUMENTS_SHOWN = _table(
    "as the report makes clear;relying on;citing a;citing the;citing an;citing documents;citing records;"
    "according to documents;"
    "according to records;according to court;records show;documents show;the report says;the report found;"
    "in the report;"
    "written words;pointed to a document;quoting from;reading from;reviewed by"
)
_SAW = _table(
    "i saw;we saw;he saw;she saw;they saw;i watched;we watched;he watched;she watched;they watched;i heard a;"
    "i heard the;"
    "heard gunshots;heard shots;heard gunfire;heard the gunshots;heard the shots;heard an explosion;heard screaming;"
    "he heard a;she heard a;he heard the;she heard the;i could see;you could see;we could see;he could see;"
    "she could see;"
    "they could see;i witnessed;i was there;i was the;we were there;i looked;she looked;he looked;i noticed;"
    "i found;saw that;"
    "with my own eyes;in front of me;i was standing;i was sitting;i was walking;i drove;i was holding;"
    "was holding;i ran;i felt;"
    "i awoke;he awoke;she awoke;i woke;she woke;he woke;witnessed;had been in the room;had been on duty;"
    "went from house to house;"
    "to hear her;to hear his;i just closed;i was driving;i was on the;i was in the;i pulled;i picked;i grabbed;"
    "we ran;i got there"
)
_VISUAL_SOURCES = frozenset("video footage photograph photographs photo photos image images film cctv dashcam".split())
_WITNESS_SOURCES = frozenset(
    "witness witnesses eyewitness eyewitnesses bystander bystanders onlooker onlookers survivor".split()
)
_TOLD = _table(
    "i was told;we were told;he was told;she was told;they were told;i have been told;we have been told;"
    "he had been told;"
    "she had been told;told me;told us;told it that;informed them;informed him;informed her;informed us;informed me;"
    "been assured;was assured;were assured;was informed;were informed;been informed;i heard that;i had heard;"
    "we heard that;"
    "i heard the head;have heard that;has heard that;had learned;i'm told;i am told;from what i heard;"
    "the last she had heard;"
    "the last he had heard;the last i heard;word reached me;my cousin was told;my neighbour told;my neighbor told"
)
_CAME_UPON = frozenset("found saw discovered observed spotted heard".split())
_ACTING = frozenset("they we i he she officers police deputies firefighters troopers paramedics medics crews".split())
_THING = frozenset(
    "a an the two three four five six seven eight nine ten several many some multiple him her them shell casings people blood "
    "another more".split()
)
_VICTIMS = frozenset("victim victims survivors".split())
_TELLING = frozenset("he she they we i".split())
_WHERE = frozenset(
    "in at on near inside outside asleep behind alone sitting home shot attacked robbed approached".split()
)
_NARRATES = frozenset(
    "heard saw felt ran walked drove left came went got tried woke stopped opened answered started began".split()
)
_HEARING_CUES = _table("hear;learn;relay;have heard;overhear;be told;be informed", inflect=True)
_SPEECH = frozenset("told said tells says saying acknowledged admitted claimed".split())
_SWORN = frozenset(
    "affidavit complaint warrant filing filings indictment charges deposition prosecutors prosecutor".split()
)
_SURVEYS = frozenset(
    "survey poll polls study analysis audit table invoice receipt ledger inspection autopsy census petition "
    "file files data statistics figures records record counter-filing logs report".split()
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
    by_cue: tuple[tuple[Phrases[str], Basis], ...] = (
        (_REASONING_CUES, "reasoning"),
        (_SEEING_CUES, "saw"),
        (_HEARING_CUES, "told"),
    )
    for table, basis in by_cue:
        for begin, end in cue:
            if basis == "told" and (source is None or source[0] > begin):
                continue  # "we were told by the clerk that …": the hearer was told; how the clerk knows is not said
            hit = next(table.find(text.lower, begin, end), None)
            if hit is not None:
                return basis, (text.chars(hit[0], hit[1]),)
    own_words = _own_words(text, content, inner)
    by_content: tuple[tuple[Phrases[str], Basis], ...] = (
        (_TOLD, "told"),
        (_SAW, "saw"),
        (_REASONING, "reasoning"),
        (_DOCUMENTS_SHOWN, "document"),
    )
    for table, basis in by_content:
        for begin, end in own_words:
            hit = next(
                (
                    h
                    for h in table.find(text.lower, begin, end)
                    if text.lower[max(0, h[0] - 1)] not in NEGATIONS
                    and text.lower[min(h[1], end - 1)] not in _NONE
                    and not _is_of_a_thing(text, h[0], begin)
                    and not _tells(text, h[0], begin)
                ),
                None,
            )
            if hit is not None:
                return basis, (text.chars(hit[0], hit[1]),)
    if shown := _by_account(text, source, content):
        return "saw", (shown,)
    if source is not None and source[0] < source[1] and (before := _by_what_went_before(text, source[0])):
        return before
    return _by_source(text, source, content, voice_kind)


def _tells(text: Text, at: int, begin: int) -> bool:
    """Whether the voice itself did the telling: "says | she told me so"."""
    return text.lower[at] == "told" and at == begin + 1 and text.lower[begin] in ("he", "she", "they", "i", "we")


def _is_of_a_thing(text: Text, at: int, begin: int) -> bool:
    """Whether "based on" tells what some thing rests on, "a talk that begins | based on what happened", not how the speaker knows."""
    return at > begin and text.lower[at] == "based" and text.lower[at - 1].isalpha()


def _by_account(text: Text, source: Range | None, content: Sequence[Range]) -> Range | None:
    """The words that show that the speakers were there: police who "found a man", a victim's account of what happened."""
    first, after = content[0]
    opening = text.lower[first : min(after, first + 6)]
    for k, word in enumerate(opening[1:4], 1):
        subject = opening[k - 1] if opening[k - 1] not in ("then", "also", "later") else opening[k - 2]
        if word in _CAME_UPON and subject in _ACTING:
            thing = opening[k + 1 : k + 2]
            return text.chars(first + k, first + k + 1) if thing and thing[0] in _THING else None
    if source is None or not _VICTIMS.intersection(text.lower[source[0] : source[1]]):
        return None
    if opening[:1] == ["that"]:
        opening = opening[1:]
    return text.chars(*source) if opening[:1] and opening[0] in _TELLING and _narrates(opening) else None


def _narrates(opening: Sequence[str]) -> bool:
    """Whether words such as "he was walking", "they heard" begin an account."""
    for k, word in enumerate(opening[1:3], 1):
        if word in ("was", "were"):
            place = opening[k + 1 : k + 2]
            return bool(place) and (place[0].endswith("ing") or place[0] in _WHERE)
        if word in _NARRATES:
            return True
    return False


_STUDIED = frozenset("read studied examined reviewed checked compared searched seen inspected watched".split())
_STUDYING = frozenset("reading studying examining reviewing inspecting watching checking comparing".split())
_PAPERS = _SURVEYS | frozenset(
    "log logbook letter letters diary diaries minutes manifest contract will deed map maps plan plans accounts transcript transcripts e-mails emails "
    "document documents papers paper book books correspondence certificate receipts invoices notebook notebooks memo memos archive archives".split()
)


def _by_what_went_before(text: Text, source: int) -> tuple[Basis, tuple[Range, ...]] | None:
    """How the voice knows, where the sentence opens with it: "Having read the log, …", "After watching the footage, …"."""
    first = text.frame.first_of_sentence[text.frame.sentence_of[source]]
    opening = text.lower[first:source]
    had = opening[:1] == ["having"] and len(opening) > 3 and opening[1] in _STUDIED
    doing = opening[:1] == ["after"] and len(opening) > 3 and opening[1] in _STUDYING
    if not (had or doing):
        return None
    shown = (text.chars(first, first + 2),)
    phrase = set(opening[2 : opening.index(",") if "," in opening else None])
    if phrase & _PAPERS:
        return "document", shown
    return ("saw", shown) if opening[1] in ("seen", "watched", "inspected", "watching", "inspecting") else None


_NONE = frozenset("no little nothing".split())


def _own_words(text: Text, content: Sequence[Range], inner: Sequence[Draft]) -> list[Range]:
    """The content without what it hands on from others."""
    taken = sorted((w.start, w.stop) for d in inner for w in (text.frame.words_in(*c) for c in d.content))
    out: list[Range] = []
    for first, after in content:
        at = first
        for begin, end in taken:
            if at < begin < after:
                out.append((at, begin))
            if begin < after and end > at:
                at = max(at, end)
        if at < after:
            out.append((at, after))
    return out


_HEARD_OUT = frozenset(
    "interview interviews statement statements stand list testimony account accounts tampering protection box".split()
)
_PANELS = frozenset(
    "panel panels parade expert experts star prosecution defense defence character called selected invited".split()
)
_OPINES = frozenset("would will should must too".split())


def _was_there(text: Text, i: int, content: Sequence[Range]) -> bool:
    """Whether a witness saw what is told: not one who is heard as an expert, nor people who know "witness interviews"."""
    beside = text.lower[max(0, i - 2) : i + 2]
    if _PANELS.intersection(beside) or _HEARD_OUT.intersection(text.lower[i + 1 : i + 2]):
        return False
    return not any(_OPINES.intersection(text.lower[a : min(b, a + 8)]) for a, b in content[:1])


_THERE = frozenset("watched saw witnessed filmed photographed attended".split())
_USING = frozenset("working relying going drawing".split())


def _described_as_there(text: Text, source: Range) -> tuple[Basis, tuple[Range, ...]] | None:
    """How a voice knows, where its description says so: "a shepherd who watched from the slope", "the service, working from photographs"."""
    words = text.lower[source[0] : source[1]]
    for i in range(1, len(words) - 1):
        here = source[0] + i
        if words[i] in ("who", "which") and words[i + 1] in _THERE:
            return "saw", (text.chars(here, here + 2),)
        if words[i] in _USING and words[i + 1] in ("from", "on", "by"):
            return "document", (text.chars(here, here + 2),)
    return None


def _by_source(
    text: Text, source: Range | None, content: Sequence[Range], voice_kind: str | None
) -> tuple[Basis, tuple[Range, ...]]:
    if source is not None and (place := _described_as_there(text, source)):
        return place
    human = voice_kind in ("person", "unnamed")  # "the open records officer" is no record, "a photo editor" no picture
    for i in range(*source) if source else ():
        word = text.lower[i]
        if human and word in _VISUAL_SOURCES | _SURVEYS:
            continue
        if word in _VISUAL_SOURCES or (word in _WITNESS_SOURCES and _was_there(text, i, content)):
            return "saw", (text.chars(i, i + 1),)
        if word in _SWORN:
            told = next((k for k in range(content[0][0], content[0][1]) if text.lower[k] in _SPEECH), None)
            return ("told", (text.chars(told, told + 1),)) if told is not None else ("not stated", ())
        if word in _SURVEYS:
            return "document", (text.chars(i, i + 1),)
    return "not stated", ()
