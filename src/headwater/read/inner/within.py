"""Plain speech inside what somebody says: "the foreman says the office told him …".

The tagger has learnt from a corpus that marks only the outermost attributions, so it finds fewer of the inner ones. Inside
a content the common verbs of saying and thinking with a subject right before them are therefore read by rule as well.
Nothing outside a content is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.frame import Draft, Frame, Range
from headwater.read.inner.relatives import inside_noun_phrase
from headwater.read.inner.relayed import RELAYED
from headwater.read.inner.spoken import SPOKEN
from headwater.read.mending.repairs import in_set_phrase
from headwater.read.wording.constructions import MOST_DRAFTS
from headwater.read.wording.found import PARTICLES

DEEPEST = 6
"""Levels of attribution inside attribution."""

_LONGEST = 4000
"""Code points of one piece of content that are looked through; longer ones are whole documents in marks."""

_CONFIDENCE = 0.65

_SAY = (
    "said|says|say|saying|claimed|claims|claim|insisted|insists|insist|denied|denies|deny|alleged|alleges|admitted|admits|"
    "warned|warns|argued|argues|argue|announced|announces|promised|promises|reported|reports|swears|swore|stated|states|"
    "testified|testifies|confirmed|suggested|suggests|complained|complains|concluded|concludes|acknowledged|acknowledges"
)
_THINK = "believed|believes|believe|thought|thinks|think|suspected|suspects|suspect|feared|fears|fear|hoped|hopes|hope"
_TELL = (
    "told|tells|assured|assures|informed|informs|reminded|reminds|warned|warns|asked|asks|urged|urges|ordered|orders"
)
_KNOW = "know|knows|knew|learned|learnt|learns|realised|realized|realises|realizes|feel|feels|felt|heard|hears|discovered|recalled|remembers"
_SHOW = (
    "show|shows|showed|prove|proves|proved|indicate|indicates|indicated|agree|agrees|agreed|decide|decides|decided|declare|declares|declared|"
    "explain|explains|explained|note|notes|noted|predict|predicts|predicted|vow|vows|vowed|pledge|pledges|pledged|reveal|reveals|revealed|"
    "imply|implies|implied|contend|contends|contended|maintains|maintained|wrote|writes|tweeted|demand|demands|demanded|recommend|recommends|"
    "recommended|propose|proposes|proposed|request|requests|requested|expect|expects|expected|assume|assumes|assumed|found|finds|"
    "swear|estimate|estimates|estimated|affirm|affirms|affirmed|reaffirm|reaffirms|reaffirmed|assert|asserts|asserted|emphasised|emphasized"
)
_ASK = "ask|asks|asked|wonder|wonders|wondered|questioned|questions"
_WHOM = r"(?:me|him|her|them|us|you|it|(?:the|his|their|my|our|a|an) (?:[\w-]+ )?\w+|[A-Z]\w+(?: [A-Z]\w+)?|\w+s)"
_VERB = re.compile(
    rf"(?<=\s)(?:(?P<say>(?:{_SAY}|{_THINK}))(?P<that> that)?|"
    rf"(?P<aside>(?:{_SAY}|radioed|texted|wrote|emailed|replied|added|tweeted|explained|vowed|predicted|recalled))(?:, [^,;“”]{{2,60}},)? that|(?P<know>{_KNOW}) (?:that|like|what|how|why|whether)(?! and\b| to\b)\b|"
    rf"(?P<show>{_SHOW}) that\b|(?P<want>asked|asks|ask|begged|called|calls|calling) for(?= (?:the|his|her|their|my|our|\w+s) (?:[\w’'-]+ ){{0,3}}?to [a-z])|"
    rf"(?P<ask>{_ASK}) (?:whether|if|why|how|what|who|when|where)\b|"
    rf"(?P<weigh>debating|discussing|deciding|weighing)(?= whether| if\b)|"
    rf"(?P<tell>(?:{_TELL})) {_WHOM}(?P<how> that| if| whether| to)?) (?=\S)"
)
_SUBJECT = re.compile(
    r"(?:(?P<pronoun>\b(?i:he|she|they|we|i|you|it|who|nobody|anyone|everyone|somebody|someone|people|some|many|others))"
    r"|(?P<noun>(?:\b\w+ of )?\b(?i:the|a|an|his|her|their|its|my|our|your|some|many|two|three|several|every|those|these|one|both) "
    r"(?:[\w’'-]+ ){0,4}?[\w’'-]+)"
    rf"|(?P<name>(?:\b{PARTICLES} )*"
    r"(?:\b[A-Z][\w’'.-]+ ){0,4}\b[A-Z][\w’'-]+)"
    r"|(?P<plural>(?:^|(?<=[,;“\"] )|(?<=that ))(?:\w+ )?\w+s))"
    r"(?P<between>(?: (?:has|had|have|having|also|never|now|then|once|later|still|already|did not|does not|do not|don['’]t|"
    r"doesn['’]t|didn['’]t|would|will|can|could|may|might|just|only|tried to|tries to|wants? to|seems? to|continues? to|"
    r"went on to|came out to|used to|\w+ly)){0,3})$",
)
_STOP = re.compile(
    r"[;:!?](?:\s|$|[”\"’'])|(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bLt)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bSgt)(?<!\b[A-Z])[.](?:\s|$|[”\"’'])|"
    r", (?:I|we|he|she|they|it|you)\b|, (?:and|but|while|though|although|who|which|so|because|when|where) |[”\"]| [—–] "
)
_NOUNS_TOO = frozenset(
    "suspects suspect claims claim fears fear hopes hope reports report doubts thought show shows asks".split()
)
_NOUN_HERE = re.compile(
    r" (?:have|has|had|was|were|is|are|as|of|in|on|at|by|from|for|about|who|which|will|would|and|or)\b"
)
_TOLD_ONCE = frozenset(
    "said told asked warned wrote tweeted promised testified announced urged requested recommended".split()
)
"""Verbs that tell of another occasion when the speaker himself says them of himself."""
_NO_OTHER = frozenset({"i", "we", "you", "it", "some", "many", "this", "that", "to", "these", "those"})


def read_within(frame: Frame, drafts: list[Draft]) -> None:
    """Add the plain speech inside the contents of ``drafts``, in place; levels below are reached in turn."""
    if len(drafts) > MOST_DRAFTS:
        return
    depth = _depths(drafts)
    number = 0
    while number < min(len(drafts), MOST_DRAFTS):
        if depth[number] < DEEPEST:
            for found in _found_in(frame.text, drafts[number]):
                if in_set_phrase(frame.text, found):
                    continue  # "the storm claimed the lives of two"
                if _is_new(drafts, number, found) and not inside_noun_phrase(frame, found, drafts[number]):
                    found.parent = number
                    found.confidence *= drafts[number].confidence
                    drafts.append(found)
                    depth.append(depth[number] + 1)
        number += 1


def _depths(drafts: list[Draft]) -> list[int]:
    depth: list[int] = []
    for draft in drafts:
        level, above = 0, draft.parent
        while above is not None and level <= DEEPEST:  # a parent may stand behind its child
            level, above = level + 1, drafts[above].parent
        depth.append(level)
    return depth


_HEADLESS = re.compile(
    r"\b(?:things?|what|whatever|everything|anything|nothing|something|all|words?) (?:that )?$", re.I
)
_PREDICATE = re.compile(
    r"(?:(?:today|yesterday|now|then|here|there|tonight) )?(?:is|are|was|were|has|have|had|will|would|can|makes?|made) "
)
_KINDS = ("say", "aside", "know", "show", "want", "ask", "weigh", "tell")


def _found_in(text: str, outer: Draft) -> Iterator[Draft]:
    for start, end in outer.content:
        if end - start > _LONGEST:
            continue
        for match in _VERB.finditer(text, start, end):
            kind = next(name for name in _KINDS if match.group(name))
            verb = match.group(kind)
            subject = subject_before_verb(text, start, match.start(), verb)
            if subject is None:
                continue
            who = text[subject[0] : subject[1]].lower()
            if who in _NO_OTHER and not (who in ("i", "we") and (verb in _TOLD_ONCE or kind == "weigh")):
                continue  # "I think that …" is how one speaks, not another speech
            if verb in _NOUNS_TOO and _NOUN_HERE.match(text, match.end(kind)):
                continue  # "two suspects have been held", "Tarnish claims as “false”"
            content = _content(text, match, end)
            if (
                content
                and _HEADLESS.search(text[max(start, subject[0] - 16) : subject[0]])
                and _PREDICATE.match(text, content[0])
            ):
                continue  # "nothing he said is true"
            if content and text[subject[0] : subject[1]].endswith((" of", " to", " in", " for")):
                continue  # "makes a point of saying that": the speaker's own
            if content:
                yield Draft(subject, [match.span(kind)], [content], confidence=_CONFIDENCE, notes=["within", kind])
        for rule in (*SPOKEN, *RELAYED):
            for part in rule(text, start, end):
                yield Draft(
                    part.source, [part.cue], list(part.content), confidence=_CONFIDENCE, notes=["within", rule.__name__]
                )
        yield from _marked(text, start, end)
        yield from _marked_first(text, start, end)
    yield from _parted(text, outer)


_MARKED = re.compile(
    r"(?<=\s)(?P<cue>said|says|say|saying|asked|asking|wrote|writes|tweeted|told (?:me|us|him|her|them|you)|replied|shouted|shouting|answered|"
    r"yelled|texted|added|like|goes|went|is|was|quote)(?: that)?[,:]? (?P<open>[‘'])(?=\S)"
)
_SHUT = {"‘": re.compile(r"(?<=[.,!?…—\w])’(?!\w)"), "'": re.compile(r"(?<=[.,!?…—\w])'(?!\w)")}
_UNSHUT = re.compile(r"[.!?](?=[”\"]?\s*$)")
"""The end of the speech itself, where the inner mark was never closed."""
_NOT_SAYING = frozenset({"like", "goes", "went", "is", "was", "quote"})


def _marked(text: str, start: int, end: int) -> Iterator[Draft]:
    """Words in single marks behind a verb of saying: "the head of the union said ‘no way’"."""
    for match in _MARKED.finditer(text, start, end):
        opens = match.start("open")
        shut = _SHUT[match.group("open")].search(text, opens + 2, end) or _UNSHUT.search(text, opens + 2, end)
        subject = subject_before_verb(text, start, match.start(), match.group("cue"))
        if shut is None or (subject is None and match.group("cue") in _NOT_SAYING) or shut.end() - opens > 800:
            continue
        if match.group("cue") in ("is", "was", "like", "goes", "went") and text[opens + 1].islower():
            continue  # a word named, not spoken
        draft = Draft(
            subject, [match.span("cue")], [(opens, shut.end())], confidence=_CONFIDENCE, notes=["within", "marked"]
        )
        draft.form = "direct"
        yield draft


_FIRST_MARKED = re.compile(
    r"(?<=\s)(?P<content>‘[^’\n]{2,300}[.,!?]’|'[^'\n]{2,300}[.,!?]') (?:(?P<source>(?:he|she|they|[Tt]he|an?|one of|[A-Z])[^,.;:“”\"‘]{0,60}?) ?\b"
    r"(?P<cue>said|says|told|asked|shouted|wrote|replied|answered|added|recalled)\b|(?P<cue2>said|says|asked|shouted|wrote|replied|answered|added|recalled) "
    r"(?P<source2>(?:(?:the|a|an|one of the|one|his|her|their|our) (?:[\w’-]+ ){0,4}?[\w’-]+|(?:[A-Z][\w’.-]*,? ){0,3}?[A-Z][\w’-]+))(?=[.,;]|$| (?:from|in|at|on|who|as|when|to)\b))"
)


def _marked_first(text: str, start: int, end: int) -> Iterator[Draft]:
    """ "‘We sang,’ one of them told this paper": words in single marks before their speaker."""
    for match in _FIRST_MARKED.finditer(text, start, end):
        name = "" if match.group("cue") else "2"
        low = match.start("source" + name)
        source = (low, low + len(match.group("source" + name).rstrip()))
        draft = Draft(
            source,
            [match.span("cue" + name)],
            [match.span("content")],
            confidence=_CONFIDENCE,
            notes=["within", "marked"],
        )
        draft.form = "direct"
        yield draft


_SECOND_VERB = re.compile(
    r"(?P<cue>(?:has |have |had |also |now )*(?:detailed|details|showed|shows|suggested|suggests|found|finds|concluded|concludes|warned|warns|claimed|claims|"
    r"believed|believes|denied|denies|said|says|reported|reports|argued|argues|insisted|insists|stated|states|promised|promises|told \w+|asked|asks|wanted|wants|"
    r"confirmed|confirms|admitted|admits|described|describes|predicted|predicts|recommended|recommends|feared|fears|hoped|hopes)) (?:that )?(?=\w)"
)
_AND_SECOND = re.compile(
    r", and (?P<cue>suggested|suggests|found|said|says|warned|concluded|argued|showed|shows|claimed|added|recommended) (?:that )?(?=\w)"
)
_PLAIN_NOUN = re.compile(
    r"(?:(?:[Bb]ut|[Aa]nd|[Ss]till|[Yy]et) )?(?P<noun>(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[A-Z][\w’'.-]*)(?: [\w’'.-]+){0,6}),?"
)


def _parted(text: str, outer: Draft) -> Iterator[Draft]:
    """ "The report, officials said, found that …": the subject in front of the speaker has a verb of saying behind him."""
    if len(outer.content) != 2 or outer.form == "direct" or not outer.cue:
        return
    (a, b), (c, d) = outer.content
    noun = _PLAIN_NOUN.fullmatch(text, a, b)
    verb = _SECOND_VERB.match(text, c, d)
    if noun is None or verb is None or not b <= outer.cue[0][0] < c:
        return
    cue, begin = verb.span("cue"), verb.end()
    while cue is not None:
        more = _AND_SECOND.search(text, begin, d)
        until = more.start() if more else d
        yield Draft(noun.span("noun"), [cue], [(begin, until)], confidence=_CONFIDENCE, notes=["within", "parted"])
        if more is None:
            return
        cue, begin = more.span("cue"), more.end()


_LAST_PRONOUN = re.compile(
    r"\b(?P<pronoun>(?i:he|she|they|we|i|you|it|who|nobody|anyone|everyone|somebody|someone|people|some|many|others))"
    r"(?P<between>(?: (?:has|had|have|having|is|are|was|were|also|never|now|then|once|later|still|already|not|did|does|do|"
    r"don['’]t|doesn['’]t|didn['’]t|would|will|can|could|may|might|just|only|really|tried to|tries to|wants? to|seems? to|"
    r"continues? to|went on to|came out to|used to|\w+ly)){0,3})$"
)
_PLURAL = re.compile(
    r".*(?:s|people|police|men|women|children|some|many|others|most|few|all|who|they|we|i|you|and \w+)$", re.I | re.S
)
_BASE = frozenset(
    "say believe think suspect fear hope deny insist warn argue complain claim know feel ask wonder hear learn realise realize admit show prove "
    "indicate agree decide declare explain note predict vow pledge reveal imply contend demand recommend propose request expect assume swear "
    "estimate affirm reaffirm".split()
)
_HELPED = re.compile(
    r"(?:do|does|did|don['’]t|doesn['’]t|didn['’]t|would|will|can|could|may|might|to|not|heard?|hears|saw|see|let)\b",
    re.I,
)
_BROKEN = re.compile(r"\b(?:that|and|but|if|when|because|is|are|was|were|do|does|to)\b")


def subject_before_verb(text: str, start: int, verb: int, word: str) -> Range | None:
    """The subject right before a verb, auxiliaries and adverbs left out."""
    low = max(start, verb - 70)
    before = text[low : verb - 1]
    match = _LAST_PRONOUN.search(before) or _COORDINATE.search(before)
    if match:
        return low + match.start("pronoun"), low + match.end("pronoun")
    match = _SUBJECT.search(before)
    if match is None:
        return None
    name = next(name for name in ("pronoun", "noun", "name", "plural") if match.group(name))
    begin, end = match.span(name)
    broken = [m.end() for m in _BROKEN.finditer(before, begin, end)] if name == "noun" else []
    if broken:
        rest = _SUBJECT.search(before, broken[-1])
        if rest is None:
            return None
        name = next(name for name in ("pronoun", "noun", "name", "plural") if rest.group(name))
        match, (begin, end) = rest, rest.span(name)
    whole = _whole(before, begin)
    if whole is None:
        return None
    begin = whole
    if word in _BASE and not _PLURAL.fullmatch(before, begin, end):
        helped = _HELPED.search(match.group("between") + " " + before[max(0, begin - 12) : begin])
        if not helped:
            return None  # "the fear", "his claim": nouns
    return low + begin, low + end


_COORDINATE = re.compile(
    r"\b(?P<pronoun>(?i:he|she|they|we|I|it)) (?:has |had |have )?(?:[a-z]+(?:s|ed)|was|were|is|had|has|have)\b[^.;:,“”\"]{1,50} and(?: (?:has|had|have|also|then|later|once))+$"
)
"""Two verbs of one pronoun: "she owns the house and had asked"."""
_PREPOSITION = re.compile(
    r"(?P<head>\b(?:the|a|an|his|her|their|our|my|its|some|many|those|these|every|one|two|three|several|most|all) (?:[\w’'-]+ ){0,3}?[\w’'-]+ )?"
    r"\b(?:of|in|on|at|from|for|with|by|near|behind|about|to|without|against|into|inside|outside|across|among|under|over) $",
    re.I,
)


def _whole(before: str, begin: int) -> int | None:
    """Where a subject begins whose last words stand behind a preposition: "the man in the car said"; None if it has no head."""
    match = _PREPOSITION.search(before, 0, begin)
    if match is None:
        return begin
    return match.start("head") if match.group("head") else None


def _content(text: str, match: re.Match[str], end: int) -> Range | None:
    """What follows the verb to the end of its clause; two words at least."""
    begin = match.end()
    kind = next((name for name in ("know", "show", "ask", "want", "weigh") if match.group(name)), None)
    if kind:
        begin = match.end(kind) + 1
        if text.startswith(("that ", "like "), begin):
            begin += 5
    if match.group("how") in (" to", " if", " whether"):
        begin = match.start("how") + 1
    stop = _STOP.search(text, begin, end)
    until = stop.start() if stop else end
    if match.group("say") in _OWNING_UP and not match.group("that"):
        deed = _DEED_ONLY.match(text, begin, until)
        until = deed.end() if deed else until
    while until > begin and text[until - 1] in " .,;:!?”\"’'":
        until -= 1
    return (begin, until) if text[begin:until].count(" ") >= 1 else None


_OWNING_UP = frozenset("admitted admits denied denies deny acknowledged acknowledges confirmed".split())
_DEED_ONLY = re.compile(
    r"(?:the|a|an|any|his|her|their|its) (?:[\w’'-]+ ){0,3}?[\w’'-]+(?= (?:when|after|while|before|as|during)\b)"
)


def _is_new(drafts: list[Draft], number: int, found: Draft) -> bool:
    """Whether nothing inside the same content has that verb already, and it is not the outer attribution itself."""
    low, high = found.cue[0]
    for other, draft in enumerate(drafts):
        if any(a < high and low < b for a, b in draft.cue):
            return False
        inside = draft.parent == number and other != number
        if inside and any(a <= low and high <= b for a, b in draft.content):
            return False  # it belongs to that one, a level below
    return True
