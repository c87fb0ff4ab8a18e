"""Speech in passing, outside of any other: "(so the verger claims)", "per a notice on the door", "“Madness,” was his reply".

Each rule reads one sentence and looks first for a word of its own; `constructions` settles what they find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.verbs import finite
from headwater.read.wording.found import NO_SUBJECT, WORD, Found, clause_end

_QUOTED = r"(?:“[^”]+”|\"[^\"]+\"|‘[^’]+(?:’[a-z][^’]*)*’)"
_SAYS = finite("say", "think") + "|tells? (?:it|us|me)|told (?:us|me|them)|has it|have it|had it|would have it"
_PARENTHESIS = re.compile(
    rf"(?P<before>[^.;()“”\"]{{8,}}?) \((?:(?:or )?so|as|or as) (?P<source>(?:{WORD} ){{0,6}}?{WORD}) (?P<cue>{_SAYS})\)"
)
_OR_SO = re.compile(
    rf"(?P<before>[^.;()“”\"]{{8,}}?)(?:,| [—–]) (?:or )?so (?P<source>(?:{WORD} ){{0,6}}?{WORD}) (?P<cue>{_SAYS})(?=[.;,]|$)"
)


def so_claims(sentence: str) -> Iterator[Found]:
    """ "The first shot hit the weathercock (so the verger claims)", "…, or so he says": the clause before it is his."""
    rules = [rule for rule, word in ((_PARENTHESIS, "("), (_OR_SO, " so ")) if word in sentence]
    for match in (match for rule in rules for match in rule.finditer(sentence)):
        if NO_SUBJECT.match(match.group("source")):
            continue
        low, high = match.span("before")
        cut = max((m.end() for m in re.finditer(r"[:;] |, (?:and|but|while) ", sentence[low:high])), default=0)
        yield Found(match.span("source"), match.span("cue"), ((low + cut, high),), exact=True, speaker=True)


_PER = re.compile(
    rf"^(?:(?P<cue>(?:As )?[Pp]er|Going by|To go by|To judge by) (?P<source>(?:{WORD} ){{0,8}}?{WORD})"
    rf"|(?P<if>If) (?P<told>(?:{WORD} ){{0,6}}?{WORD}) (?:is|are) to be believed), (?=\w)"
)
_IF_BELIEVED = re.compile(
    rf"(?:[^;:“”\"]*[;] )?(?P<before>[^;:“”\"]{{8,}}?), (?P<cue>if) (?P<told>(?:{WORD} ){{0,6}}?{WORD}) "
    r"(?:(?:is|are|was|were) (?:to be (?:believed|trusted)|anything to go by|any guide|right|correct)|can be (?:believed|trusted))(?=[.;,]|$)"
)
_NOBODY = re.compile(
    r"(?:the |his |her |its |their )?(?:tradition|custom|usual|protocol|practice|person|year|cent|capita|routine|appearances|norm|looks)\b",
    re.I,
)


def per(sentence: str) -> Iterator[Found]:
    """ "Per a notice on the door, the surgery is shut", "if the landlord is to be believed, …"."""
    behind = _IF_BELIEVED.match(sentence) if ", if " in sentence else None
    if behind and not NO_SUBJECT.match(behind.group("told")):
        yield Found(behind.span("told"), behind.span("cue"), (behind.span("before"),), exact=True, speaker=True)
    match = _PER.match(sentence)
    if match is None:
        return
    cue, source = ("cue", "source") if match.group("cue") else ("if", "told")
    end = clause_end(sentence, match.end())
    if end > match.end() and not _NOBODY.match(match.group(source)) and _FINITE.search(sentence, match.end(), end):
        yield Found(match.span(source), match.span(cue), ((match.end(), end),))


_FINITE = re.compile(
    r" (?:is|was|are|were|has|had|have|will|would|can|could|may|might|must|should|did|does|\w+ed|\w+s)\b"
)
_KEEN = re.compile(
    rf"(?:(?<=^)|(?<=[.;] )|(?<=, )|(?<= but )|(?<= and ))[Aa]s (?P<source>(?:{WORD} ){{0,5}}?{WORD}) "
    r"(?P<cue>(?:is|are|was|were) (?:quick|keen|at pains|careful|happy|eager|anxious|the first|fond|proud|fond of|prone) (?:to|of) (?:point(?:ing)? out|say(?:ing)?|tell(?:ing)? (?:\w+ ){1,3}|"
    r"not(?:e|ing)|stress(?:ing)?|add(?:ing)?|remind(?:ing)? (?:\w+ ){1,3}|admit(?:ting)?)|likes? to (?:say|point out|put it)|liked to (?:say|point out|put it)|never tires? of saying|"
    r"will tell you|would later (?:say|recall|admit)|used to say|once said|put it (?:to \w+ |later )?|was later to (?:say|admit)) ?(?=,), (?=\S)"
)


def keen_to_say(sentence: str) -> Iterator[Found]:
    """ "As his staff are quick to point out, the frame is genuine"."""
    if ", " not in sentence or " as " not in f" {sentence.lower()}":
        return
    for match in _KEEN.finditer(sentence):
        end = clause_end(sentence, match.end())
        if end > match.end() and not NO_SUBJECT.match(match.group("source")):
            low, high = match.span("cue")
            yield Found(
                match.span("source"), (low, low + len(sentence[low:high].rstrip())), ((match.end(), end),), speaker=True
            )


_REPLY = (
    "reply|answer|verdict|response|retort|comment|rejoinder|reaction|explanation|excuse|assessment|conclusion|advice|summary|defence|defense|"
    "parting words|last words|first words|only words|view|motto|refrain|message|warning|complaint|word|term|phrase|description"
)
_WAS_REPLY = re.compile(
    rf"(?P<quoted>{_QUOTED}),? (?:is|was|came|remains|remained) (?:(?P<owner>(?:(?:the|his|her|their|its|a|an) )?(?:{WORD} ){{0,4}}?{WORD})['’]s?|(?P<poss>his|her|their|its)) "
    rf"(?:only |whole |terse |curt |first |immediate |one-word |final |own |entire |usual |blunt |\w+ ){{0,2}}?(?P<cue>{_REPLY})\b"
    rf"|(?P<quoted2>{_QUOTED}),? (?:is|was|came|ran) the (?:\w+ ){{0,2}}?(?P<cue2>{_REPLY}) (?:of|from|given by|offered by) (?P<by>(?:{WORD} ){{0,5}}?{WORD})(?=[,.;]|$| (?:to|when|who|on|in|at|and|but)\b)"
)


def was_reply(sentence: str) -> Iterator[Found]:
    """ "“Madness,” was the general's reply", "“No” came the answer from the bank"."""
    if not any(mark in sentence for mark in '“"‘'):
        return
    for match in _WAS_REPLY.finditer(sentence):
        second = "2" if match.group("quoted2") else ""
        name = "by" if second else "owner" if match.group("owner") else "poss"
        quoted = match.span("quoted" + second)
        yield Found(match.span(name), match.span("cue" + second), (quoted,), exact=True, speaker=True)


_HEADLINE = re.compile(
    r"(?P<source>[A-Z][^:“”\"‘’?!.]{2,48})(?P<cue>:) (?P<quoted>‘[^‘\n]+’|'[^'\n]+(?:'[a-z][^'\n]*)*'|“[^”]+”|\"[^\"]+\")(?P<rest>[^“”\"‘’]{0,40})"
)


def headline_says(sentence: str) -> Iterator[Found]:
    """ "Mine owner: ‘We knew nothing’": in a headline, whoever stands before the colon says the words behind it."""
    match = _HEADLINE.fullmatch(sentence)
    if match is None or match.group("rest").strip(" .") or _TALK.search(match.group("source")):
        return
    words = match.group("source").split()
    plain = [w for w in words if w[0].islower() and w not in ("of", "the", "and", "for", "in", "at", "on", "a")]
    if words[0] not in _NO_HEAD and len(plain) < 2 and not any(w.endswith(("ed", "ing", "s", "back")) for w in plain):
        yield Found(match.span("source"), match.span("cue"), (match.span("quoted"),), exact=True, speaker=True)


_NO_HEAD = frozenset("He She They It Then And But His Her Their Its This That We I You The".split())
_TALK = re.compile(
    r",|\b(?:response|statement|say|says|said|told|asked|wrote|added|replied|is|was|are|were|reads?|word|words|phrase|sign|question|answer|motto|quote|quiz|review|read|more|watch|"
    r"listen|related|photo|picture|video|correction|note|update)\b",
    re.I,
)
_SUPPOSED = re.compile(
    r"(?P<first>(?:It|There) (?:is|was|may be|might be|could be|seems|remains|would be)[^,;:.]{2,60}), "
    rf"(?:(?P<cue>{_SAYS}|notes?|noted|warns?|warned|suggests?|suggested) (?P<source>[^,;:.“”\"]{{3,50}}(?:, (?!that\b)[^,;:.“”\"]{{3,60}})?)"
    rf"|(?P<source2>[^,;:.“”\"]{{3,60}}) (?P<cue2>{_SAYS}|notes?|noted|warns?|warned|suggests?|suggested)), (?P<rest>that [^;]+)"
)


def supposed(sentence: str) -> Iterator[Found]:
    """ "It is just possible, concedes the curator, Ada Quint, that the signature is real": one statement in two pieces."""
    if ", that " not in sentence:
        return
    match = _SUPPOSED.match(sentence)
    if match is None:
        return
    name = "" if match.group("cue") else "2"
    source = match.span("source" + name)
    end = clause_end(sentence, match.start("rest"))
    if end > match.start("rest") and not NO_SUBJECT.match(sentence[slice(*source)].split(",", maxsplit=1)[0]):
        pieces = (match.span("first"), (match.start("rest"), end))
        yield Found(source, match.span("cue" + name), pieces, exact=True, speaker=True)


_CAPTION = re.compile(
    r"(?P<source>(?:[A-Z][\w.’'-]*,? |of |the |for |and |at |former |deputy )*?[A-Z][\w’'-]+ (?:[A-Z][\w.’'-]* )*?[A-Z][\w’'-]+) (?P<cue>on) (?P<content>(?:how|why|whether|what|where) [^.;:“”\"]+)\.?"
)


def caption_on(sentence: str) -> Iterator[Found]:
    """ "Director Ada Quint on how the council sold the mill": a caption says what somebody talks about."""
    if " on " not in sentence or len(sentence) > 300:
        return
    match = _CAPTION.fullmatch(sentence)
    if match and match.group("content").count(" ") >= 2:
        yield Found(match.span("source"), match.span("cue"), (match.span("content"),), exact=True, speaker=True)


_EXPLAINED = re.compile(
    r"\b(?:is|are|was|were|been) (?P<cue>explained|described|set out|disclosed|revealed|announced|spelled out|spelt out|pointed out|argued|confirmed|summed up|expressed)"
    rf"(?: to (?:(?!by\b){WORD} ){{0,4}}?(?!by\b){WORD})?(?: (?:yesterday|later|on \w+|in \w+))? by (?P<source>(?:{WORD} ){{0,7}}?{WORD}(?:, [A-Z]{WORD}(?: {WORD}){{0,3}})?): (?P<content>\S.*)"
)


def explained_by(sentence: str) -> Iterator[Found]:
    """ "How it got there was explained by a bookkeeper, Lise Arno: the money had been lent"."""
    if " by " not in sentence or ": " not in sentence:
        return
    match = _EXPLAINED.search(sentence)
    if match:
        low, high = match.span("content")
        quoted = re.match(_QUOTED, sentence[low:high])
        high = low + quoted.end() if quoted else low + len(sentence[low:high].rstrip(" .!?"))
        yield Found(match.span("source"), match.span("cue"), ((low, high),), exact=True, speaker=True)


_TOLD_OF = (
    "said|claimed|believed|thought|reported|rumou?red|alleged|understood|whispered|supposed|feared|agreed|felt|hoped|assumed|revealed|"
    "announced|confirmed|disclosed|suggested"
)
_IT_IS_SAID = re.compile(
    rf"(?:^|(?<=; ))(?P<first>[^,;:“”\"]{{2,60}}), (?P<cue>it (?:is|was|has been|had been) (?:\w+ly |also |still |now )?(?:{_TOLD_OF}))(?: (?:in|at|on|among|by some|here|there|locally|last|yesterday|today|late|early|this)(?: {WORD}){{0,4}})?, (?P<rest>[^;]+)"
)


def it_is_said(sentence: str) -> Iterator[Found]:
    """ "The bride, it is said in the village, came on foot": nobody is named who says so."""
    if ", it " not in sentence:
        return
    for match in _IT_IS_SAID.finditer(sentence):
        end = clause_end(sentence, match.start("rest"))
        if end > match.start("rest"):
            pieces = (match.span("first"), (match.start("rest"), end))
            yield Found(None, match.span("cue"), pieces, exact=True, speaker=True)


_PUT_TO = re.compile(
    rf"(?P<source>\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|it)|\b(?:[Tt]he|[Aa]n?|(?!When|After|Once|If|As|While)[A-Z]{WORD})(?: {WORD}){{0,5}}?) (?:has |have |had |also |then |later )*"
    rf"(?P<cue>puts? it|suggest(?:s|ed)?|protest(?:s|ed)?|confid(?:es|ed)|boast(?:s|ed)?|point(?:s|ed)? out|explain(?:s|ed)?|complain(?:s|ed)?) to (?:(?!that\b){WORD} ){{0,6}}?(?!that\b){WORD} that (?=\w)"
)


def put_to(sentence: str) -> Iterator[Found]:
    """ "When I put it to the commissioner that the cells had no windows, …": mine, not the commissioner's."""
    if " to " not in sentence or " that " not in sentence:
        return
    for match in _PUT_TO.finditer(sentence):
        if NO_SUBJECT.match(match.group("source")) or match.group("source") in ("It", "it", "That", "This"):
            continue
        end = clause_end(sentence, match.end())
        if re.search(r"\b(?:[Ww]hen|[Aa]fter|[Aa]s|[Oo]nce|[Ww]henever|[Ii]f) $", sentence[: match.start()]):
            comma = sentence.find(", ", match.end(), end)
            end = comma if comma > 0 else end
        if end > match.end():
            yield Found(match.span("source"), match.span("cue"), ((match.end(), end),), exact=True, speaker=True)


_LET_KNOWN = re.compile(
    rf"(?:^|[;:] |, (?:and |but |while )?|(?<=\s)(?:and|but) )(?P<source>(?:(?i:the|a|an|his|her|its|their|one) )?(?:{WORD} ){{0,6}}?{WORD}(?: [—–] [^—–]{{2,50}} [—–])?) "
    r"(?P<cue>(?:has |have |had |also |later |quietly |privately )*(?:lets? it (?:be known|slip|be understood)|(?:makes?|made) (?:it )?(?:clear|plain|known)|leaves? no doubt|left no doubt))"
    r"(?: (?:on|in|at|to|last|this|late|early|yesterday|today|through|via)(?: (?!that\b)[^\s,;:.“”\"]+){0,6}?)? that (?=\w)"
)


def let_be_known(sentence: str) -> Iterator[Found]:
    """ "The palace let it be known on Sunday that nobody would come"."""
    if " that " not in sentence or not _ANY_KNOWN.search(sentence):
        return
    for match in _LET_KNOWN.finditer(sentence):
        end = clause_end(sentence, match.end())
        source = re.sub(r" [—–].*", "", match.group("source"))
        if end > match.end() and not NO_SUBJECT.match(source):
            low = match.start("source")
            yield Found((low, low + len(source)), match.span("cue"), ((match.end(), end),), gentle=True)


_ANY_KNOWN = re.compile(r" (?:lets? it|made|makes?|leaves?|left) ")

_SECOND_ACCORDING = re.compile(
    rf"(?:[;:] |, (?:and|but|while|though|whereas) )(?P<cue>according to) (?P<source>(?:{WORD} ){{0,8}}?{WORD}), (?=\w)"
)


def second_according(sentence: str) -> Iterator[Found]:
    """ "According to one, it was burned; according to another, it was moved": what the other says stands behind."""
    if "according to" not in sentence:
        return
    for match in _SECOND_ACCORDING.finditer(sentence):
        end = clause_end(sentence, match.end())
        if end > match.end() and _FINITE.search(sentence, match.end(), end):
            yield Found(match.span("source"), match.span("cue"), ((match.end(), end),), exact=True, speaker=True)


_RELATIVE_ACCORDING = re.compile(
    rf"(?P<apart>, )?\b(?:who|which|that), (?P<cue>according to) (?P<source>(?:{WORD} ){{0,6}}?{WORD}), (?=[a-z])"
)
_GOES_ON = re.compile(r" (?:was|were|is|are|has been|have been) ")


def relative_according(sentence: str) -> Iterator[Found]:
    """ "Ada Quint, who, according to police, had been drinking, was held": what the police say ends with the clause."""
    if "according to" not in sentence:
        return
    for match in _RELATIVE_ACCORDING.finditer(sentence):
        end = clause_end(sentence, match.end())
        comma = sentence.find(",", match.end(), end)
        end = comma if comma > 0 else end
        begin = match.end()
        goes_on = None if match.group("apart") else _GOES_ON.search(sentence, begin + 8, end)
        end = goes_on.start() if goes_on else end
        if end > begin:
            yield Found(match.span("source"), match.span("cue"), ((begin, end),), exact=True, speaker=True)


_CAPTIONED = re.compile(
    rf"(?:^|[;:] |, (?:and |but |while )?)(?P<source>(?:{WORD} ){{0,6}}?{WORD}(?:, [^,;:“”\"]{{3,60}},)?) (?:has |have |had |later |then |also |promptly )*(?:re)?(?:posted|shared|uploaded|tweeted|published|put up|hung|pinned|posts|shares) "
    rf"[^;:“”\"]{{0,110}}?(?:(?:with|under|over|beside|alongside|above) the (?:{WORD} )?(?P<cue>captions?|words?|message|comment|heading|title|text|line|legend|note|hashtag)|(?P<cue2>captioned)),?:? (?P<quoted>{_QUOTED})"
)


def captioned(sentence: str) -> Iterator[Found]:
    """ "Roe posted a picture of his locker with the caption “Goodbye”": the words are of the one who posted it."""
    if " caption" not in sentence and " the " not in sentence:
        return
    match = _CAPTIONED.search(sentence) if _QUOTE_MARK.search(sentence) else None
    if match and not NO_SUBJECT.match(match.group("source").split(",")[0]):
        cue = match.span("cue" if match.group("cue") else "cue2")
        yield Found(match.span("source"), cue, (match.span("quoted"),), exact=True, speaker=True)


_QUOTE_MARK = re.compile(r"[“\"‘]")

ASIDES = (
    captioned,
    second_according,
    relative_according,
    it_is_said,
    put_to,
    let_be_known,
    so_claims,
    per,
    keen_to_say,
    was_reply,
    headline_says,
    supposed,
    caption_on,
    explained_by,
)
