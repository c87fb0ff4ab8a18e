"""Title, authors, publisher, date and address of a page: from its linked data, its meta elements, its marked bylines."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from headwater.read.intake.assemble import About
from headwater.read.intake.dates import iso_date
from headwater.read.intake.normalise import canonical
from headwater.read.intake.phrases import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST = 400
_TITLE_START = 25
_MOST_AUTHORS = 20
_MOST_MARKED = 6
_MOST_NODES = 2_000
_ARTICLE_TYPES = words_of(
    """
    Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle
    ReviewNewsArticle BlogPosting LiveBlogPosting SocialMediaPosting Report ScholarlyArticle TechArticle
    SatiricalArticle AdvertiserContentArticle Posting WebPage
    """
)
_TITLE = ("og:title", "twitter:title", "parsely-title", "dc.title", "citation_title", "headline")
_AUTHOR = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "citation_author",
    "byl",
    "sailthru.author",
    "og:article:author",
    "book:author",
)
_PUBLISHER = ("og:site_name", "dc.publisher", "citation_publisher", "application-name", "publisher")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "dc.date.issued", "dc.date", "citation_publication_date",
    "date", "pubdate", "publish-date", "publish_date", "sailthru.date", "og:published_time", "ptime", "displaydate",
)  # fmt: skip
_PREFIX = re.compile(
    r"^(?:(?:(?:written|words|story|posted|reported|posted on .{1,30}) )?by(?::\s*|\s+|(?=[A-Z]))|from:\s*)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,|;|\||\b[Aa]nd\b|&)\s*")
_FULL_STOP = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\b[A-Z])\.$")
_DEGREES = frozenset(
    ("PhD", "Ph.D", "MD", "M.D", "RD", "MA", "BA", "MSc", "BSc", "MBA", "JD", "RN", "Jr", "Jr.", "Sr.")
)
_NOBODY = re.compile(r"^(?:by|no author|unknown|anonymous|admin|staff)$", re.IGNORECASE)
_PLACE = re.compile(r" (?:[Ii]n|[Aa]t|[Ff]or|[Oo]f) [A-Z].*$")
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,5}")
_NO_NAME = re.compile(
    r"https?:|@|\.com\b|\bstaff\b|^by$|^no author|^unknown|^anonymous|\badmin\b|\bnews(?:room|desk)?$|\beditors?\b|^view|profile|posts by",
    re.IGNORECASE,
)


def describe(root: _Element) -> About:
    """What a page says of itself, in order of trust: schema.org linked data, meta elements, the title element."""
    meta = _meta(root)
    linked = _article_node(root)
    return About(
        title=_title(root, meta, linked),
        authors=tuple(_names(linked.get("author"))) or tuple(_meta_authors(meta)) or tuple(_marked_authors(root)),
        publisher=next(iter(_names(linked.get("publisher"), people=False)), None) or _first(meta, _PUBLISHER),
        published=_date(linked.get("datePublished")) or _first_date(meta) or _time_element(root),
        url=_address(root, meta),
        language=(root.get("lang") or "en").strip().lower()[:12] or "en",
    )


def split_names(line: str) -> tuple[str, ...]:
    """Return the people a byline names: ``By Ada Lind and Piet Grobel in Mirane`` gives two."""
    line = _PLACE.sub("", _PREFIX.sub("", " ".join(line.split())))
    names = [_FULL_STOP.sub("", part).strip() for part in _SPLIT.split(line)]
    return tuple(name for name in names if _is_name(name) and name not in _DEGREES)[:_MOST_AUTHORS]


def _is_name(name: str) -> bool:
    return 1 < len(name) < 60 and name[0].isupper() and bool(_NAME.fullmatch(name)) and not _NO_NAME.search(name)


def _meta(root: _Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        value = _text(element.get("content"))
        if key and value:
            found.setdefault(key, []).append(value)
    return found


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    tidy = " ".join(canonical(html.unescape(value[: 4 * _LONGEST])).split())[:_LONGEST]
    return tidy or None


def _first(meta: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    return next((meta[key][0] for key in keys if key in meta), None)


def _first_date(meta: dict[str, list[str]]) -> str | None:
    return next((found for key in _PUBLISHED for value in meta.get(key, ()) if (found := iso_date(value))), None)


def _date(value: object) -> str | None:
    return iso_date(value) if isinstance(value, str) else None


def _title(root: _Element, meta: dict[str, list[str]], linked: dict[str, Any]) -> str | None:
    """The headline; where the page's data disagree, the one that its heading or title element repeats. A publisher's name behind it goes."""
    element = _title_element(root) or ""
    stated = [title for title in (_text(linked.get("headline")), _first(meta, _TITLE)) if title]
    shown = {_text("".join(map(str, heading.itertext()))) for heading in root.iter("h1")}
    repeated = [title for title in stated if title in shown] + [t for t in stated if t[:_TITLE_START] in element]
    title = (repeated or stated or [element])[0]
    publisher = _first(meta, _PUBLISHER)
    if publisher:
        title = re.sub(rf"\s+[|–—:·-]\s+(?:The )?{re.escape(publisher)}$", "", title, flags=re.IGNORECASE)
    return title or None


def _title_element(root: _Element) -> str | None:
    element = next(root.iter("title"), None)
    return _text("".join(map(str, element.itertext()))) if element is not None else None


def _time_element(root: _Element) -> str | None:
    for element in root.iter("time"):
        found = iso_date(element.get("datetime") or "")
        if found:
            return found
    return None


def _address(root: _Element, meta: dict[str, list[str]]) -> str | None:
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            href = (element.get("href") or "").strip()
            if href.startswith(("http://", "https://")):
                return href[:2_000]
    found = _first(meta, ("og:url", "parsely-link"))
    return found if found and found.startswith(("http://", "https://")) else None


def _article_node(root: _Element) -> dict[str, Any]:
    """The linked-data object that describes an article, or an empty one."""
    best: dict[str, Any] = {}
    for element in root.iter("script"):
        if "ld+json" not in (element.get("type") or ""):
            continue
        for node in _nodes(_parsed(element.text or "")):
            kind = node.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if not any(isinstance(k, str) and k in _ARTICLE_TYPES for k in kinds):
                continue
            if "headline" in node and "headline" not in best:
                best = node
            best = best or node
    return best


def _parsed(source: str) -> object:
    try:
        return json.loads(source.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    stack = [data]
    for _ in range(_MOST_NODES):
        if not stack:
            return
        item = stack.pop()
        if isinstance(item, dict):
            yield item
            stack.extend(
                value for key, value in item.items() if key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
            )
        elif isinstance(item, list):
            stack.extend(reversed(item[:_MOST_NODES]))


def _names(value: object, *, people: bool = True) -> Iterator[str]:
    items = value if isinstance(value, list) else [value]
    seen: set[str] = set()
    for item in items[:_MOST_AUTHORS]:
        raw = item.get("name") if isinstance(item, dict) else item
        for one in raw if isinstance(raw, list) else [raw]:
            name = _text(one)
            if not name or name.startswith("http"):
                continue
            parts = (split_names(name) or (name,)) if people and not _NO_NAME.search(name) else (name,)
            parts = () if people and _NOBODY.search(name) else parts
            for part in parts:
                if part and part not in seen:
                    seen.add(part)
                    yield part


def _meta_authors(meta: dict[str, list[str]]) -> Iterator[str]:
    for key in _AUTHOR:
        names = [name for value in meta.get(key, ()) if not _NO_NAME.search(value) for name in split_names(value)]
        if names:
            yield from list(dict.fromkeys(names))[:_MOST_AUTHORS]
            return


def _marked_authors(root: _Element) -> Iterator[str]:
    """Names in links that say ``rel=author`` and in elements that say ``itemprop=author``."""
    names: dict[str, None] = {}
    for element in root.iter("a", "span", "div", "p", "address"):
        if element.get("rel") != "author" and element.get("itemprop") != "author":
            continue
        text = _text("".join(map(str, element.itertext())))
        if text and len(text) < 120 and not _NO_NAME.search(text):
            names.update(dict.fromkeys(split_names(text)))
        if len(names) > _MOST_MARKED:
            return  # a list of references or of other articles, not a byline
    yield from names
