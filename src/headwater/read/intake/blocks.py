"""A parsed page as a list of blocks: runs of text between block boundaries, each knowing which box of the page holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from headwater.read.intake.normalise import canonical, drop_invisible
from headwater.read.intake.phrases import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

Kind = Literal["paragraph", "heading", "quote", "caption", "item", "cell", "post", "code"]
Link = tuple[int, int, str]
"""Start and end in the block's text, and the target as written."""

_DROPPED = words_of(
    """
    script style noscript template svg math iframe object embed applet canvas audio video map head select option
    datalist textarea input button dialog frameset meta link
    """
)
_INLINE = words_of(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr output q rb rp
    rt ruby s samp small span strike strong sub sup time tt u var wbr img picture source
    """
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TIGHT = frozenset(("td", "th", "li", "dt", "dd", "br"))
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f\v\xa0]+")
_POST = re.compile(
    r"twitter-tweet|instagram-media|fb-post|tiktok-embed|bluesky-embed|mastodon-embed|reddit-embed|telegram-post"
)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|caption|caption-?text|image-?(?:credit|caption)|"
    r"photo-?(?:credit|caption)|media-caption|figcaption)"
    r"(?:$|[\s_-])"
)
_BLOCK_CLASSES = 300


@dataclass(slots=True)
class Box:
    """A block element: the number of the box around it, its name, and its class, id and role words."""

    parent: int
    tag: str
    marks: str
    kind: Kind
    level: int
    element: _Element


@dataclass(slots=True)
class Block:
    """One run of text in the box of that number. ``tight`` says that it stands right under the one before (list, table)."""

    text: str
    kind: Kind
    level: int
    box: int
    links: list[Link]
    tight: bool = False
    times: tuple[str, ...] = ()
    letters: str = field(init=False, default="")
    linked: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self.linked = sum(end - start for start, end, _ in self.links) / max(1, len(self.text))
        self.letters = letters(self.text)


def letters(text: str) -> str:
    """The letters and digits of ``text`` alone, to compare texts whose spacing differs."""
    return "".join(_LETTERS.findall(text))


_LETTERS = re.compile(r"[^\W_]+")


class Walker:
    """Walks a page once, without recursion. Afterwards ``blocks`` and ``boxes`` hold what it found, in order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.boxes: list[Box] = []
        self._here = 0
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[Link] = []
        self._link_from = -1
        self._target = ""
        self._times: list[str] = []
        self._tight = False

    def walk(self, root: _Element) -> None:
        """Collect the blocks under ``root``."""
        self.boxes.append(Box(0, "body", "", "paragraph", 0, root))
        self._say(root.text)
        stack: list[tuple[_Element, bool]] = [(child, True) for child in reversed(root)]
        while stack:
            element, entering = stack.pop()
            if not entering:
                self._leave(element)
                continue
            tag = element.tag
            if not isinstance(tag, str) or tag in _DROPPED or (element.attrib and _hidden(element)):
                self._say(element.tail)
                continue
            stack.append((element, False))
            self._enter(element, tag)
            self._say(element.text)
            if len(element):
                stack.extend([(child, True) for child in reversed(element)])
        self._flush()

    def _enter(self, element: _Element, tag: str) -> None:
        if tag == "a":
            self._link_from = self._length
            self._target = (element.get("href") or "").strip()
        elif tag == "time":
            self._times.append(element.get("datetime") or "")
        elif tag == "br":
            self._break()
        elif tag not in _INLINE:
            self._flush()
            self._open_box(element, tag)

    def _leave(self, element: _Element) -> None:
        tag = element.tag
        if tag == "a":
            self._close_link()
            self._link_from = -1
        elif tag not in _INLINE and tag != "br":
            self._flush()
            self._here = self.boxes[self._here].parent
            self._tight = tag in _TIGHT
        self._say(element.tail)

    def _open_box(self, element: _Element, tag: str) -> None:
        outer = self.boxes[self._here]
        marks = _marks(element)
        kind, level = _kind(tag, marks, outer)
        self.boxes.append(Box(self._here, tag, marks, kind, level, element))
        self._here = len(self.boxes) - 1

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if self.boxes[self._here].kind != "code":
            text = _SPACES.sub(" ", text)
            if text[0] == " " and (not self._pieces or self._pieces[-1][-1] in " \n"):
                text = text[1:]
        if not text.isascii():
            text = canonical(drop_invisible(text))
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def _break(self) -> None:
        """One line break stays in the paragraph; two begin a new one."""
        if not self._pieces:
            return
        if self._pieces[-1] == " ":
            self._pieces.pop()
            self._length -= 1
        if self._pieces and self._pieces[-1] == "\n":
            self._flush()
        elif self._pieces:
            self._pieces.append("\n")
            self._length += 1

    def _close_link(self) -> None:
        if 0 <= self._link_from < self._length:
            self._links.append((self._link_from, self._length, self._target))

    def _flush(self) -> None:
        self._close_link()
        self._link_from = min(0, self._link_from)
        if not self._pieces:
            return
        raw = "".join(self._pieces)
        box = self.boxes[self._here]
        text, links = _trimmed(raw, self._links)
        if text:
            self.blocks.append(Block(text, box.kind, box.level, self._here, links, self._tight, tuple(self._times)))
            self._tight = False
        self._pieces, self._links, self._times, self._length = [], [], [], 0


def _trimmed(raw: str, links: list[Link]) -> tuple[str, list[Link]]:
    text = canonical(raw.strip("\n") if raw.startswith("    ") else raw.strip())
    lead = len(raw) - len(raw.lstrip())
    if len(text) != len(raw.strip()) or not text.strip():
        return text.strip(), []
    moved = []
    for start, end, target in links:
        low, high = max(start - lead, 0), min(end - lead, len(text))
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        if low < high:
            moved.append((low, high, target))
    return text, moved


def _marks(element: _Element) -> str:
    get = element.get
    words = [
        get("class"),
        get("id"),
        get("role"),
        get("itemprop"),
        get("data-testid"),
        get("data-component"),
        get("aria-label"),
    ]
    return " ".join([word for word in words if word]).lower()[:_BLOCK_CLASSES]


def _kind(tag: str, marks: str, outer: Box) -> tuple[Kind, int]:
    if tag in _HEADINGS:
        return "heading", int(tag[1])
    if tag == "figcaption" or outer.kind == "caption" or (marks and _CAPTION.search(marks)):
        return "caption", 0
    if tag == "blockquote" or outer.kind in ("quote", "post"):
        return ("post" if outer.kind == "post" or _POST.search(marks) else "quote"), 0
    if tag in ("li", "dt", "dd"):
        return "item", 0
    if tag in ("td", "th"):
        return "cell", 0
    if tag in ("pre", "xmp", "listing"):
        return "code", 0
    if outer.kind in ("item", "code", "cell"):
        return outer.kind, 0
    return "paragraph", 0


def _hidden(element: _Element) -> bool:
    get = element.get
    if get("hidden") is not None or get("aria-hidden") == "true":
        return True
    style = get("style")
    return bool(style and _HIDDEN_STYLE.search(style))
