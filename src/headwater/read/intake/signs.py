"""What class, id and role words, and the words of a block themselves, say about whether it belongs to the article.

General words of page-making only; no outlet's name.
"""

from __future__ import annotations

import re
from functools import lru_cache


class Sign:
    """What a box says of everything inside it: plain bits, because they are tested for every block of every page."""

    NONE = 0
    NAVIGATION = 1
    SHARE = 2
    PLUG = 4
    RELATED = 8
    COMMENTS = 16
    BIOGRAPHY = 32
    FOOTER = 64
    ADVERT = 128
    BYLINE = 256
    DATE = 512
    ARTICLE = 1024
    ASIDE = 2048


OFF_PAGE = (
    Sign.NAVIGATION | Sign.SHARE | Sign.PLUG | Sign.RELATED | Sign.COMMENTS | Sign.FOOTER | Sign.ADVERT | Sign.BIOGRAPHY
)

_B = r"(?:^|[\s_/-])"
_E = r"(?:$|[\s_/-])"
_WORDS: tuple[tuple[int, str], ...] = (
    (
        Sign.NAVIGATION,
        r"nav|navbar|navigation|menu|menubar|submenu|breadcrumbs?|bread-crumbs?|pagination|"
        r"pager|pagenav|toc|site-?header|masthead|"
        r"skip-?links?|topbar|top-bar|toolbar|tag-?list|tags|post-?tags|tag-?cloud|categories|"
        r"cat-?links|hamburger|offcanvas|mw-editsection|"
        r"printfooter|catlinks|noprint|jump-?links?|post-?navigation|prev-?next|search-?form|"
        r"searchbox|language-?switcher",
    ),
    (
        Sign.SHARE,
        r"share|sharing|shares|sharebar|sharedaddy|share-?tools|share-?buttons?|social|"
        r"socials|social-?media|social-?links|social-?share|"
        r"addthis|addtoany|sharethis|ssba|follow-?us|follow|like-?box|jp-relatedposts|"
        r"print-?button|print-?link|reactions|likes|feedback|upvote",
    ),
    (
        Sign.PLUG,
        r"newsletters?|newsletter-?signup|sign-?up|signup|subscribe|subscription|subscriptions|"
        r"email-?signup|mailing-?list|"
        r"mc_embed_signup|mailchimp|paywall|piano|donate|donation|membership|register|"
        r"registration|log-?in|login|promo|promos|promotion|"
        r"promobox|callout-?subscribe|app-?download|call-?to-?action|cta|popup|pop-up|"
        r"modal|lightbox|overlay|cookies?|cookie-?(?:notice|banner|consent)|"
        r"gdpr|consent|onetrust|push-?notification|optin|opt-in|interstitial|inline-?cta|"
        r"podcast-?promo|regwall|alert-?bar|notification|toast",
    ),
    (
        Sign.RELATED,
        r"related|related-?(?:posts|articles?|stories|content|links|topics)|relatedposts|"
        r"recommended|recommendations?|recirc|recirculation|"
        r"read-?(?:more|next|also)|readmore|more-?(?:stories|from|news|in|on|like|articles|"
        r"posts)|most-?(?:read|popular|viewed|recent|shared)|"
        r"popular|trending|latest|latest-?(?:news|stories|posts)|recent-?(?:posts|stories|"
        r"comments|articles|news)|also-?(?:read|like|on)|"
        r"you-?may|you-?might|up-?next|next-?(?:article|post|story|up)|prev-?(?:article|"
        r"post)|editors?-?picks?|featured-?(?:stories|posts|articles)|top-?stories|"
        r"taboola|outbrain|zergnet|revcontent|nativo|sidebar|side-?bar|rail|right-?rail|"
        r"teasers?|extra-?posts|jp-relatedposts|yarpp|"
        r"story-?list|card-?list|inline-?(?:related|links?)|see-?also|seealso|suggested|"
        r"other-?(?:news|stories)|what-?to-?read|navbox|carousel|shopping",
    ),
    (
        Sign.COMMENTS,
        r"comments?|comment-?(?:list|form|respond|section|area|body|content)|commentlist|"
        r"comments-?area|respond|disqus|disqus_thread|"
        r"livefyre|viafoura|coral|discussion|replies|reply|hyvor|fb-comments|readers-?comments|trackbacks?|pingbacks?",
    ),
    (
        Sign.BIOGRAPHY,
        r"author-?(?:bio|box|info|card|description|profile|about|details|block)|authorbox|"
        r"about-?(?:the-?)?author|aboutauthor|"
        r"bio|biography|author_?bio|contributor-?(?:bio|info)|writer-?bio|post-?author-?(?:bio|"
        r"box)|abh_box|m-a-box|saboxplugin-wrap|pp-author",
    ),
    (
        Sign.FOOTER,
        r"footer|site-?footer|page-?footer|post-?footer|entry-?footer|article-?footer|"
        r"foot|copyright|copyrights|disclaimer|legal|colophon|"
        r"credits-?footer|terms|privacy",
    ),
    (Sign.ADVERT, r"ad|ads|advert|adverts|advertisement|advertising|ad-?(?:container|wrapper|slot|unit)|"
        r"adsbygoogle|sponsor|sponsored|dfp|gpt-ad|promoted|partner-?content|commercial|affiliate|"
        r"buy-?now"),
    (Sign.BYLINE, r"byline|bylines|by-line|author|authors|article-?author|author-?name|entry-?author|"
        r"post-?author|writers?|contributors?|reporter|vcard"),
    (Sign.DATE, r"date|dates|dateline|published|publish-?date|pub-?date|post-?date|entry-?date|timestamp|"
        r"time|posted-?on|date-?time|updated|datepublished|datemodified|entry-?meta|post-?meta|"
        r"article-?meta|meta|dek-?meta"),
    (Sign.ARTICLE, r"articlebody|article-?(?:body|content|text|main|copy|page|__body|__content)|story-?(?:body|"
        r"content|text|copy)|entry-?content|post-?(?:content|body|text)|td-post-content|main-?content|"
        r"body-?(?:content|copy|text)|rich-?text|page-?content|mw-parser-output|blog-?content"),
)  # fmt: skip
_WIDGET = re.compile(r"(?:^|\s)widgets?(?:\s|$)")
_SIGNS = tuple((sign, re.compile(f"{_B}(?:{words}){_E}")) for sign, words in _WORDS)
_TAGS = {
    "nav": Sign.NAVIGATION,
    "footer": Sign.FOOTER,
    "aside": Sign.ASIDE,
    "menu": Sign.NAVIGATION,
    "form": Sign.PLUG,
    "article": Sign.ARTICLE,
    "main": Sign.ARTICLE,
}
_WHOLE_PAGE = frozenset(("html", "body", "main"))


@lru_cache(maxsize=4096)
def signs_of(tag: str, marks: str) -> int:
    """What one box says, from its own name and marks."""
    found = _TAGS.get(tag, Sign.NONE)
    if tag in _WHOLE_PAGE or not marks:
        return found
    for sign, pattern in _SIGNS:
        if pattern.search(marks):
            found |= sign
    if _WIDGET.search(marks):
        found |= Sign.RELATED
    return found
