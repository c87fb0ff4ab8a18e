"""Things that bear words: "a sign that read “Keep out”", "placards saying “Bread first”", "he left a note: “Gone to sea”".

The words are those of the thing, or of whoever wrote or sent it where the sentence says so. Each rule reads one sentence and
looks first for a quotation mark and a word of its own; `constructions` settles what they find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.wording.found import NO_SUBJECT, WORD, Found

_QUOTED = r"(?:“[^”]+”|\"[^\"]+\"|‘[^’]+(?:’[a-z][^’]*)*’)"
_THING = (
    "signs?|placards?|banners?|posters?|notes?|cards?|letters?|messages?|texts?|text messages?|e-?mails?|T-?shirts?|shirts?|caps?|hats?|badges?|buttons?|plaques?|stickers?|"
    "labels?|inscriptions?|tattoos?|slogans?|flyers?|leaflets?|notices?|billboards?|graffiti|headlines?|captions?|tweets?|posts?|statements?|telegrams?|postcards?|memos?|"
    "voicemails?|screens?|boards?|flags?|headstones?|gravestones?|murals?|headbands?|armbands?|stamps?|envelopes?|invitations?|receipts?|labels?|screenshots?|entry|entries"
)
_BEARS = re.compile(
    rf"(?:(?<=\s)|^)(?P<source>(?:(?i:an?|the|his|her|its|their|my|our|one|another|two|three|several|some|many|this|that) )?(?:(?!that\b|which\b)[\w’'-]+ ){{0,3}}?(?P<thing>{_THING})"
    rf"(?: (?:from|to|on|in|above|over|outside|by|beside|around|at|under|behind) (?:(?!that\b|which\b|reading\b|saying\b){WORD} ){{0,5}}?(?!that\b|which\b|reading\b|saying\b){WORD})?),? "
    r"(?P<cue>(?:(?:that|which) (?:simply |only |also |once )?(?:reads?|said|says?|declare[sd]?|proclaim(?:s|ed)?|warn(?:s|ed)?|ran|runs?|stated|states?|asked|asks?|bore the words|announced|announces?)"
    r"|reading|saying|declaring|proclaiming|warning|bearing the (?:words|slogan|legend|message|inscription)|with the (?:words|slogan|legend|message|inscription)|emblazoned with|inscribed(?: with)?|marked"
    rf")(?: simply| only)?),?:? (?P<quoted>{_QUOTED})"
)
_SENT = re.compile(
    r"(?P<who>(?:[^\s,;:“”\"()]+ ){0,6}?[^\s,;:“”\"()]+) (?:has |have |had |later |then |also |once )*(?:put out|puts out|released|releases|gave|made|read out|delivered|published|circulated|shared|shares|filed|signed|sent|sends?|wrote|writes?|left|leaves|posted|posts|issued|texted|e-?mailed|mailed|tweeted|scrawled|scribbled|tapped out|fired off|pinned|hung) "
    r"(?:(?:him|her|them|me|us|it) )?(?:[^\s,;:“”\"()]+ ){0,6}?$"
)
_BORNE = re.compile(rf"\b(?:{_THING})\b")


def bears_words(sentence: str) -> Iterator[Found]:
    """ "Inside was a card that read: “You were warned”": the card's words; "he sent her a text that said “…”": his."""
    if not any(mark in sentence for mark in '“"‘') or not _BORNE.search(sentence):
        return
    for match in _BEARS.finditer(sentence):
        low, high = match.span("source")
        low = _from_article(sentence, low, match.start("thing"))
        sender = _SENT.search(sentence, _plain(sentence, low), low)
        if sender is not None and not NO_SUBJECT.match(sender.group("who")):
            low, high = sender.span("who")
        elif match.group("thing").startswith("statement"):
            continue  # whose it is stands elsewhere
        yield Found((low, high), match.span("cue"), (match.span("quoted"),), exact=True, speaker=True)


_ARTICLE = re.compile(r"\b(?i:an?|the|his|her|its|their|my|our|one|another|two|three|several|some|many|this|that) ")
_CLAUSE = re.compile(r"[;:,—–“”\"] ?|\b(?:and|but|when|while|after|before|where) ")


_LONGEST = 240
"""Code points that are looked back for the beginning of a clause."""


def _plain(sentence: str, at: int) -> int:
    """Where the clause begins that ``at`` stands in."""
    low = max(0, at - _LONGEST)
    return max((m.end() for m in _CLAUSE.finditer(sentence, low, at)), default=low)


def _from_article(sentence: str, low: int, thing: int) -> int:
    """Where the thing's own phrase begins: "Marchers carried | placards", "held | a sign"."""
    articles = [m.start() for m in _ARTICLE.finditer(sentence, low, thing)]
    return articles[-1] if articles else thing if sentence[low:thing].count(" ") > 1 or low == 0 else low


WRITTEN = (bears_words,)
