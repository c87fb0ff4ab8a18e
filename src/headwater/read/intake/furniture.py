"""Stock phrases of page furniture: what plugs, share bars, signposts, legal lines and picture credits look like.

Every pattern is meant for a whole block or line. None of them may need more than a bounded look around, so that hostile
text costs no more than ordinary text.
"""

from __future__ import annotations

import re

_NETWORK = (
    "facebook|twitter|instagram|youtube|telegram|whatsapp|tiktok|linkedin|pinterest|reddit|flipboard|tumblr|pocket|messenger|"
    "threads|bluesky|mastodon|snapchat|google(?:\\+| plus)?|x"
)
_PIECE = (
    "article|articles|story|stories|post|posts|page|pages|news|content|coverage|headlines|videos|topics|links|reading"
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


SHARE = re.compile(
    rf"(?:(?>(?:share|tweet|pin|post|save) (?:this|on|to|via)(?: (?:{_PIECE}|{_NETWORK}))?"
    r"|(?:click )?to (?:share|email|print|tweet)|spread the (?:word|news|love)|like this|copy link|pin it"
    rf"|{_NETWORK}|share|tweet|e-?mail|print|pin|save|copy|link|more|text|sms|mail|comments?|view|like|loading|rss"
    r"|\d[\d.,]*+[km]?(?: (?:shares?|comments?|likes?|retweets?|views?))?)"
    r"(?:[\s:|,•·.…/!()-]++|\Z))++",
    re.IGNORECASE,
)

NAVIGATION = _any(
    r"advert(?:isement)?s?|sponsored(?: content)?|ad|promoted",
    rf"(?:{_PIECE}|text) continues (?:below|after)\b.{{0,60}}|continue reading\b.{{0,60}}",
    r"scroll (?:down )?(?:to continue|for (?:more|video|photos))\b.{0,40}|skip (?:to|ad|advert|past)\b.{0,60}",
    r"(?:read|see|view|show|load|learn|find out|hear|watch) more\b(?: (?:here|stories|news|comments|posts|articles))?[.:>» ]{0,9}",
    r"(?:more|other|related|recommended|popular|trending|latest|top|recent|most (?:read|popular|viewed|recent)|similar)"
    rf"(?: (?:top|trending|local|latest|breaking|news)){{0,3}} (?:{_PIECE})(?: (?:from|on|in|at|by|for) .{{1,40}})?:?",
    r"(?:more|read|related|recommended|also|don[’']t miss|read (?:more|also|next|now|this)|see (?:also|more)|also (?:read|see|on)"
    rf"|you may (?:also )?like|more (?:from|on|in|about) [^.!?]{{1,40}}|related (?:{_PIECE})|editor[’']?s picks?|what to read next"
    r"|up next|next(?: (?:article|story|post|up))?|previous(?: (?:article|story|post))?|top stories|what[’']s next):\s{0,9}.{0,160}",
    r"you (?:may|might) also (?:like|be interested in).{0,40}|most read|trending(?: now)?|related|recommended(?: for you)?",
    r"editor[’']?s picks?|what to read next|up next|keep reading|don[’']t miss",
    r"(?:click|tap) (?:here|on|to)\b[^“”\"]{0,140}|(?:mobile|app) users,? (?:tap|click)\b.{0,120}",
    r"back to top|jump to .{1,30}|home ?(?:>|»|/).{0,120}|you are here:?.{0,40}",
    r"(?:filed under|tagged|tags|categories|topics|in this (?:article|story)|read the rest (?:here|of)|via):? ?.{0,80}",
    r"please enable javascript.{0,80}|(?:image|photo|slide) \d{1,3} of \d{1,3}.{0,20}",
    r"(?:watch|view|hide|show) (?:this story|transcript|caption|comments|the video(?: above| below)?|gallery|slideshow)\b.{0,40}",
    r"close|menu|search|log ?in|sign ?(?:in|up|out)|subscribe(?: now)?|register|read more here.?|print recipe|buy now|shop now",
    r"read next ?>?|previous|next|loading\W{0,5}|leave a (?:reply|comment)|contents|toggle .{1,30}",
    r"(?:post|add|view|hide|show|read|join the) (?:your |a |all |the )?(?:comments?|conversation|discussion)|\d{1,4} (?:pending )?comments?",
    r"report (?:a|an) (?:correction|error|typo)\b.{0,60}|(?:https?://)?(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,20}){0,2}\.[a-z]{2,8}",
)

_INVITATION = (
    r"(?:please |simply |just |now |to \w+[\w ]{0,40}, (?:please )?)?(?:sign[ -]?up|subscribe|register|join|get|download|follow|like|find|"
    r"support|donate|become|enter your|submit|send us|never miss|don[’']t miss|stay (?:up to date|informed|connected|tuned)|keep up|"
    r"want (?:more|to)|have you|do you have|got a|are you|were you|already|try|receive|listen|check out|help (?:support|us)|love|"
    r"enjoy(?:ed|ing)?|if you (?:like|love|enjoy|liked|enjoyed|want|would|[’']re)|for (?:the latest|more)|text|tell us|let us know|"
    r"contact us|you can (?:also )?(?:sign|subscribe|follow)|be the first|delivered|learn how|discover|start your|unlock|"
    r"our (?:daily|weekly|morning|free)|the (?:best|latest|most important)|first-time|create an?|thanks? (?:you )?for)\b"
)
_OFFER = (
    r"newsletters?|(?:to|in|into) your (?:inbox|mailbox|phone)|our (?:\w{1,20} ){0,3}(?:apps?|podcasts?|e-?mails?|edition|channel|"
    r"mailing list|page|journalism|reporting|newsroom)|e-?mail (?:alerts?|updates|address|newsletter)|breaking news alerts?|"
    r"push notifications?|(?:mobile|news|free) apps?|subscrib(?:e|er|ers|ing)|subscriptions?|"
    rf"(?:us|me|him|her|them|conversation|[A-Z][\w. ]{{1,40}}) on (?:{_NETWORK})|facebook page|ios and android|app store|google play|"
    r"letters? to the editor|unlimited access|free trial|registering|(?:become|as) a (?:member|supporter|patron)|"
    r"for (?:as little as|just|only) [$£€]\d|straight to your|mailing list|ad[ -]free|tip line|latest developments|our community|(?:click|tap) here"
)

PLUG = _any(
    rf"{_INVITATION}[^“”\"]{{0,300}}?\b(?:{_OFFER})\b.{{0,300}}",
    rf"follow @?\w[\w .’'-]{{1,40}} on (?:{_NETWORK})\b.{{0,60}}|twitter: ?@\w{{1,30}}\.?|follow [A-Z][\w.]{{1,40}}: .{{0,80}}",
    r"(?:already|not) an? (?:member|subscriber)\b.{0,200}",
    r"(?:already have|don[’']t have|create|log in to|sign in to) (?:an |your )?(?:account|profile)\b.{0,120}",
    r"(?:to (?:continue|keep|view|read|access|see)|if you[’']re seeing this)[^“”\"]{0,120}?"
    r"\b(?:subscri\w{1,8}|log ?in|sign ?in|register|account)\b.{0,300}",
    rf"(?:this|the) (?:{_PIECE}) is (?:only )?(?:available )?(?:for|to) (?:our )?(?:paid |registered )?(?:subscribers|members)\b.{{0,200}}",
    r"[^“”\"]{0,140}?\b(?:we may (?:earn|receive|get)|(?:may )?earns? (?:us )?an? (?:\w{1,20} )?commission|receive compensation|"
    r"affiliate (?:commission|links?))\b.{0,400}",
    r"no spam\b.{0,200}|you can unsubscribe\b.{0,160}",
    r"by (?:signing up|subscribing|registering|clicking|entering your e-?mail)\b.{0,300}",
    r"your (?:notification has been saved|e-?mail address will not be published)\b.{0,120}",
    r"there was a (?:problem|error)\b.{0,100}|e-?mail notifications are\b.{0,120}",
    r"(?:this|our) (?:site|website) (?:uses|is protected)\b.{0,300}|(?:we|this website) uses? cookies\b.{0,400}",
    r"privacy (?:policy|& cookies)\b.{0,200}",
    r"we (?:have|[’']ve|will|[’']ll) (?:just )?sen[dt] (?:you )?an? (?:verification|confirmation|activation) (?:e-?mail|message|link|code)\b.{0,200}",
    r"if you (?:do not|don[’']t|did not|didn[’']t) (?:receive|get|see) (?:the|a|an|our|your) (?:verification|confirmation|activation|e-?mail|message)\b.{0,200}",
    r"by (?:submitting|providing|creating|continuing)\b[^“”\"]{0,80}\byou (?:agree|consent|accept)\b.{0,200}",
    r"(?:welcome back\W{1,3})?(?:please )?(?:sign|log) in (?:using|with|to) (?:you|your|an|a|facebook|google|twitter)\b.{0,80}|welcome back\W{1,3}please (?:sign|log) in\W?",
    r"why are we asking (?:for )?this\?|just one more thing(?:\.{3}|…)?|you (?:have|[’']ve) \d{1,3} (?:free )?(?:articles?|stories) (?:left|remaining)\b.{0,120}",
    r"\d{1,3} of \d{1,3} (?:\w{1,12} )?(?:clicks|articles|stories|views) (?:used|left|remaining)\b.{0,60}|you are the owner of this article\W?",
    r"(?:re-?)?enter (?:your )?(?:zip|post) ?code\b.{0,120}|sorry, (?:this|your) (?:zip ?code|postcode|browser|video)\b.{0,160}|you must enter the characters\b.{0,120}",
    r"(?:close )?(?:get|receive) (?:\w{1,20} )?e-?mail (?:notifications?|alerts?|updates?)\b.{0,120}|whenever [^,]{2,60} posts new content, you[’']ll\b.{0,120}",
    r"sign[ -]?up (?:today|now|here|for free)\b.{0,60}|download the (?:\w{1,20} ){1,3}app\b.{0,80}",
    rf"(?:read|see|find) more (?:\w{{1,20}} ){{0,3}}(?:{_PIECE}) (?:on|at|from) .{{1,60}}",
    r"add a location to your (?:tweets?|posts?)\W?|when you (?:tweet|post) with a location\b.{0,250}|having trouble (?:viewing|watching|seeing|playing) (?:the|this) \w{1,12}\?.{0,160}",
    r"for (?:more|the latest) [^.“”\"]{0,60}, (?:listen to|visit|go to|follow|tune in to|log on to|check out) .{1,100}",
    r"(?:this is an? (?:developing|breaking)(?: news)? (?:story|alert)[.,;!] ?)?(?:please )?(?:check|come) back (?:here |soon |later |often |regularly ){0,2}(?:for|as|with|or)\b.{0,160}",
    r"(?:this is an? (?:developing|breaking)(?: news)? (?:story|alert)[.,;!] ?)?(?:stay|stick) with [^.“”\"]{2,60}? for (?:more|updates|the latest|continuing|developments)\b.{0,100}",
    r"keep checking [^.“”\"]{2,60}? for (?:more|real-time|updates|the latest)\b.{0,160}|(?:we will|we[’']ll|[A-Z][\w ]{1,30} will) (?:keep you updated|have more (?:details )?as)\b.{0,100}",
)

LEGAL = _any(
    r"(?:\(?©|\(c\)|copyright(?: ©| \(c\)| \d{4}| by)|all rights reserved|some rights reserved|all contents? (?:©|copyright)).{0,400}",
    r"[^“”\"]{0,120}?\ball rights reserved\b.{0,300}",
    r"this material may not be (?:published|broadcast|rewritten|reproduced)\b.{0,200}",
    r"(?:.{1,60}? )?is not responsible for the (?:opinions|content)\b.{0,200}",
    r"terms (?:of (?:use|service)|and conditions)\b.{0,80}|(?:do not sell|your (?:ad|privacy) choices)\b.{0,60}",
    r"as published in the [^.]{3,60}\.|powered by .{1,40}",
)

_TRADE = (
    "writer|reporter|correspondent|editor|columnist|journalist|professor|author|fellow|contributor|producer|photographer|blogger|"
    "lecturer|analyst|anchor|intern|freelancer"
)
_FULL_NAME = r"[A-Z][\w.’'-]{1,30}(?: (?:[A-Z]\.|de|van|von|der|al|el|bin)){0,2}(?: [A-Z][\w’'-]{1,30}){1,3}"

BIOGRAPHY = re.compile(
    rf"(?:about the authors?:? ?)?(?:The (?:writer|author)|{_FULL_NAME}),? (?:is|was|has been) (?:an? |the |\w{{1,30}}[’']s )"
    rf"[^“”\"]{{0,80}}?\b(?:{_TRADE})\b.{{0,400}}"
    rf"|(?:[Rr]each|[Cc]ontact|E-?mail|[Ww]rite to|[Ff]ollow) (?:the (?:writer|author|reporter)|him|her|them|{_FULL_NAME}|[A-Z][\w’'-]{{1,30}}) "
    r"(?:at|on|via)\b.{0,160}"
    r"|[Ee]-?mail: ?\S{1,60}@\S{1,60}.{0,80}|(?:A|a)bout the authors?\b.{0,60}"
)
"""Tells who the author is. Case matters: names are capitalised."""

STAFF = re.compile(
    rf"{_FULL_NAME},? (?:is|has been) an? (?:[\w.’'&-]{{1,20}} ){{0,6}}?(?:staff |senior |freelance )?"
    r"(?:writer|reporter|correspondent|columnist|editor|freelancer)"
    r"(?: (?:for|at|with|covering|who (?:covers|writes)|based)\b|\.?$)"
    r"|(?:[Rr]each|[Cc]ontact|E-?mail|[Ff]ollow) .{2,60}@|[Ee]-?mail: |(?:A|a)bout the author"
)
"""A biography that can be nothing else, whoever the author is."""

CREDIT = _any(
    r"\(?(?:photo(?:graph)?s?|image|picture|video|illustration|graphic|credits?|courtesy)(?: (?:credit|by|courtesy|of)){0,3}"
    r"\s{0,3}[:/|.…]{1,3}\s{0,3}[^.!?“”\"]{2,100}\)?",
    r"\(?(?:photo(?:graph)?s?|image|picture|video|illustration|graphic)s? (?:by|courtesy(?: of)?|credit) [^.!?“”\"]{2,100}\)?",
    r"credit\W{1,4}[^.!?“”\"]{2,100}",
    r"(?:[\w .’'-]{2,40}/ ?)?(?:getty(?: images)?|reuters|shutterstock|istock(?:photo)?|afp|alamy|epa)(?: ?/ ?[\w .’'-]{2,40})?\.?",
)

SHARES_INSIDE = re.compile(
    r"(?<=[.!?”\"’')])\s?\d{1,3}(?:[.,]\d{1,3}){0,2}[KkMm]? (?:[Ss]hares?|[Cc]omments?|[Rr]etweets?)\b"
    r"(?! (?:of|in|at|were|was|fell|rose|from|on|and|to|by|that)\b)"
)
"""A counter that a page's script left between two sentences."""

PLAYER_INSIDE = re.compile(
    r"\bEMBED ?> ?More (?:News )?Videos\b|\b(?:autoplay ){1,3}Copy this code to your website or blog\b|\bView Full Caption\b(?: [^\n.!?]{1,60})?(?=\n|\Z)"
)
"""What a player or a picture's frame left before or behind a caption."""
