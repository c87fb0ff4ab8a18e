"""Words on the page that are not the article's: plugs, share bars, navigation, legal lines, re-posters' watermarks.

Each rule looks at form and at the stock phrases of page furniture, never at a subject. A line that could be the article's
own is left alone: a missed plug costs little, a swallowed sentence costs a statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.model import Residue, ResidueKind

_LONGEST_PLUG = 90
_LONGEST_LINE = 700
_FLAGS = re.IGNORECASE

_SHARE = re.compile(
    r"(?:(?:share|tweet|email|e-mail|print|pin|pin it|save|whatsapp|facebook|twitter|"
    r"x|linkedin|pinterest|reddit|flipboard|telegram|tumblr|pocket|"
    r"google|google\+|copy link|copy|link|more|text|sms|messenger|mail|comments?|view|"
    r"like|loading|instagram|threads|bluesky|youtube|tiktok|rss|"
    r"(?:share|tweet|pin|post|save) (?:this|on|to|via)(?: (?:article|story|page|post|"
    r"facebook|twitter|linkedin|pinterest|reddit|whatsapp|x))?"
    r"|(?:click )?to (?:share|email|print|tweet)|\d[\d.,]*[km]?(?: (?:shares?|comments?|"
    r"likes?|retweets?|views?))?|spread the (?:word|news|love)|like this)"
    r"(?:[\s:|,•·.…/!()-]+|$))+",
    _FLAGS,
)
_NAVIGATION = re.compile(
    r"(?:advert(?:isement)?s?|sponsored(?: content)?|ad|promoted|(?:story|article|content|"
    r"text) continues (?:below|after)\b.{0,60}|continue reading(?: below)?\b.{0,40}|"
    r"scroll (?:down )?(?:to continue|for more)\b.{0,40}|skip (?:to|ad|advert|past)\b.{0,60}|"
    r"(?:read|see|view|show|load|learn|find out|hear|watch) more\b(?: (?:here|stories|"
    r"news|comments|posts|articles))?[.:>» ]*|"
    r"(?:more|other|related|recommended|popular|trending|latest|top|recent|most (?:read|"
    r"popular|viewed|recent)|similar)(?: (?:top|trending|local|latest|breaking|news))*"
    r" (?:stories|news|articles|posts|coverage|content|reading|topics|videos|links|headlines)(?: (?:from|"
    r"on|in|at|by|for) .{1,40})?:?|"
    r"(?:more|read|see|watch|listen|hear|related|recommended|also|don[’']t miss|read (?:more|"
    r"also|next|now|this)|see (?:also|more)|also (?:read|see|on)|you may (?:also )?like|"
    r"more (?:from|on|in|about) [^.!?]{1,40}|related (?:story|article|stories|articles|"
    r"content|coverage|post|news|video|link|links)|editor[’']?s picks?|what to read next|"
    r"up next|"
    r"next(?: (?:article|story|post|up))?|previous(?: (?:article|story|post))?|top stories|what[’']s next):\s*.{0,160}|"
    r"you (?:may|might) also (?:like|be interested in).{0,40}|most read|trending(?: now)?|"
    r"related|recommended(?: for you)?|editor[’']?s picks?|what to read next|up next|"
    r"(?:click|tap) (?:here|on|to)\b[^“”\"]{0,140}|(?:mobile|app) users,? (?:tap|click)\b.{0,120}|"
    r"back to top|jump to .{1,30}|home ?(?:>|»|/).{0,120}|you are here:?.{0,40}|"
    r"(?:filed under|tagged|tags|categories|topics|in this (?:article|story)|read the rest (?:here|"
    r"of)|via):? ?.{0,80}|please enable javascript.{0,80}|hide transcript.{0,20}|"
    r"(?:watch|view|hide|show) (?:this story|transcript|caption|comments|the video(?: above|"
    r" below)?|gallery|slideshow)\b.{0,40}|(?:image|photo|slide) \d+ of \d+.{0,20}|"
    r"close|menu|search|log ?in|sign ?(?:in|up|out)|subscribe(?: now)?|register|read more here.?|"
    r"print recipe|buy now|shop now|read next ?>?|previous|next|loading\W*|leave a (?:reply|"
    r"comment)|"
    r"(?:post|add|view|hide|show|read|join the) (?:your |a |all |the )?(?:comments?|conversation|"
    r"discussion)|report (?:a|an) (?:correction|error|typo)\b.{0,60})",
    _FLAGS,
)
_PLUG = re.compile(
    r"(?:(?:please |simply |just |now |to \w+[\w ]{0,40}, (?:please )?)?(?:sign[ -]?up|"
    r"subscribe|register|join|get|download|follow|like|find|support|donate|become|enter your|"
    r"submit|send us|"
    r"never miss|don[’']t miss|stay (?:up to date|informed|connected|tuned)|keep up|want (?:more|"
    r"to)|have you|do you have|got a|(?:are|were) you|already|try|receive|listen|"
    r"check out|help (?:support|us)|love|enjoy(?:ed|ing)?|if you (?:like|love|enjoy|liked|"
    r"enjoyed|want|would|[’']re)|for (?:the latest|more)|text|tell us|let us know|contact us|"
    r"you can (?:also )?(?:sign|subscribe|follow)|"
    r"be the first|delivered|learn how|discover|start your|unlock|our (?:daily|weekly|"
    r"morning|free)|the (?:best|latest|most important)|first-time|create an?|thanks? (?:you )?for)\b"
    r"[^“”\"]{0,400}?"
    r"\b(?:newsletters?|(?:to|in|into) your (?:inbox|mailbox|phone)|our (?:\w+ ){0,3}(?:app|"
    r"apps|podcasts?|e-?mails?|edition|channel|mailing list|page|journalism|reporting|"
    r"work|newsroom)|email (?:alerts?|updates|address|newsletter)|e-?mail address|breaking news alerts?|"
    r"push notifications?|"
    r"(?:mobile|news|free) apps?|(?:subscrib(?:e|er|ers|ing)|subscriptions?)(?: (?:now|"
    r"today|to))?|(?:us|me|him|her|them|conversation|[A-Z][\w. ]{1,40}) on (?:facebook|"
    r"twitter|instagram|youtube|telegram|whatsapp|tiktok|linkedin|x|the kdka)|"
    r"facebook page|(?:for |on )?ios and android|app store|google play|daily edition|"
    r"morning report|letters? to the editor|unlimited access|free trial|registering|(?:become|"
    r"as) a (?:member|supporter|patron|subscriber)|"
    r"for (?:as little as|just|only) [$£€]\d|straight to your|in your inbox|mailing list|"
    r"ad[ -]free|tip line|latest developments|our community)\b.{0,300}"
    r"|follow @?\w[\w .’'-]{1,40} on (?:twitter|facebook|instagram|x)\b.{0,60}|twitter: ?@\w+\.?|"
    r"follow [A-Z][\w.]+: .{0,80}"
    r"|(?:already|not) an? (?:member|subscriber)\b.{0,200}|(?:already have|don[’']t have|"
    r"create|log in to|sign in to) (?:an |your )?(?:account|profile)\b.{0,120}"
    r"|(?:to (?:continue|keep|view|read|access|see)|if you[’']re seeing this)[^“”\"]{0,120}\b(?:subscri\w+|"
    r"log ?in|sign ?in|register|account)\b.{0,300}"
    r"|first-time subscribers\b.{0,400}|(?:this|the) (?:article|story|content|page) is (?:only )?(?:availabl"
    r"e )?(?:for|to) (?:our )?(?:paid |registered )?(?:subscribers|members)\b.{0,200}"
    r"|.{0,140}\b(?:we may (?:earn|receive|get)|(?:may )?earns? (?:us )?an? (?:\w+ )?commission|"
    r"receive compensation|affiliate (?:commission|links?))\b.{0,400}"
    r"|no spam\b.{0,200}|you can unsubscribe\b.{0,160}|by (?:signing up|subscribing|registering|"
    r"clicking|entering your e-?mail)\b.{0,300}"
    r"|your (?:notification has been saved|e-?mail address will not be published)\b.{0,120}|"
    r"there was a (?:problem|error)\b.{0,100}|email notifications are\b.{0,120}"
    r"|(?:this|our) (?:site|website) (?:uses|is protected)\b.{0,300}|(?:we|this website) uses? cookies\b.{0,"
    r"400}|privacy (?:policy|& cookies)\b.{0,200})",
    _FLAGS,
)
_LEGAL = re.compile(
    r"(?:(?:\(?©|\(c\)|copyright(?: ©| \(c\)| \d{4}| by)|all rights reserved|some rights reserved|"
    r"all contents? (?:©|copyright)).{0,400}"
    r"|[^“”\"]{0,120}\ball rights reserved\b.{0,300}"
    r"|this material may not be (?:published|broadcast|rewritten|reproduced)\b.{0,200}|"
    r"(?:.{1,60} )?is not responsible for the (?:opinions|content)\b.{0,200}|terms (?:of (?:use|"
    r"service)|and conditions)\b.{0,80}"
    r"|as published in the [^.]{3,60}\.|\*?bonus value is an? .{0,300}|(?:do not sell|"
    r"your (?:ad|privacy) choices)\b.{0,60}|powered by .{1,40}|release date:)",
    _FLAGS,
)
_BIOGRAPHY = re.compile(
    r"(?:(?:about the authors?:? ?)?(?:The (?:writer|author)|[A-Z][\w.’'-]+(?: (?:[A-Z]\.|"
    r"de|van|von|der|al|el|bin))*(?: [A-Z][\w’'-]+){1,3}),? (?:is|was|has been) (?:an? |"
    r"the |\w+[’']s )"
    r"[^“”\"]{0,80}?\b(?:writer|reporter|correspondent|editor|columnist|journalist|professor|"
    r"author|fellow|contributor|producer|photographer|blogger|lecturer|analyst|anchor|"
    r"intern|freelancer)\b.{0,400}"
    r"|(?:reach|contact|e-?mail|write to|follow) (?:(?:the (?:writer|author|reporter)|"
    r"him|her|them|[A-Z][\w.’'-]+(?: [A-Z][\w’'-]+){0,2}) )(?:at|on|via)\b.{0,160}"
    r"|e-?mail: ?\S+@\S+.{0,80}|about the authors?\b.{0,60})",
)
_STAFF = re.compile(
    r"(?:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3},? (?:is|has been) an? (?:[\w.’'&-]+ ){0,6}?(?:staff |"
    r"senior |freelance )?(?:writer|reporter|correspondent|columnist|editor|freelancer)"
    r"(?: (?:for|at|with|covering|who (?:covers|writes)|based)\b|\.?$)|(?:reach|contact|"
    r"e-?mail|follow) .{2,60}@|e-?mail: |about the author)",
    _FLAGS,
)
_CREDIT = re.compile(
    r"\(?(?:(?:photo(?:graph)?s?|image|picture|video|illustration|graphic|credits?|courtesy)(?: (?:credit|"
    r"by|courtesy|of))*\s*[:/|.…]+\s*|(?:photo(?:graph)?s?|image|picture|video|illustration|"
    r"graphic)s? (?:by|courtesy(?: of)?|credit) |credit\W{1,4})[^.!?“”\"]{2,100}\)?"
    r"|(?:[\w .’'-]{2,40}/ ?)?(?:getty(?: images)?|reuters|shutterstock|istock(?:photo)?|"
    r"afp|alamy|epa)(?: ?/ ?[\w .’'-]{2,40})?\.?",
    _FLAGS,
)
_SHARES_INSIDE = re.compile(
    r"(?<=[.!?”\"’')])\s?\d[\d.,]*[KkMm]? (?:[Ss]hares?|[Cc]omments?|[Rr]etweets?)\b(?! (?:of|"
    r"in|at|were|was|fell|rose|from|on|and|to|by|that)\b)"
)


def furniture(text: str) -> ResidueKind | None:
    """What kind of page furniture a whole block or line is, or None when it may be the article's own."""
    line = text.strip().strip("*_[]|~-–—•·>#").strip()
    if not line or len(line) > _LONGEST_LINE:
        return None
    if _SHARE.fullmatch(line):
        return "share"
    if _NAVIGATION.fullmatch(line):
        return "navigation"
    if _LEGAL.fullmatch(line):
        return "boilerplate"
    if line.count(" ") < _LONGEST_PLUG and line[0] not in "“\"'‘" and _PLUG.fullmatch(line):
        return "plug"
    return None


def is_biography(text: str) -> bool:
    """Whether a block at the foot tells who the author is."""
    line = text.strip().strip("*_").strip()
    return len(line) < _LONGEST_LINE and bool(_BIOGRAPHY.fullmatch(line))


def is_staff_biography(text: str) -> bool:
    """Whether such a block can be nothing else, whoever the author is."""
    return bool(_STAFF.match(text.strip().strip("*_").strip()))


def is_credit(text: str) -> bool:
    """Whether a line only says whose picture it is."""
    return len(text) < 160 and bool(_CREDIT.fullmatch(text.strip()))


def shares_inside(text: str) -> Iterator[Residue]:
    """Share counters that a page's script left between two sentences."""
    for match in _SHARES_INSIDE.finditer(text):
        start = match.start() + (len(match.group()) - len(match.group().lstrip()))
        yield Residue(start, match.end(), "share")
